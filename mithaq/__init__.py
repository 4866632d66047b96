"""Mithaq: an open knowledge graph of collective-security alliances, read from documents."""

__version__ = "0.1.0"
