// The map as a graph. All that the scripts know of it stands in the element `map-data`, made by explore.py: grades,
// reasons and what a withdrawal comes to are looked up there, not worked out here. Statements are told by their
// positions, and so are steps.

const GRADES = ["none", "weak", "moderate", "strong"];

let data = null;
let sideways = false; // whether the map grows from left to right
let byId = new Map();
let above = []; // the statement over each in the tree
let below = []; // those under each
let uses = []; // the steps that each is a premise of
let inTree = []; // every statement before those below it
let turn = []; // the place of each among its siblings, from 1
let hidden = []; // how many statements a fold of each would hide

function take(given) {
  data = given;
  sideways = data.direction === "LR";
  byId = new Map(data.nodes.map((node, at) => [node.id, at]));
  above = data.nodes.map(() => null);
  uses = data.nodes.map(() => []);
  data.steps.forEach((step, at) => {
    step.at = at;
    step.bar = step.premises.length > 1 || Boolean(step.unless);
    for (const premise of step.placed) above[premise] = step.to;
    for (const premise of step.premises) uses[premise].push(step);
  });
  below = data.nodes.map((_, at) => moves(at).flatMap((step) => step.placed));
  inTree = data.roots.flatMap(ordered);
  turn = data.nodes.map(() => 0);
  for (const siblings of [data.roots, ...below]) siblings.forEach((at, place) => (turn[at] = place + 1));
  hidden = countedBelow(() => 1);
}

// A statement and all below it, every one before those below it.
function ordered(root) {
  const found = [], waiting = [root];
  while (waiting.length) {
    const at = waiting.pop();
    found.push(at);
    waiting.push(...below[at].slice().reverse());
  }
  return found;
}

// For each statement the sum of what those below it count for.
function countedBelow(worth) {
  const sums = data.nodes.map(() => 0);
  for (const at of inTree.slice().reverse()) if (above[at] !== null) sums[above[at]] += sums[at] + worth(at);
  return sums;
}

// The steps to a statement, and the undercuts of each after it.
function moves(at) {
  const steps = [];
  const waiting = data.nodes[at].steps.slice().reverse();
  while (waiting.length) {
    const step = data.steps[waiting.pop()];
    steps.push(step);
    if (step.unless) waiting.push(...step.unless.slice().reverse());
  }
  return steps;
}

const idOf = (at) => "node-" + data.nodes[at].id;
const siblingsOf = (at) => (above[at] === null ? data.roots : below[above[at]]);
const attacks = (step) => step.kind === "but" || step.kind === "unless";
const supports = (step) => step.kind === "because";
const premisesOf = (at) => moves(at).filter(supports).flatMap((step) => step.premises);
const supportedBy = (at) => uses[at].filter(supports).map((step) => step.to);

// All that supports a statement, or all that it supports: everything reached over supporting steps.
function reached(start, next) {
  const seen = new Set([start]);
  for (const at of seen) for (const other of next(at)) seen.add(other);
  seen.delete(start);
  return seen;
}
