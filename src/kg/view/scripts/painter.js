// Draws the mass of the graph: topics as discs, edges, nodes. Used for the screen and for pictures.
import { edge, edgeCount, graph, node, nodeCount, radius } from "./columns.js";
import { colours, topicColour } from "./colours.js";
import { x, y } from "./places.js";
import { traceShape } from "./shapes.js";
import { shown } from "./shown.js";
import { state } from "./state.js";
import { worldBox } from "./view.js";

const MOST_PAINTED = 25000; // drawn at once, the heaviest first; more would only be a grey area
const STROKE_AFTER = 1500; // segments; long paths become slow to stroke
const TINY = 2.2; // pixels; below it every shape is a small square
const SMALLEST_TOPIC = 3; // members of a community that gets a disc

// Paint the part of the world that `view` shows; `lifted` is left out: it is being dragged.
export function paint(context, view, lifted = -1) {
  const box = worldBox(view);
  context.save();
  context.translate(view.width / 2, view.height / 2);
  context.scale(view.scale, view.scale);
  context.translate(-view.x, -view.y);
  if (hasTopics()) paintTopics(context, view);
  paintEdges(context, view, box, lifted);
  if (shown.steps) paintNodes(context, view, box, lifted, true);
  paintNodes(context, view, box, lifted, false);
  context.restore();
}

// Whether nodes lie in their communities now.
export const hasTopics = () => state.view !== "time" && state.depth === 0;

// Whether a community is large enough to be drawn as a disc, and whether it is: some of it passes the filters.
export const showsDisc = (community) => hasDisc(community) && shown.topics[community] > 0;

export const hasDisc = (community) =>
  !graph.communities[community].loose && graph.communities[community].size >= SMALLEST_TOPIC;

function paintTopics(context, view) {
  graph.communities.forEach((community, number) => {
    if (!showsDisc(number)) return;
    context.fillStyle = context.strokeStyle = topicColour(number);
    context.beginPath();
    context.arc(community.x, community.y, community.radius + 10, 0, 2 * Math.PI);
    context.globalAlpha = colours.tint * (shown.steps ? 0.5 : 1);
    context.fill();
    context.globalAlpha = shown.steps ? 0.15 : 0.35;
    context.lineWidth = 1 / view.scale;
    context.stroke();
  });
  context.globalAlpha = 1;
}

function paintEdges(context, view, box, lifted) {
  const groups = graph.edgeKinds.map(() => ({ path: new Path2D(), segments: 0 }));
  const stroke = (kind) => {
    context.strokeStyle = colours.edgeOf[kind];
    context.globalAlpha = edgeOpacity(kind);
    context.stroke(groups[kind].path);
    groups[kind] = { path: new Path2D(), segments: 0 };
  };
  context.lineWidth = 1 / view.scale;
  for (let e = 0, drawn = 0; e < edgeCount && drawn < MOST_PAINTED; e++) {
    const a = edge.from[e],
      b = edge.to[e];
    if (!shown.edges[e] || a === lifted || b === lifted || isOutside(box, a, b)) continue;
    const group = groups[edge.kind[e]];
    group.path.moveTo(x[a], y[a]);
    group.path.lineTo(x[b], y[b]);
    drawn++;
    if (++group.segments >= STROKE_AFTER) stroke(edge.kind[e]);
  }
  groups.forEach((group, kind) => group.segments && stroke(kind));
  context.globalAlpha = 1;
}

const STATED = new Set(["broader", "related"].map((kind) => graph.edgeKinds.indexOf(kind)));

// What posts say stands out; what a vocabulary says of its concepts lies behind; everything does when one is selected.
export function edgeOpacity(kind) {
  const usual = Math.max(0.16, Math.min(0.5, 12 / Math.sqrt(edgeCount))) * (hasTopics() ? 1 : 0.6);
  return (shown.steps ? 0.25 : 1) * usual * (STATED.has(kind) ? 0.4 : 1);
}

function isOutside(box, a, b) {
  return (
    (x[a] < box.left && x[b] < box.left) ||
    (x[a] > box.right && x[b] > box.right) ||
    (y[a] < box.top && y[b] < box.top) ||
    (y[a] > box.bottom && y[b] > box.bottom)
  );
}

// One path for each kind of node, full or hollow: a fill for each node would be slow.
function paintNodes(context, view, box, lifted, isDim) {
  const full = graph.kinds.map(() => new Path2D()),
    hollow = graph.kinds.map(() => new Path2D());
  for (let n = nodeCount - 1; n >= 0; n--) {
    if (!shown.nodes[n] || n === lifted) continue;
    if (shown.steps && shown.steps[n] < 0 !== isDim) continue;
    const r = Math.max(radius[n], 1.1 / view.scale);
    if (x[n] + r < box.left || x[n] - r > box.right || y[n] + r < box.top || y[n] - r > box.bottom)
      continue;
    const path = (node.stub[n] ? hollow : full)[node.kind[n]];
    if (r * view.scale < TINY) path.rect(x[n] - r, y[n] - r, 2 * r, 2 * r);
    else traceShape(path, node.kind[n], x[n], y[n], r);
  }
  context.globalAlpha = isDim ? 0.22 : 1;
  graph.kinds.forEach((_, kind) => {
    context.lineWidth = 1.5 / view.scale;
    context.strokeStyle = colours.background;
    context.stroke(full[kind]);
    context.fillStyle = colours.kinds[kind];
    context.fill(full[kind]);
    context.fillStyle = colours.background;
    context.fill(hollow[kind]);
    context.strokeStyle = colours.kinds[kind];
    context.stroke(hollow[kind]);
  });
  context.globalAlpha = 1;
}
