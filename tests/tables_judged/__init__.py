"""Cells of journal tables nobody tuned on, judged by reading: what their tuples should say."""
