"""Mutated queries: whatever a client sends is refused in words, or answered whole."""

import csv
import http.client
import io
import json
import os
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen
from xml.etree import ElementTree as ET

import pytest
from canary import Canary
from pyoxigraph import QueryResultsFormat, RdfFormat, parse

from mithaq.queries.questions import questions
from mithaq.server.forkserver import held
from mithaq.store import current, publish

pytestmark = pytest.mark.alone

W3C = Path(__file__).parent.parent.parent / "shared" / "conformance" / "rdf-tests" / "sparql"
QUERIES = int(os.environ.get("MITHAQ_FUZZ", "10000"))
SEED = os.environ.get("MITHAQ_FUZZ_SEED", "covenant")
CLIENTS = 4
DEADLINE = 0.2
FORM = "application/x-www-form-urlencoded"
REFUSALS = {400, 403, 503, 504}
"""Wrong, or not answered here; no worker free; past the deadline."""
DIFFERS = re.compile("RAND|NOW|UUID|BNODE", re.IGNORECASE)
TRIPLES = re.compile("TRIPLE|<<", re.IGNORECASE)
"""Terms for which CSV has no form (SPARQL 1.1 Query Results CSV); the engine forgets their quotes."""
"""What gives something else each time."""
COMPARED = 60

TOKEN = re.compile(r"<[^<>\s]*>|\"[^\"\n]*\"|'[^'\n]*'|[?$:\w.-]+|\s+|.", re.DOTALL)
SPICES = [
    *"{}()[]<>.,;*/|^?!+-=@#\"'\\\n\0",
    *("<<(", ")>>", "{|", "|}", "<<", "&&", "||", "^^", "!=", "<=", "_:b", "?x", "$y", "a", "1e9"),
    *(
        "SELECT",
        "DISTINCT",
        "CONSTRUCT",
        "DESCRIBE",
        "ASK",
        "WHERE",
        "FROM",
        "FROM NAMED",
        "LATERAL",
    ),
    *(
        "OPTIONAL",
        "UNION",
        "MINUS",
        "GRAPH ?g",
        "VALUES ?x { 1 UNDEF }",
        "FILTER",
        "FILTER NOT EXISTS",
    ),
    *(
        "BIND(RAND() AS ?r)",
        "GROUP BY",
        "HAVING",
        "ORDER BY",
        "LIMIT",
        "OFFSET 99999999999999999999",
    ),
    *(
        "COUNT(*)",
        "GROUP_CONCAT",
        "REGEX(",
        "REPLACE(",
        "CONCAT(",
        "STRDT(",
        "IRI(",
        "EXISTS {",
        "IN (",
    ),
    *("SERVICE $canary", "SERVICE SILENT $canary", "LOAD $canary", "FROM $canary", "$canary"),
    *(
        "BASE $canary",
        "PREFIX : $canary",
        "INSERT DATA",
        "DELETE WHERE",
        "{ ?s ?p ?o }",
        "?s ?p ?o .",
    ),
    *(
        "\ufeff",
        "\u202e",
        "\u0000",
        "\ud7ff",
        "\U0001f540",
        "ـ",
        "ميثاق",
        "\u2028",
        "\\u0053",
        "\x85",
    ),
]


@cache
def originals() -> list[list[str]]:
    """The words of our questions, and of the W3C's queries where they are beside the checkout."""
    ours = [each.sparql for each in questions().values()]
    short = ["SELECT * { ?s ?p ?o } LIMIT 9", "ASK { ?s ?p ?o }", "DESCRIBE ?s { ?s a ?c } LIMIT 2"]
    texts = []
    for path in sorted(W3C.rglob("*.rq")):
        with suppress(UnicodeDecodeError):
            texts.append(path.read_text(encoding="utf-8"))
    return [TOKEN.findall(text) for text in [*ours, *short, *short, *texts]]


def mutated(chance: random.Random) -> str:
    """A query with one to six changes to its words or its letters."""
    parts = list(chance.choice(originals()))
    if chance.random() < 0.3:
        parts = list("".join(parts))
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        at = chance.randrange(len(parts) + 1)
        until = min(len(parts), at + chance.choice((1, 1, 1, 2, 5, 30)))
        match chance.randrange(7):
            case 0:
                del parts[at:until]
            case 1:
                parts[at:at] = parts[at:until] * chance.choice((1, 1, 2, 50))
            case 2:
                parts[at:until] = [chance.choice(SPICES)]
            case 3:
                parts.insert(at, f" {chance.choice(SPICES)} ")
            case 4:
                other = chance.choice(originals())
                begin = chance.randrange(len(other) + 1)
                parts[at:until] = other[begin : begin + chance.choice((1, 3, 20, 200))]
            case 5:
                del parts[at:]
            case _:
                other_place = chance.randrange(len(parts) + 1)
                parts[at:until], parts[other_place:other_place] = [], parts[at:until]
    return "".join(parts)


def test_the_same_seed_gives_the_same_queries() -> None:
    first, second = random.Random(SEED), random.Random(SEED)
    several = [mutated(first) for _ in range(200)]
    assert several == [mutated(second) for _ in range(200)]
    assert len(set(several)) > 190
    assert not set(several) <= {"".join(each) for each in originals()}


def is_whole(media_type: str, content: bytes) -> bool:
    """Whether `content` is read to its end as what it says it is."""
    text = content.decode()
    match media_type:
        case "application/sparql-results+json":
            told = json.loads(text)
            return "boolean" in told or "bindings" in told["results"]
        case "application/sparql-results+xml":
            return ET.fromstring(text).tag.endswith("}sparql")  # noqa: S314  (our own server's)
        case "text/csv":
            lengths = {len(row) for row in csv.reader(io.StringIO(text))}
            return text in ("true", "false") or (text.endswith("\r\n") and len(lengths) <= 2)
        case "text/tab-separated-values":
            lengths = {line.count("\t") for line in text.split("\n")[:-1]}
            return text in ("true", "false") or (text.endswith("\n") and len(lengths) == 1)
        case _:
            form = RdfFormat.from_media_type(media_type)
            assert form is not None
            return all(True for _ in parse(content, format=form))


SOLUTIONS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
GRAPHS = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml")


@dataclass
class Seen:
    """What came back."""

    statuses: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    answers: list[tuple[str, bytes]] = field(default_factory=list)
    """Queries, and their answers in SPARQL JSON."""
    calls: int = 0
    log: str = ""
    base: str = ""


def play(
    address: str, queries: Iterator[tuple[int, str]], lock: threading.Lock, seen: Seen
) -> None:
    """Send `queries` one after another on one connection."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    while True:
        with lock:
            number, query = next(queries, (0, ""))
        if not number:
            connection.close()
            return
        accept = f"{SOLUTIONS[number % 4]}, {GRAPHS[number // 4 % 4]}"
        headers = {"Content-Type": FORM, "Accept": accept}
        body = urlencode({"query": query})
        try:
            connection.request("POST", "/sparql", body, headers)
            response = connection.getresponse()
            content = response.read()
        except (http.client.IncompleteRead, ConnectionResetError, http.client.RemoteDisconnected):
            connection.close()  # the next request opens another
            seen.statuses["cut"] += 1
            continue
        except (OSError, http.client.HTTPException) as error:
            seen.wrong.append(f"{error!r} for {query!r}")
            connection.close()
            continue
        seen.statuses[str(response.status)] += 1
        try:
            media_type = response.headers.get_content_type()
            if response.status == 200:
                is_unquoted = media_type == "text/csv" and TRIPLES.search(query)
                right = bool(is_unquoted) or is_whole(media_type, content)
                if media_type == SOLUTIONS[0]:
                    seen.answers.append((query, content))
            else:
                right = json.loads(content)["status"] == response.status and (
                    response.status in REFUSALS
                )
        except (ValueError, SyntaxError, ET.ParseError, KeyError) as error:
            right = False
            content = f"{error!r} {content[:500]!r}".encode()
        if not right:
            seen.wrong.append(f"{response.status} for {query!r}: {content[:600]!r}")


@pytest.fixture(scope="module")
def small(graph_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One of a hundred quads of the seeds' graph: products of all with all come to an end."""
    lines = (
        (graph_folder / "current" / "dataset.nq")
        .read_text(encoding="utf-8")
        .splitlines(keepends=True)
    )
    out = tmp_path_factory.mktemp("small")
    publish(out, lambda new: (new / "dataset.nq").write_text("".join(lines[::100])) and None)
    return out


@pytest.fixture(scope="module")
def seen(small: Path, serving: Callable[..., Any]) -> Seen:
    """What came of all queries, sent to `mithaq serve` by several clients at once."""
    chance, lock, found = random.Random(SEED), threading.Lock(), Seen()
    options = ("--deadline", str(DEADLINE), "--memory", "1024", "--workers", "3", "--cache", "0")
    with closing(Canary()) as canary, serving(small, *options) as address:
        wait_until_in_memory(address)
        there = f"<http://{canary.authority}/>"
        texts = (mutated(chance).replace("$canary", there) for _ in range(QUERIES))
        queries = enumerate(texts, 1)
        with ThreadPoolExecutor(CLIENTS) as clients:
            for client in [
                clients.submit(play, address, queries, lock, found) for _ in range(CLIENTS)
            ]:
                client.result()
        os.kill(address.process, 0)  # it is still there
        found.calls, found.log, found.base = canary.calls, "".join(address.log), f"{address}/sparql"
    return found


def wait_until_in_memory(address: str) -> None:
    """Rows come in another order from the disk, where a query wants none."""
    until = time.monotonic() + 20
    while True:
        with urlopen(f"{address}/metrics", timeout=10) as metrics:
            if b"mithaq_generation_in_memory 1.0" in metrics.read():
                return
        assert time.monotonic() < until
        time.sleep(0.05)


def test_every_query_is_refused_in_words_or_answered_whole(seen: Seen) -> None:
    assert seen.wrong == []
    told = seen.statuses
    assert sum(told.values()) == QUERIES
    assert told["200"] > QUERIES // 100, told
    assert told["400"] > QUERIES // 2, told


def test_nobody_was_called_and_nothing_broke(seen: Seen) -> None:
    assert seen.calls == 0
    assert "Traceback" not in seen.log
    assert "ERROR" not in seen.log


def test_the_answers_are_the_engine_s_own(seen: Seen, small: Path) -> None:
    store = held(current(small).folder)
    several = [each for each in seen.answers if not DIFFERS.search(each[0])][:COMPARED]
    assert several
    for query, content in several:
        results: Any = store.query(query, base_iri=seen.base)
        assert results.serialize(format=QueryResultsFormat.JSON) == content, query
