# Two commands on a fresh machine with Python 3.11+ and make: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PATHS ?= corpus
PEERS ?= ../shared/peers
OUT ?= out
STAMP := $(VENV)/.installed

.PHONY: demo test lint types imports unit score calibrate bench typeset perturb twins scale clean train

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $(STAMP)

demo: $(STAMP)  ## install, then run the main job on PATHS (default: corpus/)
	@mkdir -p $(OUT)
	@$(BIN)/armwise extract $(PATHS)
	@$(BIN)/armwise extract $(PATHS) --to $(OUT)/results.jsonl
	@$(BIN)/armwise extract $(PATHS) --to $(OUT)/results.csv
	@$(BIN)/armwise extract $(PATHS) --to $(OUT)/results.sqlite

test: $(STAMP) lint types imports unit  ## everything CI runs

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

imports: $(STAMP)
	$(BIN)/lint-imports

unit: $(STAMP)
	$(BIN)/python -m pytest

score: $(STAMP)  ## how right the pipeline is on the gold it has texts for
	@mkdir -p $(OUT)
	@$(BIN)/armwise extract corpus $(wildcard ../shared/seeds/0*.txt) --to $(OUT)/scored.jsonl
	@$(BIN)/armwise score $(OUT)/scored.jsonl --html $(OUT)/score.html

calibrate: $(STAMP)  ## measure each rule on the gold, write configs/confidence.csv
	@$(BIN)/python -m tests.calibrate

train: $(STAMP)  ## learn configs/weights from RCT-ART in PEERS and from our own gold
	@$(BIN)/python -m tests.training --peers $(PEERS)

bench: $(STAMP)  ## four public benchmarks on PEERS; what is absent is skipped
	@$(BIN)/python -m tests.benchmarks.report --peers $(PEERS) --to $(OUT)/benchmarks

typeset: $(STAMP)  ## tables of the held-out articles set on PDF pages and read back, a line for each look
	@$(BIN)/python -m tests.typeset.pdf_measure

chaos: $(STAMP)  ## 300 documents, 20 of them poisoned, the run killed 10 times: the database ends the same
	@rm -rf $(OUT)/chaos
	@$(BIN)/python -m tests.batch.chaos $(OUT)/chaos

perturb: $(STAMP)  ## which outcome tuples change when only the typography does
	@$(BIN)/python -m tests.typeset.perturb_measure

twins: $(STAMP)  ## table cells of real PDFs against their XML twins, a line for each article
	@$(BIN)/python -m tests.twins.measure

scale: $(STAMP)  ## documents and pages a second, peak memory and its growth over a batch
	@$(BIN)/python -m tests.scale

clean:
	rm -rf $(VENV) $(OUT) build dist *.egg-info
