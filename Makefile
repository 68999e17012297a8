# Two commands on a fresh machine with Python 3.11+ and make: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PATHS ?= corpus
PEERS ?= ../shared/peers
OUT ?= out
STAMP := $(VENV)/.installed

.PHONY: demo test lint types imports unit score calibrate train bench clean

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

train: $(STAMP)  ## learn configs/weights from the annotated sentences of RCT-ART in PEERS
	@$(BIN)/python -m tests.training --peers $(PEERS)

bench: $(STAMP)  ## four public benchmarks on PEERS; what is absent is skipped
	@$(BIN)/python -m tests.benchmarks.report --peers $(PEERS) --to $(OUT)/benchmarks

clean:
	rm -rf $(VENV) $(OUT) build dist *.egg-info
