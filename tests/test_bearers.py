"""Offices of who was told of before, where a clause names nobody."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract

PERSON = "درس سمير فالنتي القانون في المدينة. "  # Samir Valenti studied law in the city


def told(text: str) -> set[tuple[str, str, str]]:
    found = (f for f in extract(given("d", text)) if f.type not in ("Meeting", "Visit"))
    return {
        (
            fact.type,
            fact.role("holder")[0].iri.rpartition("/")[2],
            fact.role("office")[0].iri.split("/office/")[1].split("/")[0],
        )
        for fact in found
    }


@pytest.mark.parametrize(
    ("clause", "kind", "office"),
    [
        ("وكان وزيرا للدفاع.", "OfficeHolding", "defence-minister"),
        ("ثم عمل مستشارا للرئيس الكيني.", "OfficeHolding", "adviser"),
        ("وعين أمينا عاما لحلف شمال الأطلسي.", "Appointment", "secretary-general"),
        ("وشغل منصب وزير المالية.", "OfficeHolding", "finance-minister"),
        ("وترك منصب وزير المالية عام 2004.", "Resignation", "finance-minister"),
        ("وغادر المدينة منذ تعيينه وليا للعهد.", "Appointment", "crown-prince"),
    ],
)
def test_a_clause_without_a_name_tells_of_who_was_named_before(
    clause: str, kind: str, office: str
) -> None:
    assert (kind, "سمير-فالنتي", office) in told(PERSON + clause)


@pytest.mark.parametrize(
    "clause",
    [
        "وكان وزير الدفاع الكيني قد غادر.",  # the minister had left
        "وكان رئيس الوزراء الكيني في باريس.",  # the prime minister was in Paris
        "وعينت وزيرة للعدل.",  # she was appointed
        "وقالت الحكومة إنها ستعين وزيرا للعدل.",  # the government will appoint one
        "وقال المتهم الذي عمل مستشارا للرئيس ذلك.",  # the accused, who served as an adviser
    ],
)
def test_what_others_are_or_do_is_none_of_his(clause: str) -> None:
    assert told(PERSON + clause) == set()
