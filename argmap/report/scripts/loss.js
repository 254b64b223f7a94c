// What the withdrawal of sources comes to. Grades are the engine's; where it was not asked, only what loses all support
// is worked out here, as the engine does.

const lost = new Set(); // the sources that are withdrawn
let outcome = null; // { exact, grades: Map, theses }, or null while none is withdrawn
let fallenBelow = []; // how many statements below each have no support left

function reckon() {
  outcome = lost.size ? answered() ?? reckoned() : null;
  fallenBelow = countedBelow((at) => (outcome?.grades.get(at) === 0 ? 1 : 0));
}

function answered() {
  const answer = data.withdrawn[[...lost].sort().join("+")];
  if (!answer) return null;
  const grades = new Map(Object.entries(answer.grades).map(([at, after]) => [Number(at), after]));
  return { exact: true, grades, theses: answer.theses };
}

function reckoned() {
  const before = standing(new Set()), after = standing(lost);
  const fallen = [...before].filter((at) => !after.has(at));
  return { exact: false, grades: new Map(fallen.map((at) => [at, 0])), theses: {} };
}

// What has any support on its sources alone: as the engine's function has it, with every gate in its place.
function standing(gone) {
  const isAlive = survivors(gone);
  const holds = new Set(), held = data.steps.map(() => 0), waiting = [];
  data.nodes.forEach((node, at) => {
    const isCarried = (node.cites || []).some(([key, , uncertain]) => !uncertain && isAlive(key));
    if (node.assumed || isCarried) waiting.push(at);
  });
  while (waiting.length) {
    const at = waiting.pop();
    if (holds.has(at)) continue;
    holds.add(at);
    for (const step of uses[at]) {
      held[step.at] += 1;
      if (supports(step) && held[step.at] === step.needs) waiting.push(step.to);
    }
  }
  return holds;
}

// Whether a source is there, and one of those that it repeats: a function that remembers its answers.
function survivors(gone) {
  const alive = new Map([["unknown", true]]);
  return (key) => {
    const waiting = [key];
    while (waiting.length) {
      const here = waiting[waiting.length - 1], source = data.sources[here];
      const unheard = alive.has(here) ? [] : (source.from || []).filter((name) => !alive.has(name));
      waiting.push(...unheard);
      if (unheard.length) continue;
      waiting.pop();
      if (alive.has(here)) continue;
      const heard = !source.from || source.from.some((name) => alive.get(name));
      alive.set(here, heard && !source.retracted && !gone.has(here));
    }
    return alive.get(key);
  };
}

function changeOf(at) {
  const after = outcome?.grades.get(at);
  if (after === undefined) return null;
  if (after === 0) return { name: "fallen", words: "no support left" };
  const isLess = after < data.nodes[at].grades[0];
  return isLess
    ? { name: "weaker", words: `now ${GRADES[after]}` }
    : { name: "stronger", words: `now ${GRADES[after]}, stronger` };
}

// The statements that change so: fallen, weaker or stronger.
function changedTo(name) {
  const found = outcome ? [...outcome.grades.keys()] : [];
  return found.filter((at) => changeOf(at).name === name).sort((one, other) => one - other);
}

function thesesFall() {
  return data.theses.filter((at) => (outcome.exact ? outcome.theses[at][2] : outcome.grades.has(at)));
}
