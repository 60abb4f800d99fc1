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

// Undo base64 and gzip.
export async function unpack(packed) {
  const plain = new Blob([toBytes(packed)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(plain).text());
}

export const graph = await unpack(parsed("kg-graph"));
export const node = graph.nodes;
export const edge = {
  ...graph.edges,
  from: Uint32Array.from(graph.edges.from),
  to: Uint32Array.from(graph.edges.to),
  kind: Uint8Array.from(graph.edges.kind),
  confidence: Uint16Array.from(graph.edges.confidence),
};
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
