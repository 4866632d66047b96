"""Kinds of office: their slugs and groups, and the office that a kind and an owner make."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import meanings, partners, words
from mithaq.ingest.names import known_names, match_at, participant
from mithaq.ingest.tokens import Token, readings
from mithaq.iris import THING, local_name, thing


def slugs(key: str) -> Mapping[str, str]:
    """A list of `lexicon/offices.yaml` that gives words their kinds."""
    return meanings("offices", key)


def slug_of(office: Participant) -> str:
    """The slug of a kind of office, as `lexicon/offices.yaml` lists it."""
    return local_name(office.iri)


def kind_named(nouns: Sequence[str]) -> tuple[Participant, int] | None:
    """The kind of office that the words begin with, and of how many of them its name is."""
    words_ = [Token(noun, n, n + 1) for n, noun in enumerate(nouns)]
    match = match_at(known_names(), words_, 0)
    if match is None or not match.entries[0].iri.startswith(f"{THING}office/"):
        return None
    return participant(match.entries[0].iri), match.end


def is_a(kind: str, group: str) -> bool:
    """Whether the kind is in a list of `lexicon/offices.yaml`."""
    return kind in words("offices", group)


def office_of(
    kind: str, owner: Participant | None, what: str, surface: str, others: Iterable[str] = ()
) -> Participant:
    """The office of `owner`: «Prime Minister of Armenia», with the kind's own labels too.

    `what` tells it from others of its kind; `surface` is how the text calls it, and `others`.
    """
    known = participant(f"{THING}office/{kind}")
    if owner is None and not what:
        return replace(known, labels=tuple(dict.fromkeys((*known.labels, ("ar", surface)))))
    whose = "of" if owner is None else local_name(owner.iri).replace("/", "-")
    iri = "/".join(part for part in (thing("Office", kind), whose, what) if part)
    labels = list(known.labels)
    if owner is not None:
        named = owner.label("en") or owner.label("ar")
        labels.insert(0, ("en", f"{known.label('en')} of {named}"))
    if what or owner is None:
        labels.insert(0, ("ar", surface))
    else:
        labels.insert(0, ("ar", f"{known.label('ar')} ({owner.label('ar') or owner.label('en')})"))
    called = (("ar", name) for name in (*others, surface))
    return Participant(iri, "Office", tuple(dict.fromkeys((*labels, *called))))


@lru_cache(maxsize=65536)
def singular(form: str) -> str | None:
    """The one of which a word names two."""
    return next((duals()[r.rest] for r in readings(form) if r.rest in duals()), None)


def duals() -> Mapping[str, str]:
    """The nouns for two or more who hold an office of one kind, each with its singular."""
    return partners("offices", "duals")


@cache
def dual_words() -> frozenset[str]:
    """The nouns for two or more who hold an office of one kind."""
    return frozenset(duals())
