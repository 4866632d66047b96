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
