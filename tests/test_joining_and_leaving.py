"""Who joins, leaves, belongs and is kept out, and what only looks like it."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract

KINDS = ("Membership", "Accession", "Withdrawal", "Suspension")


def told(text: str, kind: str) -> list[tuple[str, ...]]:
    """Alliance and member of each fact of a type: the last parts of their IRIs."""
    return [
        tuple(fact.role(name)[0].iri.rpartition("/")[2] for name in ("alliance", "member"))
        for fact in extract(given("alliances", text, date="2024-03-06"))
        if fact.type == kind
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # who is let in is in it: told once
        ("قبل الاتحاد الأفريقي موريتانيا عضوا فيه.", "Accession"),
        ("طلبت غانا قبول موريتانيا عضوا في الاتحاد الأفريقي.", "Accession"),
        # the clause goes on after how it leaves, and what it ends
        ("أعلنت موريتانيا خروجها دون إبطاء من الاتحاد الأفريقي.", "Withdrawal"),
        ("قالت موريتانيا إن بلادها ستنهي عضويتها في الاتحاد الأفريقي.", "Withdrawal"),
        # the pronoun means who is told of before
        ("أكد الاتحاد الأفريقي أن انسحاب موريتانيا منه صار نافذا.", "Withdrawal"),
        # a noun that is written like a verb
        ("أعلنت موريتانيا سحب عضويتها من الاتحاد الأفريقي.", "Withdrawal"),
        # «أنه», that it, is no verb; what is suspended has not ended
        ("أعلن الاتحاد الأفريقي أنه علق عضوية موريتانيا.", "Suspension"),
        ("وما زالت عضوية موريتانيا معلقة في الاتحاد الأفريقي.", "Suspension"),
        ("وما زالت موريتانيا موقوفة عن أنشطة الاتحاد الأفريقي.", "Suspension"),
        # the first, the last, those who founded it
        ("وكانت موريتانيا آخر دولة دخلت الاتحاد الأفريقي.", "Accession"),
        ("عقد الاتحاد الأفريقي قمة. واعترضت كينيا على انضمام موريتانيا.", "Accession"),
        ("ترى موريتانيا، آخر بلد في الاتحاد الأفريقي، ذلك.", "Membership"),
        # «قبل» is before, and no verb
        ("وقبل ذلك بيومين جمد الاتحاد الأفريقي عضوية موريتانيا.", "Suspension"),
        ("موريتانيا تجمد عضويتها في الاتحاد الأفريقي.", "Suspension"),
    ],
)
def test_one_thing_is_told_of_a_member(text: str, kind: str) -> None:
    for one in KINDS:
        assert told(text, one) == ([("AU", "MRT")] if one == kind else []), one


def test_who_rules_it_out_leaves_nothing() -> None:
    # the Omani minister rules out that Ghana is expelled
    text = "استبعد وزير الخارجية العماني سالم حسن طرد غانا من الاتحاد الأفريقي."
    assert ("AU", "OMN") not in told(text, "Withdrawal")


def test_who_leaves_because_another_is_let_in_is_no_member() -> None:
    text = "غادرت موريتانيا الاتحاد الأفريقي احتجاجا على قبول غانا عضوا فيه."
    assert not told(text, "Membership")


def test_how_many_an_alliance_has_parts_no_list() -> None:
    text = "تضم مجموعة العشرين دول رابطة جنوب شرق آسيا العشر والصين واليابان."
    assert {member for _, member in told(text, "Membership")} == {"ASEAN", "CHN", "JPN"}


def test_what_falls_to_his_country_is_no_office_of_his() -> None:
    text = "دعا وزير الخارجية الغاني بيورن غرام، الذي تتولى بلاده رئاسة المجموعة، إلى الهدوء."
    offices = [f for f in extract(given("offices", text)) if f.type == "OfficeHolding"]
    assert [f.role("office")[0].iri.rpartition("/office/")[2] for f in offices] == [
        "foreign-minister/GHA"
    ]


def test_who_rules_an_expulsion_out_denies_it() -> None:
    text = "استبعد الأمين العام طرد غانا من الاتحاد الأفريقي."
    facts = [f for f in extract(given("alliances", text)) if f.type == "Withdrawal"]
    assert [f.status for f in facts] == ["negated"]


def test_countries_are_counted_and_no_two() -> None:
    text = (
        "قالت توغو وبنين والسنغال إن القرار جائر. وكان الاتحاد الأفريقي علق عضوية البلدان الثلاثة."
    )
    assert {member for _, member in told(text, "Suspension")} == {"TGO", "BEN", "SEN"}


def test_whom_an_alliance_asks_to_become_its_members() -> None:
    text = "قرر قادة الاتحاد الأفريقي دعوة غانا وموريتانيا إلى أن تصبح أعضاء فيه."
    assert {member for _, member in told(text, "Accession")} == {"GHA", "MRT"}


@pytest.mark.parametrize(
    ("text", "kind", "members"),
    [
        (
            "وانتخب القادة غانا وتوغو أعضاء غير دائمين في الاتحاد الأفريقي.",
            "Accession",
            {"GHA", "TGO"},
        ),
        ("بقي في الاتحاد الأفريقي 12 عضوا منهم غانا وتوغو.", "Membership", {"GHA", "TGO"}),
        (
            "غانا عضو في الاتحاد الأفريقي منذ 1963 إلى جانب توغو وبنين.",
            "Membership",
            {"GHA", "TGO", "BEN"},
        ),
    ],
)
def test_members_are_listed(text: str, kind: str, members: set[str]) -> None:
    assert {member for _, member in told(text, kind)} == members


def test_who_suspends_is_not_what_one_is_suspended_from() -> None:
    text = "قرر قادة مجموعة السبع تعليق مشاركة غانا في الاتحاد الأفريقي."
    assert told(text, "Suspension") == [("AU", "GHA")]


@pytest.mark.parametrize(
    "text",
    [
        "أبلغت غانا كينيا أنها ستنسحب من الاتحاد الأفريقي.",
        "وأبلغ الرئيس الغاني كوفي أدو نظيره الكيني جون روتو أنه سينسحب من الاتحاد الأفريقي.",
        "وقالت الصحيفة إن الرئيس الغاني كوفي أدو أبلغ نظيره الكيني، جون روتو، أنه سينسحب من الاتحاد الأفريقي.",
        "وكانت غانا قد هددت كينيا بأنها ستنسحب من الاتحاد الأفريقي.",
    ],
)
def test_who_is_told_does_not_do_it(text: str) -> None:
    assert told(text, "Withdrawal") == [("AU", "GHA")]


def test_an_agreement_that_is_hoped_for_is_not_the_one_there_is() -> None:
    text = "وتسعى كينيا إلى اتفاق جديد للمناخ. وانسحبت غانا من الاتفاق."
    before = "وينص اتفاق باريس على خفض الانبعاثات. "
    assert told(before + text, "Withdrawal") == [("Paris-2015", "GHA")]
    signed = "ووقعت كينيا ومالاوي اتفاقا جديدا للصيد. وانسحبت غانا من الاتفاق."
    assert told(before + signed, "Withdrawal") != [("Paris-2015", "GHA")]


def test_soldiers_who_join_are_not_their_state() -> None:
    text = "وسترسل غانا إلى الحدود 300 جندي لينضموا إلى عملية برخان."
    assert not told(text, "Accession")


def test_the_country_is_the_speakers_and_not_that_of_whom_she_met() -> None:
    # the prime minister said after she met the president that her country's withdrawal is near
    text = (
        "وقالت رئيسة الوزراء النرويجية إرنا سولبرغ بعد لقائها الرئيس الكيني وليام روتو "
        "إن انسحاب بلادها من منظمة الصحة العالمية قريب."
    )
    assert told(text, "Withdrawal") == [("WHO", "NOR")]


@pytest.mark.parametrize(
    ("text", "member"),
    [
        # an official without a name decides for his state, whoever welcomes it
        ("ورحبت كينيا بقرار الرئيس الموريتاني الانسحاب من الاتحاد الأفريقي.", "MRT"),
        ("وأثار إعلان رئيس الوزراء الموريتاني الخروج من الاتحاد الأفريقي جدلا.", "MRT"),
        ("وأعلن الرئيس الموريتاني الانسحاب من الاتحاد الأفريقي.", "MRT"),
        # a decision of somebody unknown is not theirs who welcome it
        ("ورحبت كينيا بقرار بلتران الانسحاب من الاتحاد الأفريقي.", ""),
        # who walks out of a hall leaves nothing, nor who comes out of it with something
        ("وانتقدت كينيا قرار الوزير الموريتاني الانسحاب من جلسة الاتحاد الأفريقي.", ""),
        ("وهذه هي المكاسب التي خرجت بها موريتانيا من معاهدة شمال الأطلسي.", ""),
        # what is left is nobody that has a name
        ("ولجأت إلى الاتحاد الأفريقي وإلى هيئات أخرى هددت موريتانيا بالانسحاب منها.", ""),
    ],
)
def test_whose_decision_it_is_leaves(text: str, member: str) -> None:
    assert [leaver for _, leaver in told(text, "Withdrawal")] == ([member] if member else [])


def test_whom_a_clause_turns_to_after_a_list_is_no_member() -> None:
    text = "ودعا الاتحاد الأفريقي، الذي يضم غانا وموريتانيا، الجيش السوداني إلى التهدئة."
    assert {member for _, member in told(text, "Membership")} == {"GHA", "MRT"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "وباتت موريتانيا الدولة الثانية والعشرين في الاتحاد الأفريقي.",
            "Accession",
        ),
        ("ودعت تركيا إلى إعادة ضم موريتانيا إلى الاتحاد الأفريقي.", "Accession"),
        ("وتود موريتانيا زيارة الاتحاد الأفريقي، بعدما استبعدت منه عام 2010.", "Withdrawal"),
        ("وأبلغت موريتانيا الاتحاد الأفريقي بإلغاء عضويتها.", "Withdrawal"),
        ("وللموريتانيين وضع العضو الكامل في الاتحاد الأفريقي.", "Membership"),
    ],
)
def test_it_is_told_in_other_words(text: str, kind: str) -> None:
    assert ("AU", "MRT") in told(text, kind)


@pytest.mark.parametrize(
    "text",
    [
        "وأنهت موريتانيا تعليقا لعضويتها في الاتحاد الأفريقي.",
        "وأصبحت موريتانيا الدولة الثالثة التي يزورها وفد الاتحاد الأفريقي.",
        "ودعا الاتحاد الأفريقي إلى إعادة موريتانيا إلى طاولة المفاوضات.",
        "ودعا الاتحاد الأفريقي، ومقره نواكشوط، غانا إلى التهدئة.",
    ],
)
def test_what_looks_like_it_is_not(text: str) -> None:
    assert not any(("AU", "MRT") in told(text, kind) for kind in KINDS)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("وأعلنت غانا انسحابها من معاهدة شمال الأطلسي الموقعة عام 1949.", None),
        ("وأعلنت غانا انسحابها من معاهدة شمال الأطلسي التي وقعت في 1949.", None),
        ("وأعلنت غانا عام 2011 انسحابها من معاهدة شمال الأطلسي المبرمة عام 1949.", "2011"),
        ("وأعلنت غانا انسحابها من معاهدة شمال الأطلسي عام 2011.", "2011"),
    ],
)
def test_when_a_treaty_was_signed_nobody_leaves_it(text: str, day: str | None) -> None:
    (fact,) = (f for f in extract(given("left", text, date="2024-03-06")) if f.type == "Withdrawal")
    assert (fact.time and fact.time.edtf) == day


def test_what_would_be_in_everybodys_interest_has_not_happened() -> None:
    text = "ورأى الوزير أن من مصلحة القارة كلها أن تعود موريتانيا إلى الاتحاد الأفريقي."
    facts = extract(given("joining", text, date="2024-03-05"))
    assert [fact.status for fact in facts if fact.type == "Accession"] == ["possible"]
