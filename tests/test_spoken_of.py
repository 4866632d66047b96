"""What a sentence leaves to the ones before it: agreements, alliances, lists of states; and over asides."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract

# Canada and Japan signed the fisheries agreement in Accra.
SIGNED = "ووقعت كندا واليابان في أكرا اتفاقية الصيد البحري. "
# Chad, Gabon and Togo met in Lome.
MET = "والتقى وزراء خارجية تشاد والغابون وتوغو في لومي. "
# The East African Community is an organisation.
GROUP = "ومجموعة شرق أفريقيا منظمة إقليمية. "


def told(text: str, kind: str, role: str) -> set[str]:
    """The last parts of the IRIs that fill a role of the facts of one type."""
    facts = (fact for fact in extract(given("x", text)) if fact.type == kind)
    return {
        p.iri.rpartition("/")[2]
        for fact in facts
        for name, named in fact.roles
        if name == role
        for p in named
    }


@pytest.mark.parametrize(
    ("text", "kind", "role", "wanted"),
    [
        # and among the signatories are Kenya, the host country, Ghana and Mali
        (
            SIGNED + "ومن بين الموقعين كينيا، البلد المضيف، وغانا ومالي.",
            "TreatySigning",
            "signatory",
            {"CAN", "JPN", "KEN", "GHA", "MLI"},
        ),
        # the three states signed a charter
        (
            MET + "ووقعت الدول الثلاث ميثاق لومي.",
            "TreatySigning",
            "signatory",
            {"TCD", "GAB", "TGO"},
        ),
        # Burundi joined it in 2007
        (GROUP + "والتحقت بها بوروندي عام 2007.", "Accession", "member", {"BDI"}),
        # the community, which held its first summit in Arusha, includes Kenya and Uganda
        (
            "وتضم مجموعة شرق أفريقيا، التي عقدت أولى قممها في أروشا، كينيا وأوغندا.",
            "Membership",
            "member",
            {"KEN", "UGA"},
        ),
    ],
)
def test_what_was_spoken_of_fills_the_role(
    text: str, kind: str, role: str, wanted: set[str]
) -> None:
    assert told(text, kind, role) == wanted


def test_two_agreements_are_not_taken_for_one() -> None:
    """Where the sentence names an agreement of its own, the one before is not signed again."""
    # and among the signatories of the charter of Lome is Kenya
    text = SIGNED + "ومن بين الموقعين على ميثاق لومي كينيا."
    facts = [f for f in extract(given("x", text)) if f.type == "TreatySigning"]
    assert len({dict(f.roles)["treaty"][0].iri for f in facts}) == 2
