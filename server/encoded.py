"""Parameters as forms and addresses have them (https://url.spec.whatwg.org/#urlencoded-parsing)."""

from string import hexdigits
from urllib.parse import parse_qsl, unquote_to_bytes

_BYTES = {
    (first + second).encode(): bytes([int(first + second, 16)])
    for first in hexdigits
    for second in hexdigits
}


def pairs(encoded: bytes) -> list[tuple[str, str]]:
    """The names and values in `encoded`; UnicodeDecodeError where they are not UTF-8.

    The standard library reads the same, but a query of some lines takes it longer than the engine.

    >>> pairs(b"query=ASK+%7B%7D&empty=")
    [('query', 'ASK {}'), ('empty', '')]
    """
    if not encoded.isascii():
        return parse_qsl(encoded.decode(), keep_blank_values=True, errors="strict")
    found = []
    for pair in encoded.replace(b"+", b" ").split(b"&"):
        if pair:
            name, _, value = pair.partition(b"=")
            found.append((_unquoted(name), _unquoted(value)))
    return found


def _unquoted(text: bytes) -> str:
    first, *rest = text.split(b"%")
    if rest:
        try:
            text = first + b"".join([_BYTES[piece[:2]] + piece[2:] for piece in rest])
        except KeyError:  # a sign of percent that begins nothing stands for itself
            text = unquote_to_bytes(text)
    return text.decode()
