"""Which part of a web page is the article."""

from typing import Final

import regex

from pipeline.read.runs import Element, name, plain

_DROPPED: Final = frozenset(
    {
        "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "iframe", "svg",
        "select", "input", "dialog", "menu", "head", "object", "embed", "canvas", "video", "audio", "map",
        "link", "meta", "img", "textarea", "label", "picture", "source",
    }
)  # fmt: skip
_ROLES: Final = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu", "alert"})
# Words of class and id names; a name is cut at everything that is no letter.
_NAMED: Final = frozenset(
    {
        "nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "footer", "sidebar", "related",
        "recommended", "recommendations", "promo", "advert", "advertisement", "ads", "social", "share",
        "sharing", "cookie", "cookies", "newsletter", "subscribe", "comments", "popup", "modal", "masthead",
        "toolbar", "outbrain", "taboola", "teaser", "teasers", "skip", "pagination", "trending", "paywall",
        "signup", "login",
    }
)  # fmt: skip
_WORD: Final = regex.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_HIDDEN: Final = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_LINKED: Final = 0.6  # a list whose words are links to so great a part leads elsewhere
_MOST: Final = 0.5  # what holds so great a part of the paragraphs is the article, whatever it is called


def main_part(root: Element) -> Element:
    """The element that holds the article: ``article`` or ``main`` where they hold most of the page's paragraphs."""
    body = next((e for e in root.iter() if name(e) == "body"), root)
    whole = _length(body)
    for wanted in (("article",), ("main",)):
        found = [e for e in body.iter() if name(e) in wanted or (e.get("role") or "") in wanted]
        best = max(found, key=_length, default=None)
        if best is not None and whole and _length(best) > _MOST * whole:
            return best
    return body


def most(main: Element) -> float:
    """How many characters a part of the page must hold to be the article, whatever it is called."""
    return _MOST * _length(main)


def is_left_out(element: Element, inside: Element, most_of: float) -> bool:
    """Whether an element of the page is no part of the article: menus, adverts, forms, what is hidden."""
    kind = name(element)
    if not kind or kind in _DROPPED or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if (element.get("role") or "") in _ROLES or _HIDDEN.search(element.get("style") or ""):
        return True
    if kind == "header" and name(inside) == "body":
        return not any(name(e) == "h1" for e in element.iter())
    words = {w.lower() for w in _WORD.findall(f"{element.get('class') or ''} {element.get('id') or ''}")}
    if words & _NAMED and kind not in {"body", "main", "article", "html", "table", "tr", "td", "th"}:
        return _length(element) <= most_of
    return kind in {"ul", "ol", "dl", "div", "section"} and is_linked(element)


def is_linked(element: Element) -> bool:
    """Whether most of the words are links to other places: a menu, or a list of other pages."""
    links = [e for e in element.iter() if name(e) == "a" and not (e.get("href") or "").startswith("#")]
    words = len("".join(plain(element).split()))
    return len(links) > 1 and sum(len("".join(plain(e).split())) for e in links) > _LINKED * words


def _length(element: Element) -> int:
    return sum(len(plain(e)) for e in element.iter() if name(e) in {"p", "td", "li"})
