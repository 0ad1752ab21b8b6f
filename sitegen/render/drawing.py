"""From a page's view to its bytes."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from sitegen.model import Cache, File, Page
from sitegen.render import rows
from sitegen.render.article import draw_article, value
from sitegen.render.desk import Desk
from sitegen.render.diff import draw_diff
from sitegen.render.entity import draw_entity
from sitegen.render.feeds import draw_csv, draw_feed, draw_sitemap, draw_tei
from sitegen.render.html import finish
from sitegen.render.listing import draw_home, draw_list
from sitegen.render.source import draw_source
from sitegen.render.story import draw_story
from sitegen.render.theme import Theme


def draw(page: Page, articles: Cache, alignments: Cache, theme: Theme) -> File:
    """The finished file of a page. `articles` and `alignments` hold the values that `page.needs` names;
    what is missing there is left out of the page."""
    return File(page.path, finish(DRAWERS[page.kind](Desk(page, articles, alignments, theme))))


def _prose(template: str, title: str) -> Callable[[Desk], str]:
    return lambda desk: desk.render(template, title=title)


def _changes(desk: Desk) -> str:
    decided = [
        (rows.linked(desk, ref), field.name, value(field), field.basis, field.rule) for ref, field in desk.view.decided
    ]
    return desk.render("changes.html", title="Changes", decided=decided)


def _removed_article(desk: Desk) -> str:
    return desk.render("removed_article.html", title=f"Withdrawn: article {desk.view.withdrawal.article}")


def _missing(desk: Desk) -> str:
    return desk.render("404.html", title="Page not found", home=desk.absolute(""))


def _redirect(desk: Desk) -> str:
    target = desk.view.target
    return desk.render("redirect.html", title="This page has moved", target=Markup("{}").format(desk.link(target)))


def _compare(desk: Desk) -> str:
    return desk.render("compare.html", title="Compare two articles", stories=rows.stories(desk, desk.view.stories))


DRAWERS: dict[str, Callable[[Desk], str]] = {
    "home": draw_home, "article": draw_article, "source": draw_source, "story": draw_story, "diff": draw_diff, "entity": draw_entity,
    "entity-more": draw_entity, "list": draw_list, "dates": draw_list, "search": _prose("search.html", "Search"), "words": _prose("words.html", "Words over time"),
    "data": _prose("data.html", "Data"), "method": _prose("method.html", "Method"), "changes": _changes,
    "problems": _prose("problems.html", "Problems"), "removed": _prose("removed.html", "Withdrawn articles"),
    "removed-article": _removed_article, "compare": _compare, "missing": _missing, "redirect": _redirect,
    "feed": draw_feed, "sitemap": draw_sitemap, "collation-csv": draw_csv, "collation-tei": draw_tei,
}  # fmt: skip
"""By `Page.kind`."""
