"""Word lists that an expert edits, a file for each field: grammar, status, journeys and more."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from mithaq.errors import FrameError
from mithaq.text import fold


@cache
def word_lists(name: str) -> Mapping[str, Any]:
    """The lists of `<name>.yaml` as they stand."""
    text = files("mithaq.ingest.lexicon").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    try:
        lists: Mapping[str, Any] = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise FrameError(f"ingest/lexicon/{name}.yaml is not YAML: {error}") from error
    return lists


def phrases(words: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """Each entry as its folded words."""
    return frozenset(tuple(fold(entry).split()) for entry in words)


@cache
def phrase_list(name: str, key: str) -> frozenset[tuple[str, ...]]:
    """The entries of one list of `<name>.yaml`, folded."""
    return phrases(word_lists(name)[key])


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The one-word entries of one list of `<name>.yaml`, folded."""
    return frozenset(entry[0] for entry in phrase_list(name, key) if len(entry) == 1)


@cache
def meanings(name: str, key: str) -> Mapping[str, str]:
    """The words of one list that tells what each means, folded, with that."""
    listed: Mapping[str, str] = word_lists(name)[key]
    return {fold(word): meaning for word, meaning in listed.items()}


@cache
def partners(name: str, key: str) -> Mapping[str, str]:
    """The words of one list that has another word for each, both folded: «محافظات», «محافظة»."""
    return {word: fold(other) for word, other in meanings(name, key).items()}


@cache
def kinds(name: str, key: str) -> Mapping[str, str]:
    """The words of lists by kind, folded, each with its kind."""
    listed: Mapping[str, list[str]] = word_lists(name)[key]
    return {fold(word): kind for kind, of_it in listed.items() for word in of_it}


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of `<name>.txt`, which are folded as they stand."""
    text = files("mithaq.ingest.lexicon").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def common_words() -> frozenset[str]:
    """Words of Arabic news that are no part of a person's name, folded."""
    return word_set("common-words")
