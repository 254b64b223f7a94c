// Making elements and wording texts. What is given as text stays text: nothing here is parsed as markup.

const SVG = "http://www.w3.org/2000/svg";

function filled(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const html = (tag, properties = {}, ...children) => filled(document.createElement(tag), properties, children);
const svg = (tag, properties = {}, ...children) => filled(document.createElementNS(SVG, tag), properties, children);

// An attribute that is given anew, even with the same value, has the browser lay the element out anew.
function put(element, name, value) {
  if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

// Make these the children of an element. What is there and stays is not touched: it is not laid out again, and it
// keeps the keyboard.
function refill(element, children) {
  const staying = new Set(children);
  for (const child of [...element.childNodes]) if (!staying.has(child)) child.remove();
  let next = element.firstChild;
  for (const child of children) {
    if (child === next) next = next.nextSibling;
    else element.insertBefore(child, next);
  }
}

const own = (text) => html("bdi", {}, text); // a text of the map runs in its own direction
const counted = (count, one, many = one + "s") => `${count} ${count === 1 ? one : many}`;

// A text in which what stands in backticks is code, as in our own sentences.
function prose(text) {
  return text.split(/`([^`]+)`/).map((part, place) => (place % 2 ? html("code", {}, part) : part));
}

function shortened(text, most = 160) {
  const letters = Array.from(text.slice(0, 2 * most));
  const isLonger = letters.length > most || text.length > 2 * most;
  return isLonger ? letters.slice(0, most - 1).join("") + "\u2026" : text;
}

const plainKey = (event) => !(event.ctrlKey || event.metaKey || event.altKey);

function embedded(id) {
  return JSON.parse(document.getElementById(id).textContent);
}
