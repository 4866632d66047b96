"""HermiT, a reasoner for all of OWL 2 DL: whether a graph and its ontology contradict themselves.

Its jar comes with owlready2; without Java it cannot be asked.
"""

import shutil
import subprocess
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import NamedNode, Quad

from mithaq.errors import OntologyError
from mithaq.iris import BASE, INFERRED, META, PREFIXES, term
from mithaq.ontology.release import owl
from mithaq.ontology.vocabulary import ontology

_MAIN = "org.semanticweb.HermiT.cli.CommandLine"
_INCONSISTENT = "InconsistentOntologyException"
_ANNOTATION = NamedNode(PREFIXES["owl"] + "AnnotationProperty")
_LONGEST = 3600
"""Seconds after which HermiT is stopped."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What HermiT says: whether all can be so, and which classes can have no member."""

    consistent: bool
    unsatisfiable: tuple[str, ...]


def why_not() -> str | None:
    """Why HermiT cannot be asked, if so."""
    if shutil.which("java") is None:
        return "Java is not installed"
    return None if _jar() else "owlready2, which brings HermiT, is not installed"


def logical(quads: Iterable[Quad]) -> tuple[Quad, ...]:
    """Those of `quads` that bear on consistency: no annotations, and no names nobody speaks of.

    Of the reference data only what situations and claims lead to: the rest stands alone.
    """
    silent = {
        quad.subject.value
        for quad in ontology().quads_for_object(_ANNOTATION)
        if isinstance(quad.subject, NamedNode)
    } | {PREFIXES["rdfs"] + name for name in ("label", "comment", "isDefinedBy", "seeAlso")}
    kept = [
        quad
        for quad in quads
        if quad.predicate.value not in silent and str(quad.graph_name) not in _LEFT_OUT
    ]
    named = spoken_of(kept)
    return tuple(quad for quad in kept if str(quad.subject) in named)


_LEFT_OUT = frozenset({f"<{META}>", f"<{INFERRED}>"})


def spoken_of(quads: Collection[Quad]) -> set[str]:
    """The claims, and all that they lead to."""
    leads: dict[str, list[str]] = {}
    for quad in quads:
        leads.setdefault(str(quad.subject), []).append(str(quad.object))
    about = f"<{term('about')}>"
    waiting = [str(q.subject) for q in quads if str(q.predicate) == about]
    found = set(waiting)
    while waiting:
        for next_ in leads.get(waiting.pop(), ()):
            if next_.startswith(f"<{BASE}") and next_ not in found:
                found.add(next_)
                waiting.append(next_)
    return found


def ask_hermit(quads: Iterable[Quad]) -> Verdict:
    """What HermiT says of `quads` and the ontology; raises `OntologyError` where it breaks down."""
    jar = _jar()
    if jar is None:
        raise OntologyError(f"HermiT cannot be asked: {why_not()}")
    with TemporaryDirectory(prefix="mithaq-") as folder:
        file = Path(folder, "mithaq.owl")
        file.write_bytes(owl(quads))
        classpath = f"{jar.parent}:{jar}"
        command = ["java", "-cp", classpath, _MAIN, "--unsatisfiable", file.as_uri()]
        try:
            ran = subprocess.run(  # noqa: S603
                command, capture_output=True, text=True, timeout=_LONGEST, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise OntologyError(f"HermiT gave no answer in {_LONGEST} seconds") from error
    if _INCONSISTENT in ran.stderr:
        return Verdict(consistent=False, unsatisfiable=())
    if ran.returncode:
        reason = next(iter(ran.stderr.splitlines()), "no reason given")
        raise OntologyError(f"HermiT stopped: {reason}")
    named = (line.strip() for line in ran.stdout.splitlines() if line.startswith("\t"))
    classes = (line.strip("<>") for line in named if line != "owl:Nothing")
    return Verdict(consistent=True, unsatisfiable=tuple(sorted(classes)))


def _jar() -> Path | None:
    found = find_spec("owlready2")
    if found is None or not found.submodule_search_locations:
        return None
    return Path(found.submodule_search_locations[0], "hermit", "HermiT.jar")
