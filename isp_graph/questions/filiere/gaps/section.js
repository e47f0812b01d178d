// Where filières break: a matrix of zones and steps, the evidence of a cell, what to add first, and
// how many people can pass.
// The sector and the cell that the address names, by place; null where there are none.
const broken = {
  get sector() { return sectorOf(PAGE.views.gaps.sectors); },
  get cell() {
    const [zone, step] = state.cell.split(".").map(Number);
    const { zones, steps } = PAGE.views.gaps;
    return state.cell && zones.includes(zone) && steps[step] ? [zone, step] : null;
  },
};
const OFFERS_SHOWN = 12;

const gapStatus = (cell) => PAGE.views.gaps.statuses[cell.status];
const repairKind = ([kind]) => PAGE.views.gaps.kinds[kind];
const gapWord = (status) => t("gaps.short_" + PAGE.views.gaps.statuses[status]);
const gapLong = (status) => t("gaps." + PAGE.views.gaps.statuses[status]);
const gapSign = (status) => el("span", { class: "mark", "aria-hidden": "true", text: PAGE.views.gaps.signs[status] });

function gapCells() {
  const view = PAGE.views.gaps;
  const affected = new Map(view.affected.map(([sector, zone, people]) => [`${sector} ${zone}`, people]));
  return view.cells.map(([sector, zone, step, status, also, offers, mends, operators, regional, places, arrives, before, after, nearest, km]) => ({
    sector: view.sectors[sector], zone: view.zones[zone], step, status, also: also || [], offers, mends, operators, regional, places, arrives, before, after, nearest, km,
    affected: affected.get(`${sector} ${zone}`),
  }));
}

function gapNumber(cell) {
  if (gapStatus(cell) === "unknown") return "";
  if (gapStatus(cell) === "bottleneck") return t("gaps.of_places", { places: cell.places, arrives: cell.arrives });
  if (cell.operators) return t("gaps.n_operators", {}, cell.operators);
  return nothing(cell.km) ? "" : `${zoneName(cell.nearest)}, ${number(cell.km, 1)}\u00a0km`;
}

// One stop for the Tab key; the arrows move from cell to cell.
function moveInMatrix(event) {
  const moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  const move = moves[event.key];
  if (!move || !event.target.dataset.cell) return;
  const [row, column] = event.target.dataset.cell.split(" ").map(Number);
  const next = event.currentTarget.querySelector(`[data-cell="${row + move[0]} ${column + move[1]}"]`);
  event.preventDefault();
  if (!next) return;
  event.target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function gapMatrix(cells) {
  const view = PAGE.views.gaps;
  const all = broken.sector === null && view.sectors.length > 1;
  const zones = view.zones.filter(zonePasses);
  const worst = new Map(view.worst.map(([zone, step, status, sectors]) => [`${zone} ${step}`, { status, sectors }]));
  const at = new Map();
  for (const cell of cells) {
    const key = `${cell.zone} ${cell.step}`;
    if (!at.has(key)) at.set(key, []);
    at.get(key).push(cell);
  }
  const button = (zone, row, step) => {
    const own = at.get(`${zone} ${step}`) || [];
    const shown = all ? worst.get(`${zone} ${step}`) : own[0];
    const note = all ? t("gaps.of_sectors", { of: own.length }, shown.sectors) : gapNumber(shown);
    const chosenCell = broken.cell && zones.includes(broken.cell[0]) ? broken.cell : [zones[0], 0];
    return el("button", {
      type: "button", class: "gap-cell", "data-cell": `${row} ${step}`, tabindex: zone === chosenCell[0] && step === chosenCell[1] ? "0" : "-1",
      "aria-pressed": String(Boolean(broken.cell) && broken.cell[0] === zone && broken.cell[1] === step),
      on: { click: (event) => {
        state.cell = `${zone}.${step}`;
        writeState();
        for (const other of event.currentTarget.closest("table").querySelectorAll("[data-cell]")) other.setAttribute("aria-pressed", String(other === event.currentTarget));
        drawGapEvidence(cells);
      } },
    }, el("strong", null, gapSign(shown.status), gapWord(shown.status)), note ? el("span", { class: "more", text: note }) : null);
  };
  const status = (zone, step) => (all ? worst.get(`${zone} ${step}`) : at.get(`${zone} ${step}`)[0]).status;
  const head = (step) => el("th", { scope: "col" }, label(step), step.skip ? el("span", { class: "more", text: t("gaps.skippable") }) : null);
  const caption = t("gaps.matrix", { sector: all ? t("gaps.all_sectors") : sectorName(broken.sector ?? view.sectors[0]) });
  return el("div", { class: "scroll" }, el("table", { class: "gaps", on: { keydown: moveInMatrix } },
    el("caption", { text: caption }),
    el("thead", null, el("tr", null, el("th", { scope: "col", text: t("gaps.zone") }), view.steps.map(head))),
    el("tbody", null, zones.map((zone, row) => el("tr", null, el("th", { scope: "row" }, sign(MARKS.dot, colourOf(zone)), zoneName(zone)),
      view.steps.map((step, column) => el("td", { class: `gap-${view.statuses[status(zone, column)]}${step.skip ? " may-skip" : ""}` }, button(zone, row, column))))))));
}

function gapOperators(cell) {
  const own = cell.offers.map((place) => PAGE.views.gaps.offers[place]);
  const words = (sector, places) => [nothing(places) ? t("gaps.places_unknown") : t("gaps.n_places", {}, places), nothing(sector) && !nothing(cell.sector) && t("gaps.serves_all")];
  const items = own.slice(0, OFFERS_SHOWN).map(([who, , sector, , places, ...record]) => recordLine("offers", operatorNode(who), words(sector, places), ...record));
  const more = own.length - items.length;
  if (more > 0) items.push(el("li", { class: "small", text: t("gaps.more", {}, more) }));
  return items.length ? el("ul", { class: "ties" }, items) : t("gaps.nobody_here");
}

const yesNo = (value) => (nothing(value) ? "–" : t(value ? "yes" : "no"));

function gapFacts(cell) {
  const pairs = [
    ["col_status", [gapSign(cell.status), gapLong(cell.status)]],
    ["col_also", cell.also.length ? cell.also.map(gapLong).join(", ") : null],
    ["col_operators", gapStatus(cell) === "unknown" ? null : gapOperators(cell)],
    ["col_places", cell.operators ? (nothing(cell.places) ? t("gaps.places_unknown") : number(cell.places)) : null],
    ["col_arrives", [cell.status, ...cell.also].includes(PAGE.views.gaps.statuses.indexOf("bottleneck")) ? number(cell.arrives) : null],
    ["col_linked", cell.operators ? `${yesNo(cell.before)}, ${yesNo(cell.after)}` : null],
    ["col_nearest", nothing(cell.nearest) ? null : zoneName(cell.nearest) + (nothing(cell.km) ? "" : `, ${number(cell.km, 1)}\u00a0km`)],
    ["col_affected", nothing(cell.affected) ? t("gaps.affected_unknown") : number(cell.affected)],
    ["col_mends", cell.mends && PAGE.views.gaps.repair ? gapMends(cell) : null],
  ];
  return el("dl", { class: "about" }, pairs.filter(([, value]) => value !== null).flatMap(([key, value]) => [el("dt", { text: t("gaps." + key) }), el("dd", null, value)]));
}

function gapMends({ mends }) {
  const { repair } = PAGE.views.gaps;
  return mends.length ? el("ol", { class: "tips" }, mends.map((place) => el("li", null, repairWhat(repair[place])))) : t("gaps.mends_nothing");
}

function drawGapEvidence(cells) {
  const place = $("gaps-cell");
  if (!broken.cell || !zonePasses(broken.cell[0])) return clear(place, el("p", { class: "hint", text: t("gaps.cell_none") }));
  const [zone, step] = broken.cell;
  const own = cells.filter((cell) => cell.zone === zone && cell.step === step);
  const title = t("gaps.cell_title", { step: label(PAGE.views.gaps.steps[step]), zone: zoneName(zone) });
  if (own.length === 1) {
    const name = nothing(own[0].sector) ? title : `${title}, ${sectorName(own[0].sector)}`;
    return clear(place, el("h3", { text: name }), gapFacts(own[0]));
  }
  own.sort((a, b) => (a.status || Infinity) - (b.status || Infinity) || (b.affected ?? -1) - (a.affected ?? -1));
  const choose = (sector) => () => {
    state.sector = nothing(sector) ? "" : PAGE.sectors[sector].id;
    refilter("gaps");
    document.querySelector("#gaps-view [data-cell][aria-pressed=true]").focus();
  };
  clear(place, el("h3", { text: title }), el("ul", { class: "plain-list gap-sectors" }, own.map((cell) => el("li", null,
    el("button", { type: "button", class: "plain", text: sectorName(cell.sector), on: { click: choose(cell.sector) } }), " ",
    gapSign(cell.status), gapLong(cell.status), nothing(cell.affected) ? null : el("span", { class: "more", text: t("gaps.affected", { count: cell.affected }) })))));
}

const repairKey = (row) => (repairKind(row) === "offer" && row[9] ? "gaps.offer_places" : "gaps." + repairKind(row));
const repairFacts = ([, step, sector, , , , , , , places]) => ({ step: nothing(step) ? "" : label(PAGE.views.gaps.steps[step]), sector: sectorName(sector), n: places ?? 0 });

function repairWhat(row) {
  const [a, b] = [0, 1].map((at) => (row[3].length > at ? [operatorNode(row[3][at])] : ""));
  return told(repairKey(row), { a, b }, repairFacts(row));
}

function repairWords(row) {
  const [a, b] = [0, 1].map((at) => (row[3].length > at ? operatorName(row[3][at]) : ""));
  return t(repairKey(row), { ...repairFacts(row), a, b });
}

function repairMends(row) {
  const [, , , , pairs, completes, , people] = row;
  if (repairKind(row) === "places") return t("gaps.passes", { count: people });
  const named = pairs.map(([zone, sector]) => `${sectorName(sector)} (${zoneName(zone)})`).join(", ");
  return t(completes ? "gaps.completes" : "gaps.towards", { pairs: named });
}

function drawRepair(place) {
  const { repair } = PAGE.views.gaps;
  if (!repair) return clear(place, el("p", { class: "notice", text: t("gaps.repair_cut", { command: "isp-graph gaps … --repair 10" }) }));
  const chosenPair = ([zone, sector]) => zonePasses(zone) && (broken.sector === null || sector === broken.sector);
  // Places are added for every zone: they have no pair of their own.
  const concerns = ([, , sector, , pairs]) => (pairs.length ? pairs.some(chosenPair) : broken.sector === null || sector === broken.sector);
  const rows = repair.map((row, rank) => ({ row, rank: rank + 1 })).filter(({ row }) => concerns(row));
  if (!rows.length) return clear(place, el("p", { text: t("gaps.repair_none") }));
  makeTable(place, {
    id: "repair", caption: t("gaps.add_first"), rows, first: 10, cards: true,
    columns: [
      { key: "rank", title: "№", numeric: true, value: ({ rank }) => rank },
      { key: "kind", title: t("gaps.repair_kind"), value: ({ row }) => t("gaps.kind_" + repairKind(row)) },
      { key: "what", title: t("gaps.repair_what"), head: true, class: "wide-cell", value: ({ row }) => repairWords(row), cell: ({ row }) => repairWhat(row) },
      { key: "mends", title: t("gaps.repair_mends"), class: "wide-cell", value: ({ row }) => repairMends(row) },
      { key: "saved", title: t("gaps.repair_saved"), numeric: true, value: ({ row }) => (repairKind(row) === "places" ? null : row[6]) },
      { key: "gained", title: t("gaps.repair_gained"), numeric: true, value: ({ row }) => row[7] },
      { key: "cost", title: t("gaps.repair_cost"), numeric: true, value: ({ row }) => row[8] },
    ],
  });
}

const canPass = (low, high, known) => (known === "exactly" ? number(low) : t("gaps." + known, { low: low ?? "", high: high ?? "" }));
const looking = (people) => (nothing(people) ? t("gaps.nobody_counted") : number(people));

function narrowWords([step, , places, gain, homes]) {
  const where = homes ? t("gaps.narrow_homes", { zones: homes.map(zoneName), n: homes.length }) : "";
  return t(gain ? "gaps.narrow" : "gaps.narrow_beside", { step: label(PAGE.views.gaps.steps[step]), where, places, gain });
}

// Over all zones: people may go to another one.
function drawCapacity(place) {
  const { capacity } = PAGE.views.gaps;
  if (!capacity) return clear(place, el("p", { class: "notice", text: t("gaps.repair_cut", { command: "isp-graph gaps … --capacity" }) }));
  const rows = capacity.sectors.filter(([sector]) => broken.sector === null || sector === broken.sector);
  const narrows = (sector) => capacity.narrow.filter((row) => (row[1] ?? null) === (sector ?? null));
  const shared = capacity.sectors.some(([sector]) => nothing(sector)) ? [] : narrows(null);
  const table = el("div");
  clear(place,
    broken.sector === null ? capacity.together.map(([people, low, high, known]) => el("p", { text: t(nothing(people) ? "gaps.together_unknown" : "gaps.together", { demand: people, low: canPass(low, high, known) }) })) : null,
    shared.length ? el("p", { text: t("gaps.narrow_shared", { names: shared.map(narrowWords).join(between()) }) }) : null,
    capacity.source === "publics" ? el("p", { class: "notice", text: t("gaps.from_publics") }) : null,
    capacity.uncounted ? el("p", { class: "notice", text: t("gaps.uncounted", {}, capacity.uncounted) }) : null, table);
  makeTable(table, {
    id: "capacity", caption: t("gaps.capacity_title"), rows, cards: true,
    columns: [
      { key: "sector", title: t("gaps.choose_sector"), head: true, value: ([sector]) => sectorName(sector) },
      { key: "looking", title: t("gaps.looking"), numeric: true, value: ([, people]) => people ?? null, cell: ([, people]) => looking(people) },
      { key: "passing", title: t("gaps.passing"), numeric: true, value: ([, , low]) => low ?? null, cell: ([, , low, high, known]) => canPass(low, high, known) },
      { key: "narrow", title: t("gaps.narrow_head"), class: "wide-cell", value: ([sector]) => narrows(sector).map(narrowWords).join(between()) },
    ],
  });
}

const gapsCut = ({ sectors_cut, sectors_tie }) => (sectors_cut ? tieWords(sectors_tie, t("gaps.cut", { command: command("gaps") }, sectors_cut)) : null);

function gapTable(place, cells) {
  const view = PAGE.views.gaps;
  const name = (cell) => label(view.steps[cell.step]);
  makeTable(place, {
    id: "gaps", caption: t("gaps.table"), rows: cells, cut: gapsCut(view),
    columns: [
      { key: "sector", title: t("gaps.choose_sector"), value: (cell) => sectorName(cell.sector) },
      { key: "zone", title: t("gaps.zone"), value: (cell) => zoneName(cell.zone) },
      { key: "step", title: t("gaps.col_step"), value: name },
      { key: "status", title: t("gaps.col_status"), value: (cell) => gapLong(cell.status), cell: (cell) => [gapSign(cell.status), gapLong(cell.status)] },
      { key: "also", title: t("gaps.col_also"), class: "small", value: (cell) => cell.also.map(gapWord).join(", ") },
      { key: "operators", title: t("gaps.col_operators"), numeric: true, value: (cell) => cell.operators ?? null },
      { key: "places", title: t("gaps.col_places"), numeric: true, value: (cell) => cell.places ?? null },
      { key: "nearest", title: t("gaps.col_nearest"), value: (cell) => (nothing(cell.nearest) ? null : zoneName(cell.nearest)) },
      { key: "km", title: t("gaps.col_km"), numeric: true, value: (cell) => cell.km ?? null },
      { key: "affected", title: t("gaps.col_affected"), numeric: true, value: (cell) => cell.affected ?? null },
    ],
  });
}

function drawGaps() {
  const view = PAGE.views.gaps;
  const place = $("gaps-view");
  if (!view.known) return silent(place, t("pathways.no_offers", { name: view.name }));
  const cells = gapCells().filter((cell) => (broken.sector === null || cell.sector === broken.sector) && zonePasses(cell.zone));
  const notes = filiereNotes(view.notes);
  if (gapsCut(view)) notes.push(el("p", { class: "notice", text: gapsCut(view) }));
  const met = new Set(gapCells().flatMap((cell) => [cell.status, ...cell.also]));
  const key = el("ul", { class: "key" }, view.statuses.map((id, status) => (met.has(status) ? el("li", null, gapSign(status), gapLong(status)) : null)).filter(Boolean));
  const filters = filiereFilters("gaps", view.sectors, t("gaps.all_sectors"));
  const repair = el("div");
  const capacity = el("div", { id: "gaps-capacity" });
  const table = el("div");
  clear(place, notes, filters, key, gapMatrix(cells), el("div", { id: "gaps-cell", class: "evidence", "aria-live": "polite" }),
    el("h3", { text: t("gaps.add_first") }), el("p", { class: "lead", text: t("gaps.repair_intro") }), repair,
    el("h3", { text: t("gaps.capacity_title") }), el("p", { class: "lead", text: t("gaps.capacity_intro") }), capacity,
    el("details", null, el("summary", { text: t("gaps.table") }), table));
  drawGapEvidence(cells);
  drawRepair(repair);
  drawCapacity(capacity);
  gapTable(table, cells);
}

section("gaps", drawGaps);
