// The sentences behind an edge, unpacked when first asked for, from the page or from files beside it.
import { edgesOf } from "./adjacency.js";
import { POST, edge, graph, node, nodeCount, parsed, unpack } from "./columns.js";

const source = parsed("kg-evidence");
const pieces = new Map(); // number of a piece -> promise of it
const arriving = new Map(); // number of a file that is being read -> what to do with its content

// The files beside the page call this.
window.kgEvidence = (number, packed) => arriving.get(number)?.(packed);

function pieceOf(number) {
  if (!pieces.has(number))
    pieces.set(
      number,
      (source.beside ? readBeside(number) : Promise.resolve(source.pieces[number]))
        .then(unpack)
        .then((piece) => ready(piece, number)),
    );
  return pieces.get(number);
}

function readBeside(number) {
  return new Promise((resolve, reject) => {
    arriving.set(number, resolve);
    const script = document.createElement("script");
    script.src = source.pieces[number];
    script.onerror = () => reject(new Error("cannot read " + source.pieces[number]));
    document.head.append(script);
  });
}

const numberOfPiece = (post) => node.piece[post] - 1; // -1: the post has no evidence

// A piece that knows its posts by number, and the runs of marks of each edge: { from, to }.
function ready(piece, number) {
  const posts = postsIn(number);
  const edgesIn = posts.map(orderedEdges);
  const runsOf = new Map();
  let sum = 0;
  const numbers = piece.numbers.map((step) => (sum += step)); // written as steps
  let from = 0;
  piece.edges.forEach((ordinal, run) => {
    const to = from + piece.counts[run],
      e = edgesIn[piece.places[run]][ordinal];
    if (!runsOf.has(e)) runsOf.set(e, []);
    runsOf.get(e).push({ from, to });
    from = to;
  });
  return { ...piece, posts: piece.posts.map((place) => posts[place]), numbers, runsOf };
}

// A piece tells its posts and their edges by their places when sorted by id: so it stays the same for other numbers.
function postsIn(number) {
  const posts = [];
  for (let n = 0; n < nodeCount; n++) if (numberOfPiece(n) === number) posts.push(n);
  return posts.sort(inOrder);
}

const inOrder = (a, b) => (node.id[a] < node.id[b] ? -1 : node.id[a] > node.id[b] ? 1 : 0);

// The edges that a post is an end of, then the others that it says something of.
function orderedEdges(post) {
  const own = new Set();
  for (const { edge: e } of edgesOf(post)) own.add(e);
  return [...[...own].sort(byEnds), ...(edgesElsewhere().get(post) || []).sort(byEnds)];
}

const byEnds = (a, b) =>
  inOrder(edge.from[a], edge.from[b]) || inOrder(edge.to[a], edge.to[b]) || edge.kind[a] - edge.kind[b];

let elsewhereOf = null; // post -> edges between other nodes that it says something of

function edgesElsewhere() {
  if (elsewhereOf) return elsewhereOf;
  elsewhereOf = new Map();
  for (const [e, posts] of Object.entries(edge.elsewhere))
    for (const post of posts) {
      if (!elsewhereOf.has(post)) elsewhereOf.set(post, []);
      elsewhereOf.get(post).push(+e);
    }
  return elsewhereOf;
}

// The pieces that hold what an edge stands on: those of its ends that are posts, or of other posts.
function piecesOf(e) {
  const posts = [edge.from[e], edge.to[e]].filter((n) => node.kind[n] === POST);
  return [...new Set([...posts, ...(edge.elsewhere[e] || [])].map(numberOfPiece))].filter(
    (number) => number >= 0,
  );
}

// Return the sentences of an edge: { post, words, isCutBefore, isCutAfter, marks }, marks being { start, end, rule, confidence }.
export async function sentencesOf(e) {
  if (!edge.evidence[e]) return [];
  const pieces = await Promise.all(piecesOf(e).map(pieceOf));
  return pieces.flatMap((piece) => sentencesIn(piece, e)).sort((a, b) => a.post - b.post);
}

function sentencesIn(piece, e) {
  const found = new Map();
  for (const { from, to } of piece.runsOf.get(e) || [])
    for (let at = from; at < to; at++) {
      const sentence = piece.numbers[at],
        start = piece.starts[at];
      if (!found.has(sentence)) found.set(sentence, sentenceOf(piece, sentence));
      found.get(sentence).marks.push({
        start,
        end: start + piece.lengths[at],
        rule: graph.rules[piece.rules[at]],
        confidence: edge.confidence[e] + piece.confidences[at],
      });
    }
  return [...found.values()];
}

function sentenceOf(piece, number) {
  const cuts = piece.cuts[number];
  return {
    post: piece.posts[number],
    words: piece.sentences[number],
    isCutBefore: (cuts & 1) > 0,
    isCutAfter: (cuts & 2) > 0,
    marks: [],
  };
}
