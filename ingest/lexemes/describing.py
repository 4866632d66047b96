"""Describing: treaties that only a text's own words name."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexemes.lexicons import Lexicon
from mithaq.ingest.lexemes.mention import Memory, Mention, taken_words
from mithaq.ingest.lexemes.words import Word, in_nominative
from mithaq.ingest.names import participant
from mithaq.iris import slug, thing
from mithaq.ontology.reference import reference

_MOST = 4
_STEM = 5
_LONGEST = 7
_ABOUT = frozenset({"о", "об", "по"})
_ENDING = frozenset({"год", "года", "году", "что", "а", "но"})
_DASH = "-"


def described(
    words: Sequence[Word],
    found: Sequence[Mention],
    lexicon: Lexicon,
    document: str,
    memory: Memory,
) -> Iterator[Mention]:
    """«a mutual defence treaty», «договор о взаимной обороне»: a treaty by the words before its noun.

    The bare noun is the treaty named last that such a noun may stand for, where there is one.
    """
    taken = taken_words(found)
    nouns, between = lexicon.words("papers"), lexicon.words("between")
    documents = lexicon.words("documents")
    last = memory.treaty
    for place, word in enumerate(words):
        if place in taken:
            continue
        about = place + 1 < len(words) and words[place + 1].form in _ABOUT
        if word.lemma in documents and last is not None and not about:
            yield Mention(place, place + 1, (last,), "reference", cases=word.cases)
        if word.lemma not in nouns and not (word.lemma in documents and about):
            continue
        first = place
        while (
            first > 0
            and place - first < _MOST
            and first - 1 not in taken
            and (words[first - 1].form[0].isalpha() or words[first - 1].form == _DASH)
            and words[first - 1].form not in between
            and (words[first - 1].form == _DASH or _may_describe(words[first - 1], lexicon))
        ):
            first -= 1
        if first == place and not _is_new(words, place, lexicon):
            earlier = (_named_before(found, place), last, *memory.treaties, *memory.implications)
            before = next((t for t in earlier if t and _may_be(t, word, lexicon)), None)
            if before is not None:
                called = (lexicon.language, word.text)
                english = lexicon.language == "en"
                labels = tuple(dict.fromkeys((*before.labels, *((called,) if english else ()))))
                one = replace(before, labels=labels)
                yield Mention(place, place + 1, (one,), "reference", cases=word.cases)
                continue
        last_word = _end_of_matter(words, place + 1, taken, lexicon)
        text = " ".join(w.text for w in words[first : place + 1]).replace(" - ", "-")
        if lexicon.language == "ru":
            names = dict.fromkeys(_called(words[first:last_word], place - first))
            text = next(iter(names))
        else:
            names = dict.fromkeys((_whole(words[first:last_word]), text, word.text))
        one = Participant(
            thing("Treaty", f"{document}-{slug(text)}"),
            "Treaty",
            tuple((lexicon.language, name) for name in names),
        )
        last = one
        yield Mention(first, last_word, (one,), "described", cases=word.cases)


def _end_of_matter(words: Sequence[Word], place: int, taken: set[int], lexicon: Lexicon) -> int:
    """Where «о взаимной обороне» ends that stands behind the noun; `place` where nothing does."""
    if lexicon.language == "en":
        return _end_of_title(words, place, taken)
    if place >= len(words) or words[place].form not in _ABOUT:
        return place
    last = place + 1
    while (
        last < len(words)
        and last - place <= _LONGEST
        and last not in taken
        and words[last].pos in ("ADJF", "NOUN", "CONJ")
        and words[last].form not in _ENDING
        and not words[last].is_capital
    ):
        last += 1
    while last > place and words[last - 1].pos != "NOUN":
        last -= 1
    return last if last > place + 1 else place


def _whole(words: Sequence[Word]) -> str:
    """The words as a text has them."""
    return " ".join(word.text for word in words).replace(" - ", "-").replace(" ,", ",")


def _end_of_title(words: Sequence[Word], place: int, taken: set[int]) -> int:
    """Where «of Friendship, Cooperation and Mutual Assistance» ends behind a capital noun."""
    last = place
    if not words[place - 1].is_capital:
        return place
    while last < len(words) and last - place <= _TITLE and last not in taken:
        if not (words[last].is_capital or words[last].form in _WITHIN):
            break
        last += 1
    while last > place and not words[last - 1].is_capital:
        last -= 1
    return last if last > place and words[place].form in _WITHIN - {",", "and"} else place


_TITLE = 12
_WITHIN = frozenset({"of", "on", "for", "and", ",", "the"})


def _called(words: Sequence[Word], noun: int) -> Iterator[str]:
    """What a Russian treaty may be called, in the nominative: with its adjectives, its matter, neither."""
    name = words[noun].lemma
    matter = " ".join(word.text for word in words[noun + 1 :])
    whole = " ".join(in_nominative(words[: noun + 1]))
    yield f"{whole} {matter}".strip()
    if matter:
        yield f"{name} {matter}"
    yield whole
    yield name


def _named_before(found: Sequence[Mention], place: int) -> Participant | None:
    """The treaty that the sentence itself has named before a place."""
    named = [m.candidates[0] for m in found if m.last <= place and m.how == "name"]
    return next((one for one in reversed(named) if one.kind == "Treaty"), None)


def _may_be(treaty: Participant, word: Word, lexicon: Lexicon) -> bool:
    """Whether a noun may stand for a treaty: «pact» for what is called a treaty, «protocol» for a protocol."""
    if lexicon.language == "ru":
        stem = word.lemma[:_STEM]
        return any(stem in label.lower() for tag, label in treaty.labels if tag == "ru")
    called = {one.lower() for tag, label in treaty.labels if tag != "ar" for one in label.split()}
    general = lexicon.words("general_papers")
    special = called & (lexicon.words("papers") - general)
    return word.lemma in called or (word.lemma in general and not special)


def _is_new(words: Sequence[Word], place: int, lexicon: Lexicon) -> bool:
    """Whether a bare noun brings a treaty in: «a treaty», «a new pact», «договор о …», «the pact between …»."""
    after = words[place + 1].form if place + 1 < len(words) else ""
    if lexicon.language == "ru":
        return after in ("о", "об", "с", "между")
    before = {word.form for word in words[max(place - 2, 0) : place]}
    return (
        not before & {"the", "this", "its", "their", "that"}
        or bool(before & {"new", "wider", "similar"})
        or after in ("between", "on", "with", "for", "that")
        or (after == "of" and words[place].is_capital)
    )


def _may_describe(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word may stand before the noun of a treaty as part of its description."""
    if lexicon.language == "ru":
        return word.lemma.endswith(("ый", "ий", "ой")) and not word.tense
    return word.form in lexicon.words("describing") or (
        word.is_capital and word.form not in ("the", "a")
    )


def treaty_behind(mention: Mention) -> Participant | None:
    """The treaty that a mention names, or that of the alliance which it names."""
    for one in mention.candidates:
        if one.kind == "Treaty":
            return one
        if one.iri in reference().treaties:
            return participant(reference().treaties[one.iri])
    return None


def with_treaties(mention: Mention, last: Participant | None, language: str) -> Mention:
    """The mention of an alliance, which may stand for its treaty too: «invoked the ANZUS pact».

    `last` is the treaty named last, with what the text calls it. In Russian one joins and leaves a
    bare «договор» too, which stands for its alliance.
    """
    is_treaty = bool(mention.candidates) and mention.candidates[0].kind == "Treaty"
    founded = reference().treaty_of.get(mention.candidates[0].iri)
    if founded and mention.how == "reference" and (not is_treaty or language == "ru"):
        return replace(mention, candidates=(*mention.candidates, participant(founded)))
    known = treaty_behind(mention) if mention.how in ("name", "reference") else None
    if is_treaty and mention.how == "reference":
        return mention
    if known is not None and last is not None and known.iri == last.iri:
        known = last
    if known is None:
        return mention
    others = tuple(one for one in mention.candidates if one.iri != known.iri)
    return replace(mention, candidates=(*others, known))
