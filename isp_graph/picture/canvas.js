// More than two thousand organisations: groups that unfold. Each group has a disc of its own, where
// Python has placed it, large enough for all its organisations: nothing moves when it unfolds.
// Organisations without ties stand at the rim, and are drawn whether it is folded or not.
const PIXELS = Math.min(2, devicePixelRatio || 1);
const eye = { x: 0, y: 0, scale: 1 };
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

function drawAllOfIt(context, lens) {
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
  drawNames(context, lens);
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
function drawNames(context, lens) {
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
const extent = () => folds.groups.map(({ x, y, radius }) => [x - radius, y - radius - radius * 0.12 - 30, x + radius, y + radius]);

function signAt(x, y) {
  let best = null;
  let least = Infinity;
  if (namedAt(x, y)) return null;
  for (const node of folds.members) {
    const far = Math.hypot(node.x - x, node.y - y) - node.size;
    if (far < 4 / eye.scale && far < least) { best = node; least = far; }
  }
  return best;
}

// A group is also where its name is: among a thousand signs the ground itself is hard to hit.
const namedAt = (x, y) => folds.groups.find(({ label: box }) => box && x > box[0] && x < box[2] && y > box[1] && y < box[3]) || null;
const groupAt = (x, y) => namedAt(x, y) || folds.groups.find((group) => Math.hypot(group.x - x, group.y - y) < group.radius) || null;

function makePicture() {
  const box = $("picture");
  if (!box) return null;
  const surface = el("canvas");
  box.append(surface);
  const context = surface.getContext("2d");
  let asked = false;
  let whole = true;
  const lens = () => ({ scale: eye.scale, left: eye.x - box.clientWidth / 2 / eye.scale, right: eye.x + box.clientWidth / 2 / eye.scale, top: eye.y - box.clientHeight / 2 / eye.scale, bottom: eye.y + box.clientHeight / 2 / eye.scale });

  function paint() {
    asked = false;
    const [width, height] = [Math.round(box.clientWidth * PIXELS), Math.round(box.clientHeight * PIXELS)];
    if (surface.width !== width || surface.height !== height) { surface.width = width; surface.height = height; }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    const scale = eye.scale * PIXELS;
    context.setTransform(scale, 0, 0, scale, width / 2 - eye.x * scale, height / 2 - eye.y * scale);
    drawAllOfIt(context, lens());
  }
  const redraw = () => { if (!asked) { asked = true; requestAnimationFrame(paint); } };

  function frame(boxes, most) {
    Object.assign(eye, framing(boxes, box.clientWidth, box.clientHeight, most));
    redraw();
  }
  const world = (event) => {
    const corner = surface.getBoundingClientRect();
    return { x: event.clientX - corner.left, y: event.clientY - corner.top, wide: (event.clientX - corner.left - box.clientWidth / 2) / eye.scale + eye.x, high: (event.clientY - corner.top - box.clientHeight / 2) / eye.scale + eye.y };
  };
  function zoom(factor, at) {
    const [wide, high] = at ? [at.wide, at.high] : [eye.x, eye.y];
    const scale = Math.min(6, Math.max(0.02, eye.scale * factor));
    Object.assign(eye, { x: wide - ((wide - eye.x) * eye.scale) / scale, y: high - ((high - eye.y) * eye.scale) / scale, scale });
    whole = false;
    redraw();
  }
  follow(surface, world, { redraw, zoom, moved: () => { whole = false; } });
  new ResizeObserver(() => { if (whole) frame(extent(), 1.6); else redraw(); }).observe(box);
  divide();
  return {
    refresh() { arrange(); redraw(); },
    redraw,
    choose(place, go) {
      if (place === null || !ONE_BY_ONE) return;
      const node = marks.get(place);
      const group = groupOf(place);
      if (go && !openGroups().has(group)) setOpen(openGroups().add(group));
      // What was looked for is brought before the reader, large enough to be read.
      if (go) { Object.assign(eye, { x: node.x, y: node.y, scale: Math.max(eye.scale, 0.5) }); whole = false; }
      arrange();
      redraw();
    },
    zoom,
    move(x, y) { eye.x += x / eye.scale; eye.y += y / eye.scale; whole = false; redraw(); },
    fit() { whole = true; frame(extent(), 1.6); },
    enter(inside) { surface.dataset.zooms = inside ? "yes" : ""; },
    scale: () => eye.scale,
    steer: steerGroups,
    about: aboutGroups,
    tools: groupTools,
    extent,
    drawAll: drawAllOfIt,
  };
}

// Dragging moves, the wheel zooms once the picture is entered, a click chooses.
function follow(surface, world, { redraw, zoom, moved }) {
  let from = null;
  surface.addEventListener("pointerdown", (event) => { from = { x: event.clientX, y: event.clientY, far: 0 }; surface.setPointerCapture(event.pointerId); hideTip(); });
  surface.addEventListener("pointermove", (event) => {
    if (from) {
      const [x, y] = [event.clientX - from.x, event.clientY - from.y];
      from.far += Math.abs(x) + Math.abs(y);
      if (from.far < 5) return;
      Object.assign(from, { x: event.clientX, y: event.clientY });
      eye.x -= x / eye.scale;
      eye.y -= y / eye.scale;
      moved();
      return redraw();
    }
    const at = world(event);
    const node = signAt(at.wide, at.high);
    const group = node ? null : groupAt(at.wide, at.high);
    surface.style.cursor = node || group ? "pointer" : "grab";
    if (node) showTip(...tipOf(PAGE.organisations[node.id]), at);
    else if (group) showTip(groupLabel(group), groupFacts(group), at);
    else hideTip();
  });
  surface.addEventListener("pointerup", (event) => {
    const dragged = from && from.far >= 5;
    from = null;
    if (dragged) return;
    const at = world(event);
    const node = signAt(at.wide, at.high);
    const group = groupAt(at.wide, at.high);
    if (node) return select(node.id);
    if (state.org !== null) select(null);
    if (group) toggle(group.place);
  });
  surface.addEventListener("pointercancel", () => { from = null; });
  surface.addEventListener("pointerleave", hideTip);
  surface.addEventListener("wheel", (event) => {
    if (!surface.dataset.zooms) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, world(event));
  }, { passive: false });
}
