"""Groups that head their numbers as labels: ``A: 20.4; B: 13.6``."""

from pipeline.assemble.prose.sentence import ARM, NUMBER, Sentence


def label_of(s: Sentence, i: int) -> int | None:
    """``(A: 20.4; B: 13.6)``, ``A, 37.6 vs. B, 25.3``, ``(A: before 15.6, after 18.1``: the group as a label."""
    k = i - 1
    while k > 0 and s.items[k].norm in {":", "=", ","}:
        k -= 1
    if k >= 1 and s.items[k].kind == ARM and i - k <= 2:
        opened = s.items[k - 1].norm in {"(", "[", ",", ";", ":"}
        again = i - k == 2 and s.items[k - 1].norm in {"vs", "versus", "v"} and _is_answered(s, k - 1)
        return k if opened or again else None
    return _headed(s, i)


def _is_answered(s: Sentence, k: int) -> bool:
    """Whether a number, and no other group, stands right before a ``versus``."""
    near = next((x for x in reversed(s.items[max(0, k - 8) : k]) if x.kind in {ARM, NUMBER}), None)
    return near is not None and near.kind == NUMBER


def _headed(s: Sentence, i: int) -> int | None:
    """``A: before 15.6, after 18.1``: the label with a colon that heads several numbers."""
    for k in range(i - 1, max(0, i - 20), -1):
        if s.items[k].norm in {";", ")", "]"}:
            return None
        if s.items[k].kind == ARM:
            before = s.items[k - 1].norm if k else "("
            return k if s.items[k + 1].norm == ":" and before in {"(", "[", ",", ";", "vs", "versus", "v"} else None
    return None
