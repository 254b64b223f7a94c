// The reader's own text. Words, places, hashes and traces are those of passages.py, where the reasons stand. Only words
// that stand unchanged are found here; the engine also finds what was edited.

const ALONE = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u30ff\u31f0-\u31ff" +
  "\u3400-\u4dbf\u4e00-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\u{1aff0}-\u{1b16f}\u{20000}-\u{3ffff}]";
const DROPPED = "['\u2019\u2018\u02bc\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe00-\ufe0f]";
const MARK = `(?!${DROPPED})\\p{M}`;
const IN_WORD = `(?:(?!${ALONE})[\\p{L}\\p{N}]|${MARK})`;
const WORD_ALONE = `(?=[\\p{L}\\p{N}])${ALONE}(?:${DROPPED}*${MARK})*`;
const WORD = new RegExp(`${WORD_ALONE}|(?!${ALONE})[\\p{L}\\p{N}]${IN_WORD}*(?:${DROPPED}+${IN_WORD}+)*`, "gu");
const NEWLINE = "(?:\\r\\n|\\r(?!\\n)|[\\n\\x85\\u2028])";
const PARAGRAPH_END = new RegExp(`${NEWLINE}[^\\S\\r\\n\\x85\\u2028\\u2029\\f]*${NEWLINE}|[\\f\\u2029]`, "gu");
const MOST_BYTES = 64 * 2 ** 20; // of a text, as in load.py
const HALF_TRACE = 24; // a trace is the first and the last so many digits

let chosen = null; // the text that the reader has chosen, and its name

// The words of a file, or null if it is no text.
async function textIn(file) {
  if (file.size > MOST_BYTES) return null;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

// Find the passages of all statements in a text; how many there are, and how many were not found.
async function lookUp(text) {
  const read = wordsOf(text.normalize("NFC"));
  read.trace = await traceOf(read.words);
  let all = 0, gone = 0;
  for (const node of data.nodes.filter((one) => one.locators)) {
    const passages = [];
    for (const locator of node.locators) passages.push(await located(read, locator));
    node.passages = passages;
    all += passages.length;
    gone += passages.filter((passage) => passage.status === "lost").length;
  }
  return { all, gone };
}

function wordsOf(text) {
  const words = [], spans = [], starts = [];
  let from = 0;
  for (const end of [...text.matchAll(PARAGRAPH_END), { index: text.length, 0: "" }]) {
    const before = words.length;
    for (const match of text.slice(from, end.index).matchAll(WORD)) {
      for (const word of plainly(match[0])) {
        words.push(word);
        spans.push([from + match.index, from + match.index + match[0].length]);
      }
    }
    if (words.length > before) starts.push(before);
    from = end.index + end[0].length;
  }
  return { text, words, spans, starts };
}

// A word as it is compared; what is one sign may be several words.
function plainly(word) {
  const small = word.normalize("NFKC").toLowerCase().replace(/\u00df/g, "ss").replace(/\u03c2/g, "\u03c3");
  return Array.from(small.normalize("NFKC").matchAll(WORD), ([one]) => one.replace(new RegExp(DROPPED, "gu"), ""));
}

async function hashed(words) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words.join(" "))));
}

async function traceOf(words) {
  const digits = new Map();
  for (const word of words) if (!digits.has(word)) digits.set(word, String((await hashed([word]))[31] & 7));
  return words.map((word) => digits.get(word)).join("");
}

// Where a passage stands now: where it was, else wherever its trace leads to the same words, the nearest first.
async function located(read, locator) {
  const { hint, length } = placeOf(read, locator);
  const quoted = (status, start) => ({ at: locator.at, status, words: quotation(read, start, length) });
  const nowhere = { at: locator.at, status: "lost", words: "" };
  if (length < 1 || length > read.words.length) return nowhere;
  const isInside = hint + length <= read.words.length;
  if (!locator.sha256) return isInside ? quoted("found", hint) : nowhere;
  const isIt = async (start) => (await digest(read.words.slice(start, start + length))) === locator.sha256;
  if (isInside && (await isIt(hint))) return quoted("exact", hint);
  const starts = locator.trace ? traced(read, locator.trace, length) : [];
  starts.sort((one, other) => Math.abs(one - hint) - Math.abs(other - hint));
  for (const start of starts) if (await isIt(start)) return quoted("moved", start);
  return nowhere;
}

// The first word of a passage by its locator, and its length in words.
function placeOf(read, locator) {
  const parts = locator.at.match(/^(\d+)(?::(\d+)(?:-(?:(\d+):)?(\d+))?)?$/).map((part) => part && Number(part));
  const [, paragraph, first, lastParagraph, last] = parts;
  const startOf = (number) => read.starts[number - 1] ?? read.words.length;
  const hint = startOf(paragraph) + (first || 1) - 1;
  const end = first ? startOf(lastParagraph || paragraph) + (last || first) : startOf(paragraph + 1);
  return { hint, length: locator.words || end - hint };
}

function quotation(read, start, length) {
  return read.text.slice(read.spans[start][0], read.spans[start + length - 1][1]).replace(/\s+/g, " ");
}

async function digest(words) {
  const bytes = await hashed(words);
  return Array.from(bytes.slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Where a text has a passage's trace.
function traced(read, trace, length) {
  const digits = trace.slice(1), isWhole = length <= 2 * HALF_TRACE;
  const head = isWhole ? digits : digits.slice(0, HALF_TRACE), tail = isWhole ? "" : digits.slice(HALF_TRACE);
  const starts = [];
  for (let start = read.trace.indexOf(head); start >= 0; start = read.trace.indexOf(head, start + 1)) {
    const isInside = start + length <= read.words.length;
    if (isInside && read.trace.slice(start, start + length).endsWith(tail)) starts.push(start);
  }
  return starts;
}
