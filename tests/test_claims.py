"""Claims: what a document says, in the document's own graph, and what may not be stated."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, parse, serialize

from mithaq.ingest.checks import misfit
from mithaq.ingest.claims import Claim, claim_quads, state_claims
from mithaq.ingest.documents import Document
from mithaq.ingest.facts import Fact, Headline, Participant, Time
from mithaq.ingest.terms import decimal, integer
from mithaq.iris import document_graph, term, thing
from mithaq.ontology.facttypes import fact_types

CSTO = Participant(thing("Alliance", "CSTO"), "Alliance", (("en", "CSTO"),))
ARMENIA = Participant(thing("State", "ARM"), "State", (("en", "Armenia"),))
YEREVAN = Participant(thing("Place", "yerevan"), "Place", (("en", "Yerevan"),))
TEXT = 'The CSTO summit is over. "Armenia" said \\that\n it will leave the alliance in 2023. And then nothing.'
QUOTE = '"Armenia" said \\that\n it will leave the alliance in 2023.'
START = TEXT.index(QUOTE)

DOCUMENT = Document(
    id="d-1",
    text=TEXT,
    language="en",
    title=None,
    publisher=None,
    author=None,
    date="2022-09",
    date_basis=None,
    path=Path("d-1.txt"),
)
FACT = Fact(
    document="d-1",
    type="Withdrawal",
    roles=(("alliance", (CSTO,)), ("member", (ARMENIA,))),
    status="announced",
    source=ARMENIA,
    time=Time("2023", "in 2023", "explicit"),
    value=None,
    quote=QUOTE,
    start=START,
    end=START + len(QUOTE),
    confidence=0.9,
    frame="withdrawal@1",
)


def claim(fact: Fact, document: Document = DOCUMENT) -> Claim:
    (only,) = state_claims(document, [fact])
    return only


def stated(fact: Fact, document: Document = DOCUMENT) -> dict[str, NamedNode | Literal]:
    quads = list(claim_quads(claim(fact, document), "https://example.org/situation"))
    found = {quad.predicate.value.removeprefix(term("")): quad.object for quad in quads}
    assert len(found) == len(quads)
    return found  # type: ignore[return-value]


def values(fact: Fact, document: Document = DOCUMENT) -> dict[str, str]:
    return {name: value.value for name, value in stated(fact, document).items()}


def test_a_claim_says_what_is_said_by_whom_where_and_how_sure() -> None:
    found = values(FACT)
    assert found.pop("http://www.w3.org/1999/02/22-rdf-syntax-ns#type") == term("Claim")
    assert found == {
        "about": "https://example.org/situation",
        "status": term("Announced"),
        "saidBy": ARMENIA.iri,
        "quote": QUOTE,
        "start": str(START),
        "end": str(START + len(QUOTE)),
        "prefix": TEXT[:START],
        "suffix": " And then nothing.",
        "confidence": "0.9",
        "frame": "withdrawal@1",
        "statedTime": "2023",
        "timeText": "in 2023",
        "timeBasis": term("Explicit"),
        "textHash": DOCUMENT.sha256,
    }


def test_a_claim_stands_in_the_graph_of_its_document() -> None:
    graphs = {quad.graph_name for quad in claim_quads(claim(FACT), "https://example.org/s")}
    assert graphs == {NamedNode(document_graph("d-1"))}


def test_what_is_not_given_is_not_stated() -> None:
    found = values(replace(FACT, source=None, time=None))
    assert found.keys().isdisjoint({"saidBy", "statedTime", "timeText", "timeBasis", "statedValue"})


def test_a_claim_keeps_how_the_headline_puts_it_and_what_the_text_calls_it() -> None:
    assert values(FACT).keys().isdisjoint({"wording", "headlineStatus", "headlineQuote"})
    headline = Headline("actual", "Armenia leaves", 0, 14)
    headed = replace(FACT, headline=headline, wording="leave", delay="within hours")
    found = stated(headed)
    assert found["delayText"] == Literal("within hours", language="en")
    assert found["wording"] == Literal("leave", language="en")
    assert found["headlineQuote"] == Literal("Armenia leaves", language="en")
    assert found["headlineStatus"] == NamedNode(term("Actual"))
    assert (found["headlineStart"], found["headlineEnd"]) == (integer(0), integer(14))
    assert claim(headed).iri == claim(FACT).iri


def test_a_stated_value_is_a_decimal() -> None:
    assert stated(replace(FACT, value=0.7))["statedValue"] == decimal(0.7)


def test_a_quote_has_the_language_of_its_document() -> None:
    assert stated(FACT)["quote"] == Literal(QUOTE, language="en")
    unknown = replace(DOCUMENT, language=None)
    assert stated(FACT, unknown)["quote"] == Literal(QUOTE)
    # The store gives tags back in small letters; the dataset has them so from the start.
    quote = stated(FACT, replace(DOCUMENT, language="zh-Hant"))["quote"]
    assert isinstance(quote, Literal)
    assert quote.language == "zh-hant"


def test_prefix_and_suffix_are_thirty_two_code_points() -> None:
    text = "\U0001f54a" * 50 + "x" + "\U0001f54a" * 50  # a dove: one code point, two UTF-16 units
    fact = replace(FACT, quote="x", start=50, end=51)
    found = values(fact, replace(DOCUMENT, text=text))
    assert found["prefix"] == found["suffix"] == "\U0001f54a" * 32


def test_the_iri_names_the_document_and_hashes_what_is_said() -> None:
    prefix, digest = claim(FACT).iri.rsplit("/", 1)
    assert prefix == thing("Claim", "d-1")
    assert len(digest) == 12
    assert int(digest, 16) >= 0


@pytest.mark.parametrize(
    "other",
    [
        replace(FACT, status="conditional"),
        replace(FACT, type="Accession"),
        replace(FACT, start=START + 1),
        replace(FACT, end=START + 1),
        replace(FACT, time=None),
        replace(FACT, time=Time("2024", "in 2023", "explicit")),
        replace(FACT, source=None),
        replace(FACT, value=3.0),
        replace(FACT, roles=(("alliance", (CSTO,)), ("member", (YEREVAN,)))),
        replace(FACT, roles=(("alliance", (CSTO,)), ("member", ()))),
    ],
)
def test_another_statement_is_another_claim(other: Fact) -> None:
    assert len(state_claims(DOCUMENT, [FACT, other])) == 2


@pytest.mark.parametrize(
    "other",
    [
        replace(FACT, frame="leaving@7"),
        replace(FACT, confidence=0.3),
        replace(FACT, time=Time("2023", "in the year 2023", "explicit")),
    ],
)
def test_a_better_frame_leaves_the_iri_as_it_is(other: Fact) -> None:
    assert claim(other).iri == claim(FACT).iri


def test_another_text_makes_another_claim() -> None:
    changed = replace(DOCUMENT, text=TEXT + "!")
    assert claim(FACT, changed).iri != claim(FACT).iri


@given(st.permutations([(0.5, "b"), (0.9, "b"), (0.9, "a"), (0.2, "c")]))
def test_of_two_readings_of_one_statement_the_surer_one_stays(
    order: list[tuple[float, str]],
) -> None:
    facts = [replace(FACT, confidence=confidence, frame=frame) for confidence, frame in order]
    (only,) = state_claims(DOCUMENT, facts)
    assert (only.fact.confidence, only.fact.frame) == (0.9, "a")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_survives_serialisation(text: str) -> None:
    fact = replace(FACT, quote=text, start=0, end=len(text))
    quads = set(claim_quads(claim(fact, replace(DOCUMENT, text=text)), "https://example.org/s"))
    written = serialize(quads, format=RdfFormat.N_QUADS)
    assert written is not None
    assert set(parse(written, format=RdfFormat.N_QUADS)) == quads


@pytest.mark.parametrize(
    ("number", "written"),
    [(300.0, "300"), (0.7, "0.7"), (17000, "17000"), (1e22, "1" + "0" * 22), (1e-9, "0.000000001")],
)
def test_a_decimal_is_written_in_its_canonical_form(number: float, written: str) -> None:
    assert decimal(number).value == written


def test_a_fact_that_fits_is_stated() -> None:
    assert misfit(FACT, DOCUMENT, fact_types()) is None


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        (replace(FACT, type="Marriage"), "there is no such type of fact"),
        (replace(FACT, quote="Armenia left"), "its quote is not the text at these offsets"),
        (replace(FACT, document="d-2"), "its quote is not the text"),
        (
            replace(FACT, roles=(("alliance", (YEREVAN,)),)),
            "yerevan, but a Place may not stand there",
        ),
        (replace(FACT, roles=(*FACT.roles, ("place", (YEREVAN,)))), "it has no role 'place'"),
        (replace(FACT, roles=(("alliance", (CSTO,)), ("member", (ARMENIA, CSTO)))), "not 2"),
        (replace(FACT, roles=(("alliance", ()), ("member", ()))), "it names no core participant"),
        (replace(FACT, source=replace(CSTO, kind="Club")), "source is of the class Club"),
        (replace(FACT, source=replace(CSTO, iri="not an iri")), "has the IRI 'not an iri'"),
        (replace(FACT, value=float("nan")), "its value is nan"),
        (replace(FACT, confidence=7.0), "its confidence is 7.0"),
        (replace(FACT, time=Time("2022-02-31", "x", "explicit")), "its time cannot be read"),
    ],
)
def test_a_fact_that_does_not_fit_is_left_out_with_its_reason(fact: Fact, reason: str) -> None:
    told = misfit(fact, DOCUMENT, fact_types())
    assert told is not None
    assert reason in told
    assert told.startswith(
        f"{fact.document}, code points {START} to {fact.end}, frame withdrawal@1"
    )


def test_parties_of_an_incident_may_be_several() -> None:
    roles = (("parties", (ARMENIA, CSTO)), ("place", (YEREVAN,)))
    assert misfit(replace(FACT, type="Incident", roles=roles), DOCUMENT, fact_types()) is None
