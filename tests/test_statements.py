"""Who takes a stance on whom, who accuses whom: one sentence each, in the manner of news."""

import pytest

from mithaq.ingest.documents import Document, given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Participant
from mithaq.ingest.parentheses import parentheses, parenthesis_start
from mithaq.ingest.reading import read


def document(text: str) -> Document:
    return given("statements", text, date="2024-03-05")


def stances(text: str) -> set[tuple[str, str]]:
    """The speaker and the matter of every statement: the end of an IRI, or a phrase as printed."""
    return {
        (fact.role("speaker")[0].iri.rpartition("/")[2], _name(fact.role("about")[0]))
        for fact in extract(document(text))
        if fact.type == "Statement"
    }


def _name(participant: Participant) -> str:
    iri, label = participant.iri, participant.label("ar")
    return str(label if participant.kind == "Event" else iri.rpartition("/")[2])


def accusations(text: str) -> set[tuple[str, str]]:
    return {
        (f.role("accuser")[0].iri.rpartition("/")[2], f.role("accused")[0].iri.rpartition("/")[2])
        for f in extract(document(text))
        if f.type == "Accusation"
    }


@pytest.mark.parametrize(
    "text",
    [
        "رحبت ثلاث دول أفريقية، هي كينيا وأوغندا ورواندا، بالاتفاق.",
        "رحب قادة الدول الثلاث وهي كينيا وأوغندا ورواندا بالاتفاق.",
        "رحب زعماء الدول الثلاث (كينيا وأوغندا ورواندا) بالاتفاق.",
    ],
)
def test_all_who_speak_may_be_named_after_a_noun_for_them(text: str) -> None:
    assert stances(text) == {(who, "الاتفاق") for who in ("KEN", "UGA", "RWA")}


@pytest.mark.parametrize(
    "how", ["بأقصى درجات الحزم", '"بأقصى درجات الحزم"', "بأقوى العبارات", "بلا تحفظ"]
)
def test_how_firmly_it_is_said_stands_over_what_is_condemned(how: str) -> None:
    assert stances(f"دانت كينيا {how} الهجوم على مقديشو.") == {("KEN", "الهجوم")}


SAID = [
    # whom one urges is not who urges, whoever spoke before
    ("وكانت قيادة الأسطول قد نددت بالتجربة، وحثت كوريا الشمالية على الحوار.", set()),
    # who has an object of her own after her is no object
    (
        "ورأى الرئيس الكيني وليام روتو أن الحوار ضروري، ودعت موسكو الغرب لضبط النفس.",
        {("وليام-روتو", "الحوار"), ("RUS", "WESTERN-STATES")},
    ),
    # a paper of each of several
    (
        "وأيد بيان مشترك لكل من كينيا وأوغندا قرار رواندا.",
        {("KEN", "RWA"), ("UGA", "RWA")},
    ),
    # an event after a comma explains nobody
    (
        "أدانت وزارة الخارجية الكينية، الانتخابات الرئاسية في أوغندا، ودعت إلى حوار شامل.",
        {("KEN", "الانتخابات الرئاسية"), ("KEN", "حوار شامل")},
    ),
    # claims that a clause tells are what is judged
    (
        "وأضاف الرئيس الكيني وليام روتو أن مزاعم أوغندا بأن رواندا تسلح المتمردين لا أساس لها.",
        {("وليام-روتو", "UGA")},
    ),
    ("وقال الرئيس الكيني وليام روتو إن الحلف لن يسكت أمام انتهاك كهذا.", set()),
    # what is asked for, after a comma; no aside opens with «إلى»
    (
        "ودعت منظمة شنغهاي للتعاون، إلى وقف القصف في غامبيا، وتبادل الأسرى.",
        {("SCO", "وقف القصف")},
    ),
    # «وكان …، قد دعا», and the powers that are no adjective
    (
        "وكان الرئيس الكيني وليام روتو، قد دعا القوى الكبرى إلى الحوار.",
        {("وليام-روتو", "القوى الكبرى")},
    ),
    # what was told of right before, and who refuses it
    ("ونشرت أوغندا الخطة، وهو أمر رفضه وزراء الناتو.", {("NATO", "الخطة")}),
    ("وأعلنت أوغندا إغلاق المعابر، وهو إجراء رفضته كينيا.", {("KEN", "إغلاق المعابر")}),
    # a parliament's words are not its state's
    ("رحبت كينيا بقرار البرلمان الأوغندي.", {("KEN", "قرار")}),
    # whose paper it is stands before the verb
    ("وقال سالم الدوسري إن بيان الاتحاد الأفريقي يدعو أوغندا إلى الحوار.", {("AU", "UGA")}),
    ("عقد الاتحاد الأفريقي قمة. وكرر البيان الختامي إدانة التمرد.", {("AU", "التمرد")}),
    ("ونفت كينيا أي علاقة لها بمتمردي الشمال.", {("KEN", "متمردي الشمال")}),
    ("وأشاد وليام روتو بكينيا، مطالبا إياها بسحب قواتها من الصومال.", {("وليام-روتو", "KEN")}),
    (
        "وقال الرئيس الكيني وليام روتو إن المزاعم التي نشرتها الصحف أمس، سخيفة.",
        {("وليام-روتو", "المزاعم")},
    ),
    # what one is accused of may be quoted
    ('واتهمت أوغندا كينيا بتمويل "المتمردين"، وهو ما تنفيه نيروبي.', {("KEN", "تمويل المتمردين")}),
    # a protest that is handed over, an attack in words
    ("وتقدمت كينيا باحتجاج رسمي إلى أوغندا.", {("KEN", "UGA")}),
    ("وسلمت كينيا أوغندا مذكرة احتجاج.", {("KEN", "UGA")}),
    (
        "شن الرئيس الكيني وليام روتو هجوما لاذعا ضد مجلس الأمن الدولي.",
        {("وليام-روتو", "security-council")},
    ),
    # what was proposed right before is refused
    (
        "واقترحت إثيوبيا نشر قوات أممية، الأمر الذي ترفضه كينيا.",
        {("ETH", "نشر قوات أممية"), ("KEN", "نشر قوات أممية")},
    ),
    ("وأشاد وليام روتو في الوقت نفسه بالإجراءات الإثيوبية.", {("وليام-روتو", "ETH")}),
    (
        'وقال الرئيس الكيني وليام روتو إن "توسيع الناتو يمثل هجوما على أمننا".',
        {("وليام-روتو", "NATO")},
    ),
    # a comma parts who asks from whom he asks
    ("ودعا وليام روتو، رئيس أوغندا يوري موسيفيني إلى الحوار.", {("وليام-روتو", "يوري-موسيفيني")}),
    ("وطالب مجلس جامعة الدول العربية، إثيوبيا، بسحب قواتها من الصومال.", {("council", "ETH")}),
    (
        (
            "دعت فديريكا موغيريني الممثلة العليا للاتحاد الأوروبي للشؤون الخارجية، "
            "كلا من كينيا وأوغندا إلى ضبط النفس."
        ),
        {("فديريكا-موغيريني", "KEN"), ("فديريكا-موغيريني", "UGA")},
    ),
    # what is judged without a name, what somebody's position is
    (
        'وقال الرئيس الكيني وليام روتو إن الخطوة "غير مقبولة على الإطلاق".',
        {("وليام-روتو", "الخطوة")},
    ),
    ("وجددت كينيا موقفها الثابت والداعم لوحدة الصومال.", {("KEN", "SOM")}),
    ("وأكد الرئيس الكيني وليام روتو موقف بلاده الداعم لوحدة الصومال.", {("KEN", "SOM")}),
    (
        'وكان وزراء خارجية دول "الإيغاد" دعوا، في اجتماع أمس، إلى مراجعة الاتفاق.',
        {("IGAD", "مراجعة الاتفاق")},
    ),
    # who speaks of himself is not whom he names
    (
        'قال وليام روتو: "ندعو الرئيس الأوغندي يوري موسيفيني إلى وقف الحرب. ونقف إلى جانب كينيا".',
        {("وليام-روتو", "يوري-موسيفيني"), ("وليام-روتو", "KEN")},
    ),
    # what only opens what is meant, before it or after its preposition
    (
        "وأكد الرئيس الكيني وليام روتو خلال كلمته أمام اجتماع الجامعة العربية، على ضرورة التوصل إلى توافق.",
        {("وليام-روتو", "توافق")},
    ),
    ("وأكدت كينيا على احترام سيادة أوغندا.", {("KEN", "UGA")}),
    ("وغضبت كينيا من القرار الصومالي.", {("KEN", "SOM")}),
    (
        "وقال الرئيس الكيني وليام روتو إن الاتحاد الأفريقي لم يحقق أهدافه.",
        {("وليام-روتو", "AU")},
    ),
    # not God, not one of two whose ties are meant, not whom others hold
    ("وقال الرئيس الكيني وليام روتو إن الحرب مستمرة، داعيا المولى عز وجل أن يرحم الضحايا.", set()),
    # one stance beside another, and not a verb
    ("ودعت كندا المجر إلى إدانة ورفض الانقلاب.", {("CAN", "HUN")}),
    # an adverb that brings in another speaker or matter: a verb follows it
    ("من جهته رحب الرئيس الكيني وليام روتو بالاتفاق الحدودي.", {("وليام-روتو", "الاتفاق الحدودي")}),
    ("بدوره وصف الرئيس الكيني وليام روتو الاتفاق بأنه كارثة.", {("وليام-روتو", "الاتفاق")}),
    # when it was said, with its own clause, before what it is about
    (
        "وفي سياق آخر ندد وزراء خارجية مجموعة السبع في ختام اجتماعهم الذي عقد أمس بأعمال العنف.",
        {("G7", "أعمال العنف")},
    ),
    ("وأبدى وزراء خارجية مجموعة السبع قلقهم من التصعيد الخطير.", {("G7", "التصعيد الخطير")}),
    # a ministry of several matters, an organ of an organisation
    (
        "دانت وزارة الخارجية وشؤون المغتربين اللبنانية الهجوم الإرهابي.",
        {("LBN", "الهجوم الإرهابي")},
    ),
    ("أدانت الأمانة العامة لمنظمة التعاون الإسلامي بشدة الهجوم.", {("OIC", "الهجوم")}),
    # what is declared of one's country, and what an own noun governs
    (
        "وأكد وزير الخارجية الكيني موساليا مودافادي رفض بلاده التدخل الخارجي.",
        {("موساليا-مودافادي", "التدخل الخارجي")},
    ),
    ("وجددت كندا دعوتها المجر إلى الحوار.", {("CAN", "HUN")}),
    # what quotation marks hold, and what is not what it should be
    (
        'وأعرب الرئيس الكيني وليام روتو عن رفضه لـ"التغيير غير الدستوري".',
        {("وليام-روتو", "التغيير غير الدستوري")},
    ),
    (
        'وطالب الرئيس الكيني وليام روتو بـ"إطلاق سراح المعتقلين".',
        {("وليام-روتو", "إطلاق سراح المعتقلين")},
    ),
    ("واعتبرت كينيا أن هذه المناورات بمثابة إعلان حرب.", {("KEN", "المناورات")}),
    # a surname that is written like a conjunction
    ("وقال موسى فكي إن الوقت حان. ورحب فكي بالاتفاق.", {("موسي-فكي", "الاتفاق")}),
    # the organ of a state without its noun; the pronoun hands its stance on
    (
        "قالت الخارجية الكينية في بيان إنها تدين الهجوم، وتعرب عن تضامنها الكامل مع أوغندا.",
        {("KEN", "الهجوم"), ("KEN", "UGA")},
    ),
    # who stands right before the verb is its subject, who stands after it the object
    ("وأضاف أن دول الاتحاد الأفريقي تدعو السودان إلى وقف القتال.", {("AU", "SDN")}),
    # gender: a state that is feminine is no subject of a masculine verb
    ("وقال الاتحاد الأفريقي إن القتال مستمر. ودعا إثيوبيا إلى وقفه.", {("AU", "ETH")}),
    ("حثوا أنقرة على الحوار.", set()),
    # what two commas set off stands between
    (
        "وطالبت كندا، خلال قمة استثنائية عقدت في أوتاوا، المجر بالتراجع عن القانون.",
        {("CAN", "HUN")},
    ),
    # a noun of a stance that a verb or a participle declares; not one that nobody declares
    ("أكد الأردن دعمه للعراق.", {("JOR", "IRQ")}),
    ("سحبت النرويج قواتها رغم دعمه للعراق.", set()),
    ("أعربت كينيا عن بالغ قلقها واستيائها إزاء ما ورد في تصريحات رواندا.", {("KEN", "RWA")}),
    # a participle of who speaks, not one that describes a noun
    ("ورحبت السويد بالاتفاق، منددة بروسيا.", {("SWE", "الاتفاق"), ("SWE", "RUS")}),
    ("شهدت باماكو تظاهرة منددة بفرنسا.", set()),
    # whose an act is, by the relative clause behind it
    ("أشادت ماليزيا بالدور الذي تلعبه إندونيسيا في المنطقة.", {("MYS", "IDN")}),
    # whom violence hits is not condemned
    ("ودانت الهند الهجوم على إيران.", {("IND", "الهجوم")}),
    # what is declared is told, not announced; «ما وصفه …» names the matter
    ("أعلن الكرملين أن روسيا تعارض انضمام كوسوفو إلى الحلف.", {("RUS", "XKX")}),
    ("حذر الكرملين من التصعيد، وندد بما وصفه استفزازات الناتو.", {("RUS", "NATO")}),
    # brackets and adverbials stand between; who speaks is in apposition
    ("وانتقدت كندا (في بيان لها) التدخل الروسي.", {("CAN", "RUS")}),
    ("واعتبر الكرملين خلال اجتماع أن الناتو عدائي.", {("RUS", "NATO")}),
    ("للكويت وعمان التي أعلنت تأييدها للعراق.", {("KWT", "IRQ"), ("OMN", "IRQ")}),
    ("لم تعلن الهند دعمها لإيران.", set()),
    # whose words a headline gives
    ("الكرملين: نرفض نشر قوات فرنسية في أوكرانيا.", {("RUS", "FRA")}),
    # who says what his own state holds takes its stance; what it did before was its own
    (
        "قال وزير الخارجية الكيني موساليا مودافادي إن بلاده ترفض التدخل الإثيوبي.",
        {("موساليا-مودافادي", "ETH")},
    ),
    (
        "قال وزير الخارجية الكيني موساليا مودافادي إن كينيا أيدت القرار الإثيوبي.",
        {("KEN", "ETH")},
    ),
    # who spoke goes on and asks the one named after
    (
        "رحبت كينيا بالاتفاق، ودعت أوغندا إلى ضبط النفس.",
        {("KEN", "الاتفاق"), ("KEN", "UGA")},
    ),
    ("وأكد الوفد أن الأمن هش. ودعا دول الاتحاد الأفريقي إلى التحرك.", set()),
    # whom an act is done to is not what the stance is on
    ("رفضت المجر تهجير الأوكرانيين.", {("HUN", "تهجير الأوكرانيين")}),
    ("دانت كينيا قصف إثيوبيا لمدينة حدودية.", {("KEN", "ETH")}),
    ("وتعارض كندا العقوبات على كوبا.", {("CAN", "العقوبات")}),
    # clitics before verbal nouns; a noun that looks like a verb; prepositions of two words
    (
        "أعربت كينيا عن رفضها للانقلاب، وطالبت بإعادة النظام الدستوري.",
        {("KEN", "الانقلاب"), ("KEN", "إعادة النظام الدستوري")},
    ),
    ("وأكد الكرملين أن موسكو ترفض نشر صواريخ أميركية في رومانيا.", {("RUS", "USA")}),
    ("جددت كندا تأكيد وقوفها إلى جانب أوكرانيا.", {("CAN", "UKR")}),
    # not her gender, not their case: who spoke goes on
    (
        "رحبت كينيا بالاتفاق. وحثت المجلس على إقراره.",
        {("KEN", "الاتفاق"), ("KEN", "المجلس")},
    ),
    (
        "رحب العراق بالقرار وطالب الحلفاء الأوروبيين بتنفيذه.",
        {("IRQ", "القرار"), ("IRQ", "الحلفاء الأوروبيين")},
    ),
    ("رحب العراق بالقرار وطالب النواب بتنفيذه.", {("IRQ", "القرار")}),
    ("اقترح مسؤولون كبار وقف القتال.", set()),
    # when and where stand between who declares and what
    ("أكد السودان خلال اجتماع في جوبا دعمه لأوغندا.", {("SDN", "UGA")}),
    ("أكد السودان أن الأمن هش في جوبا رغم دعمه لأوغندا.", set()),
    # of those who act some are named
    (
        "انتقدت دول عدة، بينها كينيا وغانا، القرار الإثيوبي.",
        {("KEN", "ETH"), ("GHA", "ETH")},
    ),
    # what a relative clause goes on with
    ("وأجلت الحكومة القرار الأخير الذي انتقدته كينيا.", {("KEN", "القرار الأخير")}),
    ("والتقى الوفد الرجل الذي تدعمه كينيا.", set()),
    # how something is met
    ("قوبل الإعلان الإثيوبي بتنديد من كينيا.", {("KEN", "ETH")}),
    (
        "وقال الوزير الكيني موساليا مودافادي إنه يجب على إثيوبيا أن تنسحب.",
        {("موساليا-مودافادي", "ETH")},
    ),
    # we and I are who speaks, never who follows; a word that begins like the article
    ('وقال الرئيس الكيني وليام روتو: "نطالب الاتحاد الأفريقي بالتحرك".', {("وليام-روتو", "AU")}),
    ("وأكد الاتحاد الأوروبي التزامه بالاتفاق.", {("EU", "الاتفاق")}),
    # hope given up, support withdrawn, what is false; where a visit leads
    (
        "وقال الرئيس الكيني وليام روتو إنه لم يعد هناك أمل في الاتحاد الأفريقي.",
        {("وليام-روتو", "AU")},
    ),
    ("سحبت كينيا دعمها للقرار.", {("KEN", "القرار")}),
    (
        "وقال الرئيس الكيني وليام روتو إن الاتهامات الإثيوبية لا أساس لها.",
        {("وليام-روتو", "ETH")},
    ),
    ("رحبت كينيا بأول زيارة إلى إثيوبيا.", {("KEN", "أول زيارة")}),
    # one word without article names nothing
    ("ونفت كينيا وجود خلاف.", set()),
    # hers is not his; who asks one named after goes on; an aside before «عن»
    (
        "وشكر الرئيس الكيني وليام روتو الدول الأعضاء على تضامنها مع غانا.",
        {("وليام-روتو", "الدول الأعضاء")},
    ),
    (
        "أيدت غانا القرار. ودعت كينيا أوغندا إلى الهدوء، مجددة التزامها بالدفاع عن السودان.",
        {("GHA", "القرار"), ("KEN", "UGA"), ("KEN", "SDN")},
    ),
    ("أعربت كينيا، التي صاغت القرار، عن أسفها للتصويت الإثيوبي.", {("KEN", "ETH")}),
    (
        "وشدد الرئيس الكيني وليام روتو على ضرورة محاسبة الدول الراعية للإرهاب.",
        {("وليام-روتو", "محاسبة الدول الراعية")},
    ),
    # a name after a noun of an act is no subject; an official without a name is
    ("نيروبي تدين إطلاق كمبالا صاروخا.", {("KEN", "UGA")}),
    ("أيدت غانا القرار. ودعا مبعوث الأمم المتحدة الأطراف إلى الحوار.", {("GHA", "القرار")}),
    # states without a name are somebody unknown; who is banished denies nothing
    ("أيدت غانا القرار. وانتقدت دول غربية كينيا.", {("GHA", "القرار")}),
    ("ونفت بريطانيا الملك إلى جزيرة بعيدة.", set()),
    # somebody unknown speaks
    ("انتقدت كينيا أوغندا. وأكد المجلس الفلاني رفضه لموقف رواندا.", {("KEN", "UGA")}),
    ("وأكدت كينيا أن الأمن هش. وقال مسؤولون إن الوضع خطير، منددين بالصومال.", set()),
    ("ورفضت المجر التوقيع على البيان الختامي لقمة الاتحاد الأوروبي.", set()),
    # by whose mouth one speaks, what is not to be done and who goes on by a participle are no matter
    # a party that has a state's name is not the state
    ("واستقال الرئيس الكيني، واتهمه حزب أوغندا الجديدة بالخيانة داعيا إياه إلى الحوار.", set()),
    ("وأعلنت كينيا رفضها القاطع له على لسان المتحدث باسم الرئاسة سالم فؤاد.", set()),
    ("ورفضت كينيا القرار على لسان وزير خارجيتها سالم فؤاد.", {("KEN", "القرار")}),
    ("وطالبت كينيا، في كلمة لمندوبها، بعدم التفكير في الثأر.", set()),
    ("وأعربت كينيا عن «قلق شديد»، نافية إرسال أي جنود إلى غوما.", {("KEN", "إرسال أي جنود")}),
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_who_takes_a_stance_on_whom(text: str, expected: set[tuple[str, str]]) -> None:
    assert stances(text) == expected


ACCUSED = [
    ("واتهمت الخارجية الإريترية، في بيان لها، الجيش الإثيوبي بخرق الهدنة.", {("ERI", "ETH")}),
    ("قطعت النرويج علاقاتها مع السودان واتهمتها بدعم المتمردين.", {("NOR", "SDN")}),
    # who speaks for the accuser, his own country and whom a report accuses
    (
        "اتهمت الحكومة الكينية، على لسان ناطقها سالم فؤاد، أوغندا بعرقلة المحادثات.",
        {("KEN", "UGA")},
    ),
    (
        "وزعم الرئيس الكيني وليام روتو أن أوغندا تهدد استقرار بلاده، متهما إياها بتدريب متمردين.",
        {("وليام-روتو", "UGA")},
    ),
    ("نشرت لجنة تابعة لمجلس الأمن تقريرا يتهم كينيا وأوغندا بخرق الحظر.", set()),
]


@pytest.mark.parametrize(("text", "expected"), ACCUSED)
def test_who_accuses_whom(text: str, expected: set[tuple[str, str]]) -> None:
    assert accusations(text) == expected


def test_a_ministry_goes_on_for_its_state() -> None:
    text = "أدانت وزارة الخارجية السنغالية الانقلاب. ورفضت الوزارة تصريحات غامبيا."
    assert stances(text) == {("SEN", "الانقلاب"), ("SEN", "GMB")}


def test_a_communique_speaks_for_whose_it_is_and_goes_on() -> None:
    text = "أدان البيان الختامي لقمة الاتحاد الأفريقي الانقلاب في الغابون. ودعا البيان رواندا إلى الحوار."
    assert stances(text) == {("AU", "الانقلاب"), ("AU", "RWA")}


def test_a_stance_told_again_in_other_words_is_one() -> None:
    text = (
        "كينيا تدين الهجوم. وأدانت كينيا بشدة الهجوم الانتحاري. وأضافت كينيا أنها تدين هذه الجريمة."
    )
    assert len(stances(text)) == 1
    text = "كينيا تدين الهجوم. وأدانت كينيا الانقلاب في الغابون."
    assert len(stances(text)) == 2


def test_an_attack_condemned_by_two_names_is_one() -> None:
    text = "كينيا تدين الهجوم على المعسكر. وأدانت كينيا التفجير الإرهابي الذي استهدف المعسكر."
    assert len(stances(text)) == 1


def test_parentheses_begin_with_a_preposition_and_tell_nothing_new() -> None:
    (sentence,) = read(
        document("قالت كينيا، في بيان لها، إن الأمن هش، وفي نيروبي هدوء، أيضا.")
    ).sentences
    assert parentheses(sentence.forms, sentence.classes) == ((2, 7),)
    assert parenthesis_start(sentence.forms, sentence.classes, 6) == 2


def test_who_asks_for_help_takes_no_stance_by_the_same_words() -> None:
    text = "وناشدت كينيا أوغندا إرسال قوات لمساعدتها."
    assert [fact.type for fact in extract(document(text))] == ["AssistanceRequest"]


def test_a_past_verb_in_a_relative_clause_keeps_its_date() -> None:
    text = "واتهمت كينيا أوغندا بخرق المعاهدة التي تم توقيعها السبت."
    (told,) = (fact for fact in extract(document(text)) if fact.type == "Accusation")
    assert told.time is None


def test_who_accuses_agrees_with_the_verb_that_goes_on() -> None:
    text = "انتقد الرئيس الكيني وليام روتو منظمة معاهدة الأمن الجماعي واتهمها بالتقصير."
    assert accusations(text) == {("وليام-روتو", "CSTO")}


def test_who_takes_a_stance_in_a_relative_clause_follows_its_verb() -> None:
    text = "خلافا للاتفاق بين كينيا وأوغندا والذي تعترض عليه رواندا، لا يحتاج النص إلى مصادقة."
    assert {speaker for speaker, _ in stances(text)} == {"RWA"}


def test_what_others_hold_of_a_thing_is_no_matter_of_theirs() -> None:
    text = "انتقدت الصين المعاهدة التي تؤيدها اليابان."
    assert stances(text) == {("CHN", "المعاهدة"), ("JPN", "المعاهدة")}
