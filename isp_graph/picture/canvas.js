// The surface of the picture: an eye that moves about, and what is pointed at. What there is to see is
// the scene's: organisations.js up to two thousand, groups.js beyond. A scene has arrange, draw,
// extent, at and choose, and may have steer, about and tools.
const PIXELS = Math.min(2, devicePixelRatio || 1);
const SCALES = [0.02, 6];
// `whole` until the reader moves: all of the picture stays in view when the window changes.
const eye = { x: 0, y: 0, scale: 1, whole: true };

function lensOf() {
  const [wide, high] = [$("picture").clientWidth / 2 / eye.scale, $("picture").clientHeight / 2 / eye.scale];
  return { scale: eye.scale, left: eye.x - wide, right: eye.x + wide, top: eye.y - high, bottom: eye.y + high };
}

const lookAt = (node, least = 0) => Object.assign(eye, { x: node.x, y: node.y, scale: Math.max(eye.scale, least), whole: false });

// The sign that is pointed at: what a tooltip tells of it, and what a click does.
function signAt(nodes, x, y) {
  let best = null;
  let least = 4 / eye.scale;
  for (const node of nodes) {
    const far = Math.hypot(node.x - x, node.y - y) - node.size;
    if (far < least) { best = node; least = far; }
  }
  return best && { tip: tipOf(PAGE.organisations[best.id]), act: () => select(best.id) };
}

function makePicture() {
  if (!scene) return null;
  const box = $("picture");
  const surface = el("canvas");
  box.append(surface);
  const context = surface.getContext("2d");
  let asked = false;

  function paint() {
    asked = false;
    const [width, height] = [Math.round(box.clientWidth * PIXELS), Math.round(box.clientHeight * PIXELS)];
    if (surface.width !== width || surface.height !== height) { surface.width = width; surface.height = height; }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    const scale = eye.scale * PIXELS;
    context.setTransform(scale, 0, 0, scale, width / 2 - eye.x * scale, height / 2 - eye.y * scale);
    scene.draw(context, lensOf());
  }
  const redraw = () => { if (!asked) { asked = true; requestAnimationFrame(paint); } };

  function fit() {
    Object.assign(eye, framing(scene.extent(), box.clientWidth, box.clientHeight, 1.6), { whole: true });
    redraw();
  }
  function move(x, y) {
    Object.assign(eye, { x: eye.x + x / eye.scale, y: eye.y + y / eye.scale, whole: false });
    redraw();
  }
  // The point `at` stays where it is on the screen.
  function zoom(factor, at = eye) {
    const scale = Math.min(SCALES[1], Math.max(SCALES[0], eye.scale * factor));
    const near = eye.scale / scale;
    Object.assign(eye, { x: at.x - (at.x - eye.x) * near, y: at.y - (at.y - eye.y) * near, scale, whole: false });
    redraw();
  }
  follow(surface, { move, zoom });
  new ResizeObserver(() => { if (eye.whole) fit(); else redraw(); }).observe(box);
  return {
    refresh() { scene.arrange(); redraw(); },
    redraw,
    choose(place, go) { if (place !== null) scene.choose(place, go); },
    zoom,
    move,
    fit,
    enter(inside) { surface.dataset.zooms = inside ? "yes" : ""; },
    scale: () => eye.scale,
    steer: scene.steer,
    about: scene.about,
    tools: scene.tools,
  };
}

// Dragging moves, two fingers or the wheel zoom (the wheel once the picture is entered), a click
// chooses.
function follow(surface, { move, zoom }) {
  const fingers = new Map();
  let far = 0;
  // Where an event is: in the picture, and on the screen.
  const spot = (event) => {
    const corner = surface.getBoundingClientRect();
    const [left, top] = [event.clientX - corner.left, event.clientY - corner.top];
    return { x: (left - surface.clientWidth / 2) / eye.scale + eye.x, y: (top - surface.clientHeight / 2) / eye.scale + eye.y, left, top };
  };
  const grip = () => {
    const [a, b] = [...fingers.values()];
    return { clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2, apart: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) };
  };

  function drag(event) {
    let before = fingers.get(event.pointerId);
    far += Math.abs(event.clientX - before.clientX) + Math.abs(event.clientY - before.clientY);
    if (fingers.size === 1 && far < 5) return;
    let after = event;
    if (fingers.size === 2) {
      before = grip();
      fingers.set(event.pointerId, event);
      after = grip();
      if (before.apart) zoom(after.apart / before.apart, spot(before));
    }
    fingers.set(event.pointerId, event);
    move(before.clientX - after.clientX, before.clientY - after.clientY);
  }

  function point(event) {
    const { x, y, left, top } = spot(event);
    const thing = scene.at(x, y);
    surface.style.cursor = thing ? "pointer" : "grab";
    if (thing) showTip(...thing.tip, { x: left, y: top });
    else hideTip();
  }

  surface.addEventListener("pointerdown", (event) => {
    if (!fingers.size) far = 0;
    fingers.set(event.pointerId, event);
    surface.setPointerCapture(event.pointerId);
    hideTip();
  });
  surface.addEventListener("pointermove", (event) => (fingers.has(event.pointerId) ? drag : point)(event));
  surface.addEventListener("pointerup", (event) => {
    fingers.delete(event.pointerId);
    if (far >= 5 || fingers.size) return;
    const { x, y } = spot(event);
    const thing = scene.at(x, y);
    if (thing) thing.act();
    else if (state.org !== null) select(null);
  });
  surface.addEventListener("pointercancel", (event) => fingers.delete(event.pointerId));
  surface.addEventListener("pointerleave", hideTip);
  surface.addEventListener("wheel", (event) => {
    if (!surface.dataset.zooms) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, spot(event));
  }, { passive: false });
}
