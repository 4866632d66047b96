"""The pictures of the READMEs: `python -m mithaq.server.pictures ADDRESS` fetches them of a server."""

import sys
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

from mithaq.queries.questions import LANGUAGES

SHOWN = {
    "membership-timeline": {"alliance": "CSTO"},
    "when-was-mutual-defense-invoked": {},
    "members-on-a-date": {"alliance": "CSTO", "date": "2022-11-23"},
}
"""The questions whose pictures are shown, and with which arguments."""


def fetch(address: str, folder: Path) -> None:
    """Write the pictures of the server at `address` into `folder`, in every language."""
    for name, arguments in SHOWN.items():
        for language in LANGUAGES:
            asked = urlencode({**arguments, "lang": language})
            with urlopen(f"{address.rstrip('/')}/queries/{name}.svg?{asked}") as answer:  # noqa: S310 the maintainer's own
                folder.joinpath(f"{name}.{language}.svg").write_bytes(answer.read())


if __name__ == "__main__":
    fetch(sys.argv[1], Path(__file__).parent / "shown")
