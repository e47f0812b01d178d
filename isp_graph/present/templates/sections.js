// The sections beside the network: data, lists, map, practices.
function orgColumns() {
  return [
    { key: "name", title: t("col_organisation"), head: true, value: (row) => nameOf(PAGE.organisations[row[0]]), cell: (row) => orgButton(row[0]) },
    { key: "zone", title: t("col_zone"), value: (row) => zoneOf(PAGE.organisations[row[0]]), cell: (row) => zoneChip(PAGE.organisations[row[0]]) },
  ];
}

function zoneChip(org) {
  if (org.z === undefined) return el("span", { class: "none", text: "–" });
  const chip = el("span", { class: "chip" }, sign(MARKS.dot, colourOf(org.z)), zoneOf(org));
  return chip;
}

const command = (name) => `isp-graph ${name} … --format csv`;
const leftOut = () => PAGE.total.organisations + PAGE.total.classes - PAGE.organisations.length;
const cutText = (name) => (leftOut() > 0 ? t("table_cut", { command: command(name) }, leftOut()) : null);

function drawData() {
  makeTable($("data-tables"), {
    id: "tables", caption: t("data_tables_caption"), rows: PAGE.summary, first: 30,
    columns: [
      { key: "table", title: t("data_table"), head: true, value: label },
      { key: "rows", title: t("data_rows"), numeric: true, value: (row) => row.rows },
      { key: "refused", title: t("data_refused"), numeric: true, value: (row) => row.refused },
      { key: "complete", title: t("data_complete"), numeric: true, value: (row) => row.complete, cell: (row) => (row.complete === null ? "–" : fill(row.complete)) },
    ],
  });
  const list = el("dl", { class: "about" });
  const { settings, basis } = PAGE;
  fact(list, t("data_name"), basis.dataset, { dir: "auto" });
  fact(list, t("data_date"), basis.date ? day(basis.date) : t("undated"));
  const where = Object.entries(basis.parameters.where || {}).map(([key, values]) => `${key} = ${values.join(", ")}`).join(" ; ");
  fact(list, t("data_filters"), where);
  fact(list, t("data_licence"), settings.licence || t("data_no_licence"));
  fact(list, t("data_sources"), settings.sources.length
    ? el("ul", { class: "sources" }, settings.sources.map((source) => el("li", null, el("span", { dir: "auto", text: source.title || source.id }),
      [source.about, source.note, source.licence].filter(Boolean).map((more) => el("span", { class: "more", dir: "auto", text: more })))))
    : t("data_no_sources"));
  fact(list, t("data_fingerprint"), [el("code", { text: basis.fingerprint }), el("span", { class: "more", text: t("data_fingerprint_about") })]);
  fact(list, t("data_version"), basis.version);
  clear($("data-about"), list);
  drawFindings();
}

function fill(share) {
  const bar = el("span", { class: "fill", "aria-hidden": "true" }, el("span"));
  bar.firstChild.style.width = Math.round(share * 100) + "%";
  return el("span", { class: "filled" }, bar, percent(share));
}

function drawFindings() {
  const { counts, rows, left } = PAGE.findings;
  const told = Object.entries(counts).filter(([, count]) => count).map(([code, count]) => `${number(count)} ${t("severity_" + code, {}, count)}`);
  const parts = [el("h3", { text: t("data_findings") })];
  if (!told.length) return clear($("data-findings"), parts, el("p", { text: t("data_no_findings") }));
  const place = el("div");
  clear($("data-findings"), parts, el("p", { text: told.join(" · ") }),
    el("details", null, el("summary", { text: t("findings_show") }), place));
  makeTable(place, {
    id: "findings", caption: t("data_findings"), rows, cut: left ? t("findings_left", {}, left) : null,
    columns: [
      { key: "s", title: t("findings_severity"), value: (row) => t("severity_" + row.s, {}, 1) },
      { key: "w", title: t("findings_where"), value: (row) => row.w },
      { key: "m", title: t("findings_what"), value: label, class: "wide-cell" },
    ],
  });
}

// --- filters and list of the network ------------------------------------------------------------
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

// --- isolated -----------------------------------------------------------------------------------
const STATUSES = ["isolated", "small_component", "pendant", "dependent", "well_tied", "unknown"];
const chosen = { isolated: "all", centrality: "all" };
const layerName = (id) => { const layer = PAGE.layers.find((each) => each.id === id); return layer ? label(layer) : t("layers_all"); };

function layerSelect(which, ids, redraw) {
  return el("label", { class: "field inline" }, el("span", { text: t("isolated_layer") }),
    el("select", { id: which + "-layer", on: { change: (event) => { chosen[which] = event.target.value; redraw(); $(which + "-layer").focus(); } } },
      ids.map((id) => el("option", { value: id, text: layerName(id), selected: chosen[which] === id }))));
}

function drawIsolated() {
  const place = $("isolated-list");
  const { layers, order, status, advice, reasons } = PAGE.isolated;
  const known = layers.filter((id) => id !== "all" && status[id].some((code) => code !== 5));
  if (!known.length) return clear(place, el("p", { class: "notice", text: t("isolated_unknowable") }));
  const current = chosen.isolated;
  const fresh = new Set(PAGE.isolated.new);
  const rows = order.map((org, number) => ({ org, number, code: status[current][number] })).filter((row) => row.code < 4);
  rows.sort((a, b) => a.code - b.code || fresh.has(b.org) - fresh.has(a.org) || a.number - b.number);
  const blank = status[current].filter((code) => code === 5).length;
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
  clear(place, layerSelect("isolated", ["all", ...known], drawIsolated),
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

// --- centrality ---------------------------------------------------------------------------------
const DIGITS = { betweenness: 3, closeness: 3, harmonic: 1, eigenvector: 3, pagerank: 4, constraint: 3, effective_size: 1 };

function drawCentrality() {
  const place = $("centrality-list");
  const layers = ["all", ...PAGE.layers.map((layer) => layer.id)].filter((id) => PAGE.centrality[id]);
  if (!PAGE.layers.some((layer) => layer.pairs)) return clear(place, el("p", { class: "notice", text: t("centrality_none") }));
  const inner = el("div");
  const how = el("details", null, el("summary", { text: t("centrality_how") }),
    el("dl", { class: "how" }, PAGE.measures.map((name) => [el("dt", { text: t("m_" + name) }), el("dd", { text: t("how_" + name) })])));
  clear(place, layers.length > 1 ? layerSelect("centrality", layers, drawCentrality) : null, inner, how);
  makeTable(inner, {
    id: "centrality", caption: t("centrality_caption"), rows: PAGE.centrality[chosen.centrality], sort: "degree", down: true, cut: cutText("centrality"),
    columns: [...orgColumns(), ...PAGE.measures.map((name, place_) => ({
      key: name, title: t("m_" + name), numeric: true, value: (row) => row[place_ + 1],
      cell: (row) => (name === "cut_point" && row[place_ + 1] !== null ? t(row[place_ + 1] ? "yes" : "no") : number(row[place_ + 1], DIGITS[name])),
    }))],
  });
}

// --- map ----------------------------------------------------------------------------------------
function drawMap() {
  const place = $("map-list");
  if (!place) return;
  const communes = new Map(PAGE.communes.map((commune) => [commune.id, commune]));
  for (const title of document.querySelectorAll("[data-commune]")) {
    const commune = communes.get(title.dataset.commune);
    if (commune) title.textContent = label(commune);
  }
  const rows = PAGE.zone_counts.map((counts, number_) => ({ ...counts, number: number_, zone: PAGE.zones[number_] })).filter((row) => row.zone || row.seated);
  const columns = [
    { key: "zone", title: t("col_zone"), head: true, value: (row) => (row.zone ? label(row.zone) : t("map_no_zone")), cell: (row) => (row.zone ? el("button", { type: "button", class: "org", "aria-label": `${label(row.zone)} – ${t("map_show")}`, on: { click: () => showZone(row.zone.id) } }, sign(MARKS.dot, colourOf(row.number)), label(row.zone)) : t("map_no_zone")) },
    { key: "seated", title: t("map_seated"), numeric: true, value: (row) => row.seated },
    { key: "covering", title: t("map_covering"), numeric: true, value: (row) => row.covering },
  ];
  if (rows.some((row) => row.population)) columns.push({ key: "population", title: t("map_population"), numeric: true, value: (row) => row.population ?? null });
  if (rows.some((row) => row.communes.length)) columns.push({ key: "communes", title: t("map_communes"), class: "wide-cell small", value: (row) => row.communes.map((id) => label(communes.get(id))).join(", ") });
  makeTable(place, { id: "zones", caption: t("map_caption"), rows, columns });
}

function showZone(id) {
  Object.assign(state, { zone: GROUPED ? "" : id, section: "network" });
  drawTools();
  applyFilters();
  writeState(true);
  goTo("network");
}

// --- practices ----------------------------------------------------------------------------------
const VALUE_SIGNS = { yes: "●", no: "○", partial: "◐", possible: "◔", trial: "◔", planned: "◔", past: "◌" };

function practiceCell(cell) {
  if (!cell) return el("td", { class: "cell unknown" }, el("span", { "aria-hidden": "true", text: "?" }), el("span", { class: "hidden", text: t("unknown") }));
  const [value, raw, , sure] = cell;
  const word = has("value_" + value) ? t("value_" + value) : value;
  const mark = VALUE_SIGNS[value];
  return el("td", { class: "cell v-" + (VALUE_SIGNS[value] ? value : "word"), title: raw === null ? null : string(raw) },
    mark ? el("span", { class: "mark", "aria-hidden": "true", text: mark }) : null, el("span", { dir: "auto", text: word }),
    certainty(string(sure)) ? el("span", { class: "sure", text: certainty(string(sure)) }) : null);
}

// "a L1-2; L5" and "a L1-2; b L7" are "a L1-2, L5; b L7".
function gathered(sources) {
  const lines = new Map();
  for (const source of sources) {
    let document_ = "";
    for (const part of source.split(";").map((each) => each.trim()).filter(Boolean)) {
      const found = /^(.*?)\s*\b(L\d[\d–-]*)$/.exec(part);
      if (found && found[1]) document_ = found[1];
      const key = found ? document_ : part;
      if (!lines.has(key)) lines.set(key, new Set());
      if (found) lines.get(key).add(found[2]);
    }
  }
  return [...lines].map(([key, parts]) => [key, [...parts].join(", ")].filter(Boolean).join(" ")).join("; ");
}

function drawPractices() {
  const place = $("practices-list");
  if (!place) return;
  const { topics, zones, alike } = PAGE.practices;
  const wasOpen = new Set([...place.querySelectorAll("details[open]")].map((details) => details.dataset.topic));
  const first = !place.childElementCount;
  const heads = zones.map((zone) => el("th", { scope: "col" }, sign(MARKS.dot, colourOf(zone)), " ", label(PAGE.zones[zone])));
  const blocks = topics.map((topic, order) => {
    const cells = topic.items.flatMap((item) => item.cells);
    const rows = topic.items.map((item) => el("tr", null, el("th", { scope: "row", dir: "auto", text: label(item) }), item.cells.map(practiceCell),
      el("td", { class: "source", text: gathered(item.cells.filter(Boolean).map((cell) => string(cell[2])).filter(Boolean)) })));
    const why = Object.entries(topic.why).map(([zone, reason]) => el("p", { class: "more", dir: "auto" }, el("strong", { text: label(PAGE.zones[zone]) }), ` – ${t("unknown")}: `.replace(": ", state.language === "fr" ? "\u00a0: " : ": "), string(reason)));
    return el("details", { "data-topic": topic.id, open: first ? order < 1 : wasOpen.has(topic.id) },
      el("summary", null, el("span", { class: "topic", dir: "auto", text: label(topic) }), el("span", { class: "more", text: `${t("practices_items", {}, topic.items.length)} · ${t("practices_answered", { of: cells.length }, cells.filter(Boolean).length)}` })),
      el("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": label(topic) }, el("table", { class: "matrix" },
        el("caption", { class: "hidden", text: label(topic) }),
        el("thead", null, el("tr", null, el("th", { scope: "col", text: t("practices_item") }), heads.map((head) => head.cloneNode(true)), el("th", { scope: "col", text: t("practices_source") }))),
        el("tbody", null, rows))), why);
  });
  const all = (open) => () => { for (const details of place.querySelectorAll("details")) details.open = open; };
  clear(place, el("p", { class: "both" }, el("button", { type: "button", class: "plain", text: t("practices_open"), on: { click: all(true) } }),
    el("button", { type: "button", class: "plain", text: t("practices_close"), on: { click: all(false) } })), blocks);
  drawAlike(zones, alike);
}

function drawAlike(zones, alike) {
  const shares = new Map();
  for (const [a, b, both, agreed] of alike) for (const key of [`${a} ${b}`, `${b} ${a}`]) shares.set(key, [both, agreed]);
  const cell = (a, b) => {
    if (a === b) return el("td", { class: "cell same" }, "–");
    const [both, agreed] = shares.get(`${a} ${b}`);
    if (!both) return el("td", { class: "cell unknown" }, el("span", { "aria-hidden": "true", text: "?" }), el("span", { class: "hidden", text: t("unknown") }));
    const td = el("td", { class: "cell share" }, el("strong", { text: percent(agreed / both) }), el("span", { class: "more", text: t("alike_of", { agreed, both }) }));
    td.style.backgroundColor = `rgba(0, 114, 178, ${(0.04 + 0.3 * Math.max(0, agreed / both - 0.3)).toFixed(3)})`;
    return td;
  };
  const name = (zone) => label(PAGE.zones[zone]);
  clear($("alike-list"), el("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": t("alike_caption") }, el("table", { class: "matrix alike" },
    el("caption", { text: t("alike_caption") }),
    el("thead", null, el("tr", null, el("td"), zones.map((zone) => el("th", { scope: "col", text: name(zone) })))),
    el("tbody", null, zones.map((zone) => el("tr", null, el("th", { scope: "row", text: name(zone) }), zones.map((other) => cell(zone, other))))))));
}
