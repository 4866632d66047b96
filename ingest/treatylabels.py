"""Labels of agreements that only a text's own words name: all that its phrase may be cut to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mithaq.ingest.classes import WordClass
from mithaq.ingest.lexicon import common_words
from mithaq.ingest.lexicon import words as listed
from mithaq.ingest.nominatives import nominative
from mithaq.ingest.proclitics import attached_preposition
from mithaq.ingest.tokens import Token
from mithaq.text import one_line

_PREPOSITIONS = frozenset({"مع", "بين", "بشان", "حول", "في", "على", "لـ", "علي", "من"})
_QUOTES = frozenset({'"', "«", "»", "“", "”"})
_MOST = 9
_YEAR = 4
_FOR = "ل"
_FOR_THE = "لل"
_THE = "ال"
_AND = "و"


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence's words, and which of them stand in a name."""

    text: str
    tokens: Sequence[Token]
    classes: Sequence[WordClass]
    taken: frozenset[int]

    def printed(self, start: int, last: int) -> str:
        """The text from offset `start` to the end of the token before `last`."""
        return one_line(self.text[start : self.tokens[last - 1].end])


def labels_of(words: Words, start: int, noun_end: int, last: int) -> tuple[str, ...]:
    """The labels of an agreement whose noun ends at `noun_end` and its adjectives at `last`.

    The shortest name comes first, then those with what governs on: «اتفاقا مع السودان».
    """
    found = [words.printed(start, n) for n in range(last, noun_end, -1)]
    found = found or [words.printed(start, last)]
    found += [plain for each in found if (plain := nominative(each)) != each]
    if _is_year(words, last):
        found.append(words.printed(start, last + 1))  # «اتفاق 2015»
    owner = last
    while owner in words.taken and not words.tokens[owner].form.startswith(_AND):
        owner += 1
    if owner > last:
        found.append(words.printed(start, owner))  # «اتفاقية بيع ألاسكا»
    for end in _ends(words, last):
        found.append(words.printed(start, end))
        named = _without_for(words, last)
        if named is not None:
            found.append(f"{words.printed(start, last)} {named[0]}{words.printed(named[1], end)}")
    return tuple(dict.fromkeys(found))


def _is_year(words: Words, position: int) -> bool:
    form = words.tokens[position].form if position < len(words.tokens) else ""
    return form.isdigit() and len(form) == _YEAR


def _ends(words: Words, last: int) -> Iterator[int]:
    """Where the phrase may end, after each of what prepositions govern in it."""
    position = last
    while position < len(words.tokens) and position - last < _MOST:
        governs = _governs(words, position)
        if position == last and not governs:
            return
        if not governs and position not in words.taken and not _may_stand(words, position):
            break
        if not governs and position not in words.taken and _is_told_of(words, position):
            break
        opens = position in words.taken and position - 1 not in words.taken
        if (governs or opens) and position > last + 1:
            yield position
        position += 1
    if position > last + 1 or (position > last and _without_for(words, last) is not None):
        yield position


def _is_told_of(words: Words, position: int) -> bool:
    """Whether something else is told after a noun with the article: «اتفاقا للتبادل الحر وصفه كذا بأنه …»."""
    before, form = words.tokens[position - 1].form, words.tokens[position].form
    ended = before.startswith((_THE, _FOR_THE)) and words.classes[position] == "word"
    return (
        ended
        and not form.startswith((_THE, _AND + _THE))
        and form not in listed("treaties", "not_being")
    )


def _governs(words: Words, position: int) -> bool:
    form = words.tokens[position].form
    if form in _PREPOSITIONS:
        return True
    return position not in words.taken and (
        attached_preposition(form) is not None or _is_rare_for(form)
    )


def _is_rare_for(form: str) -> bool:
    """Whether it is ل with a noun that hardly has the article: «لتجنب»."""
    known = common_words()
    return (
        form.startswith(_FOR)
        and _THE + form not in known
        and (form not in known or form[1:] in known)
    )


def _may_stand(words: Words, position: int) -> bool:
    told = words.tokens[position].form in listed("treaties", "deeds")
    return words.classes[position] in ("word", "number") and not told


def _without_for(words: Words, last: int) -> tuple[str, int] | None:
    """What «اتفاقية لتعاون …» and «اتفاقية للتعاون …» name without ل: an article, and where it is."""
    token = words.tokens[last]
    if token.form.startswith(_FOR_THE) and len(token.form) > len(_FOR_THE):
        return _THE, token.start + len(_FOR_THE)
    clitic = attached_preposition(token.form)
    if _is_rare_for(token.form) or (clitic is not None and clitic.preposition == _FOR):
        return "", token.start + len(_FOR)
    return None


def quoted_end(words: Words, first: int) -> int | None:
    """Where a name in quotation marks ends that begins at token `first`: «معاهدة "كذا"»."""
    if first >= len(words.tokens) or words.tokens[first].form not in _QUOTES:
        return None
    for position in range(first + 1, min(first + _MOST, len(words.tokens))):
        if words.tokens[position].form in _QUOTES:
            return position + 1 if position > first + 1 else None
    return None


def in_quotes(words: Words, first: int, last: int) -> str:
    """The words between quotation marks at tokens `first` and the one before `last`."""
    return words.printed(words.tokens[first + 1].start, last - 1)
