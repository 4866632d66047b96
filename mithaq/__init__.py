"""Mithaq: an open knowledge graph of collective-security alliances, read from documents.

`Graph` asks it: `Graph.open()` a graph on this machine, `Graph.connect(url)` a server's.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mithaq.api.graph import Graph

__all__ = ["Graph", "__version__"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """`Graph`, imported when it is first asked for: the command line needs the version alone."""
    if name == "Graph":
        from mithaq.api.graph import Graph  # noqa: PLC0415

        return Graph
    raise AttributeError(f"module 'mithaq' has no attribute {name!r}")
