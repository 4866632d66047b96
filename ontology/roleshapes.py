"""The shapes of roles, made from `mithaq.ttl`: which roles a situation has, and what fills them.

They stand at the end of `shapes.ttl`, where every SHACL tool finds them. A test says when roles or
ranges have changed; then write them anew:

    python -m mithaq.ontology.roleshapes
"""

from collections.abc import Iterator
from pathlib import Path

from mithaq.iris import local_name
from mithaq.ontology.facttypes import FactType, Role, fact_types
from mithaq.ontology.vocabulary import superclasses

MARK = "# Roles: made from mithaq.ttl by `python -m mithaq.ontology.roleshapes`\n"

# What a text may leave open: by whom an attack was, where a summit was held.
_MAY_BE_UNKNOWN = frozenset(
    {
        ("Incident", "party"),
        ("Incident", "place"),
        ("Meeting", "body"),
        ("Meeting", "place"),
        ("Mission", "place"),
    }
)
_SHAPES = "<https://w3id.org/mithaq/shapes>"


def role_shapes() -> str:
    """The shapes of every type of situation, realized or not, in Turtle without prefixes."""
    return "\n".join("".join(_type_shapes(fact_type)) for fact_type in fact_types().values())


def with_role_shapes(shapes: str) -> str:
    """The text of `shapes.ttl` with the shapes of roles made anew."""
    written_by_hand = shapes.partition(MARK)[0].rstrip()
    return f"{written_by_hand}\n\n{MARK}\n{role_shapes()}"


def top_kinds(role: Role) -> tuple[str, ...]:
    """The classes of what may fill `role`, without those below another of them."""
    return tuple(sorted(kind for kind in role.kinds if role.kinds.isdisjoint(superclasses(kind))))


def _type_shapes(fact_type: FactType) -> Iterator[str]:
    kind = local_name(fact_type.iri)
    shapes = [(role, f"ms:{kind}-{local_name(role.property)}") for role in fact_type.roles]
    wanted = [(role, shape) for role, shape in shapes if role.core or role.kinds]
    yield f"ms:{kind}\n    a sh:NodeShape ;\n    sh:targetClass mq:{kind} ;\n"
    yield f"    sh:target [ a sh:SPARQLTarget ; sh:prefixes {_SHAPES} ;\n"
    yield f'        sh:select "SELECT ?this WHERE {{ ?this mq:wouldBe mq:{kind} }}" ] ;\n'
    listed = " ,\n        ".join(shape for _role, shape in wanted)
    yield f"    sh:property\n        {listed} ;\n.\n"
    for role, shape in wanted:
        yield "".join(_role_shape(kind, role, shape))


def _role_shape(kind: str, role: Role, shape: str) -> Iterator[str]:
    name = local_name(role.property)
    kinds = top_kinds(role)
    least = role.core and (kind, name) not in _MAY_BE_UNKNOWN
    most = role.core and not role.several
    yield f"\n{shape}\n    sh:path mq:{name} ;\n"
    if least:
        yield "    sh:minCount 1 ;\n"
    if most:
        yield "    sh:maxCount 1 ;\n"
    if len(kinds) == 1:
        yield f"    sh:class mq:{kinds[0]} ;\n"
    elif kinds:
        yield f"    sh:or ( {' '.join(f'[ sh:class mq:{each} ]' for each in kinds)} ) ;\n"
    yield f'    sh:message "{_message(kind, role, kinds, least=least, most=most)}"@en ;\n.\n'


def _message(kind: str, role: Role, kinds: tuple[str, ...], *, least: bool, most: bool) -> str:
    many = {
        (True, True): "exactly one",
        (True, False): "at least one",
        (False, True): "at most one",
        (False, False): "as",
    }[least, most]
    of_class = f" ({' or '.join(kinds)})" if kinds else ""
    return (
        f"{kind} has {many} {local_name(role.property)}{of_class}; "
        "correct it with `mithaq review`, or mend the frame that read it"
    )


if __name__ == "__main__":
    _FILE = Path(__file__).with_name("shapes.ttl")
    _FILE.write_text(with_role_shapes(_FILE.read_text(encoding="utf-8")), encoding="utf-8")
