// Where each node is now, in world units: at home in its community, in the column of its year, or on rings.
import { node, nodeCount, radius } from "./columns.js";
import { ringPlaces } from "./rings.js";
import { state } from "./state.js";
import { timeline } from "./timeline.js";

const home = { x: Float32Array.from(node.x), y: Float32Array.from(node.y) };

export const x = home.x.slice();
export const y = home.y.slice();

let arranged = "home"; // or time, or rings around a node

// Put nodes where the state wants them; tell whether that is another arrangement than before.
export function arrange() {
  const wanted = state.depth
    ? `rings ${state.node} ${state.depth}`
    : state.view === "time"
      ? "time"
      : "home";
  if (wanted === arranged && !state.depth) return false;
  const isOther = wanted !== arranged;
  arranged = wanted;
  const places = wanted === "time" ? timeline().places : home;
  x.set(places.x);
  y.set(places.y);
  if (state.depth) for (const [n, place] of ringPlaces(state.node)) moveNode(n, place.x, place.y);
  return isOther;
}

function moveNode(n, toX, toY) {
  x[n] = toX;
  y[n] = toY;
}

// A reader dragged a node: it stays there as long as this arrangement does, at home for good.
export function dragNode(n, toX, toY) {
  moveNode(n, toX, toY);
  if (arranged === "home") [home.x[n], home.y[n]] = [toX, toY];
}

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
