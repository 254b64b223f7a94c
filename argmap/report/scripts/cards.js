// Cards and bars are those of the still picture: they are copied when they are first shown.

let pictures = null; // groups of the still picture by their ids, as `get`; `has`; and `looks`, where that is known
const boxes = new Map();
const cards = new Map();
const bars = new Map();
const chips = new Map();

// Whether there is a picture of every statement; without one the page does without a map to explore.
function takePictures(given) {
  pictures = given;
  return data.nodes.every((_, at) => pictures.has(idOf(at)));
}

function stillPictures() {
  const groups = Array.from(document.querySelectorAll(".diagram > svg g.node"), (group) => [group.id, group]);
  const byId = new Map(groups);
  return { has: (id) => byId.has(id), get: (id) => byId.get(id), looks: () => null };
}

// Take the pictures of a later state of the map, which has been taken: cards that look as they did are kept.
function renewPictures(given) {
  const isSame = (id) => given.has(id) && given.looks(id) === pictures.looks(id);
  for (const store of [cards, bars]) {
    for (const [id, element] of store) if (!element.isConnected || !isSame(id)) store.delete(id);
  }
  for (const id of [...boxes.keys()]) if (!cards.has(id) && !bars.has(id)) boxes.delete(id);
  chips.clear();
  takePictures(given);
  for (const [id, card] of cards) renumber(card, byId.get(id.slice("node-".length)));
}

// The place of its statement in the map may be another now, and there may be something below it, or nothing more.
function renumber(card, at) {
  put(card, "data-at", at);
  const fold = card.querySelector(":scope > .fold");
  if (!below[at].length) fold?.remove();
  else if (fold) put(fold, "data-fold", at);
  else card.append(foldButton(at));
}

function remembered(store, key, make) {
  if (!store.has(key)) store.set(key, make());
  return store.get(key);
}

// Where a card or bar stands in the still picture, and its size, in points.
function boxOf(id) {
  return remembered(boxes, id, () => {
    const shape = pictures.get(id).querySelector(".card");
    const numbers = (shape.getAttribute("points") || shape.getAttribute("d")).match(/-?[\d.]+/g).map(Number);
    const xs = numbers.filter((_, place) => place % 2 === 0), ys = numbers.filter((_, place) => place % 2);
    const x = Math.min(...xs), y = Math.min(...ys);
    return { x, y, wide: Math.max(...xs) - x, high: Math.max(...ys) - y };
  });
}

// A copy with its corner at the origin; links in it would be traps inside something to click.
function copied(id) {
  const copy = pictures.get(id).cloneNode(true);
  const box = boxOf(id);
  copy.removeAttribute("id");
  for (const badge of copy.querySelectorAll("text[font-weight=bold][font-size='9.00']")) badge.classList.add("badge");
  for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  return svg("g", { class: "face", transform: `translate(${-box.x} ${-box.y})` }, copy);
}

function cardOf(at) {
  return remembered(cards, idOf(at), () => {
    const { wide, high } = boxOf(idOf(at));
    const ring = svg("rect", { class: "ring", x: -4, y: -4, width: wide + 8, height: high + 8, rx: 9 });
    const face = copied(idOf(at));
    const card = svg("g", { class: "item", role: "treeitem", tabindex: "-1", "data-at": at }, ring, backOf(face), face);
    if (below[at].length) card.append(foldButton(at));
    return card;
  });
}

// The shape once more below the card, so that no line shows through one that is pale.
function backOf(face) {
  const shape = face.querySelector(".card");
  const outline = { d: shape.getAttribute("d"), points: shape.getAttribute("points") };
  return svg(shape.localName, { class: "back", transform: face.getAttribute("transform"), ...outline });
}

function foldButton(at) {
  return svg("g", { class: "fold", "data-fold": at },
    svg("title", {}, "Fold or unfold what is below"), svg("path", { class: "reach" }),
    svg("rect", { height: 15, rx: 7.5 }), svg("text", { y: 11 }));
}

const barId = (step) => `step-${step.at}`;

function barOf(step) {
  return remembered(bars, barId(step), () => svg("g", { class: "bar", "aria-hidden": "true" }, copied(barId(step))));
}

// What stands in for a statement that is drawn elsewhere.
function chipOf(step, premise) {
  const { number, text } = data.nodes[premise], words = `see ${number}`;
  const size = { wide: 14 + 5 * words.length, high: 17 };
  const element = remembered(chips, `${step.at} ${premise}`, () =>
    svg("g", { class: "chip", "data-go": premise, "aria-hidden": "true" },
      svg("title", {}, text),
      svg("rect", { width: size.wide, height: size.high, rx: 3 }), svg("text", { x: 7, y: 12 }, words)));
  return { element, ...size };
}
