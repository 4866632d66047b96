"""Who gives money or troops, who asks for help, and who sends observers, in wordings of the news."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.proclitics import attached_preposition

_ROLES = {
    "Contribution": ("contributor", "recipient"),
    "AssistanceRequest": ("requester", "addressee"),
    "Mission": ("sender", "place"),
    "Deployment": ("deployer", "place"),
}


def told(text: str, kind: str) -> set[tuple[str, str, str]]:
    """The two core roles and the status of each fact of a type."""
    return {
        (*(last(fact.role(role)) for role in _ROLES[kind]), fact.status)
        for fact in extract(given("giving", text, date="2023-05-04"))
        if fact.type == kind
    }


def last(participants: tuple[object, ...]) -> str:
    return "+".join(p.iri.rpartition("/")[2] for p in participants)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a central bank stands for its state
        (
            "قدمت سلطنة عمان وديعة بقيمة مليار دولار للبنك المركزي التونسي.",
            {("OMN", "TUN", "actual")},
        ),
        (
            "أمر أمير الكويت بإيداع ملياري دولار في البنك المركزي الأردني.",
            {("KWT", "JOR", "announced")},
        ),
        # whom money is for, over «لفائدة»
        (
            "تعهدت إسبانيا بدفع 30 مليون يورو لفائدة الجيش الموريتاني.",
            {("ESP", "MRT", "announced")},
        ),
        # a mission that is paid for
        (
            "وينتظر مجلس الأمن تقريرا عن مينوسكا التي تمولها السويد.",
            {("SWE", "minusca", "actual")},
        ),
        # parts of a force
        (
            "النيجر وتوغو هما الدولتان المشاركتان بقوات في بعثة الاتحاد الأفريقي.",
            {("NER", "AU", "actual"), ("TGO", "AU", "actual")},
        ),
        # who lends, and what a force consists of
        (
            "وافق البنك الدولي على تمويل بقيمة 80 مليون دولار لموزمبيق.",
            {("WORLD-BANK", "MOZ", "announced")},
        ),
        (
            "نشر حلف شمال الأطلسي قوة في ليتوانيا. وتتألف القوة من جنود من هولندا والنرويج.",
            {("NLD", "NATO", "actual"), ("NOR", "NATO", "actual")},
        ),
        # to whom a bank grants it, with what one comes, whose costs one bears
        (
            "وافق بنك التنمية الآسيوي على منح نيبال 60 مليون دولار.",
            {("ADB", "NPL", "announced")},
        ),
        (
            "وتشارك بلجيكا بفرقاطة في عملية أسبيدس الأوروبية.",
            {("BEL", "aspides", "actual")},
        ),
        (
            "ويمول الاتحاد الأوروبي رواتب جنود بعثة الاتحاد الأفريقي.",
            {("EU", "AU", "actual")},
        ),
        # soldiers put at somebody's disposal, a commission's money, a programme agreed upon
        (
            "ووضعت كوبنهاغن ألف جندي تحت تصرف حلف شمال الأطلسي.",
            {("DNK", "NATO", "actual")},
        ),
        (
            "وأعلنت المفوضية الأوروبية تخصيص 90 مليون يورو لإعادة إعمار جورجيا.",
            {("european-commission", "GEO", "announced")},
        ),
        (
            "واتفق الصومال مع قطر على برنامج دعم بقيمة 40 مليون دولار.",
            {("QAT", "SOM", "announced")},
        ),
        # what is given no more
        (
            "أوقفت هولندا الخميس تمويل منظمة الصحة العالمية.",
            {("NLD", "WHO", "negated")},
        ),
    ],
)
def test_who_gives(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(text, "Contribution") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "بناء على طلب الحكومة الكاميرونية، نشرت إيطاليا قوات قرب الحدود.",
            {("CMR", "ITA", "actual")},
        ),
        (
            "قال الرئيس الغاني جون ماهاما: نطلب من كندا الدعم.",
            {("GHA", "CAN", "actual")},
        ),
    ],
)
def test_who_asks(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(text, "AssistanceRequest") == expected


def test_observers_are_no_force() -> None:
    text = "وسترسل جامعة الدول العربية مئة مراقب عسكري إلى جيبوتي."
    assert told(text, "Mission") == {("LAS", "DJI", "announced")}


def test_another_force_is_not_the_one_before() -> None:
    text = "حلت قوة أخرى محل أميصوم. ويبلغ قوام القوة الجديدة تسعة آلاف جندي، معظمهم من غانا."
    assert told(text, "Contribution") == set()


def test_how_many_at_most() -> None:
    """«ما يصل إلى» tells how many, and is no clause of its own."""
    text = "وأعلنت الدنمارك إرسال ما يصل إلى ألفي جندي إلى مولدوفا."
    assert told(text, "Deployment") == {("DNK", "MDA", "announced")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وتستضيف عمان قواعد لبريطانيا.", {("GBR", "OMN", "actual")}),
        ("وأغلقت كندا قاعدتها العسكرية في جامايكا.", {("CAN", "JAM", "actual")}),
    ],
)
def test_bases_of_others(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(text, "Deployment") == expected


def test_about_so_many_is_no_direction() -> None:
    """«نحو» before a number tells about how many."""
    text = "ويدرب نحو مئة عسكري نمساوي القوات المحلية في تشاد."
    assert told(text, "Mission") == {("AUT", "TCD", "actual")}


def test_a_ministry_tells_of_its_own_soldiers() -> None:
    text = "وذكرت وزارة الدفاع النرويجية أن 300 جندي من مشاة البحرية سيتوجهون إلى آيسلندا."
    assert told(text, "Deployment") == {("NOR", "ISL", "announced")}


def test_who_comes_between_two_is_a_mission() -> None:
    text = "وأوفدت جامعة الدول العربية ثلاثة وزراء إلى جيبوتي للوساطة."
    assert told(text, "Mission") == {("LAS", "DJI", "actual")}


def test_a_delegation_that_comes_to_watch_is_a_mission() -> None:
    text = "وتوجه وفد من منظمة الدول الأمريكية إلى بوليفيا لمراقبة الانتخابات."
    assert told(text, "Mission") == {("OAS", "BOL", "actual")}


def test_what_is_weighed_and_then_decided_is_told_once() -> None:
    weighed = "تدرس النرويج إرسال جنود إلى كولومبيا."
    decided = "وقررت النرويج إرسال جنود إلى كولومبيا."
    assert told(weighed, "Deployment") == {("NOR", "COL", "possible")}
    assert told(f"{weighed} {decided}", "Deployment") == {("NOR", "COL", "announced")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the mission's own name tells where it is
        (
            "ويعمل ألف جندي منغولي ضمن بعثة الأمم المتحدة في جنوب السودان.",
            {("MNG", "SSD", "actual")},
        ),
        ("وتتمركز مئة شرطية.", set()),
        # a hundred of them
        ("وانتشر مئتا جندي نمساوي في كوسوفو.", {("AUT", "XKX", "actual")}),
    ],
)
def test_where_a_mission_stands(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(text, "Deployment") == expected


@pytest.mark.parametrize("word", ["وكالات", "وكالتي"])
def test_more_than_one_of_a_noun_carries_no_preposition(word: str) -> None:
    assert attached_preposition(word) is None


def test_agencies_take_what_is_given() -> None:
    text = "قدمت اليابان 20 مليون دولار إلى وكالات الأمم المتحدة."
    assert {recipient for _, recipient, _ in told(text, "Contribution")} == {"UN"}
