"""Who signs what: parties by their sides, their ministers, their counterparts; agreements that a text only describes."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.provisions import treaty_of_article


def told(text: str, kind: str, *roles: str) -> set[tuple[str, ...]]:
    """The named roles of each fact of a kind, each by the last part of its participants' addresses."""
    document = given("signing", text, date="2023-05-04")
    return {
        tuple("+".join(p.iri.rpartition("/")[2] for p in fact.role(role)) for role in roles)
        for fact in extract(document)
        if fact.type == kind
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقع الجانبان الأردني والكويتي بروتوكول تعاون عسكري.", {"JOR", "KWT"}),
        ("وقعت وزارة الدفاع الكينية ونظيرتها الإثيوبية بروتوكولا للتدريب.", {"KEN", "ETH"}),
        (
            "وقع وزير الدفاع الكيني أدن دوالي، اليوم الثلاثاء، مع نظيره البوروندي اتفاقا.",
            {"KEN", "BDI"},
        ),
        ("وتنتهي الاتفاقية الأمنية المبرمة بين كندا واليابان عام 1961.", {"CAN", "JPN"}),
        ("وتنتهي الاتفاقية الأمنية الكندية اليابانية المبرمة عام 1961.", {"CAN", "JPN"}),
        ("وانتقد الاتفاق النووي مع إيران الموقع عام 2015.", {"IRN"}),
        ("ووقع وزير البيئة الكيني مع نظيره البوروندي اتفاقا.", {"KEN", "BDI"}),
        ("أنهت النيجر العمل باتفاقية التعاون العسكري الموقعة مع ألمانيا.", {"NER", "DEU"}),
        ("انتقدت كندا الاتفاق الذي أبرمته الدول الكبرى مع كينيا عام 2015.", {"KEN"}),
        ("انسحبت كندا من المعاهدة التي وقعتها حكومة سابقة عام 1997.", set()),
        ("وقع ميثاق أنزوس كل من: أستراليا ونيوزيلندا.", {"AUS", "NZL"}),
        ("وقعت الحكومة السودانية وحركات مسلحة اتفاق جوبا للسلام.", {"SDN"}),
        ("وقع اتفاق الرباط كل من مالي والنيجر.", {"MLI", "NER"}),
        ("وقع مسؤولون من فانواتو وأستراليا اتفاقية أمنية.", {"VUT", "AUS"}),
        ("النزاع بين اليونان ومقدونيا الشمالية قديم. وتوصلت الحكومتان إلى اتفاق.", {"GRC", "MKD"}),
        ("وأنزوس اتفاق ثلاثي تم توقيعه في مانيلا من قبل أستراليا ونيوزيلندا.", {"AUS", "NZL"}),
        ("وقع نائب الرئيس النيجيري كاشيم شيتيما اتفاقية عسكرية مع غانا.", {"NGA", "GHA"}),
        ("وقعت غانا وكينيا اتفاقية انضمام صربيا إلى الاتحاد الأوروبي.", {"GHA", "KEN"}),
        ("تم توقيع الاتفاقية بين غانا وكينيا في أكرا.", {"GHA", "KEN"}),
        ("وقعت غانا وكينيا بروتوكول وثائق مشتركا.", {"GHA", "KEN"}),
        ('أعلنت كندا، الخميس، توقيع ميثاق تأسيس "رابطة آسيان".', {"CAN"}),
        ('كندا وتايلاند توقعان "إعلان سلام" في كوالالمبور.', {"CAN", "THA"}),
        ("دول حلف شمال الأطلسي وقعت يوم 19 مايو 2016 البروتوكول عن انضمام صربيا.", {"NATO"}),
        ("وقع رئيسا غانا وكينيا إعلانا مشتركا.", {"GHA", "KEN"}),
        ("تقترب كندا واليابان من إبرام معاهدة دفاعية.", set()),
        ("فشلت كندا واليابان في التوصل إلى اتفاق.", set()),
    ],
)
def test_who_signs(text: str, expected: set[str]) -> None:
    assert {name for (name,) in told(text, "TreatySigning", "signatory")} == expected


def test_a_state_after_a_region_is_another_place() -> None:
    text = "نشرت كندا أربع كتائب في دول البلطيق وبولندا."
    assert told(text, "Deployment", "place") == {("baltic-states",), ("POL",)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("وانضمت القوة الزامبية إلى قوات حفظ السلام التابعة للاتحاد الأفريقي.", "Accession"),
        (
            "بدأت كتيبة من 850 عسكريا نيجيريا من قوة الاتحاد الأفريقي بالانسحاب من الصومال.",
            "Withdrawal",
        ),
    ],
)
def test_forces_are_no_member(text: str, kind: str) -> None:
    assert not told(text, kind, "member")


_LAND = "عاصمة كرواتيا زغرب. مساحة كرواتيا صغيرة. تقدمت كرواتيا بطلب عام 2003. "


@pytest.mark.parametrize(
    ("text", "kind", "role", "expected"),
    [
        (
            _LAND + "وانضمت رسميا إلى حلف شمال الأطلسي في عام 2009.",
            "Accession",
            "member",
            {("HRV",)},
        ),
        (_LAND + "ووقعت على معاهدة لشبونة.", "TreatySigning", "signatory", {("HRV",)}),
        (_LAND + "وانضم العشرات إلى الجامعة العربية.", "Accession", "member", set()),
    ],
)
def test_a_text_goes_on_to_speak_of_its_state(
    text: str, kind: str, role: str, expected: set[tuple[str, ...]]
) -> None:
    assert told(text, kind, role) == expected


@pytest.mark.parametrize(
    "text",
    [
        "حصلت زامبيا على استقلالها عام 1964 وهي عضو في الأمم المتحدة.",
        "نشرت قوة حلف شمال الأطلسي وحدة تضم 270 جنديا من ألبانيا وبلغاريا.",
    ],
)
def test_who_joins_is_told(text: str) -> None:
    assert not told(text, "Accession", "member")
    assert not told(text, "Membership", "member") & {("ALB",), ("BGR",)}


def test_what_somebody_is_among_others_signs_nothing() -> None:
    text = "أعلنت السويد، أحدث أعضاء حلف شمال الأطلسي، أنها ستوقع اتفاقية دفاع مع كندا."
    assert told(text, "TreatySigning", "signatory") == {("SWE",), ("CAN",)}


def test_a_noun_is_no_verb_with_its_object() -> None:
    text = "أكدت وزارة الدفاع الصومالية أن أول دفعة من القوات المصرية وصلت إلى مقديشو."
    assert told(text, "Deployment", "deployer") == {("EGY",)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "يضم حلف بغداد خمس دول، ويعتبر العدوان على إحدى هذه الدول عدوانا على جميع الدول.",
            "Baghdad-1955",
        ),
        ("تعهدت الدول الأعضاء في حلف سياتو بالدفاع عن بعضها.", "Manila-1954"),
        ("وقعت كندا واليابان إعلان شوشا الذي ينص على الدعم المتبادل.", "Shusha-2021"),
    ],
)
def test_an_alliance_obliges_by_the_treaty_that_founds_it(text: str, expected: str) -> None:
    assert told(text, "Provision", "provision", "obligation") == {(expected, "mutual-defence")}


def test_what_holds_is_told_since_when() -> None:
    document = given("member", "السويد عضو في مجلس أوروبا منذ عام 1949.", date="2023-05-04")
    times = [
        fact.time.edtf for fact in extract(document) if fact.type == "Membership" and fact.time
    ]
    assert times == ["1949/.."]


def test_an_alliance_has_its_noun_before_its_name() -> None:
    text = "شكلت بلجيكا وهولندا ولوكسمبورغ اتحاد البنلوكس عام 1944."
    assert told(text, "Founding", "alliance", "founder") == {("BENELUX", "BEL+NLD+LUX")}


def test_who_stands_for_a_signatory_signs_nothing() -> None:
    text = "وقعت الأردن، ممثلة بوزارة المالية، اتفاقية مع الكويت."
    assert told(text, "TreatySigning", "signatory") == {("JOR",), ("KWT",)}


@pytest.mark.parametrize(
    ("text", "article"),
    [
        (
            "ووقعت غانا وكينيا معاهدة دفاعية. وتنص المادة الرابعة من المعاهدة على تبادل المعلومات.",
            "article/4",
        ),
        ("وتنص المادة الثالثة من الاتفاقية الأمنية على تسليم المطلوبين.", "article/3"),
        (
            "وتتيح المادة الثانية من الميثاق التأسيسي للأمم المتحدة للدول فرض عقوبات.",
            "1945/article/2",
        ),
    ],
)
def test_articles_of_treaties_without_a_name(text: str, article: str) -> None:
    found = [f for f in extract(given("article", text, date="2023-05-04")) if f.type == "Provision"]
    assert [f.role("provision")[0].iri.endswith(article) for f in found] == [True]


@pytest.mark.parametrize(
    ("text", "obligation"),
    [
        ("ويلزم البروتوكول الدول الموقعة بخفض الانبعاثات.", "خفض الانبعاثات"),
        ("وينص اتفاق أكرا، وفقا للوكالة، على إعادة تنظيم القوات.", "إعادة تنظيم القوات"),
        ("وقال الوزير إن المعاهدة تحظر نشر الأسلحة النووية.", "نشر الأسلحة النووية"),
        ("ووقعت كندا اتفاقية تتيح لليابان نشر القوات.", "نشر القوات"),
        ("وتنص المعاهدة على أن بإمكان أي بلد عضو أن يطلب اجتماعا.", None),
    ],
)
def test_what_treaties_oblige_to(text: str, obligation: str | None) -> None:
    found = [f for f in extract(given("duty", text, date="2023-05-04")) if f.type == "Provision"]
    assert [f.role("obligation")[0].label("ar") for f in found] == (
        [obligation] if obligation else []
    )


def test_the_treaty_of_an_article_is_a_thing_too() -> None:
    text = "وتنص المادة الثالثة من الاتفاقية الأمنية على تسليم المطلوبين."
    (found,) = extract(given("article", text, date="2023-05-04"))
    (treaty,) = treaty_of_article(found.role("provision")[0])
    assert treaty.kind == "Treaty"
    assert treaty.label("ar") == "الاتفاقية الأمنية"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("انسحبت كندا من اتفاق باريس للمناخ.", "Paris-2015"),
        ("أعلنت كندا انسحابها من معاهدة شمال الأطلسي.", "NATO"),
    ],
)
def test_who_leaves_a_founding_treaty_leaves_its_alliance(text: str, left: str) -> None:
    assert told(text, "Withdrawal", "member", "alliance") == {("CAN", left)}


def test_a_name_that_is_a_word_too_is_a_states_after_what_states_do() -> None:
    text = "قررت القمة تعليق عضوية مالي في الاتحاد الأفريقي بعد طلب دعم مالي كبير."
    assert told(text, "Suspension", "member", "alliance") == {("MLI", "AU")}


def test_what_was_left_is_not_to_be_left_besides() -> None:
    text = "انسحبت كندا من اتفاق باريس في مارس 2022. وكان قرار كندا الانسحاب من اتفاق باريس منتظرا."
    assert told(text, "Withdrawal", "member") == {("CAN",)}
    facts = [f for f in extract(given("left", text, date="2023-05-04")) if f.type == "Withdrawal"]
    assert [fact.status for fact in facts] == ["actual"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ووقع الجانبان الكيني والإثيوبي عددا من مذكرات التفاهم.", {"KEN", "ETH"}),
        ("وقعت كينيا وإثيوبيا بيانا مشتركا في أديس أبابا.", {"KEN", "ETH"}),
        ("وقعت كينيا وإثيوبيا خارطة طريق لفتح المعابر.", {"KEN", "ETH"}),
        ("جرى التوقيع على البروتوكول من قبل وزيري الدفاع الكيني والإثيوبي.", {"KEN", "ETH"}),
        ("تم التوقيع على الاتفاقية في نيروبي بين كينيا وإثيوبيا.", {"KEN", "ETH"}),
        ("وقالت كينيا في بيان مشترك مع إثيوبيا إنها راضية.", set()),
    ],
)
def test_papers_are_agreements_where_they_are_signed(text: str, expected: set[str]) -> None:
    assert {name for (name,) in told(text, "TreatySigning", "signatory")} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "زار الرئيس الكيني وليام روتو غانا. ووقع وزيرا خارجية البلدين موساليا مودافادي وصامويل أبلاكوا اتفاقا.",
            {"KEN", "GHA"},
        ),
        ("وسبق لنيروبي أن أبرمت اتفاقا مع غانا.", {"KEN", "GHA"}),
        ("وقعت المجالس العسكرية الحاكمة في مالي والنيجر ميثاقا جديدا.", {"MLI", "NER"}),
        ("وتربط كينيا بغانا اتفاقية تعاون.", {"KEN", "GHA"}),
        ("وصمد اتفاق الهدنة بين كينيا وغانا.", {"KEN", "GHA"}),
        ("وتعثرت المفاوضات على اتفاق بين كينيا وغانا.", set()),
    ],
)
def test_whose_an_agreement_is(text: str, expected: set[str]) -> None:
    assert {name for (name,) in told(text, "TreatySigning", "signatory")} == expected


def test_an_agreement_is_called_in_the_nominative_and_by_its_year_too() -> None:
    (fact, *_) = extract(given("year", "وقعت كينيا اتفاقا أمنيا مع غانا.", date="2023-05-04"))
    assert ("ar", "اتفاق أمني") in fact.role("treaty")[0].labels


def test_what_is_left_or_signed_together_is_told_one_by_one() -> None:
    text = "انسحبت كندا من اتفاق باريس ومن معاهدة الأجواء المفتوحة."
    assert told(text, "Withdrawal", "alliance") == {("Paris-2015",), ("Open-Skies-1992",)}
    text = "وقعت كينيا وغانا إعلانا مشتركا. ووقع البلدان كذلك معاهدة السلام."
    assert len(told(text, "TreatySigning", "treaty")) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ووقع جون سميث وخصمه كوفي أنان في أكرا اتفاق سلام.", 2),
        ("والتقى جون سميث وكوفي أنان. وتعانقا بعدما وقعا اتفاق سلام.", 2),
        ("ووقع الاتفاق عن غانا السفير كوفي أنان.", 0),
    ],
)
def test_people_of_no_state_sign_for_themselves(text: str, expected: int) -> None:
    """Two leaders, also by a verb in the dual; not who signs for a state."""
    signed = told(text, "TreatySigning", "signatory")
    assert sum("سميث" in who or "انان" in who for (who,) in signed) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ويقضي اتفاق أكرا بأن تخفض كينيا رسومها وبأن تفتح موانئها للسفن.",
            {"تخفض كينيا رسومها", "تفتح موانئها"},
        ),
        (
            "وينص اتفاق أكرا على تشكيل حكومة جديدة وإقامة منطقة عازلة، وعلى عودة اللاجئين.",
            {"تشكيل حكومة جديدة", "إقامة منطقة عازلة", "عودة اللاجئين"},
        ),
        ("وتنص الخطة على إيفاد مبعوث خاص.", {"إيفاد مبعوث خاص"}),
        (
            "وتنتقد غانا معاهدة الأنهار الموقعة عام 1961، التي تلزم كلا من البلدين بإغلاق البحيرة.",
            {"إغلاق البحيرة"},
        ),
        ("وتحظر اتفاقية أكرا وجود قوات أجنبية.", {"وجود قوات أجنبية"}),
    ],
)
def test_obligations_are_clauses_and_what_is_joined_to_them(text: str, expected: set[str]) -> None:
    facts = [f for f in extract(given("owed", text)) if f.type == "Provision"]
    labels = [{label for _, label in f.role("obligation")[0].labels} for f in facts]
    assert len(labels) == len(expected)
    assert all(any(name in named for named in labels) for name in expected)


@pytest.mark.parametrize(
    "meanwhile",
    [
        "تزامنا مع زيارة الرئيس الكيني إلى أكرا",  # at the same time as
        "بالتزامن مع انعقاد قمة كينيا وأوغندا",
        "بالتوازي مع محادثات كينيا وأوغندا",
        "في موازاة محادثات كينيا وأوغندا",
        "مقارنة مع كينيا التي رفضته",  # compared with
    ],
)
def test_who_did_something_else_at_that_time_did_not_sign(meanwhile: str) -> None:
    text = f"وقعت غانا اتفاق الصيد {meanwhile}."
    assert told(text, "TreatySigning", "signatory") == {("GHA",)}
