"""How the tables of a PostgreSQL record came to be, one step after another."""

from typing import Final, LiteralString

# NUMERIC keeps the printed digits: 74.90 stays 74.90.
_FIRST: Final[LiteralString] = """
CREATE TABLE armwise.runs (
    run bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    started timestamptz NOT NULL DEFAULT now(),
    ended timestamptz
);
CREATE TABLE armwise.documents (
    doc_id text PRIMARY KEY,
    sha256 text,
    characters bigint,
    tables bigint,
    results bigint,
    findings bigint,
    numerals_result bigint,
    numerals_excluded bigint,
    numerals_unread bigint,
    version text,
    config text,
    run bigint NOT NULL REFERENCES armwise.runs
);
CREATE TABLE armwise.results (
    doc_id text NOT NULL REFERENCES armwise.documents ON DELETE CASCADE,
    tuple_id text,
    category text,
    study text,
    arm text,
    arm_id text,
    arm_n bigint,
    comparator text,
    subgroup text,
    outcome text,
    outcome_id text,
    statistic text,
    value numeric,
    value_printed text,
    unit text,
    count bigint,
    denominator bigint,
    dispersion_type text,
    dispersion_level numeric,
    dispersion_value numeric,
    dispersion_low numeric,
    dispersion_high numeric,
    p_op text,
    p_value numeric,
    timepoint_text text,
    timepoint_days numeric,
    source_section text,
    source_table text,
    source_row text,
    source_column text,
    source_page bigint,
    source_start bigint,
    source_end bigint,
    source_text text,
    mentions text,
    evidence text,
    rule text,
    confidence numeric,
    flags text,
    tuple_json text
);
CREATE INDEX results_doc_id ON armwise.results (doc_id);
CREATE TABLE armwise.findings (
    doc_id text NOT NULL REFERENCES armwise.documents ON DELETE CASCADE,
    "check" text,
    severity text,
    message text,
    "start" bigint,
    "end" bigint,
    "text" text,
    against_start bigint,
    against_end bigint,
    against_text text,
    working text,
    proposal text
);
CREATE INDEX findings_doc_id ON armwise.findings (doc_id);
CREATE TABLE armwise.ledger (
    doc_id text NOT NULL REFERENCES armwise.documents ON DELETE CASCADE,
    numeral text,
    state text,
    reason text,
    "start" bigint,
    "end" bigint,
    context text
);
CREATE INDEX ledger_doc_id ON armwise.ledger (doc_id);
CREATE TABLE armwise.failures (
    doc_id text PRIMARY KEY,
    path text NOT NULL,
    stage text NOT NULL,
    cause text NOT NULL,
    run bigint NOT NULL REFERENCES armwise.runs
);
"""

# Which run read each result and in which order they stand in their document (a row's place in the table does not tell);
# what became of a run; what results are looked up by.
_SECOND: Final[LiteralString] = """
ALTER TABLE armwise.runs ADD COLUMN summary jsonb;
ALTER TABLE armwise.documents ADD COLUMN registry text;
ALTER TABLE armwise.results ADD COLUMN result bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;
ALTER TABLE armwise.results ADD COLUMN run bigint REFERENCES armwise.runs;
UPDATE armwise.results SET run = documents.run FROM armwise.documents WHERE documents.doc_id = results.doc_id;
ALTER TABLE armwise.results ALTER COLUMN run SET NOT NULL;
CREATE INDEX documents_run ON armwise.documents (run);
CREATE INDEX documents_registry ON armwise.documents (registry);
CREATE INDEX results_run ON armwise.results (run);
CREATE INDEX results_outcome ON armwise.results (outcome_id, statistic);
CREATE INDEX results_arm ON armwise.results (arm_id);
"""

# Each is applied once, in this order; a released one is never changed: a new column is a new step.
MIGRATIONS: Final[tuple[LiteralString, ...]] = (_FIRST, _SECOND)
