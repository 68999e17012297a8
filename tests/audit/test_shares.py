from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.counts import share_has_a_count
from pipeline.audit.shares import share_follows_from_count
from tests.audit.making import cell, found, severities, told


def counted(count: int, size: int | None, share: str, text: str = "", column: str = "Drug", start: int = 0):  # type: ignore[no-untyped-def]
    printed = text or f"{count} ({share})"
    return cell(
        printed, share, column=column, start=start, statistic="proportion", unit="%", count=count, denominator=size
    )


@pytest.mark.parametrize(
    ("count", "size", "share", "text", "severity"),
    [
        (20, 50, "40", "", None),
        (19, 54, "35", "", None),
        (19, 54, "35.2", "", None),
        (2, 16, "12", "", None),  # halves go either way
        (2, 16, "13", "", None),
        (20, 50, "44", "", "warning"),  # the group may be misread
        (37, 70, "54", "", "note"),  # of 69: one without a value
        (61, 99, "61.61", "61 (61.61%)", None),  # cut: no sibling tells that shares are rounded
        (20, 50, "44", "20/50 (44%)", "error"),
        (20, 50, "44", "20 of 50 (44%)", "error"),
        (31, 34, "91.7", "31 (91.7%)", "error"),  # no denominator at all
        (31, None, "91.7", "31 (91.7%)", "error"),
        (31, None, "91.2", "31 (91.2%)", None),  # of 34
        (0, 20, "0", "", None),
    ],
)
def test_a_share_is_some_rounding_of_its_count(
    count: int, size: int | None, share: str, text: str, severity: str | None
) -> None:
    """An error only where nothing but the printed expression is needed."""
    assert severities(share_follows_from_count, counted(count, size, share, text)) == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("before", "printed", "after", "number"),
    [
        ("retained were ", "12 (88%)", " patients.", 1),
        ("abstinent at weeks ", "12 (88%)", " and 24.", 0),
        ("abstinent at weeks 4 (60.0%), ", "12 (57.7%)", ", and 24 (47.3%)", 0),
        ("data at six (85%) and ", "12 (88%)", " weeks were", 0),
    ],
)
def test_a_time_is_no_count(before: str, printed: str, after: str, number: int) -> None:
    """Percentages in brackets behind the weeks they were measured in."""
    text = before + printed + after
    share = printed.partition("(")[2].removesuffix("%)")
    made = told(printed, share, start=len(before), statistic="proportion", count=12)
    assert len(found(share_follows_from_count, made, text=text)) == number


@pytest.mark.parametrize(
    ("row", "text", "count", "share", "size"),
    [
        ("Number (% male)", "17 (76.5%)", 17, "76.5", None),
        ("Deaths, n (rate/100 patient-years)", "77 (3.6)", 77, "3.6", 914),
        ("Age (years)", "34 (28/45)", 28, "34", 45),
        ("Insulin, % (N)", "40% (8)", 40, "8", 20),  # read the wrong way round
        ("Improvement (n = 29) > Yes", "10 (34.5%)", 10, "34.5", 108),
    ],
)
def test_what_is_no_count_with_its_share(row: str, text: str, count: int, share: str, size: int | None) -> None:
    """Shares of a part, rates, quartiles, swapped numbers, groups named in the row."""
    made = cell(text, share, row=row, statistic="proportion", unit="%", count=count, denominator=size)
    assert found(share_follows_from_count, made) == []


def test_shares_of_the_sum_of_their_rows() -> None:
    """Implants, not patients: 2 + 303 = 305."""
    rows = [("2 (0.7%)", 2, "0.7"), ("303 (99.3%)", 303, "99.3")]
    made = [
        cell(t, s, row=f"Diameter > {c}", start=20 * c, statistic="proportion", unit="%", count=c, denominator=102)
        for t, c, s in rows
    ]
    assert found(share_follows_from_count, *made) == []


def test_a_block_of_another_group_is_one_note() -> None:
    """Those with the question answered, in every column."""
    made = [
        cell(f"{c} ({s})", s, row=f"Pain, n (%) > {k}", column=f"Arm {a}", start=20 * k + 200 * a, statistic="proportion",
             unit="%", count=c, denominator=106 + a)
        for a in range(2) for k, (c, s) in enumerate([(60, "59.4"), (5, "5.0")])
    ]  # fmt: skip
    assert severities(share_follows_from_count, *made) == ["note"]


def test_the_working_is_shown() -> None:
    """The arithmetic, its rounding interval, what would fit, and the one reading that closes it."""
    rounded_up = counted(65, 99, "65.66", "65 (65.66%)")
    (finding,) = found(share_follows_from_count, rounded_up, counted(61, 99, "61.61", "61 (61.61%)", start=20))

    assert finding.severity == "note"  # cut where its siblings are rounded
    assert finding.working == (
        "61.61% printed stands for 61.605 to 61.615; 61/99 = 61.6162%; no denominator gives it for 61"
    )
    assert finding.proposal == "61.62%"


def test_no_repair_where_two_readings_close() -> None:
    """20/50 = 44% may be 22 patients or 40%."""
    (finding,) = found(share_follows_from_count, counted(20, 50, "44"))

    assert "22/50 would fit" in finding.working
    assert finding.proposal == ""


def test_a_column_of_another_group_is_one_note() -> None:
    """Most shares of a column fail: the size over it is not theirs, and one size gives them all."""
    rows = [
        counted(c, 90, s, start=k) for k, (c, s) in enumerate([(11, "13.4"), (46, "56.1"), (71, "86.6"), (29, "35.4")])
    ]
    (finding,) = found(share_follows_from_count, *rows)

    assert finding.severity == "note"
    assert finding.proposal == "a group of 82"


def test_a_row_of_those_with_a_value_is_a_note() -> None:
    """Both arms fail in the same row: some patients have no value; one arm alone is odder."""
    one, other = (
        cell(
            f"{c} ({s})", s, column=f"Arm {k}", start=20 * k, statistic="proportion", unit="%", count=c, denominator=60
        )
        for k, (c, s) in enumerate([(21, "42"), (20, "37")])
    )
    sound = cell("30 (50)", "50", column="Arm 1", start=20, statistic="proportion", unit="%", count=30, denominator=60)
    assert severities(share_follows_from_count, one, other) == ["note", "note"]
    assert severities(share_follows_from_count, one, sound) == ["warning"]


def test_no_repair_from_a_count_above_its_group() -> None:
    """15 of 14 is no share at all."""
    (finding,) = found(share_follows_from_count, counted(15, 14, "78", "15 (78%)"))
    assert (finding.severity, finding.proposal) == ("error", "")


@given(
    count=st.integers(0, 400),
    more=st.integers(0, 400),
    digits=st.integers(0, 3),
    mode=st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]),
)
def test_a_rounded_share_is_never_doubted(count: int, more: int, digits: int, mode: str) -> None:
    """However halves are rounded and however many digits are printed."""
    size = count + more or 1
    share = str((Decimal(100 * count) / size).quantize(Decimal(1).scaleb(-digits), mode))
    text = f"{count}/{size} ({share}%)"
    assert found(share_follows_from_count, counted(count, size, share, text)) == []


@given(count=st.integers(0, 400), more=st.integers(0, 400), digits=st.integers(0, 3))
def test_a_cut_share_is_a_note_at_most(count: int, more: int, digits: int) -> None:
    """Truncation is no contradiction."""
    size = count + more or 1
    share = str((Decimal(100 * count) / size).quantize(Decimal(1).scaleb(-digits), ROUND_DOWN))
    assert set(severities(share_follows_from_count, counted(count, size, share, f"{count}/{size} ({share}%)"))) <= {
        "note"
    }


def test_a_column_of_cut_shares_is_quiet() -> None:
    """Where no share of a column was rounded up, cutting digits is how the authors print."""
    rows = [counted(2, 3, "66.6", start=0), counted(1, 6, "16.6", start=9), counted(1, 3, "33.3", start=18)]
    assert found(share_follows_from_count, *rows) == []


def shares(*printed: str, size: int = 99):  # type: ignore[no-untyped-def]
    group = cell("9 (9.09)", "9.09", statistic="proportion", unit="%", count=9, denominator=size)
    bare = [
        told(f"{each}%", each, start=100 + 10 * k, statistic="proportion", unit="%") for k, each in enumerate(printed)
    ]
    return group, *bare


def test_shares_that_no_group_gives() -> None:
    """None of 99 patients; all of 82."""
    made = found(share_has_a_count, *shares("56.10", "86.59", "90.24", "9.76"))

    assert [f.proposal for f in made] == ["a group of 82"] * 4
    assert {f.severity for f in made} == {"warning"}
    assert "46/82 = 56.0976%" in made[0].working


def test_few_odd_shares_are_left_alone() -> None:
    """One share may be an estimate; three coarse ones have a group in common by chance."""
    assert found(share_has_a_count, *shares("56.10")) == []
    assert found(share_has_a_count, *shares("13.0", "57.2", "88.3")) == []


@given(st.lists(st.integers(1, 98), min_size=1, max_size=5), st.integers(0, 3))
def test_shares_of_a_known_group_are_never_doubted(counts: list[int], digits: int) -> None:
    """Whatever number of patients it is and however it is rounded."""
    printed = [str((Decimal(100 * c) / 99).quantize(Decimal(1).scaleb(-digits), ROUND_DOWN)) for c in counts]
    assert found(share_has_a_count, *shares(*printed)) == []
