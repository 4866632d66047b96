"""Treaties told by their year and their parties: «اتفاق 2015 مع إيران», «الاتفاق المبرم عام 1979 بين مصر وإسرائيل»."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import word_lists, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.tokens import COMMAS, Tokens, is_among, variants
from mithaq.iris import thing
from mithaq.ontology.reference import reference
from mithaq.text import fold

_TREATY = "Treaty"
_SOON = 4
"""How many words its year may be away: «الاتفاق الذي أبرم عام 2015»."""
_REACH = 14
"""How many words may tell when and between whom it was made."""
_ENDS = COMMAS | {".", "؛", ";", ":", "؟"}


def with_dated(found: Iterable[Mention], tokens: Tokens) -> Iterator[Mention]:
    """The mentions, an agreement that only its year and its parties tell being the known one."""
    for mention in found:
        yield _known(mention, tokens) if _is_described(mention) else mention


def _is_described(mention: Mention) -> bool:
    """Whether it is an agreement that no list names."""
    treaty = mention.candidates[0]
    return (
        mention.how == "phrase" and treaty.kind == _TREATY and treaty.iri not in reference().things
    )


def _known(mention: Mention, tokens: Tokens) -> Mention:
    forms = [token.form for token in tokens[mention.first : mention.last + _REACH]]
    end = next((n for n, form in enumerate(forms) if form in _ENDS), len(forms))
    length = mention.last - mention.first
    told = [form for form in forms[length : min(length + _SOON, end)] if form in _by_year()]
    if not told or not all(is_among(form, words("treaties", "plain")) for form in forms[1:length]):
        return mention  # «اتفاق تعاون مع إيران» is another
    said = {variant for form in forms[:end] for variant in variants(form)}
    for treaty, parties in _by_year()[told[0]]:
        if any(said.issuperset(every) for every in parties):
            last = mention.last + _year_after(forms[length:])
            return replace(
                mention, candidates=(treaty,), last=last, end=tokens[last - 1].end, certainty=1.0
            )
    return mention


def _year_after(forms: Sequence[str]) -> int:
    """How many words right after the noun are its year: «اتفاق 2015», «اتفاق عام 2015»."""
    for length in (1, 2):
        if forms[length - 1 : length] and forms[length - 1] in _by_year():
            return length
        if not forms or forms[0] not in words("treaties", "when"):
            return 0
    return 0


@cache
def _by_year() -> Mapping[str, Sequence[tuple[Participant, Sequence[frozenset[str]]]]]:
    """The agreements of each year, with the words of which all of one set must be said."""
    found: dict[str, list[tuple[Participant, Sequence[frozenset[str]]]]] = {}
    listed: Mapping[str, Sequence[str]] = word_lists("treaties")["dated"]
    for name, parties in listed.items():
        iri = thing(_TREATY, name)
        treaty = Participant(iri, _TREATY, reference().things[iri].labels)
        sets = [frozenset(fold(entry).split()) for entry in parties]
        found.setdefault(name.rpartition("-")[2], []).append((treaty, sets))
    return found
