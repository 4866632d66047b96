"""Content codings (RFC 9110 §8.4): which one a client takes, and bodies in it."""

import gzip
from functools import lru_cache

import brotli
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

SMALLEST = 1024
"""Bytes under which a body is sent as it is."""

_CODINGS = ("br", "gzip")
_BROTLI, _GZIP = 4, 1  # the levels that cost milliseconds for a megabyte


@lru_cache(64)  # clients send few headers, none of them long
def coding(accept_encoding: str | None) -> str:
    """The coding to send: the best of ours that the client takes, else `identity`.

    >>> coding("gzip, deflate, br"), coding("gzip;q=1, br;q=0.2"), coding("br;q=0"), coding(None)
    ('br', 'gzip', 'identity', 'identity')
    """
    accepted = parse_accept_header(accept_encoding, Accept)
    best = max(_CODINGS, key=lambda each: (accepted.quality(each), each == _CODINGS[0]))
    return best if accepted.quality(best) > 0 else "identity"


def compressed(body: bytes, encoding: str) -> bytes:
    """`body` in `br` or `gzip`; the same bytes always."""
    if encoding == "br":
        return bytes(brotli.compress(body, quality=_BROTLI))
    return gzip.compress(body, _GZIP, mtime=0)
