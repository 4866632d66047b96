"""The command that shows one thing: what is stated of it, what points to it, who says so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mithaq.cli import options, results
from mithaq.cli.stores import open_graph
from mithaq.errors import NotFoundError
from mithaq.iris import GRAPH, INFERRED, META, PREFIXES, local_name, term
from mithaq.text import fold

if TYPE_CHECKING:
    from pyoxigraph import Literal, Quad, Store

MOST_ROWS = 60
"""How many rows are shown of what points to a thing: a class has hundreds of members."""

_LABEL = PREFIXES["rdfs"] + "label"
_NAMES = (
    _LABEL,
    PREFIXES["dct"] + "identifier",
    PREFIXES["skos"] + "altLabel",
    term("abbreviation"),
    term("isoAlpha3"),
)
_NOT_SHOWN = frozenset({META, INFERRED})  # they repeat what the default graph states


@dataclass(frozen=True, slots=True)
class Names:
    """What things are called in the language asked for, and where there is no label, otherwise."""

    store: "Store"
    language: str

    def __call__(self, iri: str) -> str:
        """The label of `iri` in the language, else in another, else the end of the IRI."""
        labels = {label.language: label.value for label in _literals(self.store, iri, _LABEL)}
        found = (labels.get(tag) for tag in (self.language, "en", "ar"))
        return next(filter(None, found), None) or next(iter(labels.values()), local_name(iri))


@click.command(
    epilog=options.examples(
        "mithaq show Armenia",
        "mithaq show CSTO --lang ar",
        "mithaq show id/withdrawal/CSTO/GEO",
    )
)
@click.argument("name", metavar="NAME|IRI")
@options.language
@options.graph
def show(name: str, language: str, graph: Path) -> None:
    """Show what the graph states of a thing.

    What is stated of it, what points to it, and the passages that say so. A thing is given by a name in any language, an abbreviation, a code, or its IRI, whole or short.
    """
    store = open_graph(graph)
    iri = _find(store, name)
    names = Names(store, language)
    click.echo(f"{names(iri)}\n{iri}\n")
    stated = sorted(set(_stated(store, iri, names)))
    results.echo_table(("property", "value", "IRI"), stated)
    pointing = sorted(set(_pointing(store, iri, names)))
    if pointing:
        click.echo()
        results.echo_table(("is", "of", "IRI"), pointing[:MOST_ROWS])
    if len(pointing) > MOST_ROWS:
        click.echo(f"… and {len(pointing) - MOST_ROWS} more", err=True)
    evidence = sorted(set(_evidence(store, iri, names)))
    if evidence:
        click.echo()
        results.echo_table(("document", "from", "status", "quote"), evidence)


def _find(store: "Store", name: str) -> str:
    """The IRI of the thing called `name`; labels count before other names."""
    from pyoxigraph import NamedNode

    iri = results.long(name)
    if iri.startswith(("https://", "http://", "urn:")):
        try:
            known = any(store.quads_for_pattern(NamedNode(iri), None, None, None))
        except ValueError as error:
            raise NotFoundError(f"{name!r} is no IRI") from error
        if not known:
            raise NotFoundError(f"the graph states nothing of {iri}")
        return iri
    called = _called(store)
    for names in called:
        found = sorted({thing for known, thing in names if known == fold(name)})
        if len(found) > 1:
            shorts = ", ".join(map(results.short, found))
            raise NotFoundError(f"{name!r} may be {shorts}: give one of these")
        if found:
            return found[0]
    from mithaq.queries.questions import did_you_mean

    nearest = did_you_mean(fold(name), {known for names in called for known, _thing in names})
    raise NotFoundError(f"nothing in the graph is called {name!r}{nearest}")


def _called(store: "Store") -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(folded name, IRI) by label or identifier, then by any other name."""
    from pyoxigraph import DefaultGraph, Literal, NamedNode

    found: list[list[tuple[str, str]]] = [
        [
            (fold(quad.object.value), quad.subject.value)
            for quad in store.quads_for_pattern(None, NamedNode(name), None, DefaultGraph())
            if isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode)
        ]
        for name in _NAMES
    ]
    labels, identifiers, *others = found
    return labels + identifiers, [pair for names in others for pair in names]


def _stated(store: "Store", iri: str, names: Names) -> Iterator[tuple[str, str, str]]:
    """(property, value, IRI of the value) of what is stated with `iri` as subject."""
    from pyoxigraph import Literal, NamedNode

    for quad in _shown(store.quads_for_pattern(NamedNode(iri), None, None, None)):
        if isinstance(quad.object, Literal):
            tag = f" ({quad.object.language})" if quad.object.language else ""
            yield names(quad.predicate.value), quad.object.value + tag, ""
        elif isinstance(quad.object, NamedNode):
            value = quad.object.value
            yield names(quad.predicate.value), names(value), results.short(value)


def _pointing(store: "Store", iri: str, names: Names) -> Iterator[tuple[str, str, str]]:
    """(property, subject, IRI of the subject) of what is stated with `iri` as object."""
    from pyoxigraph import NamedNode

    for quad in _shown(store.quads_for_pattern(None, None, NamedNode(iri), None)):
        if isinstance(quad.subject, NamedNode) and quad.predicate.value != term("about"):
            subject = quad.subject.value
            yield names(quad.predicate.value), names(subject), results.short(subject)


def _evidence(store: "Store", iri: str, names: Names) -> Iterator[tuple[str, str, str, str]]:
    """(document, place, status, quote) of every claim about `iri`."""
    from pyoxigraph import NamedNode

    for quad in store.quads_for_pattern(None, NamedNode(term("about")), NamedNode(iri), None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode):
            claim = quad.subject.value
            quote, start, end = (
                next((each.value for each in _literals(store, claim, term(name))), "")
                for name in ("quote", "start", "end")
            )
            statuses = store.quads_for_pattern(quad.subject, NamedNode(term("status")), None, None)
            status = next((each.object for each in statuses), None)
            said = names(status.value) if isinstance(status, NamedNode) else ""
            document = quad.graph_name.value.removeprefix(GRAPH)
            yield document, f"{start}-{end}", said, quote


def _literals(store: "Store", iri: str, predicate: str) -> "Iterator[Literal]":
    from pyoxigraph import Literal, NamedNode

    for quad in store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None, None):
        if isinstance(quad.object, Literal):
            yield quad.object


def _shown(quads: "Iterable[Quad]") -> "Iterator[Quad]":
    from pyoxigraph import NamedNode

    for quad in quads:
        if not (isinstance(quad.graph_name, NamedNode) and quad.graph_name.value in _NOT_SHOWN):
            yield quad
