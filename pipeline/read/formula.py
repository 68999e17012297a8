"""A formula as one line of text."""

from typing import Final

import regex

from pipeline.read.runs import Element, name, plain

_JOINED: Final = {"msup": "^", "mfrac": "/", "msub": "", "munder": "", "mover": ""}
_PREAMBLE: Final = regex.compile(r"\\(?:documentclass|usepackage|setlength|begin|end)\b(?:\[[^\]]*\])?(?:\{[^}]*\})*")
_COMMAND: Final = regex.compile(r"\\(?:mathrm|text|left|right|mathit|mathbf|,|;|!)")


def formula(element: Element) -> str:
    """The formula's characters in order; of several forms of one formula the marked-up one."""
    found = {name(e): e for e in reversed(list(element.iter()))}
    if "math" in found:
        return _math(found["math"]).strip()
    if "tex-math" in found:
        return " ".join(_COMMAND.sub("", _PREAMBLE.sub("", plain(found["tex-math"]))).replace("$", " ").split())
    return " ".join(plain(element).split())


def _math(element: Element) -> str:
    kind = name(element)
    if kind in {"mi", "mn", "mo", "mtext"}:
        return " ".join((element.text or "").split()) if kind != "mtext" else (element.text or "")
    if kind == "mspace":
        return " "
    if kind in {"annotation", "annotation-xml"}:
        return ""
    parts = [_math(child) for child in element if name(child)]
    if kind == "mfenced":
        return f"{element.get('open') or '('}{','.join(parts)}{element.get('close') or ')'}"
    return _JOINED.get(kind, "").join(parts)
