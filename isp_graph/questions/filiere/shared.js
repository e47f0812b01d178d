// What the sections on the filière share: names, whole numbers of any size, the choice of a sector.
const nothing = (value) => value === null || value === undefined;
const sectorName = (place) => (nothing(place) ? t("gaps.transversal") : label(PAGE.sectors[place]));
const zoneName = (place) => label(PAGE.zones[place]);
const operatorName = (who) => (typeof who === "number" ? nameOf(PAGE.organisations[who]) : who);
const operatorNode = (who) => (typeof who === "number" ? orgButton(who) : el("span", { dir: "auto", text: who }));

// Whole numbers come as text and lose no digit. From a million on they are shown in words of size,
// or in short where no word is large enough; all digits stand behind, and in what is copied.
function exact(digits) {
  if (digits.length <= 6) return number(Number(digits));
  const title = digits.replace(/\B(?=(\d{3})+(?!\d))/g, THOUSANDS[state.language]);
  const words = sized(digits);
  if (words) return el("span", { title, "data-plain": digits, text: words });
  const short = number(Number(`${digits[0]}.${digits.slice(1, 3)}`), 2);
  return el("span", { title, "data-plain": digits }, `${short} × 10`, el("sup", { text: String(digits.length - 1) }));
}

// A sentence some of whose words are nodes.
function told(key, nodes, values, count) {
  return t(key, values, count).split(/(\{\w+\})/).map((part) => nodes[part.slice(1, -1)] ?? part).flat();
}

// The sector that the page's filters choose, where the section has it; null is all of them.
function sectorOf(places) {
  const place = PAGE.sectors.findIndex((each) => each.id === state.sector);
  return place >= 0 && places.includes(place) ? place : null;
}

// Whether the page's filters leave a zone in, given by its place.
const zonePasses = (place) => !PAGE.zones.some((zone) => zone.id === state.zone) || PAGE.zones[place].id === state.zone;

// Zones and the sectors of a section, in the reader's alphabet; the empty value is all of them.
function filiereFilters(where, places, all) {
  const known = byLabel(places.filter((place) => !nothing(place)).map((place) => PAGE.sectors[place]));
  return filterRow(where, known.length > 1 ? ["sector", "zone"] : ["zone"], null, { sector: [["", all], ...known], zone: FILTERED.zone(false) });
}

// What the answers do not see, in sentences.
const filiereNotes = (notes) => notes.map((said) => el("p", { class: "notice", text: said[here()] }));

// What cannot be known is said first: how to read the section has no place before it.
function silent(place, text) {
  place.previousElementSibling.hidden = true;
  clear(place, el("p", { class: "notice", text }));
}
