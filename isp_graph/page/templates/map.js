// Zones and communes.
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
    { key: "zone", title: t("col_zone"), head: true, value: (row) => (row.zone ? label(row.zone) : t("map_no_zone")), cell: (row) => (row.zone && !NETWORK ? [sign(MARKS.dot, colourOf(row.number)), label(row.zone)] : row.zone ? el("button", { type: "button", class: "org", "aria-label": `${label(row.zone)} – ${t("map_show")}`, on: { click: () => showZone(row.zone.id) } }, sign(MARKS.dot, colourOf(row.number)), label(row.zone)) : t("map_no_zone")) },
    { key: "seated", title: t("map_seated"), numeric: true, value: (row) => row.seated },
    { key: "covering", title: t("map_covering"), numeric: true, value: (row) => row.covering },
  ];
  if (rows.some((row) => row.population)) columns.push({ key: "population", title: t("map_population"), numeric: true, value: (row) => row.population ?? null });
  if (rows.some((row) => row.communes.length)) columns.push({ key: "communes", title: t("map_communes"), class: "wide-cell small", value: (row) => row.communes.map((id) => label(communes.get(id))).join(", ") });
  makeTable(place, { id: "zones", caption: t("map_caption"), rows, columns });
  drawPathOnMap();
}

function showZone(id) {
  Object.assign(state, { zone: ONE_BY_ONE ? id : "", section: "network" });
  refilter();
  writeState(true);
  goTo("network");
}

section("map", drawMap);
