// Draws the mass of the graph: topics as discs, edges, nodes. Used for the screen and for pictures.
import { graph, node, nodeCount, radius } from "./columns.js";
import { colours, topicColour } from "./colours.js";
import { paintEdges } from "./edges.js";
import { x, y } from "./places.js";
import { traceShape } from "./shapes.js";
import { shown } from "./shown.js";
import { hasTopics, showsDisc } from "./topics.js";
import { worldBox } from "./view.js";

const TINY = 2.2; // pixels of radius; below it every shape is a small square
const RIM = 0.75; // pixels of background around a node, so that edges do not run into it

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

// One path for each kind of node, full or hollow: a fill for each node would be slow. What is tiny gets no rim.
function paintNodes(context, view, box, lifted, isDim) {
  const marks = graph.kinds.map(() => ({
    rim: new Path2D(),
    full: new Path2D(),
    hollow: new Path2D(),
  }));
  const rim = RIM / view.scale;
  context.globalAlpha = isDim ? 0.22 : 1;
  for (let n = nodeCount - 1; n >= 0; n--) {
    if (!shown.nodes[n] || n === lifted) continue;
    if (shown.steps && shown.steps[n] < 0 !== isDim) continue;
    const r = Math.max(radius[n], 1.1 / view.scale);
    if (x[n] + r < box.left || x[n] - r > box.right || y[n] + r < box.top || y[n] - r > box.bottom)
      continue;
    const { rim: around, full, hollow } = marks[node.kind[n]];
    const isTiny = r * view.scale < TINY;
    if (isTiny) full.rect(x[n] - r, y[n] - r, 2 * r, 2 * r);
    else traceShape(node.stub[n] ? hollow : full, node.kind[n], x[n], y[n], r);
    if (!isTiny && !node.stub[n]) traceShape(around, node.kind[n], x[n], y[n], r + rim);
  }
  marks.forEach((mark, kind) => fillMarks(context, mark, colours.kinds[kind], 2 * rim));
  context.globalAlpha = 1;
}

// The rim is a larger shape below: to stroke the edge of each would take four times as long.
function fillMarks(context, { rim, full, hollow }, colour, width) {
  context.fillStyle = colours.background;
  context.fill(rim);
  context.fill(hollow);
  context.fillStyle = context.strokeStyle = colour;
  context.fill(full);
  context.lineWidth = width;
  context.stroke(hollow);
}
