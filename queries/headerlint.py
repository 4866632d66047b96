"""The lint of a question's header: texts in both languages, types, tags, view, example."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from mithaq.queries.questions import (
    DATATYPES,
    LANGUAGES,
    RESERVED,
    TAGS,
    VIEWS,
    did_you_mean,
    header,
)

_ARABIC = re.compile("[\u0621-\u064a]")
_LANGUAGE_NAMES = {"en": "English", "ar": "Arabic"}
_KEYS = frozenset(
    "question description parameters example view tags columns absence evidence".split()
)

_PARAMETER_KEYS = frozenset("type en ar default optional values".split())


class Mistake(NamedTuple):
    """A line, from 1, and what is wrong there."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Header:
    """The fields of a header, and where in the file each of them stands."""

    fields: Mapping[str, Any]
    root: yaml.Node
    lines: Sequence[int]

    def line(self, *path: str) -> int:
        """The line of the key at `path`; of the nearest key above it where there is none."""
        line, node = self.lines[0], self.root
        for key in path:
            pairs = node.value if isinstance(node, yaml.MappingNode) else []
            for key_node, value_node in pairs:
                if key_node.value == key:
                    line, node = self.lines[key_node.start_mark.line], value_node
                    break
            else:
                return line
        return line

    def at(self, *path: str) -> Any:
        """The value at `path`, if any."""
        value: Any = self.fields
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        return value

    def keys(self, *path: str) -> list[str]:
        """The keys of the mapping at `path`; none where there is no mapping."""
        value = self.at(*path)
        return [str(key) for key in value] if isinstance(value, dict) else []


def read_header(text: str) -> Header | Mistake:
    """The header of a question file, or why it cannot be read."""
    lines = [n for n, line in enumerate(text.splitlines(), start=1) if line.startswith("#+")]
    if not lines:
        return Mistake(1, "there is no header: lines that begin with #+ and are YAML")
    try:
        root = yaml.compose(header(text), yaml.SafeLoader)
        fields = yaml.safe_load(header(text))
    except yaml.MarkedYAMLError as error:
        place = error.problem_mark.line if error.problem_mark else 0
        line = lines[min(place, len(lines) - 1)]
        return Mistake(line, f"the header is not YAML: {error.problem}")
    except (yaml.YAMLError, ValueError) as error:
        return Mistake(lines[0], f"the header is not YAML: {str(error).partition(chr(10))[0]}")
    if root is None or not isinstance(fields, dict):
        return Mistake(lines[0], "the header is no mapping of keys to values")
    return Header(fields, root, lines)


def mistakes(header: Header, terms: Collection[str], variables: Sequence[str]) -> Iterator[Mistake]:
    """What is wrong in `header`, where the query selects `variables` (none: it is no query)."""
    yield from _unread(header, header.fields, _KEYS)
    yield from _twice(header, header.root)
    yield from _texts(header, "the question", "question")
    yield from _texts(header, "the description", "description")
    for name in header.keys("parameters"):
        yield from _parameter(header, name, terms)
    yield from _example(header)
    yield from _tags(header)
    yield from _view(header, variables)
    for name in header.keys("columns"):
        yield from _texts(header, f"the column {name}", "columns", name)
        if variables and name not in variables:
            hint = did_you_mean(name, variables)
            yield Mistake(header.line("columns", name), f"the query has no column {name!r}{hint}")


def _unread(
    header: Header, keys: Iterable[Any], known: Collection[str], *path: str
) -> Iterator[Mistake]:
    for key in map(str, keys):
        if key not in known:
            hint = did_you_mean(key, known)
            yield Mistake(header.line(*path, key), f"nobody reads the key {key!r}{hint}")


def _texts(header: Header, what: str, *path: str) -> Iterator[Mistake]:
    for language in LANGUAGES:
        said = header.at(*path, language)
        line = header.line(*path, language)
        if not isinstance(said, str) or not said.strip():
            yield Mistake(line, f"{what} has no text in {_LANGUAGE_NAMES[language]} ({language})")
        elif bool(_ARABIC.search(said)) != (language == "ar"):
            yield Mistake(line, f"{what} is not in {_LANGUAGE_NAMES[language]} under {language}")


def _parameter(header: Header, name: str, terms: Collection[str]) -> Iterator[Mistake]:
    path = ("parameters", name)
    if name in RESERVED:
        yield Mistake(header.line(*path), f"every question has {name}: take another name")
    yield from _unread(header, header.keys(*path), _PARAMETER_KEYS, *path)
    yield from _texts(header, f"the parameter {name}", *path)
    classes = {term for term in terms if term[:1].isupper()}
    types = header.at(*path, "type")
    line = header.line(*path, "type")
    for each in types if isinstance(types, list) else [types]:
        if not isinstance(each, str):
            yield Mistake(line, f"the parameter {name} has no type")
        elif each.startswith("mq:") and each.removeprefix("mq:") not in classes:
            hint = did_you_mean(each, (f"mq:{term}" for term in classes))
            yield Mistake(line, f"{each} is no class of the ontology{hint}")
        elif not each.startswith("mq:") and (each not in DATATYPES or isinstance(types, list)):
            known = ", ".join(DATATYPES)
            yield Mistake(line, f"{each!r} is no type: say classes (mq:State), or one of {known}")
    default, values = header.at(*path, "default"), header.at(*path, "values")
    if default is not None and isinstance(values, list) and default not in values:
        yield Mistake(header.line(*path, "default"), f"{default!r} is not one of the values")


def _example(header: Header) -> Iterator[Mistake]:
    asked = header.keys("parameters")
    example = header.keys("example")
    line = header.line("example")
    if asked and header.at("example") is None:
        yield Mistake(line, "there is no example: arguments that have an answer, or {} for none")
    for name in example:
        if name not in asked:
            hint = did_you_mean(name, asked)
            yield Mistake(header.line("example", name), f"no parameter is called {name!r}{hint}")
    for name in asked:
        optional = header.at("parameters", name, "optional")
        needed = header.at("parameters", name, "default") is None and not optional
        if header.at("example") is not None and needed and name not in example:
            yield Mistake(line, f"the example lacks {name}, which must be given")


def _tags(header: Header) -> Iterator[Mistake]:
    tags = header.at("tags")
    line = header.line("tags")
    known = ", ".join(TAGS)
    if not isinstance(tags, list) or not tags:
        yield Mistake(line, f"there are no tags: some of {known}")
        return
    for tag in tags:
        if tag not in TAGS:
            yield Mistake(line, f"the tag {tag!r} is not one of {known}")


def _view(header: Header, variables: Sequence[str]) -> Iterator[Mistake]:
    view = header.at("view")
    line = header.line("view")
    things = [name for name in variables if f"{name}Name" in variables]
    if view not in VIEWS:
        yield Mistake(line, f"the view {view!r} is not one of {', '.join(VIEWS)}")
    elif variables and view == "timeline" and not {"time", "from"} & set(variables):
        yield Mistake(line, "a timeline needs the column ?time, or ?from and ?until")
    elif variables and view == "map" and not things:
        yield Mistake(line, "a map needs a state or a place: columns such as ?state, ?stateName")
    elif variables and view == "network" and len(things) < len(("from", "to")):
        yield Mistake(line, "a network needs two things: columns such as ?one, ?oneName")


def _twice(header: Header, node: yaml.Node) -> Iterator[Mistake]:
    """Keys that stand twice in one mapping; YAML takes the last and says nothing."""
    if not isinstance(node, yaml.MappingNode):
        return
    seen: set[str] = set()
    for key, value in node.value:
        if str(key.value) in seen:
            yield Mistake(header.lines[key.start_mark.line], f"{key.value!r} stands here again")
        seen.add(str(key.value))
        yield from _twice(header, value)
