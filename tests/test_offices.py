"""Offices: who holds which, in either order, of known and unknown organisations."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact


def holdings(text: str) -> list[Fact]:
    document = given("offices", text, date="2024-03-01")
    return [fact for fact in extract(document) if fact.type == "OfficeHolding"]


def told(text: str) -> set[tuple[str, str]]:
    """Holder and office of each holding: the last parts of their IRIs."""
    return {
        (fact.role("holder")[0].iri.partition("/person/")[2], office_path(fact))
        for fact in holdings(text)
    }


def office_path(fact: Fact) -> str:
    return fact.role("office")[0].iri.partition("/office/")[2]


@pytest.mark.parametrize(
    ("text", "holder", "office"),
    [
        (
            "قال رئيس الوزراء الكرواتي أندريه بلينكوفيتش إن الأمر حسم.",
            "اندريه-بلينكوفيتش",
            "prime-minister/HRV",
        ),
        (
            "وأكد مارك روته، الأمين العام لحلف شمال الأطلسي، ذلك.",
            "مارك-روته",
            "secretary-general/NATO",
        ),
        ("بيني وونغ وزيرة الخارجية الأسترالية في جولة.", "بيني-وونغ", "foreign-minister/AUS"),
        ("صرح المتحدث باسم البيت الأبيض جون كيربي للصحفيين.", "جون-كيربي", "spokesperson/USA"),
        (
            "وقال زعيم المعارضة الفنزويلية، خوان غوايدو، إنه باق.",
            "خوان-غوايدو",
            "opposition-leader/VEN",
        ),
        (
            "شارك قائد الجيش الباكستاني الجنرال عاصم منير في العرض.",
            "عاصم-منير",
            "army-commander/PAK",
        ),
        ("ناشد حاكم ولاية كاليفورنيا غافن نيوسوم السكان.", "غافن-نيوسوم", "governor/of/كاليفورنيا"),
        (
            "وتحدث رئيس المجلس العسكري الحاكم بمالي عاصمي غويتا أمس.",
            "عاصمي-غويتا",
            "chairman-military-council/MLI",
        ),
        ("التقى أمير قطر الشيخ تميم بن حمد آل ثاني الوفد.", "تميم-بن-حمد-ال-ثاني", "emir/QAT"),
        ("وقالت المستشارة الألمانية أنجيلا ميركل كلمتها.", "انجيلا-ميركل", "chancellor/DEU"),
        (
            "حذر رافاييل غروسي المدير العام للوكالة الدولية للطاقة الذرية.",
            "رافاييل-غروسي",
            "director-general/IAEA",
        ),
    ],
)
def test_an_office_and_a_name_side_by_side_are_a_holding(
    text: str, holder: str, office: str
) -> None:
    assert (holder, office) in told(text)


def test_an_organisation_that_no_list_knows_is_named_by_the_text() -> None:
    (fact,) = holdings("قال رئيس نادي الرماية سامح فوزي إن البطولة ألغيت.")
    (organization,) = fact.role("organization")
    assert organization.label("ar") == "نادي الرماية"
    assert organization.kind == "Organization"


def test_what_an_office_is_for_tells_it_from_others_of_its_kind() -> None:
    (fact,) = holdings("قال وزير الدولة للشؤون الأفريقية أحمد قطان إن اللقاء مثمر.")
    assert office_path(fact).endswith("للشوون-الافريقيه")
    assert ("ar", "وزير الدولة للشؤون الأفريقية") in fact.role("office")[0].labels


@pytest.mark.parametrize("state", ["الأذربيجاني", "من أذربيجان"])
def test_a_counterpart_holds_the_same_office_in_the_state_told_after_it(state: str) -> None:
    text = f"بحث وزير الدفاع التركي خلوصي أكار مع نظيره {state} ذاكر حسنوف التعاون."
    assert told(text) == {
        ("خلوصي-اكار", "defence-minister/TUR"),
        ("ذاكر-حسنوف", "defence-minister/AZE"),
    }


@pytest.mark.parametrize("comma", ["", "،"])
def test_a_dual_gives_each_of_two_the_office(comma: str) -> None:
    text = f"اجتمع الرئيسان الصربي ألكسندر فوتشيتش{comma} والفرنسي إيمانويل ماكرون في باريس."
    assert told(text) == {
        ("الكسندر-فوتشيتش", "president/SRB"),
        ("ايمانويل-ماكرون", "president/FRA"),
    }


def test_two_leaders_sign_for_their_states() -> None:
    text = "ووقع الزعيمان الهندي ناريندرا مودي، والياباني شيغيرو إيشيبا اتفاقية دفاع مشترك."
    facts = extract(given("text", text))
    signed = {p.iri for f in facts for p in f.role("signatory")}
    assert {iri.rpartition("/")[2] for iri in signed} == {"IND", "JPN"}


def test_an_office_told_twice_is_one_holding() -> None:
    text = "وصل الرئيس الفرنسي إيمانويل ماكرون. وقال الرئيس ماكرون إن الزيارة مهمة."
    assert told(text) == {("ايمانويل-ماكرون", "president/FRA")}


def test_what_stands_before_the_object_of_a_verb_is_not_its_office() -> None:
    text = "استقبل الرئيس التونسي وزير الخارجية المالطي إيان بورغ."
    assert told(text) == {("ايان-بورغ", "foreign-minister/MLT")}


@pytest.mark.parametrize(
    "text",
    [
        "ورفض وزير المالية تقديم استقالته بعد الانتقادات.",
        "قال الأمير إن المشروع سيكتمل.",
        "أوضح الخبير العسكري اللواء فايز الدويري أن المعركة طويلة.",
        "كتب المحلل السياسي يوسف الهلالي مقالا.",
        "قاد قائد الطائرة مروان سعد الرحلة بسلام.",
        "وحضر الأمير بندر بن سلطان الحفل.",
        "قدم السفير الروسي ألكسندر بيكوف أوراق اعتماده.",
        "خرجت زوجة الرئيس إلى الحديقة.",
        "تحدث متحدث باسم جولدمان ساكس.",
        "ناقش الوزراء خطة الطوارئ.",
    ],
)
def test_ranks_experts_and_offices_without_a_name_are_no_holding(text: str) -> None:
    assert told(text) == set()


def test_an_envoy_belongs_to_who_sends_him_and_not_to_where_he_goes() -> None:
    (fact,) = holdings("قال المبعوث الأممي إلى ليبيا عبد الله باتيلي كلمته.")
    assert [o.iri.rpartition("/")[2] for o in fact.role("organization")] == ["UN"]


def test_a_bare_national_office_is_the_states_of_which_the_text_mostly_speaks() -> None:
    text = "تراجعت الليرة في تركيا. وتسعى تركيا إلى خفض التضخم. وقال وزير المالية محمد شيمشك إن تركيا تتعافى."
    assert told(text) == {("محمد-شيمشك", "finance-minister/TUR")}
    unsure = "تبحث تركيا واليونان وقبرص الملف. وقال وزير المالية محمد شيمشك إن الوقت حان."
    assert told(unsure) == {("محمد-شيمشك", "finance-minister")}


def test_a_title_that_says_the_office_again_is_no_second_office() -> None:
    # the Jordanian monarch, King Abdullah II
    text = "التقى العاهل الأردني الملك عبد الله الثاني وزير الخارجية البريطاني ديفيد كاميرون."
    assert ("عبدالله-الثاني", "king/JOR") in told(text)
    assert ("عبدالله-الثاني", "king") not in told(text)


def test_offices_of_two_states_side_by_side_are_two_peoples() -> None:
    # King Abdullah II, king of Jordan, received the Palestinian president Mahmoud Abbas
    text = "استقبل عبد الله الثاني ملك الأردن الرئيس الفلسطيني محمود عباس في عمان."
    assert ("محمود-عباس", "king/JOR") not in told(text)
    assert ("محمود-عباس", "president/PSE") in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # two counterparts, each with his state
            "بحث وزير الخارجية المصري سامح شكري مع نظيريه الأردني أيمن الصفدي، والعراقي فؤاد حسين الأزمة.",
            {
                ("سامح-شكري", "foreign-minister/EGY"),
                ("ايمن-الصفدي", "foreign-minister/JOR"),
                ("فواد-حسين", "foreign-minister/IRQ"),
            },
        ),
        (  # two offices set off after the name of who holds both
            "قال الأمير سلمان بن حمد، ولي العهد ووزير الدفاع البحريني، إن المجلس قوي.",
            {("سلمان-بن-حمد", "crown-prince/BHR"), ("سلمان-بن-حمد", "defence-minister/BHR")},
        ),
        (  # but before a name they may be two people's
            "زار رئيس الوزراء ووزير الدفاع اليوناني نيكوس ديندياس القاعدة.",
            {("نيكوس-ديندياس", "defence-minister/GRC")},
        ),
        (  # a rank of two words, and a captain
            "وصل قائد القوات البحرية الغانية، الفريق الأول محمد صالح، إلى الميناء.",
            {("محمد-صالح", "commander/GHA")},
        ),
        ("قال رئيس بنين، الكابتن باتريس تالون، ذلك.", {("باتريس-تالون", "president/BEN")}),
    ],
)
def test_names_beside_offices_of_two_and_of_ranks(
    text: str, expected: set[tuple[str, str]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "holder", "office"),
    [
        ("قال وزير الدفاع التركي يشار ألطان إن العمل مستمر.", "يشار-الطان", "defence-minister/TUR"),
        (
            "وأكدت وزيرة الخارجية النرويجية آن بيرغسن أن الأمر حسم.",
            "ان-بيرغسن",
            "foreign-minister/NOR",
        ),
        ("والتقى الرئيس الفنلندي ساولي فيرتانن، أمس، ضيفه.", "ساولي-فيرتانن", "president/FIN"),
        ("قالت رئيسة تايوان تساي يينغ ون إنها ماضية.", "تساي-يينغ-ون", "president/TWN"),
        (
            "وقال سفير إيران لدى العراق أمير حسين كرماني إنه باق.",
            "امير-حسين-كرماني",
            "ambassador/IRN",
        ),
        (
            "وصل رئيس وزراء جورجيا إيراكلي دفاليشفيلي إلى باريس.",
            "ايراكلي-دفاليشفيلي",
            "prime-minister/GEO",
        ),
        ("وقال رئيس لاوس تونغلون فيلافونغ إن بلاده ماضية.", "تونغلون-فيلافونغ", "president/LAO"),
        (
            "وقال قائد أفريكوم الجنرال مايكل هاريسون إن العمل مستمر.",
            "مايكل-هاريسون",
            "commander/USA-africom",
        ),
        (
            "قال رئيس المجلس الانتقالي الجنوبي صالح الحضرمي إنه باق.",
            "صالح-الحضرمي",
            "council-chair/stc",
        ),
    ],
)
def test_a_name_right_after_an_office_said_in_full_may_be_of_any_words(
    text: str, holder: str, office: str
) -> None:
    assert (holder, office) in {(who, what.partition("/لدي")[0]) for who, what in told(text)}


@pytest.mark.parametrize(
    "text",
    [
        "استقبل الرئيس الروسي وفدا صينيا.",
        "أعلن الرئيس الأميركي مقتل زعيم التنظيم.",
        "بحث وزير الخارجية المصري ملف السد مع نظيره.",
        "طلب وزير الدفاع اليوناني دعم حلفائه.",
    ],
)
def test_what_the_holder_of_an_office_does_is_no_name(text: str) -> None:
    assert told(text) == set()


def test_two_offices_of_one_person_are_of_the_state_told_after_them() -> None:
    found = told("قال رئيس الوزراء وزير الخارجية القطري محمد الهاجري إن المحادثات مستمرة.")
    assert found == {
        ("محمد-الهاجري", "prime-minister/QAT"),
        ("محمد-الهاجري", "foreign-minister/QAT"),
    }


@pytest.mark.parametrize(
    ("text", "holder", "office"),
    [
        (
            "قال أمين عام جمعية الوفاء علي المدني إن الأمر حسم.",
            "علي-المدني",
            "secretary-general/of/",
        ),
        ("وأكدت رئيسة جمعية القضاة هدى المدني أن الأمر حسم.", "هدي-المدني", "president/"),
        (
            "وقال وزير الداخلية اللبناني نهاد المشكور إن الأمر حسم.",
            "نهاد-المشكور",
            "interior-minister/LBN",
        ),
        ("ورأى عضو مجلس محافظة الأنبار عذال الدليمي أن الأمر حسم.", "عذال-الدليمي", "member/"),
        ("وقال معتمد سبيطلة سامي الغابري إن الأمر حسم.", "سامي-الغابري", "governor/"),
        ("وأوضح نقيب المحامين ناجي البحيري أن الأمر حسم.", "ناجي-البحيري", "head/"),
    ],
)
def test_offices_at_home(text: str, holder: str, office: str) -> None:
    found = told(text)
    assert [who for who, _ in found] == [holder]
    assert all(what.startswith(office.partition("/")[0]) for _, what in found)


@pytest.mark.parametrize(
    ("text", "holder", "office"),
    [
        ("وقال النائب سالم الهدباني إن الأمر حسم.", "سالم-الهدباني", "member-of-parliament"),
        ("وقال النائب المحافظ بيتر سون إن الأمر حسم.", "بيتر-سون", "member-of-parliament"),
        (
            "وأقر النائب العربي في الكنيست سمير الحداد بأن الأمر حسم.",
            "سمير-الحداد",
            "member-of-parliament",
        ),
        ("وقالت السيناتورة ليندا هارت ذلك.", None, None),
        ("أما أمين سر المجلس الوطني الفلسطيني، سمير الحداد، فقال ذلك.", "سمير-الحداد", "secretary"),
        ("وأكد سمير الحداد، أحد زعماء المعارضة، أن الأمر حسم.", "سمير-الحداد", "leader"),
        ("وقال كبير مستشاري الرئيس الكيني سمير الحداد ذلك.", "سمير-الحداد", "adviser"),
        (
            "اختيار رئيس الوزراء الدنماركي أندرس فوغ هيرلوفسن أمينا عاما للحلف.",
            "اندرس-فوغ-هيرلوفسن",
            "prime-minister",
        ),
        ("ندد رئيس الوزراء الإسرائيلى ليفى بركول بالاتفاقية.", "ليفي-بركول", "prime-minister"),
    ],
)
def test_members_of_parliament_and_names_like_rare_words(
    text: str, holder: str | None, office: str | None
) -> None:
    assert {(who, what.partition("/")[0]) for who, what in told(text)} == (
        set() if holder is None else {(holder, office)}
    )


def test_a_plural_within_an_office_names_nobody_else() -> None:
    found = told("قال أمين عام مجلس الوزراء الياباني يوشيرو تاكادا إن الأمر حسم.")
    assert {what.partition("/")[0] for _, what in found} == {"secretary-general"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a head after «و» has its tail as any other
            "حضر الرئيس الفرنسي باتريك مورو ومدير مكتب التحقيقات الوطني سمير الحداد.",
            {"باتريك-مورو", "سمير-الحداد"},
        ),
        ("حضر الوزير ورئيسة جورجيا سالومي دفاليشفيلي.", {"سالومي-دفاليشفيلي"}),
        ("وكتب فؤاد جولا، الرئيس العراقي، أن الأمر حسم.", {"فواد-جولا"}),
        ("وقال كريستن فيبورغ رئيس الوزراء الإستوني إن الأمر حسم.", {"كريستن-فيبورغ"}),
        ("اجتمع مع وزير الدفاع الدنماركي ترولس لوند هانسن يوم الأحد.", {"ترولس-لوند-هانسن"}),
    ],
)
def test_names_on_either_side_of_offices(text: str, expected: set[str]) -> None:
    assert {who for who, _ in told(text)} == expected


def test_a_spokesman_who_is_not_named_leaves_the_name_to_whom_he_speaks_for() -> None:
    found = told("وقال متحدث باسم رئيسة الوزراء النرويجية إرنا هانسن إن الأمر حسم.")
    assert found == {("ارنا-هانسن", "prime-minister/NOR")}


def test_who_leads_a_ruling_council_commands_its_army() -> None:
    assert told("تحدث قائد الجيش ورئيس المجلس العسكري البورمي مين أونغ هلاينغ.") == {
        ("مين-اونغ-هلاينغ", "army-commander/MMR"),
        ("مين-اونغ-هلاينغ", "chairman-military-council/MMR"),
    }
