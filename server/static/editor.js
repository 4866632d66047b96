// The editor's page works without this, as a form. With it the box is CodeMirror, which completes terms
// by their names; the answer comes into the page, and can be cancelled; the address names the query.
import {
  autocompletion, bracketMatching, classHighlighter, closeBrackets, closeBracketsKeymap, completionKeymap,
  defaultKeymap, EditorState, EditorView, history, historyKeymap, keymap, lineNumbers, lintGutter, lintKeymap,
  setDiagnostics, sparql, StreamLanguage, syntaxHighlighting,
} from "./vendor/codemirror-6.43.15/codemirror.min.js";

const form = document.getElementById("editor");
const box = document.getElementById("query");
const answer = document.getElementById("answer");
const status = document.getElementById("status");
const cancel = document.getElementById("cancel");
const share = document.getElementById("share");
const says = form.dataset;
const LONGEST = 4000; // characters of an address; a longer query stands in its fragment, which no server reads
const MOST = 60; // completions

// Names are compared as the server compares them (mithaq/text.py): without vowel signs, hamza and case.
const LETTERS = { ى: "ي", ی: "ي", ک: "ك", ة: "ه", ٱ: "ا", "ـ": "" };
const fold = (text) =>
  text.normalize("NFKD").replace(/\p{Mn}/gu, "").replace(/[ىیکةٱـ]/g, (each) => LETTERS[each]).toLowerCase();

// What completes

let known = { prefixes: {}, terms: [] };

function learn({ prefixes, terms }) {
  const said = (names) => Object.entries(names).flatMap(([lang, each]) => each.map((name) => ({ lang, name })));
  known = {
    prefixes,
    terms: terms.map(({ term, names, definition = {} }) => ({
      term,
      definition: definition[says.lang] || "",
      own: fold(term.replace(/^.*[/#:]|>$/g, "")), // the end of its IRI
      // the page's language first, so that it is shown where names of several languages fit
      names: said(names).map(({ lang, name }) => ({ name, folded: fold(name), lang }))
        .sort((one, other) => (other.lang === says.lang) - (one.lang === says.lang)),
    })),
  };
}

/** How well a name fits what was typed: 3 whole, 2 its beginning, 1 the beginning of a later word, 0 not. */
function fits(folded, typed) {
  if (folded === typed) return 3;
  if (folded.startsWith(typed)) return 2;
  return folded.split(/[\s\-–(/]+/).some((word) => word.startsWith(typed) || word.startsWith("ال" + typed)) ? 1 : 0;
}

function termsFor(typed, prefix) {
  const found = [];
  for (const each of known.terms) {
    if (prefix && !each.term.startsWith(prefix)) continue;
    let best = { rank: fits(each.own, typed), name: each.names[0].name };
    for (const { name, folded } of each.names) {
      const rank = fits(folded, typed);
      if (rank > best.rank) best = { rank, name };
    }
    // terms of the ontology before things
    if (best.rank) found.push({ ...each, shown: best.name, rank: best.rank + (each.term.startsWith("mq:") ? 0.5 : 0) });
  }
  return found.sort((one, other) => other.rank - one.rank || one.shown.length - other.shown.length).slice(0, MOST);
}

/** A change that declares a prefix, where the query uses it and lacks it. */
function declaring(text, name) {
  const iri = known.prefixes[name];
  if (!iri || new RegExp(`\\bPREFIX\\s+${name}:`, "i").test(text)) return [];
  const top = /^(?:\s*#.*\n)*/.exec(text)[0].length;
  return [{ from: top, insert: `PREFIX ${name}: <${iri}>\n` }];
}

/** Puts `term` in place of what was typed, and its prefix to the others. */
const apply = (term) => (view, _completion, from, to) => {
  const name = /^([\w-]+):/.exec(term)?.[1];
  const changes = view.state.changes([...declaring(view.state.doc.toString(), name), { from, to, insert: term }]);
  view.dispatch({ changes, selection: { anchor: changes.mapPos(to, 1) }, userEvent: "input.complete" });
};

const CLOSED = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|<[^<>\s]*>/g; // texts and IRIs
const KEYWORDS = new Set(
  ("select construct describe ask distinct reduced from named where optional filter union minus graph bind values undef as " +
    "group by having order asc desc limit offset prefix base not exists in true false").split(" "),
);

function complete(context) {
  const line = context.state.doc.lineAt(context.pos);
  const before = context.state.sliceDoc(line.from, context.pos);
  // a comment, a text or an IRI that is begun, a language
  if (/["'#]|<[^\s=<]*$|@\w*$/.test(before.replace(CLOSED, ""))) return null;
  const variable = /[?$][\p{L}\p{N}_]*$/u.exec(before);
  if (variable) return variables(context, variable[0]);
  const declared = /^\s*PREFIX\s+([\w-]*)$/i.exec(before);
  if (declared) {
    const options = Object.entries(known.prefixes).filter(([name]) => name.startsWith(declared[1]))
      .map(([name, iri]) => ({ label: `${name}: <${iri}>` }));
    return { from: context.pos - declared[1].length, options };
  }
  const word = /(?:([\w-]+):)?([\p{L}\p{M}\p{N}_-]*)$/u.exec(before);
  const typed = fold(word[2]);
  if (!context.explicit && !word[1] && (typed.length < 2 || KEYWORDS.has(typed))) return null;
  const prefix = word[1] ? `${word[1]}:` : "";
  let found = termsFor(typed, prefix);
  if (!found.length && /^ال../.test(typed)) found = termsFor(typed.slice(2), prefix); // without the article
  const options = found.map((each) => ({
    label: each.shown, detail: each.term, info: each.definition || undefined, apply: apply(each.term),
  }));
  if (!word[1] && word[2])
    for (const [name, iri] of Object.entries(known.prefixes))
      if (name.startsWith(word[2])) options.push({ label: `${name}:`, detail: iri, apply: apply(`${name}:`) });
  return options.length ? { from: context.pos - word[0].length, options, filter: false } : null;
}

function variables(context, typed) {
  const names = new Set(context.state.doc.toString().match(/[?$][\p{L}\p{N}_]+/gu));
  names.delete(typed);
  const options = [...names].sort().map((label) => ({ label }));
  return options.length ? { from: context.pos - typed.length, options } : null;
}

// The box

/** Text typed over a selection: Chromium would keep its style in the line, which the page's policy refuses. */
function typedOver(event, view) {
  const { from, to } = view.state.selection.main;
  if (event.inputType !== "insertText" || event.isComposing || from === to || !event.data) return false;
  const insert = () => view.state.update(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  const handlers = view.state.facet(EditorView.inputHandler);
  if (!handlers.some((handle) => handle(view, from, to, event.data, insert))) view.dispatch(insert());
  return true;
}

const view = new EditorView({
  doc: box.value,
  parent: document.createElement("div"),
  extensions: [
    EditorView.cspNonce.of(says.nonce),
    EditorView.contentAttributes.of({
      "aria-label": box.labels[0].textContent, "aria-describedby": "keys", dir: "ltr", tabindex: "0",
    }),
    EditorState.phrases.of({ Completions: says.completions }),
    EditorView.domEventHandlers({ beforeinput: typedOver }),
    keymap.of([{ key: "Mod-Enter", run: () => (form.requestSubmit(), true) }]),
    lineNumbers(),
    lintGutter(),
    history(),
    bracketMatching(),
    closeBrackets(),
    EditorView.lineWrapping,
    StreamLanguage.define(sparql),
    syntaxHighlighting(classHighlighter),
    autocompletion({ override: [complete], icons: false }),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
    EditorView.updateListener.of((update) => update.docChanged && keep()),
  ],
});
view.dom.dir = "ltr";
box.after(view.dom);
box.hidden = true;

/** Keep the form, and the links that name the query, at what stands in the box. */
function keep() {
  box.value = view.state.doc.toString();
  share.href = address(says.lang);
}

function address(lang) {
  const rest = form.elements.as.value === "table" ? { lang } : { lang, as: form.elements.as.value };
  const query = { query: box.value };
  const named = `/editor?${new URLSearchParams({ ...query, ...rest })}`;
  return named.length <= LONGEST ? named : `/editor?${new URLSearchParams(rest)}#${new URLSearchParams(query)}`;
}

function write(text) {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}

/** The place of a line and a column that count code points from 1. */
function place(line, column) {
  const found = view.state.doc.line(Math.min(line, view.state.doc.lines));
  const before = [...found.text].slice(0, column - 1).join("");
  return Math.min(found.from + before.length, found.to);
}

function mark(problem) {
  const diagnostics = [];
  if (problem?.dataset.line) {
    const here = place(Number(problem.dataset.line), Number(problem.dataset.column));
    const from = Math.min(here, Math.max(0, view.state.doc.length - 1)); // after the end there is nothing to mark
    const to = view.state.wordAt(here)?.to ?? Math.min(from + 1, view.state.doc.length);
    diagnostics.push({ from, to, severity: "error", message: problem.querySelector("p").textContent });
    view.dispatch({ selection: { anchor: here }, scrollIntoView: true });
  }
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

// The answer

let running = null;

async function run() {
  running?.abort();
  const mine = (running = new AbortController());
  const begin = performance.now();
  answer.replaceChildren();
  status.textContent = says.running;
  cancel.hidden = false;
  try {
    const told = await ask(mine.signal);
    mark(told.querySelector(".problem"));
    status.textContent = told.querySelector(".problem") ? says.failed : summary(told, performance.now() - begin);
    answer.replaceChildren(told);
    window.history.replaceState(null, "", address(says.lang));
  } catch (error) {
    if (running !== mine) return; // the next one tells
    status.textContent = error.name === "AbortError" ? says.cancelled : says.unreachable;
  } finally {
    if (running === mine) cancel.hidden = true;
  }
}

/** The answer as a fragment of a page; what the server did not even look at says why. */
async function ask(signal) {
  const fields = new URLSearchParams({ query: box.value, as: form.elements.as.value, part: "1" });
  const response = await fetch(form.action, {
    method: "POST", body: fields, signal, headers: { Accept: "application/json, text/html" },
  });
  const made = document.createElement("template");
  if (response.ok) {
    made.innerHTML = await response.text();
  } else {
    const { detail } = await response.json(); // from a proxy that is not JSON: nobody is to be reached
    made.innerHTML = '<div class="problem"><p class="mismatch"><bdi lang="en"></bdi></p></div>';
    made.content.querySelector("bdi").textContent = detail;
  }
  return made.content;
}

function summary(told, time) {
  const rows = told.querySelector("table")?.dataset.count;
  return `${rows === undefined ? says.done : `${says.rows}: ${rows}`} · \u2066${Math.round(time)} ms\u2069`;
}

form.elements.as.addEventListener("change", keep);
form.addEventListener("submit", (event) => {
  if (event.submitter?.name === "save") return;
  event.preventDefault();
  run();
});
cancel.addEventListener("click", () => {
  running?.abort();
  view.focus();
});
share.addEventListener("click", (event) => {
  event.preventDefault();
  window.history.replaceState(null, "", share.href);
  navigator.clipboard?.writeText(share.href).catch(() => {});
  status.textContent = says.copied;
});
document.getElementById("begin").addEventListener("submit", async (event) => {
  event.preventDefault();
  const response = await fetch(`/editor?${new URLSearchParams(new FormData(event.target))}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const filled = page.getElementById("query");
  if (filled) write(filled.value);
  status.textContent = filled ? "" : says.unreachable;
  mark(null);
  view.focus();
});
const begun = box.value;
const other = document.querySelector(".switch");
other.addEventListener("click", () => {
  if (box.value !== begun) other.href = address(other.lang);
});

const shared = new URLSearchParams(location.hash.slice(1)).get("query");
if (shared) write(shared);
mark(answer.querySelector(".problem"));
keep();
if (shared || new URLSearchParams(location.search).has("query")) run();
fetch(says.terms).then((response) => response.json()).then(learn, () => {}); // without terms it is a box still
