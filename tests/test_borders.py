"""Borders: a place composed of the two states that share it."""

import pytest

from mithaq.ingest.borders import states_at
from mithaq.ingest.documents import given
from mithaq.ingest.reading import read
from mithaq.ingest.sentences import Sentence


def sentence(text: str) -> Sentence:
    document = given("borders", text)
    (found,) = read(document).sentences
    return found


@pytest.mark.parametrize(
    "text",
    [
        "وقعت مناوشات على الحدود السودانية الإثيوبية.",  # demonyms
        "وقعت مناوشات على الحدود بين السودان وإثيوبيا.",  # between the two
        "وقعت مناوشات على حدود إثيوبيا والسودان.",  # by their names, the other way round
    ],
)
def test_a_border_is_one_place_however_it_is_called(text: str) -> None:
    (border,) = sentence(text).mentions
    assert border.candidates[0].kind == "Place"
    assert border.candidates[0].iri.endswith("eth-sdn-border")


def test_a_border_names_the_two_states_that_share_it() -> None:
    found = sentence("وقعت مناوشات على الحدود السودانية الإثيوبية.")
    shared = states_at(found.tokens, found.mentions[0])
    assert {state.iri.rpartition("/")[2] for state in shared} == {"SDN", "ETH"}


def test_a_border_of_one_state_is_its_border_with_whomever() -> None:
    found = sentence("وقعت مناوشات على الحدود السودانية.")
    assert [m.candidates[0].label("en") for m in found.mentions] == ["Sudan border"]


def test_a_border_with_a_land_that_is_no_state_is_that_land() -> None:
    found = sentence("وانتشر الجيش التركي على الحدود مع كردستان.")
    assert "kurdistan" in found.mentions[-1].candidates[0].iri.lower()
    assert found.mentions[-1].preposition == "علي"
