"""Assemblies: whose meeting «القمة» is: of all that a text names, what it last told of as meeting or presided over."""

from collections.abc import Iterator, Sequence

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import Tokens, bare, is_one_of, unjoined
from mithaq.ingest.triggers import Trigger

_BODIES = frozenset({"Alliance", "Organization"})
MEETING = "Meeting"


def met_after(
    mentions: Sequence[Mention], tokens: Tokens, before: Participant | None
) -> Participant | None:
    """The alliance or organisation whose meeting a text has told of last: «قمة الاتحاد», «قادة المجموعة»."""
    return next(_meeting(mentions, tokens, len(tokens)), None) or before


def met(sentence: Sentence, trigger: Trigger, kinds: frozenset[str]) -> Participant | None:
    """Whose «القمة» is, unless the sentence names before it, as who acts, whose it may be as well."""
    if trigger.form.frame.fact != MEETING or not kinds <= _BODIES:
        return None
    here = next(_meeting(sentence.mentions, sentence.tokens, trigger.first), None)
    if here is not None:
        return here
    acts = any(
        m.last <= trigger.first and not m.preposition and m.of_kind(_BODIES) is not None
        for m in sentence.mentions
    )
    return None if acts else sentence.met


def _meeting(mentions: Sequence[Mention], tokens: Tokens, last: int) -> Iterator[Participant]:
    """What is told before token `last` to meet, the latest first."""
    for mention in reversed(mentions):
        body = mention.of_kind(_BODIES)
        if mention.last > last or body is None or mention.how == "demonym":
            continue
        heads = {bare(unjoined(head)) for head in mention.heads}
        if mention.how == "representative":
            heads.add(bare(unjoined(tokens[mention.first].form)))
        before = tokens.forms[mention.first - 1 : mention.first] if mention.first else ()
        if heads & words("meetings", "gathering") or any(
            is_one_of(form, words("meetings", "gathering")) for form in before
        ):
            yield body
