"""The command line, as a person and as a script use it."""

import csv
import io
import json
import os
import pty
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen
from xml.etree import ElementTree as ET

import pyoxigraph
import pytest
from click.testing import CliRunner, Result

from mithaq.cli import main
from mithaq.cli.tables import table_lines, width
from mithaq.queries.questions import question
from mithaq.store import current, open_store

SEEDS = Path(__file__).parent.parent / "seeds"
README = Path(__file__).parent.parent / "README.md"
MITHAQ = Path(sys.executable).with_name("mithaq")
COMMANDS = sorted(main.commands)
HEAVY = {"babel", "bs4", "flask", "mazini", "owlready2", "pyoxigraph", "rdflib", "uvicorn", "yaml"}

NATO = """\
حلف شمال الأطلسي بين الأمس واليوم

ويضم حلف شمال الأطلسي فرنسا وألمانيا وتركيا.

وفي 12 سبتمبر 2001 فعّلت الولايات المتحدة المادة 5 من معاهدة شمال الأطلسي.
"""
"""NATO comprises France, Germany and Turkey; the United States invoked Article 5."""


def run(*arguments: str | Path, graph: Path | None = None, stdin: str = "") -> Result:
    environment = {"MITHAQ_GRAPH": str(graph) if graph else None}
    return CliRunner().invoke(main, [str(each) for each in arguments], input=stdin, env=environment)


def asked(*arguments: str, graph: Path) -> list[dict[str, str]]:
    """The rows of a question, asked for as CSV."""
    result = run("query", *arguments, "-f", "csv", graph=graph)
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout)))


def examples() -> Iterator[str]:
    """What stands after `mithaq` in the examples of every help text."""
    for command in (main, *main.commands.values()):
        for line in (command.epilog or "").splitlines():
            if match := re.match(r"(?:.*\| )?  *mithaq ([^|>]*)", line):
                yield match[1].strip()


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; from mithaq.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert "query" in result.stdout
    assert HEAVY.isdisjoint(result.stderr.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_tells_what_it_does_and_gives_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert (
        f"Examples:\n    mithaq {command}" in result.stdout
        or f"| mithaq {command}" in result.stdout
    )


@pytest.mark.parametrize("example", sorted(set(examples())))
def test_every_example_of_the_help_can_be_typed(example: str) -> None:
    name, *arguments = shlex.split(example)
    assert run(name, *arguments, "--help").exit_code == 0
    if name == "query" and not arguments[0].startswith("-"):
        parameters = [pair.partition("=")[0] for pair in arguments if "=" in pair]
        assert set(parameters) <= set(question(arguments[0]).parameters)


def test_a_bare_call_prints_the_help() -> None:
    result = run()
    assert "Commands:" in result.output


def test_an_error_is_one_line_and_a_traceback_only_with_debug(tmp_path: Path) -> None:
    result = run("query", "documents", graph=tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert re.fullmatch(r"Error: .* holds no graph: run `mithaq build`\n", result.stderr)
    for arguments in (["--debug", "query", "documents"], ["query", "documents", "--debug"]):
        told = run(*arguments, graph=tmp_path)
        assert type(told.exception).__name__ == "StoreError"


@pytest.mark.parametrize(
    "arguments",
    [
        ["querry"],
        ["query"],
        ["query", "documents", "-p", "x"],
        ["serve", "--port", "x"],
        ["export"],
    ],
)
def test_wrong_usage_has_the_exit_status_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_parameter_given_twice_is_wrong_usage() -> None:
    result = run("query", "documents", "-p", "document=a", "-p", "document=b")
    assert (result.exit_code, "document is given twice" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["query", "which-member-withdrew"], "did you mean 'which-members-withdrew'"),
        (["query", "deployments", "-p", "aliance=CSTO"], "did you mean 'alliance'"),
        (["query", "deployments", "-p", "since=2022-13-01"], "since: '2022-13-01' is not a day"),
        (["show", "Armenai"], "did you mean 'armenia'"),
        (["show", "id/state/XYZ"], "the graph states nothing of"),
        (["show", "https://a b"], "is no IRI"),
        (["sparql", "nowhere.rq"], "nowhere.rq cannot be read"),
        (["facts", "nowhere"], "nowhere does not exist"),
        (["explain", str(SEEDS), "--at", "0"], "a folder of 5 texts"),
    ],
)
def test_what_is_not_there_is_told_in_one_line(
    arguments: list[str], told: str, graph_folder: Path
) -> None:
    result = run(*arguments, graph=graph_folder)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert told in result.stderr
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1


def test_the_members_that_withdrew_are_three_and_not_armenia(graph_folder: Path) -> None:
    rows = asked("which-members-withdrew", graph=graph_folder)
    assert {(row["memberName"], row["time"]) for row in rows} == {
        ("Azerbaijan", "unknown"),
        ("Georgia", "unknown"),
        ("Uzbekistan", "unknown"),
    }
    assert all("001_d82f1e24c4c93dad" in row["documents"] for row in rows)


def test_a_question_answers_in_the_language_asked_for(graph_folder: Path) -> None:
    rows = asked("members-on-a-date", "--lang", "ar", "-p", "alliance=CSTO", graph=graph_folder)
    assert "أرمينيا" in {row["memberName"] for row in rows}  # Armenia


def test_an_answer_in_json_names_its_parameters(graph_folder: Path) -> None:
    result = run("query", "documents", "-f", "json", graph=graph_folder)
    answer = json.loads(result.stdout)
    assert (answer["question"], answer["lang"], len(answer["rows"])) == ("documents", "en", 5)


def test_an_empty_answer_is_no_error_and_is_noted_on_stderr(graph_folder: Path) -> None:
    result = run("query", "deployments", "-p", "alliance=NATO", graph=graph_folder)
    assert (result.exit_code, result.stderr) == (0, "No document that was read says so.\n")
    assert result.stdout.count("\n") == 1


def test_a_table_shows_names_and_not_the_iris_behind_them(graph_folder: Path) -> None:
    result = run("query", "members-on-a-date", "-f", "table", graph=graph_folder)
    assert "Armenia" in result.stdout
    assert "https://" not in result.stdout


def test_a_question_has_its_picture(tmp_path: Path, graph_folder: Path) -> None:
    file = tmp_path / "members.svg"
    asked = ("query", "membership-timeline", "-p", "alliance=CSTO")
    assert run(*asked, "-o", file, graph=graph_folder).exit_code == 0  # by its ending
    printed = run(*asked, "-f", "svg", graph=graph_folder)
    assert printed.stdout == file.read_text(encoding="utf-8")
    assert ET.fromstring(printed.stdout).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 our own
    assert "Uzbekistan" in printed.stdout
    empty = run("query", "suspensions", "-f", "svg", graph=graph_folder)
    assert (empty.exit_code, empty.stderr) == (0, "No document that was read says so.\n")
    assert empty.stdout.startswith("<svg ")


def test_what_has_no_picture_says_so(tmp_path: Path, graph_folder: Path) -> None:
    table = run("query", "documents", "-f", "svg", graph=graph_folder)
    assert table.exit_code == 2
    assert "documents has no picture (its header says `view: table`)" in table.stderr
    every = run("query", "--all", "--out", str(tmp_path), "-f", "svg", graph=graph_folder)
    assert (every.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "a picture is of one question" in every.stderr


def test_tsv_has_a_line_for_each_row(graph_folder: Path) -> None:
    result = run("query", "documents", "-f", "tsv", graph=graph_folder)
    assert len(result.stdout.splitlines()) == 6


def test_the_questions_are_listed_with_their_parameters() -> None:
    lines = run("questions", "--lang", "ar").stdout.splitlines()
    (line,) = [line for line in lines if line.startswith("which-members-withdrew ")]
    assert "[alliance]" in line
    assert "أي الأعضاء" in line  # which members


def test_sparql_is_read_from_a_file_or_from_stdin(graph_folder: Path, tmp_path: Path) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?d a <https://w3id.org/mithaq/ontology#Document> }"
    tmp_path.joinpath("q.rq").write_text(query)
    for result in (
        run("sparql", tmp_path / "q.rq", graph=graph_folder),
        run("sparql", "-", graph=graph_folder, stdin=query),
    ):
        assert result.stdout.split() == ["n", "5"]


@pytest.mark.parametrize(
    ("query", "form", "told"),
    [
        ("ASK { ?s ?p ?o }", "table", "true"),
        ("ASK { ?s ?p ?o }", "json", '"boolean":true'),
        (
            "SELECT ?s { VALUES ?s { <https://w3id.org/mithaq/id/state/ARM> } }",
            "table",
            "id/state/ARM",
        ),
        ("CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 1", "csv", "@prefix mq:"),
    ],
)
def test_each_form_of_query_is_answered(
    query: str, form: str, told: str, graph_folder: Path
) -> None:
    result = run("sparql", "-", "-f", form, graph=graph_folder, stdin=query)
    assert (result.exit_code, told in result.stdout) == (0, True)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * {\n ?s ?p }", "Error: line 2, column 8"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE is not answered"),
        ("ASK " + "{" * 3000 + "}" * 3000, "nested more than"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "only reads"),
    ],
)
def test_a_query_that_cannot_be_answered_is_refused(
    query: str, told: str, graph_folder: Path
) -> None:
    result = run("sparql", "-", graph=graph_folder, stdin=query)
    assert (result.exit_code, result.stdout, told in result.stderr) == (1, "", True)


def test_a_query_that_is_not_utf_8_is_refused(graph_folder: Path, tmp_path: Path) -> None:
    tmp_path.joinpath("q.rq").write_bytes(b"ASK { ?s ?p '\xff' }")
    result = run("sparql", tmp_path / "q.rq", graph=graph_folder)
    assert "q.rq is not UTF-8 (byte 13)" in result.stderr


@pytest.mark.parametrize(
    "name",
    [
        "Armenia",
        "أرمينيا",
        "ARM",
        "id/state/ARM",
        "https://w3id.org/mithaq/id/state/ARM",
    ],
)
def test_a_thing_is_shown_by_any_of_its_names(name: str, graph_folder: Path) -> None:
    result = run("show", name, "--lang", "ar", graph=graph_folder)
    assert result.stdout.splitlines()[:2] == [
        "أرمينيا",
        "https://w3id.org/mithaq/id/state/ARM",
    ]


def test_a_situation_is_shown_with_the_passage_that_says_it(graph_folder: Path) -> None:
    shown = run("show", "id/withdrawal/CSTO/GEO", graph=graph_folder).stdout
    assert re.search(r"001_d82f1e24c4c93dad +\d+-\d+ +actual .*انسحبت", shown)  # withdrew


@pytest.mark.parametrize(
    ("form", "format_"),
    [
        ("nq", pyoxigraph.RdfFormat.N_QUADS),
        ("trig", pyoxigraph.RdfFormat.TRIG),
        ("jsonld", pyoxigraph.RdfFormat.JSON_LD),
    ],
)
def test_an_export_holds_every_quad(
    form: str, format_: pyoxigraph.RdfFormat, graph_folder: Path
) -> None:
    exported = run("export", "--format", form, graph=graph_folder).stdout_bytes
    found = pyoxigraph.Dataset(pyoxigraph.parse(exported, format=format_))
    stored = pyoxigraph.Dataset(open_store(current(graph_folder)))
    for dataset in (found, stored):
        dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    assert found == stored


def test_the_export_as_turtle_is_the_default_graph(graph_folder: Path) -> None:
    exported = run("export", "--format", "ttl", graph=graph_folder).stdout_bytes
    store = open_store(current(graph_folder))
    accepted = list(store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph()))
    assert len(list(pyoxigraph.parse(exported, format=pyoxigraph.RdfFormat.TURTLE))) == len(
        accepted
    )


def test_the_export_for_protege_is_rdf_xml_with_the_situations(graph_folder: Path) -> None:
    exported = run("export", "--format", "owl", graph=graph_folder).stdout_bytes
    subjects = {
        str(quad.subject)
        for quad in pyoxigraph.parse(exported, format=pyoxigraph.RdfFormat.RDF_XML)
    }
    assert "<https://w3id.org/mithaq/id/withdrawal/CSTO/GEO>" in subjects


def test_facts_are_lines_of_json_whose_quotes_stand_in_the_text() -> None:
    path = next(SEEDS.glob("002_*.txt"))
    text = path.read_text(encoding="utf-8")
    facts = [json.loads(line) for line in run("facts", path).stdout.splitlines()]
    assert facts
    assert all(fact["quote"] == text[fact["start"] : fact["end"]] for fact in facts)


def test_facts_as_a_table_have_names_in_the_language_asked_for(tmp_path: Path) -> None:
    tmp_path.joinpath("nato.txt").write_text(NATO, encoding="utf-8")
    table = run("facts", tmp_path, "--format", "table", "--lang", "ar").stdout
    assert "member: فرنسا" in table  # France


def test_a_place_of_a_text_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "nato.txt"
    path.write_text(NATO, encoding="utf-8")
    result = run("explain", path, "--at", str(NATO.index("فرنسا")))
    assert "state/FRA" in result.stdout
    assert "is behind its end" in run("explain", path, "--at", "9999").stderr


def test_triggers_without_a_fact_are_listed_with_tabs_between(tmp_path: Path) -> None:
    # "The players withdrew from the pitch": the verb calls a frame, and nobody fills its slots.
    text = "انسحب اللاعبون من الملعب. انسحب الفريق من البطولة."
    tmp_path.joinpath("match.txt").write_text(text, encoding="utf-8")
    rows = [line.split("\t") for line in run("triggers", tmp_path).stdout.splitlines()]
    assert any(row[0] == "2" and row[1] == "withdrawal" and row[3] == "member" for row in rows)
    assert [int(row[0]) for row in rows] == sorted((int(row[0]) for row in rows), reverse=True)
    places = [
        line.split("\t") for line in run("triggers", tmp_path, "--sentences").stdout.splitlines()
    ]
    assert any(row[0] == "withdrawal" and row[3] == "match" for row in places)


def test_a_trigger_that_gave_its_fact_is_not_listed(tmp_path: Path) -> None:
    # "Qatar withdrew from the Arab League": another pattern of the frame may fail there.
    text = "انسحبت قطر من جامعة الدول العربية."
    tmp_path.joinpath("left.txt").write_text(text, encoding="utf-8")
    rows = [line.split("\t") for line in run("triggers", tmp_path).stdout.splitlines()]
    assert not [row for row in rows if row[1] == "withdrawal"]


def test_a_build_prints_its_report_on_stderr_only(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    folder.joinpath("nato.txt").write_text(NATO, encoding="utf-8")
    result = run("build", folder, "--out", tmp_path / "graph")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[-1].startswith("1 documents, ")


def test_a_build_that_fails_leaves_the_former_graph(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    folder.joinpath("nato.txt").write_text(NATO, encoding="utf-8")
    out = tmp_path / "graph"
    assert run("build", folder, "--out", out).exit_code == 0
    before = current(out)
    folder.joinpath("bad.txt").write_bytes(b"\xff")
    failed = run("build", folder, "--out", out)
    assert (failed.exit_code, "bad.txt is not UTF-8" in failed.stderr) == (1, True)
    assert current(out) == before


def test_a_sixth_document_is_added_with_a_text_and_four_lines(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    shutil.copytree(SEEDS, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    folder.joinpath("nato.txt").write_text(NATO, encoding="utf-8")
    with folder.joinpath("documents.toml").open("a", encoding="utf-8") as entries:
        entries.write('\n[nato]\ntitle = "NATO"\nlanguage = "ar"\ndate = "2024-04-04"\n')
    out = tmp_path / "graph"
    assert run("build", folder, "--out", out).exit_code == 0
    assert len(asked("documents", graph=out)) == 6
    invoked = asked("when-was-mutual-defense-invoked", "-p", "alliance=NATO", graph=out)
    assert [(row["invokerName"], row["time"]) for row in invoked] == [
        ("United States", "2001-09-12")
    ]
    members = asked("members-on-a-date", "-p", "alliance=NATO", graph=out)
    assert {"France", "Germany"} <= {row["memberName"] for row in members}


def test_the_readme_shows_what_the_commands_print(graph_folder: Path) -> None:
    readme = README.read_text(encoding="utf-8")
    (session,) = re.findall(r"```console\n(.*?)```", readme, re.DOTALL)
    shown = re.findall(r"^\$ mithaq (.*)\n((?:(?!\$ ).*\n)+)", session, re.MULTILINE)
    assert len(shown) == 3
    for command, output in shown:
        form = ["-f", "table"] if command.startswith("query") else []
        assert run(*shlex.split(command), *form, graph=graph_folder).stdout == output


def test_a_table_for_a_terminal_isolates_every_cell_and_measures_what_is_seen() -> None:
    row = ("أرمينِيا", "1959-03-24", "x")  # Armenia, with a mark that takes no room
    lines = list(table_lines(("member", "date", "n"), [row], terminal=True))
    assert lines[2] == f"\u200e\u2068{row[0]}\u2069  \u20681959-03-24\u2069  \u2068x\u2069"
    assert width(row[0]) == 7
    plain = list(table_lines(("member", "date", "n"), [row], terminal=False))
    assert not re.search("[\u2066-\u2069\u200e\u200f]", "".join(plain))


def test_a_cell_can_neither_break_a_line_nor_send_an_escape_sequence() -> None:
    (_, _, line) = table_lines(("a", "b"), [("one\ntwo", "\x1b[31mred")], terminal=True)
    assert "\n" not in line
    assert "\x1b" not in line


def test_on_a_terminal_a_long_cell_ends_after_a_whole_word() -> None:
    words = "word " * 30
    (_, _, line) = table_lines(("a",), [(words,)], terminal=True)
    assert line.endswith("word …\u2069")
    (_, _, whole) = table_lines(("a",), [(words,)], terminal=False)
    assert whole == words.strip()


def test_a_question_is_a_table_on_a_terminal_and_csv_in_a_pipe(graph_folder: Path) -> None:
    command = [str(MITHAQ), "query", "which-members-withdrew", "--graph", str(graph_folder)]
    controller, terminal = pty.openpty()
    subprocess.run(command, stdout=terminal, check=True)
    os.close(terminal)
    shown = b""
    while True:
        try:
            piece = os.read(controller, 65536)
        except OSError:  # the terminal has no writer any more
            break
        shown += piece
        if not piece:
            break
    os.close(controller)
    assert "\u2068Georgia\u2069" in shown.decode()
    piped = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    assert piped.startswith("memberName,")
    assert "\u2068" not in piped


def test_a_reader_that_stops_reading_makes_no_noise(graph_folder: Path) -> None:
    command = f"{shlex.quote(str(MITHAQ))} export -f nq --graph {shlex.quote(str(graph_folder))}"
    result = subprocess.run(
        ["bash", "-c", f"{command} | head -n 1"], capture_output=True, text=True, check=True
    )
    assert result.stdout.count("\n") == 1
    assert result.stderr == ""


def test_arabic_is_printed_in_the_locale_c() -> None:
    result = subprocess.run(
        [str(MITHAQ), "questions", "--lang", "ar"],
        capture_output=True,
        check=True,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    )
    assert "الأعضاء" in result.stdout.decode()  # the members


def test_serving_without_a_graph_builds_the_seeds_first(tmp_path: Path) -> None:
    command = [str(MITHAQ), "serve", "--port", "0", "--graph", str(tmp_path / "graph")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        assert server.stderr
        assert server.stdout
        address = ""
        for line in server.stderr:
            if found := re.search(rb"http://127\.0\.0\.1:\d+/", line):
                address = found[0].decode()
                break
        with urlopen(f"{address}healthz", timeout=10) as answer:
            assert answer.status == 200
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=10) == 0
        assert server.stdout.read() == b""
        server.stderr.read()
    assert len(current(tmp_path / "graph").documents) == 5


def test_a_port_in_use_is_told_in_one_line(graph_folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = run("serve", "--port", port, "--graph", graph_folder)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert f"port {port} on 127.0.0.1 is in use" in result.stderr


def test_what_is_wrong_with_the_options_is_told_before_a_graph_is_built(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("short")
    out = tmp_path / "graph"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        for options, told in (
            (("--port", str(taken.getsockname()[1])), "is in use"),
            (("--cache-for", "5"), "--cache-for"),
            (("--token-file", tmp_path / "token"), "too weak"),
            (("--trusted-proxy", "nobody"), "no proxy's address"),
            (("--access-log", tmp_path / "none" / "log"), "cannot be written"),
        ):
            result = run("serve", "--port", "0", "--graph", out, *options)
            assert result.exit_code != 0
            assert told in result.stderr
            assert "reading the seeds" not in result.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    ("token", "told"),
    [("", "is empty"), ("short", "too weak"), ("a token with spaces that is long enough", "weak")],
)
def test_a_weak_token_is_told_in_one_line(
    token: str, told: str, graph_folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "token"
    file.write_text(token)
    result = run("serve", "--port", "0", "--graph", graph_folder, "--token-file", file)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert told in result.stderr
    assert token == "" or token not in result.stderr
