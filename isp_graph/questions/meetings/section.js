// Meetings: which gather the same, how much time they take, who stays away, who could stand in.
const GATHERINGS = { cell: 23, left: 232, top: 140, bars: 20, row: 22, width: 760 };
const meetingName = (place) => label(PAGE.meetings[place]);
const meetingShade = (share) => 0.05 + 0.6 * Math.min(1, share / 0.6);

function meetingsMatrix({ matrix, pairs }) {
  const { cell, left, top } = GATHERINGS;
  const size = matrix.length * cell;
  const svg = svgEl("svg", { viewBox: `0 0 ${left + size + 110} ${top + size + 4}` });
  const place = new Map(matrix.map((meeting, at) => [meeting, at]));
  const at = (order) => (order + 0.5) * cell;
  matrix.forEach((meeting, order) => {
    const name = cutTo(meetingName(meeting), 36);
    svg.append(svgText(left - 8, top + at(order) + 4, name, { "text-anchor": "end", "font-size": 11, fill: INK }),
      svgText(0, 0, cutTo(meetingName(meeting), 28), { transform: `translate(${left + at(order)} ${top - 8}) rotate(-45)`, "font-size": 11, fill: INK }),
      svgEl("rect", { x: left + order * cell, y: top + order * cell, width: cell, height: cell, fill: "#e9e5d9" }));
  });
  for (let line = 0; line <= matrix.length; line += 1) {
    svg.append(svgEl("path", { d: `M${left} ${top + line * cell}H${left + size}M${left + line * cell} ${top}V${top + size}`, stroke: RULE }));
  }
  const framed = [];
  for (const [a, b, shared, jaccard, , , same] of pairs) {
    if (!place.has(a) || !place.has(b)) continue;
    for (const [one, other] of [[a, b], [b, a]]) {
      const x = left + place.get(other) * cell;
      const y = top + place.get(one) * cell;
      svg.append(svgEl("rect", { x: x + 0.5, y: y + 0.5, width: cell - 1, height: cell - 1, fill: BLUE, "fill-opacity": meetingShade(jaccard).toFixed(3) },
        svgEl("title", { text: labelled(`${meetingName(one)} – ${meetingName(other)}`, `${percent(jaccard)} (${number(shared)})`) })),
      svgText(x + cell / 2, y + cell / 2 + (same ? 8 : 4), number(Math.round(100 * jaccard)), { "text-anchor": "middle", "font-size": 10, fill: INK, "font-weight": same ? 700 : 400 }));
      if (same) framed.push(svgText(x + cell / 2, y + cell / 2 - 1, "★", { "text-anchor": "middle", "font-size": 9, fill: INK }), svgEl("rect", { x, y, width: cell, height: cell, fill: "none", stroke: INK, "stroke-width": 2.5 }));
    }
  }
  svg.append(...framed);
  return svg;
}

function meetingsBars(rows) {
  const { left, width, row } = GATHERINGS;
  const height = 6 + row * rows.length + 6;
  const most = Math.max(...rows.map(([, , hours]) => hours || 0), 1);
  const scale = (width - left - 150) / most;
  const svg = svgEl("svg", { viewBox: `0 0 ${width} ${height}` }, svgEl("defs", null, stripes("meetings-unknown")));
  rows.forEach(([org, count, hours, unknown], order) => {
    const y = 6 + row * order;
    const end = left + (hours || 0) * scale;
    svg.append(svgText(left - 8, y + 15, cutTo(nameOf(PAGE.organisations[org]), 36), { "text-anchor": "end", "font-size": 11.5, fill: INK }));
    if (hours) svg.append(svgEl("rect", { x: left, y: y + 3, width: hours * scale, height: row - 7, fill: BLUE }));
    if (unknown) svg.append(svgEl("rect", { x: end, y: y + 3, width: 26, height: row - 7, fill: "url(#meetings-unknown)", stroke: "#b9b19c" }));
    const told = [hours === null ? "?" : number(hours), unknown ? `+ ? (${number(unknown)})` : ""].filter(Boolean).join(" ");
    svg.append(svgText(end + (unknown ? 32 : 6), y + 15, hours === null ? `? (${number(count)})` : told, { "font-size": 11.5, fill: INK }));
  });
  return svg;
}

const meetingsShown = (rows, of, tie, name) => (rows.length < of ? tieWords(tie, t("meetings.shown", { shown: rows.length, of, command: command(name) })) : null);

function meetingsList(id, caption, rows, columns, cut, rank, evidence) {
  const place = el("div");
  makeTable(place, { id: "meetings-" + id, caption, rows, columns, cut, rank, evidence, first: 15, cards: true });
  return place;
}

// The records of who takes part in these meetings.
function meetingsRecords(meetings, wanted) {
  const rows = PAGE.attendance.filter(([meeting, org]) => meetings.includes(meeting) && wanted(org)).sort((a, b) => a[1] - b[1] || a[0] - b[0]);
  return rows.map(([meeting, org, as, ...record]) => recordLine("attendance", [orgButton(org), " – ", el("span", { dir: "auto", text: meetingName(meeting) })],
    [role(string(as)), often(PAGE.meetings[meeting])], ...record));
}

function meetingsShared([a, b]) {
  const of = (wanted) => new Set(PAGE.attendance.filter(([meeting]) => meeting === wanted).map(([, org]) => org));
  const [before, after] = [of(a), of(b)];
  return meetingsRecords([a, b], (org) => before.has(org) && after.has(org));
}

function meetingsPairs(told) {
  if (told.limit) return [el("p", { class: "notice", text: t("meetings.untested", {}, told.limit) })];
  if (!told.pairs.length) return told.notes.length ? [] : [el("p", { class: "notice", text: t("meetings.none") })];
  const drawn = figure("meetings-matrix", meetingsMatrix(told), t("meetings.matrix"));
  drawn.querySelector("svg").classList.add("broad");
  drawn.querySelector("svg").style.maxWidth = drawn.querySelector("svg").getAttribute("viewBox").split(" ")[2] * 1.25 + "px";
  const met = Object.keys(told.sizes).length;
  const share = (value) => el("li", null, sign("M1 1H15V15H1Z", `rgba(0,114,178,${meetingShade(value)})`), " ", t("meetings.key_share", { share: percent(value) }));
  const name = (at) => (row) => meetingName(row[at]);
  const hours = (at) => ({ numeric: true, value: (row) => row[at], cell: (row) => (row[at] === null ? t("meetings.unknown_hours") : number(row[at])) });
  return [
    told.summary ? el("p", { class: "verdict", text: told.summary[here()] }) : null,
    el("ul", { class: "key" }, [0.1, 0.3, 0.6].map(share), el("li", null, t("meetings.key_same")), el("li", null, t("meetings.key_blank"))),
    drawn, told.matrix.length < met ? el("p", { class: "more", text: tieWords(told.matrix_tie, t(told.cut ? "meetings.matrix_cut" : "meetings.matrix_some", { n: told.matrix.length, of: met })) }) : null,
    meetingsList("pairs", t("meetings.table_pairs"), told.pairs, [
      { key: "a", title: t("sharing.a"), head: true, value: name(0) },
      { key: "b", title: t("sharing.b"), value: name(1) },
      { key: "shared", title: t("sharing.shared"), numeric: true, value: (row) => row[2] },
      shareColumn("jaccard", t("sharing.jaccard"), (row) => row[3]), shareColumn("overlap", t("sharing.overlap"), (row) => row[4]),
      { key: "p_value", title: t("sharing.p_value"), numeric: true, value: (row) => row[5], cell: (row) => chance(row[5]) },
      { key: "same", title: t("sharing.same"), value: (row) => t(row[6] ? "yes" : "no"), cell: (row) => [row[6] ? el("span", { "aria-hidden": "true", text: "★ " }) : "", t(row[6] ? "yes" : "no")] },
      { key: "hours_a", title: t("sharing.hours_a"), ...hours(7) }, { key: "hours_b", title: t("sharing.hours_b"), ...hours(8) },
    ], meetingsShown(told.pairs, told.of, told.tie, "meetings"), ["jaccard", "p_value"], meetingsShared),
  ];
}

function meetingsLoad({ rows, of, tie, unknown }) {
  if (!rows.length) return [];
  const edge = cutAt((order) => `${rows[order][2]} ${rows[order][1]}`, rows.length, GATHERINGS.bars);
  const shown = rows.slice(0, edge.shown);
  const drawn = figure("meetings-load-picture", meetingsBars(shown), t("meetings.load_picture", {}, shown.length));
  drawn.querySelector("svg").style.maxWidth = GATHERINGS.width * 1.15 + "px";
  const striped = () => svgEl("svg", { viewBox: "0 0 16 16", class: "sign", "aria-hidden": "true" }, svgEl("defs", null, stripes("meetings-key")), svgEl("path", { d: "M1 3H15V13H1Z", fill: "url(#meetings-key)", stroke: "#b9b19c" }));
  return [
    el("h3", { text: t("meetings.load_title") }),
    unknown ? el("p", { class: "notice", text: t("meetings.hours_not", {}, unknown) }) : null,
    unknown ? el("ul", { class: "key" }, el("li", null, sign("M1 3H15V13H1Z", BLUE), " ", t("meetings.load_known")), el("li", null, striped(), " ", t("meetings.load_unknown"))) : null,
    drawn, edge.tie ? el("p", { class: "more", text: tieWords(edge.tie) }) : null,
    meetingsList("load", t("meetings.load_caption"), rows, [
      ...orgColumns(),
      { key: "meetings", title: t("sharing.meetings"), numeric: true, value: (row) => row[1] },
      { key: "hours", title: t("sharing.hours_per_year"), numeric: true, value: (row) => row[2], cell: (row) => (row[2] === null ? t("meetings.unknown_hours") : number(row[2])) },
      { key: "unknown", title: t("sharing.hours_unknown"), numeric: true, value: (row) => row[3] },
    ], meetingsShown(rows, of, tie, "meetings --load"), ["hours", "meetings"], ([who]) => meetingsRecords(PAGE.meetings.map((_, meeting) => meeting), (org) => org === who)),
  ];
}

function meetingsAbsent({ rows, of, tie }, silent) {
  return [
    el("h3", { text: t("meetings.absent_title") }),
    silent ? el("p", { class: "notice", text: t("meetings.silent", {}, silent) }) : null,
    rows.length ? meetingsList("absent", t("meetings.absent_caption"), rows, [
      ...orgColumns(),
      { key: "last", title: t("sharing.last"), value: (row) => row[1], cell: (row) => (row[1] ? day(row[1]) : t("meetings.never")) },
    ], meetingsShown(rows, of, tie, "meetings --absent")) : el("p", { class: "notice", text: t("meetings.absent_none") }),
  ];
}

function meetingsDelegate({ rows, of, tie }) {
  const names = (row) => row[3].map(meetingName).join(", ");
  return [
    el("h3", { text: t("meetings.delegate_title") }), el("p", { class: "lead", text: t("meetings.delegate_intro") }),
    rows.length ? meetingsList("delegate", t("meetings.delegate_caption"), rows, [
      { key: "name", title: t("sharing.organisation"), head: true, value: (row) => nameOf(PAGE.organisations[row[0]]), cell: (row) => orgButton(row[0]) },
      { key: "meeting", title: t("sharing.meeting"), value: (row) => meetingName(row[1]) },
      { key: "delegate", title: t("sharing.delegate_heading"), value: (row) => nameOf(PAGE.organisations[row[2]]), cell: (row) => orgButton(row[2]) },
      { key: "elsewhere", title: t("sharing.elsewhere"), value: names },
      { key: "saved", title: t("sharing.hours_saved"), numeric: true, value: (row) => row[4], cell: (row) => (row[4] === null ? t("meetings.unknown_hours") : number(row[4])) },
    ], meetingsShown(rows, of, tie, "meetings --delegate"), ["saved"], ([who, meeting, delegate, elsewhere]) => meetingsRecords([meeting, ...elsewhere], (org) => org === who || org === delegate)) : el("p", { class: "notice", text: t("meetings.delegate_none") }),
  ];
}

function drawMeetings() {
  const told = PAGE.views.meetings;
  const known = Object.keys(told.sizes).length;
  clear($("meetings-view"), told.notes.map((note) => el("p", { class: "notice", text: note[here()] })), meetingsPairs(told),
    known ? [...meetingsLoad(told.load), ...meetingsAbsent(told.absent, told.silent), ...meetingsDelegate(told.delegate)] : null,
    told.pairs.length ? told.methods.map((each) => el("p", { class: "source", text: each[here()] })) : null);
}

section("meetings", drawMeetings);
