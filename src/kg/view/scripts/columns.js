// The graph as columns, unpacked once. Nodes and edges are numbers here; a lower number matters more.
import { byId } from "./elements.js";

export const parsed = (id) => JSON.parse(byId(id).textContent);

if (!("DecompressionStream" in window)) {
  byId("notice").textContent = Object.values(parsed("kg-texts"))
    .map((texts) => texts.oldBrowser)
    .join(" ");
  byId("notice").hidden = false;
}

// A plain loop: from() with a function takes ten times as long, and only new browsers have fromBase64().
function toBytes(packed) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(packed);
  const letters = atob(packed),
    bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
  return bytes;
}

// Undo base64 and compression: JSON on one line, then the columns of numbers that it tells of.
export async function unpack(packed) {
  const plain = new Blob([toBytes(packed)])
    .stream()
    .pipeThrough(new DecompressionStream("deflate"));
  const bytes = new Uint8Array(await new Response(plain).arrayBuffer());
  const end = bytes.indexOf(10);
  const columns = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  fill(columns, { bytes, at: end + 1 });
  return columns;
}

// Put the numbers in the place of what tells of them, in the order of the JSON.
function fill(columns, source) {
  for (const [name, column] of Object.entries(columns)) {
    if (column?.width) columns[name] = numbersOf(column, source);
    else if (column instanceof Object && !Array.isArray(column)) fill(column, source);
  }
}

// Numbers come as all their lowest bytes, then the next.
function numbersOf({ count, width, least }, source) {
  const numbers = new Int32Array(count).fill(least);
  for (let byte = 0; byte < width; byte++, source.at += count)
    for (let n = 0; n < count; n++) numbers[n] += source.bytes[source.at + n] << (8 * byte);
  return numbers;
}

export const graph = await unpack(parsed("kg-graph"));
export const node = graph.nodes;
export const edge = graph.edges;
export const nodeCount = node.id.length;
export const edgeCount = edge.from.length;
export const radius = Float32Array.from(node.radius);
export const numberOf = new Map(node.id.map((id, number) => [id, number]));

export const POST = graph.kinds.indexOf("post");
export const CONCEPT = graph.kinds.indexOf("concept");
export const WORK = graph.kinds.indexOf("work");
const SERIES = graph.kinds.indexOf("series");

const datedYears = node.year.filter(Boolean);
export const firstYear = datedYears.length ? datedYears.reduce((a, b) => Math.min(a, b)) : 0;
export const lastYear = datedYears.length ? datedYears.reduce((a, b) => Math.max(a, b)) : 0;
