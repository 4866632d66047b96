"""The store: a build is published whole or not at all, and damage is seen."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from mithaq.errors import BuildError, DocumentError, NotFoundError, StoreError
from mithaq.leases import unheld
from mithaq.store import KEPT, current, document_text, hold, open_store, publish, verify

NOTHING_LEFT = {".lock", "current"}


def fill_with(*names: str) -> Callable[[Path], None]:
    """A generation with one quad and one text for each of `names`."""

    def fill(folder: Path) -> None:
        (folder / "texts").mkdir()
        for name in names:
            (folder / "texts" / f"{name}.txt").write_bytes(f"text of {name}\r\n".encode())
        lines = sorted(
            f"<https://example.org/{name}> <https://example.org/p> _:b .\n" for name in names
        )
        (folder / "dataset.nq").write_text("".join(lines), encoding="utf-8")

    return fill


def test_what_is_published_is_current_and_can_be_asked(tmp_path: Path) -> None:
    published = publish(tmp_path / "graph", fill_with("a", "b"))
    generation = current(tmp_path / "graph")
    assert generation == published
    assert generation.name.startswith("gen-")
    assert len(generation.name) == len("gen-") + 16
    assert generation.documents == ("a", "b")
    assert generation.quads == len(open_store(generation)) == 2


def test_the_store_holds_the_dataset_blank_nodes_and_all(tmp_path: Path) -> None:
    generation = publish(tmp_path, fill_with("a", "b"))
    dataset = parse(path=str(generation.folder / "dataset.nq"), format=RdfFormat.N_QUADS)
    assert set(open_store(generation)) == set(dataset)


def test_the_name_is_the_hash_of_the_dataset(tmp_path: Path) -> None:
    first = publish(tmp_path / "one", fill_with("a"))
    again = publish(tmp_path / "two", fill_with("a"))
    other = publish(tmp_path / "three", fill_with("b"))
    assert first.name == again.name != other.name


def test_a_text_comes_back_byte_for_byte(tmp_path: Path) -> None:
    generation = publish(tmp_path, fill_with("a"))
    assert document_text(generation, "a") == "text of a\r\n"


@pytest.mark.parametrize("name", ["b", "../manifest", "", "a.txt"])
def test_a_text_that_is_not_there_is_not_found(tmp_path: Path, name: str) -> None:
    generation = publish(tmp_path, fill_with("a"))
    with pytest.raises(NotFoundError, match="no document"):
        document_text(generation, name)


@pytest.mark.parametrize("folder", ["graph", "."])
def test_without_a_graph_one_is_told_to_build(tmp_path: Path, folder: str) -> None:
    with pytest.raises(StoreError, match="run `mithaq build`"):
        current(tmp_path / folder)
    assert list(tmp_path.iterdir()) == []


def test_a_store_is_for_reading(tmp_path: Path) -> None:
    store = open_store(publish(tmp_path, fill_with("a")))
    node = NamedNode("https://example.org/x")
    with pytest.raises(RuntimeError, match="read"):
        store.add(Quad(node, node, node))


def test_a_generation_can_be_opened_where_nothing_can_be_written(tmp_path: Path) -> None:
    generation = publish(tmp_path, fill_with("a"))
    before = sorted(path.name for path in (generation.folder / "store").iterdir())
    first, second = open_store(generation), open_store(generation)
    assert len(first) == len(second) == 1
    assert sorted(path.name for path in (generation.folder / "store").iterdir()) == before


def test_a_build_that_fails_leaves_the_former_generation(tmp_path: Path) -> None:
    former = publish(tmp_path, fill_with("a"))

    def fail(folder: Path) -> None:
        fill_with("b")(folder)
        raise DocumentError("b.txt is not UTF-8")

    with pytest.raises(DocumentError, match="not UTF-8"):
        publish(tmp_path, fail)
    assert current(tmp_path) == former
    assert {path.name for path in tmp_path.iterdir()} == {*NOTHING_LEFT, former.name}


def test_a_dataset_that_cannot_be_read_is_not_published(tmp_path: Path) -> None:
    def fill(folder: Path) -> None:
        fill_with("a")(folder)
        (folder / "dataset.nq").write_text("<a> <b>", encoding="utf-8")

    with pytest.raises(SyntaxError):
        publish(tmp_path, fill)
    assert {path.name for path in tmp_path.iterdir()} == {".lock"}


def test_a_full_disk_is_told_in_one_sentence(tmp_path: Path) -> None:
    def fill(folder: Path) -> None:
        raise OSError(28, "No space left on device", str(folder))

    with pytest.raises(BuildError, match=r"cannot be written: the disk is full"):
        publish(tmp_path, fill)
    assert {path.name for path in tmp_path.iterdir()} == {".lock"}


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BuildError, match="cannot be written"):
        publish(tmp_path / "file" / "graph", fill_with("a"))


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    def fill(folder: Path) -> None:
        with pytest.raises(BuildError, match="another build"):
            publish(tmp_path, fill_with("b"))
        fill_with("a")(folder)

    assert publish(tmp_path, fill).documents == ("a",)
    assert publish(tmp_path, fill_with("b")).documents == ("b",)


def test_a_killed_build_is_cleaned_up_by_the_next(tmp_path: Path) -> None:
    former = publish(tmp_path, fill_with("a"))
    program = (
        "import os, signal\nfrom pathlib import Path\nfrom mithaq.store import publish\n"
        "def fill(folder):\n"
        "    (folder / 'dataset.nq').write_text('<a:a> <a:a> <a:a> .')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        f"publish(Path({str(tmp_path)!r}), fill)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], check=False, timeout=60)
    assert ended.returncode == -signal.SIGKILL
    assert len(list(tmp_path.glob(".tmp-*"))) == 1
    assert current(tmp_path) == former
    publish(tmp_path, fill_with("b"))
    assert list(tmp_path.glob(".tmp-*")) == []


def test_a_link_left_half_way_does_not_stop_the_next_build(tmp_path: Path) -> None:
    (tmp_path / ".tmp-current").symlink_to("gen-gone")
    assert publish(tmp_path, fill_with("a")) == current(tmp_path)


def test_the_same_dataset_is_not_stored_twice(tmp_path: Path) -> None:
    first = publish(tmp_path, fill_with("a"))
    inode = (first.folder / "manifest.json").stat().st_ino
    publish(tmp_path, fill_with("b"))
    again = publish(tmp_path, fill_with("a"))
    assert again == first == current(tmp_path)
    assert (again.folder / "manifest.json").stat().st_ino == inode


def test_a_damaged_generation_is_made_again(tmp_path: Path) -> None:
    first = publish(tmp_path, fill_with("a"))
    hurt(first.folder / "texts" / "a.txt", "flip")
    again = publish(tmp_path, fill_with("a"))
    assert document_text(again, "a") == "text of a\r\n"
    assert verify(again.folder) == again


def test_the_last_generations_stay(tmp_path: Path) -> None:
    names = [publish(tmp_path, fill_with(name)).name for name in "abcde"]
    assert {path.name for path in tmp_path.glob("gen-*")} == set(names[-KEPT:])


def test_a_generation_that_became_current_again_counts_as_the_newest(tmp_path: Path) -> None:
    first, *_others = [publish(tmp_path, fill_with(name)).name for name in "abc"]
    publish(tmp_path, fill_with("a"))
    publish(tmp_path, fill_with("d"))
    publish(tmp_path, fill_with("e"))
    assert first in {path.name for path in tmp_path.glob("gen-*")}


def test_a_generation_in_use_outlives_the_next_build(tmp_path: Path) -> None:
    old = publish(tmp_path, fill_with("a"))
    store = open_store(old)
    publish(tmp_path, fill_with("b"))
    assert len(store) == len(open_store(old)) == 1


def test_a_generation_that_is_held_stays_until_it_is_let_go(tmp_path: Path) -> None:
    held = publish(tmp_path, fill_with("a"), keep=1)
    with closing(hold(held)), closing(hold(held)):
        for name in "bcd":
            publish(tmp_path, fill_with(name), keep=1)
        assert document_text(held, "a") == "text of a\r\n"
        assert len(list(tmp_path.glob("gen-*"))) == 2
    last = publish(tmp_path, fill_with("e"), keep=1)
    assert [path.name for path in tmp_path.glob("gen-*")] == [last.name]
    with pytest.raises(StoreError, match=r"manifest\.json cannot be opened"):
        hold(held)


def test_a_generation_that_is_being_removed_cannot_be_held(tmp_path: Path) -> None:
    generation = publish(tmp_path, fill_with("a"))
    manifest = generation.folder / "manifest.json"
    with unheld(manifest) as is_free:
        assert is_free
        with pytest.raises(StoreError, match="is being removed"):
            hold(generation)
    with closing(hold(generation)), unheld(manifest) as is_free:
        assert not is_free


@pytest.mark.parametrize("pattern", ["MANIFEST-*", "CURRENT", "IDENTITY", "*.sst"])
@pytest.mark.parametrize("damage", ["cut", "flip", "remove"])
def test_damage_to_the_store_is_seen_when_it_is_opened(
    tmp_path: Path, pattern: str, damage: str
) -> None:
    generation = publish(tmp_path, fill_with("a"))
    victim = max(generation.folder.glob(f"store/{pattern}"), key=lambda path: path.stat().st_size)
    hurt(victim, damage)
    with pytest.raises(StoreError, match=f"{victim.name} is .*run `mithaq build` again"):
        current(tmp_path)


@pytest.mark.parametrize("name", ["dataset.nq", "texts/a.txt"])
@pytest.mark.parametrize("damage", ["cut", "remove"])
def test_a_file_cut_short_is_seen_when_it_is_opened(tmp_path: Path, name: str, damage: str) -> None:
    generation = publish(tmp_path, fill_with("a"))
    hurt(generation.folder / name, damage)
    with pytest.raises(StoreError, match="is missing or cut short"):
        current(tmp_path)


@pytest.mark.parametrize("name", ["dataset.nq", "texts/a.txt"])
def test_every_byte_is_checked_on_request(tmp_path: Path, name: str) -> None:
    generation = publish(tmp_path, fill_with("a"))
    hurt(generation.folder / name, "flip")
    assert current(tmp_path) == generation
    with pytest.raises(StoreError, match="is damaged"):
        verify(generation.folder)


@pytest.mark.parametrize("text", ["", "{", "{}", '{"files": {}}'])
def test_a_broken_manifest_is_told(tmp_path: Path, text: str) -> None:
    generation = publish(tmp_path, fill_with("a"))
    (generation.folder / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match="manifest"):
        current(tmp_path)


def test_a_store_that_is_gone_is_told_and_not_made_anew(tmp_path: Path) -> None:
    generation = publish(tmp_path, fill_with("a"))
    shutil.rmtree(generation.folder / "store")
    with pytest.raises(StoreError, match="does not exist"):
        open_store(generation)
    assert not (generation.folder / "store").exists()


def test_a_folder_in_the_place_of_the_link_is_told(tmp_path: Path) -> None:
    (tmp_path / "current" / "mine").mkdir(parents=True)
    with pytest.raises(BuildError, match="current cannot be changed"):
        publish(tmp_path, fill_with("a"))
    assert (tmp_path / "current" / "mine").is_dir()


def test_a_generation_moved_elsewhere_still_opens(tmp_path: Path) -> None:
    publish(tmp_path / "here", fill_with("a"))
    shutil.copytree(tmp_path / "here", tmp_path / "there", symlinks=True)
    shutil.rmtree(tmp_path / "here")
    generation = current(tmp_path / "there")
    assert generation.folder.is_relative_to((tmp_path / "there").resolve())
    assert len(open_store(generation)) == 1


def test_a_store_that_is_none_is_told(tmp_path: Path) -> None:
    generation = publish(tmp_path, fill_with("a"))
    hurt(next(generation.folder.glob("store/CURRENT")), "cut")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(generation)


def hurt(path: Path, damage: str) -> None:
    """Cut a file to half, change one byte of it, or remove it."""
    content = path.read_bytes()
    middle = len(content) // 2
    if damage == "remove":
        path.unlink()
    elif damage == "cut":
        os.truncate(path, middle)
    else:
        path.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
