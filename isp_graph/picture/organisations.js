// Up to two thousand organisations: each has its own sign, on the ground of its zone or in a band.
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

// Who is seen, and the signs of them: made anew when a filter or the choice changes.
let shown = [];
let signsShown = [];

function drawOrganisations(context, lens) {
  context.save();
  context.lineJoin = "round";
  context.textBaseline = "alphabetic";
  drawGrounds(context, lens);
  drawLines(context, lens, view.lines);
  drawChosenTies(context, lens);
  drawPath(context, lens);
  drawSigns(context, lens, signsShown);
  drawOrganisationNames(context, lens);
  context.restore();
}

function drawOrganisationNames(context, lens) {
  const taken = [];
  context.textAlign = "center";
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
}

const scene = !DRAWN.nodes.length ? null : {
  arrange() {
    shown = DRAWN.nodes.filter((node) => view.visible[node.id]);
    signsShown = alikeSigns(shown);
  },
  draw: drawOrganisations,
  // Everything drawn is seen: signs, grounds and bands, with room for the names above.
  extent: () => [...DRAWN.nodes.map((node) => [node.x - node.size, node.y - node.size, node.x + node.size, node.y + node.size + 16]),
    ...PAGE.network.discs.map(([, x, y, radius]) => [x - radius, y - radius - 30, x + radius, y + radius]),
    ...PAGE.network.bands.map(([, x, y, width, height]) => [x, y, x + width, y + height])],
  at: (x, y) => signAt(shown, x, y),
  choose(place, go) { if (go && !within(lensOf())(marks.get(place))) lookAt(marks.get(place)); },
};
