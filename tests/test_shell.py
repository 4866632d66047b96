"""Answers from the shell: every form, into files, all at once, and what a script can rely on."""

import csv
import hashlib
import io
import json
import os
import pty
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import Literal, NamedNode

from mithaq.cli import main
from mithaq.cli.results import FORMS
from mithaq.cli.writing import SUMS, write_file, write_folder
from mithaq.errors import OutputError
from mithaq.queries.answers import Answer, spreadsheet_text
from mithaq.queries.questions import question, question_names, questions
from mithaq.queries.solutions import Solutions
from mithaq.store import current

MITHAQ = Path(sys.executable).with_name("mithaq")
MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Every character of the Unicode bidirectional algorithm that only gives a direction."""
XSD = "http://www.w3.org/2001/XMLSchema#"


def run(*arguments: str | Path, graph: Path | None = None, stdin: str = "") -> Result:
    environment = {"MITHAQ_GRAPH": str(graph) if graph else None}
    return CliRunner().invoke(main, [str(each) for each in arguments], input=stdin, env=environment)


def printed(*arguments: str | Path, graph: Path) -> str:
    result = run(*arguments, graph=graph)
    assert result.exit_code == 0, result.stderr
    return result.stdout_bytes.decode()


def on_a_terminal(*arguments: str, graph: Path) -> str:
    """What a person sees: stdout is a terminal."""
    controller, terminal = pty.openpty()
    subprocess.run([MITHAQ, *arguments, "--graph", graph], stdout=terminal, check=True)
    os.close(terminal)
    with os.fdopen(controller, "rb", buffering=0) as reader:
        return b"".join(iter(lambda: _read(reader.fileno()), b"")).decode()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # the terminal has no writer any more
        return b""


# One answer


def test_json_lines_have_the_rows_of_json(graph_folder: Path) -> None:
    lines = printed("query", "evidence", "-f", "jsonl", graph=graph_folder).splitlines()
    whole = json.loads(printed("query", "evidence", "-f", "json", graph=graph_folder))
    assert [json.loads(line) for line in lines] == whole["rows"]
    assert isinstance(whole["rows"][0]["start"], int)


def test_markdown_is_for_readers(graph_folder: Path) -> None:
    arguments = ("query", "which-members-withdrew", "--lang", "ar", "-f", "md")
    lines = printed(*arguments, graph=graph_folder).splitlines()
    assert lines[1] == "| --- | --- | --- | --- |"
    assert any(
        "جورجيا" in line  # Georgia
        for line in lines[2:]
    )
    assert "https://" not in "".join(lines)


def test_excel_gets_a_mark_and_else_the_same_rows(graph_folder: Path) -> None:
    arguments = ("query", "which-members-withdrew", "--lang", "ar")
    text = printed(*arguments, "--excel", graph=graph_folder)
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    plain = printed(*arguments, "-f", "csv", graph=graph_folder)
    assert rows == list(csv.reader(io.StringIO(plain)))
    assert text.count("\r\n") == len(rows)


def test_only_excel_gets_a_byte_order_mark(graph_folder: Path) -> None:
    for form in FORMS:
        text = printed("query", "which-members-withdrew", "-f", form, graph=graph_folder)
        assert "\ufeff" not in text


@pytest.mark.parametrize(
    ("term", "cell"),
    [
        (Literal("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0"),
        (Literal("+1+1"), "'+1+1"),
        (Literal("-3", datatype=NamedNode(XSD + "integer")), "-3"),
        (Literal("-3 dead"), "'-3 dead"),
        (Literal("@SUM(A1)"), "'@SUM(A1)"),
        (Literal("\t=1"), "'\t=1"),
        (Literal("＝1"), "'＝1"),
        (Literal("a=b"), "a=b"),
        (None, ""),
    ],
)
def test_no_cell_of_a_spreadsheet_is_a_formula(term: Literal | None, cell: str) -> None:
    answered = Answer(question("documents"), {}, Solutions(("x",), ((term,),)))
    (_, (found,)) = csv.reader(
        io.StringIO(spreadsheet_text(answered).removeprefix("\ufeff"), newline="")
    )
    assert found == cell


def test_an_answer_goes_into_a_file_in_the_form_its_name_says(
    graph_folder: Path, tmp_path: Path
) -> None:
    for form in FORMS:
        file = tmp_path / f"withdrawals.{form}"
        assert printed("query", "which-members-withdrew", "-o", file, graph=graph_folder) == ""
        shown = printed("query", "which-members-withdrew", "-f", form, graph=graph_folder)
        assert file.read_bytes().decode() == shown
    other = tmp_path / "withdrawals.dat"
    printed("query", "which-members-withdrew", "-f", "json", "-o", other, graph=graph_folder)
    assert other.read_bytes() == tmp_path.joinpath("withdrawals.json").read_bytes()
    assert sorted(path.suffix[1:] for path in tmp_path.iterdir()) == sorted((*FORMS, "dat"))


def test_a_dash_is_stdout(graph_folder: Path) -> None:
    shown = printed("query", "chairs", "-o", "-", graph=graph_folder)
    assert shown == printed("query", "chairs", graph=graph_folder)


@pytest.mark.parametrize("form", ["jsonl", "md"])
def test_sparql_has_the_same_forms(form: str, graph_folder: Path, tmp_path: Path) -> None:
    query = "SELECT ?s ?n { VALUES (?s ?n) { (<https://w3id.org/mithaq/id/state/ARM> 3) } }"
    file = tmp_path / f"rows.{form}"
    result = run("sparql", "-", "-o", file, graph=graph_folder, stdin=query)
    assert (result.exit_code, result.stdout) == (0, "")
    told = {
        "jsonl": '{"s": "https://w3id.org/mithaq/id/state/ARM", "n": 3}\n',
        "md": "| s | n |\n| --- | --- |\n| id/state/ARM | 3 |\n",
    }
    assert file.read_text(encoding="utf-8") == told[form]
    assert run("sparql", "-", "-f", form, graph=graph_folder, stdin="ASK {}").stdout == "true\n"


def test_the_shell_completes_the_names_of_questions() -> None:
    environment = {
        **os.environ,
        "_MITHAQ_COMPLETE": "bash_complete",
        "COMP_WORDS": "mithaq query which-",
        "COMP_CWORD": "2",
    }
    result = subprocess.run(
        [MITHAQ], capture_output=True, check=True, env=environment, encoding="utf-8"
    )
    assert result.stdout.splitlines() == ["plain,which-members-withdrew"]


# Exit statuses


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["deployments", "-p", "alliance=NATO"], 0),
        (["deployments", "-p", "alliance=NATO", "--fail-if-empty"], 4),
        (["deployments", "--fail-if-empty"], 0),
        (["deployments", "-p", "alliance=nobody"], 1),
        (["deploymentz"], 1),
        (["deployments", "-o", "/dev/null/answer.csv"], 1),
        ([], 2),
        (["deployments", "-p", "alliance"], 2),
        (["deployments", "-f", "xlsx"], 2),
        (["deployments", "--excel", "-f", "json"], 2),
        (["deployments", "--excel", "-o", "answer.json"], 2),
        (["deployments", "--out", "answers"], 2),
        (["deployments", "--force"], 2),
        (["--all"], 2),
        (["deployments", "--all", "--out", "answers"], 2),
        (["--all", "--out", "answers", "-p", "alliance=CSTO"], 2),
        (["--all", "--out", "answers", "-o", "x.csv"], 2),
        (["--all", "--out", "answers", "-f", "table"], 2),
    ],
)
def test_a_script_can_tell_by_the_exit_status(
    arguments: list[str],
    status: int,
    graph_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("query", *arguments, graph=graph_folder)
    assert result.exit_code == status
    assert "Traceback" not in result.stderr
    assert not list(tmp_path.iterdir())
    if status:
        assert result.stderr
    if status in (1, 2):
        assert result.stdout == ""


def test_excel_may_be_said_to_be_csv(graph_folder: Path) -> None:
    assert run("query", "chairs", "--excel", "-f", "csv", graph=graph_folder).exit_code == 0


# All answers


@pytest.fixture(scope="module")
def collected(graph_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("all") / "deep" / "answers"
    result = run("query", "--all", "--out", out, graph=graph_folder)
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"{len(question_names())} questions answered" in result.stderr
    return out


def readme_rows(folder: Path) -> Iterator[list[str]]:
    for line in folder.joinpath("README.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("| ") and "](" in line:
            yield [cell.strip() for cell in line.strip("|").split(" | ")]


def test_all_answers_stand_in_files_that_the_readme_lists(
    collected: Path, graph_folder: Path
) -> None:
    readme = collected.joinpath("README.md").read_text(encoding="utf-8")
    generation = current(graph_folder)
    assert f"`{generation.name}` (5 documents, {generation.quads} quads)" in readme
    files = {"README.md", SUMS}
    for asked, (title, name, about, count, links) in zip(
        questions().values(), readme_rows(collected), strict=True
    ):
        assert (title, name, about) == (asked.question["en"], f"`{asked.name}`", "everything")
        linked = re.findall(r"\((.*?)\)", links)
        assert [file.rpartition(".")[2] for file in linked] == ["csv", "json", "md"]
        files.update(linked)
        rows = json.loads(collected.joinpath(f"{asked.name}.json").read_bytes())["rows"]
        assert int(count) == len(rows)
        with collected.joinpath(f"{asked.name}.csv").open(encoding="utf-8", newline="") as file:
            assert len(list(csv.DictReader(file))) == len(rows)
    assert {path.name for path in collected.iterdir()} == files


def test_what_is_written_can_be_checked_and_comes_out_the_same_again(
    collected: Path, graph_folder: Path, tmp_path: Path
) -> None:
    for line in collected.joinpath(SUMS).read_text(encoding="utf-8").splitlines():
        sum_, name = line.split("  ")
        assert hashlib.sha256(collected.joinpath(name).read_bytes()).hexdigest() == sum_
    run("query", "--all", "--out", tmp_path, graph=graph_folder)
    for path in collected.iterdir():
        assert path.read_bytes() == tmp_path.joinpath(path.name).read_bytes()


def test_a_new_run_replaces_the_former_one_and_nothing_else(
    graph_folder: Path, tmp_path: Path
) -> None:
    run("query", "--all", "--out", tmp_path, graph=graph_folder)
    own = tmp_path / "notes.txt"
    own.write_text("mine", encoding="utf-8")
    arguments = ("query", "--all", "--out", tmp_path, "-f", "tsv", "--lang", "ar")
    assert run(*arguments, graph=graph_folder).exit_code == 0
    suffixes = {path.suffix for path in tmp_path.iterdir() if path.is_file()}
    assert suffixes == {".tsv", ".md", ".txt", ""}
    assert own.read_text(encoding="utf-8") == "mine"
    readme = tmp_path.joinpath("README.md").read_text(encoding="utf-8")
    assert readme.startswith('<div dir="rtl">\n\n# ')
    assert readme.endswith("|\n\n</div>\n")
    (row, *_) = readme_rows(tmp_path)
    assert row[0] == question("alliances").question["ar"]


def test_all_answers_for_excel(graph_folder: Path, tmp_path: Path) -> None:
    run("query", "--all", "--out", tmp_path, "--excel", graph=graph_folder)
    for name in question_names():
        assert tmp_path.joinpath(f"{name}.csv").read_bytes().startswith("\ufeff".encode())
        assert not tmp_path.joinpath(f"{name}.json").read_bytes().startswith("\ufeff".encode())


def test_empty_answers_are_named_and_can_fail_the_run(graph_folder: Path, tmp_path: Path) -> None:
    result = run("query", "--all", "--out", tmp_path, "--fail-if-empty", graph=graph_folder)
    empty = [
        name
        for name in question_names()
        if not json.loads(tmp_path.joinpath(f"{name}.json").read_bytes())["rows"]
    ]
    assert empty
    assert f"without a row: {', '.join(empty)}" in result.stderr
    assert result.exit_code == 4


# Files that are not ours


def test_a_foreign_file_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    tmp_path.joinpath("README.md").touch()
    result = run("query", "--all", "--out", tmp_path, graph=tmp_path / "no-graph")
    assert result.exit_code == 1
    assert "README.md is not of an earlier run" in result.stderr


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("name", ["README.md", "b.csv", SUMS])
def test_a_foreign_file_is_not_written_over(name: str, tmp_path: Path) -> None:
    tmp_path.joinpath(name).write_text("mine", encoding="utf-8")
    before = contents(tmp_path)
    new = {"README.md": b"1", "a.csv": b"2", "b.csv": b"3"}
    with pytest.raises(OutputError, match=rf"{name} is not of an earlier run: .*--force"):
        write_folder(tmp_path, new, force=False)
    assert contents(tmp_path) == before
    write_folder(tmp_path, new, force=True)
    assert contents(tmp_path).items() >= new.items()


def test_a_file_of_ours_that_somebody_changed_is_theirs(tmp_path: Path) -> None:
    write_folder(tmp_path, {"a": b"1", "b": b"2"}, force=False)
    tmp_path.joinpath("b").write_bytes(b"corrected by hand")
    with pytest.raises(OutputError, match="b was changed since"):
        write_folder(tmp_path, {"a": b"3", "b": b"4"}, force=False)
    assert tmp_path.joinpath("a").read_bytes() == b"1"
    write_folder(tmp_path, {"a": b"3"}, force=False)
    assert tmp_path.joinpath("b").read_bytes() == b"corrected by hand"


def test_a_list_of_sums_reaches_no_file_outside_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"x")
    folder = tmp_path / "answers"
    write_folder(folder, {"a": b"1"}, force=False)
    with folder.joinpath(SUMS).open("a", encoding="utf-8") as sums:
        sums.write(f"{hashlib.sha256(b'x').hexdigest()}  ../outside\n")
    write_folder(folder, {"a": b"2"}, force=False)
    assert outside.exists()


def test_where_writing_fails_the_former_files_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(tmp_path, {"a": b"1", "b": b"2"}, force=False)
    before = contents(tmp_path)
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == "b":
            raise OSError(28, "No space left on device", str(path))
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match="b cannot be written: No space left on device"):
        write_folder(tmp_path, {"a": b"3", "b": b"4"}, force=False)
    assert contents(tmp_path) == before


def test_a_file_is_replaced_whole_with_its_permissions_and_through_a_link(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_bytes(b"old")
    file.chmod(0o600)
    link.symlink_to(file)
    write_file(link, b"new")
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"new", 0o600)
    assert link.is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "link"]


def test_a_device_is_written_to_and_stays_a_device() -> None:
    write_file(Path(os.devnull), b"x")
    assert not Path(os.devnull).is_file()


# Arabic on a terminal


def test_on_a_terminal_every_cell_is_isolated_and_every_line_runs_left_to_right(
    graph_folder: Path,
) -> None:
    shown = on_a_terminal("query", "documents", "--lang", "ar", graph=graph_folder)
    (titles, rule, *lines) = shown.replace("\r\n", "\n").splitlines()
    assert not rule.strip("\u200e- ")
    isolates = titles.count("\u2068")
    assert isolates > 1
    for line in (titles, *lines):
        assert line.startswith("\u200e\u2068")
        assert line.count("\u2068") == line.count("\u2069") == isolates
        # nothing but the gaps stands outside of the isolates, so no cell can turn another round
        assert not re.sub("\u2068[^\u2068\u2069]*\u2069", "", line).strip("\u200e ")
    assert any(re.search("\u2068[^\u2069]*[\u0621-\u064a][^\u2069]*\u2069", line) for line in lines)
    assert any(re.search("\u20682022(-\\d\\d)*\u2069", line) for line in lines)


@pytest.mark.parametrize("form", [form for form in FORMS if form != "table"])
def test_no_other_form_has_direction_marks_on_a_terminal_either(
    form: str, graph_folder: Path
) -> None:
    arguments = ("query", "documents", "--lang", "ar", "-f", form)
    assert not MARKS.search(on_a_terminal(*arguments, graph=graph_folder))


@pytest.mark.parametrize("form", FORMS)
def test_a_pipe_and_a_file_have_no_direction_marks(
    form: str, graph_folder: Path, tmp_path: Path
) -> None:
    command = [MITHAQ, "query", "documents", "--lang", "ar", "-f", form, "--graph", graph_folder]
    piped = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    assert re.search("[\u0621-\u064a]", piped)
    assert not MARKS.search(piped)
    file = tmp_path / "answer"
    on_a_terminal(*map(str, command[1:7]), "-o", str(file), graph=graph_folder)
    assert not MARKS.search(file.read_text(encoding="utf-8"))
