"""The story's page and the notes beside an article: what is folded, what is linked, what is left out."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from sitegen.model import Alignment, Passage
from sitegen.render import Theme, draw, plan
from sitegen.render.options import SiteOptions


def page(wire: Any, theme: Theme, path: str, **stored: Any) -> str:
    """A page of the invented archive, with some of its stored values replaced."""
    alignments = type(wire.alignments)(wire.alignments)
    alignments.update({key: msgspec.msgpack.encode(value) for key, value in stored.items()})
    found = next(page for page in plan(wire.site, SiteOptions(), theme) if page.path == path)
    return draw(found, wire.articles, alignments, theme).data.decode()


def test_each_cell_leads_to_its_passage_in_the_article(wire: Any, theme: Theme) -> None:
    story = page(wire, theme, "story/aaaa/index.html")
    links = set(re.findall(r'href="../../article/(\w+)/#(p-\d+)"', story))
    assert {"aaaa", "bbbb", "cccc"} == {id for id, _ in links}
    for id, anchor in links:
        assert f'id="{anchor}"' in page(wire, theme, f"article/{id}/index.html"), (id, anchor)


def test_what_one_version_alone_has_stands_across_all_columns(wire: Any, theme: Theme) -> None:
    story = page(wire, theme, "story/aaaa/index.html")
    alone = re.findall(r'<tr class="differs single".*?</tr>', story, re.S)
    assert alone and all(
        'colspan="3"' in row and "only in version" in row and 'class="gap"' not in row for row in alone
    )
    assert any("on duty for 19 hours" in row for row in alone)


def test_the_names_of_the_lanes_stand_beside_the_chart(wire: Any, theme: Theme) -> None:
    story = page(wire, theme, "story/aaaa/index.html")
    names, chart = (
        re.search(r'<ol class="lane-names".*?</ol>', story),
        re.search(r'<svg class="chart timeline".*</svg>', story),
    )
    assert names and chart
    assert "Harbour Gazette" in names.group() and '<text class="lane-name"' not in chart.group()


def test_passages_in_a_row_of_which_the_same_is_said_have_one_note(wire: Any, theme: Theme) -> None:
    added = [Passage("added", None, (at, at + 20)) for at in (0, 30, 60)]
    text = page(wire, theme, "article/bbbb/index.html", **{"align-aaaa-bbbb": Alignment(tuple(added))})
    assert text.count('class="note"') == 1
    assert re.search(r"3 passages from here are not in <a [^>]*#c1", text)


def test_notes_never_outweigh_the_text(wire: Any, theme: Theme) -> None:
    kinds = [
        Passage("added", None, (n, n + 1)) if n % 2 else Passage("moved", (n, n + 1), (n, n + 1)) for n in range(80)
    ]
    text = page(wire, theme, "article/bbbb/index.html", **{"align-aaaa-bbbb": Alignment(tuple(kinds))})
    assert len(re.findall(r'class="sr">, change', text)) == 14
    assert "66 further differences</a>" in text


def test_an_origin_has_notes_on_what_later_versions_say(wire: Any, theme: Theme) -> None:
    text = page(wire, theme, "article/aaaa/index.html")
    notes = re.findall(r'<div class="note" role="note">(.*?)</div>', text)
    assert re.search(r'diff/aaaa\.\.bbbb/#c\d+">Version 2<.*?has <q>218</q>', notes[0])
    assert not any(">version 1<" in note.lower() for note in notes)


def test_copies_are_not_told_as_changes(wire: Any, theme: Theme) -> None:
    (story,) = wire.site.versions.stories
    pairs = tuple(msgspec.structs.replace(pair, relation="identical") for pair in story.pairs)
    versions = msgspec.structs.replace(wire.site.versions, stories=(msgspec.structs.replace(story, pairs=pairs),))
    site = msgspec.structs.replace(wire.site, versions=versions)
    found = next(page for page in plan(site, SiteOptions(), theme) if page.path == "story/aaaa/index.html")
    text = draw(found, wire.articles, wire.alignments, theme).data.decode()
    assert "All versions have the same words." in text and 'class="pairs"' not in text
