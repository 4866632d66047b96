"""HTML as its reader sees it: text with a line for each block, the title, the language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

# Not `head` and `form`: where a page leaves one open, or is one, the whole text stands inside.
_UNSEEN = frozenset(
    "script style noscript template title nav button select textarea svg iframe object".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset form "
    "figcaption figure footer h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary "
    "table td tfoot th thead tr ul".split()
)
_SPACE = re.compile(r"[ \t\n\r\f]+")  # HTML's white space; a no-break space is text


@dataclass(frozen=True, slots=True)
class Hypertext:
    """What an HTML page says: its text, and the title and language it declares."""

    text: str
    title: str | None
    language: str | None


def read_hypertext(source: str) -> Hypertext:
    r"""The page of `source`; scripts, styles, controls and navigation are left out.

    >>> read_hypertext("<html lang=ar><title>T</title><p>one <b>two</b><nav>menu</nav><p>three")
    Hypertext(text='one two\nthree\n', title='T', language='ar')
    """
    page = BeautifulSoup(source.removeprefix("\ufeff"), "html.parser")
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(_pieces(page)).split("\n"))
    return Hypertext(
        text="".join(f"{line}\n" for line in lines if line),
        title=_title(page),
        language=_language(page),
    )


def _pieces(page: BeautifulSoup) -> Iterator[str]:
    """The strings a reader sees, in order, with a line break before and after each block.

    Walks without recursion: a page may nest more deeply than Python calls may.
    """
    waiting: list[Tag | str] = [page]
    while waiting:
        piece = waiting.pop()
        if isinstance(piece, str):
            yield piece
        elif piece.name not in _UNSEEN:
            border = ["\n"] if piece.name in _BLOCKS else []
            inside = [seen for child in piece.children for seen in _seen(child)]
            waiting += [*border, *reversed(inside), *border]


def _seen(child: object) -> Iterator[Tag | str]:
    if isinstance(child, Tag):
        yield child
    elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
        yield _SPACE.sub(" ", child)  # PreformattedString: comments, doctype, declarations


def _title(page: BeautifulSoup) -> str | None:
    title = page.find("title")
    words = " ".join(title.get_text().split()) if isinstance(title, Tag) else ""
    return words or None


def _language(page: BeautifulSoup) -> str | None:
    html = page.find("html")
    declared = html.get("lang") if isinstance(html, Tag) else None
    tag = str(declared or "").strip().partition("-")[0].lower()
    return tag if re.fullmatch(r"[a-z]{2,3}", tag) else None
