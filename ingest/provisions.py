"""Provisions: «المادة 4 من معاهدة …», composed of a number and the treaty it belongs to."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import word_lists, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.numberwords import number_words
from mithaq.ingest.tokens import Token, Tokens, reading_among
from mithaq.ontology.reference import reference
from mithaq.text import fold

_ARTICLE = "ال"
_REACH = 3
ARTICLE = "/article/"
"""What stands between a treaty's address and the number of its article."""
_LABEL = "المادة {} من "
"""Article so-and-so of."""


def with_provisions(mentions: Sequence[Mention], tokens: Tokens, text: str) -> tuple[Mention, ...]:
    """The mentions, with the articles of treaties; an article takes in the treaty it names."""
    found = list(mentions)
    nouns = words("treaties", "articles")
    for position in tokens.where(nouns):
        reading = reading_among(tokens[position].form, nouns)
        if reading is None or position + 1 == len(tokens):
            continue
        number = number_at(tokens, position + 1)
        if number is None:
            continue
        treaty = _treaty(found, tokens, number[1])
        if treaty is None:
            continue
        article = article_of(
            treaty.candidates, number[0], text[tokens[position].start + reading.cut : treaty.end]
        )
        if article is None:
            continue
        found.remove(treaty)
        found.append(
            Mention(
                position,
                treaty.last,
                tokens[position].start + reading.cut,
                treaty.end,
                (article,),
                "provision",
                preposition=reading.preposition,
                conjunction=bool(reading.conjunction),
            )
        )
    return tuple(sorted(found, key=lambda mention: mention.first))


def number_at(tokens: Sequence[Token], first: int) -> tuple[str, int] | None:
    """The number of an article at token `first`, «5», «42.7», «الحادية والخمسين», and where it ends."""
    form = tokens[first].form
    if form == "(" and first + 2 < len(tokens) and tokens[first + 2].form == ")":
        found = number_at(tokens, first + 1)  # «المادة (5)»
        return None if found is None else (found[0], first + 3)
    if form.replace(".", "").isdigit():
        return form, first + 1
    following = tokens[first + 1].form if first + 1 < len(tokens) else ""
    unit = _units().get(form)
    if unit is None:
        tens = _tens(form)
        return None if tens is None else (str(tens), first + 1)
    if following in number_words().ten:
        return str(10 + unit), first + 2
    tens = _tens(following.removeprefix("و")) if following.startswith("وال") else None
    return (str(unit), first + 1) if tens is None else (str(tens + unit), first + 2)


def _tens(form: str) -> int | None:
    """«الخمسين», «الستون»: with the article alone."""
    return number_words().tens.get(form[len(_ARTICLE) :]) if form.startswith(_ARTICLE) else None


@cache
def _units() -> Mapping[str, int]:
    """The ordinals up to ten, by their words."""
    listed: dict[int, list[str]] = word_lists("treaties")["article_numbers"]
    return {fold(word): number for number, forms in listed.items() for word in forms}


def _treaty(found: Sequence[Mention], tokens: Sequence[Token], first: int) -> Mention | None:
    for mention in found:
        if first <= mention.first <= first + _REACH and any(
            p.kind == "Treaty" or p.iri in reference().treaties for p in mention.candidates
        ):
            between = [token.form for token in tokens[first : mention.first]]
            if words("treaties", "of_treaty").issuperset(between):
                return mention
    return None


def article_of_described(treaty: Participant, number: str, *printed: str) -> Participant:
    """The article `number` of a treaty that only the text's own words name, as they print it."""
    named = treaty.label("ar") or printed[0]
    labels = (("ar", f"{_LABEL.format(number)}{named}"), *(("ar", name) for name in printed))
    return Participant(f"{treaty.iri}{ARTICLE}{number}", "Provision", tuple(dict.fromkeys(labels)))


def treaty_of_article(article: Participant) -> Iterator[Participant]:
    """The treaty that an article named by a text's own words belongs to, as its label calls it."""
    iri, _, number = article.iri.partition(ARTICLE)
    label, opening = article.label("ar") or "", _LABEL.format(number)
    if article.kind == "Provision" and number and label.startswith(opening):
        yield Participant(iri, "Treaty", (("ar", label.removeprefix(opening)),))


def article_of(candidates: Sequence[Participant], number: str, printed: str) -> Participant | None:
    """The article `number` of the treaty mentioned, or of the alliance's founding treaty."""
    treaties = reference().treaties
    for candidate in candidates:
        iri = candidate.iri if candidate.kind == "Treaty" else treaties.get(candidate.iri)
        if iri is None:
            continue
        things = reference().things
        names = [label for tag, label in things[iri].labels if tag == "en"]
        names += [label for tag, label in candidate.labels if tag == "en"]
        labels = [("en", f"Article {number} of the {names[0]}")]
        labels += [("en", f"{name} Article {number}") for name in dict.fromkeys(names)]
        arabic = next((label for tag, label in things[iri].labels if tag == "ar"), "")
        labels += [("ar", _LABEL.format(number) + arabic)]
        labels += [("ar", printed)] if printed else []
        return Participant(f"{iri}{ARTICLE}{number}", "Provision", tuple(dict.fromkeys(labels)))
    return None
