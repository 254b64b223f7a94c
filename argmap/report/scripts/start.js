// The beginning, and what another script of ours may use.

function begin() {
  document.documentElement.classList.add("explored");
  explore.hidden = false;
  stage.tabIndex = -1;
  stage.append(scene);
  addWithdrawals();
  listenToPointers();
  listenToSearch();
  listenToClicks();
  listenToKeys();
  openUsefully();
  reckon();
  draw();
  setFocus(data.roots[0]);
  settle();
  const name = decodeURIComponent(location.hash.slice(1));
  const at = name.startsWith("node-") ? byId.get(name.slice(5)) : undefined;
  if (at !== undefined) visit(at);
  else fill(start);
}

take(embedded("map-data"));
if (takePictures(stillPictures())) {
  begin();
  window.argmap = { place, resume, renew, tell, tellsMore };
} else document.documentElement.classList.add("plain"); // no picture of this map: the page does without
