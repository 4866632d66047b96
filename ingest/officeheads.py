"""Heads of offices: where a sentence names a kind of office, in whatever form."""

from collections.abc import Sequence
from functools import lru_cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import word_set, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.namelines import Line
from mithaq.ingest.names import participant
from mithaq.ingest.namesorts import sort_of
from mithaq.ingest.officeadjectives import is_accusative_adjective
from mithaq.ingest.officekinds import kind_named, slug_of, slugs
from mithaq.ingest.officeposts import post_at, post_nouns
from mithaq.ingest.officesmade import is_feminine, made_at, office_read, parted_at
from mithaq.ingest.people import taken_tokens
from mithaq.ingest.tokens import readings
from mithaq.iris import THING

_ARTICLE = "ال"
_TEH = "ة"
_EITHER = "names-or-words"
_AS = "ك"
_DEPUTY = {"member-of-parliament": "deputy"}
"""«نائبه» is his deputy, «زعيمه» its leader."""
_WALI = "والي"
_AMIR, _MADDA = "امر", "آ"
_OWN = ("هما", "هم", "ها", "ه")
_PLURAL = "اي"
"""How «وزراء» ends before a pronoun, folded."""
_OWN_FEMININE = ("ته", "تها", "تهم", "تهما")


def find_heads(line: Line, mentions: Sequence[Mention]) -> list[Mention]:
    """The kinds of office named, those that only `lexicon/offices.yaml` names among them."""
    found = [
        (made_at(line, m.first) or m)
        if m.preposition == _AS or is_feminine(line, m.first)
        else parted_at(line, m.first) or _ministry(line, m) or m
        for m in mentions
        if m.how == "office" and _is_head(line, m)
    ]
    owned = (
        _possessed(line, m.first) for m in mentions if m.how == "office" and _is_owned(line, m)
    )
    found += [m for m in owned if m is not None]
    taken = taken_tokens(mentions)
    for position, token in enumerate(line.tokens):
        if position in taken or not _may_be_head(token.form) or _is_how_great(line, position):
            continue
        made = made_at(line, position) or parted_at(line, position)
        if made is not None and made.last > position + 1:
            found.append(made)  # «نائبا لرئيس الوزراء»
            continue
        for reading in readings(token.form):
            kind = slugs("heads").get(reading.rest)
            if kind is not None and _may_head(line, position, reading.rest):
                named = participant(f"{THING}office/{kind}")
                found.append(office_read(line, position, position + 1, named, reading))
                break
        else:
            other = made or _possessed(line, position) or post_at(line, position)
            if other is not None:
                found.append(other)
    return found


def _is_how_great(line: Line, position: int) -> bool:
    """Whether a word in the accusative says how great something is: «ضررا كبيرا بالتجارة»."""
    before, form = line.form(position - 1), line.form(position)
    vague = form.endswith(_ACCUSATIVE) and form[:-1] in words("offices", "vague_heads")
    return vague and before.endswith(_ACCUSATIVE)


_ACCUSATIVE = "ا"


@lru_cache(maxsize=65536)
def _may_be_head(form: str) -> bool:
    """Whether a word is a head that the reference does not name as it stands."""
    heads = words("offices", "construct_heads")
    for reading in readings(form):
        rest = reading.rest
        if rest in slugs("heads") or rest in heads or rest.removesuffix("ا") in heads:
            return True
        if rest in post_nouns() or any(rest.removesuffix(suffix) in heads for suffix in _OWN):
            return True
    return False


def _is_head(line: Line, mention: Mention) -> bool:
    """Not in a name, «عبد الملك», and no adjective of another office, «المدير العام المساعد»."""
    if (
        line.form(mention.first - 1) in words("names", "kin")
        or _is_owned(line, mention)
        or _is_named(line, mention)
    ):
        return False
    adjective = mention.last == mention.first + 1 and is_adjective(line.form(mention.first))
    before = line.form(mention.first - 1)
    return not (adjective and (before.startswith("ال") or before in slugs("nesting")))


def _is_named(line: Line, mention: Mention) -> bool:
    """«أحمد قايد صالح»: a word between the parts of a name."""
    if mention.last > mention.first + 1 or line.form(mention.first) not in word_set(_EITHER):
        return False
    before, after = sort_of(line.form(mention.first - 1)), sort_of(line.form(mention.last))
    return before == "given" and after in ("given", "surname")


def _is_owned(line: Line, mention: Mention) -> bool:
    """«نائبه»: his deputy, and not «نائبة», a member of parliament."""
    form = line.form(mention.first)
    single = mention.last == mention.first + 1 and form.endswith("ه")
    printed = line.text[line.tokens[mention.first].end - 1]
    return single and printed == "ه" and form[:-1] in words("offices", "construct_heads")


def is_adjective(form: str) -> bool:
    """Whether a word may only qualify an office here."""
    return form in words("offices", "adjectives") or is_accusative_adjective(form)


def _may_head(line: Line, position: int, form: str) -> bool:
    """«كبير المفاوضين», «مسؤول العلاقات», but not «كبيرة» alone, which is an adjective."""
    token = line.tokens[position]
    if form == _WALI and line.text[token.start : token.end] != _WALI:
        return False  # «وإلى», folded alike
    if form == _AMIR and _MADDA not in line.text[token.start : token.end]:
        return False  # «وهو أمر رفضه الحلف», folded alike
    following = line.form(position + 1)
    named = following.startswith("ال") or following in words("offices", "organization_nouns")
    return form not in words("offices", "vague_heads") or named


def _ministry(line: Line, head: Mention) -> Mention | None:
    """«وزير خارجيته» is more than a minister."""
    if head.last > head.first + 1 or not line.form(head.last).endswith(_OWN):
        return None
    return _possessed(line, head.first)


def _possessed(line: Line, position: int) -> Mention | None:
    """«زعيمهم», «مستشاره», «وزير خارجيته»: the office is of whom the text has just named."""
    for reading in readings(line.form(position)):
        form = reading.rest
        words_: list[str] = []
        base = _what(line, position + 1) if form in words("offices", "construct_heads") else ""
        if base:
            words_ = [form, base]
        else:
            printed = line.text[line.tokens[position].end - 1]
            suffix = "" if printed == _TEH else next((s for s in _OWN if form.endswith(s)), "")
            base = form.removesuffix(suffix)
            base = base[:-1] + "ه" if base.endswith("ت") else base  # «أمينتها العامة»
            if suffix and base in words("offices", "construct_heads"):
                words_ = [base]
        named = _whole(words_, line.form(position + 1)) if words_ else None
        if named is not None:
            kind, length = named
            slug = _DEPUTY.get(slug_of(kind))
            kind = kind if slug is None else participant(f"{THING}office/{slug}")
            return office_read(line, position, position + length, kind, reading)
    return None


def _whole(words_: Sequence[str], following: str) -> tuple[Participant, int] | None:
    """The kind of office of which somebody's is told, with its adjective: «أمينها العام», «نائبه»."""
    if len(words_) == 1 and following.startswith(_ARTICLE):
        named = kind_named([_ARTICLE + words_[0], following])
        if named is not None and named[1] > 1:
            return named
    named = kind_named(words_)
    return named if named is not None and named[1] == len(words_) else None


def _what(line: Line, position: int) -> str:
    """What the office is of, without the pronoun: «خارجيته», «دفاعها», «وزرائها»."""
    following = line.form(position)
    if following.endswith(_OWN_FEMININE):
        return following[: following.rindex("ت")] + "ه"
    if following in words("offices", "construct_heads") or not following.isalpha():
        return ""
    printed = line.text[line.tokens[position].end - 1]
    suffix = "" if printed == _TEH else next((s for s in _OWN if following.endswith(s)), "")
    base = following.removesuffix(suffix) if suffix else ""
    return base[:-1] + "ء" if base.endswith(_PLURAL) else base


def ends_in_pronoun(line: Line, head: Mention) -> bool:
    """Whether a pronoun ends what the office is of: «وزير دفاعها»."""
    last = head.last - 1
    printed = line.text[line.tokens[last].end - 1]
    return last > head.first and line.form(last).endswith(_OWN) and printed != _TEH


def is_possessed(line: Line, head: Mention) -> bool:
    """Whether the head says by a pronoun whose office it is: «زعيمهم»."""
    if head.how == "office" and _is_owned(line, head):
        return True
    form = next((r.rest for r in readings(line.form(head.first))), "")
    return form.endswith(_OWN) and form not in words("offices", "construct_heads")
