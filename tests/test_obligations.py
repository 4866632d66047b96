"""What agreements oblige to: what is owed beside something else, in return for it, or by whom it binds."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact


def told(text: str, kind: str) -> list[Fact]:
    """The facts of a type that a text tells with some confidence."""
    facts = extract(given("obligations", text, date="2019-05-10"))
    return [f for f in facts if f.type == kind and f.confidence >= 0.55]


def owed(text: str) -> set[str]:
    """What is owed, by the first of its names."""
    things = (p for fact in told(text, "Provision") for p in fact.role("obligation"))
    return {p.label("ar") or p.iri for p in things}


@pytest.mark.parametrize(
    ("text", "things"),
    [
        # the fishing agreement provides for pulling the forces off the islands in return for lifting the sanctions
        (
            "وتنص اتفاقية الصيد على سحب القوات من الجزر مقابل رفع العقوبات عن كينيا.",
            {"سحب القوات", "رفع العقوبات"},
        ),
        # … for non-interference in the affairs of both countries and the exchange of security information
        (
            "وتنص اتفاقية الصيد على عدم التدخل في شؤون البلدين وتبادل المعلومات الأمنية.",
            {"عدم التدخل", "تبادل المعلومات الأمنية"},
        ),
        # the Accra agreement provides for the end of tariffs between …, besides setting up a joint committee
        (
            "وينص اتفاق أكرا على إلغاء الرسوم الجمركية بين كندا وغانا، إضافة إلى إنشاء لجنة مشتركة.",
            {"إلغاء الرسوم الجمركية", "إنشاء لجنة مشتركة"},
        ),
        # the Accra agreement provides for mutual defence and for consultation in danger
        (
            "وتنص اتفاقية أكرا على الدفاع المشترك والتشاور عند الخطر.",
            {"الدفاع المتبادل", "التشاور"},
        ),
        # Canada signed an agreement by which the tariffs are lifted in return for limits to exports
        (
            "ووقعت كندا اتفاقا ترفع بموجبه الرسوم مقابل فرض قيود على الصادرات.",
            {"ترفع بموجبه الرسوم", "فرض قيود"},
        ),
    ],
)
def test_what_is_owed_in_return_is_owed_too(text: str, things: set[str]) -> None:
    assert owed(text) == things


@pytest.mark.parametrize(
    ("text", "things"),
    [
        # under the Dublin agreement refugees have to hand in asylum requests in the first state
        (
            "وبموجب اتفاقية دبلن، يتعين على اللاجئين تقديم طلبات اللجوء في أول دولة.",
            {"تقديم طلبات اللجوء"},
        ),
        # under the Minsk agreement Kiev has to pull back its heavy weapons
        ("وبموجب اتفاق مينسك، يتعين على كييف سحب أسلحتها الثقيلة.", {"سحب أسلحتها الثقيلة"}),
        # Canada has to leave the Paris agreement, according to the minister of energy
        ("ويجب على كندا أن تنسحب من اتفاق باريس وفقا لوزير الطاقة.", set[str]()),
    ],
)
def test_whom_an_agreement_binds_is_not_what_is_owed(text: str, things: set[str]) -> None:
    assert owed(text) == things


@pytest.mark.parametrize(
    "when",
    [
        "في يوليو 2015",  # in July 2015
        "في تموز/يوليو 2015",  # in July, by both its names, 2015
        "يوم الثلاثاء 14 تموز/يوليو 2015",  # on Tuesday, 14 July 2015
    ],
)
def test_a_date_is_one_step_however_many_words_it_has(when: str) -> None:
    # the deal with Iran stays; the agreement was concluded … between Iran and the group of six
    text = f"يبقى الاتفاق النووي مع إيران. وتم إنجاز الاتفاق {when} بين إيران ومجموعة الست."
    parties = {p.iri for f in told(text, "TreatySigning") for p in f.role("signatory")}
    assert len(parties) == 2


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        # the trade agreement between Canada and Ghana came into force
        ("دخل الاتفاق التجاري بين كندا وغانا حيز التنفيذ.", {"CAN", "GHA"}),
        # the agreement between Canada and Ghana came into force
        ("دخل الاتفاق بين كندا وغانا حيز التنفيذ.", {"CAN", "GHA"}),
        # the agreement between Canada and Ghana was not reached
        ("لم يتم التوصل إلى الاتفاق بين كندا وغانا.", set[str]()),
        # Canada ended the trade agreement concluded with Ghana in 2010
        ("ألغت كندا الاتفاق التجاري المبرم مع غانا عام 2010.", {"CAN", "GHA"}),
    ],
)
def test_an_agreement_between_two_is_one_by_whatever_it_is_called(
    text: str, parties: set[str]
) -> None:
    signed = {p.iri for fact in told(text, "TreatySigning") for p in fact.role("signatory")}
    assert {iri.rpartition("/")[2] for iri in signed} == parties
    assert not owed(text)
