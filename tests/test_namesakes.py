"""Short names that states share, and whose country a speaker means."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.reading import read


def states(text: str) -> list[str]:
    """The states that a text mentions, in its order."""
    document = given("states", text)
    found = [m.of_kind(frozenset({"State"})) for s in read(document).sentences for m in s.mentions]
    return [state.iri.rpartition("/")[2] for state in found if state is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("زار الوفد الكونغو.", ["COD"]),
        ("تقدمت القوات الكونغولية.", ["COD"]),
        ("زار الوفد جمهورية الكونغو، ثم غادر الوفد الكونغو.", ["COG", "COG"]),
    ],
)
def test_a_short_name_stands_for_the_state_that_is_mostly_meant(
    text: str, expected: list[str]
) -> None:
    assert states(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال مسؤول نرويجي إن بلاده ستنضم.", ["NOR", "NOR"]),
        ("قال رئيس الوزراء الكندي مارك كارني إن بلاده ستنضم.", ["CAN", "CAN"]),
        ("انضمت إلى الوفد بلاده.", []),  # nobody whose it is
    ],
)
def test_whose_country_is_meant(text: str, expected: list[str]) -> None:
    assert states(text) == expected
