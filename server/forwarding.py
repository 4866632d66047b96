"""Behind a proxy: whom the request came from, and under which name, is believed of known proxies alone."""

from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

from mithaq.errors import ServerError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

Network = IPv4Network | IPv6Network

_CLIENT = "REMOTE_ADDR"
_SCHEME = "wsgi.url_scheme"
_TOLD = {
    "HTTP_X_FORWARDED_FOR": _CLIENT,
    "HTTP_X_FORWARDED_HOST": "HTTP_HOST",
    "HTTP_X_FORWARDED_PROTO": _SCHEME,
}


def read_networks(given: Iterable[str]) -> tuple[Network, ...]:
    """The addresses and networks in `given`, such as `127.0.0.1` and `172.16.0.0/12`.

    >>> read_networks(["127.0.0.1", "::1"])
    (IPv4Network('127.0.0.1/32'), IPv6Network('::1/128'))
    """
    found = []
    for each in given:
        try:
            found.append(ip_network(each.strip()))
        except ValueError:
            raise ServerError(
                f"{each!r} is no proxy's address: give one such as 127.0.0.1, or a network such as"
                " 172.16.0.0/12"
            ) from None
    return tuple(found)


def believing(trusted: Sequence[Network]) -> "Callable[[WSGIEnvironment], WSGIEnvironment]":
    """What sees a request as a `trusted` proxy has seen it: its client, host and scheme.

    The nearest proxy's word counts, which is the last value of X-Forwarded-For, -Host and -Proto; where
    that client is a trusted proxy too, what it has told of its own client.
    """

    def believe(environ: "WSGIEnvironment") -> "WSGIEnvironment":
        if not trusted or not _is_in(environ.get(_CLIENT, ""), trusted):
            return environ
        for name, place in _TOLD.items():
            values = environ.get(name, "").split(",")
            told = _client(values, trusted) if place == _CLIENT else values[-1].strip()
            if told and (place != _SCHEME or told in ("http", "https")):
                environ[place] = told
        return environ

    return believe


def _client(told: Sequence[str], trusted: Sequence[Network]) -> str:
    """The last address that no trusted proxy has, else the first; each proxy adds whom it was asked by.

    >>> _client(["198.51.100.9", "192.0.2.1", "10.0.0.2"], read_networks(["10.0.0.0/8"]))
    '192.0.2.1'
    """
    addresses = [each.strip() for each in told]
    strangers = (each for each in reversed(addresses) if not _is_in(each, trusted))
    return next(strangers, addresses[0])


def _is_in(client: str, networks: Sequence[Network]) -> bool:
    try:
        address = ip_address(client)
    except ValueError:  # a socket that is a file has none
        return False
    return any(address in network for network in networks)
