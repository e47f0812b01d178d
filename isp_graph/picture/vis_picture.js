// Up to two thousand organisations: vis-network draws the signs where Python has placed them, and
// finds which one is pointed at. Its data never change: what is hidden is told to its own nodes,
// because its DataSet takes a third of a second to change a few thousand of them.
const order = [...DRAWN.nodes].sort((a, b) => b.size - a.size || a.id - b.id);
const bands = () => PAGE.network.bands.filter(([name]) => name !== "classes" || view.classes);
const inBand = (node) => PAGE.network.bands.some(([, x, y, width, height]) => node.x > x && node.x < x + width && node.y > y && node.y < y + height);

function drawGrounds(context, lens) {
  for (const disc of PAGE.network.discs) drawDisc(context, lens, disc, 0.09);
  for (const [, x, y, width, height] of bands()) {
    context.fillStyle = "#f4f1e9";
    context.strokeStyle = "#d9d4c6";
    context.lineWidth = 1 / lens.scale;
    context.beginPath();
    context.roundRect(x, y, width, height, 14);
    context.fill();
    context.stroke();
  }
}

function drawUnder(context, lens) {
  context.save();
  context.textBaseline = "alphabetic";
  drawGrounds(context, lens);
  drawLines(context, lens, view.lines);
  drawChosenTies(context, lens);
  drawPath(context, lens);
  context.restore();
}

function drawNames(context, lens) {
  const taken = [];
  context.save();
  context.textAlign = "center";
  context.lineJoin = "round";
  // Names of zones stand above their ground.
  const big = 15 / lens.scale;
  for (const [zone, x, y, radius] of PAGE.network.discs) {
    if (zone < 0) continue;
    const name = label(PAGE.zones[zone]);
    const half = widthOf(context, name, big, 700) / 2;
    const base = y - radius - 6 / lens.scale;
    taken.push([x - half, base - big, x + half, base + 4 / lens.scale]);
    context.font = `700 ${big}px ${FONT}`;
    halo(context, name, x, base, 5 / lens.scale, "#2b3340");
  }
  const caption = Math.min(12.5 / lens.scale, 36);
  context.textAlign = "left";
  for (const [name, x, y] of bands()) {
    const base = y + 8 + caption * 0.9;
    taken.push([x, base - caption, x + 18 + widthOf(context, t("band_" + name), caption, 600), base + caption * 0.3]);
    context.font = `600 ${caption}px ${FONT}`;
    context.fillStyle = "#4a5160";
    context.fillText(t("band_" + name), x + 16, base);
  }
  const near = view.near || new Set();
  const inside = order.filter((node) => view.visible[node.id] && within(lens)(node));
  const first = inside.filter((node) => near.has(node.id)).sort((a, b) => (b.id === state.org) - (a.id === state.org));
  // Rows of signs are too near each other for names, until one comes closer.
  const rest = inside.filter((node) => !near.has(node.id) && !(lens.scale < 0.5 && inBand(node)));
  for (const node of inside) if (near.size ? near.has(node.id) : inside.length < 500) taken.push([node.x - node.size * 0.7, node.y - node.size * 0.7, node.x + node.size * 0.7, node.y + node.size * 0.7]);
  nameMarks(context, lens, [...first, ...rest], taken, near.size ? 14 : inside.length > 500 ? 30 : 400);
  drawPathNumbers(context, lens);
  context.restore();
}

// Everything drawn is seen: signs, grounds and bands, with room for the names above.
const extent = () => [...DRAWN.nodes.map((node) => [node.x - node.size, node.y - node.size, node.x + node.size, node.y + node.size + 16]),
  ...PAGE.network.discs.map(([, x, y, radius]) => [x - radius, y - radius - 30, x + radius, y + radius]),
  ...PAGE.network.bands.map(([, x, y, width, height]) => [x, y, x + width, y + height])];

function makePicture() {
  if (!DRAWN.nodes.length || typeof vis === "undefined") return null;
  const box = $("picture");
  const network = new vis.Network(box, { nodes: DRAWN.nodes, edges: [] }, DRAWN.options);
  const lens = () => {
    const corner = network.DOMtoCanvas({ x: 0, y: 0 });
    const end = network.DOMtoCanvas({ x: box.clientWidth, y: box.clientHeight });
    return { scale: network.getScale(), left: corner.x, top: corner.y, right: end.x, bottom: end.y };
  };
  network.on("beforeDrawing", (context) => drawUnder(context, lens()));
  network.on("afterDrawing", (context) => drawNames(context, lens()));
  network.on("click", (event) => select(event.nodes.length ? event.nodes[0] : null));
  network.on("hoverNode", (event) => showTip(...tipOf(PAGE.organisations[event.node]), event.pointer.DOM));
  for (const event of ["blurNode", "dragStart", "zoom"]) network.on(event, hideTip);
  // One stop for the keyboard, not two.
  box.querySelector(".vis-network").tabIndex = -1;
  const ask = () => network.body.emitter.emit("_requestRedraw");
  return {
    refresh() {
      for (const node of Object.values(network.body.nodes)) {
        if (node.id in PAGE.organisations) {
          node.options.hidden = !view.visible[node.id];
          node.options.opacity = view.near && !view.near.has(node.id) ? 0.22 : 1;
        }
      }
      network._updateVisibleIndices();
      ask();
    },
    redraw: ask,
    choose(place) { if (place === null) network.unselectAll(); else network.selectNodes([place], false); },
    zoom(factor) { network.moveTo({ scale: Math.min(6, Math.max(0.05, network.getScale() * factor)) }); },
    move(x, y) {
      const at = network.getViewPosition();
      network.moveTo({ position: { x: at.x + x / network.getScale(), y: at.y + y / network.getScale() } });
    },
    fit() {
      const { x, y, scale } = framing(extent(), box.clientWidth, box.clientHeight, 1.6);
      network.moveTo({ position: { x, y }, scale });
    },
    enter(inside) { network.setOptions({ interaction: { zoomView: inside } }); },
    scale: () => network.getScale(),
    extent,
    drawAll(context, seen) {
      drawUnder(context, seen);
      drawSigns(context, seen, alikeSigns(DRAWN.nodes.filter((node) => view.visible[node.id])));
      drawNames(context, seen);
    },
  };
}
