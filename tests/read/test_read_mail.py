"""Mail, mailboxes and MHTML."""

from __future__ import annotations

import hashlib

import pytest

MAIL = """Received: from x.example
From: =?utf-8?q?Ana_Ru=C3=ADz?= <ana@post.example>
To: desk@echo.example
Subject: =?iso-8859-1?Q?Ferry_sinks_off_Port_=C9lm?=
 =?iso-8859-1?Q?_at_night?=
Date: Sat, 7 Dec 2024 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

A ferry sank=2E Caf=C3=A9.
--b1
Content-Type: text/html; charset=windows-1252
Content-Transfer-Encoding: base64

PHA+QSBmZXJyeSBzYW5rLiBDYWbpLjwvcD4=
--b1
Content-Type: text/html
Content-Disposition: attachment; filename=x.html

<p>attachment</p>
--b1--
"""

PLAIN = """From: desk@post.example
Subject: Second
Date: Sun, 8 Dec 2024 10:00:00 +0000

Boats went out.
>From the harbour, that is.
"""

MHTML = """From: <Saved by a browser>
Snapshot-Content-Location: https://post.example/ferry
Subject: Ferry sinks
Date: Sat, 14 Dec 2024 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="x"

--x
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://post.example/ferry

<html><body><p class=3D"lead">A ferry sank. =E2=80=9CCaf=C3=A9=E2=80=9D</p></body></html>
--x
Content-Type: text/css
Content-Location: https://post.example/x.css

p { color: red }
--x--
"""


def test_a_mail(reading, fields_of):
    document = reading("a.eml", MAIL.replace("\n", "\r\n")).only
    assert fields_of(document) == {
        "title": "Ferry sinks off Port Élm at night", "published": "Sat, 7 Dec 2024 10:00:00 +0000", "byline": ("Ana Ruíz",),
    }  # fmt: skip
    assert (document.form, document.body) == ("html", "<p>A ferry sank. Café.</p>")
    plain = MAIL[: MAIL.index("--b1\nContent-Type: text/html")] + "--b1--\n"
    document = reading("a.eml", plain).only
    assert (document.form, document.body.strip()) == ("text", "A ferry sank. Café.")


def test_a_mailbox(reading):
    box = f"From ana@post.example Sat Dec  7 10:00:00 2024\n{MAIL}\nFrom desk@post.example Sun Dec  8 10:00:00 2024\n{PLAIN}"
    first, second = reading("in.mbox", box).documents
    assert (first.source.record, second.source.record) == ("1", "2")
    assert second.body == "Boats went out.\nFrom the harbour, that is."
    assert box.split("\n")[second.source.line - 1] == "From: desk@post.example"
    assert second.source.sha256 == hashlib.sha256(PLAIN.rstrip().encode()).hexdigest()


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht"])
def test_a_saved_page_keeps_only_its_address(reading, fields_of, name):
    document = reading(name, MHTML).only
    assert fields_of(document) == {"url": "https://post.example/ferry"}
    assert (document.form, document.body.strip()) == (
        "html",
        '<html><body><p class="lead">A ferry sank. “Café”</p></body></html>',
    )


def test_hostile_and_useless_mail(reading):
    assert reading("a.eml", "just text").rules == ["binary"]
    assert reading("a.mbox", "no message").rules == ["no-records"]
    nested = (
        "Subject: x\nContent-Type: multipart/mixed; boundary=a\n\n"
        + "--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 20_000
    )
    assert reading("a.eml", nested).rules == ["too-large"]
    deep = "Subject: x\n" + "Content-Type: message/rfc822\n\n" * 5_000
    assert reading("a.eml", deep).problems or reading("a.eml", deep).documents
    assert reading("a.eml", "From: a@b.example\nDate: x\n\n").rules == ["empty"]
    assert reading("a.eml", "From: " + "((" * 100_000 + "\nSubject: x\n\ntext").only.body == "text"
    odd = "Subject: =?utf-8?b?####?= =?no-such?q?x?=\nContent-Type: text/plain; charset=no-such\n\nText é"
    assert reading("a.eml", odd).only.body == "Text é"
