// Where each node is now, in world units: at home in its community, in the column of its year, or on rings.
import { node, nodeCount, radius } from "./columns.js";

export const x = Float32Array.from(node.x);
export const y = Float32Array.from(node.y);

// The smallest box around the nodes that `isIn` accepts; null where there is none.
export function boxOf(isIn) {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (let n = 0; n < nodeCount; n++) if (isIn(n)) widen(box, x[n], y[n], radius[n]);
  return box.left <= box.right ? box : null;
}

export function widen(box, middleX, middleY, reach) {
  box.left = Math.min(box.left, middleX - reach);
  box.right = Math.max(box.right, middleX + reach);
  box.top = Math.min(box.top, middleY - reach);
  box.bottom = Math.max(box.bottom, middleY + reach);
}
