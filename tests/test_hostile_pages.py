"""Strings that would like to run: as names, quotes, titles, file names and parameters they stay text."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from browsing import Browser
from conftest import Serving
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.support.ui import WebDriverWait

from mithaq.ingest.documents import document_id
from mithaq.iris import GRAPH, PREFIXES, THING, term
from mithaq.server.app import create_app
from mithaq.server.backend import Backend
from mithaq.server.settings import Settings
from mithaq.store import publish

RUN = "window.ran=1"
ATTACKS = [
    f"<script>{RUN}</script>",
    f"<ScRiPt>{RUN}</sCrIpT>",
    f"<script src=//elsewhere.example/x.js></script>{RUN}",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"</script><script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>",
    f"</noscript><script>{RUN}</script>",
    f"</bdi></mark></a></article><script>{RUN}</script>",
    f"]]><script>{RUN}</script>",
    f"--><script>{RUN}</script>",
    f"<!--><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<img src=x onerror='{RUN}' ",
    f"<img/src=x/onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<math><mtext><img src=x onerror={RUN}></mtext></math>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<iframe src=javascript:{RUN}></iframe>",
    f"<object data=javascript:{RUN}></object>",
    f"<embed src=javascript:{RUN}>",
    f"<a href=javascript:{RUN}>press</a>",
    f"<form action=javascript:{RUN}><button>press</button></form>",
    f"<body onload={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<input autofocus onfocus={RUN}>",
    f"<select autofocus onfocus={RUN}>",
    f"<marquee onstart={RUN}>",
    f"<style>@import 'http://elsewhere.example/x.css'</style>{RUN}",
    "<link rel=stylesheet href=http://elsewhere.example/x.css>",
    "<meta http-equiv=refresh content='0;url=http://elsewhere.example/'>",
    "<base href=http://elsewhere.example/>",
    f"<template><script>{RUN}</script></template>",
    f'" onmouseover="{RUN}" x="',
    f"' onmouseover='{RUN}' x='",
    f'"><script>{RUN}</script>',
    f"'><script>{RUN}</script>",
    f"` onmouseover=`{RUN}`",
    f'" autofocus onfocus="{RUN}',
    f"javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    "{{7*7}}{% import os %}{{config}}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "\u202e\u2066<b>right to left</b>\u2069",
    "&lt;script&gt;" + RUN + "&lt;/script&gt;&#60;script&#62;",
    "\\u003cscript\\u003e" + RUN + "\\u003c/script\\u003e",
    f"%00<script>{RUN}</script>\r\nX-Header: 1",
    f"\uff1cscript\uff1e{RUN}\uff1c/script\uff1e<plaintext>",
]
INSPECT = """
const known = new Set(["application/ld+json"]);
return arguments[0].flatMap(([path, html]) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const found = [];
  for (const each of page.querySelectorAll("*")) {
    for (const {name, value} of each.attributes) {
      if (name.startsWith("on") || name === "srcdoc" || name === "style") found.push(name);
      if (["href", "src", "action", "formaction", "data", "xlink:href"].includes(name)
          && !/^(\\/(?!\\/)|#|https:\\/\\/(w3id\\.org|github\\.com|creativecommons\\.org|www\\.w3\\.org)\\/)/.test(value)) found.push(`${name}=${value}`);
    }
    const name = each.localName;
    if (name === "script" && !each.getAttribute("src")?.startsWith("/static/") && !known.has(each.type)) found.push(name);
    if (["img", "iframe", "object", "embed", "base", "style", "marquee", "video", "template", "plaintext", "math", "animate"].includes(name))
      found.push(name);
    if (name === "meta" && each.httpEquiv) found.push(name);
  }
  if (/49|Undefined/.test(page.title)) found.push(page.title);
  return found.map(each => `${path}: ${each}`);
});"""
BROWSER = {"Accept": "text/html"}
IDS = [document_id(Path(f"{attack.replace('/', '')}{n}.txt")) for n, attack in enumerate(ATTACKS)]
TEXT = "\n".join(ATTACKS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("hostile")

    def fill(folder: Path) -> None:
        store = Store()
        store.extend(_quads())
        lines = store.dump(format=RdfFormat.N_QUADS).splitlines(keepends=True)
        (folder / "dataset.nq").write_bytes(b"".join(sorted(lines)))
        (folder / "texts").mkdir()
        (folder / "texts" / "all.txt").write_bytes(TEXT.encode())
        for name, attack in zip(IDS, ATTACKS, strict=True):
            (folder / "texts" / f"{name}.txt").write_bytes(attack.encode())

    publish(out, fill)
    return out


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[FlaskClient]:
    with closing(Backend(folder, Settings())) as backend:
        yield create_app(backend).test_client()


@pytest.fixture(scope="module")
def address(folder: Path, serving: Serving) -> Iterator[str]:
    with serving(folder) as served:
        yield served


def test_there_are_fifty_and_each_has_a_document() -> None:
    assert len(set(ATTACKS)) >= 50
    assert len(set(IDS)) == len(ATTACKS)


def test_as_names_quotes_titles_and_file_names_they_stay_text(
    client: FlaskClient, browser: Browser, address: str
) -> None:
    paths = [
        "/",
        "/documents",
        "/documents/all",
        "/queries/which-members-withdrew",
        "/id/alliance/CSTO",
    ]
    paths += [f"/documents/{name}" for name in IDS]
    paths += [f"/id/state/S{n}" for n in range(len(ATTACKS))]
    paths += [f"/id/withdrawal/CSTO/S{n}" for n in range(len(ATTACKS))]
    assert _inspected(client, browser, address, [(path, {}) for path in paths], {200}) == []


def test_as_parameters_and_addresses_they_stay_text(
    client: FlaskClient, browser: Browser, address: str
) -> None:
    asked: list[tuple[str, dict[str, str]]] = []
    for attack in ATTACKS:
        asked.append(("/editor", {"query": attack}))
        asked.append(("/search", {"q": attack}))
        asked.append(("/queries/which-members-withdrew", {"alliance": attack}))
        asked.append(("/queries/which-members-withdrew", {attack: "1"}))
        asked.append(("/documents", {"lang": attack, "x": attack}))
        asked.append(("/documents", {"page": attack}))
        asked += [(f"{path}{attack}", {}) for path in ("/id/", "/documents/", "/queries/", "/")]
    assert _inspected(client, browser, address, asked, {200, 303, 400, 404}) == []


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize(
    "path",
    ["/", "/documents", "/documents/all", "/queries/which-members-withdrew", "/id/alliance/CSTO"],
)
def test_a_page_full_of_them_runs_nothing_in_chromium(
    browser: Browser, address: str, path: str, lang: str
) -> None:
    browser.go(f"{address}{path}?lang={lang}")
    assert browser.run("return window.ran") is None
    assert browser.errors() == []  # nothing was even tried: the policy had nothing to forbid
    assert browser.strangers() == []
    assert browser.run("return document.title")


@pytest.mark.parametrize("shape", ["table", "map", "network", "json"])
def test_answers_and_completions_full_of_them_run_nothing(
    browser: Browser, address: str, shape: str
) -> None:
    query = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT * { ?thing rdfs:label ?label ; ?tie ?other }"
    browser.go(f"{address}/editor?{urlencode({'query': query, 'as': shape})}")
    wait = WebDriverWait(browser.driver, 20, 0.05)
    wait.until(
        lambda _: browser.run("return document.querySelector('#answer table, #answer code')")
    )
    browser.run("document.querySelector('.cm-content').focus()")
    ActionChains(browser.driver).send_keys("\n", "script").perform()
    wait.until(lambda _: browser.run("return document.querySelector('.cm-completionLabel')"))
    assert browser.run("return window.ran") is None
    assert browser.errors() == []
    assert browser.strangers() == []


def test_the_inspection_finds_what_it_should(browser: Browser, address: str) -> None:
    browser.go(f"{address}/documents")
    broken = [[["x", f"<title>x</title><p title='{attack}'>{attack}</p>"]] for attack in ATTACKS]
    assert sum(bool(browser.run(INSPECT, each)) for each in broken) > 35


def _inspected(
    client: FlaskClient,
    browser: Browser,
    address: str,
    asked: list[tuple[str, dict[str, str]]],
    statuses: set[int],
) -> list[str]:
    """What a browser would find in the pages that it should not."""
    pages = []
    for path, arguments in asked:
        response = client.get(path, query_string=arguments, headers=BROWSER)
        assert response.status_code in statuses, (path, response.status_code)
        assert "X-Header" not in response.headers
        pages.append([json.dumps([path, arguments]), response.text])
    browser.go(f"{address}/documents")
    found: list[str] = browser.run(INSPECT, pages)
    return found


def _quads() -> Iterator[Quad]:
    alliance = NamedNode(THING + "alliance/CSTO")
    yield _type(alliance, "Alliance")
    yield Quad(alliance, _rdfs("label"), Literal("CSTO", language="en"))
    yield from _document("all", "All")
    start = 0
    for n, (attack, name) in enumerate(zip(ATTACKS, IDS, strict=True)):
        state, left = (NamedNode(f"{THING}{each}S{n}") for each in ("state/", "withdrawal/CSTO/"))
        yield _type(state, "State")
        yield _type(left, "Withdrawal")
        yield _type(left, "Situation")
        yield Quad(left, _mq("alliance"), alliance)
        yield Quad(left, _mq("member"), state)
        yield Quad(left, _mq("affirmedIn"), NamedNode(GRAPH + name))
        yield Quad(left, _mq("edtf"), Literal(attack))
        for lang in ("en", "ar", "ru"):
            yield Quad(state, _rdfs("label"), Literal(attack, language=lang))
            yield Quad(left, _rdfs("label"), Literal(attack, language=lang))
        yield from _document(name, attack)
        yield from _claim(name, n, left, state, attack, 0)
        yield from _claim("all", n, left, state, attack, start)
        start += len(attack) + 1


def _document(name: str, title: str) -> Iterator[Quad]:
    document = NamedNode(GRAPH + name)
    yield _type(document, "Document")
    yield Quad(document, _dct("identifier"), Literal(name))
    for prop in ("title", "publisher", "creator"):
        yield Quad(document, _dct(prop), Literal(title))
    yield Quad(document, _dct("language"), Literal(title if name != "all" else "ar"))
    yield Quad(document, _rdfs("label"), Literal(title))
    for each in ("dateBasis", "edtf"):
        yield Quad(document, _mq(each), Literal(title))
    yield Quad(document, _mq("length"), Literal(1))


def _claim(
    name: str, n: int, left: NamedNode, state: NamedNode, attack: str, start: int
) -> Iterator[Quad]:
    graph = NamedNode(GRAPH + name)
    claim = NamedNode(f"{THING}claim/{name}/{n:012x}")
    told: dict[str, Any] = {
        "about": left,
        "status": _mq("Actual"),
        "saidBy": state,
        "quote": Literal(attack, language="ar"),
        "start": Literal(start),
        "end": Literal(start + len(attack)),
        "statedTime": Literal(attack),
        "statedValue": Literal(attack),
        "frame": Literal(attack),
        "wording": Literal(attack),
    }
    yield Quad(claim, NamedNode(PREFIXES["rdf"] + "type"), _mq("Claim"), graph)
    for prop, value in told.items():
        yield Quad(claim, _mq(prop), value, graph)


def _type(subject: NamedNode, name: str) -> Quad:
    return Quad(subject, NamedNode(PREFIXES["rdf"] + "type"), _mq(name))


def _mq(name: str) -> NamedNode:
    return NamedNode(term(name))


def _rdfs(name: str) -> NamedNode:
    return NamedNode(PREFIXES["rdfs"] + name)


def _dct(name: str) -> NamedNode:
    return NamedNode(PREFIXES["dct"] + name)
