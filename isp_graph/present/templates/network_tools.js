// The filters and the list of the network.
function chooser(id, title, entries, key) {
  const options = entries.map(([value, text]) => el("option", { value, text, selected: state[key] === value }));
  return el("label", { class: "field" }, el("span", { text: title }),
    el("select", { id, on: { change: (event) => { state[key] = event.target.value; applyFilters(); writeState(); } } }, options));
}

const byLabel = (entries) => [...entries].sort((a, b) => label(a).localeCompare(label(b), state.language)).map((entry) => [entry.id, label(entry)]);

function drawTools() {
  const tools = $("network-tools");
  const input = el("input", { type: "search", id: "search", autocomplete: "off", placeholder: t("search_placeholder"), on: {
    input: () => drawFound(input.value),
    keydown: (event) => { const first = $("found").querySelector("button"); if (event.key === "Enter" && first) first.click(); },
  } });
  const parts = [el("div", { class: "field search" }, el("label", { for: "search", text: t("search") }), input,
    el("p", { id: "found-count", class: "hidden", role: "status" }), el("ul", { id: "found" }))];
  if (!GROUPED) {
    if (PAGE.zones.length) parts.push(chooser("filter-zone", t("filter_zone"), [["", t("filter_any_f")], ...PAGE.zones.map((zone) => [zone.id, label(zone)]), ["-", t("filter_no_zone")]], "zone"));
    if (PAGE.kinds.length > 1) parts.push(chooser("filter-kind", t("filter_kind"), [["", t("filter_any")], ...byLabel(PAGE.kinds)], "kind"));
    if (PAGE.sectors.length) parts.push(chooser("filter-sector", t("filter_sector"), [["", t("filter_any")], ...byLabel(PAGE.sectors)], "sector"));
    parts.push(el("button", { type: "button", class: "reset", id: "reset", text: t("filter_reset"), on: { click: resetFilters } }));
    if (PAGE.layers.some((layer) => layer.rows)) parts.push(layerChooser());
  }
  clear(tools, parts);
  clear($("zoom"), DRAWN.nodes.length ? [["+", "zoom_in", () => zoom(1.3)], ["−", "zoom_out", () => zoom(0.77)], ["⤢", "zoom_fit", fitAll]].map(([sign_, name, act]) =>
    el("button", { type: "button", "aria-label": t(name), title: t(name), text: sign_, on: { click: act } })) : []);
}

function resetFilters() {
  Object.assign(state, { zone: "", kind: "", sector: "" });
  view.layers = new Set(PAGE.layers.map((_, place) => place));
  view.classes = true;
  drawTools();
  applyFilters();
  writeState();
  $("reset").focus();
}

function layerChooser() {
  const boxes = PAGE.layers.map((layer, place) => el("label", { class: "check" },
    el("input", { type: "checkbox", "data-layer": layer.id, checked: view.layers.has(place), on: { change: (event) => { view.layers[event.target.checked ? "add" : "delete"](place); count(); applyFilters(); } } }),
    label(layer), el("span", { class: "count", text: layer.known ? number(layer.pairs) : t("layer_unknown") }),
    layer.apart ? el("span", { class: "more", text: t("layer_apart") }) : null));
  const summary = el("summary");
  const count = () => { summary.textContent = `${t("filter_layers")} : `.replace(" :", state.language === "fr" ? "\u00a0:" : ":") + t("filter_layers_count", { of: PAGE.layers.length }, view.layers.size); };
  const all = (chosen) => () => {
    view.layers = new Set(chosen ? PAGE.layers.map((_, place) => place) : []);
    for (const box of details.querySelectorAll("[data-layer]")) box.checked = chosen;
    count();
    applyFilters();
  };
  count();
  const details = el("details", { class: "layers" }, summary,
    el("div", { class: "layer-boxes" }, el("span", { class: "both" },
      el("button", { type: "button", class: "plain", text: t("layers_all"), on: { click: all(true) } }),
      el("button", { type: "button", class: "plain", text: t("layers_none"), on: { click: all(false) } })), boxes,
    PAGE.total.classes ? el("label", { class: "check" }, el("input", { type: "checkbox", id: "classes", checked: view.classes, on: { change: (event) => { view.classes = event.target.checked; applyFilters(); } } }), t("filter_classes")) : null));
  return details;
}

function drawFound(text) {
  const wanted = fold(text.trim());
  const found = wanted ? PAGE.organisations.map((org, place) => [org, place]).filter(([org]) => [org.n, org.nl, org.s].some((name) => name && fold(name).includes(wanted))) : [];
  clear($("found-count"), wanted ? (found.length ? t("search_found", {}, found.length) : t("search_none")) : "");
  clear($("found"), found.slice(0, 8).map(([, place]) => el("li", null, orgButton(place))),
    wanted && !found.length ? el("li", { class: "none", text: t("search_none") }) : null);
}

function drawList() {
  const place = $("network-list");
  const open = place.querySelector("details") ? place.querySelector("details").open : false;
  const inner = el("div");
  // The list is written when somebody opens it: filters stay quick.
  const details = el("details", { open, on: { toggle: () => { if (details.open && !inner.childElementCount) fillList(inner); } } },
    el("summary", { text: t("list_title") }), inner);
  clear(place, details);
  if (open) fillList(inner);
}

function fillList(inner) {
  const rows = PAGE.organisations.map((_, number) => [number]).filter(([number]) => GROUPED || view.visible[number]);
  const degrees = new Map((PAGE.centrality.all || []).map((row) => [row[0], row[1]]));
  makeTable(inner, {
    id: "organisations", caption: t("list_title"), rows, sort: "name", cut: cutText("centrality"),
    columns: [...orgColumns(),
      { key: "kind", title: t("col_kind"), value: ([number]) => label(PAGE.kinds[PAGE.organisations[number].k]) },
      { key: "commune", title: t("col_commune"), value: ([number]) => { const org = PAGE.organisations[number]; return org.c === undefined ? null : label(PAGE.communes[org.c]); } },
      { key: "sectors", title: t("col_sectors"), value: ([number]) => (PAGE.organisations[number].sec || []).map((sector) => label(PAGE.sectors[sector])).join(", ") },
      { key: "degree", title: t("col_neighbours"), numeric: true, value: ([number]) => degrees.get(number) ?? null }],
  });
}
