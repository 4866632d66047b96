"""What the front server answers by itself: requests that cannot be read, or that come too slowly.

No application sees them, so the problem (RFC 9457), its id and its line in the log are made here.
"""

import json
import logging
import os
import uuid
from datetime import UTC, datetime
from http import HTTPStatus

from mithaq.server.app import HEADERS
from mithaq.server.problems import RETRY_AFTER
from mithaq.server.watching import ACCESS


def problem(status: HTTPStatus, detail: str, client: str) -> tuple[list[tuple[str, str]], bytes]:
    """The headers and the body of an answer, after which the connection ends."""
    request = uuid.UUID(bytes=os.urandom(16))
    told = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "instance": request.urn,
        "detail": detail,
    }
    body = json.dumps(told).encode() + b"\n"
    headers = [
        *HEADERS,
        ("Content-Type", "application/problem+json"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("X-Request-Id", request.hex),
        ("Connection", "close"),
    ]
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers.append(("Retry-After", str(RETRY_AFTER)))
    if ACCESS.isEnabledFor(logging.INFO):
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "id": request.hex,
            "client": client,
            "status": status.value,
            "bytes": len(body),
        }
        ACCESS.info("%s", json.dumps(line))
    return headers, body


def message(status: HTTPStatus, detail: str, client: str) -> bytes:
    """A whole response of HTTP/1.1."""
    headers, body = problem(status, detail, client)
    head = "".join(f"{name}: {value}\r\n" for name, value in headers)
    return f"HTTP/1.1 {status.value} {status.phrase}\r\n{head}\r\n".encode("latin-1") + body
