"""Facts of who holds which office, from the offices and names of a document."""

from collections.abc import Iterator

from mithaq.ingest.facts import Fact
from mithaq.ingest.offices import Holding
from mithaq.ingest.reading import Reading
from mithaq.ingest.sentences import Sentence

_OFFICE_FRAME = "office-holding@1"


def office_facts(reading: Reading) -> Iterator[Fact]:
    """What the text gives each person: `OfficeHolding`, by office and name side by side."""
    for sentence, holdings in zip(reading.sentences, reading.holdings, strict=True):
        for holding in holdings:
            yield _office(reading, sentence, holding)


def _office(reading: Reading, sentence: Sentence, holding: Holding) -> Fact:
    first = holding.first if holding.said is None else holding.said
    start = sentence.tokens[first].start
    end = sentence.tokens[holding.last - 1].end
    owner = () if holding.organization is None else (holding.organization,)
    person = holding.person.candidates[0]
    return Fact(
        document=reading.document.id,
        type="OfficeHolding",
        roles=(("holder", (person,)), ("office", (holding.office,)), ("organization", owner)),
        status="actual",
        source=None,
        time=None,
        value=None,
        quote=reading.document.text[start:end],
        start=start,
        end=end,
        confidence=round(0.95 * holding.certainty, 2),
        frame=_OFFICE_FRAME,
    )
