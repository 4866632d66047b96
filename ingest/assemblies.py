"""Assemblies: whose meeting «القمة» is: of all that a text names, what it last told of as meeting or presided over."""

from collections.abc import Iterator, Sequence

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import meanings, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.names import participant
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import Tokens, bare, is_one_of, unjoined
from mithaq.ingest.triggers import Trigger
from mithaq.iris import THING

_BODIES = frozenset({"Alliance", "Organization"})
MEETING = "Meeting"
_AT_MEETINGS = frozenset({MEETING, "ChairHandover"})
_FOR = "لل"
_NEAR = 2
"""How many words before an adjective may stand who meets: «وزراء الخارجية العرب»."""


def met_after(
    mentions: Sequence[Mention], tokens: Tokens, before: Participant | None
) -> Participant | None:
    """The alliance or organisation whose meeting a text has told of last: «قمة الاتحاد», «قادة المجموعة»."""
    return next(_meeting(mentions, tokens, len(tokens)), None) or before


def met(sentence: Sentence, trigger: Trigger, kinds: frozenset[str]) -> Participant | None:
    """Whose «القمة» is, unless the sentence names before it, as who acts, whose it may be as well."""
    if trigger.form.frame.fact not in _AT_MEETINGS or not kinds & _BODIES:
        return None
    here = next(_meeting(sentence.mentions, sentence.tokens, trigger.first), None)
    if here is not None:
        return here
    acts = any(
        m.last <= trigger.first and not m.preposition and m.of_kind(_BODIES) is not None
        for m in sentence.mentions
    )
    return None if acts else sentence.met


def is_another(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a meeting has a name of its own, a town with what it is for: «قمة القاهرة للسلام»."""
    town = any(m.first == trigger.last and m.last == m.first + 1 for m in sentence.mentions)
    following = sentence.words(trigger.last + 1, trigger.last + 2)
    return town and any(form.startswith(_FOR) for form in following)


def _meeting(mentions: Sequence[Mention], tokens: Tokens, last: int) -> Iterator[Participant]:
    """What is told before token `last` to meet, the latest first."""
    found = {m.first: body for m in mentions if m.last <= last and (body := _body(m, tokens))}
    whose = meanings("meetings", "assemblies")
    for position in tokens.where(whose.keys()):
        path = whose.get(tokens.forms[position])
        if path is None or position >= last:
            continue  # «القمة والعربية»: with «و» it is no adjective of the summit's
        before = tokens.forms[max(position - _NEAR, 0) : position]
        if any(is_one_of(bare(form), _gathering()) for form in before):
            found[position] = participant(THING + path)
    return (found[position] for position in sorted(found, reverse=True))


def _body(mention: Mention, tokens: Tokens) -> Participant | None:
    """The alliance or organisation of whose meeting or members a mention speaks."""
    body = mention.of_kind(_BODIES)
    if body is None or mention.how == "demonym":
        return None
    heads = {bare(unjoined(head)) for head in mention.heads}
    if mention.how == "representative":
        heads.add(bare(unjoined(tokens[mention.first].form)))
    before = tokens.forms[mention.first - 1 : mention.first] if mention.first else ()
    told = heads & _gathering() or any(is_one_of(form, _gathering()) for form in before)
    return body if told else None


def _gathering() -> frozenset[str]:
    return words("meetings", "gathering")
