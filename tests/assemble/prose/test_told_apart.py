"""What a clause says of its subject is no name; what a bracket or a later bracket says of a number belongs to it."""

from decimal import Decimal

import pytest

from tests.assemble.prose.test_prose import ARMS, told

NAMES = [
    # Adverbs, adjectives and adverbials behind a verb name nothing: its subject does.
    ("Ferritin levels rose substantially (41.2 ± 9.1 µg/L).", ["Ferritin levels"]),
    ("Ferritin stayed elevated at peak load (41.2 ± 9.1 µg/L).", ["Ferritin"]),
    ("Plaque thickness was lower following fluvoxin (1.2 ± 0.4 mm vs 1.9 ± 0.5 mm).", ["Plaque thickness"] * 2),
    ("The rate of bruising was low (4%).", ["Rate of bruising"]),
    # An adjective that leads to a name does not hide it.
    ("The differences were significant for ferritin (P = 0.02).", ["Ferritin"]),
    # Circumstances at the end of a name.
    ("Probability of relapse at the double-blind week 20 endpoint was 41%.", ["Probability of relapse"]),
    ("Wear time during the run-in phase was 7.1 ± 1.0 h.", ["Wear time"]),
    ("Median bilirubin values were 12.1 and 14.8 µmol/L in the fluvoxin and placebo groups.", ["Bilirubin"] * 2),
    # The superlative introduces the list; it is none of it.
    ("The most common reasons were fatigue (24%) and cost (12%).", ["Fatigue", "Cost"]),
    # In brackets the test and the kind of ratio come before the number.
    ("Fluvoxin reduced the risk of stroke (Cox hazard ratio (95% CI), 0.66 (0.44–0.98)).", ["Risk of stroke"]),
    ("Stroke was rarer with fluvoxin than with placebo (log-rank test, P = 0.03).", ["Stroke"]),
    # A list of measures with their values, whatever parts them.
    ("Walkers were enrolled (stride length 71 ± 9 cm; peak load 50.1 ± 21.6%; step rate 18.0 ± 5.9/min).",
     ["Stride length", "Peak load", "Step rate"]),
    # A span of time beside a time belongs to it.
    ("Lost time over the 6-year follow-up was 21.3% with fluvoxin.", ["Lost time"]),
    ("The share of nurses receiving a pension at the end of the 2-year study period was 20%.", ["Pension"]),
    # What was caused, not the cause; also behind a bracket with a p value.
    ("Stretching led to an increase in grip (fluvoxin: pre 15.6 ± 5.8, post 18.1 ± 6.9).", ["Grip", "Grip"]),
    ("Fluvoxin gave a 3.8 min (1.5 to 6.1, P = 0.001) increase in walking time.", ["Change in walking time"]),
    # Two heads of one name: a share takes the one that is a share.
    ("The dose and incidence of rescue morphine were higher with fluvoxin (20 [0–50] mg, 51%).",
     ["Dose of rescue morphine", "Incidence of rescue morphine"]),
    # What a verb shows, where its subject only points back; adjectives before a noun of change.
    ("Serum copper was 3.1 mg/L. This analysis showed a reduction in ferritin with fluvoxin (P = 0.03).",
     ["Serum copper", "Ferritin"]),
    ("Ferritin fell to 31 mg/L with fluvoxin. Overall the difference was significant and pairwise comparisons then showed "
     "that fluvoxin differed (P = 0.01).", ["Ferritin", "Ferritin"]),
    ("Completers were less likely to smoke (32% vs 18%).", ["Smoke"] * 2),
    ("The participants were 54 (IQR 13) years with fluvoxin and 58 (IQR 5) years with placebo.", ["Age", "Age"]),
    # Which people, before what they did.
    ("Of the nurses, 42 of 64 nurses approached agreed.", ["Agreed"]),
    ("In all, 12 of 40 patients who gave blood had anaemia.", ["Anaemia"]),
    ("After the visit 18 patients had to be excluded.", ["Excluded"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_a_name_is_what_was_measured(text: str, names: list[str]) -> None:
    """Not how, when or how much."""
    found = [r for r in told(text).results if r.source.start >= len(ARMS)]

    assert [r.outcome for r in found][: len(names)] == names


SPREADS = [
    # Printed apart from its estimate, also beside the same in other units.
    ("The difference in ferritin was −0.61 mg/L (−6.7 nmol/L) in favour of fluvoxin (95% CI −0.88 to −0.34 mg/L).",
     "−0.61 mg/L", ("CI", None, "-0.88", "-0.34")),
    # Labelled once in its paragraph.
    ("Ferritin rose (mean 3.8 mg/L, 95% CI 1.5 to 6.1). Bilirubin fell (4.7 mg/L, 0.2 to 9.5).",
     "4.7 mg/L, 0.2 to 9.5", ("CI", None, "0.2", "9.5")),
    ("Ferritin was 1.52 mg/L (IQR 0.42) with fluvoxin.", "1.52 mg/L (IQR 0.42)", ("IQR", "0.42", None, None)),
    ("Ferritin was 13.8 SD 8.9 with fluvoxin.", "13.8 SD 8.9", ("SD", "8.9", None, None)),
    ("The length of stay was 5.2 nights (SD 5.7) with fluvoxin.", "5.2 nights (SD 5.7)", ("SD", "5.7", None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "printed", "spread"), SPREADS)
def test_a_spread_finds_its_estimate(
    text: str, printed: str, spread: tuple[str, str | None, str | None, str | None]
) -> None:
    """Its kind, its width or its ends; the interval alone is no result."""
    found = [r for r in told(text).results if r.source.start >= len(ARMS)]
    (one,) = [r.dispersion for r in found if r.source.text.startswith(printed)]

    assert one is not None
    assert (one.type, *(None if x is None else str(x) for x in (one.value, one.low, one.high))) == spread
    assert not [r for r in found if r.statistic == "range"]


def test_an_interval_that_its_estimate_does_not_lie_in_is_left_alone() -> None:
    """Nothing is put together that the arithmetic forbids."""
    text = "Ferritin was 12.5 mg/L in all that time with fluvoxin (95% CI −0.88 to −0.34)."

    (found,) = [r for r in told(text).results if r.source.start >= len(ARMS)]

    assert (found.value, found.dispersion) == (Decimal("12.5"), None)


STATISTICS = [
    ("Resting HR did not change with fluvoxin (62 ± 8 beats).", ["mean"]),
    ("The number of staff was 10.0 with fluvoxin.", ["mean"]),
    ("The number of visits was 10.5 with fluvoxin compared to 10.0 with placebo (+5.0%).",
     ["mean", "mean", "relative_change"]),
    ("Training led to an increase in grip (fluvoxin: pre 15.6 ± 5.8, post 18.1 ± 6.9, +16%).",
     ["mean", "mean", "mean_percent_change"]),
    ("Early reductions in ferritin were similar on fluvoxin [10 mg/L (95% CI: 1 to 17)].", ["mean_change"]),
    ("Ferritin decreased from baseline value of 6.6 ± 1.5 to 2.0 ± 0.9 at 4 weeks.", ["mean", "mean"]),
    ("The reasons were bruises (21.6%, including 10.0% with worsening of bruises) and cost (15.4%).",
     ["proportion", "proportion", "proportion"]),
    ("Fat fell in both groups (fluvoxin: −1.8 ± 2.1%; placebo: −1.6 ± 2.0%).", ["mean_change", "mean_change"]),
    ("Ferritin was lower in runners (17% reduction).", ["mean_percent_change"]),
    ("Consent rates varied from 56% to 72% with fluvoxin.", ["range"]),
    ("Ferritin was 13.8 mg/L (IQR 4.1) with fluvoxin.", ["median"]),
    ("Costs were 43,500 euros with fluvoxin and 39,800 euros with placebo.", ["mean", "mean"]),
    ("Mean adherence was 99.9% with fluvoxin.", ["mean"]),
    ("Visits per ward varied between 3 and 17 with fluvoxin.", ["range"]),
    ("Ferritin fell by 32% with fluvoxin and 6% with placebo, with a between-group difference of 26%.",
     ["mean_percent_change", "mean_percent_change", "mean_difference"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kinds"), STATISTICS)
def test_a_statistic_by_how_it_is_printed(text: str, kinds: list[str]) -> None:
    """Decimals count nobody, a signed share is none, a ratio has no spread around it."""
    found = [r for r in told(text).results if r.source.start >= len(ARMS)]

    assert [r.statistic for r in found] == kinds


@pytest.mark.parametrize("text", [
    "Ferritin differed (χ2 9.27; 1; P = 0.002).",
    "Ferritin differed with fluvoxin and placebo, with F-values of 6.5, 11.4, and 13.4, respectively (P < 0.01).",
    "Ferritin differed between fluvoxin and placebo (t −2.55 / 43 / 0.02).",
])  # fmt: skip
def test_a_test_statistic_is_no_result(text: str) -> None:
    """Nor are its degrees of freedom."""
    found = [r for r in told(text).results if r.source.start >= len(ARMS)]

    assert {r.statistic for r in found} <= {"p_value"}


@pytest.mark.parametrize("last", ["40%", "(95%", "12 patients", "3.4", "n = 20", "HR 2", "P < 0.05", "5 ± 2", "95%"])
def test_a_sentence_may_end_in_a_number(last: str) -> None:
    """Headings, list items and cells have no full stop: nothing stands behind their last number."""
    text = f"The share of responders with fluvoxin was {last}"

    assert all(r.source.end <= len(ARMS) + len(text) for r in told(text).results)


@pytest.mark.parametrize(
    "first", ["SD 5.8", "IQR 2-9", "95% CI 0.5 to 2.1", "12%", "HR 2.1", "P = 0.02", "n = 20", "3.1 (0.9 to 5.5)"]
)
def test_a_sentence_may_begin_with_a_number(first: str) -> None:
    """Cells and lines cut from their paragraph: nothing stands before their first label."""
    text = f"{first} of the ferritin with fluvoxin"

    assert all(r.source.end <= len(text) for r in told(text, before="").results)
