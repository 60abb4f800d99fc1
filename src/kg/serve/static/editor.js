// The query editor: Yasgui, the questions that have a name, and nothing that leaves this endpoint.
const at = (id) => document.getElementById(id);
const { Yasgui } = window;
const FIRST = `PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?posts ?label ?concept {
  { SELECT ?concept (COUNT(DISTINCT ?post) AS ?posts) { ?post schema:mentions ?concept } GROUP BY ?concept }
  ?concept skos:prefLabel ?label
}
ORDER BY DESC(?posts) ?label
LIMIT 50
`;

/** Open Yasgui with this endpoint as its only one, kg's prefixes, and no completion that asks others. */
function open(prefixes, build) {
  const entries = Object.entries(prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`).sort();
  Yasgui.Yasqe.defaults.autocompleters = ["variables"];
  Yasgui.Yasqe.forkAutocompleter("prefixes", { name: "kg-prefixes", persistenceId: null, get: async () => entries });
  Yasgui.Yasr.defaults.errorRenderers = [renderRefusal];
  const toDefaults = Yasgui.Tab.getDefaults;
  Yasgui.Tab.getDefaults = (yasgui) => {
    const defaults = toDefaults(yasgui);
    defaults.yasr.settings.pluginsConfig = { table: { compact: true } }; // no datatype behind each number
    return defaults;
  };
  return new Yasgui(at("editor"), {
    populateFromUrl: false,
    persistenceId: `kg ${build}`,
    copyEndpointOnNewTab: false,
    endpointCatalogueOptions: { getData: () => [] },
    yasqe: { value: FIRST },
    yasr: { prefixes, maxPersistentResponseSize: 0 },
    requestConfig: {
      endpoint: `${location.origin}/sparql`,
      acceptHeaderSelect: "application/sparql-results+json",
      acceptHeaderGraph: "text/turtle",
    },
  });
}

/** Show a refusal of the endpoint's as its words and its remedy. */
async function renderRefusal(error) {
  const refusal = parseRefusal(error.text ?? error.message ?? "");
  if (!refusal) return undefined;
  return Object.assign(document.createElement("p"), { className: "refusal", textContent: `${refusal.error}\n${refusal.remedy}` });
}

function parseRefusal(text) {
  try {
    const refusal = JSON.parse(text);
    return refusal.error && refusal;
  } catch {
    return null;
  }
}

/** Say that an answer was cut, and lead what it names to the pages of this endpoint. */
function watch(tab) {
  const yasqe = tab.getYasqe();
  if (!yasqe || yasqe.isWatched) return;
  yasqe.isWatched = true;
  yasqe.getInputField().setAttribute("aria-label", "SPARQL");
  tab.getShareableLink = () => `${location.origin}/sparql?${new URLSearchParams({ query: tab.getQuery() })}`;
  yasqe.on("query", () => say(""));
  yasqe.on("queryResponse", (_editor, response) => {
    const isCut = response.headers?.get("Kg-Cut") === "true";
    say(isCut ? `Cut after ${response.headers.get("Kg-Rows")} rows or triples: there is more.` : "");
  });
}

function leadHome() {
  for (const link of document.querySelectorAll("a.iri:not([data-home])")) {
    link.dataset.home = "";
    link.title = link.getAttribute("href") ?? "";
    link.href = `/resource?iri=${encodeURIComponent(link.title)}`;
  }
}

function say(words) {
  at("status").textContent = words;
}

/** Ask what is in a tab; Yasgui shows what goes wrong. */
function run(tab, query) {
  tab.setQuery(query);
  return tab.query().catch(() => {});
}

/** Show the blanks of the chosen question, filled with its example. */
function choose(question) {
  at("ask").hidden = !question;
  const blanks = (question?.parameters ?? []).map((each) => {
    const value = question.example[each.name] ?? each.default ?? "";
    const field = Object.assign(document.createElement("input"), { name: each.name, value, title: each.meaning });
    const label = document.createElement("label");
    label.append(`${each.name} `, field);
    return label;
  });
  at("blanks").replaceChildren(...blanks);
}

/** Put the SPARQL of the chosen question, with its blanks filled in, into the tab and ask it. */
async function answer(question, tab) {
  const values = new URLSearchParams(new FormData(at("question")).entries());
  const response = await fetch(`/questions/${encodeURIComponent(question.name)}?${values}`, {
    headers: { Accept: "application/sparql-query" },
  });
  const text = await response.text();
  if (response.ok) return run(tab, text);
  const refusal = parseRefusal(text);
  return say(refusal ? `${refusal.error}: ${refusal.remedy}` : response.statusText);
}

async function start() {
  const listed = await (await fetch("/questions", { headers: { Accept: "application/json" } })).json();
  const { questions, prefixes } = listed;
  const yasgui = open(prefixes, listed.base);
  const chosen = () => questions.find((each) => each.name === at("named").value);
  for (const each of questions) at("named").append(new Option(each.title, each.name));
  at("named").addEventListener("change", () => choose(chosen()));
  at("question").addEventListener("submit", (event) => {
    event.preventDefault();
    if (chosen()) answer(chosen(), yasgui.getTab()).catch((error) => say(error.message));
  });
  yasgui.on("tabSelect", () => setTimeout(() => watch(yasgui.getTab())));
  new MutationObserver(leadHome).observe(at("editor"), { childList: true, subtree: true });
  watch(yasgui.getTab());
  const asked = new URLSearchParams(location.search).get("query");
  if (asked !== null) await run(yasgui.getTab(), asked);
}

start().catch((error) => say(`The editor could not be opened: ${error.message}`));
