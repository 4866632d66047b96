"""A file to begin a question with."""

from importlib.resources import files
from pathlib import Path

from mithaq.errors import OutputError, QuestionError
from mithaq.queries.questions import NAME, question_names, shown


def write_draft(name: str, folder: Path | None) -> Path:
    """Write `<name>.rq` into `folder`, or into `queries/` of the source checkout; its path.

    `QuestionError` where the name is taken or no name, or there is no checkout and no folder;
    `OutputError` where the file cannot be written or is there.
    """
    if not NAME.fullmatch(name):
        raise QuestionError(
            f"{shown(name)} is no name for a question: take small letters, digits and hyphens"
        )
    if name in question_names():
        raise QuestionError(f"there is a question {name} already: take another name")
    path = (folder or _checkout()) / f"{name}.rq"
    draft = files("mithaq.queries").joinpath("draft.txt").read_text(encoding="utf-8")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(draft)
    except FileExistsError as error:
        raise OutputError(f"{path} is there already: take another name") from error
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error
    return path


def _checkout() -> Path:
    """The folder of the questions, where it is that of a source checkout."""
    queries = Path(str(files("mithaq.queries"))).resolve()
    if not queries.with_name("pyproject.toml").is_file():
        raise QuestionError("there is no source checkout here: name a folder with --into DIR")
    return queries
