"""Two lists told «respectively», who stayed away from a meeting, and an incident told in two sentences."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact

VISIT = "زار وزير الخارجية الكيني تنزانيا ومصر {} على {}."  # Kenya's foreign minister visited Tanzania and Egypt …
BLAME = "وتبادلت كينيا والصومال الاتهامات بشأن الحادث في بلدة كيسمايو."  # they blamed each other for the incident
RAID = (
    "وتصاعد التوتر بعد توغل عسكري في 3 مايو 2019. "  # tension rose after an incursion on 3 May 2019
)
LATER = "وعاد الهدوء إلى المدن. " * 20  # and the towns were calm again


def told(text: str, kind: str, role: str) -> set[tuple[str, str | None]]:
    """Who or what has a role in the facts of a type, and when."""
    return {
        ("+".join(p.iri.rpartition("/")[2] for p in fact.role(role)), fact.time and fact.time.edtf)
        for fact in facts(text, kind)
    }


def facts(text: str, kind: str) -> list[Fact]:
    document = given("text", text, date="2024-03-06")
    found = [fact for fact in extract(document) if fact.type == kind]
    assert all(text[fact.start : fact.end] == fact.quote for fact in found)
    return found


@pytest.mark.parametrize(
    ("text", "kind", "role", "expected"),
    [
        (  # on Monday and Tuesday respectively
            VISIT.format("يومي الاثنين والثلاثاء", "التوالي"),
            "Visit",
            "place",
            {("TZA", "2024-03-04"), ("EGY", "2024-03-05")},
        ),
        (  # in October and December 2016 respectively: a month has the year of the one after it
            VISIT.format("في أكتوبر وفي ديسمبر 2016", "الترتيب"),
            "Visit",
            "place",
            {("TZA", "2016-10"), ("EGY", "2016-12")},
        ),
        (  # in December and January 2017 respectively
            VISIT.format("في ديسمبر وفي يناير 2017", "الترتيب"),
            "Visit",
            "place",
            {("TZA", "2016-12"), ("EGY", "2017-01")},
        ),
        (  # joined the alliance in 2024 and 2023 respectively: the later year first
            "انضمت السويد وفنلندا إلى حلف شمال الأطلسي عامي 2024 و2023 على التوالي.",
            "Accession",
            "member",
            {("SWE", "2024"), ("FIN", "2023")},
        ),
        (  # three who joined, in three years
            "انضمت بولندا وكرواتيا وألبانيا إلى حلف شمال الأطلسي في أعوام 1999 و2009 و2017 على التوالي.",
            "Accession",
            "member",
            {("POL", "1999"), ("HRV", "2009"), ("ALB", "2017")},
        ),
        (  # signed with Israel in 1979 and 1994 respectively: whom both signed with is told of both
            "وقعت مصر والأردن معاهدة سلام مع إسرائيل في عامي 1979 و1994 على التوالي.",
            "TreatySigning",
            "signatory",
            {("EGY", "1979"), ("JOR", "1994"), ("ISR", "1979"), ("ISR", "1994")},
        ),
        (  # for the second day in a row
            VISIT.format("لليوم الثاني", "التوالي"),
            "Visit",
            "place",
            {("TZA", None), ("EGY", None)},
        ),
        (  # three dates for two places
            VISIT.format("في أعوام 1999 و2009 و2017", "التوالي"),
            "Visit",
            "place",
            {("TZA", "1999"), ("EGY", "1999")},
        ),
        (  # two lists without a date
            "زار وزيرا خارجية مصر والأردن تنزانيا وكينيا على التوالي.",
            "Visit",
            "place",
            {("TZA", None), ("KEN", None)},
        ),
        (  # stayed away from the summits of October and December 2016 respectively
            "غاب رئيسا كينيا وأوغندا عن قمتي الاتحاد الأفريقي في أكتوبر وديسمبر 2016 على التوالي.",
            "Meeting",
            "absent",
            {("KEN", "2016-10"), ("UGA", "2016-12")},
        ),
        (  # did not attend
            "لم يحضر رئيس كينيا قمة الاتحاد الأفريقي في كمبالا.",
            "Meeting",
            "absent",
            {("KEN", None)},
        ),
        (  # attended the summit, not the feast
            "حضر رئيس كينيا قمة الاتحاد الأفريقي في كمبالا ولم يحضر الاحتفال.",
            "Meeting",
            "absent",
            {("", None)},
        ),
        (  # apologised for not attending: the summit was held
            "اعتذر رئيس كينيا عن عدم حضور قمة الاتحاد الأفريقي في كمبالا.",
            "Meeting",
            "absent",
            {("KEN", None)},
        ),
        (RAID + BLAME, "Incident", "parties", {("KEN+SOM", "2019-05-03")}),
        (RAID, "Incident", "parties", set()),
        (RAID + LATER + BLAME, "Incident", "parties", {("KEN+SOM", None)}),
    ],
)
def test_what_belongs_together_is_told_together(
    text: str, kind: str, role: str, expected: set[tuple[str, str | None]]
) -> None:
    assert told(text, kind, role) == expected


def test_two_lists_are_paired_and_not_multiplied() -> None:
    text = "زار وزيرا خارجية مصر والأردن تنزانيا وكينيا على التوالي."  # visited Tanzania and Kenya respectively
    pairs = {
        tuple(fact.role(role)[0].iri.rpartition("/")[2] for role in ("visitor", "place"))
        for fact in facts(text, "Visit")
    }
    assert pairs == {("EGY", "TZA"), ("JOR", "KEN")}


def test_who_will_not_attend_is_announced_to_stay_away() -> None:
    text = "لن يحضر رئيس كينيا قمة الاتحاد الأفريقي في كمبالا."  # will not attend
    assert [fact.status for fact in facts(text, "Meeting") if fact.role("absent")] == ["announced"]
