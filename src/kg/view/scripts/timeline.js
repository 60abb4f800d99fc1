// Time from left to right: a column for each year, posts above, then what they first name or cite in that year.
import { POST, firstYear, graph, lastYear, node, nodeCount } from "./columns.js";
import { colours } from "./colours.js";
import { text } from "./language.js";
import { toScreenX } from "./view.js";
import { firstSeen, isApart } from "./years.js";

const ASPECT = 1.35; // width by height of the whole, about what is left of a screen
const CELL = { width: 84, height: 50 };
const BAND_GAP = 50,
  YEAR_GAP = 26;

let layout = null; // { places, columns }, made when first needed: it never changes

export function timeline() {
  layout ||= arrangeByYear();
  return layout;
}

// Nodes by year, then by kind: the most important first, posts by their date.
function cellsByYear() {
  const years = new Map();
  for (let n = 0; n < nodeCount; n++) {
    if (isApart[n]) continue;
    const year = firstSeen[n];
    if (!years.has(year))
      years.set(
        year,
        graph.kinds.map(() => []),
      );
    years.get(year)[node.kind[n]].push(n);
  }
  for (const bands of years.values())
    bands[POST].sort((a, b) =>
      node.date[a] < node.date[b] ? -1 : node.date[a] > node.date[b] ? 1 : a - b,
    );
  return years;
}

function arrangeByYear() {
  const years = cellsByYear(),
    order = years.has(0) ? [0] : [];
  for (let year = firstYear; firstYear && year <= lastYear; year++) order.push(year);
  let arranged;
  for (let rows = 6; rows < 2000; rows = Math.ceil(rows * 1.15)) {
    arranged = arrangeInRows(years, order, rows);
    if (arranged.width <= ASPECT * arranged.height) break;
  }
  return arranged;
}

// Columns of so many rows, shared among the kinds by their number.
function arrangeInRows(years, order, rows) {
  const bands = bandsOf(rows),
    height = bands.height;
  const places = { x: new Float32Array(nodeCount), y: new Float32Array(nodeCount) },
    columns = [];
  let left = 0;
  for (const year of order) {
    const lanes = years.get(year) || graph.kinds.map(() => []);
    const across = Math.max(
      1,
      ...lanes.map((members, kind) => Math.ceil(members.length / bands[kind].rows)),
    );
    lanes.forEach((members, kind) =>
      members.forEach((n, position) => {
        places.x[n] = left + (Math.floor(position / bands[kind].rows) + 0.5) * CELL.width;
        places.y[n] = bands[kind].top + ((position % bands[kind].rows) + 0.5) * CELL.height;
      }),
    );
    columns.push({ year, left, right: left + across * CELL.width });
    left += across * CELL.width + YEAR_GAP;
  }
  return { places, columns, width: left, height };
}

function bandsOf(rows) {
  let top = 0;
  const bands = graph.kinds.map((_, kind) => {
    const count = node.kind.filter((each) => each === kind).length;
    const share = Math.sqrt(count / Math.max(1, nodeCount)); // the root: few posts still get room for their names
    const band = { top, rows: Math.max(1, Math.round(rows * share)) };
    if (count) top += band.rows * CELL.height + BAND_GAP;
    return band;
  });
  return Object.assign(bands, { height: top });
}

// The strip that the years are written on.
export const axisBox = (view) => ({ left: 0, right: view.width, top: 0, bottom: 28 });

// Draw the years along the top, in screen pixels, as many as have room.
export function drawAxis(context, view, font) {
  context.save();
  context.font = font;
  context.textAlign = "center";
  context.textBaseline = "middle";
  let free = -Infinity;
  for (const { year, left, right } of timeline().columns) {
    const from = toScreenX(view, left),
      to = toScreenX(view, right),
      middle = (from + to) / 2;
    context.strokeStyle = colours.edge;
    context.globalAlpha = 0.3;
    context.beginPath();
    context.moveTo(from - (YEAR_GAP / 2) * view.scale, 28);
    context.lineTo(from - (YEAR_GAP / 2) * view.scale, view.height);
    context.stroke();
    context.globalAlpha = 1;
    const words = year ? String(year) : text("undated"),
      width = context.measureText(words).width + 12;
    if (middle - width / 2 < free) continue;
    free = middle + width / 2;
    context.fillStyle = colours.background;
    context.fillRect(middle - width / 2, 5, width, 20);
    context.fillStyle = colours.text;
    context.fillText(words, middle, 15);
  }
  context.restore();
}
