"""Officials: those whom a sentence names by their office alone and the text never by name.

«وزير الخارجية المصري», «نظيره الليبي», «الرئيسان الروسي والتركي», «وفد من الحلف»: what they do stands for
whose they are, where a slot takes officials.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from mithaq.ingest.delegations import delegation_at
from mithaq.ingest.facts import Participant
from mithaq.ingest.finite import is_finite
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.officeheads import is_adjective
from mithaq.ingest.officekinds import dual_words, is_a
from mithaq.ingest.officephrases import OfficePhrase
from mithaq.ingest.parts import OFFICIAL
from mithaq.ingest.people import taken_tokens
from mithaq.ingest.tokens import Token, Tokens, reading_among
from mithaq.ingest.twins import counterparts_at, side_words, sides_at, twins_at
from mithaq.ontology.reference import reference

_STATE = frozenset({"State"})
_LEADER = "leader"
_TO = "الي"
_HAD = "قد"
_ARTICLED = ("ال", "وال", "فال", "لل", "بال")


def with_officials(
    names: Sequence[Mention],
    phrases: Sequence[OfficePhrase],
    tokens: Tokens,
    held: frozenset[int],
) -> tuple[Mention, ...]:
    """The mentions of a sentence, officials without a name among them.

    `held` are the tokens of offices whose holders have names; the parts of an official's office
    stand for nobody else.
    """
    kept = list(names)
    taken = held | taken_tokens(m for m in names if m.how == "person")
    for official in _officials(names, phrases, tokens):
        if not taken.isdisjoint(range(official.first, official.last)):
            continue
        kept = [m for m in kept if m.last <= official.first or official.last <= m.first]
        kept.append(official)
        taken |= frozenset(range(official.first, official.last))
    return tuple(sorted(kept, key=lambda mention: mention.first))


def _officials(
    names: Sequence[Mention], phrases: Sequence[OfficePhrase], tokens: Tokens
) -> Iterator[Mention]:
    at = {mention.first: mention for mention in names}
    for phrase in phrases:
        official = _official(phrase, names, tokens)
        if official is not None:
            yield official
    for position in tokens.where(_opening()):
        yield from counterparts_at(at, tokens, position)
        yield from twins_at(at, tokens, position)
        yield from sides_at(at, tokens, position)
        yield from delegation_at(at, tokens, position)


@cache
def _opening() -> frozenset[str]:
    """The words that may begin those whom no office alone names."""
    listed = words("offices", "nameless_counterparts") | words("journeys", "delegates")
    return listed | side_words() | dual_words()


def _official(
    phrase: OfficePhrase, names: Sequence[Mention], tokens: Sequence[Token]
) -> Mention | None:
    """Who holds an office of a known owner, by the words up to whose it is."""
    owner = phrase.organization
    if owner is None or phrase.certainty < 1:
        return None
    leads = phrase.kind == _LEADER and owner.kind in _STATE  # «الزعيم الكوري الشمالي»
    if not (leads or is_a(phrase.kind, "officials")):
        return None
    if not phrase.definite or _is_post(phrase, tokens):
        return None
    head = phrase.mention
    last = _end(phrase, owner, names, tokens)
    if _is_loose(phrase, owner, names, tokens) or _is_predicate(phrase, tokens, last):
        return None
    return replace(
        head,
        last=last,
        end=tokens[last - 1].end,
        candidates=(phrase.office, owner),
        part=OFFICIAL,
    )


def _is_post(phrase: OfficePhrase, tokens: Sequence[Token]) -> bool:
    """Whether the words name the post rather than who holds it: «الرئاسة الدورية للاتحاد»."""
    form = tokens[phrase.mention.first].form
    return reading_among(form, words("offices", "posts_themselves")) is not None


def _is_predicate(phrase: OfficePhrase, tokens: Sequence[Token], last: int) -> bool:
    """Whether the office is what somebody was; not so where a verb goes on: «كان الرئيس المصري قد زار …»."""
    if not (phrase.predicate or phrase.past):
        return False
    after = tokens[last].form if last < len(tokens) else ""
    if after in words("offices", "succeeding"):
        return True  # «أمينا عاما خلفا لفلان»
    return not (after == _HAD or (after != "" and is_finite(after)))


def _is_loose(
    phrase: OfficePhrase, owner: Participant, names: Sequence[Mention], tokens: Sequence[Token]
) -> bool:
    """Whether nouns stand between an office with the article and its owner: «الوزير العملية التركية»."""
    head = phrase.mention
    if not tokens[head.first].form.startswith(_ARTICLED):
        return False
    own = next((m for m in names if head.last <= m.first and owner in m.candidates), None)
    return own is not None and any(
        not is_adjective(tokens[n].form) for n in range(head.last, own.first)
    )


def _end(
    phrase: OfficePhrase, owner: Participant, names: Sequence[Mention], tokens: Sequence[Token]
) -> int:
    """Where the words end that say whose the office is, and whither its holder is sent."""
    head = phrase.mention.last
    inside = [m for m in names if head <= m.first and m.last <= phrase.last]
    own = next((m for m in inside if owner in m.candidates), None)
    if own is None:  # the head's own words say whose, «المستشارة الألمانية», or only the text does
        return head if owner.iri in reference().things else phrase.last
    last = own.last
    sent = next((m for m in inside if m.first == last + 1 and tokens[last].form == _TO), None)
    if sent is not None and sent.of_kind(_STATE) and _goes_on(names, sent):
        last = sent.last
    return last


def _goes_on(names: Sequence[Mention], sent: Mention) -> bool:
    """Whether another place follows: «زار المبعوث الأممي إلى اليمن عدن», but not «وصل … إلى اليمن»."""
    return any(
        m.first >= sent.last and any(p.kind in ("Place", "State") for p in m.candidates)
        for m in names
    )


def with_named_counterparts(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, a counterpart and the name right after it being one: «ونظيره الكيني فلان»."""
    found: list[Mention] = []
    for mention in mentions:
        before = found[-1] if found else None
        if (
            before is not None
            and before.last == mention.first
            and mention.how == "person"
            and not (mention.preposition or mention.conjunction)
            and before.part == OFFICIAL
            and len(before.candidates) == 1
        ):
            found[-1] = replace(
                mention,
                first=before.first,
                start=before.start,
                preposition=before.preposition,
                conjunction=before.conjunction,
                candidates=(*mention.candidates, *before.candidates),
            )
        else:
            found.append(mention)
    return tuple(found)
