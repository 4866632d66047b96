"""Heads of offices: where a sentence names a kind of office, in whatever form."""

from collections.abc import Sequence
from functools import lru_cache

from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.nameparts import Line
from mithaq.ingest.names import known_names, match_at, participant
from mithaq.ingest.officekinds import slugs
from mithaq.ingest.officetails import is_accusative_adjective
from mithaq.ingest.people import taken_tokens
from mithaq.ingest.tokens import Token, readings
from mithaq.iris import THING

_TEH = "ة"
KIN = ("عبد", "ال", "بن", "ابن", "ابو", "ام", "ولد")
"""Before what is a part of a name: «عبد الملك», «آل الشيخ», «بن سلطان»."""
_OWN = ("هما", "هم", "ها", "ه")
_OWN_FEMININE = ("ته", "تها", "تهم", "تهما")


def find_heads(line: Line, mentions: Sequence[Mention]) -> list[Mention]:
    """The kinds of office named, those that only `lexicon/offices.yaml` names among them."""
    found = [
        (_accusative(line, m.first) or m) if _is_made(line, m.first) else m
        for m in mentions
        if m.how == "office" and _is_head(line, m)
    ]
    taken = taken_tokens(mentions)
    for position, token in enumerate(line.tokens):
        if position in taken or not _may_be_head(token.form):
            continue
        for reading in readings(token.form):
            kind = slugs("heads").get(reading.rest)
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


@lru_cache(maxsize=65536)
def _may_be_head(form: str) -> bool:
    """Whether a word is a head that the reference does not name as it stands."""
    heads = words("offices", "construct_heads")
    for reading in readings(form):
        rest = reading.rest
        if rest in slugs("heads") or rest in heads or rest.removesuffix("ا") in heads:
            return True
        if any(rest.removesuffix(suffix) in heads for suffix in _OWN):
            return True
    return False


def _is_head(line: Line, mention: Mention) -> bool:
    """Not in a name, «عبد الملك», and no adjective of another office, «المدير العام المساعد»."""
    if line.form(mention.first - 1) in KIN:
        return False
    adjective = mention.last == mention.first + 1 and is_adjective(line.form(mention.first))
    before = line.form(mention.first - 1)
    return not (adjective and (before.startswith("ال") or before in slugs("nesting")))


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
    following = line.form(position + 1)
    form = line.form(position) + ("ا" if _is_made(line, position) else "")
    if not form.endswith("ا") or form[:-1] not in words("offices", "construct_heads"):
        return None
    if following.startswith("ال"):
        return None  # «وزيرا الخارجية»: two ministers
    second = "ال" + following[2:] if following.startswith("لل") else following.removesuffix("ا")
    tokens = [Token(form[:-1], 0, 1), *([Token(second, 1, 2)] if second else [])]
    match = match_at(known_names(), tokens, 0)
    if match is None or not match.entries[0].iri.startswith(THING + "office/"):
        kind = slugs("heads").get(form[:-1])
        return None if kind is None else _head(line.tokens[position], position, kind, 0, "", "")
    last = position + match.end
    start, end = line.tokens[position].start, line.tokens[last - 1].end
    return Mention(position, last, start, end, (participant(match.entries[0].iri),), "office")


def _is_made(line: Line, position: int) -> bool:
    """«رئيسة للوزراء»: the feminine is written alike in every case, but governs with ل."""
    form = line.form(position)
    if not form.endswith("ه") or form not in words("offices", "construct_heads"):
        return False
    feminine = line.text[line.tokens[position].end - 1] == _TEH
    return feminine and line.form(position + 1).startswith("لل")


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


def is_accusative(line: Line, head: Mention) -> bool:
    """Whether the head's grammar makes somebody what it names: «رئيسا للوزراء»."""
    form = line.form(head.first)
    made = form.endswith("ا") and form[:-1] in words("offices", "construct_heads")
    return made or _is_made(line, head.first)


def is_possessed(line: Line, head: Mention) -> bool:
    """Whether the head says by a pronoun whose office it is: «زعيمهم»."""
    form = next((r.rest for r in readings(line.form(head.first))), "")
    return form.endswith(_OWN) and form not in words("offices", "construct_heads")
