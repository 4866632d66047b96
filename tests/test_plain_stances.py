"""Plain sentences of who takes what stance, blames whom, strikes where and goes whither."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact

Told = list[tuple[str, ...]]


def facts(text: str, kind: str) -> list[Fact]:
    return [f for f in extract(given("plain", text, date="2019-05-10")) if f.type == kind]


def name(fact: Fact, role: str) -> str:
    named = fact.role(role)
    return (named[0].label("en") or named[0].label("ar") or "") if named else ""


def told(text: str, kind: str, *roles: str) -> Told:
    return sorted(tuple(name(fact, role) for role in roles) for fact in facts(text, kind))


@pytest.mark.parametrize(
    "text",
    [
        "وتتهم وكالات المخابرات الكينية أوغندا بالتدخل في الانتخابات.",
        "واتهمت أجهزة الاستخبارات الكينية أوغندا بتدبير الهجوم.",
    ],
)
def test_the_agencies_of_a_state_accuse_for_it(text: str) -> None:
    assert told(text, "Accusation", "accuser", "accused") == [("Kenya", "Uganda")]


@pytest.mark.parametrize(
    ("text", "speaker", "about"),
    [
        ("ودان الرئيس المصري عبد الفتاح السيسي الاعتداءات.", "عبد الفتاح السيسي", "الاعتداءات"),
        ("واستنكر رئيس الوزراء اللبناني سعد الحريري التفجيرات.", "سعد الحريري", "التفجيرات"),
        ("ووصفت السفيرة الأميركية نيكي هايلي ما فعلته كينيا بأنه انتهاك.", "نيكي هايلي", "Kenya"),
        ("ونفى السفير الكيني مارتن كيماني ضلوع بلاده في الهجوم.", "مارتن كيماني", "الهجوم"),
    ],
)
def test_a_speakers_name_ends_before_what_he_speaks_of(text: str, speaker: str, about: str) -> None:
    assert told(text, "Statement", "speaker", "about") == [(speaker, about)]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("ونفت كينيا تورط جيشها في الهجوم.", "الهجوم"),
        ("ونفت كينيا أن يكون رجالها ضالعين في القتال.", "القتال"),
        ("ونفت كينيا أن تكون وراء الهجوم الإلكتروني.", "الهجوم الإلكتروني"),
        ("ونفت كينيا أن يكون لها أي دور في الهجوم على المصفاة.", "الهجوم"),
        ("ونفى الرئيس الكيني وليام روتو أن تكون لبلاده علاقة بالهجوم.", "الهجوم"),
        ("ونفت كينيا أن تكون قد أرسلت مرتزقة إلى الإقليم.", "مرتزقة"),
        ("ونفت كينيا أن يكون جيشها قصف المخيم.", "قصف المخيم"),
    ],
)
def test_what_ones_own_side_is_said_to_have_done_is_denied(text: str, about: str) -> None:
    assert told(text, "Statement", "about", "stance") == [(about, "denies")]


@pytest.mark.parametrize(
    ("text", "kind", "told_of"),
    [
        (
            "وأيد الرئيس الكيني وليام روتو، الذي كان يستقبل نظيره الأوغندي، حق رواندا في الرد.",
            "Statement",
            ("about", "Rwanda"),
        ),
        (
            "وانتقد الرئيس الكيني وليام روتو، الذي زار الصين أمس، السياسة التركية.",
            "Statement",
            ("about", "Turkey"),
        ),
        (
            "ودانت فرنسا، التي تنشر ألفا وخمسمئة جندي في مستعمرتها السابقة، الانقلاب الأخير.",
            "Statement",
            ("about", "الانقلاب الأخير"),
        ),
        (
            "واتهمت الصين، التي تخوض نزاعا حدوديا مع الهند، الفلبين باستفزازها.",
            "Accusation",
            ("accused", "Philippines"),
        ),
    ],
)
def test_what_an_aside_on_the_subject_tells_of_is_no_object(
    text: str, kind: str, told_of: tuple[str, str]
) -> None:
    role, whom = told_of
    assert told(text, kind, role) == [(whom,)]


def test_a_thousand_in_the_accusative_is_no_dual_where_more_is_added() -> None:
    (sent,) = facts("وأرسلت فرنسا ألفا وخمسمئة جندي إلى النيجر.", "Deployment")
    assert sent.value == 1500


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        (
            "وأيد الاتحاد الأوروبي الاتفاق، لكنه انتقد السياسة التركية.",
            [("European Union", "Turkey"), ("European Union", "الاتفاق")],
        ),
        (
            "وأيدت ألمانيا الاتفاق، غير أنها نددت بالقصف التركي.",
            [("Germany", "Turkey"), ("Germany", "الاتفاق")],
        ),
        ("وقال مسؤول إن الوزارة دعت كينيا إلى التراجع.", []),
        ("وقالت مصادر إن البرلمان حث الرئيس وليام روتو على التراجع.", []),
        (
            "واجتمع الرئيس الكيني وليام روتو مع نظيره الصيني الذي انتقد السياسة الهندية.",
            [],
        ),
    ],
)
def test_who_stands_before_a_verb_or_is_meant_by_a_pronoun_takes_the_stance(
    text: str, stances: Told
) -> None:
    assert told(text, "Statement", "speaker", "about") == stances


def test_the_two_whom_a_dual_in_the_accusative_means_are_urged() -> None:
    text = "وانتقد الرئيس الكيني وليام روتو أوغندا، غير أنه حث الطرفين على التحاور."
    assert ("Uganda", "التحاور") not in told(text, "Statement", "speaker", "about")


@pytest.mark.parametrize("but", ["لكنها", "غير أنها", "إلا أنها"])
def test_a_pronoun_after_any_but_hands_the_subject_on(but: str) -> None:
    text = f"لم تكن كينيا عضوا في الحلف، {but} أرسلت ألف جندي إلى الصومال."
    assert told(text, "Deployment", "deployer", "place") == [("Kenya", "Somalia")]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("وأكد الرئيس الكيني وليام روتو رفض نيروبي أي تدخل خارجي في السودان.", "تدخل خارجي"),
        ("وأكد الرئيس الكيني وليام روتو مساندة كينيا حق الهند في الرد.", "India"),
        ("وأعرب الرئيس الكيني وليام روتو عن وقوف كينيا إلى جانب بلجيكا.", "Belgium"),
        ("ورفض الرئيس الكيني وليام روتو رفضا قاطعا أي تدخل عسكري في النيجر.", "تدخل عسكري"),
        ("أما الرئيس الكيني وليام روتو الذي زار الصين أمس فانتقد العقوبات.", "العقوبات"),
    ],
)
def test_a_stance_goes_on_after_the_speakers_own_state_and_how_firmly_he_takes_it(
    text: str, about: str
) -> None:
    assert told(text, "Statement", "speaker", "about") == [("وليام روتو", about)]


@pytest.mark.parametrize(
    "text",
    [
        "وعقد المجلس جلسة طالب في ختامها المندوب الكيني مارتن كيماني أوغندا بوقف الغارات.",
        "وعقد المجلس جلسة انتقد خلالها المندوب الكيني مارتن كيماني السياسة الأوغندية.",
        "وألقى كلمة دعا فيها المندوب الكيني مارتن كيماني أوغندا إلى وقف الغارات.",
    ],
)
def test_who_speaks_may_stand_after_when_in_a_session_it_is_said(text: str) -> None:
    assert told(text, "Statement", "speaker", "about") == [("مارتن كيماني", "Uganda")]


@pytest.mark.parametrize(
    ("text", "visits"),
    [
        (
            "وزار الوزير الكيني موساليا مودافادي غانا، قبل أن يغادر إلى مالي.",
            [("Ghana", "actual"), ("Mali", "actual")],
        ),
        (
            "وسيزور الوزير الكيني موساليا مودافادي غانا قبل أن يتوجه إلى مالي.",
            [("Ghana", "announced"), ("Mali", "announced")],
        ),
        (
            "وزار الوزير الكيني موساليا مودافادي غانا ثم انتقل إلى مالي.",
            [("Ghana", "actual"), ("Mali", "actual")],
        ),
        (
            "وتوجه الوزير موساليا مودافادي إلى غانا حيث التقى الرئيس جون ماهاما، قبل أن ينتقل إلى مالي.",
            [("Ghana", "actual"), ("Mali", "actual")],
        ),
        (
            "وأرجأ الوزير الكيني موساليا مودافادي زيارته إلى غانا.",
            [("Ghana", "negated")],
        ),
    ],
)
def test_where_somebody_travels_on_to_he_went_if_he_set_out(text: str, visits: Told) -> None:
    found = facts(text, "Visit")
    assert {name(fact, "visitor") for fact in found} == {"موساليا مودافادي"}
    assert sorted((name(fact, "place"), fact.status) for fact in found) == visits


@pytest.mark.parametrize(
    ("text", "parties", "place"),
    [
        ("وأسقطت تركيا مقاتلة روسية قرب الحدود السورية.", {"Turkey"}, "Syria border"),
        ("وتشن الدولة العبرية غارات على لبنان.", {"Israel", "Lebanon"}, "Lebanon"),
        (
            "وشن الحوثيون هجمات على سفن تجارية مرتبطة بكينيا في البحر الأحمر.",
            {"Houthi movement"},
            "Red Sea",
        ),
        (
            "وخلفت الحرب بين أرمينيا وأذربيجان مطلع التسعينيات ثلاثين ألف قتيل.",
            {"Armenia", "Azerbaijan"},
            "",
        ),
    ],
)
def test_who_struck_whom_and_where(text: str, parties: set[str], place: str) -> None:
    (struck,) = facts(text, "Incident")
    assert {one.label("en") for one in struck.role("parties")} == parties
    assert name(struck, "place") == place


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        (
            "وندد الرئيس الكيني وليام روتو بما سماه «العدوان الأوغندي»، مذكرا بموقفه.",
            [("وليام روتو", "Uganda")],
        ),
        ("واحتجت كينيا لدى أوغندا عبر القنوات الدبلوماسية.", [("Kenya", "Uganda")]),
        (
            "وكان الرئيس الكيني وليام روتو، وهو في زيارة إلى باريس، دعا أوغندا إلى الهدوء.",
            [("وليام روتو", "Uganda")],
        ),
        ("وكانت كينيا، التي تستضيف القمة، دانت الهجوم.", [("Kenya", "الهجوم")]),
        (
            "واستنكرت كينيا الهجوم، وعبر الرئيس الأوغندي يويري موسيفيني عن دعمه لرواندا.",
            [("Kenya", "الهجوم"), ("يويري موسيفيني", "Rwanda")],
        ),
    ],
)
def test_who_had_taken_a_stance_and_what_he_calls_it(text: str, stances: Told) -> None:
    assert told(text, "Statement", "speaker", "about") == stances


def test_who_is_sure_that_another_is_behind_a_blow_blames_him() -> None:
    text = "وجزم الرئيس الكيني وليام روتو بأن أوغندا تقف خلف الهجوم."
    assert told(text, "Accusation", "accuser", "accused") == [("وليام روتو", "Uganda")]


def test_a_blow_of_another_day_in_another_land_has_not_the_sides_of_the_last() -> None:
    text = (
        "وشنت حركة الشباب هجوما على فندق في مقديشو في آذار/مارس الماضي قتل فيه عشرة أشخاص. "
        "وقتل في فرنسا في كانون الثاني/يناير 17 شخصا في اعتداءات استهدفت صحيفة في باريس."
    )
    told_at = {name(f, "place"): name(f, "parties") for f in facts(text, "Incident")}
    assert told_at == {"Mogadishu": "Al-Shabaab", "Paris": ""}


def test_as_whom_somebody_comes_is_no_part_of_his_name() -> None:
    text = "وحل وزير الخارجية الإيراني عباس عراقجي ضيفا على كمبالا."
    assert told(text, "Visit", "visitor", "place") == [("عباس عراقجي", "Kampala")]


def test_a_final_statement_is_of_those_who_met_and_not_of_who_spoke_last() -> None:
    # The League held a summit; the president spoke; the final statement condemned the attack.
    text = (
        "عقدت جامعة الدول العربية قمة في تونس. وقال الرئيس التونسي قيس سعيد إن الوقت حان. "
        "ودان البيان الختامي الهجوم على الحديدة."
    )
    found = extract(given("final", text, date="2019-05-18"))
    (stance,) = [f for f in found if f.type == "Statement"]
    assert [p.label("en") for p in stance.role("speaker")] == ["Arab League"]
    assert [p.label("ar") for p in stance.role("about")] == ["الهجوم"]


def test_a_clause_that_breaks_off_breaks_no_reading_off() -> None:
    text = "قال الرئيس وليام روتو إن خروج أوغندا يجب أن"
    assert [speaker for (speaker,) in told(text, "Statement", "speaker")] == ["وليام روتو"]


def test_whom_somebody_urges_takes_no_stance() -> None:
    text = "وقال الرئيس الكيني وليام روتو إن الوضع صعب. كما حض سوريا على إنهاء برنامجها."
    (stance,) = [
        f for f in extract(given("urged", text, date="2019-05-18")) if f.type == "Statement"
    ]
    assert [p.label("ar") for p in stance.role("speaker")] == ["وليام روتو"]
    assert [p.label("en") for p in stance.role("about")] == ["Syria"]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("وتنفي ناميبيا سعيها لامتلاك غواصات نووية.", "سعيها لامتلاك غواصات نووية"),
        ("نفت زامبيا تدخلها في الانتخابات الموزمبيقية.", "الانتخابات الموزمبيقية"),
        ("وتنفي ناميبيا دعمها لحركة طالبان.", "دعمها لحركة طالبان"),
    ],
)
def test_what_somebody_denies_to_do_is_named_by_what_it_is_done_to(text: str, about: str) -> None:
    (denied,) = facts(text, "Statement")
    assert about in [label for _, label in denied.role("about")[0].labels]


def test_a_denial_of_what_somebody_said_is_about_who_said_it() -> None:
    (denied,) = facts("نفت زامبيا ما أعلنته ناميبيا عن عبور قواتها الحدود.", "Statement")
    assert [p.label("en") for p in denied.role("about")] == ["Namibia"]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("انتقد الرئيس الكيني وليم روتو السلطات الجمعة بسبب موقفها.", "السلطات"),  # on Friday
        ("رحب الرئيس الكيني وليم روتو بقرار المحكمة أمس الأربعاء.", "قرار المحكمة"),
        ("انتقد الرئيس الكيني وليم روتو تصريحات السبت.", "تصريحات السبت"),  # Saturday's words
    ],
)
def test_the_day_on_which_it_was_said_is_no_part_of_the_matter(text: str, about: str) -> None:
    assert told(text, "Statement", "about") == [(about,)]


def test_a_pronoun_alone_names_no_denied_deed() -> None:
    assert not facts("نفت زامبيا سعيها.", "Statement")


@pytest.mark.parametrize(
    "text",
    [
        "أشاد الرئيس الكيني وليام روتو بكل من أوغندا ورواندا.",
        "أشاد الرئيس الكيني وليام روتو بجهود كل من أوغندا ورواندا.",
        "ندد الرئيس الكيني وليام روتو بكل من أوغندا ورواندا.",
        "انتقد الرئيس الكيني وليام روتو سياسة كل من أوغندا ورواندا.",
    ],
)
def test_a_stance_may_be_on_each_of_some(text: str) -> None:
    assert told(text, "Statement", "speaker", "about") == [
        ("وليام روتو", "Rwanda"),
        ("وليام روتو", "Uganda"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "رحبت كينيا بالاتفاق، لكنها دعت إثيوبيا إلى تنفيذه.",
        "رحبت كينيا بالاتفاق، لكنها طالبت إثيوبيا بتنفيذه.",
        "أكدت كينيا أنها تدعو إثيوبيا إلى الهدوء.",
    ],
)
def test_whom_a_pronoun_before_the_verb_asks_does_not_ask(text: str) -> None:
    assert ("Kenya", "Ethiopia") in told(text, "Statement", "speaker", "about")
    assert all(who == "Kenya" for (who,) in told(text, "Statement", "speaker"))


@pytest.mark.parametrize(
    "text",
    [
        # the chancellor Anna Keller gave a speech in parliament in which she criticised Peru
        "ألقت المستشارة آنا كيلر كلمة في البرلمان انتقدت فيها بيرو.",
        # the minister Anna Keller gave an interview in which she attacked Peru
        "أجرت الوزيرة آنا كيلر مقابلة هاجمت فيها بيرو.",
        # the president Anna Keller published an article in which she criticised Peru
        "نشرت الرئيسة آنا كيلر مقالا انتقدت فيه بيرو.",
        # the minister Anna Keller held a press conference during which she called on Peru to talk
        "عقدت الوزيرة آنا كيلر مؤتمرا صحفيا دعت خلاله بيرو إلى الحوار.",
    ],
)
def test_who_makes_a_speech_takes_the_stance_told_in_it(text: str) -> None:
    (fact,) = [f for f in extract(given("x", text, date="2019-05-10")) if f.type == "Statement"]
    assert [p.label("ar") for p in fact.role("speaker")] == ["آنا كيلر"]
    assert [p.iri.rpartition("/")[2] for p in fact.role("about")] == ["PER"]
    assert fact.confidence >= 0.55


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        # Peru asked the great powers to keep Kenya from getting arms
        ("طالبت بيرو القوى الكبرى بمنع كينيا من امتلاك السلاح.", "القوى الكبرى"),
        # Peru asked the European partners to lighten the burden of debt upon Kenya
        ("طالبت بيرو الشركاء الأوروبيين بتخفيف عبء الدين عن كينيا.", "الشركاء الأوروبيين"),
        # Peru called on the international community to help Kenya
        ("دعت بيرو المجتمع الدولي إلى مساعدة كينيا.", "المجتمع الدولي"),
    ],
)
def test_whom_one_asks_is_not_for_whom_it_is_asked(text: str, asked: str) -> None:
    (fact,) = facts(text, "Statement")
    assert fact.role("about")[0].label("ar") == asked


def test_a_phrase_ends_before_a_verb_whose_pronoun_means_it() -> None:
    # Kenya backed the new steps and called them brave
    (fact,) = facts("أيدت كينيا الخطوات الجديدة ووصفتها بأنها شجاعة.", "Statement")
    assert fact.role("about")[0].label("ar") == "الخطوات الجديدة"


def test_who_speaks_on_urges_whom_no_title_precedes() -> None:
    # Kenya's minister John Smith voiced his regret, and urged Anna Keller to sign
    text = (
        "وصلت المفاوضة آنا كيلر إلى نيروبي. "
        "وأعرب الوزير الكيني جون سميث عن أسفه، وحث آنا كيلر على التوقيع."
    )
    assert ("جون سميث", "آنا كيلر") in told(text, "Statement", "speaker", "about")
