// Where the public comes from: shares with their intervals, from zone to zone, operator by operator.
const publics = { all: false };
const GROUP_NAMES = ["kind", "sector", "step"];
const BARS = { width: 560, left: 180, right: 142, row: 26, top: 8, bottom: 24 };

const shareName = (at, name) => (Array.isArray(name) ? name[here()] : GROUP_NAMES[at] === "sector" ? sectorName(name) : name);
const limits = (low, high) => (nothing(low) ? "–" : `${percent(low)} – ${percent(high)}`);

function shareBars(rows, at) {
  const { width, left, right, row, top, bottom } = BARS;
  const height = top + row * rows.length + bottom;
  const x = (share) => left + (width - left - right) * share;
  const svg = svgEl("svg", { viewBox: `0 0 ${width} ${height}` });
  for (const share of [0, 0.5, 1]) {
    svg.append(svgEl("line", { x1: x(share), x2: x(share), y1: top, y2: height - bottom, stroke: share === 0.5 ? SOFT : RULE, "stroke-dasharray": share === 0.5 ? "3 3" : null }),
      svgText(x(share), height - 7, percent(share), { "text-anchor": "middle", "font-size": 11 }));
  }
  rows.forEach(([name, , , share, low, high], place) => {
    const y = top + row * place + row / 2;
    const [first, second] = twoLines(shareName(at, name), 27);
    svg.append(svgText(left - 8, y + (second ? -2 : 4), first, { "text-anchor": "end", fill: INK }));
    if (second) svg.append(svgText(left - 8, y + 10, second, { "text-anchor": "end", fill: INK, "font-size": 11 }));
    if (nothing(share)) return svg.append(svgText(x(0) + 4, y + 4, t("catchment.unknown")));
    svg.append(svgEl("rect", { x: x(0), y: y - 7, width: x(share) - x(0), height: 14, fill: BLUE, "fill-opacity": 0.35 }),
      nothing(low) ? "" : svgEl("path", { d: `M${x(low)} ${y}H${x(high)}M${x(low)} ${y - 5}v10M${x(high)} ${y - 5}v10`, stroke: INK, "stroke-width": 1.4, fill: "none" }),
      svgText(width - right + 10, y + 4, nothing(low) ? percent(share) : `${percent(share)} (${limits(low, high)})`, { "font-size": 11, fill: INK }));
  });
  return svg;
}

const publicsCut = (left, tie) => (left ? tieWords(tie, t("catchment.cut", { command: command("catchment") }, left)) : null);

function shareTable(place, { groups, groups_cut, groups_tie }) {
  const rows = groups.flatMap((own, at) => own.map((row) => ({ at, row })));
  makeTable(place, {
    id: "catchment", caption: t("catchment.shares_table"), rows, cut: publicsCut(groups_cut, groups_tie), rank: ["by", "inside"],
    columns: [
      { key: "by", title: t("catchment.by"), value: ({ at }) => t("catchment.by_" + GROUP_NAMES[at]) },
      { key: "name", title: t("catchment.name"), head: true, value: ({ at, row }) => shareName(at, row[0]) },
      { key: "people", title: t("catchment.people"), numeric: true, value: ({ row }) => row[1] },
      ...["inside", "low", "high"].map((key, at_) => shareColumn(key, t("catchment." + key), ({ row }) => row[3 + at_])),
      { key: "unknown", title: t("catchment.unknown"), numeric: true, value: ({ row }) => row[6] },
    ],
  });
}

function publicMatrix({ flows, unknown }) {
  const order = (values) => [...new Set(values)].sort((a, b) => nothing(a) - nothing(b) || a - b);
  const homes = order(flows.map(([home]) => home));
  const seats = order([...flows.map(([, seat]) => seat), ...unknown.map(([seat]) => seat)]);
  const at = new Map(flows.map(([home, seat, people]) => [`${home} ${seat}`, people]));
  const blank = new Map(unknown);
  const most = Math.max(...flows.map(([, , people]) => people), 1);
  const called = (zone, none) => (nothing(zone) ? t("catchment." + none) : zoneName(zone));
  const cell = (home, seat) => {
    const people = at.get(`${home} ${seat}`) || 0;
    const td = el("td", { class: "cell" + (!nothing(home) && home === seat ? " inside" : ""), text: number(people) });
    td.style.backgroundColor = `rgba(0, 114, 178, ${(0.42 * people / most).toFixed(3)})`;
    return td;
  };
  const total = (home) => seats.reduce((sum, seat) => sum + (at.get(`${home} ${seat}`) || 0), 0);
  const line = (name, cells, sum) => el("tr", null, el("th", { scope: "row", text: name }), cells, el("td", { class: "cell", text: number(sum) }));
  const lost = unknown.length ? line(t("catchment.unknown_home"), seats.map((seat) => el("td", { class: "cell unknown", text: number(blank.get(seat) || 0) })), [...blank.values()].reduce((a, b) => a + b, 0)) : null;
  return el("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": t("catchment.flows") }, el("table", { class: "matrix alike flows" },
    el("caption", { text: t("catchment.flows") }),
    el("thead", null, el("tr", null, el("th", { scope: "col", text: t("catchment.home") }), seats.map((seat) => el("th", { scope: "col", text: called(seat, "nowhere") })), el("th", { scope: "col", text: t("catchment.total") }))),
    el("tbody", null, homes.map((home) => line(called(home, "outside"), seats.map((seat) => cell(home, seat)), total(home))), lost)));
}

function operatorTable(place, view) {
  const rows = view.operators.filter((row) => publics.all || row[8]);
  if (!rows.length) return clear(place, el("p", { text: t("catchment.nobody") }));
  const zone = ([who]) => (typeof who === "number" ? PAGE.organisations[who] : {});
  makeTable(place, {
    id: "publics", caption: t("catchment.operators_title"), rows, first: 15, cut: publicsCut(view.operators_cut, view.operators_tie), rank: ["inside"],
    columns: [
      { key: "who", title: t("catchment.who"), head: true, value: ([who]) => operatorName(who), cell: ([who]) => operatorNode(who) },
      { key: "zone", title: t("catchment.zone"), value: (row) => zoneOf(zone(row)), cell: (row) => zoneChip(zone(row)) },
      { key: "people", title: t("catchment.people"), numeric: true, value: (row) => row[1] },
      shareColumn("inside", t("catchment.inside"), (row) => row[3]),
      { key: "interval", title: t("catchment.key_interval"), numeric: true, value: (row) => row[5], cell: (row) => limits(row[4], row[5]) },
      { key: "certain", title: t("catchment.certain"), class: "small", value: (row) => (row[8] ? t("catchment." + row[8]) : null) },
      { key: "unknown", title: t("catchment.unknown"), numeric: true, value: (row) => row[6] },
      shareColumn("predicted", t("catchment.predicted"), (row) => row[7]),
    ],
  });
}

function drawCatchment() {
  const view = PAGE.views.catchment;
  const place = $("catchment-view");
  if (!view.known) return silent(place, t("catchment.nothing", { name: view.name }));
  const figures = view.groups.map((rows, at) => (rows.length ? figure("catchment-" + GROUP_NAMES[at], shareBars(rows, at), t("catchment.caption_" + GROUP_NAMES[at])) : null));
  const key = el("ul", { class: "key" }, el("li", null, sign("M1 3H15V13H1Z", "rgba(0,114,178,.35)"), t("catchment.key_bar")), el("li", null, el("span", { "aria-hidden": "true", text: "├─┤ " }), t("catchment.key_interval")),
    el("li", null, el("span", { "aria-hidden": "true", text: "┊ " }), t("catchment.key_half")));
  const [shares, operators] = [el("div"), el("div")];
  const option = (all, name) => el("option", { value: all ? "all" : "away", text: t("catchment." + name), selected: publics.all === all });
  const which = el("label", { class: "field inline" }, el("span", { text: t("catchment.which") }),
    el("select", { id: "catchment-which", on: { change: (event) => { publics.all = event.target.value === "all"; operatorTable(operators, view); } } }, option(false, "mostly_elsewhere"), option(true, "every_operator")));
  clear(place, key, el("div", { class: "charts" }, figures), el("details", null, el("summary", { text: t("catchment.shares_table") }), shares),
    el("h3", { text: t("catchment.flows_title") }), publicMatrix(view),
    el("h3", { text: t("catchment.operators_title") }), which, operators, view.homeless ? el("p", { class: "small", text: t("catchment.without_zone", {}, view.homeless) }) : null,
    el("p", { class: "small", text: view.method[here()] }));
  shareTable(shares, view);
  operatorTable(operators, view);
}

section("catchment", drawCatchment);
