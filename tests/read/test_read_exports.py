"""Exports of news databases: Nexis classic and Nexis Uni, Factiva with and without codes, ProQuest. All texts are our own."""

from __future__ import annotations

import html

import pytest

NEXIS_CLASSIC = """Download Request: All Documents: 1-2
Time Of Request: Saturday, December 14, 2024  22:32:52 EST
Terms: (ferry AND sinks)


                               1 of 2 DOCUMENTS


                       Copyright 2024 Harbour Newspapers Ltd
                              All Rights Reserved

                               The Harbour Post

                            December 7, 2024 Saturday
                                 City Edition

SECTION: NEWS; Pg. A01

LENGTH: 34 words

HEADLINE: Ferry sinks off Port Elm as the
winter storm comes in

BYLINE: Ana Ruiz;Tom Ek

DATELINE: PORT ELM

BODY:

A ferry sank off Port Elm on Saturday. The company said that the ship
had been inspected in May.

"We looked for them all night," said a fisherman.

Note: the ship was forty years old, and that sentence is text.

GRAPHIC: PHOTO, The ferry in May.

LOAD-DATE: December 9, 2024

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper


                               2 of 2 DOCUMENTS

                               Elm Valley Echo

                                8 December 2024

HEADLINE: Search goes on

LENGTH: 9 words

Boats went out again on Sunday.

LOAD-DATE: December 9, 2024

                  Copyright 2024 Echo Media
"""

NEXIS_UNI = """User Name: reader
Date and Time: Saturday, December 14, 2024 10:00:00 PM CET
Job Number: 238475
Documents (2)
1. Ferry sinks off Port Elm
Client/Matter: -None-
Search Terms: ferry
2. Search goes on
Client/Matter: -None-

Ferry sinks off Port Elm
The Harbour Post
December 7, 2024 Saturday 10:15 PM GMT

Copyright 2024 Harbour Newspapers Ltd All Rights Reserved
Section: NEWS; Pg. 1
Length: 34 words
Byline: Ana Ruiz
Dateline: PORT ELM
Highlight: Nine are missing.
Body

A ferry sank off Port Elm on Saturday.

Nine people are missing.

Graphic

The ferry in May.

Classification

Language: ENGLISH
Publication-Type: Newspaper
Subject: FERRIES (90%)
Load-Date: December 9, 2024

End of Document

Search goes on
Elm Valley Echo
8 December 2024

Length: 9 words
Body

Boats went out again on Sunday.

Load-Date: December 9, 2024

End of Document
"""

FACTIVA_CODES = """SE  News
HD  Ferry sinks off Port Elm
BY  By Ana Ruiz
CR  Harbour Agency
WC  34 words
PD  7 December 2024
ET  10:15
SN  The Harbour Post
SC  HARPO
PG  1
LA  English
CY  (c) 2024 Harbour Newspapers Ltd

LP  A ferry sank off Port Elm on Saturday.

TD  Nine people are missing.

IN 2019 another ferry sank.

CO  harfer : Harbour Ferries
IN  i74 : Water transport
PUB  Harbour Newspapers
AN  Document HARPO00020241207ekc70001e

HD
Search goes on
WC
9 words
PD
8 December 2024
SN
Elm Valley Echo
LA
English
LP
Boats went out again on Sunday.
AN
Document ELMEC00020241208ekc800002

Search Summary
Text   ferry
Results Found   2
"""

FACTIVA_PLAIN = """World
Ferry sinks off Port Elm
By Ana Ruiz
34 words
7 December 2024
10:15
The Harbour Post
HARPO
1
English
(c) 2024 Harbour Newspapers Ltd

A ferry sank off Port Elm on Saturday.

Nine people are missing.

Document HARPO00020241207ekc70001e

Search goes on
1,209 words
8 December 2024
Elm Valley Echo
ELMEC
English
Copyright 2024 Echo Media. All rights reserved.

Boats went out again on Sunday.

Document ELMEC00020241208ekc800002
"""

PROQUEST = """____________________________________________________________

Report Information from ProQuest
December 14 2024 12:00
____________________________________________________________

Document 1 of 2

Title: Ferry sinks off Port Elm: [City Edition]

Author: Ruiz, Ana; Ek, Tom

Publication info: The Harbour Post ; Port Elm [Port Elm]. 07 Dec 2024: A.1.

Abstract: Nine are missing.

Links: http://resolver.example/x

Full text: A ferry sank off Port Elm on Saturday.

People: that is what the captain thought of first.

Nine people are missing.

Subject: Ferries; Accidents

Title: Ferry sinks off Port Elm: [City Edition]

Publication title: The Harbour Post; Port Elm

Publication date: Dec 7, 2024

Section: News

Language of publication: English

ProQuest document ID: 3141592653

Document URL: https://pq.example/docview/3141592653

Copyright: Copyright Harbour Newspapers Dec 7, 2024

Last updated: 2024-12-09

____________________________________________________________

Document 2 of 2

Search goes on

Publication title: Elm Valley Echo

Publication date: Dec 8, 2024

Full text: Boats went out again on Sunday.

ProQuest document ID: 2718281828

____________________________________________________________

Contact us at: http://support.example
Copyright ProQuest LLC.
"""

FIRST = ("A ferry sank off Port Elm on Saturday.", "Nine people are missing.")
EXPECTED = {
    "nexis classic": (NEXIS_CLASSIC, {
        "title": "Ferry sinks off Port Elm as the winter storm comes in", "byline": ("Ana Ruiz", "Tom Ek"), "outlet": "The Harbour Post",
        "published": "December 7, 2024", "section": "NEWS", "language": "en", "dateline_place": "PORT ELM",
        "rights": "Copyright 2024 Harbour Newspapers Ltd",
    }, ("A ferry sank", "Note: the ship was forty years old", ), ("GRAPHIC", "LOAD-DATE", "City Edition", "BODY")),
    "nexis uni": (NEXIS_UNI, {
        "title": "Ferry sinks off Port Elm", "byline": ("Ana Ruiz",), "outlet": "The Harbour Post", "published": "December 7, 2024",
        "section": "NEWS", "language": "en", "dateline_place": "PORT ELM", "description": "Nine are missing.",
        "rights": "Copyright 2024 Harbour Newspapers Ltd All Rights Reserved",
    }, FIRST, ("Graphic", "Load-Date", "Body", "in May")),
    "factiva codes": (FACTIVA_CODES, {
        "title": "Ferry sinks off Port Elm", "byline": ("By Ana Ruiz",), "outlet": "The Harbour Post", "published": "7 December 2024",
        "section": "News", "language": "en", "agencies": ("Harbour Agency",), "rights": "(c) 2024 Harbour Newspapers Ltd",
    }, (*FIRST, "IN 2019 another ferry sank."), ("LP ", "TD ", "harfer", "PUB")),
    "factiva plain": (FACTIVA_PLAIN, {
        "title": "Ferry sinks off Port Elm", "byline": ("By Ana Ruiz",), "outlet": "The Harbour Post", "published": "7 December 2024",
        "section": "World", "language": "en", "rights": "(c) 2024 Harbour Newspapers Ltd",
    }, FIRST, ("Document", "words", "HARPO")),
    "proquest": (PROQUEST, {
        "title": "Ferry sinks off Port Elm", "byline": ("Ruiz, Ana", "Ek, Tom"), "outlet": "The Harbour Post; Port Elm",
        "published": "Dec 7, 2024", "section": "News", "language": "en", "description": "Nine are missing.",
        "url": "https://pq.example/docview/3141592653", "rights": "Copyright Harbour Newspapers Dec 7, 2024",
    }, FIRST, ("Full text", "Subject", "Title:")),
}  # fmt: skip


def as_page(text: str) -> str:
    """The export as a web page: a paragraph for each block of lines."""
    blocks = (html.escape(block).replace("\n", "<br>\n").replace("  ", "&nbsp; ") for block in text.split("\n\n"))
    body = "".join(f"<p>{block}</p>\n" for block in blocks)
    return f"<html><head><title>Export</title></head><body>{body}</body></html>"


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("form", ["txt", "html"])
def test_each_article_of_an_export_is_a_record_with_its_fields_and_text(reading, fields_of, name, form):
    text, fields, there, gone = EXPECTED[name]
    outcome = reading(f"export.{form}", text if form == "txt" else as_page(text))
    assert len(outcome.documents) == 2 and not outcome.problems
    first, second = outcome.documents
    assert fields_of(first) == fields
    for words in there:
        assert words in first.body
    for words in gone:
        assert words not in first.body
    assert second.body.strip() == "Boats went out again on Sunday."
    assert fields_of(second)["title"] == "Search goes on" and fields_of(second)["outlet"] == "Elm Valley Echo"
    assert {field.rule for field in first.given} == {name.split()[0]} == {first.source.format}


@pytest.mark.parametrize("name", EXPECTED)
def test_lines_point_into_the_export(reading, name):
    text = EXPECTED[name][0]
    lines = text.split("\n")
    for document in reading("export.txt", text).documents:
        for field in document.given:
            assert field.evidence.split()[0].rstrip(";") in " ".join(lines[field.line - 1 : field.line + 2])
        assert document.body.split("\n")[0].strip() in lines[document.body_line - 1]
        assert lines[document.source.line - 1].strip() == document.raw.split("\n")[0].strip() != ""


@pytest.mark.parametrize("edition", ["", "                                 Final Edition\n"])
def test_a_headline_between_the_date_and_the_labels_is_the_title(reading, fields_of, edition):
    unlabelled = NEXIS_CLASSIC.replace("HEADLINE: Search goes on\n", f"{edition}\nSearch goes on\nuntil the dark\n")
    document = reading("a.txt", unlabelled).documents[1]
    fields = fields_of(document)
    assert (fields["title"], fields["outlet"]) == ("Search goes on until the dark", "Elm Valley Echo")
    assert document.body.strip() == "Boats went out again on Sunday."


def test_records_are_named_by_the_databases_own_numbers(reading):
    assert [d.source.record for d in reading("a.txt", PROQUEST).documents] == ["3141592653", "2718281828"]
    assert reading("a.txt", FACTIVA_PLAIN).documents[0].source.record == "HARPO00020241207ekc70001e"
    assert [d.source.record for d in reading("a.txt", NEXIS_UNI).documents] == ["1", "2"]


@pytest.mark.parametrize(
    "text",
    [
        "The report, one of 12 documents, ends here.\n\nEnd of Document\n",
        "He had 300 words to say.\n\nDocument him well.\n",
        "The archive, ProQuest, was down.\n",
        "LENGTH: 12 words\n\nThe label stood alone.",
    ],
)
def test_ordinary_text_is_not_taken_for_an_export(reading, text):
    document = reading("a.txt", text).only
    assert (document.source.format, document.body, document.source.record) == ("text", text, None)


CLASSIC_PAGE = """<HTML><HEAD><STYLE TYPE="text/css"><!-- .c0 { text-align: center; } --></STYLE><TITLE>&nbsp;</TITLE></HEAD><BODY>
<DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c11">Download Request: All Documents: 1-1<BR>Terms: ferry</SPAN></P></DIV>
<A NAME="DOC_ID_0_0"></A><!-- Hide XML section from browser
<DOC NUMBER=1>
<DOCFULL> -->
<BR><DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c2">1 of 1 DOCUMENTS</SPAN></P></DIV>
<BR><DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c2">Copyright 2024 Harbour Newspapers Ltd<BR>All Rights Reserved</SPAN><BR><SPAN CLASS="c2">The
Harbour Post</SPAN></P></DIV>
<BR><DIV CLASS="c3"><P CLASS="c1"><SPAN CLASS="c4">December</SPAN><SPAN CLASS="c2"> 7, 2024 Saturday</SPAN><SPAN>&nbsp;<BR>City Edition</SPAN></P></DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c7">SECTION: </SPAN><SPAN CLASS="c2">NEWS; Pg. A01</SPAN></P></DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c7">LENGTH: </SPAN><SPAN CLASS="c2">34 words</SPAN></P></DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c7">HEADLINE: </SPAN><SPAN CLASS="c2">Ferry sinks</SPAN></P></DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c7"> BODY:<BR></SPAN></P>
<P CLASS="c8"><SPAN CLASS="c2">A </SPAN><SPAN CLASS="c4">ferry</SPAN><SPAN CLASS="c2"> sank off Port Elm.</SPAN></P>
<P CLASS="c8"><SPAN CLASS="c2">&quot;We looked,&quot; said a fisherman.</SPAN></P></DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c7">LOAD-DATE: </SPAN><SPAN CLASS="c2">December 9, 2024</SPAN></P></DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c7">LANGUAGE: </SPAN><SPAN CLASS="c2">ENGLISH</SPAN></P></DIV>
</BODY></HTML>"""


def test_the_classic_exports_own_markup(reading, fields_of):
    document = reading("a.HTML", CLASSIC_PAGE).only
    assert fields_of(document) == {
        "title": "Ferry sinks", "outlet": "The Harbour Post", "published": "December 7, 2024", "section": "NEWS", "language": "en",
        "rights": "Copyright 2024 Harbour Newspapers Ltd",
    }  # fmt: skip
    assert document.body == 'A ferry sank off Port Elm.\n\n"We looked," said a fisherman.'


FACTIVA_TABLE = """<html><body><div class="article enArticle"><table><tbody>
<tr><td class="index"><b>HD</b></td><td><div id="hd"><span class="enHeadline">Ferry sinks</span></div></td></tr>
<tr><td><b>BY</b></td><td>By Ana Ruiz</td></tr><tr><td><b>WC</b></td><td>34 words</td></tr>
<tr><td><b>PD</b></td><td>7 December 2024</td></tr><tr><td><b>SN</b></td><td>The Harbour Post</td></tr>
<tr><td><b>LA</b></td><td>English</td></tr>
<tr><td><b>LP</b></td><td><p class="articleParagraph enarticleParagraph">A ferry sank off Port Elm.</p></td></tr>
<tr><td><b>TD</b></td><td><p class="articleParagraph">Nine people are missing.</p><p class="articleParagraph">Boats went out.</p></td></tr>
<tr><td><b>NS</b></td><td>gtacc : Transport Accidents</td></tr>
<tr><td><b>AN</b></td><td>Document HARPO00020241207ekc70001e</td></tr></tbody></table></div></body></html>"""

FACTIVA_DIVS = """<html><body><div class="article enArticle"><div id="hd"><span class="enHeadline">Ferry sinks</span></div>
<div class="author">By Ana Ruiz</div><div>34 words</div><div>7 December 2024</div><div>The Harbour Post</div><div>HARPO</div>
<div>English</div><div>(c) 2024 Harbour Newspapers Ltd</div>
<p class="articleParagraph">A ferry sank off Port Elm.</p><p class="articleParagraph">Nine people are missing.</p>
<p class="articleParagraph">Boats went out.</p><p>Document HARPO00020241207ekc70001e</p></div></body></html>"""


@pytest.mark.parametrize("page", [FACTIVA_TABLE, FACTIVA_DIVS])
def test_factivas_own_markup(reading, fields_of, page):
    document = reading("a.html", page).only
    found = {name: value for name, value in fields_of(document).items() if name != "rights"}
    assert found == {
        "title": "Ferry sinks", "byline": ("By Ana Ruiz",), "outlet": "The Harbour Post", "published": "7 December 2024", "language": "en",
    }  # fmt: skip
    assert [line for line in document.body.split("\n") if line.strip()] == [
        "A ferry sank off Port Elm.", "Nine people are missing.", "Boats went out.",
    ]  # fmt: skip


def test_factivas_word_table(reading, fields_of):
    rows = [("HD", "Ferry sinks"), ("WC", "34 words"), ("PD", "7 December 2024"), ("SN", "The Harbour Post"), ("LP", "A ferry sank.\\par\\par Nine."),
            ("TD", "Boats went out."), ("AN", "Document HARPO00020241207ekc70001e")]  # fmt: skip
    rtf = "{\\rtf1\\ansi " + "".join(f"\\trowd {{\\b {code}}}\\cell {value}\\cell\\row " for code, value in rows) + "}"
    document = reading("a.rtf", rtf).only
    assert fields_of(document) == {"title": "Ferry sinks", "published": "7 December 2024", "outlet": "The Harbour Post"}
    assert [line.strip() for line in document.body.split("\n") if line.strip()] == [
        "A ferry sank.",
        "Nine.",
        "Boats went out.",
    ]
