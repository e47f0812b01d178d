// The years: what was live, what began and what ended, a picture for each table.
const YEARS = { width: 540, height: 190, left: 44, right: 12, top: 26, bottom: 26 };

function yearsPicture({ rows, id }, years) {
  const { width, height, left, right, top, bottom } = YEARS;
  const most = Math.max(...rows.map(([live]) => live), 1);
  const x = (place) => left + (width - left - right) * (years.length < 2 ? 0.5 : place / (years.length - 1));
  const y = (value) => height - bottom - (height - top - bottom) * value / most;
  const area = (pick) => `M${x(0)} ${y(0)}` + rows.map((row, place) => `L${x(place).toFixed(1)} ${y(pick(row)).toFixed(1)}`).join("") + `L${x(years.length - 1)} ${y(0)}Z`;
  const svg = svgEl("svg", { viewBox: `0 0 ${width} ${height}` }, svgEl("defs", null, stripes("undated-" + id)));
  for (const value of scaleSteps(most, 4)) {
    svg.append(svgEl("line", { x1: left, x2: width - right, y1: y(value), y2: y(value), stroke: RULE }),
      svgText(left - 6, y(value) + 4, number(value), { "text-anchor": "end" }));
  }
  svg.append(svgEl("path", { d: area(([live]) => live), fill: BLUE, "fill-opacity": 0.25, stroke: BLUE, "stroke-width": 1.5 }));
  if (rows.some(([, undated]) => undated)) svg.append(svgEl("path", { d: area(([, undated]) => undated), fill: `url(#undated-${id})`, stroke: "#b9b19c" }));
  const every = Math.ceil(years.length / 9);
  years.forEach((year, place) => {
    const [, , begun, ended] = rows[place];
    if (begun) svg.append(svgEl("path", { d: `M${x(place) - 3} ${y(0) - 2}l3 -5l3 5Z`, fill: INK }));
    if (ended) svg.append(svgEl("path", { d: `M${x(place) - 3} ${y(0) + 2}l3 5l3 -5Z`, fill: "#8a3b00" }));
    if (place % every === 0) svg.append(svgText(x(place), height - 6, String(year), { "text-anchor": "middle" }));
  });
  const now = PAGE.basis.date ? years.indexOf(Number(PAGE.basis.date.slice(0, 4))) : -1;
  if (now >= 0) {
    svg.append(svgEl("line", { x1: x(now), x2: x(now), y1: top - 20, y2: y(0), stroke: INK, "stroke-dasharray": "3 3" }),
      svgText(x(now) - 4, top - 12, t("timeline.date"), { "text-anchor": "end", "font-size": 11 }));
  }
  return svg;
}

function drawTimeline() {
  const { years, tables } = PAGE.views.timeline;
  const place = $("timeline-view");
  if (!tables.length) return clear(place, el("p", { class: "notice", text: t("timeline.none") }));
  const first = years[0];
  const last = years[years.length - 1];
  const figures = tables.map((table) => {
    const live = table.rows.map((row) => row[0]);
    const told = { name: label(table), first: String(first), last: String(last), from: live[0], to: live[live.length - 1], most: Math.max(...live) };
    return figure("timeline-" + table.id, yearsPicture(table, years), t("timeline.of", told));
  });
  const undated = tables.some((table) => table.rows.some((row) => row[1]));
  const key = (mark, word) => el("li", null, mark, t("timeline." + word));
  const legend_ = el("ul", { class: "key" }, key(sign("M1 3H15V13H1Z", "rgba(0,114,178,.35)"), "live"),
    undated ? key(sign("M1 3H15V13H1Z", "#d8d4c8"), "undated") : null, key(sign(MARKS.triangle, INK), "begun"), key(sign(MARKS.triangleDown, "#8a3b00"), "ended"));
  const inner = el("div");
  clear(place, legend_, el("div", { class: "charts" }, figures), el("details", null, el("summary", { text: t("timeline.show") }), inner));
  makeTable(inner, {
    id: "timeline", caption: t("timeline.show"), rows: tables.flatMap((table) => table.rows.map((row, at) => ({ table, year: years[at], row }))),
    columns: [
      { key: "year", title: t("timeline.year"), head: true, numeric: true, value: ({ year }) => year, cell: ({ year }) => String(year) },
      { key: "table", title: t("timeline.table"), value: ({ table }) => label(table) },
      ...["live", "undated", "begun", "ended"].map((word, at) => ({ key: word, title: t("timeline." + word), numeric: true, value: ({ row }) => row[at] })),
    ],
  });
}

section("timeline", drawTimeline);
