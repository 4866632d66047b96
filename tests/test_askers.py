"""Askers: whose request for help a later clause says was not met."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract

TOLD = [
    # whom it asks answers by its own name, by a noun that calls it again, or by a pronoun
    ("طلبت أوكرانيا من ألمانيا دبابات، لكن برلين رفضت.", ("DEU", "UKR")),
    ("وناشدت الصومال الاتحاد الأفريقي إرسال قوات لحمايتها غير أن الاتحاد لم يستجب.", ("AU", "SOM")),
    ("ورغم أن الكويت طلبت قوات من مجلس التعاون الخليجي فإنه لم يتدخل.", ("GCC", "KWT")),
    ("طالبت اليونان حلف شمال الأطلسي بالتدخل لكنه لم يتخذ أي موقف من الأزمة.", ("NATO", "GRC")),
    # two requests: the nearer one
    ("استنجدت النيجر ببوركينا فاسو وطلبت دعما عسكريا، إلا أن واغادوغو لم ترد.", ("BFA", "NER")),
]
UNTOLD = [
    "لم تطلب بولندا من الحلف مساعدة، ولم توافق فرنسا.",  # no request
    "طلبت فرنسا من بلجيكا تسليم المتهم، لكن بروكسل رفضت.",  # not for help
    "طلبت تشاد دعما من فرنسا؛ وفي باماكو رفضت الحكومة.",  # another clause
    "طلبت تشاد دعما من فرنسا، ورفضت السودان مشاركة الحركة في المفاوضات.",  # another refuses
]


def refusals(text: str) -> list[tuple[str, str]]:
    return [
        (fact.role("refuser")[0].iri.rpartition("/")[2], fact.role("beneficiary")[0].iri[-3:])
        for fact in extract(given("askers", text))
        if fact.type == "RefusedAssistance"
    ]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_who_asked_was_refused(text: str, expected: tuple[str, str]) -> None:
    assert refusals(text) == [expected]


@pytest.mark.parametrize("text", UNTOLD)
def test_nobody_was_refused(text: str) -> None:
    assert refusals(text) == []
