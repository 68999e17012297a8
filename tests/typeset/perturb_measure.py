"""Which outcome tuples change when the typography of a document does.

``python -m tests.typeset.perturb_measure`` measures held-out articles and the project's own reports; see ``--help``.
"""

import argparse
import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pipeline
from pipeline.extent import fold
from pipeline.extract import Extractor
from pipeline.schema import Result
from tests.typeset import truth
from tests.typeset.measure import articles
from tests.typeset.pdf_articles import printed
from tests.typeset.pdf_measure import as_read
from tests.typeset.pdf_styles import STYLES, Style
from tests.typeset.perturb import KINDS, MARKED_UP, PLAIN, Change, in_table, in_xml
from tests.typeset.truth import TrueTable

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT.parent / "shared" / "jats"
_NAMES = ("study", "arm", "comparator", "subgroup", "outcome", "timepoint_text")
_VALUES = ("category", "statistic", "value", "unit", "count", "denominator", "dispersion", "p_value", "timepoint_days")


# Vera has a glyph for every sign the changes print.
_PAGE = replace(STYLES[0], font="Vera", bold="VeraBd", size=7)
_LOOKS: Mapping[str, tuple[Change, Style]] = {
    **{name: (change, _PAGE) for name, change in KINDS.items()},
    "lost rules": (str, replace(_PAGE, rules="none")),
    "horizontal rules only": (str, replace(_PAGE, rules="booktabs")),
    "split headers": (str, replace(_PAGE, head=24.0)),
}
Content = tuple[object, ...]


@dataclass(slots=True)
class Kept:
    """Of the tuples of the unchanged documents: how many come back alike, and the most that either side has."""

    alike: int = 0
    all: int = 0
    changed: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Of the tuples of the larger side, that are on both."""
        return self.alike / self.all if self.all else 1.0


def content(result: Result) -> Content:
    """What a tuple says, without where; names with their typography levelled."""
    names = tuple(_level(getattr(result, name) or "") for name in _NAMES)
    return (*names, *(getattr(result, name) for name in _VALUES), result.arm_n, result.source.section)


def _level(name: str) -> str:
    return re.sub(r"[\W_]+", "", fold(unicodedata.normalize("NFKC", name)).lower())


def changes(path: Path) -> Mapping[str, Change]:
    """All ways of changing the file, by name: each gives its whole text anew."""
    if path.suffix == ".xml":
        inside = {name: (lambda raw, c=change: in_xml(raw, c)) for name, change in KINDS.items()}
        return {**inside, **MARKED_UP}
    return {**KINDS, **PLAIN}


def measured(paths: Iterable[Path], extractor: Extractor, kinds: Iterable[str] = ()) -> dict[str, Kept]:
    """For each way of changing the documents, what is kept of their tuples."""
    wanted = frozenset(kinds)
    total: dict[str, Kept] = {}
    for path in paths:
        raw = path.read_text("utf-8")
        before = Counter(map(content, extractor(path).results))
        for name, change in changes(path).items():
            changed = change(raw)
            if (wanted and name not in wanted) or changed == raw:
                continue
            after = Counter(map(content, _results(path, changed, extractor)))
            _count(total.setdefault(name, Kept()), path, before, after)
    return total


def _results(path: Path, raw: str, extractor: Extractor) -> tuple[Result, ...]:
    with tempfile.TemporaryDirectory() as folder:
        changed = Path(folder) / path.name
        changed.write_text(raw, "utf-8")
        return extractor(changed).results


def of_pages(paths: Iterable[Path], extractor: Extractor, kinds: Iterable[str] = ()) -> dict[str, Kept]:
    """The same for the articles' tables set on PDF pages, where rules and the width of heads change as well."""
    wanted = frozenset(kinds)
    total: dict[str, Kept] = {}
    for path in paths:
        tables = list(truth.tables(path))
        before = _of_page(path, tables, _PAGE, extractor)
        for name, (change, style) in _LOOKS.items():
            if not wanted or name in wanted:
                changed = [in_table(table, change) for table in tables]
                if changed != tables or style != _PAGE:
                    _count(total.setdefault(name, Kept()), path, before, _of_page(path, changed, style, extractor))
    return total


def _of_page(path: Path, tables: Sequence[TrueTable], style: Style, extractor: Extractor) -> Counter[Content]:
    return Counter(map(content, extractor.of(as_read(printed(path.stem, tables, style))).results))


def _count(kept: Kept, path: Path, before: Counter[Content], after: Counter[Content]) -> None:
    kept.alike += (before & after).total()
    kept.all += max(before.total(), after.total())
    kept.changed += [f"{path.stem} - {_told(key)}" for key in (before - after).elements()]
    kept.changed += [f"{path.stem} + {_told(key)}" for key in (after - before).elements()]


def _told(key: Content) -> str:
    return " | ".join(str(part) for part in key if part not in {None, ""})


def report(total: Mapping[str, Kept], shown: int) -> Iterator[str]:
    """A line for each kind, worst first, and examples."""
    for name, kept in sorted(total.items(), key=lambda item: item[1].share):
        yield f"{kept.share:.3f} {kept.alike:6} of {kept.all:6}  {name}"
        yield from (f"        {line}" for line in sorted(kept.changed)[:shown])


def main() -> None:
    """Print what is kept of each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--development", action="store_true", help="the half that may be tuned on")
    parser.add_argument("--every", type=int, default=8, help="only every so manieth article")
    parser.add_argument("--kinds", nargs="*", default=[])
    parser.add_argument("--of", nargs="*", default=["own", "articles", "pages"], help="own, articles, pages")
    parser.add_argument("--show", type=int, default=0, help="print so many changed tuples of each kind")
    given = parser.parse_args()
    extractor = pipeline.load()
    found = articles(ARTICLES, held_out=not given.development)[:: given.every] if ARTICLES.is_dir() else []
    own = sorted((ROOT / "corpus").glob("*.txt"))
    for title, paths, measure in (("own", own, measured), ("articles", found, measured), ("pages", found, of_pages)):
        if title in given.of:
            print(f"{title}: {len(paths)}")  # noqa: T201
            for line in report(measure(paths, extractor, given.kinds), given.show):
                print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
