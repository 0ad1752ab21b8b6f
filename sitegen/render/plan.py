"""From the archive to its pages: what each page shows, without reading a single text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sitegen.model import Page, Site
from sitegen.render import plan_articles, plan_entities, plan_lists, plan_site, plan_stories
from sitegen.render.lookup import Lookup
from sitegen.render.options import SiteOptions
from sitegen.render.theme import Theme
from sitegen.render.views import SitemapView

PLANS: tuple[tuple[str, Callable[[Lookup], Iterator[Page]]], ...] = (
    ("home and prose", plan_site.pages),
    ("articles", plan_articles.pages),
    ("stories", plan_stories.pages),
    ("entities", plan_entities.pages),
    ("lists", plan_lists.pages),
    ("redirects", plan_site.redirects),
)
"""Redirects come last: a page of its own always wins over a redirect at the same address."""

SITEMAP_SIZE = 40_000
LISTED = frozenset({"home", "article", "story", "entity", "diff", "list", "dates", "search", "words", "data", "method"})


def plan(site: Site, options: SiteOptions, theme: Theme) -> Iterator[Page]:
    """All pages of the site, each path once; feeds and a sitemap only where there is a base URL."""
    lookup, seen, urls = Lookup(site, options), set[str](), list[tuple[str, str]]()
    for _name, make in PLANS:
        for page in make(lookup):
            if page.path.casefold() in seen or not _wanted(page, options, seen):
                continue
            seen.add(page.path.casefold())
            if page.kind in LISTED:
                urls.append((page.path.removesuffix("index.html"), _date(page)))
            yield page
    if options.base_url:
        yield from _sitemap(options, urls)


def _wanted(page: Page, options: SiteOptions, seen: set[str]) -> bool:
    """Feeds need a base URL; a redirect needs a page that it leads to."""
    if page.kind == "redirect":
        return (plan_site.file_of(page.view.target) or "").casefold() in seen
    return page.kind != "feed" or bool(options.base_url)


def _date(page: Page) -> str:
    return (page.view.card.updated or page.view.card.published or "") if page.kind == "article" else ""


def _sitemap(options: SiteOptions, urls: list[tuple[str, str]]) -> Iterator[Page]:
    parts = [tuple(urls[start : start + SITEMAP_SIZE]) for start in range(0, len(urls), SITEMAP_SIZE)]
    if len(parts) <= 1:
        yield Page("sitemap.xml", "sitemap", SitemapView(options, parts[0] if parts else ()))
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield Page(name, "sitemap", SitemapView(options, part))
    yield Page("sitemap.xml", "sitemap", SitemapView(options, tuple((name, "") for name in names), index=True))
