"""The news industry's own XML: NewsML-G2 and NewsML 1 (each news item a record) and NITF, alone or inside NewsML."""

from __future__ import annotations

import html
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
    items = [item for item in items if not _is_picture(item)]
    if not items:
        yield container.problem(Finding("no-records", "the message holds no text", "remove it"))
        return
    names = Names()
    namespace = tree.root.tag.partition("}")[0].removeprefix("{") if tree.root.tag.startswith("{") else ""
    opening = f'<sitegen xmlns="{namespace}">\n' if namespace else "<sitegen>\n"
    for item in items:
        own = tree.slice(item)
        payload = opening.encode() + own + b"</sitegen>"
        yield container.record(names.next(item.get("guid", "")), own, tree.spans[item].line, payload)


def _is_picture(item: Element) -> bool:
    """Whether a news item says that it is a picture, a graphic, sound or film: no article, and no fault."""
    kind = _attribute(child(item, "itemMeta", "itemClass"), "qcode").rpartition(":")[2]
    return kind in ("picture", "graphic", "audio", "video", "animation")


def load_news(record: Record, options: ContentOptions) -> Document:
    """One news item or NITF document."""
    text = source_text(record.payload, options.encoding)
    root = parse(text).root
    raw = text
    if local(root.tag) == "sitegen":
        root, raw = root[0], text.partition("\n")[2].removesuffix("</sitegen>")
    nitf = next((element for element in root.iter() if local(element.tag) == "nitf"), None)
    about = _g2(root) or _newsml_1(root)
    values = {**(_nitf(nitf) if nitf is not None else {}), **{key: value for key, value in about.items() if value}}
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
        "byline": [_byline(element) for element in _bylines(top)],
        "dateline": text_of(child(top, "dateline", "location")) or text_of(child(top, "dateline")),
        "url": _attribute(pubdata, "ex-ref"),
        "outlet": _attribute(pubdata, "name"),
        "agency": text_of(child(top, "distributor")),
        "section": _attribute(pubdata, "position.section"),
        "language": next((value for key, value in root.items() if local(key) == "lang"), ""),
        "rights": text_of(child(top, "rights")) or _attribute(child(docdata, "doc.copyright"), "holder"),
        "description": text_of(child(top, "abstract")),
        "html": _body(body),
    }  # fmt: skip


def _bylines(top: Element | None) -> list[Element]:
    """The bylines as printed: archives add a normalised one of the same names beside them."""
    found = children(top, "byline") if top is not None else []
    return [element for element in found if not element.get("class", "").startswith("normalized")] or found


def _byline(element: Element) -> str:
    """The persons named in a byline, without their titles; the whole line where none is marked."""
    return "; ".join(text_of(inner) for inner in children(element, "person")) or text_of(element)


def _body(body: Element | None) -> str:
    """The content as HTML, the subheadline before it and the tagline after it."""
    subhead, content = child(body, "body.head", "hedline", "hl2"), child(body, "body.content")
    tagline = child(body, "body.end", "tagline")
    if subhead is not None and subhead.get("class", "").startswith("online"):
        subhead = None  # the headline once more, as the web had it
    parts = [f"<h2>{inner_markup(subhead, _NITF_HTML)}</h2>" if subhead is not None else ""]
    parts.append(inner_markup(_once(content), _NITF_HTML) if content is not None else "")
    parts.append(f"<p>{inner_markup(tagline, _NITF_HTML)}</p>" if tagline is not None else "")
    return "\n".join(part for part in parts if part)


def _once(content: Element) -> Element:
    """The content without the blocks that repeat the beginning of its full text."""
    full = any(block.get("class") == "full_text" for block in content)
    for block in [block for block in content if full and "lead_paragraph" in block.get("class", "")]:
        content.remove(block)
    return content


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
        "title": text_of(_main(about)) or text_of(child(meta, "title")),
        "published": text_of(child(meta, "firstCreated")) or text_of(child(about, "contentCreated")) or text_of(child(meta, "versionCreated")),
        "updated": text_of(child(about, "contentModified")) or text_of(child(meta, "versionCreated")),
        "byline": _by(about),
        "dateline": text_of(child(about, "dateline")) or _named(child(about, "located")),
        "outlet": _named(child(meta, "provider")),
        "agency": text_of(child(about, "creditline")),
        "section": _named(child(about, "subject"), _attribute(child(about, "language"), "tag")),
        "language": _attribute(child(about, "language"), "tag"),
        "rights": text_of(child(item, "rightsInfo", "copyrightNotice")),
        "description": text_of(child(about, "description")),
        **_inline(item),
    }  # fmt: skip


def _main(about: Element | None) -> Element | None:
    """The headline: the main one of several."""
    found = children(about, "headline") if about is not None else []
    return next(
        (element for element in found if element.get("role", "").endswith(":main")), found[0] if found else None
    )


def _by(about: Element | None) -> list[str]:
    if about is None:
        return []
    lines = [text_of(element) for element in children(about, "by")]
    return lines or [_named(element) for element in children(about, "creator")]


def _named(element: Element | None, language: str = "") -> str:
    """A concept's name, in the item's own language where there are several, else the last part of its code
    (`nprov:AFP`)."""
    if element is None:
        return ""
    names = children(element, "name")
    own = (
        name for name in names if language and language[:2] in {v[:2] for k, v in name.items() if local(k) == "lang"}
    )
    return text_of(next(own, names[0] if names else None)) or (
        element.get("literal") or element.get("qcode", "").rpartition(":")[2]
    )


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


# ------------------------------------------------------------------------------------ NewsML 1


def _newsml_1(item: Element) -> dict[str, object]:
    """A news item of NewsML 1.0 to 1.2: the first component's lines, and the first content that is text."""
    found: dict[str, Element] = {}
    for element in item.iter():
        found.setdefault(local(element.tag), element)
    if "NewsLines" not in found and "NewsManagement" not in found:
        return {}
    party = child(found.get("Provider"), "Party")
    return {
        "guid": text_of(found.get("PublicIdentifier")),
        "title": text_of(found.get("HeadLine")),
        "published": text_of(found.get("FirstCreated")),
        "updated": text_of(found.get("ThisRevisionCreated")),
        "byline": [text_of(found.get("ByLine"))],
        "dateline": text_of(found.get("DateLine")),
        "outlet": _attribute(party, "FormalName"),
        "agency": text_of(found.get("CreditLine")),
        "language": _attribute(found.get("Language"), "FormalName"),
        "rights": text_of(found.get("CopyrightLine")),
        "html": _data_content(item),
    }


def _data_content(item: Element) -> str:
    """The markup of the first DataContent; NITF is read by its own rules, plain text has its paragraphs kept."""
    for element in item.iter():
        if local(element.tag) != "DataContent":
            continue
        if not len(element):
            lines = (element.text or "").split("\n\n")
            return "".join(f"<p>{html.escape(line.strip(), quote=False)}</p>" for line in lines if line.strip())
        if local(element[0].tag) != "nitf":
            body = next((inner for inner in element.iter() if local(inner.tag) == "body"), element)
            return inner_markup(body)
    return ""
