"""The reference: every thing has its names, no name is claimed twice, nothing is asserted."""

import re
import subprocess
import sys
from collections import defaultdict
from functools import cache
from importlib.resources import files

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from mithaq.errors import OntologyError
from mithaq.iris import ONTOLOGY, PREFIXES, local_name, term, thing
from mithaq.ontology.reference import Name, read_reference, reference
from mithaq.ontology.states import cldr_names, missing_names, state_codes
from mithaq.text import fold

# fmt: off
UNITED_NATIONS = """
AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB
BRN BTN BWA CAF CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA
ECU EGY ERI ESP EST ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI
HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA
LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM
NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY QAT ROU RUS RWA SAU SDN
SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO
TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE
""".split()
OTHER_STATES = ("PSE", "TWN", "VAT", "XKX")
# fmt: on

STATED = {
    *(PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label"),
    *(PREFIXES["skos"] + "altLabel", PREFIXES["skos"] + "notation"),
    *map(term, ("abbreviation", "demonym", "metonym", "isoAlpha2", "isoAlpha3", "cowCode")),
    *map(term, ("number", "within", "capitalOf", "bodyOf", "treatyOf", "partOf")),
    *map(term, ("excludes", "contrast")),
}
"""What the file may state: names, codes, where a thing lies or belongs as a part, what excludes what."""

SHARED = {
    ("Place", fold("زنجبار")),  # Zanzibar, and Zinjibar in Yemen: the document tells which
    ("State", "congolese"),
    ("State", "dominican"),
}
"""Folded names that two things of one class share."""

SEED_NAMES = {
    "state/ARM": "أرمينيا جمهورية_أرمينيا أرميني أرمني أرمن Armenia",
    "state/AZE": "أذربيجان جمهورية_أذربيجان أذربيجاني Azerbaijan",
    "state/BLR": "بيلاروسيا روسيا_البيضاء بيلاروس بيلاروسي Belarus",
    "state/GEO": "جورجيا Georgia",
    "state/KAZ": "كازاخستان قازاخستان Kazakhstan",
    "state/KGZ": "قرغيزستان قيرغيزستان قيرغزستان Kyrgyzstan",
    "state/RUS": "روسيا روسي الاتحاد_الروسي الكرملين Russia Russian_Federation Kremlin",
    "state/TJK": "طاجيكستان Tajikistan",
    "state/UZB": "أوزبكستان Uzbekistan",
    "state/UKR": "أوكرانيا أوكراني Ukraine",
    "state/USA": "الولايات_المتحدة الولايات_المتّحدة أمريكا أمريكي أميركي United_States",
    "state/SUN": "الاتحاد_السوفيتي الاتحاد_السوفيتي_السابق سوفيتي Soviet_Union",
    "state/SAU": "المملكة_العربية_السعودية السعودية",
    "state/ARE": "الإمارات_العربية_المتحدة الإمارات",
    "state/DEU": "ألمانيا",
    "state/EGY": "مصر مصري",
    "state/IRN": "إيران",
    "place/yerevan": "يريفان Yerevan",
    "place/baku": "باكو",
    "place/moscow": "موسكو",
    "place/cairo": "القاهرة",
    "place/rome": "روما",
    "place/tashkent": "طشقند",
    "place/nagorno-karabakh": "كاراباخ ناغورني_كاراباخ ناغورنو_كاراباخ Nagorno-Karabakh Karabakh",
    "place/caucasus": "القوقاز Caucasus",
    "place/south-caucasus": "جنوب_القوقاز South_Caucasus",
    "place/central-asia": "آسيا_الوسطى Central_Asia",
    "place/eurasia": "أوراسيا",
    "place/eastern-ukraine": "شرق_أوكرانيا Eastern_Ukraine",
    "place/donbas": "دونباس Donbas Donbass",
    "place/middle-east": "الشرق_الأوسط",
    "place/north-africa": "شمال_إفريقيا",
    "organization/WESTERN-STATES": "الغرب",
    "place/europe": "أوروبا",
    "place/caspian-sea": "بحر_قزوين",
    "place/online": "الفيديو_كونفرنس عبر_الفيديو_كونفرنس عبر_الإنترنت online video_conference",
    "alliance/CSTO": "منظمة_معاهدة_الأمن_الجماعي منظمة_الأمن_الجماعي CSTO",
    "alliance/NATO": "الناتو حلف_شمال_الأطلسي حلف_شمال_الاطلسي منظمة_حلف_شمال_الأطلسي NATO",
    "alliance/CIS": "كومنولث_الدول_المستقلة CIS",
    "alliance/SCO": "منظمة_شنغهاي_للتعاون SCO Shanghai_Cooperation_Organisation",
    "alliance/EAEU": "الاتحاد_الاقتصادي_الأوروبي_الآسيوي الاتحاد_الاقتصادي_الأوراسي EAEU",
    "alliance/CICA": "SICA CICA مؤتمر_التفاعل_وإجراءات_بناء_الثقة_في_آسيا",
    "alliance/EU": "الاتحاد_الأوروبي الاتّحاد_الأوروبي European_Union EU",
    "organization/UN": "الأمم_المتحدة United_Nations UN",
    "organization/G20": "مجموعة_العشرين G20 Group_of_Twenty",
    "organization/EGIC": "مركز_المعلومات_الخليجية_والأوروبية Euro-Gulf_Information_Centre",
    "organization/SKY-NEWS-ARABIA": "سكاي_نيوز_عربية",
    "body/UN/general-assembly": "الجمعية_العامة_للأمم_المتحدة United_Nations_General_Assembly",
    "body/CSTO/collective-security-council": "مجلس_الأمن_الجماعي Collective_Security_Council",
    "body/CSTO/military-committee": "اللجنة_العسكرية_لمنظمة_معاهدة_الأمن_الجماعي",
    "body/CIS/unified-armed-forces": "القوات_المسلحة_المتحدة_لكومنولث_الدول_المستقلة",
    "body/caspian-summit": "النظام_القانوني_لبحر_قزوين Caspian_Summit",
    "body/ARM/national-assembly": "National_Assembly_of_Armenia البرلمان_الأرميني",
    "body/ARM/security-council": "مجلس_الأمن_الأرميني Security_Council_of_Armenia",
    "body/USA/house-of-representatives": "مجلس_النواب_الأمريكي",
    "body/RUS/ministry-of-defence": "وزارة_الدفاع_الروسية Russian_Ministry_of_Defence",
    "treaty/CST-1992": "معاهدة_الأمن_الجماعي اتفاقية_الأمن_الجماعي اتفاق_الأمن_الجماعي "
    "ميثاق_طشقند معاهدة_طشقند الاتفاقية_الجماعية Collective_Security_Treaty Tashkent_Treaty",
    "treaty/CST-1992/article/4": "Collective_Security_Treaty_Article_4 CSTO_Article_4 "
    "المادة_4_من_منظمة_معاهدة_الأمن_الجماعي",
    "treaty/NAT-1949/article/5": "North_Atlantic_Treaty_Article_5 NATO_Article_5 "
    "المادة_5_من_الناتو",
    "treaty/ARM-AZE-peace": "Armenia–Azerbaijan_peace_treaty معاهدة_السلام_بين_أرمينيا_وأذربيجان",
    "office/president": "الرئيس رئيس president",
    "office/prime-minister": "رئيس_الوزراء رئيس_وزراء prime_minister",
    "office/secretary-general": "الأمين_العام أمين_عام الامين_العام سكرتير_عام secretary-general",
    "office/chairperson": "الرئيس_الحالي الرئاسة_الدورية chairman",
    "office/chief-of-staff": "رئيس_هيئة_الأركان_المشتركة chief_of_the_joint_staff",
    "office/speaker-of-parliament": "رئيس_البرلمان رئيسة_مجلس_النواب رئيس_مجلس_النواب",
    "office/deputy-chairperson": "نائب_رئيس_اللجنة_البرلمانية deputy_chairman",
    "office/deputy-foreign-minister": "نائب_وزير_الخارجية deputy_foreign_minister",
    "office/secretary-of-security-council": "سكرتير_مجلس_الأمن أمين_مجلس_الأمن",
    "office/spokesperson": "المتحدث_باسم المتحدث متحدث press_secretary",
    "office/director": "مدير director",
    "obligation/mutual-defence": "الدفاع_المتبادل الدفاع_المشترك mutual_defence mutual_defense",
    "stance/criticises": "criticises",
    "stance/supports": "supports",
    "stance/condemns": "condemns",
    "stance/denies": "denies",
    "stance/calls-for": "calls_for",
    "aid/military-assistance": "المساعدة_العسكرية military_assistance",
    "aid/troops": "قوات troops",
    "force/peacekeeping-force": "قوات_حفظ_السلام فرقة_حفظ_سلام_متخصصة peacekeeping_force",
    "force/permanent-readiness-force": "permanent_readiness_force حالة_استعداد_دائم",
    "force/collective-forces": "قوات_الأمن_الجماعي",
    "kind/summit": "summit قمة",
    "kind/war": "war حرب",
    "kind/border-war": "border_war",
    "kind/conflict": "conflict",
    "kind/clash": "clash fighting القتال",
    "kind/incursion": "incursion توغل_عسكري",
    "kind/attack": "attack",
    "kind/invasion": "invasion الغزو",
    "kind/occupation": "occupation",
    "kind/aggression": "aggression",
    "kind/shelling": "shelling قصف",
    "kind/escalation": "escalation",
    "kind/unrest": "unrest اضطرابات",
    "kind/protest": "protest protests احتجاجات",
    "kind/insurgency": "insurgency rebellion التمرد",
    "kind/military-incident": "military_incidents",
    "kind/emergency-meeting": "emergency_meeting",
    "kind/extraordinary-session": "extraordinary_session",
    "kind/bilateral-meeting": "bilateral_meeting",
    "kind/fact-finding": "fact-finding تقصي_الحقائق",
    "kind/monitoring": "monitoring observers مراقبة مراقبين",
    "kind/mediation": "mediation الوساطة",
    "kind/money": "money budget الميزانية",
    "kind/troops": "troops",
    "kind/peacekeeping": "peacekeeping peacekeepers",
    "kind/territory": "territory",
    "kind/assistance": "assistance",
}
"""The names by which the seeds, and the facts expected from them, call things; _ for a space."""


@cache
def quads() -> tuple[Quad, ...]:
    """What the file states of things: all but its own header."""
    turtle = files("mithaq.ontology").joinpath("reference.ttl").read_bytes()
    header = NamedNode("https://w3id.org/mithaq/reference")
    return tuple(q for q in parse(turtle, format=RdfFormat.TURTLE) if q.subject != header)


def values(name: str) -> list[tuple[str, str]]:
    """(thing, value) for each statement of the property `name` of ours."""
    return [
        (quad.subject.value, quad.object.value)
        for quad in quads()
        if quad.predicate == NamedNode(term(name))
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, Literal)
    ]


@cache
def by_kind() -> dict[tuple[str, str], set[str]]:
    """The things by class and folded name."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in reference().names:
        found[name.kind, fold(name.text)].add(name.iri)
    return found


@cache
def by_thing() -> dict[str, list[Name]]:
    found: dict[str, list[Name]] = {iri: [] for iri in reference().things}
    for name in reference().names:
        found[name.iri].append(name)
    return found


def test_every_thing_has_one_label_in_english_and_one_in_arabic() -> None:
    for known in reference().things.values():
        tags = [n.language for n in by_thing()[known.iri] if n.relation == "label"]
        assert len(tags) == len(set(tags)), known.iri
        assert {"en", "ar"} <= set(tags) <= {"en", "ar", "ru"}, known.iri


def test_states_have_a_russian_label_and_an_arabic_demonym() -> None:
    for code in (*UNITED_NATIONS, *OTHER_STATES):
        names = by_thing()[thing("State", code)]
        assert [n for n in names if n.relation == "label" and n.language == "ru"], code
        assert [n for n in names if n.relation == "demonym" and n.language == "ar"], code


def test_the_file_states_names_codes_and_parts_and_nothing_that_documents_should_say() -> None:
    assert {quad.predicate.value for quad in quads()} <= STATED


def test_what_is_stated_has_no_blank_node_and_points_only_to_what_is_there() -> None:
    for quad in quads():
        assert isinstance(quad.subject, NamedNode)
        if isinstance(quad.object, NamedNode) and not quad.object.value.startswith(ONTOLOGY):
            assert quad.object.value in reference().things, quad


def test_every_thing_has_one_class_and_an_iri_that_says_which() -> None:
    types = [q.subject for q in quads() if q.predicate.value == PREFIXES["rdf"] + "type"]
    assert len(types) == len(set(types)) == len(reference().things)
    for iri, known in reference().things.items():
        kind = "Treaty" if known.kind == "Provision" else known.kind
        assert iri.startswith(thing(kind) + "/"), iri
        assert iri.isascii(), iri


def test_no_name_is_claimed_by_two_things_of_one_class() -> None:
    shared = {key for key, iris in by_kind().items() if len(iris) > 1}
    assert shared == SHARED


def test_kinds_that_exclude_each_other_say_both_ways_what_is_at_issue() -> None:
    known = reference()
    contrasts: dict[str, set[str]] = {}
    for quad in quads():
        if quad.predicate.value == term("contrast"):
            contrasts.setdefault(quad.subject.value, set()).add(str(quad.object))
    assert contrasts.keys() == known.excludes.keys()
    for kind, others in known.excludes.items():
        assert known.things[kind].kind == "Kind"
        assert len(contrasts[kind]) == 2
        assert kind not in others
        for other in others:
            assert kind in known.excludes[other]
            assert contrasts[kind] == contrasts[other]


def test_every_literal_name_says_its_language_and_is_clean() -> None:
    for quad in quads():
        name = quad.object
        if isinstance(name, Literal) and quad.predicate.value not in map(term, ("number",)):
            assert name.value == " ".join(name.value.split()), name
            assert name.value, quad
    for each in reference().names:
        assert each.language in ("en", "ar", "ru"), each
        arabic = re.search("[\u0600-\u06ff]", each.text) is not None
        cyrillic = re.search("[\u0400-\u04ff]", each.text) is not None
        assert arabic == (each.language == "ar"), each
        assert not cyrillic or each.language == "ru", each


def test_the_members_of_the_united_nations_and_four_more_are_the_states_of_today() -> None:
    assert len(UNITED_NATIONS) == 193
    today = {iri for iri, _code in values("isoAlpha2")}
    assert today == {thing("State", code) for code in (*UNITED_NATIONS, *OTHER_STATES)}


@pytest.mark.parametrize(("name", "shape"), [("isoAlpha3", "[A-Z]{3}"), ("isoAlpha2", "[A-Z]{2}")])
def test_iso_codes_are_well_formed_and_belong_to_one_state_each(name: str, shape: str) -> None:
    codes = values(name)
    assert all(re.fullmatch(shape, code) for _iri, code in codes)
    assert len({code for _iri, code in codes}) == len({iri for iri, _code in codes}) == len(codes)


def test_only_a_state_and_what_it_succeeded_share_a_number_of_correlates_of_war() -> None:
    states: dict[str, set[str]] = defaultdict(set)
    for iri, number in values("cowCode"):
        assert re.fullmatch(r"[1-9]\d{0,2}", number)
        states[number].add(local_name(iri))
    assert {"ARM"} == states["371"]
    assert {"AZE"} == states["373"]
    assert {"BLR"} == states["370"]
    shared = {frozenset(found) for found in states.values() if len(found) > 1}
    assert shared == {frozenset({"SUN", "RUS"}), frozenset({"YUG", "SCG", "SRB"})}
    without = {thing("State", code) for code in UNITED_NATIONS} - set(dict(values("cowCode")))
    assert without == set()


def test_a_states_iri_ends_in_its_code() -> None:
    assert all(iri == thing("State", code) for iri, code in values("isoAlpha3"))


def test_every_state_has_a_capital_but_two() -> None:
    with_capital = set(reference().capitals.values())
    states = {thing("State", code) for code in (*UNITED_NATIONS, *OTHER_STATES)}
    assert states - with_capital == {thing("State", "ISR"), thing("State", "VAT")}
    assert with_capital <= states


def test_a_place_lies_in_a_state_or_a_place() -> None:
    for known in reference().things.values():
        if known.kind == "Place" and known.within:
            assert reference().things[known.within].kind in ("State", "Place"), known.iri


def test_the_cldrs_names_of_states_are_all_known() -> None:
    assert missing_names(reference(), state_codes()) == {}
    assert ("ar", "بيلاروس") in cldr_names("BY")


def test_a_name_that_the_cldr_adds_is_reported_for_its_state() -> None:
    bare = read_reference(
        b"@prefix mq: <https://w3id.org/mithaq/ontology#> ."
        b"<https://w3id.org/mithaq/id/state/ARM> a mq:State ."
    )
    iri = thing("State", "ARM")
    assert missing_names(bare, {iri: "AM"})[iri] == list(cldr_names("AM"))


@pytest.mark.parametrize("iri", sorted(SEED_NAMES))
def test_the_names_of_the_seeds_lead_to_their_things(iri: str) -> None:
    full = thing(iri.partition("/")[0], iri.partition("/")[2])
    kind = reference().things[full].kind
    for name in SEED_NAMES[iri].split():
        assert by_kind()[kind, fold(name.replace("_", " "))] == {full}, name


@pytest.mark.parametrize(
    "name",
    [
        "المادة الخامسة من معاهدة حلف شمال الأطلسي",  # Article 5 of the North Atlantic Treaty
        "الفصل السابع من ميثاق الأمم المتحدة",  # Chapter VII of the UN Charter
    ],
)
def test_articles_are_known_by_their_ordinals(name: str) -> None:
    (iri,) = by_kind()["Provision", fold(name)]
    treaty = reference().things[iri].within
    assert treaty is not None
    assert reference().things[treaty].kind == "Treaty"


def test_the_treatys_name_is_no_name_of_the_alliance() -> None:
    treaty = fold("معاهدة الأمن الجماعي")  # Collective Security Treaty
    assert ("Alliance", treaty) not in by_kind()
    assert reference().treaty_of[thing("Treaty", "CST-1992")] == thing("Alliance", "CSTO")


def test_an_alliance_with_two_treaties_gives_the_first_in_the_file() -> None:
    assert reference().treaties[thing("Alliance", "CSTO")] == thing("Treaty", "CST-1992")


def test_labels_begin_with_the_preferred_name_of_each_language() -> None:
    labels = reference().things[thing("State", "KGZ")].labels
    first = {tag: next(text for other, text in labels if other == tag) for tag, _text in labels}
    assert first == {"en": "Kyrgyzstan", "ar": "قيرغيزستان", "ru": "Киргизия"}
    assert ("ar", "قرغيزستان") in labels
    assert ("ar", "قيرغيزي") not in labels


def test_things_know_what_they_belong_to() -> None:
    things = reference().things
    assert things[thing("Place", "yerevan")].within == thing("State", "ARM")
    assert things[thing("Treaty", "CST-1992/article/4")].within == thing("Treaty", "CST-1992")
    assert things[thing("Treaty", "CST-1992")].within == thing("Alliance", "CSTO")
    assert things[thing("Body", "UN/security-council")].within == thing("Organization", "UN")
    assert things[thing("State", "ARM")].within is None


def test_a_second_type_that_an_editor_adds_does_not_matter() -> None:
    known = read_reference(
        b"@prefix mq: <https://w3id.org/mithaq/ontology#> ."
        b"@prefix owl: <http://www.w3.org/2002/07/owl#> ."
        b"<x:a> a mq:State , owl:NamedIndividual . <x:b> a owl:Ontology ."
    )
    assert {iri: each.kind for iri, each in known.things.items()} == {"x:a": "State"}


def test_a_broken_file_is_said_to_be_broken_and_where() -> None:
    with pytest.raises(OntologyError, match=r"reference\.ttl is not Turtle: .*line 2"):
        read_reference(b"<x:a> a <x:b> .\n<x:a> a")


def test_reading_the_names_needs_neither_rdflib_nor_babel() -> None:
    code = (
        "import sys; from mithaq.ontology.reference import reference; reference();"
        "print({'rdflib', 'babel'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"set()"
