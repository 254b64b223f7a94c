// What a reader does: each act changes what is shown, and has it drawn.

let focus = null; // the statement that has the keyboard, or would have it
let reachable = null; // its card, the one that the Tab key leads to
const undone = { back: [], forth: [] }; // what was lost before each change, and after each that was taken back

// -- statements

function toggle(at) {
  if (!below[at].length) return;
  keeping(at, () => (open.has(at) ? open.delete(at) : open.add(at)));
  if (focus !== null && !where.has(focus)) setFocus(at);
  tell(open.has(at)
    ? `Unfolded: ${counted(below[at].length, "statement")} below.`
    : `Folded: ${counted(hidden[at], "statement")} hidden.`);
}

function unfoldAll() {
  keeping(focus, () => inTree.forEach((at) => open.add(at)));
}

function foldLevel() {
  const depth = foldDeepest();
  if (depth === null) return tell("Nothing is left to fold.");
  draw();
  if (!where.has(focus)) setFocus(inSight(focus));
  settle();
  tell(`Folded to ${counted(depth, "level")}: ${counted(where.size, "statement")} shown.`);
}

function setFocus(at, take = false) {
  reachable?.setAttribute("tabindex", "-1");
  focus = at;
  reachable = cardOf(at);
  reachable.setAttribute("tabindex", "0");
  if (take) reachable.focus({ preventScroll: true });
}

// Select a statement: it is shown in the map, and told of in the panel.
function select(at, { take = false, roomy = false } = {}) {
  selected = at;
  if (!isShown(at)) keeping(inSight(at), () => reveal(at));
  setFocus(at, take);
  if (take) stage.scrollIntoView({ block: "nearest" }); // the page as far as the map; within it the map itself moves
  show(at, roomy);
  paint();
  fill(statement(at));
  history.replaceState(null, "", "#" + encodeURIComponent(idOf(at)));
}

function selectNothing() {
  selected = null;
  paint();
  fill(start);
}

// Go to the map from elsewhere on the page.
function visit(at) {
  explore.scrollIntoView({ block: "start" });
  select(at, { take: true, roomy: true });
}

// -- sources

// Tell of a source in the panel, and mark in the map the premises that it carries.
function lead(key) {
  const { carries, name } = data.sources[key];
  hits = new Set(carries);
  if (carries.length) {
    const [first] = carries;
    if (!isShown(first)) keeping(inSight(first), () => carries.forEach(reveal));
    show(first);
  }
  paint();
  fill(sourceOf(key), key);
  tell(`${shortened(name, 60)}: ${counted(carries.length, "premise")} marked in the map.`);
}

// Tell of a source, and go there: what was pressed may be gone.
function readSource(key) {
  fill(sourceOf(key), key);
  heading().focus({ preventScroll: true });
  panel.scrollIntoView({ block: "nearest" });
}

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
  tell(lost.size ? fallout() : "Every source is back.");
}

function fallout() {
  const names = [...lost].map((key) => data.sources[key].name).join(", ");
  const weaker = outcome.exact ? `, ${changedTo("weaker").length} weaker` : "";
  const theses = thesesFall().map((at) => ` The thesis ${data.nodes[at].number} falls.`).join("");
  return `Withdrawn: ${names}. ${counted(changedTo("fallen").length, "statement")} without support${weaker}.${theses}`;
}

// -- the reader's text

async function readFile(file) {
  const text = await textIn(file), name = shortened(file.name, 60);
  if (text === null) {
    tell(`${name} is no plain text in UTF-8, so nothing was looked up: choose the text as a .txt or .md file.`);
    return;
  }
  chosen = { name: file.name, text };
  const { all, gone } = await lookUp(text);
  redraw();
  tell(`${counted(all, "passage")} looked up in ${name}: ${gone ? `${gone} not found` : "all found"}.`);
}
