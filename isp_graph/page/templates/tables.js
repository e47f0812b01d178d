// A table: a heading is a button that sorts, a box keeps the rows that hold some words; long tables
// show their first rows and say so; what is shown can be copied and saved.
const FIRST_ROWS = 25;
const SEARCHED_FROM = 9;

// What ties at the cut of a list, [which of them are in it, how many], before what is left out.
const tieWords = (tie, left) => [tie && t("tie_" + tie[0], {}, tie[1]), left].filter(Boolean).join(" ");

// Where a list is cut, as `cuts.py` says: all rows of one rank, or none of them. rank(order)
function cutAt(rank, count, most) {
  if (count <= most || rank(most) !== rank(most - 1)) return { shown: Math.min(count, most), tie: null };
  const edge = rank(most);
  let [first, end] = [most - 1, most + 1];
  while (first && rank(first - 1) === edge) first -= 1;
  while (end < count && rank(end) === edge) end += 1;
  if (end <= 2 * most) return { shown: end, tie: end < count ? ["all", end - first] : null };
  return first ? { shown: first, tie: ["none", end - first] } : { shown: most, tie: ["some", end] };
}

function cellShown(column, row) {
  if (column.cell) return column.cell(row);
  return column.numeric ? number(column.value(row)) : column.value(row);
}

// A share as a percentage.
const shareColumn = (key, title, value) => ({ key, title, numeric: true, unit: "%", value, cell: (row) => (nothing(value(row)) ? NOTHING : percent(value(row))) });

// columns: {key, title, value(row) to sort by, cell(row) → nodes or text shown, numeric, unit, head}
// rank: keys of the columns that put rows in their places at first.
// evidence(row) → items of a list: the records on which a row rests, shown below it when asked for.
function makeTable(place, spec) {
  const memory = (makeTable.memory ??= {});
  const kept = (memory[spec.id] ??= { sort: spec.sort || null, down: spec.down || false, all: false, find: "" });
  const collator = new Intl.Collator(state.language, { numeric: true, sensitivity: "base" });

  let words = null;
  function found() {
    const wanted = fold(kept.find.trim());
    if (!wanted) return spec.rows;
    words ??= spec.rows.map((row) => fold(spec.columns.map((column) => (column.numeric ? column.value(row) ?? "" : shownWords(cellShown(column, row)))).join("\n")));
    return spec.rows.filter((_, order) => words[order].includes(wanted));
  }

  function sorted() {
    const column = spec.columns.find((each) => each.key === kept.sort);
    if (!column) return found();
    const way = kept.down ? -1 : 1;
    return found()
      .map((row, order) => [column.value(row), row, order])
      .sort(([a, , m], [b, , n]) => {
        const blankA = a === null || a === undefined || a === "";
        const blankB = b === null || b === undefined || b === "";
        if (blankA || blankB) return blankA - blankB || m - n;
        const order = typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
        return way * order || m - n;
      })
      .map(([, row]) => row);
  }

  function heading(column) {
    const current = kept.sort === column.key;
    const sort = current ? (kept.down ? "descending" : "ascending") : "none";
    const button = el("button", {
      type: "button", "data-sort": column.key, text: column.title,
      on: { click: () => {
        kept.down = current ? !kept.down : Boolean(column.numeric);
        kept.sort = column.key;
        draw();
        place.querySelector(`[data-sort="${column.key}"]`).focus();
      } },
    }, el("span", { class: "arrow", "aria-hidden": "true", text: current ? (kept.down ? "▼" : "▲") : "↕" }));
    return el("th", { scope: "col", class: column.numeric ? "numeric" : null, "aria-sort": sort }, button);
  }

  function opener(row, name) {
    return el("button", { type: "button", class: "plain opens", "aria-expanded": "false", "aria-label": `${t("table_evidence")} (${name})`, text: t("table_evidence"), on: { click: (event) => {
      const button = event.currentTarget;
      const line = button.closest("tr");
      const open = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!open));
      if (open) return line.nextElementSibling.remove();
      const records = spec.evidence(row);
      line.after(el("tr", { class: "records" }, el("td", { colspan: spec.columns.length },
        records.length ? el("ul", { class: "ties" }, records) : el("p", { class: "small", text: t("table_no_evidence") }))));
    } } });
  }

  function line(row) {
    return el("tr", null, spec.columns.map((column) => {
      const shown = cellShown(column, row);
      const attributes = { class: [column.numeric ? "numeric" : "", column.class || ""].join(" ").trim() || null };
      if (!column.head && spec.cards) attributes["data-label"] = column.title;
      return column.head ? el("th", { scope: "row", ...attributes }, shown, spec.evidence ? opener(row, column.value(row)) : null) : el("td", attributes, shown);
    }));
  }

  const count = el("span", { class: "found", role: "status" });
  const frame = el("div", { "data-table": spec.id });
  const search = spec.rows.length < SEARCHED_FROM ? null : el("label", { class: "field inline search" }, el("span", { text: t("table_find") }),
    el("input", { type: "search", value: kept.find, autocomplete: "off", on: { input: (event) => { kept.find = event.target.value; draw(); } } }), count);

  function draw() {
    const rows = sorted();
    count.textContent = kept.find.trim() ? t("table_found", { of: spec.rows.length }, rows.length) : "";
    const by = kept.sort ? spec.columns.filter(({ key, numeric }) => numeric && key === kept.sort) : spec.columns.filter(({ key }) => (spec.rank || []).includes(key));
    // Rows that show the same have one rank.
    const rank = (order) => (by.length ? by.map((column) => shownWords(cellShown(column, rows[order]))).join(" ") : order);
    const edge = cutAt(rank, rows.length, kept.all ? rows.length : spec.first || FIRST_ROWS);
    const shown = rows.slice(0, edge.shown);
    const table = el("table", { class: spec.cards ? "cards" : null },
      el("caption", { class: "hidden", text: spec.caption }),
      el("thead", null, el("tr", null, spec.columns.map(heading))),
      el("tbody", null, shown.map(line)));
    const foot = el("div", { class: "table-foot" });
    if (shown.length < rows.length) {
      foot.append(el("span", { text: tieWords(edge.tie, t("table_first", { shown: shown.length, of: rows.length })) }),
        el("button", { type: "button", class: "plain", text: t("table_more", {}, rows.length), on: { click: () => { kept.all = true; draw(); } } }));
    }
    if (spec.cut) foot.append(el("span", { class: "cut", text: spec.cut }));
    const copied = el("span", { class: "found", role: "status" });
    foot.append(el("button", { type: "button", class: "plain copy", text: t("table_copy"), on: { click: () => copyRows(spec.columns, sorted(), () => { copied.textContent = t("table_copied", {}, rows.length); }) } }), copied);
    foot.append(el("button", { type: "button", class: "plain save", text: t("table_save"), on: { click: () => saveCsv(spec.id, spec.columns, sorted()) } }));
    clear(frame, el("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": spec.caption }, table), foot);
  }
  draw();
  clear(place, search, frame);
}
