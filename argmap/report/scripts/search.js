// The search: statements by their words, numbers and names, and sources by theirs.

let haystack = null; // the words of each statement

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function search() {
  const words = folded(finder.value).split(/\s+/).filter(Boolean);
  const { nodes, keys } = words.length ? matching(words) : { nodes: [], keys: [] };
  hits = new Set(nodes);
  paint();
  const count = words.length ? `${counted(nodes.length, "statement")}, ${counted(keys.length, "source")}` : "";
  found.hidden = !words.length;
  found.replaceChildren(
    html("span", { class: "count" }, count),
    ...keys.slice(0, LISTED).map((key) =>
      foundButton(() => readSource(key), "Source: ", own(shortened(data.sources[key].name, 80)))),
    ...nodes.slice(0, LISTED).map((at) =>
      foundButton(() => select(at, { take: true, roomy: true }),
        data.nodes[at].number, " ", own(shortened(data.nodes[at].text, 90)))));
  tell(words.length ? `${count} found.` : "");
}

function matching(words) {
  haystack ??= data.nodes.map((node) => folded(`${node.number} ${node.id} ${node.text}`));
  const matches = (text) => words.every((word) => text.includes(word));
  const nodes = inTree.filter((at) => matches(haystack[at])), name = words.join(" ");
  const named = new Set(nodes.filter((at) => data.nodes[at].number === name || folded(data.nodes[at].id) === name));
  return {
    nodes: nodes.sort((one, other) => named.has(other) - named.has(one)),
    keys: Object.keys(data.sources).filter((key) => matches(folded(`${key} ${data.sources[key].name}`))),
  };
}

function foundButton(act, ...children) {
  const onclick = () => {
    found.hidden = true;
    act();
  };
  return html("button", { type: "button", onclick }, ...children);
}

function keyInFinder(event) {
  if (event.key === "Enter") found.querySelector("button")?.click();
  else if (event.key === "ArrowDown") found.querySelector("button")?.focus();
  else if (event.key === "Escape" && finder.value) {
    finder.value = "";
    search();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function keyInFound(event) {
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  if (event.key === "Escape") {
    found.hidden = true;
    finder.focus();
    event.stopPropagation();
  } else if (step) {
    const next = document.activeElement[step];
    (next && next.matches("button") ? next : finder).focus();
    event.preventDefault();
  }
}

function listenToSearch() {
  finder.addEventListener("input", search);
  finder.addEventListener("focus", () => (found.hidden = !finder.value.trim()));
  finder.addEventListener("keydown", keyInFinder);
  found.addEventListener("keydown", keyInFound);
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest(".finder")) found.hidden = true;
  });
}
