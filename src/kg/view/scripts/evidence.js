// The sentences behind an edge, unpacked when first asked for, from the page or from files beside it.
import { edge, graph, parsed, unpack } from "./columns.js";

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

const firstOf = graph.pieces;

// Undo the steps in which some columns are written: each number is the sum of all up to it.
function summed(steps) {
  let sum = 0;
  return steps.map((step) => (sum += step));
}

// A piece with its steps undone; the marks of its edge number i are those from firstMark[i] on.
function ready(piece) {
  const firstMark = [0, ...summed(piece.counts)];
  return { ...piece, posts: summed(piece.posts), numbers: summed(piece.numbers), firstMark };
}

// Return the sentences of an edge: { post, words, isCutBefore, isCutAfter, marks }, marks being { start, end, rule, confidence }.
export async function sentencesOf(e) {
  if (!edge.evidence[e]) return [];
  const number = firstOf.findLastIndex((first) => first <= e);
  const piece = await pieceOf(number);
  const row = e - piece.first,
    found = new Map();
  for (let at = piece.firstMark[row]; at < piece.firstMark[row + 1]; at++) {
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
