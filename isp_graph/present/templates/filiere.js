// What the sections on the filière share: names, whole numbers of any size, the choice of a sector.
const nothing = (value) => value === null || value === undefined;
const sectorName = (place) => (nothing(place) ? t("gaps.transversal") : label(PAGE.sectors[place]));
const zoneName = (place) => label(PAGE.zones[place]);
const operatorName = (who) => (typeof who === "number" ? nameOf(PAGE.organisations[who]) : who);
const operatorNode = (who) => (typeof who === "number" ? orgButton(who) : el("span", { dir: "auto", text: who }));
const between = () => (state.language === "fr" ? "\u00a0; " : "; ");

// Whole numbers come as text and lose no digit; those that nobody can read are shown in short.
function exact(digits) {
  if (digits.length <= 15) return digits.replace(/\B(?=(\d{3})+(?!\d))/g, THOUSANDS[state.language]);
  const short = number(Number(`${digits[0]}.${digits.slice(1, 3)}`), 2);
  return el("span", { title: digits }, `${short} × 10`, el("sup", { text: String(digits.length - 1) }));
}

// A sentence some of whose words are nodes.
function told(key, nodes, values, count) {
  return t(key, values, count).split(/(\{\w+\})/).map((part) => nodes[part.slice(1, -1)] ?? part).flat();
}

// Sectors in the reader's alphabet; the empty value is all of them.
function sectorSelect(id, places, current, all, choose) {
  const order = [...places].sort((a, b) => sectorName(a).localeCompare(sectorName(b), state.language));
  const option = (value, text) => el("option", { value, text, selected: String(current ?? "") === value });
  return el("label", { class: "field inline" }, el("span", { text: t("gaps.choose_sector") }),
    el("select", { id, on: { change: (event) => { choose(event.target.value === "" ? null : Number(event.target.value)); $(id).focus(); } } },
      option("", all), order.filter((place) => !nothing(place)).map((place) => option(String(place), sectorName(place)))));
}


// What cannot be known is said first: how to read the section has no place before it.
function silent(place, text) {
  place.previousElementSibling.hidden = true;
  clear(place, el("p", { class: "notice", text }));
}
