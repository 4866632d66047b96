"""Who belongs, joins and leaves, told in plain sentences: of the alliance that the text goes on to speak of."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract

_DATE = "2018-01-01"


def _told(text: str, *types: str) -> set[tuple[str, str, str, str]]:
    """What is told of who belongs to what: type, alliance, member, status."""
    return {
        (fact.type, *(_last(fact.roles, role) for role in ("alliance", "member")), fact.status)
        for fact in extract(given("plain", text, date=_DATE))
        if fact.type in types
    }


def _last(roles: object, wanted: str) -> str:
    found = dict(roles)[wanted]  # type: ignore[call-overload]
    return str(found[0].iri).rpartition("/")[2]


@pytest.mark.parametrize(
    "text",
    [
        "ويسمح القانون لغانا بالانضمام لميثاق الأمم المتحدة لمكافحة الفساد.",
        "وقررت غانا الانضمام إلى ميثاق الأمم المتحدة بشأن المهاجرين.",
    ],
)
def test_who_joins_a_convention_of_an_organisation_does_not_join_it(text: str) -> None:
    assert not _told(text, "Accession")


def test_who_joins_the_charter_of_an_organisation_joins_it() -> None:
    text = "وقررت غانا الانضمام إلى ميثاق منظمة شنغهاي للتعاون."
    assert {one[1] for one in _told(text, "Accession")} == {"SCO"}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "وعقدت منظمة أوبك اجتماعا. وعلقت غانا عضويتها عام 2016.",
            ("Suspension", "OPEC", "GHA", "actual"),
        ),
        (
            "وعلقت ميركوسور عضوية غانا. وسبق للتكتل أن جمد عضوية كينيا عام 2012.",
            ("Suspension", "MERCOSUR", "KEN", "actual"),
        ),
        (
            "وانتقدت كينيا المحكمة الجنائية الدولية. وأبلغت نيروبي الأمم المتحدة بنيتها الانسحاب.",
            ("Withdrawal", "ICC", "KEN", "announced"),
        ),
    ],
)
def test_what_states_join_is_spoken_of_as_an_alliance_is(
    text: str, fact: tuple[str, str, str, str]
) -> None:
    assert fact in _told(text, fact[0])


def test_a_pronoun_means_the_alliance_before_it_and_none_behind() -> None:
    text = (
        "وقررت منظمة شنغهاي للتعاون دعوة دولتين هما كينيا وغانا لتصبح أعضاء فيها، "
        "وأيدتها المحكمة الجنائية الدولية."
    )
    told = _told(text, "Accession")
    assert {alliance for _, alliance, _, _ in told} <= {"SCO"}
    assert told


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("وتشن غانا غارات في العراق، وهي عضو في منظمة شنغهاي للتعاون.", "GHA"),
        ("والتقى الوزير نظيره في العراق، وهو عضو في منظمة شنغهاي للتعاون.", "IRQ"),
        ("وتدعم غانا الحوثيين في اليمن، وهي عضو في منظمة شنغهاي للتعاون.", "GHA"),
    ],
)
def test_a_pronoun_means_nobody_of_the_other_gender(text: str, member: str) -> None:
    assert _told(text, "Membership") == {("Membership", "SCO", member, "actual")}


def test_who_joins_what_so_many_founded_is_no_founder() -> None:
    text = "وانضمت غانا إلى حلف شمال الأطلسي الذي أنشأته 12 دولة عام 1949."
    (fact,) = (
        fact for fact in extract(given("plain", text, date=_DATE)) if fact.type == "Founding"
    )
    assert not fact.role("founder")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("وعقدت الجمعية العامة للإنتربول اجتماعا في بكين.", ["INTERPOL"]),
        ("وعقدت الجمعية العامة لمنظمة الطيران العالمية اجتماعا في بكين.", []),
        ("وعقدت الجمعية العامة للأمم المتحدة اجتماعا في نيويورك.", ["general-assembly"]),
    ],
)
def test_an_assembly_is_whose_the_text_says_it_is(text: str, body: list[str]) -> None:
    met = [fact for fact in extract(given("plain", text, date=_DATE)) if fact.type == "Meeting"]
    told = [p.iri.rpartition("/")[2] for fact in met for p in fact.role("body")]
    known = [name for name in told if name in ("INTERPOL", "general-assembly")]
    assert known == body


def test_what_is_set_aside_does_not_happen() -> None:
    assert _told("وعزفت غانا عن الانضمام إلى منظمة شنغهاي للتعاون.", "Accession") == {
        ("Accession", "SCO", "GHA", "negated")
    }


def test_a_stance_goes_on_after_through_whom_it_is_told() -> None:
    text = "ودانت نيروبي على لسان وزير خارجيتها رافائيل توجو الهجوم."
    (fact,) = (
        fact for fact in extract(given("plain", text, date=_DATE)) if fact.type == "Statement"
    )
    assert fact.role("speaker")[0].iri.endswith("/KEN")


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("وقالت كينيا إنها لن تلتحق بها.", ("Accession", "SCO", "KEN", "negated")),
        ("وهو أول توسيع لها بعد ضم كينيا إليها عام 2010.", ("Accession", "SCO", "KEN", "actual")),
        ("وفقدت كينيا عضويتها عام 2011.", ("Withdrawal", "SCO", "KEN", "actual")),
        ("ولم يبق فيها سوى كينيا وغانا.", ("Membership", "SCO", "KEN", "actual")),
    ],
)
def test_who_comes_and_goes_in_what_was_spoken_of(
    text: str, fact: tuple[str, str, str, str]
) -> None:
    assert fact in _told(f"عقدت منظمة شنغهاي للتعاون قمة. {text}", fact[0])


def test_an_undersecretary_is_of_whose_ministry_it_is() -> None:
    text = "وأبدى وكيل وزارة الخارجية الكينية وليام روتو أسفه للقرار."
    facts = extract(given("plain", text, date=_DATE))
    (held,) = (fact for fact in facts if fact.type == "OfficeHolding")
    assert held.role("holder")[0].label("ar") == "وليام روتو"
    assert held.role("organization")[0].iri.endswith("/KEN")
