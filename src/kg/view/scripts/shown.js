// Which nodes and edges pass the filters, and how far each is from the selected node.
import { degree, joiningEdge, neighbour, pathBetween, rowOf, stepsFrom } from "./adjacency.js";
import { CONCEPT, POST, edge, edgeCount, firstYear, lastYear, node, nodeCount } from "./columns.js";
import { state } from "./state.js";
import { isApart } from "./years.js";

export const shown = {
  nodes: new Uint8Array(nodeCount),
  edges: new Uint8Array(edgeCount),
  steps: null, // from the selected node, -1 for what is not near; null without one
  path: null, // edges from the selected node to state.to
  count: 0,
};

export function applyFilters() {
  for (let n = 0; n < nodeCount; n++) shown.nodes[n] = passes(n) ? 1 : 0;
  for (let e = 0; e < edgeCount; e++) shown.edges[e] = edgePasses(e) ? 1 : 0;
  for (const apart of [0, 1])
    for (let n = 0; n < nodeCount; n++)
      if (isApart[n] === apart && shown.nodes[n] && isStranded(n)) shown.nodes[n] = 0;
  for (let e = 0; e < edgeCount; e++)
    if (!shown.nodes[edge.from[e]] || !shown.nodes[edge.to[e]]) shown.edges[e] = 0;
  shown.path = null;
  shown.steps = null;
  if (state.node >= 0) focus();
  shown.count = shown.nodes.reduce((sum, each) => sum + each, 0);
}

function passes(n) {
  if (isApart[n] && state.view === "time") return n === state.node;
  if (!state.kinds.has(node.kind[n]) || degree(n) < state.degree) return false;
  if (node.kind[n] === CONCEPT && !state.conceptKinds.has(node.conceptKind[n] - 1)) return false;
  if (state.community >= 0 && node.community[n] !== state.community) return false;
  return node.kind[n] !== POST || yearPasses(node.year[n]);
}

function yearPasses(year) {
  if (!year) return state.yearFrom === firstYear && state.yearTo === lastYear;
  return year >= state.yearFrom && year <= state.yearTo;
}

function edgePasses(e) {
  return (
    state.edgeKinds.has(edge.kind[e]) &&
    edge.confidence[e] >= state.confidence &&
    shown.nodes[edge.from[e]] === 1 &&
    shown.nodes[edge.to[e]] === 1
  );
}

// A concept, work or series is there because of the posts it is joined to, and goes with them; one that only the
// vocabulary brings goes with what it is joined to.
function isStranded(n) {
  if (node.kind[n] === POST || n === state.node || degree(n) === 0) return false;
  for (let at = rowOf[n]; at < rowOf[n + 1]; at++) {
    const other = neighbour[at];
    if (
      shown.edges[joiningEdge[at]] &&
      shown.nodes[other] &&
      (isApart[n] || node.kind[other] === POST)
    )
      return false;
  }
  return true;
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
