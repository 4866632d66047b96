"""Shy names: names and adjectives of states that are more often another word, and where they count."""

from collections.abc import Sequence

from mithaq.ingest.classes import WordClass
from mithaq.ingest.grammar import preposition_before
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.names import Match, known_names, match_at
from mithaq.ingest.representing import representatives
from mithaq.ingest.tokens import Token, bare, is_one_of, rests, unjoined
from mithaq.iris import THING
from mithaq.ontology.reference import reference

_STATES = THING + "state/"
_FORCES = "forces"


def is_shy(
    match: Match,
    tokens: Sequence[Token],
    classes: Sequence[WordClass],
    first: int,
    before: Sequence[Mention],
) -> bool:
    """A name that is more often another word counts after a preposition or in a list of names.

    So does a state's after a verb in the feminine, which states take: «طلبت مالي». After soldiers
    it tells whose they are: «ألف جندي هندي», «خمسون شرطيا ماليا».
    """
    if match.end > first + 1:
        return False
    if tokens[first].form in words("nouns", "whole_words"):
        return True  # «اجتماعا وزاريا» is no «و» and Zaria
    rest = match.reading.rest
    if rest in words("nouns", "shy_adjectives"):
        return not _is_of_a_state(tokens, first)
    if rest in words("nouns", "shy_demonyms"):
        return not _is_of_forces(tokens, first)
    if rest not in words("nouns", "shy_names") or _is_of_forces(tokens, first):
        return False
    if match.reading.preposition or preposition_before(tokens, first):
        return False
    if first and is_one_of(tokens[first - 1].form, words("nouns", "appositives")):
        return False  # «في العاصمة عمان»
    if first and any(
        entry.iri.startswith(_STATES) or entry.iri in reference().capitals
        for entry in match.entries
    ):
        before_it = tokens[first - 1].form
        if is_one_of(before_it, words("nouns", "a_states")):
            return False  # «انسحاب مالي»
        if classes[first - 1] in ("verb", "auxiliary") and is_feminine(before_it):
            return False
    return not (_is_coordinated(tokens, first) or (before and first - before[-1].last <= 1))


def _is_of_a_state(tokens: Sequence[Token], first: int) -> bool:
    """Whether what it describes is a state's: «الجيش المالي», or «السلطات المالية» where Mali is named."""
    before = tokens[first - 1].form if first else ""
    if is_one_of(before, words("nouns", "of_a_state")):
        return True
    if not is_one_of(before, words("nouns", "of_a_state_perhaps")):
        return False
    states = words("nouns", "their_states")
    return any(is_one_of(token.form, states) for token in tokens)


def is_feminine(verb: str) -> bool:
    """Whether a verb is in the third person feminine: «طلبت», «تطلب», «وستطلب»."""
    bare_verb = unjoined(verb).removeprefix("س")
    return verb.endswith("ت") or bare_verb.startswith("ت")


def _is_coordinated(tokens: Sequence[Token], first: int) -> bool:
    """Whether the next word is «و» and another name: «مالي والنيجر»."""
    if first + 1 >= len(tokens):
        return False
    following = match_at(known_names(), tokens, first + 1)
    return following is not None and bool(following.reading.conjunction)


def _is_of_forces(tokens: Sequence[Token], first: int) -> bool:
    """Whether a noun of soldiers stands before, of which nothing else is said so: «جندي هندي»."""
    if not first:
        return False
    return any(
        representatives().get(bare(rest)) == _FORCES for rest in rests(tokens[first - 1].form)
    )
