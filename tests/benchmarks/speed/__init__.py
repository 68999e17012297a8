"""How long each stage takes, against spaCy's blank tokenizer on the same text: ``make bench-speed``."""
