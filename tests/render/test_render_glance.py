"""What a reader sees in ten seconds: the facts that changed, who cut and added most; and where in a text its changes are."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from markupsafe import Markup

from sitegen.model import Alignment, Change, Changes, Edit, Passage
from sitegen.render import Theme, draw, plan
from sitegen.render.diff import change_map, marked_context, summary
from sitegen.render.options import SiteOptions


def story_page(wire: Any, theme: Theme, changes: dict[tuple[str, str], Changes]) -> str:
    """The invented story's page, with other facts changed in its pairs."""
    (story,) = wire.site.versions.stories
    pairs = tuple(
        msgspec.structs.replace(pair, changes=changes.get((pair.a, pair.b), Changes())) for pair in story.pairs
    )
    versions = msgspec.structs.replace(wire.site.versions, stories=(msgspec.structs.replace(story, pairs=pairs),))
    site = msgspec.structs.replace(wire.site, versions=versions)
    found = next(page for page in plan(site, SiteOptions(), theme) if page.path == "story/aaaa/index.html")
    text = draw(found, wire.articles, wire.alignments, theme).data.decode()
    return text.split('id="facts"')[1].split("</section>")[0]


def test_a_fact_is_told_once_with_all_that_became_of_it(wire: Any, theme: Theme) -> None:
    told = story_page(
        wire, theme,
        {("aaaa", "bbbb"): Changes((Change("212", "218", "A ferry with 218 people."),)),
         ("aaaa", "cccc"): Changes((Change("212", "220", "A ferry with 220 people."),), headlines=(Change("Fog", "Fog & fear", ""),))},
    )  # fmt: skip
    assert told.count("<del>212</del>") == 1
    assert re.search(
        r"<del>212</del>.*<ins>218</ins>.*in version </span>2<.*<ins>220</ins>.*in version </span>3<", told
    )
    assert told.index("212") < told.index("Fog &amp; fear"), "figures come before headlines"
    assert "with <mark>218</mark> people" in told and "with 220 people" not in told


def test_the_story_says_who_cut_most(wire: Any, theme: Theme) -> None:
    told = story_page(wire, theme, {})
    assert re.search(
        r"<b>Most cut:</b> <a [^>]*>Version [23]</a>, [^,]+, leaves out \d+ of the \d+ words of version 1 \(28%\)\.",
        told,
    )


def test_a_sentence_is_marked_where_the_word_stands_and_escaped() -> None:
    assert marked_context("killing 12 of 112 <b>", "12") == Markup("killing <mark>12</mark> of 112 &lt;b&gt;")
    assert marked_context("nothing here", "17") == Markup("nothing here")


PASSAGES = Alignment(
    (
        Passage("moved", (50, 60), (0, 10)), Passage("kept", (0, 20), (10, 30)), Passage("split", (20, 40), (30, 52)),
        Passage("dropped", (40, 50), None), Passage("edited", (60, 70), (52, 62), (Edit(60, 62, 52, 54, True),)), Passage("added", None, (62, 70)),
    )
)  # fmt: skip


def test_the_map_has_a_bar_a_passage_and_a_way_to_each_change() -> None:
    drawn = str(change_map(PASSAGES, 70))
    assert re.findall(r'<rect class="(\w+)"', drawn) == ["moved", "kept", "split", "dropped", "minor", "added"]
    assert re.findall(r'href="#c(\d)"', drawn) == ["1", "2", "3", "4", "5"] and 'aria-hidden="true"' in drawn
    assert change_map(Alignment(PASSAGES.passages[:1]), 70) == ""


def test_the_summary_counts_every_kind_once() -> None:
    made = summary(PASSAGES)
    assert (made.kept, made.edited, made.split, made.merged, made.moved, made.added, made.dropped, made.minor) == (
        1,
        0,
        1,
        0,
        1,
        1,
        1,
        1,
    )


def test_a_moved_passage_says_which_way(wire: Any, theme: Theme) -> None:
    alignments = type(wire.alignments)(wire.alignments)
    alignments["align-aaaa-bbbb"] = msgspec.msgpack.encode(PASSAGES)
    found = next(page for page in plan(wire.site, SiteOptions(), theme) if page.path == "diff/aaaa..bbbb/index.html")
    text = draw(found, wire.articles, alignments, theme).data.decode()
    assert "<span>moved up</span>" in text and "1 split in two or more sentences" in text
