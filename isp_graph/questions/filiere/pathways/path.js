// The best pathway of a zone and a sector, followed through the network and over the map.
const pathKey = (row) => `${row.z}.${row.s ?? ""}`;
const PATH = "#8a1f5c";

function shownPath() {
  const { pathways } = PAGE.views;
  return state.path && pathways?.known ? pathways.rows.find((row) => row.best && pathKey(row) === state.path) || null : null;
}

// Its offers that the picture can show, in order: an organisation of which nothing is drawn has no place.
const pathStops = (row) => row.best[3].filter(([, who]) => typeof who === "number" && marks.has(who)).map(([step, who]) => ({ step, node: marks.get(who) }));

const canShowPath = (row) => NETWORK && !GROUPED && pathStops(row).length > 0;

function showPath(row) {
  Object.assign(state, { org: null, path: pathKey(row), section: "network" });
  followPath();
  writeState(true);
  goTo("network");
  $("side").querySelector("h3").focus({ preventScroll: true });
}

function followPath() {
  findNear();
  picture.choose(null);
  picture.refresh();
  drawSide();
  drawMap();
}

function leavePath() {
  state.path = "";
  followPath();
  writeState(true);
  $("picture").focus({ preventScroll: true });
}

function pathSide(row) {
  const name = `${sectorName(row.s)}, ${zoneName(row.z)}`;
  return [el("button", { type: "button", class: "plain close", text: t("close"), on: { click: leavePath } }),
    el("h3", { tabindex: "-1", text: t("pathways.followed", { name }) }), el("p", { class: "short", text: bestWords(row.best) }), takenList(row.best[3]),
    $("map") ? el("p", { class: "hint" }, el("a", { href: "#map", "data-go": "map", text: t("pathways.followed_map") })) : null];
}

// Between two stops an arrow that ends before the sign; steps that one operator offers share a stop.
function drawPath(context, lens) {
  const row = state.org === null ? shownPath() : null;
  if (!row) return;
  const stops = pathStops(row).map(({ node }) => node);
  context.strokeStyle = context.fillStyle = PATH;
  context.lineWidth = 3.5 / Math.min(1, lens.scale * 1.4);
  const head = 13 / Math.min(1, lens.scale * 1.4);
  stops.slice(1).forEach((to, at) => {
    const from = stops[at];
    const far = Math.hypot(to.x - from.x, to.y - from.y);
    if (!far) return;
    const [x, y] = [(to.x - from.x) / far, (to.y - from.y) / far];
    const end = { x: to.x - x * (to.size + 3), y: to.y - y * (to.size + 3) };
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(end.x - x * head * 0.8, end.y - y * head * 0.8);
    context.stroke();
    context.beginPath();
    context.moveTo(end.x, end.y);
    context.lineTo(end.x - x * head - y * head * 0.5, end.y - y * head + x * head * 0.5);
    context.lineTo(end.x - x * head + y * head * 0.5, end.y - y * head - x * head * 0.5);
    context.closePath();
    context.fill();
  });
}

// The numbers of the steps beside each sign of the pathway.
function drawPathNumbers(context, lens) {
  const row = state.org === null ? shownPath() : null;
  if (!row) return;
  const by = new Map();
  for (const { step, node } of pathStops(row)) by.set(node, [...(by.get(node) || []), step + 1]);
  const size = 12 / lens.scale;
  context.textAlign = "center";
  for (const [node, steps] of by) {
    context.font = `700 ${size}px ${FONT}`;
    halo(context, steps.join(" · "), node.x, node.y - node.size - size * 0.4, 4 / lens.scale, PATH);
  }
}

// Over the map: from zone to zone, with the numbers of the steps taken in each.
function drawPathOnMap() {
  for (const drawn of document.querySelectorAll("#map-path, #map-steps")) drawn.remove();
  const row = shownPath();
  const svg = document.querySelector("svg.map");
  if (!row || !svg) return;
  const place = (zone) => { const name = svg.querySelector(`.zone-name[data-zone="${zone}"]`); return name && [Number(name.getAttribute("x")), Number(name.getAttribute("y")) - 24]; };
  const group = svgEl("g", { id: "map-path" }, svgEl("title", { text: t("pathways.followed", { name: `${sectorName(row.s)}, ${zoneName(row.z)}` }) }),
    svgEl("defs", null, svgEl("marker", { id: "map-arrow", viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 5, markerHeight: 5, orient: "auto" }, svgEl("path", { d: "M0 0L10 5L0 10Z", fill: PATH }))));
  const taken = row.best[3].map(([step, , zone]) => [step, zone]).filter(([, zone]) => !nothing(zone) && place(zone));
  const by = new Map();
  for (const [step, zone] of taken) by.set(zone, [...(by.get(zone) || []), step + 1]);
  taken.slice(1).forEach(([, zone], at) => {
    if (zone === taken[at][1]) return;
    const [[x, y], [u, v]] = [place(taken[at][1]), place(zone)];
    const far = Math.hypot(u - x, v - y);
    // Bent, so that the way there and the way back are two lines.
    const [bx, by_] = [(x + u) / 2 - ((v - y) / far) * 26, (y + v) / 2 + ((u - x) / far) * 26];
    group.append(svgEl("path", { d: `M${tenth(x)} ${tenth(y)}Q${tenth(bx)} ${tenth(by_)} ${tenth(u)} ${tenth(v)}`, fill: "none", stroke: PATH, "stroke-width": 3.5, "marker-end": "url(#map-arrow)" }));
  });
  const numbers = svgEl("g", { id: "map-steps" });
  for (const [zone, steps] of by) {
    const [x, y] = place(zone);
    numbers.append(svgText(x, y - 8, steps.join(" · "), { "text-anchor": "middle", "font-size": 15, "font-weight": 700, fill: PATH, stroke: "#fff", "stroke-width": 4, "paint-order": "stroke" }));
  }
  // Names of zones stay readable: the way lies under them.
  svg.querySelector(".zone-name").before(group);
  svg.append(numbers);
}
