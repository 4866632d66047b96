"""The one address that a remote backend asks: one request at a time a connection, ended in time.

No redirect is followed and no proxy is asked. What is wrong with the endpoint is a BackendError, whose
sentence a client reads: it does not tell the address.
"""

import base64
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import mithaq
from mithaq.errors import QueryTooLarge, ServerError
from mithaq.server.exchanges import Exchange, Lookout

_PIECE = 65_536
_AGENT = f"mithaq/{mithaq.__version__}"
_FORM = "application/x-www-form-urlencoded"

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Address:
    """Where an endpoint is, and what every request to it brings along."""

    scheme: str
    host: str
    port: int | None
    path: str
    parameters: Pairs = field(default=(), repr=False)
    """Those of its query, such as Virtuoso's `default-graph-uri`: sent with every query."""
    authorization: str = field(default="", repr=False)

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}{f':{self.port}' if self.port else ''}{self.path}"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the endpoint, all of it."""

    status: int
    media_type: str
    headers: Mapping[str, str]
    """By names in small letters."""
    body: bytes
    delimited: bool
    """Whether HTTP itself told where the body ends."""


def read_address(url: str) -> Address:
    """The address that `url` means; ServerError, which tells no password, where it means none.

    >>> str(read_address("https://reader:secret@example.org/sparql?default-graph-uri=urn:a"))
    'https://example.org/sparql'
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
        parameters = tuple(parse_qsl(parts.query, keep_blank_values=True))
    except ValueError:  # a port or an address in brackets that is none
        host = None
    if (
        not host
        or parts.scheme not in ("http", "https")
        or parts.fragment
        or not (parts.path + host).isascii()
        or any(sign.isspace() for sign in parts.path + host)
    ):
        raise ServerError(
            "the backend is no endpoint's address: give one such as http://127.0.0.1:7878/query"
        )
    authorization = ""
    if parts.username is not None:
        given = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        authorization = f"Basic {base64.b64encode(given.encode()).decode()}"
    return Address(parts.scheme, host, port, parts.path or "/", parameters, authorization)


class Endpoint:
    """Connections to one address, which are used again as long as they are good."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._idle: list[HTTPConnection] = []
        self._tls = ssl.create_default_context() if address.scheme == "https" else None
        self._lookout = Lookout()

    def post(
        self, form: Pairs, accept: str, *, seconds: float, most: int, gone: Callable[[], bool]
    ) -> Reply:
        """The answer to `form`, in at most `seconds` and `most` bytes.

        Raises QueryTimeout, QueryTooLarge, ConnectionAbortedError where the client is gone;
        BackendError where the endpoint cannot be reached or breaks its answer off.
        """
        body = urlencode(form).encode()
        headers = {"Accept": accept, "Content-Type": _FORM, "User-Agent": _AGENT}
        if self.address.authorization:
            headers["Authorization"] = self.address.authorization
        with Exchange(self._lookout, seconds, gone) as exchange:
            while True:
                connection, used = self._connection()
                try:
                    exchange.use(connection)
                    connection.request("POST", self.address.path, body, headers)
                    response = connection.getresponse()
                except (ConnectionError, HTTPException) as error:
                    connection.close()
                    if used and not exchange.ended:
                        continue  # the endpoint had closed it while it was idle
                    raise exchange.failure(error) from error
                except OSError as error:
                    connection.close()
                    raise exchange.failure(error) from error
                return self._read(exchange, connection, response, most)

    def close(self) -> None:
        """End every connection that is not in use."""
        self._lookout.close()
        while self._idle:
            self._idle.pop().close()

    def _connection(self) -> tuple[HTTPConnection, bool]:
        """A connection, and whether it was used before."""
        with suppress(IndexError):
            return self._idle.pop(), True
        host, port = self.address.host, self.address.port
        if self._tls is not None:
            return HTTPSConnection(host, port, context=self._tls), False
        return HTTPConnection(host, port), False

    def _read(
        self,
        exchange: Exchange,
        connection: HTTPConnection,
        response: HTTPResponse,
        most: int,
    ) -> Reply:
        body = bytearray()
        delimited = response.chunked or response.length is not None
        try:
            while len(body) <= most and (piece := response.read(_PIECE)):
                body += piece
        except (OSError, HTTPException) as error:
            connection.close()
            raise exchange.failure(error, begun=True) from error
        if len(body) > most:
            connection.close()
            raise QueryTooLarge(f"the answer is larger than {most} bytes; add a LIMIT")
        if response.length:  # `read` does not mind where bytes are missing
            connection.close()
            raise exchange.failure(EOFError(), begun=True)
        if exchange.ended:
            connection.close()
            raise exchange.failure(TimeoutError())
        if response.will_close:
            connection.close()
        else:
            exchange.let_go()
            self._idle.append(connection)
        told = {name.lower(): value for name, value in response.getheaders()}
        media_type = response.headers.get_content_type() if "content-type" in told else ""
        return Reply(response.status, media_type, told, bytes(body), delimited)
