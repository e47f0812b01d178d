// How central each organisation is.
const DIGITS = { betweenness: 3, closeness: 3, harmonic: 1, eigenvector: 3, pagerank: 4, constraint: 3, effective_size: 1 };

function drawCentrality() {
  const place = $("centrality-list");
  const layers = ["all", ...PAGE.layers.map((layer) => layer.id)].filter((id) => PAGE.centrality[id]);
  if (!PAGE.layers.some((layer) => layer.pairs)) return clear(place, el("p", { class: "notice", text: t("centrality_none") }));
  const inner = el("div");
  const how = el("details", null, el("summary", { text: t("centrality_how") }),
    el("dl", { class: "how" }, PAGE.measures.flatMap((name) => [el("dt", { text: t("m_" + name) }), el("dd", { text: t("how_" + name) })])));
  const pass = passes();
  clear(place, filterRow("centrality", ["zone", "kind", "sector", "step"], layers.length > 1 ? layerSelect("centrality", layers, drawCentrality) : null),
    PAGE.pivots ? el("p", { class: "notice", text: t("centrality_estimated", { n: PAGE.pivots }) }) : null, inner, how);
  makeTable(inner, {
    id: "centrality", caption: t("centrality_caption"), rows: PAGE.centrality[layerOf("centrality", layers)].filter(([org]) => pass(org)), sort: "degree", down: true, cut: cutText("centrality"),
    columns: [...orgColumns(), ...PAGE.measures.map((name, place_) => ({
      key: name, title: t("m_" + name), numeric: true, value: (row) => row[place_ + 1],
      cell: (row) => (name === "cut_point" && row[place_ + 1] !== null ? t(row[place_ + 1] ? "yes" : "no") : number(row[place_ + 1], DIGITS[name])),
    }))],
  });
}

section("centrality", drawCentrality);
