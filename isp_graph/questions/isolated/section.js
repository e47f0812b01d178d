// Who is isolated, and who could bring them in: by class over the common layers, or in one layer.
const TOGETHER = "common";
const NEEDY = { classes: 3, statuses: 4 };

function isolatedCounts(place) {
  const { counts, statuses } = PAGE.views.isolated;
  makeTable(place, {
    id: "isolated-counts", caption: t("isolated.counts_caption"), rows: counts, first: 30,
    columns: [
      { key: "layer", title: t("isolated.layer"), head: true, value: ([id]) => layerName(id) },
      ...statuses.map((status, at) => ({ key: status, title: t("isolated.head_" + status), numeric: true, value: ([, own]) => own[at] })),
    ],
  });
}

// In each status, the layers in which an organisation has it; silence is told, it is no isolation.
function isolatedWhere(number, layers) {
  const { status, statuses } = PAGE.views.isolated;
  return statuses
    .map((code, at) => [code, layers.filter((id) => status[id][number] === at)])
    .filter(([code, met]) => met.length && code !== "well_tied")
    .map(([code, met]) => t("isolated.in_" + code, { layers: met.map(layerName).join(", ") }));
}

function isolatedTips(row, current) {
  const { advice, common } = PAGE.views.isolated;
  const asked = current === TOGETHER ? ["all", ...common] : [current];
  return asked.map((id) => (advice[id] || {})[row.org]).find(Boolean) || [];
}

function drawIsolated() {
  const place = $("isolated-view");
  const { counts, common, order, standing, in_class, status, statuses, classes, reasons } = PAGE.views.isolated;
  const table = el("div");
  const silent = statuses.indexOf("unknown");
  const known = counts.filter(([, own]) => own.some((count, at) => count && at !== silent)).map(([id]) => id);
  clear(place, table);
  isolatedCounts(table);
  if (!known.length) return place.append(el("p", { class: "notice", text: t("isolated.unknowable") }));
  const single = known.filter((id) => id !== "all");
  const ids = [TOGETHER, ...known.filter((id) => id === "all"), ...single];
  const current = layerOf("isolated", ids);
  const together = current === TOGETHER;
  const codes = together ? standing : status[current];
  const pass = passes();
  const fresh = new Set(PAGE.views.isolated.new);
  const passing = order.map((org, number) => ({ org, number, code: codes[number] })).filter((row) => pass(row.org));
  const rows = passing.filter((row) => row.code < (together ? NEEDY.classes : NEEDY.statuses));
  if (!together) rows.sort((a, b) => a.code - b.code || fresh.has(b.org) - fresh.has(a.org) || a.number - b.number);
  // Everybody is counted; of a part of them, only where the list holds them all.
  const whole = together ? in_class : counts.find(([id]) => id === current)[1];
  const everybody = passing.length === order.length;
  const tally = (code) => (everybody ? whole[code] : passing.filter((row) => row.code === code).length);
  const countable = everybody || !leftOut();
  const told = together && countable ? classes.map((name, code) => [name, tally(code)]) : [];
  const unknown = together || !countable ? 0 : tally(silent);
  const word = (row) => t(together ? "isolated.class_" + classes[row.code] : "statuses." + statuses[row.code]);
  const where = (row) => isolatedWhere(row.number, together ? common : single.filter((id) => id !== current));
  const tips = (row) => isolatedTips(row, current);
  const why = (reason) => reason.map((each) => reasons[each][here()]).join(between());
  const inner = el("div");
  place.append(...filterRow("isolated", ["zone", "kind", "sector", "step"], layerSelect("isolated", ids, drawIsolated, (id) => (id === TOGETHER ? t("isolated.compared_together") : layerName(id)))).filter(Boolean));
  if (together) place.append(el("p", { text: t("isolated.compared", { layers: common.map(layerName).join(", ") }) }),
    el("ul", { id: "isolated-classes" }, told.filter(([name, count]) => count || name !== "unknown").map(([name, count]) => el("li", { "data-class": name, text: t("isolated.count_" + name, {}, count) }))));
  if (unknown) place.append(el("p", { class: "notice", text: t("isolated.count_unknown", {}, unknown) }));
  place.append(rows.length ? inner : el("p", { text: t("isolated.none") }));
  if (!rows.length) return;
  makeTable(inner, {
    id: "isolated", caption: t("isolated.caption"), rows, cards: true, cut: cutText("isolated"),
    columns: [
      { key: "name", title: t("col_organisation"), head: true, value: (row) => nameOf(PAGE.organisations[row.org]),
        cell: (row) => [orgButton(row.org), fresh.has(row.org) ? el("span", { class: "badge new", text: t("newcomer") }) : null] },
      { key: "zone", title: t("col_zone"), value: (row) => zoneOf(PAGE.organisations[row.org]), cell: (row) => zoneChip(PAGE.organisations[row.org]) },
      { key: "status", title: t("isolated.col_status"), value: (row) => row.code, cell: (row) => el("span", { class: "situation s" + row.code, text: word(row) }) },
      { key: "in", title: t("isolated.col_in"), value: (row) => where(row).join(between()), class: "small", cell: (row) => (where(row).length ? el("ul", { class: "where" }, where(row).map((text) => el("li", { text }))) : "–") },
      { key: "who", title: t("isolated.col_who"), value: (row) => tips(row).length, class: "wide-cell",
        cell: (row) => (tips(row).length ? el("ol", { class: "tips" }, tips(row).map(([org, reason]) => el("li", null, orgButton(org), el("span", { class: "more", text: why(reason) })))) : el("span", { class: "none", text: t("isolated.nobody") })) },
    ],
  });
}

section("isolated", drawIsolated);
