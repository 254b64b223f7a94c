// Which statements are shown: those all over which are unfolded.

const OPEN_CARDS = 60; // beyond so many a map opens folded

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
  const isOpen = (at) => open.has(at) && below[at].length;
  let last = [], depth = 0;
  for (let level = data.roots.filter(isOpen); level.length; depth += 1) {
    last = level;
    level = level.flatMap((at) => below[at]).filter(isOpen);
  }
  last.forEach((at) => open.delete(at));
  return last.length ? depth : null;
}

function isShown(at) {
  for (let here = above[at]; here !== null; here = above[here]) if (!open.has(here)) return false;
  return true;
}

function reveal(at) {
  for (let here = above[at]; here !== null; here = above[here]) open.add(here);
}
