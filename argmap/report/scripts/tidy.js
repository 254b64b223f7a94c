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

