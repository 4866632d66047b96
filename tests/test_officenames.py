"""Offices and names with something between them, and offices that somebody only acts in."""

import pytest
from roles import held_offices

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("قال القائم بأعمال وزير الدفاع الأمريكي إريك نيلسون ذلك.", "defence-minister/USA/acting"),
        ("وقال وزير الدفاع الأمريكي بالوكالة إريك نيلسون ذلك.", "defence-minister/USA/acting"),
        ("وقال القائم بأعمال الرئيس الفنزويلي إريك نيلسون ذلك.", "acting-president/VEN"),
        ("وقال المكلف بمهام وزير المالية السوداني إريك نيلسون ذلك.", "finance-minister/SDN/acting"),
    ],
)
def test_who_acts_for_a_holder_is_not_the_holder(text: str, office: str) -> None:
    assert held_offices(text) == {("اريك-نيلسون", office)}


def test_an_acting_office_is_called_as_the_text_calls_it() -> None:
    text = "التقى والقائم بأعمال وزير الخارجية الليبي سالم العوامي نظراءه."
    (fact,) = (f for f in extract(given("text", text)) if f.type == "OfficeHolding")
    labels = fact.role("office")[0].labels
    assert ("ar", "القائم بأعمال وزير الخارجية الليبي") in labels
    assert ("en", "acting foreign minister") in labels


@pytest.mark.parametrize(
    "text",
    [
        "وقال أحمد سالم (64 عاما) وزير الدفاع اليمني إن الأمر انتهى.",
        "وقال أحمد سالم (مواليد 1960)، وزير الدفاع اليمني، إن الأمر انتهى.",
        "وقال أحمد سالم، 64 عاما، وزير الدفاع اليمني إن الأمر انتهى.",
        "وقال أحمد سالم البالغ من العمر 64 عاما وزير الدفاع اليمني إن الأمر انتهى.",
    ],
)
def test_an_age_may_stand_between_a_name_and_its_office(text: str) -> None:
    assert held_offices(text) == {("احمد-سالم", "defence-minister/YEM")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the young prince
            "وكان ولي العهد السعودي الأمير الشاب خالد بن نايف قد صرح بذلك.",
            {("خالد-بن-نايف", "crown-prince/SAU")},
        ),
        (  # the president of the supreme court, judge ...
            "وقضى رئيس المحكمة العليا الباكستانية القاضي عمر عطا بنديال بحل البرلمان.",
            {("عمر-عطا-بنديال", "judge/PAK")},
        ),
        (  # the supervisor ..., the leading member called ...
            "لقي مشرف الجماعة في الساحل الغربي القيادي المكنى أبو النصر مصرعه.",
            {("ابو-النصر", "supervisor/of/الجماعه-في-الساحل-الغربي")},
        ),
        # two people
        (
            "استقبل رئيس الوزراء اللبناني النائب محمد رعد في السراي.",
            {("محمد-رعد", "member-of-parliament")},
        ),
    ],
)
def test_a_title_may_stand_between_an_office_and_its_holder(
    text: str, expected: set[tuple[str, str]]
) -> None:
    assert held_offices(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the ambassador of the United States and her Russian counterpart
            "وستشارك سفيرة الولايات المتحدة في الأمم المتحدة، دينا هاريس، ونظيرها الروسي، فاسيلي مورين.",
            {("دينا-هاريس", "ambassador/USA"), ("فاسيلي-مورين", "ambassador/RUS")},
        ),
        (  # the name before
            "التقى وزير الدفاع الأمريكي لويد أوستن مع خلوصي أكار نظيره التركي في بروكسل.",
            {("لويد-اوستن", "defence-minister/USA"), ("خلوصي-اكار", "defence-minister/TUR")},
        ),
        (  # its foreign minister
            "قال وزير خارجيته ناصر بوريطة إن الوزير أبلغ نظيره الإيراني جواد ظريف القرار.",
            {("ناصر-بوريطه", "foreign-minister"), ("جواد-ظريف", "foreign-minister/IRN")},
        ),
        (  # a subject, and not the counterpart himself
            "وأبلغ لويد أوستن نظيره التركي بالقرار. ولويد أوستن وزير الدفاع الأمريكي.",
            {("لويد-اوستن", "defence-minister/USA")},
        ),
    ],
)
def test_counterparts_hold_offices_of_envoys_too_and_stand_after_their_names(
    text: str, expected: set[tuple[str, str]]
) -> None:
    assert held_offices(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the spokesman of Putin
            "وقال المتحدث باسم بوتين دميتري ساموف إن الأمر انتهى.",
            {("دميتري-ساموف", "spokesperson")},
        ),
        (  # the name after is that of the secretary-general
            "وأوضح ستيفان مارك، المتحدث باسم الأمين العام للأمم المتحدة أنطونيو غوتيريش، ذلك.",
            {("ستيفان-مارك", "spokesperson/UN/المتحدث-باسم-الامين-العام")},
        ),
        (  # a word of the language between a verb of speech and an office
            "وقال أشرف القدرة الناطق باسم الوزارة إن الأمر انتهى.",
            {("اشرف-القدره", "spokesperson/of/الوزاره")},
        ),
        (  # another spokeswoman, who is ...
            "وأعلنت متحدثة أخرى هي الميجور شيريل كول ذلك.",
            {("شيريل-كول", "spokesperson")},
        ),
        (  # a body that is no parliament, and names after «و»
            "وحضر سلطان بن أحمد الجابر رئيس المجلس الوطني للإعلام، ومكرم محمد أحمد، وزير العدل.",
            {
                ("سلطان-بن-احمد-الجابر", "council-chair/of/للاعلام"),
                ("مكرم-محمد-احمد", "justice-minister"),
            },
        ),
        # nobody's name
        ("استدعى الاتحاد الأوروبي سفيره في موسكو لاستشارته، وفقا لما ذكر.", set()),
        # whom they follow
        ("وتقدمت ألوية العمالقة التي يقودها العميد طارق صالح.", {("طارق-صالح", "commander")}),
    ],
)
def test_whose_name_stands_beside_an_office(text: str, expected: set[tuple[str, str]]) -> None:
    assert held_offices(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a list of ministers, each after a colon
            "ضمت الحكومة: وزير الداخلية: هادي سالم السيرة الذاتية وزير العدل: غازي مراد السيرة الذاتية",
            {("هادي-سالم", "interior-minister"), ("غازي-مراد", "justice-minister")},
        ),
        # what a minister says of somebody
        ("وزير الدفاع الإسرائيلي: يحيى سالم قتل في غارة.", set()),
        (  # what else he is called
            "نسب التسجيل لزعيمها، سيف الله بن حسن المكنى بأبي عمار، الذي دعا إلى الصلح.",
            {("سيف-الله-بن-حسن", "leader")},
        ),
        (  # for whom he sits in parliament
            "انتقد نائب مجلس الشعب عن الجبهة الشعبية، مراد الرحوي، المبادرة.",
            {("مراد-الرحوي", "member-of-parliament/مجلس-الشعب")},
        ),
    ],
)
def test_names_after_a_colon_and_before_a_calling(
    text: str, expected: set[tuple[str, str]]
) -> None:
    assert held_offices(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # his, its and her: written like a feminine, or like an accusative
        ("وقال الحزب إن زعيمه كمال عادل في الطريق.", {("كمال-عادل", "leader")}),
        ("وأعلن ذلك على لسان رئيسها سالم فؤاد.", {("سالم-فواد", "president")}),
        # his deputy
        ("وأوفد الملك نائبه سالم فؤاد.", {("سالم-فواد", "deputy")}),
    ],
)
def test_an_office_may_be_somebodys(text: str, expected: set[tuple[str, str]]) -> None:
    assert held_offices(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the adviser for communications and technology
            "وقال مستشار الرئيس الكيني لشؤون الاتصالات وتكنولوجيا المعلومات سمير فالنتي ذلك.",
            {"سمير-فالنتي"},
        ),
        (  # the head of the secretariat of «...»
            'وقال رئيس الأمانة العامة لـ"إعلان نيروبي" سمير فالنتي ذلك.',
            {"سمير-فالنتي"},
        ),
        (  # said to a newspaper
            "وقال سمير فالنتي رئيس جهاز الأمن الكيني لـ«الصحيفة» أخيرا ذلك.",
            {"سمير-فالنتي"},
        ),
        (  # two leaders, each named before his party in quotation marks
            'واتفق ثيودور ستافراكيس رئيس "الحركة الخضراء" وبيتروس لامبراكيس رئيس "اليسار".',
            {"ثيودور-ستافراكيس", "بيتروس-لامبراكيس"},
        ),
    ],
)
def test_what_an_office_is_for_may_be_long_or_quoted(text: str, expected: set[str]) -> None:
    assert {who for who, _ in held_offices(text)} == expected


def test_two_offices_joined_after_a_verb_of_speech_are_one_speakers() -> None:
    text = "قال رئيس حزب الوحدة وعضو البرلمان سمير فالنتي إن الأمر حسم."
    assert {(who, what.partition("/")[0]) for who, what in held_offices(text)} == {
        ("سمير-فالنتي", "party-leader"),
        ("سمير-فالنتي", "member-of-parliament"),
    }


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("ووصل رئيس الوزراء الكيني سامر هيلان صباح اليوم إلى أكرا.", "سامر-هيلان"),  # this morning
        ("وقال الاتحاد الأفريقي إن رئيس مفوضيته سامر هيلان قلق.", "سامر-هيلان"),  # its commission
        ("وأفادت المتحدثة باسم الخارجية الصينية ماو نينغ بأن بلادها ترحب.", "ماو-نينغ"),  # that
    ],
)
def test_what_tells_when_or_whose_or_opens_a_clause_is_no_part_of_a_name(
    text: str, holder: str
) -> None:
    assert {who for who, _ in held_offices(text)} == {holder}
