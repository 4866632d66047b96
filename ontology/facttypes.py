"""Fact types: the roles each one has and what may stand in them, read from the ontology."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pyoxigraph import BlankNode, NamedNode

from mithaq.errors import OntologyError
from mithaq.iris import PREFIXES, term
from mithaq.ontology.vocabulary import (
    classes,
    defined_classes,
    literal,
    members,
    name,
    resources,
    subclasses,
    superclasses,
)

_CORE_ROLE = NamedNode(term("coreRole"))
_FURTHER_ROLE = NamedNode(term("furtherRole"))
_ROLE_NAME = NamedNode(term("roleName"))
_ROLE_ORDER = NamedNode(term("roleOrder"))
_ONCE_ONLY = NamedNode(term("onceOnly"))
_SEVERAL = NamedNode(term("several"))
_TYPE_NAME = NamedNode(term("typeName"))
_RANGE = NamedNode(PREFIXES["rdfs"] + "range")
_UNION_OF = NamedNode(PREFIXES["owl"] + "unionOf")


@dataclass(frozen=True, slots=True)
class Role:
    """A part that a fact's participants play.

    `property` is the IRI of what ties the situation to the participant. `kinds` are the local names
    of every class that may stand there, subclasses included, but for those that only a reasoner
    fills; empty where a number stands (`value`).
    """

    name: str
    property: str
    kinds: frozenset[str]
    core: bool
    several: bool


@dataclass(frozen=True, slots=True)
class FactType:
    """One type of fact and its roles, the core ones first.

    `event` says that the time is part of what it is: at another time it would be another one.
    """

    name: str
    iri: str
    roles: tuple[Role, ...]
    event: bool

    @property
    def core(self) -> tuple[Role, ...]:
        """The roles that decide whether two facts are the same."""
        return tuple(role for role in self.roles if role.core)

    def role(self, name: str) -> Role:
        """The role `name`."""
        for role in self.roles:
            if role.name == name:
                return role
        known = ", ".join(role.name for role in self.roles)
        raise OntologyError(f"{self.name} has no role {name}; it has {known}.")


@cache
def fact_types() -> Mapping[str, FactType]:
    """Every fact type by its name, sorted."""
    found = sorted(_fact_types(), key=lambda fact_type: fact_type.name)
    return MappingProxyType({fact_type.name: fact_type for fact_type in found})


@cache
def once_only(name: str) -> bool:
    """Whether a fact of the type `name` happens to the same participants only once."""
    return literal(NamedNode(fact_types()[name].iri), _ONCE_ONLY) == "true"


def _fact_types() -> Iterator[FactType]:
    for kind in classes():
        iri = NamedNode(term(kind))
        core = _roles(iri, _CORE_ROLE)
        if core:
            yield FactType(
                name=literal(iri, _TYPE_NAME) or kind,
                iri=iri.value,
                roles=(*core, *_roles(iri, _FURTHER_ROLE)),
                event="Event" in superclasses(kind),
            )


def _roles(fact_type: NamedNode, predicate: NamedNode) -> tuple[Role, ...]:
    properties = (each for each in resources(fact_type, predicate) if isinstance(each, NamedNode))
    return tuple(_role(each, predicate) for each in sorted(properties, key=_order))


def _order(role: NamedNode) -> int:
    order = literal(role, _ROLE_ORDER)
    if order is None:
        raise OntologyError(f"{role.value} stands as a role and has no mq:roleOrder.")
    return int(order)


def _role(iri: NamedNode, predicate: NamedNode) -> Role:
    return Role(
        name=literal(iri, _ROLE_NAME) or name(iri) or iri.value,
        property=iri.value,
        kinds=frozenset().union(*map(_kinds, resources(iri, _RANGE))),
        core=predicate == _CORE_ROLE,
        several=literal(iri, _SEVERAL) == "true",
    )


def _kinds(allowed: NamedNode | BlankNode) -> frozenset[str]:
    """A class and what is below it, for a range that is a class or a union of classes."""
    if isinstance(allowed, BlankNode):
        return frozenset().union(
            *(_kinds(m) for head in resources(allowed, _UNION_OF) for m in members(head))
        )
    kind = name(allowed)
    return frozenset() if kind is None else (subclasses(kind) | {kind}) - defined_classes()
