"""The examples in the docstrings, and those of Python in the READMEs, do what they say."""

import doctest
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import mithaq


def modules(package: str) -> Iterator[str]:
    yield package
    for found in pkgutil.iter_modules(import_module(package).__path__, f"{package}."):
        if found.ispkg:
            yield from modules(found.name)
        else:
            yield found.name


@pytest.mark.parametrize("name", list(modules(mithaq.__name__)))
def test_the_examples_of_a_module_give_what_they_show(
    name: str, graph_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MITHAQ_GRAPH", str(graph_folder))
    assert doctest.testmod(import_module(name)).failed == 0


@pytest.mark.parametrize("name", ["README.md", "README.ar.md"])
def test_the_python_of_a_readme_gives_what_it_shows(
    name: str, graph_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MITHAQ_GRAPH", str(graph_folder))
    text = Path(__file__).parent.parent.joinpath(name).read_text(encoding="utf-8")
    tested = doctest.DocTestParser().get_doctest(text, {}, name, name, 0)
    assert len(tested.examples) > 5
    assert doctest.DocTestRunner().run(tested).failed == 0
