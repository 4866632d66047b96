"""SHACL's constraint components as SPARQL: for each, the pattern that finds what breaks it.

A pattern stands behind the target's, which binds `?this`; the value at fault it binds to `?value`.
"""

from collections.abc import Collection
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

COMPARISONS = {
    "minInclusive": "?value >= {}",
    "maxInclusive": "?value <= {}",
    "minLength": "STRLEN(STR(?value)) >= {}",
    "maxLength": "STRLEN(STR(?value)) <= {}",
    "datatype": "DATATYPE(?value) = {}",
    "pattern": "REGEX(STR(?value), {})",
}
"""What a value must be, by the component's name; `{}` stands for what the shape gives."""
PAIRS = {"lessThan": "<", "lessThanOrEquals": "<="}
"""How a value must stand to the values of another property."""


@dataclass(frozen=True, slots=True)
class Path:
    """The property from the focus node to its values, or with `inverse` from them to it."""

    iri: str
    inverse: bool = False

    def to(self, variable: str) -> str:
        """The pattern that ties `?this` to `?variable`."""
        if self.inverse:
            return f"?{variable} <{self.iri}> ?this . "
        return f"?this <{self.iri}> ?{variable} . "


def too_few(path: Path) -> str:
    """What breaks `sh:minCount 1`."""
    return f"FILTER NOT EXISTS {{ {path.to('value')}}}"


def too_many(path: Path) -> str:
    """What breaks `sh:maxCount 1`."""
    return f"{path.to('value')}{path.to('other')}FILTER (!sameTerm(?value, ?other))"


def one_language_twice(path: Path) -> str:
    """What breaks `sh:uniqueLang true`."""
    return f"{too_many(path)} FILTER (LANG(?value) != '' && LANG(?value) = LANG(?other))"


def no_such_value(path: Path, component: str, given: NamedNode | Literal) -> str:
    """What breaks one of `COMPARISONS`; a value that cannot be compared breaks it too."""
    return f"{path.to('value')}{_unless(COMPARISONS[component].format(given))}"


def not_among(path: Path, allowed: Collection[NamedNode | Literal]) -> str:
    """What breaks `sh:in`."""
    return f"{path.to('value')}{_unless(f'?value IN ({listed(allowed)})')}"


def wrong_order(path: Path, component: str, other: NamedNode) -> str:
    """What breaks one of `PAIRS`."""
    compared = _unless(f"?value {PAIRS[component]} ?other")
    return f"{path.to('value')}?this {other} ?other . {compared}"


def not_of_class(path: Path, kinds: Collection[NamedNode]) -> str:
    """What breaks `sh:class`, `kinds` being the class and all below it."""
    return (
        f"{path.to('value')}FILTER NOT EXISTS {{ ?value a ?kind . "
        f"FILTER (?kind IN ({listed(kinds)})) }}"
    )


def listed(terms: Collection[NamedNode | Literal]) -> str:
    """`terms` between commas."""
    return ", ".join(map(str, terms))


def _unless(condition: str) -> str:
    return f"FILTER (!COALESCE({condition}, false))"
