// How central each organisation is.
const measureName = (name) => { const told = t("columns." + name); return told[0].toLocaleUpperCase() + told.slice(1); };

function drawCentrality() {
  const place = $("centrality-view");
  const layers = ["all", ...PAGE.layers.map((layer) => layer.id)].filter((id) => PAGE.views.centrality.layers[id]);
  if (!PAGE.layers.some((layer) => layer.pairs)) return clear(place, el("p", { class: "notice", text: t("centrality.none") }));
  const inner = el("div");
  const how = el("details", null, el("summary", { text: t("centrality.how") }),
    el("dl", { class: "how" }, PAGE.views.centrality.measures.flatMap(([name]) => [el("dt", { text: measureName(name) }), el("dd", { text: t("columns.how_" + name) })])));
  const pass = passes();
  clear(place, filterRow("centrality", ["zone", "kind", "sector", "step"], layers.length > 1 ? layerSelect("centrality", layers, drawCentrality) : null),
    PAGE.views.centrality.pivots ? el("p", { class: "notice", text: t("centrality.estimated", { n: PAGE.views.centrality.pivots }) }) : null, inner, how);
  makeTable(inner, {
    id: "centrality", caption: t("centrality.caption"), rows: PAGE.views.centrality.layers[layerOf("centrality", layers)].filter(([org]) => pass(org)), sort: "degree", down: true, cut: cutText("centrality"),
    columns: [...orgColumns(), ...PAGE.views.centrality.measures.map(([name, digits], place_) => ({
      key: name, title: measureName(name), numeric: true, value: (row) => row[place_ + 1],
      cell: (row) => (name === "cut_point" && row[place_ + 1] !== null ? t(row[place_ + 1] ? "yes" : "no") : number(row[place_ + 1], digits ?? undefined)),
    }))],
  });
}

section("centrality", drawCentrality);
