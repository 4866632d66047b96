"""How to cite a page: a line for a list of sources, and an entry for BibTeX."""

import re

import mithaq
from mithaq.iris import THING

_AUTHOR = "The Mithaq authors"


def in_a_line(title: str, iri: str, generation: str) -> str:
    """A citation that names the very graph which was looked at.

    >>> in_a_line("Armenia", THING + "state/ARM", "gen-1").startswith("The Mithaq authors: Armenia.")
    True
    """
    return f"{_AUTHOR}: {title}. In: Mithaq {mithaq.__version__}, graph {generation}. {iri}"


def in_bibtex(title: str, iri: str, generation: str) -> str:
    """The same for BibTeX; what would end a field, or begin a command, is left out.

    >>> print(in_bibtex("A {b}", THING + "state/ARM", "gen-1").splitlines()[0])
    @misc{mithaq-state-ARM,
    """
    key = re.sub(r"[^A-Za-z0-9]+", "-", f"mithaq-{iri.removeprefix(THING)}").strip("-")
    title = re.sub(r"[{}\\\\]", "", title)
    return (
        f"@misc{{{key},\n"
        f"  author = {{{{{_AUTHOR}}}}},\n"
        f"  title = {{{{{title}}}}},\n"
        f"  note = {{Mithaq {mithaq.__version__}, graph {generation}}},\n"
        f"  url = {{{iri}}}\n"
        "}"
    )
