"""RSS, RDF and Atom."""

from __future__ import annotations

import hashlib
import json

import pytest

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
  <title>The Harbour Post &#8211; World</title>
  <link>https://post.example/</link>
  <language>en-gb</language>
  <copyright>© Harbour Post</copyright>
  <item>
    <title>Ferry &amp;amp; tug collide</title>
    <link>https://post.example/ferry?a=1&amp;b=2</link>
    <guid isPermaLink="false">post-17</guid>
    <pubDate>Sat, 07 Dec 2024 10:00:00 +0000</pubDate>
    <dc:creator><![CDATA[Ana Ruiz]]></dc:creator>
    <category>Shipping</category><category>Sea</category>
    <description>&lt;p&gt;Nine are &lt;b&gt;missing&lt;/b&gt;.&lt;/p&gt;</description>
    <content:encoded><![CDATA[<p>A ferry sank.</p><item>not an item</item><p>Nine are missing.</p>]]></content:encoded>
  </item>
  <item>
    <title>Second</title>
    <author>desk@post.example (Tom Ek)</author>
    <guid>https://post.example/second</guid>
    <description>Fish &amp; chips&nbsp;&mdash; a summary only.</description>
  </item>
</channel>
</rss>
"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
<title type="text">Le Port</title>
<entry>
  <title type="html">Un &lt;em&gt;ferry&lt;/em&gt; coule</title>
  <link rel="alternate" href="https://port.example/1"/><link rel="edit" href="https://port.example/edit"/>
  <id>tag:port.example,2024:1</id>
  <published>2024-12-07T10:00:00Z</published><updated>2024-12-08T00:00:00Z</updated>
  <author><name>Ana Ruiz</name><email>a@b.example</email></author><author><name>Tom Ek</name></author>
  <summary>Neuf disparus.</summary>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Un ferry a coulé.</p><p>Neuf <a href="x" onclick="y">disparus</a> &lt; dix.<br/></p></div></content>
</entry>
</feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://x.example/"><title>Old Feed</title></channel>
<item rdf:about="https://x.example/1"><title>One</title><link>https://x.example/1</link><dc:date>2003-05-01</dc:date>
<description>Text of one.</description></item></rdf:RDF>"""


def test_rss_entries_are_records_with_the_feeds_own_facts(reading, fields_of):
    outcome = reading("feed.xml", RSS)
    first, second = outcome.documents
    assert fields_of(first) == {
        "id": "post-17", "title": "Ferry & tug collide", "published": "Sat, 07 Dec 2024 10:00:00 +0000", "byline": ("Ana Ruiz",),
        "outlet": "The Harbour Post – World", "language": "en-gb", "section": "Shipping", "url": "https://post.example/ferry?a=1&b=2",
        "rights": "© Harbour Post", "description": "Nine are missing .",
    }  # fmt: skip
    assert (first.form, first.source.record, first.source.format) == ("html", "post-17", "feed")
    assert "<p>A ferry sank.</p>" in first.body and "not an item" in first.body
    assert fields_of(second)["byline"] == ("Tom Ek",) and fields_of(second)["url"] == "https://post.example/second"
    assert second.body == "Fish & chips\xa0— a summary only."


def test_an_entry_keeps_its_own_bytes_and_lines(reading):
    first, second = reading("feed.rss", RSS).documents
    own = RSS[RSS.index("<item>") : RSS.index("</item>\n") + 7]
    assert first.raw == own and first.source.sha256 == hashlib.sha256(own.encode()).hexdigest()
    assert RSS.split("\n")[second.source.line - 1].strip() == "<item>" and second.source.line == 18


def test_atom_xhtml_content_and_several_authors(reading, fields_of):
    document = reading("a.atom", ATOM).only
    assert fields_of(document) == {
        "title": "Un ferry coule", "published": "2024-12-07T10:00:00Z",
        "updated": "2024-12-08T00:00:00Z", "byline": ("Ana Ruiz", "Tom Ek"), "outlet": "Le Port", "language": "fr",
        "url": "https://port.example/1", "description": "Neuf disparus.",
    }  # fmt: skip
    assert document.body == '<div><p>Un ferry a coulé.</p><p>Neuf <a href="x">disparus</a> &lt; dix.<br></p></div>'


def test_rdf_and_other_encodings(reading, fields_of):
    document = reading("old.rdf", RDF).only
    assert fields_of(document)["title"] == "One" and document.body == "Text of one."
    for encoding in ("utf-16", "iso-8859-1"):
        text = ATOM.replace("<feed", f'<?xml version="1.0" encoding="{encoding}"?><feed', 1)
        assert "coulé" in reading("a.atom", text.encode(encoding)).only.body


def test_feeds_are_known_by_content_and_may_be_a_little_broken(reading):
    broken = "<rss><channel><title>R&D News</title><item><title>A & B</title><description>x &copy y &#8; z</description></item></channel></rss>"
    document = reading("feed", broken).only
    assert document.source.format == "feed" and document.given[0].value == "A & B" and "x" in document.body


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&a;</title></item></channel></rss>'


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (BOMB, "xml"),
        (EXTERNAL, "xml"),
        ("<rss><channel><item><title>cut", "xml"),
        ("<rss>" + "<a>" * 100_000, "too-deep"),
        ("<rss><channel><title>none</title></channel></rss>", "no-records"),
        ("<urlset><url/></urlset>", "unknown-xml"),
    ],
)
def test_hostile_and_useless_xml_is_one_problem(reading, text, rule):
    outcome = reading("a.xml", text)
    assert outcome.rules == [rule] and not outcome.documents


def test_json_feed(reading, fields_of):
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "The Harbour Post", "language": "en",
        "items": [
            {"id": "1", "url": "https://post.example/1", "title": "Ferry sinks", "content_html": "<p>A ferry sank.</p>", "summary": "Nine.",
             "date_published": "2024-12-07T10:00:00Z", "date_modified": "2024-12-08T10:00:00Z", "authors": [{"name": "Ana Ruiz"}]},
            {"id": 2, "content_text": "No title.", "language": "fr"},
        ],
    }  # fmt: skip
    first, second = reading("feed.json", json.dumps(feed)).documents
    assert fields_of(first) == {
        "id": "1", "title": "Ferry sinks", "published": "2024-12-07T10:00:00Z", "updated": "2024-12-08T10:00:00Z",
        "byline": ("Ana Ruiz",), "url": "https://post.example/1", "description": "Nine.", "outlet": "The Harbour Post", "language": "en",
    }  # fmt: skip
    assert (first.form, first.body, second.form, second.body) == ("html", "<p>A ferry sank.</p>", "text", "No title.")
    assert fields_of(second) == {"id": "2", "language": "fr", "outlet": "The Harbour Post"}
