"""Lines: a sentence in which names are looked for, and what of its words only their print tells."""

from collections.abc import Sequence
from dataclasses import dataclass

from mithaq.ingest.classes import WordClass
from mithaq.ingest.lexicon import words
from mithaq.ingest.namesorts import sort_of
from mithaq.ingest.tokens import Tokens

_ALEF_MAQSURA = "ى"
ALI = "علي"
_HAMZA = ("أ", "آ", "إ")


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A sentence in which names are looked for: its tokens, their classes, and what is taken.

    It equals only itself, so that what was found in it is known again at the second look.
    """

    text: str
    tokens: Tokens
    classes: Sequence[WordClass]
    taken: frozenset[int]

    def form(self, position: int) -> str:
        """The folded form of a token; empty outside the sentence."""
        return self.tokens[position].form if 0 <= position < len(self.tokens) else ""

    def as_printed(self, position: int) -> str:
        """The text of one token, as it stands."""
        token = self.tokens[position]
        return self.text[token.start : token.end]

    def printed(self, first: int, last: int, cut: int = 0) -> str:
        """The text of the tokens, without marks of tagging."""
        stretch = self.text[self.tokens[first].start + cut : self.tokens[last - 1].end]
        return " ".join(stretch.replace("#", " ").replace("_", " ").replace('"', " ").split())


def is_ali(line: Line, position: int) -> bool:
    """Whether «علي» is the name, and not «على»; some texts write the two alike."""
    token = line.tokens[position] if 0 <= position < len(line.tokens) else None
    if token is None or token.form not in (ALI, f"و{ALI}"):
        return False
    if line.text[token.start : token.end].endswith(_ALEF_MAQSURA):
        return False
    near = (sort_of(line.form(position - 1)), sort_of(line.form(position + 1)))
    return any(sort in ("given", "surname", "joiner", "either", "unknown") for sort in near)


def is_hamzated(line: Line, position: int) -> bool:
    """Whether what looks like an article is printed as a part of the word: «ألفا»."""
    return line.text[line.tokens[position].start] in _HAMZA


def is_hamzated_name(line: Line, position: int) -> bool:
    """«آلان»: a given name that only its first letter tells from a word with the article."""
    named = line.form(position) in words("names", "hamzated")
    return named and is_hamzated(line, position)
