// When a node first appears: a post in its own year, all else with the first post that it is joined to.
import { edgesOf } from "./adjacency.js";
import { POST, node, nodeCount } from "./columns.js";

// The years by node, 0 where none is known.
export const firstSeen = new Uint16Array(nodeCount);

// 1 for what no post is joined to: concepts that only the vocabulary brings.
export const isApart = new Uint8Array(nodeCount);

for (let n = 0; n < nodeCount; n++) {
  if (node.kind[n] === POST) {
    firstSeen[n] = node.year[n];
    continue;
  }
  isApart[n] = 1;
  for (const { other } of edgesOf(n)) {
    if (node.kind[other] !== POST) continue;
    isApart[n] = 0;
    const year = node.year[other];
    if (year && (!firstSeen[n] || year < firstSeen[n])) firstSeen[n] = year;
  }
}
