// The network: vis-network draws signs and lines where Python has placed them; grounds and names
// are drawn here, as many names as fit without covering each other.
const view = { network: null, nodes: null, edges: null, layers: null, classes: true, visible: null };
const GROUPED = PAGE.network.drawn !== "organisations";
const DENSE = DRAWN.edges.length > 800;
const groupList = PAGE.network.drawn === "kinds" ? PAGE.kinds : PAGE.zones;

function groupName(place) {
  return groupList[place] ? label(groupList[place]) : t("map_no_zone");
}

const markName = (place) => (GROUPED ? `${groupName(place)} · ${number(PAGE.network.counts[place])}` : PAGE.organisations[place].s || nameOf(PAGE.organisations[place]));

const neighbours = new Map();
for (const edge of DRAWN.edges) {
  for (const [a, b] of [[edge.from, edge.to], [edge.to, edge.from]]) {
    if (!neighbours.has(a)) neighbours.set(a, []);
    neighbours.get(a).push([b, edge]);
  }
}

function passes(org) {
  if (org.cl && !view.classes) return false;
  if (state.zone === "-" ? org.z !== undefined : state.zone && !inZone(org, state.zone)) return false;
  if (state.kind && PAGE.kinds[org.k].id !== state.kind) return false;
  return !state.sector || (org.sec || []).some((place) => PAGE.sectors[place].id === state.sector);
}

function inZone(org, id) {
  const place = PAGE.zones.findIndex((zone) => zone.id === id);
  return org.z === place || (org.cov || []).includes(place);
}

function edgeLook(edge) {
  if (GROUPED) return { hidden: false, width: 1 + 7 * Math.sqrt(edge.n / Math.max(...DRAWN.edges.map((each) => each.n))) };
  const drawn = edge.l.filter((layer) => view.layers.has(layer));
  const only = drawn.length > 0 && drawn.every((layer) => (edge.p || []).includes(layer));
  const hidden = !drawn.length || (edge.c && !view.classes) || !view.visible[edge.from] || !view.visible[edge.to];
  const look = { hidden: Boolean(hidden), dashes: only ? [6, 6] : false, width: only ? 1.2 : 0.9 + 0.6 * Math.min(drawn.length, 6) };
  // In a dense picture the pairs that several layers tie stand out.
  const away = state.org !== null && edge.from !== state.org && edge.to !== state.org;
  if (DENSE) look.color = { color: PAGE.neutral, highlight: PAGE.neutral, opacity: away ? 0.04 : Math.min(0.75, 0.05 + 0.13 * drawn.length) };
  return look;
}

function applyFilters() {
  const near = nearChosen();
  if (!GROUPED) view.visible = PAGE.organisations.map(passes);
  if (view.nodes && !GROUPED) {
    const changed = [];
    view.nodes.forEach((node) => {
      const hidden = !view.visible[node.id];
      const opacity = near && !near.has(node.id) ? 0.22 : 1;
      if (Boolean(node.hidden) !== hidden || (node.opacity ?? 1) !== opacity) changed.push({ id: node.id, hidden, opacity });
    });
    if (changed.length) view.nodes.update(changed);
    const lines = [];
    for (const edge of DRAWN.edges) {
      const look = edgeLook(edge);
      const before = view.looks.get(edge.id);
      if (look.hidden !== before.hidden || look.width !== before.width || look.color?.opacity !== before.color?.opacity || Boolean(look.dashes) !== Boolean(before.dashes)) {
        lines.push({ id: edge.id, ...look });
        view.looks.set(edge.id, look);
      }
    }
    if (lines.length) view.edges.update(lines);
  }
  showCounts();
  drawList();
}

// The chosen organisation and those to which a drawn line leads.
function nearChosen() {
  if (state.org === null) return null;
  const lines = (neighbours.get(state.org) || []).filter(([, edge]) => !edgeLook(edge).hidden);
  return new Set([state.org, ...lines.map(([other]) => other)]);
}

function showCounts() {
  if (GROUPED) return clear($("shown"));
  const count = view.visible.filter((visible, place) => visible && !PAGE.organisations[place].cl).length;
  const lines = DRAWN.edges.filter((edge) => !edgeLook(edge).hidden).length;
  clear($("shown"), el("strong", { text: t("shown", { of: PAGE.total.organisations }, count) }), " · ",
    t("shown_lines", {}, lines), " · ", t("filters_hide"),
    PAGE.network.left_out ? " " + t("network_left_out", {}, PAGE.network.left_out) : "");
}

function palePaint(context, place, alpha) {
  context.globalAlpha = alpha;
  context.fillStyle = context.strokeStyle = colourOf(place);
}

function drawGrounds(context) {
  const scale = view.network.getScale();
  context.save();
  context.textBaseline = "alphabetic";
  for (const [zone, x, y, radius] of PAGE.network.discs) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    palePaint(context, zone, 0.09);
    context.fill();
    palePaint(context, zone, 0.45);
    context.lineWidth = 1.2 / scale;
    context.stroke();
  }
  context.globalAlpha = 1;
  for (const [name, x, y, width, height] of PAGE.network.bands) {
    if (name === "classes" && !view.classes) continue;
    context.fillStyle = "#f4f1e9";
    context.strokeStyle = "#d9d4c6";
    context.lineWidth = 1 / scale;
    context.beginPath();
    context.roundRect(x, y, width, height, 14);
    context.fill();
    context.stroke();
  }
  drawChosenTies(context, scale);
  context.restore();
}

// The ties of the chosen organisation, strong enough to be followed through a crowd.
function drawChosenTies(context, scale) {
  const from = state.org === null ? null : marks.get(state.org);
  if (!from) return;
  context.strokeStyle = "#14213d";
  context.globalAlpha = 0.8;
  for (const [other, edge] of neighbours.get(state.org) || []) {
    const look = edgeLook(edge);
    if (look.hidden) continue;
    const to = marks.get(other);
    context.setLineDash(look.dashes ? [7 / scale, 5 / scale] : []);
    context.lineWidth = Math.max(1.2, look.width * 0.8) / Math.min(1, scale * 1.4);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
  }
  context.setLineDash([]);
}

const marks = new Map(DRAWN.nodes.map((node) => [node.id, node]));
const FONT = '"Source Sans 3", "Segoe UI", system-ui, -apple-system, "Noto Sans", sans-serif';

function drawNames(context) {
  const scale = view.network.getScale();
  const taken = [];
  const free = (box) => taken.every((other) => box[2] < other[0] || other[2] < box[0] || box[3] < other[1] || other[3] < box[1]);
  context.save();
  context.textAlign = "center";
  context.lineJoin = "round";
  // Names of zones stand above their ground.
  const big = 15 / scale;
  context.font = `700 ${big}px ${FONT}`;
  for (const [zone, x, y, radius] of PAGE.network.discs) {
    if (zone < 0) continue;
    const name = label(PAGE.zones[zone]);
    const half = context.measureText(name).width / 2;
    const base = y - radius - 6 / scale;
    taken.push([x - half, base - big, x + half, base + 4 / scale]);
    halo(context, name, x, base, 5 / scale, "#2b3340");
  }
  const caption = Math.min(12.5 / scale, 36);
  context.textAlign = "left";
  context.font = `600 ${caption}px ${FONT}`;
  for (const [name, x, y] of PAGE.network.bands) {
    if (name === "classes" && !view.classes) continue;
    const base = y + 8 + caption * 0.9;
    taken.push([x, base - caption, x + 18 + context.measureText(t("band_" + name)).width, base + caption * 0.3]);
    context.fillStyle = "#4a5160";
    context.fillText(t("band_" + name), x + 16, base);
  }
  context.textAlign = "center";
  const size = (GROUPED ? 14 : 11.5) / scale;
  const corner = view.network.DOMtoCanvas({ x: 0, y: 0 });
  const box = $("picture").getBoundingClientRect();
  const end = view.network.DOMtoCanvas({ x: box.width, y: box.height });
  const near = nearChosen() || new Set();
  const inside = view.order.filter((node) => node.x > corner.x && node.x < end.x && node.y > corner.y && node.y < end.y);
  const first = inside.filter((node) => near.has(node.id));
  first.sort((a, b) => (b.id === state.org) - (a.id === state.org));
  const rest = inside.filter((node) => !near.has(node.id));
  for (const node of inside) if (near.size ? near.has(node.id) : inside.length < 500) taken.push([node.x - node.size * 0.7, node.y - node.size * 0.7, node.x + node.size * 0.7, node.y + node.size * 0.7]);
  let left = near.size ? 14 : inside.length > 500 ? 30 : 400;
  for (const node of [...first, ...rest]) {
    if (!GROUPED && !view.visible[node.id]) continue;
    const close = near.has(node.id);
    // Rows of signs are too near each other for names, until one comes closer.
    if (!close && scale < 0.5 && inBand(node)) continue;
    if (!close && left-- < 0) break;
    context.font = `${node.id === state.org ? 700 : close ? 600 : 400} ${size}px ${FONT}`;
    const name = shorter(markName(node.id), node.id === state.org ? 60 : close ? 30 : 26);
    const half = context.measureText(name).width / 2 + 2 / scale;
    for (const base of [node.y + node.size + size * 1.05, node.y - node.size - size * 0.35]) {
      const place = [node.x - half, base - size * 0.85, node.x + half, base + size * 0.2];
      if (node.id !== state.org && !free(place)) continue;
      taken.push(place);
      halo(context, name, node.x, base, 3.5 / scale, near.size && !close ? "#8a8f99" : "#14213d");
      break;
    }
  }
  context.restore();
}

const inBand = (node) => PAGE.network.bands.some(([, x, y, width, height]) => node.x > x && node.x < x + width && node.y > y && node.y < y + height);

function halo(context, text, x, y, width, colour) {
  context.strokeStyle = "rgba(255,255,255,.9)";
  context.lineWidth = width;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

const shorter = (name, length) => { const signs = [...name]; return signs.length > length ? signs.slice(0, length - 1).join("").trimEnd() + "…" : name; };

function showTip(place, point) {
  const tip = $("tip");
  const org = GROUPED ? null : PAGE.organisations[place];
  const lines = [el("strong", { dir: "auto", text: GROUPED ? groupName(place) : nameOf(org) })];
  if (org) lines.push(el("span", { text: [label(PAGE.kinds[org.k]), zoneOf(org)].filter(Boolean).join(" · ") }));
  if (GROUPED) lines.push(el("span", { text: t("count_organisations", {}, PAGE.network.counts[place]) }));
  clear(tip, lines);
  tip.style.left = Math.min(point.x + 14, $("picture").clientWidth - 250) + "px";
  tip.style.top = point.y + 14 + "px";
  tip.classList.add("on");
}

const MOVES = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };

function steer(event) {
  const scale = view.network.getScale();
  if (MOVES[event.key]) {
    const at = view.network.getViewPosition();
    const [x, y] = MOVES[event.key];
    view.network.moveTo({ position: { x: at.x + x / scale, y: at.y + y / scale } });
  } else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else if (event.key === "0") fitAll();
  else if (event.key === "Escape") select(null);
  else return;
  event.preventDefault();
}

// Everything drawn is seen: signs, grounds and bands, with room for the names above.
function fitAll() {
  const boxes = [...DRAWN.nodes.map((node) => [node.x - node.size, node.y - node.size, node.x + node.size, node.y + node.size + 16]),
    ...PAGE.network.discs.map(([, x, y, radius]) => [x - radius, y - radius - 30, x + radius, y + radius]),
    ...PAGE.network.bands.map(([, x, y, width, height]) => [x, y, x + width, y + height])];
  const edge = (pick, place) => boxes.reduce((found, box) => pick(found, box[place]), boxes[0][place]);
  const [left, top, right, bottom] = [edge(Math.min, 0), edge(Math.min, 1), edge(Math.max, 2), edge(Math.max, 3)];
  const picture = $("picture");
  const scale = Math.min((picture.clientWidth - 40) / (right - left), (picture.clientHeight - 36) / (bottom - top), 1.6);
  view.network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
}

const zoom = (factor) => view.network.moveTo({ scale: Math.min(6, Math.max(0.05, view.network.getScale() * factor)) });

function startNetwork() {
  view.layers = new Set(PAGE.layers.map((_, place) => place));
  view.visible = PAGE.organisations.map(passes);
  if (!DRAWN.nodes.length || typeof vis === "undefined") return;
  view.looks = new Map(DRAWN.edges.map((edge) => [edge.id, edgeLook(edge)]));
  view.nodes = new vis.DataSet(DRAWN.nodes.map((node) => ({ ...node, hidden: !GROUPED && !view.visible[node.id] })));
  view.edges = new vis.DataSet(DRAWN.edges.map((edge) => ({ id: edge.id, from: edge.from, to: edge.to, ...view.looks.get(edge.id) })));
  view.order = [...DRAWN.nodes].sort((a, b) => b.size - a.size || a.id - b.id);
  view.network = new vis.Network($("picture"), { nodes: view.nodes, edges: view.edges }, DRAWN.options);
  view.network.on("beforeDrawing", drawGrounds);
  view.network.on("afterDrawing", drawNames);
  view.network.on("click", (event) => select(event.nodes.length ? event.nodes[0] : null));
  view.network.on("hoverNode", (event) => showTip(event.node, event.pointer.DOM));
  for (const event of ["blurNode", "dragStart", "zoom"]) view.network.on(event, () => $("tip").classList.remove("on"));
  fitAll();
  const picture = $("picture");
  // One stop for the keyboard, not two.
  picture.querySelector(".vis-network").tabIndex = -1;
  picture.addEventListener("keydown", steer);
  // The wheel scrolls the page until the picture is entered: nobody gets caught in it.
  picture.addEventListener("focusin", () => { view.network.setOptions({ interaction: { zoomView: true } }); picture.classList.add("active"); });
  picture.addEventListener("focusout", () => { view.network.setOptions({ interaction: { zoomView: false } }); picture.classList.remove("active"); });
  picture.addEventListener("pointerdown", () => picture.focus({ preventScroll: true }));
}
