"""The generations of a graph: listing them, going back, and taking over what was built elsewhere."""

import gzip
import json
import os
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, parse

from mithaq.cli import main
from mithaq.errors import BuildError, NotFoundError, StoreError
from mithaq.generations import adopt, generations, rollback
from mithaq.ontology.vocabulary import ontology
from mithaq.queries.prepared import Prepared
from mithaq.server.changes import Update, write
from mithaq.server.settings import Settings
from mithaq.store import ANSWERS, Generation, current, open_index, open_store, publish, verify

OURS = "<https://w3id.org/mithaq/ontology> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2002/07/owl#Ontology> .\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def filled(name: str) -> Callable[[Path], None]:
    def fill(folder: Path) -> None:
        (folder / "texts").mkdir()
        (folder / "texts" / f"{name}.txt").write_text(name, encoding="utf-8")
        (folder / "dataset.nq").write_text(f'<urn:{name}> <urn:p> "o" .\n{OURS}', encoding="utf-8")

    return fill


@pytest.fixture
def three(tmp_path: Path) -> list[Generation]:
    """Three generations, the oldest first."""
    return [publish(tmp_path, filled(name)) for name in "abc"]


def names(out: Path) -> list[str]:
    return [each.name for each in generations(out)]


def test_the_list_tells_what_there_is_the_newest_first(
    tmp_path: Path, three: list[Generation]
) -> None:
    listed = generations(tmp_path)
    assert [each.name for each in listed] == [each.name for each in reversed(three)]
    assert [each.is_current for each in listed] == [True, False, False]
    assert {(each.documents, each.quads, each.damage) for each in listed} == {(1, 2, "")}
    assert all(each.bytes > 10_000 for each in listed)
    assert listed[0].published >= listed[1].published


def test_going_back_goes_step_by_step_and_ends(tmp_path: Path, three: list[Generation]) -> None:
    first, second, third = three
    assert rollback(tmp_path) == current(tmp_path) == second
    assert rollback(tmp_path) == current(tmp_path) == first
    with pytest.raises(NotFoundError, match="no generation before"):
        rollback(tmp_path)
    assert rollback(tmp_path, third.name) == current(tmp_path) == third
    assert rollback(tmp_path, first.name[4:9]) == current(tmp_path) == first
    assert names(tmp_path) == [third.name, second.name, first.name]


def test_what_cannot_be_gone_back_to_is_refused_and_nothing_changes(
    tmp_path: Path, three: list[Generation]
) -> None:
    for name, count in (("gen-none", "no"), ("../x", "no"), ("gen-", "several")):
        with pytest.raises(NotFoundError, match=f"{count} generation"):
            rollback(tmp_path, name)
    text = three[1].folder / "texts" / "b.txt"
    text.write_text("B", encoding="utf-8")  # as long as before
    with pytest.raises(StoreError, match="damaged"):
        rollback(tmp_path)
    assert current(tmp_path) == three[2]
    text.unlink()
    assert "missing" in generations(tmp_path)[1].damage
    with pytest.raises(StoreError, match="run `mithaq build`"):
        rollback(tmp_path / "none")


def test_a_build_after_going_back_is_current_and_the_oldest_goes(
    tmp_path: Path, three: list[Generation]
) -> None:
    rollback(tmp_path)
    new = publish(tmp_path, filled("d"))
    assert current(tmp_path) == new
    assert names(tmp_path) == [new.name, three[2].name, three[1].name]


def test_so_many_generations_stay_as_are_to_be_kept(tmp_path: Path) -> None:
    for name in "abcde":
        publish(tmp_path, filled(name), keep=4)
    assert len(names(tmp_path)) == 4
    last = publish(tmp_path, filled("f"), keep=1)
    assert names(tmp_path) == [last.name]


def test_a_generation_is_the_newest_also_where_the_clock_was_put_back(tmp_path: Path) -> None:
    tomorrow = time.time() + 86_400
    first = publish(tmp_path, filled("a"))
    os.utime(first.folder, (tomorrow, tomorrow))
    second, third = (publish(tmp_path, filled(name), keep=2) for name in "bc")
    assert names(tmp_path) == [third.name, second.name]
    assert rollback(tmp_path) == second


def test_the_shell_lists_and_goes_back(tmp_path: Path, three: list[Generation]) -> None:
    listed = run("generations", "--graph", tmp_path)
    lines = listed.stdout.splitlines()
    assert lines[2].startswith(three[2].name)
    assert lines[2].rstrip().endswith("current")
    back = run("rollback", "--graph", tmp_path)
    assert back.exit_code == 0
    assert back.stderr == f"{three[1].name} is current: 1 documents, 2 quads.\n"
    told = json.loads(run("generations", "--json", "--graph", tmp_path).stdout)
    assert [each["generation"] for each in told if each["current"]] == [three[1].name]
    wrong = run("rollback", "gen-none", "--graph", tmp_path)
    assert wrong.exit_code == 1
    assert wrong.stderr.startswith("Error: ")
    assert run("generations", "--graph", tmp_path / "none").exit_code == 0


def test_what_was_built_elsewhere_becomes_current(tmp_path: Path) -> None:
    there, here = tmp_path / "there", tmp_path / "here"
    built = publish(there, filled("a"), prepare=answers)
    publish(here, filled("b"))
    taken = run("publish", there, "--graph", here, "--prepare", "0")
    assert taken.exit_code == 0, taken.stderr
    assert current(here).name == built.name
    assert verify(current(here).folder).documents == ("a",)
    assert set(open_store(current(here))) == set(open_store(built))
    with closing(Prepared.of(current(here))) as prepared:
        assert prepared.get("ASK {}") == b"{}"
    rollback(here)
    assert current(here).documents == ("b",)
    assert adopt(here, built.folder).name == built.name  # one generation of it


def answers(folder: Path) -> tuple[str, ...]:
    from mithaq.queries.prepared import write_answers  # noqa: PLC0415

    write_answers(folder / ANSWERS, {"ASK {}": b"{}"})
    return ()


def test_what_a_client_wrote_keeps_its_name_elsewhere(tmp_path: Path) -> None:
    publish(tmp_path / "there", filled("a"))
    settings = replace(Settings(), write_deadline=60.0)
    written = write(
        tmp_path / "there", Update("INSERT DATA { <urn:x> a <urn:y> }", "urn:base"), settings
    )
    taken = adopt(tmp_path / "here", tmp_path / "there")
    assert taken.name == written.generation.name
    assert taken.quads == 3


def test_a_damaged_graph_or_none_is_not_published(tmp_path: Path) -> None:
    here = publish(tmp_path / "here", filled("b"))
    built = publish(tmp_path / "there", filled("a"))
    (built.folder / "texts" / "a.txt").write_text("A", encoding="utf-8")
    (tmp_path / "bad.nq").write_text("<urn:a> <urn:b>", encoding="utf-8")
    (tmp_path / "other.nq").write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    (tmp_path / "cut.nq.gz").write_bytes(gzip.compress(OURS.encode())[:-9])
    (tmp_path / "x.txt").write_text("", encoding="utf-8")
    for source, told in (
        (tmp_path / "there", "is damaged"),
        (tmp_path / "bad.nq", "cannot be read"),
        (tmp_path / "other.nq", "no dump of a Mithaq graph"),
        (tmp_path / "cut.nq.gz", "cannot be read"),
        (tmp_path / "x.txt", "is no dump"),
        (tmp_path, "is no built graph"),
    ):
        refused = run("publish", source, "--graph", tmp_path / "here")
        assert refused.exit_code == 1
        assert told in refused.stderr
        assert current(tmp_path / "here") == here
    assert [path for path in (tmp_path / "here").iterdir() if path.name.startswith(".tmp")] == []


@pytest.mark.parametrize("name", ["dump.nq.gz", "dump.trig"])
def test_a_dump_comes_back_as_the_same_dataset(
    tmp_path: Path, graph_folder: Path, name: str
) -> None:
    file = tmp_path / name
    for _ in range(2):  # the same graph, the same bytes
        before = file.read_bytes() if file.exists() else None
        done = run("export", "-o", file, "--graph", graph_folder)
        assert done.exit_code == 0, done.stderr
        assert before in (None, file.read_bytes())
    taken = adopt(tmp_path / "here", file)
    source = current(graph_folder)
    assert taken.name == source.name  # the hash of the dataset
    assert taken.quads == source.quads
    assert taken.documents == ()
    with closing(open_index(taken)) as index:
        assert index.find("CSTO", "thing", 1)


def test_the_form_of_a_dump_is_that_of_its_name(tmp_path: Path, graph_folder: Path) -> None:
    file = tmp_path / "terms.ttl.gz"
    assert run("export", "-o", file, "--graph", graph_folder).exit_code == 0
    triples = {quad.triple for quad in parse(gzip.decompress(file.read_bytes()), RdfFormat.TURTLE)}
    assert len(triples) > len(ontology())
    for wrong in (("-o", str(tmp_path / "x.pdf")), ()):
        refused = run("export", *wrong, "--graph", graph_folder)
        assert refused.exit_code == 2
        assert "--format is missing" in refused.stderr


def test_a_server_follows_back_and_forth(
    tmp_path: Path, three: list[Generation], serving: Callable[..., closing[str]]
) -> None:
    def served(address: str, name: str) -> bool:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with urlopen(f"{address}/healthz") as response:
                if json.load(response)["generation"] == name:
                    return True
            time.sleep(0.1)
        return False

    with serving(tmp_path, "--workers", "1") as address:
        assert served(address, three[2].name)
        rollback(tmp_path)
        assert served(address, three[1].name)
        rollback(tmp_path, three[2].name)
        assert served(address, three[2].name)


def test_only_one_publishes_at_a_time(tmp_path: Path, three: list[Generation]) -> None:
    def fill(folder: Path) -> None:
        filled("d")(folder)
        with pytest.raises(BuildError, match="another build is writing"):
            rollback(tmp_path)

    assert publish(tmp_path, fill).name not in {each.name for each in three}
    assert current(tmp_path).name != three[1].name
