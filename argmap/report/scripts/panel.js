// The panel beside the map. It shows what the last function given to `fill` makes, below what a withdrawal comes to.

const READINGS = ["On its sources alone", "Taking the text's word"];
const LISTED = 40; // things in one list

let current = start; // makes what the panel shows
let told = null; // the source that it tells of, if it does
const tellsMore = { statement: () => [], source: () => [] }; // elements that another script of ours adds to it

function fill(make, source = null) {
  current = make;
  told = source;
  redraw();
  panel.scrollTo(0, lost.size ? heading().offsetTop - 8 : 0); // below the answer of a withdrawal
}

const heading = () => panel.querySelector(":scope > h3");

function redraw() {
  const held = panel.contains(document.activeElement) && document.activeElement.getAttribute("data-key");
  panel.replaceChildren(...(lost.size ? [question()] : []), ...current().filter((part) => part !== null));
  for (const drawing of panel.querySelectorAll(".lineage")) connect(drawing);
  for (const button of document.querySelectorAll("#sources [data-withdraw]")) relabel(button);
  if (held) [...panel.querySelectorAll("[data-key]")].find((one) => one.getAttribute("data-key") === held)?.focus();
}

// ------------------------------------------------------------------------------------------------------- small parts

const grade = (value) => html("span", { class: `grade ${GRADES[value]}` }, GRADES[value]);
const became = (before, after) =>
  (before === after ? ["still ", grade(after)] : [grade(before), " \u2192 ", grade(after)]);

const link = (at) => html("a", { href: "#" + encodeURIComponent(idOf(at)), "data-at": at }, data.nodes[at].number);
const line = (at, ...more) => html("li", {}, link(at), " ", own(shortened(data.nodes[at].text)), ...more);
const title = (small, text) => html("h3", { tabindex: "-1" }, html("small", {}, small), html("br"), own(text));

function list(places, more = () => []) {
  const rest = places.length - LISTED;
  return html("ul", {}, ...places.slice(0, LISTED).map((at) => line(at, ...more(at))),
    rest > 0 ? html("li", {}, `and ${rest} more, marked in the map`) : null);
}

// A part with its heading, or nothing where it is empty.
const under = (heading, ...parts) => (parts.length ? [html("h4", {}, heading), ...parts] : []);

function toSource(key) {
  const name = own(shortened(data.sources[key].name, 120));
  return html("button", { type: "button", class: "link", onclick: () => lead(key) }, name);
}

const withdrawWords = (key) => (lost.has(key) ? "Put back" : "Withdraw");
const withdrawLabel = (key) => `${withdrawWords(key)}: ${shortened(data.sources[key].name, 60)}`;

function withdrawing(key) {
  if (data.sources[key].retracted) return html("span", { class: "gone" }, "retracted");
  const gone = lost.has(key), onclick = () => withdraw([key], gone);
  const looks = { class: gone ? "undo" : null, "aria-label": withdrawLabel(key) };
  return html("button", { type: "button", "data-key": key, ...looks, onclick }, withdrawWords(key));
}

// A button in the table of sources, which stays where it is.
function relabel(button) {
  const key = button.getAttribute("data-withdraw");
  button.setAttribute("aria-label", withdrawLabel(key));
  button.textContent = withdrawWords(key);
  button.classList.toggle("undo", lost.has(key));
}

function chooser() {
  const onchange = () => input.files[0] && readFile(input.files[0]);
  const input = html("input", { type: "file", accept: ".txt,.md,text/plain", onchange });
  const words = "The text, from a file of yours; it does not leave this page: ";
  return html("p", {}, html("label", {}, html("small", {}, words), input));
}

// ------------------------------------------------------------------------------------- before anything is chosen

const KEYS = [
  ["/", "search"], ["arrows", "to the statement above, below, beside"], ["space", "fold or unfold"],
  ["enter", "read about it; Esc comes back"], ["+ \u2212 0", "zoom in, out, fit"], ["shift + arrows", "move the map"],
  ["ctrl + Z", "take a withdrawal back; with shift, make it again"],
  ["wheel", "zoom, once you have clicked in the map"],
];

function start() {
  const hasLocators = data.nodes.some((node) => node.locators);
  const advice = "Click a card to see its grade, why it has it, and what it rests on. " +
    "The button at its corner folds what is below it.";
  return [
    html("h3", { tabindex: "-1" }, "Choose a statement, or withdraw a source"),
    html("p", {}, advice),
    ...sourceList(),
    ...(hasLocators && !data.hasText ? under("The text", chooser()) : []),
    ...under("Lines and tints", legend()),
    ...under("Keys", html("dl", { class: "keys" },
      ...KEYS.flatMap(([key, words]) => [html("dt", {}, key), html("dd", {}, words)]))),
  ];
}

function sourceList() {
  const carried = (key) => data.sources[key].carries.length;
  const keys = Object.keys(data.sources).sort((one, other) => carried(other) - carried(one));
  if (!keys.length) return [];
  const rows = keys.slice(0, LISTED).map((key) =>
    html("li", {}, withdrawing(key), " ", toSource(key), html("small", {}, ` carries ${carried(key)}`)));
  const more = keys.length - LISTED;
  return under("Sources, by the premises they carry", html("ul", { class: "rows" }, ...rows),
    more > 0 ? html("p", {}, `${more} more are in the table of sources below.`) : null);
}

function legend() {
  const sample = (high, drawn, words) =>
    html("li", {}, svg("svg", { width: 46, height: high, "aria-hidden": "true" }, drawn), words);
  const lines = Object.entries(data.legend.lines).map(([kind, words]) => sample(14, svg("path",
    { class: `line ${kind}`, "stroke-width": 1.8, d: "M2 7H34", "marker-end": `url(#map-head-${kind})` }), words));
  const tones = Object.entries(data.legend.tones).map(([tone, words]) => sample(16, svg("rect",
    { class: `tint ${tone}`, x: 2, y: 2, width: 42, height: 12, rx: 3 }), words));
  return html("ul", { class: "legend" }, ...lines, ...tones);
}

// -------------------------------------------------------------------------------------------------------- a statement

const statement = (at) => () => {
  const node = data.nodes[at], steps = moves(at);
  const kind = `${node.number} ${node.kind}${node.added ? ", added by the map's maker" : ""}`;
  const inOutline = html("a", { href: "#statement-" + encodeURIComponent(node.id) }, "In the outline");
  return [
    title(kind, node.text),
    changed(at),
    ...tellsMore.statement(node.id),
    ...saidOf(node),
    node.note ? html("p", {}, html("small", {}, "Note: ", own(node.note))) : null,
    ...gradesOf(node),
    falling(node),
    ...passagesOf(node),
    ...lineageOf(at),
    ...findingsOf(node),
    ...premises("Rests on", steps.filter((step) => !attacks(step))),
    ...premises("Against it", steps.filter(attacks)),
    ...conclusions("What rests on it", uses[at].filter(supports)),
    ...conclusions("Speaks against", uses[at].filter(attacks)),
    html("p", {}, html("small", {}, inOutline)),
  ];
};

function changed(at) {
  const change = changeOf(at);
  if (!change) return null;
  const words = `With what is withdrawn: ${change.words} (it was ${GRADES[data.nodes[at].grades[0]]}).`;
  return html("p", { class: `change ${change.name}` }, words);
}

// What the map says of a statement or a step besides its text.
const saidOf = (thing) => (thing.said || []).map((text) => html("p", {}, html("small", {}, own(text))));

function gradesOf(node) {
  const isSame = node.grades[0] === node.grades[1] && node.why[0].join() === node.why[1].join();
  const readings = isSame ? ["In both readings"] : READINGS;
  return readings.map((reading, place) => html("div", { class: "reading" },
    html("p", {}, html("b", {}, reading), ": ", grade(node.grades[place]), node.contested ? ", contested" : ""),
    html("ul", {}, ...node.why[place].map((text) => html("li", {}, ...prose(data.strings[text]))))));
}

function falling(node) {
  if (!node.falls) return null;
  const more = node.alsoFalls ? `, or with any of ${node.alsoFalls} more` : "";
  return html("p", {}, `It loses all support with ${node.falls.join(", or with ")}${more}.`);
}

const PASSAGE_FATES = {
  exact: "", moved: ", moved", edited: ", nearly these words", found: "", lost: ": not found word for word",
};

function passagesOf(node) {
  if (!node.locators) return [];
  const places = html("p", {}, `Paragraph ${node.locators.map((one) => one.at).join(", ")}.`);
  const quoted = node.passages ? node.passages.map(quotationOf) : [places];
  return under("In the text", ...quoted, ...(data.hasText ? [] : [chooser()]));
}

function quotationOf(passage) {
  return html("figure", {},
    passage.words ? html("blockquote", {}, passage.words) : null,
    html("figcaption", {}, `paragraph ${passage.at}${PASSAGE_FATES[passage.status]}`));
}

function lineageOf(at) {
  const citesOf = (other) => data.nodes[other].cites || [];
  const keys = new Set([at, ...reached(at, premisesOf)].flatMap(citesOf).map(([key]) => key));
  const beside = (locator, uncertain) => [locator, uncertain && "uncertain"].filter(Boolean).join(", ");
  const cited = new Map(citesOf(at).map(([key, locator, uncertain]) => [key, beside(locator, uncertain)]));
  return keys.size ? under("Sources, and whom they repeat", lineage([...keys], cited)) : [];
}

// The findings about it, as they are listed below the map.
function findingsOf(node) {
  const entries = (node.findings || []).map((place) => document.getElementById(`finding-${place}`)).filter(Boolean);
  const copies = entries.map((entry) => {
    const copy = entry.cloneNode(true);
    copy.removeAttribute("id");
    copy.querySelectorAll("details").forEach((more) => more.remove());
    return copy;
  });
  return copies.length ? under("Findings", html("ul", { class: "findings" }, ...copies)) : [];
}

function premises(heading, steps) {
  const items = steps.flatMap((step) => step.premises.map((at) => html("li", {},
    html("b", {}, step.how + " "), ...graded(at), ...(at === step.premises[0] ? saidOf(step) : []))));
  return items.length ? under(heading, html("ul", {}, ...items)) : [];
}

function conclusions(heading, steps) {
  const items = steps.map((step) => html("li", {}, ...graded(step.to)));
  return items.length ? under(heading, html("ul", {}, ...items)) : [];
}

const graded = (at) => [link(at), " ", own(shortened(data.nodes[at].text)), " ", grade(data.nodes[at].grades[0])];

// ----------------------------------------------------------------------------------------------------------- a source

const sourceOf = (key) => () => {
  const source = data.sources[key];
  const known = source.known ? `; ${source.known}` : "";
  return [
    title("Source", source.name),
    html("p", {}, withdrawing(key), " grade ", grade(source.grade), known),
    ...tellsMore.source(key),
    ...groupsOf(key),
    source.url ? html("p", {}, html("a", { href: source.url, rel: "noopener noreferrer" }, "Open it")) : null,
    ...((source.from || []).length ? under("Whom it repeats", lineage([key], new Map())) : []),
    ...under(`Carries ${counted(source.carries.length, "premise")}`, list(source.carries)),
  ];
};

function groupsOf(key) {
  const shared = Object.entries(data.groups).filter(([, { keys }]) => keys.includes(key) && keys.length > 1);
  return shared.map(([id, { name, keys }]) => {
    const onclick = () => withdraw(keys.filter((one) => !data.sources[one].retracted));
    return html("p", {}, html("button", { type: "button", "data-key": `(${id})`, onclick }, `Withdraw all of ${name}`));
  });
}

// ------------------------------------------------------------------------------------- what a withdrawal comes to

function question() {
  const fallen = changedTo("fallen"), weaker = changedTo("weaker"), stronger = changedTo("stronger");
  const change = (at) => [" ", ...became(data.nodes[at].grades[0], outcome.grades.get(at))];
  const rows = [...lost].map((key) => html("li", {}, withdrawing(key), " ", toSource(key)));
  return html("div", { class: "question" },
    html("h3", {}, "If this were withdrawn"),
    html("ul", { class: "rows" }, ...rows),
    lost.size > 1 ? allBack() : null,
    ...data.theses.map(verdict),
    outcome.exact ? null : html("p", {}, ...prose(reservation())),
    ...(fallen.length ? under(`No support left: ${fallen.length}`, list(fallen)) : [noneFall(weaker, stronger)]),
    ...(weaker.length ? under(`Weaker: ${weaker.length}`, list(weaker, change)) : []),
    ...(stronger.length
      ? under(`Stronger, for what spoke against it falls: ${stronger.length}`, list(stronger, change)) : []));
}

function allBack() {
  const onclick = () => withdraw([...lost], true);
  return html("button", { type: "button", "data-key": "(all)", onclick }, "Put all back");
}

function noneFall(weaker, stronger) {
  const isSame = outcome.exact && !weaker.length && !stronger.length;
  return html("p", {}, isSame ? "No grade is another." : "Nothing loses all its support.");
}

function verdict(at) {
  const falls = thesesFall().includes(at), { number, grades } = data.nodes[at];
  const words = `Thesis ${number} ${falls ? "falls" : "stands"}`;
  const becomes = outcome.exact ? html("span", {}, ": ",
    ...became(grades[0], outcome.theses[at][0]), " on its sources alone; ",
    ...became(grades[1], outcome.theses[at][1]), " taking the text's word") : null;
  return html("p", {}, html("b", { class: falls ? "change fallen" : "" }, words), becomes);
}

function reservation() {
  const isCut = Object.keys(data.withdrawn).length >= data.asked;
  return "Only what loses all support is shown: new grades are known for one source, and for two of those that carry " +
    `most${isCut ? ", as far as the size of this map allows" : ""} (\`argmap what-if\` answers every case).`;
}
