"""The words of the pages, in English and Arabic: read from `words.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def words(language: str) -> Mapping[str, str]:
    """Every word and sentence of the pages in `language`, by its key."""
    text = files("mithaq.server").joinpath("words.toml").read_text(encoding="utf-8")
    return MappingProxyType({key: said[language] for key, said in tomllib.loads(text).items()})
