"""`sitegen check`: links, HTML and orphans of a built site, judged from its files alone."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
OPTIONAL_END = frozenset(["li", "p", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "colgroup"])
RULES = ("links", "html", "orphans")


def check_site(output: Path, rules: tuple[str, ...] = ()) -> tuple[int, list[str]]:
    """(pages, findings) for the site in `output`; `rules` as in RULES, all of them when empty.

    A finding is one line: `page: rule: what is wrong`.
    """
    names = sorted(path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file())
    files = set(names)
    pages = {name: _read(output / name) for name in names if name.endswith(".html")}
    checks = {"links": _links, "html": _html, "orphans": _orphans}
    findings = [line for rule in RULES if not rules or rule in rules for line in checks[rule](pages, files)]
    return len(pages), findings


class Page(HTMLParser):
    """What the checks need of one page: links, ids, and what is wrong with its tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.ids: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.open: list[str] = []
        self.count: Counter[str] = Counter()
        self.language = self.doctype = self.title = ""
        self.redirects = False

    def handle_decl(self, decl: str) -> None:
        self.doctype = decl.casefold()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.count[tag] += 1
        if tag not in VOID:
            self.open.append(tag)
        if tag == "html":
            self.language = found.get("lang") or ""
        if tag == "img" and found.get("alt") is None:
            self.wrong.append("an image without alt text")
        if name := found.get("id"):
            self.ids[name] += 1
        self.links += [value for key in ("href", "src", "action") if (value := found.get(key)) is not None]
        if tag == "meta" and (found.get("http-equiv") or "").casefold() == "refresh":
            self.redirects = True
            self.links.append((found.get("content") or "").partition("=")[2].strip(" '\""))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        while self.open and self.open[-1] != tag and self.open[-1] in OPTIONAL_END:
            self.open.pop()
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.wrong.append(f"</{tag}> closes nothing that is open")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "title":
            self.title += data


def _read(file: Path) -> Page:
    page = Page()
    page.feed(file.read_text(encoding="utf-8"))
    page.close()
    return page


def _targets(name: str, page: Page) -> Iterator[tuple[str, str, str]]:
    """(link, file inside the site, fragment) of each link that stays inside."""
    for link in page.links:
        parts = urlsplit(link.strip())
        if parts.scheme or parts.netloc:
            continue
        path = unquote(parts.path)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
        if path.endswith("/") or target == "." or (path and posixpath.basename(path) in ("..", ".")):
            target = posixpath.normpath(posixpath.join(target, "index.html"))
        yield link, target, unquote(parts.fragment)


def _links(pages: dict[str, Page], files: set[str]) -> Iterator[str]:
    for name, page in pages.items():
        for link, target, fragment in _targets(name, page):
            if target.startswith(".."):
                yield f"{name}: links: {link} leaves the site"
            elif target not in files:
                yield f"{name}: links: {link} has no target"
            elif fragment and target in pages and fragment not in pages[target].ids:
                yield f"{name}: links: {link} names no id on its page"


def _html(pages: dict[str, Page], _: set[str]) -> Iterator[str]:
    for name, page in pages.items():
        wrong = [*page.wrong, *(f"id {name!r} stands {n} times" for name, n in page.ids.items() if n > 1)]
        if page.doctype != "doctype html":
            wrong.append("no <!doctype html>")
        if not page.language:
            wrong.append("no language on <html>")
        if not page.title.strip():
            wrong.append("no title")
        if page.count["h1"] != 1:
            wrong.append(f"{page.count['h1']} h1 headings")
        yield from (f"{name}: html: {what}" for what in wrong)


def _orphans(pages: dict[str, Page], files: set[str]) -> Iterator[str]:
    """Pages no way leads to from the home page; the 404 page is meant to be one."""
    seen, todo = {"index.html"}, ["index.html"]
    while todo:
        name = todo.pop()
        for _, target, _ in _targets(name, pages[name]) if name in pages else ():
            if target in pages and target not in seen:
                seen.add(target)
                todo.append(target)
    # An old address leads on to the new one; nothing need lead to it.
    old = {name for name, page in pages.items() if page.redirects}
    yield from (f"{name}: orphans: no page links here" for name in sorted(pages.keys() - seen - old - {"404.html"}))
