// Signs of organisations: a shape for each family of kinds, a colour for each zone.
const SHAPES_OF = PAGE.kinds.map((kind) => PAGE.shapes[kind.family]);
// Among thousands, those without ties are told apart by their sign; before, they have a band.
const HOLLOW = GROUPED;
for (const node of DRAWN.nodes) node.alone = !neighbours.has(node.id);

// Signs of one shape and colour are drawn together.
function alikeSigns(nodes) {
  const alike = new Map();
  for (const node of nodes) {
    const org = PAGE.organisations[node.id];
    const paint = org.cl ? "class" : HOLLOW && node.alone ? "alone" : "tied";
    const faded = Boolean(view.near && !view.near.has(node.id));
    const key = `${SHAPES_OF[org.k]} ${org.z ?? ""} ${paint} ${faded}`;
    if (!alike.has(key)) alike.set(key, { shape: SHAPES_OF[org.k], colour: colourOf(org.z), hollow: paint !== "tied", dashed: paint === "class", faded, nodes: [] });
    alike.get(key).nodes.push(node);
  }
  return [...alike.values()].sort((a, b) => b.faded - a.faded);
}

const CORNERS = { triangle: [3, -90, 1.2], triangleDown: [3, 90, 1.2], square: [4, 45, 1.2], diamond: [4, 0, 1.2], hexagon: [6, 0, 1.05], star: [10, -90, 1.25] };
const turned = (corners, first, reach, shape) => Array.from({ length: corners }, (_, place) => {
  const angle = ((first + (360 * place) / corners) * Math.PI) / 180;
  const far = reach * (shape === "star" && place % 2 ? 0.45 : 1);
  return [far * Math.cos(angle), far * Math.sin(angle)];
});
const OUTLINES = Object.fromEntries(Object.entries(CORNERS).map(([shape, [corners, first, reach]]) => [shape, turned(corners, first, reach, shape)]));

// Seen from afar a sign is still a speck, and never so large that it covers its neighbour.
const sizeOf = (node, scale) => Math.max(node.size, Math.min(18, 2.4 / scale));

function trace(context, shape, node, size) {
  const outline = OUTLINES[shape];
  if (!outline) {
    context.moveTo(node.x + size, node.y);
    context.arc(node.x, node.y, size, 0, 2 * Math.PI);
    return;
  }
  outline.forEach(([x, y], place) => context[place ? "lineTo" : "moveTo"](node.x + x * size, node.y + y * size));
  context.closePath();
}

function drawSigns(context, lens, signs) {
  const seen = (node) => node.x > lens.left - 20 && node.x < lens.right + 20 && node.y > lens.top - 20 && node.y < lens.bottom + 20;
  for (const { shape, colour, hollow, dashed, faded, nodes } of signs) {
    context.globalAlpha = faded ? 0.22 : 1;
    context.fillStyle = hollow ? "#ffffff" : colour;
    context.strokeStyle = hollow ? colour : "#ffffff";
    context.lineWidth = hollow ? Math.max(2.5, 1 / lens.scale) : 1;
    context.setLineDash(dashed ? [3, 3] : []);
    context.beginPath();
    let waiting = 0;
    const flush = () => { context.fill(); if (hollow || lens.scale > 0.35) context.stroke(); context.beginPath(); };
    for (const node of nodes) {
      if (!seen(node)) continue;
      trace(context, shape, node, sizeOf(node, lens.scale));
      if (++waiting % 100 === 0) flush();
    }
    flush();
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
  const own = state.org === null ? null : marks.get(state.org);
  if (!own || !view.visible[own.id]) return;
  context.beginPath();
  context.arc(own.x, own.y, own.size * 1.5 + 2 / lens.scale, 0, 2 * Math.PI);
  context.strokeStyle = INK;
  context.lineWidth = 3 / lens.scale;
  context.stroke();
}
