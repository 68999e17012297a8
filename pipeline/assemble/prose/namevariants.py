"""Other forms of a group's name that mean the same: ``enteral feeding`` and ``enteral``, ``A plus B`` and ``A + B``."""

from collections.abc import Iterator
from typing import Final

from pipeline.assemble.prose.lexis import words

# Nouns that say of what sort a treatment is, not which one.
_SORTS: Final = words(
    "condition conditions feeding intervention interventions program programme programs programmes training stent "
    "stents vaccine vaccination regimen strategy beverage drink juice capsule capsules tablet tablets gel cream "
    "ointment solution infusion device procedure surgery technique method approach diet clusters sites schools "
    "practices hospitals clinics wards centers centres education counseling counselling exercise exercises massage "
    "supplement supplements"
)
_ADDED: Final = words("plus &")


def variants(key: str) -> Iterator[str]:
    """The names that mean the same where a document has them too."""
    told = key.split()
    if len(told) > 1 and told[-1] in _SORTS:
        yield " ".join(told[:-1])
    if not _ADDED.isdisjoint(told):
        yield " ".join("+" if word in _ADDED else word for word in told)
