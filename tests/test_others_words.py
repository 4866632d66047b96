"""Words of another clause, body or office that must not fill a role; own sentences."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract

Told = set[tuple[str, str]]


def told(text: str, kind: str, role: str) -> Told:
    """Who or what has a role in the facts of a type, with their status."""
    document = given("text", text, date="2019-05-06")
    return {
        ("+".join(p.iri.rpartition("/")[2] for p in fact.role(role)), fact.status)
        for fact in extract(document)
        if fact.type == kind
    }


@pytest.mark.parametrize(
    ("text", "kind", "role", "expected"),
    [
        # relations between two states are tense because of a war: it is not theirs
        ("وتشهد العلاقات بين كينيا وأوغندا توترا بسبب الحرب في الصومال منذ عام 2010.", "Incident", "parties", {("", "actual")}),
        # who takes part, or may
        ("ولم يستبعد الوزير مشاركة كينيا في ضربات جوية على الصومال.", "Incident", "place", set()),
        ("وأبدت كينيا استعدادها للمشاركة في ضربات جوية على الصومال.", "Incident", "place", set()),
        ("وشاركت كينيا في ضربات جوية على الصومال.", "Incident", "place", {("SOM", "actual")}),
        # a base of the African forces is no state's
        ("واستهدف هجوم قاعدة للقوات الأفريقية في الصومال وقتل عشرة جنود.", "Incident", "parties", {("", "actual")}),
        # a truce reached elsewhere
        ("قتل خمسة جنود كينيين في خرق للهدنة التي أعلنت في مدينة لاغوس.", "Incident", "place", set()),
        # warns that his country will answer: of whom, nothing says
        ("حذر الرئيس الكيني من أن بلاده سترد على أي هجوم.", "Statement", "about", set()),
        ("وانتقد الرئيس الكيني وليام روتو الصومال.", "Statement", "about", {("SOM", "actual")}),
        # the opposition is who opposes, and accuses
        ("واتهمت المعارضة الكينية حركة الشباب بعرقلة الاتفاق.", "Statement", "speaker", set()),
        # a country's solidarity with another
        ("وأعرب الرئيس الكيني وليام روتو عن تضامن الاتحاد الأفريقي مع الصومال.", "Statement", "about", {("SOM", "actual")}),
        # parts of the sea are claimed, and no stance taken
        ("وتطالب كينيا والصومال بأجزاء من البحر.", "Statement", "speaker", set()),
        # left Nairobi for a place that no list knows, to attend a summit there
        ("وغادر الوزير نيروبي متوجها إلى كذاسا لحضور قمة الاتحاد الأفريقي غدا.", "Meeting", "place", {("", "announced")}),
        # an organisation in whose name a known one stands
        ("وشارك وفد في اجتماع المنظمة العربية للهلال والصليب الأحمر في القاهرة.", "Meeting", "body", set()),
        # a national security council is not that of the United Nations
        ("وعقد مجلس الأمن القومي اجتماعا طارئا في نيروبي.", "Meeting", "body", {("مجلس-الامن-القومي", "actual")}),
        # the meeting that was asked for is the one to be held
        (
            "طلبت كينيا عقد اجتماع طارئ للاتحاد الأفريقي. وسيعقد الاتحاد الأفريقي الاجتماع الثلاثاء في أديس أبابا.",
            "Meeting",
            "place",
            {("addis-ababa", "announced")},
        ),
        # a decree makes a minister of one whose name is not read, not of the president
        ("وأصدر الرئيس الكيني وليام روتو قرارا بتعيين زخرف الكلام مستشارا.", "Appointment", "holder", set()),
        # the parliament of a state makes its minister
        (
            "وأقر مجلس الشيوخ الأميركي تعيين جون سميث وزيرا للخارجية.",
            "Appointment",
            "office",
            {("USA", "actual")},
        ),
        # another year's strikes were not where the last fight was
        (
            "سيطرت حركة الشباب على مدينة مركا في يناير 2014. وفي سبتمبر 2015 بدأت كينيا ضرباتها الجوية.",
            "Incident",
            "place",
            {("marka", "actual")},
        ),
        # another state's refusal to take part is no help refused
        ("ورفعت مانيلا دعوى أمام المحكمة، ورفضت بكين المشاركة في الإجراءات.", "RefusedAssistance", "refuser", set()),
        # who left a treaty after others had signed it did not sign with them
        (
            "ووقعت ست دول على معاهدة الأمن الجماعي، وانسحبت منها جورجيا وأوزبكستان.",
            "TreatySigning",
            "signatory",
            set(),
        ),
        # a word with ة is a noun: the battle of the recapture of a town
        (
            "وتخوض القوات العراقية معركة استعادة مدينة الموصل من تنظيم داعش.",
            "Incident",
            "place",
            {("mosul", "actual")},
        ),
    ],
)  # fmt: skip
def test_what_other_words_tell_fills_no_role(
    text: str, kind: str, role: str, expected: Told
) -> None:
    assert told(text, kind, role) == expected


@pytest.mark.parametrize(
    ("text", "time"),
    [
        # said after a meeting that a battalion will be sent in May
        ("وقال الوزير بعد اجتماع للاتحاد الأفريقي في نيروبي إن كتيبة ستنتشر في مايو 2021.", None),
        ("وعقد الاتحاد الأفريقي اجتماعا في نيروبي في مايو 2018.", "2018-05"),
    ],
)
def test_a_date_is_that_of_its_own_clause(text: str, time: str | None) -> None:
    document = given("text", text, date="2019-05-06")
    (meeting,) = [fact for fact in extract(document) if fact.type == "Meeting"]
    assert (meeting.time and meeting.time.edtf) == time


def test_to_whom_condolences_go_is_not_condemned() -> None:
    # the secretary-general condemned the attack and offered Kenya his condolences
    text = "وأدان الأمين العام للأمم المتحدة أنطونيو غوتيريش الهجوم وقدم تعازيه إلى حكومة كينيا."
    ((about, _),) = told(text, "Statement", "about")
    assert about.startswith("الهجوم")
