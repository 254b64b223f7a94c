// Clicks on the tools, on the map, and on links that lead into it.

const tools = {
  closer: () => zoom(1.3),
  farther: () => zoom(1 / 1.3),
  fit,
  unfold: unfoldAll,
  fold: foldLevel,
  start: selectNothing,
  window: () => changeWindow(!explore.classList.contains("whole")),
};

function clickTool(event) {
  const name = event.target.closest("[data-do]")?.getAttribute("data-do");
  if (name) tools[name]();
}

function clickMap(event) {
  if (dragged) return;
  const at = (name) => event.target.closest(`[${name}]`)?.getAttribute(name);
  const [fold, chip, item] = ["data-fold", "data-go", "data-at"].map(at);
  if (fold) {
    setFocus(Number(fold), true);
    toggle(Number(fold));
  } else if (chip) select(Number(chip), { take: true });
  else if (item) {
    select(Number(item), { take: true });
    if (stacked.matches) explore.scrollIntoView({ block: "start" }); // the panel is below the map: both come into view
  } else stage.focus({ preventScroll: true });
}

// Links to statements lead into the map, but from the outline to the outline.
function clickLink(event) {
  const anchor = event.target.closest("a[href^='#']");
  if (!anchor || event.shiftKey || !plainKey(event)) return;
  const name = decodeURIComponent(anchor.getAttribute("href").slice(1));
  const isListed = anchor.closest("#answer, #findings, #sources, .findings");
  const leads = name.startsWith("node-") || (name.startsWith("statement-") && isListed);
  const at = leads ? byId.get(name.slice(name.indexOf("-") + 1)) : undefined;
  if (at === undefined) return;
  event.preventDefault();
  if (explore.contains(anchor)) select(at, { take: true });
  else visit(at);
}

// The table of sources has a button in every row.
function addWithdrawals() {
  for (const [key, { retracted }] of Object.entries(data.sources)) {
    const cell = document.getElementById(`source-${key}`)?.querySelector("th");
    if (!cell || retracted || cell.querySelector("button")) continue;
    const label = { "data-withdraw": key, "aria-label": withdrawLabel(key) };
    const onclick = () => clickWithdrawal(key);
    cell.append(html("button", { type: "button", class: "withdraw", ...label, onclick }, withdrawWords(key)));
  }
}

function clickWithdrawal(key) {
  withdraw([key], lost.has(key));
  if (lost.has(key)) explore.scrollIntoView({ block: "start" }); // there one sees what falls
}

function listenToClicks() {
  explore.querySelector(".tools").addEventListener("click", clickTool);
  stage.addEventListener("click", clickMap);
  document.addEventListener("click", clickLink);
}
