"""What a bracket says of how a number was got, before the number: ``(log-rank test, P = 0.03)``."""

from collections.abc import Iterator
from typing import Final

from pipeline.assemble.prose.lexis import words
from pipeline.assemble.prose.sentence import EXCLUDED, NUMBER, P_VALUE, Item, Sentence, coded

_TESTS: Final = words("test tests anova ancova manova mmrm regression exact chi-square χ2 wilcoxon rank")
_RATIOS: Final = words("ratio ratios hr or rr irr gmr")
_LABEL: Final = _RATIOS | words(
    "cox model models proportional hazards hazard odds risk relative rate incidence adjusted unadjusted crude "
    "estimated geometric mean confidence interval ci ( ) [ ] , : = and with"
)
_LONGEST: Final = 14
_PHRASE: Final = 12
_BY: Final = words("by using per with via on in")
_NAMED: Final = words("test tests testing anova ancova manova regression analysis model models")
_STATISTICAL: Final = words(
    "wilcoxon mann whitney mann-whitney fisher fisher's chi chi-square chi-squared χ2 log-rank logrank student "
    "student's t-test anova ancova manova kruskal kruskal-wallis mcnemar mcnemar's friedman bonferroni tukey "
    "signed-rank rank-sum tailed sided two-tailed two-sided paired unpaired nonparametric cox cochran "
    "mantel-haenszel logistic linear mixed-effects"
)


def without_asides(s: Sentence) -> Sentence:
    """The sentence without the names of tests before a p value, of a ratio's label only the ratio."""
    dropped = set(_asides(s))
    return coded([x for k, x in enumerate(s.items) if k not in dropped]) if dropped else s


def _asides(s: Sentence) -> Iterator[int]:
    yield from _by_tests(s)
    for i in (*s.of(P_VALUE), *s.of(NUMBER)):
        start = _opened(s, i)
        if start is None or start + 1 >= i:
            continue
        said = s.items[start + 1 : i]
        if s.items[i].kind == P_VALUE and _names_test(said):
            yield from range(start + 1, i)
        elif s.items[i].kind == NUMBER and said[-1].norm != "(" and all(_is_label(x) for x in said):
            kept = next((k for k in range(i - 1, start, -1) if s.items[k].norm in _RATIOS), None)
            if kept is not None and any(x.norm in {"(", "["} for x in said):
                yield from (k for k in range(start + 1, i) if k != kept)


def _by_tests(s: Sentence) -> Iterator[int]:
    """``was lower by the Wilcoxon rank-sum test (P < 0.001)``: how it was tested, in the line of the sentence."""
    for end, item in enumerate(s.items):
        if item.kind or item.norm not in _NAMED or end + 1 >= len(s.items):
            continue
        behind = s.items[end + 1]
        start = next((k for k in range(end - 1, max(-1, end - _PHRASE), -1) if _breaks(s.items[k])), end)
        led = s.items[start].norm in _BY and behind.norm in {"(", "[", ",", "."}
        if led and any(x.norm in _STATISTICAL for x in s.items[start + 1 : end + 1]):
            first = start - (s.items[start].norm == "per" and s.items[start - 1].norm == "as")
            yield from range(max(first, 0), end + 1)


def _breaks(item: Item) -> bool:
    figure = item.kind == P_VALUE or (item.kind == NUMBER and not item.text.isalpha())  # two-tailed
    return figure or item.norm in _BY or item.norm in {",", ";", "(", ")", "was", "were"}


def _opened(s: Sentence, i: int) -> int | None:
    """The bracket in which an item stands; None where another number stands between."""
    depth = 0
    for k in range(i - 1, max(-1, i - _LONGEST), -1):
        item = s.items[k]
        if item.kind not in {"", EXCLUDED}:
            return None
        if item.norm in {")", "]"}:
            depth += 1
        elif item.norm in {"(", "["}:
            if not depth:
                return k
            depth -= 1
    return None


def _names_test(said: tuple[Item, ...]) -> bool:
    listed = [x.norm for x in said]
    return listed[-1] in {",", ":"} and len(listed) > 1 and listed[-2] in _TESTS


def _is_label(item: Item) -> bool:
    return item.norm in _LABEL or item.kind == EXCLUDED
