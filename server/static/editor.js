// The editor: sends the query to /sparql and shows what comes back. All text goes in as text.
"use strict";

const form = document.getElementById("editor");
const box = document.getElementById("query");
const answer = document.getElementById("answer");
const FIRST =
  "PREFIX mq: <https://w3id.org/mithaq/ontology#>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n" +
  "SELECT ?member ?name\nWHERE {\n  ?withdrawal a mq:Withdrawal ; mq:member ?member .\n" +
  `  ?member rdfs:label ?name FILTER(LANG(?name) = "${form.dataset.lang}")\n}\nORDER BY ?name\n`;

function element(name, text = "", attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function target(term) {
  const [things, graphs] = ["https://w3id.org/mithaq/id/", "https://w3id.org/mithaq/graph/"];
  const lang = `?lang=${form.dataset.lang}`;
  if (term.value.startsWith(things)) return "/id/" + term.value.slice(things.length) + lang;
  if (term.value.startsWith(graphs)) return "/graph/" + term.value.slice(graphs.length) + lang;
  return /^https?:\/\//.test(term.value) ? term.value : null;
}

function cell(term) {
  const made = element("td");
  if (!term) return made;
  const isolated = element("bdi", term.value, term["xml:lang"] ? { lang: term["xml:lang"] } : {});
  const href = term.type === "uri" ? target(term) : null;
  made.append(href ? element("a", "", { href }) : isolated);
  if (href) made.firstChild.append(isolated);
  return made;
}

function table(result) {
  const made = element("table");
  const names = result.head.vars;
  const rows = result.results.bindings;
  made.append(element("caption", `${form.dataset.rows}: ${rows.length}`));
  const head = made.createTHead().insertRow();
  for (const name of names) head.append(element("th", name, { scope: "col", dir: "ltr" }));
  const body = made.createTBody();
  for (const row of rows) body.insertRow().append(...names.map((name) => cell(row[name])));
  return made;
}

async function show(response) {
  const type = response.headers.get("Content-Type") || "";
  if (type.startsWith("application/problem+json")) {
    const problem = await response.json();
    const lines = [problem.detail, problem.excerpt].filter(Boolean).join("\n");
    return element("pre", lines, { dir: "ltr", class: "mismatch" });
  }
  if (!type.startsWith("application/sparql-results+json"))
    return element("pre", await response.text(), { dir: "ltr" });
  const result = await response.json();
  return "boolean" in result ? element("pre", String(result.boolean)) : table(result);
}

async function run(event) {
  event.preventDefault();
  answer.replaceChildren(element("p", form.dataset.running, { class: "note" }));
  try {
    const response = await fetch("/sparql", {
      method: "POST",
      headers: {
        Accept: "application/sparql-results+json, text/turtle;q=0.9",
        "Content-Type": "application/sparql-query",
      },
      body: box.value,
    });
    answer.replaceChildren(await show(response));
  } catch (error) {
    answer.replaceChildren(element("pre", String(error), { dir: "ltr", class: "mismatch" }));
  }
}

async function load(name) {
  const response = await fetch(`/queries/${encodeURIComponent(name)}.rq`);
  if (response.ok) box.value = await response.text();
}

form.addEventListener("submit", run);
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
document.getElementById("examples").addEventListener("change", (event) => {
  if (event.target.value) load(event.target.value);
});
const asked = new URLSearchParams(location.search).get("question");
if (asked) load(asked);
else if (!box.value) box.value = FIRST;
