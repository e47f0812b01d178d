// Whether ties follow the sector or the zone: measures against chance, then who is tied with whom.
const HOMOPHILY = { width: 560, left: 198, right: 52, top: 8, row: 27, bottom: 30, cell: 50 };
const HOMOPHILY_SHOWN = ["follows", "avoids"];
const homophilyValue = (value, digits = 2) => (value === null ? "–" : number(value, digits).replace("-", "−"));
const homophilyShare = (value) => (value === null ? "–" : percent(value));
const homophilyInterval = (low, high, write = homophilyValue) => (low === null ? "–" : `[${write(low)}${between()}${write(high)}]`);
const homophilyName = (id) => label(PAGE.views.homophily.layers.find((layer) => layer.id === id));
const homophilyBy = (by) => t("homophily.the_" + by.id);

// The share of ties within groups, beside what chance gives.
function homophilyDots(rows) {
  const { width, left, right, top, row, bottom } = HOMOPHILY;
  const height = top + row * rows.length + bottom;
  const x = (value) => left + (width - left - right) * value;
  const svg = svgEl("svg", { viewBox: `0 0 ${width} ${height}` });
  for (const tick of [0, 0.25, 0.5, 0.75, 1]) {
    svg.append(svgEl("line", { x1: x(tick), x2: x(tick), y1: top, y2: height - bottom, stroke: tick ? RULE : SOFT }),
      svgText(x(tick), height - 12, percent(tick), { "text-anchor": "middle", "font-size": 11 }));
  }
  rows.forEach((entry, place) => {
    const y = top + row * (place + 0.5);
    const name = homophilyName(entry.layer);
    const [value, , low, high] = entry.within;
    const shown = HOMOPHILY_SHOWN.includes(entry.verdict);
    svg.append(svgText(left - 10, y + 4, cutTo(name, 27), { "text-anchor": "end", fill: INK }));
    if (low !== null) {
      svg.append(svgEl("line", { x1: x(low), x2: x(high), y1: y, y2: y, stroke: "#9aa0ab", "stroke-width": 2 }),
        svgEl("path", { d: `M${x(low)} ${y - 5}V${y + 5}M${x(high)} ${y - 5}V${y + 5}`, stroke: "#9aa0ab", "stroke-width": 2 }));
    }
    svg.append(svgEl("circle", { cx: x(value), cy: y, r: 5.5, fill: shown ? BLUE : "#fff", stroke: shown ? BLUE : INK, "stroke-width": 1.6 },
      svgEl("title", { text: labelled(name, `${homophilyShare(value)} ${homophilyInterval(low, high, homophilyShare)}`) })),
    svgText(width - 4, y + 4, homophilyShare(value), { "text-anchor": "end", fill: INK }));
  });
  return svg;
}

function homophilyCharts() {
  const { by, rows, enough, all } = PAGE.views.homophily;
  const drawn = rows.filter((row) => row.ties >= enough && row.within[0] !== null);
  return by.map((each, place) => {
    const own = drawn.filter((row) => row.by === place);
    const words = { by: homophilyBy(each), plain: label(each) };
    return own.length ? figure(`homophily-within-${each.id}`, homophilyDots(own), `${t("homophily.chart_within", words)} (${t("homophily.known_by", { known: each.known, all })})`) : homophilyUnknown(each);
  });
}

function homophilyUnknown(by) {
  return el("p", { class: "notice unknown-here", text: t("homophily.unknown_by", { by: label(by), known: by.known, all: PAGE.views.homophily.all }) });
}

// From a quarter of what is expected to four times as much: one hue, and the number in the cell.
const homophilyShade = (times) => (times <= 0 ? 0 : Math.min(0.62, Math.max(0.03, 0.155 * (Math.log2(times) + 2))));

function homophilyMatrix(by, { groups, cells, directed }) {
  const { cell } = HOMOPHILY;
  const names = groups.map((group) => cutTo(by.groups[group][here()], 22));
  const longest = Math.max(...names.map((name) => name.length));
  const left = Math.min(170, 20 + longest * 6.6);
  const top = Math.min(128, 22 + longest * 4.4);
  const size = groups.length * cell;
  const svg = svgEl("svg", { viewBox: `0 0 ${Math.ceil(left + size + Math.min(96, longest * 5))} ${Math.ceil(top + size + 6)}` });
  const place = new Map(groups.map((group, at) => [group, at]));
  const found = new Map();
  for (const [a, b, ties, expected] of cells) {
    found.set(`${a} ${b}`, [ties, expected]);
    if (!directed) found.set(`${b} ${a}`, [ties, expected]);
  }
  names.forEach((name, at) => {
    const middle = (at + 0.5) * cell;
    svg.append(svgText(left - 8, top + middle + 4, name, { "text-anchor": "end", fill: INK }),
      svgText(0, 0, name, { transform: `translate(${left + middle - 2} ${top - 8}) rotate(-38)`, fill: INK }));
  });
  for (const a of groups) {
    for (const b of groups) {
      const [ties, expected] = found.get(`${a} ${b}`) || [0, 0];
      const x = left + place.get(b) * cell;
      const y = top + place.get(a) * cell;
      const times = expected ? ties / expected : 0;
      const about = expected && ties ? "×" + number(Math.round(10 * times) / 10) : "";
      svg.append(svgEl("rect", { x: x + 1, y: y + 1, width: cell - 2, height: cell - 2, fill: times ? BLUE : "#fff", "fill-opacity": times ? homophilyShade(times) : 1, stroke: a === b ? INK : RULE, "stroke-width": a === b ? 2 : 1 },
        svgEl("title", { text: labelled(`${by.groups[a][here()]} – ${by.groups[b][here()]}`, `${number(ties)} (${about || "–"})`) })),
      svgText(x + cell / 2, y + cell / 2 + (about ? -1 : 4), number(Math.round(10 * ties) / 10), { "text-anchor": "middle", "font-size": 13, "font-weight": 600, fill: INK }));
      if (about) svg.append(svgText(x + cell / 2, y + cell / 2 + 14, about, { "text-anchor": "middle", "font-size": 10.5, fill: INK }));
    }
  }
  return svg;
}

function homophilyLayer(place) {
  const told = PAGE.views.homophily;
  const layer = layerOf("homophily", told.layers.map(({ id }) => id));
  const own = told.rows.filter((row) => row.layer === layer).sort((a, b) => a.by - b.by);
  const readings = own.map(({ says }) => el("li", { text: says[here()] }));
  const pictures = told.by.map((by) => {
    const matrix = (told.matrix[layer] || {})[by.id];
    if (!matrix || !matrix.cells.some((cell) => cell[2])) return homophilyUnknown(by);
    const caption = t("homophily.matrix_of", { layer: homophilyName(layer), by: homophilyBy(by), plain: label(by) }) + (matrix.directed ? ` (${t("homophily.matrix_directed")})` : "");
    const drawn = figure(`homophily-matrix-${by.id}`, homophilyMatrix(by, matrix), caption);
    const svg = drawn.querySelector("svg");
    svg.style.maxWidth = svg.getAttribute("viewBox").split(" ")[2] + "px";
    if (matrix.groups.length < by.groups.length) drawn.append(el("p", { class: "more", text: tieWords(matrix.tie, t("homophily.matrix_cut", { command: command("homophily --mixing") }, matrix.groups.length)) }));
    return drawn;
  });
  const cells = el("div");
  const model = told.model;
  const sentences = model ? model.sentences[layer] : null;
  const together = el("div", { id: "homophily-together" }, el("h3", { text: t("homophily.model_heading") }),
    model ? el("p", { class: "lead", text: t("homophily.model_intro") }) : null,
    !model ? el("p", { class: "notice", text: t("homophily.model_not") })
      : sentences ? el("ul", { class: "readings" }, sentences.map((each) => el("li", { text: each[here()] }))) : el("p", { class: "notice", text: t("homophily.model_layer_not") }),
    model ? model.dropped.map((each) => el("p", { class: "more", text: each[here()] })) : null);
  clear(place, el("ul", { class: "readings" }, readings), el("div", { class: "charts" }, pictures),
    el("details", null, el("summary", { text: t("homophily.table_cells") }), cells), together);
  makeTable(cells, {
    id: "homophily-cells", caption: t("homophily.table_cells"), sort: "ties", down: true,
    rows: told.by.flatMap((by) => ((told.matrix[layer] || {})[by.id] || { cells: [] }).cells.map((cell) => ({ by, cell }))),
    columns: [
      { key: "by", title: t("homophily.head_by"), value: ({ by }) => label(by) },
      { key: "a", title: t("homophily.head_group"), head: true, value: ({ by, cell }) => by.groups[cell[0]][here()] },
      { key: "b", title: t("homophily.head_group_b"), value: ({ by, cell }) => by.groups[cell[1]][here()] },
      ...["ties", "expected", "weight"].map((key, at) => ({ key, title: t("homophily.head_" + key), numeric: true, value: ({ cell }) => cell[2 + at] })),
    ],
  });
}

function homophilyTables(layers, model) {
  const told = PAGE.views.homophily;
  const decimals = (pick) => ({ numeric: true, value: pick, cell: (row) => homophilyValue(pick(row)) });
  const p = (pick) => ({ numeric: true, value: pick, cell: (row) => homophilyValue(pick(row), 3) });
  makeTable(layers, {
    id: "homophily-layers", caption: t("homophily.table_layers"), rows: told.rows,
    columns: [
      { key: "layer", title: t("homophily.head_layer"), head: true, value: (row) => homophilyName(row.layer) },
      { key: "by", title: t("homophily.head_by"), value: (row) => label(told.by[row.by]) },
      { key: "ties", title: t("homophily.head_ties"), numeric: true, value: (row) => row.ties },
      { key: "unknown", title: t("homophily.head_unknown"), numeric: true, value: (row) => row.unknown },
      { key: "blank", title: t("homophily.head_without_value"), numeric: true, value: (row) => row.blank },
      { key: "within", title: t("homophily.head_within"), numeric: true, unit: "%", value: (row) => row.within[0], cell: (row) => homophilyShare(row.within[0]) },
      { key: "chance", title: t("homophily.head_chance"), numeric: true, unit: "%", value: (row) => row.within[1], cell: (row) => homophilyShare(row.within[1]) },
      { key: "reading", title: t("homophily.head_reading"), value: (row) => row.words[here()] },
      { key: "p_adjusted", title: t("homophily.head_p_adjusted"), ...p((row) => row.p_adjusted) },
      { key: "p", title: t("homophily.head_p"), ...p((row) => row.p) },
      { key: "assortativity", title: t("homophily.head_assortativity"), ...decimals((row) => row.assortativity[0]) },
      { key: "interval", title: t("homophily.head_interval"), numeric: true, value: (row) => row.assortativity[1], cell: (row) => homophilyInterval(row.assortativity[1], row.assortativity[2]) },
      { key: "ei", title: t("homophily.head_ei"), ...decimals((row) => row.ei[0]) },
      { key: "rewired", title: t("homophily.head_rewired_p"), ...p((row) => row.rewired_p) },
    ],
  });
  if (told.model) makeTable(model, {
    id: "homophily-model", caption: t("homophily.table_model"), rows: told.model.rows,
    columns: [
      { key: "layer", title: t("homophily.head_layer"), value: (row) => homophilyName(row.layer) },
      { key: "term", title: t("homophily.head_term"), head: true, value: (row) => row.term[here()] },
      ...["coefficient", "coefficient_low", "coefficient_high", "odds_ratio", "times_as_likely"].map((key) => ({ key, title: t("homophily.head_" + key), ...decimals((row) => row[key]) })),
      { key: "p_value", title: t("homophily.head_p_value"), ...p((row) => row.p_value) },
      { key: "vif", title: t("homophily.head_vif"), ...decimals((row) => row.vif) },
    ],
  });
}

function drawHomophily() {
  const told = PAGE.views.homophily;
  const place = $("homophily-view");
  const notes = (told.notes || []).map((note) => el("p", { class: "notice", text: note[here()] }));
  if (!told.rows.length) return clear(place, notes, told.by.length ? el("p", { class: "notice", text: t("homophily.view_none") }) : null);
  const few = told.layers.filter(({ id }) => told.rows.every((row) => row.layer !== id || row.ties < told.enough)).length;
  const ids = told.layers.map(({ id }) => id);
  const dot = (fill, stroke) => { const mark = sign(MARKS.dot, fill); mark.firstChild.setAttribute("stroke", stroke); mark.firstChild.setAttribute("stroke-width", "1.5"); return mark; };
  const framed = sign("M2 2H14V14H2Z", "#fff");
  framed.firstChild.setAttribute("stroke", INK);
  framed.firstChild.setAttribute("stroke-width", "2");
  const key = (mark, word) => el("li", null, mark, " ", t("homophily.key_" + word));
  const shades = [0.25, 0.5, 1, 2, 4].map((times) => el("li", null, sign("M1 1H15V15H1Z", `rgba(0,114,178,${homophilyShade(times).toFixed(2)})`), " ", t("homophily.matrix_times", { times })));
  const layerPlace = el("div", { id: "homophily-layer-view" });
  const layers = el("div");
  const model = el("div");
  const choose = layerSelect("homophily", ids, () => homophilyLayer(layerPlace));
  clear(place, notes,
    el("ul", { class: "verdicts" }, told.said.flatMap(({ t: lines }) => lines.map((words) => el("li", { text: words[here()] })))),
    el("p", { class: "more", text: told.draws ? t("homophily.draws_told", { draws: told.draws }) : t("homophily.draws_none", { most: told.most }) }),
    el("ul", { class: "key" }, key(dot(BLUE, BLUE), "beyond"), key(dot("#fff", INK), "within"), told.draws ? key(sign("M1 3H3V7H13V3H15V13H13V9H3V13H1Z", "#9aa0ab"), "chance") : null),
    el("p", { class: "more", text: t("homophily.how_within") }), el("div", { class: "charts" }, homophilyCharts()),
    few ? el("p", { class: "more", text: t("homophily.few_left", { enough: told.enough }, few) }) : null,
    el("details", null, el("summary", { text: t("homophily.table_layers") }), layers),
    el("h3", { text: t("homophily.matrix_title") }), choose,
    el("p", { class: "more", text: t("homophily.matrix_key") }), el("ul", { class: "key" }, shades, key(framed, "diagonal")),
    told.by.some(({ id }) => id === "sector") ? el("p", { class: "more", text: t("homophily.matrix_split") }) : null,
    layerPlace,
    told.model ? el("details", null, el("summary", { text: t("homophily.table_model") }), model) : null,
    (told.methods || []).map((each) => el("p", { class: "source", text: each[here()] })));
  homophilyLayer(layerPlace);
  homophilyTables(layers, model);
}

section("homophily", drawHomophily);
