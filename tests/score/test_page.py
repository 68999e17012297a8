"""The page: everything in it, nothing from outside."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

from pipeline.score import Item, Page, changes, render, score

Make = Callable[..., Item]
VOID = {"meta"}


class Tags(HTMLParser):
    """Keeps the open tags, and fails on one that closes another."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open, unless the tag has no content."""
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of SVG that closes itself."""

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost."""
        assert self.open.pop() == tag


def page(make_item: Make, **other: object) -> Page:
    """One right, one arm swap by a rule with an odd name, one missed; two documents."""
    evil = "<script>alert('x')</script>"
    gold = {"d": [make_item(), make_item(96, at=300), make_item(5, at=500)], "e": [make_item(doc_id="e")]}
    guesses = [make_item(confidence=0.9, rule=evil), make_item(96, at=300, arm=evil, outcome_id=evil, confidence=0.4)]
    text = "a" * 300 + "<img src=x>" + "b" * 300
    return Page(score(gold, guesses), contents={"d": text}, changes=changes(score(gold, []), score(gold, guesses)))


def test_everything_is_escaped(make_item: Make) -> None:
    """Names and texts come from documents: none of them becomes markup."""
    made = render(page(make_item))

    assert "<script" not in made
    assert "<img" not in made
    assert "&lt;script&gt;" in made


def test_the_page_needs_no_network(make_item: Make) -> None:
    """No address but the document's own, and a policy that forbids the rest."""
    made = render(page(make_item))

    assert not re.search(r"(?:src|href)=|url\(|@import|https?:", made)
    assert "default-src 'none'" in made


def test_the_page_is_well_formed(make_item: Make) -> None:
    """Every tag is closed in its place."""
    tags = Tags()
    tags.feed(render(page(make_item)))

    assert tags.open == []


def test_every_error_is_shown_with_its_text(make_item: Make) -> None:
    """The printed expression is marked within its surroundings; without a text it stands alone."""
    made = render(page(make_item))

    assert "<mark>&lt;img sr</mark>c=x&gt;" in made
    assert made.count('<div class="error">') == 3
    assert "<mark>19 (35)</mark>" in made


def test_perfect_predictions_without_confidence_have_a_page_too(make_item: Make) -> None:
    """Nothing to draw is no reason to fail."""
    gold = {"d": [make_item()]}
    made = render(Page(score(gold, [make_item()])))

    assert "No prediction states a confidence" in made
    assert "<p>None.</p>" in made
