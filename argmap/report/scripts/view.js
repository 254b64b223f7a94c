// Which part of the scene is in sight, and how large: pan, zoom and fit. `view` is in pixels, the scene in points.

const CLOSEST = 4, FARTHEST = 0.02, LEGIBLE = 0.6, READABLE = 0.9, FULL_SIZE = 4 / 3; // pixels for a point
const IN_SIGHT = 48, EDGE = 8; // pixels of a card that stay in sight, so far from the edge, wherever the map is moved

const view = { x: 0, y: 0, scale: 1 };

// The scale at which all of the map is in sight.
function fitting() {
  return Math.min(stage.clientWidth / size.wide, stage.clientHeight / size.high, FULL_SIZE);
}

function look() {
  keepInSight();
  scene.style.transform = `translate(${view.x}px,${view.y}px) scale(${view.scale})`;
}

function moveBy(x, y) {
  view.x += x;
  view.y += y;
  look();
}

// A box of the scene as it is on the stage.
function onStage({ x, y, wide, high }) {
  const { scale } = view;
  return { left: view.x + x * scale, top: view.y + y * scale, wide: wide * scale, high: high * scale };
}

// Move the map back by as little as will do, if none of its cards and lines would be in sight.
function keepInSight() {
  const room = { wide: stage.clientWidth, high: stage.clientHeight };
  let nearest = null;
  for (const one of ground) {
    const { left, top, wide, high } = onStage(one);
    const x = wayBack(left, wide, room.wide), y = wayBack(top, high, room.high);
    const far = Math.abs(x) + Math.abs(y);
    if (!far) return;
    if (!nearest || far < nearest.far) nearest = { x, y, far };
  }
  if (nearest) {
    view.x += nearest.x;
    view.y += nearest.y;
  }
}

function wayBack(start, length, room) {
  const least = Math.min(IN_SIGHT, length);
  return Math.max(0, EDGE + least - start - length) + Math.min(0, room - EDGE - least - start);
}

function zoom(factor, x = stage.clientWidth / 2, y = stage.clientHeight / 2) {
  const scale = Math.min(CLOSEST, Math.max(FARTHEST, view.scale * factor));
  view.x = x - (x - view.x) * (scale / view.scale);
  view.y = y - (y - view.y) * (scale / view.scale);
  view.scale = scale;
  look();
}

function fit() {
  view.scale = Math.max(FARTHEST, fitting());
  view.x = (stage.clientWidth - size.wide * view.scale) / 2;
  view.y = (stage.clientHeight - size.high * view.scale) / 2;
  look();
}

// All of the map where it can be read so, and else the thesis and as much below it as there is room for.
function settle() {
  fit();
  const root = where.get(data.theses.length ? data.theses[0] : data.roots[0]);
  if (fitting() >= LEGIBLE || !root) return;
  view.scale = READABLE;
  const { clientWidth: wide, clientHeight: high } = stage;
  view.x = sideways ? beginning(wide, size.wide) : middle(wide, size.wide, root.x + root.wide / 2);
  view.y = sideways ? middle(high, size.high, root.y + root.high / 2) : beginning(high, size.high);
  look();
}

const beginning = (room, length) => Math.max(0, (room - length * READABLE) / 2);
const middle = (room, length, wanted) =>
  (length * READABLE > room ? room / 2 - wanted * READABLE : (room - length * READABLE) / 2);

// Bring a card into view, with as little movement as will do.
function show(at, roomy = false) {
  const item = where.get(at);
  if (!item) return;
  if (roomy && view.scale < READABLE) zoom(READABLE / view.scale);
  const { left, top, wide, high } = onStage(item);
  moveBy(nudge(left, wide, stage.clientWidth), nudge(top, high, stage.clientHeight));
}

function nudge(start, length, room) {
  if (start < MARGIN) return MARGIN - start;
  return start + length > room - MARGIN ? Math.max(room - MARGIN - start - length, MARGIN - start) : 0;
}

// Change what is open and draw anew, with one card kept where it is on the screen.
function keeping(at, change) {
  const before = where.get(at);
  change();
  draw();
  const after = where.get(at);
  if (before && after) moveBy((before.x - after.x) * view.scale, (before.y - after.y) * view.scale);
  else look();
}

function isInside(item) {
  const { left, top, wide, high } = onStage(item);
  return left < stage.clientWidth && top < stage.clientHeight && left + wide > 0 && top + high > 0;
}

function nearestToMiddle() {
  const x = (stage.clientWidth / 2 - view.x) / view.scale, y = (stage.clientHeight / 2 - view.y) / view.scale;
  const far = (item) => Math.hypot(item.x + item.wide / 2 - x, item.y + item.high / 2 - y);
  return [...where].reduce((best, one) => (far(one[1]) < far(best[1]) ? one : best))[0];
}

// Into the full window or out of it: the reader keeps his place, and only a view that nobody moved is made anew.
function changeWindow(whole) {
  const kept = { ...view }, { clientWidth: wide, clientHeight: high } = stage;
  const inSight = where.has(selected) && isInside(where.get(selected));
  const same = (way) => (way(), ["x", "y", "scale"].every((name) => Math.abs(view[name] - kept[name]) < 0.01));
  const way = [settle, fit].find(same);
  fillWindow(whole);
  if (way) return way();
  Object.assign(view, kept);
  moveBy((stage.clientWidth - wide) / 2, (stage.clientHeight - high) / 2);
  if (inSight) show(selected);
}

function fillWindow(whole) {
  explore.classList.toggle("whole", whole);
  explore.querySelector("[data-do=window]").setAttribute("aria-pressed", whole);
}
