// The canvas: vis-network moves the view and drags nodes; what is seen is painted here.
import { edgesOf } from "./adjacency.js";
import { edgeCount, graph, node, nodeCount, parsed, radius } from "./columns.js";
import { colours } from "./colours.js";
import { announce, byId, hasReducedMotion } from "./elements.js";
import { AXIS_FONT, drawLabels, placeLabels } from "./labels.js";
import { nameOf } from "./language.js";
import { drawOverlay } from "./overlay.js";
import { hasDisc, hasTopics, paint } from "./painter.js";
import { boxOf, dragNode, widen, x, y } from "./places.js";
import { shown } from "./shown.js";
import { state } from "./state.js";
import { axisBox, drawAxis } from "./timeline.js";
import { viewOfBox, worldBox } from "./view.js";

const LIGHT = 1500; // nodes and edges that are painted anew for every frame; more go through a bitmap
const SURPLUS = 1.5; // the bitmap is so much larger than the screen, so that a short pan needs no new one
const SETTLED = 110; // milliseconds after the last turn of the wheel until the bitmap is painted anew
const MARGIN = { side: 24, top: 36 }, WIDE_MARGIN = { side: 90, top: 60 }; // pixels that stay free
const NEAREST = 1.6; // the largest scale that a jump goes to

const container = byId("mynetwork");
export const network = (window.network = new vis.Network(container, { nodes, edges }, parsed("kg-options")));
export const canvas = container.querySelector("canvas");

const isLight = nodeCount + edgeCount <= LIGHT;
let bitmap = null; // { image, view } or null where it must be painted
let lifted = -1; // the node that is being dragged
let waiting = 0;
export const pointer = { hovered: -1 };

export function currentView() {
  const middle = network.getViewPosition();
  return { scale: network.getScale(), x: middle.x, y: middle.y, width: canvas.clientWidth, height: canvas.clientHeight };
}

// Draw again soon; `isStale` says that the mass itself changed.
export function redraw(isStale = true) {
  if (isStale) bitmap = null;
  if (!waiting) waiting = requestAnimationFrame(() => { waiting = 0; network.redraw(); });
}

export function drawNow() {
  bitmap = null;
  network.redraw();
}

// The nodes whose names come first: the selection, the pointer's, the ends of the chosen link, the neighbours.
export function foremost() {
  const first = [state.node, pointer.hovered, state.to].filter((n) => n >= 0);
  if (state.node < 0) return [...new Set(first)];
  const near = [...edgesOf(state.node)].filter((each) => shown.edges[each.edge]).map((each) => each.other);
  return [...new Set([...first, ...near.sort((a, b) => a - b)])];
}

// The edges that are emphasised: the chosen link or path.
export const chosen = { edges: [] };

network.on("beforeDrawing", (context) => {
  const view = currentView();
  if (isLight) {
    drawWith(context, () => paint(context, view, lifted));
    return;
  }
  if (!bitmap) bitmap = { view: larger(view), image: paintBitmap(larger(view)) };
  const box = worldBox(bitmap.view);
  context.drawImage(bitmap.image, box.left, box.top, box.right - box.left, box.bottom - box.top);
});

network.on("afterDrawing", (context) => {
  const view = currentView();
  drawOverlay(context, view.scale, chosen.edges, pointer.hovered, lifted);
  drawWith(context, () => {
    const hasAxis = state.view === "time" && !state.depth;
    if (hasAxis) drawAxis(context, view, AXIS_FONT);
    drawLabels(context, placeLabels(context, view, foremost(), hasAxis ? [...reserved, axisBox(view)] : reserved));
  });
});

// Draw in screen pixels instead of world units.
function drawWith(context, draw) {
  const ratio = canvas.width / canvas.clientWidth;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  draw();
  context.restore();
}

const larger = (view) => ({ ...view, width: Math.round(view.width * SURPLUS), height: Math.round(view.height * SURPLUS) });

let surface = null;

function paintBitmap(view) {
  const ratio = canvas.width / canvas.clientWidth;
  surface ||= document.createElement("canvas");
  surface.width = view.width * ratio;
  surface.height = view.height * ratio;
  const context = surface.getContext("2d");
  context.scale(ratio, ratio);
  paint(context, view, lifted);
  return surface;
}

// ---- moving

let settling = 0;
let reserved = []; // the rectangles of what lies over the canvas: no name goes there
let isFitted = true; // all is in view and stays so when the window changes, until the reader moves

network.on("zoom", () => {
  isFitted = false;
  clearTimeout(settling);
  settling = setTimeout(() => { promote(); redraw(); }, SETTLED);
});
network.on("dragStart", ({ nodes: dragged }) => {
  isFitted = false;
  lifted = dragged.length ? dragged[0] : -1;
  if (lifted >= 0) redraw();
});
network.on("dragging", ({ nodes: dragged }) => {
  if (dragged.length) {
    const place = network.getPosition(dragged[0]);
    dragNode(dragged[0], place.x, place.y);
  } else if (bitmap && hasLeft(bitmap.view)) bitmap = null;
});
network.on("dragEnd", () => {
  lifted = -1;
  network.unselectAll();
  promote();
  redraw();
});
network.on("animationFinished", () => { promote(); redraw(); });
network.on("resize", () => {
  measureOverlays();
  redraw();
  if (isFitted) setTimeout(fit);
});

// A sixth of the bitmap's size is what lies beyond the screen on each side.
function hasLeft(view) {
  const now = currentView();
  return Math.abs(now.x - view.x) * view.scale > view.width / 6 || Math.abs(now.y - view.y) * view.scale > view.height / 6;
}

function moveTo(view) {
  isFitted = false;
  const isMoving = !hasReducedMotion() && !document.hidden;
  const animation = isMoving ? { duration: 350, easingFunction: "easeInOutQuad" } : false;
  network.moveTo({ position: { x: view.x, y: view.y }, scale: view.scale, animation });
  if (!isMoving) promote();
  redraw();
}

// Measure what lies over the canvas.
export function measureOverlays() {
  const frame = container.getBoundingClientRect();
  reserved = [byId("legend"), byId("zoom")].map((each) => each.getBoundingClientRect()).map((box) => ({
    left: box.left - frame.left,
    right: box.right - frame.left,
    top: box.top - frame.top,
    bottom: box.bottom - frame.top,
  }));
}

// A margin with the room below that the legend takes.
function above(margin) {
  measureOverlays();
  const highest = reserved.reduce((top, box) => Math.min(top, box.top), canvas.clientHeight);
  return { ...margin, bottom: canvas.clientHeight - highest + 12 };
}

// Show all that is shown.
export function fit() {
  const box = boxOf((n) => shown.nodes[n] === 1);
  if (!box) return;
  const discs = new Set();
  if (hasTopics()) for (let n = 0; n < nodeCount; n++) if (shown.nodes[n] && hasDisc(node.community[n])) discs.add(node.community[n]);
  for (const number of discs) widen(box, graph.communities[number].x, graph.communities[number].y, graph.communities[number].radius + 10);
  moveTo(viewOfBox(box, canvas.clientWidth, canvas.clientHeight, above(MARGIN), NEAREST));
  isFitted = true;
}

// Show a node with what it is linked to; far links may stay outside.
export function approach(n) {
  const near = new Set([n, ...foremost()]);
  const box = boxOf((each) => near.has(each) && shown.nodes[each] === 1);
  const view = viewOfBox(box, canvas.clientWidth, canvas.clientHeight, above(WIDE_MARGIN), NEAREST);
  if (view.scale >= 0.45) moveTo(view);
  else moveTo({ ...view, x: x[n], y: y[n], scale: 0.6 });
}

// Put the pointer on the next or previous neighbour of the selected node, and return it; -1 where there is none.
export function stepThrough(by) {
  const near = state.node < 0 ? [] : foremost().filter((n) => n !== state.node && n !== pointer.hovered && shown.nodes[n]);
  if (by === 0 || !near.length) return pointer.hovered;
  const all = [...new Set([...near, pointer.hovered])].filter((n) => n >= 0 && n !== state.node).sort((a, b) => a - b);
  const at = all.indexOf(pointer.hovered);
  pointer.hovered = all[at < 0 && by < 0 ? all.length - 1 : (at + by + all.length) % all.length];
  announce(nameOf(pointer.hovered));
  redraw(false);
  return pointer.hovered;
}

export function zoomBy(factor) {
  const view = currentView();
  moveTo({ ...view, scale: view.scale * factor });
}

// ---- the real nodes of vis: all of a small graph, else the foremost in view

const REAL = 250;
const isWhole = nodes.length === nodeCount;
const SHAPE_OF = { post: "square", concept: "dot", work: "diamond", series: "triangle" };

// Bring vis's nodes in line with what is shown, so that what is not seen cannot be dragged.
export function promote() {
  if (isWhole) {
    const turned = [];
    for (let n = 0; n < nodeCount; n++) {
      const hidden = !shown.nodes[n];
      if (Boolean(nodes.get(n).hidden) !== hidden) turned.push({ id: n, hidden });
    }
    if (turned.length) nodes.update(turned);
    return;
  }
  const box = worldBox(currentView()), wanted = new Set(foremost().slice(0, REAL).filter((n) => shown.nodes[n]));
  for (let n = 0; n < nodeCount && wanted.size < REAL; n++)
    if (shown.nodes[n] && x[n] > box.left && x[n] < box.right && y[n] > box.top && y[n] < box.bottom) wanted.add(n);
  nodes.remove(nodes.getIds().filter((n) => !wanted.has(n)));
  nodes.add([...wanted].filter((n) => !nodes.get(n)).map(realNode));
}

function realNode(n) {
  const kind = graph.kinds[node.kind[n]];
  return { id: n, key: node.id[n], label: node.label[n], kind, shape: SHAPE_OF[kind], color: colours.kinds[node.kind[n]], size: radius[n], x: x[n], y: y[n] };
}

// Tell vis that places changed.
export function replaceNodes() {
  nodes.update(nodes.getIds().map((n) => ({ id: n, x: x[n], y: y[n] })));
}
