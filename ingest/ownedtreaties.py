"""Agreements that belong to who signs them: «وقعت كندا اتفاقها التجاري مع كينيا» is the trade agreement."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from mithaq.ingest.lexicon import phrase_list, words
from mithaq.ingest.signings import is_signed
from mithaq.ingest.tokens import Token, Tokens, is_one_of
from mithaq.ingest.wordfamilies import before_pronoun

_OWNERS = ("ه", "ها", "هم", "هما")
_FEMININE = "ه"
_PRINTED = "ة"
_THE = "ال"
_OTHERS = frozenset({"مع", "بين"})
_NEAR = 4


@cache
def owned_nouns() -> Mapping[str, str]:
    """The nouns that name agreements with a pronoun of whose they are, folded, and each by itself."""
    nouns = [noun[0] for noun in phrase_list("nouns", "agreements") if len(noun) == 1]
    return {
        stem + owner: noun
        for noun in nouns
        for stem in (before_pronoun(noun),)
        for owner in _OWNERS
        if stem + owner not in nouns
    }


def owned_agreements(tokens: Tokens) -> Iterator[int]:
    """Where a sentence names an agreement of somebody's own that he signs, or has with another."""
    for position in tokens.where(frozenset(owned_nouns())):
        if is_signed(tokens, position) or _is_with_another(tokens, position):
            yield position


def _is_with_another(tokens: Sequence[Token], position: int) -> bool:
    """Whether a treaty of theirs, which is no mere agreeing, is with somebody: «معاهدتها الدفاعية مع …»."""
    for after, token in enumerate(tokens[position + 1 : position + _NEAR]):
        if token.form in _OTHERS:
            return after > 0 or not is_one_of(tokens[position].form, _agreeing())
        if not token.form.startswith(_THE) or token.form in words("treaties", "agreeing"):
            return False
    return False


@cache
def _agreeing() -> frozenset[str]:
    """«اتفاقه مع …» may be that he agrees with somebody."""
    return frozenset(form for form, noun in owned_nouns().items() if not noun.endswith(_FEMININE))


def definite_labels(labels: Sequence[str], form: str) -> tuple[str, ...]:
    """The labels of an agreement of somebody's own, by its name with the article first."""
    noun = owned_nouns()[form]
    noun = noun.removesuffix(_FEMININE) + _PRINTED if noun.endswith(_FEMININE) else noun
    named = (f"{_THE}{noun} {label.partition(' ')[2]}".strip() for label in labels)
    return tuple(dict.fromkeys((*named, *labels)))
