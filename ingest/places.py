"""Places that no list knows: «بلدة كذا», «مديرية كذا», coined from the noun before the name.

What a document calls a town, a district or a base once is known by its bare name in the rest of it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from mithaq.ingest.classes import WordClass
from mithaq.ingest.facts import Participant
from mithaq.ingest.finite import is_finite
from mithaq.ingest.grammar import preposition_before
from mithaq.ingest.lexicon import partners
from mithaq.ingest.mentions import Mention, cut_mention
from mithaq.ingest.names import known_names, participant
from mithaq.ingest.people import is_common, taken_tokens
from mithaq.ingest.placenames import QUOTES, SHORTEST, may_name, name_after, place_head, place_nouns
from mithaq.ingest.tokens import COMMAS, Reading, Token, Tokens
from mithaq.iris import slug, thing
from mithaq.text import one_line

COINED = 0.9
"""How sure a coined place is."""
_ARTICLE = "ال"
_LED_TO = ("وأدى", "وأدي")
"""«and led to», which is folded as a valley is, «وادي»."""


def with_places(
    mentions: Sequence[Mention], tokens: Tokens, classes: Sequence[WordClass], text: str
) -> tuple[Mention, ...]:
    """The mentions of a sentence, with the places that its own nouns make known."""
    heads = tokens.where(place_nouns())
    between = list(_between_places(mentions, tokens, classes, text))
    if not heads and not between:
        return tuple(mentions)
    mentions = (*mentions, *between)
    taken = taken_tokens(mentions)
    found: list[Mention] = []
    for position in heads:
        token = tokens[position]
        if position in taken or not token.is_word or (found and position < found[-1].last):
            continue
        head = place_head(token)
        if head is None or text[token.start : token.end].startswith(_LED_TO):
            continue
        reading, sort = head
        place = _place(tokens, classes, taken, position, reading, sort, text)
        if place is not None:
            found.append(place)
        if sort == "many":
            found += _listed(mentions, found, tokens, classes, position, text, reading.rest)
    return tuple(sorted((*mentions, *found), key=lambda mention: mention.first))


def _place(
    tokens: Sequence[Token],
    classes: Sequence[WordClass],
    taken: frozenset[int],
    position: int,
    reading: Reading,
    sort: str,
    text: str,
) -> Mention | None:
    """The place whose name begins after the noun at `position`."""
    first, last = name_after(tokens, classes, taken, position + 1)
    if last == first:
        return None
    closing = last
    if tokens[first - 1].form in QUOTES and last < len(tokens):
        closing += 1
    begin = tokens[position].start + reading.cut
    end = tokens[closing - 1].end
    name = _printed(text, tokens, first, last)
    whole = f"{reading.rest} {name}" if sort == "many" else one_line(text[begin:end])
    place = coined(name, whole, named_whole=sort == "part")
    return cut_mention(tokens, position, closing, reading, (place,), "name", certainty=COINED)


def _listed(
    mentions: Sequence[Mention],
    found: Sequence[Mention],
    tokens: Sequence[Token],
    classes: Sequence[WordClass],
    position: int,
    text: str,
    head: str,
) -> Iterator[Mention]:
    """What «و» joins to the first of several: «بلدتي كذا وكذا», «محافظات كذا وكذا وكذا»."""
    every = {m.first: m for m in (*mentions, *found)}
    taken = taken_tokens(every.values())
    last = next((m.last for m in (every.get(position), every.get(position + 1)) if m), None)
    closing = False  # «كذا وكذا، مخلفة قتلى»: what follows the last is none of them
    while last is not None and last < len(tokens):
        joined = last + 1 if tokens[last].form in ("،", ",", "و") else last
        known = every.get(joined)
        if known is not None:
            last = known.last if known.conjunction or joined > last else None
            closing = known.conjunction
            continue
        place = _joined(tokens, classes, taken, joined, text, head)
        if place is None or (not place.conjunction and (joined == last or closing)):
            return
        yield place
        last, closing = place.last, place.conjunction


def _joined(
    tokens: Sequence[Token],
    classes: Sequence[WordClass],
    taken: frozenset[int],
    position: int,
    text: str,
    head: str,
) -> Mention | None:
    if position >= len(tokens) or position in taken:
        return None
    joined = tokens[position].form.startswith("و")
    start = tokens[position].start + joined
    known = _known_by_its_noun(tokens, position, head, cut=joined)
    if known is not None:
        last, place, certainty = known[0], known[1], 1.0
    elif may_name(tokens, classes, taken, position) and _stands_alone(tokens, classes, position):
        name = text[start : tokens[position].end]
        last, place, certainty = position + 1, coined(name, name, named_whole=False), COINED
    else:
        return None
    return Mention(
        position,
        last,
        start,
        tokens[last - 1].end,
        (place,),
        "name",
        conjunction=joined,
        certainty=certainty,
    )


def _stands_alone(tokens: Sequence[Token], classes: Sequence[WordClass], position: int) -> bool:
    """Whether no noun follows that the word would govern: «… وحقول ألغام» is no place."""
    following = position + 1
    if following >= len(tokens) or classes[following] != "word":
        return True
    return tokens[following].form.startswith(("و", _ARTICLE))


def _known_by_its_noun(
    tokens: Sequence[Token], position: int, head: str, *, cut: bool
) -> tuple[int, Participant] | None:
    """What the reference knows only with its noun: «محافظات كذا وصلاح الدين»."""
    node = known_names().following.get(partners("nouns", "place_singulars").get(head, ""))
    found: tuple[int, Participant] | None = None
    last = position
    while node is not None and last < len(tokens):
        form = tokens[last].form
        node = node.following.get(form[1:] if cut and last == position else form)
        last += 1
        if node is not None and node.entries:
            found = last, participant(node.entries[0].iri)
    return found


def _between_places(
    mentions: Sequence[Mention], tokens: Tokens, classes: Sequence[WordClass], text: str
) -> Iterator[Mention]:
    """What nobody knows in the midst of a list of places is a place: «في صعدة وحجور وصنعاء»."""
    every = sorted(mentions, key=lambda mention: mention.first)
    for a, b in pairwise(every):
        if not (_opens_places(a, tokens) and b.conjunction and _is_listed_place(b)):
            continue
        inside = [n for n in range(a.last, b.first) if tokens[n].form not in COMMAS]
        if 0 < len(inside) <= _MOST_BETWEEN and all(
            _is_joined_name(tokens, classes, n) for n in inside
        ):
            for position in inside:
                yield _bare(tokens, position, text)


_MOST_BETWEEN = 3
_WHERE = frozenset({"في", "الي", "علي", "من"})  # in, to, on, from


def _is_listed_place(mention: Mention) -> bool:
    return mention.how == "name" and any(p.kind == "Place" for p in mention.candidates)


def _opens_places(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a place is said to be where something is done, or one of others."""
    if not _is_listed_place(mention):
        return False
    one = mention.conjunction and mention.candidates[0].kind == "Place"
    governor = preposition_before(tokens, mention.first)
    return one or (governor is not None and governor[1] in _WHERE)


def _is_joined_name(tokens: Sequence[Token], classes: Sequence[WordClass], position: int) -> bool:
    """Whether «و» stands before a word that may well be a name, somebody's given one too."""
    form = tokens[position].form
    rest = form[1:]
    if not form.startswith("و") or classes[position] != "word" or is_common(form):
        return False
    if len(rest) < SHORTEST or rest.startswith(_ARTICLE) or not form.isalpha():
        return False
    return place_head(tokens[position]) is None and not is_finite(rest) and not is_finite(form)


def _bare(tokens: Sequence[Token], position: int, text: str) -> Mention:
    start, end = tokens[position].start + 1, tokens[position].end
    place = coined(text[start:end], text[start:end], named_whole=False)
    return Mention(
        position, position + 1, start, end, (place,), "name", conjunction=True, certainty=COINED
    )


def _printed(text: str, tokens: Sequence[Token], first: int, last: int) -> str:
    return one_line(text[tokens[first].start : tokens[last - 1].end])


def coined(name: str, whole: str, *, named_whole: bool) -> Participant:
    """The place called `name`; a base, a valley or an airport bears its noun in its name."""
    preferred, other = (whole, name) if named_whole else (name, whole)
    labels = dict.fromkeys((("ar", preferred), ("ar", other)))
    return Participant(thing("Place", slug(preferred)), "Place", tuple(labels))
