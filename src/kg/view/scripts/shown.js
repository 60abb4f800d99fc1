// Which nodes and edges pass the filters, and how far each is from the selected node.
import {
  degree,
  edgesOf,
  joiningEdge,
  neighbour,
  pathBetween,
  rowOf,
  stepsFrom,
} from "./adjacency.js";
import { CONCEPT, POST, edge, edgeCount, graph, node, nodeCount } from "./columns.js";
import { defaults, isSame, state } from "./state.js";
import { isApart } from "./years.js";

export const shown = {
  nodes: new Uint8Array(nodeCount),
  edges: new Uint8Array(edgeCount),
  topics: new Uint32Array(graph.communities.length), // shown members of each community
  steps: null, // from the selected node, -1 for what is not near; null without one
  path: null, // edges from the selected node to state.to
  count: 0,
};

export function applyFilters() {
  const held = heldNodes();
  for (let n = 0; n < nodeCount; n++) shown.nodes[n] = held[n] && passes(n) ? 1 : 0;
  for (let e = 0; e < edgeCount; e++) shown.edges[e] = edgePasses(e) && joinsShown(e) ? 1 : 0;
  shown.path = null;
  shown.steps = null;
  if (state.node >= 0) focus();
  shown.topics.fill(0);
  for (let n = 0; n < nodeCount; n++) shown.topics[node.community[n]] += shown.nodes[n];
  shown.count = shown.nodes.reduce((sum, each) => sum + each, 0);
}

function passes(n) {
  if (isApart[n] && state.view === "time") return n === state.node;
  if (!state.kinds.has(node.kind[n]) || degree(n) < state.degree) return false;
  if (node.kind[n] === CONCEPT && !state.conceptKinds.has(node.conceptKind[n] - 1)) return false;
  return state.community < 0 || node.community[n] === state.community;
}

const edgePasses = (e) =>
  state.edgeKinds.has(edge.kind[e]) && edge.confidence[e] >= state.confidence;
const joinsShown = (e) => shown.nodes[edge.from[e]] === 1 && shown.nodes[edge.to[e]] === 1;

// What there is a reason to show: posts of the chosen years, what they name and cite by the chosen edges, and what the
// vocabulary joins to that. A filter by kind hides posts, but not what they give a reason for.
function heldNodes() {
  const usual = defaults(),
    held = new Uint8Array(nodeCount);
  if (
    ["yearFrom", "yearTo", "edgeKinds", "confidence"].every((name) =>
      isSame(state[name], usual[name]),
    )
  )
    return held.fill(1);
  const hasAllYears = state.yearFrom === usual.yearFrom && state.yearTo === usual.yearTo;
  const isInYears = (year) => (year ? year >= state.yearFrom && year <= state.yearTo : hasAllYears);
  for (let n = 0; n < nodeCount; n++)
    if (node.kind[n] === POST && isInYears(node.year[n])) held[n] = 1;
  for (let n = 0; n < nodeCount; n++)
    if (!isApart[n] && !held[n] && node.kind[n] !== POST && isHeldByPost(n, held)) held[n] = 1;
  if (state.node >= 0) held[state.node] = 1;
  holdVocabulary(held);
  return held;
}

function isHeldByPost(n, held) {
  for (const { edge: e, other } of edgesOf(n))
    if (node.kind[other] === POST && held[other] && edgePasses(e)) return true;
  return false;
}

// Go on from what is held to concepts that only the vocabulary brings.
function holdVocabulary(held) {
  const front = [];
  for (let n = 0; n < nodeCount; n++) {
    if (isApart[n] && degree(n) === 0) held[n] = 1;
    if (held[n]) front.push(n);
  }
  while (front.length) {
    const n = front.pop();
    for (let at = rowOf[n]; at < rowOf[n + 1]; at++) {
      const other = neighbour[at];
      if (held[other] || !isApart[other] || !edgePasses(joiningEdge[at])) continue;
      held[other] = 1;
      front.push(other);
    }
  }
}

function focus() {
  const follow = (e) => shown.edges[e] === 1;
  shown.nodes[state.node] = 1; // what is selected is seen, whatever the filters say
  shown.steps = stepsFrom(state.node, Math.max(1, state.depth), follow);
  if (state.to >= 0 && state.to !== state.node) {
    shown.path = pathBetween(state.node, state.to, follow);
    for (const e of shown.path || [])
      for (const n of [edge.from[e], edge.to[e]]) if (shown.steps[n] < 0) shown.steps[n] = 1;
  }
  if (state.depth) for (let n = 0; n < nodeCount; n++) if (shown.steps[n] < 0) shown.nodes[n] = 0;
  if (state.depth)
    for (let e = 0; e < edgeCount; e++)
      if (!shown.nodes[edge.from[e]] || !shown.nodes[edge.to[e]]) shown.edges[e] = 0;
}
