// Folding and unfolding groups, by mouse and by keyboard, and what is told of them.
function setOpen(open) {
  state.open = [...open].sort((a, b) => a - b).join(".");
}

function toggle(place) {
  folds.at = place;
  if (ONE_BY_ONE) {
    const open = openGroups();
    if (!open.delete(place)) open.add(place);
    setOpen(open);
    picture.refresh();
    writeState(true);
  }
  picture.redraw();
  drawSide();
}

function steerGroups(key) {
  const order = folds.groups.map((group) => group.place);
  const at = order.indexOf(folds.at);
  if (key === "PageDown" || key === "PageUp") {
    folds.at = order[(at + (key === "PageDown" ? 1 : at < 0 ? 0 : -1) + order.length) % order.length];
    picture.redraw();
    if (state.org === null) drawSide();
    tellGroup();
  } else if ((key === "Enter" || key === " ") && folds.at !== null) {
    toggle(folds.at);
    tellGroup();
  } else return false;
  return true;
}

const isOpen = (group) => ONE_BY_ONE && openGroups().has(group.place);

function tellGroup() {
  const group = folds.groups[folds.at];
  showCounts();
  $("shown").prepend(el("strong", { dir: "auto", text: groupLabel(group) }), " · ", groupFacts(group).join(" · "), " · ");
}

function groupFacts(group) {
  const told = [t("count_organisations", {}, group.count)];
  if (group.alone) told.push(t("groups_alone", {}, group.alone));
  if (group.shown !== group.count) told.push(t("groups_shown", {}, group.shown));
  return told;
}

function aboutGroups() {
  const button = (group) => el("button", { type: "button", class: "org", dir: "auto", "data-group": group.place, "aria-expanded": ONE_BY_ONE ? String(isOpen(group)) : null, text: groupLabel(group), on: { click: () => { toggle(group.place); $("side").querySelector(`[data-group="${group.place}"]`).focus(); } } });
  const all = (open) => () => { setOpen(open ? folds.groups.map((group) => group.place) : []); picture.refresh(); drawSide(); writeState(true); };
  const parts = folds.at === null ? [] : [groupAbout(folds.groups[folds.at])];
  return el("div", { class: "groups" }, parts, el(parts.length ? "h4" : "h3", { text: t("groups_title") }),
    ONE_BY_ONE ? [el("p", { class: "hint", text: t("groups_hint") }),
      el("p", { class: "both" }, el("button", { type: "button", class: "plain", id: "unfold-all", text: t("groups_unfold_all"), on: { click: all(true) } }),
        el("button", { type: "button", class: "plain", id: "fold-all", text: t("groups_fold_all"), on: { click: all(false) } }))] : null,
    el("ul", { class: "ties" }, folds.groups.map((group) => el("li", null, sign(MARKS.dot, colourOf(group.zone), false), " ", button(group), " ", el("span", { class: "count", text: number(group.count) })))));
}

function groupAbout(group) {
  const outer = folds.division.between.filter(([a, b]) => a === group.place || b === group.place).map(([a, b, count]) => [a === group.place ? b : a, count]);
  outer.sort((a, b) => b[1] - a[1]);
  return el("div", { class: "group" }, el("h3", { dir: "auto", tabindex: "-1", text: groupLabel(group) }),
    groupFacts(group).map((text) => el("p", { text })),
    el("p", { text: t("about_group_inner", {}, group.inside) }),
    outer.length ? [el("h4", { text: t("about_group_outer") }),
      el("ul", { class: "ties" }, outer.slice(0, MOST).map(([other, count]) => el("li", null, el("bdi", { text: groupLabel(folds.groups[other]) }), " ", el("span", { class: "more", text: number(count) }))))] : null);
}

// Another division starts folded.
function groupTools() {
  if (DIVISIONS.length < 2) return null;
  const choose = (event) => {
    Object.assign(state, { by: event.target.value === DIVISIONS[0].by ? "" : event.target.value, open: "" });
    folds.at = null;
    picture.refresh();
    picture.fit();
    drawSide();
    writeState(true);
  };
  return el("label", { class: "field" }, el("span", { text: t("groups_by") }),
    el("select", { id: "group-by", on: { change: choose } },
      DIVISIONS.map(({ by }) => el("option", { value: by, text: t("groups_" + by), selected: by === (state.by || DIVISIONS[0].by) }))));
}
