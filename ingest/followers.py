"""Followers: fighters who stand for their side though a word stands between.

«مسلحون من حركة الشباب», «جنودا من تشاد», «القوات الموالية للحوثيين»: their deeds are the group's.
"""

from collections.abc import Sequence
from dataclasses import replace

from mithaq.ingest.factions import led_by
from mithaq.ingest.facts import Participant
from mithaq.ingest.finite import is_finite
from mithaq.ingest.grammar import prepositions
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention, widened
from mithaq.ingest.names import known_names, participant
from mithaq.ingest.representing import representatives
from mithaq.ingest.tokens import Reading, Token, bare, is_one_of, readings

_FROM = "من"
_FORCES = "قوات"
_PART = "forces"
_STEPS = 2
_LEADING = ("ArmedGroup", "State", "Alliance", "Organization")
_DESCRIBED = 3
"""How many words may stand between fighters and whose they are."""
_MODEL = 6
"""How many words may name a model: «إف/آي-18 سوبر هورنت»."""


def with_followers(mentions: Sequence[Mention], tokens: Sequence[Token]) -> tuple[Mention, ...]:
    """The mentions, those of groups and forces reaching over the fighters who belong to them."""
    found: list[Mention] = []
    for mention in mentions:
        low = found[-1].last if found else 0
        follower = _belonging(_followed(mention, tokens, low), tokens, low)
        found.append(_stacked(follower, tokens, low))
    return tuple(found)


def over_forces(mention: Mention, tokens: Sequence[Token], low: int) -> Mention:
    """What an alliance is called again, over forces of its: «قوات التكتل», «القوة التابعة للتكتل»."""
    if mention.candidates[0].kind != "Alliance":
        return mention
    followed = _followed(mention, tokens, low)
    if followed is not mention or mention.preposition or mention.conjunction:
        return followed
    return _over(mention, tokens, mention.first - 1, low)


def over_own_forces(mention: Mention, tokens: Sequence[Token], low: int) -> Mention:
    """A state over the forces said to be its own right before it: «جنود بلاده»."""
    if mention.preposition or mention.conjunction:
        return mention
    return _over(mention, tokens, mention.first - 1, low)


def _belonging(mention: Mention, tokens: Sequence[Token], low: int) -> Mention:
    """The group over fighters said to be its own: «عناصر يعتقد أنهم ينتمون إلى حركة كذا»."""
    if mention.candidates[0].kind != "ArmedGroup" or mention.conjunction:
        return mention
    first = mention.first
    while first > low and tokens[first - 1].form in words("violence", "belonging"):
        first -= 1
    if mention.first - first < _STEPS:
        return mention
    return _over(mention, tokens, first - 1, low)


def _stacked(mention: Mention, tokens: Sequence[Token], low: int) -> Mention:
    """The mention of forces from the arm of theirs on: «طائرات الجيش الفلاني»."""
    if mention.how != "representative" or mention.preposition:
        return mention
    if mention.part != _PART and mention.candidates[0].kind != "State":
        return mention  # «قوات الحكومة الفلانية» are the state's as well
    return mention if mention.conjunction else _over(mention, tokens, mention.first - 1, low)


def _followed(mention: Mention, tokens: Sequence[Token], low: int) -> Mention:
    kind = mention.candidates[0].kind
    first = mention.first - 1
    if first <= low or kind not in _LEADING or mention.how == "demonym":
        return mention
    if mention.preposition == "" and tokens[first].form == _FROM:
        return _over_words(mention, tokens, first - 1, low)
    if mention.preposition != "ل":
        return mention
    if kind == "ArmedGroup" and _is_loyal(tokens[first].form):
        return _over(mention, tokens, first - 1, low)
    if is_one_of(tokens[first].form, words("nouns", "belonging")):
        return _over_words(mention, tokens, _before_model(tokens, first - 1, low), low)
    if kind == "Alliance" or mention.how == "representative":
        return _over_described(mention, tokens, first, low)
    return mention


def _over_described(mention: Mention, tokens: Sequence[Token], adjective: int, low: int) -> Mention:
    """Over the one force of theirs: «القوة الاحتياطية للاتحاد الفلاني», «الكتيبة الطبية للجيش …»."""
    force = adjective - 1
    described = force >= low and all(
        token.form.startswith(_ARTICLE) for token in tokens[force : adjective + 1]
    )
    return _over(mention, tokens, force, low) if described else mention


def _before_model(tokens: Sequence[Token], last: int, low: int) -> int:
    """Where what they are stands, before its model: «مقاتلات من طراز كذا تابعة لسلاح …»."""
    for position in range(last, max(last - _MODEL, low), -1):
        if tokens[position].form in words("nouns", "models") and tokens[position - 1].form == _FROM:
            return position - 2
    return last


def _over_words(mention: Mention, tokens: Sequence[Token], first: int, low: int) -> Mention:
    """Over what is said of the fighters: «قوات حفظ السلام التابعة ل…», «جنود إضافيون من …»."""
    for position in range(first, max(first - _DESCRIBED, low) - 1, -1):
        wider = _over(mention, tokens, position, low)
        if wider is not mention:
            return wider
        form = tokens[position].form
        if not form.isalpha() or (form,) in prepositions() or is_finite(form):
            break
        if form in words("nouns", "asides"):
            break  # «الانفصاليين المدعومين من …» are not those who back them
    return mention


def with_loyalists(mentions: Sequence[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """The mentions; «الموالون لصالح» are the forces of his that the reference knows."""
    found: list[Mention] = []
    for mention in mentions:
        low = found[-1].last if found else 0
        forces = _forces_of(mention, tokens) if mention.how == "person" else None
        before = mention.first - 1
        if forces is None and mention.how == "person" and _is_leader(tokens, before, low):
            forces = led_by(mention, tokens)
        if forces is None or before < low or not _is_loyal(tokens[before].form):
            led = None if forces is None else _led(mention, tokens, before, low, forces)
            found.append(led or mention)
            continue
        loyal = next(r for r in readings(tokens[before].form) if _is_loyal(r.rest))
        group = replace(
            mention,
            first=before,
            start=tokens[before].start + len(loyal.conjunction),
            candidates=(forces,),
            how="representative",
            preposition=loyal.preposition,
            conjunction=bool(loyal.conjunction),
            part="forces",
        )
        found.append(_over(group, tokens, before - 1, low))
    return found


def _is_leader(tokens: Sequence[Token], before: int, low: int) -> bool:
    """Whether forces stand before a person: «كتائب فلان», «القوات الموالية لفلان»."""
    if before < low:
        return False
    found = readings(tokens[before].form)
    if any(reading.rest in words("violence", "led") for reading in found):
        return True
    loyal = _is_loyal(tokens[before].form)
    return loyal and before > low and _fighters(tokens[before - 1].form) is not None


def _led(
    mention: Mention, tokens: Sequence[Token], first: int, low: int, forces: Participant
) -> Mention | None:
    """The group by the noun for forces before its leader: «جيش المشير فلان»."""
    whole = _over(replace(mention, candidates=(forces,), behind=()), tokens, first, low)
    return whole if whole.how == "representative" else None


def _forces_of(mention: Mention, tokens: Sequence[Token]) -> Participant | None:
    """The group known by its leader's name, «قوات حفتر»."""
    forces = known_names().following.get(_FORCES)
    if forces is None:
        return None
    name = tokens[mention.last - 1].form
    nodes = [forces.following.get(reading.rest) for reading in readings(name)]
    known = [participant(entry.iri) for node in nodes if node for entry in node.entries]
    return next((p for p in known if p.kind == "ArmedGroup"), None)


def _is_loyal(form: str) -> bool:
    return is_one_of(form, words("nouns", "loyal"))


def _over(mention: Mention, tokens: Sequence[Token], first: int, low: int) -> Mention:
    """The mention from the fighters at token `first` on, if that is what stands there."""
    if first < low:
        return mention
    reading = _fighters(tokens[first].form)
    if reading is None or _only_describes(tokens, first):
        return mention
    wider = widened(mention, tokens, first, reading)
    return replace(wider, how="representative", part="forces")


def _only_describes(tokens: Sequence[Token], position: int) -> bool:
    """Whether a noun of fighters is an adjective here: «رئاستها الدورية» is no patrol."""
    before = tokens[position - 1].form if position else ""
    owned = before.startswith(_ARTICLE) or before.endswith(_OWNED)
    return (
        owned
        and tokens[position].form in words("nouns", "also_adjectives")
        and not is_finite(before)
    )


_ARTICLE = "ال"
_OWNED = ("ها", "ه", "هم")


def _fighters(form: str) -> Reading | None:
    return next(
        (
            reading
            for reading in readings(form)
            if representatives().get(bare(reading.rest).removesuffix("ا")) == "forces"
            or representatives().get(bare(reading.rest)) == "forces"
        ),
        None,
    )
