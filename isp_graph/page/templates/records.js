// The records on which a statement rests: what each says, how sure it is, and where it was read.
const certainty = (code) => (code && code !== "certain" && has("certainty_" + code) ? t("certainty_" + code) : null);
const modality = (code) => (has("modality_" + code) ? t("modality_" + code) : null);

const role = (code) => (code !== null && has("role_" + code) ? t("role_" + code) : code);
const period = (start, end) => [start !== null && t("about_since", { date: string(start) }), end !== null && t("about_until", { date: string(end) })];

function recordSigns(source, sure, seen) {
  const badge = (text, dashed) => (text ? el("span", { class: "badge" + dashed, text }) : null);
  return [badge(modality(string(seen)), " dashed"), badge(certainty(string(sure)), ""), source === null ? null : el("span", { class: "source", text: string(source) })];
}

// One record: whom it ties, what more it says, and its signs.
function recordLine(tied, said, ...record) {
  const more = said.filter(Boolean).join(", ");
  const [seen, sure, source] = recordSigns(...record);
  return el("li", null, tied, seen, sure, more ? el("span", { class: "more", dir: "auto", text: more }) : null, source);
}
