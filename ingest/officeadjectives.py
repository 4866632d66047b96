"""Adjectives of offices: «السابق», «المنتهية ولايته», «جديدا»."""

from mithaq.ingest.lexicon import phrase_list
from mithaq.ingest.namelines import Line

_LONGEST_ADJECTIVE = 3


def adjective_end(line: Line, position: int) -> int:
    """Where the adjective at `position` ends, «المنتهية ولايته»; `position` where there is none."""
    listed = phrase_list("offices", "adjectives")
    for length in range(_LONGEST_ADJECTIVE, 0, -1):
        if tuple(line.form(position + n) for n in range(length)) in listed:
            return position + length
    return position + is_accusative_adjective(line.form(position))


def is_accusative_adjective(form: str) -> bool:
    """«زعيما جديدا», «أمينا عاما سابقا»."""
    return form.endswith("ا") and (f"ال{form[:-1]}",) in phrase_list("offices", "adjectives")
