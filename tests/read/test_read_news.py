"""NITF, NewsML-G2 and ninjs."""

from __future__ import annotations

import json

NITF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.2/specification/dtd/nitf-3-2.dtd">
<nitf xml:lang="en">
<head><title>ferry</title>
<docdata><doc-id id-string="hp-ferry-17"/><date.issue norm="20241207T100000Z"/><urgency ed-urg="4"/>
<doc.copyright holder="Harbour Agency" year="2024"/></docdata>
<pubdata name="The Harbour Post" date.publication="20241208" position.section="World"/></head>
<body><body.head>
<hedline><hl1>Ferry sinks off Port&nbsp;Elm</hl1><hl2>Nine missing</hl2></hedline>
<byline>By <person>Ana Ruiz</person>, <byttl>shipping correspondent</byttl></byline>
<distributor>HA</distributor>
<dateline><location>PORT ELM</location> <story.date norm="20241207"/></dateline></body.head>
<body.content><block><p>A ferry sank off <location>Port Elm</location> &amp; nine are missing.</p>
<hl2>Search</hl2><p>Boats &lt; planes.</p></block></body.content>
<body.end><tagline>(Editing by T. Ek)</tagline></body.end></body>
</nitf>"""

G2 = """<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2024-12-07T11:00:00Z</sent></header><itemSet>
<newsItem guid="urn:newsml:ha.example:1" version="2" xml:lang="en">
<rightsInfo><copyrightNotice>(c) HA</copyrightNotice></rightsInfo>
<itemMeta><provider qcode="nprov:HA"><name>Harbour Agency</name></provider><versionCreated>2024-12-07T10:30:00Z</versionCreated>
<firstCreated>2024-12-07T10:00:00Z</firstCreated></itemMeta>
<contentMeta><language tag="en"/><headline>Ferry sinks</headline><by>By Ana Ruiz</by><dateline>PORT ELM, Dec 7 (HA) -</dateline>
<subject qcode="medtop:1"><name>transport</name></subject></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head>
<body><p>A ferry sank.</p><p>Nine are missing.</p></body></html></inlineXML></contentSet>
</newsItem>
<newsItem guid="urn:newsml:ha.example:2"><itemMeta><versionCreated>2024-12-07T10:30:00Z</versionCreated></itemMeta>
<contentMeta><headline>Plain one</headline></contentMeta>
<contentSet><inlineData contenttype="text/plain">First line.

Second line.</inlineData></contentSet></newsItem>
<newsItem guid="urn:newsml:ha.example:3"><contentMeta><headline>A picture</headline></contentMeta>
<contentSet><remoteContent href="x.jpg"/></contentSet></newsItem>
</itemSet></newsMessage>"""

NINJS = {
    "uri": "urn:ninjs:ha.example:4", "type": "text", "versioncreated": "2024-12-07T10:30:00Z", "firstcreated": "2024-12-07T10:00:00Z",
    "headline": "Ferry sinks", "byline": "Ana Ruiz", "language": "en", "copyrightholder": "HA", "located": "Port Elm",
    "body_html": "<p>A ferry sank.</p>", "body_text": "", "provider": "Harbour Agency",
}  # fmt: skip

NINJS2 = {
    "uri": "urn:ninjs:ha.example:5", "standard": {"name": "ninjs", "version": "2.0"}, "contentcreated": "2024-12-07T10:00:00Z",
    "headlines": [{"role": "main", "value": "Ferry sinks"}, {"role": "short", "value": "Ferry"}],
    "bodies": [{"contenttype": "text/plain", "value": "Plain."}, {"contenttype": "text/html", "value": "<p>A ferry sank.</p>"}],
    "infosources": [{"name": "Harbour Agency"}], "descriptions": [{"value": "Nine missing."}],
}  # fmt: skip


def test_nitf(reading, fields_of):
    for name in ("a.xml", "a.nitf", "a"):
        document = reading(name, NITF).only
        assert fields_of(document) == {
            "id": "hp-ferry-17", "title": "Ferry sinks off Port Elm", "published": "20241207T100000Z", "byline": ("Ana Ruiz",),
            "outlet": "The Harbour Post", "agencies": ("HA",), "dateline_place": "PORT ELM", "language": "en", "section": "World",
            "rights": "Harbour Agency",
        }  # fmt: skip
        assert document.body == (
            "<h2>Nine missing</h2>\n<div><p>A ferry sank off Port Elm &amp; nine are missing.</p>\n"
            "<h2>Search</h2><p>Boats &lt; planes.</p></div>\n<p>(Editing by T. Ek)</p>"
        )
        assert (document.form, document.source.format, document.source.record) == ("html", "news", None)


def test_newsml_g2(reading, fields_of):
    outcome = reading("message.xml", G2)
    first, second, third = outcome.documents
    assert fields_of(first) == { "title": "Ferry sinks", "published": "2024-12-07T10:00:00Z", "updated": "2024-12-07T10:30:00Z",
        "byline": ("By Ana Ruiz",), "outlet": "Harbour Agency", "dateline_place": "PORT ELM, Dec 7 (HA) -", "language": "en",
        "section": "transport", "rights": "(c) HA",
    }  # fmt: skip
    assert first.body == "<p>A ferry sank.</p><p>Nine are missing.</p>" and first.source.line == 2
    assert (second.form, second.body) == ("text", "First line.\n\nSecond line.")
    assert third.body == "" and outcome.rules == ["no-text"]


def test_nitf_inside_newsml(reading, fields_of):
    nitf = NITF[NITF.index("<nitf") :]
    item = f'<newsItem guid="x" xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta><provider literal="HA"/></itemMeta><contentSet><inlineXML>{nitf}</inlineXML></contentSet></newsItem>'
    document = reading("item.xml", item).only
    assert fields_of(document)["title"] == "Ferry sinks off Port Elm" and "<h2>Search</h2>" in document.body


def test_ninjs(reading, fields_of):
    document = reading("a.json", json.dumps(NINJS)).only
    assert fields_of(document) == { "title": "Ferry sinks", "published": "2024-12-07T10:00:00Z", "updated": "2024-12-07T10:30:00Z",
        "byline": ("Ana Ruiz",), "outlet": "Harbour Agency", "language": "en", "rights": "HA", "dateline_place": "Port Elm",
    }  # fmt: skip
    assert (document.form, document.body) == ("html", "<p>A ferry sank.</p>")


def test_ninjs_2(reading, fields_of):
    document = reading("a.json", json.dumps([NINJS2])).only
    assert fields_of(document) == { "title": "Ferry sinks", "published": "2024-12-07T10:00:00Z", "outlet": "Harbour Agency",
        "description": "Nine missing.",
    }  # fmt: skip
    assert (document.form, document.body) == ("html", "<p>A ferry sank.</p>")
