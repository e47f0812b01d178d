// Shared administrators: who is tied to whom by people, and what depends on one of them.
const BOARDS = { width: 1000, margin: 60 };

function boardsPicture({ nodes, pairs, bold }) {
  const { width, margin } = BOARDS;
  const xs = nodes.map((node) => node[1]);
  const ys = nodes.map((node) => node[2]);
  const scale = (width - 2 * margin) / Math.max(Math.max(...xs) - Math.min(...xs), 1);
  const place = new Map(nodes.map(([org, x, y]) => [org, [margin + (x - Math.min(...xs)) * scale, margin / 2 + (y - Math.min(...ys)) * scale]]));
  const height = Math.ceil(Math.max(...[...place.values()].map(([, y]) => y)) + margin / 2 + 12);
  const svg = svgEl("svg", { viewBox: `0 0 ${width} ${height}` });
  const taken = [];
  const free = (box) => taken.every((other) => box[2] < other[0] || other[2] < box[0] || box[3] < other[1] || other[3] < box[1]);
  [...pairs.entries()].reverse().forEach(([order, [a, b, shared]]) => {
    const [from, to] = [place.get(a), place.get(b)];
    const strong = order < bold;
    svg.append(svgEl("line", { x1: from[0], y1: from[1], x2: to[0], y2: to[1], stroke: strong ? INK : "#a9afb9", "stroke-width": strong ? 4.5 : Math.min(3.4, 0.2 + shared) },
      svgEl("title", { text: labelled(`${nameOf(PAGE.organisations[a])} – ${nameOf(PAGE.organisations[b])}`, shared) })));
  });
  for (const [x, y] of place.values()) taken.push([x - 7, y - 7, x + 7, y + 7]);
  const badges = [];
  for (const [a, b, shared] of pairs) {
    const [from, to] = [place.get(a), place.get(b)];
    const [x, y] = [0, 1].map((axis) => (from[axis] + to[axis]) / 2);
    const crowded = [...place.values(), ...badges].some(([other, height_]) => Math.hypot(other - x, height_ - y) < 18);
    if (shared < 2 || crowded) continue;
    badges.push([x, y]);
    svg.append(svgEl("circle", { cx: x, cy: y, r: 8, fill: "#fff", stroke: SOFT }), svgText(x, y + 4, number(shared), { "text-anchor": "middle", "font-size": 11, fill: INK, "font-weight": 600 }));
  }
  const degree = new Map(nodes.map(([org]) => [org, 0]));
  for (const [a, b] of pairs) for (const end of [a, b]) degree.set(end, degree.get(end) + 1);
  const first = new Set(pairs.slice(0, bold).flatMap(([a, b]) => [a, b]));
  for (const [org, [x, y]] of place) {
    const entry = PAGE.organisations[org];
    svg.append(svgEl("circle", { cx: x, cy: y, r: 6, fill: colourOf(entry.z), stroke: "#fff", "stroke-width": 1.2 }, svgEl("title", { text: nameOf(entry) })));
  }
  const order = [...place.keys()].sort((a, b) => first.has(b) - first.has(a) || degree.get(b) - degree.get(a) || a - b);
  for (const org of order) {
    const [x, y] = place.get(org);
    const entry = PAGE.organisations[org];
    const name = cutTo(entry.s || nameOf(entry), 26);
    const wide = 3.1 * name.length + 3;
    const spots = [[x, y + 19], [x, y - 11], [x + wide + 10, y + 4], [x - wide - 10, y + 4], ...(first.has(org) ? [[x + wide, y + 24], [x - wide, y + 24], [x + wide, y - 18], [x - wide, y - 18], [x, y + 34], [x, y - 28]] : [])];
    const spot = spots.find(([left, base]) => left > wide && left < width - wide && free([left - wide, base - 10, left + wide, base + 3]));
    if (!spot) continue;
    taken.push([spot[0] - wide, spot[1] - 10, spot[0] + wide, spot[1] + 3]);
    svg.append(svgText(spot[0], spot[1], name, { "text-anchor": "middle", "font-size": 11, fill: INK, "font-weight": first.has(org) ? 600 : 400, stroke: "#fff", "stroke-width": 3, "paint-order": "stroke" }));
  }
  return svg;
}

const boardsShown = ({ length }, of, tie, name) => (length < of ? tieWords(tie, t("boards.shown", { shown: length, of, command: command(name) })) : null);
const boardsWho = (person) => (person === null ? null : PAGE.views.boards.who[person]) ?? t("boards.unnamed");
const boardsSeat = ([person, board, own, as, start, end, ...record]) => recordLine("mandates",
  [el("span", { class: "person", text: boardsWho(person) }), " – ", orgButton(board), own === null ? null : [" ← ", orgButton(own)]],
  [role(string(as)), ...period(start, end)], ...record);
const boardsSeats = (wanted) => PAGE.views.boards.seats.filter(wanted).map(boardsSeat);

// The seats of whoever sits on both boards in their own name.
function boardsBetween([a, b]) {
  const own = PAGE.views.boards.seats.filter(([, , represents]) => represents === null);
  const of = (board) => new Set(own.filter((seat) => seat[1] === board).map(([person]) => person));
  const [before, after] = [of(a), of(b)];
  return boardsSeats(([person, board, represents]) => represents === null && (board === a || board === b) && before.has(person) && after.has(person));
}
const boardsOrgs = (places) => el("span", null, places.map((org, at) => [at ? ", " : null, orgButton(org)]).flat());
const boardsNames = (places) => places.map((org) => nameOf(PAGE.organisations[org])).join(", ");

function boardsPairs(told) {
  const name = (at) => (row) => nameOf(PAGE.organisations[row[at]]);
  const place = el("div");
  makeTable(place, {
    id: "boards-pairs", caption: t(told.tested ? "boards.table_pairs" : "boards.table_most"), rows: told.pairs, first: 15, cards: true, cut: boardsShown(told.pairs, told.of, told.tie, "interlocks"), rank: ["p_value", "shared"], evidence: boardsBetween,
    columns: [
      { key: "a", title: t("sharing.a"), head: true, value: name(0), cell: (row) => orgButton(row[0]) },
      { key: "b", title: t("sharing.b"), value: name(1), cell: (row) => orgButton(row[1]) },
      { key: "shared", title: t("sharing.shared"), numeric: true, value: (row) => row[2] },
      { key: "expected", title: t("sharing.expected"), numeric: true, value: (row) => row[3], cell: (row) => number(row[3], row[3] === null ? undefined : 2) },
      ...["p_value", "p_adjusted"].map((key, at) => ({ key, title: t("sharing." + key), numeric: true, value: (row) => row[4 + at], cell: (row) => chance(row[4 + at]) })),
      { key: "kept", title: t("sharing.kept"), value: (row) => (row[6] === null ? "–" : t(row[6] ? "yes" : "no")) },
    ],
  });
  return place;
}

function boardsDepends({ rows, of, tie }) {
  if (!rows.length) return el("p", { class: "notice", text: of === null ? t("boards.depends_untested", {}, PAGE.views.boards.limit) : t("boards.depends_none") });
  const place = el("div");
  makeTable(place, {
    id: "boards-depends", caption: t("boards.depends_caption"), rows, first: 15, cards: true, cut: boardsShown(rows, of, tie, "interlocks --depends"), rank: ["components_added", "pairs_lost", "cut_points_lost"], evidence: ([person]) => boardsSeats((seat) => seat[0] === person && seat[2] === null),
    columns: [
      { key: "person", title: t("sharing.person"), head: true, class: "person", value: (row) => boardsWho(row[0]) },
      ...["pairs_lost", "components_added", "organisations_isolated", "cut_points_lost"].map((key, at) => ({ key, title: t("sharing." + key), numeric: true, value: (row) => row[1 + at] })),
      { key: "organisations", title: t("sharing.organisations"), class: "wide-cell", value: (row) => boardsNames(row[5]), cell: (row) => boardsOrgs(row[5]) },
    ],
  });
  return place;
}

function boardsPeople({ rows, of, tie }) {
  const place = el("div");
  makeTable(place, {
    id: "boards-people", caption: t("boards.people_caption"), rows, first: 15, cards: true, cut: boardsShown(rows, of, tie, "interlocks --people"), rank: ["seats"], evidence: ([person]) => boardsSeats((seat) => seat[0] === person && seat[2] === null),
    columns: [
      { key: "person", title: t("sharing.person"), head: true, class: "person", value: (row) => boardsWho(row[0]) },
      { key: "seats", title: t("sharing.seats"), numeric: true, value: (row) => row[2].length },
      { key: "capacity", title: t("sharing.capacity"), value: (row) => row[1].map((code) => code[here()]).join(", ") },
      { key: "organisations", title: t("sharing.organisations"), class: "wide-cell", value: (row) => boardsNames(row[2]), cell: (row) => boardsOrgs(row[2]) },
    ],
  });
  return place;
}

function boardsRepresented({ rows, of, tie }) {
  if (!rows.length) return el("p", { class: "notice", text: t("boards.represented_none") });
  const place = el("div");
  makeTable(place, {
    id: "boards-represented", caption: t("boards.represented_caption"), rows, first: 15, cards: true, cut: boardsShown(rows, of, tie, "interlocks --represented"), evidence: ([own, board, person]) => boardsSeats((seat) => seat[0] === person && seat[1] === board && seat[2] === own),
    columns: [
      { key: "organisation", title: t("sharing.organisation"), head: true, value: (row) => nameOf(PAGE.organisations[row[0]]), cell: (row) => orgButton(row[0]) },
      { key: "board", title: t("sharing.board"), value: (row) => nameOf(PAGE.organisations[row[1]]), cell: (row) => orgButton(row[1]) },
      { key: "person", title: t("sharing.person"), class: "person", value: (row) => boardsWho(row[2]) },
      { key: "capacity", title: t("sharing.capacity"), value: (row) => (row[3] ? row[3][here()] : "") },
    ],
  });
  return place;
}

function boardsTies(told) {
  if (!told.pairs.length) return told.notes.length ? [] : [el("p", { class: "notice", text: t("boards.none") })];
  const line = (color, wide) => { const mark = sign("M0 8H16", "none"); mark.firstChild.setAttribute("stroke", color); mark.firstChild.setAttribute("stroke-width", wide); return mark; };
  const drawn = figure("boards-picture", boardsPicture(told), t("boards.picture" + (told.bold ? "" : "_plain") + (told.pairs.length < told.of ? "_cut" : ""), { pairs: told.pairs.length, of: told.of, bold: told.bold }));
  const level = told.bold_tie ? ` (${t("boards.bold_" + told.bold_tie[0], {}, told.bold_tie[1])})` : "";
  drawn.querySelector("svg").classList.add("broad");
  return [
    told.summary ? el("p", { class: "verdict", text: told.summary[here()] }) : null,
    !told.tested ? el("p", { class: "notice", text: t("boards.untested", {}, told.limit) }) : told.least !== null ? el("p", { class: "notice", text: t("boards.why_none", { p: number(told.least, 2) }) }) : null,
    el("ul", { class: "key" }, told.bold ? el("li", null, line(INK, "4"), " ", t("boards.key_" + told.bold_of, {}, told.bold) + level) : told.bold_tie ? el("li", { text: t("boards.bold_some", {}, told.bold_tie[1]) }) : null, el("li", null, line("#7d8490", "1.5"), " ", t("boards.key_other")),
      told.pairs.some((row) => row[2] > 1) ? el("li", null, t("boards.key_number")) : null,
      PAGE.zones.map((zone, at) => (told.nodes.some(([org]) => PAGE.organisations[org].z === at) ? el("li", null, sign(MARKS.dot, colourOf(at)), " ", label(zone)) : null))),
    drawn, boardsPairs(told),
  ];
}

function drawBoards() {
  const told = PAGE.views.boards;
  const anybody = told.pairs.length || told.depends.rows.length || told.represented.rows.length;
  clear($("boards-view"), told.notes.map((note) => el("p", { class: "notice", text: note[here()] })), boardsTies(told),
    !anybody ? null : [
      el("h3", { text: t("boards.depends_title") }), el("p", { class: "lead", text: t("boards.depends_intro") }),
      told.people ? null : el("p", { class: "more", text: t("boards.pseudonyms") }), boardsDepends(told.depends),
      told.people ? [el("h3", { text: t("boards.people_title") }), boardsPeople(told.people)] : null,
      el("h3", { text: t("boards.represented_title") }), el("p", { class: "lead", text: t("boards.represented_intro") }), boardsRepresented(told.represented),
    ].flat(), told.pairs.length ? told.methods.map((each) => el("p", { class: "source", text: each[here()] })) : null);
}

section("boards", drawBoards);
