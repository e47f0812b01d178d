// One choice of zone, kind, sector, step and year for the whole page: each section that lists
// organisations or pathways shows it, changes it, and hides what it leaves out.
const filtered = new Set();

// What decides whether an organisation passes; ties have a filter of their own.
function passing() {
  const zone = PAGE.zones.findIndex((each) => each.id === state.zone);
  const kind = PAGE.kinds.findIndex((each) => each.id === state.kind);
  const sector = PAGE.sectors.findIndex((each) => each.id === state.sector);
  const offering = state.step ? stepOperators().get(state.step) || new Set() : null;
  return (org, place) => {
    if (org.cl && !view.classes) return false;
    if (state.zone === "-" ? org.z !== undefined : state.zone && org.z !== zone && !(org.cov || []).includes(zone)) return false;
    if (state.kind && org.k !== kind) return false;
    if (state.family && PAGE.kinds[org.k].family !== state.family) return false;
    if (state.year && org.f && org.f.slice(0, 4) > state.year) return false;
    if (offering && !offering.has(place)) return false;
    return !state.sector || (org.sec || []).includes(sector);
  };
}

// Who offers which step, from what the section on gaps knows of offers.
function stepOperators() {
  const by = new Map();
  const { gaps } = PAGE.views;
  for (const [who, step] of gaps && gaps.known ? gaps.offers : []) {
    const { id } = gaps.steps[step];
    if (!by.has(id)) by.set(id, new Set());
    by.get(id).add(who);
  }
  return by;
}

const byLabel = (entries) => [...entries].sort((a, b) => label(a).localeCompare(label(b), state.language)).map((entry) => [entry.id, label(entry)]);

const FILTERED = {
  zone: (any) => [["", t("filter_any_f")], ...PAGE.zones.map((zone) => [zone.id, label(zone)]), any ? ["-", t("filter_no_zone")] : null].filter(Boolean),
  kind: () => [["", t("filter_any")], ...byLabel(PAGE.kinds)],
  sector: () => [["", t("filter_any")], ...byLabel(PAGE.sectors)],
  step: () => [["", t("filter_any_f")], ...PAGE.views.gaps.steps.map((step) => [step.id, label(step)])],
  sure: () => [["", t("filter_any_f")], ...PAGE.sure.slice(0, -1).map((level, place) => [level, t(place ? "filter_sure_least" : "filter_sure_only", { level: t("certainty_" + level) })])],
  year: () => [["", t("filter_any")], ...PAGE.years.map((year) => [String(year), String(year)])],
};

// A filter with nothing to choose between is not offered.
const choosable = { zone: () => PAGE.zones.length, kind: () => PAGE.kinds.length > 1, sector: () => PAGE.sectors.length, step: () => PAGE.views.gaps?.known, sure: () => PAGE.sure.length > 1, year: () => PAGE.years.length > 1 };

function chooser(where, key, options) {
  const listed = options || FILTERED[key](true);
  // A choice that this list does not know filters nothing here, and is not lost elsewhere.
  const current = listed.some(([value]) => value === state[key]) ? state[key] : "";
  return el("label", { class: "field" }, el("span", { text: options && key === "zone" ? t("col_zone") : t("filter_" + key) }),
    el("select", { id: `${where}-${key}`, "data-filter": key, on: { change: (event) => { state[key] = event.target.value; refilter(where); } } },
      listed.map(([value, text]) => el("option", { value, text, selected: current === value }))));
}

function filterRow(where, keys, first, options) {
  filtered.add(where);
  const own = keys.filter((key) => choosable[key]());
  return [el("div", { class: "tools" }, first, own.map((key) => chooser(where, key, (options || {})[key]))),
    own.length ? el("p", { class: "more", text: t("filters_everywhere") }) : null];
}

// What the reader looks at is drawn at once, the other sections when there is a moment.
function refilter(where) {
  const focus = document.activeElement?.id;
  for (const select of document.querySelectorAll("select[data-filter]")) {
    const value = state[select.dataset.filter];
    select.value = [...select.options].some((option) => option.value === value) ? value : "";
  }
  if (NETWORK) applyFilters();
  if (drawers.has(where)) drawers.get(where)();
  if (focus) $(focus)?.focus({ preventScroll: true });
  drawLater([...filtered].filter((id) => id !== where));
  writeState();
}

const passes = () => { const pass = passing(); return (place) => pass(PAGE.organisations[place], place); };
