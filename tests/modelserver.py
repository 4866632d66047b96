"""A server that speaks the chat API of language models, and answers as a test tells it to."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

FORMAT = "response_format"


@dataclass(frozen=True)
class Reply:
    """One answer: what the model says, or a status and body of another kind, late or cut off."""

    content: str | None = None
    status: int = 200
    body: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    cut: bool = False
    usage: bool = True

    def written(self) -> bytes:
        """The body as bytes."""
        if self.body is not None:
            return self.body.encode()
        if self.status != 200:
            return json.dumps({"error": {"message": f"status {self.status}"}}).encode()
        told = {
            "id": "1",
            "object": "chat.completion",
            "created": 1,
            "model": "test",
            "choices": [
                {
                    "index": 0,
                    "finish_reason": "stop",
                    "message": {"role": "assistant", "content": self.content},
                }
            ],
        }
        usage = {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}
        return json.dumps({**told, **({"usage": usage} if self.usage else {})}).encode()


@dataclass
class Asked:
    """What was asked: path, headers with small letters, and the body."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def text(self) -> str:
        """The text of the document that stands in the question, between its marks."""
        lines = self.body["messages"][1]["content"].split("\n")
        marks = [number for number, line in enumerate(lines) if line.startswith("=== ")]
        return "\n".join(lines[marks[0] + 1 : marks[-1]])


Behaviour = Callable[[Asked, int], Reply]
"""What the server answers to a question, which is the n-th, from 0."""


@dataclass
class ModelServer:
    """The server's address, and what it was asked."""

    url: str
    asked: list[Asked]


@contextmanager
def model_server(behave: Behaviour) -> Iterator[ModelServer]:
    """A server that behaves so, on loopback, until the end of the block."""
    asked: list[Asked] = []
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            named = {name.lower(): value for name, value in self.headers.items()}
            question = Asked(self.path, named, json.loads(self.rfile.read(length)))
            with lock:
                asked.append(question)
                number = len(asked) - 1
            reply = behave(question, number)
            time.sleep(reply.delay)
            body = reply.written()
            self.send_response(reply.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if reply.cut else body)
            self.close_connection = reply.cut

        def log_message(self, *_arguments: object) -> None:
            """Nothing: the tests look at what was asked."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield ModelServer(f"http://127.0.0.1:{server.server_port}/v1", asked)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
