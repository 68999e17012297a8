"""Tuples stay what they are when only the typography of a document changes."""

from pathlib import Path

import pytest

from pipeline.extract import Extractor
from tests.typeset.measure import articles
from tests.typeset.perturb import KINDS, MARKED_UP, PLAIN, in_xml
from tests.typeset.perturb_measure import ARTICLES, ROOT, Kept, measured

FLOOR = 0.95  # of the tuples, in each way of changing the typography
_OWN = [ROOT / "corpus" / "korea-52-weeks.txt"]


@pytest.mark.parametrize(
    ("kind", "printed", "changed"),
    [
        ("hyphens for dashes", "−3.1 (−4.0 to −2.2), 2–4", "-3.1 (-4.0 to -2.2), 2-4"),
        ("minus signs", "-3.1 and 2-4 and EASI-75", "−3.1 and 2-4 and EASI-75"),
        ("en dashes in ranges", "2-4 weeks, EASI-75", "2–4 weeks, EASI-75"),
        ("thin spaces", "3.4 ± 1.1, n = 54 of us", "3.4\u2009±\u20091.1, n\u2009=\u200954\u2009of us"),
        ("tight signs", "P < 0.001, 3.4 ± 1.1", "P<0.001, 3.4±1.1"),
        ("wide signs", "P<0.001, 3.4±1.1", "P < 0.001, 3.4 ± 1.1"),
        ("decimal comma", "3.4 (1.1,2.2) of 1,525; 0.05", "3,4 (1,1; 2,2) of 1\u00a0525; 0,05"),
        ("middle dots", "3.4 and section 1.2.3", "3·4 and section 1.2.3"),
        ("ligatures", "five affected offices", "ﬁve aﬀected oﬃces"),
        ("curly quotes", '"well", Dunn\'s', "“well”, Dunn’s"),
    ],
)
def test_kinds_change_what_they_say(kind: str, printed: str, changed: str) -> None:
    """And leave names such as EASI-75 alone."""
    assert KINDS[kind](printed) == changed


def test_long_lines_are_broken_as_printers_do() -> None:
    """Joined again without the hyphens they are the same words."""
    line = " ".join(
        ["corticosteroids were administered intravenously to all hospitalised participants every fortnight"] * 3
    )

    broken = PLAIN["hyphenated lines"](line)

    assert "-\n" in broken
    assert max(map(len, broken.split("\n"))) <= 70
    assert broken.replace("-\n", "").replace("\n", " ") == line


def test_mark_up_stays_while_its_words_change() -> None:
    """Tags, attributes and comments are not text."""
    raw = '<p id="a.5-1"><!-- 1.5 -->1.5 &lt; 2.5</p><thead><tr><th>Arm (n = 20)</th></tr></thead>'

    assert in_xml(raw, KINDS["middle dots"]).startswith('<p id="a.5-1"><!-- 1.5 -->1·5 &lt; 2·5</p>')
    assert "<th>Arm<break/>(n<break/>=<break/>20)</th>" in MARKED_UP["split headers"](raw)


def _short(found: dict[str, Kept], floor: float = FLOOR) -> dict[str, list[str]]:
    """The kinds that change too many tuples, with the first of them."""
    return {name: [f"{kept.share:.3f}", *kept.changed[:4]] for name, kept in found.items() if kept.share < floor}


def test_own_reports_give_the_same_tuples(extractor: Extractor) -> None:
    """In every way of changing them; ``make perturb`` measures more documents."""
    found = measured(_OWN, extractor)

    assert len(found) >= 12
    assert not _short(found)


@pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"the articles are not in {ARTICLES}")
def test_articles_give_the_same_tuples(extractor: Extractor) -> None:
    """One held-out article, in every way of changing it."""
    smallest: list[Path] = sorted(articles(ARTICLES, held_out=True), key=lambda path: path.stat().st_size)[20:21]

    found = measured(smallest, extractor)

    assert len(found) >= 15
    assert not _short(found)
