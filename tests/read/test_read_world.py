"""Feeds, news XML and JSON, mail, web archives and tables as the world writes them: variants beside the usual shapes."""

from __future__ import annotations

import json

import pytest
from test_read_warc import block, response

TEXT = "<p>A ferry sank.</p><p>Nine are missing.</p>"
PARAGRAPHS = ["A ferry sank.", "Nine are missing."]


def plain(body: str) -> list[str]:
    import re

    return [line.strip() for line in re.sub(r"</?(?:p|div|br|block)[^>]*>", "\n", body).split("\n") if line.strip()]


# ------------------------------------------------------------------------------------ feeds

FEEDS = {
    "rss 0.91": """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>Harbour Post</title><link>http://post.example</link><language>en</language>
<item><title>Ferry sinks</title><link>http://post.example/1</link><description>&lt;p&gt;A ferry sank.&lt;/p&gt;&lt;p&gt;Nine are missing.&lt;/p&gt;</description></item>
</channel></rss>""",
    "rss 2.0 of WordPress": f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel><title>Harbour Post</title>
<image><title>Not the outlet</title><url>x.png</url><link>http://post.example</link></image><language>en-US</language>
<item><title>Ferry sinks</title><link>http://post.example/1</link><dc:creator><![CDATA[Ana Ruiz]]></dc:creator>
<pubDate>Sat, 07 Dec 2024 10:00:00 GMT</pubDate><category><![CDATA[Sea]]></category><guid isPermaLink="false">http://post.example/?p=1</guid>
<media:content url="x.jpg"><media:title>A picture</media:title><media:description>Not the text</media:description><media:credit>Photographer</media:credit></media:content>
<description><![CDATA[Nine missing [&#8230;]]]></description><content:encoded><![CDATA[{TEXT}]]></content:encoded><slash:comments>3</slash:comments></item></channel></rss>""",
    "rss 1.0 with modules": f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="http://post.example"><title>Harbour Post</title><dc:language>en</dc:language><dc:rights>HP</dc:rights><items><rdf:Seq><rdf:li resource="http://post.example/1"/></rdf:Seq></items></channel>
<image rdf:about="x"><title>Not this</title></image>
<item rdf:about="http://post.example/1"><title>Ferry sinks</title><link>http://post.example/1</link><dc:creator>Ana Ruiz</dc:creator><dc:date>2024-12-07T10:00:00Z</dc:date>
<content:encoded><![CDATA[{TEXT}]]></content:encoded></item></rdf:RDF>""",
    "atom html": """<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title><author><name>Ana Ruiz</name></author><id>urn:f</id>
<entry xml:lang="en"><title>Ferry sinks</title><id>urn:1</id><link href="http://post.example/1"/><updated>2024-12-07T10:00:00Z</updated>
<content type="html">&lt;p&gt;A ferry sank.&lt;/p&gt;&lt;p&gt;Nine are missing.&lt;/p&gt;</content></entry></feed>""",
    "atom text": """<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:lang="en"><a:title>Harbour Post</a:title>
<a:entry><a:title type="text">Ferry sinks</a:title><a:id>urn:1</a:id><a:link href="http://post.example/1"/><a:updated>2024-12-07T10:00:00Z</a:updated>
<a:content type="text">A ferry sank.

Nine are missing.</a:content></a:entry></a:feed>""",
    "atom xhtml with prefix": """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:h="http://www.w3.org/1999/xhtml" xml:lang="en"><title>Harbour Post</title>
<entry><title type="xhtml"><h:div>Ferry <h:i>sinks</h:i></h:div></title><id>urn:1</id><link href="http://post.example/1"/><published>2024-12-07T10:00:00Z</published>
<content type="xhtml"><h:div><h:p>A ferry sank.</h:p><h:p>Nine are missing.</h:p></h:div></content></entry></feed>""",
    "json feed 1": json.dumps({"version": "https://jsonfeed.org/version/1", "title": "Harbour Post", "language": "en", "items": [
        {"id": "1", "url": "http://post.example/1", "title": "Ferry sinks", "author": {"name": "Ana Ruiz"}, "content_html": TEXT,
         "date_published": "2024-12-07T10:00:00+00:00"}]}),
}  # fmt: skip


@pytest.mark.parametrize("name", FEEDS)
def test_feeds(reading, fields_of, name):
    document = reading("feed.json" if "json" in name else "feed.xml", FEEDS[name]).only
    fields = fields_of(document)
    assert (fields["title"], fields["outlet"], fields["url"]) == (
        "Ferry sinks",
        "Harbour Post",
        "http://post.example/1",
    )
    assert str(fields["language"]).startswith("en")
    assert plain(document.body) == PARAGRAPHS
    if "Ana Ruiz" in FEEDS[name]:
        assert fields["byline"] == ("Ana Ruiz",)
    if "7 Dec" in FEEDS[name] or "12-07" in FEEDS[name]:
        assert "published" in fields


# ------------------------------------------------------------------------------------ news XML and JSON

HTML_IN_G2 = """<inlineXML contenttype="application/xhtml+xml"><h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title/></h:head>
<h:body><h:p>A ferry sank.</h:p><h:p>Nine are missing.</h:p></h:body></h:html></inlineXML>"""
NITF_IN_G2 = """<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><hedline><hl1>Other</hl1></hedline></body.head>
<body.content><p>A ferry sank.</p><p>Nine are missing.</p></body.content></body></nitf></inlineXML>"""
DATA_IN_G2 = """<inlineData contenttype="text/html">&lt;p&gt;A ferry sank.&lt;/p&gt;&lt;p&gt;Nine are missing.&lt;/p&gt;</inlineData>"""


def g2(content: str, root: str = "newsMessage") -> str:
    item = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:ha.example,2024:newsml_1" version="2" standard="NewsML-G2" standardversion="2.28" xml:lang="en">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_36.xml"/>
<rightsInfo><copyrightHolder literal="HA"/><copyrightNotice>(c) HA</copyrightNotice></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="ha.example"><name role="nrol:full">Harbour Agency</name></provider>
<versionCreated>2024-12-07T11:00:00+01:00</versionCreated><firstCreated>2024-12-07T10:00:00+01:00</firstCreated><pubStatus qcode="stat:usable"/><title>slug-ferry</title></itemMeta>
<contentMeta><urgency>3</urgency><contentCreated>2024-12-07T10:00:00+01:00</contentCreated><located type="loctyp:City" qcode="city:1"><name>Port Elm</name></located>
<creator qcode="u:1"><name>Ana Ruiz</name></creator><language tag="en-GB"/><subject type="cpnat:abstract" qcode="medtop:1"><name xml:lang="de">Verkehr</name><name xml:lang="en">transport</name></subject>
<slugline separator="/">FERRY/</slugline><headline role="hld:main">Ferry sinks</headline></contentMeta>
<contentSet>{content}<remoteContent href="x.jpg" contenttype="image/jpeg"/></contentSet></newsItem>"""
    picture = item.replace("newsml_1", "newsml_2").replace("ninat:text", "ninat:picture").replace(content, "")
    if root == "newsItem":
        return '<?xml version="1.0"?>' + item
    return f'<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2024-12-07T11:00:00Z</sent></header><itemSet>{item}{picture}<packageItem guid="p"/></itemSet></newsMessage>'


@pytest.mark.parametrize("content", [HTML_IN_G2, NITF_IN_G2, DATA_IN_G2], ids=["xhtml", "nitf", "inlineData"])
@pytest.mark.parametrize("root", ["newsMessage", "newsItem"])
def test_newsml_g2(reading, fields_of, content, root):
    outcome = reading("a.xml", g2(content, root))
    document = outcome.documents[0]
    fields = fields_of(document)
    assert {name: fields.get(name) for name in ("title", "outlet", "language", "dateline_place", "rights", "byline", "section")} == {
        "title": "Ferry sinks", "outlet": "Harbour Agency", "language": "en-GB", "dateline_place": "Port Elm", "rights": "(c) HA",
        "byline": ("Ana Ruiz",), "section": "transport",
    }  # fmt: skip
    assert fields["published"] == "2024-12-07T10:00:00+01:00" and fields["updated"] == "2024-12-07T11:00:00+01:00"
    assert plain(document.body) == PARAGRAPHS
    if root == "newsMessage":  # a picture is no article, and no fault either
        assert len(outcome.documents) == 1 and not outcome.problems


NEWSML_1 = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE NewsML SYSTEM "NewsML_1.2.dtd"><NewsML><NewsEnvelope><DateAndTime>20241207T110000Z</DateAndTime></NewsEnvelope>
<NewsItem xml:lang="en"><Identification><NewsIdentifier><ProviderId>ha.example</ProviderId><DateId>20241207</DateId><NewsItemId>ferry</NewsItemId><RevisionId>1</RevisionId><PublicIdentifier>urn:newsml:ha.example:20241207:ferry:1</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20241207T100000Z</FirstCreated><ThisRevisionCreated>20241207T110000Z</ThisRevisionCreated></NewsManagement>
<NewsComponent><NewsLines><HeadLine>Ferry sinks</HeadLine><ByLine>Ana Ruiz</ByLine><DateLine>PORT ELM, Dec 7 (HA) -</DateLine><CopyrightLine>(c) HA</CopyrightLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="Harbour Agency"/></Provider></AdministrativeMetadata><DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>
<ContentItem><MediaType FormalName="Text"/><DataContent><p>A ferry sank.</p><p>Nine are missing.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""


def test_newsml_1(reading, fields_of):
    document = reading("a.xml", NEWSML_1).only
    fields = fields_of(document)
    assert (
        fields["title"] == "Ferry sinks" and fields["byline"] == ("Ana Ruiz",) and fields["outlet"] == "Harbour Agency"
    )
    assert fields["published"] == "20241207T100000Z" and fields["language"] == "en"
    assert plain(document.body) == PARAGRAPHS


COLLECTIONS = {
    "a newswire corpus": """<?xml version="1.0" encoding="iso-8859-1" ?>
<newsitem itemid="2286" id="root" date="1996-08-20" xml:lang="en"><title>ELMLAND: Ferry sinks</title><headline>Ferry sinks</headline>
<byline>Ana Ruiz</byline><dateline>PORT ELM</dateline><text><p>A ferry sank.</p><p>Nine are missing.</p></text>
<copyright>(c) HA 1996</copyright><metadata><codes class="x"><code code="G15"/></codes><dc element="dc.publisher" value="HA"/></metadata></newsitem>""",
    "a dump of rows": """<export xmlns="http://x.example/"><articles><article id="17"><Title>Ferry sinks</Title><PubDate>1996-08-20</PubDate><Author>Ana Ruiz</Author>
<Body>A ferry sank.

Nine are missing.</Body></article><article id="18"><Title>Second</Title><Body>Another.</Body></article></articles></export>""",
    "escaped markup": """<docs><doc><headline>Ferry sinks</headline><date>1996-08-20</date><author>Ana Ruiz</author><content>&lt;p&gt;A ferry sank.&lt;/p&gt;&lt;p&gt;Nine are missing.&lt;/p&gt;</content></doc></docs>""",
}  # fmt: skip


@pytest.mark.parametrize("name", COLLECTIONS)
def test_xml_of_no_known_kind_that_plainly_holds_articles(reading, fields_of, name):
    document = reading("a.xml", COLLECTIONS[name]).documents[0]
    fields = fields_of(document)
    assert (
        str(fields["title"]).endswith("Ferry sinks")
        and fields["published"] == "1996-08-20"
        and fields["byline"] == ("Ana Ruiz",)
    )
    assert plain(document.body) == PARAGRAPHS
    if name == "a dump of rows":
        assert [d.source.record for d in reading("a.xml", COLLECTIONS[name]).documents] == ["17", "18"]


NITF = """<?xml version="1.0" encoding="UTF-8"?>
<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/" change.date="October 18, 2006" version="-//IPTC//DTD NITF 3.4//EN">
<head><title>Ferry sinks - Archive</title><meta name="slug" content="07FERRY"/><tobject tobject.type="news"><tobject.property tobject.property.type="current"/><tobject.subject tobject.subject.code="TRA"/></tobject>
<docdata><doc-id id-string="1815718" regsrc="AJ2007"/><doc.copyright year="2024" holder="The Harbour Post"/><series series.name="x"/><identified-content><person class="indexing_service">Ruiz, Ana</person></identified-content></docdata>
<pubdata date.publication="20241207T000000" ex-ref="http://post.example/1" item-length="61" name="The Harbour Post" unit-of-measure="word"/></head>
<body><body.head><hedline><hl1>Ferry sinks</hl1><hl2>Online: Ferry sinks</hl2></hedline><byline class="print_byline">By ANA RUIZ</byline><byline class="normalized_byline">Ruiz, Ana</byline>
<dateline>PORT ELM, Dec. 7</dateline><abstract><p>Nine missing.</p></abstract></body.head>
<body.content><block class="lead_paragraph"><p>A ferry sank.</p></block><block class="full_text"><p>A ferry sank.</p><p>Nine are missing.</p></block></body.content></body></nitf>"""


def test_nitf_of_a_newspapers_archive(reading, fields_of):
    document = reading("a.xml", NITF).only
    fields = fields_of(document)
    assert (
        fields["title"] == "Ferry sinks"
        and fields["outlet"] == "The Harbour Post"
        and fields["published"] == "20241207T000000"
    )
    assert (
        fields["byline"] == ("By ANA RUIZ",)
        and fields["url"] == "http://post.example/1"
        and fields["description"] == "Nine missing."
    )
    assert fields["dateline_place"] == "PORT ELM, Dec. 7"
    assert plain(document.body)[-2:] == PARAGRAPHS and document.body.count("A ferry sank.") == 1


NINJS = {
    "1.0": {"uri": "http://ha.example/1", "versioncreated": "2024-12-07T10:30:00Z", "headline": "Ferry sinks", "byline": "Ana Ruiz",
            "body_xhtml": TEXT, "person": [{"name": "x"}], "place": [{"name": "Port Elm"}], "subject": [{"name": "transport"}],
            "renditions": {"main": {"href": "x.jpg"}}, "associations": {"a": {"uri": "p", "type": "picture", "headline": "A picture"}}},
    "1.3 of a CMS": {"guid": "urn:1", "uri": "urn:1", "type": "text", "version": "3", "versioncreated": "2024-12-07T10:30:00+0000",
            "firstcreated": "2024-12-07T10:00:00+0000", "firstpublished": "2024-12-07T10:00:00+0000", "headline": "Ferry sinks", "authors": [{"name": "Ana Ruiz", "role": "writer"}],
            "body_html": TEXT, "language": "en", "source": "HA", "slugline": "ferry", "description_html": "<p>Nine.</p>", "copyrightholder": "HA"},
    "2.0": {"uri": "urn:1", "standard": {"name": "ninjs", "version": "2.1"}, "firstcreated": "2024-12-07T10:00:00Z", "contentcreated": "2024-12-07T09:00:00Z",
            "headlines": [{"role": "sub", "value": "Nine missing"}, {"role": "main", "value": "Ferry sinks"}], "bodies": [{"role": "main", "contenttype": "text/html", "value": TEXT}],
            "people": [{"name": "x"}], "by": "Ana Ruiz", "copyrightnotice": "HA"},
    "3.0": {"uri": "urn:1", "standard": {"name": "ninjs", "version": "3.0"}, "contentCreated": "2024-12-07T10:00:00Z", "versionCreated": "2024-12-07T10:30:00Z",
            "headlines": [{"role": "main", "value": "Ferry sinks"}], "bodies": [{"contentType": "text/html", "value": TEXT}], "by": "Ana Ruiz", "copyrightNotice": "HA"},
}  # fmt: skip


@pytest.mark.parametrize("version", NINJS)
def test_ninjs(reading, fields_of, version):
    document = reading("a.json", json.dumps(NINJS[version])).only
    fields = fields_of(document)
    assert (fields["title"], fields["byline"]) == ("Ferry sinks", ("Ana Ruiz",)) and str(
        fields["published"]
    ).startswith("2024-12-07T")
    assert document.form == "html" and plain(document.body) == PARAGRAPHS


# ------------------------------------------------------------------------------------ mail and saved pages

MAILS = {
    "alternative": """Subject: =?utf-8?Q?Ferry_sinks_=E2=80=93?= =?iso-8859-1?Q?_caf=E9?=
From: =?utf-8?B?QW5hIFJ1aXo=?= <ana@post.example>
Date: Sat, 7 Dec 2024 10:00:00 +0100 (CET)
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="out"

--out
Content-Type: multipart/alternative; boundary=in

--in
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Not this one =E2=80=93 the HTML.
--in
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<p>A ferry =
sank.</p><p>Nine are missing.</p>
--in--
--out
Content-Type: text/plain; name=notes.txt
Content-Disposition: attachment; filename=notes.txt

An attachment.
--out--
""",
    "format flowed": "Subject: Ferry sinks \u2013 caf\u00e9\nFrom: Ana Ruiz <ana@post.example>\nDate: Sat, 7 Dec 2024 10:00:00 +0100\n"
    "Content-Type: text/plain; charset=utf-8; format=flowed\nContent-Transfer-Encoding: 8bit\n\nA ferry \nsank.\n\nNine are \nmissing.\n",
    "base64": "Subject: =?UTF-8?B?RmVycnkgc2lua3Mg4oCTIGNhZsOp?=\nFrom: Ana Ruiz <ana@post.example>\nDate: Sat, 7 Dec 2024 10:00:00 +0100\n"
    "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\nPHA+QSBmZXJyeSBzYW5rLjwvcD48cD5OaW5lIGFyZSBtaXNzaW5nLjwvcD4=\n",
}


@pytest.mark.parametrize("name", MAILS)
@pytest.mark.parametrize("kind", ["eml", "mbox"])
def test_mail(reading, fields_of, name, kind):
    text = MAILS[name] if kind == "eml" else f"From MAILER Sat Dec  7 10:00:00 2024\n{MAILS[name]}\n"
    document = reading(f"a.{kind}", text).only
    fields = fields_of(document)
    assert (
        fields["title"] == "Ferry sinks – café"
        and fields["byline"] == ("Ana Ruiz",)
        and "7 Dec 2024" in str(fields["published"])
    )
    assert plain(document.body) == PARAGRAPHS


MHTML = """From: <Saved by Blink>
Snapshot-Content-Location: https://post.example/1
Subject: =?utf-8?Q?Ferry=20sinks?=
Date: Mon, 6 Jan 2025 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html
Content-ID: <frame-1>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://post.example/1

<html><head><meta http-equiv=3D"Content-Type" content=3D"text/html; charset=3DUTF-8"></head><body><p>A ferry sank.</p><p>Nine are missing.</p>=
</body></html>
--b
Content-Type: text/html
Content-Location: https://ads.example/frame

<html><body>An advertisement.</body></html>
--b
Content-Type: text/css
Content-Location: cid:css

p { color: red }
--b--
"""


def test_a_page_saved_by_a_browser(reading, fields_of):
    for text in (MHTML, MHTML.replace("\n", "\r\n")):
        document = reading("a.mhtml", text).only
        assert fields_of(document) == {"url": "https://post.example/1"}
        assert "<p>Nine are missing.</p>" in document.body and "advertisement" not in document.body


# ------------------------------------------------------------------------------------ web archives


def test_what_a_crawl_holds_beside_pages(reading):
    page = response(f"<html><body>{TEXT}</body></html>".encode())
    parts = [
        block("warcinfo", b"format: WARC File Format 1.1\r\n", Content_Type="application/warc-fields"),
        block("request", b"GET / HTTP/1.1\r\n\r\n", "https://x.example/1"),
        block("metadata", b"outlink: https://x.example/2 L a/@href\r\n", "https://x.example/1", Content_Type="application/warc-fields"),
        block("response", b"x.example. 300 IN A 192.0.2.1\n", "dns:x.example", Content_Type="text/dns"),
        block("response", page, "https://x.example/1", Content_Type="application/http; msgtype=response"),
        block("revisit", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "https://x.example/1", WARC_Profile="http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"),
        block("response", response(b"", status="301 Moved"), "https://x.example/old"),
        block("response", page.replace(b"HTTP/1.1 200 OK", b"HTTP/2 200"), "https://x.example/2"),
        block("resource", b"{}", "urn:pageinfo:https://x.example/1", Content_Type="application/json"),
        block("conversion", b"text", "https://x.example/1", Content_Type="text/plain"),
    ]  # fmt: skip
    outcome = reading("a.warc", b"".join(parts))
    assert [d.source.record for d in outcome.documents] == [
        "https://x.example/1",
        "https://x.example/2",
    ] and not outcome.problems


def test_a_cut_off_capture_is_read_and_said(reading):
    outcome = reading(
        "a.warc", block("response", response(TEXT.encode()), "https://x.example/1", WARC_Truncated="length")
    )
    assert len(outcome.documents) == 1
    assert [(p.rule, p.severity, p.record) for p in outcome.problems] == [
        ("truncated", "warning", "https://x.example/1")
    ]


# ------------------------------------------------------------------------------------ tables

TABLES = {
    "excel german": "\ufeffsep=;\r\nTitel;Datum;Zeitung;Autor;Text\r\nFerry sinks;07.12.2024;Harbour Post;Ana Ruiz;\"A ferry sank.\r\n\r\nNine \"\"are\"\" missing.\"\r\n",
    "media cloud": "stories_id,publish_date,title,url,language,media_name,text\n1,2024-12-07,Ferry sinks,http://post.example/1,en,Harbour Post,\"A ferry sank.\n\nNine \"\"are\"\" missing.\"\n",
    "pandas": ",Title,Publication Date,News Source,Author(s),Article Text\n0,Ferry sinks,2024-12-07,Harbour Post,Ana Ruiz,\"A ferry sank.\n\nNine \"\"are\"\" missing.\"\n",
    "tab": "Headline\tDate Published\tPublication\tByline\tFull_Text\nFerry sinks\t2024-12-07\tHarbour Post\tAna Ruiz\t\"A ferry sank.\n\nNine \"\"are\"\" missing.\"\n",
    "french": "titre;date_publication;journal;auteur;texte\nFerry sinks;2024-12-07;Harbour Post;Ana Ruiz;\"A ferry sank.\n\nNine \"\"are\"\" missing.\"\n",
    "spanish": "titular,fecha,medio,autor,contenido\nFerry sinks,2024-12-07,Harbour Post,Ana Ruiz,\"A ferry sank.\n\nNine \"\"are\"\" missing.\"\n",
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_tables(reading, fields_of, name, encoding):
    ending = "tsv" if name == "tab" else "csv"
    document = reading(f"a.{ending}", TABLES[name].encode(encoding)).only
    fields = fields_of(document)
    assert (fields["title"], fields["outlet"]) == ("Ferry sinks", "Harbour Post") and "published" in fields
    assert document.body.replace("\r", "") == 'A ferry sank.\n\nNine "are" missing.'
    assert name == "media cloud" or fields["byline"] == ("Ana Ruiz",)


# ------------------------------------------------------------------------------------ interfaces and programs

LINES = "A ferry sank.\n\nNine are missing."
ANSWERS: dict[str, object] = {
    "newsapi":{"status":"ok","totalResults":1,"articles":[{"source":{"id":None,"name":"Harbour Post"},"author":"Ana Ruiz","title":"Ferry sinks","description":"Nine.","url":"http://x/1","urlToImage":"x.jpg","publishedAt":"2024-12-07T10:00:00Z","content":LINES}]},
"guardian":{"response":{"status":"ok","results":[{"id":"world/2024/ferry","type":"article","sectionId":"world","sectionName":"World news","webPublicationDate":"2024-12-07T10:00:00Z","webTitle":"Ferry sinks","webUrl":"http://x/1","apiUrl":"http://api/1","fields":{"headline":"Ferry sinks","byline":"Ana Ruiz","body":TEXT,"bodyText":"A ferry sank. Nine are missing.","lang":"en","publication":"Harbour Post"}}]}},
"nyt":{"status":"OK","response":{"docs":[{"web_url":"http://x/1","abstract":"Nine.","lead_paragraph":"A ferry sank.","source":"Harbour Post","headline":{"main":"Ferry sinks","kicker":None,"print_headline":"Ferry"},"pub_date":"2024-12-07T10:00:00+0000","section_name":"World","byline":{"original":"By Ana Ruiz","person":[{"firstname":"Ana"}]},"_id":"nyt://article/1"}]}},
"eventregistry":{"articles":{"results":[{"uri":"12","lang":"eng","isDuplicate":False,"date":"2024-12-07","time":"10:00:00","dateTime":"2024-12-07T10:00:00Z","url":"http://x/1","title":"Ferry sinks","body":LINES,"source":{"uri":"x.example","title":"Harbour Post"},"authors":[{"uri":"ana","name":"Ana Ruiz","type":"author"}]}]}},
"elastic":{"took":1,"hits":{"total":1,"hits":[{"_index":"news","_id":"abc","_score":1.0,"_source":{"title":"Ferry sinks","text":LINES,"date":"2024-12-07","author":"Ana Ruiz","source":"Harbour Post"}}]}},
"elastic line":{"_index":"news","_type":"_doc","_id":"abc","_source":{"title":"Ferry sinks","content":LINES,"published_date":"2024-12-07","outlet":"Harbour Post"}},
"trafilatura":{"title":"Ferry sinks","author":"Ana Ruiz; Tom Ek","hostname":"x.example","date":"2024-12-07","fingerprint":"x","id":None,"license":None,"comments":"","raw_text":"x","text":LINES,"language":"en","image":"x","pagetype":"article","source":"http://x/1","source-hostname":"Harbour Post","excerpt":"Nine.","categories":"","tags":""},
"wordpress":[{"id":7,"date":"2024-12-07T10:00:00","date_gmt":"2024-12-07T09:00:00","guid":{"rendered":"http://x/?p=7"},"modified":"2024-12-08T10:00:00","slug":"ferry","link":"http://x/1","title":{"rendered":"Ferry &#8211; sinks"},"content":{"rendered":TEXT,"protected":False},"excerpt":{"rendered":"<p>Nine.</p>"},"author":3}],
"newsplease":{"authors":["Ana Ruiz"],"date_download":"2025-01-01","date_modify":None,"date_publish":"2024-12-07 10:00:00","description":"Nine.","filename":"x","image_url":None,"language":"en","localpath":None,"maintext":LINES,"source_domain":"x.example","text":None,"title":"Ferry sinks","title_page":None,"title_rss":None,"url":"http://x/1"},
"jsonld":{"@context":"https://schema.org","@type":"NewsArticle","headline":"Ferry sinks","datePublished":"2024-12-07T10:00:00Z","dateModified":"2024-12-08","author":[{"@type":"Person","name":"Ana Ruiz"}],"publisher":{"@type":"Organization","name":"Harbour Post"},"articleBody":LINES,"mainEntityOfPage":{"@id":"http://x/1"},"inLanguage":"en"},
"huggingface":{"data":[{"row_idx":0,"row":{"title":"Ferry sinks","text":LINES,"date":"2024-12-07"}}]},
"mongo":{"_id":{"$oid":"5f"},"headline":"Ferry sinks","pub":{"$date":"2024-12-07T10:00:00Z"},"published":{"$date":{"$numberLong":"1733565600000"}},"body":LINES},
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_what_interfaces_and_programs_hand_out(reading, fields_of, name):
    document = reading("a.json", json.dumps(ANSWERS[name], indent=1)).only
    fields = fields_of(document)
    assert str(fields["title"]).replace(" –", "") == "Ferry sinks" and str(fields["published"]).startswith("2024-12-07")
    assert plain(document.body) == PARAGRAPHS if name != "nyt" else document.body == "A ferry sank."
    text = json.dumps(ANSWERS[name])
    assert fields.get("outlet", "") == (
        "Harbour Post" if "Harbour Post" in text else "x.example" if "x.example" in text else ""
    )
    if "Ana Ruiz" in text:
        assert "Ana Ruiz" in str(fields["byline"])
    if "http://x/1" in text:
        assert fields["url"] == "http://x/1"
