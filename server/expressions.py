"""Class expressions: what stands in a class's definition, as Protégé writes it and in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape
from pyoxigraph import Literal, NamedNode

from mithaq.server.statements import Node, iris, members, objects, subjects

Show = Callable[[str], Markup]
"""How the term of an IRI is shown: a name, perhaps with a link."""

_COMBINED = {
    "owl:intersectionOf": "and",
    "owl:unionOf": "or",
    "owl:oneOf": "one-of",
}
_RESTRICTED = {
    "owl:someValuesFrom": "some",
    "owl:allValuesFrom": "only",
    "owl:hasValue": "value",
}
_COUNTED = {
    "owl:minQualifiedCardinality": "min",
    "owl:minCardinality": "min",
    "owl:maxQualifiedCardinality": "max",
    "owl:maxCardinality": "max",
    "owl:qualifiedCardinality": "exactly",
    "owl:cardinality": "exactly",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A class, an individual or a datatype, by its IRI."""

    iri: str


@dataclass(frozen=True, slots=True)
class Text:
    """A literal, or what of the ontology is shown as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Combined:
    """Expressions under `and`, `or`, `not` or `one-of`."""

    operator: str
    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Restricted:
    """What a property, or its inverse, leads to; `number` says how often where it is counted."""

    quantifier: str
    property: str
    inverse: bool
    filler: "Expression"
    number: str = ""


Expression = Named | Text | Combined | Restricted
_THING = Named("http://www.w3.org/2002/07/owl#Thing")


def expression(node: Node) -> Expression:
    """The class expression that begins at `node` of the ontology."""
    if isinstance(node, NamedNode):
        return Named(node.value)
    if isinstance(node, Literal):
        return Text(node.value)
    for prefixed, operator in _COMBINED.items():
        for head in objects(node, prefixed):
            return Combined(operator, tuple(map(expression, members(head))))
    for negated in objects(node, "owl:complementOf"):
        return Combined("not", (expression(negated),))
    return _restricted(node)


def _restricted(node: Node) -> Expression:
    for on in objects(node, "owl:onProperty"):
        inverted = iris(on, "owl:inverseOf")
        named, inverse = (inverted[0], True) if inverted else (_text(on), False)
        for prefixed, quantifier in _RESTRICTED.items():
            for found in objects(node, prefixed):
                return Restricted(quantifier, named, inverse, expression(found))
        for prefixed, quantifier in _COUNTED.items():
            for number in objects(node, prefixed):
                on_class = (*objects(node, "owl:onClass"), *objects(node, "owl:onDataRange"))
                filler = expression(on_class[0]) if on_class else _THING
                return Restricted(quantifier, named, inverse, filler, _text(number))
    return Text("…")


def _text(node: Node) -> str:
    return node.value if isinstance(node, NamedNode | Literal) else "…"


def manchester(what: Expression, show: Show, *, inner: bool = False) -> Markup:
    """`what` in the Manchester syntax, the one of Protégé; `inner` puts what needs it in brackets.

    >>> member = "https://w3id.org/mithaq/ontology#member"
    >>> end = Named("https://w3id.org/mithaq/ontology#MembershipEnd")
    >>> local = lambda iri: escape(iri.partition("#")[2])
    >>> str(manchester(Restricted("some", member, True, end), local))
    'inverse (member) some MembershipEnd'
    """
    match what:
        case Named(iri):
            return show(iri)
        case Text(text):
            return escape(text)
        case Combined("one-of", parts):
            each = (manchester(part, show) for part in parts)
            return Markup("{{{}}}").format(Markup(", ").join(each))
        case Combined("not", parts):
            return Markup("not {}").format(manchester(parts[0], show, inner=True))
        case Combined(operator, parts):
            each = (manchester(part, show, inner=True) for part in parts)
            written = escape(f" {operator} ").join(each)
        case Restricted():
            shown = show(what.property)
            written = Markup("{} {} {}").format(
                Markup("inverse ({})").format(shown) if what.inverse else shown,
                f"{what.quantifier} {what.number}".strip(),
                manchester(what.filler, show, inner=True),
            )
    return Markup("({})").format(written) if inner else written


def in_words(what: Expression, show: Show, words: Mapping[str, str]) -> Markup:
    """`what` as a reader would say it, by the patterns that `words` has under `expression-…`."""
    match what:
        case Named(iri):
            return show(iri)
        case Text(text):
            return escape(text)
        case Combined("and", parts):
            return _that(parts, show, words)
        case Combined("not", parts):
            return _said(words, "not", part=in_words(parts[0], show, words))
        case Combined(operator, parts):
            each = (in_words(part, show, words) for part in parts)
            joined = escape(words["expression-or"]).join(each)
            return joined if operator == "or" else _said(words, operator, parts=joined)
        case Restricted():
            return _that((what,), show, words)


def _that(parts: "tuple[Expression, ...]", show: Show, words: Mapping[str, str]) -> Markup:
    """What is something by name and has properties: the name first, then the properties."""
    names = [in_words(part, show, words) for part in parts if not isinstance(part, Restricted)]
    conditions = [_condition(each, show, words) for each in parts if isinstance(each, Restricted)]
    both = escape(words["expression-and"])
    name = both.join(names) if names else escape(words["expression-thing"])
    if not conditions:
        return name
    return _said(words, "that", name=name, conditions=both.join(conditions))


def _condition(each: Restricted, show: Show, words: Mapping[str, str]) -> Markup:
    """What is demanded of a property; of an inverse by its own name where it has one."""
    iri = NamedNode(each.property)
    other = inverses(iri) if each.inverse else ()
    return _said(
        words,
        each.quantifier + ("-inverse" if each.inverse and not other else ""),
        property=show(other[0] if other else each.property),
        filler=in_words(each.filler, show, words),
        number=escape(each.number),
    )


def inverses(iri: NamedNode) -> tuple[str, ...]:
    """The properties that are said to be the inverse of one, from whichever side it is said."""
    found = {*iris(iri, "owl:inverseOf")}
    return tuple(sorted(found | {other.value for other in subjects("owl:inverseOf", iri)}))


def _said(words: Mapping[str, str], pattern: str, **parts: Markup) -> Markup:
    return escape(words[f"expression-{pattern}"]).format(**parts)
