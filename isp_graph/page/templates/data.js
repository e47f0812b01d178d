// What the dataset is, and how complete.
function drawData() {
  makeTable($("data-tables"), {
    id: "tables", caption: t("data_tables_caption"), rows: PAGE.summary, first: 30,
    columns: [
      { key: "table", title: t("data_table"), head: true, value: label },
      { key: "rows", title: t("data_rows"), numeric: true, value: (row) => row.rows },
      PAGE.basis.date ? { key: "live", title: t("data_live", { date: PAGE.basis.date }), numeric: true, value: (row) => row.live } : null,
      { key: "refused", title: t("data_refused"), numeric: true, value: (row) => row.refused },
      { key: "complete", title: t("data_complete"), numeric: true, unit: "%", value: (row) => row.complete, cell: (row) => (row.complete === null ? "–" : fill(row.complete)) },
    ].filter(Boolean),
  });
  const list = el("dl", { class: "about" });
  const { settings, basis } = PAGE;
  fact(list, t("data_name"), basis.dataset, { dir: "auto" });
  fact(list, t("data_date"), basis.date ? day(basis.date) : PAGE.dated ? t("undated") : null);
  const where = Object.entries(basis.parameters.where || {}).map(([key, values]) => `${key} = ${values.join(", ")}`).join(between());
  fact(list, t("data_filters"), where);
  fact(list, t("data_licence"), settings.licence || t("data_no_licence"), { dir: "auto" });
  fact(list, t("data_sources"), settings.sources.length
    ? el("ul", { class: "sources" }, settings.sources.map((source) => el("li", null, el("span", { dir: "auto", text: source.title ? source.title[here()] : source.id }),
      [source.about, source.note, source.licence].filter(Boolean).map((more) => el("span", { class: "more", dir: "auto", text: more[here()] })))))
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
  const told = ["error", "warning", "info"].map((code) => [code, counts[code]]).filter(([, count]) => count).map(([code, count]) => `${number(count)} ${t("severity_" + code, {}, count)}`);
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
      { key: "n", title: t("findings_times"), numeric: true, value: (row) => row.n },
      { key: "m", title: t("findings_what"), value: label, class: "wide-cell" },
    ],
  });
}

section("data", drawData);
