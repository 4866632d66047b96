"""What the ontology's page tells of a term beside its definition: one line a matter."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

from markupsafe import Markup, escape
from pyoxigraph import NamedNode

from mithaq.iris import PREFIXES, THING, compact, local_name
from mithaq.ontology.reference import reference
from mithaq.ontology.vocabulary import name
from mithaq.server.expressions import Show, expression, in_words, inverses, manchester
from mithaq.server.glossary import Term, children, conditions, disjoint, parents, terms
from mithaq.server.names import page
from mithaq.server.statements import (
    Node,
    alignments,
    classes_in,
    iris,
    members,
    objects,
    subjects,
)
from mithaq.server.words import words

_CHARACTERISTICS = (
    "Functional",
    "InverseFunctional",
    "Transitive",
    "Symmetric",
    "Asymmetric",
    "Reflexive",
    "Irreflexive",
)
_MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")


@dataclass(frozen=True, slots=True)
class Fact:
    """A line: the key of its word, and what stands there."""

    word: str
    said: tuple[Markup, ...]


def shown(language: str) -> Show:
    """Shows a term of ours by its label, with a link to its place on the page.

    A thing of the reference data is shown by its name, with a link to it; the rest by prefix.
    """

    def show(iri: str) -> Markup:
        local = name(NamedNode(iri))
        if local in terms():
            return link(local or "", language)
        if thing := reference().things.get(iri):
            called = dict(reversed(thing.labels)).get(language, thing.iri)
            return Markup('<a href="{}?lang={}"><bdi>{}</bdi></a>').format(
                page(iri), language, called
            )
        return Markup('<code dir="ltr">{}</code>').format(compact(iri).strip("<>"))

    return show


def link(local: str, language: str) -> Markup:
    """The label of a term of ours, leading to its place on the page."""
    return Markup('<a href="#{}"><bdi>{}</bdi></a>').format(local, terms()[local].label(language))


@cache
def facts(local: str, language: str) -> tuple[Fact, ...]:
    """Everything to tell of the term `local` in `language`, line by line."""
    each = terms()[local]
    tell = {"class": _of_class, "individual": _of_individual}.get(each.kind, _of_property)
    told = chain(tell(each, language), _elsewhere(each))
    return tuple(Fact(word, said) for word, found in told if (said := tuple(found)))


def definition_lines(local: str, language: str) -> tuple[tuple[Markup, Markup], ...]:
    """What defines a class: in words, and in the Manchester syntax with local names."""
    show, says = shown(language), words(language)
    return tuple(
        (in_words(each, show, says), manchester(each, _local)) for each in conditions(local)
    )


def _local(iri: str) -> Markup:
    local = name(NamedNode(iri)) or (local_name(iri) if iri.startswith(THING) else None)
    return escape(local or compact(iri).strip("<>"))


def _of_class(each: Term, language: str) -> Iterator[tuple[str, Iterable[Markup]]]:
    yield "kind-of", _links(parents(each.name), language)
    yield "kinds", _links(children(each.name), language)
    yield "disjoint-with", _links(disjoint(each.name), language)
    yield "core-roles", _named(each, "mq:coreRole", language)
    yield "further-roles", _named(each, "mq:furtherRole", language)
    yield "starts-from", _users("rdfs:domain", each, language)
    yield "leads-to-it", _users("rdfs:range", each, language)
    yield "keys", (_list(head, language, " + ") for head in objects(each.iri, "owl:hasKey"))


def _of_property(each: Term, language: str) -> Iterator[tuple[str, Iterable[Markup]]]:
    says, show = words(language), shown(language)
    for word, prefixed in (("domain", "rdfs:domain"), ("range", "rdfs:range")):
        found = objects(each.iri, prefixed)
        yield word, (in_words(expression(one), show, says) for one in found)
    types = iris(each.iri, "rdf:type")
    yield (
        "characteristics",
        (
            escape(says[f"is-{one}"])
            for one in _CHARACTERISTICS
            if f"{PREFIXES['owl']}{one}Property" in types
        ),
    )
    yield "inverse", map(show, inverses(each.iri))
    yield "kind-of", map(show, iris(each.iri, "rdfs:subPropertyOf"))
    yield "kinds", map(show, (o.value for o in subjects("rdfs:subPropertyOf", each.iri)))
    chains = objects(each.iri, "owl:propertyChainAxiom")
    yield "follows-from", (_list(head, language, " ∘ ") for head in chains)
    yield "disjoint-with", _links(disjoint(each.name), language)
    for word, prefixed in (("core-role-of", "mq:coreRole"), ("further-role-of", "mq:furtherRole")):
        yield word, map(show, (o.value for o in subjects(prefixed, each.iri)))


def _of_individual(each: Term, language: str) -> Iterator[tuple[str, Iterable[Markup]]]:
    types = (name(NamedNode(iri)) for iri in iris(each.iri, "rdf:type"))
    yield "kind-of", _links((one for one in types if one is not None), language)


def _elsewhere(each: Term) -> Iterator[tuple[str, Iterable[Markup]]]:
    """The term's kin in other vocabularies, with a link where that is an address of the web."""
    for match in _MATCHES:
        found = alignments().get((str(each.iri), f"{PREFIXES['skos']}{match}"), ())
        iris_ = (other.value for other in found if isinstance(other, NamedNode))
        yield match, map(_outside, iris_)


def _outside(iri: str) -> Markup:
    short = Markup('<code dir="ltr">{}</code>').format(compact(iri).strip("<>"))
    target = page(iri)
    return Markup('<a href="{}">{}</a>').format(target, short) if target else short


def _links(locals_: Iterable[str], language: str) -> Iterator[Markup]:
    return (link(local, language) for local in locals_)


def _named(each: Term, prefixed: str, language: str) -> Iterator[Markup]:
    return map(shown(language), iris(each.iri, prefixed))


def _users(prefixed: str, each: Term, language: str) -> Iterator[Markup]:
    """The properties that name the class as their domain or range, alone or among others."""
    return _links(_naming(prefixed).get(each.iri.value, ()), language)


@cache
def _naming(prefixed: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for local, each in terms().items():
        for node in objects(each.iri, prefixed):
            for iri in classes_in(node):
                found[iri] = (*found.get(iri, ()), local)
    return found


def _list(head: Node, language: str, between: str) -> Markup:
    show = shown(language)
    each = (show(member.value) for member in members(head) if isinstance(member, NamedNode))
    return escape(between).join(each)
