"""What is wrong with a graph, in words: what, where, what to do; one sentence each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolution, Store, Triple

from mithaq.iris import BASE, GRAPH, ONTOLOGY, PREFIXES, kebab, local_name, term
from mithaq.ontology.components import Path
from mithaq.ontology.shapes import Demand
from mithaq.ontology.vocabulary import RDF_TYPE

MOST_DOCUMENTS = 3
"""How many of the documents that tell of a situation a sentence names."""

Term = NamedNode | BlankNode | Literal | Triple
_LABEL = NamedNode(PREFIXES["rdfs"] + "label")
_ABOUT = NamedNode(term("about"))
_IN_DOCUMENT = NamedNode(term("inDocument"))
_PLACE = tuple(NamedNode(term(name)) for name in ("start", "end", "frame"))
_HOLE = re.compile(r"\{[?$](\w+)\}")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: the rule it breaks, the thing that breaks it, and the sentence.

    `subject` is the IRI of the thing, `documents` are the ids of those that speak of it.
    """

    rule: str
    subject: str
    documents: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Makes sentences with the labels of `store`, which holds what is stated as one graph."""

    store: Store

    def finding(self, demand: Demand, solution: QuerySolution) -> Finding:
        """What a solution of the demand's query tells."""
        names = {"this", "value", *_HOLE.findall(demand.message)}
        found = {name: value for name in names if (value := _bound(solution, name)) is not None}
        subject = found["this"]
        said = _HOLE.sub(lambda hole: self.name(found[hole[1]]), demand.message)
        if demand.path is not None:
            said = f"{self._fault(demand.component, demand.path, demand.name, found)}, but {said}"
        return self.found(demand.shape, subject, said)

    def found(self, rule: str, subject: Term, said: str) -> Finding:
        """`said` of `subject`, as a sentence that tells where it is."""
        documents = self._documents(subject)
        iri = subject.value if isinstance(subject, NamedNode | BlankNode) else str(subject)
        return Finding(rule, iri, documents, f"{self._where(subject, documents)}: {said}.")

    def name(self, value: Term) -> str:
        """A thing by its label and short IRI, a class or property by its label, a literal as it is."""
        if isinstance(value, Literal):
            return f"“{value.value}”"
        if not isinstance(value, NamedNode):
            return "something without a name"
        label = self._label(value)
        if value.value.startswith(ONTOLOGY):
            return label or local_name(value.value)
        short = value.value.removeprefix(BASE)
        return f"“{label}” ({short})" if label else short

    def _fault(
        self, component: str, path: Path, name: str | None, found: Mapping[str, Term]
    ) -> str:
        name = name or kebab(local_name(path.iri)).replace("-", " ")
        match component:
            case "minCount":
                return f"it has no {name}"
            case "maxCount" | "uniqueLang":
                values = self._values(found["this"], path.iri)
                return f"it has more than one {name}: {values}"
            case "class":
                kinds = self._kinds(found["value"])
                return f"its {name} is {self.name(found['value'])}, {kinds}"
            case _:
                return f"its {name} is {self.name(found['value'])}"

    def _values(self, subject: Term, path: str) -> str:
        if not isinstance(subject, NamedNode):
            return "several"
        quads = self.store.quads_for_pattern(subject, NamedNode(path), None, None)
        return ", ".join(sorted(self.name(quad.object) for quad in quads))

    def _kinds(self, value: Term) -> str:
        if not isinstance(value, NamedNode):
            return "which is no thing with a name"
        quads = self.store.quads_for_pattern(value, RDF_TYPE, None, None)
        kinds = sorted(self.name(quad.object) for quad in quads)
        return f"of the class {' and '.join(kinds)}" if kinds else "of which no class is stated"

    def _where(self, subject: Term, documents: tuple[str, ...]) -> str:
        told = ", ".join(documents[:MOST_DOCUMENTS])
        more = len(documents) - MOST_DOCUMENTS
        listed = f"{told} and {more} more" if more > 0 else told
        if isinstance(subject, NamedNode) and "/id/claim/" in subject.value:
            start, end, frame = (self._literal(subject, name) for name in _PLACE)
            place = f"{start or '?'} to {end or '?'}, frame {frame or '?'}"
            short = subject.value.removeprefix(BASE)
            return f"claim in {listed or 'no document'} at {place} ({short})"
        return f"{self.name(subject)}{f' in {listed}' if listed else ''}"

    def _documents(self, subject: Term) -> tuple[str, ...]:
        """The ids of the documents of a claim, of the claims about a situation, of a document."""
        if not isinstance(subject, NamedNode):
            return ()
        claims = [q.subject for q in self.store.quads_for_pattern(None, _ABOUT, subject, None)]
        graphs = {
            quad.object.value
            for claim in (subject, *claims)
            for quad in self.store.quads_for_pattern(claim, _IN_DOCUMENT, None, None)
            if isinstance(quad.object, NamedNode)
        }
        return tuple(sorted(graph.removeprefix(GRAPH) for graph in graphs))

    def _label(self, thing: NamedNode) -> str | None:
        quads = self.store.quads_for_pattern(thing, _LABEL, None, None)
        labels = [quad.object for quad in quads if isinstance(quad.object, Literal)]
        ranked = sorted(labels, key=lambda label: (label.language != "en", label.value))
        return ranked[0].value if ranked else None

    def _literal(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        quads = self.store.quads_for_pattern(subject, predicate, None, None)
        return next((q.object.value for q in quads if isinstance(q.object, Literal)), None)


def _bound(solution: QuerySolution, name: str) -> Term | None:
    try:
        value: Term | None = solution[name]
    except KeyError:  # the query has no such variable
        return None
    return value
