// The network: what both of its scenes share, organisations (organisations.js) and, where there are
// more, groups (groups.js). Filters decide what is seen; lines and names are drawn here, into
// anything that has the methods of a canvas: the screen, an image, an SVG.
if (NETWORK) {
  // It travels in columns; the page works with nodes and edges.
  const { x, y, size, pairs: { a, b, kin, kins } } = DRAWN;
  DRAWN.nodes = size.map((size_, id) => ({ id, size: size_, x: x ? x[id] : 0, y: y ? y[id] : 0 }));
  DRAWN.edges = a.map((from, place) => ({ from, to: b[place], ...kins[kin[place]] }));
}
const view = { layers: null, classes: true, visible: null, lines: [], lineCount: 0, near: null };
const GROUPED = PAGE.network.drawn !== "organisations";
// Whether organisations can be seen one by one, or only their groups.
const ONE_BY_ONE = DRAWN.nodes.length > 0;
const DENSE = DRAWN.edges.length > 800;
const FONT = '"Source Sans 3", "Segoe UI", system-ui, -apple-system, "Noto Sans", sans-serif';
// The picture that this page has (canvas.js).
let picture = null;

const markName = (place) => PAGE.organisations[place].s || nameOf(PAGE.organisations[place]);

const marks = new Map(DRAWN.nodes.map((node) => [node.id, node]));
const neighbours = new Map();
// Lines of the same layers look alike: a look is found once for all of them.
const kinships = new Map();
for (const edge of DRAWN.edges) {
  const key = `${edge.l}/${edge.p || ""}/${edge.c || ""}/${edge.s || ""}/${edge.y || ""}`;
  if (!kinships.has(key)) kinships.set(key, { l: edge.l, p: edge.p || [], c: edge.c, s: edge.s, y: edge.y, look: null });
  edge.kin = kinships.get(key);
  for (const [a, b] of [[edge.from, edge.to], [edge.to, edge.from]]) {
    if (!neighbours.has(a)) neighbours.set(a, []);
    neighbours.get(a).push([b, edge]);
  }
}

// --- what is seen -------------------------------------------------------------------------------
function lookOf(kin) {
  const least = state.sure ? PAGE.sure.indexOf(state.sure) : Infinity;
  const latest = Number(state.year) || Infinity;
  const drawn = kin.l.filter((layer, at) => view.layers.has(layer) && (kin.s ? kin.s[at] : 0) <= least && (kin.y ? kin.y[at] : 0) <= latest);
  if (!drawn.length || (kin.c && !view.classes)) return null;
  const dashed = drawn.every((layer) => kin.p.includes(layer));
  // In a dense picture the pairs that several layers tie stand out.
  const faint = DENSE ? Math.min(0.75, (0.05 + 0.13 * drawn.length) * (DRAWN.edges.length > 20000 ? 0.25 : DRAWN.edges.length > 3000 ? 0.6 : 1)) : DRAWN.edges.length < 300 ? 0.55 : 0.3;
  return { dashed, width: dashed ? 1.2 : 0.9 + 0.6 * Math.min(drawn.length, 6), opacity: faint };
}

const isDrawn = (edge) => edge.kin.look !== null && view.visible[edge.from] && view.visible[edge.to];

function applyFilters() {
  view.visible = PAGE.organisations.map(passing());
  view.lines = [];
  view.lineCount = 0;
  const alike = new Map();
  for (const kin of kinships.values()) {
    kin.look = lookOf(kin);
    if (!kin.look) continue;
    const key = `${kin.look.dashed} ${kin.look.width}`;
    if (!alike.has(key)) alike.set(key, { look: kin.look, edges: [] });
    kin.lines = alike.get(key).edges;
  }
  for (const edge of DRAWN.edges) {
    if (!isDrawn(edge)) continue;
    view.lineCount += 1;
    edge.kin.lines.push(edge);
  }
  // Thin lines lie under strong ones.
  view.lines = [...alike.values()].sort((a, b) => a.look.width - b.look.width);
  findNear();
  if (picture) picture.refresh();
  showCounts();
  drawList();
}

// The chosen organisation and those to which a drawn line leads, or the stops of a pathway.
function findNear() {
  const path = GROUPED ? null : shownPath();
  view.near = state.org === null ? path && new Set(pathStops(path).map(({ node }) => node.id))
    : new Set([state.org, ...(neighbours.get(state.org) || []).filter(([, edge]) => isDrawn(edge)).map(([other]) => other)]);
}

function showCounts() {
  let count = 0;
  PAGE.organisations.forEach((org, place) => { if (view.visible[place] && !org.cl) count += 1; });
  clear($("shown"), el("strong", { text: t("shown", { of: PAGE.total.organisations }, count) }), " · ",
    t("shown_lines", {}, view.lineCount), " · ", t("filters_hide"),
    PAGE.network.left_out ? " " + t("network_left_out", {}, PAGE.network.left_out) : "");
}

// --- how it is drawn: a lens is {scale, left, top, right, bottom}, what is seen and how large ----
const LINES_AT_ONCE = 250;

function drawLines(context, lens, groups) {
  context.strokeStyle = PAGE.neutral;
  for (const { look, edges } of groups) {
    context.globalAlpha = view.near ? look.opacity * 0.35 : look.opacity;
    context.lineWidth = Math.max(look.width, 0.5 / lens.scale);
    context.setLineDash(look.dashed ? [6, 6] : []);
    let waiting = 0;
    context.beginPath();
    for (const edge of edges) {
      const from = marks.get(edge.from);
      const to = marks.get(edge.to);
      if (Math.max(from.x, to.x) < lens.left || Math.min(from.x, to.x) > lens.right || Math.max(from.y, to.y) < lens.top || Math.min(from.y, to.y) > lens.bottom) continue;
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
      waiting += 1;
      // A path of thousands of lines is slower to fill in than several of hundreds.
      if (waiting % LINES_AT_ONCE === 0) { context.stroke(); context.beginPath(); }
    }
    context.stroke();
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

// The ties of the chosen organisation, strong enough to be followed through a crowd.
function drawChosenTies(context, lens) {
  const from = state.org === null ? null : marks.get(state.org);
  if (!from) return;
  context.strokeStyle = INK;
  context.globalAlpha = 0.8;
  for (const [other, edge] of neighbours.get(state.org) || []) {
    if (!isDrawn(edge)) continue;
    const to = marks.get(other);
    context.setLineDash(edge.kin.look.dashed ? [7 / lens.scale, 5 / lens.scale] : []);
    context.lineWidth = Math.max(1.2, edge.kin.look.width * 0.8) / Math.min(1, lens.scale * 1.4);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function drawDisc(context, lens, [zone, x, y, radius], fill) {
  context.fillStyle = context.strokeStyle = colourOf(zone);
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.globalAlpha = fill;
  context.fill();
  context.globalAlpha = 0.45;
  context.lineWidth = 1.2 / lens.scale;
  context.stroke();
  context.globalAlpha = 1;
}

// --- names, as many as fit without covering each other ------------------------------------------
const widths = new Map();

function widthOf(context, name, size, weight) {
  const key = weight + name;
  if (!widths.has(key)) {
    context.font = `${weight} 100px ${FONT}`;
    widths.set(key, context.measureText(name).width / 100);
  }
  return widths.get(key) * size;
}

function roomFor(taken) {
  return (box) => taken.every((other) => box[2] < other[0] || other[2] < box[0] || box[3] < other[1] || other[3] < box[1]);
}

function halo(context, text, x, y, width, colour) {
  context.strokeStyle = "rgba(255,255,255,.9)";
  context.lineWidth = width;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

const shorter = (name, length) => { const signs = [...name]; return signs.length > length ? signs.slice(0, length - 1).join("").trimEnd() + "…" : name; };
const within = (lens) => (node) => node.x > lens.left && node.x < lens.right && node.y > lens.top && node.y < lens.bottom;

// Names under or above their signs, in this order, until there is no room; `left` of the others.
function nameMarks(context, lens, nodes, taken, left) {
  const size = 11.5 / lens.scale;
  const near = view.near || new Set();
  const free = roomFor(taken);
  context.textAlign = "center";
  for (const node of nodes) {
    const close = near.has(node.id);
    const own = node.id === state.org;
    if (!close && left-- < 0) break;
    const weight = own ? 700 : close ? 600 : 400;
    const name = shorter(markName(node.id), own ? 60 : close ? 30 : 26);
    const half = widthOf(context, name, size, weight) / 2 + 2 / lens.scale;
    for (const base of [node.y + node.size + size * 1.05, node.y - node.size - size * 0.35]) {
      const place = [node.x - half, base - size * 0.85, node.x + half, base + size * 0.2];
      if (!own && !free(place)) continue;
      taken.push(place);
      context.font = `${weight} ${size}px ${FONT}`;
      halo(context, name, node.x, base, 3.5 / lens.scale, near.size && !close ? "#8a8f99" : INK);
      break;
    }
  }
}

// --- moving about -------------------------------------------------------------------------------
function showTip(title, more, point) {
  const tip = $("tip");
  clear(tip, el("strong", { dir: "auto", text: title }), more.filter(Boolean).map((text) => el("span", { text })));
  tip.style.left = Math.max(0, Math.min(point.x + 14, $("picture").clientWidth - 250)) + "px";
  tip.style.top = point.y + 14 + "px";
  tip.classList.add("on");
}

const hideTip = () => $("tip").classList.remove("on");
const tipOf = (org) => [nameOf(org), [[label(PAGE.kinds[org.k]), zoneOf(org)].filter(Boolean).join(" · ")]];

const MOVES = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };

function steer(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (MOVES[event.key]) picture.move(...MOVES[event.key]);
  else if (event.key === "+" || event.key === "=") picture.zoom(1.25);
  else if (event.key === "-") picture.zoom(0.8);
  else if (event.key === "0") picture.fit();
  else if (event.key === "Escape") select(null);
  else if (!picture.steer?.(event.key)) return;
  event.preventDefault();
}

// Where all of some boxes is seen in a surface, no larger than `most`.
function framing(boxes, width, height, most) {
  const edge = (pick, place) => boxes.reduce((found, box) => pick(found, box[place]), boxes[0][place]);
  const [left, top, right, bottom] = [edge(Math.min, 0), edge(Math.min, 1), edge(Math.max, 2), edge(Math.max, 3)];
  const scale = Math.min((width - 40) / (right - left), (height - 36) / (bottom - top), most);
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale, left, top, right, bottom };
}

function startNetwork() {
  view.layers = new Set(PAGE.layers.map((_, place) => place));
  view.visible = PAGE.organisations.map(passing());
  picture = makePicture();
  if (!picture) return;
  const box = $("picture");
  picture.fit();
  box.addEventListener("keydown", steer);
  // The wheel scrolls the page until the picture is entered: nobody gets caught in it.
  const entered = (inside) => () => { picture.enter(inside); box.classList.toggle("active", inside); };
  box.addEventListener("focusin", entered(true));
  box.addEventListener("focusout", entered(false));
  box.addEventListener("pointerdown", () => box.focus({ preventScroll: true }));
}
