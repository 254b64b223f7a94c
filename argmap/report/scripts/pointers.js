// Mouse, finger and wheel on the map.

const TREMBLE = 4; // pixels that a click may move

const pointers = new Map();
let dragged = false;

function press(event) {
  if (event.button !== 0) return;
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  if (pointers.size === 1) dragged = false;
}

function drag(event) {
  const old = pointers.get(event.pointerId);
  if (!old) return;
  const now = { x: event.clientX, y: event.clientY };
  if (!dragged && Math.hypot(now.x - old.x, now.y - old.y) < TREMBLE) return;
  if (!dragged) {
    dragged = true;
    scene.classList.add("moving");
    stage.setPointerCapture(event.pointerId);
  }
  const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
  pointers.set(event.pointerId, now);
  if (other) pinch(old, now, other);
  const fingers = other ? 2 : 1; // each does its share
  moveBy((now.x - old.x) / fingers, (now.y - old.y) / fingers);
}

function pinch(old, now, other) {
  const frame = stage.getBoundingClientRect();
  const before = Math.hypot(old.x - other.x, old.y - other.y), after = Math.hypot(now.x - other.x, now.y - other.y);
  if (before) zoom(after / before, (now.x + other.x) / 2 - frame.left, (now.y + other.y) / 2 - frame.top);
}

function release(event) {
  pointers.delete(event.pointerId);
  if (!pointers.size) scene.classList.remove("moving");
}

// The page scrolls under the wheel until the reader has gone into the map; a pinch on a touchpad always zooms.
function wheel(event) {
  if (!event.ctrlKey && !stage.contains(document.activeElement)) return;
  event.preventDefault();
  const frame = stage.getBoundingClientRect();
  const turned = Math.max(-200, Math.min(200, event.deltaY * (event.deltaMode === 1 ? 18 : 1)));
  const factor = Math.exp(-turned * (event.ctrlKey ? 0.01 : 0.0022));
  zoom(factor, event.clientX - frame.left, event.clientY - frame.top);
}

function listenToPointers() {
  stage.addEventListener("pointerdown", press);
  stage.addEventListener("pointermove", drag);
  for (const kind of ["pointerup", "pointercancel"]) {
    stage.addEventListener(kind, release);
    window.addEventListener(kind, release);
  }
  stage.addEventListener("wheel", wheel, { passive: false });
  stage.addEventListener("scroll", () => stage.scrollTo(0, 0)); // a browser that scrolls to a focused card
}
