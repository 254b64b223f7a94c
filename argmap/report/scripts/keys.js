// The keyboard: everything that the mouse can do.

const STEP = 60; // pixels that a key moves the map

const ways = () => (sideways
  ? { ArrowLeft: "up", ArrowRight: "down", ArrowUp: "before", ArrowDown: "after" }
  : { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "before", ArrowRight: "after" });

function neighbour(at, way) {
  if (way === "up") return above[at];
  if (way === "down") {
    if (below[at].length && !open.has(at)) toggle(at);
    return below[at][0];
  }
  return siblingsOf(at)[turn[at] - 1 + (way === "after" ? 1 : -1)];
}

function keyInMap(event) {
  if (!plainKey(event)) return;
  const at = Number(event.target.closest("[data-at]")?.getAttribute("data-at") ?? focus);
  const way = ways()[event.key];
  if (way && event.shiftKey) {
    const x = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key] || 0;
    const y = { ArrowUp: STEP, ArrowDown: -STEP }[event.key] || 0;
    moveBy(x, y);
  } else if (way) {
    const next = neighbour(at, way);
    if (next !== null && next !== undefined) select(next, { take: true });
  } else if (event.key === " ") toggle(at);
  else if (event.key === "Home") select(data.roots[0], { take: true });
  else if (event.key === "Enter") {
    select(at, { take: true });
    (heading() || panel).focus({ preventScroll: true });
  } else return;
  event.preventDefault();
}

function keyInExplore(event) {
  if (!plainKey(event) || event.target.matches("input")) return;
  const name = { "+": "closer", "=": "closer", "-": "farther", "0": "fit" }[event.key];
  if (name) tools[name]();
  else if (event.key === "Escape") {
    if (!leave(event.target)) return;
  } else return;
  event.preventDefault();
}

// Esc: from the panel to the map, from the full window to the page, from a statement to none; whether it was any.
function leave(target) {
  if (panel.contains(target) && focus !== null) cardOf(focus).focus({ preventScroll: true });
  else if (explore.classList.contains("whole")) tools.window();
  else if (selected !== null) selectNothing();
  else return false;
  return true;
}

function keyOfUndo(event) {
  const key = event.key.toLowerCase();
  const isOurs = (event.ctrlKey || event.metaKey) && !event.altKey && !event.target.matches("input");
  if (!isOurs || (key !== "z" && key !== "y")) return;
  const isAgain = key === "y" || event.shiftKey;
  const isDone = isAgain ? takeBack(undone.forth, undone.back) : takeBack(undone.back, undone.forth);
  if (isDone) event.preventDefault();
}

function keyOfSearch(event) {
  if (event.key !== "/" || !plainKey(event) || event.target.matches("input")) return;
  event.preventDefault();
  finder.focus();
}

function listenToKeys() {
  stage.addEventListener("keydown", keyInMap);
  explore.addEventListener("keydown", keyInExplore);
  document.addEventListener("keydown", keyOfUndo);
  document.addEventListener("keydown", keyOfSearch);
}
