// The picture of a large network travels in columns; the page works with nodes and edges.
const DIVISIONS = DRAWN.divisions;
DRAWN.nodes = DRAWN.size.map((size, id) => ({ id, size, x: 0, y: 0 }));
DRAWN.edges = DRAWN.pairs.a.map((from, place) => ({ from, to: DRAWN.pairs.b[place], ...DRAWN.pairs.kins[DRAWN.pairs.kin[place]] }));
