// A large page opens in several short tasks, so that it answers in between; a small one is ready sooner in one.
import { edgeCount, nodeCount } from "./columns.js";

const LARGE = 100_000; // nodes and edges

// Resolves when the browser has done what waits meanwhile: clicks, keys, a frame.
export const nextTurn = async () => {
  if (nodeCount + edgeCount > LARGE) await new Promise((done) => setTimeout(done));
};
