"""RTF and DOCX, single articles and exports."""

from __future__ import annotations

import io
import zipfile

import pytest
from test_read_exports import EXPECTED  # the same exports, in other clothes

RTF = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fnil\fcharset204 Times;}}"
    r"{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}}{\info{\title Not this}{\author Nobody}}"
    "\n"
    r"{\header Page header}\pard\b Ferry sinks\b0\par"
    "\n"
    r"The caf\'e9 said \ldblquote nine\rdblquote  are missing \u8212? in \u55357?\u56832? weather.\par"
    r"{\*\bkmkstart x}{\field{\*\fldinst HYPERLINK \"http://x.example\"}{\fldrslt a link}}: 50\'80 \{braces\} \\ slash.\line New line.\par"
    r"{\f1 \'cc\'ee\'f1\'ea\'e2\'e0}, {\v hidden}shown{\deleted gone}.\par"
    r"{\pict\pngblip 89504e470d0a\bin4 }}{{}\par End{\footer foot}"
    "}"
)


def test_rtf_text(reading):
    document = reading("a.rtf", RTF).only
    assert document.body.rstrip("\n").split("\n") == [
        "Ferry sinks", "The café said “nine” are missing — in 😀 weather.", "a link: 50€ {braces} \\ slash.", "New line.",
        "Москва, shown.", "", "End",
    ]  # fmt: skip
    assert (document.form, document.source.format) == ("text", "rtf")


def test_broken_rtf(reading):
    assert reading("a.rtf", "no rtf").rules == ["binary"]
    assert reading("a.rtf", r"{\rtf1 " + "{" * 100_000).rules == ["too-deep"]
    assert reading("a.rtf", r"{\rtf1 cut off {\b in").only.body == "cut off in"
    assert reading("a.rtf", r"{\rtf1\ansicpg99999 \'e9\bin99999999 x}").only.body == "é"
    assert reading("a.rtf", r"{\rtf1 }").rules == ["empty"]


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def run(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:r><w:t xml:space="preserve">{escaped}</w:t></w:r>'


def paragraph(text: str, style: str = "", extra: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{extra}{run(text) if text else ''}</w:p>"


def word(*parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f'<?xml version="1.0"?><w:document {W}><w:body>{"".join(parts)}</w:body></w:document>'
        )
    return made.getvalue()


def test_docx_structure(reading):
    item = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/></w:numPr></w:pPr>" + run("point") + "</w:p>"
    table = f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b & c')}</w:tc></w:tr></w:tbl>"
    deleted = f"<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins>{run('kept')}</w:ins><w:hyperlink>{run(' link')}</w:hyperlink></w:p>"
    data = word(
        paragraph("Ferry <sinks>", "Title"),
        paragraph("Nine are missing."),
        paragraph("Search", "Heading2"),
        item,
        item,
        table,
        paragraph(""),
        deleted,
    )
    document = reading("a.docx", data).only
    assert document.body.split("\n") == [
        "<h1>Ferry &lt;sinks&gt;</h1>", "<p>Nine are missing.</p>", "<h2>Search</h2>", "<ul>", "<li>point</li>", "<li>point</li>", "</ul>",
        "<table><tr><td>a</td><td>b &amp; c</td></tr></table>", "<p>kept link</p>", "",
    ]  # fmt: skip
    assert (document.form, document.source.format) == ("html", "docx")


def test_docx_of_other_programs(reading):
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
    moved = f"<w:p><w:moveFrom><w:r><w:t>from</w:t></w:r></w:moveFrom><w:moveTo>{run('to')}</w:moveTo><w:bdo>{run(' rtl')}</w:bdo>{hidden}</w:p>"
    assert reading("a.docx", word(moved)).only.body == "<p>to rtl</p>\n"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document2.xml", f"<w:document {W}><w:body>{paragraph('x')}</w:body></w:document>")
    assert reading("a.docx", made.getvalue()).only.body == "<p>x</p>\n"


@pytest.mark.parametrize(("head", "code"), [("mac", "8e"), ("pc", "82"), ("pca", "82"), ("ansi\\ansicpg1252", "e9")])
def test_rtf_of_other_systems(reading, head, code):
    assert reading("a.rtf", "{\\rtf1\\" + head + " caf\\'" + code + "}").only.body == "café"


def test_broken_docx(reading):
    assert reading("a.docx", b"PK\x03\x04 nothing").rules == ["archive"]
    assert reading("a.docx", word(paragraph("x"))[:-80]).rules == ["archive"]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert reading("a.docx", made.getvalue()).rules == ["binary"]
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f"<!DOCTYPE x [<!ENTITY a 'b'>]><w:document {W}><w:body>&a;</w:body></w:document>"
        )
    assert reading("a.docx", bomb.getvalue()).rules == ["xml"]
    assert reading("a.docx", word("<w:p>" * 5000)).rules == ["too-deep"]


def as_rtf(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    escaped = "".join(sign if sign.isascii() else f"\\u{ord(sign)}?" for sign in escaped)
    return "{\\rtf1\\ansi " + "\\par\n".join(escaped.split("\n")) + "}"


def as_docx(text: str) -> bytes:
    return word(*(paragraph(line) for line in text.split("\n")))


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("form", ["rtf", "docx"])
def test_exports_in_office_files(reading, fields_of, name, form):
    text, fields, there, gone = EXPECTED[name]
    outcome = reading(f"a.{form}", as_rtf(text) if form == "rtf" else as_docx(text))
    first, second = outcome.documents
    assert fields_of(first) == fields and second.body.strip() == "Boats went out again on Sunday."
    assert all(words in first.body for words in there) and not any(words in first.body for words in gone)


def test_files_named_doc_are_what_they_are(reading):
    assert reading("a.DOC", RTF).only.source.format == "rtf"
    assert reading("a.doc", word(paragraph("x"))).only.source.format == "docx"
    assert reading("a.doc", "<html><body><p>x</p></body></html>").only.source.format == "html"
    old = reading("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old")
    assert old.rules == ["binary"] and ".docx" in old.problems[0].hint
