// A newer page takes the place of this one without being loaded: no more is changed than what differs. Its parts are
// found in its text, as page.py writes it; no words of a map can look like a tag there. What is put in as markup is the
// server's own page, which runs nothing but the scripts that its policy names.

const PARTS = ["title", "header", ...["answer", "findings", "sources", "outline"].map((id) => `section id="${id}"`)];

// What stands in an element of a page's text, or null where there is none.
function inside(page, start, end) {
  const before = page.indexOf(start);
  return before < 0 ? null : page.slice(before + start.length, page.indexOf(end, before));
}

const dataIn = (page, id) => inside(page, ` id="${id}">`, "<\/script>");
const partIn = (page, start) => inside(page, `<${start}>`, `</${start.split(" ")[0]}>`);
const partHere = (start) => document.querySelector(start.replace(/ id="(.*)"/, "#$1"));

// The style sheets in a page's head but for the width of its still picture, and the hashes of its scripts.
function manner(head) {
  const styles = head.match(/<style>[^]*?<\/style>/g).join("").replace(/[\d.]+pt\b/g, "");
  return styles + head.match(/script-src [^;]*/)[0];
}

const ownManner = manner(document.head.innerHTML);

// Cards and bars of a newer page by their ids; each is made of its markup when it is asked for.
class Pictures {
  constructor(markup) {
    const groups = markup.matchAll(/^<g id="([^"]*)" class="node [^]*?^<\/g>/gm);
    this.markup = new Map(Array.from(groups, ([group, id]) => [id, group]));
    this.made = new Map();
  }

  has(id) {
    return this.markup.has(id);
  }

  // What one shows, wherever it stands.
  looks(id) {
    return this.markup.get(id).replace(/ (?:x|y|d|points)="[^"]*"/g, "");
  }

  get(id) {
    if (!this.made.has(id)) {
      const holder = svg("svg");
      holder.innerHTML = this.markup.get(id);
      this.made.set(id, holder.firstChild);
    }
    return this.made.get(id);
  }
}

const written = new Map(); // the parts as they were last written
// Become that page, or do nothing and say false where it is another kind of page.
function become(page, map) {
  const given = JSON.parse(dataIn(page, "map-data") || "null");
  const picture = inside(page, "<svg ", "</svg>");
  if (!given || !picture || manner(inside(page, "<head>", "</head>")) !== ownManner) return false;
  const pictures = new Pictures(picture);
  const isWhole = PARTS.every((start) => (partIn(page, start) === null) === (partHere(start) === null));
  if (!isWhole || !given.nodes.every(({ id }) => pictures.has(`node-${id}`))) return false;
  for (const id of ["map-data", "live-data"]) document.getElementById(id).textContent = dataIn(page, id);
  for (const start of PARTS) rewrite(start, partIn(page, start));
  map.renew(given, pictures);
  drawLater();
  return true;
}

function rewrite(start, markup) {
  if (markup === null || written.get(start) === markup) return;
  written.set(start, markup);
  partHere(start).innerHTML = markup;
}

// What the server has at an address, as text, or null where it does not give it.
async function asked(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

// ------------------------------------------------------------------------------------------------- the still picture

// Only paper shows it, and to lay it out takes long: it is asked for once the map has stayed as it is for a while, or
// when it is printed before that.
const QUIET = 1000; // milliseconds
let isOld = false; // whether the one on the page is older than the page
let newest = null; // the markup of the one to come: until it is printed it would be read in vain
let timer = 0;

function drawLater() {
  isOld = true;
  newest = null;
  clearTimeout(timer);
  const mine = (timer = setTimeout(async () => {
    const picture = await asked("/picture");
    if (mine === timer) newest = picture;
  }, QUIET));
}

// At once: a page that is printed waits for no promise.
function askedNow(address) {
  const request = new XMLHttpRequest();
  request.open("GET", address, false);
  try {
    request.send();
    return request.status === 200 ? request.responseText : null;
  } catch {
    return null;
  }
}

window.addEventListener("beforeprint", () => {
  if (!isOld) return;
  newest ??= askedNow("/picture");
  if (!newest) return;
  document.querySelector(".diagram").innerHTML = newest;
  isOld = false;
});
