"""The canned questions: one `.rq` file each, valid SPARQL as it stands, with a `#+` YAML header."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from mithaq.errors import NotFoundError, QuestionError

LANGUAGES = ("en", "ar")
VIEWS = ("table", "timeline", "map", "network", "bars")
TAGS = (
    *("treaties", "members", "mutual-defence", "incidents", "meetings", "people", "words"),
    "evidence",
)
"""What questions are about, in the order in which they are shown."""
DATATYPES = ("xsd:dateTime", "xsd:integer", "xsd:string")
EVIDENCE = ("situation", "documents")
RESERVED = ("lang", "bom", "page")
"""Parameters that every question has: the language, and over HTTP the byte order mark and the page."""
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""What a question may be called."""
FOLDER = "MITHAQ_QUESTIONS"
"""The environment variable that names a folder of questions of one's own."""
IRI_MARK = " (IRI)"
"""The heading of a column of IRIs ends so; readers see the names instead."""
LONGEST_SHOWN = 60
"""So many characters of a wrong value, escaped, a message repeats."""

Texts = Mapping[str, str]
"""One text in each of `LANGUAGES`."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question may be asked about; in its file a line `VALUES ?name { UNDEF }`.

    `types` are classes (`mq:Alliance`: the value is a thing, by name or IRI) or one datatype
    (`xsd:dateTime`, given as a day; `xsd:integer`; `xsd:string`). Where there are `values`, only
    these are allowed.
    """

    name: str
    types: tuple[str, ...]
    label: Texts
    default: str | None
    values: tuple[str, ...]
    required: bool

    @property
    def is_thing(self) -> bool:
        """Whether the value is a thing with an IRI, and not a literal."""
        return not self.types[0].startswith("xsd:")


@dataclass(frozen=True, slots=True)
class Question:
    """A question in both languages, its parameters, and the SPARQL that answers it.

    `example` holds arguments that have an answer; `columns` the headings of the variables that
    have their own (`heading` knows the others); `absence` is true where silence is an answer, so
    that a stranger's IRI may give rows; `evidence` is what a row is proven by: the claims of its
    situation, or its documents alone.
    """

    name: str
    sparql: str
    question: Texts
    description: Texts
    parameters: Mapping[str, Parameter]
    example: Mapping[str, str]
    view: str
    tags: tuple[str, ...]
    columns: Mapping[str, Texts]
    absence: bool
    evidence: str = "situation"


_COMMON_HEADINGS: Mapping[str, tuple[str, str]] = {
    "situation": (
        "Situation (IRI)",
        "الواقعة (IRI)",  # situation
    ),
    "document": (
        "Document (IRI)",
        "الوثيقة (IRI)",  # document
    ),
    "documents": (
        "Documents",
        "الوثائق",  # documents
    ),
    "time": (
        "Date",
        "التاريخ",  # date
    ),
    "granularity": (
        "Granularity",
        "دقة التاريخ",  # precision of the date
    ),
    "basis": (
        "Basis of the date",
        "أساس التاريخ",  # basis of the date
    ),
}

LANGUAGE = Parameter(
    name="lang",
    types=("xsd:string",),
    label=MappingProxyType(
        {
            "en": "Language",
            "ar": "اللغة",  # the language
        }
    ),
    default="en",
    values=LANGUAGES,
    required=False,
)
"""Every question has it: the language of the names in the answer."""


def question_names() -> tuple[str, ...]:
    """The names of all questions, sorted."""
    return tuple(question_files())


def question(name: str) -> Question:
    """The question of this name; `NotFoundError` names the nearest where there is none."""
    if name not in question_files():
        raise NotFoundError(
            f"no question is called {shown(name)}{did_you_mean(name, question_names())};"
            " `mithaq questions` lists them"
        )
    return _question(name, _own_folder())


def questions() -> Mapping[str, Question]:
    """All questions by name, sorted."""
    return {name: question(name) for name in question_names()}


def question_files() -> Mapping[str, Traversable]:
    """The files of all questions by name, sorted: Mithaq's, and those in the folder `FOLDER` names.

    They are read once; `QuestionError` where there is no such folder, or a name is taken.
    """
    return _question_files(_own_folder())


def _own_folder() -> str:
    return os.environ.get(FOLDER, "")


@cache
def _question_files(own_folder: str) -> Mapping[str, Traversable]:
    found = {_name(file): file for file in files("mithaq.queries").iterdir() if _is_question(file)}
    if own_folder:
        folder = Path(own_folder)
        if not folder.is_dir():
            raise QuestionError(f"{FOLDER} names {own_folder}, which is no folder")
        for file in filter(_is_question, folder.iterdir()):
            if not NAME.fullmatch(_name(file)):
                raise QuestionError(
                    f"{file}: a question's name has small letters, digits and hyphens; rename it"
                )
            if _name(file) in found:
                raise QuestionError(f"{file}: Mithaq has a question of this name; rename the file")
            found[_name(file)] = file
    return MappingProxyType(dict(sorted(found.items())))


@cache
def _question(name: str, own_folder: str) -> Question:
    return read_question(name, read_text(_question_files(own_folder)[name]))


def read_text(file: Traversable) -> str:
    """The text of a question file; `QuestionError` where it cannot be read."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise QuestionError(f"{file} is not UTF-8 (byte {error.start})") from error
    except OSError as error:
        raise QuestionError(f"{file} cannot be read: {error.strerror}") from error


def _is_question(file: Traversable) -> bool:
    return file.name.endswith(".rq") and not file.name.startswith(".")


def _name(file: Traversable) -> str:
    return file.name.removesuffix(".rq")


def heading(asked: Question, variable: str, language: str) -> str:
    """What stands above the column `variable`; the variable's own name where nothing is said.

    The IRI beside a name column (`member` beside `memberName`) is headed like it.
    """
    if variable in asked.columns:
        return asked.columns[variable][language]
    if variable in _COMMON_HEADINGS:
        return _COMMON_HEADINGS[variable][LANGUAGES.index(language)]
    if variable + "Name" in asked.columns:
        return asked.columns[variable + "Name"][language] + IRI_MARK
    return variable


def listed_parameters(asked: Question) -> str:
    """The names of the parameters but the language; in brackets those that may be left out.

    >>> listed_parameters(question("who-signed-which-treaty"))
    '[treaty] [state] [since] [until]'
    """
    return " ".join(
        name if parameter.required else f"[{name}]"
        for name, parameter in asked.parameters.items()
        if name != "lang"
    )


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the known word nearest to `word`, or nothing.

    >>> did_you_mean("aliance", ["alliance", "lang"])
    "; did you mean 'alliance'?"
    """
    near = get_close_matches(word[:100], list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""


def shown(value: str) -> str:
    """`value` as it may stand in a message: quoted, escaped, and so cut to `LONGEST_SHOWN`."""
    kept = value[:LONGEST_SHOWN]
    while len(repr(kept)) > LONGEST_SHOWN + len("''"):
        kept = kept[:-1]
    return repr(kept if kept == value else f"{kept}…")


def read_question(name: str, text: str) -> Question:
    """The question in `text`, the content of `<name>.rq`; `QuestionError` where the header is wrong."""
    fields = _fields(name, _yaml(name, header(text)))
    read = Question(
        name=name,
        sparql=text,
        question=_texts(name, "question", fields.pop("question", None)),
        description=_texts(name, "description", fields.pop("description", None)),
        parameters=MappingProxyType(dict(_parameters(name, fields.pop("parameters", {})))),
        example=_strings(name, "example", fields.pop("example", {})),
        view=_string(name, "view", fields.pop("view", None)),
        tags=tuple(_string(name, "tags", tag) for tag in fields.pop("tags", [])),
        columns=MappingProxyType(
            {
                variable: _texts(name, f"columns: {variable}", heads)
                for variable, heads in _fields(name, fields.pop("columns", None)).items()
            }
        ),
        absence=bool(fields.pop("absence", False)),
        evidence=_string(name, "evidence", fields.pop("evidence", EVIDENCE[0])),
    )
    _nothing_left(name, fields)
    if read.view not in VIEWS:
        raise QuestionError(f"{name}.rq: view {read.view!r} is not one of {', '.join(VIEWS)}")
    if not read.tags or not set(read.tags) <= set(TAGS):
        raise QuestionError(f"{name}.rq: tags must be some of {', '.join(TAGS)}")
    if read.evidence not in EVIDENCE:
        raise QuestionError(
            f"{name}.rq: evidence {read.evidence!r} is not one of {', '.join(EVIDENCE)}"
        )
    return read


def header(text: str) -> str:
    """The YAML of the lines that begin with `#+`."""
    lines = (line for line in text.splitlines() if line.startswith("#+"))
    return "\n".join(line.removeprefix("#+").removeprefix(" ") for line in lines)


def without_header(text: str) -> str:
    """The SPARQL of a question file, bound or not, without the lines that `header` reads."""
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("#+"))


def _yaml(name: str, text: str) -> Any:
    try:
        return yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise QuestionError(
            f"{name}.rq: the header is not YAML: line {line}: {error.problem}"
        ) from error
    except (yaml.YAMLError, ValueError) as error:  # a control character; the 31st of February
        reason = str(error).partition("\n")[0]
        raise QuestionError(f"{name}.rq: the header is not YAML: {reason}") from error


def _parameters(name: str, declared: Any) -> Iterator[tuple[str, Parameter]]:
    for parameter, said in _fields(name, declared).items():
        yield parameter, _parameter(name, parameter, _fields(name, said))
    yield "lang", LANGUAGE


def _parameter(name: str, parameter: str, fields: dict[str, Any]) -> Parameter:
    types = fields.pop("type", None)
    default = fields.pop("default", None)
    optional = bool(fields.pop("optional", False))
    read = Parameter(
        name=parameter,
        types=tuple(
            _string(name, f"{parameter}: type", each)
            for each in (types if isinstance(types, list) else [types])
        ),
        label=_texts(name, parameter, {lang: fields.pop(lang, None) for lang in LANGUAGES}),
        default=None if default is None else _string(name, f"{parameter}: default", default),
        values=tuple(_string(name, f"{parameter}: values", v) for v in fields.pop("values", [])),
        required=default is None and not optional,
    )
    _nothing_left(f"{name}.rq: {parameter}", fields)
    return read


def _fields(name: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise QuestionError(f"{name}.rq: the header lacks a mapping where {value!r} stands")
    return dict(value)


def _string(name: str, field: str, value: Any) -> str:
    if not isinstance(value, str):
        raise QuestionError(
            f"{name}.rq: {field} must be a text, in quotes if need be, not {value!r}"
        )
    return value


def _strings(name: str, field: str, value: Any) -> Mapping[str, str]:
    return MappingProxyType(
        {key: _string(name, f"{field}: {key}", each) for key, each in _fields(name, value).items()}
    )


def _texts(name: str, field: str, value: Any) -> Texts:
    texts = _strings(name, field, value)
    if set(texts) != set(LANGUAGES):
        raise QuestionError(f"{name}.rq: {field} needs a text in each of {', '.join(LANGUAGES)}")
    return texts


def _nothing_left(where: str, fields: Mapping[str, Any]) -> None:
    if fields:
        raise QuestionError(f"{where}: unread keys: {', '.join(map(str, fields))}")
