// The records on which a statement rests: what each says, how sure it is, and where it was read.
const certainty = (code) => (code && code !== "certain" && has("certainty_" + code) ? t("certainty_" + code) : null);
const modality = (code) => (has("modality_" + code) ? t("modality_" + code) : null);

const role = (code) => (code !== null && has("role_" + code) ? t("role_" + code) : code);
const period = (start, end) => [start !== null && t("about_since", { date: string(start) }), end !== null && t("about_until", { date: string(end) })];

// Where a record stands: its source, and the row of the user's own file.
const recordPlace = (table, source, row) => [string(source), row && PAGE.files[table] ? t("record_at", { file: PAGE.files[table], row: String(row) }) : null].filter(Boolean).join(" · ");

function recordSigns(table, source, sure, seen, row) {
  const place = recordPlace(table, source, row);
  const badge = (text, dashed) => (text ? el("span", { class: "badge" + dashed, text }) : null);
  return [badge(modality(string(seen)), " dashed"), badge(certainty(string(sure)), ""), place ? el("span", { class: "source", text: place }) : null];
}

// One record: whom it ties, what more it says, and its signs.
function recordLine(table, tied, said, ...record) {
  const more = said.filter(Boolean).join(", ");
  const [seen, sure, source] = recordSigns(table, ...record);
  return el("li", null, tied, seen, sure, more ? el("span", { class: "more", dir: "auto", text: more }) : null, source);
}
