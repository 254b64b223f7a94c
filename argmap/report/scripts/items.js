// What is drawn, as a tree of items: cards, bars and chips. `deep` is an item's length in the direction in which the
// map grows, `broad` its length across, in points.

const GAP = { level: 44, sibling: 14 };
const LETTER = 5.8; // points for a letter of the words on lines, in the widest fonts that a reader may have
const HEADS = { because: 9, explanation: 9, but: 2, unless: 7 }; // points that the head takes of a line

// The item over all roots, and every other one before those below it, level by level.
function visible() {
  const top = { children: [], deep: 0, broad: 0, from: -GAP.level, gap: GAP.level };
  const items = [top];
  const put = (parent, parts) => {
    const item = itemBelow(parent, parts);
    parent.children.push(item);
    items.push(item);
  };
  for (const root of data.roots) put(top, cardItem(root, null));
  for (let place = 1; place < items.length; place += 1) { // the list grows
    for (const parts of partsOf(items[place])) put(items[place], parts);
  }
  return items;
}

function itemBelow(parent, parts) {
  const [deep, broad] = sideways ? [parts.box.wide, parts.box.high] : [parts.box.high, parts.box.wide];
  const { wide, high } = parts.box;
  const item = { ...parts, parent, children: [], wide, high, deep, broad, gap: GAP.level };
  item.word = item.bar || parent.bar === item.step ? "" : wordOn(item.step);
  const room = item.word.length * LETTER + 8;
  if (item.word && sideways) parent.gap = Math.max(parent.gap, room + HEADS[item.step.kind] + 12);
  else if (item.word) item.broad = Math.max(item.broad, 2 * room);
  return item;
}

// The word on the line of a step; support needs none.
function wordOn(step) {
  const word = step && { but: "objects", unless: "undercuts", explanation: "explains" }[step.kind];
  return word ? word + (step.granted ? " (granted)" : "") : "";
}

function partsOf(item) {
  if (item.bar) return [...premiseItems(item.bar), ...stepItems(item.bar.unless)];
  return open.has(item.card) ? stepItems(data.nodes[item.card].steps) : [];
}

function stepItems(steps = []) {
  return steps.map((at) => data.steps[at]).flatMap((step) => (step.bar ? barItem(step) : premiseItems(step)));
}

const premiseItems = (step) =>
  step.premises.map((premise) => (step.placed.includes(premise) ? cardItem(premise, step) : chipItem(premise, step)));

const cardItem = (at, step) => ({ id: idOf(at), card: at, step, box: boxOf(idOf(at)) });
const barItem = (step) => ({ id: barId(step), bar: step, step, box: boxOf(barId(step)) });

function chipItem(premise, step) {
  const { element, ...box } = chipOf(step, premise);
  return { id: `${barId(step)} ${idOf(premise)}`, chip: element, goes: premise, step, box };
}
