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
      (source.beside ? readBeside(number) : Promise.resolve(source.pieces[number])).then(unpack),
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

// Return the sentences of an edge: { post, words, isCutBefore, isCutAfter, marks }, marks being { start, end, rule, confidence }.
export async function sentencesOf(e) {
  if (!edge.evidence[e]) return [];
  const number = firstOf.findLastIndex((first) => first <= e);
  const piece = await pieceOf(number);
  const row = piece.rows[e - piece.first],
    found = new Map();
  for (let at = 0; at < row.length; at += 5) {
    const [sentence, start, end, rule, confidence] = row.slice(at, at + 5);
    if (!found.has(sentence)) found.set(sentence, sentenceOf(piece, sentence));
    found.get(sentence).marks.push({ start, end, rule: graph.rules[rule], confidence });
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
