// What makes a page live: it is told when there is a newer one and becomes that, with the reader's place kept; what is
// wrong with the map is shown over the last good picture; a statement leads to its line in the editor.
const map = window.argmap; // of the page's script; not there where there is no map to explore
let live = embedded("live-data");
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

let told = { version: live.version, trouble: [] }; // what the server said last
let isHeld = false; // a page is not taken away from under a finger
let isAsking = false;

const isDue = () => told.version !== live.version && told.version !== "none";

// Become the newest page; or load it, where it is another kind of page.
async function follow() {
  if (isHeld || isAsking || !isDue()) return;
  isAsking = true;
  const before = told;
  const page = map && (await asked("/newer"));
  isAsking = false;
  if (isHeld || !isDue()) return;
  const sight = scrolled();
  if (!page || !become(page, map)) return leave();
  live = embedded("live-data");
  leadOn();
  scrollBack(sight);
  tellTrouble();
  if (told !== before) follow();
}

function leave() {
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
  // A browser goes to the address's mark.
  if (!map) window.addEventListener("load", () => requestAnimationFrame(restore));
}

// Text and map beside each other scroll by themselves.
function panes() {
  const shown = ["text", "map"].map((id) => document.getElementById(id)).filter(Boolean);
  return shown.map((pane) => [pane.id, pane.scrollTop]);
}

document.addEventListener("pointerdown", () => (isHeld = true), true);
for (const kind of ["pointerup", "pointercancel"]) {
  window.addEventListener(kind, () => {
    isHeld = false;
    setTimeout(follow, 0); // after the click that this is the end of
  }, true);
}

function listen() {
  const events = new EventSource("/events");
  events.addEventListener("message", (event) => {
    told = JSON.parse(event.data);
    if (isDue()) follow();
    else tellTrouble();
  });
  events.addEventListener("error", () => show("argmap serve does not answer; this is how the map last was", []));
  window.addEventListener("pagehide", () => events.close());
}

function tellTrouble() {
  const isFirst = told.version === "none";
  const title = isFirst ? "The map cannot be read" : "The map cannot be read; this is how it last was";
  show(told.trouble.length ? title : "", told.trouble);
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

function button(key, words, onclick) {
  return html("button", { type: "button", "data-key": `(${key})`, onclick }, words);
}

const editing = (place) => button("edit", "Open in your editor", () => edit(place));

function leading(place, ...more) {
  if (!place) return [];
  const [line, column] = place, words = `${live.path}:${line}`;
  const path = live.absolute.split("/").map(encodeURIComponent).join("/").replace(/^(?!\/)/, "/");
  const name = live.path.split(/[/\\]/).pop();
  return [html("p", { class: "live-place" }, html("code", {}, `${name}:${line}`), " ",
    button("copy", "Copy", () => copy(words)), " ", editing(place), " ",
    html("a", { href: `vscode://file${path}:${line}:${column}` }, "VS Code"), ...more)];
}

// ------------------------------------------------------------------------------------------------- where parts lead

function leadOn() {
  if (live.text) leadBesideText();
  leadToLines();
}

// Report and coverage lead to each other, statement by statement.
function leadBesideText() {
  const nav = document.querySelector("nav");
  if (nav && !nav.querySelector("[href='/coverage']")) {
    nav.append(" ", html("a", { href: "/coverage" }, "Beside the text"));
  }
  if (map) return;
  document.querySelector("header")?.append(html("p", {}, html("a", { href: "/" }, "The report")));
  for (const claim of document.querySelectorAll("[data-claim]")) {
    const href = "/#node-" + encodeURIComponent(claim.id.slice("claim-".length));
    claim.append(" ", html("a", { href, class: "place" }, "in the map"));
  }
}

// A finding leads to its line, where it is listed and where the panel of the map has a copy of it.
function leadToLines() {
  for (const rule of document.querySelectorAll("#findings small:not(:has(button))")) {
    const [, line] = rule.textContent.match(/, line (\d+)\]$/) || [];
    if (!line) continue;
    const looks = { class: "live-line", "data-line": line, "aria-label": `Open line ${line} in your editor` };
    rule.append(" ", html("button", { type: "button", ...looks }, "Edit"));
  }
}

document.addEventListener("click", (event) => {
  const line = event.target.closest(".live-line")?.getAttribute("data-line");
  if (line) edit([Number(line), 1]);
});

leadOn();
if (map) {
  map.tellsMore.statement = (id) => leading((live.places || {})[id],
    ...(live.text ? [html("a", { href: "/coverage#claim-" + encodeURIComponent(id) }, "Beside the text")] : []));
  map.tellsMore.source = (key) => leading((live.sources || {})[key]);
}
resume();
listen();
