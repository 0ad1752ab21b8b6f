"""What a cut is called: by what holds the piece, by what it says, by where it stands. A name tells a reader why."""

from __future__ import annotations

import re

from .cues import BITS as CUE_BITS
from .cues import cues_of, first_words
from .features import Page
from .segment import Piece
from .tags import BITS

NAMED_CUTS = (
    ("footnote-mark", ("footnote",)),
    ("hidden", ("invisible", "noscript")),
    ("comments", ("comment",)),
    ("newsletter", ("newsletter",)),
    ("share-bar", ("share",)),
    ("navigation", ("nav", "toc")),
    ("advert", ("advert",)),
    ("overlay", ("overlay",)),
    ("related-links", ("related",)),
    ("footer", ("footer",)),
    ("control", ("control", "form", "button")),
    ("tags", ("tags",)),
    ("byline", ("byline",)),
    ("date", ("date",)),
    ("sidebar", ("aside",)),
    ("page-header", ("header", "head")),
)
"""The first row whose category a piece or what holds it names."""

CUE_CUTS = (("comments", "comments"), ("related-links", "related"), ("newsletter", "newsletter"), ("share-bar", "share"),
            ("copyright", "rights"), ("tags", "tags"), ("byline", "author"))  # fmt: skip
"""And where no name near says anything, the first row whose cue stands in its text."""
LONGEST_CUE = 80
_CUE_MASKS = tuple((name, CUE_BITS[cue]) for name, cue in CUE_CUTS)
_MASKS = tuple((name, sum(BITS[category] for category in categories)) for name, categories in NAMED_CUTS)

ADVERT_LABELS = frozenset(
    ["advertisement", "advertising", "advert", "publicité", "publicidad", "publicidade", "pubblicità", "anzeige", "werbung", "advertentie",
     "annonse", "annons", "annonce", "reklama", "reklam", "реклама", "广告", "廣告", "広告", "광고", "إعلان", "اعلان",
     "story continues below advertisement", "article continues below advertisement", "continue reading the main story"]
)  # fmt: skip
"""Texts that are never an article's, in whatever language its reader has."""

BY_PLACE = (
    "above-the-text",
    "below-the-text",
    "inserted",
    "kicker",
    "masthead",
    "navigation",
    "related-links",
    "standfirst",
)
"""And where that says nothing either, where the piece stands."""
RULES = frozenset({*(name for name, _ in (*NAMED_CUTS, *CUE_CUTS)), *BY_PLACE, "beyond-limit", "caption", "duplicate"})
"""Every rule of the page reader that can be turned off."""
UNNAMED = "boilerplate"
"""Until `name_by_place`."""

MOST_KICKER_WORDS = 4
NEAR_HEADLINE = 4
"""Pieces: a kicker stands no further above the headline, a standfirst no further below it."""
_SENTENCE = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*$")
_RIGHTS = re.compile(r"\W{0,2}(?:©|\(c\)|copyright\b)", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_SEPARATOR = re.compile(r"\s+\W{1,2}\s+")


def name_of_cut(piece: Piece) -> str:
    """By the piece alone; UNNAMED where neither its holders nor its words say what it is."""
    if is_label(piece.text):
        return "advert"
    near = piece.region.bits | piece.inline
    if piece.kind == "caption" or near & BITS["caption"]:
        return "caption"
    said = cues_of(first_words(piece.text))[0] if len(piece.text) < LONGEST_CUE else 0
    for found, masks in ((near, _MASKS), (said, _CUE_MASKS), (piece.region.inherited, _MASKS)):
        for name, mask in masks:
            if found & mask:
                return name
    return "copyright" if _RIGHTS.match(piece.text) else UNNAMED


def is_label(text: str) -> bool:
    """Whether the whole text is a label that stands over advertisements."""
    return len(text) < LONGEST_CUE and text.lower().strip(" :-–—[]()*") in ADVERT_LABELS


def name_by_place(pieces: list[Piece], cuts: list[str], page: Page) -> None:
    """Gives the pieces that are cut as UNNAMED a name by where they stand to the headline and the text."""
    kept = [at for at, cut in enumerate(cuts) if not cut]
    first, last = (kept[0], kept[-1]) if kept else (len(pieces), -1)
    headline = max((at for at in range(first) if cuts[at] == "headline"), default=-1)
    sites = {_plain(part) for title in page.titles for part in _SEPARATOR.split(title)}
    if headline >= 0:
        sites.discard(_plain(pieces[headline].text))
    for at, piece in enumerate(pieces):
        if cuts[at] == UNNAMED:
            linked = piece.links >= len(piece.text) / 2
            if at > last:
                cuts[at] = "related-links" if linked else "below-the-text"
            elif at > first:
                cuts[at] = "related-links" if linked else "inserted"
            elif _plain(piece.text) in sites:
                cuts[at] = "masthead"
            elif linked:
                cuts[at] = "navigation"
            else:
                cuts[at] = _above(piece.text, at - headline if headline >= 0 else None, page)


def _above(text: str, below_headline: int | None, page: Page) -> str:
    """What a line above the text is; its distance from the headline is negative where it stands before it."""
    if below_headline is not None:
        summary = bool(_SENTENCE.search(text)) or (len(text) > 30 and _plain(text) in _plain(page.description))
        if 0 < below_headline <= NEAR_HEADLINE and summary:
            return "standfirst"
        if -NEAR_HEADLINE <= below_headline < 0 and len(text.split()) <= MOST_KICKER_WORDS:
            return "kicker"
    return "above-the-text"


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))
