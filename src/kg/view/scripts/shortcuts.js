// Keys: / searches, f fits, n and p step through neighbours, Enter goes there, Escape closes or lets go.
import { foremost, pointer, redraw } from "./board.js";
import { fit } from "./camera.js";
import { announce, byId } from "./elements.js";
import { nameOf } from "./language.js";
import { focusSearch } from "./searchbox.js";
import { shown } from "./shown.js";
import { change, state } from "./state.js";

let visitNode = () => {};

// Say how to go to a node.
export function onEnter(visit) {
  visitNode = visit;
}

// Put the pointer on the next or the previous neighbour of the selected node.
function step(by) {
  const candidates = foremost()
    .filter((n) => n !== state.node && shown.nodes[n])
    .sort((a, b) => a - b);
  if (state.node < 0 || !candidates.length) return;
  const at = candidates.indexOf(pointer.hovered);
  const nextAt =
    at < 0
      ? by > 0
        ? 0
        : candidates.length - 1
      : (at + by + candidates.length) % candidates.length;
  pointer.hovered = candidates[nextAt];
  announce(nameOf(pointer.hovered));
  redraw(false);
}

// Close the menu, else the filters, else let go of what is selected.
function close() {
  if (byId("more").open) {
    byId("more").open = false;
    byId("more").querySelector("summary").focus();
  } else if (!byId("filters").hidden) {
    byId("filters-toggle").click();
    byId("filters-toggle").focus();
  } else change({ node: -1, to: -1, depth: 0 });
}

const ANYWHERE = { "/": focusSearch, Escape: close };
const ON_MAP = {
  f: () => fit(),
  n: () => step(1),
  p: () => step(-1),
  Enter: () => {
    if (pointer.hovered >= 0) visitNode(pointer.hovered);
  },
};

addEventListener("keydown", (event) => {
  if (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    (event.key !== "Escape" && event.target.closest("input, select, textarea"))
  )
    return;
  const isOnControl = event.target.closest("button, summary, a");
  const press = ANYWHERE[event.key] || (isOnControl ? null : ON_MAP[event.key]);
  if (!press) return;
  event.preventDefault();
  press();
});

// The menu closes when the reader goes on elsewhere.
addEventListener("pointerdown", (event) => {
  if (!event.target.closest("#more")) byId("more").open = false;
});
