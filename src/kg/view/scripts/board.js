// The canvas that vis-network made, what part of the world it shows, and when it is drawn.
import { edgesOf } from "./adjacency.js";
import { edge, parsed } from "./columns.js";
import { byId } from "./elements.js";
import { shown } from "./shown.js";
import { state } from "./state.js";
import { nextTurn } from "./turn.js";

export const container = byId("mynetwork");

// All that vis needs of a node; it would measure the words of labels, and the page draws these itself.
const FOR_VIS = { fields: ["id", "x", "y", "shape", "size", "hidden"] };
export const network = (window.network = new vis.Network(
  container,
  { nodes: new vis.DataView(nodes, FOR_VIS), edges },
  parsed("kg-options"),
));
export const canvas = container.querySelector("canvas");

// vis makes an element that takes the focus, so that arrow keys move the view; it needs a name.
const board = container.querySelector(".vis-network");
board.setAttribute("role", "application");
board.dataset.label = "canvas";

export function currentView() {
  const middle = network.getViewPosition();
  return {
    scale: network.getScale(),
    x: middle.x,
    y: middle.y,
    width: canvas.clientWidth,
    height: canvas.clientHeight,
  };
}

// ---- drawing

export const frame = { isStale: true }; // whether the mass must be painted anew

// Draw again with the next frame; `isStale` says that the mass itself changed. vis's own way: however many ask, it
// draws once.
export function redraw(isStale = true) {
  frame.isStale ||= isStale;
  network.body.emitter.emit("_requestRedraw");
}

export function drawNow() {
  frame.isStale = true;
  network.redraw();
}

// ---- what is emphasised

export const pointer = { hovered: -1 };
export const chosen = { edges: [] }; // of the chosen link or path

// The nodes whose names come first: the selection, the pointer's, the end of the chosen link, the neighbours.
export function foremost() {
  const onPath = (shown.path || []).flatMap((e) => [edge.from[e], edge.to[e]]);
  const first = [state.node, pointer.hovered, state.to, ...onPath].filter((n) => n >= 0);
  if (state.node < 0) return [...new Set(first)];
  const near = [...edgesOf(state.node)]
    .filter((each) => shown.edges[each.edge])
    .map((each) => each.other);
  return [...new Set([...first, ...near.sort((a, b) => a - b)])];
}

// ---- what lies over the canvas

export const overlays = { boxes: [] }; // no name goes there

export function measureOverlays() {
  const origin = container.getBoundingClientRect();
  overlays.boxes = [byId("legend"), byId("zoom")]
    .map((each) => each.getBoundingClientRect())
    .map((box) => ({
      left: box.left - origin.left,
      right: box.right - origin.left,
      top: box.top - origin.top,
      bottom: box.bottom - origin.top,
    }));
}

await nextTurn();
