"""Random inputs for every reader, the number grammar and the whole pipeline: nothing crashes, nothing hangs.

``python -m tests.fuzz --inputs 110000 --seed 1`` or ``make fuzz``. The inputs of a seed are always the same.
"""
