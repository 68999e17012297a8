"""A field of medicine is files in ``configs/``: it gives canonical ids, and nothing is read because of it."""

from collections.abc import Mapping
from dataclasses import fields

import pytest

import pipeline
from pipeline.configuration import root
from pipeline.document import Document
from pipeline.extract import Extractor
from pipeline.lexicon import read_lexicon
from pipeline.schema import Result

# ORCHARD-PSO is an invented trial: no figure of it is anybody's result.
REPORT = """Methods

ORCHARD-PSO is an invented 24-week trial in adults with plaque psoriasis. Patients were randomly assigned to receive guselkumab \
(n = 120), apremilast (n = 118), or placebo (n = 60).

Results

At week 16, a PASI 90 response was achieved by 72.5% of patients in the guselkumab group, 21.2% in the apremilast group, and 3.3% \
in the placebo group. At week 16, an IGA score of 0 or 1 was reached by 82.5% of the patients who received guselkumab and 8.3% of \
those who received placebo (P < 0.001). The mean change in DLQI score at week 16 was -10.4 with guselkumab, -6.1 with apremilast, \
and -1.2 with placebo. The mean itch NRS score fell from 7.1 to 1.9 in the guselkumab group.

Table 2. Response at week 16.

Outcome Guselkumab Apremilast Placebo
(N = 120) (N = 118) (N = 60)

PASI 75, n (%) 104 (86.7) 44 (37.3) 5 (8.3)
PASI 100, n (%) 43 (35.8) 5 (4.2) 0
DLQI 0/1, n (%) 62 (51.7) 27 (22.9) 3 (5.0)
Scalp PSSI, mean ± SD 3.1±4.0 9.8±8.2 18.6±9.9
NAPSI, mean ± SD 12.2±9.0 19.4±11.3 25.0±12.1
BSA, mean ± SD 3.0±4.4 11.8±9.5 22.1±12.6
"""
# What a lexicon may add: ids, the unit of a scale, and by which rule and how surely a known name was found.
OF_THE_LEXICON = {"arm_id", "outcome_id", "unit", "rule", "evidence", "confidence", "tuple_id"}


@pytest.fixture(scope="module")
def psoriasis() -> Extractor:
    """The pack, loaded once."""
    return pipeline.load("plaque_psoriasis")


def _rest(result: Result) -> Mapping[str, object]:
    return {f.name: getattr(result, f.name) for f in fields(result) if f.name not in OF_THE_LEXICON}


def test_same_tuples_without_the_pack(psoriasis: Extractor) -> None:
    """The default reads every number, arm, outcome, time and place that the pack reads."""
    report = Document("orchard", REPORT)
    with_ids, without = psoriasis.of(report).results, pipeline.load("default").of(report).results

    assert [_rest(r) for r in with_ids] == [_rest(r) for r in without]
    assert {r.outcome_id for r in without} == {None}
    assert {r.arm_id for r in without} == {None, "placebo"}


def test_canonical_ids(psoriasis: Extractor) -> None:
    """Every efficacy result of prose and table has the id of its outcome and of its arm."""
    found = [r for r in psoriasis.of(Document("orchard", REPORT)).results if r.category != "disposition"]
    told: dict[str | None, list[tuple[str | None, str]]] = {}
    for r in found:
        told.setdefault(r.outcome_id, []).append((r.arm_id, str(r.value)))

    assert told == {
        "PASI-90": [("guselkumab", "72.5"), ("apremilast", "21.2"), ("placebo", "3.3")],
        "IGA-0/1": [("guselkumab", "82.5"), ("placebo", "8.3")],
        "DLQI": [("guselkumab", "-10.4"), ("apremilast", "-6.1"), ("placebo", "-1.2")],
        "pruritus-NRS": [("guselkumab", "7.1"), ("guselkumab", "1.9")],
        "PASI-75": [("guselkumab", "86.7"), ("apremilast", "37.3"), ("placebo", "8.3")],
        "PASI-100": [("guselkumab", "35.8"), ("apremilast", "4.2"), ("placebo", "0")],
        "DLQI-0/1": [("guselkumab", "51.7"), ("apremilast", "22.9"), ("placebo", "5.0")],
        "PSSI": [("guselkumab", "3.1"), ("apremilast", "9.8"), ("placebo", "18.6")],
        "NAPSI": [("guselkumab", "12.2"), ("apremilast", "19.4"), ("placebo", "25.0")],
        "BSA": [("guselkumab", "3.0"), ("apremilast", "11.8"), ("placebo", "22.1")],
    }


@pytest.mark.parametrize(
    ("printed", "outcome_id"),
    [
        ("PASI ≤ 2", "PASI<=2"),
        ("Absolute PASI <1", "PASI<1"),
        ("sPGA 0/1", "sPGA-0/1"),
        ("DLQI score of 0 or 1", "DLQI-0/1"),
        ("PSSD symptom score", "PSSD-symptom"),
        ("Skin pain NRS", "skin-pain-NRS"),
        ("PSSI 90", "PSSI-90"),
    ],
)
@pytest.mark.parametrize(
    ("arm", "arm_id"),
    [
        ("Ixekizumab", "ixekizumab"),
        ("Cosentyx", "secukinumab"),
        ("BMS-986165", "deucravacitinib"),
        ("Ciclosporin", "cyclosporine"),
        ("Certolizumab", "certolizumab-pegol"),
        ("PUVA", "PUVA"),
    ],
)
def test_other_names(psoriasis: Extractor, printed: str, outcome_id: str, arm: str, arm_id: str) -> None:
    """Brand names, development codes and cut-offs of a score lead to the same ids."""
    assert psoriasis.terms.outcome_id(printed) == outcome_id
    assert psoriasis.terms.arm_id(arm) == arm_id


def test_packs_agree() -> None:
    """One thing has one id, whichever field it is read in: results of two packs can be pooled."""
    lexicons = root() / "lexicons"
    for kind in ("outcomes", "interventions"):
        first = {t.surface.casefold(): t.id for t in read_lexicon(str(lexicons / f"{kind}.csv"))}
        second = {t.surface.casefold(): t.id for t in read_lexicon(str(lexicons / f"psoriasis_{kind}.csv"))}
        shared = first.keys() & second.keys()

        assert shared
        assert {s: first[s] for s in shared} == {s: second[s] for s in shared}
