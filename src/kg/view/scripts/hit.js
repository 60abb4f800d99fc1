// What lies under a point of the screen. A look at every node takes less than a millisecond at 50,000.
import { edgesOf } from "./adjacency.js";
import { edge, edgeCount, nodeCount, radius } from "./columns.js";
import { x, y } from "./places.js";
import { shown } from "./shown.js";
import { state } from "./state.js";

const NODE_REACH = 10,
  EDGE_REACH = 6; // pixels beside the mark that still hit it
const MOST_HIT = 8000; // above it only the links of the selected node can be hit

// The nearest shown node at a point in world units, or -1.
export function nodeAt(point, scale) {
  let best = -1,
    least = NODE_REACH / scale;
  for (let n = 0; n < nodeCount; n++) {
    if (!shown.nodes[n]) continue;
    const distance = Math.hypot(x[n] - point.x, y[n] - point.y) - radius[n];
    if (distance < least) {
      least = distance;
      best = n;
    }
  }
  return best;
}

// The nearest shown edge at a point in world units, or -1; of the selected node where there is one.
export function edgeAt(point, scale) {
  let best = -1,
    least = EDGE_REACH / scale;
  const consider = (e) => {
    if (!shown.edges[e]) return;
    const distance = distanceTo(e, point);
    if (distance < least) {
      least = distance;
      best = e;
    }
  };
  for (const e of shown.path || []) consider(e);
  if (state.node >= 0) for (const each of edgesOf(state.node)) consider(each.edge);
  else if (edgeCount <= MOST_HIT) for (let e = 0; e < edgeCount; e++) consider(e);
  return best;
}

function distanceTo(e, point) {
  const ax = x[edge.from[e]],
    ay = y[edge.from[e]],
    bx = x[edge.to[e]],
    by = y[edge.to[e]];
  const length = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
  const along = Math.max(
    0,
    Math.min(1, ((point.x - ax) * (bx - ax) + (point.y - ay) * (by - ay)) / length),
  );
  return Math.hypot(point.x - ax - along * (bx - ax), point.y - ay - along * (by - ay));
}
