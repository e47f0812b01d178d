// What is known of the organisation that the reader chose, each tie with its source.
const MOST = 12;

function select(place, go) {
  const path = state.path;
  Object.assign(state, { org: place, path: "" });
  if (path) drawMap();
  if (go) { state.section = "network"; }
  findNear();
  if (picture) { picture.choose(place, go); picture.refresh(); }
  drawSide();
  writeState(true);
  if (go) {
    const box = $("side").getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) goTo(innerWidth < 900 ? "side" : "network");
    $("side").querySelector("h3").focus({ preventScroll: true });
  }
}

function fact(list, name, value, attributes) {
  if (value === null || value === undefined || value === "") return;
  list.append(el("dt", { text: name }), el("dd", attributes || null, value));
}

function orgFacts(org, place) {
  const list = el("dl", { class: "about" });
  fact(list, t("about_kind"), label(PAGE.kinds[org.k]));
  fact(list, t("about_zone"), zoneOf(org));
  fact(list, t("about_commune"), org.c === undefined ? null : label(PAGE.communes[org.c]));
  const covers = org.cov || [];
  const every = covers.length === PAGE.zones.length && covers.length > 1;
  fact(list, t("about_covers"), every ? t("about_all_zones") : covers.map((zone) => label(PAGE.zones[zone])).join(", "));
  fact(list, t("about_sectors"), (org.sec || []).map((sector) => label(PAGE.sectors[sector])).join(", "));
  fact(list, t("about_founded"), org.f ? day(org.f) : null);
  fact(list, t("about_closed"), org.x ? day(org.x) : null);
  const seats = PAGE.seats[place];
  if (seats !== undefined) fact(list, t("about_board"), Array.isArray(seats) ? seats.join(", ") : t("about_seats", {}, seats), { dir: "auto" });
  fact(list, t("about_unknown"), string(org.why), { dir: "auto" });
  fact(list, t("about_note"), string(org.note), { dir: "auto" });
  fact(list, t("about_source"), [string(org.src), certainty(string(org.cert))].filter(Boolean).join(" · "), { class: "source" });
  return list;
}

function tieLine(other, arrow, row) {
  const [, , , about, start, end, source, sure, modality, line, flow, amount] = row;
  const sums = [flow && t("about_flow", {}, flow), amount && t("about_amount", {}, amount)];
  return recordLine("ties", [el("span", { class: "way", "aria-hidden": "true", text: arrow }), orgButton(other)], [string(about), ...sums, ...period(start, end)], source, sure, modality, line);
}

function tieSections(place) {
  const parts = [];
  const told = new Set();
  PAGE.layers.forEach((layer, number) => {
    const rows = PAGE.ties.filter((row) => row[2] === number && (row[0] === place || row[1] === place) && row[0] !== row[1]);
    const lines = rows.map((row) => tieLine(row[0] === place ? row[1] : row[0], row[0] === place ? "→" : "←", row));
    if (!rows.length) {
      const shared = (neighbours.get(place) || []).filter(([, edge]) => edge.l.includes(number)).map(([other, edge]) => [other, edge.w ? edge.w[edge.l.indexOf(number)] : 1, (edge.p || []).includes(number)]);
      shared.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      for (const [other, weight, prescribed] of shared) {
        lines.push(el("li", null, orgButton(other), prescribed ? el("span", { class: "badge dashed", text: t("modality_prescribed") }) : null,
          el("span", { class: "more", text: t("about_shared", {}, weight) })));
      }
    }
    if (!lines.length) return;
    told.add(number);
    const list = el("ul", { class: "ties" }, lines.slice(0, MOST));
    parts.push(el("h4", null, label(layer), el("span", { class: "count", text: number_(lines.length) })), list);
    if (lines.length > MOST) {
      const button = el("button", { type: "button", class: "plain", text: t("about_more", {}, lines.length - MOST), on: { click: () => { list.append(...lines.slice(MOST)); button.remove(); } } });
      parts.push(button);
    }
  });
  return parts;
}

const number_ = (value) => number(value);

function often(meeting) {
  return [meeting.py && t("about_per_year", {}, meeting.py), meeting.h && t("about_hours", {}, meeting.h)].filter(Boolean).join(", ");
}

function meetingLines(place) {
  const rows = PAGE.attendance.filter((row) => row[1] === place);
  if (!rows.length) return [];
  return [el("h4", null, t("about_meetings"), el("span", { class: "count", text: number(rows.length) })),
    el("ul", { class: "ties" }, rows.map(([meeting, , as, ...record]) => recordLine("attendance",
      el("span", { dir: "auto", text: label(PAGE.meetings[meeting]) }), [role(string(as)), often(PAGE.meetings[meeting])], ...record)))];
}

function drawSide() {
  const side = $("side");
  if (state.org === null) {
    const path = shownPath();
    return path ? clear(side, pathSide(path)) : clear(side, picture?.about?.(), legend());
  }
  const closing = el("button", { type: "button", class: "plain close", text: t("close"), on: { click: () => { select(null); $("picture").focus({ preventScroll: true }); } } });
  const org = PAGE.organisations[state.org];
  const ties = tieSections(state.org);
  const meetings = meetingLines(state.org);
  clear(side, closing,
    el("h3", { dir: "auto", tabindex: "-1", text: nameOf(org) }),
    org.s && org.s !== nameOf(org) ? el("p", { class: "short", dir: "auto", text: org.s }) : null,
    org.cl ? el("p", { class: "notice", text: t("about_class") }) : null,
    orgFacts(org, state.org),
    ties.length || meetings.length ? null : el("p", { class: "notice", text: t("about_no_ties") }),
    ties, meetings);
  side.scrollTop = 0;
}

const MARKS = {
  dot: "M8 1.5A6.5 6.5 0 1 1 8 14.5A6.5 6.5 0 1 1 8 1.5Z", square: "M2.5 2.5H13.5V13.5H2.5Z", triangle: "M8 1L15 14H1Z",
  triangleDown: "M8 15L1 2H15Z", diamond: "M8 .5L15 8L8 15.5L1 8Z", hexagon: "M4.2 1.5H11.8L15.5 8L11.8 14.5H4.2L.5 8Z",
  star: "M8 .5L10 5.8L15.6 6L11.2 9.6L12.7 15L8 11.9L3.3 15L4.8 9.6L.4 6L6 5.8Z",
};

function sign(path, fill, dashed) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "sign");
  svg.setAttribute("aria-hidden", "true");
  const mark = document.createElementNS("http://www.w3.org/2000/svg", "path");
  mark.setAttribute("d", path);
  mark.setAttribute("fill", fill);
  if (dashed) { mark.setAttribute("stroke", PAGE.neutral); mark.setAttribute("stroke-dasharray", "2.5 2"); mark.setAttribute("stroke-width", "1.4"); }
  svg.append(mark);
  return svg;
}

function legend() {
  const families = [...new Set(PAGE.kinds.map((kind) => kind.family))];
  const order = Object.keys(PAGE.shapes).filter((name) => families.includes(name));
  const line = (dashed) => el("span", { class: "line" + (dashed ? " dashed" : ""), "aria-hidden": "true" });
  // An entry keeps what it names and hides the rest; chosen again, it shows everything.
  const entry = (key, value, mark, text) => el("li", null, !ONE_BY_ONE ? [mark, text] : el("button", {
    type: "button", "aria-pressed": String(state[key] === value), "data-legend": `${key} ${value}`,
    on: { click: () => { state[key] = state[key] === value ? "" : value; refilter(); drawSide(); $("side").querySelector(`[data-legend="${key} ${value}"]`).focus(); } },
  }, mark, text));
  const zones = PAGE.zones.map((zone, place) => entry("zone", zone.id, sign(MARKS.dot, colourOf(place)), label(zone)));
  return el("div", { class: "legend" },
    el("h3", { tabindex: "-1", text: t("legend") }), el("p", { class: "hint", text: t("legend_hint") }),
    !ONE_BY_ONE ? null : [el("h4", { text: t("legend_shapes") }),
      el("ul", null, order.map((name) => entry("family", name, sign(MARKS[PAGE.shapes[name]], "#14213d"), t("family_" + name))),
        PAGE.total.classes ? el("li", null, sign(MARKS.dot, "#fff", true), t("legend_class")) : null,
        GROUPED ? el("li", null, sign(MARKS.dot, "#fff", true), t("legend_alone")) : null)],
    zones.length ? [el("h4", { text: t("legend_colours") }), el("ul", { class: "columns" }, zones.slice(0, 12)),
      el("ul", null, entry("zone", "-", sign(MARKS.dot, PAGE.neutral), t("legend_no_zone")))] : null,
    GROUPED ? [el("h4", { text: t("legend_lines") }), el("ul", null, el("li", null, el("span", { class: "line bundle", "aria-hidden": "true" }), t("legend_bundle")))] : null,
    !DRAWN.edges.length ? null : [GROUPED ? null : el("h4", { text: t("legend_lines") }),
      el("ul", null, el("li", null, line(false), t("legend_observed")), el("li", null, line(true), t("legend_prescribed")))]);
}
