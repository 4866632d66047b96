"""Shapes: what `shapes.ttl` demands, each demand as one SPARQL query over a store.

SHACL's engine for Python holds the graph in memory and walks it node by node; asked of a store, the
same demands take a fraction of the time, in constant memory. Of SHACL just what
`shapes.ttl` uses is known here: any other word in it raises `OntologyError`, so that no demand is
passed over in silence. `tests/test_shapes.py` has pySHACL agree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pyoxigraph import BlankNode, Dataset, Literal, NamedNode, RdfFormat, parse

from mithaq.errors import OntologyError
from mithaq.iris import ONTOLOGY, PREFIXES, term
from mithaq.ontology import components
from mithaq.ontology.components import Path
from mithaq.ontology.vocabulary import subclasses

SHACL = "http://www.w3.org/ns/shacl#"
SHAPES = "https://w3id.org/mithaq/shapes#"

Node = NamedNode | BlankNode
_FILE = "shapes.ttl"
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_NIL = NamedNode(PREFIXES["rdf"] + "nil")
# What a shape says besides what it demands.
_ABOUT_NODES = frozenset({"targetClass", "target", "property", "sparql"})
_ABOUT_PROPERTIES = frozenset({"path", "name", "message"})


@dataclass(frozen=True, slots=True)
class Demand:
    """One constraint of one shape, and the query whose solutions break it.

    `shape` is the local name of the property shape or SPARQL constraint. `path` is `None` where the
    constraint is SPARQL, which binds what its message names; else the query binds `?this` and, where
    a value is at fault, `?value`.
    """

    shape: str
    component: str
    message: str
    query: str
    path: Path | None = None
    name: str | None = None


@cache
def demands() -> tuple[Demand, ...]:
    """The demands of `shapes.ttl`."""
    return read_shapes(files("mithaq.ontology").joinpath(_FILE).read_bytes())


def read_shapes(turtle: bytes) -> tuple[Demand, ...]:
    """The demands of the shapes in `turtle`; raises `OntologyError` where one is not understood."""
    try:
        shapes = _Shapes(Dataset(parse(turtle, format=RdfFormat.TURTLE)))
    except SyntaxError as error:
        raise OntologyError(f"{_FILE} is not Turtle: {error}; mend it there.") from error
    return tuple(shapes.demands())


class _Shapes:
    """The shapes of one file while they are read."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.prefixes = "".join(
            f"PREFIX {self._text(node, 'prefix')}: <{self._text(node, 'namespace')}> "
            for quad in dataset.quads_for_predicate(_sh("declare"))
            if isinstance(node := quad.object, Node)
        )

    def demands(self) -> Iterator[Demand]:
        """Every demand, by the name of the node shape."""
        found = {quad.subject for quad in self.dataset.quads_for_object(_sh("NodeShape"))}
        for shape in sorted((node for node in found if isinstance(node, NamedNode)), key=str):
            self._know(shape, _ABOUT_NODES)
            target = self._target(shape)
            for node in self._nodes(shape, "property"):
                yield from self._of_property(node, target)
            for node in self._nodes(shape, "sparql"):
                yield self._of_sparql(node, target)

    def _target(self, shape: NamedNode) -> str:
        """The pattern that binds `?this` to each focus node of `shape`."""
        named = [kind for node in self._nodes(shape, "targetClass") for kind in _with_below(node)]
        kinds = " ".join(map(str, dict.fromkeys(named)))
        targets = [f"VALUES ?targetClass {{ {kinds} }} ?this a ?targetClass ."]
        for node in self._nodes(shape, "target"):
            _head, _brace, body = self._text(node, "select").partition("{")
            targets.append(body.rpartition("}")[0])
        if not named:
            raise OntologyError(f"{_FILE}: {_name(shape)} has no target class; give it one.")
        return " UNION ".join(f"{{ {target} }}" for target in targets) + " "

    def _of_sparql(self, node: Node, target: str) -> Demand:
        self._know(node, frozenset({"prefixes", "message", "select"}))
        # Bound by a target SHACL's engines put $this in themselves; here it is found first.
        head, brace, body = self._text(node, "select").partition("{")
        select = f"{head.replace('SELECT', 'SELECT DISTINCT')}{brace} {target} {body}"
        query = self.prefixes + " ".join(select.split())
        return Demand(_name(node), "sparql", self._text(node, "message"), query)

    def _of_property(self, node: Node, target: str) -> Iterator[Demand]:
        path = self._path(node)
        names = self._literals(node, "name")
        for component, pattern in self._patterns(node, path):
            yield Demand(
                shape=_name(node),
                component=component,
                message=self._text(node, "message"),
                query=f"{self.prefixes}SELECT DISTINCT ?this "
                f"{'' if component in _OF_FOCUS else '?value '}WHERE {{ {target}{pattern} }}",
                path=path,
                name=names[0].value if names else None,
            )

    def _patterns(self, node: Node, path: Path) -> Iterator[tuple[str, str]]:
        """(component, what breaks it) of each constraint of a property shape."""
        alternatives = [member for head in self._nodes(node, "or") for member in self._list(head)]
        kinds = [
            kind
            for each in (node, *(each for each in alternatives if isinstance(each, Node)))
            for named in self._nodes(each, "class")
            for kind in _with_below(named)
        ]
        if kinds:
            yield "class", components.not_of_class(path, kinds)
        for component, value in self._demanded(node):
            match component, value:
                case ("class" | "or", _):
                    pass
                case ("minCount", Literal(value="1")):
                    yield component, components.too_few(path)
                case ("maxCount", Literal(value="1")):
                    yield component, components.too_many(path)
                case ("uniqueLang", Literal(value="true")):
                    yield component, components.one_language_twice(path)
                case ("in", NamedNode() | BlankNode()):
                    yield component, components.not_among(path, self._terms(value))
                case (_, NamedNode() | Literal()) if component in components.COMPARISONS:
                    yield component, components.no_such_value(path, component, value)
                case (_, NamedNode()) if component in components.PAIRS:
                    yield component, components.wrong_order(path, component, value)
                case _:
                    raise _unknown(node, component)

    def _demanded(self, node: Node) -> Iterator[tuple[str, NamedNode | BlankNode | Literal]]:
        for quad in sorted(self.dataset.quads_for_subject(node), key=str):
            component = quad.predicate.value.removeprefix(SHACL)
            if component not in _ABOUT_PROPERTIES and quad.predicate != _TYPE:
                if not isinstance(quad.object, NamedNode | BlankNode | Literal):
                    raise _unknown(node, component)
                yield component, quad.object

    def _path(self, node: Node) -> Path:
        (path,) = self._nodes(node, "path")
        if isinstance(path, NamedNode):
            return Path(path.value)
        (inverse,) = self._nodes(path, "inversePath") or (path,)
        if isinstance(inverse, NamedNode):
            return Path(inverse.value, inverse=True)
        raise _unknown(node, "path")

    def _know(self, node: Node, known: frozenset[str]) -> None:
        for quad in self.dataset.quads_for_subject(node):
            word = quad.predicate.value.removeprefix(SHACL)
            if word not in known and quad.predicate != _TYPE:
                raise _unknown(node, word)

    def _nodes(self, subject: Node, word: str) -> tuple[Node, ...]:
        found = self._objects(subject, _sh(word))
        return tuple(sorted((each for each in found if isinstance(each, Node)), key=str))

    def _literals(self, subject: Node, word: str) -> tuple[Literal, ...]:
        found = self._objects(subject, _sh(word))
        return tuple(each for each in found if isinstance(each, Literal))

    def _text(self, subject: Node, word: str) -> str:
        found = self._literals(subject, word)
        if len(found) != 1:
            raise OntologyError(f"{_FILE}: {_name(subject)} needs one sh:{word}; give it one.")
        return found[0].value

    def _list(self, head: Node) -> tuple[NamedNode | BlankNode | Literal, ...]:
        found: list[NamedNode | BlankNode | Literal] = []
        while head != _NIL:
            (first,) = self._objects(head, NamedNode(PREFIXES["rdf"] + "first"))
            (rest,) = self._objects(head, NamedNode(PREFIXES["rdf"] + "rest"))
            found.append(first)
            head = rest if isinstance(rest, Node) else _NIL
        return tuple(found)

    def _terms(self, head: Node) -> tuple[NamedNode | Literal, ...]:
        return tuple(each for each in self._list(head) if isinstance(each, NamedNode | Literal))

    def _objects(
        self, subject: Node, predicate: NamedNode
    ) -> Iterator[NamedNode | BlankNode | Literal]:
        for quad in self.dataset.quads_for_subject(subject):
            value = quad.object
            if quad.predicate == predicate and isinstance(value, NamedNode | BlankNode | Literal):
                yield value


_OF_FOCUS = frozenset(
    {"minCount", "maxCount", "uniqueLang"}
)  # as in SHACL: no single value is wrong


def _with_below(kind: Node) -> tuple[NamedNode, ...]:
    """A class and all below it, which the ontology knows."""
    if not isinstance(kind, NamedNode):
        raise OntologyError(f"{_FILE}: {kind} is no class; name one.")
    below = subclasses(kind.value.removeprefix(ONTOLOGY))
    return (kind, *(NamedNode(term(each)) for each in sorted(below)))


def _sh(word: str) -> NamedNode:
    return NamedNode(SHACL + word)


def _name(node: Node) -> str:
    return node.value.removeprefix(SHAPES)


def _unknown(node: Node, word: str) -> OntologyError:
    return OntologyError(
        f"{_FILE}: {_name(node)} uses sh:{word} in a way that is not understood; "
        "teach it to ontology/shapes.py, or say it in sh:sparql."
    )
