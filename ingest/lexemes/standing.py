"""Standing: who stands before a verb and behind it, as its subject, object or agent."""

from collections.abc import Iterable, Iterator

from mithaq.ingest.lexemes.clauses import follows_conjunction, is_other_clause
from mithaq.ingest.lexemes.mention import Mention
from mithaq.ingest.lexemes.prepositions import has_preposition
from mithaq.ingest.lexemes.sentence import Sentence
from mithaq.ingest.lexemes.triggers import Trigger

_LEFT = 22
_RIGHT = 14
_OBJECT = 6
_CLOSE = 5
_BESIDE = 4


def subjects(sentence: Sentence, trigger: Trigger, left: Iterable[Mention]) -> Iterator[Mention]:
    """Who stands before a verb and is governed by no preposition; in Russian in the nominative."""
    left = list(left)
    head = _of_participle(sentence, trigger) or _of_infinitive(sentence, trigger, left)
    if head is not None:
        yield head
        return
    around = _around_aside(sentence, trigger, left)
    if around is not None:
        yield around
    for mention in left:
        if trigger.first - mention.last > _LEFT:
            return
        if _is_broken(sentence, mention.last, trigger.first):
            return
        if not trigger.tense and not _holds(sentence, mention, trigger):
            continue
        if sentence.lexicon.language == "en" and is_other_clause(sentence, mention, trigger):
            continue
        if sentence.lexicon.language == "ru":
            may_be = sentence.may_be(mention, "nomn") and not _is_genitive(sentence, mention)
            if may_be and not has_preposition(sentence, mention):
                yield mention
            continue
        if (
            not has_preposition(sentence, mention)
            or _is_led(sentence, mention)
            or follows_conjunction(sentence, mention, trigger)
        ):
            yield mention
            if trigger.tense and mention.how != "demonym" and not trigger.passive:
                return
    if sentence.lexicon.language == "ru":
        for mention in sentence.mentions:
            near = trigger.tense and trigger.last <= mention.first <= trigger.last + _RIGHT
            if not near or _is_parted(sentence, trigger.last, sentence.lead(mention)):
                continue
            if sentence.is_in(mention, "nomn") and not has_preposition(sentence, mention):
                yield mention


def _of_participle(sentence: Sentence, trigger: Trigger) -> Mention | None:
    """«протокол, подписанный …», «прилетевший в Каир министр»: the noun that a Russian participle goes with."""
    word = sentence.words[trigger.first]
    if word.pos != "PRTF":
        return None
    before = [m for m in sentence.mentions if 0 <= trigger.first - m.last <= _BESIDE]
    for mention in reversed(before):
        between = [w.form for w in sentence.words[mention.last : trigger.first]]
        if between[:1] == [","] and _agree(mention.cases, word.cases):
            return mention
    return None


def _of_infinitive(sentence: Sentence, trigger: Trigger, left: list[Mention]) -> Mention | None:
    """«пригласили Швецию вступить», «отказ Армении подписать»: who is told to do it."""
    if trigger.tense != "inf" or not left or trigger.first - left[0].last > _BESIDE:
        return None
    nearest = sentence.group(left[0])[0]
    place = sentence.lead(nearest) - 1
    if sentence.lemma(place) in sentence.lexicon.words("controlling"):
        return left[0]
    return None


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one or not other or not one.isdisjoint(other)


def _is_genitive(sentence: Sentence, mention: Mention) -> bool:
    """Whether a name that has one form in all cases stands behind a common noun: «просьбу Перу»."""
    before = mention.first - 1
    if before < 0 or not mention.may_be("gent") or sentence.lead(mention) != mention.first:
        return False
    word = sentence.words[before]
    return word.pos == "NOUN" and not word.is_capital and sentence.at(before) is None


_HOLDING = 6


def _holds(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether a verb that takes a noun stands between: «NATO held a summit», «announced its withdrawal»."""
    first = mention.last
    if sentence.lexicon.language == "en":
        first = max(first, trigger.first - _HOLDING)
    return sentence.find(sentence.lexicon.markers["holding"], first, trigger.first) >= 0


def _around_aside(sentence: Sentence, trigger: Trigger, left: list[Mention]) -> Mention | None:
    """«X, visiting Y on Monday, accused Z»: X, before the first of the two commas."""
    place = trigger.first - 1
    helping = sentence.lexicon.words("passives") | sentence.lexicon.words("auxiliaries")
    while place > 0 and sentence.form(place) in helping:
        place -= 1
    if sentence.form(place) != ",":
        return None
    opening = place - 1
    while opening > 0 and sentence.form(opening) != ",":
        opening -= 1
    return next((m for m in left if m.last == opening and not has_preposition(sentence, m)), None)


def _is_led(sentence: Sentence, mention: Mention, nouns: str = "forces") -> bool:
    """«leaders of the CSTO», «a base of Ugandan soldiers»: who acts for it, or what it has, stands before."""
    place = sentence.group(mention)[0].first - 1
    while place > 0 and sentence.is_modifier(place):
        place -= 1
    acting = sentence.lexicon.words(nouns)
    if sentence.form(place) == "from":  # «troops from A and B»
        return sentence.form(place - 1) in sentence.lexicon.words("assets")
    return sentence.form(place) == "of" and sentence.form(place - 1) in acting


def agents(sentence: Sentence, trigger: Trigger) -> Iterator[Mention]:
    """Who acts behind a passive: «by X», in Russian the instrumental."""
    for mention in sentence.mentions:
        if mention.first >= trigger.last and mention.first - trigger.last <= _RIGHT:
            by = sentence.preposition(mention) == "by"
            if by or (sentence.is_in(mention, "ablt") and not has_preposition(sentence, mention)):
                yield mention


def objects(sentence: Sentence, trigger: Trigger, right: Iterable[Mention]) -> Iterator[Mention]:
    """Who or what stands behind a verb without a preposition, or before «that X signed»."""
    behind = _behind_relative(sentence, trigger)
    if behind is not None:
        yield behind
    for mention in right:
        if _distance(sentence, trigger, mention) > _OBJECT or _is_broken(
            sentence, trigger.last, mention.first
        ):
            break
        forms = [word.form for word in sentence.words[trigger.last : mention.first]]
        if sentence.lexicon.language == "en" and "," in forms:
            break
        if sentence.lexicon.language == "ru":
            if _is_parted(sentence, trigger.last, mention.first):
                break
            if not sentence.may_be(mention, "accs", "gent", "datv"):
                continue
        if not has_preposition(sentence, mention) or _is_led(sentence, mention, "assets"):
            yield mention
    if sentence.lexicon.language == "ru":  # «договор подписали …»
        for mention in sentence.mentions:
            before = mention.last <= trigger.first and trigger.first - mention.last <= _LEFT
            before = before and not _is_parted(sentence, mention.last, trigger.first)
            if (
                before
                and sentence.may_be(mention, "accs", "nomn")
                and not has_preposition(sentence, mention)
            ):
                yield mention


def _distance(sentence: Sentence, trigger: Trigger, mention: Mention) -> int:
    """How many words stand between a verb and what is behind it; of English, names and times count once."""
    if sentence.lexicon.language == "ru":
        return mention.first - trigger.last
    held = sum(
        sum(
            time.start <= sentence.words[n].start < time.end
            for n in range(trigger.last, mention.first)
        )
        - 1
        for time in sentence.times
        if sentence.words[trigger.last - 1].end <= time.start < sentence.words[mention.first].start
    )
    return sentence.apart(trigger.last, mention.first) - max(held, 0) - 1


def _behind_relative(sentence: Sentence, trigger: Trigger) -> Mention | None:
    """«the treaty that X and Y signed»: the treaty, where a subject stands between."""
    relatives = sentence.lexicon.words("relatives")
    for place in range(trigger.first - 1, max(trigger.first - _LEFT, 0), -1):
        if sentence.lemma(place) in relatives:
            between = any(place < m.first < trigger.first for m in sentence.mentions)
            between = between and sentence.lemma(place) not in ("who", "whose")
            before = [m for m in sentence.mentions if m.last in (place, place - 1)]
            return before[-1] if between and before else None
    return None


def before(sentence: Sentence, trigger: Trigger, left: Iterable[Mention]) -> Iterator[Mention]:
    """«NATO summit», «Peru's withdrawal», «the Armenian withdrawal»; a few adjectives may stand between."""
    stops = sentence.lexicon.words("stops")
    if sentence.lexicon.language == "ru":
        left = [mention for mention in left if mention.how == "demonym"]
    if sentence.lexicon.language == "en" and trigger.tense:
        return
    for mention in list(left)[:2]:
        if sentence.apart(mention.last, trigger.first) <= _CLOSE - 1:
            between = sentence.words[mention.last : trigger.first]
            if all(
                word.form.isalpha() or word.is_possessive or word.form == "-" for word in between
            ) and not any(word.form in stops for word in between):
                yield mention
        if sentence.lexicon.language == "ru":
            return


def _is_parted(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a comma or another verb stands between two places."""
    return any(
        word.form in (",", ";", ":") or word.pos == "VERB" for word in sentence.words[first:last]
    )


def _is_broken(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a new clause begins between two places."""
    return any(sentence.form(n) in (";", ":") for n in range(first, last))
