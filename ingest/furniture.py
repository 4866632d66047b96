"""Page furniture: what stands on a page beside the article, told by the cues of `furniture.yaml`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

from mithaq.text import fold, fold_with_offsets

_WORD = re.compile(r"\w+|©")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_CLOSED = (".", "!", "؟", "?", "…", '"', "”", "»", ":", "،")
_LONGEST_CUE_LINE = 120
"""A line of more code points is a paragraph, however it begins."""
_LONGEST_HEADLINE = 160
_LONGEST_TAIL = 40
_SHORTEST_ARTICLE = 200
"""With fewer code points of body above it, what ends an article is the article's own head."""

Kind = Literal["body", "end", "pointer", "list", "button"]


@dataclass(frozen=True, slots=True)
class _Cues:
    """The cues as folded words with a space between; what opens a line with a space after it."""

    opening_ends: tuple[str, ...]
    opening_pointers: tuple[str, ...]
    pointers: frozenset[str]
    buttons: frozenset[str]
    tails: tuple[str, ...]


def body_spans(text: str) -> tuple[tuple[int, int], ...]:
    r"""The parts of `text` that are the article: (start, end) in code points, in order, apart.

    Spans begin and end at line breaks, save where a link closes a paragraph. What lies between them
    is page furniture: author's note, comment form, headlines of other articles, buttons.

    >>> text = "The council met.\nRead also: Ten more pictures\nIt adjourned."
    >>> [text[start:end] for start, end in body_spans(text)]
    ['The council met.\n', 'It adjourned.']
    """
    spans: list[tuple[int, int]] = []
    for start, end in _body_lines(text):
        if spans and spans[-1][1] == start:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return tuple(spans)


def _body_lines(text: str) -> Iterator[tuple[int, int]]:
    read = 0
    in_list = False
    for match in _LINE.finditer(text):
        line = match[0]
        kind = _kind(line)
        if kind == "end" and read >= _SHORTEST_ARTICLE:
            return
        in_list = kind == "list" or (in_list and (not line.strip() or _is_headline(line)))
        if kind == "body" and not in_list:
            read += len(line)
            yield match.start(), match.start() + _without_tail(line)


def _kind(line: str) -> Kind:
    """What one line is, by its own words."""
    if len(line) > _LONGEST_CUE_LINE:
        return "body"
    cues = _cues()
    words = _words(line)
    if words in cues.buttons:
        return "button"
    if words in cues.pointers:
        return "list"
    padded = words + " "
    if padded.startswith(cues.opening_ends):
        return "end"
    if padded.startswith(cues.opening_pointers):
        return "pointer"
    return "body"


def _is_headline(line: str) -> bool:
    """Whether a line below "Read also" is one more headline: short, and no closed sentence."""
    words = line.strip()
    return len(words) <= _LONGEST_HEADLINE and not words.endswith(_CLOSED)


def _without_tail(line: str) -> int:
    """How much of a line is read: all of it, or what stands before a closing link."""
    before = max(0, len(line) - _LONGEST_TAIL)
    if not _words(line[before:]).endswith(_cues().tails):
        return len(line)
    folded = fold_with_offsets(line[before:])
    words = list(_WORD.finditer(folded.text))
    for cue in _cues().tails:
        count = cue.count(" ") + 1
        if len(words) > count and " ".join(word[0] for word in words[-count:]) == cue:
            return before + folded.offsets[words[-count].start()]
    return len(line)


def _words(line: str) -> str:
    return " ".join(_WORD.findall(fold(line)))


@cache
def _cues() -> _Cues:
    text = files("mithaq.ingest").joinpath("furniture.yaml").read_text(encoding="utf-8")
    lists: Mapping[str, list[str]] = yaml.safe_load(text)
    ends, pointers, buttons, tails = (
        tuple(_words(cue) for cue in lists[name])
        for name in ("ends", "pointers", "buttons", "tails")
    )
    opening_ends, opening_pointers = (tuple(c + " " for c in cues) for cues in (ends, pointers))
    return _Cues(opening_ends, opening_pointers, frozenset(pointers), frozenset(buttons), tails)
