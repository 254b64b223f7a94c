// The lineage of sources, drawn in the panel: each over those that it repeats, one row a step, with lines between.

const DRAWN_SOURCES = 12; // beyond so many a drawing stops helping
const GAP_BESIDE = 10; // pixels beside a drawing that its lines may take

// `cited` has what is said beside the sources that a statement cites itself.
function lineage(keys, cited) {
  const drawn = keys.slice(0, DRAWN_SOURCES);
  const rows = rowsOf(drawn);
  const shown = Array.from({ length: Math.max(...rows.values()) + 1 }, (_, row) => html("div", { class: "row" },
    ...[...rows].filter(([, place]) => place === row).map(([key]) => sourceBox(key, cited))));
  const more = keys.length - drawn.length;
  return html("div", { class: "lineage" }, ...shown, more > 0 ? html("p", {}, `and ${more} more`) : null);
}

// The row of each source: below all that repeat it.
function rowsOf(keys) {
  const rows = new Map();
  const waiting = keys.map((key) => [key, 0]).reverse(); // taken from the end: as they are cited
  while (waiting.length) {
    const [key, row] = waiting.pop();
    if (rows.has(key) && rows.get(key) >= row) continue;
    rows.set(key, row);
    for (const from of (data.sources[key] || {}).from || []) waiting.push([from, row + 1]);
  }
  return rows;
}

function sourceBox(key, cited) {
  const source = data.sources[key];
  if (!source) return html("div", { class: "source", "data-source": key }, "An unknown origin");
  const isGone = lost.has(key) || source.retracted;
  const looks = { class: `source${isGone ? " gone" : ""}`, "data-source": key };
  return html("div", { ...looks, "data-from": (source.from || []).join(" ") },
    toSource(key),
    cited.get(key) ? html("small", {}, own(shortened(cited.get(key), 80))) : null,
    html("small", {}, origin(source)),
    withdrawing(key));
}

function origin(source) {
  const from = (source.from || []).map((name) => (data.sources[name] ? data.sources[name].name : "an unknown origin"));
  if (from.length) return `repeats ${shortened(from.join(", "), 80)}`;
  return source.groups ? `one of ${shortened(source.groups.join(", "), 60)}` : "";
}

// Draw the lines from each source to those that it repeats, once the browser has placed the boxes.
function connect(drawing) {
  drawing.querySelector("svg")?.remove();
  const frame = drawing.getBoundingClientRect();
  const places = placesIn(drawing, frame);
  const paths = [];
  let lane = 0; // lines beside each other, so that each can be followed
  for (const box of drawing.querySelectorAll("[data-from]")) {
    const from = places.get(box.getAttribute("data-source"));
    for (const name of box.getAttribute("data-from").split(" ").filter((one) => places.has(one))) {
      const to = places.get(name), between = rowsBetween([...places.values()], from.bottom, to.top);
      paths.push(...arrow(from, to, between, frame.width, lane % 3));
      if (between.length) lane += 1;
    }
  }
  const room = { width: frame.width, height: frame.height };
  if (paths.length) drawing.prepend(svg("svg", { "aria-hidden": "true", ...room }, ...paths));
}

function placesIn(drawing, frame) {
  const places = new Map();
  for (const box of drawing.querySelectorAll("[data-source]")) {
    const { left, top, width, height } = box.getBoundingClientRect();
    const x = left - frame.left, y = top - frame.top;
    places.set(box.getAttribute("data-source"), { left: x, right: x + width, top: y, bottom: y + height });
  }
  return places;
}

// The line from one box down to another; where boxes stand between, through a gap of theirs.
function arrow(from, to, between, room, lane) {
  const toX = (to.left + to.right) / 2, tip = to.top - 1;
  let x = (from.left + from.right) / 2, y = from.bottom, d = `M${x} ${y}`;
  const go = (nextX, nextY) => {
    const bend = Math.min(12, (nextY - y) / 2);
    d += `C${x} ${y + bend} ${nextX} ${nextY - bend} ${nextX} ${nextY}`;
    [x, y] = [nextX, nextY];
  };
  for (const line of between) {
    go(gapIn(line, x + (toX - x) / 2, room, lane), line.top);
    d += `V${line.bottom}`;
    y = line.bottom;
  }
  go(toX, tip);
  const head = `M${toX - 4} ${tip - 6}L${toX} ${tip}L${toX + 4} ${tip - 6}Z`;
  return [svg("path", { d }), svg("path", { class: "tip", d: head })];
}

// The lines of boxes that stand wholly between two heights, from the top; a row may have been broken into several.
function rowsBetween(places, from, to) {
  const found = [];
  const inside = places.filter((box) => box.top >= from && box.bottom <= to).sort((one, other) => one.top - other.top);
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
  const ends = [-GAP_BESIDE, ...sorted.map((box) => box.right)];
  const starts = [...sorted.map((box) => box.left), room + GAP_BESIDE];
  const gaps = ends.map((end, place) => {
    const apart = Math.min(8 + 5 * lane, (starts[place] - end) / 2);
    return Math.max(end + apart, Math.min(starts[place] - apart, wanted));
  });
  return gaps.reduce((best, gap) => (Math.abs(gap - wanted) < Math.abs(best - wanted) ? gap : best));
}
