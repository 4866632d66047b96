"""Office phrases: a kind of office with its organisation and all that is said of what it is for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mithaq.ingest.accreditations import set_apart
from mithaq.ingest.acting import acting_kind, acting_office, acts, opening_at, widened_over
from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import word_set, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.namelines import Line
from mithaq.ingest.names import participant
from mithaq.ingest.namesorts import sort_of
from mithaq.ingest.officeheads import ends_in_pronoun, find_heads, is_possessed
from mithaq.ingest.officekinds import is_a, office_of, slug_of
from mithaq.ingest.officenests import nested_in
from mithaq.ingest.officeowners import (
    OWNERS,
    Surroundings,
    organization_from,
    owner_in,
    owner_named,
    owner_within,
)
from mithaq.ingest.officeposts import POST
from mithaq.ingest.officesmade import is_made
from mithaq.ingest.officetails import Tail, read_tail
from mithaq.ingest.personnames import name_run
from mithaq.ontology.reference import reference
from mithaq.text import one_line

_GUESSED = 0.7
_SPEAKERS = ("speaker-of-parliament", "senate-president")
_OF_COUNCIL = "council-chair"
_IN = "ب"
_WHERE = frozenset({_IN, "ل"})  # «السفيرة الأميركية للأمم المتحدة»
_FAR = 8
_MARKS = frozenset({'"', "("})
_UNOWNED = 0.9


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """An office as a text names it: its kind, whose it is, what for, and from where to where.

    `certainty` is below 1 where the organisation was not said beside it; `bare` where nothing was;
    `accredited` where it says to whom or where somebody is sent; `predicate` where its grammar makes
    somebody it: «رئيسا للوزراء»; `commanded` is the word after its head; `supposed` the state for
    which its holder acts where no other is known; it is not `definite` in «رئيس فرنسي», and `past` after «كان».
    """

    kind: str
    office: Participant
    first: int
    last: int
    organization: Participant | None
    certainty: float
    mention: Mention
    bare: bool = False
    accredited: bool = False
    predicate: bool = False
    commanded: str = ""
    supposed: Participant | None = None
    definite: bool = True
    past: bool = False


def read_phrases(
    line: Line, mentions: Sequence[Mention], around: Surroundings
) -> tuple[OfficePhrase, ...]:
    """The offices of a sentence, in their order, whoever holds them."""
    heads = {head.first: head for head in find_heads(line, mentions)}
    at = {m.first: m for m in mentions if m.how != "office"}
    found: list[OfficePhrase] = []
    for position in sorted(heads):
        if found and _begins_name(line, heads[position], found[-1]):
            continue
        if not found or position >= found[-1].last:
            found.append(_phrase(line, heads[position], heads, at, mentions, around))
    return tuple(found)


def _begins_name(line: Line, head: Mention, before: OfficePhrase) -> bool:
    """«سفير إيران أمير سعيد إيرواني», «رئيس طاجيكستان إمام علي رحمن»: no office, a given name."""
    if head.first != before.last or before.certainty < 1 or head.last > head.first + 1:
        return False
    named = line.form(head.first) in word_set("names-or-words")
    return named and sort_of(line.form(head.last)) in ("given", "surname")


def _phrase(
    line: Line,
    head: Mention,
    heads: Mapping[int, Mention],
    at: Mapping[int, Mention],
    mentions: Sequence[Mention],
    around: Surroundings,
) -> OfficePhrase:
    kind, last = slug_of(head.candidates[0]), head.last
    nested = nested_in(line, head, heads)
    if nested is not None:
        kind, last = nested
    within = organization_from(line, last, at)
    if within is not None:
        at = {**at, last - 1: within}
        last -= 1
    first, governed = widened_over(line, head)
    if kind in _SPEAKERS and line.form(last).startswith("لل") and last not in at:
        kind = _OF_COUNCIL  # «رئيس المجلس الوطني للإعلام»
    inner = _within_post(head, mentions)
    last = max(last, inner.last) if inner is not None else last
    tail = read_tail(line, last, at, _stops(line, last, heads), post=head.part == POST)
    owner = owner_named(line, head) or owner_in(line, kind, tail, around)
    owner = owner or (None if inner is None else inner.of_kind(OWNERS))
    owner = owner or owner_within(line, head)
    if owner is None and is_a(kind, "national") and ends_in_pronoun(line, head):
        owner = _state_before(head, mentions)  # «أما كندا … فقال وزير دفاعها»
    certainty = 1.0
    if owner is None:
        told = _appointing(head, mentions) if is_made(line, head) else None
        owner, certainty = _guess(kind, tail, around, told)
    end = max(tail.last, last, head.last)
    acting = acts(line, first, head, end)
    kind = acting_kind(kind) if acting else kind
    specified = is_a(kind, "specified") and (nested is not None or end > head.last)
    surface = one_line(line.text[head.start : line.tokens[end - 1].end])
    coined = owner is not None and owner.iri not in reference().things
    what = set_apart(line, head, tail, nested, end, coined=coined) if specified else ""
    office = office_of(kind, owner, what, surface, _shorter(line, head, tail, end))
    if acting:
        office = acting_office(
            office, kind, _called(line, governed, (end, *(m.last for m in tail.mentions)))
        )
    accredited = any(line.form(n) in ("لدي", "في", "الي") for n in range(head.last, end))
    accredited = accredited or any(m.preposition in _WHERE for m in tail.mentions)
    bare_ = end == head.first + 1 and not is_possessed(line, head)
    return OfficePhrase(
        kind,
        office,
        first,
        end,
        owner,
        certainty,
        governed,
        bare=bare_,
        accredited=accredited,
        predicate=is_made(line, head) or head.part == POST or _is_one_of_several(line, head, end),
        commanded=line.form(head.last),
        supposed=_state_before(head, mentions) or around.state,
        definite=_is_definite(line, head, tail),
        past=line.form(head.first - 1) in words("offices", "being"),
    )


def _is_one_of_several(line: Line, head: Mention, end: int) -> bool:
    """«كان ثاني أمين عام للمنظمة»: what somebody was; no name follows it."""
    if line.form(head.first - 1) not in words("offices", "ordinals"):
        return False
    before = (line.form(n) for n in range(max(head.first - _FAR, 0), head.first - 1))
    run = name_run(line, end)
    named = run is not None and run.first == end
    return not named and any(form in words("offices", "being") for form in before)


_GOVERNMENT = "government"


def _within_post(head: Mention, mentions: Sequence[Mention]) -> Mention | None:
    """«قيادة الجيش اللبناني», «وكيل وزارة الخارجية اللبنانية»: whose it is begins within the office."""
    inner = [m for m in mentions if m.how != "office" and head.first < m.first < head.last]
    if head.part != POST:
        inner = [m for m in inner if m.part == _GOVERNMENT and m.last > head.last]
    return next((m for m in inner if m.last >= head.last and m.of_kind(OWNERS)), None)


def _stops(line: Line, first: int, heads: Mapping[int, Mention]) -> frozenset[int]:
    """Where other offices begin, at or after token `first`."""
    begun = {n for n in heads if n >= first}
    return frozenset(begun | {n - 2 for n in begun if opening_at(line, n - 2) is not None})


def _is_definite(line: Line, head: Mention, tail: Tail) -> bool:
    if any(line.form(n).startswith(("ال", "لل")) for n in range(head.first, head.last)):
        return True
    if not tail.mentions or tail.mentions[0].how != "demonym":
        return True
    return line.form(tail.mentions[0].first).startswith("ال")


def _shorter(line: Line, head: Mention, tail: Tail, end: int) -> tuple[str, ...]:
    """What else the text may call the office: its head, all up to each known name or to where it is held."""
    outer = next((m.first for m in tail.mentions if m.preposition == _IN), end)
    inner = max(outer, head.last)  # «وزير شؤون الإعلام» of «وزير شؤون الإعلام بمملكة البحرين»
    return _called(line, head, (head.first + 1, inner, *(m.last for m in tail.mentions), end))


def _called(line: Line, head: Mention, lasts: Sequence[int]) -> tuple[str, ...]:
    """The text from the head up to each of the tokens `lasts`, and up to a name in quotes."""
    ends = [line.tokens[last - 1].end for last in lasts]
    marks = (n for n in range(head.first + 1, max(lasts)) if line.form(n) in _MARKS)
    ends += [line.tokens[n - 1].end for n in marks][:1]
    return tuple(one_line(line.text[head.start : end]) for end in ends)


def _appointing(head: Mention, mentions: Sequence[Mention]) -> Participant | None:
    """The state whose body makes somebody what he is: «أقر مجلس النواب الكيني تعيين فلان وزيرا»."""
    known = reference().things
    for mention in mentions:
        body = known.get(mention.candidates[0].iri)
        if mention.last > head.first or body is None or body.kind != "Body":
            continue
        if body.within is not None and known[body.within].kind == "State":
            return participant(body.within)
    return None


def _guess(
    kind: str, tail: Tail, around: Surroundings, told: Participant | None
) -> tuple[Participant | None, float]:
    """The organisation of an office that names none, where the text leaves little doubt."""
    if is_a(kind, "organizational"):
        guessed = around.alliance
    elif is_a(kind, "national") and tail.noun < 0:
        guessed = told or around.home
    else:
        guessed = None
    return guessed, _UNOWNED if guessed is None else _GUESSED


def _state_before(head: Mention, mentions: Sequence[Mention]) -> Participant | None:
    """The last state that the sentence names before an office that names none."""
    states = frozenset({"State"})
    before = [m for m in mentions if m.last <= head.first and m.how != "demonym"]
    return next((s for m in reversed(before) if (s := m.of_kind(states)) is not None), None)


def with_owner(phrase: OfficePhrase, kind: Participant, owner: Participant | None) -> OfficePhrase:
    """`phrase` as the office `kind` of `owner`."""
    name = slug_of(kind)
    surface = phrase.office.labels[-1][1]
    office = office_of(name, owner, "", surface)
    return replace(phrase, kind=name, office=office, organization=owner)


def with_phrase(mention: Mention, phrase: OfficePhrase | None) -> Mention:
    """The mention of an office standing for the office composed of all that is said of it."""
    if phrase is None or mention.how != "office":
        return mention
    part = ("past" if phrase.past else "predicate") if phrase.predicate else mention.part
    if phrase.mention.part == POST:
        part = POST
    return replace(mention, candidates=(phrase.office,), part=part)
