// The sentences behind an edge, unpacked when first asked for, from the page or from files beside it.
import { POST, edge, graph, node, parsed, unpack } from "./columns.js";

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
        .then(ready),
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

const firstOf = graph.pieces; // the first post of each piece

const numberOfPiece = (post) => firstOf.findLastIndex((first) => first <= post);

// A piece that knows the runs of marks of each edge: { from, to }.
function ready(piece) {
  const runsOf = new Map();
  let sum = 0;
  const numbers = piece.numbers.map((step) => (sum += step)); // written as steps
  let from = 0;
  piece.edges.forEach((e, run) => {
    const to = from + piece.counts[run];
    if (!runsOf.has(e)) runsOf.set(e, []);
    runsOf.get(e).push({ from, to });
    from = to;
  });
  return { ...piece, numbers, runsOf };
}

// The pieces that hold what an edge stands on: those of its ends that are posts, or of other posts.
function piecesOf(e) {
  const posts = [edge.from[e], edge.to[e]].filter((n) => node.kind[n] === POST);
  return [...new Set([...posts, ...(edge.elsewhere[e] || [])].map(numberOfPiece))]
    .filter((number) => number >= 0)
    .sort((a, b) => a - b);
}

// Return the sentences of an edge: { post, words, isCutBefore, isCutAfter, marks }, marks being { start, end, rule, confidence }.
export async function sentencesOf(e) {
  if (!edge.evidence[e]) return [];
  const pieces = await Promise.all(piecesOf(e).map(pieceOf));
  return pieces.flatMap((piece) => sentencesIn(piece, e));
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
