"""Parts: by which part of it a mention stands for a state or an organisation, and which of them act as people."""

from mithaq.ingest.mentions import Mention

OFFICIAL = "official"
"""Somebody who holds an office of it, and has no name in the text."""
DELEGATION = "delegation"
"""Those whom it sends together."""
_PEOPLE = frozenset({OFFICIAL, DELEGATION})


def is_deputy(mention: Mention) -> bool:
    """Whether people without a name stand there for whose they are: «وزير الدفاع التركي», «وفد روسي»."""
    return mention.part in _PEOPLE
