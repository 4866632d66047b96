"""The fact types that the ontology declares are the ones that facts are judged by."""

import pytest

from mithaq.errors import OntologyError
from mithaq.iris import term
from mithaq.ontology.facttypes import fact_types
from mithaq.ontology.vocabulary import classes, defined_classes, superclasses

# type: core roles; further roles
ROLES = """
Membership: alliance member;
Founding: alliance; founder place
TreatySigning: treaty signatory; place
Accession: alliance member;
Withdrawal: alliance member;
Suspension: alliance member; suspendedBy
Invocation: invoker provision; against agent
AssistanceRequest: requester addressee; aid
Deployment: deployer place; beneficiary value
Mission: sender place; kind leader
RefusedAssistance: refuser beneficiary; aid
RefusedSignature: refuser; document
Incident: parties place; kind value
Accusation: accuser accused;
Meeting: body place; kind participants absent
ChairHandover: alliance to; from
OfficeHolding: holder office; organization
Appointment: holder office; organization
Resignation: holder office; organization
ForceStrength: alliance force; value
Contribution: contributor recipient; kind value
Provision: provision obligation;
Comparison: a b;
Visit: visitor place;
Statement: speaker about; stance
"""
TABLE = {
    name: (tuple(core.split()), frozenset(further.split()))
    for name, _, roles in (line.partition(":") for line in ROLES.strip().splitlines())
    for core, _, further in (roles.partition(";"),)
}
PROPERTIES = {
    "document": "refusedDocument",
    "parties": "party",
    "participants": "participant",
    "to": "handedTo",
    "from": "handedFrom",
    "a": "likens",
    "b": "likenedTo",
    "about": "topic",
}
TIMELESS = {
    "Membership",
    "OfficeHolding",
    "ForceStrength",
    "Contribution",
    "Provision",
    "Comparison",
}


def test_every_type_of_the_table_is_there_and_no_other() -> None:
    assert set(fact_types()) == set(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_a_type_has_the_core_roles_of_the_table_in_order_and_the_further_ones(name: str) -> None:
    core, further = TABLE[name]
    roles = fact_types()[name].roles
    assert tuple(role.name for role in roles[: len(core)]) == core
    assert {role.name for role in roles[len(core) :]} == further
    assert [role.core for role in roles] == [True] * len(core) + [False] * len(further)


@pytest.mark.parametrize("name", TABLE)
def test_an_event_is_what_another_time_would_make_another(name: str) -> None:
    assert fact_types()[name].event == (name not in TIMELESS)


def test_a_type_is_named_as_its_class_but_for_provision_which_is_the_article_itself() -> None:
    iris = {name: fact_type.iri for name, fact_type in fact_types().items()}
    assert iris.pop("Provision") == term("Commitment")
    assert iris == {name: term(name) for name in iris}


def test_a_role_names_its_property() -> None:
    for fact_type in fact_types().values():
        for role in fact_type.roles:
            if (fact_type.name, role.name) == ("Provision", "provision"):
                assert role.property == term("committingText")
            else:
                assert role.property == term(PROPERTIES.get(role.name, role.name))


def test_only_these_roles_take_several_participants() -> None:
    several = {r.name for t in fact_types().values() for r in t.roles if r.several}
    assert several == {"parties", "participants", "absent", "founder", "against"}


def test_kinds_are_classes_and_hold_their_subclasses() -> None:
    for fact_type in fact_types().values():
        for role in fact_type.roles:
            assert role.kinds <= classes()
            assert bool(role.kinds) == (role.name != "value")
            below = {k for k in classes() if superclasses(k) & role.kinds}
            assert below - role.kinds <= defined_classes()
            assert not role.kinds & defined_classes()


@pytest.mark.parametrize(
    ("name", "role", "kinds"),
    [
        ("Withdrawal", "alliance", {"Organization", "Alliance", "Body", "Treaty"}),
        ("Deployment", "place", {"Location", "Place", "State"}),
        ("Provision", "provision", {"LegalText", "Instrument", "Treaty", "Provision"}),
        ("OfficeHolding", "holder", {"Person"}),
    ],
)
def test_a_role_takes_exactly_these_kinds(name: str, role: str, kinds: set[str]) -> None:
    assert fact_types()[name].role(role).kinds == kinds


@pytest.mark.parametrize("kind", ["State", "Alliance", "Organization", "ArmedGroup"])
def test_states_organisations_and_armed_groups_may_join_sign_and_deploy(kind: str) -> None:
    for name, role in (
        ("Membership", "member"),
        ("TreatySigning", "signatory"),
        ("Deployment", "deployer"),
        ("Statement", "speaker"),
    ):
        assert kind in fact_types()[name].role(role).kinds


@pytest.mark.parametrize(
    ("name", "role"),
    [("Membership", "member"), ("Deployment", "deployer"), ("AssistanceRequest", "addressee")],
)
def test_a_treaty_never_stands_for_its_organisation(name: str, role: str) -> None:
    assert "Treaty" not in fact_types()[name].role(role).kinds


def test_likening_may_take_a_treaty_an_article_or_an_organisation() -> None:
    kinds = fact_types()["Comparison"].role("a").kinds
    assert {"Treaty", "Provision", "Alliance"} <= kinds
    assert "State" not in kinds


def test_an_unknown_role_is_refused_with_the_known_ones() -> None:
    with pytest.raises(OntologyError, match="Visit has no role host; it has visitor, place"):
        fact_types()["Visit"].role("host")


def test_a_class_that_is_not_there_has_no_superclasses() -> None:
    with pytest.raises(OntologyError, match="no class Retreat"):
        superclasses("Retreat")
