"""Random inputs for every reader, the number grammar and the whole pipeline: nothing crashes, nothing hangs.

``python -m tests.fuzz FOLDER --inputs 112000 --seed 20261122`` or ``make fuzz``. The inputs of a seed are always the same.
"""
