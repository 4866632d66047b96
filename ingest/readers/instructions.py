"""The instructions of a model: what it is told but the text, made from `ingest/instructions/` and the ontology.

`facts.md` is the frame that a person edits; the types, roles and terms in it come from the ontology's
definitions, so that a new class is asked for without a change here.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

import yaml
from pyoxigraph import Literal, NamedNode

from mithaq.ingest.documents import Document
from mithaq.ingest.facts import Status
from mithaq.ingest.names import CONCEPTS
from mithaq.ingest.readers.windows import Window, windows
from mithaq.iris import PREFIXES
from mithaq.ontology.facttypes import FactType, Role, fact_types
from mithaq.ontology.reference import reference
from mithaq.ontology.vocabulary import ontology

_DEFINITION = NamedNode(PREFIXES["skos"] + "definition")
_FOLDER = "instructions"


@dataclass(frozen=True, slots=True)
class Example:
    """A text, its date, and the answer that a model should give."""

    text: str
    gloss: str | None
    date: str | None
    facts: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Instructions:
    """What a model is told: the system's message, the frame of a document, the schema of its answer."""

    system: str
    document: str
    schema: Mapping[str, Any]

    @property
    def sha256(self) -> str:
        """The SHA-256 of all of it: with other instructions a document is read anew."""
        said = json.dumps([self.system, self.document, self.schema], ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()


@cache
def instructions() -> Instructions:
    """The instructions as files and ontology have them now."""
    system = _source("facts.md").format(
        types="\n\n".join(_type_text(fact_type) for fact_type in fact_types().values()),
        terms=_terms_text(),
        examples="\n\n".join(_example_text(example) for example in examples()),
    )
    return Instructions(system, _source("document.md"), schema())


@cache
def examples() -> tuple[Example, ...]:
    """The examples that the instructions show."""
    return tuple(
        Example(entry["text"], entry["gloss"], entry["date"], tuple(entry["facts"]))
        for entry in yaml.safe_load(_source("examples.yaml"))
    )


def messages(told: Instructions, document: Document, window: Window) -> list[dict[str, str]]:
    """The messages by which a model is asked to read `window` of `document`.

    The text stands between two lines of a mark that is made of its hash, which it cannot hold.
    """
    parts = windows(document.text)
    frame = told.document.format(
        date=document.date or "unknown date",
        part=parts.index(window) + 1 if window in parts else 1,
        parts=len(parts),
        language=document.language or "unknown",
        mark=f"=== {document.sha256[:24]} ===",
        text=document.text[window.start : window.end],
    )
    return [{"role": "system", "content": told.system}, {"role": "user", "content": frame}]


def nameable() -> frozenset[str]:
    """The classes of what a text names: of things of the reference, and people."""
    return frozenset({thing.kind for thing in reference().things.values()} | {"Person"})


def schema() -> dict[str, Any]:
    """The JSON Schema of an answer, in the part of the language that hosted models take as strict."""
    types = fact_types().values()
    roles = sorted({role.name for kind in types for role in kind.roles if role.kinds})
    text, or_none = {"type": "string"}, {"type": ["string", "null"]}
    named = {"name": text, "english": or_none, "kind": {"enum": [*sorted(nameable()), None]}}
    fact = {
        "type": {"enum": sorted(fact_types())},
        "roles": {"type": "array", "items": _closed({"role": {"enum": roles}, **named})},
        "status": {"enum": list(get_args(Status))},
        "source": {"anyOf": [_closed(named), {"type": "null"}]},
        "time": or_none,
        "time_text": or_none,
        "value": {"type": ["number", "null"]},
        "quote": text,
    }
    return _closed({"facts": {"type": "array", "items": _closed(fact)}})


def _closed(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _source(name: str) -> str:
    return files("mithaq.ingest").joinpath(_FOLDER, name).read_text(encoding="utf-8")


def _type_text(fact_type: FactType) -> str:
    lines = [f"### {fact_type.name}", "", _definition(fact_type.iri), ""]
    lines += [_role_text(role) for role in fact_type.roles if role.kinds]
    if any(not role.kinds for role in fact_type.roles):
        lines.append("- `value`: a number.")
    return "\n".join(lines)


def _role_text(role: Role) -> str:
    sort = ("core" if role.core else "further") + (", several" if role.several else "")
    kinds = ", ".join(sorted(role.kinds & nameable()))
    return f"- `{role.name}` ({sort}): {_definition(role.property)} Kinds: {kinds}."


def _definition(iri: str) -> str:
    for quad in ontology().quads_for_subject(NamedNode(iri)):
        value = quad.object
        if quad.predicate == _DEFINITION and isinstance(value, Literal) and value.language == "en":
            return value.value
    return ""


def _terms_text() -> str:
    named: dict[str, list[str]] = {}
    for thing in reference().things.values():
        if thing.kind in CONCEPTS:
            label = next((text for tag, text in thing.labels if tag == "en"), "")
            named.setdefault(thing.kind, []).append(label)
    return "; ".join(f"{kind}: {', '.join(labels)}" for kind, labels in sorted(named.items()))


def _example_text(example: Example) -> str:
    answer = json.dumps({"facts": example.facts}, ensure_ascii=False, indent=1)
    return f"A document of {example.date} says:\n\n> {example.text}\n\nAnswer:\n\n```json\n{answer}\n```"
