// The sentences behind an edge as elements, their words marked, with rule and confidence.
import { edge } from "./columns.js";
import { element } from "./elements.js";
import { sentencesOf } from "./evidence.js";
import { formatCount, text } from "./language.js";

// Return an element that fills itself with the sentences of an edge, `most` of them.
export function quotesOf(e, most = Infinity) {
  const place = element("div", { class: "quotes", "aria-label": text("evidence") });
  if (!edge.evidence[e]) {
    place.append(element("p", { class: "quiet" }, text("fromVocabulary")));
    return place;
  }
  sentencesOf(e)
    .then((all) => {
      const sentences = all.slice(0, most);
      const shownMarks = sentences.reduce((sum, each) => sum + each.marks.length, 0);
      place.append(...sentences.map(quote));
      const rest = edge.evidence[e] - shownMarks;
      if (rest > 0)
        place.append(
          element("p", { class: "quiet" }, text("moreEvidence", { count: formatCount(rest) })),
        );
    })
    .catch((error) => place.append(element("p", { class: "quiet" }, error.message)));
  return place;
}

function quote(sentence) {
  const words = element("p", { dir: "auto" }, sentence.isCutBefore ? "…" : null);
  let at = 0;
  for (const mark of sentence.marks) {
    if (mark.start < at) continue; // two rules on the same words: one mark
    words.append(
      sentence.words.slice(at, mark.start),
      element("mark", {}, sentence.words.slice(mark.start, mark.end)),
    );
    at = mark.end;
  }
  words.append(sentence.words.slice(at), sentence.isCutAfter ? "…" : "");
  return element("blockquote", {}, words, element("footer", {}, grounds(sentence.marks)));
}

// Say once by which rules and how surely the words were recognised.
function grounds(marks) {
  const said = marks.map(
    (mark) =>
      (mark.confidence < 0
        ? ""
        : `${text("confidence")} ${(mark.confidence / 1000).toFixed(2)} · `) +
      `${text("rule")} ${mark.rule}`,
  );
  return [...new Set(said)].join("; ");
}
