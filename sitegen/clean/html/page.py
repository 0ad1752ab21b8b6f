"""What a page's head says of its body: title texts, description, the body as JSON-LD has it."""

from __future__ import annotations

import json
import re
from typing import Any

from .features import Page

_PARTS = re.compile(r"\s+[|–—\-»·:]\s+")
_BODY = re.compile(r'"articleBody"\s*:\s*("[^"\\]*+(?:\\.[^"\\]*+)*+")')
LONGEST_DATA = 2_000_000
SHORTEST_TITLE = 15
"""Characters: shorter parts of a <title> are site and section names."""


def read_page(root: Any) -> Page:
    meta: dict[str, str] = {}
    for each in root.iter("meta"):
        name = (each.get("property") or each.get("name") or "").lower()
        if name and each.get("content"):
            meta.setdefault(name, each.get("content"))
    titles = [meta[name] for name in ("og:title", "twitter:title") if name in meta]
    title = next((each.text for each in root.iter("title") if each.text), "")
    titles += [title, *(part for part in _PARTS.split(title) if len(part) > SHORTEST_TITLE)]
    description = meta.get("og:description") or meta.get("description") or ""
    article = "article" in meta.get("og:type", "") or any(name.startswith("article:") for name in meta)
    return Page(tuple(t for t in titles if t.strip()), description, *_body(root), article)


def _body(root: Any) -> tuple[str, int | None]:
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "") and "articleBody" in (script.text or ""):
            if len(script.text) > LONGEST_DATA:
                break
            found = _BODY.search(script.text)
            if found:
                try:
                    return str(json.loads(found.group(1), strict=False)), script.sourceline
                except ValueError:
                    break
    return "", None
