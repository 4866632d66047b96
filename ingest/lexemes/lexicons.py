"""The words of a language, read from its YAML: frames, and the markers of status, speakers, clauses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from mithaq.errors import FrameError
from mithaq.ingest.facts import Status
from mithaq.ontology.facttypes import fact_types

LANGUAGES = ("en", "ru")
"""The languages that are read by lexemes."""
Phrases = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class LexicalFrame:
    """How a language says one type of fact.

    `slots` give for each role the ways in which it stands beside the trigger, `otherwise` those for a
    role that is left empty, even by who fills another, `classes` those that may fill it where not all
    may. `needs` are the roles without which nothing is said, `context` those that what the text is
    about fills, of which classes; of a role in `gather` all ways count, of a list in one of `single`
    the first alone. `finite` refuses infinitives; of `near` a word must stand beside, of `refuse_near`
    none may, `near_left`, `near_right` and `refuse_left` say so of what is right beside it. `whole`
    says that a place, or a second party, must be named too; of what has a status of `unless` nothing
    is said. `kinds` give the term that a trigger, or a word near, stands for; `fixed` the term of a role.
    """

    name: str
    fact: str
    verbs: tuple[str, ...]
    nouns: Phrases
    slots: Mapping[str, tuple[str, ...]]
    needs: tuple[str, ...]
    context: Mapping[str, frozenset[str]]
    otherwise: Mapping[str, tuple[str, ...]]
    classes: Mapping[str, frozenset[str]]
    gather: tuple[str, ...]
    single: tuple[str, ...]
    finite: bool
    near: Phrases
    refuse_near: Phrases
    near_left: Phrases
    near_right: Phrases
    refuse_left: Phrases
    whole: bool
    value: Phrases
    value_needed: bool
    refused: bool
    status: Status | None
    unless: tuple[str, ...]
    kinds: Mapping[str, str]
    fixed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The frames and markers of a language; `days` and `spans` are counted from the document's date.

    `demonyms` are adjectives of states, by their lemma, that the reference does not have; `called`
    are other names that it does not have, each with the last part of what they name; `counting` the
    words that count states which were listed before, `numbers` those that count people.
    """

    language: str
    frames: tuple[LexicalFrame, ...]
    markers: Mapping[str, Phrases]
    days: Mapping[str, int]
    spans: tuple[tuple[str, str, int], ...]
    demonyms: Mapping[str, str]
    called: Mapping[str, str]
    counting: Mapping[str, int]
    numbers: Mapping[str, float]

    def words(self, marker: str) -> frozenset[str]:
        """The single words of a marker."""
        return frozenset(phrase[0] for phrase in self.markers[marker] if len(phrase) == 1)


@cache
def lexicon(language: str) -> Lexicon:
    """The words of `language`. Raises `FrameError` where the file is wrong."""
    name = f"{language}.yaml"
    text = files("mithaq.ingest").joinpath("lexemes", name).read_text(encoding="utf-8")
    content = yaml.safe_load(text)
    frames = tuple(_frame(name, number, entry) for number, entry in enumerate(content["frames"]))
    told = content["markers"]
    apart = ("days", "spans", "demonyms", "called", "counting", "numbers")
    markers = {key: _phrases(name, value) for key, value in told.items() if key not in apart}
    spans = tuple((phrase, unit, shift) for phrase, (unit, shift) in told["spans"].items())
    return Lexicon(
        language,
        frames,
        MappingProxyType(markers),
        MappingProxyType(told["days"]),
        spans,
        MappingProxyType(told["demonyms"]),
        MappingProxyType(told.get("called", {})),
        MappingProxyType(told["counting"]),
        MappingProxyType(told.get("numbers", {})),
    )


def _frame(file: str, number: int, entry: Mapping[str, Any]) -> LexicalFrame:
    fact_type = fact_types().get(entry["fact"])
    if fact_type is None:
        raise FrameError(f"{file}, frame {number + 1}: there is no fact type {entry['fact']}")
    for role in (*entry["slots"], *entry["needs"]):
        fact_type.role(role)
    return LexicalFrame(
        name=f"{file.removesuffix('.yaml')}-{entry['fact']}-{number + 1}",
        fact=entry["fact"],
        verbs=tuple(entry.get("verbs", ())),
        nouns=_phrases(file, entry.get("nouns", ())),
        slots={
            role: tuple(_word(file, way) for way in slot["by"])
            for role, slot in entry["slots"].items()
        },
        needs=tuple(entry["needs"]),
        context={role: frozenset(kinds) for role, kinds in entry.get("context", {}).items()},
        otherwise={
            role: tuple(_word(file, way) for way in slot["else"])
            for role, slot in entry["slots"].items()
            if "else" in slot
        },
        classes={
            role: frozenset(slot["kinds"])
            for role, slot in entry["slots"].items()
            if "kinds" in slot
        },
        gather=tuple(entry.get("gather", ())),
        single=tuple(entry.get("single", ())),
        finite=bool(entry.get("finite")),
        near=_phrases(file, entry.get("near", ())),
        refuse_near=_phrases(file, entry.get("refuse_near", ())),
        near_left=_phrases(file, entry.get("near_left", ())),
        near_right=_phrases(file, entry.get("near_right", ())),
        refuse_left=_phrases(file, entry.get("refuse_left", ())),
        whole=bool(entry.get("whole")),
        value=_phrases(file, entry.get("value", ())),
        value_needed=bool(entry.get("value_needed")),
        refused=bool(entry.get("refused")),
        status=entry.get("status"),
        unless=tuple(entry.get("unless", ())),
        kinds=MappingProxyType(entry.get("kinds", {})),
        fixed=MappingProxyType(entry.get("fixed", {})),
    )


def _phrases(file: str, listed: Iterable[object]) -> Phrases:
    return tuple(tuple(_word(file, phrase).split()) for phrase in listed)


def _word(file: str, listed: object) -> str:
    """A word as YAML gives it, which takes a bare on or no for a truth. Raises `FrameError`."""
    if isinstance(listed, bool):
        raise FrameError(
            f"{file}: a word is {listed}; write on, off, yes and no in quotation marks"
        )
    return str(listed)
