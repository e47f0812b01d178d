// Pathways: how many and how good, from zone to zone, and on whom all of them depend.
const walked = { get sector() { return sectorOf(PAGE.views.pathways.rows.map((row) => row.s)); } };
const GRADE_SIGNS = ["✗", "→", "~", "✓"];
const HANDED = [null, "within", "linked_by", "open"];
const FLOW_ZONES = 12;
const SANKEY = { width: 1120, height: 470, top: 44, bottom: 12, node: 13, gap: 7 };

const stepName = (step) => label(PAGE.views.pathways.steps[step]);
const stepNames = (steps, mark) => steps.map(stepName).join(mark || ", ");

function whereItBreaks({ breaks }) {
  return breaks ? t("pathways." + breaks[0], { steps: stepNames(breaks[1], breaks[0] === "nothing_links" ? " / " : undefined) }) : "";
}

function handOver([, , , kind, layers]) {
  if (!kind) return "";
  return t("pathways." + HANDED[kind], { layers: layers.map((layer) => PAGE.views.pathways.layers[layer][here()]).join(", ") });
}

const takenList = (taken) => el("ol", { class: "tips" }, taken.map((each) => el("li", null, labelled(stepName(each[0]), ""),
  operatorNode(each[1]), ` (${zoneName(each[2])})`, ...recordSigns("offers", ...each.slice(5)), handOver(each) ? el("span", { class: "more", text: handOver(each) }) : null)));

const costWords = (cost) => t("pathways.best_cost", { cost });
const bestWords = ([cost, crossings, open]) => [costWords(cost), t("pathways.best_zones", {}, crossings), t("pathways.best_open", {}, open)].join(", ");

function bestCell(row) {
  if (!row.best) return el("span", { class: "none", text: t("pathways.best_nothing") });
  const met = (row.x || []).map((count, crossings) => [crossings, count]).filter(([, count]) => count !== "0");
  const spread = met.map(([crossings, count], at) => [at ? between() : "", `${crossings}\u00a0→\u00a0`, exact(count)]);
  return el("details", { "data-row": true }, el("summary", { text: bestWords(row.best) }), takenList(row.best[3]),
    canShowPath(row) ? el("button", { type: "button", class: "plain", text: t("pathways.follow"), on: { click: () => showPath(row) } }) : null,
    row.local ? [el("p", { class: "small", text: t("pathways.local_head", { cost: row.local[0] }) }), takenList(row.local[1])] : null,
    spread.length ? el("p", { class: "small" }, told("pathways.spread", { spread: spread.flat() })) : null);
}

function pathwayTable(place, rows) {
  const view = PAGE.views.pathways;
  const count = (key, at) => ({ key, title: t("pathways." + key), numeric: true, value: ({ n }) => n[at], cell: ({ n }) => exact(n[at]) });
  makeTable(place, {
    id: "pathways", caption: t("pathways.caption"), rows, first: 12, cards: true, cut: view.cut ? t("pathways.cut", { command: command("pathways") }, view.cut) : null,
    columns: [
      { key: "sector", title: t("pathways.sector"), head: true, value: (row) => sectorName(row.s) },
      { key: "zone", title: t("pathways.zone"), value: (row) => zoneName(row.z), cell: (row) => el("span", { class: "chip" }, sign(MARKS.dot, colourOf(row.z)), zoneName(row.z)) },
      { key: "grade", title: t("pathways.grade"), class: "pathway-grade", value: (row) => row.g,
        cell: (row) => [el("span", { class: "mark", "aria-hidden": "true", text: GRADE_SIGNS[row.g] }), t("pathways.grade_" + row.g), row.g < view.whole ? el("span", { class: "more", text: whereItBreaks(row) }) : null] },
      count("pathways", 0), count("linked", 1), count("crossing_free", 2), count("linked_crossing_free", 3),
      { key: "crossing", title: t("pathways.crossing"), numeric: true, unit: "%", value: (row) => row.share ?? null, cell: (row) => shareWords(row.share === 1 && row.n[2] !== "0" ? 0.9999 : row.share) },
      { key: "best", title: t("pathways.best_head"), class: "wide-cell small", value: (row) => (row.best ? row.best[0] : null), cell: bestCell },
    ],
  });
}

// What is nearly none or nearly all is neither none nor all.
function shareWords(share) {
  if (nothing(share)) return "–";
  if (share > 0 && share < 0.005) return "<\u00a0" + percent(0.01);
  return share < 1 && share >= 0.995 ? ">\u00a0" + percent(0.99) : percent(share);
}

// A person who skips a step passes through a band of its own, so that every band spans one column.
function sankeyLayers(rows, steps) {
  const mass = new Map();
  for (const [, , , zone, , people] of rows) mass.set(zone, (mass.get(zone) || 0) + people);
  const largest = [...mass].sort((a, b) => b[1] - a[1]).slice(0, FLOW_ZONES).map(([zone]) => zone);
  const kept = new Set(largest);
  const band = (zone) => (kept.has(zone) ? zone : -1);
  const links = new Map();
  const add = (step, from, to, people) => {
    const key = `${step} ${from} ${to}`;
    links.set(key, (links.get(key) || 0) + people);
  };
  for (const [, from, to, zoneFrom, zoneTo, people] of rows) {
    for (let step = from; step < to; step += 1) add(step, step === from ? band(zoneFrom) : "skip", step + 1 === to ? band(zoneTo) : "skip", people);
  }
  const all = [...links].map(([key, people]) => {
    const [step, from, to] = key.split(" ");
    return { step: Number(step), from: from === "skip" ? from : Number(from), to: to === "skip" ? to : Number(to), people };
  });
  const nodes = steps.map((_, step) => {
    const sums = new Map();
    const sum = (name, side, people) => { const node = sums.get(name) || { name, in: 0, out: 0 }; node[side] += people; sums.set(name, node); };
    for (const link of all) {
      if (link.step === step) sum(link.from, "out", link.people);
      if (link.step + 1 === step) sum(link.to, "in", link.people);
    }
    const order = (name) => (name === "skip" ? Infinity : name < 0 ? PAGE.zones.length : name);
    return [...sums.values()].map((node) => ({ ...node, people: Math.max(node.in, node.out) })).sort((a, b) => order(a.name) - order(b.name));
  });
  return { links: all, nodes };
}

const bandName = (name) => (name === "skip" ? t("pathways.skipped") : name < 0 ? t("pathways.other_zones") : zoneName(name));
const bandFill = (name) => (name === "skip" ? "url(#skipped)" : name < 0 ? PAGE.neutral : colourOf(name));

function sankey(rows, steps) {
  const { width, height, top, bottom, node, gap } = SANKEY;
  const { links, nodes } = sankeyLayers(rows, steps);
  const svg = svgEl("svg", { viewBox: `0 0 ${width} ${height}` }, svgEl("defs", null, stripes("skipped")));
  const total = Math.max(...nodes.map((column) => column.reduce((sum, each) => sum + each.people, 0)));
  const most = Math.max(...nodes.map((column) => column.length));
  const scale = (height - top - bottom - gap * (most - 1)) / total;
  const room = (width - 150) / Math.max(steps.length - 1, 1);
  const place = new Map();
  nodes.forEach((column, step) => {
    let y = top;
    for (const each of column) {
      place.set(`${step} ${each.name}`, { ...each, x: step * room, y, entered: y, left: y, tall: each.people * scale });
      y += each.people * scale + gap;
    }
  });
  for (const link of links.sort((a, b) => a.step - b.step || bandOrder(a.from) - bandOrder(b.from) || bandOrder(a.to) - bandOrder(b.to))) {
    const a = place.get(`${link.step} ${link.from}`);
    const b = place.get(`${link.step + 1} ${link.to}`);
    const wide = link.people * scale;
    const [x, y, u, v] = [a.x + node, a.left, b.x, b.entered];
    const middle = (x + u) / 2;
    const path = svgEl("path", { d: `M${x} ${y.toFixed(1)}C${middle} ${y.toFixed(1)} ${middle} ${v.toFixed(1)} ${u} ${v.toFixed(1)}v${wide.toFixed(1)}C${middle} ${(v + wide).toFixed(1)} ${middle} ${(y + wide).toFixed(1)} ${x} ${(y + wide).toFixed(1)}Z`,
      fill: link.from === "skip" ? "#b9b19c" : link.from < 0 ? PAGE.neutral : colourOf(link.from), "fill-opacity": 0.34 },
    svgEl("title", { text: labelled(`${stepName(link.step)}, ${bandName(link.from)} → ${stepName(link.step + 1)}, ${bandName(link.to)}`, shareWords(link.people / total)) }));
    a.left += wide;
    b.entered += wide;
    svg.append(path);
  }
  for (const each of place.values()) {
    svg.append(svgEl("rect", { x: each.x, y: each.y, width: node, height: Math.max(each.tall, 0.5), fill: bandFill(each.name), stroke: each.name === "skip" ? "#b9b19c" : "none" }));
    if (each.tall >= 12) {
      svg.append(svgText(each.x + node + 5, each.y + each.tall / 2 + 4, `${bandName(each.name)} ${shareWords(each.people / total)}`, { fill: INK, "font-size": 11.5, stroke: "#fff", "stroke-width": 3, "paint-order": "stroke" }));
    }
  }
  steps.forEach((step, at) => twoLines(label(step), 21).forEach((line, row, lines) => svg.append(svgText(at * room, top - 14 - 14 * (lines.length - 1 - row), line, { fill: INK, "font-weight": 600, "font-size": 12 }))));
  return svg;
}

const bandOrder = (name) => (name === "skip" ? PAGE.zones.length + 1 : name < 0 ? PAGE.zones.length : name);

function twoLines(text, most) {
  if (text.length <= most) return [text];
  const cut = text.lastIndexOf(" ", most);
  const [first, second] = cut < 0 ? [text.slice(0, most - 1) + "…", ""] : [text.slice(0, cut), text.slice(cut + 1)];
  return [first, second.length > most + 2 ? second.slice(0, most) + "…" : second].filter(Boolean);
}

function drawFlows(place) {
  const { flows, steps } = PAGE.views.pathways;
  const every = flows.sectors.indexOf(null);
  const at = walked.sector === null ? every : flows.sectors.indexOf(walked.sector);
  const counted = flows.rows.filter(([sector]) => sector === at);
  const rows = counted.map(([sector, from, to, zoneFrom, zoneTo, digits]) => [sector, from, to, zoneFrom, zoneTo, Number(digits)]);
  if (!rows.length) return clear(place, el("p", { class: "notice", text: at < 0 ? t("pathways.flows_cut", { command: command("pathways --flows") }, flows.cut) : t("pathways.no_flows") }));
  const sums = new Map();
  for (const row of rows) sums.set(`${row[1]} ${row[2]}`, (sums.get(`${row[1]} ${row[2]}`) || 0) + row[5]);
  const share = (row) => row[5] / sums.get(`${row[1]} ${row[2]}`);
  const name = walked.sector === null ? t("pathways.every_sector") : sectorName(walked.sector);
  const inner = el("div");
  clear(place, figure("pathways-flows", sankey(rows, steps), t("pathways.flows_caption", { sector: name })), el("details", null, el("summary", { text: t("pathways.flows_table") }), inner));
  makeTable(inner, {
    id: "flows", caption: t("pathways.flows_caption", { sector: name }), rows: rows.map((row, order) => ({ row, digits: counted[order][5] })),
    cut: flows.cut ? t("pathways.flows_cut", { command: command("pathways --flows") }, flows.cut) : null,
    columns: [
      { key: "from", title: t("pathways.step_from"), value: ({ row }) => stepName(row[1]) },
      { key: "to", title: t("pathways.step_to"), value: ({ row }) => stepName(row[2]) },
      { key: "zone_from", title: t("pathways.zone_from"), value: ({ row }) => zoneName(row[3]) },
      { key: "zone_to", title: t("pathways.zone_to"), value: ({ row }) => zoneName(row[4]) },
      { key: "count", title: t("pathways.pathways"), numeric: true, value: ({ digits }) => digits, cell: ({ digits }) => exact(digits) },
      { key: "share", title: t("pathways.share"), numeric: true, unit: "%", value: ({ row }) => share(row), cell: ({ row }) => shareWords(share(row)) },
    ],
  });
}

function drawDepends(place) {
  const view = PAGE.views.pathways;
  const by = new Map();
  const from = (zones) => (zones ? t("pathways.depends_from", { zones: zones.map(zoneName) }) : "");
  for (const [sector, kind, who, steps, operators, carries, zones] of view.depends) {
    if (!by.has(sector)) by.set(sector, { sector, steps: [], operators, who: [] });
    const entry = by.get(sector);
    if (kind === "step") entry.steps.push(stepNames(steps) + from(zones));
    else entry.who.push({ kind, who, steps, carries, zones });
  }
  const rows = [...by.values()].filter((row) => walked.sector === null || row.sector === walked.sector);
  if (!rows.length) return clear(place, el("p", { text: t("pathways.depends_none") }));
  const names = (row) => row.who.map(({ who }) => who.map(operatorName).join(" – ")).join("; ");
  const one = ({ who, steps, carries, zones }) => el("li", null, who.flatMap((each, at) => [at ? " – " : null, operatorNode(each)]),
    el("span", { class: "more", text: [t(carries === "pathways" ? "pathways.depends_all" : "pathways.depends_some") + from(zones), stepNames(steps)].filter(Boolean).join(", ") }));
  makeTable(place, {
    id: "depends", caption: t("pathways.depends_title"), rows, cards: true, rank: ["operators"], cut: view.depends_cut ? t("pathways.cut", { command: command("pathways --depends") }, view.depends_cut) : null,
    columns: [
      { key: "sector", title: t("pathways.sector"), head: true, value: (row) => sectorName(row.sector) },
      { key: "thin", title: t("pathways.depends_thin"), value: (row) => row.steps.join(between()) },
      { key: "operators", title: t("pathways.depends_count"), numeric: true, value: (row) => row.operators },
      { key: "who", title: t("pathways.depends_who"), class: "wide-cell", value: names,
        cell: (row) => (row.who.length ? el("ul", { class: "plain-list" }, row.who.map(one)) : el("span", { class: "none", text: t("pathways.depends_nobody") })) },
    ],
  });
}

function drawPathways() {
  const view = PAGE.views.pathways;
  const place = $("pathways-view");
  if (!view.known) return silent(place, t("pathways.no_offers", { name: view.name }));
  const sectors = [...new Set(view.rows.map((row) => row.s))];
  const { sector } = walked;
  const rows = view.rows.filter((row) => (sector === null || row.s === sector) && zonePasses(row.z));
  const filters = filiereFilters("pathways", sectors, t("pathways.every_sector"));
  const [table, flows, depends] = [el("div"), el("div"), el("div")];
  clear(place, filiereNotes(view.notes), el("p", { text: t("pathways.summary", { all: rows.length, whole: rows.filter((row) => row.g === view.whole).length }) }), filters, table,
    el("p", { class: "small", text: t("pathways.cost_note") }),
    el("h3", { text: t("pathways.flows_title") }), el("p", { class: "lead", text: t("pathways.flows_intro") }), flows,
    el("h3", { text: t("pathways.depends_title") }), el("p", { class: "lead", text: t("pathways.depends_intro") }), depends);
  pathwayTable(table, rows);
  drawFlows(flows);
  drawDepends(depends);
}

section("pathways", drawPathways);
