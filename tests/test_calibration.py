"""Confidence: it rises with what is reckoned, and tells the share that is right."""

from itertools import pairwise

import pytest

from mithaq.ingest.calibration import calibrated, curve
from mithaq.ingest.facts import Fact, Participant
from mithaq.ingest.scoring import Bin, Gold, folded_name, reliability
from mithaq.iris import thing
from mithaq.ontology.facttypes import fact_types

NATO = Participant(thing("Alliance", "NATO"), "Alliance", (("en", "NATO"),))


def member(name: str, confidence: float) -> Fact:
    state = Participant(thing("State", name), "State", (("en", name),))
    return Fact(
        document="d",
        type="Membership",
        roles=(("alliance", (NATO,)), ("member", (state,))),
        status="actual",
        source=None,
        time=None,
        value=None,
        quote="",
        start=0,
        end=0,
        confidence=confidence,
        frame="membership@1",
    )


def gold(name: str, *, optional: bool = False) -> Gold:
    roles = {
        "alliance": (frozenset({folded_name("NATO")}),),
        "member": (frozenset({folded_name(name)}),),
    }
    return Gold("d", "Membership", roles, "actual", None, optional)


def test_the_points_of_the_curve_rise() -> None:
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(curve()))
    assert all(0 <= right <= 1 for _, right in curve())


@pytest.mark.parametrize("reckoned", [0.0, 0.3, 0.5, 0.71, 0.9, 1.0])
def test_what_is_reckoned_higher_is_no_less_sure(reckoned: float) -> None:
    assert calibrated(reckoned) <= calibrated(min(reckoned + 0.1, 1.0))


def test_a_tenth_of_confidence_tells_how_many_facts_are_right() -> None:
    facts = [member("Latvia", 0.92), member("Malta", 0.94), member("Norway", 0.41)]
    found = reliability([gold("Latvia"), gold("Norway", optional=True)], facts, fact_types())
    assert found == (Bin(0.4, 0.5, 1, 1, 0.41), Bin(0.9, 1.0, 2, 1, pytest.approx(0.93)))
