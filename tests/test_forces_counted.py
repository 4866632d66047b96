"""Forces and money counted: how strong a force is, who gave which share, who is not helped, and who is asked."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract


def told(text: str, kind: str, *roles: str) -> set[tuple[str, ...]]:
    """What fills the roles of each fact of a kind."""
    return {
        tuple("+".join(p.iri.rpartition("/")[2] for p in fact.role(role)) for role in roles)
        for fact in extract(given("counted", text, date="2023-05-04"))
        if fact.type == kind
    }


@pytest.mark.parametrize(
    ("text", "alliance"),
    [
        ("بعثة الأمم المتحدة في مالي التي يبلغ عديدها 13 ألف جندي.", "minusma"),
        ("وناهز عديد بعثة الأمم المتحدة في الكونغو الديمقراطية 18 ألفا بين عسكري وشرطي.", "monusco"),
        ("وتعمل في الكونغو بعثة الأمم المتحدة (مونوسكو) التي يناهز عدد أفرادها 16 ألفا.", "monusco"),
        ("وسيبلغ إجمالي قوة منظمة معاهدة الأمن الجماعي نحو 2500 فرد.", "CSTO"),
        ("وتضم مهمة حلف شمال الأطلسي في أفغانستان نحو 13 ألف عسكري.", "NATO"),
        ("وتتألف قوة الأمم المتحدة في أبيي من نحو ثلاثة آلاف من ذوي القبعات الزرق.", "UN"),
    ],
)  # fmt: skip
def test_strength_of_a_force(text: str, alliance: str) -> None:
    assert told(text, "ForceStrength", "alliance") == {(alliance,)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "وتدفع كندا 22 بالمئة من ميزانية الأمم المتحدة، مقابل 15 بالمئة للصين و8 بالمئة لليابان.",
            {("CAN", "UN"), ("CHN", "UN"), ("JPN", "UN")},
        ),
        (
            "وتتحمل النرويج 6 بالمئة من ميزانية الناتو، و4 بالمئة لكل من الدنمارك وبلجيكا.",
            {("NOR", "NATO"), ("DNK", "NATO"), ("BEL", "NATO")},
        ),
        ("وتعهدت هولندا بمنح مولدوفا عشرة ملايين يورو.", {("NLD", "MDA")}),
        (
            "وتعهدت السويد، بلسان رئيس وزرائها أولف كريسترسون، بمنح مولدوفا مليار كرونة.",
            {("SWE", "MDA")},
        ),
        ("وتضم اليونيفيل عشرة آلاف جندي، بينهم ألف إندونيسي.", {("IDN", "unifil")}),
        (
            "وتعهدت النرويج بتقديم مئة مليون يورو لقوة دول الساحل، تليها السويد بثلاثين مليونا.",
            {("NOR", "G5-SAHEL"), ("SWE", "G5-SAHEL")},
        ),
        ("وتأتي قطر على رأس المانحين للأونروا بعشرة ملايين دولار.", {("QAT", "UNRWA")}),
        ("وتزج بلجيكا بفرقاطة في مهمة الاتحاد الأوروبي.", {("BEL", "EU")}),
        ("وتقدم النيجر 900 عسكري لبعثة الأمم المتحدة المتكاملة في مالي.", {("NER", "UN")}),
        (
            "وستقدم نيجيريا وتشاد 3500 عنصر لكل منهما إلى القوة المشتركة المتعددة الجنسيات.",
            {("NGA", "MNJTF"), ("TCD", "MNJTF")},
        ),
        ("وقتل خمسة من جنود اليونيفيل بينهم إيطالي.", set()),
        ("وتملك النرويج 16 بالمئة من أسهم الشركة، مقابل 10 بالمئة لكندا.", set()),
    ],
)
def test_shares_and_gifts(text: str, expected: set[tuple[str, str]]) -> None:
    assert told(text, "Contribution", "contributor", "recipient") == expected


def test_help_refused_and_asked() -> None:
    refused = told("ولم تهب كندا لنجدة غانا.", "RefusedAssistance", "refuser", "beneficiary")
    assert refused == {("CAN", "GHA")}
    asked = told("وحضت غانا الاتحاد الأفريقي على مدها بالسلاح.", "AssistanceRequest", "requester", "addressee")  # fmt: skip
    assert asked == {("GHA", "AU")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ودعا الرئيس الغاني جون ماهاما شركاءه في الاتحاد الأفريقي إلى تزويد بلاده بالسلاح.", {("GHA", "AU")}),
        ("ورد الرئيس السنغالي على استغاثة نظيره الغامبي آداما بارو بإرسال قوات.", {("GMB", "SEN")}),
        ("وطلبت غانا من الأمم المتحدة إرسال قوات.", {("GHA", "UN")}),
        # who shall leave off or take away is not asked for help
        ("وطلبت غانا من الأمم المتحدة سحب قوة حفظ السلام.", set()),
        ("وطلبت كندا من غانا وقف دعم المتمردين.", set()),
        ("وطلبت غانا من الأمم المتحدة أن تستبدل بقوات أخرى الكتيبة الكينية.", set()),
    ],
)  # fmt: skip
def test_who_is_asked_for_help(text: str, expected: set[tuple[str, str]]) -> None:
    assert told(text, "AssistanceRequest", "requester", "addressee") == expected


def test_articles_and_treaties_however_they_are_written() -> None:
    """«ولجأ» is no verb of another root, and newspapers write «الأميركية»."""
    turned = told("ولجأ العراق إلى المادة 51 من ميثاق الأمم المتحدة.", "Invocation", "invoker")
    assert turned == {("IRQ",)}
    signed = told(
        "ووقعت تشيلي المعاهدة الأميركية للمساعدة المتبادلة عام 1947.", "TreatySigning", "treaty"
    )
    assert signed == {("Rio-1947",)}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("وقال إن فريقا أمنيا من الأمم المتحدة توجه إلى غوما.", {("UN", "goma")}),
        ("وفاز فريق من الخبراء بالجائزة في جنيف.", set()),
        ("وتراقب الانتخابات في كينيا بعثة من الاتحاد الأوروبي.", {("EU", "KEN")}),
    ],
)
def test_teams_that_are_sent(text: str, place: set[tuple[str, str]]) -> None:
    assert told(text, "Mission", "sender", "place") == place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ومنذ أرسلت تركيا قوات إلى ليبيا، تبدل المشهد.", {("TUR", "LBY")}),
        # what lies near the airport has no name
        ("ويتمركز 300 جندي إيطالي في قاعدة ملاصقة للمطار.", set()),
    ],
)
def test_where_forces_are(text: str, expected: set[tuple[str, str]]) -> None:
    assert told(text, "Deployment", "deployer", "place") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # over what a town is, and what was done before
        ("وصلت إلى مدينة بانغي، عاصمة أفريقيا الوسطى، كتيبة رواندية.", ("RWA", "bangui")),
        ("وانتشرت في مدينة إدلب، معقل المعارضة، قوات تركية.", ("TUR", "idlib")),
        ("وقالت كندا إنها، وبعد التشاور مع حلفائها، قررت إرسال قوات إلى مالي.", ("CAN", "MLI")),
    ],
)
def test_over_asides(text: str, expected: tuple[str, str]) -> None:
    assert told(text, "Deployment", "deployer", "place") == {expected}


def test_praise_after_a_comma_is_no_aside() -> None:
    text = "وأشاد وزير الخارجية الغاني صمويل أبلاكوا، الذي تسلمت بلاده الرئاسة، بالتعاون مع كينيا."
    assert told(text, "Statement", "stance") == {("supports",)}
