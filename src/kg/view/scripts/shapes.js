// The shape of each kind of node, for the canvas and for drawings.
import { graph } from "./columns.js";

// The corners of each shape for a node of radius 1, or null for a disc; all look about equally large.
const CORNERS_OF = {
  post: [
    [-0.86, -0.86],
    [0.86, -0.86],
    [0.86, 0.86],
    [-0.86, 0.86],
  ],
  concept: null,
  work: [
    [0, -1.15],
    [1.15, 0],
    [0, 1.15],
    [-1.15, 0],
  ],
  series: [
    [0, -1.15],
    [1.05, 0.75],
    [-1.05, 0.75],
  ],
};
const corners = graph.kinds.map((kind) => CORNERS_OF[kind]);

export function traceShape(context, kind, x, y, r) {
  const points = corners[kind];
  if (!points) {
    context.moveTo(x + r, y);
    context.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  context.moveTo(x + points[0][0] * r, y + points[0][1] * r);
  for (let corner = 1; corner < points.length; corner++)
    context.lineTo(x + points[corner][0] * r, y + points[corner][1] * r);
  context.closePath();
}

// The same as the content of an SVG element: its name and attributes.
export function svgShape(kind, x, y, r) {
  const points = corners[kind];
  const at = (value) => value.toFixed(1);
  if (!points) return `circle cx="${at(x)}" cy="${at(y)}" r="${at(r)}"`;
  return `polygon points="${points.map(([dx, dy]) => at(x + dx * r) + "," + at(y + dy * r)).join(" ")}"`;
}
