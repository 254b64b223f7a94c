// Everything that is said of cards by their looks; each also stands in words, on the card or in the panel.

let selected = null; // the statement that the panel tells of
let hits = new Set(); // what was searched for, or what a source carries

function paint() {
  const roles = selected === null ? null : rolesBeside(selected);
  for (const [at, { element }] of where) {
    element.classList.toggle("selected", selected === at);
    element.classList.toggle("beneath", Boolean(roles?.beneath.has(at)));
    element.classList.toggle("carried", Boolean(roles?.carried.has(at)));
    element.classList.toggle("against", Boolean(roles?.against.has(at)) && selected !== at);
    element.classList.toggle("aside", roles !== null && selected !== at && !isRelated(roles, at));
    element.classList.toggle("hit", hits.has(at));
    put(element, "aria-selected", selected === at);
    markChange(at, element);
    if (below[at].length) labelFold(at, element);
    put(element, "aria-label", spoken(at));
  }
  for (const { path, ends } of ties) path.classList.toggle("shown", ends.includes(selected));
}

// What the others are to the statement that is selected.
function rolesBeside(at) {
  const against = new Set(moves(at).filter(attacks).flatMap((step) => step.premises));
  return { beneath: reached(at, premisesOf), carried: reached(at, supportedBy), against };
}

const isRelated = (roles, at) => Object.values(roles).some((role) => role.has(at));

function spoken(at) {
  const node = data.nodes[at], change = changeOf(at), isFolded = fallenBelow[at] && !open.has(at);
  return [
    `${node.number} ${node.kind}: ${node.text}`,
    `Support: ${GRADES[node.grades[0]]}${node.contested ? ", contested" : ""}.`,
    change && `With what is withdrawn: ${change.words}.`,
    isFolded && `Of the ${hidden[at]} folded below it ${fallenBelow[at]} lose all support.`,
  ].filter(Boolean).join(" ");
}

function markChange(at, element) {
  element.querySelector(":scope > .mark")?.remove();
  const change = changeOf(at);
  for (const name of ["fallen", "weaker", "stronger"]) element.classList.toggle(name, change?.name === name);
  if (!change) return;
  const wide = 14 + 6.2 * change.words.length; // of the widest fonts that a reader may have
  element.append(svg("g", { class: "mark", transform: "translate(8 -9)" },
    svg("rect", { width: wide, height: 15, rx: 3 }), svg("text", { x: 6, y: 11 }, change.words)));
}

// How many statements a fold hides, and how many of them fall with what is withdrawn.
function labelFold(at, element) {
  const isOpen = open.has(at), folded = `+${hidden[at]}`;
  const words = isOpen ? "\u2212" : folded + (fallenBelow[at] ? `, ${fallenBelow[at]} fall` : "");
  const { wide, high } = boxOf(idOf(at)), room = 16 + 6 * Math.max(folded.length, words.length);
  const fold = element.querySelector(".fold"), text = fold.querySelector("text");
  put(fold, "transform", `translate(${wide - room - 4} ${high - 7})`);
  fold.classList.toggle("falls", !isOpen && fallenBelow[at] > 0);
  put(fold.querySelector(".reach"), "d", `M-6 -7h${room + 12}v29h${-room - 12}z`);
  put(fold.querySelector("rect"), "width", room);
  put(text, "x", room / 2);
  if (text.textContent !== words) text.textContent = words;
}
