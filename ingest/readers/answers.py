"""Answers: what a model wrote, as the facts that it tells; nothing of it is believed yet."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)
_FACTS = re.compile(r'"facts"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")


@dataclass(frozen=True, slots=True)
class Named:
    """A participant as a model names it: in the words of the text, in English, and of which class."""

    name: str
    english: str | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as a model tells it, before anything of it is looked up in the text."""

    type: str
    roles: tuple[tuple[str, Named], ...]
    status: str
    source: Named | None
    time: str | None
    value: float | None
    quote: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model's answer holds; `faults` says in a phrase each what of it cannot be read.

    `is_json` is false where there is nothing to read at all.
    """

    facts: tuple[Told, ...]
    faults: tuple[str, ...]
    is_json: bool


def read_answer(written: str) -> Answer:
    """The facts of an answer; of one that was cut off, those that stand there whole.

    >>> read_answer('Sure! {"facts": []}')
    Answer(facts=(), faults=(), is_json=True)
    """
    plain = _THOUGHT.sub("", written)
    entries, faults, is_json = _entries(plain)
    facts: list[Told] = []
    for entry in entries:
        try:
            facts.append(_told(entry))
        except (KeyError, TypeError, ValueError, AttributeError):
            faults.append("a fact that has not the form asked for")
    return Answer(tuple(facts), tuple(faults), is_json)


def _entries(written: str) -> tuple[list[Any], list[str], bool]:
    decoder = json.JSONDecoder()
    start = written.find("{")
    if start < 0:
        return [], ["the answer is no JSON"], False
    try:
        whole, _end = decoder.raw_decode(written, start)
        if isinstance(whole, Mapping) and isinstance(whole.get("facts"), list):
            return list(whole["facts"]), [], True
    except (ValueError, RecursionError):
        opening = _FACTS.search(written, start)
        if opening:
            return (
                list(_whole_ones(decoder, written, opening.end())),
                ["the answer breaks off"],
                True,
            )
    return [], ["the answer is no JSON with a list of facts"], False


def _whole_ones(decoder: json.JSONDecoder, written: str, at: int) -> Iterator[Any]:
    while True:
        at = _end_of(_BETWEEN, written, at)
        try:
            entry, at = decoder.raw_decode(written, at)
        except (ValueError, RecursionError):
            return
        yield entry


def _end_of(pattern: re.Pattern[str], written: str, at: int) -> int:
    found = pattern.match(written, at)
    return found.end() if found else at


def _told(entry: Mapping[str, Any]) -> Told:
    source = entry.get("source")
    value = entry.get("value")
    if value is not None and (isinstance(value, bool) or not math.isfinite(float(value))):
        raise ValueError
    return Told(
        type=_text(entry["type"]),
        roles=tuple((_text(role["role"]), _named(role)) for role in entry["roles"]),
        status=_text(entry["status"]),
        source=None if source is None else _named(source),
        time=_text_or_none(entry.get("time")),
        value=None if value is None else float(value),
        quote=_text(entry["quote"]),
    )


def _named(entry: Mapping[str, Any]) -> Named:
    return Named(
        _text(entry["name"]), _text_or_none(entry.get("english")), _text_or_none(entry.get("kind"))
    )


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None or value == "" else _text(value)
