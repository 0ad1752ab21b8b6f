"""RTF: the text of the document, a paragraph a line. Pictures, styles, headers and footers are left out."""

from __future__ import annotations

import re

import msgspec

from sitegen.model import BadSource, Document, Record
from sitegen.read.container import Container, Items, merged
from sitegen.read.exports import split_export
from sitegen.read.finding import from_error, source_problem
from sitegen.read.options import ContentOptions
from sitegen.read.tidy import tidy

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.S
)
MOST_TOKENS = 8_000_000
_DEEPEST = 500

# Groups whose text is no text of the document.
_ASIDE = frozenset(
    b"fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf fldinst listtable "
    b"listoverridetable rsidtbl generator themedata colorschememapping latentstyles datastore xmlnstbl revtbl filetbl bkmkstart "
    b"bkmkend pntext pntxta pntxtb nonshppict shpinst template comment annotation atnid atnauthor".split()
)
_SIGNS = {b"par": "\n", b"line": "\n", b"row": "\n", b"sect": "\n", b"page": "\n", b"cell": "\t", b"tab": "\t", b"emdash": "—", b"endash": "–",
          b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"emspace": " ", b"enspace": " "}  # fmt: skip
_ESCAPES = {b"~": "\xa0", b"_": "-", b"-": "", b"\n": "\n", b"\r": "\n", b"\\": "\\", b"{": "{", b"}": "}"}
_HEADS = {b"mac": "mac-roman", b"pc": "cp437", b"pca": "cp850"}
_CHARSETS = {0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs", 161: "cp1253", 162: "cp1254", 163: "cp1258",
             177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250"}  # fmt: skip


class _State(msgspec.Struct):
    """What a group inherits: whether its text counts, how many characters stand in for a Unicode one, its code page."""

    aside: bool = False
    stand_ins: int = 1
    codepage: str = ""


class _Reader:
    """Turns tokens into text. The bytes of a run are decoded together, since a character may take two."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.state = _State()
        self.stack: list[_State] = []
        self.parts: list[str] = []
        self.run = bytearray()
        self.fonts: dict[int, str] = {}
        self.font = 0
        self.codepage = "cp1252"
        self.to_skip = 0
        self.fresh = False
        self.at = 0

    def text(self) -> str:
        tokens = 0
        while (found := _TOKEN.match(self.data, self.at)) is not None:
            self.at = found.end()
            self.take(found)
            tokens += 1
            if tokens > MOST_TOKENS:
                raise BadSource(f"more than {MOST_TOKENS} control words and runs of text", "split it", rule="too-large")
        self.flush()
        joined = "".join(self.parts)
        return joined.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def take(self, found: re.Match[bytes]) -> None:
        word, number, code, escape, brace, plain = found.groups()
        fresh, self.fresh = self.fresh, brace == b"{"
        if brace:
            self.brace(brace)
        elif word:
            self.word(word, int(number) if number else None, fresh)
        elif code:
            self.bytes_(bytes([int(code, 16)]))
        elif escape == b"*":
            self.state.aside = True
        elif escape:
            self.sign(_ESCAPES.get(escape, ""))
        elif plain:
            self.bytes_(plain)

    def brace(self, brace: bytes) -> None:
        self.flush()
        self.to_skip = 0
        if brace == b"{":
            if len(self.stack) >= _DEEPEST:
                raise BadSource(f"groups nest more than {_DEEPEST} deep", "save it again", rule="too-deep")
            self.stack.append(self.state)
            self.state = _State(self.state.aside, self.state.stand_ins, self.state.codepage)
        elif self.stack:
            self.state = self.stack.pop()

    def word(self, word: bytes, number: int | None, fresh: bool) -> None:
        if word == b"u" and number is not None:
            self.sign(chr(number % 65536))
            self.to_skip = self.state.stand_ins
        elif word in _SIGNS:
            self.sign(_SIGNS[word])
        elif word == b"bin":
            self.at += max(0, number or 0)
        elif word in (b"v", b"deleted"):
            self.flush()
            self.state.aside = number != 0 or (bool(self.stack) and self.stack[-1].aside)
        elif word in _ASIDE:
            self.flush()
            self.state.aside = True
        else:
            self.setting(word, number)

    def setting(self, word: bytes, number: int | None) -> None:
        if word in _HEADS:
            self.codepage = _HEADS[word]
        if number is None:
            return
        if word == b"uc":
            self.state.stand_ins = min(number, 10)
        elif word == b"ansicpg":
            self.codepage = f"cp{number}"
        elif word == b"f":
            self.flush()
            self.font, self.state.codepage = number, self.fonts.get(number, "")
        elif word == b"fcharset" and number in _CHARSETS and number:
            self.fonts[self.font] = _CHARSETS[number]

    def sign(self, text: str) -> None:
        self.to_skip = 0
        self.flush()
        if not self.state.aside:
            self.parts.append(text)

    def bytes_(self, data: bytes) -> None:
        skipped = min(self.to_skip, len(data))
        self.to_skip -= skipped
        if not self.state.aside:
            self.run += data[skipped:]

    def flush(self) -> None:
        if self.run:
            try:
                self.parts.append(self.run.decode(self.state.codepage or self.codepage, "replace"))
            except LookupError:
                self.parts.append(self.run.decode("cp1252", "replace"))
            self.run.clear()


def rtf_text(data: bytes) -> str:
    """The text of an RTF document; BadSource where it is none."""
    if not data.lstrip()[:5].startswith(b"{\\rtf"):
        raise BadSource("not an RTF document", "give the file its right extension", rule="binary")
    return _Reader(data).text()


def split_rtf(container: Container) -> Items:
    """One article, or a database's export."""
    try:
        text = tidy(rtf_text(container.data), repair=False)[0]
    except BadSource as error:
        yield container.problem(from_error(error))
        return
    yield from split_export(container, text) or iter([container.whole(text.encode())])


def load_rtf(record: Record, options: ContentOptions) -> Document:
    """The document as plain text, which it was turned into when the file was taken apart."""
    text, findings = tidy(record.payload.decode("utf-8", "replace"))
    if not text.strip():
        raise BadSource("the document holds no text", "remove it", rule="empty")
    problems = tuple(source_problem(record.source, finding) for finding in findings)
    return Document(record.source, "text", text, text, given=merged((), record.given), problems=problems)
