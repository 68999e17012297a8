"""``python -m pipeline`` is ``armwise``."""

from pipeline.cli import main

main()
