"""Office phrases: a kind of office with its organisation and all that is said of what it is for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import word_lists, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.names import known_names, match_at, participant
from mithaq.ingest.officetails import Tail, is_accusative_adjective, read_tail
from mithaq.ingest.people import taken_tokens
from mithaq.ingest.personnames import Line, name_run
from mithaq.ingest.tokens import Token, bare, readings
from mithaq.iris import THING, local_name, slug, thing
from mithaq.text import fold

_OWNERS = frozenset({"State", "Alliance", "Organization", "Body", "ArmedGroup"})
_GUESSED = 0.7
_UNOWNED = 0.9
_SHORT_NAME = 2
_TEH = "ة"
_KIN = ("عبد", "ال")  # «عبد الملك», «آل الشيخ»
_OWN = ("هما", "هم", "ها", "ه")
_OWN_FEMININE = ("ته", "تها", "تهم", "تهما")


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """An office as a text names it: its kind, whose it is, what for, and from where to where.

    `certainty` is below 1 where the organisation was not said beside it; `bare` where nothing was;
    `accredited` where it says to whom or where somebody is sent; `predicate` where its grammar makes
    somebody it: «رئيسا للوزراء»; `commanded` is the word after its head.
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


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a bare office may belong to: the state and the alliance spoken of most so far."""

    state: Participant | None
    alliance: Participant | None


@cache
def _slugs(key: str) -> Mapping[str, str]:
    listed: dict[str, str] = word_lists("offices")[key]
    return {fold(word): kind for word, kind in listed.items()}


def slug_of(office: Participant) -> str:
    """The slug of a kind of office, as `lexicon/offices.yaml` lists it."""
    return local_name(office.iri)


def is_a(kind: str, group: str) -> bool:
    """Whether the kind is in a list of `lexicon/offices.yaml`."""
    return kind in words("offices", group)


def read_phrases(
    line: Line, mentions: Sequence[Mention], around: Surroundings
) -> tuple[OfficePhrase, ...]:
    """The offices of a sentence, in their order, whoever holds them."""
    heads = {head.first: head for head in _heads(line, mentions)}
    at = {m.first: m for m in mentions if m.how != "office"}
    found: list[OfficePhrase] = []
    for position in sorted(heads):
        if not found or position >= found[-1].last:
            found.append(_phrase(line, heads[position], heads, at, mentions, around))
    return tuple(found)


def _heads(line: Line, mentions: Sequence[Mention]) -> list[Mention]:
    """The kinds of office named, those that only `lexicon/offices.yaml` names among them."""
    found = [m for m in mentions if m.how == "office" and _is_head(line, m)]
    taken = taken_tokens(mentions)
    for position, token in enumerate(line.tokens):
        if position in taken or not token.is_word:
            continue
        for reading in readings(token.form):
            kind = _slugs("heads").get(reading.rest)
            if kind is not None and _may_head(line, position, reading.rest):
                cut = len(reading.conjunction) + len(reading.preposition)
                found.append(
                    _head(token, position, kind, cut, reading.preposition, reading.conjunction)
                )
                break
        else:
            other = _accusative(line, position) or _possessed(line, position)
            if other is not None:
                found.append(other)
    return found


def _is_head(line: Line, mention: Mention) -> bool:
    """Not in a name, «عبد الملك», and no adjective of another office, «المدير العام المساعد»."""
    if line.form(mention.first - 1) in _KIN:
        return False
    adjective = mention.last == mention.first + 1 and is_adjective(line.form(mention.first))
    before = line.form(mention.first - 1)
    return not (adjective and (before.startswith("ال") or before in _slugs("nesting")))


def is_adjective(form: str) -> bool:
    """Whether a word may only qualify an office here."""
    return form in words("offices", "adjectives") or is_accusative_adjective(form)


def _may_head(line: Line, position: int, form: str) -> bool:
    """«كبير المفاوضين», but not «كبيرة» alone, which is an adjective."""
    return form not in ("كبير", "كبيره") or line.form(position + 1).startswith("ال")


def _head(
    token: Token, position: int, kind: str, cut: int, preposition: str, conjunction: str
) -> Mention:
    return Mention(
        position,
        position + 1,
        token.start + cut,
        token.end,
        (participant(f"{THING}office/{kind}"),),
        "office",
        preposition=preposition,
        conjunction=bool(conjunction),
    )


def _accusative(line: Line, position: int) -> Mention | None:
    """«وزيرا للدفاع», «أمينا عاما»: the office that somebody is made, or was."""
    form, following = line.form(position), line.form(position + 1)
    if not form.endswith("ا") or form[:-1] not in words("offices", "construct_heads"):
        return None
    if following.startswith("ال"):
        return None  # «وزيرا الخارجية»: two ministers
    second = "ال" + following[2:] if following.startswith("لل") else following.removesuffix("ا")
    tokens = [Token(form[:-1], 0, 1), *([Token(second, 1, 2)] if second else [])]
    match = match_at(known_names(), tokens, 0)
    if match is None or not match.entries[0].iri.startswith(THING + "office/"):
        kind = _slugs("heads").get(form[:-1])
        return None if kind is None else _head(line.tokens[position], position, kind, 0, "", "")
    last = position + match.end
    start, end = line.tokens[position].start, line.tokens[last - 1].end
    return Mention(position, last, start, end, (participant(match.entries[0].iri),), "office")


def _possessed(line: Line, position: int) -> Mention | None:
    """«زعيمهم», «مستشاره», «وزير خارجيته»: the office is of whom the text has just named."""
    for reading in readings(line.form(position)):
        form, following = reading.rest, line.form(position + 1)
        words_: list[str] = []
        if form in words("offices", "construct_heads") and following.endswith(_OWN_FEMININE):
            words_ = [form, following[: following.rindex("ت")] + "ه"]
        else:
            printed = line.text[line.tokens[position].end - 1]
            suffix = "" if printed == _TEH else next((s for s in _OWN if form.endswith(s)), "")
            base = form.removesuffix(suffix)
            if suffix and base in words("offices", "construct_heads"):
                words_ = [base]
        match = match_at(known_names(), [Token(w, 0, 1) for w in words_], 0) if words_ else None
        if match is None or match.end < len(words_):
            continue
        kind = participant(match.entries[0].iri)
        if kind.kind == "Office":
            cut = len(reading.conjunction) + len(reading.preposition)
            last = position + len(words_)
            start, end = line.tokens[position].start + cut, line.tokens[last - 1].end
            return Mention(
                position,
                last,
                start,
                end,
                (kind,),
                "office",
                preposition=reading.preposition,
                conjunction=bool(reading.conjunction),
            )
    return None


def _is_accusative(line: Line, head: Mention) -> bool:
    form = line.form(head.first)
    return form.endswith("ا") and form[:-1] in words("offices", "construct_heads")


def is_possessed(line: Line, head: Mention) -> bool:
    """Whether the head says by a pronoun whose office it is: «زعيمهم»."""
    form = next((r.rest for r in readings(line.form(head.first))), "")
    return form.endswith(_OWN) and form not in words("offices", "construct_heads")


def _phrase(
    line: Line,
    head: Mention,
    heads: Mapping[int, Mention],
    at: Mapping[int, Mention],
    mentions: Sequence[Mention],
    around: Surroundings,
) -> OfficePhrase:
    kind, last = slug_of(head.candidates[0]), head.last
    nested = _nested(line, head, heads)
    if nested is not None:
        kind, last = nested
    within = _organization_from(line, last, at)
    if within is not None:
        at = {**at, last - 1: within}
        last -= 1
    tail = read_tail(line, last, at, frozenset(n for n in heads if n >= last))
    owner = _owner(line, kind, tail, around)
    certainty = 1.0
    if owner is None:
        owner, certainty = _guess(kind, tail, head, mentions, around)
    end = max(tail.last, last, head.last)
    specified = is_a(kind, "specified") and (nested is not None or end > head.last)
    surface = " ".join(line.text[head.start : line.tokens[end - 1].end].split())
    what = _what(line, head, tail, nested, end) if specified else ""
    office = office_of(kind, owner, what, surface)
    accredited = any(line.form(n) in ("لدي", "في", "الي") for n in range(head.last, end))
    bare_ = end == head.first + 1 and not is_possessed(line, head)
    return OfficePhrase(
        kind,
        office,
        head.first,
        end,
        owner,
        certainty,
        head,
        bare=bare_,
        accredited=accredited,
        predicate=_is_accusative(line, head),
        commanded=line.form(head.last),
    )


def _nested(line: Line, head: Mention, heads: Mapping[int, Mention]) -> tuple[str, int] | None:
    """The kind of «نائب» and the like before another office, and where that one's head ends."""
    first = line.form(head.first)
    cut = next((r.rest for r in readings(first) if r.rest in _slugs("nesting")), None)
    inner = heads.get(head.last)
    if cut is None or inner is None or inner.conjunction:
        return None
    single = inner.last == inner.first + 1 and line.form(inner.first).startswith("ال")
    run = name_run(line, inner.last) if single else None
    if run is not None and run.first == inner.last:
        return None  # «ممثل السلطان فلان»: the name is the sultan's
    if cut == "مساعده" and head.preposition:
        return None  # «لمساعدة الرئيس»: to help him
    if head.last - head.first > 1 and line.form(head.last - 1) not in ("باسم", "مكتب"):
        return None
    if head.last - head.first == 1 and cut.startswith("ال") and not inner.preposition:
        return None
    return _slugs("nesting")[cut], inner.last


def _organization_from(line: Line, last: int, at: Mapping[int, Mention]) -> Mention | None:
    """A known organisation of which the head's last word is the first: «رئيس [لجنة …]»."""
    if bare(line.form(last - 1)) not in words("offices", "organization_nouns") or last in at:
        return None
    match = match_at(known_names(), line.tokens, last - 1)
    if match is None or match.end <= last:
        return None
    thing_ = participant(match.entries[0].iri)
    if thing_.kind not in _OWNERS:
        return None
    start, end = line.tokens[last - 1].start, line.tokens[match.end - 1].end
    return Mention(last - 1, match.end, start, end, (thing_,), "name")


def _owner(line: Line, kind: str, tail: Tail, around: Surroundings) -> Participant | None:
    """Whose the office is: a known organisation said after it, or one that only this text names."""
    owners = [
        (mention, owner)
        for mention in tail.mentions
        if (owner := mention.of_kind(_OWNERS)) is not None
        and not (is_a(kind, "organizational") and owner.kind == "State")
    ]
    if 0 <= tail.noun < tail.end:
        known = next((owner for mention, owner in owners if mention.how == "representative"), None)
        if known is not None and owners[0][0].first <= tail.noun:
            return known
        own = _coined(line, tail) or _referred(line, tail, around)
        if own is not None and not is_a(kind, "national"):
            return own
    return owners[0][1] if owners else None


def _coined(line: Line, tail: Tail) -> Participant | None:
    """«نادي …», «هيئة …»: an organisation by its printed name, of two words or more."""
    first = line.tokens[tail.noun]
    reading = next(r for r in readings(first.form) if _is_noun(r.rest))
    cut = len(reading.conjunction) + len(reading.preposition)
    if tail.end - tail.noun < _SHORT_NAME or cut > len(first.form):
        return None
    printed = " ".join(line.text[first.start : line.tokens[tail.end - 1].end].split())
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
    named = any(bare(r.rest) in nouns for r in readings(line.form(tail.noun)))
    return around.alliance if named else None


def _guess(
    kind: str,
    tail: Tail,
    head: Mention,
    mentions: Sequence[Mention],
    around: Surroundings,
) -> tuple[Participant | None, float]:
    """The organisation of an office that names none, where a sentence or a text suggests one."""
    if is_a(kind, "organizational"):
        guessed = around.alliance
    elif is_a(kind, "national") and tail.noun < 0:
        guessed = _state_before(head, mentions) or around.state
    else:
        guessed = None
    return guessed, _UNOWNED if guessed is None else _GUESSED


def _state_before(head: Mention, mentions: Sequence[Mention]) -> Participant | None:
    """The last state that the sentence names before an office that names none."""
    states = frozenset({"State"})
    before = [m for m in mentions if m.last <= head.first and m.how != "demonym"]
    return next((s for m in reversed(before) if (s := m.of_kind(states)) is not None), None)


def _what(line: Line, head: Mention, tail: Tail, nested: tuple[str, int] | None, end: int) -> str:
    """What sets an office apart from others of its kind: its words but its owner's."""
    owned = {n for m in tail.mentions if m.of_kind(_OWNERS) for n in range(m.first, m.last)}
    first = head.last if nested is None else head.first
    if 0 <= tail.noun < tail.end:
        owned |= set(range(tail.noun, tail.end))
    left = [
        line.form(n)
        for n in range(first, end)
        if n not in owned and line.tokens[n].is_word and not is_adjective(line.form(n))
    ]
    return slug(" ".join(left)) if left and left != ["في"] else ""


def office_of(kind: str, owner: Participant | None, what: str, surface: str) -> Participant:
    """The office of `owner`: «Prime Minister of Armenia», with the kind's own labels too."""
    known = participant(f"{THING}office/{kind}")
    if owner is None and not what:
        return replace(known, labels=tuple(dict.fromkeys((*known.labels, ("ar", surface)))))
    whose = "of" if owner is None else local_name(owner.iri).replace("/", "-")
    iri = "/".join(part for part in (thing("Office", kind), whose, what) if part)
    labels = list(known.labels)
    if owner is not None:
        named = owner.label("en") or owner.label("ar")
        labels.insert(0, ("en", f"{known.label('en')} of {named}"))
    if what or owner is None:
        labels.insert(0, ("ar", surface))
    else:
        labels.insert(0, ("ar", f"{known.label('ar')} ({owner.label('ar') or owner.label('en')})"))
    return Participant(iri, "Office", tuple(dict.fromkeys((*labels, ("ar", surface)))))


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
    part = "predicate" if phrase.predicate else mention.part
    return replace(mention, candidates=(phrase.office,), part=part)
