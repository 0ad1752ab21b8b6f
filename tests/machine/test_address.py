"""Addresses: portable, relative, inside the site."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.address import RESERVED, relative, slug


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Bashar al-Assad", "bashar-al-assad"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("Łódź & Øresund", "lodz-oresund"),
        ("../x", "x"),
        ("CON", "con-"),
        ("index", "index-"),
        ("O'Brien", "obrien"),
        ("北京市", "北京市"),
    ],
)
def test_slugs(name: str, made: str) -> None:
    assert slug(name) == made


@given(st.text(max_size=300))
def test_any_name_gives_a_portable_segment(name: str) -> None:
    made = slug(name)
    assert made and made not in RESERVED
    assert made.strip("-. ") or made.endswith("-")
    assert not set(made) & set('/\\:*?"<>|\0. ')
    assert len(made.encode()) <= 200


SEGMENT = st.text("abc-日", min_size=1, max_size=4)
FOLDER = st.lists(SEGMENT, max_size=4).map(lambda parts: "".join(f"{part}/" for part in parts))


@given(FOLDER, FOLDER)
def test_a_relative_link_leads_to_its_target(page: str, target: str) -> None:
    link = unquote(relative(page, target))
    assert not link.startswith("/")
    reached = posixpath.normpath(posixpath.join("/", page, link))
    assert reached == posixpath.normpath("/" + target)
    assert relative(page, target, index_links=True).endswith("index.html")
