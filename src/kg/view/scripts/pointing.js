// What the pointer does on the canvas: name what it is over, select what it clicks.
import { container, currentView, network, pointer, redraw } from "./board.js";
import { byId } from "./elements.js";
import { edge, graph } from "./columns.js";
import { edgeAt, nodeAt } from "./hit.js";
import { dateOf, nameOf, sortOf, text } from "./language.js";
import { change, state } from "./state.js";

const tip = byId("tip");
let isDown = false,
  pickNode = () => {};

// Say what a click on a node does.
export function onPick(pick) {
  pickNode = pick;
}

function under(position) {
  const point = network.DOMtoCanvas(position),
    scale = currentView().scale;
  const n = nodeAt(point, scale);
  return { n, e: n < 0 ? edgeAt(point, scale) : -1 };
}

network.on("click", ({ pointer: { DOM } }) => {
  const { n, e } = under(DOM);
  if (n >= 0) pickNode(n);
  else if (e >= 0) selectEdge(e);
  else change({ node: -1, to: -1, depth: 0 });
});

network.on("doubleClick", ({ pointer: { DOM } }) => {
  const { n } = under(DOM);
  if (n >= 0) change({ node: n, to: -1, depth: 1 });
});

// Keep the selected end, if there is one, and open the sentences behind the edge.
function selectEdge(e) {
  const [from, to] = [edge.from[e], edge.to[e]];
  if (state.node === from || state.node === to) change({ to: state.node === from ? to : from });
  else change({ node: from, to });
}

container.addEventListener("pointerdown", () => {
  isDown = true;
  hideTip();
});
addEventListener("pointerup", () => {
  isDown = false;
});
container.addEventListener("pointerleave", () => {
  hover(-1);
  hideTip();
});
container.addEventListener("pointermove", (event) => {
  if (isDown || event.pointerType === "touch") return;
  const room = container.getBoundingClientRect(),
    position = { x: event.clientX - room.x, y: event.clientY - room.y };
  const { n, e } = under(position);
  container.style.cursor = n >= 0 || e >= 0 ? "pointer" : "";
  hover(n);
  if (n >= 0)
    showTip([nameOf(n), sortOf(n), dateOf(n)].filter(Boolean).join(" · "), position, room);
  else if (e >= 0)
    showTip(
      `${nameOf(edge.from[e])} — ${text("edge." + graph.edgeKinds[edge.kind[e]])} — ${nameOf(edge.to[e])}`,
      position,
      room,
    );
  else hideTip();
});

function hover(n) {
  if (n === pointer.hovered) return;
  pointer.hovered = n;
  redraw(false);
}

function showTip(words, { x, y }, room) {
  tip.textContent = words;
  tip.hidden = false;
  tip.style.left = Math.max(4, Math.min(x + 14, room.width - tip.offsetWidth - 4)) + "px";
  tip.style.top =
    (y + 18 + tip.offsetHeight > room.height ? y - tip.offsetHeight - 8 : y + 18) + "px";
}

function hideTip() {
  tip.hidden = true;
}
