// The filters and the list of the network.
function drawTools() {
  const tools = $("network-tools");
  const input = el("input", { type: "search", id: "search", autocomplete: "off", placeholder: t("search_placeholder"), on: {
    input: () => drawFound(input.value),
    keydown: (event) => { if (event.key === "Enter") $("found").querySelector("button")?.click(); },
  } });
  const parts = [el("div", { class: "field search" }, el("label", { for: "search", text: t("search") }), input,
    el("p", { id: "found-count", class: "hidden", role: "status" }), el("ul", { id: "found" }))];
  if (picture?.tools) parts.push(picture.tools());
  if (ONE_BY_ONE) {
    parts.push(...["zone", "kind", "sector", "step", "year", "sure"].filter((key) => choosable[key]()).map((key) => chooser("filter", key)));
    parts.push(el("button", { type: "button", class: "reset", id: "reset", text: t("filter_reset"), on: { click: resetFilters } }));
    if (PAGE.layers.some((layer) => layer.rows)) parts.push(layerChooser());
  }
  clear(tools, parts);
  drawKeepers();
  clear($("zoom"), picture ? [["+", "zoom_in", () => picture.zoom(1.3)], ["−", "zoom_out", () => picture.zoom(0.77)], ["⤢", "zoom_fit", picture.fit]].map(([sign_, name, act]) =>
    el("button", { type: "button", "aria-label": t(name), title: t(name), text: sign_, on: { click: act } })) : []);
}

function resetFilters() {
  Object.assign(state, { zone: "", kind: "", sector: "", step: "", sure: "", year: "", family: "" });
  view.layers = new Set(PAGE.layers.map((_, place) => place));
  view.classes = true;
  drawTools();
  refilter();
  drawSide();
  $("reset").focus();
}

function layerChooser() {
  const boxes = PAGE.layers.map((layer, place) => el("label", { class: "check" },
    el("input", { type: "checkbox", "data-layer": layer.id, checked: view.layers.has(place), on: { change: (event) => { view.layers[event.target.checked ? "add" : "delete"](place); count(); applyFilters(); } } }),
    label(layer), el("span", { class: "count", text: layer.known ? number(layer.pairs) : t("layer_unknown") }),
    layer.apart ? el("span", { class: "more", text: t("layer_apart") }) : null));
  const summary = el("summary");
  const count = () => { summary.textContent = t("filter_layers_count", { of: PAGE.layers.length }, view.layers.size); };
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

// Names without accents or capitals, made when somebody looks for one.
let folded = null;

function drawFound(text) {
  const wanted = fold(text.trim());
  folded ??= PAGE.organisations.map((org) => fold([org.n, org.nl, org.s].filter(Boolean).join("\n")));
  const found = [];
  if (wanted) folded.forEach((name, place) => { if (name.includes(wanted)) found.push(place); });
  clear($("found-count"), wanted ? (found.length ? t("search_found", {}, found.length) : t("search_none")) : "");
  clear($("found"), found.slice(0, 8).map((place) => el("li", null, orgButton(place))),
    wanted && !found.length ? el("li", { class: "none", text: t("search_none") }) : null);
}

function drawList() {
  const place = $("network-list");
  const before = place.querySelector("details");
  const open = before ? before.open : false;
  const inner = el("div");
  // The list is written when somebody opens it: filters stay quick.
  const details = el("details", { open, on: { toggle: () => { if (details.open && !inner.childElementCount) fillList(inner); } } },
    el("summary", { text: t("list_title") }), inner);
  clear(place, details);
  if (open) fillList(inner);
}

function fillList(inner) {
  const rows = PAGE.organisations.map((_, number) => [number]).filter(([number]) => view.visible[number]);
  const degrees = new Map((PAGE.views.centrality.layers.all || []).map((row) => [row[0], row[1]]));
  makeTable(inner, {
    id: "organisations", caption: t("list_title"), rows, sort: "name", cut: cutText("centrality"),
    columns: [...orgColumns(),
      { key: "kind", title: t("col_kind"), value: ([number]) => label(PAGE.kinds[PAGE.organisations[number].k]) },
      { key: "commune", title: t("col_commune"), value: ([number]) => { const org = PAGE.organisations[number]; return org.c === undefined ? null : label(PAGE.communes[org.c]); } },
      { key: "sectors", title: t("col_sectors"), value: ([number]) => (PAGE.organisations[number].sec || []).map((sector) => label(PAGE.sectors[sector])).join(", ") },
      { key: "degree", title: t("col_neighbours"), numeric: true, value: ([number]) => degrees.get(number) ?? null }],
  });
}
