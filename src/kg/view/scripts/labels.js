// Names on the canvas that never overlap: greedy, what matters most first, at the first free of eight places.
import { CONCEPT, POST, WORK, graph, node, nodeCount, radius } from "./columns.js";
import { colours, topicColour } from "./colours.js";
import { communityNames, shortNameOf } from "./language.js";
import { broken, widthOf } from "./lines.js";
import { x, y } from "./places.js";
import { shown } from "./shown.js";
import { state } from "./state.js";
import { Taken } from "./taken.js";
import { toScreenX, toScreenY } from "./view.js";
import { hasTopics, showsDisc } from "./topics.js";

const FAMILY =
  'system-ui, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';
export const AXIS_FONT = `600 13px ${FAMILY}`;
const MOST_TRIED = 900,
  MOST_PLACED = 160,
  MOST_TOPICS = 40;
const CERTAIN = 60, // the first so many may cover a node, if they must, rather than have no name
  CERTAIN_IF_LONG = 16; // of names that are titles
const WEIGHTY = 13; // world units of radius of a concept whose name stands out
const SMALLEST_NAMED = 3; // pixels of radius below which only the foremost nodes are named

// Return the names to draw: { lines, font, size, colour, x, y } in screen pixels, x and y being the middle.
// `reserved` are rectangles of the screen that stay free.
export function placeLabels(context, view, foremost, reserved = []) {
  const names = new Taken(),
    marks = new Taken(),
    placed = [];
  for (const box of reserved) names.add(box);
  const candidates = inView(view, foremost);
  for (const n of candidates) marks.add(markOf(view, n));
  const place = (label, places, ignored, isForced) => {
    const boxes = places.map((at) => ({ ...at, ...boxOfLabel(at, label) }));
    const inside = boxes.filter(
      (box) =>
        box.left > 2 && box.right < view.width - 2 && box.top > 2 && box.bottom < view.height - 2,
    );
    const free = inside.filter((box) => !names.meets(box));
    const chosen =
      free.find((box) => !marks.meets(box, ignored)) || (isForced ? free[0] : undefined);
    if (!chosen) return;
    names.add(chosen);
    placed.push({ ...label, x: chosen.x, y: chosen.y });
  };
  if (hasTopics() && !shown.steps) placeTopics(context, view, place);
  candidates.forEach((n, order) => {
    if (placed.length >= MOST_PLACED) return;
    const label = labelOf(context, view, n, foremost);
    place(
      label,
      placesAround(view, n, label),
      n,
      order < (node.kind[n] === CONCEPT ? CERTAIN : CERTAIN_IF_LONG),
    );
  });
  return placed;
}

function boxOfLabel(at, label) {
  const halfHeight = label.size * (0.62 + 0.6 * (label.lines.length - 1)),
    halfWidth = label.width / 2 + 3;
  return {
    left: at.x - halfWidth,
    right: at.x + halfWidth,
    top: at.y - halfHeight,
    bottom: at.y + halfHeight,
  };
}

// The shown nodes on the screen, the selection and what is near it first, then by importance.
function inView(view, foremost) {
  const found = foremost.filter((n) => shown.nodes[n] && isOnScreen(view, n));
  const chosen = new Set(found);
  for (let n = 0; n < nodeCount && found.length < MOST_TRIED; n++) {
    if (!shown.nodes[n] || chosen.has(n) || (shown.steps && shown.steps[n] < 0)) continue;
    if (found.length > MOST_PLACED && radius[n] * view.scale < SMALLEST_NAMED) break;
    if (isOnScreen(view, n)) found.push(n);
  }
  return found;
}

function isOnScreen(view, n) {
  const sx = toScreenX(view, x[n]),
    sy = toScreenY(view, y[n]);
  return sx > 0 && sx < view.width && sy > 0 && sy < view.height;
}

function markOf(view, n) {
  const sx = toScreenX(view, x[n]),
    sy = toScreenY(view, y[n]),
    r = radius[n] * view.scale;
  return { n, left: sx - r, right: sx + r, top: sy - r, bottom: sy + r };
}

function labelOf(context, view, n, foremost) {
  const isFirst = n === foremost[0],
    isNear = shown.steps || view.scale > 1.1;
  const isWeighty = node.kind[n] === CONCEPT && radius[n] > WEIGHTY;
  const size = isFirst ? 14 : isWeighty ? 13 : 12;
  const font = `${isWeighty || isFirst ? 600 : 400} ${size}px ${FAMILY}`;
  const widest = isFirst ? 240 : isNear ? 180 : node.kind[n] === CONCEPT ? 150 : 124;
  const colour =
    node.kind[n] === WORK
      ? colours.muted
      : node.kind[n] === POST
        ? colours.kinds[POST]
        : colours.text;
  return labelWith(
    context,
    { font, size, colour },
    broken(context, font, shortNameOf(n), widest, node.kind[n] === CONCEPT ? 1 : 2),
  );
}

function labelWith(context, look, lines) {
  return {
    ...look,
    lines,
    width: lines.reduce((most, line) => Math.max(most, widthOf(context, look.font, line)), 0),
  };
}

// Below, above, right, left of a node, then at its corners.
function placesAround(view, n, label) {
  const sx = toScreenX(view, x[n]),
    sy = toScreenY(view, y[n]),
    r = radius[n] * view.scale;
  const down = r + label.size * (0.7 + 0.6 * (label.lines.length - 1)) + 2,
    aside = r + label.width / 2 + 5;
  return [
    { x: sx, y: sy + down },
    { x: sx, y: sy - down },
    { x: sx + aside, y: sy },
    { x: sx - aside, y: sy },
    ...[down, -down].flatMap((dy) => [
      { x: sx + aside * 0.6, y: sy + dy * 0.8 },
      { x: sx - aside * 0.6, y: sy + dy * 0.8 },
    ]),
  ];
}

function placeTopics(context, view, place) {
  let tried = 0;
  graph.communities.forEach((community, number) => {
    const r = (community.radius + 10) * view.scale;
    if (!showsDisc(number) || r < 26 || r > view.width || tried++ > MOST_TOPICS) return;
    const look = { font: `700 15px ${FAMILY}`, size: 15, colour: topicColour(number) };
    const label = labelWith(context, look, [
      topicName(context, look.font, number, Math.max(180, Math.round(r / 20) * 40)),
    ]);
    const sx = toScreenX(view, community.x),
      sy = toScreenY(view, community.y);
    place(
      label,
      [
        { x: sx, y: sy - r + 2 },
        { x: sx, y: sy + r - 2 },
        { x: sx, y: sy - r - 12 },
      ],
      -1,
      true,
    );
  });
}

// As many of the typical concepts as fit whole.
function topicName(context, font, community, widest) {
  const names = communityNames(community);
  let words = broken(context, font, names[0], widest, 1)[0];
  for (const name of names.slice(1)) {
    if (widthOf(context, font, `${words} · ${name}`) > widest) break;
    words += ` · ${name}`;
  }
  return words;
}

export const LINE = 1.2; // height of a line by the size of its letters

export function drawLabels(context, labels) {
  context.save();
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = colours.background;
  for (const label of labels) {
    context.font = label.font;
    context.fillStyle = label.colour;
    label.lines.forEach((line, order) => {
      const lineY = label.y + (order - (label.lines.length - 1) / 2) * label.size * LINE;
      context.strokeText(line, label.x, lineY);
      context.fillText(line, label.x, lineY);
    });
  }
  context.restore();
}
