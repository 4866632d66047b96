"""Frames: every one reads its own examples, and a wrong one is told with file and line."""

from pathlib import Path

import pytest

from mithaq.errors import FrameError
from mithaq.ingest.examples import failures
from mithaq.ingest.frames import frames, read_frames
from mithaq.ingest.patterns import Frame
from mithaq.ingest.tokens import find_tokens
from mithaq.ingest.triggers import find_triggers, index_triggers
from mithaq.ontology.facttypes import fact_types

GOOD = """
id: accession
version: 1
fact: Accession
patterns:
  - verbs: [[ضمم, VII]]
    slots:
      member: {by: [subject], kinds: [State]}
      alliance: {by: [إلى]}
"""


@pytest.mark.parametrize("frame", frames(), ids=lambda frame: frame.id)
def test_a_frame_reads_its_own_examples(frame: Frame) -> None:
    assert list(failures(frame)) == []


@pytest.mark.parametrize("frame", frames(), ids=lambda frame: frame.id)
def test_a_frame_has_five_positive_examples_and_two_negative_ones(frame: Frame) -> None:
    positive = [example for example in frame.examples if example.facts]
    assert len(positive) >= 5
    assert len(frame.examples) - len(positive) >= 2


def test_every_frame_has_a_name_of_its_own() -> None:
    names = [frame.id for frame in frames()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("fact", list(fact_types()))
def test_every_fact_type_has_a_frame(fact: str) -> None:
    assert fact in {frame.fact for frame in frames()}


def write(folder: Path, text: str) -> Path:
    path = folder / "accession.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_frame_is_read_and_its_verb_expanded(tmp_path: Path) -> None:
    (frame,) = read_frames([write(tmp_path, GOOD)])
    index = index_triggers([frame])
    assert frame.name == "accession@1"
    assert index.called_by("انضمت")  # she joined
    assert index.called_by("ينضم")  # he joins


def test_a_sentence_without_the_words_that_a_pattern_wants_calls_it_not(tmp_path: Path) -> None:
    (frame,) = read_frames(
        [write(tmp_path, GOOD.replace("    slots:", "    near: [حلف]\n    slots:"))]
    )
    kinds = frozenset({"State", "Alliance"})

    def called(text: str) -> int:
        return len(find_triggers(index_triggers([frame]), find_tokens(text, 0, len(text)), kinds))

    assert called("انضمت فنلندا إلى الحلف") == 1  # Finland joined the alliance
    assert called("انضمت فنلندا إلى الاتحاد") == 0  # Finland joined the union


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (("fact: Accession", "fact: Acession"), 4, "no fact type is named Acession"),
        (("by: [إلى]", "by: [صوب]"), 9, "no relation or preposition is named صوب"),
        (("      alliance", "      colour"), 9, "has no role `colour`"),
        (("  - verbs: [[ضمم, VII]]\n", "  - near: [x]\n"), 5, "has no trigger"),
        (("version: 1\n", ""), 1, "`version` is missing"),
        (("version: 1\n", "version: 1\nspeed: 3\n"), 4, "unknown key `speed`"),
        (("version: 1\n", "version: [1\n"), 4, "expected"),
        (("by: [subject], kinds", "kinds"), 8, "says nothing of how it is filled"),
    ],
)
def test_a_wrong_frame_is_told_with_file_line_and_what(
    tmp_path: Path, change: tuple[str, str], line: int, says: str
) -> None:
    assert change[0] in GOOD
    path = write(tmp_path, GOOD.replace(*change))
    with pytest.raises(FrameError) as error:
        read_frames([path])
    assert str(error.value).startswith(f"accession.yaml, line {line}: ")
    assert says in str(error.value)


def test_a_verb_that_does_not_exist_is_told(tmp_path: Path) -> None:
    (frame,) = read_frames([write(tmp_path, GOOD.replace("ضمم, VII", "ضم, VII"))])
    with pytest.raises(FrameError, match="no verb of form VII"):
        index_triggers([frame])


def test_an_example_that_fails_is_told(tmp_path: Path) -> None:
    wrong = GOOD + 'examples:\n  - {text: "انضمت فنلندا إلى الاتحاد الأوروبي.", facts: []}\n'
    (frame,) = read_frames([write(tmp_path, wrong)])
    (told,) = failures(frame, index_triggers([frame]))
    assert "gives (alliance: EU, member: FIN) actual" in told
