// An answer on the screen. Every text is put in as text: nothing that a post says becomes markup.
const MOST_ROWS = 1000;

export function element(name, attributes, ...children) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

export function clear(place) {
  place.replaceChildren();
}

export function showText(place, text) {
  clear(place);
  place.append(element("pre", {}, text));
}

/** Show SPARQL's JSON results as a table; of very many rows the first thousand. */
export function showTable(place, answer, prefixes) {
  const names = answer.head.vars;
  const rows = answer.results.bindings;
  const head = element("tr", {}, ...names.map((name) => element("th", { scope: "col" }, name)));
  const lines = rows.slice(0, MOST_ROWS).map((row) => element("tr", {}, ...names.map((name) => toCell(row[name], prefixes))));
  clear(place);
  place.append(element("table", {}, element("thead", {}, head), element("tbody", {}, ...lines)));
  if (rows.length > MOST_ROWS) place.append(element("p", {}, `The first ${MOST_ROWS} of ${rows.length} rows; the download has all.`));
}

function toCell(term, prefixes) {
  if (!term) return element("td", {});
  if (term.type === "uri") {
    const address = `/resource?iri=${encodeURIComponent(term.value)}`;
    return element("td", {}, element("a", { href: address, title: term.value }, toShort(term.value, prefixes)));
  }
  if (term.type === "triple") return element("td", {}, "<< … >>");
  const text = element("bdi", {}, term.type === "bnode" ? `_:${term.value}` : term.value);
  if (term["xml:lang"]) text.lang = term["xml:lang"];
  return element("td", { className: /(integer|decimal|double|float)$/i.test(term.datatype ?? "") ? "number" : "" }, text);
}

function toShort(iri, prefixes) {
  for (const [prefix, namespace] of Object.entries(prefixes)) {
    if (iri.startsWith(namespace) && iri.length > namespace.length) return `${prefix}:${iri.slice(namespace.length)}`;
  }
  return iri;
}
