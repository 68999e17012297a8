"""One pattern for many strings: a prefix that several share is tried once."""

from collections.abc import Iterable
from typing import Any, Final

import regex

NEVER: Final = r"(?!)"
_END: Final = ""  # the key of a string that ends here


def any_of(strings: Iterable[str]) -> str:
    r"""A pattern that matches the longest of the strings, then the shorter ones; a blank stands for ``\s{1,4}``.

    Alternatives are tried one after the other: of the two thousand symbols of units each costs as much as the number
    before it. Here a place is left at the first letter that begins none.
    """
    root: dict[str, Any] = {}
    for string in strings:
        node = root
        for letter in string:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return _pattern(root) if root else NEVER


def _pattern(node: dict[str, Any]) -> str:
    ends = _END in node
    tails = {letter: _pattern(below) for letter, below in sorted(node.items()) if letter}
    single = [letter for letter, tail in tails.items() if not tail and letter != " "]
    written = [_written(letter) + tail for letter, tail in tails.items() if tail or letter == " "]
    if len(single) > 1:
        written.append(f"[{''.join(map(regex.escape, single))}]")
    else:
        written += map(_written, single)
    if not written:
        return ""
    alone = len(written) == 1 and not ends
    return written[0] if alone else f"(?:{'|'.join(written)}){'?' if ends else ''}"


def _written(letter: str) -> str:
    return r"\s{1,4}" if letter == " " else regex.escape(letter)
