"""XML, defused: no entities but the predefined and HTML's named ones, no external anything, bounded depth; and
where each element of interest lies in the source, so that a record keeps its own bytes and line."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder  # only the tree; parsing is defusedxml's

import msgspec

from sitegen.model import BadSource
from sitegen.read.charset import decode
from sitegen.read.container import Container, Items
from sitegen.read.tidy import tidy

DEEPEST = 200
MOST_ELEMENTS = 1_000_000
CLOSING = "</sitegen>"
_DECLARED = re.compile(r"""\sxmlns(?::[\w.-]+)?\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
_PAGE = re.compile(
    r"[^<]*(?:<\?[^>]*>\s*)*(?:<!--(?:(?!-->).)*+-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)([A-Za-z][A-Za-z0-9]{1,31};)?")
_BAD_NUMBER = re.compile(r"&#(?:x0*(?:[0-8bcBCefEF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));")


class Span(msgspec.Struct, frozen=True):
    """Where an element lies: byte offsets into Tree.data, and its line."""

    start: int
    end: int
    line: int


class Tree(msgspec.Struct, frozen=True):
    """A parsed document. `data` is the text that was parsed, in UTF-8; `spans` are those of the wanted elements."""

    root: Element
    data: bytes
    spans: dict[Element, Span]

    def slice(self, element: Element) -> bytes:
        span = self.spans[element]
        return self.data[span.start : span.end]


class _Builder(TreeBuilder):
    """Builds the tree, watches its depth, and notes where the wanted elements lie."""

    def __init__(self, wanted: frozenset[str], data: bytes) -> None:
        super().__init__()
        self.wanted, self.whole = wanted, data
        self.expat: Any = None
        self.depth = self.count = 0
        self.spans: dict[Element, Span] = {}
        self.starts: list[tuple[int, int]] = []

    def start(self, tag: Any, attrs: Any, /) -> Any:
        self.depth += 1
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise BadSource(f"more than {MOST_ELEMENTS} elements", "split it", rule="too-large")
        if self.depth > DEEPEST:
            raise BadSource(f"nested more than {DEEPEST} levels deep", "flatten or remove it", rule="too-deep")
        if local(tag) in self.wanted:
            self.starts.append((self.expat.CurrentByteIndex, self.expat.CurrentLineNumber))
        return super().start(tag, attrs)

    def end(self, tag: Any, /) -> Any:
        self.depth -= 1
        element = super().end(tag)
        if local(tag) in self.wanted:
            start, line = self.starts.pop()
            end = self.whole.find(b">", self.expat.CurrentByteIndex) + 1
            self.spans[element] = Span(start, end or len(self.whole), line)
        return element


def local(tag: object) -> str:
    """An element's name without its namespace.

    >>> local("{http://www.w3.org/2005/Atom}entry")
    'entry'
    """
    return str(tag).rpartition("}")[2]


def source_text(data: bytes, override: str = "") -> str:
    """The decoded document without its XML declaration's charset to disturb anyone; lines are kept."""
    return tidy(decode(data, override).text, repair=False)[0]


def parse(text: str, wanted: Iterable[str] = ()) -> Tree:
    """Parses XML. BadSource where it is not well-formed (bare ampersands aside) or hostile."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser, ParseError

    # The declaration names the charset the bytes had; they are UTF-8 now. It becomes blanks, so that nothing moves.
    text = _DECLARATION.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text, count=1)
    data = _BAD_NUMBER.sub("", _NAMED.sub(_entity, text)).encode("utf-8", "replace")
    builder = _Builder(frozenset(wanted), data)
    parser = DefusedXMLParser(target=builder)
    builder.expat = parser.parser
    try:
        parser.feed(data)
        root = parser.close()
    except ParseError as error:
        raise BadSource(f"not well-formed XML: {error}", "correct it", rule="xml", line=error.position[0]) from None
    except (DefusedXmlException, ValueError, LookupError) as error:
        raise BadSource(f"XML that is refused: {error}"[:200], "remove the entities", rule="xml") from None
    return Tree(root, data, builder.spans)


def opening(tree: Tree, first: Element) -> str:
    """An opening tag that declares every namespace that was declared before the first wanted element: what is
    sliced out of a document is read again inside of it."""
    head = tree.data[: tree.spans[first].start].decode("utf-8", "replace")
    declared = {found.split("=")[0].strip(): " ".join(found.split()) for found in _DECLARED.findall(head)}
    return "<sitegen" + "".join(f" {text}" for text in declared.values()) + ">\n"


def _entity(found: re.Match[str]) -> str:
    """HTML's named entities as characters; any other ampersand as itself."""
    name = found.group(1)
    plain = html.unescape(f"&{name}") if name else ""
    return plain if name and plain != f"&{name}" and plain not in "<>&" else "&amp;" + (name or "")


def children(element: Element, *names: str) -> list[Element]:
    """The child elements of these local names, in the names' order, then the document's."""
    return [child for name in names for child in element if local(child.tag) == name]


def child(element: Element | None, *path: str) -> Element | None:
    """The element at a path of local names."""
    for name in path:
        element = next((inner for inner in element if local(inner.tag) == name), None) if element is not None else None
    return element


def text_of(element: Element | None) -> str:
    """All text in an element, white space folded."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def inner_markup(element: Element, names: dict[str, str] | None = None) -> str:
    """What is inside an element as HTML: local names (`names` maps those that HTML calls otherwise), only
    the attributes that carry text or links, everything else escaped."""
    parts: list[str] = [html.escape(element.text or "", quote=False)]
    for inner in element:
        parts += (_markup(inner, names or {}), html.escape(inner.tail or "", quote=False))
    return "".join(parts).strip()


_KEPT = ("href", "src", "alt", "colspan", "rowspan", "class", "cite", "lang", "dir")
_VOID = frozenset({"br", "hr", "img", "wbr", "source", "col"})


def _markup(element: Element, names: dict[str, str]) -> str:
    name = names.get(local(element.tag), local(element.tag))
    content = inner_markup(element, names)
    if not name:
        return content
    attributes = "".join(
        f' {local(key)}="{html.escape(value)}"' for key, value in element.items() if local(key) in _KEPT
    )
    return f"<{name}{attributes}>" if name in _VOID else f"<{name}{attributes}>{content}</{name}>"


def split_xml(container: Container) -> Items:
    """A .xml file is whatever its root element says, else whatever in it looks like articles."""
    from sitegen.read.formats import xml_kind

    head = container.data[:4096].replace(b"\0", b"").decode("latin-1")
    format = xml_kind(head)
    if format is None or (format.name == "html" and not _PAGE.match(head)):
        from sitegen.read.anyxml import split_elements

        yield from split_elements(container)
        return
    yield from format.split(container)
