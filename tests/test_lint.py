"""The lint of frames: what is wrong is told with file and line, and nothing is wrong with ours."""

from pathlib import Path

import pytest

from mithaq.ingest.frames import frames, read_frames
from mithaq.ingest.lint import lint
from mithaq.ingest.patterns import Frame

GOOD = """
id: accession
version: 1
fact: Accession
patterns:
  - verbs: [[ضمم, VII]]
    nouns: [التحاق]
    slots:
      member: {by: [subject], kinds: [State]}
      alliance: {by: [إلى, ب]}
examples:
  - {text: "انضمت فنلندا إلى الاتحاد الأوروبي.", facts: [{member: FIN}]}
"""


def read(folder: Path, *texts: str) -> list[Frame]:
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"frame-{number}.yaml"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return list(read_frames(paths))


def test_nothing_is_wrong_with_the_frames_of_the_project() -> None:
    assert list(lint(frames())) == []


def test_nothing_is_wrong_with_a_good_frame(tmp_path: Path) -> None:
    assert list(lint(read(tmp_path, GOOD))) == []


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (("[التحاق]", "[التحاق/دخول]"), 7, "it is not made of words"),
        (("[ضمم, VII]", "[ضمم, VII], [بعث, I/a~a]"), 1, ""),
        (("facts: [{member: FIN}]", "facts: []"), 1, "no example shows what the frame reads"),
        (("{member: FIN}", "{member: SWE}"), 12, "should give"),
        (
            ("    slots:", "    status: announced\n    only: [actual]\n    slots:"),
            9,
            "`only` lists",
        ),
    ],
)
def test_a_mistake_is_told_with_file_and_line(
    tmp_path: Path, change: tuple[str, str], line: int, says: str
) -> None:
    assert change[0] in GOOD
    told = list(lint(read(tmp_path, GOOD.replace(*change))))
    if not says:  # a verb more is no mistake
        assert told == []
        return
    assert any(t.startswith(f"frame-0.yaml, line {line}: ") and says in t for t in told), told


def test_a_trigger_that_two_frames_claim_is_told_at_both_places(tmp_path: Path) -> None:
    told = list(lint(read(tmp_path, GOOD, GOOD.replace("id: accession", "id: joining"))))
    assert [t for t in told if t.startswith("frame-1.yaml, line 6: frame-0.yaml, line 6 has ")]
    apart = GOOD.replace("id: accession", "id: joining").replace(
        "    slots:", "    near: [عضوا]\n    slots:"
    )
    assert not [t for t in lint(read(tmp_path, GOOD, apart)) if "has the trigger" in t]
