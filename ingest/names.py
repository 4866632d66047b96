"""The names that extraction knows, in a tree of folded words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import partners, words
from mithaq.ingest.tokens import Reading, Token, readings
from mithaq.ontology.reference import Name, Thing, reference
from mithaq.text import fold

_HASHED = "_"
"""What joins the words of a hashtag: «#حلف_شمال_الأطلسي»."""
_OPENING = {'"': '"', "(": ")"}
"""What may open right after a name's first word, and what closes it."""
_ENDINGS = ("", "ه", "ون", "ين", "ان", "تان", "تين", "ات")
_ACCUSATIVE = "ا"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for, and how: by its label, a demonym, a metonym, an abbreviation."""

    iri: str
    relation: str


@dataclass(slots=True, eq=False)
class Node:
    """A word's place in the tree: the words that may follow, and what ends here."""

    following: dict[str, "Node"] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Match:
    """A known name at a token: where it ends, what it may stand for, how its first word was cut."""

    end: int
    entries: tuple[Entry, ...]
    reading: Reading


def demonym_forms(demonym: str) -> Iterator[tuple[str, ...]]:
    """Every gender, number and definiteness of a folded Arabic demonym, word by word.

    >>> list(demonym_forms("كوري جنوبي"))[2:4]
    [('كوريه', 'جنوبيه'), ('الكوريه', 'الجنوبيه')]
    """
    words = demonym.split()
    if not all(word.endswith("ي") for word in words):
        yield tuple(words)
        yield tuple("ال" + word for word in words)
        return
    for ending in _ENDINGS:
        yield tuple(word + ending for word in words)
        yield tuple("ال" + word + ending for word in words)
    yield tuple(word + _ACCUSATIVE for word in words)  # «دعما نرويجيا»


def forms(name: Name) -> Iterator[tuple[str, ...]]:
    """The folded word sequences by which `name` is known, however its words are spelled."""
    for sequence in _as_written(name):
        yield sequence
        for one, other in partners("names", "respelled").items():
            if any(one in word for word in sequence):
                yield tuple(word.replace(one, other) for word in sequence)


def _as_written(name: Name) -> Iterator[tuple[str, ...]]:
    folded = fold(name.text)
    if name.relation == "demonym" and name.language == "ar":
        refused = words("nouns", "not_demonyms")
        yield from (form for form in demonym_forms(folded) if form[0] not in refused)
    else:
        yield tuple(word for token in folded.replace("-", " - ").split() for word in _split(token))
        if "-" in folded:  # «ليبتاكو-غورما» is one token
            yield tuple(folded.split())


def _split(word: str) -> Iterator[str]:
    # a name is cut as the text is: «آسيا/المحيط» is three tokens
    piece = ""
    for character in word:
        if character.isalnum() or (piece and character in "'’"):
            piece += character
        else:
            if piece:
                yield piece
            piece = ""
            yield character
    if piece:
        yield piece


def grow(names: Iterable[Name]) -> Node:
    """The tree of `names`."""
    root = Node()
    for name in names:
        for sequence in forms(name):
            node = root
            for word in sequence:
                node = node.following.setdefault(word, Node())
            entry = Entry(name.iri, name.relation)
            if entry not in node.entries:
                node.entries.append(entry)
    return root


CONCEPTS = frozenset({"Kind", "Aid", "Stance", "Obligation", "Force"})
"""The classes of words like «war» or «peacekeepers», which name nobody and no place."""


@cache
def known_names() -> Node:
    """The tree of the reference's names of agents, places, texts and offices."""
    return grow(name for name in reference().names if name.kind not in CONCEPTS)


@cache
def known_concepts() -> Node:
    """The tree of the reference's names of concepts."""
    return grow(name for name in reference().names if name.kind in CONCEPTS)


@cache
def first_words(root: Node) -> frozenset[str]:
    """The words with which the names of a tree begin."""
    return frozenset(root.following)


def match_at(root: Node, tokens: Sequence[Token], first: int) -> Match | None:
    """The longest name that begins at token `first`; of equals, the one with fewest clitics."""
    best: Match | None = None
    for reading, begun in _beginnings(root, tokens[first].form):
        node: Node | None = begun
        position = first + 1
        closing = ""
        while node is not None:
            end = _closed(tokens, position, closing)
            if node.entries and end and (best is None or end > best.end):
                best = Match(end, tuple(node.entries), reading)
            if position < len(tokens) - 1 and tokens[position].form == _HASHED:
                position += 1
            elif not closing and position < len(tokens) - 1:
                closing = _OPENING.get(tokens[position].form, "")
                position += bool(closing)  # «حركة "الشباب"»
            if position == len(tokens):
                break
            node = node.following.get(tokens[position].form)
            position += 1
    return best


def _closed(tokens: Sequence[Token], position: int, closing: str) -> int:
    """Where a name ends that reaches to `position`, with the mark that must close it; 0 where none."""
    if not closing:
        return position
    return position + 1 if position < len(tokens) and tokens[position].form == closing else 0


@lru_cache(maxsize=65536)
def _beginnings(root: Node, form: str) -> tuple[tuple[Reading, Node], ...]:
    """Where in the tree a word may begin a name, each with how the word is cut for it."""
    found = ((reading, root.following.get(reading.rest)) for reading in readings(form))
    return tuple((reading, node) for reading, node in found if node is not None)


@lru_cache(maxsize=4096)
def participant(iri: str) -> Participant:
    """A thing of the reference as a participant, with its labels and other spellings."""
    thing = reference().things[iri]
    return Participant(iri, thing.kind, _labels(thing))


def _labels(thing: Thing) -> tuple[tuple[str, str], ...]:
    return tuple((tag, label) for tag, label in thing.labels if tag in ("en", "ar"))
