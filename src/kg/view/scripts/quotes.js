// The sentences behind an edge as elements, their words marked, with the rule in plain words and how sure it is.
import { edge, graph } from "./columns.js";
import { element } from "./elements.js";
import { sentencesOf } from "./evidence.js";
import { formatCount, hasText, text } from "./language.js";

// Return an element that fills itself with the sentences of an edge, `most` of them.
export function quotesOf(e, most = Infinity) {
  const place = element("div", { class: "quotes", "aria-label": text("evidence") });
  if (!edge.evidence[e]) {
    place.append(
      element("p", { class: "quiet" }, text(isPart(e) ? "fromSeries" : "fromVocabulary")),
    );
    return place;
  }
  sentencesOf(e)
    .then((all) => {
      const sentences = all.slice(0, most);
      const shownMarks = sentences.reduce((sum, each) => sum + each.marks.length, 0);
      place.append(...sentences.map((each) => quote(each, kindOf(e))));
      place.closest("li.open")?.scrollIntoView({ block: "nearest" });
      const rest = edge.evidence[e] - shownMarks;
      if (rest > 0)
        place.append(
          element("p", { class: "quiet" }, text("moreEvidence", { count: formatCount(rest) })),
        );
    })
    .catch((error) => place.append(element("p", { class: "quiet" }, error.message)));
  return place;
}

const kindOf = (e) => graph.edgeKinds[edge.kind[e]];
const isPart = (e) => kindOf(e) === "part of";

function quote(sentence, kind) {
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
  return element("blockquote", {}, words, element("footer", {}, grounds(sentence.marks, kind)));
}

// Say once on what grounds, and how surely, the words were recognised.
function grounds(marks, kind) {
  const said = marks.map((mark) =>
    [mark.confidence < 0 ? "" : sureness(mark.confidence), inWords(mark.rule, kind)]
      .filter(Boolean)
      .join(" · "),
  );
  return [...new Set(said)].join("; ");
}

const sureness = (thousandths) => text("sure", { percent: Math.floor(thousandths / 10) });

// A rule of citations may have the name of a rule of concepts, but says something else.
function inWords(rule, kind) {
  if (kind === "broader" || kind === "related") return text("formOfWords", { rule });
  const key = (kind === "cites" ? "cite." : "rule.") + rule;
  return hasText(key) ? text(key) : text("unknownRule", { rule });
}
