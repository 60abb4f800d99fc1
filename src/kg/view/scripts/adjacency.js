// Who is joined to whom: compressed rows, the heaviest edge first in each.
import { edge, edgeCount, nodeCount } from "./columns.js";
import { nextTurn } from "./turn.js";

await nextTurn();

// The neighbours of node n are neighbour[rowOf[n]] to neighbour[rowOf[n + 1] - 1], by the edges joiningEdge[…].
export const rowOf = new Uint32Array(nodeCount + 1);
export const neighbour = new Uint32Array(2 * edgeCount);
export const joiningEdge = new Uint32Array(2 * edgeCount);

for (let e = 0; e < edgeCount; e++) {
  rowOf[edge.from[e] + 1]++;
  rowOf[edge.to[e] + 1]++;
}
for (let n = 0; n < nodeCount; n++) rowOf[n + 1] += rowOf[n];
const nextFree = rowOf.slice();
for (let e = 0; e < edgeCount; e++) {
  const from = edge.from[e],
    to = edge.to[e];
  neighbour[nextFree[from]] = to;
  joiningEdge[nextFree[from]++] = e;
  neighbour[nextFree[to]] = from;
  joiningEdge[nextFree[to]++] = e;
}

export const degree = (n) => rowOf[n + 1] - rowOf[n];

// The edges of a node, each with its other end.
export function* edgesOf(n) {
  for (let at = rowOf[n]; at < rowOf[n + 1]; at++)
    yield { edge: joiningEdge[at], other: neighbour[at] };
}

// The heaviest edge between two nodes, or -1.
export function edgeBetween(a, b) {
  for (let at = rowOf[a]; at < rowOf[a + 1]; at++) if (neighbour[at] === b) return joiningEdge[at];
  return -1;
}

// The number of steps from a node to all others within `depth`, along edges that `follow` accepts; -1 beyond.
export function stepsFrom(start, depth, follow) {
  const steps = new Int16Array(nodeCount).fill(-1);
  steps[start] = 0;
  let front = [start];
  for (let step = 1; step <= depth && front.length; step++) {
    const found = [];
    for (const n of front) {
      for (let at = rowOf[n]; at < rowOf[n + 1]; at++) {
        if (steps[neighbour[at]] < 0 && follow(joiningEdge[at])) {
          steps[neighbour[at]] = step;
          found.push(neighbour[at]);
        }
      }
    }
    front = found;
  }
  return steps;
}

// The edges of a shortest path, in order, or null. Of equal ones the path over more important nodes wins.
export function pathBetween(start, end, follow) {
  const steps = stepsFrom(end, 32000, follow);
  if (steps[start] < 0) return null;
  const path = [];
  for (let n = start; n !== end;) {
    let best = null;
    for (const { edge: e, other } of edgesOf(n)) {
      if (steps[other] === steps[n] - 1 && follow(e) && (!best || other < best.other))
        best = { edge: e, other };
    }
    path.push(best.edge);
    n = best.other;
  }
  return path;
}

await nextTurn();
