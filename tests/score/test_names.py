"""Names of real reports: which are the same, and which only look so."""

import pytest

from pipeline.score.names import same_arm_by_id, same_name

SAME = [
    ("Dupilumab", "dupilumab group"),
    ("Dupilumab", "dupilumab-treated patients"),
    ("Dupilumab", "dupi-\n\nlumab"),
    ("Dupilumab", "du pilumab"),
    ("Placebo and Topical Glucocorticoids", "placebo + topical glucocorticoid"),
    ("EASI score", "EASI"),
    ("Mean EASI score", "EASI scores"),
    ("EASI-50", "EASI 50"),
    ("≥EASI-50", "EASI-50"),
    ("5-D pruritus scale score", "5D pruritus"),
    ("Study M12", "M12"),
    ("Serum total Ig E", "total IgE"),
    ("Change in EASI", "Change from baseline in the EASI score"),
    ("No. of patients with conjunctivitis", "Patients with conjunctivitis"),
    ("LDH ≥ 250 at 16 weeks", "LDH ⩾250 at week 16"),
    ("Non–steroid immunosuppressive drugs", "Previous non-steroid immunosuppressive drugs"),
    ("Age 10–20", "Age 10–20 years"),
    ("Randomly assigned patients", "Patients randomly allocated"),
    ("Randomised", "randomized patients"),
    ("Individuals enrolled", "Enrolled"),
    (None, None),
]
DIFFERENT = [
    ("Placebo", "Placebo and Topical Glucocorticoids"),
    ("Topical Glucocorticoids", "Placebo and Topical Glucocorticoids"),
    ("EASI 75", "EASI 90"),
    ("EASI", "EASI 75"),
    ("LDH ≥ 250 at 16 weeks", "LDH ≥ 250 at 32 weeks"),
    ("LDH ≥ 250 at 16 weeks", "LDH < 250 at 16 weeks"),
    ("Case 1", "Case 2"),
    ("M4A", "M4B"),
    ("Dupilumab 150 mg", "Dupilumab 300 mg"),
    ("Adverse events", "Serious adverse events"),
    ("Adverse events", "Adverse events leading to discontinuation"),
    ("Infection", "Skin infection"),
    ("Upper respiratory tract infection", "Lower respiratory tract infection"),
    ("Correlation of TARC with pruritus", "Correlation of TARC"),
    ("Moderate atopic dermatitis at entry", "Severe atopic dermatitis at entry"),
    ("Randomly assigned patients", "Patients enrolled"),
    ("Randomly selected patients", "Randomly assigned patients"),
    ("Placebo", None),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_name_in_other_clothes(one: str | None, other: str | None) -> None:
    """Case, hyphens, plurals, broken words and words like group do not make another name."""
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_that_only_look_alike(one: str | None, other: str | None) -> None:
    """A number, a sign, a partner or a telling word makes another name."""
    assert not same_name(one, other)
    assert not same_name(other, one)


@pytest.mark.parametrize(
    ("arm_id", "one", "other", "expected"),
    [
        ("dupilumab", "Dupilumab", "Dupilumab 300 mg weekly", True),
        ("dupilumab", "Case 1", "Case 2", False),
        ("dupilumab", "Case 1", "Dupilumab", False),
        ("dupilumab", "LDH < 250", "LDH ≥ 250", False),
        ("apremilast", "Apremilast 20 mg", "Apremilast 30 mg", False),
    ],
)
def test_an_arm_id_is_believed_only_where_names_allow(arm_id: str, one: str, other: str, expected: bool) -> None:
    """All cases and strata of a one-drug study share the drug's id; they are not one arm."""
    assert same_arm_by_id(arm_id, one, other) is expected
