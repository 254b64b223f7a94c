// The reader's place, for a later state of the map: statements by what stays the same when others are added.

const known = (at) => (at === null ? null : [data.nodes[at].id, data.nodes[at].number, data.nodes[at].text]);

function place() {
  const anchor = where.has(selected) && isInside(where.get(selected)) ? selected : nearestToMiddle();
  const { left, top } = onStage(where.get(anchor));
  const active = document.activeElement;
  return {
    folded: inTree.filter((at) => below[at].length && !open.has(at)).map(known),
    selected: known(selected), focus: known(focus), told, lost: [...lost], before: undone.back, text: chosen,
    scale: view.scale, anchor: known(anchor), x: left, y: top,
    whole: explore.classList.contains("whole"), panel: panel.scrollTop,
    hits: [...hits].map(known), search: finder.value, isListing: !found.hidden,
    active: active === finder ? "search" : stage.contains(active) ? "card" : panel.contains(active) ? "panel" : "",
  };
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

// The map in a later state, in place of what it was, with the reader where he is.
function renew(given, pictures) {
  const kept = place();
  take(given);
  renewPictures(pictures);
  addWithdrawals();
  haystack = null;
  where = new Map();
  resume(kept);
}

function resume(kept) {
  const folded = new Set(kept.folded.map(foundAgain));
  open.clear();
  inTree.forEach((at) => (folded.has(at) ? open.delete(at) : open.add(at)));
  fillWindow(kept.whole);
  resumeLoss(kept);
  selected = foundAgain(kept.selected);
  hits = new Set(kept.hits.map(foundAgain).filter((at) => at !== null));
  if (kept.search) {
    finder.value = kept.search;
    search();
    found.hidden = !kept.isListing;
  }
  draw();
  setFocus(inSight(foundAgain(kept.focus) ?? data.roots[0]), kept.active === "card");
  if (kept.active === "search") finder.focus({ preventScroll: true });
  resumePanel(kept);
  resumeView(kept);
  tell("");
  if (kept.text && !data.hasText) {
    chosen = kept.text;
    lookUp(kept.text.text).then(redraw);
  }
}

function resumeLoss(kept) {
  const lasting = (keys) => keys.filter((key) => data.sources[key] && !data.sources[key].retracted);
  lost.clear();
  lasting(kept.lost).forEach((key) => lost.add(key));
  undone.back = kept.before.map(lasting);
  undone.forth = [];
  reckon();
}

function resumePanel(kept) {
  if (selected !== null) fill(statement(selected));
  else if (kept.told && data.sources[kept.told]) fill(sourceOf(kept.told), kept.told);
  else fill(start);
  const isGone = kept.active === "panel" && !panel.contains(document.activeElement);
  if (isGone) (heading() || panel).focus({ preventScroll: true });
  panel.scrollTo(0, kept.panel);
}

function resumeView(kept) {
  const item = where.get(foundAgain(kept.anchor));
  view.scale = kept.scale;
  if (item) [view.x, view.y] = [kept.x - item.x * view.scale, kept.y - item.y * view.scale];
  look();
}
