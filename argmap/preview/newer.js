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

// Cards and bars of a still picture by their ids; each is made of its markup when it is asked for.
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
let stillPicture = null; // the markup of the still picture, where the one on the page is older

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
  stillPicture = `<svg ${picture}</svg>`;
  map.renew(given, pictures);
  return true;
}

function rewrite(start, markup) {
  if (markup === null || written.get(start) === markup) return;
  written.set(start, markup);
  partHere(start).innerHTML = markup;
}

// Only paper shows it: until then it would be read in vain.
window.addEventListener("beforeprint", () => {
  if (stillPicture) document.querySelector(".diagram").innerHTML = stillPicture;
  stillPicture = null;
});
