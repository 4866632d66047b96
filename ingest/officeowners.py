"""Whose an office is: the state or organisation said beside it, known or named by the text alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import word_lists, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.namelines import Line
from mithaq.ingest.names import known_names, match_at, participant
from mithaq.ingest.officekinds import is_a, slugs
from mithaq.ingest.officetails import Tail
from mithaq.ingest.tokens import bare, is_among, readings
from mithaq.iris import THING, slug, thing
from mithaq.text import fold, one_line

OWNERS = frozenset({"State", "Alliance", "Organization", "Body", "ArmedGroup"})
_SHORT_NAME = 2
_WHITHER = ("الي", "لدي")  # whither somebody is sent: «المبعوث … إلى ليبيا»


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a bare office may belong to: the state and the alliance spoken of most so far.

    `home` is the state that the whole text speaks of far more than of any other.
    """

    state: Participant | None
    alliance: Participant | None
    home: Participant | None = None


def organization_from(line: Line, last: int, at: Mapping[int, Mention]) -> Mention | None:
    """A known organisation of which the head's last word is the first: «رئيس [لجنة …]»."""
    if bare(line.form(last - 1)) not in words("offices", "organization_nouns"):
        return None
    match = match_at(known_names(), line.tokens, last - 1)
    if match is None or match.end <= last or (last in at and match.end < at[last].last):
        return None
    thing_ = participant(match.entries[0].iri)
    if thing_.kind not in OWNERS:
        return None
    start, end = line.tokens[last - 1].start, line.tokens[match.end - 1].end
    return Mention(last - 1, match.end, start, end, (thing_,), "name")


def owner_in(line: Line, kind: str, tail: Tail, around: Surroundings) -> Participant | None:
    """Whose the office is: a known organisation said after it, or one that only this text names."""
    owners = [
        (mention, owner)
        for mention in tail.mentions
        if (owner := mention.of_kind(OWNERS)) is not None
        and not (is_a(kind, "organizational") and owner.kind == "State")
        and line.form(mention.first - 1) not in _WHITHER
    ]
    if 0 <= tail.noun < tail.end:
        known = next((owner for mention, owner in owners if mention.how == "representative"), None)
        if known is not None and owners[0][0].first <= tail.noun:
            return known
        own = _coined(line, tail) or _referred(line, tail, around)
        if own is not None and (kind == "president" or not is_a(kind, "national")):
            return own
    return owners[0][1] if owners else None


def owner_named(line: Line, head: Mention) -> Participant | None:
    """Whose the office is by an adjective in its own name: «المبعوث الأممي لليمن» is no Yemeni."""
    listed = (slugs("organizations").get(line.form(n)) for n in range(head.first + 1, head.last))
    return next((participant(f"{THING}{path}") for path in listed if path is not None), None)


def owner_within(line: Line, head: Mention) -> Participant | None:
    """Whose the office is where its own name says so: «المستشارة الألمانية»."""
    for position in range(head.first + 1, head.last):
        match = match_at(known_names(), line.tokens[: head.last], position)
        if match is not None and match.reading.rest in words("nouns", "shy_adjectives"):
            continue  # «وزيرا للمالية» is none of Mali's
        for entry in match.entries if match else ():
            owner = participant(entry.iri)
            if owner.kind in OWNERS:
                return owner
    return None


def _coined(line: Line, tail: Tail) -> Participant | None:
    """«نادي …», «هيئة …»: an organisation by its printed name, of two words or more."""
    first = line.tokens[tail.noun]
    reading = next(r for r in readings(first.form) if _is_noun(r.rest))
    cut = reading.cut
    if tail.end - tail.noun < _SHORT_NAME or bare(reading.rest) in words("offices", "place_nouns"):
        return None
    printed = one_line(line.text[first.start : line.tokens[tail.end - 1].end])
    if cut and not first.form.startswith("لل"):
        printed = printed[cut:]
    elif cut:
        printed = "ال" + printed[cut + 1 :]
    return Participant(thing("Organization", slug(printed)), "Organization", (("ar", printed),))


def _is_noun(form: str) -> bool:
    return bare(form) in words("offices", "organization_nouns")


def _referred(line: Line, tail: Tail, around: Surroundings) -> Participant | None:
    """«الأمين العام للحلف»: the alliance spoken of."""
    alliances: list[str] = word_lists("nouns")["references"]["Alliance"]
    nouns = {fold(noun) for noun in alliances}
    named = is_among(line.form(tail.noun), nouns)
    return around.alliance if named else None
