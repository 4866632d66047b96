"""Full text: what is found, by which words, and that nothing a reader types is more than words."""

import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from mithaq.errors import QueryTimeout, StoreError
from mithaq.fulltext import (
    KINDS,
    Index,
    bearers,
    bearers_in,
    change_index,
    marks,
    watched,
    write_index,
)
from mithaq.iris import GRAPH, ONTOLOGY, PREFIXES, THING
from mithaq.server.touched import properties
from mithaq.store import current, open_index, open_store, publish, verify

ARMENIA = "أَرمينيا"  # Armenia, with a hamza and a short vowel
COUNCIL = "مجلس الأمن الجماعيّ"  # collective security council
QUOTE = "وأرمينيا لم تغادر المنظمة"  # and Armenia did not leave the organisation
DATA = f"""
@prefix mq: <{ONTOLOGY}> .
@prefix id: <{THING}> .
@prefix graph: <{GRAPH}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
id:state\\/ARM rdfs:label "Armenia"@en , "{ARMENIA}"@ar ; skos:altLabel "Hayastan"@en ; mq:isoAlpha3 "ARM" .
id:body\\/CSC rdfs:label "Council"@en , "{COUNCIL}"@ar .
id:withdrawal\\/ARM a mq:Unrealized ; rdfs:label "Withdrawal: Armenia"@en .
mq:Withdrawal rdfs:label "Withdrawal"@en .
graph:first dct:title "The council's words"@en .
<https://w3id.org/mithaq/queries/leaving> rdfs:label "Armenia asked for"@en .
_:nobody rdfs:label "Armenia unnamed"@en .
graph:first {{
  id:claim\\/first\\/1 mq:about id:withdrawal\\/ARM ; mq:quote "{QUOTE}"@ar .
}}
"""
HOSTILE = (
    '"',
    '""',
    "*",
    "armenia* OR council",
    'armenia" OR "council',
    "armenia AND council",
    "armenia NOT council",
    "NEAR(armenia council, 5)",
    "folded : armenia AND bare : council",
    "{folded} : armenia council",
    "^armenia + council",
    "armenia) OR (council",
    "armenia'; DROP TABLE entry; --",
    "armenia\x00council",
    "\ud800 armenia council",
    "\N{RIGHT-TO-LEFT OVERRIDE}armenia council",
    "(" * 200,
    "a " * 100,
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    store = Store()
    store.load(DATA.encode(), format=RdfFormat.TRIG)
    file = tmp_path_factory.mktemp("fulltext") / "index.sqlite"
    write_index(store, file)
    with closing(Index(file)) as opened:
        yield opened


def found(index: Index, text: str) -> set[tuple[str, str]]:
    """The kinds and the ends of the IRIs."""
    return {
        (hit.kind, hit.iri.removeprefix(THING))
        for kind in KINDS
        for hit in index.find(text, kind, 9)
    }


@pytest.mark.parametrize(
    ("text", "iris"),
    [
        ("armenia", {("thing", "state/ARM"), ("situation", "withdrawal/ARM")}),
        ("hayas", {("thing", "state/ARM")}),
        ("ARM", {("thing", "state/ARM"), ("situation", "withdrawal/ARM")}),
        ("withdrawal arm", {("situation", "withdrawal/ARM")}),
        ("arm withdrawal", set()),  # only the last word may be a beginning
        ("withdrawal", {("situation", "withdrawal/ARM"), ("term", ONTOLOGY + "Withdrawal")}),
        ("council", {("thing", "body/CSC"), ("document", GRAPH + "first")}),
        ("asked", set()),  # what describes the dataset is none of its things
        ("unnamed", set()),
        ("a", set()),  # one letter begins too much
        ("", set()),
    ],
)
def test_names_quotes_and_titles_are_found_by_their_words(
    index: Index, text: str, iris: set[tuple[str, str]]
) -> None:
    assert found(index, text) == iris


@pytest.mark.parametrize(
    "text",
    [
        "ارمينيا",  # Armenia without the hamza
        "أرميـنيا",  # with a tatweel
        "وأرمينيا",  # and Armenia
        "ٱرمينيا",  # with an alef wasla
        "أرمين",  # its beginning
    ],
)
def test_arabic_is_found_however_it_is_spelt(index: Index, text: str) -> None:
    assert {"thing", "quote"} == {kind for kind, _iri in found(index, text)}


@pytest.mark.parametrize(
    "text",
    [
        "مجلس امن",  # a council of security, without the article
        "المجلس الامن",  # with two
        "للمجلس",  # to the council
        "جماعي",  # collective, without the doubled letter
    ],
)
def test_the_article_and_what_is_written_with_it_may_differ(index: Index, text: str) -> None:
    assert found(index, text) == {("thing", "body/CSC")}


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_typed_is_words_and_no_syntax(index: Index, text: str) -> None:
    # no line of the data holds both words, so whatever gives one was read as syntax
    assert found(index, text) == set()


def test_a_quote_leads_to_its_claim_document_and_situation(index: Index) -> None:
    (hit,) = index.find("المنظمة", "quote", 9)  # the organisation
    assert hit.text == QUOTE
    assert hit.claim == THING + "claim/first/1"
    assert hit.document == GRAPH + "first"
    assert hit.iri == THING + "withdrawal/ARM"


def test_a_thing_stands_once_and_no_more_than_asked_for(graph_folder: Path) -> None:
    with closing(open_index(current(graph_folder))) as whole:
        many = [hit.iri for hit in whole.find("organization", "thing", 1000)]
        few = [hit.iri for hit in whole.find("organization", "thing", 3)]
    assert len(many) == len(set(many)) > 3
    assert few == many[:3]


def test_the_marks_stand_on_what_was_found() -> None:
    text = f"{ARMENIA} و«{COUNCIL}» في يريفان"
    at = [text[start:end] for start, end in marks(text, "المجلس ارم")]  # the council, Arm
    assert at == [ARMENIA, COUNCIL.split(maxsplit=1)[0]]
    assert marks(text, "") == marks(text, "«") == []


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path, graph_folder: Path) -> None:
    generation = current(graph_folder)
    write_index(open_store(generation), tmp_path / "again.sqlite")
    again = (tmp_path / "again.sqlite").read_bytes()
    assert again == (generation.folder / "fulltext.sqlite").read_bytes()


def contents(file: Path) -> tuple[set[tuple[str, ...]], list[tuple[str, ...]]]:
    """What the index in `file` holds: its entries, and each word with how many hold it."""
    with closing(sqlite3.connect(file)) as index:
        entries = index.execute("SELECT kind, iri, language, text, claim, document FROM entry")
        found = set(entries)
        index.execute("CREATE VIRTUAL TABLE temp.counted USING fts5vocab(main, word, 'col')")
        return found, index.execute("SELECT * FROM counted ORDER BY term, col").fetchall()


NAMES = ("rdfs:label", "skos:altLabel", "mq:abbreviation", "rdfs:comment")
WORDS = ("حلف", "الحلف", "أرمينيا", "Armenia", "council", "رو\r\nسيا", "x\ty<a>")


def random_change(chance: random.Random) -> str:
    """An update that may change what is found."""
    name, word, number = chance.choice(NAMES), chance.choice(WORDS), chance.randrange(9)
    said = json.dumps(f"{word} {chance.choice(WORDS)}", ensure_ascii=False)
    thing, claim = f"<urn:thing:{number}>", f"<urn:claim:{number}>"
    graph = f"<{GRAPH}{chance.randrange(3)}>"
    return chance.choice(
        (
            f"INSERT DATA {{ {thing} {name} {said}@ar }}",
            f"INSERT DATA {{ {thing} a mq:Situation }}",
            f"DELETE DATA {{ {thing} a mq:Situation }}",
            f"DELETE WHERE {{ {thing} {name} ?x }}",
            f"DELETE {{ ?x {name} ?y }} INSERT {{ ?x rdfs:label ?y }} WHERE {{ ?x {name} ?y }}",
            f"INSERT DATA {{ GRAPH {graph} {{ {claim} mq:quote {said} ; mq:about {thing} }} }}",
            f"DELETE DATA {{ GRAPH {graph} {{ {claim} mq:about {thing} }} }}",
            f"DROP SILENT GRAPH {graph}",
            f"INSERT DATA {{ _:b rdfs:label {said} . GRAPH {graph} {{ _:b mq:quote {said} }} }}",
        )
    )


def test_an_index_that_is_changed_holds_what_a_new_one_does(tmp_path: Path) -> None:
    chance, store, file = random.Random("covenant"), Store(), tmp_path / "changed.sqlite"
    store.load(DATA.encode(), format=RdfFormat.TRIG)
    write_index(store, file)
    prefixes = f"PREFIX mq: <{ONTOLOGY}> " + "".join(
        f"PREFIX {name}: <{PREFIXES[name]}> " for name in ("rdfs", "skos")
    )
    changes = 0
    for number in range(60):
        update = prefixes + random_change(chance)
        among = properties(update)
        before, some = watched(store), watched(store, among=among)
        store.update(update)
        subjects = bearers(before ^ watched(store))
        assert bearers(some ^ watched(store, among=among)) == subjects
        changes += bool(subjects)
        change_index(store, file, subjects)
        if number % 6 == 0:
            new = tmp_path / f"{number}.sqlite"
            write_index(store, new)
            assert contents(file) == contents(new)
            with closing(Index(file)) as changed, closing(Index(new)) as fresh:
                for word in ("حلف", "armenia", "council"):
                    assert found(changed, word) == found(fresh, word)
    assert changes > 20


def test_what_is_no_index_of_this_form_is_written_anew(tmp_path: Path) -> None:
    store, file = Store(), tmp_path / "index.sqlite"
    store.load(DATA.encode(), format=RdfFormat.TRIG)
    file.write_bytes(b"no index of ours")
    change_index(store, file, {"urn:a"})
    with closing(sqlite3.connect(file)) as index:
        index.executescript("PRAGMA user_version = 1; DELETE FROM entry")
    change_index(store, file, {"urn:a"})
    with closing(Index(file)) as whole:
        assert found(whole, "hayastan") == {("thing", "state/ARM")}


def test_it_is_known_which_quads_an_index_depends_on() -> None:
    store = Store()
    store.load(DATA.encode(), format=RdfFormat.TRIG)
    whole = bearers(watched(store))
    assert whole == bearers(watched(store, DefaultGraph())) | bearers(
        watched(store, NamedNode(GRAPH + "first"))
    )
    assert whole - bearers_in(store) == set()
    assert {THING + "state/ARM", THING + "claim/first/1", THING + "withdrawal/ARM"} <= whole
    other = Quad(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"))
    assert bearers_in([other]) == set()


def test_a_damaged_index_is_seen_when_it_is_opened(tmp_path: Path) -> None:
    def fill(folder: Path) -> None:
        (folder / "texts").mkdir()
        (folder / "dataset.nq").write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")

    generation = publish(tmp_path, fill)
    open_index(generation).close()
    file = generation.folder / "fulltext.sqlite"
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(StoreError, match="is missing or damaged"):
        open_index(generation)
    file.unlink()
    with pytest.raises(StoreError, match="is missing"):
        verify(generation.folder)


def test_what_is_no_index_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"no index" * 1000)
    with pytest.raises(StoreError, match="run `mithaq build` again"):
        Index(tmp_path / "x")


def test_a_search_ends_at_its_deadline(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mithaq.fulltext._STEPS", 1)
    with pytest.raises(QueryTimeout, match="search for a longer word"):
        index.find("armenia", "thing", 9, deadline=-1.0)
    assert index.find("armenia", "thing", 9)


def test_an_index_is_not_written_to(index: Index) -> None:
    with index._reader(1.0) as reader, pytest.raises(sqlite3.OperationalError, match="readonly"):  # noqa: SLF001
        reader.execute("DELETE FROM entry")
