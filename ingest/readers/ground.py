"""Ground: what stands where in a document, against which a model's facts are checked."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from mithaq.ingest.dates import TimeExpression, find_times
from mithaq.ingest.dates.expressions import Granularity
from mithaq.ingest.documents import Document
from mithaq.ingest.lexemes.lexicons import LANGUAGES, lexicon
from mithaq.ingest.lexemes.times import coming, times
from mithaq.ingest.mentions import Mention
from mithaq.ingest.numerals import Number, find_numbers
from mithaq.ingest.reading import read
from mithaq.text import fold

_CLITICS = "وفبلكس"  # and, so, by, for, like, will
_SHORTEST = 4
_ARTICLE = "(?:ال|لل)?"


@dataclass(frozen=True)
class Ground:
    """A document cut into sentences, with what is named, dated and counted in them."""

    document: Document

    @cached_property
    def _reading(self) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[Mention, ...], ...]]:
        sentences = read(self.document).sentences
        return tuple((s.start, s.end) for s in sentences), tuple(s.mentions for s in sentences)

    @cached_property
    def times(self) -> tuple[TimeExpression, ...]:
        """Every time that extraction reads in the text, by the words of its language."""
        if self.document.language in LANGUAGES:
            return tuple(_worded(self.document, self.document.language))
        return find_times(self.document.text, date=self.document.date)

    @cached_property
    def _numbers(self) -> tuple[Number, ...]:
        return find_numbers(self.document.text)

    def places(self, quote: str, start: int, end: int) -> tuple[int, ...]:
        """Where `quote` stands within `start:end` of the text."""
        found: list[int] = []
        at = self.document.text.find(quote, start, end)
        while at >= 0:
            found.append(at)
            at = self.document.text.find(quote, at + 1, end)
        return tuple(found)

    def near(self, start: int, end: int) -> "Near":
        """What stands in the sentences of `start:end`, in the one before and in the one after."""
        spans, mentions = self._reading
        first = max(bisect_right(spans, start, key=lambda span: span[1]) - 1, 0)
        last = min(bisect_left(spans, end, key=lambda span: span[0]) + 1, len(spans))
        first = min(first, max(last - 1, 0))
        begin = min([start, *(span[0] for span in spans[first:last])])
        close = max([end, *(span[1] for span in spans[first:last])])
        return Near(
            self.document.text[begin:close],
            begin,
            self.document.text,
            tuple(mention for named in mentions[first:last] for mention in named),
            tuple(time for time in self.times if begin <= time.start < close),
            tuple(number for number in self._numbers if begin <= number.start < close),
        )


def _worded(document: Document, language: str) -> Iterator[TimeExpression]:
    """The times of an English or Russian document; one without its year may be the last or the coming one."""
    for found in times(document.text, document.date, lexicon(language), bare_years=True):
        edtf = found.time.edtf
        ahead = coming(found.time, document.date).edtf
        readings = (edtf, ahead) if ahead != edtf else None
        granularity = _GRANULARITIES.get(len(edtf), "interval")
        yield TimeExpression(
            found.start, found.end, edtf, granularity, found.time.basis, "any", readings
        )


_GRANULARITIES: Mapping[int, Granularity] = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True)
class Near:
    """The neighbourhood of a quote: its text, which begins at `start` of the document's, and what is in it.

    `whole` is the text of the document.
    """

    text: str
    start: int
    whole: str
    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    numbers: tuple[Number, ...]

    @cached_property
    def folded(self) -> str:
        """The text, spelling variants made equal."""
        return fold(self.text)

    def holds(self, name: str) -> bool:
        """Whether `name` stands here as words of its own, with the clitics of Arabic before it."""
        words = re.escape(fold(name).strip())
        if not words:
            return False
        return bool(re.search(rf"(?<!\w)[{_CLITICS}]{{0,2}}{_ARTICLE}{words}(?!\w)", self.folded))

    def holds_part(self, name: str) -> bool:
        """Whether the last word of `name` stands here, and all of it somewhere in the document."""
        last = name.split()[-1:]
        return (
            bool(last) and len(last[0]) >= _SHORTEST and self.holds(last[0]) and name in self.whole
        )

    def holds_any(self, names: Iterable[str]) -> bool:
        """Whether one of `names` stands here."""
        return any(self.holds(name) for name in names)
