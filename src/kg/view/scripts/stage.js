// What is seen on the canvas, drawn by us before and after vis draws its own, invisible nodes.
import {
  canvas,
  chosen,
  currentView,
  foremost,
  frame,
  network,
  overlays,
  pointer,
  redraw,
} from "./board.js";
import { edgeCount, nodeCount } from "./columns.js";
import { AXIS_FONT, drawLabels, placeLabels } from "./labels.js";
import { drawOverlay } from "./overlay.js";
import { paint } from "./painter.js";
import { dragNode } from "./places.js";
import { promote } from "./realnodes.js";
import { state } from "./state.js";
import { axisBox, drawAxis } from "./timeline.js";
import { worldBox } from "./view.js";

const LIGHT = 1500; // nodes and edges that are painted anew for every frame; more go through a bitmap
const SURPLUS = 1.5; // the bitmap is so much larger than the screen, so that a short pan needs no new one
const SETTLED = 110; // milliseconds after the last turn of the wheel until the bitmap is painted anew

const isLight = nodeCount + edgeCount <= LIGHT;
let bitmap = null; // { image, view }
let lifted = -1; // the node that is being dragged

network.on("beforeDrawing", (context) => {
  const view = currentView();
  if (isLight) {
    inPixels(context, () => paint(context, view, lifted));
    return;
  }
  if (!bitmap || frame.isStale) bitmap = paintBitmap(larger(view));
  frame.isStale = false;
  const box = worldBox(bitmap.view);
  context.drawImage(bitmap.image, box.left, box.top, box.right - box.left, box.bottom - box.top);
});

network.on("afterDrawing", (context) => {
  const view = currentView();
  drawOverlay(context, view.scale, chosen.edges, pointer.hovered, lifted);
  inPixels(context, () => {
    const hasAxis = state.view === "time" && !state.depth;
    if (hasAxis) drawAxis(context, view, AXIS_FONT);
    const reserved = hasAxis ? [...overlays.boxes, axisBox(view)] : overlays.boxes;
    drawLabels(context, placeLabels(context, view, foremost(), reserved));
  });
});

// Draw in screen pixels instead of world units.
function inPixels(context, draw) {
  const ratio = canvas.width / canvas.clientWidth;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  draw();
  context.restore();
}

function larger(view) {
  return {
    ...view,
    width: Math.round(view.width * SURPLUS),
    height: Math.round(view.height * SURPLUS),
  };
}

function paintBitmap(view) {
  const ratio = canvas.width / canvas.clientWidth,
    image = bitmap?.image || document.createElement("canvas");
  image.width = view.width * ratio;
  image.height = view.height * ratio;
  const context = image.getContext("2d");
  context.scale(ratio, ratio);
  paint(context, view, lifted);
  return { image, view };
}

// ---- moving

let settling = 0;

function settle() {
  promote();
  redraw();
}

network.on("zoom", () => {
  clearTimeout(settling);
  settling = setTimeout(settle, SETTLED);
});
network.on("dragStart", ({ nodes: dragged }) => {
  lifted = dragged.length ? dragged[0] : -1;
  if (lifted >= 0) redraw();
});
network.on("dragging", ({ nodes: dragged }) => {
  if (dragged.length) {
    const place = network.getPosition(dragged[0]);
    dragNode(dragged[0], place.x, place.y);
  } else if (bitmap && hasLeft(bitmap.view)) frame.isStale = true;
});
network.on("dragEnd", () => {
  lifted = -1;
  network.unselectAll();
  settle();
});
network.on("animationFinished", settle);

// A sixth of the bitmap's size is what lies beyond the screen on each side.
function hasLeft(view) {
  const now = currentView();
  const acrossBy = Math.abs(now.x - view.x) * view.scale,
    downBy = Math.abs(now.y - view.y) * view.scale;
  return acrossBy > view.width / 6 || downBy > view.height / 6;
}
