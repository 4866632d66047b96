"""Offices that somebody is made, or was: «وزيرا للدفاع», «كرئيس للحكومة», «قائما بأعمال رئيس الوزراء»."""

from collections.abc import Iterator
from functools import lru_cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention, cut_mention
from mithaq.ingest.namelines import Line
from mithaq.ingest.names import participant
from mithaq.ingest.officeadjectives import is_accusative_adjective
from mithaq.ingest.officekinds import kind_named, slugs
from mithaq.ingest.tokens import Reading
from mithaq.iris import THING

_TEH = "ة"
_AS = "ك"
_OF_THE = "لل"
_HER = "ها"
_MOST = 4
_SHORTEST = 3
_AFFAIRS = "باعمال"  # in the affairs of
_TO = "الي"  # «مبعوثا إلى ليبيا»


def made_at(line: Line, position: int) -> Mention | None:
    """The kind of office at a token whose grammar makes somebody its holder."""
    base = _base(line, position)
    following = line.form(position + 1)
    if base is None or (following.startswith("ال") and following != _TO):
        return None  # «وزيرا الخارجية»: two ministers
    start = line.tokens[position].start + _is_as(line.form(position))
    best: tuple[int, Participant] | None = None
    for skipped, forms in _readings(line, position):
        named = kind_named([base, *forms])
        if named is None:
            continue
        reach = named[1] + skipped if named[1] > 1 else 1
        if best is None or reach > best[0]:
            best = reach, named[0]
    if best is not None:
        last, kind = position + best[0], best[1]
        return Mention(position, last, start, line.tokens[last - 1].end, (kind,), "office")
    slug = slugs("heads").get(base)
    if slug is None:
        return None
    kind = participant(f"{THING}office/{slug}")
    return Mention(position, position + 1, start, line.tokens[position].end, (kind,), "office")


def parted_at(line: Line, position: int) -> Mention | None:
    """An office whose adjective parts its noun from what it is of: «وزير سابق للخارجية»."""
    form, adjective = line.form(position), line.form(position + 1)
    if form not in words("offices", "construct_heads") or adjective.startswith("ال"):
        return None
    whose = line.form(position + 2)
    if not whose.startswith(_OF_THE) or not _is_adjective(adjective):
        return None
    rest = [line.form(n) for n in range(position + 3, position + 2 + _MOST)]
    named = kind_named([form, "ال" + whose.removeprefix(_OF_THE), *rest])
    if named is None or named[1] == 1:
        return None
    last = position + 1 + named[1]
    start, end = line.tokens[position].start, line.tokens[last - 1].end
    return Mention(position, last, start, end, (named[0],), "office")


def office_read(line: Line, first: int, last: int, kind: Participant, reading: Reading) -> Mention:
    """The mention of an office, of tokens `first` to `last`, the first of which is cut so."""
    return cut_mention(line.tokens, first, last, reading, (kind,), "office")


def _readings(line: Line, position: int) -> Iterator[tuple[int, list[str]]]:
    """The words after the head, an adjective left out or not, as they stand in a definite name."""
    for skipped in (0, 1):
        first = position + 1 + skipped
        if skipped and not _is_adjective(line.form(first - 1)):
            return
        following = line.form(first)
        rest = [line.form(n) for n in range(first + 1, min(first + _MOST, len(line.tokens)))]
        if following.startswith("لل"):
            yield skipped, ["ال" + following[2:], *rest]
        elif following:
            yield skipped, [following.removesuffix("ا"), *rest]
            if following[0] == "ل" and len(following) > _SHORTEST:
                yield skipped, [following[1:], *rest]


def _is_adjective(form: str) -> bool:
    """«جديدا», «أول»: an indefinite adjective of an office."""
    return is_accusative_adjective(form) or "ال" + form in words("offices", "adjectives")


def _base(line: Line, position: int) -> str | None:
    """The noun of the office, without the ending or the «كـ» that makes somebody it."""
    form = line.form(position)
    if is_feminine(line, position):
        return form
    if _is_accusative(form):
        return form[:-1]
    following = line.form(position + 1)
    if _is_as(form) and (following.startswith("ل") or _is_adjective(following)):
        return form[1:]
    return None


@lru_cache(maxsize=4096)
def _is_accusative(form: str) -> bool:
    """«رئيسا»; «رئيسها» is hers."""
    listed = words("offices", "construct_heads")
    return form.endswith("ا") and not form.endswith(_HER) and form[:-1] in listed


@lru_cache(maxsize=4096)
def _is_as(form: str) -> bool:
    """Whether the word is an office after «كـ»: «كرئيس»."""
    listed = words("offices", "construct_heads")
    return form.startswith(_AS) and form[1:] in listed and form not in listed


def is_feminine(line: Line, position: int) -> bool:
    """«رئيسة للوزراء»: the feminine is written alike in every case, but governs with ل."""
    form = line.form(position)
    if not form.endswith("ه") or form not in words("offices", "construct_heads"):
        return False
    feminine = line.text[line.tokens[position].end - 1] == _TEH
    return feminine and line.form(position + 1).startswith("لل")


def is_made(line: Line, head: Mention) -> bool:
    """Whether the head's grammar makes somebody what it names: «رئيسا للوزراء»."""
    form = line.form(head.first)
    made = _is_accusative(form)
    acting = line.form(head.first - 2) in words("offices", "made_acting")
    acts = acting and line.form(head.first - 1) == _AFFAIRS
    return made or acts or _is_as(form) or is_feminine(line, head.first)
