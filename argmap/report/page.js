// The map to explore: it draws the cards of the still picture where a tidy tree puts them, and answers questions.
//
// All that it knows stands in the element `map-data`, made by explore.py: grades, reasons and what a withdrawal comes to
// are looked up there, not worked out here. Text of a map only ever becomes text: nothing is parsed as markup.
"use strict";
(() => {
const data = JSON.parse(document.getElementById("map-data").textContent);
const explore = document.getElementById("explore");
const stage = document.getElementById("map-stage");
const panel = document.getElementById("map-panel");
const finder = document.getElementById("map-search");
const found = document.getElementById("map-found");
const said = document.getElementById("map-said");
const still = document.querySelector(".diagram > svg");

const GRADES = ["none", "weak", "moderate", "strong"];
const READINGS = ["On its sources alone", "Taking the text's word"];
const OPEN_CARDS = 60; // beyond so many a map opens folded
const GAP = { level: 44, sibling: 14 };
const CLOSEST = 4, FARTHEST = 0.02, LEGIBLE = 0.6, READABLE = 0.9, FULL_SIZE = 4 / 3; // pixels for a point
const LETTER = 5.8; // points for a letter of the words on lines, in the widest fonts that a reader may have
const IN_SIGHT = 48, EDGE = 8; // pixels of a card that stay in sight, so far from the edge, however far the map is moved
const GAP_BESIDE = 10; // pixels beside a drawing of lineages that its lines may take
const PIECES = 8; // boxes along a line
const LISTED = 40; // things in one list of the panel
const DRAWN_SOURCES = 12; // beyond so many a drawing of lineages stops helping
const HEADS = { because: 9, explanation: 9, but: 2, unless: 7 }; // points that the head takes of a line
const sideways = data.direction === "LR";

// ---------------------------------------------------------------------------------------------------- small things

const SVG = "http://www.w3.org/2000/svg";

function filled(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const html = (tag, properties = {}, ...children) => filled(document.createElement(tag), properties, children);
const svg = (tag, properties = {}, ...children) => filled(document.createElementNS(SVG, tag), properties, children);
const counted = (count, one, many = one + "s") => `${count} ${count === 1 ? one : many}`;
const own = (text) => html("bdi", {}, text); // a text of the map runs in its own direction
const grade = (value) => html("span", { class: `grade ${GRADES[value]}` }, GRADES[value]);

function idOf(at) {
  return "node-" + data.nodes[at].id;
}

// A text in which what stands in backticks is code, as in our own sentences.
function prose(text) {
  return text.split(/`([^`]+)`/).map((part, place) => (place % 2 ? html("code", {}, part) : part));
}

// ---------------------------------------------------------------------------------------------- the map as a graph

const byId = new Map(data.nodes.map((node, at) => [node.id, at]));
const above = data.nodes.map(() => null); // the statement over each in the tree
const uses = data.nodes.map(() => []); // the steps that each is a premise of

data.steps.forEach((step, at) => {
  step.at = at;
  step.bar = step.premises.length > 1 || Boolean(step.unless);
  for (const premise of step.placed) above[premise] = step.to;
  for (const premise of step.premises) uses[premise].push(step);
});

// The steps to a statement, and the undercuts of each after it.
function moves(at) {
  const steps = [];
  const waiting = data.nodes[at].steps.slice().reverse();
  while (waiting.length) {
    const step = data.steps[waiting.pop()];
    steps.push(step);
    if (step.unless) waiting.push(...step.unless.slice().reverse());
  }
  return steps;
}

const inTree = []; // every statement before those below it
const below = data.nodes.map((_, at) => moves(at).flatMap((step) => step.placed));
for (const root of data.roots) {
  const waiting = [root];
  while (waiting.length) {
    const at = waiting.pop();
    inTree.push(at);
    waiting.push(...below[at].slice().reverse());
  }
}
const siblingsOf = (at) => (above[at] === null ? data.roots : below[above[at]]);
const turn = data.nodes.map(() => 0); // the place of each among its siblings, from 1
for (const siblings of [data.roots, ...below]) siblings.forEach((at, place) => (turn[at] = place + 1));
const hidden = data.nodes.map(() => 0); // how many statements a fold of each would hide
for (const at of inTree.slice().reverse()) {
  if (above[at] !== null) hidden[above[at]] += 1 + hidden[at];
}

// All that supports a statement, or all that it supports: everything reached over supporting steps.
function reached(start, next) {
  const seen = new Set([start]);
  for (const at of seen) for (const other of next(at)) seen.add(other);
  seen.delete(start);
  return seen;
}

const attacks = (step) => step.kind === "but" || step.kind === "unless";
const premisesOf = (at) => moves(at).filter((step) => step.kind === "because").flatMap((step) => step.premises);
const supportedBy = (at) => uses[at].filter((step) => step.kind === "because").map((step) => step.to);

// -------------------------------------------------------------------------------------------------- cards and bars

// The cards are those of the still picture: they are copied when they are first shown.
const pictures = new Map();
for (const group of still ? still.querySelectorAll("g.node") : []) pictures.set(group.id, group);
if (!data.nodes.every((_, at) => pictures.has(idOf(at)))) { // no picture of this map: the page does without
  document.documentElement.classList.add("plain");
  return;
}

const boxes = new Map();
function boxOf(id) {
  if (!boxes.has(id)) {
    const shape = pictures.get(id).querySelector(".card");
    const numbers = (shape.getAttribute("points") || shape.getAttribute("d")).match(/-?[\d.]+/g).map(Number);
    const xs = numbers.filter((_, place) => place % 2 === 0), ys = numbers.filter((_, place) => place % 2);
    const x = Math.min(...xs), y = Math.min(...ys);
    boxes.set(id, { x, y, wide: Math.max(...xs) - x, high: Math.max(...ys) - y });
  }
  return boxes.get(id);
}

// A copy of a card or bar with its corner at the origin; links in it would be traps inside something to click.
function copied(id) {
  const copy = pictures.get(id).cloneNode(true);
  const box = boxOf(id);
  copy.removeAttribute("id");
  for (const badge of copy.querySelectorAll("text[font-weight=bold][font-size='9.00']")) badge.classList.add("badge");
  for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  return svg("g", { transform: `translate(${-box.x} ${-box.y})` }, copy);
}

const cards = new Map();
function cardOf(at) {
  if (cards.has(at)) return cards.get(at);
  const { wide, high } = boxOf(idOf(at));
  const face = copied(idOf(at));
  const shape = face.querySelector(".card"); // once more below the card, so that no line shows through one that is pale
  const back = svg(shape.localName, { class: "back", transform: face.getAttribute("transform"), d: shape.getAttribute("d"), points: shape.getAttribute("points") });
  face.setAttribute("class", "face");
  const card = svg("g", { class: "item", role: "treeitem", tabindex: "-1", "data-at": at },
    svg("rect", { class: "ring", x: -4, y: -4, width: wide + 8, height: high + 8, rx: 9 }), back, face);
  if (below[at].length) {
    card.append(svg("g", { class: "fold", "data-fold": at },
      svg("title", {}, "Fold or unfold what is below"), svg("path", { class: "reach" }),
      svg("rect", { height: 15, rx: 7.5 }), svg("text", { y: 11 })));
  }
  cards.set(at, card);
  return card;
}

const bars = new Map();
function barOf(step) {
  const id = `step-${step.at}`;
  if (!bars.has(id)) bars.set(id, svg("g", { class: "bar", "aria-hidden": "true" }, copied(id)));
  return bars.get(id);
}

const chips = new Map(); // what stands in for a statement that is drawn elsewhere
function chipOf(step, premise) {
  const id = `${step.at} ${premise}`;
  if (!chips.has(id)) {
    const words = `see ${data.nodes[premise].number}`;
    chips.set(id, svg("g", { class: "chip", "data-go": premise, "aria-hidden": "true" },
      svg("title", {}, data.nodes[premise].text),
      svg("rect", { width: 14 + 5 * words.length, height: 17, rx: 3 }), svg("text", { x: 7, y: 12 }, words)));
  }
  return { element: chips.get(id), wide: 14 + 5 * `see ${data.nodes[premise].number}`.length, high: 17 };
}

// ---------------------------------------------------------------------------------------------------------- folding

const open = new Set(); // the statements whose parts are shown

function shownAt(depth) {
  let level = data.roots, count = 0;
  for (let here = 0; level.length && here <= depth; here += 1) {
    count += level.length;
    level = level.flatMap((at) => below[at]);
  }
  return count;
}

// As deep as some sixty cards allow, and one level at least.
function openUsefully() {
  open.clear();
  let depth = 1;
  while (shownAt(depth + 1) <= OPEN_CARDS && shownAt(depth + 1) > shownAt(depth)) depth += 1;
  let level = data.roots;
  for (let here = 0; here < depth; here += 1) {
    level.forEach((at) => open.add(at));
    level = level.flatMap((at) => below[at]);
  }
}

// Fold the deepest level that is shown; how many levels are left, or null where there was one alone.
function foldDeepest() {
  let level = data.roots, last = null, depth = 0;
  while (level.length) {
    last = level.filter((at) => open.has(at) && below[at].length);
    if (!last.length) break;
    level = last.flatMap((at) => below[at]);
    depth += 1;
    if (!level.some((at) => open.has(at) && below[at].length)) break;
  }
  if (!last || !last.length) return null;
  last.forEach((at) => open.delete(at));
  return depth;
}

// The statement itself, or the nearest above it that is shown.
function inSight(at) {
  let here = at;
  while (!where.has(here)) here = above[here];
  return here;
}

function isShown(at) {
  for (let here = above[at]; here !== null; here = above[here]) if (!open.has(here)) return false;
  return true;
}

function reveal(at) {
  for (let here = above[at]; here !== null; here = above[here]) open.add(here);
}

// --------------------------------------------------------------------------------------------------------- the tree

// The word on the line of a step; support needs none.
function wordOn(step) {
  const word = step && { but: "objects", unless: "undercuts", explanation: "explains" }[step.kind];
  return word ? word + (step.granted ? " (granted)" : "") : "";
}

// What is drawn, as a tree of items: cards, bars and chips; every item stands before those below it.
function visible() {
  const top = { children: [], deep: 0, broad: 0, from: -GAP.level, gap: GAP.level };
  const items = [top];
  const put = (parent, item, box) => {
    item.wide = box.wide;
    item.high = box.high;
    item.deep = sideways ? box.wide : box.high;
    item.broad = sideways ? box.high : box.wide;
    item.gap = GAP.level;
    item.word = item.bar || parent.bar === item.step ? "" : wordOn(item.step);
    const room = item.word.length * LETTER + 8;
    if (item.word && sideways) parent.gap = Math.max(parent.gap, room + HEADS[item.step.kind] + 12);
    else if (item.word) item.broad = Math.max(item.broad, 2 * room);
    item.children = [];
    item.parent = parent;
    parent.children.push(item);
    items.push(item);
    return item;
  };
  const premises = (parent, step) => {
    for (const premise of step.premises) {
      if (step.placed.includes(premise)) put(parent, { card: premise, step }, boxOf(idOf(premise)));
      else {
        const chip = chipOf(step, premise);
        put(parent, { chip: chip.element, goes: premise, step }, chip);
      }
    }
  };
  const grow = (parent, steps) => {
    for (const at of steps || []) {
      const step = data.steps[at];
      if (step.bar) put(parent, { bar: step, step }, boxOf(`step-${at}`));
      else premises(parent, step);
    }
  };
  for (const root of data.roots) put(top, { card: root, step: null }, boxOf(idOf(root)));
  for (let place = 1; place < items.length; place += 1) { // the list grows: level by level
    const item = items[place];
    if (item.bar) {
      premises(item, item.bar);
      grow(item, item.bar.unless);
    } else if (item.card !== undefined && open.has(item.card)) grow(item, data.nodes[item.card].steps);
  }
  return items;
}

// A tidy tree in linear time: siblings stand as near as their outlines allow, parents over the middle of their children
// (Reingold and Tilford 1981, with the unequal sizes of van der Ploeg 2014). An outline is a list of edges from the top
// down; the place of each edge is told from the one before it, so that a list moves with its first edge, and a list
// is joined to another without a walk. Only as much of two outlines is walked as both have: that makes it linear.
function layOut(items) {
  for (const item of items.slice(1)) item.from = item.parent.from + item.parent.deep + item.parent.gap;
  for (const item of items.slice().reverse()) {
    const row = item.children.length ? rowOf(item.children) : null;
    const middle = row ? row.last / 2 : 0;
    for (const child of item.children) child.offset -= middle;
    item.left = outline(item, -item.broad / 2, row && row.left, middle);
    item.right = outline(item, item.broad / 2, row && row.right, middle);
  }
  for (const item of items) item.centre = item.parent ? item.parent.centre + item.offset : 0;
}

// The outline of an item and the row below it, whose middle comes to stand under the item. The gap over a row is the
// row's: its lines and their words stand there.
function outline(item, edge, row, middle) {
  const head = { until: item.from + item.deep, step: edge, next: null };
  if (!row) return { head, tail: head, end: edge };
  row.head.step -= middle + edge;
  head.next = row.head;
  return { head, tail: row.tail, end: row.end - middle };
}

function rowOf(children) {
  const [first, ...others] = children;
  first.offset = 0;
  const row = { left: first.left, right: first.right, last: 0 };
  for (const child of others) {
    const met = meeting(row.right, child.left);
    child.offset = row.last = met.shift;
    child.right.head.step += met.shift;
    const right = { head: child.right.head, tail: child.right.tail, end: child.right.end + met.shift };
    if (met.ours) { // the row reaches deeper than the child
      right.tail.next = met.ours;
      met.ours.step = met.ourEdge - right.end;
      right.tail = row.right.tail;
      right.end = row.right.end;
    } else if (met.theirs) {
      row.left.tail.next = met.theirs;
      met.theirs.step = met.theirEdge + met.shift - row.left.end;
      row.left.tail = child.left.tail;
      row.left.end = child.left.end + met.shift;
    }
    row.right = right;
  }
  return row;
}

// How far a child must stand from the row's first for the outlines to stay apart, and what is left of the longer one.
function meeting(right, left) {
  let ours = right.head, theirs = left.head, ourEdge = ours.step, theirEdge = theirs.step, shift = -Infinity;
  while (ours && theirs) {
    shift = Math.max(shift, ourEdge + GAP.sibling - theirEdge);
    const ourEnd = ours.until, theirEnd = theirs.until;
    if (ourEnd <= theirEnd) {
      ours = ours.next;
      if (ours) ourEdge += ours.step;
    }
    if (theirEnd <= ourEnd) {
      theirs = theirs.next;
      if (theirs) theirEdge += theirs.step;
    }
  }
  return { shift, ours, ourEdge, theirs, theirEdge };
}

// --------------------------------------------------------------------------------------------------------- the scene

const edgeLayer = svg("g", { "aria-hidden": "true" });
const itemLayer = svg("g");
const scene = svg("svg", { class: "argmap scene", role: "tree", "aria-label": "Argument map" },
  svg("defs", {},
    head("because", 9, "M0 0L9 4L0 8Z"), head("explanation", 9, "M0 4L4.5 1L9 4L4.5 7Z"),
    head("but", 2, "M0 -1L2.5 -1L2.5 9L0 9Z"), head("unless", 7, "M.8 4a2.7 2.7 0 1 0 5.4 0a2.7 2.7 0 1 0 -5.4 0Z")),
  edgeLayer, itemLayer);

function head(kind, wide, path) {
  const size = { markerWidth: wide + 1, markerHeight: 10, refX: 0.3, refY: 4, orient: "auto", overflow: "visible" };
  return svg("marker", { id: `map-head-${kind}`, class: kind, markerUnits: "userSpaceOnUse", ...size },
    svg("path", { d: path }));
}

const MARGIN = 24;
let where = new Map(); // statement -> its item, for what is shown
let size = { wide: 0, high: 0 };
let ground = []; // the boxes of cards, and those that lines run in
let ties = []; // lines from what stands in for a statement to the statement, shown when either end is selected

function draw() {
  const items = visible();
  layOut(items);
  const shown = items.slice(1);
  for (const item of shown) {
    item.x = sideways ? item.from : item.centre - item.wide / 2;
    item.y = sideways ? item.centre - item.high / 2 : item.from;
  }
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (const item of shown) {
    left = Math.min(left, item.x);
    top = Math.min(top, item.y);
    right = Math.max(right, item.x + item.wide);
    bottom = Math.max(bottom, item.y + item.high);
  }
  size = { wide: right - left + 2 * MARGIN, high: bottom - top + 2 * MARGIN };
  where = new Map();
  const elements = [];
  for (const item of shown) {
    item.x += MARGIN - left;
    item.y += MARGIN - top;
    item.element = item.bar ? barOf(item.bar) : item.chip || cardOf(item.card);
    item.element.setAttribute("transform", `translate(${item.x.toFixed(1)} ${item.y.toFixed(1)})`);
    if (item.card !== undefined) where.set(item.card, item);
    elements.push(item.element);
  }
  ground = [...shown, ...shown.filter((item) => item.parent.parent).flatMap(along)];
  scene.setAttribute("width", size.wide);
  scene.setAttribute("height", size.high);
  const focused = document.activeElement;
  refill(itemLayer, elements);
  refill(edgeLayer, lines(shown));
  if (focused && itemLayer.contains(focused)) focused.focus({ preventScroll: true });
  describe();
  paint();
}

// Boxes along the line from an item to the one above it.
function along(item) {
  const [from, to, bend] = ends(item.parent, item, 0, 0);
  const mid = sideways ? [[from[0] - bend, from[1]], [to[0] + bend, to[1]]] : [[from[0], from[1] - bend], [to[0], to[1] + bend]];
  const point = (t) => [0, 1].map((axis) => (1 - t) ** 3 * from[axis] + 3 * (1 - t) ** 2 * t * mid[0][axis] + 3 * (1 - t) * t ** 2 * mid[1][axis] + t ** 3 * to[axis]);
  return Array.from({ length: PIECES }, (_, piece) => {
    const [x, y] = point(piece / PIECES), [nextX, nextY] = point((piece + 1) / PIECES);
    return { x: Math.min(x, nextX), y: Math.min(y, nextY), wide: Math.abs(nextX - x), high: Math.abs(nextY - y) };
  });
}

function refill(layer, elements) {
  layer.replaceChildren();
  for (const element of elements) layer.append(element);
}

function lines(shown) {
  const drawn = [], words = []; // words last, so that no line runs over them
  ties = [];
  for (const item of shown) {
    item.children.forEach((child, place) => {
      const [line, word] = lineTo(item, child, place);
      drawn.push(line);
      if (word) words.push(word);
    });
    if (item.chip && where.has(item.goes)) {
      ties.push({ path: svg("path", { class: "line elsewhere", d: curve(where.get(item.goes), item, 0, 0) }), ends: [item.goes, item.step.to] });
    }
  }
  return [...drawn, ...ties.map((tie) => tie.path), ...words];
}

// The line from what stands below up to what it speaks for or against, and the word on it.
function lineTo(item, child, place) {
  const { step } = child;
  const inside = item.bar === step; // from a premise into the bar of its own step
  const many = item.children.length;
  const apart = Math.min(20, (item.broad * 0.6) / many) * (place - (many - 1) / 2);
  const d = curve(item, child, apart, inside ? 0 : HEADS[step.kind]);
  const line = svg("path", { class: `line ${step.kind}`, d, "stroke-width": step.width || 1.5 });
  if (inside) return [line];
  line.setAttribute("marker-end", `url(#map-head-${step.kind})`);
  if (!child.word) return [line];
  const at = sideways
    ? { x: child.x - 5, y: child.y + child.high / 2 + (child.centre > item.centre ? 11 : -5), "text-anchor": "end" }
    : { x: child.x + child.wide / 2 + 5, y: child.y - 7 };
  return [line, svg("text", { class: `word ${step.kind}`, ...at }, child.word)];
}

// Where a line begins below and ends above, `short` of the item and `apart` from its middle, and how far it bends.
function ends(item, child, apart, short) {
  const to = sideways ? [item.x + item.wide + short, item.y + item.high / 2 + apart] : [item.x + item.wide / 2 + apart, item.y + item.high + short];
  const from = sideways ? [child.x, child.y + child.high / 2] : [child.x + child.wide / 2, child.y];
  const axis = sideways ? 0 : 1;
  return [from, to, Math.max(12, (from[axis] - to[axis]) / 2)];
}

function curve(item, child, apart, short) {
  const [[fromX, fromY], [x, y], bend] = ends(item, child, apart, short);
  const points = sideways ? [fromX, fromY, fromX - bend, fromY, x + bend, y, x, y] : [fromX, fromY, fromX, fromY - bend, x, y + bend, x, y];
  const [startX, startY, ...others] = points.map((number) => number.toFixed(1));
  return `M${startX} ${startY}C${others.join(" ")}`;
}

// What a screen reader is told of each card.
function describe() {
  for (const [at, item] of where) {
    let level = 1;
    for (let here = item.parent; here; here = here.parent) if (here.card !== undefined) level += 1;
    item.element.setAttribute("aria-level", level);
    item.element.setAttribute("aria-setsize", siblingsOf(at).length);
    item.element.setAttribute("aria-posinset", turn[at]);
    if (below[at].length) {
      item.element.setAttribute("aria-expanded", open.has(at));
    }
  }
}

// -------------------------------------------------------------------------------------------------- pan, zoom and fit

const view = { x: 0, y: 0, scale: 1 };

// The scale at which all of the map is in sight.
function fitting() {
  return Math.min(stage.clientWidth / size.wide, stage.clientHeight / size.high, FULL_SIZE);
}

function look() {
  keepInSight();
  scene.style.transform = `translate(${view.x}px,${view.y}px) scale(${view.scale})`;
}

// Move the map back by as little as will do, if none of its cards and lines would be in sight.
function keepInSight() {
  const back = (start, length, room) => {
    const least = Math.min(IN_SIGHT, length);
    return Math.max(0, EDGE + least - start - length) + Math.min(0, room - EDGE - least - start);
  };
  let nearest = null;
  for (const one of ground) {
    const x = back(view.x + one.x * view.scale, one.wide * view.scale, stage.clientWidth);
    const y = back(view.y + one.y * view.scale, one.high * view.scale, stage.clientHeight);
    const far = Math.abs(x) + Math.abs(y);
    if (!nearest || far < nearest.far) nearest = { x, y, far };
    if (!far) return;
  }
  if (nearest) {
    view.x += nearest.x;
    view.y += nearest.y;
  }
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
  const middle = (room, length, start, breadth) => (length * READABLE > room ? room / 2 - (start + breadth / 2) * READABLE : (room - length * READABLE) / 2);
  const beginning = (room, length) => Math.max(0, (room - length * READABLE) / 2);
  view.x = sideways ? beginning(stage.clientWidth, size.wide) : middle(stage.clientWidth, size.wide, root.x, root.wide);
  view.y = sideways ? middle(stage.clientHeight, size.high, root.y, root.high) : beginning(stage.clientHeight, size.high);
  look();
}

// Bring a card into view, with as little movement as will do.
function show(at, roomy = false) {
  const item = where.get(at);
  if (!item) return;
  if (roomy && view.scale < READABLE) zoom(READABLE / view.scale);
  const nudge = (start, length, room) => {
    if (start < MARGIN) return MARGIN - start;
    return start + length > room - MARGIN ? Math.max(room - MARGIN - start - length, MARGIN - start) : 0;
  };
  view.x += nudge(view.x + item.x * view.scale, item.wide * view.scale, stage.clientWidth);
  view.y += nudge(view.y + item.y * view.scale, item.high * view.scale, stage.clientHeight);
  look();
}

// Change what is open and draw anew, with one card kept where it is on the screen.
function keeping(at, change) {
  const before = where.get(at);
  const old = before && { x: before.x, y: before.y };
  change();
  draw();
  const after = where.get(at);
  if (old && after) {
    view.x += (old.x - after.x) * view.scale;
    view.y += (old.y - after.y) * view.scale;
  }
  look();
}

const pointers = new Map();
let dragged = false;

stage.addEventListener("pointerdown", (event) => {
  if (event.button !== 0) return;
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  if (pointers.size === 1) dragged = false;
});
stage.addEventListener("pointermove", (event) => {
  const old = pointers.get(event.pointerId);
  if (!old) return;
  const now = { x: event.clientX, y: event.clientY };
  const others = [...pointers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
  if (!dragged && Math.hypot(now.x - old.x, now.y - old.y) < 4) return; // a click that trembles
  if (!dragged) {
    dragged = true;
    stage.setPointerCapture(event.pointerId);
  }
  pointers.set(event.pointerId, now);
  if (others.length) {
    const frame = stage.getBoundingClientRect(), other = others[0];
    const before = Math.hypot(old.x - other.x, old.y - other.y), after = Math.hypot(now.x - other.x, now.y - other.y);
    if (before) zoom(after / before, (now.x + other.x) / 2 - frame.left, (now.y + other.y) / 2 - frame.top);
  }
  view.x += (now.x - old.x) / (others.length + 1);
  view.y += (now.y - old.y) / (others.length + 1);
  look();
});
for (const kind of ["pointerup", "pointercancel"]) {
  stage.addEventListener(kind, (event) => pointers.delete(event.pointerId));
  window.addEventListener(kind, (event) => pointers.delete(event.pointerId));
}
// The page scrolls under the wheel until the reader has gone into the map; a pinch on a touchpad always zooms.
stage.addEventListener("wheel", (event) => {
  if (!event.ctrlKey && !stage.contains(document.activeElement)) return;
  event.preventDefault();
  const frame = stage.getBoundingClientRect();
  const turn = event.deltaY * (event.deltaMode === 1 ? 18 : 1);
  zoom(Math.exp(-Math.max(-200, Math.min(200, turn)) * (event.ctrlKey ? 0.01 : 0.0022)), event.clientX - frame.left, event.clientY - frame.top);
}, { passive: false });
stage.addEventListener("scroll", () => stage.scrollTo(0, 0)); // a browser that scrolls to a focused card

// --------------------------------------------------------------------------------------------------------- selection

let selected = null, focus = null;

function toggle(at) {
  if (!below[at].length) return;
  keeping(at, () => (open.has(at) ? open.delete(at) : open.add(at)));
  if (focus !== null && !where.has(focus)) setFocus(at);
  tell(open.has(at) ? `Unfolded: ${counted(below[at].length, "statement")} below.` : `Folded: ${counted(hidden[at], "statement")} hidden.`);
}

function setFocus(at, take = false) {
  if (focus !== null && cards.has(focus)) cards.get(focus).setAttribute("tabindex", "-1");
  focus = at;
  cardOf(at).setAttribute("tabindex", "0");
  if (take) cardOf(at).focus({ preventScroll: true });
}

// Select a statement: it is shown in the map, and told of in the panel.
function select(at, { take = false, roomy = false } = {}) {
  selected = at;
  if (!isShown(at)) {
    keeping(inSight(at), () => reveal(at));
  }
  setFocus(at, take);
  if (take) stage.scrollIntoView({ block: "nearest" }); // the page as far as the map; within it the map itself moves
  show(at, roomy);
  paint();
  fill(statement(at));
  history.replaceState(null, "", "#" + encodeURIComponent(idOf(at)));
}

// Go to the map from elsewhere on the page.
function visit(at) {
  explore.scrollIntoView({ block: "start" });
  select(at, { take: true, roomy: true });
}

function tell(words) {
  said.textContent = words;
}

// Everything that is said of cards by their looks; each also stands in words, on the card or in the panel.
function paint() {
  const rests = selected === null ? new Set() : reached(selected, premisesOf);
  const carried = selected === null ? new Set() : reached(selected, supportedBy);
  const against = new Set(selected === null ? [] : moves(selected).filter(attacks).flatMap((step) => step.premises));
  for (const [at, item] of where) {
    const { element } = item;
    const related = selected === at || rests.has(at) || carried.has(at) || against.has(at);
    element.classList.toggle("selected", selected === at);
    element.classList.toggle("beneath", rests.has(at));
    element.classList.toggle("carried", carried.has(at));
    element.classList.toggle("against", against.has(at) && selected !== at);
    element.classList.toggle("aside", selected !== null && !related);
    element.classList.toggle("hit", hits.has(at));
    element.setAttribute("aria-selected", selected === at);
    mark(at, element);
    label(at, element);
    element.setAttribute("aria-label", spoken(at));
  }

  for (const { path, ends } of ties) path.classList.toggle("shown", ends.includes(selected));
}

function spoken(at) {
  const node = data.nodes[at], change = changeOf(at);
  return `${node.number} ${node.kind}: ${node.text} Support: ${GRADES[node.grades[0]]}${node.contested ? ", contested" : ""}.` +
    (change ? ` With what is withdrawn: ${change.words}.` : "") +
    (fallenBelow[at] && !open.has(at) ? ` Of the ${hidden[at]} folded below it ${fallenBelow[at]} lose all support.` : "");
}

function mark(at, element) {
  element.querySelector(":scope > .mark")?.remove();
  const change = changeOf(at);
  for (const name of ["fallen", "weaker", "stronger"]) element.classList.toggle(name, change?.name === name);
  if (!change) return;
  const wide = 14 + 6.2 * change.words.length; // of the widest fonts that a reader may have
  element.append(svg("g", { class: "mark", transform: "translate(8 -9)" },
    svg("rect", { width: wide, height: 15, rx: 3 }), svg("text", { x: 6, y: 11 }, change.words)));
}

// How many statements that a fold hides, and how many of them fall with what is withdrawn.
function label(at, element) {
  if (!below[at].length) return;
  const words = `+${hidden[at]}`, all = open.has(at) ? "\u2212" : words + (fallenBelow[at] ? `, ${fallenBelow[at]} fall` : "");
  const { wide, high } = boxOf(idOf(at)), room = 16 + 6 * Math.max(words.length, all.length);
  const fold = element.querySelector(".fold");
  fold.setAttribute("transform", `translate(${wide - room - 4} ${high - 7})`);
  fold.classList.toggle("falls", !open.has(at) && fallenBelow[at] > 0);
  fold.querySelector(".reach").setAttribute("d", `M-6 -7h${room + 12}v29h${-room - 12}z`);
  fold.querySelector("rect").setAttribute("width", room);
  fold.querySelector("text").setAttribute("x", room / 2);
  fold.querySelector("text").textContent = all;
}

// ----------------------------------------------------------------------------------------------- withdrawing sources

const lost = new Set();
let outcome = null; // { exact, grades: Map, theses }
const fallenBelow = data.nodes.map(() => 0); // how many statements below each have no support left

// The engine's answer where it was asked, and else what loses all support.
function reckon() {
  const answer = lost.size ? data.withdrawn[[...lost].sort().join("+")] : null;
  if (!lost.size) outcome = null;
  else if (answer) {
    const grades = new Map(Object.entries(answer.grades).map(([at, after]) => [Number(at), after]));
    outcome = { exact: true, grades, theses: answer.theses };
  } else {
    const before = standing(new Set()), after = standing(lost);
    outcome = { exact: false, grades: new Map([...before].filter((at) => !after.has(at)).map((at) => [at, 0])), theses: {} };
  }
  fallenBelow.fill(0);
  for (const at of outcome ? inTree.slice().reverse() : []) {
    if (above[at] !== null) fallenBelow[above[at]] += fallenBelow[at] + (outcome.grades.get(at) === 0 ? 1 : 0);
  }
}

// What has any support on its sources alone: as the engine's function has it, with every gate in its place.
function standing(gone) {
  const alive = new Map([["unknown", true]]);
  const isAlive = (key) => {
    const waiting = [key];
    while (waiting.length) {
      const here = waiting[waiting.length - 1], source = data.sources[here];
      const unheard = alive.has(here) ? [] : (source.from || []).filter((name) => !alive.has(name));
      waiting.push(...unheard);
      if (unheard.length) continue;
      waiting.pop();
      if (!alive.has(here)) {
        const heard = !source.from || source.from.some((name) => alive.get(name));
        alive.set(here, heard && !source.retracted && !gone.has(here));
      }
    }
    return alive.get(key);
  };
  const holds = new Set(), held = data.steps.map(() => 0), waiting = [];
  data.nodes.forEach((node, at) => {
    if (node.assumed || (node.cites || []).some(([key, , uncertain]) => !uncertain && isAlive(key))) waiting.push(at);
  });
  while (waiting.length) {
    const at = waiting.pop();
    if (holds.has(at)) continue;
    holds.add(at);
    for (const step of uses[at]) {
      held[step.at] += 1;
      if (step.kind === "because" && held[step.at] === step.needs) waiting.push(step.to);
    }
  }
  return holds;
}

function changeOf(at) {
  const after = outcome?.grades.get(at);
  if (after === undefined) return null;
  const before = data.nodes[at].grades[0];
  if (after === 0) return { name: "fallen", words: "no support left" };
  return after < before ? { name: "weaker", words: `now ${GRADES[after]}` } : { name: "stronger", words: `now ${GRADES[after]}, stronger` };
}

const undone = { back: [], forth: [] }; // what was lost before each change, and after each that was taken back

function withdraw(keys, back = false) {
  undone.back.push([...lost]);
  undone.forth = [];
  for (const key of keys) back ? lost.delete(key) : lost.add(key);
  answer();
}

// Take the last change of what is withdrawn back, or make it again; whether there was one.
function takeBack(from, to) {
  const before = from.pop();
  if (!before) return false;
  to.push([...lost]);
  lost.clear();
  before.forEach((key) => lost.add(key));
  answer();
  return true;
}

function answer() {
  reckon();
  paint();
  redraw();
  panel.scrollTo(0, 0);
  const all = outcome ? [...outcome.grades.keys()].map(changeOf) : [];
  const fallen = all.filter((change) => change.name === "fallen").length, weaker = all.filter((change) => change.name === "weaker").length;
  tell(lost.size
    ? `Withdrawn: ${[...lost].map((key) => data.sources[key].name).join(", ")}. ${counted(fallen, "statement")} without support` +
      (outcome.exact ? `, ${weaker} weaker.` : ".") + thesesFall().map((at) => ` The thesis ${data.nodes[at].number} falls.`).join("")
    : "Every source is back.");
}

function thesesFall() {
  return data.theses.filter((at) => (outcome.exact ? outcome.theses[at][2] : outcome.grades.has(at)));
}

// --------------------------------------------------------------------------------------------------------- the panel

let current = start; // what the panel shows, to be made again after a withdrawal
let told = null; // the source that it tells of, if it does
const tellsMore = { statement: () => [], source: () => [] }; // elements that another script of ours adds to it

function fill(make, source = null) {
  current = make;
  told = source;
  redraw();
  panel.scrollTo(0, lost.size ? panel.querySelector(":scope > h3").offsetTop - 8 : 0); // below the answer of a withdrawal
}

// Tell of a source, and go there: what was pressed may be gone.
function readSource(key) {
  fill(sourceOf(key), key);
  panel.querySelector(":scope > h3").focus({ preventScroll: true });
  panel.scrollIntoView({ block: "nearest" });
}

function redraw() {
  const held = panel.contains(document.activeElement) && document.activeElement.getAttribute("data-key");
  panel.replaceChildren(...(lost.size ? [question()] : []), ...current());
  for (const drawing of panel.querySelectorAll(".lineage")) connect(drawing);
  for (const button of document.querySelectorAll("#sources [data-withdraw]")) {
    const gone = lost.has(button.getAttribute("data-withdraw"));
    button.setAttribute("aria-label", `${gone ? "Put back" : "Withdraw"}: ${shortened(data.sources[button.getAttribute("data-withdraw")].name, 60)}`);
    button.textContent = gone ? "Put back" : "Withdraw";
    button.classList.toggle("undo", gone);
  }
  if (held) [...panel.querySelectorAll("[data-key]")].find((one) => one.getAttribute("data-key") === held)?.focus();
}

const link = (at) => html("a", { href: "#" + encodeURIComponent(idOf(at)), "data-at": at }, data.nodes[at].number);
const line = (at, ...more) => html("li", {}, link(at), " ", own(shortened(data.nodes[at].text)), ...more);

function shortened(text, most = 160) {
  const letters = Array.from(text.slice(0, 2 * most));
  return letters.length > most || text.length > 2 * most ? letters.slice(0, most - 1).join("") + "\u2026" : text;
}

function list(places, more = () => []) {
  const rest = places.length - LISTED;
  return html("ul", {}, ...places.slice(0, LISTED).map((at) => line(at, ...more(at))),
    rest > 0 ? html("li", {}, `and ${rest} more, marked in the map`) : null);
}

function withdrawing(key) {
  const gone = lost.has(key);
  const { name, retracted } = data.sources[key];
  if (retracted) return html("span", { class: "gone" }, "retracted");
  return html("button", {
    type: "button", "data-key": key, class: gone ? "undo" : null, "aria-label": `${gone ? "Put back" : "Withdraw"}: ${shortened(name, 60)}`,
    onclick: () => withdraw([key], gone),
  }, gone ? "Put back" : "Withdraw");
}

const toSource = (key) => html("button", { type: "button", class: "link", onclick: () => lead(key) }, own(shortened(data.sources[key].name, 120)));

// Tell of a source in the panel, and mark in the map the premises that it carries.
function lead(key) {
  const { carries, name } = data.sources[key];
  hits = new Set(carries);
  if (carries.length) {
    const [first] = carries;
    if (!isShown(first)) {
      keeping(inSight(first), () => carries.forEach(reveal));
    }
    show(first);
  }
  paint();
  fill(sourceOf(key), key);
  tell(`${shortened(name, 60)}: ${counted(carries.length, "premise")} marked in the map.`);
}

// What the panel shows before anything is chosen.
function start() {
  const keys = Object.keys(data.sources).sort((one, other) => data.sources[other].carries.length - data.sources[one].carries.length);
  return [
    html("h3", { tabindex: "-1" }, "Choose a statement, or withdraw a source"),
    html("p", {}, "Click a card to see its grade, why it has it, and what it rests on. The button at its corner folds what is below it."),
    ...(keys.length ? [
      html("h4", {}, "Sources, by the premises they carry"),
      html("ul", { class: "rows" }, ...keys.slice(0, LISTED).map((key) => html("li", {}, withdrawing(key), " ", toSource(key),
        html("small", {}, ` carries ${data.sources[key].carries.length}`)))),
      keys.length > LISTED ? html("p", {}, `${keys.length - LISTED} more are in the table of sources below.`) : null,
    ].filter(Boolean) : []),
    ...(data.nodes.some((node) => node.locators) && !data.hasText ? [html("h4", {}, "The text"), chooser()] : []),
    html("h4", {}, "Lines and tints"),
    html("ul", { class: "legend" }, ...Object.entries(data.legend.lines).map(([kind, words]) => html("li", {},
      svg("svg", { width: 46, height: 14, "aria-hidden": "true" }, svg("path", { class: `line ${kind}`, "stroke-width": 1.8, d: "M2 7H34", "marker-end": `url(#map-head-${kind})` })), words)),
      ...Object.entries(data.legend.tones).map(([tone, words]) => html("li", {},
        svg("svg", { width: 46, height: 16, "aria-hidden": "true" }, svg("rect", { class: `tint ${tone}`, x: 2, y: 2, width: 42, height: 12, rx: 3 })), words))),
    html("h4", {}, "Keys"),
    html("dl", { class: "keys" }, ...[
      ["/", "search"], ["arrows", "to the statement above, below, beside"], ["space", "fold or unfold"], ["enter", "read about it; Esc comes back"],
      ["+ \u2212 0", "zoom in, out, fit"], ["shift + arrows", "move the map"], ["ctrl + Z", "take a withdrawal back; with shift, make it again"], ["wheel", "zoom, once you have clicked in the map"],
    ].flatMap(([key, words]) => [html("dt", {}, key), html("dd", {}, words)])),
  ];
}

function statement(at) {
  return () => {
    const node = data.nodes[at], change = changeOf(at);
    const moved = moves(at), supports = uses[at];
    const sources = [...new Set([at, ...reached(at, premisesOf)].flatMap((other) => (data.nodes[other].cites || []).map(([key]) => key)))];
    return [
      html("h3", { tabindex: "-1" }, html("small", {}, `${node.number} ${node.kind}${node.added ? ", added by the map's maker" : ""}`), html("br"), own(node.text)),
      change ? html("p", { class: `change ${change.name}` }, `With what is withdrawn: ${change.words} (it was ${GRADES[node.grades[0]]}).`) : null,
      ...tellsMore.statement(node.id),
      ...saidOf(node),
      node.note ? html("p", {}, html("small", {}, "Note: ", own(node.note))) : null,
      ...grades(node),
      node.falls ? html("p", {}, `It loses all support with ${node.falls.join(", or with ")}${node.alsoFalls ? `, or with any of ${node.alsoFalls} more` : ""}.`) : null,
      ...passages(node),
      ...(sources.length ? [html("h4", {}, "Sources, and whom they repeat"), lineage(sources, new Map((node.cites || []).map(([key, where_, uncertain]) => [key, [where_, uncertain && "uncertain"].filter(Boolean).join(", ")])))] : []),
      ...findings(node),
      ...section("Rests on", moved.filter((step) => step.kind === "because" || step.kind === "explanation"), (step) => step.premises),
      ...section("Against it", moved.filter(attacks), (step) => step.premises),
      ...section("What rests on it", supports.filter((step) => step.kind === "because"), (step) => [step.to], false),
      ...section("Speaks against", supports.filter(attacks), (step) => [step.to], false),
      html("p", {}, html("small", {}, html("a", { href: "#statement-" + encodeURIComponent(node.id) }, "In the outline"))),
    ].filter((part) => part !== null);
  };
}

// What the map says of a statement or a step besides its text.
const saidOf = (thing) => (thing.said || []).map((text) => html("p", {}, html("small", {}, own(text))));

function section(title, steps, of, how = true) {
  if (!steps.length) return [];
  return [html("h4", {}, title), html("ul", {}, ...steps.flatMap((step) => of(step).map((at) =>
    html("li", {}, how ? html("b", {}, step.how + " ") : null, link(at), " ", own(shortened(data.nodes[at].text)), " ", grade(data.nodes[at].grades[0]),
      ...(how && at === step.premises[0] ? saidOf(step) : [])))))];
}

function grades(node) {
  const same = node.grades[0] === node.grades[1] && node.why[0].join() === node.why[1].join();
  return READINGS.slice(0, same ? 1 : 2).map((reading, place) => html("div", { class: "reading" },
    html("p", {}, html("b", {}, same ? "In both readings" : reading), ": ", grade(node.grades[place]), node.contested ? ", contested" : ""),
    html("ul", {}, ...node.why[place].map((text) => html("li", {}, ...prose(data.strings[text]))))));
}

function passages(node) {
  if (!node.locators) return [];
  const how = { exact: "", moved: ", moved", edited: ", nearly these words", found: "", lost: ": not found word for word" };
  return [html("h4", {}, "In the text"), ...(node.passages || []).map((passage) => html("figure", {},
    passage.words ? html("blockquote", {}, passage.words) : null,
    html("figcaption", {}, `paragraph ${passage.at}${how[passage.status]}`))),
  ...(node.passages ? [] : [html("p", {}, `Paragraph ${node.locators.map((one) => one.at).join(", ")}.`)]), data.hasText ? null : chooser()].filter(Boolean);
}

function chooser() {
  const input = html("input", { type: "file", accept: ".txt,.md,text/plain", onchange: () => input.files[0] && readFile(input.files[0]) });
  return html("p", {}, html("label", {}, html("small", {}, "The text, from a file of yours; it does not leave this page: "), input));
}

function findings(node) {
  const entries = (node.findings || []).map((place) => document.getElementById(`finding-${place}`)).filter(Boolean);
  if (!entries.length) return [];
  return [html("h4", {}, "Findings"), html("ul", { class: "findings" }, ...entries.map((entry) => {
    const copy = entry.cloneNode(true);
    copy.removeAttribute("id");
    copy.querySelectorAll("details").forEach((more) => more.remove());
    return copy;
  }))];
}

function sourceOf(key) {
  return () => {
    const source = data.sources[key];
    return [
      html("h3", { tabindex: "-1" }, html("small", {}, "Source"), html("br"), own(source.name)),
      html("p", {}, withdrawing(key), " grade ", grade(source.grade), source.known ? `; ${source.known}` : ""),
      ...tellsMore.source(key),
      ...Object.entries(data.groups).filter(([, group]) => group.keys.includes(key) && group.keys.length > 1).map(([name, group]) =>
        html("p", {}, html("button", { type: "button", "data-key": `(${name})`, onclick: () => withdraw(group.keys.filter((one) => !data.sources[one].retracted)) },
          `Withdraw all of ${group.name}`))),
      source.url ? html("p", {}, html("a", { href: source.url, rel: "noopener noreferrer" }, "Open it")) : null,
      ...((source.from || []).length ? [html("h4", {}, "Whom it repeats"), lineage([key], new Map())] : []),
      html("h4", {}, `Carries ${counted(source.carries.length, "premise")}`), list(source.carries),
    ].filter((part) => part !== null);
  };
}

// Each source over those that it repeats, one row a step of the lineage; `connect` draws the lines between.
function lineage(keys, cited) {
  const drawn = keys.slice(0, DRAWN_SOURCES), rows = new Map();
  const waiting = drawn.map((key) => [key, 0]).reverse(); // taken from the end: as they are cited
  while (waiting.length) {
    const [key, row] = waiting.pop();
    if (rows.has(key) && rows.get(key) >= row) continue;
    rows.set(key, row);
    for (const from of (data.sources[key] || {}).from || []) waiting.push([from, row + 1]);
  }
  const depth = Math.max(...rows.values());
  const shown = Array.from({ length: depth + 1 }, (_, row) => html("div", { class: "row" },
    ...[...rows].filter(([, place]) => place === row).map(([key]) => sourceBox(key, cited))));
  const more = keys.length - drawn.length;
  return html("div", { class: "lineage" }, ...shown, more > 0 ? html("p", {}, `and ${more} more`) : null);
}

function sourceBox(key, cited) {
  const source = data.sources[key];
  if (!source) return html("div", { class: "source", "data-source": key }, "An unknown origin");
  const from = (source.from || []).map((name) => (data.sources[name] ? data.sources[name].name : "an unknown origin"));
  return html("div", { class: `source${lost.has(key) || source.retracted ? " gone" : ""}`, "data-source": key, "data-from": (source.from || []).join(" ") },
    toSource(key),
    cited.get(key) ? html("small", {}, own(shortened(cited.get(key), 80))) : null,
    html("small", {}, from.length ? `repeats ${shortened(from.join(", "), 80)}` : source.groups ? `one of ${shortened(source.groups.join(", "), 60)}` : ""),
    withdrawing(key));
}

// Lines from each source to those that it repeats; where boxes stand between, through a gap of theirs.
function connect(drawing) {
  drawing.querySelector("svg")?.remove();
  const frame = drawing.getBoundingClientRect();
  const places = new Map();
  for (const box of drawing.querySelectorAll("[data-source]")) {
    const { left, top, width, height } = box.getBoundingClientRect();
    const x = left - frame.left, y = top - frame.top;
    places.set(box.getAttribute("data-source"), { left: x, right: x + width, top: y, bottom: y + height });
  }
  const paths = [];
  let lane = 0; // lines beside each other, so that each can be followed
  for (const box of drawing.querySelectorAll("[data-from]")) {
    const from = places.get(box.getAttribute("data-source"));
    for (const name of box.getAttribute("data-from").split(" ").filter((one) => places.has(one))) {
      const to = places.get(name), toX = (to.left + to.right) / 2, tip = to.top - 1;
      let x = (from.left + from.right) / 2, y = from.bottom, d = `M${x} ${y}`;
      const go = (nextX, nextY) => {
        const bend = Math.min(12, (nextY - y) / 2);
        d += `C${x} ${y + bend} ${nextX} ${nextY - bend} ${nextX} ${nextY}`;
        [x, y] = [nextX, nextY];
      };
      const between = linesOf([...places.values()], from.bottom, to.top);
      for (const line of between) {
        go(gapIn(line, x + (toX - x) / 2, frame.width, lane % 3), line.top);
        d += `V${line.bottom}`;
        y = line.bottom;
      }
      if (between.length) lane += 1;
      go(toX, tip);
      paths.push(svg("path", { d }), svg("path", { class: "tip", d: `M${toX - 4} ${tip - 6}L${toX} ${tip}L${toX + 4} ${tip - 6}Z` }));
    }
  }
  if (paths.length) drawing.prepend(svg("svg", { "aria-hidden": "true", width: frame.width, height: frame.height }, ...paths));
}

// The lines of boxes that stand wholly between two heights, from the top; a row may have been broken into several.
function linesOf(boxes_, from, to) {
  const found = [];
  const inside = boxes_.filter((box) => box.top >= from && box.bottom <= to).sort((one, other) => one.top - other.top);
  for (const box of inside) {
    const last = found[found.length - 1];
    if (last && box.top < last.bottom) {
      last.bottom = Math.max(last.bottom, box.bottom);
      last.boxes.push(box);
    } else found.push({ top: box.top, bottom: box.bottom, boxes: [box] });
  }
  return found;
}

// The middle of a gap in a line of boxes, or of what is free beside it: the one nearest to where a line would go.
function gapIn(line, wanted, room, lane) {
  const sorted = line.boxes.slice().sort((one, other) => one.left - other.left);
  const ends = [-GAP_BESIDE, ...sorted.map((box) => box.right)], starts = [...sorted.map((box) => box.left), room + GAP_BESIDE];
  const gaps = ends.map((end, place) => {
    const apart = Math.min(8 + 5 * lane, (starts[place] - end) / 2);
    return Math.max(end + apart, Math.min(starts[place] - apart, wanted));
  });
  return gaps.reduce((best, gap) => (Math.abs(gap - wanted) < Math.abs(best - wanted) ? gap : best));
}

const became = (before, after) => (before === after ? ["still ", grade(after)] : [grade(before), " \u2192 ", grade(after)]);

// What the withdrawal comes to.
function question() {
  const of = (name) => [...outcome.grades.keys()].filter((at) => changeOf(at).name === name).sort((one, other) => one - other);
  const fallen = of("fallen"), weaker = of("weaker"), stronger = of("stronger");
  const falls = thesesFall(), changed = (at) => [" ", ...became(data.nodes[at].grades[0], outcome.grades.get(at))];
  return html("div", { class: "question" },
    html("h3", {}, "If this were withdrawn"),
    html("ul", { class: "rows" }, ...[...lost].map((key) => html("li", {}, withdrawing(key), " ", toSource(key)))),
    lost.size > 1 ? html("button", { type: "button", "data-key": "(all)", onclick: () => withdraw([...lost], true) }, "Put all back") : null,
    ...data.theses.map((at) => html("p", {}, html("b", { class: falls.includes(at) ? "change fallen" : "" }, `Thesis ${data.nodes[at].number} ${falls.includes(at) ? "falls" : "stands"}`),
      outcome.exact ? html("span", {}, ": ", ...became(data.nodes[at].grades[0], outcome.theses[at][0]), " on its sources alone; ",
        ...became(data.nodes[at].grades[1], outcome.theses[at][1]), " taking the text's word") : "")),
    outcome.exact ? null : html("p", {}, ...prose("Only what loses all support is shown: new grades are known for one source, and for two of those that carry most" +
      (Object.keys(data.withdrawn).length < data.asked ? "" : ", as far as the size of this map allows") + " (`argmap what-if` answers every case).")),
    ...(fallen.length ? [html("h4", {}, `No support left: ${fallen.length}`), list(fallen)] : [html("p", {}, outcome.exact && !weaker.length && !stronger.length ? "No grade is another." : "Nothing loses all its support.")]),
    ...(weaker.length ? [html("h4", {}, `Weaker: ${weaker.length}`), list(weaker, changed)] : []),
    ...(stronger.length ? [html("h4", {}, `Stronger, for what spoke against it falls: ${stronger.length}`), list(stronger, changed)] : []));
}

// ------------------------------------------------------------------------------------------------- the reader's text

// Words, places, hashes and traces are those of passages.py, where the reasons stand. Only words that stand unchanged
// are found here; the engine also finds what was edited.
const ALONE = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\u{1aff0}-\u{1b16f}\u{20000}-\u{3ffff}]";
const DROPPED = "['\u2019\u2018\u02bc\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe00-\ufe0f]";
const MARK = `(?!${DROPPED})\\p{M}`;
const IN_WORD = `(?:(?!${ALONE})[\\p{L}\\p{N}]|${MARK})`;
const WORD = new RegExp(`(?=[\\p{L}\\p{N}])${ALONE}(?:${DROPPED}*${MARK})*|(?!${ALONE})[\\p{L}\\p{N}]${IN_WORD}*(?:${DROPPED}+${IN_WORD}+)*`, "gu");
const NEWLINE = "(?:\\r\\n|\\r(?!\\n)|[\\n\\x85\\u2028])";
const PARAGRAPH_END = new RegExp(`${NEWLINE}[^\\S\\r\\n\\x85\\u2028\\u2029\\f]*${NEWLINE}|[\\f\\u2029]`, "gu");
const MOST_BYTES = 64 * 2 ** 20; // of a text, as in load.py
const HALF_TRACE = 24; // a trace is the first and the last so many digits

function wordsOf(text) {
  const words = [], spans = [], starts = [];
  let from = 0;
  for (const end of [...text.matchAll(PARAGRAPH_END), { index: text.length, 0: "" }]) {
    const before = words.length;
    for (const match of text.slice(from, end.index).matchAll(WORD)) {
      const plain = match[0].normalize("NFKC").toLowerCase().replace(/\u00df/g, "ss").replace(/\u03c2/g, "\u03c3").normalize("NFKC");
      for (const [word] of plain.matchAll(WORD)) {
        words.push(word.replace(new RegExp(DROPPED, "gu"), ""));
        spans.push([from + match.index, from + match.index + match[0].length]);
      }
    }
    if (words.length > before) starts.push(before);
    from = end.index + end[0].length;
  }
  return { text, words, spans, starts };
}

async function hashed(words) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words.join(" "))));
}

async function traceOf(words) {
  const digits = new Map();
  for (const word of words) if (!digits.has(word)) digits.set(word, String((await hashed([word]))[31] & 7));
  return words.map((word) => digits.get(word)).join("");
}

async function located(read, locator) {
  const [, paragraph, first, lastParagraph, last] = locator.at.match(/^(\d+)(?::(\d+)(?:-(?:(\d+):)?(\d+))?)?$/).map((part) => part && Number(part));
  const startOf = (number) => read.starts[number - 1] ?? read.words.length;
  const hint = startOf(paragraph) + (first || 1) - 1;
  const hintEnd = first ? startOf(lastParagraph || paragraph) + (last || first) : startOf(paragraph + 1);
  const length = locator.words || hintEnd - hint;
  const isIt = async (start) => {
    const bytes = await hashed(read.words.slice(start, start + length));
    return Array.from(bytes.slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("") === locator.sha256;
  };
  const quoted = (status, start) => ({ at: locator.at, status, words: read.text.slice(read.spans[start][0], read.spans[start + length - 1][1]).replace(/\s+/g, " ") });
  const lost_ = { at: locator.at, status: "lost", words: "" };
  if (length < 1 || length > read.words.length) return lost_;
  if (!locator.sha256) return hint + length <= read.words.length ? quoted("found", hint) : lost_;
  if (hint + length <= read.words.length && (await isIt(hint))) return quoted("exact", hint);
  if (!locator.trace) return lost_;
  const digits = locator.trace.slice(1), whole = length <= 2 * HALF_TRACE;
  const head = whole ? digits : digits.slice(0, HALF_TRACE), tail = whole ? "" : digits.slice(HALF_TRACE);
  const starts = [];
  for (let start = read.trace.indexOf(head); start >= 0; start = read.trace.indexOf(head, start + 1)) {
    if (start + length <= read.words.length && read.trace.slice(start, start + length).endsWith(tail) && (await isIt(start))) starts.push(start);
  }
  starts.sort((one, other) => Math.abs(one - hint) - Math.abs(other - hint));
  return starts.length ? quoted("moved", starts[0]) : lost_;
}

// The words of a file, or null if it is no text.
async function textIn(file) {
  if (file.size > MOST_BYTES) return null;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

let chosen = null; // the text that the reader has chosen, and its name

async function readFile(file) {
  const text = await textIn(file);
  if (text === null) {
    tell(`${shortened(file.name, 60)} is no plain text in UTF-8, so nothing was looked up: choose the text as a .txt or .md file.`);
    return;
  }
  chosen = { name: file.name, text };
  const { all, gone } = await lookUp(text);
  tell(`${counted(all, "passage")} looked up in ${shortened(file.name, 60)}: ${gone ? `${gone} not found` : "all found"}.`);
}

async function lookUp(text) {
  const read = wordsOf(text.normalize("NFC"));
  read.trace = await traceOf(read.words);
  let all = 0, gone = 0;
  for (const node of data.nodes) {
    if (!node.locators) continue;
    node.passages = [];
    for (const locator of node.locators) node.passages.push(await located(read, locator));
    all += node.passages.length;
    gone += node.passages.filter((passage) => passage.status === "lost").length;
  }
  redraw();
  return { all, gone };
}

// ------------------------------------------------------------------------------------------------------------ search

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
let hits = new Set(), haystack = null;

function search() {
  const words = folded(finder.value).split(/\s+/).filter(Boolean);
  haystack ??= data.nodes.map((node) => folded(`${node.number} ${node.id} ${node.text}`));
  const matches = (text) => words.every((word) => text.includes(word));
  const nodes = words.length ? inTree.filter((at) => matches(haystack[at])) : [];
  const sources = words.length ? Object.keys(data.sources).filter((key) => matches(folded(`${key} ${data.sources[key].name}`))) : [];
  hits = new Set(nodes);
  paint();
  found.hidden = !words.length;
  const closing = (act) => () => {
    found.hidden = true;
    act();
  };
  found.replaceChildren(
    html("span", { class: "count" }, words.length ? `${counted(nodes.length, "statement")}, ${counted(sources.length, "source")}` : ""),
    ...sources.slice(0, LISTED).map((key) => html("button", { type: "button", onclick: closing(() => readSource(key)) }, "Source: ", own(shortened(data.sources[key].name, 80)))),
    ...nodes.slice(0, LISTED).map((at) => html("button", { type: "button", onclick: closing(() => select(at, { take: true, roomy: true })) }, data.nodes[at].number, " ", own(shortened(data.nodes[at].text, 90)))));
  tell(words.length ? found.firstChild.textContent + " found." : "");
}

finder.addEventListener("input", search);
finder.addEventListener("focus", () => (found.hidden = !finder.value.trim()));
finder.addEventListener("keydown", (event) => {
  if (event.key === "Enter") found.querySelector("button")?.click();
  else if (event.key === "ArrowDown") found.querySelector("button")?.focus();
  else if (event.key === "Escape" && finder.value) {
    finder.value = "";
    search();
  } else return;
  event.preventDefault();
  event.stopPropagation();
});
found.addEventListener("keydown", (event) => {
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  if (event.key === "Escape") {
    found.hidden = true;
    finder.focus();
    event.stopPropagation();
  } else if (step) {
    const next = document.activeElement[step];
    (next && next.matches("button") ? next : finder).focus();
    event.preventDefault();
  }
});
document.addEventListener("pointerdown", (event) => {
  if (!event.target.closest(".finder")) found.hidden = true;
});

// -------------------------------------------------------------------------------------------------- clicks and keys

const acts = {
  closer: () => zoom(1.3),
  farther: () => zoom(1 / 1.3),
  fit: () => fit(),
  unfold: () => keeping(focus, () => inTree.forEach((at) => open.add(at))),
  fold: () => {
    const depth = foldDeepest();
    if (depth === null) return tell("Nothing is left to fold.");
    draw();
    if (!where.has(focus)) setFocus(inSight(focus));
    settle();
    tell(`Folded to ${counted(depth, "level")}: ${counted(where.size, "statement")} shown.`);
  },
  start: () => {
    selected = null;
    paint();
    fill(start);
  },
  window: () => {
    fillWindow(!explore.classList.contains("whole"));
    settle();
  },
};

function fillWindow(whole) {
  explore.classList.toggle("whole", whole);
  explore.querySelector("[data-do=window]").setAttribute("aria-pressed", whole);
}

explore.querySelector(".tools").addEventListener("click", (event) => {
  const name = event.target.closest("[data-do]")?.getAttribute("data-do");
  if (name) acts[name]();
});

stage.addEventListener("click", (event) => {
  if (dragged) return;
  const fold = event.target.closest("[data-fold]"), chip = event.target.closest("[data-go]"), item = event.target.closest("[data-at]");
  if (fold) {
    setFocus(Number(fold.getAttribute("data-fold")), true);
    toggle(Number(fold.getAttribute("data-fold")));
  } else if (chip) select(Number(chip.getAttribute("data-go")), { take: true });
  else if (item) {
    select(Number(item.getAttribute("data-at")), { take: true });
    if (stacked.matches) explore.scrollIntoView({ block: "start" }); // the panel is below the map: both come into view
  } else stage.focus({ preventScroll: true });
});

// Links to statements lead into the map, but from the outline to the outline.
document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const anchor = event.target.closest("a[href^='#']");
  if (!anchor) return;
  const name = decodeURIComponent(anchor.getAttribute("href").slice(1));
  const leads = name.startsWith("node-") || (name.startsWith("statement-") && anchor.closest("#answer, #findings, #sources, .findings"));
  const at = leads ? byId.get(name.slice(name.indexOf("-") + 1)) : undefined;
  if (at === undefined) return;
  event.preventDefault();
  if (explore.contains(anchor)) select(at, { take: true });
  else visit(at);
});

const stacked = matchMedia("(max-width: 60rem)"); // as in page.css

const ways = sideways
  ? { ArrowLeft: "up", ArrowRight: "down", ArrowUp: "before", ArrowDown: "after" }
  : { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "before", ArrowRight: "after" };

function neighbour(at, way) {
  if (way === "up") return above[at];
  if (way === "down") {
    if (below[at].length && !open.has(at)) toggle(at);
    return below[at][0];
  }
  return siblingsOf(at)[turn[at] - 1 + (way === "after" ? 1 : -1)];
}

stage.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const at = Number(event.target.closest("[data-at]")?.getAttribute("data-at") ?? focus);
  const way = ways[event.key];
  if (way && event.shiftKey) {
    view.x += { ArrowLeft: 60, ArrowRight: -60 }[event.key] || 0;
    view.y += { ArrowUp: 60, ArrowDown: -60 }[event.key] || 0;
    look();
  } else if (way) {
    const next = neighbour(at, way);
    if (next !== null && next !== undefined) select(next, { take: true });
  } else if (event.key === " ") toggle(at);
  else if (event.key === "Home") select(data.roots[0], { take: true });
  else if (event.key === "Enter") {
    select(at, { take: true });
    (panel.querySelector(":scope > h3") || panel).focus({ preventScroll: true });
  } else return;
  event.preventDefault();
});

explore.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input")) return;
  const name = { "+": "closer", "=": "closer", "-": "farther", "0": "fit" }[event.key];
  if (name) acts[name]();
  else if (event.key === "Escape" && panel.contains(event.target) && focus !== null) cardOf(focus).focus({ preventScroll: true });
  else if (event.key === "Escape" && explore.classList.contains("whole")) acts.window();
  else if (event.key === "Escape" && selected !== null) acts.start();
  else return;
  event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.matches("input") || (key !== "z" && key !== "y")) return;
  const again = key === "y" || event.shiftKey;
  if (again ? takeBack(undone.forth, undone.back) : takeBack(undone.back, undone.forth)) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input")) return;
  event.preventDefault();
  finder.focus();
});

// -------------------------------------------------------------------------------------------------------- beginning

// The table of sources gets a button in every row.
for (const key of Object.keys(data.sources)) {
  const cell = document.getElementById(`source-${key}`)?.querySelector("th");
  if (cell && !data.sources[key].retracted) {
    cell.append(html("button", {
      type: "button", class: "withdraw", "data-withdraw": key, "aria-label": `Withdraw: ${shortened(data.sources[key].name, 60)}`,
      onclick: () => {
        withdraw([key], lost.has(key));
        if (lost.has(key)) explore.scrollIntoView({ block: "start" }); // there one sees what falls
      },
    }, "Withdraw"));
  }
}

function begin() {
  document.documentElement.classList.add("explored");
  explore.hidden = false;
  stage.tabIndex = -1;
  stage.append(scene);
  openUsefully();
  draw();
  setFocus(data.roots[0]);
  settle();
  const name = decodeURIComponent(location.hash.slice(1));
  const at = name.startsWith("node-") ? byId.get(name.slice(5)) : undefined;
  if (at !== undefined) visit(at);
  else fill(start);
}

// ------------------------------------------------------------------------------------------------- the reader's place

// Where the reader is, for a page of a later state of the map: statements by what stays the same when others are added.
const known = (at) => (at === null ? null : [data.nodes[at].id, data.nodes[at].number, data.nodes[at].text]);

function place() {
  const anchor = where.has(selected) && isInside(where.get(selected)) ? selected : nearestToMiddle();
  const { x, y } = where.get(anchor);
  return {
    folded: inTree.filter((at) => below[at].length && !open.has(at)).map(known),
    selected: known(selected), focus: known(focus), told, lost: [...lost], before: undone.back, text: chosen,
    scale: view.scale, anchor: known(anchor), x: view.x + x * view.scale, y: view.y + y * view.scale,
    whole: explore.classList.contains("whole"), panel: panel.scrollTop,
    search: finder.value, active: document.activeElement === finder ? "search" : stage.contains(document.activeElement) ? "card" : "",
  };
}

function isInside({ x, y, wide, high }) {
  const left = view.x + x * view.scale, top = view.y + y * view.scale;
  return left < stage.clientWidth && top < stage.clientHeight && left + wide * view.scale > 0 && top + high * view.scale > 0;
}

function nearestToMiddle() {
  const x = (stage.clientWidth / 2 - view.x) / view.scale, y = (stage.clientHeight / 2 - view.y) / view.scale;
  const far = (item) => Math.hypot(item.x + item.wide / 2 - x, item.y + item.high / 2 - y);
  return [...where].reduce((best, one) => (far(one[1]) < far(best[1]) ? one : best))[0];
}

// The statement of that name, else of those words, else of that number; null where there is none.
function foundAgain(kept) {
  if (!kept) return null;
  const [id, number, text] = kept;
  if (id !== number && byId.has(id)) return byId.get(id);
  const same = inTree.filter((at) => data.nodes[at].text === text);
  if (same.length) return same.find((at) => data.nodes[at].number === number) ?? same[0];
  return id === number ? inTree.find((at) => data.nodes[at].number === number) ?? null : null;
}

function resume(kept) {
  const folded = new Set(kept.folded.map(foundAgain));
  inTree.forEach((at) => (folded.has(at) ? open.delete(at) : open.add(at)));
  fillWindow(kept.whole);
  const lasting = (keys) => keys.filter((key) => data.sources[key] && !data.sources[key].retracted);
  lasting(kept.lost).forEach((key) => lost.add(key));
  undone.back = kept.before.map(lasting);
  reckon();
  selected = foundAgain(kept.selected);
  if (kept.search) {
    finder.value = kept.search;
    search();
    found.hidden = true;
  }
  draw();
  setFocus(inSight(foundAgain(kept.focus) ?? data.roots[0]), kept.active === "card");
  if (kept.active === "search") finder.focus({ preventScroll: true });
  if (selected !== null) fill(statement(selected));
  else if (kept.told && data.sources[kept.told]) fill(sourceOf(kept.told), kept.told);
  else fill(start);
  panel.scrollTo(0, kept.panel);
  const anchor = foundAgain(kept.anchor), item = where.get(anchor);
  view.scale = kept.scale;
  if (item) [view.x, view.y] = [kept.x - item.x * view.scale, kept.y - item.y * view.scale];
  look();
  tell("");
  if (kept.text && !data.hasText) {
    chosen = kept.text;
    lookUp(kept.text.text);
  }
}

begin();
window.argmap = { place, resume, tell, tellsMore };
})();
