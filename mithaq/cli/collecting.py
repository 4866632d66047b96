"""Every answer at once, as files with a README that lists them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mithaq import __version__
from mithaq.cli import results
from mithaq.cli.stores import evaluating
from mithaq.cli.writing import refuse_foreign, write_folder

if TYPE_CHECKING:
    from mithaq.queries.answers import Answer
    from mithaq.queries.questions import Question
    from mithaq.store import Generation

FORMS = ("csv", "json", "md")
"""For a spreadsheet or a script, for a program, to read."""

README = "README.md"

_HEADS = {
    "en": ("Question", "Name", "Asked about", "Rows", "Files"),
    "ar": (
        "السؤال",  # question
        "الاسم",  # name
        "المسؤول عنه",  # asked about
        "الأسطر",  # rows
        "الملفات",  # files
    ),
}
_EVERYTHING = {
    "en": "everything",
    "ar": "كل شيء",  # everything
}
_EXAMPLE = {
    "en": "its example: ",
    "ar": "مثاله: ",  # its example
}
_INTRODUCTION = {
    "en": """\
# Answers

What the graph `{generation}` ({documents} documents, {quads} quads) answers to every question of Mithaq {version}.

- A question is asked without parameters, that is about everything. One that needs a parameter is asked with its example, and the table says so.
- *Unknown* means that no document says it, and an answer without rows that no document that was read says so; neither means *never*.
- `.csv` and `.tsv` have the names of the variables as headings, `.json` and `.jsonl` the same names with numbers as numbers, `.md` is for reading.
- The column `situation` leads to the passages: `mithaq query evidence -p situation=IRI`.

""",
    # Answers. What the graph … answers to every question of Mithaq …; and the four points above.
    "ar": """\
<div dir="rtl">

# الأجوبة

ما يجيب به المخطط `{generation}` (عدد وثائقه {documents} وعدد رباعياته {quads}) عن كل أسئلة ميثاق {version}.

- يُطرح السؤال بلا معاملات، أي عن كل شيء. وما يلزمه معامل يُطرح بمثاله، ويذكر الجدول ذلك.
- «غير معروف» تعني أن لا وثيقة تقوله، والجواب بلا أسطر يعني أن لا وثيقة مما قُرئ تقوله؛ ولا يعني أي منهما «أبدا».
- في `.csv` و`.tsv` أسماء المتغيرات عناوين، وفي `.json` و`.jsonl` الأسماء نفسها والأعداد أعداد، و`.md` للقراءة.
- يقود العمود `situation` إلى المقاطع: `mithaq query evidence -p situation=IRI`.

""",
}
_END = {"en": "", "ar": "\n</div>\n"}


def collect(
    out: Path, graph: Path, language: str, forms: Sequence[str], *, excel: bool, force: bool
) -> bool:
    """Ask every question and write the answers into `out`; whether any has no row."""
    from mithaq.api.graph import Graph
    from mithaq.queries.questions import questions
    from mithaq.store import current

    asked = questions()
    if not force:  # told before everything is asked
        refuse_foreign(out, (README, *(_file(q, form) for q in asked.values() for form in forms)))
    generation = current(graph)
    opened = Graph.of(generation)
    with evaluating():
        found = [
            opened.ask(name, **{**arguments(each), "lang": language}).answer
            for name, each in asked.items()
        ]
    files = {
        _file(each.question, form): results.answer_text(each, form, excel=excel).encode()
        for each in found
        for form in forms
    }
    files[README] = _readme(generation, found, language, forms).encode()
    write_folder(out, files, force=force)
    empty = [each.question.name for each in found if not each.solutions.rows]
    told = f"; without a row: {', '.join(empty)}" if empty else ""
    click.echo(f"{len(found)} questions answered in {out}{told}", err=True)
    return bool(empty)


def arguments(asked: "Question") -> Mapping[str, str]:
    """None, which asks about everything; the question's example where it needs a parameter."""
    return asked.example if any(p.required for p in asked.parameters.values()) else {}


def _readme(
    generation: "Generation", found: Sequence["Answer"], language: str, forms: Sequence[str]
) -> str:
    from mithaq.queries.answers import markdown_table

    introduction = _INTRODUCTION[language].format(
        generation=generation.name,
        documents=len(generation.documents),
        quads=generation.quads,
        version=__version__,
    )
    rows = [
        (
            each.question.question[language],
            f"`{each.question.name}`",
            _asked_about(each.question, language),
            str(len(each.solutions.rows)),
            " ".join(f"[{form}]({_file(each.question, form)})" for form in forms),
        )
        for each in found
    ]
    table = markdown_table(_HEADS[language], rows)
    return introduction + table + _END[language]


def _asked_about(asked: "Question", language: str) -> str:
    given = [f"{name}={value}" for name, value in arguments(asked).items()]
    return _EXAMPLE[language] + ", ".join(given) if given else _EVERYTHING[language]


def _file(asked: "Question", form: str) -> str:
    return f"{asked.name}.{form}"
