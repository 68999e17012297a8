"""Measures how often each rule is strictly right on the gold and writes configs/confidence.csv.

Run as ``python -m tests.calibrate`` (``make calibrate``). The share is smoothed towards one half by one right and one wrong
tuple (Laplace), so that a rule seen twice does not claim certainty. Measured on the documents the rules were written on: an upper
bound for others.
"""

import csv
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import pipeline
from pipeline.schema import result_line
from pipeline.score import predictions, read_gold, score

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "configs" / "confidence.csv"
TEXTS = (ROOT / "corpus", ROOT.parent / "shared" / "seeds")


def measured() -> dict[str, Decimal]:
    """The smoothed strict precision of each rule over all gold documents whose text is here."""
    extractor = pipeline.load("atopic_dermatitis")
    gold = read_gold(ROOT / "gold")
    files = [path for folder in TEXTS for path in sorted(folder.glob("*.txt")) if path.stem in gold]
    lines = [result_line(r) for path in files for r in extractor(path).results]
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        predicted.write_text("\n".join(lines) + "\n", encoding="utf-8")
        judged = score(gold, predictions([predicted]), {path.stem for path in files})
    tallies = {rule: levels["strict"] for rule, levels in judged.by_rule().items()}
    return {
        rule: (Decimal(c.tp + 1) / Decimal(c.tp + c.fp + 2)).quantize(Decimal("0.01"))
        for rule, c in sorted(tallies.items())
        if c.tp + c.fp
    }


def main() -> None:
    """Write the table; the number of rules goes to standard output."""
    found = measured()
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("id", "surface", "note"))
        writer.writerows((str(confidence), rule, "") for rule, confidence in found.items())
    sys.stdout.write(f"{len(found)} rules in {TARGET.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
