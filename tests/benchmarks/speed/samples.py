"""What is timed: a report of the corpus in each format, and real articles where ../shared has them."""

from pathlib import Path
from typing import Final

from pipeline.extract import Extractor
from tests.benchmarks.speed.printing import as_jats, as_pdf

ROOT: Final = Path(__file__).parents[3]
_SHARED: Final = ROOT.parent / "shared"
_REPORT: Final = ROOT / "corpus" / "four-trials-dupilumab.txt"
_ARTICLES: Final = 32  # one in so many
_PDFS: Final = 32


def samples(extractor: Extractor, folder: Path) -> dict[str, list[Path]]:
    """The files of each sample by its name; the folder takes what is printed for it."""
    report = extractor(_REPORT)
    found = {
        "text": [_REPORT],
        "JATS": [as_jats(report, folder / "report.xml")],
        "PDF": [as_pdf(report, folder / "report.pdf")],
        "articles, JATS": sorted((_SHARED / "jats").glob("*.xml"))[::_ARTICLES],
        "articles, PDF": sorted((_SHARED / "peers" / "yun2024" / "pdf").glob("*.pdf"))[::_PDFS],
    }
    return {name: paths for name, paths in found.items() if paths}
