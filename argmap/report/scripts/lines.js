// The lines between items, with their heads and words.

const PIECES = 8; // boxes along a line

function head(kind, wide, path) {
  const size = { markerWidth: wide + 1, markerHeight: 10, refX: 0.3, refY: 4, orient: "auto", overflow: "visible" };
  return svg("marker", { id: `map-head-${kind}`, class: kind, markerUnits: "userSpaceOnUse", ...size },
    svg("path", { d: path }));
}

const heads = () => svg("defs", {},
  head("because", 9, "M0 0L9 4L0 8Z"), head("explanation", 9, "M0 4L4.5 1L9 4L4.5 7Z"),
  head("but", 2, "M0 -1L2.5 -1L2.5 9L0 9Z"), head("unless", 7, "M.8 4a2.7 2.7 0 1 0 5.4 0a2.7 2.7 0 1 0 -5.4 0Z"));

// Where a line begins below and ends above, `short` of the item and `apart` from its middle, and how far it bends.
function ends(item, child, apart, short) {
  const to = sideways
    ? [item.x + item.wide + short, item.y + item.high / 2 + apart]
    : [item.x + item.wide / 2 + apart, item.y + item.high + short];
  const from = sideways ? [child.x, child.y + child.high / 2] : [child.x + child.wide / 2, child.y];
  const axis = sideways ? 0 : 1;
  return { from, to, bend: Math.max(12, (from[axis] - to[axis]) / 2) };
}

// The four points of a line's curve.
function points(item, child, apart, short) {
  const { from, to, bend } = ends(item, child, apart, short);
  const [x, y] = sideways ? [bend, 0] : [0, bend];
  return [from, [from[0] - x, from[1] - y], [to[0] + x, to[1] + y], to];
}

function curve(item, child, apart, short) {
  const [startX, startY, ...others] = points(item, child, apart, short).flat().map((number) => number.toFixed(1));
  return `M${startX} ${startY}C${others.join(" ")}`;
}

// Boxes along the line from an item to the one above it.
function along(item) {
  const curve = points(item.parent, item, 0, 0);
  const weights = (t) => [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3];
  const point = (t) => [0, 1].map((axis) => weights(t).reduce((sum, weight, at) => sum + weight * curve[at][axis], 0));
  return Array.from({ length: PIECES }, (_, piece) => {
    const [x, y] = point(piece / PIECES), [nextX, nextY] = point((piece + 1) / PIECES);
    return { x: Math.min(x, nextX), y: Math.min(y, nextY), wide: Math.abs(nextX - x), high: Math.abs(nextY - y) };
  });
}

// All lines by the items that they come from, and after them the words on them, so that no line runs over those. One
// that is as it was is the `old` one: the browser need not draw it again.
function linesOf(items, old) {
  const lines = new Map(), words = new Map();
  const again = (key, element) => (old.get(key)?.isEqualNode(element) ? old.get(key) : element);
  for (const item of items) {
    const many = item.children.length, between = Math.min(20, (item.broad * 0.6) / many);
    item.children.forEach((child, place) => {
      const line = lineTo(item, child, between * (place - (many - 1) / 2)), key = `word on ${child.id}`;
      lines.set(child.id, again(child.id, line));
      if (child.word) words.set(key, again(key, wordBeside(item, child)));
    });
  }
  return { lines, words };
}

// The line from what stands below up to what it speaks for or against.
function lineTo(item, child, apart) {
  const { step } = child;
  const isInside = item.bar === step; // from a premise into the bar of its own step
  const d = curve(item, child, apart, isInside ? 0 : HEADS[step.kind]);
  const head = isInside ? null : `url(#map-head-${step.kind})`;
  return svg("path", { class: `line ${step.kind}`, d, "stroke-width": step.width || 1.5, "marker-end": head });
}

function wordBeside(item, child) {
  const at = sideways
    ? { x: child.x - 5, y: child.y + child.high / 2 + (child.centre > item.centre ? 11 : -5), "text-anchor": "end" }
    : { x: child.x + child.wide / 2 + 5, y: child.y - 7 };
  return svg("text", { class: `word ${child.step.kind}`, ...at }, child.word);
}
