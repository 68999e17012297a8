"""Anyone's JSONL, read leniently, refused clearly."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.errors import SchemaError
from pipeline.score import read_items

WRONG = [
    ("{", "not JSON"),
    ("[1]", "not a JSON object"),
    ('{"doc_id": "d"}', "lacks value"),
    ('{"value": 1}', "lacks doc_id"),
    ('{"doc_id": 7, "value": 1}', "doc_id is not text"),
    ('{"doc_id": "d", "value": "many"}', "value is not a number"),
    ('{"doc_id": "d", "value": true}', "value is not a number"),
    ('{"doc_id": "d", "value": NaN}', "sensible size"),
    ('{"doc_id": "d", "value": 1e9999999}', "sensible size"),
    ('{"doc_id": "d", "value": 1, "source": 5}', "source is not an object"),
    ('{"doc_id": "d", "value": 1, "source": {"start": 9, "end": 3}}', "start/end"),
    ('{"doc_id": "d", "value": 1, "confidence": 2}', "confidence is not a number from 0 to 1"),
    ('{"doc_id": "d", "value": 1, "p_value": {"op": "<"}}', "p_value is not"),
    ('{"doc_id": "d", "value": 1, "aliases": {"arm": "x"}}', "arm is not a list"),
    ("[" * 100_000, "not JSON"),
]


@pytest.mark.parametrize(("line", "said"), WRONG)
def test_a_bad_row_is_told_with_file_and_line(tmp_path: Path, line: str, said: str) -> None:
    """The second line of the file is the one complained of."""
    path = tmp_path / "p.jsonl"
    path.write_text(f'{{"doc_id": "d", "value": 1}}\n{line}\n', encoding="utf-8")

    with pytest.raises(SchemaError, match=said) as caught:
        read_items(path)
    assert caught.value.place == f"{path}:2"


def test_little_is_needed(tmp_path: Path) -> None:
    """A row of doc_id and value is a tuple; blank lines and a byte order mark do no harm."""
    path = tmp_path / "p.jsonl"
    path.write_bytes("\ufeff\n".encode() + b'{"doc_id": "d", "value": 74.90, "arm": "a\\u2028b"}\r\n\n')
    (item,) = read_items(path)

    assert str(item.value) == "74.90"
    assert item.extent is None


def test_line_separators_inside_a_string_do_not_end_the_row(tmp_path: Path) -> None:
    """U+2028 is legal within JSON, and is no line end of JSONL."""
    path = tmp_path / "p.jsonl"
    path.write_text(json.dumps({"doc_id": "d", "value": 1, "arm": "a\u2028b"}, ensure_ascii=False), encoding="utf-8")

    assert read_items(path)[0].arm == "a\u2028b"


def test_an_empty_extent_is_no_place(tmp_path: Path) -> None:
    """Offsets that cover nothing could overlap nothing, not even themselves."""
    path = tmp_path / "p.jsonl"
    path.write_text('{"doc_id": "d", "value": "5", "source": {"start": 0, "end": 0}}', encoding="utf-8")
    (item,) = read_items(path)

    assert (item.extent, item.value) == (None, Decimal(5))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """The path is named."""
    with pytest.raises(SchemaError, match=r"nowhere\.jsonl"):
        read_items(tmp_path / "nowhere.jsonl")
