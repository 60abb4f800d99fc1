// The query editor: a text, the questions that have a name, and the answer as a table. It asks as any program would.
import { clear, element, showTable, showText } from "./results.js";

const at = (id) => document.getElementById(id);
const form = at("form");
const query = at("query");
const named = at("named");
const blanks = at("blanks");
const ACCEPT = "application/sparql-results+json, text/turtle;q=0.9";
const FIRST = "SELECT ?posts ?label ?concept {\n  { SELECT ?concept (COUNT(DISTINCT ?post) AS ?posts) { ?post schema:mentions ?concept } GROUP BY ?concept }\n  ?concept skos:prefLabel ?label\n}\nORDER BY DESC(?posts) ?label\nLIMIT 50\n";
const FILE_OF = { "text/csv": "answer.csv", "application/sparql-results+json": "answer.json", "text/turtle": "answer.ttl", "application/ld+json": "answer.jsonld" };

let questions = [];
let prefixes = {};
let running = null;

/** Return the request for what is on the screen: a named question that nobody has edited, or the text. */
function toRequest(accept) {
  const question = questions.find((each) => each.name === named.value);
  const headers = { Accept: accept };
  if (question && query.value === question.sparql) {
    const values = new URLSearchParams(new FormData(blanks.querySelector("fieldset").form).entries());
    values.delete("query");
    return [`/questions/${encodeURIComponent(question.name)}?${values}`, { headers }];
  }
  headers["Content-Type"] = "application/sparql-query";
  return ["/sparql", { method: "POST", headers, body: query.value }];
}

async function ask(accept) {
  running?.abort();
  running = new AbortController();
  at("stop").disabled = false;
  try {
    const [address, options] = toRequest(accept);
    return await fetch(address, { ...options, signal: running.signal });
  } finally {
    at("stop").disabled = true;
  }
}

async function run() {
  const start = performance.now();
  say("Running …");
  clear(at("results"));
  at("downloads").hidden = at("graphs").hidden = true;
  try {
    const response = await ask(ACCEPT);
    if (!response.ok) return await complain(response);
    await show(response);
    const rows = response.headers.get("Kg-Rows");
    const cut = response.headers.get("Kg-Cut") === "true" ? `, cut there (limit: ${response.headers.get("Kg-Row-Limit")} rows)` : "";
    say(`${rows} in ${Math.round(performance.now() - start)} ms${cut}`);
  } catch (error) {
    say(error.name === "AbortError" ? "Stopped." : `No answer: ${error.message}`);
  }
}

async function show(response) {
  if (!response.headers.get("Content-Type").includes("json")) {
    at("graphs").hidden = false;
    return showText(at("results"), await response.text());
  }
  const answer = await response.json();
  at("downloads").hidden = false;
  if ("boolean" in answer) return showText(at("results"), answer.boolean ? "yes" : "no");
  return showTable(at("results"), answer, prefixes);
}

async function complain(response) {
  const words = await response.json().catch(() => ({ error: response.statusText, remedy: "" }));
  say(`${response.status}`);
  showText(at("results"), `${words.error}\n${words.remedy}`);
}

async function download(accept) {
  const response = await ask(accept);
  if (!response.ok) return complain(response);
  const link = element("a", { href: URL.createObjectURL(await response.blob()), download: FILE_OF[accept] });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function say(words) {
  at("status").textContent = words;
}

/** Show the blanks of the chosen question, filled with its example, and its SPARQL. */
function choose() {
  clear(blanks);
  const question = questions.find((each) => each.name === named.value);
  if (!question) return;
  query.value = question.sparql;
  const fields = element("fieldset", {}, element("legend", {}, question.title));
  for (const each of question.parameters) {
    const value = question.example[each.name] ?? each.default ?? "";
    fields.append(element("label", {}, `${each.name} `, element("input", { name: each.name, value, title: each.meaning })), " ");
  }
  blanks.append(fields);
}

async function start() {
  const asked = new URLSearchParams(location.search).get("query");
  query.value = asked ?? FIRST;
  const listed = await (await fetch("/questions", { headers: { Accept: "application/json" } })).json();
  ({ questions, prefixes } = listed);
  for (const each of questions) named.append(element("option", { value: each.name }, each.title));
  at("prefixes").textContent = Object.keys(prefixes).map((prefix) => `${prefix}:`).join(" ");
  if (asked) await run();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!named.value || query.value !== questions.find((each) => each.name === named.value)?.sparql) {
    history.replaceState(null, "", `/sparql?${new URLSearchParams({ query: query.value })}`);
  }
  run();
});
query.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
named.addEventListener("change", choose);
at("stop").addEventListener("click", () => running?.abort());
for (const button of document.querySelectorAll("#downloads button, #graphs button")) {
  button.addEventListener("click", () => download(button.value).catch((error) => say(error.message)));
}
start().catch((error) => say(`The questions did not come: ${error.message}`));
