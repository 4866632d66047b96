"""Confidence that means something: of facts said with 0.8, some eight in ten are right.

What the weights of a fact's grounds add up to is a probability among texts that the frames were made
for. `calibration.yaml` tells, for points of it, which share of the facts was right in texts that were
new to them (`python bench/weights.py curve` finds it); between two points the share runs straight.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import yaml

Curve = Sequence[tuple[float, float]]


@cache
def curve() -> tuple[tuple[float, float], ...]:
    """The points: what is reckoned, and the share that was right; both rise."""
    text = files("mithaq.ingest").joinpath("calibration.yaml").read_text(encoding="utf-8")
    return tuple((float(reckoned), float(right)) for reckoned, right in yaml.safe_load(text))


def calibrated(reckoned: float, points: Curve | None = None) -> float:
    """The share of facts that are right where a confidence of `reckoned` is reckoned; 0 to 1.

    >>> calibrated(0.7, [(0.6, 0.5), (0.8, 0.9)])
    0.7
    >>> calibrated(0.2, [(0.6, 0.5), (0.8, 0.9)])
    0.5
    """
    points = curve() if points is None else points
    after = bisect_right([point for point, _ in points], reckoned)
    if after == 0:
        return points[0][1]
    if after == len(points):
        return points[-1][1]
    (low, least), (high, most) = points[after - 1], points[after]
    return round(least + (most - least) * (reckoned - low) / (high - low), 2)
