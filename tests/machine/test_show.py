"""`[site] show`: what may not be shown is in no file of the site, whatever its kind."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sitegen.config import Request, load

ROOT = Path(__file__).resolve().parents[2]
WORDS = 9


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def everything(site: Path) -> str:
    """All words of all files, without tags."""
    parts = []
    for path in sorted(site.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8", "replace")
            parts.append(" ".join(words(re.sub(r"<[^>]*>", " ", text.replace("\\n", " ")))))
    return "\n".join(parts)


@pytest.mark.parametrize("show", ["excerpt", "metadata"])
def test_the_text_is_nowhere(show: str, tmp_path: Path, sample_site: Path, make_site: Callable[..., Any]) -> None:
    import msgspec

    config = tmp_path / "sitegen.toml"
    config.write_text((ROOT / "sitegen.toml").read_text().replace("[site]", f'[site]\nshow = "{show}"', 1))
    assert (
        load(Request(content=ROOT / "content", output=tmp_path / "out", config=config), tmp_path).tables.search.show
        == show
    )
    make_site(ROOT / "content", tmp_path / "out", config=config)
    found = everything(tmp_path / "out")
    full = [
        msgspec.json.decode(line)["text"] for line in (sample_site / "data/articles.jsonl").read_bytes().splitlines()
    ]
    # A passage from the end of one version may open another one, and is shown there.
    opening = "\n".join(" ".join(words(text)[:80]) for text in full)
    middles = [" ".join(said[len(said) * 2 // 3 :][:WORDS]) for said in map(words, full) if len(said) > 150]
    middles = [middle for middle in middles if middle not in opening]
    assert len(middles) > 20
    assert [middle for middle in middles if middle in found] == []
