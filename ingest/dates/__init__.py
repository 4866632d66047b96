"""Times in text: every date that an Arabic text names, placed on the calendar."""

from mithaq.ingest.dates.expressions import Granularity, Tense, TimeExpression, find_times

__all__ = ["Granularity", "Tense", "TimeExpression", "find_times"]
