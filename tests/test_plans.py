"""Plans: what is only backed, objected to or called for."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact


def facts(text: str, kind: str) -> list[Fact]:
    return [f for f in extract(given("plans", text, date="2019-05-10")) if f.type == kind]


@pytest.mark.parametrize(
    "text",
    [
        "وتؤيد الجزائر عودة سوريا إلى الجامعة العربية.",
        "وقال الوزير الجزائري إن بلاده تدعم انضمام كوسوفو إلى مجلس أوروبا.",
        "وأكد الرئيس الكيني وليام روتو تأييده انضمام إثيوبيا إلى مجموعة شرق أفريقيا.",
        "واعترضت موسكو على انضمام جورجيا إلى حلف شمال الأطلسي.",
        "وأيد الوزير الكيني رفائيل توجو، الذي شارك في الاجتماع، عودة مالي إلى الاتحاد الأفريقي.",
        "وطالب الرئيس الكيني وليام روتو، الذي استقبل نظيره الأوغندي، بعودة مالي إلى الاتحاد الأفريقي.",
        "ودعا الرئيس الكيني وليام روتو، الذي غادر القمة مبكرا، إلى عودة مالي إلى الاتحاد الأفريقي.",
    ],
)
def test_what_is_only_backed_or_called_for_is_possible(text: str) -> None:
    (joined,) = facts(text, "Accession")
    assert joined.status == "possible"


def test_what_is_welcomed_was_done() -> None:
    (joined,) = facts("ورحبت الجزائر بعودة سوريا إلى الجامعة العربية.", "Accession")
    assert joined.status == "actual"


def test_blows_are_backed_after_they_fell() -> None:
    (blow,) = facts("وعارضت قطر الهجوم الأميركي على سوريا.", "Incident")
    assert blow.status == "actual"


def test_who_left_does_not_go_where_he_calls_for_something() -> None:
    text = (
        "ودعا الرئيس الكيني وليام روتو، الذي غادر القمة مبكرا، إلى عودة مالي إلى الاتحاد الأفريقي."
    )
    assert not facts(text, "Visit")


def test_who_visited_one_town_leaves_for_another() -> None:
    text = "وغادر الوزير الألماني هايكو ماس، الذي زار كمبالا أمس، إلى الدوحة."
    assert {f.role("place")[0].label("en") for f in facts(text, "Visit")} == {"Kampala", "Doha"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("وتعد هذه الزيارة الأولى للرئيس الكيني وليام روتو إلى الصين.", "actual"),
        ("وتعد كينيا بزيارة إلى الصين يقوم بها الرئيس وليام روتو.", "announced"),
    ],
)
def test_what_is_held_to_be_the_first_is_no_promise(text: str, status: str) -> None:
    assert {f.status for f in facts(text, "Visit")} <= {status}


def test_a_first_visit_was_made() -> None:
    assert facts("وتعد هذه الزيارة الأولى للرئيس الكيني وليام روتو إلى الصين.", "Visit")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        # it had been planned, supposed, or expected that Kenya and Uganda sign the agreement yesterday
        ("كان مقررا أن توقع كينيا وأوغندا الاتفاق أمس.", "announced"),
        ("كان يفترض أن توقع كينيا وأوغندا الاتفاق أمس.", "announced"),
        ("كان متوقعا أن توقع كينيا وأوغندا الاتفاق أمس.", None),
        # the signing of the agreement by Kenya and Uganda had been planned for yesterday
        ("كان توقيع الاتفاق بين كينيا وأوغندا مقررا أمس.", "announced"),
        # … was put off, or will be
        ("قال الوزير إن توقيع الاتفاق بين كينيا وأوغندا أرجئ.", "negated"),
        (
            "التوقيع على الاتفاق بين كينيا وأوغندا الذي كان مقررا اليوم سيتأجل إلى موعد لاحق.",
            "negated",
        ),
        # … stirred a debate after it had been put off
        ("قال الوزير إن توقيع الاتفاق بين كينيا وأوغندا أثار جدلا بعد أن تأجل.", "actual"),
    ],
)
def test_a_signing_that_was_planned_or_put_off_is_no_signing(text: str, status: str | None) -> None:
    signings = [
        f for f in extract(given("x", text, date="2024-03-10")) if f.type == "TreatySigning"
    ]
    told = {f.status for f in signings if f.confidence >= 0.55}
    assert told == ({status} if status else set())


@pytest.mark.parametrize(
    "text",
    [
        # Canada pledged not to send forces to Mali
        "وتعهدت كندا ألا ترسل قوات إلى مالي.",
        "وتعهدت كندا بألا ترسل قوات إلى مالي.",
    ],
)
def test_that_not_before_a_verb_denies_it(text: str) -> None:
    facts = extract(given("plans", text, date="2019-05-10"))
    assert [f.status for f in facts if f.type == "Deployment"] == ["negated"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        # the summit of the alliance will be held in Brussels
        ("ستعقد في بروكسل قمة حلف شمال الأطلسي.", "announced"),
        # talks between Kenya and Ghana will begin on Sunday in Geneva
        ("ستبدأ الأحد في جنيف محادثات بين كينيا وغانا.", "announced"),
        # the summit of the alliance will not be held in Brussels
        ("لن تعقد في بروكسل قمة حلف شمال الأطلسي.", "negated"),
        # the summit of the alliance was held in Brussels
        ("عقدت في بروكسل قمة حلف شمال الأطلسي.", "actual"),
    ],
)
def test_where_and_when_part_no_verb_from_the_meeting_it_tells_of(text: str, status: str) -> None:
    assert {f.status for f in facts(text, "Meeting")} == {status}


def test_what_a_town_will_see_is_to_come() -> None:
    # Jeddah will see the signing of a security agreement between Canada and Ghana
    text = "ستشهد جدة توقيع اتفاقية أمنية بين كندا وغانا."
    assert {f.status for f in facts(text, "TreatySigning")} == {"announced"}
