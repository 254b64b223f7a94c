// The parts of the page that the scripts fill.

const explore = document.getElementById("explore");
const stage = document.getElementById("map-stage");
const panel = document.getElementById("map-panel");
const finder = document.getElementById("map-search");
const found = document.getElementById("map-found");
const said = document.getElementById("map-said");
const stacked = matchMedia("(max-width: 60rem)"); // as in page.css

function tell(words) {
  said.textContent = words;
}
