// Marks what belongs together: the claims of a passage, the passages of a claim. Without it the links lead there still.
"use strict";
(() => {
  const claims = new Map();
  const passages = [...document.querySelectorAll("a.passage")].map((link) => ({
    link, claims: link.dataset.claims.split(" "), next: 0,
  }));
  for (const item of document.querySelectorAll("[data-claim]")) claims.set(item.dataset.claim, item);

  const mark = (elements) => {
    for (const element of document.querySelectorAll(".on")) element.classList.remove("on");
    for (const element of elements) element.classList.add("on");
  };
  const passagesOf = (claim) => passages.filter((one) => one.claims.includes(claim)).map((one) => one.link);

  for (const one of passages) {
    one.link.addEventListener("click", () => {
      // Words that several claims use lead to each of them in turn, the narrowest first.
      const claim = one.claims[one.next % one.claims.length];
      one.next += 1;
      one.link.href = "#" + claims.get(claim).id;
      mark([one.link, ...one.claims.map((name) => claims.get(name))]);
    });
  }
  for (const link of document.querySelectorAll("[data-shows]")) {
    link.addEventListener("click", () => mark([claims.get(link.dataset.shows), ...passagesOf(link.dataset.shows)]));
  }
})();
