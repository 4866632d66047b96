"""The words of a SPARQL query: enough of its grammar to tell words from strings, IRIs and comments.

What guards the endpoint rests on this, so it errs towards seeing words. The engine's parser asks
for no space between words (it reads `SERVICEx:y` as `SERVICE x:y`), and where `<` makes sense as
"less than", it is (in `FILTER(?a<?b)SERVICE?x#>`): `mithaq.server.guard` minds both.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast

Kind = Literal["iri", "string", "language", "variable", "name", "word", "number", "escape", "mark"]

# Letters are wider than the grammar's: no sign beyond ASCII stands for anything but a name.
# No alternative may scan far and then give up: the text comes from strangers.
_TOKEN = re.compile(
    r"""
      (?P<skip>     [\x00-\x20]+ | \#[^\n\r]* )
    | (?P<iri>      <(?:[^<>"{}|^`\\\x00-\x20]|\\[uU][0-9A-Fa-f]+)*+> )          # IRIREF
    | (?P<string>   \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*+\"{3}                       # STRING_LITERAL_LONG2
                  | '{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3}                          # STRING_LITERAL_LONG1
                  | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+' )
    | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )                              # LANGTAG
    | (?P<variable> [?$][\w\x80-\U0010FFFF]+ )
    | (?P<name>     (?:[A-Za-z\x80-\U0010FFFF][\w.\-\x80-\U0010FFFF]*+)?:
                    (?:[\w.:\-%\x80-\U0010FFFF]|\\[_~.\-!$&'()*+,;=/?\#@%])*+ )  # PNAME_LN
    | (?P<word>     [A-Za-z\x80-\U0010FFFF][\w.\-\x80-\U0010FFFF]* )
    | (?P<number>   [0-9]+(?:\.[0-9]+)? )     # ends before letters, as in 1SERVICE
    | (?P<escape>   \\. )                      # what a backslash stands before opens no string
    | (?P<mark>     << | . )
    """,
    re.VERBOSE | re.DOTALL,
)


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
        if match.lastgroup != "skip":
            yield Token(cast("Kind", match.lastgroup), match.group(), match.start())
