"""The score as one page that a person can read without network or script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.score.bootstrap import Interval
from pipeline.score.changes import VERDICTS, Change, changes_by_rule
from pipeline.score.confidence import trusted
from pipeline.score.counts import LEVELS
from pipeline.score.items import Item
from pipeline.score.mistakes import KINDS, Mistake, around
from pipeline.score.plots import (
    SIDE,
    WIDTH,
    Bar,
    bar,
    bars_of_counts,
    line,
    reliability,
    risk_curve,
    worst,
)
from pipeline.score.scoring import Score, Split, numeric_error, tally_kinds

TEMPLATES: Final = Path(__file__).parent / "templates"
SHOWN: Final = (
    "study",
    "arm",
    "comparator",
    "subgroup",
    "outcome",
    "timepoint",
    "statistic",
    "value",
    "unit",
    "dispersion",
    "count",
    "denominator",
    "p_value",
)


@dataclass(frozen=True, slots=True)
class Page:
    """What the page shows: the score, the texts there are, and changes against an older version."""

    score: Score
    contents: Mapping[str, str] = field(default_factory=dict)
    risk: float = 0.01
    changes: tuple[Change, ...] | None = None
    unscored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """One mistake with its text around it and the two readings side by side."""

    mistake: Mistake
    before: str
    marked: str
    after: str
    rows: tuple[tuple[str, str, str, bool], ...]


def render(page: Page) -> str:
    """The page as HTML; everything that comes from a document or a row is escaped."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["percent"] = percent
    return environment.get_template("score.html.j2").render(
        **_figures(page), **_confidence(page), **_errors(page), **_changes(page)
    )


def percent(ratio: float) -> str:
    """A share as a percentage with one decimal."""
    return f"{100 * ratio:.1f}"


def write_page(path: Path, page: Page) -> None:
    """Writes the page in UTF-8."""
    path.write_text(render(page), encoding="utf-8")


def _figures(page: Page) -> dict[str, object]:
    score = page.score
    splits: dict[str, Split] = {
        "document": score.by_document(),
        "level": score.by("level"),
        "category": score.by("category"),
        "statistic": score.by("statistic"),
    }
    return {
        "levels": [(name, score.counts(name), score.intervals(name)) for name in LEVELS],
        "splits": splits,
        "rules": score.by_rule(),
        "documents": score.documents,
        "unscored": page.unscored,
        "f1": _forest(score),
        "fields": [
            bar(name, got.ratio, f"{percent(got.ratio)} % ({got.right} of {got.of})")
            for name, got in score.accuracies().items()
        ],
        "width": WIDTH,
        "side": SIDE,
    }


def _forest(score: Score) -> list[Bar]:
    """Strict F1 of each document, then of all with its interval over documents."""
    rows = []
    for doc_id, tally in score.by_document().items():
        f1 = tally["strict"].f1
        rows.append(bar(doc_id, f1, percent(f1)))
    total, spread = score.counts("strict").f1, score.intervals("strict")
    low, high = _ends(spread.f1) if spread is not None else (None, None)
    return [*rows, Bar("all", round(total * WIDTH, 1), percent(total), low, high)]


def _ends(interval: Interval) -> tuple[float, float]:
    return round(interval.low * WIDTH, 1), round(interval.high * WIDTH, 1)


def _confidence(page: Page) -> dict[str, object]:
    trust = trusted(page.score.alignments, page.risk)
    curve = risk_curve(trust.curve) if trust is not None else ()
    return {
        "trust": trust,
        "risk": page.risk,
        "curve": curve,
        "curve_line": line(curve),
        "worst_risk": worst(trust.curve) if trust is not None else 1.0,
        "bins": reliability(trust.bins) if trust is not None else (),
    }


def _errors(page: Page) -> dict[str, object]:
    listed = page.score.mistakes()
    ordered = sorted(listed, key=lambda mistake: KINDS.index(mistake.kind))
    grouped = groupby(ordered, key=lambda mistake: mistake.kind)
    return {
        "kinds": bars_of_counts(tally_kinds(listed).items()),
        "errors": [(kind, [_shown(m, page.contents) for m in group]) for kind, group in grouped],
        "numeric_error": numeric_error(listed),
    }


def _shown(mistake: Mistake, contents: Mapping[str, str]) -> Shown:
    extent, text = mistake.extent, contents.get(mistake.doc_id)
    if text is not None and extent is not None and extent.end <= len(text):
        before, marked, after = around(text, extent)
    else:
        item = mistake.gold or mistake.predicted
        before, marked, after = "", item.printed if item else "", ""
    return Shown(mistake, before, marked, after, _rows(mistake))


def _rows(mistake: Mistake) -> tuple[tuple[str, str, str, bool], ...]:
    gold, guess = mistake.gold, mistake.predicted
    rows = ((name, said(gold, name), said(guess, name), name in mistake.wrong) for name in SHOWN)
    return tuple(row for row in rows if row[1] or row[2])


def said(item: Item | None, name: str) -> str:
    """A field as a reader would write it; empty where it says nothing."""
    if item is None:
        return ""
    if name == "timepoint":
        days = f"day {item.timepoint_days}" if item.timepoint_days is not None else ""
        return " · ".join(part for part in (item.timepoint_text, days) if part)
    if name == "p_value" and item.p_value is not None:
        return f"{item.p_value.op} {item.p_value.value}"
    if name == "dispersion" and item.dispersion is not None:
        spread = item.dispersion
        numbers = (n for n in (spread.value, spread.low, spread.high) if n is not None)
        return f"{spread.type or '?'} {' to '.join(map(str, numbers))}"
    value = getattr(item, name)
    return "" if value is None else str(value)


def _changes(page: Page) -> dict[str, object]:
    listed: Sequence[Change] = page.changes or ()
    return {
        "verdicts": VERDICTS,
        "changes": page.changes,
        "changes_by_rule": changes_by_rule(listed),
    }
