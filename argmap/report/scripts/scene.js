// The scene: every item that is shown, at its place, with the lines between.

const MARGIN = 24; // points around the map, and pixels that a card is kept from the edge

const edgeLayer = svg("g", { "aria-hidden": "true" });
const itemLayer = svg("g");
const scene = svg("svg", { class: "argmap scene", role: "tree", "aria-label": "Argument map" },
  heads(), edgeLayer, itemLayer);

let where = new Map(); // statement -> its item, for what is shown
let size = { wide: 0, high: 0 };
let ground = []; // the boxes of cards, and those that lines run in
let drawn = new Map(); // lines and words
let ties = []; // lines from what stands in for a statement to the statement, shown when either end is selected

function draw() {
  const items = visible();
  layOut(items);
  const shown = items.slice(1);
  position(shown);
  where = new Map(shown.filter((item) => item.card !== undefined).map((item) => [item.card, item]));
  ground = [...shown, ...shown.filter((item) => item.parent.parent).flatMap(along)];
  put(scene, "width", size.wide);
  put(scene, "height", size.high);
  const focused = document.activeElement;
  refill(itemLayer, shown.map(placed));
  if (focused && itemLayer.contains(focused)) focused.focus({ preventScroll: true }); // it may have been put elsewhere
  connectItems(shown);
  for (const [at, item] of where) describe(at, item);
  paint();
}

// From the places of the tidy tree to those of the scene, whose corner is the origin.
function position(shown) {
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (const item of shown) {
    item.x = sideways ? item.from : item.centre - item.wide / 2;
    item.y = sideways ? item.centre - item.high / 2 : item.from;
    left = Math.min(left, item.x);
    top = Math.min(top, item.y);
    right = Math.max(right, item.x + item.wide);
    bottom = Math.max(bottom, item.y + item.high);
  }
  for (const item of shown) {
    item.x += MARGIN - left;
    item.y += MARGIN - top;
  }
  size = { wide: right - left + 2 * MARGIN, high: bottom - top + 2 * MARGIN };
}

function placed(item) {
  item.element = item.bar ? barOf(item.bar) : item.chip || cardOf(item.card);
  put(item.element, "transform", `translate(${item.x.toFixed(1)} ${item.y.toFixed(1)})`);
  return item.element;
}

// Lines, then those to what is drawn elsewhere, then words.
function connectItems(shown) {
  const { lines, words } = linesOf(shown, drawn);
  ties = shown.filter((item) => item.chip && where.has(item.goes)).map((item) => ({
    path: svg("path", { class: "line elsewhere", d: curve(where.get(item.goes), item, 0, 0) }),
    ends: [item.goes, item.step.to],
  }));
  drawn = new Map([...lines, ...words]);
  refill(edgeLayer, [...lines.values(), ...ties.map((tie) => tie.path), ...words.values()]);
}

// What a screen reader is told of a card's place.
function describe(at, item) {
  let level = 1;
  for (let here = item.parent; here; here = here.parent) if (here.card !== undefined) level += 1;
  put(item.element, "aria-level", level);
  put(item.element, "aria-setsize", siblingsOf(at).length);
  put(item.element, "aria-posinset", turn[at]);
  if (below[at].length) put(item.element, "aria-expanded", open.has(at));
  else item.element.removeAttribute("aria-expanded");
}

// The statement itself, or the nearest above it that is shown.
function inSight(at) {
  let here = at;
  while (!where.has(here)) here = above[here];
  return here;
}
