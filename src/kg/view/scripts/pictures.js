// The map as a file: what is on the screen as a picture of twice its size, or as a drawing with real text.
import { canvas, chosen, currentView, foremost } from "./board.js";
import { edge, edgeCount, graph, node, nodeCount, radius } from "./columns.js";
import { colours, topicColour } from "./colours.js";
import { element } from "./elements.js";
import { LINE, drawLabels, placeLabels } from "./labels.js";
import { nameOf } from "./language.js";
import { drawOverlay } from "./overlay.js";
import { edgeOpacity, isDrawn } from "./edges.js";
import { paint } from "./painter.js";
import { x, y } from "./places.js";
import { svgShape } from "./shapes.js";
import { shown } from "./shown.js";
import { state } from "./state.js";
import { toScreenX, toScreenY } from "./view.js";
import { hasTopics, showsDisc } from "./topics.js";

const LARGER = 2;

function save(blob, name) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

export function savePng() {
  const view = currentView(),
    picture = document.createElement("canvas");
  [picture.width, picture.height] = [canvas.clientWidth * LARGER, canvas.clientHeight * LARGER];
  const context = picture.getContext("2d");
  context.scale(LARGER, LARGER);
  context.fillStyle = colours.background;
  context.fillRect(0, 0, view.width, view.height);
  paint(context, view);
  context.save();
  context.translate(view.width / 2 - view.x * view.scale, view.height / 2 - view.y * view.scale);
  context.scale(view.scale, view.scale);
  drawOverlay(context, view.scale, chosen.edges, -1, -1);
  context.restore();
  drawLabels(context, placeLabels(context, view, foremost()));
  picture.toBlob((blob) => save(blob, "graph.png"), "image/png");
}

export function saveSvg() {
  save(new Blob([toSvg()], { type: "image/svg+xml" }), "graph.svg");
}

const safe = (words) =>
  words
    .replace(/[^\P{C}\t\n]/gu, "\ufffd")
    .replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

function toSvg() {
  const view = currentView(),
    { width, height } = view;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${safe(graph.title)}</title><rect width="100%" height="100%" fill="${colours.background}"/>`,
    ...svgTopics(view),
    ...svgEdges(view),
    ...svgNodes(view),
    ...svgLabels(view),
    "</svg>",
  ].join("\n");
}

function isOnPaper(view, sx, sy, room) {
  return sx > -room && sx < view.width + room && sy > -room && sy < view.height + room;
}

function* svgTopics(view) {
  if (!hasTopics()) return;
  for (const [number, community] of graph.communities.entries()) {
    const sx = toScreenX(view, community.x),
      sy = toScreenY(view, community.y),
      r = (community.radius + 10) * view.scale;
    if (!showsDisc(number) || !isOnPaper(view, sx, sy, r)) continue;
    yield `<circle cx="${sx.toFixed(1)}" cy="${sy.toFixed(1)}" r="${r.toFixed(1)}" fill="${topicColour(number)}" fill-opacity="${colours.tint}" stroke="${topicColour(number)}" stroke-opacity=".35"/>`;
  }
}

function* svgEdges(view) {
  const isNear = (e) =>
    state.node >= 0 && (edge.from[e] === state.node || edge.to[e] === state.node);
  for (let e = 0; e < edgeCount; e++) {
    if (!shown.edges[e] || !(isDrawn(e) || isNear(e))) continue;
    const ends = [edge.from[e], edge.to[e]].map((n) => [
      toScreenX(view, x[n]),
      toScreenY(view, y[n]),
    ]);
    if (!ends.some(([sx, sy]) => isOnPaper(view, sx, sy, 0))) continue;
    const [[ax, ay], [bx, by]] = ends.map((end) => end.map((value) => value.toFixed(1)));
    yield `<path d="M${ax} ${ay}L${bx} ${by}" stroke="${colours.edgeOf[edge.kind[e]]}" stroke-opacity="${isNear(e) ? 0.9 : edgeOpacity(e).toFixed(2)}"/>`;
  }
}

function* svgNodes(view) {
  for (let n = nodeCount - 1; n >= 0; n--) {
    const sx = toScreenX(view, x[n]),
      sy = toScreenY(view, y[n]),
      r = Math.max(1, radius[n] * view.scale);
    if (!shown.nodes[n] || !isOnPaper(view, sx, sy, r)) continue;
    const colour = colours.kinds[node.kind[n]],
      fill = node.stub[n] ? colours.background : colour;
    const opacity = shown.steps && shown.steps[n] < 0 ? 0.22 : 1;
    yield `<${svgShape(node.kind[n], sx, sy, r)} fill="${fill}" stroke="${node.stub[n] ? colour : colours.background}" opacity="${opacity}"><title>${safe(nameOf(n))}</title></${svgShape(node.kind[n], 0, 0, 1).split(" ")[0]}>`;
  }
}

function* svgLabels(view) {
  yield `<g font-family="sans-serif" text-anchor="middle" stroke="${colours.background}" stroke-width="3" paint-order="stroke" stroke-linejoin="round">`;
  for (const label of placeLabels(canvas.getContext("2d"), view, foremost())) {
    const weight = /^\d+/.exec(label.font)[0],
      look = `font-size="${label.size}" font-weight="${weight}" fill="${label.colour}"`;
    for (const [order, line] of label.lines.entries()) {
      const lineY =
        label.y + (order - (label.lines.length - 1) / 2) * label.size * LINE + label.size * 0.35;
      yield `<text x="${label.x.toFixed(1)}" y="${lineY.toFixed(1)}" ${look}>${safe(line)}</text>`;
    }
  }
  yield "</g>";
}
