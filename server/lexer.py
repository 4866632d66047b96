"""The words of a SPARQL query: enough of its grammar to tell words from strings, IRIs and comments.

What guards the endpoint rests on this, so it errs towards seeing words. The engine's parser asks
for no space between words (it reads `SERVICEx:y` as `SERVICE x:y`), and where `<` makes sense as
"less than", it is (in `FILTER(?a<?b)SERVICE?x#>`): `mithaq.server.guard` minds both.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import ascii_letters, digits
from typing import Literal

Kind = Literal["iri", "string", "language", "variable", "name", "word", "number", "escape", "mark"]

# Letters are wider than the grammar's: no sign beyond ASCII stands for anything but a name.
# No alternative may scan far and then give up: the text comes from strangers. Each begins with a
# sign of its own, by which the engine of `re` finds it at once: no names here, `_kind` has them.
_TOKEN = re.compile(
    r"""
      [\x00-\x20]+ | \#[^\n\r]*                                                 # skipped
    | ( [A-Za-z\x80-\U0010FFFF][\w.\-\x80-\U0010FFFF]*+
          (?: :(?:[\w.:\-%\x80-\U0010FFFF]|\\[_~.\-!$&'()*+,;=/?\#@%])*+ )?      # PNAME_LN
      | [?$][\w\x80-\U0010FFFF]+
      | <(?:[^<>"{}|^`\\\x00-\x20]|\\[uU][0-9A-Fa-f]+)*+>                       # IRIREF
      | \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*+\"{3}                                    # STRING_LITERAL_LONG2
      | '{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3}                                      # STRING_LITERAL_LONG1
      | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+'
      | @[A-Za-z]+(?:-[A-Za-z0-9]+)*                                            # LANGTAG
      | :(?:[\w.:\-%\x80-\U0010FFFF]|\\[_~.\-!$&'()*+,;=/?\#@%])*+               # PNAME_LN
      | [0-9]+(?:\.[0-9]+)?          # ends before letters, as in 1SERVICE
      | \\.                          # what a backslash stands before opens no string
      | << | . ) [\x00-\x20]*+
    """,
    re.VERBOSE | re.DOTALL,
)
_FIRST: Mapping[str, Kind] = {
    **dict.fromkeys(map(chr, range(128)), "mark"),
    **dict.fromkeys(ascii_letters, "word"),
    **dict.fromkeys(digits, "number"),
    ":": "name",
    "<": "iri",
    '"': "string",
    "'": "string",
    "@": "language",
    "?": "variable",
    "$": "variable",
    "\\": "escape",
}
"""What a token is by its first sign, if it has more than one; beyond ASCII it is a word."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign of a query, and the offset of its first code point."""

    kind: Kind
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """The tokens of `query` in order, without white space and comments.

    >>> [token.text for token in tokens("ASK { ?s ex:p '}' } # end")]
    ['ASK', '{', '?s', 'ex:p', "'}'", '}']
    """
    for match in _TOKEN.finditer(query):
        if text := match[1]:
            yield Token(kind(text), text, match.start())


def texts(query: str) -> list[str]:
    """What stands in the tokens of `query`: all of it at once, for who need not know where.

    >>> texts("ASK {} # end")
    ['ASK', '{', '}']
    """
    return list(filter(None, _TOKEN.findall(query)))


def kind(text: str) -> Kind:
    """What kind of token `text` is; its first sign tells, or that it stands alone.

    >>> [kind(text) for text in texts("ASK { ?s ex:p < 5 }")]
    ['word', 'mark', 'variable', 'name', 'mark', 'number', 'mark']
    """
    found = _FIRST.get(text[0], "word")
    if found == "word":
        return "name" if ":" in text else found
    if len(text) == 1:
        return found if found in ("number", "name") else "mark"
    return found if text != "<<" else "mark"
