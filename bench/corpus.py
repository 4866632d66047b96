"""A corpus of any size, the same at every run: what the measurements read.

Each article draws eight sentences from the texts a and b in `tests/documents`, with other states and
other numbers in them.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from mithaq.ingest.documents import Document, given, read_documents
from mithaq.ingest.furniture import body_spans
from mithaq.ingest.tokens import find_sentences
from mithaq.ontology.reference import reference

TEXTS = sorted(Path(__file__).parent.parent.joinpath("tests", "documents").glob("[ab]*.txt"))
"""No others, so that what was measured before is measured again."""
SENTENCES = 8
SEED = 20241121


def stock() -> list[str]:
    """Every sentence of the texts."""
    texts = [document.text for document in read_documents(TEXTS)]
    return [text[a:b] for text in texts for a, b in find_sentences(text, body_spans(text))]


def state_names() -> list[str]:
    """The Arabic names of states that are one word without the article."""
    found = {
        name.text
        for name in reference().names
        if name.kind == "State" and name.language == "ar" and name.relation == "label"
    }
    return sorted(name for name in found if name.isalpha() and not name.startswith("ال"))


def articles(first: int, last: int, sentences: list[str], states: list[str]) -> Iterator[Document]:
    """Articles number `first` to `last`, each from a seed of its own."""
    state = re.compile(r"\b(?:" + "|".join(map(re.escape, states)) + r")\b")
    for number in range(first, last):
        chance = random.Random(SEED + number)

        def other(_: re.Match[str], chance: random.Random = chance) -> str:
            return chance.choice(states)

        def figure(match: re.Match[str], chance: random.Random = chance) -> str:
            digits = len(match[0])
            return str(chance.randrange(10 ** (digits - 1), 10**digits))

        drawn = (chance.choice(sentences) for _ in range(SENTENCES))
        text = "\n".join(re.sub(r"\d{1,2}(?!\d)", figure, state.sub(other, s)) for s in drawn)
        yield given(f"article-{number}", text, date="2024-03-01")
