// What makes a page live: it is told when there is a newer one and goes to that, with the reader's place kept; what is
// wrong with the map is shown over the last good picture; a statement leads to its line in the editor.
const live = embedded("live-data");
const map = window.argmap; // of the page's script; not there where there is no map to explore
const KEPT = "argmap-kept";

// ------------------------------------------------------------------------------------------------ what is the matter

const trouble = html("div", { class: "live-trouble", role: "alert" });
document.body.append(trouble);

function show(title, lines) {
  if (!title) return trouble.replaceChildren();
  trouble.replaceChildren(html("b", {}, title), html("ul", {}, ...lines.map((line) => {
    const [, path, row, column] = line.match(/^(.*?):(\d+):(\d+): /) || [];
    const opens = path === live.path ? [" ", editing([Number(row), Number(column)])] : [];
    return html("li", {}, html("code", {}, line), ...opens);
  })));
}

// ---------------------------------------------------------------------------------------------------- the newer page

let isHeld = false, isDue = false; // a page is not taken away from under a finger

function leave() {
  isDue = true;
  if (isHeld) return;
  keep({ scrolled: scrolled(), panes: panes(), map: map ? map.place() : null });
  location.reload();
}

// In the tab's own store; a text that is too long for it is left out, and the reader can choose it again.
function keep(place) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(place));
  } catch {
    if (place.map && place.map.text) keep({ ...place, map: { ...place.map, text: null } });
  }
}

// How far the page is scrolled: told by what stays in sight, since what is above it may grow. The map comes first.
function scrolled() {
  const explore = document.getElementById("explore"), box = explore && explore.getBoundingClientRect();
  const isMap = box && box.height && box.bottom > 0 && box.top < innerHeight;
  const sight = isMap ? explore : document.elementFromPoint(innerWidth / 2, 4)?.closest("[id]");
  return sight ? { id: sight.id, top: sight.getBoundingClientRect().top } : { top: -window.scrollY };
}

function scrollBack({ id, top }) {
  const sight = id ? document.getElementById(id) : document.body;
  if (!sight) return;
  sight.scrollIntoView({ block: "start" }); // what is far from sight is laid out only when it is near
  window.scrollBy(0, sight.getBoundingClientRect().top - top);
}

function resume() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
  sessionStorage.removeItem(KEPT);
  history.scrollRestoration = "manual";
  if (!kept) return;
  if (map && kept.map) map.resume(kept.map);
  const restore = () => {
    scrollBack(kept.scrolled);
    for (const [id, top] of kept.panes) document.getElementById(id)?.scrollTo(0, top);
  };
  restore();
  if (!map) window.addEventListener("load", () => requestAnimationFrame(restore)); // a browser goes to the address's mark
}

// Text and map beside each other scroll by themselves.
function panes() {
  return ["text", "map"].map((id) => [id, document.getElementById(id)]).filter(([, pane]) => pane).map(([id, pane]) => [id, pane.scrollTop]);
}

document.addEventListener("pointerdown", () => (isHeld = true), true);
for (const kind of ["pointerup", "pointercancel"]) {
  window.addEventListener(kind, () => {
    isHeld = false;
    if (isDue) setTimeout(leave, 0); // after the click that this is the end of
  }, true);
}

function listen() {
  const events = new EventSource("/events");
  events.addEventListener("message", (event) => {
    const { version, trouble: lines } = JSON.parse(event.data);
    if (version !== live.version && version !== "none") return leave();
    const first = version === "none" ? "The map cannot be read" : "The map cannot be read; this is how it last was";
    show(lines.length ? first : "", lines);
  });
  events.addEventListener("error", () => show("argmap serve does not answer; this is how the map last was", []));
  window.addEventListener("pagehide", () => events.close());
}

// --------------------------------------------------------------------------------------------------------- the editor

const said = html("p", { class: "live-said", role: "status" });
if (!map) document.body.append(said);

const say = (words) => (map ? map.tell(words) : said.replaceChildren(words));

async function edit([line, column]) {
  try {
    const headers = { "X-Argmap-Token": live.token, "Content-Type": "application/json" };
    const answer = await fetch("/edit", { method: "POST", headers, body: JSON.stringify({ line, column }) });
    const words = (await answer.text()).trim();
    say(answer.ok ? words : `No editor was opened: ${words}`);
  } catch {
    say("No editor was opened: argmap serve does not answer.");
  }
}

async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    say(`Copied: ${words}`);
  } catch {
    say(`The browser does not let a page copy: ${words}`);
  }
}

const editing = (place) => html("button", { type: "button", "data-key": "(edit)", onclick: () => edit(place) }, "Open in your editor");

function leading(place, ...more) {
  if (!place) return [];
  const [line, column] = place, words = `${live.path}:${line}`;
  const path = live.absolute.split("/").map(encodeURIComponent).join("/").replace(/^(?!\/)/, "/");
  return [html("p", { class: "live-place" }, html("code", {}, `${live.path.split(/[/\\]/).pop()}:${line}`), " ",
    html("button", { type: "button", "data-key": "(copy)", onclick: () => copy(words) }, "Copy"), " ", editing(place), " ",
    html("a", { href: `vscode://file${path}:${line}:${column}` }, "VS Code"), ...more)];
}

// Report and coverage lead to each other, statement by statement.
if (live.text) {
  document.querySelector("nav")?.append(" ", html("a", { href: "/coverage" }, "Beside the text"));
  if (!map) document.querySelector("header")?.append(html("p", {}, html("a", { href: "/" }, "The report")));
  for (const claim of document.querySelectorAll("[data-claim]")) {
    claim.append(" ", html("a", { href: "/#node-" + encodeURIComponent(claim.id.slice("claim-".length)), class: "place" }, "in the map"));
  }
}

// A finding leads to its line, where it is listed and where the panel of the map has a copy of it.
for (const rule of document.querySelectorAll("#findings small")) {
  const [, line] = rule.textContent.match(/, line (\d+)\]$/) || [];
  if (line) rule.append(" ", html("button", { type: "button", class: "live-line", "data-line": line, "aria-label": `Open line ${line} in your editor` }, "Edit"));
}
document.addEventListener("click", (event) => {
  const line = event.target.closest(".live-line")?.getAttribute("data-line");
  if (line) edit([Number(line), 1]);
});

if (map) {
  map.tellsMore.statement = (id) => leading((live.places || {})[id],
    ...(live.text ? [html("a", { href: "/coverage#claim-" + encodeURIComponent(id) }, "Beside the text")] : []));
  map.tellsMore.source = (key) => leading((live.sources || {})[key]);
}
resume();
listen();
