// What the tables of several sections share.
function orgColumns() {
  return [
    { key: "name", title: t("col_organisation"), head: true, value: (row) => nameOf(PAGE.organisations[row[0]]), cell: (row) => orgButton(row[0]) },
    { key: "zone", title: t("col_zone"), value: (row) => zoneOf(PAGE.organisations[row[0]]), cell: (row) => zoneChip(PAGE.organisations[row[0]]) },
  ];
}

function zoneChip(org) {
  if (org.z === undefined) return el("span", { class: "none", text: "–" });
  const chip = el("span", { class: "chip" }, sign(MARKS.dot, colourOf(org.z)), zoneOf(org));
  return chip;
}

const command = (name) => `isp-graph ${name} … --format csv`;
const leftOut = () => PAGE.total.organisations + PAGE.total.classes - PAGE.organisations.length;
const cutText = (name) => (leftOut() > 0 ? tieWords(PAGE.list_ties[name], t("table_cut", { command: command(name) }, leftOut())) : null);

// The layer that a section shows: the one of the address, where the section has it.
const layerOf = (which, ids) => (ids.includes(state[which]) ? state[which] : ids[0]);
const layerName = (id) => { const layer = PAGE.layers.find((each) => each.id === id); return layer ? label(layer) : t("layers_all"); };

function layerSelect(which, ids, redraw, named = layerName) {
  return el("label", { class: "field" }, el("span", { text: t("type_of_tie") }),
    el("select", { id: which + "-layer", on: { change: (event) => { state[which] = event.target.value; redraw(); $(which + "-layer").focus(); writeState(); } } },
      ids.map((id) => el("option", { value: id, text: named(id), selected: layerOf(which, ids) === id }))));
}
