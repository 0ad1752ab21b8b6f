"""Rows of long lists, made once and joined: a template costs two hundred times as much a row."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from sitegen.address import article_url, story_url
from sitegen.render import words
from sitegen.render.desk import Desk
from sitegen.render.html import language, line
from sitegen.render.views import Named, Ref, StoryRow


def title(ref: Ref) -> str:
    """The article's title as shown: a supplied one in square brackets."""
    shown = line(ref.title) or f"[article {ref.id}]"
    return f"[{shown}]" if ref.title_basis == "supplied" and not shown.startswith("[") else shown


def linked(desk: Desk, ref: Ref) -> Markup:
    return Markup(_linked(desk, ref))


def byline(ref: Ref) -> Markup:
    """Outlet and date, with a mark on an inferred date."""
    return Markup(_byline(ref))


def _linked(desk: Desk, ref: Ref) -> str:
    lang = language(ref.language, desk.site.language)
    return f'<a href="{desk.link(article_url(ref.id))}"{lang}><bdi>{escape(title(ref))}</bdi></a>'


def _byline(ref: Ref) -> str:
    outlet = f"<bdi>{escape(line(ref.outlet))}</bdi> · " if ref.outlet else ""
    return f'<span class="by">{outlet}{words.time(ref.published, brief=True)}{basis_mark(ref.published_basis)}</span>'


def basis_mark(basis: str | None) -> Markup:
    return Markup(' <span class="basis">inferred</span>') if basis == "inferred" else Markup("")


def articles(desk: Desk, refs: Iterable[Ref]) -> Markup:
    return Markup("\n".join(f"<li>{_linked(desk, ref)} {_byline(ref)}</li>" for ref in refs))


def names(desk: Desk, items: Iterable[Named], counted: bool = True) -> Markup:
    """Names with a number beside each."""
    made = []
    for item in items:
        count = f' <span class="n">{words.number(item.count)}</span>' if counted else ""
        made.append(f'<li><a href="{desk.link(item.url)}"><bdi>{escape(line(item.name))}</bdi></a>{count}</li>')
    return Markup("\n".join(made))


def stories(desk: Desk, items: Iterable[StoryRow]) -> Markup:
    made = []
    for item in items:
        outlets = ", ".join(line(name) for name in item.outlets[:3]) + (" …" if len(item.outlets) > 3 else "")
        changed = f" · {words.plural(item.changed, 'changed fact')}" if item.changed else ""
        facts = f"{words.plural(item.count, 'version')}{_texts(item)} · {words.span(item.first, item.last)}{changed}{' · ' if outlets else ''}"
        made.append(Markup('<li><a href="{}"><bdi>{}</bdi></a> <span class="by">{} <bdi>{}</bdi></span></li>').format(
            desk.link(story_url(item.id)), line(item.title) or "Untitled story", facts, outlets))  # fmt: skip
    return Markup("\n").join(made)


def _texts(item: StoryRow) -> str:
    """How many different texts, where some have the same words."""
    return f", {words.plural(item.texts, 'different text')}" if 0 < item.texts < item.count else ""
