"""The house: a link for every room, nothing dangles, the seeds as they were given."""

import hashlib
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "mithaq"
ROOMS = ("ingest", "ontology", "queries", "seeds", "server")

SEEDS = {
    "000_2d763f0e29c7eb0b": "20448808e6becbaf31e9af17f162334fb7a4accecbaf6e5f75b320c62f0b1aa4",
    "001_d82f1e24c4c93dad": "7c46d1c72378d789af92e8c68b131ff89ccfeafd06bf309ef42d5016e46790db",
    "002_5ac4877e0619bb8a": "047e06e36835f231518ddcaaa171bf3e9844603c29533a0cbcc96f3dc2cd45cf",
    "003_0a8dafdb7bc5ef51": "9ceb59fe859e810c9ad6bf5d88992a19479030ecb623111e630df3f4298c9d33",
    "004_39e8465b9a1b5ccf": "abbef7cf5db56af1946796a87e2b304d9c7f38fb58f1c33be7572a7802ca0bc7",
}


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_its_link_and_is_a_package(room: str) -> None:
    link = PACKAGE / room
    assert link.is_symlink()
    assert link.readlink() == Path("..") / room
    assert link.joinpath("__init__.py").is_file()


def test_every_folder_with_a_package_is_a_room() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages == {*ROOMS, "mithaq"}


def test_no_link_in_the_package_dangles() -> None:
    links = [path for path in PACKAGE.iterdir() if path.is_symlink()]
    assert sorted(path.name for path in links) == sorted(ROOMS)
    assert all(path.exists() for path in links)


@pytest.mark.parametrize(("name", "digest"), list(SEEDS.items()))
def test_the_seeds_are_as_they_were_given_byte_for_byte(name: str, digest: str) -> None:
    content = ROOT.joinpath("seeds", f"{name}.txt").read_bytes()
    assert hashlib.sha256(content).hexdigest() == digest


def test_there_are_no_other_seeds() -> None:
    assert {path.stem for path in ROOT.joinpath("seeds").glob("*.txt")} == set(SEEDS)


def test_what_is_locked_is_what_the_project_asks_for() -> None:
    project = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text(encoding="utf-8"))
    tools = project["dependency-groups"]["dev"]
    run, dev = (_locked(f"requirements{suffix}.lock") for suffix in ("", "-dev"))
    assert {wanted.lower() for wanted in project["project"]["dependencies"]} <= run
    assert {wanted.lower() for wanted in tools} <= dev
    assert run <= dev


@pytest.mark.parametrize(
    "name", ["requirements.lock", "requirements-dev.lock", "requirements-jars.lock"]
)
def test_a_lock_names_no_registry(name: str) -> None:
    lock = ROOT.joinpath(name).read_text(encoding="utf-8")
    assert "://" not in lock
    assert "--index" not in lock


def _locked(name: str) -> set[str]:
    """The pins of a lock file; what holds for some machines only, with its condition left out."""
    lines = ROOT.joinpath(name).read_text(encoding="utf-8").splitlines()
    return {line.split()[0].rstrip(";") for line in lines if "==" in line.split(";")[0]}
