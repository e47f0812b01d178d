// More than two thousand organisations: groups that unfold. Each group has a disc of its own, where
// Python has placed it, large enough for all its organisations: nothing moves when it unfolds.
// Organisations without ties stand at the rim, and are drawn whether it is folded or not.
const DIVISIONS = DRAWN.divisions;
// groups and bundles of the division that is shown; the group that the keyboard or a click is at
const folds = { division: null, groups: [], bundles: [], lines: [], members: [], signs: [], at: null };

const openGroups = () => new Set(state.open ? state.open.split(".").map(Number) : []);
const groupOf = (place) => folds.division.of[place];
const groupLabel = (group) => group.t[here()];

function divide() {
  folds.division = DIVISIONS.find((each) => each.by === state.by) || DIVISIONS[0];
  folds.groups = folds.division.groups.map(([t_, zone, count, alone, inside, x, y, radius], place) => ({ place, t: t_, zone, count, alone, inside, x, y, radius, shown: count, open: false }));
  for (const node of DRAWN.nodes) {
    const group = folds.groups[groupOf(node.id)];
    node.x = group.x + folds.division.x[node.id];
    node.y = group.y + folds.division.y[node.id];
  }
}

// What the filters and the open groups leave: signs, lines between them, bundles between groups.
function arrange() {
  if (!folds.division || (state.by || DIVISIONS[0].by) !== folds.division.by) divide();
  const open = openGroups();
  for (const group of folds.groups) { group.open = ONE_BY_ONE && open.has(group.place); group.shown = ONE_BY_ONE ? 0 : group.count; }
  folds.members = [];
  for (const node of DRAWN.nodes) {
    if (!view.visible[node.id]) continue;
    const group = folds.groups[groupOf(node.id)];
    group.shown += 1;
    if (group.open || node.alone || (view.near && view.near.has(node.id))) folds.members.push(node);
  }
  const counts = new Map();
  folds.lines = view.lines.map(({ look, edges }) => ({ look, edges: edges.filter((edge) => {
    const [a, b] = [groupOf(edge.from), groupOf(edge.to)];
    if (folds.groups[a].open && folds.groups[b].open) return true;
    if (a !== b) { const key = Math.min(a, b) * folds.groups.length + Math.max(a, b); counts.set(key, (counts.get(key) || 0) + 1); }
    return false;
  }) }));
  const found = ONE_BY_ONE ? [...counts].map(([key, count]) => [Math.floor(key / folds.groups.length), key % folds.groups.length, count]) : folds.division.between;
  const most = Math.max(1, ...found.map((each) => each[2]));
  folds.bundles = found.map(([a, b, count]) => ({ a: folds.groups[a], b: folds.groups[b], count, width: 0.8 + 9 * Math.sqrt(count / most) }));
  folds.bundles.sort((one, other) => one.count - other.count);
  folds.signs = alikeSigns(folds.members);
}

// --- drawing ------------------------------------------------------------------------------------
function drawBundles(context, lens) {
  context.strokeStyle = PAGE.neutral;
  for (const { a, b, width } of folds.bundles) {
    const [x, y] = [b.x - a.x, b.y - a.y];
    const length = Math.hypot(x, y) || 1;
    context.globalAlpha = view.near ? 0.1 : 0.16 + 0.3 * (width / 9.8);
    context.lineWidth = width / lens.scale;
    context.beginPath();
    context.moveTo(a.x + (x * a.radius) / length, a.y + (y * a.radius) / length);
    context.lineTo(b.x - (x * b.radius) / length, b.y - (y * b.radius) / length);
    context.stroke();
  }
  context.globalAlpha = 1;
}

function drawGroups(context, lens) {
  context.save();
  context.lineJoin = "round";
  context.textBaseline = "alphabetic";
  drawBundles(context, lens);
  for (const group of folds.groups) {
    // A bundle that passes behind a group does not touch it.
    context.fillStyle = "#ffffff";
    context.beginPath();
    context.arc(group.x, group.y, group.radius, 0, 2 * Math.PI);
    context.fill();
    drawDisc(context, lens, [group.zone, group.x, group.y, group.radius], group.open ? 0.07 : group.shown ? 0.3 : 0.04);
    if (group.place !== folds.at) continue;
    context.strokeStyle = INK;
    context.lineWidth = 3 / lens.scale;
    context.beginPath();
    context.arc(group.x, group.y, group.radius, 0, 2 * Math.PI);
    context.stroke();
  }
  drawLines(context, lens, folds.lines);
  drawChosenTies(context, lens);
  drawSigns(context, lens, folds.signs);
  drawGroupNames(context, lens);
  context.restore();
}

// What a group may be called, the fullest first: as lines of text, size and weight.
function labelsOf(group, lens) {
  const big = (group.radius * lens.scale > 55 ? 15 : 12) / lens.scale;
  const name = groupLabel(group);
  const count = group.open ? [] : [[number(group.shown), 12 / lens.scale, 400]];
  const bold = (lines) => lines.map((text) => [text, big, 700]);
  return [group.open || name.length < 12 ? [name] : wrapped(name, 20), wrapped(name, 12), []].map((lines) => [...bold(lines), ...count]).filter((lines) => lines.length);
}

// A name in three lines at most, broken at its spaces.
function wrapped(name, length) {
  const lines = [""];
  for (const word of name.split(" ")) {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length >= length) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  const shown = lines.slice(0, 3).map((line) => shorter(line, length));
  return lines.length > 3 ? [...shown.slice(0, 2), shown[2] + "…"] : shown;
}

// Names of groups first, the largest before; then those of organisations, where there is room.
function drawGroupNames(context, lens) {
  const taken = [];
  const free = roomFor(taken);
  context.textAlign = "center";
  const order = [...folds.groups].sort((a, b) => (b.place === folds.at) - (a.place === folds.at) || b.radius - a.radius);
  for (const group of order) {
    group.label = null;
    for (const lines of labelsOf(group, lens)) {
      const widest = Math.max(...lines.map(([text, size, weight]) => widthOf(context, text, size, weight)));
      const high = lines.reduce((sum, [, size]) => sum + size * 1.15, 0);
      const half = widest / 2 + 3 / lens.scale;
      // What is seen of a group has its name on it, also at the edge of the picture.
      const x = Math.abs(group.x - (lens.left + lens.right) / 2) < (lens.right - lens.left) / 2 ? Math.min(lens.right - half, Math.max(lens.left + half, group.x)) : group.x;
      const top = group.open ? group.y - group.radius - 5 / lens.scale - high : group.y - high / 2;
      const box = [x - half, top, x + half, top + high];
      if (!free(box)) continue;
      taken.push(box);
      group.label = box;
      let base = top;
      for (const [text, size, weight] of lines) {
        base += size * 1.15;
        context.font = `${weight} ${size}px ${FONT}`;
        halo(context, text, x, base - size * 0.25, 5 / lens.scale, "#1d2530");
      }
      break;
    }
  }
  const near = view.near || new Set();
  const inside = folds.members.filter(within(lens)).sort((a, b) => (b.id === state.org) - (a.id === state.org) || near.has(b.id) - near.has(a.id) || b.size - a.size || a.id - b.id);
  // Seen from afar, names of organisations would hide what they stand on.
  const room = lens.scale > 0.75 ? 150 : lens.scale > 0.4 ? 40 : 0;
  nameMarks(context, lens, inside.filter((node) => room || near.has(node.id)), taken, near.size ? Math.min(room, 14) : room);
}

// --- where things are ---------------------------------------------------------------------------
// A group is also where its name is: among a thousand signs the ground itself is hard to hit.
const namedAt = (x, y) => folds.groups.find(({ label: box }) => box && x > box[0] && x < box[2] && y > box[1] && y < box[3]) || null;
const groupAt = (x, y) => namedAt(x, y) || folds.groups.find((group) => Math.hypot(group.x - x, group.y - y) < group.radius) || null;

if (NETWORK) divide();
const scene = {
  arrange,
  draw: drawGroups,
  extent: () => folds.groups.map(({ x, y, radius }) => [x - radius, y - radius - radius * 0.12 - 30, x + radius, y + radius]),
  at(x, y) {
    const node = namedAt(x, y) ? null : signAt(folds.members, x, y);
    if (node) return node;
    const group = groupAt(x, y);
    return group && { tip: [groupLabel(group), groupFacts(group)], act: () => { if (state.org !== null) select(null); toggle(group.place); } };
  },
  // What was looked for is brought before the reader, large enough to be read.
  choose(place, go) {
    if (!go || !ONE_BY_ONE) return;
    const group = groupOf(place);
    if (!openGroups().has(group)) setOpen(openGroups().add(group));
    lookAt(marks.get(place), 0.5);
  },
  steer: steerGroups,
  about: aboutGroups,
  tools: groupTools,
};
