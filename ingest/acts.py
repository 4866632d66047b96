"""Acts: nouns of what is done or said, of which a text goes on to tell by a pronoun alone."""

from mithaq.ingest.lexicon import words
from mithaq.ingest.tokens import bare


def is_act(noun: str) -> bool:
    """Whether a noun, with its article or without, tells what a pronoun may mean: «القرار، ورحبت به كينيا»."""
    told = bare(noun)
    if told in words("reports", "more_pronoun_matters"):
        return True
    never = told in words("reports", "no_pronoun_matters")
    return told in words("reports", "matters") and not never
