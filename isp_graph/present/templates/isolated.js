// Who is isolated, and who could bring them in.
const STATUSES = ["isolated", "small_component", "pendant", "dependent", "well_tied", "unknown"];

function drawIsolated() {
  const place = $("isolated-list");
  const { layers, order, status, advice, reasons } = PAGE.isolated;
  const known = layers.filter((id) => id !== "all" && status[id].some((code) => code !== 5));
  if (!known.length) return clear(place, el("p", { class: "notice", text: t("isolated_unknowable") }));
  const ids = ["all", ...known];
  const current = layerOf("isolated", ids);
  const pass = passes();
  const fresh = new Set(PAGE.isolated.new);
  const rows = order.map((org, number) => ({ org, number, code: status[current][number] })).filter((row) => row.code < 4 && pass(row.org));
  rows.sort((a, b) => a.code - b.code || fresh.has(b.org) - fresh.has(a.org) || a.number - b.number);
  const blank = status[current].filter((code, number) => code === 5 && pass(order[number])).length;
  const alone = (row) => known.filter((id) => id !== current && status[id][row.number] === 0).map(layerName);
  // "All" only where every layer is known of it: what is unknown is not an isolation.
  const aloneWords = (row) => {
    const listed = alone(row);
    const blank_ = layers.filter((id) => id !== "all" && status[id][row.number] === 5).length;
    const words = current === "all" && row.code === 0 && !blank_ ? t("layers_all") : listed.join(", ") || "–";
    return [words, blank_ ? el("span", { class: "more", text: t("isolated_blank", {}, blank_) }) : null].filter(Boolean);
  };
  const tips = (row) => ((advice[current] || {})[row.org] || []);
  const inner = el("div");
  clear(place, filterRow("isolated", ["zone", "kind", "sector", "step"], layerSelect("isolated", ids, drawIsolated)),
    blank ? el("p", { class: "notice", text: t("isolated_unknown", {}, blank) }) : null,
    rows.length ? inner : el("p", { text: t("isolated_none") }));
  if (!rows.length) return;
  makeTable(inner, {
    id: "isolated", caption: t("isolated_caption"), rows, cards: true, cut: cutText("isolated"),
    columns: [
      { key: "name", title: t("col_organisation"), head: true, value: (row) => nameOf(PAGE.organisations[row.org]),
        cell: (row) => [orgButton(row.org), fresh.has(row.org) ? el("span", { class: "badge new", text: t("newcomer") }) : null] },
      { key: "zone", title: t("col_zone"), value: (row) => zoneOf(PAGE.organisations[row.org]), cell: (row) => zoneChip(PAGE.organisations[row.org]) },
      { key: "status", title: t("isolated_status"), value: (row) => row.code, cell: (row) => el("span", { class: "situation s" + row.code, text: t("statuses." + STATUSES[row.code]) }) },
      { key: "in", title: t("isolated_in"), value: (row) => alone(row).length, class: "small", cell: (row) => aloneWords(row) },
      { key: "who", title: t("isolated_who"), value: (row) => tips(row).length, class: "wide-cell",
        cell: (row) => (tips(row).length ? el("ol", { class: "tips" }, tips(row).map(([org, why]) => el("li", null, orgButton(org), el("span", { class: "more", text: why.map((reason) => reasons[reason][here()]).join(state.language === "fr" ? "\u00a0; " : "; ") })))) : el("span", { class: "none", text: t("isolated_nobody") })) },
    ],
  });
}

section("isolated", drawIsolated);
