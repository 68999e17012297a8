"""Printed units become UCUM codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ucumvert import get_ucum_parser

from pipeline.configuration import root
from pipeline.lexicon import read_lexicon
from pipeline.normalise.reader import Reader
from pipeline.normalise.units import Units

TERMS = read_lexicon(str(root() / "lexicons" / "units.csv"))
UNITS = Units(TERMS)
READER = Reader(UNITS)
GRAMMAR = get_ucum_parser()

# Spellings as journals print them, one group a line: prefixes, powers, divisions, raised digits lost, words.
SPELLINGS = {
    "mg/dL": ("mg/dL", "mg/dl", "mg / dl", "mg per deciliter", "milligrams per decilitre", "mg dL−1", "mg·dL−1"),
    "mL": ("mL", "ml", "milliliters"),
    "ug/mL": ("µg/ml", "μg/mL", "µg·mL⁻¹", "mcg/mL"),
    "mL/min/{1.73_m2}": ("ml/min/1.73 m2", "mL/min/1.73m²", "mL/min per 1.73 m2"),
    "mL/kg/min": ("mL/kg/min", "ml·kg−1·min−1", "ml kg-1 min-1"),
    "kg/m2": ("kg/m2", "kg/m²", "kg/m^2", "kg m−2", "kg·m⁻²", "kg per square meter"),
    "10*9/L": ("× 10^9/L", "x10^9/L", "x 10(9)/l", "× 109/L", "×10⁹/L", "× 10^9 L−1"),
    "10*-3": ("× 10−3", "×10^-3", "x 10^(-3)"),
    "10*6.{cells}/mL": ("× 106 cells/ml", "×10^6 cells/mL"),
    "m/s": ("m/s", "m s−1", "m·s-1", "meters per second"),
    "mm[Hg]": ("mm Hg", "mmHg"),
    "[IU]/L": ("IU/L", "U/L"),
    "u[IU]/mL": ("µIU/mL", "μIU/ml"),
    "meq/L": ("mEq/L",),
    "mosm/kg": ("mOsm/kg",),
    "mmol/L": ("mmol/L", "mmol/l", "mM", "mmol per liter"),
    "ng.h/mL": ("ng·h/mL", "ng•h/mL"),
    "dyn.s/cm5": ("dyn·s·cm-5",),
    "mg/kg/d": ("mg/kg/day", "mg/kg/d", "mg/kg per day"),
    "kcal/d": ("kcal/d", "kcal per day"),
    "[ppth]": ("‰",),
    "%{weight}": ("wt%", "wt.%", "wt. %"),
    "Cel/min": ("°C/min",),
    "MPa": ("MPa",),
    "10*6.a": ("Ma",),
    "Mg/har/a": ("Mg ha−1 year−1",),
    "mA/g": ("mA g−1", "mA g− 1"),
    "/cm3": ("cm−3",),
    "[diop]": ("D", "dioptres"),
    "{score}": ("points",),
}
CASES = [(printed, code) for code, spellings in SPELLINGS.items() for printed in spellings]


@pytest.mark.parametrize(("printed", "code"), CASES)
def test_a_spelling_is_its_code(printed: str, code: str) -> None:
    """The unit behind a number is read whole, and its code is UCUM by grammar."""
    (quantity,) = READER.find(f"It was 4.3 {printed} then.")

    assert quantity.unit == code
    assert quantity.extent.of(f"It was 4.3 {printed} then.") == f"4.3 {printed}"
    GRAMMAR.parse(code)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("2 mm-3 mm", {"mm"}),  # a range, not millimetres to the power of minus three
        ("in 3 A and 4 S", {None}),  # a factor alone is no unit
        ("6 m were men", {"m"}),
        ("25 mgs", {None}),
        ("12 x 10 trials", {None}),
        ("4 x 100 of them", {None}),
        ("5 mg in 2 mL", {"mg", "mL"}),
    ],
)
def test_what_is_no_unit(text: str, units: set[str | None]) -> None:
    """Letters that only look like a unit, or like a part of one, are left alone."""
    assert {quantity.unit for quantity in READER.find(text)} == units


def test_the_lexicon_is_ucum() -> None:
    """Every code of the lexicon is UCUM by grammar."""
    for term in TERMS:
        GRAMMAR.parse(term.id)


SIMPLE = st.sampled_from(["g", "mg", "kg", "mL", "L", "mmol", "µg", "IU", "min", "h", "day", "cm2", "m2", "kcal"])


@given(SIMPLE, st.lists(SIMPLE, max_size=2), st.sampled_from(["/", " / ", " per "]))
def test_a_quotient_is_valid_and_found_whole(first: str, others: list[str], by: str) -> None:
    """Any quotient of known units is one unit, valid by grammar, with as many divisions as were printed."""
    printed = by.join([first, *others])
    (quantity,) = READER.find(f"7 {printed}")

    assert quantity.unit is not None
    assert quantity.unit.count("/") == len(others)
    assert len(quantity.extent) == len(f"7 {printed}")
    GRAMMAR.parse(quantity.unit)
