// What the reader has chosen. Everything shown follows from this and the graph.
import { firstYear, graph, lastYear } from "./columns.js";

const everyKind = (kinds) => new Set(kinds.keys());

export function defaults() {
  return {
    node: -1, // the selected node
    to: -1, // a second one: the link or the path to it is shown
    depth: 0, // 0 shows everything, 1 and 2 only what is that many steps away
    view: "topics", // or time, table
    yearFrom: firstYear,
    yearTo: lastYear,
    kinds: everyKind(graph.kinds),
    edgeKinds: everyKind(graph.edgeKinds),
    conceptKinds: everyKind(graph.conceptKinds),
    confidence: 0, // thousandths
    degree: 0,
    community: -1,
  };
}

export const FILTERS = [
  "yearFrom",
  "yearTo",
  "kinds",
  "edgeKinds",
  "conceptKinds",
  "confidence",
  "degree",
  "community",
];

export const state = defaults();

let follower = () => {};

// Say what to do after each change; it is given the names of what changed.
export function onChange(follow) {
  follower = follow;
}

export function change(wanted) {
  const changed = new Set(Object.keys(wanted).filter((name) => !isSame(state[name], wanted[name])));
  Object.assign(state, wanted);
  if (changed.size) follower(changed);
}

export function isSame(a, b) {
  if (a instanceof Set && b instanceof Set)
    return a.size === b.size && [...a].every((each) => b.has(each));
  return a === b;
}
