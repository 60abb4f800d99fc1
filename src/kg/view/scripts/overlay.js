// What is drawn over the mass: the links of the selected node, the chosen link or path, rings, a dragged node.
import { edgesOf } from "./adjacency.js";
import { edge, graph, node, radius } from "./columns.js";
import { colours } from "./colours.js";
import { x, y } from "./places.js";
import { traceShape } from "./shapes.js";
import { shown } from "./shown.js";
import { state } from "./state.js";

const DIRECTED = new Set(
  ["cites", "broader", "part of"].map((kind) => graph.edgeKinds.indexOf(kind)),
);

// Draw in world units.
export function drawOverlay(context, scale, chosenEdges, hovered, lifted) {
  context.save();
  if (lifted >= 0) drawLifted(context, scale, lifted);
  if (state.node >= 0) drawLinks(context, scale);
  context.globalAlpha = 1;
  context.strokeStyle = context.fillStyle = colours.accent;
  for (const e of chosenEdges) drawEdge(context, e, 3.5 / scale, scale);
  const near = shown.steps && state.node >= 0 ? [...nearNodes()] : [];
  for (const n of near) drawNode(context, n, scale);
  for (const n of new Set([hovered, state.node, state.to]))
    if (n >= 0) drawRing(context, n, n === hovered ? 2 / scale : 3 / scale, scale);
  context.restore();
}

function* nearNodes() {
  yield state.node;
  for (const { edge: e, other } of edgesOf(state.node)) if (shown.edges[e]) yield other;
}

function drawLinks(context, scale) {
  context.globalAlpha = 0.75;
  for (const { edge: e } of edgesOf(state.node)) {
    if (!shown.edges[e]) continue;
    context.strokeStyle = context.fillStyle = colours.edgeOf[edge.kind[e]];
    drawEdge(context, e, (edge.about[e] ? 2.4 : 1.4) / scale, scale);
  }
}

function drawEdge(context, e, width, scale) {
  const a = edge.from[e],
    b = edge.to[e];
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(x[a], y[a]);
  context.lineTo(x[b], y[b]);
  context.stroke();
  if (DIRECTED.has(edge.kind[e])) drawArrow(context, a, b, scale);
}

function drawArrow(context, a, b, scale) {
  const angle = Math.atan2(y[b] - y[a], x[b] - x[a]);
  const reach = radius[b] + 2 / scale,
    size = 9 / scale;
  const tipX = x[b] - Math.cos(angle) * reach,
    tipY = y[b] - Math.sin(angle) * reach;
  context.beginPath();
  context.moveTo(tipX, tipY);
  for (const side of [-0.4, 0.4])
    context.lineTo(tipX - Math.cos(angle + side) * size, tipY - Math.sin(angle + side) * size);
  context.closePath();
  context.fill();
}

function drawNode(context, n, scale) {
  context.beginPath();
  traceShape(context, node.kind[n], x[n], y[n], Math.max(radius[n], 1.1 / scale));
  context.fillStyle = node.stub[n] ? colours.background : colours.kinds[node.kind[n]];
  context.strokeStyle = node.stub[n] ? colours.kinds[node.kind[n]] : colours.background;
  context.lineWidth = 1.5 / scale;
  context.stroke();
  context.fill();
}

function drawRing(context, n, width, scale) {
  context.strokeStyle = colours.accent;
  context.lineWidth = width;
  context.beginPath();
  context.arc(x[n], y[n], radius[n] * 1.15 + 4 / scale, 0, 2 * Math.PI);
  context.stroke();
}

function drawLifted(context, scale, lifted) {
  context.globalAlpha = 0.7;
  for (const { edge: e } of edgesOf(lifted)) {
    if (!shown.edges[e]) continue;
    context.strokeStyle = context.fillStyle = colours.edgeOf[edge.kind[e]];
    drawEdge(context, e, 1.2 / scale, scale);
  }
  context.globalAlpha = 1;
  drawNode(context, lifted, scale);
}
