"""Every term of the ontology earns its place: a question asks for it, or something asserts it."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from mithaq.ingest.frames import frames
from mithaq.ontology.facttypes import fact_types
from mithaq.ontology.vocabulary import name, source
from mithaq.store import DATASET, current

ROOT = Path(__file__).parent.parent
RELEASED = tuple(ROOT / "ontology" / f"{module}.py" for module in ("release", "stated"))
SCHEMA = {
    f"http://www.w3.org/2002/07/owl#{kind}"
    for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
}
UNUSED = {
    "Expulsion": "kept apart from a withdrawal, so that none passes for one; no frame reads it yet",
    "NonRenewal": "kept apart from a withdrawal, so that none passes for one; no frame reads it yet",
    "hasClaim": "in Protégé it leads from a situation to its claims, against mq:about",
}
"""The terms that nothing asks for and nothing asserts, and why they stay."""


def local_names(nodes: Iterable[object]) -> set[str]:
    return {own for n in nodes if isinstance(n, NamedNode) and (own := name(n)) is not None}


def declared(quads: Iterable[Quad]) -> set[str]:
    """The classes and properties of ours that `quads` declare."""
    kinds = {NamedNode(kind) for kind in SCHEMA}
    return local_names(quad.subject for quad in quads if quad.object in kinds)


def terms() -> set[str]:
    return declared(parse(source(), format=RdfFormat.TURTLE))


def asked() -> set[str]:
    """What the questions name; what a comment says is no use."""
    lines = (
        line
        for file in (ROOT / "queries").glob("*.rq")
        for line in file.read_text(encoding="utf-8").splitlines()
        if not line.lstrip().startswith("#")
    )
    return {found for line in lines for found in re.findall(r"\bmq:(\w+)", line)}


def built(folder: Path) -> set[str]:
    """What the seeds' dataset uses: of terms themselves, only the properties that describe them."""
    file = current(folder).folder / DATASET
    quads = list(parse(path=str(file), format=RdfFormat.N_QUADS))
    schema = declared(quads)
    stated = (quad for quad in quads if not local_names([quad.subject]) & schema)
    return local_names(quad.predicate for quad in quads) | local_names(
        quad.object for quad in stated if isinstance(quad.subject, NamedNode)
    )


def written() -> set[str]:
    """What code that writes RDF names: all words of the modules that make terms by `mq`, or the release."""
    found: set[str] = set()
    for file in (*(ROOT / "ingest").glob("*.py"), *RELEASED):
        nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
        imported = {a.name for n in nodes if isinstance(n, ast.ImportFrom) for a in n.names}
        if "mq" in imported or file in RELEASED:
            constants = (n.value for n in nodes if isinstance(n, ast.Constant))
            found |= {value for value in constants if isinstance(value, str)}
    return found


def read() -> set[str]:
    """The types of the facts that frames read, and the roles that they fill."""
    found: set[NamedNode] = set()
    for frame in frames():
        fact_type = fact_types()[frame.fact]
        slots = {slot.role for pattern in frame.patterns for slot in pattern.slots}
        found.add(NamedNode(fact_type.iri))
        found |= {NamedNode(role.property) for role in fact_type.roles if role.name in slots}
    return local_names(found)


@pytest.fixture(scope="module")
def used(graph_folder: Path) -> set[str]:
    return asked() | built(graph_folder) | written() | read()


def test_every_term_is_asked_for_or_asserted_or_has_a_reason(used: set[str]) -> None:
    assert terms() - used - set(UNUSED) == set()


def test_no_reason_is_stale(used: set[str]) -> None:
    assert set(UNUSED) - terms() == set(), "not a term any more"
    assert set(UNUSED) & used == set(), "used by now"


def test_each_way_of_use_finds_what_no_other_does(graph_folder: Path) -> None:
    ways = [asked(), built(graph_folder), written(), read()]
    for number, way in enumerate(ways):
        others = set().union(*ways[:number], *ways[number + 1 :])
        assert (way - others) & terms()
