"""XML of no known kind that plainly holds articles: elements with a title or a text in them, as many collections and
programs write them. Child elements and attributes are the keys of a record."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from sitegen.model import BadSource, Document, Record
from sitegen.read.container import Container, Items, Names
from sitegen.read.fields import FIELD_OF, plain_key
from sitegen.read.finding import Finding, from_error
from sitegen.read.mapping import document, has_body, looks_like_record
from sitegen.read.options import ContentOptions
from sitegen.read.xml import CLOSING, children, inner_markup, local, opening, parse, source_text, text_of

_MOST_LOOKED_AT = 20_000


def split_elements(container: Container) -> Items:
    """Each element that looks like an article, the outermost of them; or the document, where it is one itself."""
    try:
        text = source_text(container.data, container.options.encoding)
        kind = _kind(parse(text).root)
        if not kind:
            yield container.problem(_unknown())
            return
        tree = parse(text, (kind,))
    except BadSource as error:
        yield container.problem(from_error(error))
        return
    if local(tree.root.tag) == kind:
        yield container.whole()
        return
    elements = [element for element in tree.root.iter() if element in tree.spans]
    wrapper, names = opening(tree, elements[0]).encode(), Names()
    for element in elements:
        own = tree.slice(element)
        identity = next(
            (str(value) for key, value in _values(element).items() if FIELD_OF.get(plain_key(key)) == "id"), ""
        )
        yield container.record(names.next(identity), own, tree.spans[element].line, wrapper + own + CLOSING.encode())


def _unknown() -> Finding:
    reason = "an XML file of no kind that is read (RSS, Atom, NITF, NewsML, XHTML, or elements with a title and a text)"
    return Finding("unknown-xml", reason, "name it in [content] ignore if it is no article")


def _kind(root: Element) -> str:
    """The name of the outermost elements that look like articles and hold a text."""
    level = [root]
    while level:
        found = next((element for element in level[:_MOST_LOOKED_AT] if _is_record(element)), None)
        if found is not None:
            return local(found.tag)
        level = [inner for element in level[:_MOST_LOOKED_AT] for inner in element]
    return ""


def _is_record(element: Element) -> bool:
    """By the names of its parts alone: what is in them is not looked at more than once."""
    filled = {local(inner.tag): "x" for inner in element if len(inner) or (inner.text or "").strip()}
    names = {FIELD_OF.get(plain_key(key)) for key in (*filled, *map(local, element.keys()))}
    return looks_like_record(filled) and has_body(filled) and bool(names & {"title", "published"})


def load_element(record: Record, options: ContentOptions) -> Document:
    """One element as a record."""
    text = source_text(record.payload, options.encoding)
    root, raw = parse(text).root, text
    if local(root.tag) == "sitegen":
        root, raw = root[0], text.partition("\n")[2].removesuffix(CLOSING)
    return document(record, _values(root), raw, "xml", lambda key: 1)


def _values(element: Element) -> dict[str, object]:
    """The element's parts by name: attributes, and child elements as text, or as markup where they hold paragraphs."""
    values: dict[str, object] = {local(key): value for key, value in element.items()}
    for name in dict.fromkeys(local(inner.tag) for inner in element):
        texts = [text for inner in children(element, name) for text in _texts(inner)]
        if texts:
            values[name] = texts[0] if len(texts) == 1 else texts
    return values


def _texts(element: Element) -> Iterator[str]:
    text = (
        inner_markup(element)
        if len(element)
        else text_of(element)
        if _is_flat(element)
        else (element.text or "").strip()
    )
    if text:
        yield text


def _is_flat(element: Element) -> bool:
    return "\n\n" not in (element.text or "")
