"""Indefinite names as they stand by themselves: «اتفاق أمني» where a text says «اتفاقا أمنيا»."""

_NUNATION = "ا"


def nominative(label: str, adjectives: int | None = None) -> str:
    """A name without the endings of its noun and so many words after it, or of all its words.

    >>> nominative("مؤتمرا دوليا حول ليبيا", 1)
    'مؤتمر دولي حول ليبيا'
    """
    first, *others = label.split()
    if not first.endswith(_NUNATION):
        return label
    last = len(others) if adjectives is None else adjectives
    ending = (first, *others[:last])
    return " ".join((*(word.removesuffix(_NUNATION) for word in ending), *others[last:]))
