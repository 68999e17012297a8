"""Row labels taken apart."""

from decimal import Decimal

import pytest

from pipeline.assemble.tables.labels import Label, parse, spread_name
from pipeline.extract import Extractor

CASES = [
    ("Age — yr", Label("Age", unit="a")),
    ("Male sex — no. (%)", Label("Male sex", "count_share")),
    ("Sex, n (%)", Label("Sex", "count_share")),
    ("Weight (kg)", Label("Weight", unit="kg")),
    ("Age, mean (SD), years", Label("Age", "mean", "SD", unit="a")),
    ("Mean EASI score ± SD", Label("EASI score", "mean", "SD")),
    ("BMI, kg/m2, median [IQR]", Label("BMI", "median", "IQR", unit="kg/m2")),
    ("Mean percent change ± SE in DLQI", Label("Change in DLQI", "mean", "SE", change="percent")),
    ("Change in itch score — %", Label("Change in itch score", unit="%", change="percent")),
    ("Percent change of POEM after 52 weeks", Label("Change of POEM", change="percent", time="after 52 weeks")),
    ("Change in EASI score — percentage points", Label("Change in EASI score", unit="%", change="change", points=True)),
    ("Mean no. of adverse events per patient", Label("Adverse events per patient", "mean")),
    ("Systolic blood pressure at week 12 (mmHg)", Label("Systolic blood pressure", unit="mm[Hg]", time="at week 12")),
    ("Survival, median (95% CI), months", Label("Survival", "median", "CI", Decimal(95), "mo")),
    ("Female", Label("Female")),
]


@pytest.mark.parametrize(("printed", "expected"), CASES)
def test_parse(printed: str, expected: Label, extractor: Extractor) -> None:
    """The outcome loses statistic, unit and time, and keeps what distinguishes it."""
    assert parse(printed, extractor.terms) == expected


@pytest.mark.parametrize(
    ("printed", "name"),
    [("s.d.", "SD"), ("SEM", "SE"), ("standard error of the mean", "SE"), ("Q1–Q3", "IQR"), ("min, max", "range"), ("95% CI", "CI"), ("VAS", None)],
)  # fmt: skip
def test_spread_name(printed: str, name: str | None) -> None:
    """SE is not SD; other words are no spread."""
    assert spread_name(printed) == name
