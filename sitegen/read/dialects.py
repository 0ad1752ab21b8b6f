"""Kinds of JSON with rules of their own: ninjs (IPTC, versions 1 to 3) and JSON Feed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sitegen.model import Field
from sitegen.read.fields import make_field

_NINJS_MARKS = ("versioncreated", "firstcreated", "contentcreated", "body_html", "body_xhtml", "bodies", "headlines")
_NINJS_KEYS = {
    "uri": "guid", "firstpublished": "published", "firstcreated": "published", "contentcreated": "published", "versioncreated": "updated", "copyrightholder": "rights",
    "copyrightnotice": "rights", "located": "dateline", "provider": "outlet", "infosources": "outlet", "by": "byline",
    "headlines": "headline", "descriptions": "description", "descriptiontext": "description", "description_text": "description",
    "body_xhtml": "body_html",
}  # fmt: skip


def is_ninjs(record: Mapping[str, Any]) -> bool:
    return "uri" in record and any(key.lower() in _NINJS_MARKS for key in record)


def flattened(record: Mapping[str, Any]) -> tuple[Mapping[str, Any], dict[str, str]]:
    """A record under the keys that all records use, and for each of those the key that it had.
    Only ninjs is changed."""
    if not is_ninjs(record):
        return record, {}
    values: dict[str, Any] = {}
    had: dict[str, str] = {}
    for key, value in record.items():
        name = _NINJS_KEYS.get(key.lower(), key)
        if name == "bodies" and isinstance(value, list):
            name, value = _body(value)
        if name in ("headline", "description") and isinstance(value, list):
            value = sorted(value, key=_rank)[:1]
        if value and name not in values:
            values[name], had[name] = value, key
    if "updated" in values and "published" not in values:
        values["published"], had["published"] = values["updated"], had["updated"]
    return values, had


def _rank(text: Any) -> bool:
    """The main one of several headlines first, whatever their order."""
    return not (isinstance(text, dict) and text.get("role") == "main")


def _body(bodies: list[Any]) -> tuple[str, Any]:
    """The HTML among a ninjs 2 item's bodies, else the first."""
    found = [body for body in bodies if isinstance(body, dict)]
    markup = [body for body in found if "html" in str(body.get("contenttype", body.get("contentType", "")))]
    chosen = (markup or found or [{}])[0]
    return ("html" if markup else "text"), chosen.get("value", "")


def feed_fields(value: Any) -> tuple[Field, ...]:
    """What a JSON Feed (jsonfeed.org) says of itself: its title is the outlet, its language each item's."""
    if not isinstance(value, dict) or "jsonfeed.org" not in str(value.get("version", "")):
        return ()
    pairs = (("outlet", value.get("title")), ("language", value.get("language")))
    found = (make_field(name, text, "feed", None) for name, text in pairs)
    return tuple(field for field in found if field is not None)
