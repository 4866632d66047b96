"""The reader that asks a language model: a server of ours answers, well and badly."""

import csv
import io
import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from modelserver import FORMAT, Asked, Behaviour, Reply, model_server

from mithaq.cli import main
from mithaq.ingest.documents import Document, read_documents
from mithaq.ingest.readers.client import ChatClient, Settings
from mithaq.ingest.readers.instructions import instructions
from mithaq.ingest.readers.kept import Readings
from mithaq.ingest.readers.model import ModelReader

SENTENCE = "Peru left NATO in {}."
INJECTIONS = Path(__file__).parent / "injections.yaml"


def withdrawal(year: str) -> dict[str, Any]:
    """The fact that `SENTENCE` states, as a model should tell it."""
    return {
        "type": "Withdrawal",
        "roles": [
            {"role": "alliance", "name": "NATO", "english": "NATO", "kind": "Alliance"},
            {"role": "member", "name": "Peru", "english": "Peru", "kind": "State"},
        ],
        "status": "actual",
        "source": None,
        "time": year,
        "time_text": year,
        "value": None,
        "quote": f"Peru left NATO in {year}",
    }


def answer(*facts: object) -> str:
    return json.dumps({"facts": facts})


def reads_well(asked: Asked, _number: int) -> Reply:
    return Reply(answer(*(withdrawal(year) for year in re.findall(r"NATO in (\d{4})", asked.text))))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three documents of a sentence each."""
    texts = tmp_path / "texts"
    texts.mkdir()
    for name, year in (("a", 2001), ("b", 2002), ("c", 2003)):
        (texts / f"{name}.txt").write_text(SENTENCE.format(year), encoding="utf-8")
    return texts


def mithaq(*arguments: object, env: Mapping[str, str] | None = None) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments], env=dict(env or {}))


def read_by(url: str | None, folder: Path, *more: object, command: str = "facts") -> Result:
    """`mithaq facts` (or another command) by the model at `url`, its readings beside the texts."""
    kept = folder.parent / "readings"
    address = ("--base-url", url) if url else ()
    model = ("--reader", "llm", "--model", "test", "--readings", kept, "--at-once", 1)
    return mithaq(command, folder, *model, *address, *more)


def facts_of(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


# Good answers


def test_a_model_reads_documents_and_its_offsets_are_reckoned(folder: Path) -> None:
    with model_server(reads_well) as server:
        facts = facts_of(read_by(server.url, folder))
    assert [(f["document"], f["time"], f["start"], f["end"]) for f in facts] == [
        ("a", "2001", 0, 22),
        ("b", "2002", 0, 22),
        ("c", "2003", 0, 22),
    ]
    assert {one.path for one in server.asked} == {"/v1/chat/completions"}
    assert [one.text for one in server.asked] == [SENTENCE.format(y) for y in (2001, 2002, 2003)]
    assert server.asked[0].body[FORMAT]["json_schema"]["schema"] == instructions().schema
    assert "tools" not in server.asked[0].body


def test_nothing_is_told_of_the_machine(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "hidden")
    monkeypatch.setenv("OPENAI_API_KEY", "hidden")
    with model_server(reads_well) as server:
        read_by(server.url, folder)
    assert [name for name in server.asked[0].headers if name.startswith("x-stainless")] == []
    assert "hidden" not in json.dumps(dict(server.asked[0].headers))


def test_a_long_document_is_read_in_windows_with_offsets_of_the_whole(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    filler = "Nothing of note was said that day by anybody in the hall. " * 300
    (texts / "a.txt").write_text(filler + SENTENCE.format(2001), encoding="utf-8")
    with model_server(reads_well) as server:
        (fact,) = facts_of(read_by(server.url, texts))
    assert len(server.asked) == 2
    assert fact["start"] == len(filler)


def test_a_server_without_json_schema_is_asked_without_it(folder: Path) -> None:
    def refuses(asked: Asked, number: int) -> Reply:
        if FORMAT in asked.body:
            error = {"error": {"message": "response_format is not supported"}}
            return Reply(status=400, body=json.dumps(error))
        return reads_well(asked, number)

    with model_server(refuses) as server:
        assert len(facts_of(read_by(server.url, folder))) == 3
    assert [FORMAT in one.body for one in server.asked] == [True, False, False, False]


# Kept readings


def test_kept_readings_give_the_same_bytes_without_any_network(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with model_server(reads_well) as server:
        first = read_by(server.url, folder, "--out", tmp_path / "one", command="build")
    assert first.exit_code == 0, first.output

    def cut(*_arguments: object) -> None:
        raise AssertionError("the network is cut")

    monkeypatch.setattr(socket, "socket", cut)
    again = read_by(None, folder, "--out", tmp_path / "two", command="build")
    assert again.exit_code == 0, again.output
    names = [next((tmp_path / one).glob("current*")).resolve().name for one in ("one", "two")]
    assert names[0] == names[1]


def test_other_instructions_texts_models_and_dates_are_asked_anew(folder: Path) -> None:
    with model_server(reads_well) as server:
        read_by(server.url, folder)
        read_by(server.url, folder)
        assert len(server.asked) == 3
        (folder / "a.txt").write_text(SENTENCE.format(1999), encoding="utf-8")
        read_by(server.url, folder)
        assert len(server.asked) == 4
        (folder / "documents.toml").write_text('[b]\ndate = "2020"\n', encoding="utf-8")
        read_by(server.url, folder)
        assert len(server.asked) == 5


def test_without_an_address_nobody_is_asked_and_it_says_what_would_be(folder: Path) -> None:
    result = read_by(None, folder)
    assert result.exit_code == 1
    assert "3 of 3 documents are not read by test" in result.stderr
    assert "--base-url" in result.stderr


def test_readings_are_listed_verified_and_dropped(folder: Path) -> None:
    kept = ("--readings", folder.parent / "readings")
    with model_server(
        lambda asked, n: Reply(answer(withdrawal("1901"))) if n else reads_well(asked, n)
    ) as server:
        read_by(server.url, folder)
    listed = mithaq("readings", "list", *kept)
    assert [line.split()[:5] for line in listed.stdout.splitlines()[2:]] == [
        [name, "test", "1", "1", "1100"] for name in "abc"
    ]
    checked = mithaq("readings", "verify", folder, "--model", "test", *kept)
    assert checked.exit_code == 3
    assert checked.stdout.count("its quote is not in the text") == 2
    assert "2 readings dropped" in mithaq("readings", "drop", "b", "c", *kept).stderr
    checked = mithaq("readings", "verify", folder, "--model", "test", *kept)
    assert "b would be read anew: never read" in checked.stdout
    assert "0 readings dropped" in mithaq("readings", "drop", "--stale", *kept).stderr
    assert mithaq("readings", "drop", *kept).exit_code == 2


def test_readings_by_other_instructions_are_named_as_such(folder: Path) -> None:
    kept = folder.parent / "readings"
    with model_server(reads_well) as server:
        read_by(server.url, folder)
    for path in kept.glob("*.jsonl"):
        path.write_text(path.read_text().replace(instructions().sha256, "0" * 64))
    assert "other (000000000000)" in mithaq("readings", "list", "--readings", kept).stdout
    checked = mithaq("readings", "verify", folder, "--model", "test", "--readings", kept)
    assert "instructions, model or settings are others" in checked.stdout
    assert "3 readings dropped" in mithaq("readings", "drop", "--stale", "--readings", kept).stderr


def test_a_line_that_was_cut_off_is_read_anew_and_a_wrong_one_told(folder: Path) -> None:
    kept = folder.parent / "readings" / "a.jsonl"
    with model_server(reads_well) as server:
        read_by(server.url, folder)
        whole = kept.read_text()
        kept.write_text(whole[: len(whole) // 2])
        assert len(facts_of(read_by(server.url, folder))) == 3
        assert len(server.asked) == 4
        assert len(facts_of(read_by(None, folder))) == 3
        kept.write_text('{"foreign": 1}\n\n' + whole)
        result = read_by(None, folder)
    assert result.exit_code == 1
    assert "a.jsonl, line 1 is no reading" in result.stderr


def test_the_prompt_can_be_tried_by_hand(folder: Path) -> None:
    printed = mithaq("readings", "prompt", folder / "a.txt").stdout
    assert SENTENCE.format(2001) in printed
    assert "### Withdrawal" in printed
    schema = json.loads(mithaq("readings", "prompt", folder / "a.txt", "--schema").stdout)
    assert schema == instructions().schema


# What it may not do


@pytest.mark.parametrize("accept", [False, True])
def test_what_a_model_reads_waits_for_a_reviewer_unless_told_otherwise(
    folder: Path, tmp_path: Path, *, accept: bool
) -> None:
    graph = tmp_path / "graph"
    more = ("--accept-model-facts",) if accept else ()
    with model_server(reads_well) as server:
        built = read_by(server.url, folder, "--out", graph, *more, command="build")
    assert built.exit_code == 0, built.output
    assert ("(3 wait for a reviewer)" in built.stderr) is not accept
    queries = {
        "ASK { ?s a mq:Withdrawal }": accept,
        "ASK { GRAPH ?d { ?c mq:heldBecause mq:ReadByModel } }": not accept,
        f"ASK {{ GRAPH ?g {{ ?a mq:acceptsUnreviewed {str(accept).lower()} }} }}": True,
        'ASK { GRAPH ?g { ?a a prov:Activity ; rdfs:label "test" ; prov:used ?i ; prov:endedAtTime ?t } }': True,
    }
    for query, wanted in queries.items():
        prefixes = "PREFIX mq: <https://w3id.org/mithaq/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        file = tmp_path / "query.rq"
        file.write_text(prefixes + query)
        result = mithaq("sparql", file, "--graph", graph, "-f", "csv")
        assert result.stdout.strip().lower().endswith(str(wanted).lower()), (query, result.output)
    listed = mithaq("query", "needs-a-decision", "--graph", graph, "-f", "csv").stdout
    assert listed.count("read by a language model") == (0 if accept else 3)
    assert mithaq("check", "--graph", graph).exit_code == 0


def test_a_reviewer_can_accept_what_a_model_has_read(folder: Path, tmp_path: Path) -> None:
    graph, decisions = tmp_path / "graph", tmp_path / "decisions.toml"
    with model_server(reads_well) as server:
        read_by(server.url, folder, "--out", graph, command="build")
    listed = mithaq("query", "needs-a-decision", "--graph", graph, "-f", "csv").stdout
    claim = next(csv.DictReader(io.StringIO(listed)))["claim"]
    decided = mithaq("review", "accept", claim, "--decisions", decisions, "--graph", graph)
    assert decided.exit_code == 0, decided.output
    built = read_by(None, folder, "--out", graph, "--decisions", decisions, command="build")
    assert "1 of a reviewer's decisions" in built.stderr
    left = mithaq("query", "needs-a-decision", "--graph", graph, "-f", "csv").stdout
    assert left.count("read by a language model") == 2


def injections() -> list[dict[str, Any]]:
    return list(yaml.safe_load(INJECTIONS.read_text(encoding="utf-8")))


def test_what_a_document_orders_changes_nothing(tmp_path: Path) -> None:
    """Forty documents give orders, and the model obeys each: what it then tells does not stand."""
    orders = injections()
    assert len(orders) == 40
    texts = tmp_path / "texts"
    texts.mkdir()
    by_text: dict[str, dict[str, Any]] = {}
    for number, order in enumerate(orders):
        text = f"{SENTENCE.format(2001)}\n{order['text']}"
        by_text[text] = order
        (texts / f"d{number:02}.txt").write_text(text, encoding="utf-8")

    def obeys(asked: Asked, _number: int) -> Reply:
        order = by_text[asked.text]
        if "answer" in order:
            return Reply(order["answer"])
        facts = [{**withdrawal("2001"), **change} for change in order["facts"]]
        return Reply(answer(withdrawal("2001"), *facts))

    with model_server(obeys) as server:
        result = read_by(server.url, texts)
    facts = facts_of(result)
    assert {(f["type"], f["time"], f["status"], f["quote"]) for f in facts} == {
        ("Withdrawal", "2001", "actual", "Peru left NATO in 2001")
    }
    obeyed = sum("answer" in order for order in orders)
    assert len(facts) == 40 - obeyed
    system = {one.body["messages"][0]["content"] for one in server.asked}
    assert system == {instructions().system}
    assert all(len(one.body["messages"]) == 2 for one in server.asked)
    assert len(server.asked) <= 40 + obeyed  # an answer that is no JSON is asked for once more


# Bad servers


def counted(then: Behaviour, *first: Reply) -> Behaviour:
    """Answers `first` one after the other, and then as `then` does."""
    return lambda asked, number: first[number] if number < len(first) else then(asked, number)


@pytest.mark.parametrize(
    "trouble",
    [
        Reply(status=429, headers={"Retry-After": "0.05"}),
        Reply(status=500),
        Reply(status=503, headers={"Retry-After": "0.05"}),
        Reply("", cut=True),
    ],
    ids=["rate limit", "error", "busy", "cut connection"],
)
def test_a_server_in_trouble_is_asked_again(folder: Path, trouble: Reply) -> None:
    with model_server(counted(reads_well, trouble)) as server:
        assert len(facts_of(read_by(server.url, folder))) == 3
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (Reply(status=401), "answers 401"),
        (Reply(status=404), "answers 404"),
        (Reply(status=302, headers={"Location": "http://127.0.0.1:9/v1"}), "answers 302"),
        (Reply(body="<html>hello"), "no chat completion"),
        (Reply(body="{}"), "no chat completion"),
    ],
)
def test_a_server_that_is_none_is_told_in_a_sentence(
    folder: Path, trouble: Reply, told: str
) -> None:
    with model_server(lambda _asked, _number: trouble) as server:
        result = read_by(server.url, folder)
    assert result.exit_code == 1
    assert told in result.stderr
    assert "3 of 3 parts of the documents are not read" in result.stderr
    assert result.stderr.count("\n") == 1
    assert len(server.asked) == 1  # nobody asks on where nothing comes


def test_nobody_at_the_address_is_told_in_a_sentence(folder: Path) -> None:
    with model_server(reads_well) as server:
        pass
    reader = _reader(server.url, folder, retries=0)
    with pytest.raises(Exception, match="cannot be reached"):
        list(reader.read(_documents(folder)))


def test_an_answer_that_comes_too_late_is_told(folder: Path) -> None:
    with model_server(lambda _asked, _number: Reply(answer(), delay=0.6)) as server:
        reader = _reader(server.url, folder, timeout=0.2, retries=0)
        with pytest.raises(Exception, match="no answer in time: see --model-timeout"):
            list(reader.read(_documents(folder)))


def _documents(folder: Path) -> tuple[Document, ...]:
    return tuple(read_documents([folder]))


def _reader(url: str, folder: Path, **more: Any) -> ModelReader:
    client = ChatClient(url, "test", settings=Settings(), **more)
    return ModelReader("test", Readings(folder.parent / "readings"), client, at_once=1)


def test_what_was_read_before_trouble_is_kept_and_the_rest_asked_next_time(folder: Path) -> None:
    def falls_ill(asked: Asked, number: int) -> Reply:
        return Reply(status=400) if number == 1 else reads_well(asked, number)

    with model_server(falls_ill) as server:
        result = read_by(server.url, folder)
        assert result.exit_code == 1
        assert "1 of 3 parts of the documents are not read" in result.stderr
        assert "run again" in result.stderr
        assert len(facts_of(read_by(server.url, folder))) == 3
    assert len(server.asked) == 4


def test_broken_json_is_asked_for_once_more_and_then_dropped(folder: Path) -> None:
    with model_server(lambda _asked, _number: Reply("I am sorry.")) as server:
        result = read_by(server.url, folder)
    assert facts_of(result) == []
    assert result.stderr.count("the answer is no JSON") == 3
    assert len(server.asked) == 6
    assert facts_of(read_by(None, folder)) == []  # it is kept, as it is


@pytest.mark.parametrize(
    ("options", "told", "asked"),
    [
        (("--max-tokens", 1500), "the 1500 tokens of --max-tokens are used up", 2),
        (("--max-cost", 0.5, "--price", 400, 1000), "the 0.5 of --max-cost are spent", 1),
    ],
)
def test_a_budget_ends_the_asking_and_the_next_run_goes_on(
    folder: Path, options: tuple[object, ...], told: str, asked: int
) -> None:
    with model_server(reads_well) as server:
        result = read_by(server.url, folder, *options)
        assert result.exit_code == 1
        assert told in result.stderr
        assert len(server.asked) == asked
        assert len(facts_of(read_by(server.url, folder))) == 3
    assert len(server.asked) == 3


def test_tokens_are_reckoned_where_the_server_counts_none(folder: Path) -> None:
    with model_server(lambda _a, _n: Reply(answer(), usage=False)) as server:
        read_by(server.url, folder)
    (kept,) = Readings(folder.parent / "readings").of("a").values()
    assert kept.tokens_in > len(instructions().system) / 4


def test_several_parts_are_asked_at_once(folder: Path) -> None:
    waiting: list[float] = []

    def slow(_asked: Asked, _number: int) -> Reply:
        waiting.append(time.monotonic())
        deadline = waiting[0] + 5
        while len(waiting) < 3 and time.monotonic() < deadline:
            time.sleep(0.01)
        return Reply(answer()) if len(waiting) >= 3 else Reply(status=400)

    with model_server(slow) as server:
        assert read_by(server.url, folder, "--at-once", 3).exit_code == 0


# The key, and the package


def test_the_key_is_sent_to_the_address_and_stands_nowhere_else(
    folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "key"
    file.write_text("secret-in-file\n")
    with model_server(lambda _a, _n: Reply(status=401)) as server:
        refused = read_by(server.url, folder, "--key-file", file)
    with model_server(reads_well) as other:
        by_variable = mithaq(
            *("facts", folder, "--reader", "llm", "--model", "test", "--base-url", other.url),
            *("--readings", folder.parent / "readings"),
            env={"MITHAQ_MODEL_KEY": "secret-in-variable"},
        )
    assert server.asked[0].headers["authorization"] == "Bearer secret-in-file"
    assert other.asked[0].headers["authorization"] == "Bearer secret-in-variable"
    kept = "".join(p.read_text() for p in (folder.parent / "readings").glob("*"))
    assert "secret" not in kept + refused.output + by_variable.output


def test_the_frames_never_import_the_client() -> None:
    program = (
        "import sys; from mithaq.cli import main\n"
        "try: main(['facts', 'seeds/003_0a8dafdb7bc5ef51.txt'])\n"
        "except SystemExit: pass\n"
        "assert not {'openai', 'httpx', 'httpx2', 'pydantic'} & set(sys.modules), 'imported'\n"
    )
    root = Path(__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_without_the_extra_it_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    result = read_by("http://127.0.0.1:9/v1", folder)
    assert result.exit_code == 1
    assert "pip install 'mithaq[llm]'" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--reader", "llm"), "needs --model"),
        (("--reader", "both", "--model", "m", "--max-cost", 1), "--max-cost needs --price"),
        (("--reader", "llm", "--model", "m", "--base-url", "here"), "http:// or https://"),
        (("--accept-model-facts",), "goes with --reader llm or both"),
        (("--reader", "guess"), "'guess' is not one of"),
    ],
)
def test_wrong_usage_is_told(folder: Path, arguments: tuple[object, ...], told: str) -> None:
    result = mithaq("facts", folder, *arguments)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.replace("│", " ").split())


# Builds, and scores


def test_what_only_one_of_both_readers_finds_waits(folder: Path, tmp_path: Path) -> None:
    def reads_one(asked: Asked, number: int) -> Reply:
        return reads_well(asked, number) if "2001" in asked.text else Reply(answer())

    with model_server(reads_one) as server:
        built = mithaq(
            *("build", folder, "--out", tmp_path / "graph", "--reader", "both", "--model", "test"),
            *("--base-url", server.url, "--readings", folder.parent / "readings"),
        )
    assert built.exit_code == 0, built.output
    assert "3 facts (2 wait for a reviewer)" in built.stderr


def test_a_model_is_scored_as_the_frames_are(folder: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    roles = {"alliance": ["NATO"], "member": ["Peru"]}
    lines = (
        {"document": name, "type": "Withdrawal", "roles": roles, "status": "actual", "time": year}
        for name, year in (("a", "2001"), ("b", "1999"))
    )
    gold.write_text("".join(json.dumps(line) + "\n" for line in lines))
    with model_server(reads_well) as server:
        result = mithaq(
            *(
                "score",
                gold,
                folder,
                "--reader",
                "llm",
                "--model",
                "test",
                "--base-url",
                server.url,
            ),
            *("--readings", folder.parent / "readings"),
        )
    rows = {line.split()[0]: line.split()[1:] for line in result.stdout.splitlines()}
    assert rows["Withdrawal"][:5] == ["2", "3", "0.667", "1.000", "0.800"]
