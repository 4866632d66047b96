"""Forces sent somewhere: who sends them, where, and how surely; what is written like a verb and is none."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact


def facts(text: str, kind: str = "Deployment", date: str = "2023-05-04") -> list[Fact]:
    document = given("forces", text, date=date)
    return [fact for fact in extract(document) if fact.type == kind]


def told(text: str) -> list[tuple[str, str, str]]:
    """Who, where and the status of each deployment."""
    return [(last(fact, "deployer"), last(fact, "place"), fact.status) for fact in facts(text)]


def last(fact: Fact, role: str) -> str:
    return "+".join(p.iri.rpartition("/")[2] for p in fact.role(role))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # another event has a place of its own
        ("أوفدت غانا كتيبة إلى مالي بعد أيام على زيارة وزيرها إلى أكرا.", [("GHA", "MLI", "actual")]),
        ("أوفدت غانا كتيبة أولى بعد أيام على زيارة وزيرها إلى أبوجا.", []),
        ("أجاز الاتحاد الأفريقي، خلال قمته المنعقدة في أكرا، نشر مئة جندي.", []),
        ("وأقرت إيكواس في قمة استضافتها أكرا إرسال كتيبة إلى النيجر.", [("ECOWAS", "NER", "announced")]),
        ("قال الوزير الفرنسي في باماكو إن باريس سترسل مئة جندي إلى البلاد.", [("FRA", "MLI", "announced")]),
        ("أرسلت كينيا قوات بعد هجوم في مومباسا إلى الصومال.", [("KEN", "SOM", "actual")]),
        # a headline's next clause begins with who acts in it
        ("جنود كينيون يصلون إلى بوروندي وأوغندا تندد بهم\nووصل الجنود أمس.", [("KEN", "BDI", "actual")]),
    ],
)  # fmt: skip
def test_no_place_of_another_clause(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


def test_forces_make_no_visit() -> None:
    assert not facts("وقال الوزير الإيطالي إن القوات الكينية وصلت إلى النيجر.", "Visit")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a verbal noun that another verb governs
        ("قررت حكومة الأردن نشر قوات في الصومال.", ("JOR", "SOM", "announced")),
        ("وافق البرلمان الغاني على إرسال 300 جندي إلى مالي.", ("GHA", "MLI", "announced")),
        ("لم يستبعد الرئيس التشيلي غابرييل بوريك إرسال قوات إلى هايتي.", ("CHL", "HTI", "possible")),
        ("لا تعتزم النرويج إرسال قوات إلى ليبيا.", ("NOR", "LBY", "negated")),
        # a noun that was carried out, or will be
        ("تم نشر ألف جندي نيبالي في لبنان.", ("NPL", "LBN", "actual")),
        ("سيتم نشر ألف جندي نيبالي في لبنان.", ("NPL", "LBN", "announced")),
        # whose soldiers: over what is said of them, or in who speaks
        ("وصلت قوات حفظ السلام التابعة للاتحاد الأفريقي إلى بانغي.", ("AU", "bangui", "actual")),
        ("وصل مئات من الجنود الهنود إلى جوبا.", ("IND", "juba", "actual")),
        ("ويتمركز ثلاثة آلاف عسكري إيطالي في كوسوفو.", ("ITA", "XKX", "actual")),
        ("قال وزير الدفاع النرويجي بيورن غرام إن بلاده سترسل جنودا إلى لاتفيا.", ("NOR", "LVA", "announced")),
        ("أعلنت بيرو نشر جنود على الحدود مع الإكوادور.", ("PER", "ecu-border", "announced")),
        # forces by their arms, before their verb, and where a verb takes the place itself
        ("وصلت تعزيزات عسكرية روسية جديدة إلى بانغي.", ("RUS", "bangui", "actual")),
        ("300 جندي زامبي يصلون موزمبيق لدعم البعثة", ("ZMB", "MOZ", "actual")),
        ("6000 جندي إيطالي يستعدون للتوجه إلى لاتفيا", ("ITA", "LVA", "announced")),
        # a surname elsewhere, whose soldiers here; over a craft's model, and of a force with an adjective
        ("وصل ألف جندي هندي إلى مقديشو.", ("IND", "mogadishu", "actual")),
        ("هبطت طائرتان تابعتان لسلاح الجو الكندي في مطار غاو.", ("CAN", "gao", "actual")),
        ("وصلت القوة الاحتياطية للاتحاد الأفريقي إلى مدغشقر.", ("AU", "MDG", "actual")),
        # of an alliance called again
        ("قالت إيكواس إن قوات التكتل ستدخل النيجر.", ("ECOWAS", "NER", "announced")),
        ("قال الاتحاد الأفريقي إن القوة التابعة للمنظمة وصلت إلى بيساو.", ("AU", "bissau", "actual")),
        # what stands there is planned by nobody
        ("أعلنت الهند أن قواتها المنتشرة في لبنان بخير.", ("IND", "LBN", "actual")),
        # orders, arms that are set up, and «صوب»
        ("حركت الهند ثلاث سفن حربية صوب سريلانكا.", ("IND", "LKA", "actual")),
        ("أصدرت كندا أوامر إلى فرقاطتها بالتوجه إلى البحر الأسود.", ("CAN", "black-sea", "announced")),
        ("نصبت كندا رادارا عسكريا في لاتفيا.", ("CAN", "LVA", "actual")),
        ("قالت الدنمارك إن قواتها العاملة في مالي بخير.", ("DNK", "MLI", "actual")),
        # whatever the verb before says, who stands there is told of as there
        ("هدد الوزير بقطع العلاقات مع إيطاليا التي تنشر جنودا في ليبيا.", ("ITA", "LBY", "actual")),
        ("أعلن الوزير أنه سيزور فرنسا التي تنشر قوات في تشاد.", ("FRA", "TCD", "actual")),
        # by any word for those who are sent, whatever the verb
        ("وسترسل هولندا نحو ألف مستشار قتالي إلى العراق.", ("NLD", "IRQ", "announced")),
        ("وتدرس اليابان إيفاد قطع بحرية إلى الخليج.", ("JPN", "gulf", "possible")),
        ("وتنشر السويد ما يقارب ألفين من عسكرييها في لاتفيا.", ("SWE", "LVA", "actual")),
        ("ووضعت ألمانيا لواء كاملا في ليتوانيا.", ("DEU", "LTU", "actual")),
        ("واستبعدت الهند وضع جنودها على الأرض في هايتي.", ("IND", "HTI", "negated")),
        ("وتحتفظ تايلاند بفرقاطة في خليج عدن.", ("THA", "gulf-of-aden", "actual")),
        # however many there are, nothing governs them
        ("وينتشر ما لا يقل عن مئة جندي ألماني في النيجر.", ("DEU", "NER", "actual")),
        ("ووصل إلى هايتي ما يزيد على 200 جندي سلفادوري.", ("SLV", "HTI", "actual")),
        # of whose country they are
        ("وقال الوزير الإيطالي إن قوات بلاده وصلت إلى النيجر.", ("ITA", "NER", "actual")),
        ("وأكد رئيس الوزراء الياباني أن سفن بلاده لن تبحر إلى الخليج.", ("JPN", "gulf", "negated")),
        # on their way, on patrol, on guard
        ("قوات كينية في طريقها إلى هايتي.", ("KEN", "HTI", "actual")),
        ("وتجوب سفن حربية باكستانية خليج عدن.", ("PAK", "gulf-of-aden", "actual")),
        ("وتقوم المدمرة الهندية بمرافقة الناقلات في مضيق هرمز.", ("IND", "strait-of-hormuz", "actual")),
        ("وتولت وحدات روسية حراسة المطار في ألماتي.", ("RUS", "almaty", "actual")),
        ("وباشرت كتيبة من حلف شمال الأطلسي مهامها في كوسوفو.", ("NATO", "XKX", "actual")),
        ("ولليابان في جيبوتي نحو مئتي عسكري.", ("JPN", "DJI", "actual")),
        # what a state has there
        ("للبرتغال 300 جندي في رومانيا.", ("PRT", "ROU", "actual")),
        ("ولدى الدنمارك نحو 800 جندي بالفعل في إستونيا.", ("DNK", "EST", "actual")),
        ("خفضت كندا عدد جنودها في لاتفيا إلى ألفين.", ("CAN", "LVA", "actual")),
        ("يتوجه الوزير إلى لاتفيا حيث تنتشر قوة كندية.", ("CAN", "LVA", "actual")),
    ],
)  # fmt: skip
def test_who_sends_forces_and_where(text: str, expected: tuple[str, str, str]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "نشرت فرنسا صورا من الصومال.",  # France published pictures
        "أمرت كندا قواتها بالعودة من العراق.",  # home
        "أقامت القوات المسلحة حاجزا في غزة.",  # no arms
        "وصل الكاتب حسين هندي إلى مقديشو.",  # his name
        "واصل الجنود الماليون زحفهم نحو المدينة.",  # no «أصل» after و
        "أرسلت كندا طائرة محملة بالأغذية إلى تشاد.",  # food, no forces
        "نشرت فرنسا قوات في فرنسا.",  # nobody sends troops to itself
    ],
)
def test_what_sends_no_forces(text: str) -> None:
    assert told(text) == []


def test_the_hollow_past_is_a_verb_wherever_it_stands() -> None:
    text = "قال الرئيس الكيني وليام روتو إنه سيرسل ألف شرطي إلى هايتي."
    assert told(text) == [("KEN", "HTI", "announced")]


def test_qad_before_a_past_that_begins_like_a_present() -> None:
    text = "وقد تم تعيين بيورن غرام وزيرا للدفاع."  # has been appointed, not may
    assert [fact.status for fact in facts(text, "Appointment")] == ["actual"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تعهدت النرويج بدفع 40 مليون يورو لتشاد.", [("NOR", "TCD", "announced")]),
        ("حصلت تونس على قرض من صندوق النقد الدولي.", [("IMF", "TUN", "actual")]),
        ("وأوقفت هولندا تمويلها لرواندا.", [("NLD", "RWA", "negated")]),
        ("باعت فرنسا لليونان طائرات بقيمة مليار دولار.", []),
        ("خسرت شركة سويدية 20 مليون دولار في مصر.", []),
    ],
)
def test_who_gives_money_to_whom(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = facts(text, "Contribution")
    assert [(last(f, "contributor"), last(f, "recipient"), f.status) for f in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("دعت مولدوفا الاتحاد الأوروبي إلى دعمها بأنظمة رادار.", [("MDA", "EU")]),
        ("طلبت غانا من كندا معلومات عن السفينة.", []),
        ("رفضت الهند طلبا من سريلانكا لإرسال قوات.", []),
    ],
)
def test_who_asks_whom_for_help(text: str, expected: list[tuple[str, str]]) -> None:
    found = facts(text, "AssistanceRequest")
    assert [(last(f, "requester"), last(f, "addressee")) for f in found] == expected


def test_a_demonym_in_the_accusative_says_whose_soldiers_they_are() -> None:
    text = "ووصل 170 جنديا فرنسيا إلى بانغي."  # 170 French soldiers
    assert told(text) == [("FRA", "bangui", "actual")]


def test_a_pronoun_ends_a_name() -> None:
    text = "جدد الرئيس الأوكراني فولوديمير زيلينسكي طلبه من ألمانيا تزويد بلاده بصواريخ."
    found = facts(text, "AssistanceRequest")
    assert [(last(f, "requester"), last(f, "addressee")) for f in found] == [("UKR", "DEU")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("يبلغ قوام قوة الأمم المتحدة في لبنان 10 آلاف جندي.", [("UN", 10_000)]),
        ("وتتألف قوات إيكواس من 12 ألف جندي.", [("ECOWAS", 12_000)]),
        ("يضم الاتحاد الأفريقي 55 دولة.", []),
    ],
)
def test_how_strong_a_force_is(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(last(f, "alliance"), f.value) for f in facts(text, "ForceStrength")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("امتنعت السويد عن مساعدة النرويج.", [("SWE", "NOR")]),
        ("رفضت السويد تزويد النرويج بصواريخ.", [("SWE", "NOR")]),
        ("رفضت السويد طلب تركيا تسليم مطلوبين.", []),
    ],
)
def test_who_refuses_whom_help(text: str, expected: list[tuple[str, str]]) -> None:
    found = facts(text, "RefusedAssistance")
    assert [(last(f, "refuser"), last(f, "beneficiary")) for f in found] == expected


def test_a_cabinet_decides_for_its_state() -> None:
    (fact,) = facts("وقرر مجلس الوزراء الكيني نشر كتيبة في الصومال.")
    assert fact.role("deployer")[0].iri.endswith("/KEN")


def test_a_force_of_an_alliance_opens_a_sentence() -> None:
    # The reserve force of the African Union spread in Somalia.
    text = "القوة الاحتياطية للاتحاد الأفريقي انتشرت في الصومال."
    assert told(text) == [("AU", "SOM", "actual")]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # the crisis in Haiti lasts. Kenya spreads 400 soldiers in the country
        ("تستمر الأزمة في هايتي. وتنشر كينيا 400 جندي في البلاد.", {"HTI"}),
        # the battles in Mali go on. France sent reinforcements to the country
        ("تتواصل المعارك في مالي. وأرسلت فرنسا تعزيزات إلى البلاد.", {"MLI"}),
        # Ghana declared a state of emergency. Ghana spread ten thousand soldiers in the country
        ("أعلنت غانا حالة الطوارئ. ونشرت غانا عشرة آلاف جندي في البلاد.", set[str]()),
    ],
)
def test_forces_go_to_the_country_spoken_of_and_not_to_their_own(
    text: str, places: set[str]
) -> None:
    facts = extract(given("country", text, date="2019-05-10"))
    sent = [f for f in facts if f.type == "Deployment"]
    assert {p.iri.rpartition("/")[2] for f in sent for p in f.role("place")} == places
