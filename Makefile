# Two commands on a fresh machine with Python 3.11+ and make: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PATHS ?= corpus
PEERS ?= ../shared/peers
OUT ?= out
STAMP := $(VENV)/.installed

.PHONY: demo test lint types imports unit score calibrate bench bench-speed typeset perturb twins scale scale-10000 chaos fuzz clean train

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

calibrate: $(STAMP)  ## how often results like this one are right: write configs/weights/confidence.csv
	@$(BIN)/python -m tests.calibrate

train: $(STAMP)  ## learn configs/weights from RCT-ART in PEERS, from our own gold and from heads of half of the JATS articles
	@$(BIN)/python -m tests.training --peers $(PEERS)
	@$(BIN)/python -m tests.typeset.weights

bench: $(STAMP)  ## four public benchmarks on PEERS; what is absent is skipped
	@$(BIN)/python -m tests.benchmarks.report --peers $(PEERS) --to $(OUT)/benchmarks

bench-speed: $(STAMP)  ## processor time of each stage against spaCy's blank tokenizer; start-up, length, jobs
	@mkdir -p $(OUT)
	@$(BIN)/python -m pytest tests/benchmarks/speed/bench_stages.py --benchmark-only --benchmark-quiet --benchmark-timer=time.process_time --benchmark-json=$(OUT)/speed.json
	@$(BIN)/python -m tests.benchmarks.speed.report $(OUT)/speed.json

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

scale-10000: $(STAMP)  ## 10,000 documents in one batch, two jobs: time, rate, memory (more than an hour)
	@$(BIN)/python -m tests.scale --documents 10000 --jobs 2

fuzz: $(STAMP)  ## 112,000 random inputs for every reader, the number grammar and the whole pipeline
	@$(BIN)/python -m tests.fuzz $(OUT)/fuzz

clean:
	rm -rf $(VENV) $(OUT) build dist *.egg-info
