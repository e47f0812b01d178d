// The picture of a large network travels in columns; the page works with nodes and edges.
const DIVISIONS = DRAWN.divisions;
if (NETWORK) {
  const { a, b, kin, kins } = DRAWN.pairs;
  DRAWN.nodes = DRAWN.size.map((size, id) => ({ id, size, x: 0, y: 0 }));
  DRAWN.edges = a.map((from, place) => ({ from, to: b[place], ...kins[kin[place]] }));
}
