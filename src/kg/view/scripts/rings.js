// The neighbourhood on rings: the selected node in the middle, what is one step away around it, then two.
import { edgesOf } from "./adjacency.js";
import { node, nodeCount, radius } from "./columns.js";
import { shown } from "./shown.js";

const FIRST = 170,
  BETWEEN = 95,
  ROOM = 46; // world units: the first ring, from ring to ring, beside each node
const WIDE = 1.35; // names lie on their side, so the rings are wider than high

// Return the place of every node within reach: { x, y } by number, around the middle (0, 0).
export function ringPlaces(middle) {
  const places = new Map([[middle, { x: 0, y: 0 }]]),
    angles = new Map([[middle, 0]]);
  let ring = FIRST;
  for (let step = 1; step <= 2; step++) {
    const members = [];
    for (let n = 0; n < nodeCount; n++)
      if (shown.nodes[n] && shown.steps[n] === step) members.push(n);
    if (step > 1) members.sort((a, b) => parentAngle(a, angles) - parentAngle(b, angles) || a - b);
    else
      members.sort(
        (a, b) => node.kind[a] - node.kind[b] || node.community[a] - node.community[b] || a - b,
      );
    ring = fillRings(members, ring, places, angles) + BETWEEN / 2;
  }
  return places;
}

// Put members on as many rings as they need, from the inside out; return the radius of the next ring.
function fillRings(members, first, places, angles) {
  let ring = first;
  for (let start = 0; start < members.length; ring += BETWEEN) {
    const largest = radius[members[start]];
    const room = Math.max(3, Math.floor((2 * Math.PI * ring) / (2 * largest + ROOM)));
    const here = members.slice(start, start + room);
    here.forEach((n, order) => {
      const angle = (2 * Math.PI * (order + 0.5)) / here.length - Math.PI / 2;
      angles.set(n, angle);
      places.set(n, { x: WIDE * ring * Math.cos(angle), y: ring * Math.sin(angle) });
    });
    start += here.length;
  }
  return ring;
}

// The angle of the first neighbour that has its place already.
function parentAngle(n, angles) {
  for (const { edge: e, other } of edgesOf(n))
    if (shown.edges[e] && shown.steps[other] === 1 && angles.has(other)) return angles.get(other);
  return 0;
}
