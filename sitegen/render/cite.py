"""How to cite an article, for people and for machines: plain text, BibTeX, schema.org, Highwire, Dublin Core, Open Graph."""

from __future__ import annotations

import json
import re
from typing import Any

from markupsafe import Markup, escape

from sitegen.address import article_url, entity_url
from sitegen.render import rows, words
from sitegen.render.desk import Desk
from sitegen.render.html import line, safe_href
from sitegen.render.lookup import ref
from sitegen.render.views import ArticleView

_SCHEMA_TYPES = {"person": "Person", "organisation": "Organization", "place": "Place"}
_BIBTEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
           "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}  # fmt: skip


def citation(desk: Desk, view: ArticleView) -> str:
    """The article as a line of a bibliography; an inferred date in square brackets, as archivists do."""
    card = view.card
    day = words.date(card.published)
    made = [
        ", ".join(line(name) for name in card.byline), f"“{rows.title(ref(card))}”", line(card.outlet or ""),
        f"[{day}]" if card.published_basis in ("inferred", "supplied") else day,
        f"{line(desk.site.title)}, article {card.id}", desk.absolute(article_url(card.id)) or f"SHA-256 {card.source.sha256[:16]}…",
    ]  # fmt: skip
    return " ".join(_ended(part) for part in made if part)


def _ended(part: str) -> str:
    """With a full stop, unless it ends in a mark of its own."""
    return part if part.rstrip("”")[-1:] in (".", "?", "!", "…") else part + "."


def bibtex(desk: Desk, view: ArticleView) -> str:
    card = view.card
    date = (card.published or "")[:10]
    pairs = {
        "title": rows.title(ref(card)), "author": " and ".join(line(name) for name in card.byline),
        "organization": line(card.outlet or ""), "date": date, "url": desk.absolute(article_url(card.id)),
        "note": f"{line(desk.site.title)}, article {card.id}; SHA-256 {card.source.sha256}",
    }  # fmt: skip
    lines = [f"  {name} = {{{_tex(value, name)}}}," for name, value in pairs.items() if value]
    return f"@online{{{re.sub('[^a-z0-9-]', '', card.id)},\n" + "\n".join(lines) + "\n}"


def _tex(value: str, name: str) -> str:
    return value if name in ("url", "date") else "".join(_BIBTEX.get(c, c) for c in value)


def head(desk: Desk, view: ArticleView) -> Markup:
    """Machine-readable metadata for the page's head."""
    metas = [f'<meta name="{name}" content="{escape(value)}">' for name, value in _names(desk, view) if value]
    metas += [f'<meta property="{name}" content="{escape(value)}">' for name, value in _graph(desk, view) if value]
    data = json.dumps(_schema(desk, view), ensure_ascii=False, separators=(",", ":"))
    safe = (
        data.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )
    return Markup("\n".join((*metas, f'<script type="application/ld+json">{safe}</script>')))


def _names(desk: Desk, view: ArticleView) -> list[tuple[str, str]]:
    card = view.card
    date, title, outlet = (card.published or "")[:10], rows.title(ref(card)), line(card.outlet or "")
    authors = [line(name) for name in card.byline]
    url = desk.absolute(article_url(card.id))
    return [
        ("citation_title", title), *(("citation_author", name) for name in authors), ("citation_publication_date", date.replace("-", "/")),
        ("citation_journal_title", outlet), ("citation_language", card.language or ""), ("citation_public_url", url),
        ("DC.title", title), *(("DC.creator", name) for name in authors), ("DC.date", date), ("DC.publisher", outlet),
        ("DC.language", card.language or ""), ("DC.identifier", url or card.id), ("DC.type", "Text"), ("DC.rights", line(desk.site.rights)),
    ]  # fmt: skip


def _graph(desk: Desk, view: ArticleView) -> list[tuple[str, str]]:
    card = view.card
    return [
        ("og:type", "article"), ("og:title", rows.title(ref(card))), ("og:site_name", line(desk.site.title)),
        ("og:url", desk.absolute(article_url(card.id))), ("og:description", description(desk, view)),
        ("article:published_time", (card.published or "")), ("article:modified_time", card.updated or ""),
    ]  # fmt: skip


def description(desk: Desk, view: ArticleView) -> str:
    """The beginning of the text, where it is published."""
    return "" if desk.site.show == "metadata" else line(view.card.lede)[:200]


def _schema(desk: Desk, view: ArticleView) -> dict[str, Any]:
    card = view.card
    made: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": rows.title(ref(card)), "identifier": card.id,
        "url": desk.absolute(article_url(card.id)), "datePublished": card.published, "dateModified": card.updated,
        "inLanguage": card.language, "wordCount": card.words, "description": description(desk, view), "articleSection": card.section,
        "author": [{"@type": "Person", "name": line(name)} for name in card.byline],
        "publisher": {"@type": "Organization", "name": line(card.outlet)} if card.outlet else None,
        "isBasedOn": safe_href(card.url) if card.url else None, "isPartOf": {"@type": "Collection", "name": line(desk.site.title)},
        "mentions": [_mentioned(desk, name) for name in view.names[:40]],
    }  # fmt: skip
    return {name: value for name, value in made.items() if value}


def _mentioned(desk: Desk, name: Any) -> dict[str, Any]:
    known = (
        f"https://www.wikidata.org/entity/{name.wikidata}"
        if name.wikidata and re.fullmatch(r"Q\d+", name.wikidata)
        else None
    )
    made = {
        "@type": _SCHEMA_TYPES[name.type],
        "name": line(name.name),
        "url": desk.absolute(entity_url(name.id)),
        "sameAs": known,
    }
    return {key: value for key, value in made.items() if value}
