// Moving the view: to all, to a node with its neighbours, nearer and farther.
import {
  canvas,
  container,
  currentView,
  foremost,
  measureOverlays,
  network,
  overlays,
  redraw,
} from "./board.js";
import { edge, graph } from "./columns.js";
import { hasReducedMotion } from "./elements.js";
import { boxOf, widen, x, y } from "./places.js";
import { promote } from "./realnodes.js";
import { shown } from "./shown.js";
import { viewOfBox } from "./view.js";
import { hasTopics, showsDisc } from "./topics.js";

const MARGIN = { side: 24, top: 36 },
  WIDE_MARGIN = { side: 90, top: 60 }; // pixels that stay free
const NEAREST = 2; // the largest scale that a jump goes to
const READABLE = 0.45,
  USUAL = 0.6; // a view that would be smaller than the first shows only what is near, at the second
const DURATION = 350; // milliseconds

let isFitted = true; // all is in view and stays so when the window changes, until the reader moves

function moveTo(view, isSudden = false) {
  isFitted = false;
  const isMoving = !isSudden && !hasReducedMotion() && !document.hidden;
  const animation = isMoving ? { duration: DURATION, easingFunction: "easeInOutQuad" } : false;
  network.moveTo({ position: { x: view.x, y: view.y }, scale: view.scale, animation });
  if (!isMoving) promote();
  redraw();
}

// A margin with the room below that the legend takes.
function above(margin) {
  measureOverlays();
  const below = overlays.boxes.filter((box) => box.top > canvas.clientHeight / 2);
  const highest = below.reduce((top, box) => Math.min(top, box.top), canvas.clientHeight);
  return { ...margin, bottom: canvas.clientHeight - highest + 12 };
}

const framed = (box, margin) =>
  viewOfBox(box, canvas.clientWidth, canvas.clientHeight, above(margin), NEAREST);

// Show all that is shown; suddenly where there was nothing to see before.
export function fit({ isSudden = false } = {}) {
  const box = boxOf((n) => shown.nodes[n] === 1);
  if (!box) return;
  if (hasTopics()) for (const disc of shownDiscs()) widen(box, disc.x, disc.y, disc.radius + 10);
  moveTo(framed(box, MARGIN), isSudden);
  isFitted = true;
}

const shownDiscs = () => graph.communities.filter((_, number) => showsDisc(number));

// Show a node with what it is linked to, of which what is far may stay outside; or all of the chosen path.
export function approach(n) {
  const path = (shown.path || []).flatMap((e) => [edge.from[e], edge.to[e]]);
  const near = new Set(path.length ? path : [n, ...foremost()]);
  const view = framed(
    boxOf((each) => near.has(each) && shown.nodes[each] === 1),
    WIDE_MARGIN,
  );
  moveTo(
    path.length || view.scale >= READABLE ? view : { ...view, x: x[n], y: y[n], scale: USUAL },
  );
}

export function zoomBy(factor) {
  const view = currentView();
  moveTo({ ...view, scale: view.scale * factor });
}

// The reader moves by hand.
for (const gesture of ["zoom", "dragStart"])
  network.on(gesture, () => {
    isFitted = false;
  });

// The observer also calls when it begins to observe: nothing has changed then.
let size = { width: container.clientWidth, height: container.clientHeight };

new ResizeObserver(() => {
  const now = { width: container.clientWidth, height: container.clientHeight };
  if (now.width === size.width && now.height === size.height) return;
  size = now;
  measureOverlays();
  redraw();
  if (isFitted) setTimeout(() => fit({ isSudden: true }));
}).observe(container);
