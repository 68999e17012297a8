"""Estimates between two groups have both of them and the outcome of their sentence, however they are bracketed."""

import pytest

from tests.assemble.prose.test_prose import ARMS, told

Row = tuple[str, str, str | None, str | None, str]

SENTENCES: list[tuple[str, list[Row]]] = [
    ("Bruising occurred in 15.0% of the Fluvoxin group and 39.5% of the placebo group "
     "(relative risk 0.38; 95% CI 0.12 to 0.87).",
     [("15.0", "proportion", "Fluvoxin", None, "Bruising"), ("39.5", "proportion", "Placebo", None, "Bruising"),
      ("0.38", "risk_ratio", "Fluvoxin", "Placebo", "Bruising")]),
    ("The rate of bruising was 15.0% with fluvoxin and 39.5% with placebo (odds ratio = 0.38, 95% CI = 0.12-0.87).",
     [("15.0", "proportion", "Fluvoxin", None, "Rate of bruising"),
      ("39.5", "proportion", "Placebo", None, "Rate of bruising"),
      ("0.38", "odds_ratio", "Fluvoxin", "Placebo", "Rate of bruising")]),
    ("Compared with placebo, fluvoxin lowered the annual rate of exacerbations (rate ratio 0.55; 95% CI 0.40 to 0.75).",
     [("0.55", "rate_ratio", "Fluvoxin", "Placebo", "Annual rate of exacerbations")]),
    ("Bruising was found in 15.0% with fluvoxin and 39.5% with placebo "
     "(difference, -24.5 percentage points; 95% CI, -40 to -9).",
     [("15.0", "proportion", "Fluvoxin", None, "Bruising"), ("39.5", "proportion", "Placebo", None, "Bruising"),
      ("-24.5", "risk_difference", "Fluvoxin", "Placebo", "Bruising")]),
    ("Stride length was 71 cm with fluvoxin and 64 cm with placebo (mean difference 7, 95% CI 2 to 12).",
     [("71", "mean", "Fluvoxin", None, "Stride length"), ("64", "mean", "Placebo", None, "Stride length"),
      ("7", "mean_difference", "Fluvoxin", "Placebo", "Stride length")]),
    ("There was no difference in the incidence of bruising between the groups (8.6 vs. 7.1%).",
     [("8.6", "proportion", "Fluvoxin", None, "Bruising"), ("7.1", "proportion", "Placebo", None, "Bruising")]),
    ("HbA1c decreased from 8.1% to 7.2% in the Fluvoxin group.",
     [("8.1", "mean", "Fluvoxin", None, "HbA1c"), ("7.2", "mean", "Fluvoxin", None, "HbA1c")]),
    ("Body weight rose by 1.8 kg in the Fluvoxin group but fell by 0.6 kg in the placebo group.",
     [("1.8", "mean_change", "Fluvoxin", None, "Change in body weight"),
      ("0.6", "mean_change", "Placebo", None, "Change in body weight")]),
    ("The most common complaints were headache (12% with fluvoxin vs. 8% with placebo) and nausea (10% vs. 4%).",
     [("12", "proportion", "Fluvoxin", None, "Headache"), ("8", "proportion", "Placebo", None, "Headache"),
      ("10", "proportion", "Fluvoxin", None, "Nausea"), ("4", "proportion", "Placebo", None, "Nausea")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rows"), SENTENCES)
def test_an_estimate_compares_the_groups_of_its_sentence(text: str, rows: list[Row]) -> None:
    """The active group against the one behind words of comparison, else against the control."""
    found = [r for r in told(text).results if r.source.start >= len(ARMS)]

    assert [(str(r.value), r.statistic, r.arm, r.comparator, r.outcome) for r in found] == rows


SPREADS = [
    ("Survival was 14.2 months (95% CI 11.0-17.1) with fluvoxin and 10.1 months (8.2-12.5) with placebo.", "CI"),
    ("Mean age was 54.2 (SD 9.1) years with fluvoxin and 55.0 (8.7) years with placebo.", "SD"),
    ("Mean age was 54.2 (9.1) years with fluvoxin and 55.0 (8.7) years with placebo.", None),
]


@pytest.mark.parametrize(("text", "kind"), SPREADS)
def test_a_spread_without_label_is_of_the_kind_its_sentence_names(text: str, kind: str | None) -> None:
    """Said to be inferred; of no kind where none is named."""
    found = [r for r in told(text).results if r.source.start >= len(ARMS)][-1]

    assert found.dispersion is not None
    assert found.dispersion.type == kind
    assert ("dispersion_inferred" in found.flags) == (kind is not None)


def test_a_time_behind_the_first_of_two_levels_is_its_own() -> None:
    """``from 34% after 12 months to 9% after 72 months`` tells nothing of baseline."""
    found = [
        r
        for r in told("Sick leave fell from 34.0% after 12 months to 8.8% after 72 months with fluvoxin.").results
        if r.source.start >= len(ARMS)
    ]

    assert [r.timepoint_days for r in found] == [365, 2190]
