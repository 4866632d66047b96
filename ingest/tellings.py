"""Tellings: the verbs by which somebody tells something, and who stands beside one."""

from functools import cache, lru_cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import is_among, is_verb_among, readings
from mithaq.ingest.verbs import listed_forms

SPEAKERS = frozenset({"Person", "State", "Alliance", "Organization", "Body", "ArmedGroup"})
EACH_OF = frozenset({("كل", "من"), ("كلا", "من")})
BESIDE = 0.6
_NEAR = 4


@lru_cache(maxsize=65536)
def tells(form: str, key: str) -> bool:
    """Whether a word, with or without a conjunction, is a verb of one list of `reports.yaml`."""
    return is_verb_among(form, listed_forms("reports", key))


@lru_cache(maxsize=65536)
def is_own(form: str) -> bool:
    """Whether a verb of telling is in the first person: «ندعو», «أطالب»; not «ندد», «أدان», «نشر»."""
    told = {r.rest for r in readings(form) if not r.preposition}
    return any(
        rest.startswith(_OURS)
        and rest in listed_forms("reports", key, "present")
        and rest not in listed_forms("reports", key, "past")
        and rest not in listed_forms("reports", "issuing", "past")
        for rest in told
        for key in ("verbs", "stances", "appeals")
    )


_OURS = ("ن", "ا")


@lru_cache(maxsize=65536)
def is_telling(form: str) -> bool:
    """Whether a word is a verb of any of the lists: the quick test for who speaks."""
    return any(tells(form, key) for key in ("verbs", "stances", "appeals"))


def speaker_named(mention: Mention) -> Participant | None:
    """Whom a mention names as a speaker, by himself or over a noun that speaks for him."""
    if mention.preposition or mention.how in ("demonym", "phrase", "office"):
        return None
    if mention.how == "person":
        return mention.of_kind(SPEAKERS)
    if not all(is_among(head, _spokesmen()) for head in mention.heads):
        return None  # «بقدرة تركيا», «صحف روسيا»
    return mention.of_kind(SPEAKERS)


@cache
def _spokesmen() -> frozenset[str]:
    """The nouns before a name that speak for it: «وزراء خارجية …», «جمهورية …»."""
    return words("reports", "spokesmen") | words("nouns", "fillers") | words("nouns", "titles")


def is_beside(sentence: Sentence, verb: int, mention: Mention) -> bool:
    """Whether a mention stands right after the verb, or right before it."""
    if mention.first > verb:
        between = range(verb + 1, mention.first)
        if sentence.words(verb + 1, mention.first) in EACH_OF:
            return True
        if mention.how == "person" and sentence.words(mention.first - 1, mention.first) == ("،",):
            between = between[:-1]  # «وجه كبير المستشارين، فلان، …»
        return len(between) <= _NEAR + (mention.how == "person") and all(
            sentence.classes[n] in ("word", "auxiliary", "number") for n in between
        )
    if mention.last > verb or sentence.gap(mention.last, verb) > BESIDE:
        return False
    return _DASHES.isdisjoint(sentence.forms[mention.last : verb])  # «نيروبي، كينيا (وكالة) - قال»


_DASHES = frozenset({"-", "–", "—", "--", "ـ"})


def heading(sentence: Sentence) -> tuple[Participant, int, int] | None:
    """Whose words a headline gives after a colon, and where: «الكرملين: …»; with the mention."""
    for position, mention in enumerate(sentence.mentions[:1]):
        speaker = speaker_named(mention)
        if speaker is None or mention.first > 0:
            return None
        if sentence.words(mention.last, mention.last + 1) == (":",):
            return speaker, mention.last + 1, position
    return None
