"""Pages that are full of capitals and empty of names: guides, lists, headings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from entity_archive import by_name

GUIDE = """Getting Started: Key Strategies

You’ll need a plan, and I’m sure that you’ve made one before. We’d say it doesn’t have to be long.

Meatless Mondays: Begin with one meal a day. Choosing a dish is easy.

Tofu Tips: Press the block before you cook it. Typically, 12 minutes are enough.

Pros: It is cheap and quick. Cons: It is dull.

Overcoming Common Challenges

Fortunately, most shops have Wi-Fi, APIs and FAQs, and many sell TVs. Find a shop near you, then find another.

Social Media Marketing

Email marketing helps. A social post about marketing is good; so is email.

How To Build A Budget For Your Kitchen

A kitchen needs a budget, and beginners need help. Beginners often forget it."""


@pytest.mark.parametrize("copies", [1, 4])
def test_a_guide_names_nobody(archive: Callable[..., Any], copies: int) -> None:
    texts = {f"g{n}": GUIDE.replace("shop", f"shop{'s' * n}") for n in range(copies)}
    assert by_name(archive(**texts).links()) == {}


def test_names_of_ordinary_words_stay_names(archive: Callable[..., Any]) -> None:
    text = (
        "Rose Marsh told the Labour Party conference on Monday that Boots would close in White Plains. "
        "Police said that Boots had been warned, and that the White House knew. Ms Marsh left."
    )
    found = by_name(archive(text).links())
    assert {"Rose Marsh", "Labour Party", "White Plains", "White House"} <= set(found)


def test_letters_joined_to_a_script_without_capitals_are_no_name(archive: Callable[..., Any]) -> None:
    assert by_name(archive("Appleの製品はAmazonで買えます。KindleやKoboもあります。", language="ja").links()) == {}


def test_a_name_with_capitals_inside_stands_for_no_longer_one(archive: Callable[..., Any]) -> None:
    texts = (
        "Developers praised CodeHarbor Pilot on Monday. Engineers at CodeHarbor said that CodeHarbor Pilot had sold well.",
        "The ministry bought licences from CodeHarbor last year, and CodeHarbor sent the bill to Berlin.",
        "A spokesman for CodeHarbor said on Friday that the company would appeal.",
    )
    found = archive(*texts).links()
    assert {entity.name: entity.articles for entity in found.entities if entity.name == "CodeHarbor"} == {
        "CodeHarbor": ("b", "c")
    }
