"""The news industry's own XML: NewsML-G2 (each news item a record) and NITF, alone or inside NewsML."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import msgspec

from sitegen.model import BadSource, Document, Record
from sitegen.read.container import Container, Items, Names
from sitegen.read.finding import Finding, from_error, source_problem
from sitegen.read.mapping import document
from sitegen.read.options import ContentOptions
from sitegen.read.xml import child, children, inner_markup, local, parse, source_text, text_of

# NITF's names for what HTML calls otherwise; an empty name keeps only what is inside.
_NITF_HTML = {
    "hl2": "h2", "hl3": "h3", "bq": "blockquote", "block": "div", "q": "q", "body.content": "", "media": "figure",
    "media-caption": "figcaption", "media-reference": "", "media-producer": "cite", "note": "aside", "datasource": "small",
    "person": "", "org": "", "location": "", "chron": "", "event": "", "function": "", "object.title": "", "virtloc": "", "num": "",
    "money": "", "city": "", "country": "", "region": "", "sublocation": "", "state": "", "name.given": "", "name.family": "",
    "nitf-table": "", "lang": "span", "copyrite": "small", "pronounce": "", "postaddr": "", "fn": "small", "credit": "cite",
}  # fmt: skip


def split_news(container: Container) -> Items:
    """A NITF file is one article; NewsML's message has one record a news item that holds text."""
    try:
        tree = parse(source_text(container.data, container.options.encoding), ("newsItem", "NewsItem"))
    except BadSource as error:
        yield container.problem(from_error(error))
        return
    items = [element for element in tree.root.iter() if element in tree.spans]
    if not items or (len(items) == 1 and items[0] is tree.root):
        yield container.whole()
        return
    names = Names()
    namespace = tree.root.tag.partition("}")[0].removeprefix("{") if tree.root.tag.startswith("{") else ""
    opening = f'<sitegen xmlns="{namespace}">\n' if namespace else "<sitegen>\n"
    for item in items:
        own = tree.slice(item)
        payload = opening.encode() + own + b"</sitegen>"
        yield container.record(names.next(item.get("guid", "")), own, tree.spans[item].line, payload)


def load_news(record: Record, options: ContentOptions) -> Document:
    """One news item or NITF document."""
    text = source_text(record.payload, options.encoding)
    root = parse(text).root
    raw = text
    if local(root.tag) == "sitegen":
        root, raw = root[0], text.partition("\n")[2].removesuffix("</sitegen>")
    nitf = next((element for element in root.iter() if local(element.tag) == "nitf"), None)
    values = {**(_nitf(nitf) if nitf is not None else {}), **{k: v for k, v in _g2(root).items() if v}}
    made = document(record, values, raw, "nitf" if root is nitf else "newsml", lambda key: 1)
    if nitf is None and not made.body:
        finding = Finding("no-text", "the news item holds no text of its own", "its text may lie in another file")
        return msgspec.structs.replace(made, problems=(*made.problems, source_problem(record.source, finding)))
    return made


# ------------------------------------------------------------------------------------ NITF


def _nitf(root: Element) -> dict[str, object]:
    head, body = child(root, "head"), child(root, "body")
    top, docdata = child(body, "body.head"), child(head, "docdata")
    pubdata = child(head, "pubdata")
    return {
        "guid": _attribute(child(docdata, "doc-id"), "id-string"),
        "title": text_of(child(top, "hedline", "hl1")) or text_of(child(head, "title")),
        "published": _attribute(child(docdata, "date.release"), "norm") or _attribute(child(docdata, "date.issue"), "norm")
        or _attribute(pubdata, "date.publication") or _attribute(child(top, "dateline", "story.date"), "norm"),
        "byline": [_byline(element) for element in children(top, "byline")] if top is not None else [],
        "dateline": text_of(child(top, "dateline", "location")),
        "outlet": _attribute(pubdata, "name"),
        "agency": text_of(child(top, "distributor")),
        "section": _attribute(pubdata, "position.section"),
        "language": next((value for key, value in root.items() if local(key) == "lang"), ""),
        "rights": text_of(child(top, "rights")) or _attribute(child(docdata, "doc.copyright"), "holder"),
        "description": text_of(child(top, "abstract")),
        "html": _body(body),
    }  # fmt: skip


def _byline(element: Element) -> str:
    """The persons named in a byline, without their titles; the whole line where none is marked."""
    return "; ".join(text_of(inner) for inner in children(element, "person")) or text_of(element)


def _body(body: Element | None) -> str:
    """The content as HTML, the subheadline before it and the tagline after it."""
    subhead, content = child(body, "body.head", "hedline", "hl2"), child(body, "body.content")
    tagline = child(body, "body.end", "tagline")
    parts = [f"<h2>{inner_markup(subhead, _NITF_HTML)}</h2>" if subhead is not None else ""]
    parts.append(inner_markup(content, _NITF_HTML) if content is not None else "")
    parts.append(f"<p>{inner_markup(tagline, _NITF_HTML)}</p>" if tagline is not None else "")
    return "\n".join(part for part in parts if part)


def _attribute(element: Element | None, name: str) -> str:
    return "" if element is None else element.get(name, "")


# ------------------------------------------------------------------------------------ NewsML-G2


def _g2(item: Element) -> dict[str, object]:
    """A news item's metadata (IPTC NewsML-G2, sections itemMeta, contentMeta, rightsInfo) and its inline text."""
    meta, about = child(item, "itemMeta"), child(item, "contentMeta")
    if meta is None and about is None:
        return {}
    return {
        "guid": item.get("guid", ""),
        "title": text_of(child(about, "headline")) or text_of(child(meta, "title")),
        "published": text_of(child(meta, "firstCreated")) or text_of(child(about, "contentCreated")) or text_of(child(meta, "versionCreated")),
        "updated": text_of(child(about, "contentModified")) or text_of(child(meta, "versionCreated")),
        "byline": _by(about),
        "dateline": text_of(child(about, "dateline")),
        "outlet": _named(child(meta, "provider")),
        "agency": text_of(child(about, "creditline")),
        "section": _named(child(about, "subject")),
        "language": _attribute(child(about, "language"), "tag"),
        "rights": text_of(child(item, "rightsInfo", "copyrightNotice")),
        "description": text_of(child(about, "description")),
        **_inline(item),
    }  # fmt: skip


def _by(about: Element | None) -> list[str]:
    if about is None:
        return []
    lines = [text_of(element) for element in children(about, "by")]
    return lines or [_named(element) for element in children(about, "creator")]


def _named(element: Element | None) -> str:
    """A concept's name, else the last part of its code (`nprov:AFP`)."""
    if element is None:
        return ""
    return text_of(child(element, "name")) or (element.get("literal") or element.get("qcode", "").rpartition(":")[2])


def _inline(item: Element) -> dict[str, object]:
    """The text in contentSet: XHTML, or plain text. NITF is read by its own rules."""
    content = child(item, "contentSet")
    for inner in content if content is not None else ():
        if local(inner.tag) == "inlineXML" and len(inner) and local(inner[0].tag) != "nitf":
            body = next((element for element in inner.iter() if local(element.tag) == "body"), inner)
            return {"html": inner_markup(body)}
        if local(inner.tag) == "inlineData" and (inner.text or "").strip():
            key = "html" if "html" in inner.get("contenttype", "") else "text"
            return {key: inner.text}
    return {}
