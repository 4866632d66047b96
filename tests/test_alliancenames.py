"""Names of alliances: the noun before a name belongs to it, over quotation marks too."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.reading import read


@pytest.mark.parametrize(
    "named",
    [
        "تكتل آسيان",  # the noun right before the name
        'منظمة "إكواس"',  # over an opening mark, to the closing one
        "تكتل «سادك»",
        "مجموعة (إيغاد)",
    ],
)
def test_the_noun_before_a_name_belongs_to_it(named: str) -> None:
    sentence = f"واتهمت كينيا {named} بأنها منحازة."
    (found,) = read(given("names", sentence)).sentences
    alliance = next(m for m in found.mentions if m.candidates[0].kind == "Alliance")
    assert sentence[alliance.start : alliance.end] == named
    assert not alliance.heads


def test_a_mark_that_nothing_closes_ends_no_name() -> None:
    sentence = 'وقالت كينيا إن تكتل "سادك الكبير" منحاز.'
    (found,) = read(given("names", sentence)).sentences
    alliance = next(m for m in found.mentions if m.candidates[0].kind == "Alliance")
    assert sentence[alliance.start : alliance.end] == 'تكتل "سادك'


def test_a_coalition_for_another_aim_is_another() -> None:
    sentence = "وانضمت كينيا إلى التحالف الدولي لحماية الطفولة."
    (found,) = read(given("names", sentence)).sentences
    assert not any(m.candidates[0].kind == "Alliance" for m in found.mentions)


def test_what_a_coalition_strikes_is_not_its_aim() -> None:
    sentence = "وأدى قصف التحالف الدولي لمواقع التنظيم إلى مقتل عشرة."
    (found,) = read(given("names", sentence)).sentences
    assert any(m.candidates[0].kind == "Alliance" for m in found.mentions)
