"""The command that checks the graph: its texts, shapes and axioms, and what a reasoner says."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mithaq.cli import options

if TYPE_CHECKING:
    from mithaq.ontology.checking import Reasoner, Report

MISTAKES = 3
"""The exit status of a check that found mistakes."""


@click.command(epilog=options.examples("mithaq check", "mithaq check --reasoner never --json"))
@click.option(
    "--reasoner",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Whether HermiT is asked too; auto: where Java is there and the graph is small enough.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the findings as one JSON object.")
@options.graph
def check(reasoner: "Reasoner", *, as_json: bool, graph: Path) -> None:
    """Check the graph and say what is wrong with it.

    Asked are the texts (does every quote stand where its claim says?), the shapes in ontology/shapes.ttl, the axioms of the ontology, and the reasoner HermiT. Every mistake is one sentence; if there is any, the exit status is 3.
    """
    from mithaq.ontology.checking import check as check_graph

    report = check_graph(
        graph,
        reasoner=reasoner,
        progress=_show_step if sys.stderr.isatty() else None,
    )
    if as_json:
        click.echo(json.dumps(_as_object(report), ensure_ascii=False, indent=1))
    else:
        for finding in report.findings:
            click.echo(finding.message)
    _summarize(report)
    if report.findings:
        raise click.exceptions.Exit(MISTAKES)


def _show_step(name: str) -> None:
    click.echo(f"\r{name} … ", err=True, nl=False)


def _summarize(report: "Report") -> None:
    for step in report.steps:
        if step.note:
            click.echo(f"Note: {step.note}.", err=True)
    found = len(report.findings)
    times = ", ".join(f"{step.name} {step.seconds:.1f} s" for step in report.steps)
    result = f"{found} mistake{'' if found == 1 else 's'}" if found else "nothing is wrong"
    generation = report.generation
    click.echo(
        f"{generation.name}, {len(generation.documents)} documents, {generation.quads} quads: "
        f"{result} ({times}).",
        err=True,
    )


def _as_object(report: "Report") -> dict[str, object]:
    return {
        "generation": report.generation.name,
        "documents": len(report.generation.documents),
        "quads": report.generation.quads,
        "conforms": not report.findings,
        "steps": [
            {"name": step.name, "seconds": round(step.seconds, 3), "note": step.note}
            for step in report.steps
        ],
        "findings": [
            {
                "step": step.name,
                "rule": finding.rule,
                "subject": finding.subject,
                "documents": list(finding.documents),
                "message": finding.message,
            }
            for step in report.steps
            for finding in step.findings
        ],
    }
