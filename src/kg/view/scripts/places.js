// Where each node is now, in world units: at home in its community, in the column of its year, or on rings.
import { node, nodeCount } from "./columns.js";

export const x = Float32Array.from(node.x);
export const y = Float32Array.from(node.y);

// The smallest box around nodes that `isIn` accepts, with their names' room; null where there is none.
export function boxOf(isIn, reach) {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (let n = 0; n < nodeCount; n++) {
    if (!isIn(n)) continue;
    const room = reach[n];
    box.left = Math.min(box.left, x[n] - room);
    box.right = Math.max(box.right, x[n] + room);
    box.top = Math.min(box.top, y[n] - room);
    box.bottom = Math.max(box.bottom, y[n] + room);
  }
  return box.left <= box.right ? box : null;
}
