"""Verbs of a weak end before a suffix."""

from mithaq.ingest.verbs import stems


def test_a_weak_end_is_long_before_a_suffix() -> None:
    assert stems("تبني") == ("تبني", "تبنا")


def test_a_sound_end_stays() -> None:
    assert stems("قصف") == ("قصف",)
