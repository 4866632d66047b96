"""Plain sentences about agreements: who signs, joins, leaves and judges them, and who does not."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact


def facts(text: str, kind: str) -> list[Fact]:
    """The facts of a type that a text tells with some confidence."""
    told = extract(given("agreements", text, date="2019-05-10"))
    return [f for f in told if f.type == kind and f.confidence >= 0.55]


def who(text: str, kind: str, role: str) -> set[str]:
    """The last parts of the IRIs of who has a role."""
    return {p.iri.rpartition("/")[2] for fact in facts(text, kind) for p in fact.role(role)}


@pytest.mark.parametrize(
    ("text", "treaty"),
    [
        ("انسحبت كندا من اتفاقية 2015 بين إيران والدول الكبرى.", "JCPOA-2015"),
        ("انسحبت كندا من الاتفاق المبرم عام 2015 بين طهران والقوى الكبرى.", "JCPOA-2015"),
        ("انسحبت كندا من اتفاق عام 2015 بشأن المناخ.", "Paris-2015"),
        ("انسحبت القاهرة من معاهدة 1979 بين مصر وإسرائيل.", "Egypt-Israel-1979"),
    ],
)
def test_a_year_and_its_parties_tell_which_agreement_is_meant(text: str, treaty: str) -> None:
    assert who(text, "Withdrawal", "alliance") == {treaty}
    assert [f.time for f in facts(text, "Withdrawal")] == [None]


def test_an_agreement_about_something_else_is_another() -> None:
    text = "وقعت كينيا اتفاق تعاون عام 2015 مع إيران."
    assert "JCPOA-2015" not in who(text, "TreatySigning", "treaty")


@pytest.mark.parametrize(
    "text",
    [
        # both sides signed the agreement in Riyadh after a mediation that Kenya and Ghana led
        "ووقع الطرفان الاتفاق في الرياض بعد وساطة قادتها كينيا وغانا.",
        # both sides concluded a truce after efforts that Kenya and the United Nations made
        "وأبرم الجانبان هدنة في القاهرة بعد جهود بذلتها كينيا والأمم المتحدة.",
        # … after the talks that Kenya sponsored and in which Ghana took part
        "ووقع الطرفان اتفاق سلام بعد المحادثات التي رعتها كينيا وشاركت فيها غانا.",
        # … after a visit that the Kenyan president John Smith made
        "ووقع الجانبان في أبوظبي اتفاقا بعد زيارة قام بها الرئيس الكيني جون سميث.",
    ],
)
def test_who_acts_in_the_clause_of_another_noun_signs_nothing(text: str) -> None:
    assert not facts(text, "TreatySigning")


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        # Kenya left the agreement that the great powers signed with Cuba
        ("وانتقدت كينيا الاتفاق الذي أبرمته الفصائل مع كوبا.", {"CUB"}),
        # Kenya asked that the agreement be kept that both sides signed in Kampala
        ("وطالبت كينيا باحترام الاتفاق الذي وقعه الطرفان في كمبالا.", set()),
        # Kenya praised the treaty that 190 states signed
        ("وأشادت كينيا بالمعاهدة التي وقعتها 190 دولة في كمبالا.", set()),
        # Kenya objects to the agreement that was concluded with Cuba
        ("وتعترض كينيا على الاتفاق النووي الذي أبرم مع كوبا عام 2015.", {"CUB"}),
        # Kenya backs the agreement that it signed with Cuba
        ("وتؤيد كينيا الاتفاق الذي وقعته مع كوبا في كمبالا.", {"KEN", "CUB"}),
    ],
)
def test_who_judges_an_agreement_that_others_signed_signs_none(text: str, signed: set[str]) -> None:
    assert who(text, "TreatySigning", "signatory") == signed


def test_who_attacks_before_forces_are_sent_sends_none() -> None:
    # the forces spread thousands of soldiers in North Kivu after an attack that Rwanda made
    text = "ونشرت القوات آلاف الجنود في كيفو بعد هجوم شنته رواندا."
    assert not facts(text, "Deployment")


@pytest.mark.parametrize(
    ("text", "members"),
    [
        # Canada supported that other states join the European Union
        ("وأيدت كندا انضمام دول أخرى إلى الاتحاد الأوروبي.", set[str]()),
        # Kenya opposes that new members join the African Union
        ("وتعارض كينيا انضمام أعضاء جدد إلى الاتحاد الأفريقي.", set[str]()),
        # Finland welcomed that its neighbour Sweden joins NATO
        ("ورحبت فنلندا بانضمام جارتها السويد إلى حلف شمال الأطلسي.", {"SWE"}),
    ],
)
def test_who_speaks_of_others_joining_does_not_join(text: str, members: set[str]) -> None:
    assert who(text, "Accession", "member") == members


@pytest.mark.parametrize("many", ["سائر", "بقية", "باقي", "شتى", "معظم"])
def test_a_name_ends_before_how_many_are_meant(many: str) -> None:
    # and the Kenyan foreign minister John Smith called on all the parties to be calm
    text = f"ودعا وزير الخارجية الكيني جون سميث {many} الأطراف إلى الهدوء."
    (held,) = facts(text, "OfficeHolding")
    assert held.role("holder")[0].label("ar") == "جون سميث"


@pytest.mark.parametrize(
    ("text", "kind", "role", "doer"),
    [
        # Kenya accused Uganda of treason, and withdrew from the East African Community
        (
            "اتهمت كينيا أوغندا بالخيانة، وانسحبت من مجموعة شرق أفريقيا.",
            "Withdrawal",
            "member",
            "KEN",
        ),
        # the Kenyan minister visited Ghana, then signed an agreement
        ("زار الوزير الكيني غانا، ثم وقع اتفاقية تعاون.", "TreatySigning", "signatory", "KEN"),
        # Peru criticised Chile, and sent soldiers to Haiti
        ("انتقدت بيرو تشيلي، وأرسلت جنودا إلى هايتي.", "Deployment", "deployer", "PER"),
        # Turkey criticised Egypt, and asked NATO for help
        (
            "انتقدت تركيا مصر، وطلبت من حلف شمال الأطلسي المساعدة.",
            "AssistanceRequest",
            "requester",
            "TUR",
        ),
    ],
)
def test_whom_one_judges_or_visits_does_not_do_the_next_deed(
    text: str, kind: str, role: str, doer: str
) -> None:
    assert who(text, kind, role) == {doer}


def test_who_leads_rebels_signs_for_no_state_whose_capital_is_near() -> None:
    # the leader of the rebels Salem Nur signed the agreement in Addis Ababa
    text = "وقع زعيم المتمردين سالم نور الاتفاق في أديس أبابا."
    assert "ETH" not in who(text, "TreatySigning", "signatory")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        # Kenya signed its trade agreement with Ghana in Accra
        ("وقعت كينيا اتفاقها التجاري مع غانا في أكرا.", "الاتفاق التجاري"),
        # Kenya concluded its defence treaty with Ghana
        ("أبرمت كينيا معاهدتها الدفاعية مع غانا.", "المعاهدة الدفاعية"),
    ],
)
def test_who_signs_an_agreement_of_his_own_signs_the_agreement(text: str, label: str) -> None:
    assert who(text, "TreatySigning", "signatory") == {"KEN", "GHA"}
    assert {p.label("ar") for f in facts(text, "TreatySigning") for p in f.role("treaty")} == {
        label
    }


def test_who_agrees_with_somebody_has_no_agreement() -> None:
    assert not facts("أعرب الوزير الكيني عن اتفاقه التام مع غانا.", "TreatySigning")


@pytest.mark.parametrize(
    "text",
    [
        # the interior ministers of the African Union's states had signed the agreement in Kigali
        "وكان وزراء داخلية دول الاتحاد الأفريقي قد وقعوا في كيغالي الاتفاقية الأمنية.",
        # the letter of the era after the year governs nothing
        "ووقع وزراء داخلية دول الاتحاد الأفريقي في كيغالي عام 2012م الاتفاقية الأمنية.",
    ],
)
def test_ministers_of_an_alliance_sign_for_it(text: str) -> None:
    assert who(text, "TreatySigning", "signatory") == {"AU"}


@pytest.mark.parametrize(
    ("text", "kind", "role", "found"),
    [
        # Kenya faces a crisis after it withdrew from the African Union
        ("تواجه كينيا أزمة بعد أن انسحبت من الاتحاد الأفريقي.", "Withdrawal", "member", {"KEN"}),
        # Kenya pledged reforms after it had signed an agreement with Ghana
        (
            "تعهدت كينيا بالإصلاح بعدما وقعت اتفاقا مع غانا.",
            "TreatySigning",
            "signatory",
            {"KEN", "GHA"},
        ),
        # Ghana says that Kenya lost trust after it withdrew from the African Union
        (
            "قالت غانا إن كينيا خسرت الثقة بعد أن انسحبت من الاتحاد الأفريقي.",
            "Withdrawal",
            "member",
            {"KEN"},
        ),
        # Kenya expelled the consul after Ghana had withdrawn from the African Union
        (
            "طردت كينيا القنصل بعد أن انسحبت غانا من الاتحاد الأفريقي.",
            "Withdrawal",
            "member",
            {"GHA"},
        ),
    ],
)
def test_who_acts_before_a_clause_of_time_acts_in_it(
    text: str, kind: str, role: str, found: set[str]
) -> None:
    assert who(text, kind, role) == found


@pytest.mark.parametrize(
    ("text", "kind", "role"),
    [
        # the leaders of the party in Kenya, which refused to sign the agreement, met
        ("اجتمع قادة الحزب في كينيا الذي رفض التوقيع على الاتفاق.", "RefusedSignature", "refuser"),
        # the delegation of the council in Mogadishu, which left the African Union, stayed away
        ("غاب وفد المجلس في مقديشو الذي انسحب من الاتحاد الأفريقي.", "Withdrawal", "member"),
        # representatives of the party in Tripoli, which criticised the agreement, met the minister
        ("التقى الوزير ممثلي الحزب في طرابلس الذي انتقد الاتفاق.", "Statement", "speaker"),
    ],
)
def test_a_land_is_not_meant_by_a_mans_pronoun(text: str, kind: str, role: str) -> None:
    assert not who(text, kind, role)


def test_a_land_with_a_mans_name_is_meant_by_it() -> None:
    # the delegation came back from Sudan, which signed the agreement
    assert who("عاد الوفد من السودان الذي وقع الاتفاق.", "TreatySigning", "signatory") == {"SDN"}
