// Draws the mass of the edges, as many as make sense at once, and says how strong each may look.
import { edge, edgeCount, graph, node } from "./columns.js";
import { colours } from "./colours.js";
import { x, y } from "./places.js";
import { shown } from "./shown.js";
import { state } from "./state.js";
import { hasTopics } from "./topics.js";

const MOST_PAINTED = 9000; // drawn at once, the heaviest first; more would only be a grey area
const STROKE_AFTER = 1500; // segments; long paths become slow to stroke

export function paintEdges(context, view, box, lifted) {
  const groups = new Map(); // by colour and opacity
  const stroke = (group) => {
    context.strokeStyle = group.colour;
    context.globalAlpha = group.opacity;
    context.stroke(group.path);
    Object.assign(group, { path: new Path2D(), segments: 0 });
  };
  context.lineWidth = 1 / view.scale;
  for (let e = 0, drawn = 0; e < edgeCount && drawn < MOST_PAINTED; e++) {
    const a = edge.from[e],
      b = edge.to[e];
    if (!isDrawn(e) || a === lifted || b === lifted || isOutside(box, a, b)) continue;
    const group = groupOf(e, groups);
    group.path.moveTo(x[a], y[a]);
    group.path.lineTo(x[b], y[b]);
    drawn++;
    if (++group.segments >= STROKE_AFTER) stroke(group);
  }
  for (const group of groups.values()) if (group.segments) stroke(group);
  context.globalAlpha = 1;
}

const numbersOf = (...kinds) => new Set(kinds.map((kind) => graph.edgeKinds.indexOf(kind)));
const STATED = numbersOf("broader", "related");
const BETWEEN_POSTS = numbersOf("cites", "part of");
const FEW_EDGES = 1500; // above it a timeline shows only what joins posts: the rest would cover the years

// Whether an edge belongs to the mass that is drawn.
export function isDrawn(e) {
  if (!shown.edges[e]) return false;
  return state.view !== "time" || edgeCount <= FEW_EDGES || BETWEEN_POSTS.has(edge.kind[e]);
}

const isCrossing = (e) =>
  hasTopics() && node.community[edge.from[e]] !== node.community[edge.to[e]];

const isStated = (e) => STATED.has(edge.kind[e]) && !edge.evidence[e];

// What posts say stands out, and what holds a topic together; what only a vocabulary states, and what leads from topic
// to topic, lies behind; everything does when one node is selected.
export function edgeOpacity(e) {
  const usual = Math.max(0.3, Math.min(0.7, 18 / Math.sqrt(edgeCount))) * (hasTopics() ? 1 : 0.5);
  const behind = (shown.steps ? 0.3 : 1) * (isStated(e) ? 0.4 : 1);
  return behind * usual * (isCrossing(e) ? crossingOpacity : 1);
}

function groupOf(e, groups) {
  const key = edge.kind[e] + (isCrossing(e) ? 100 : 0) + (isStated(e) ? 1000 : 0);
  if (!groups.has(key))
    groups.set(key, {
      colour: colours.edgeOf[edge.kind[e]],
      opacity: edgeOpacity(e),
      path: new Path2D(),
      segments: 0,
    });
  return groups.get(key);
}

const crossingOpacity = Math.max(0.25, Math.min(0.6, 15 / Math.sqrt(edgeCount)));

function isOutside(box, a, b) {
  return (
    (x[a] < box.left && x[b] < box.left) ||
    (x[a] > box.right && x[b] > box.right) ||
    (y[a] < box.top && y[b] < box.top) ||
    (y[a] > box.bottom && y[b] > box.bottom)
  );
}
