"""How the size of a group is printed in a head."""

from typing import Final

import regex

COLUMN_N: Final = regex.compile(r"[(\[]? ?[Nn] ?= ?(\d[\d,]*) ?[)\]]?")
