"""The ontology's terms as a reader meets them: names, definitions, examples, and how they hang together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pyoxigraph import NamedNode

from mithaq.iris import PREFIXES, term
from mithaq.ontology.vocabulary import classes, name, ontology
from mithaq.server.expressions import Combined, Expression, Named, expression
from mithaq.server.statements import Node, iris, members, objects, subjects, texts

_KINDS = {
    "class": "Class",
    "object-property": "ObjectProperty",
    "data-property": "DatatypeProperty",
    "annotation-property": "AnnotationProperty",
    "individual": "NamedIndividual",
}
KINDS = tuple(_KINDS)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the ontology: its local name, what it is, what is said of it by language."""

    name: str
    kind: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    notes: Mapping[str, tuple[str, ...]]
    examples: tuple[tuple[str, str], ...]
    """Each with its language."""
    notations: tuple[str, ...]

    @property
    def iri(self) -> NamedNode:
        """The IRI, whose end is the name."""
        return NamedNode(term(self.name))

    def label(self, language: str) -> str:
        """What the term is called in `language`; its local name where it has no label."""
        return self.labels.get(language) or self.name


@cache
def terms() -> Mapping[str, Term]:
    """Every term of ours by its local name, sorted."""
    found = {
        each: _term(each, kind)
        for kind, type_ in _KINDS.items()
        for subject in subjects("rdf:type", NamedNode(PREFIXES["owl"] + type_))
        if (each := name(subject)) is not None
    }
    return MappingProxyType(dict(sorted(found.items())))


def terms_of(kind: str) -> tuple[Term, ...]:
    """The terms of one of `KINDS`, sorted by name."""
    return tuple(each for each in terms().values() if each.kind == kind)


def _term(local: str, kind: str) -> Term:
    iri = NamedNode(term(local))
    examples = texts(iri, "skos:example")
    return Term(
        name=local,
        kind=kind,
        labels=_first(texts(iri, "rdfs:label")),
        definitions=_first(texts(iri, "skos:definition")),
        notes=texts(iri, "skos:scopeNote"),
        examples=tuple((said, lang) for lang in sorted(examples) for said in examples[lang]),
        notations=tuple(said for every in texts(iri, "skos:notation").values() for said in every),
    )


def _first(found: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {language: said[0] for language, said in found.items()}


@cache
def conditions(local: str) -> tuple[Expression, ...]:
    """What a class is equivalent to: what defines it."""
    return tuple(map(expression, objects(NamedNode(term(local)), "owl:equivalentClass")))


@cache
def parents(local: str) -> tuple[str, ...]:
    """The nearest classes above a class: those stated and those that its definition names.

    >>> parents("Withdrawal")
    ('MembershipEnd',)
    """
    named = [Named(iri) for iri in iris(NamedNode(term(local)), "rdfs:subClassOf")]
    for condition in conditions(local):
        match condition:
            case Combined("and", parts):
                named += [part for part in parts if isinstance(part, Named)]
            case Named():
                named.append(condition)
    found = (name(NamedNode(each.iri)) for each in named)
    mine = dict.fromkeys(each for each in found if each in classes() and each != local)
    above = {far for each in mine for far in ancestors(each)}
    return tuple(each for each in mine if each not in above)


@cache
def ancestors(local: str) -> frozenset[str]:
    """The classes above a class, however far."""
    near = parents(local)
    return frozenset(near).union(*map(ancestors, near))


@cache
def children(local: str) -> tuple[str, ...]:
    """The classes right below a class, sorted by name."""
    return tuple(sorted(each for each in classes() if local in parents(each)))


@cache
def roots() -> tuple[str, ...]:
    """The classes that stand under none of ours, sorted by name."""
    return tuple(sorted(each for each in classes() if not parents(each)))


@cache
def disjoint(local: str) -> tuple[str, ...]:
    """The classes, or properties, that are said to have nothing in common with this one."""
    iri = NamedNode(term(local))
    found = set(iris(iri, "owl:disjointWith")) | set(iris(iri, "owl:propertyDisjointWith"))
    for prefixed in ("owl:disjointWith", "owl:propertyDisjointWith"):
        found |= {each.value for each in subjects(prefixed, iri)}
    for group in _disjoint_groups():
        found |= group if iri.value in group else set()
    return tuple(sorted(filter(None, (name(NamedNode(each)) for each in found - {iri.value}))))


@cache
def _disjoint_groups() -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(each.value for each in members(head) if isinstance(each, NamedNode))
        for head in _group_heads()
    )


def _group_heads() -> Iterator[Node]:
    for kind in ("AllDisjointClasses", "AllDisjointProperties"):
        for quad in ontology().quads_for_object(NamedNode(PREFIXES["owl"] + kind)):
            yield from objects(quad.subject, "owl:members")
