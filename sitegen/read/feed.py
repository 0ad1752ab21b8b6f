"""RSS 0.9x to 2.0, RSS 1.0 (RDF) and Atom: each entry a record; what the feed says of itself goes to each."""

from __future__ import annotations

import html
import re
from xml.etree.ElementTree import Element

from sitegen.model import BadSource, Document, Field, Record
from sitegen.read.container import Container, Items, Names
from sitegen.read.fields import make_field
from sitegen.read.finding import Finding, from_error
from sitegen.read.mapping import document
from sitegen.read.options import ContentOptions
from sitegen.read.xml import CLOSING, child, children, inner_markup, local, opening, parse, source_text, text_of

RULE = "feed"
_MAIL_AND_NAME = re.compile(r"\S+@\S+\s+\((.+)\)\Z")
_TAGS = re.compile(r"</?[a-zA-Z][^<>]*>")


def split_feed(container: Container) -> Items:
    """The entries of a feed. Each payload is the entry as it stands, inside an element with the feed's namespaces."""
    try:
        tree = parse(source_text(container.data, container.options.encoding), ("item", "entry"))
    except BadSource as error:
        yield container.problem(from_error(error))
        return
    entries = [element for element in tree.root.iter() if element in tree.spans]
    if not entries:
        yield container.problem(Finding("no-records", "the feed has no entries", "remove it"))
        return
    wrapper = opening(tree, entries[0])
    given, names = _of_feed(tree.root), Names()
    for entry in entries:
        own = tree.slice(entry)
        payload = wrapper.encode() + own + CLOSING.encode()
        name = names.next(text_of(child(entry, "guid")) or text_of(child(entry, "id")))
        yield container.record(name, own, tree.spans[entry].line, payload, given)


def _of_feed(root: Element) -> tuple[Field, ...]:
    """The feed's title as outlet, its language, its rights and, in Atom, the author of entries that name none."""
    channel = child(root, "channel")
    about = channel if channel is not None else root
    language = text_of(child(about, "language")) or next((v for k, v in root.items() if local(k) == "lang"), "")
    rights = text_of(child(about, "copyright")) or text_of(child(about, "rights"))
    values = (("outlet", text_of(child(about, "title"))), ("language", language), ("rights", rights),
              ("byline", [_author(element) for element in children(about, "author")]))  # fmt: skip
    found = (make_field(name, value, RULE, None) for name, value in values)
    return tuple(field for field in found if field is not None)


def load_entry(record: Record, options: ContentOptions) -> Document:
    """One entry. Its content is the body, else its summary."""
    text = record.payload.decode("utf-8", "replace")
    entry = parse(text).root[0]
    raw = text.partition("\n")[2].removesuffix(CLOSING)
    return document(record, _values(entry), raw, RULE, lambda key: 1)


def _values(entry: Element) -> dict[str, object]:
    """The entry under the keys that records use."""
    summary = _content(entry, "description", "summary")
    content = _content(entry, "encoded", "content", "body")
    values: dict[str, object] = {
        "guid": text_of(child(entry, "guid")) or text_of(child(entry, "id")),
        "title": text_of(child(entry, "title")),
        "published": _first(entry, "pubDate", "published", "date", "issued", "created")
        or _first(entry, "updated", "modified"),
        "updated": _first(entry, "updated", "modified"),
        "authors": [_author(element) for element in children(entry, "creator", "author")],
        "source": _first(child(entry, "source"), "title") or text_of(child(entry, "source")),
        "url": _link(entry),
        "language": next((value for key, value in entry.items() if local(key) == "lang"), _first(entry, "language")),
        "section": [text_of(element) or element.get("term", "") for element in children(entry, "category")][:1],
        "rights": _first(entry, "rights"),
        "html": content or summary,
    }
    if content and summary:
        values["description"] = _plain(summary)
    return values


def _content(entry: Element, *names: str) -> str:
    """The markup of the first of these elements that holds something; Atom's xhtml as it is, escaped text as text."""
    for element in children(entry, *names):
        if element.get("type") == "xhtml" or len(element):
            found = inner_markup(element)
        else:
            text = (element.text or "").strip()
            found = html.escape(text, quote=False) if element.get("type") == "text" else text
        if found:
            return found
    return ""


def _first(element: Element | None, *names: str) -> str:
    found = (text_of(inner) for inner in children(element, *names)) if element is not None else iter(())
    return next((text for text in found if text), "")


def _plain(text: str) -> str:
    """Titles and summaries are often HTML in disguise."""
    return " ".join(html.unescape(_TAGS.sub(" ", text)).split()) if "<" in text or "&" in text else text


def _author(element: Element) -> str:
    """An Atom author has a name element; RSS writes `mail@host (Name)`."""
    text = _first(element, "name") or text_of(element)
    named = _MAIL_AND_NAME.match(text)
    return named.group(1) if named else text


def _link(entry: Element) -> str:
    links = children(entry, "link")
    plain = next((text_of(link) for link in links if text_of(link)), "")
    rel = (link.get("href", "") for link in links if link.get("rel", "alternate") == "alternate")
    guid = child(entry, "guid")
    permanent = text_of(guid) if guid is not None and guid.get("isPermaLink", "true") == "true" else ""
    return plain or next((href for href in rel if href), "") or (permanent if permanent.startswith("http") else "")
