"""PDF, where the optional library is there."""

from __future__ import annotations

import pytest
from test_read_exports import NEXIS_UNI

pytest.importorskip("pypdf", reason="PDF is an extra: pip install 'sitegen[pdf]'")


def pdf(lines: list[str]) -> bytes:
    """A one-page PDF written by hand."""
    text = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    stream = f"BT /F1 12 Tf 50 700 Td {text} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]  # fmt: skip
    made, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        made
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(made)
    )


def test_the_text_layer_is_read_and_hyphens_at_line_ends_are_undone(reading):
    document = reading("a.pdf", pdf(["A ferry sank off Port Elm on Satur-", "day, the company said."])).only
    assert document.body == "A ferry sank off Port Elm on Saturday, the company said."
    assert (document.form, document.source.format) == ("text", "pdf")


def test_scans_and_damaged_files_are_named(reading):
    assert reading("a.pdf", pdf([])).rules == ["no-text"]
    assert reading("a.pdf", b"%PDF-1.4 nothing more").rules == ["pdf"]


def test_an_export_in_a_pdf_is_taken_apart(reading, fields_of):
    """Page numbers aside; a PDF has no blank lines, so the labels alone must do."""
    lines = [line.replace("(", r"\(").replace(")", r"\)") for line in NEXIS_UNI.split("\n")]
    lines[30:30] = ["Page 1 of 2"]
    first, second = reading("a.pdf", pdf(lines)).documents
    assert fields_of(first)["title"] == "Ferry sinks off Port Elm" and fields_of(first)["outlet"] == "The Harbour Post"
    assert [line for line in first.body.split("\n") if line.strip()] == [
        "A ferry sank off Port Elm on Saturday.", "Nine people are missing.",
    ]  # fmt: skip
    assert fields_of(second)["title"] == "Search goes on" and second.body.strip() == "Boats went out again on Sunday."
