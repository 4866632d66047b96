"""The lists of words that an expert edits."""

from importlib.resources import files

import pytest
import yaml

LISTS = sorted(
    file.name for file in files("mithaq.ingest.lexicon").iterdir() if file.name.endswith(".yaml")
)


@pytest.mark.parametrize("name", LISTS)
def test_no_list_hides_another_of_its_name(name: str) -> None:
    text = files("mithaq.ingest.lexicon").joinpath(name).read_text(encoding="utf-8")
    root = yaml.compose(text)
    assert isinstance(root, yaml.MappingNode)
    for node in [root, *(value for _, value in root.value if isinstance(value, yaml.MappingNode))]:
        keys = [key.value for key, _ in node.value]
        assert sorted(set(keys)) == sorted(keys)
