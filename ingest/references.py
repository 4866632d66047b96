"""Things named before by their kind: «هذا الحلف», «الكتلة»; resolved where it is certain."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from mithaq.ingest.classes import WordClass
from mithaq.ingest.contextual import find_contextual
from mithaq.ingest.describing import may_describe
from mithaq.ingest.discourse import Discourse, heads_of, is_hoped_for, own_head, wholes_of
from mithaq.ingest.facts import Participant
from mithaq.ingest.followers import over_forces
from mithaq.ingest.gatherers import ALLIANCE, is_gatherer
from mithaq.ingest.lexicon import kinds, words
from mithaq.ingest.mentions import Mention, cut_mention
from mithaq.ingest.numberwords import number_words
from mithaq.ingest.provisions import number_at
from mithaq.ingest.representing import representatives
from mithaq.ingest.tokens import Reading, Token, Tokens, bare, readings, rests
from mithaq.text import fold

_ADJECTIVES = 3
_CERTAINTY = 0.85


_ANOTHER = frozenset({"الجديده", "الجديد"})
"""What tells that another of the same name is meant: «القوة الجديدة»."""
_STATES = frozenset({"الدول", "البلدان"})
_MEMBERS = "الاعضاء"
_ARTICLE = "ال"
_COUNCIL = "مجلس"  # a council
_OF_IT = frozenset({"فيه", "فيها", "به", "بها"})


@cache
def _nouns() -> dict[str, str]:
    return {"ال" + noun: kind for noun, kind in kinds("nouns", "references").items()}


def find_references(
    tokens: Tokens,
    classes: Sequence[WordClass],
    taken: frozenset[int],
    discourse: Discourse,
    number: int,
    here: Sequence[Mention],
) -> tuple[Mention, ...]:
    """The references of sentence `number` to something named here or shortly before."""
    found = list(find_contextual(tokens, taken, discourse.count.keys(), here))
    taken |= {n for mention in found for n in range(mention.first, mention.last)}
    for position in tokens.where(words("nouns", "of_states_own")):
        if position and tokens[position - 1].form.startswith(_ARTICLE):
            discourse.hear_of_another(bare(tokens[position - 1].form), number)
    for position in tokens.where(words("nouns", "of_unlisted_councils")):
        if position and _COUNCIL in rests(tokens[position - 1].form):
            discourse.hear_of_unlisted(_COUNCIL)
    for position, token in enumerate(tokens):
        if position in taken or classes[position] != "word":
            continue
        for reading in _definite(token.form):
            if reading.rest in _STATES and _is_number(tokens, position + 1):
                break  # «الدول الثلاث» are states, and no alliance
            kind = _nouns().get(reading.rest) or _members(tokens, position, reading.rest, here)
            called = _called_again(reading.rest, number, position, discourse, here)
            if kind is None and called is None:
                continue
            last = _with_adjectives(tokens, taken, position)
            if kind is None and reading.rest in _STATES and _is_some(tokens, position + 1):
                break  # «الدول النامية», whatever alliance is spoken of
            if kind is None and any(t.form in _ANOTHER for t in tokens[position:last]):
                continue
            if kind == "Provision" and _is_another_article(tokens, position + 1, last):
                break
            if _is_states_own(called, tokens[position + 1 : last]):
                break
            pointed = position > 0 and tokens[position - 1].form in words("nouns", "demonstratives")
            others = words("nouns", "of_others")
            foreign = not pointed and any(t.form in others for t in tokens[position:last])
            known = called
            if called is None or (kind == ALLIANCE and (pointed or not _is_own(called, reading))):
                nearest = _antecedent(kind or "", reading.rest, number, position, discourse, here)
                known = discourse.foremost(called, nearest)
            if foreign or known is None or _is_never(reading.rest, known[0]):
                break
            again = cut_mention(
                tokens, position, last, reading, known, "reference", certainty=_CERTAINTY
            )
            low = max((n + 1 for n in taken if n < position), default=0)
            found.append(over_forces(again, tokens, low))
            break
    return tuple(found)


def _is_own(called: Sequence[Participant], reading: Reading) -> bool:
    """Whether what a noun calls again has it in its own name, and not only in another by which it goes."""
    return own_head(called[0]) == bare(reading.rest)


def _is_never(noun: str, known: Participant) -> bool:
    """Whether nobody calls it so: a union is no «الحلف»."""
    return bare(noun) in words("nouns", "pacts") and bool(
        heads_of(known) & words("nouns", "no_pacts")
    )


@lru_cache(maxsize=65536)
def _definite(form: str) -> tuple[Reading, ...]:
    """The ways to cut a word that leave a noun with its article."""
    return tuple(reading for reading in readings(form) if reading.rest.startswith("ال"))


def _counts(form: str) -> bool:
    return form.isdigit() or form in ("ال", "ـ") or form.removeprefix("ال").isdigit()


def _is_number(tokens: Sequence[Token], position: int) -> bool:
    following = tokens[position : position + 1]
    return bool(following) and bare(following[0].form) in number_words().units


def _is_some(tokens: Sequence[Token], position: int) -> bool:
    """Whether an adjective tells of which states a text speaks, and of no alliance's members."""
    following = (token.form for token in tokens[position : position + 1])
    return any(form in words("nouns", "of_some_states") for form in following)


def _is_states_own(known: Sequence[Participant] | None, following: Sequence[Token]) -> bool:
    """Whether an adjective makes a council another's, after one of an alliance: «المجلس العسكري»."""
    if known is None or known[0].kind != "Body" or not following:
        return False
    form = following[0].form
    if form in words("nouns", "of_other_councils"):
        labels = [label for tag, label in known[0].labels if tag == "ar"]
        return not any(form in fold(label).split() for label in labels)
    return form in words("nouns", "of_states_own")


def _members(
    tokens: Sequence[Token], position: int, noun: str, here: Sequence[Mention]
) -> str | None:
    """«الدول الأعضاء» and nothing of what: the members of the alliance spoken of."""
    following = position + 1
    while following < len(tokens) and _counts(tokens[following].form):
        following += 1  # «الدول الـ27 الأعضاء»
    words_after = [token.form for token in tokens[following : following + 2]]
    if noun not in _STATES or words_after[:1] != [_MEMBERS]:
        return None
    governed = words_after[1:2] and words_after[1].startswith(("في", "ب"))
    governed = governed and words_after[1] not in _OF_IT
    if governed and any(
        following < m.first <= following + 2 and m.candidates[0].kind == "Place" for m in here
    ):
        governed = False  # «اجتمع وزراء الدول الأعضاء في فيينا»
    return None if governed else "Alliance"


def _is_another_article(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words after «المادة» make it another: «المادة 5», «المادة التالية»."""
    if first < len(tokens) and number_at(tokens, first) is not None:
        return True
    return last > first and tokens[last - 1].form not in words("nouns", "the_same")


def _with_adjectives(tokens: Sequence[Token], taken: frozenset[int], noun: int) -> int:
    """Where the noun at `noun` ends with its adjectives: «الحركة الانفصالية», not «الحركة القاعدة»."""
    last = noun + 1
    while (
        last < len(tokens)
        and last - noun <= _ADJECTIVES
        and last not in taken
        and tokens[last].form not in words("grammar", "relatives")
        and may_describe(tokens[last].form, tokens[noun].form)
        and not _is_another_actor(tokens[last].form)
    ):
        last += 1
    return last


def _is_another_actor(form: str) -> bool:
    """Whether a definite noun is somebody else, and no adjective: «دعا المجلس الحكومة إلى …»."""
    return form != _MEMBERS and representatives().get(bare(form)) == "government"


def _called_again(
    noun: str, number: int, position: int, discourse: Discourse, here: Sequence[Mention]
) -> tuple[Participant, ...] | None:
    """What a definite noun calls again by the first word of its name: «الاتحاد», «الرابطة»."""
    head = bare(noun)
    called = [
        found
        for m in here
        if m.last <= position
        for found in (m.candidates, *((thing,) for thing in _behind(m)))
        if head in heads_of(found[0]) and not is_hoped_for(m)
    ]
    if called:
        return called[-1]  # also «قال الأمين العام لجامعة … إن الجامعة»
    hoped = [m for m in here if m.last <= position and head in heads_of(m.candidates[0])]
    known = discourse.called(head, number)
    if hoped and (known is None or known.iri in discourse.hoped_for):
        return hoped[-1].candidates
    return None if known is None else (known,)


def _behind(mention: Mention) -> Iterator[Participant]:
    """The organisation of an office's holder, and what that is part of: «رئيس مفوضية الاتحاد»."""
    for organisation in mention.behind:
        yield organisation
        yield from wholes_of(organisation)


def _antecedent(
    kind: str,
    noun: str,
    number: int,
    position: int,
    discourse: Discourse,
    here: Sequence[Mention],
) -> tuple[Participant, ...] | None:
    """What of `kind` was named last, here or shortly before; a bloc may be an organisation too."""
    gathering = kind == ALLIANCE and bare(noun) not in words("nouns", "pacts")

    def fits(thing: Participant) -> bool:
        return is_gatherer(thing) if gathering else thing.kind == kind

    before = [m for m in here if m.last <= position]
    for mention in reversed(before):
        if fits(mention.candidates[0]):
            return mention.candidates
        behind = tuple(p for p in mention.behind if fits(p))
        if behind:
            return behind  # «قال الأمين العام للمنظمة … إن المنظمة»
    known = discourse.nearest(fits, number)
    return None if known is None else (known,)
