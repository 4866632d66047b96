"""Plain sentences of news: what is told of them, and what is not."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact


def facts(text: str, kind: str) -> list[Fact]:
    return [f for f in extract(given("plain", text, date="2019-05-10")) if f.type == kind]


def test_a_flag_is_nobody() -> None:
    text = """انضمت السويد إلى حلف شمال الأطلسي. وسيرفع علم السويد أمام مقر الحلف."""
    (joined,) = facts(text, "Accession")
    assert [p.label("en") for p in joined.role("member")] == ["Sweden"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ورد الرئيس الكيني وليام روتو معلنا أن بلاده باقية في الاتفاق.", "وليام روتو"),
        ("والتقى الرئيس التايواني ما ينغ جيو وفدا.", "ما ينغ جيو"),
    ],
)
def test_a_name_ends_before_what_its_bearer_does_meanwhile(text: str, name: str) -> None:
    (held,) = facts(text, "OfficeHolding")
    assert held.role("holder")[0].label("ar") == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وأبدى وزير الخارجية الروسي سيرغي لافروف مرونة في الحوار.", "سيرغي لافروف"),
        ("ومنح الرئيس الروسي فلاديمير بوتين أولوية للزراعة.", "فلاديمير بوتين"),
    ],
)
def test_a_name_ends_before_the_thing_that_its_bearer_gives(text: str, name: str) -> None:
    (held,) = facts(text, "OfficeHolding")
    assert held.role("holder")[0].label("ar") == name


@pytest.mark.parametrize(
    "text",
    [
        "ويسمح القانون لصربيا بالانضمام إلى الاتحاد الأوروبي.",
        "مما يتيح لصربيا الانضمام إلى الاتحاد الأوروبي.",
        "ويهدف القانون إلى السماح لصربيا بالانضمام إلى الاتحاد الأوروبي.",
    ],
)
def test_what_is_allowed_is_possible(text: str) -> None:
    (joined,) = facts(text, "Accession")
    assert joined.status == "possible"


def test_what_somebody_calls_so_is_nobody() -> None:
    assert not facts("أدان وزير الدفاع الكيني ما سماه «المغامرة» الأوغندية.", "OfficeHolding")


def test_a_condition_of_another_clause_is_none() -> None:
    text = (
        "وهددت بوروندي بسحب كتائبها إذا تأخر الدفع، في حين أعلنت أوغندا أنها سترسل "
        "ألفي جندي إلى مقديشو."
    )
    (deployed,) = facts(text, "Deployment")
    assert deployed.status == "announced"


def test_who_arrives_is_counted_and_no_man_named_before() -> None:
    text = "ودعا الرئيس الكيني وليام روتو إلى الحوار. ووصل نحو مئة عسكري روسي إلى واغادوغو."
    assert not facts(text, "Visit")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "وزار الرئيس الكيني وليام روتو مقديشو، وأجرى محادثات مع الرئيس الصومالي حسن شيخ محمود.",
            ["Mogadishu"],
        ),
        (
            "وزار الرئيس الكيني وليام روتو مقديشو، وأجرى الرئيس الصومالي حسن شيخ محمود محادثات.",
            [],
        ),
    ],
)
def test_who_travelled_goes_on_to_meet_people_there(text: str, told: list[str]) -> None:
    places = [f.role("place")[0].label("en") for f in facts(text, "Meeting")]
    assert places == told


@pytest.mark.parametrize(
    ("paper", "treaties"),
    [("مذكرة رئاسية", 0), ("مذكرة توقيف", 0), ("مذكرة تفاهم مع أوغندا", 1)],
)
def test_an_order_is_no_agreement(paper: str, treaties: int) -> None:
    text = f"ووقع الرئيس الكيني وليام روتو {paper} أمس."
    assert len({f.role("treaty") for f in facts(text, "TreatySigning")}) == treaties


@pytest.mark.parametrize(("states", "count"), [("النامية", 0), ("الأعضاء", 1)])
def test_some_states_are_no_alliance(states: str, count: int) -> None:
    text = f"تعهد الاتحاد الأوروبي بالدعم. ورحبت الدول {states} بالاتفاق."
    speakers = [p.label("en") for f in facts(text, "Statement") for p in f.role("speaker")]
    assert speakers.count("European Union") == count


def test_the_city_of_a_seat_is_not_what_has_it() -> None:
    text = (
        "وقع الناتو اتفاقا مع الاتحاد الأوروبي. واجتمع القادة في مقر الحلف ببروكسل. "
        "وانتقد الرئيس الروسي فلاديمير بوتين الحلف."
    )
    (said,) = facts(text, "Statement")
    assert [p.label("en") for p in said.role("about")] == ["North Atlantic Treaty Organization"]


def test_a_council_of_a_states_own_is_no_alliances() -> None:
    text = (
        "علق مجلس السلم والأمن التابع للاتحاد الأفريقي عضوية السودان. "
        "والتقى الوسيط قادة المجلس العسكري. ووقع المجلس اتفاقية سلام مع كينيا."
    )
    signed = {p.label("en") for f in facts(text, "TreatySigning") for p in f.role("signatory")}
    assert signed <= {"Kenya"}


@pytest.mark.parametrize(
    ("where", "body"),
    [
        ("في بروكسل", "European Union"),
        ("في حلف شمال الأطلسي", "North Atlantic Treaty Organization"),
    ],
)
def test_members_meet_in_a_town_and_not_in_another_alliance(where: str, body: str) -> None:
    text = f"وقال الاتحاد الأوروبي إن الأمر صعب. ويجتمع وزراء خارجية الدول الأعضاء {where} الاثنين."
    bodies = [p.label("en") for f in facts(text, "Meeting") for p in f.role("body")]
    assert bodies == [body]


def test_what_an_agreement_provides_is_no_part_of_its_name() -> None:
    (signed, _) = facts("ووقعت كينيا وأوغندا إعلانا نص على نزع السلاح.", "TreatySigning")
    assert signed.role("treaty")[0].label("ar") == "إعلانا"


@pytest.mark.parametrize(
    ("named", "again", "about"),
    [
        ("الاتحاد الأفريقي", "وأدان الاتحاد الهجوم على القاعدة.", "الهجوم على القاعدة"),
        ("منظمة التعاون الإسلامي", "ورفضت المنظمة القرار الأميركي.", "الولايات المتحدة"),
        ("وزارة الدفاع الروسية", "ونفت الوزارة الاتهامات الأوكرانية.", "أوكرانيا"),
        ("الحكومة الإثيوبية", "وأدانت الحكومة الهجوم الإريتري.", "إريتريا"),
        ("حركة حماس", "ورفضت الحركة المقترح الأميركي.", "الولايات المتحدة"),
    ],
)
def test_what_somebody_called_again_acts_on_is_no_adjective(
    named: str, again: str, about: str
) -> None:
    (said,) = facts(f"وقالت {named} إن الأمر صعب. {again}", "Statement")
    assert said.role("speaker")[0].kind in ("Alliance", "State", "ArmedGroup", "Body")
    assert about in {label for p in said.role("about") for _, label in p.labels}


def test_a_title_is_not_whom_its_bearer_speaks_of() -> None:
    (said,) = facts("وانتقد السفير الكيني جون سميث الحكومة الأوغندية.", "Statement")
    assert [p.label("en") for p in said.role("about")] == ["Uganda"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وأدانت رابطة العالم الإسلامي الهجوم الحوثي.", "رابطة العالم الإسلامي"),
        ("وانتقدت نقابة الصحفيين الأوكرانية القرار الروسي.", "نقابة الصحفيين الأوكرانية"),
        ("وأدان اتحاد المحامين العرب الهجوم الحوثي.", "اتحاد المحامين العرب"),
        ("وأدان حزب المصريين الأحرار القرار الروسي.", "حزب المصريين الأحرار"),
    ],
)
def test_a_groups_name_ends_before_what_it_acts_on(text: str, name: str) -> None:
    (said,) = facts(text, "Statement")
    assert said.role("speaker")[0].label("ar") == name


@pytest.mark.parametrize(
    ("named", "again", "name"),
    [
        (
            "المتحدث باسم الكرملين دميتري بيسكوف",
            "ونفى المتحدث الاتهامات الأميركية.",
            "دميتري بيسكوف",
        ),
        (
            "المستشارة الألمانية أنغيلا ميركل",
            "ورحبت المستشارة بالاتفاق النووي.",
            "أنغيلا ميركل",
        ),
        (
            "رئيس الوزراء الكيني رايلا أودينغا",
            "ورفض رئيس الوزراء القرار الأوغندي.",
            "رايلا أودينغا",
        ),
        (
            "الأمين العام لحلف شمال الأطلسي ينس ستولتنبرغ",
            "وأدان الأمين العام العدوان الروسي على أوكرانيا.",
            "ينس ستولتنبرغ",
        ),
        (
            "المبعوث الأممي إلى اليمن مارتن غريفيث",
            "وأدان المبعوث الأممي الهجوم على صنعاء.",
            "مارتن غريفيث",
        ),
    ],
)
def test_what_an_official_speaks_of_is_no_part_of_his_office(
    named: str, again: str, name: str
) -> None:
    (said,) = facts(f"وقال {named} إن الأمر صعب. {again}", "Statement")
    assert said.role("speaker")[0].label("ar") == name


def test_the_year_after_an_alliance_is_no_adjective_of_it() -> None:
    # Britain negotiates with the European Union. The union bids farewell to Britain, which will leave the union next year.
    text = "تتفاوض بريطانيا مع الاتحاد الأوروبي. ويودع الاتحاد بريطانيا، وستخرج من الاتحاد العام المقبل."
    (left,) = facts(text, "Withdrawal")
    assert left.time is not None
    assert left.time.edtf == "2020"


def test_the_states_parties_are_part_of_an_office() -> None:
    # The president of the Assembly of States Parties, Sidiki Kaba, welcomed the Kenyan decision.
    text = "ورحب رئيس جمعية الدول الأطراف صديقي كابا بالقرار الكيني."
    (held,) = facts(text, "OfficeHolding")
    assert held.role("organization")[0].label("ar") == "جمعية الدول الأطراف"


def test_whom_a_treaty_binds_is_no_part_of_its_name() -> None:
    (owed,) = facts("وتلزم معاهدة الدفاع المشترك الدول الموقعة بتقديم المساعدة.", "Provision")
    assert owed.role("provision")[0].label("ar") == "معاهدة الدفاع المشترك"


def test_what_a_minister_is_charged_with_is_part_of_his_office() -> None:
    # The Moroccan minister charged with the administrative reforms, Mohammed Mousa, said that Canada had withdrawn.
    text = "قال الوزير المغربي المكلف بالإصلاحات الإدارية محمد موسى إن كندا انسحبت."
    (held,) = facts(text, "OfficeHolding")
    assert held.role("holder")[0].label("ar") == "محمد موسى"


def test_the_two_sides_may_be_a_government_and_a_group() -> None:
    text = "اتفقت الحكومة الكولومبية وحركة طالبان على هدنة. ووقع الطرفان اتفاقا في هافانا."
    signed = {p.kind for f in facts(text, "TreatySigning") for p in f.role("signatory")}
    assert signed == {"State", "ArmedGroup"}


def test_who_speaks_to_a_meeting_from_afar_does_not_move_it() -> None:
    text = "وألقى الرئيس الكيني وليام روتو كلمة عبر الفيديو أمام قمة الاتحاد الأوروبي في بروكسل."
    (held,) = facts(text, "Meeting")
    assert [p.label("en") for p in held.role("place")] == ["Brussels"]


@pytest.mark.parametrize("predecessor", ["لستولتنبرغ", "لينس ستولتنبرغ"])
def test_who_is_appointed_in_succession_to_somebody_is_appointed(predecessor: str) -> None:
    text = f"وعين وليام روتو أمينا عاما لحلف شمال الأطلسي خلفا {predecessor}."
    (made,) = facts(text, "Appointment")
    assert made.role("holder")[0].label("ar") == "وليام روتو"
    former = {f.role("holder")[0].label("ar") for f in facts(text, "OfficeHolding")}
    assert former == {predecessor.removeprefix("ل")}


def test_succession_is_no_part_of_a_name() -> None:
    text = "وانتخب البرلمان وليام روتو رئيسا لكينيا خلفا لأوهورو كينياتا."
    holders = {f.role("holder")[0].label("ar") for f in facts(text, "OfficeHolding")}
    assert not any("خلفا" in (name or "") for name in holders)


def test_whose_a_group_is_by_an_adjective_is_not_whom_it_condemns() -> None:
    (said,) = facts("وأدانت رابطة الأطباء السوريين الهجوم على المستشفى.", "Statement")
    assert said.role("speaker")[0].label("ar") == "رابطة الأطباء السوريين"
    assert said.role("about")[0].kind == "Event"


def test_what_is_asked_for_may_stand_behind_an_aside() -> None:
    text = (
        "وطلبت غانا من فرنسا، التي تحتفظ بقاعدة كبيرة في شمال البلاد منذ الاستقلال، "
        "توجيه ضربات جوية إلى المسلحين."
    )
    (asked,) = facts(text, "AssistanceRequest")
    assert asked.role("addressee")[0].label("en") == "France"


@pytest.mark.parametrize(
    ("text", "accuser"),
    [
        ("وتتهم دول الخليج قطر باستضافة جماعات إرهابية.", "Arab states of the Persian Gulf"),
        ("واتهمت الدول الغربية روسيا بالتصعيد.", "Western countries"),
    ],
)
def test_states_of_a_region_accuse_together(text: str, accuser: str) -> None:
    (accused,) = facts(text, "Accusation")
    assert [p.label("en") for p in accused.role("accuser")] == [accuser]


def test_nobody_is_a_member_of_the_states_of_a_region() -> None:
    text = "وتسعى الدول الغربية، ومنها فرنسا وألمانيا، إلى إنقاذ الاتفاق."
    assert not facts(text, "Membership")


def test_how_great_a_harm_is_is_no_office() -> None:
    text = "وكان الإغلاق قد ألحق ضررا كبيرا بالتجارة بين البلدين."
    assert not facts(text, "OfficeHolding")


def test_a_town_that_is_a_word_too_counts_after_a_preposition() -> None:
    assert facts("وأرسلت منظمة حظر الأسلحة الكيميائية مفتشين إلى دوما.", "Mission")
    assert not facts("وأرسلت منظمة حظر الأسلحة الكيميائية دوما مفتشين.", "Mission")


def test_august_is_no_town_of_yemen() -> None:
    assert not facts("وأرسلت كندا كتيبة في آب.", "Deployment")
