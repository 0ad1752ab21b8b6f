"""Decoded text made safe to work with: lines, control characters, mojibake, NFC. Line numbers are kept.

Exotic spaces, soft hyphens and quotation marks are left alone: they are the cleaner's matter.
"""

from __future__ import annotations

import re
import unicodedata

from sitegen.read.finding import Finding

_CONTROLS = re.compile("[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_CONTROLS_OR_BREAKS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u2028\u2029]")

# Vertical tab, form feed, NEL and the Unicode separators are line breaks too. Half a surrogate pair was a
# character once, so its place is marked; a control character never was text.
_BREAKS = {ord(c): "\n" for c in "\v\f\x85\u2028"} | {0x2029: "\n\n"}
_DROPPED = dict.fromkeys((*range(9), *range(14, 32), *range(127, 133), *range(134, 160), 65534, 65535))
_HALVES = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")
_MADE_SAFE: dict[int, str | None] = {**_BREAKS, **_DROPPED, **_HALVES}

# UTF-8 read as a single-byte encoding shows a lead byte's letter and then a continuation byte's sign.
_SUSPECT = re.compile(
    "[\xc2-\xf4\u0102-\u2122\u0410-\u044f][\x80-\xbf\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_LONGEST_LINE = 100_000
_MOST_REPAIRS = 20_000


def tidy(text: str, *, repair: bool = True) -> tuple[str, list[Finding]]:
    """The text with `\\n` line ends, no control characters, mojibake repaired (unless `repair` is off:
    for source text that is only shown) and in NFC; and a finding for each kind of change that a reader should know of."""
    findings: list[Finding] = []
    text = text.removeprefix("\ufeff")
    if repair and not text.isascii():
        text = _repair(text, findings)
    if _CONTROLS_OR_BREAKS.search(text):
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = _made_safe(text, findings) if _CONTROLS_OR_BREAKS.search(text) else text
    return text if text.isascii() else unicodedata.normalize("NFC", text), findings


def _made_safe(text: str, findings: list[Finding]) -> str:
    cleaned = text.translate(_MADE_SAFE)
    found = _CONTROLS.search(text)
    if found is not None:
        line = text.count("\n", 0, found.start()) + 1
        reason = f"control characters or broken characters left out; the first is U+{ord(found.group()):04X}"
        findings.append(Finding("control-characters", reason, "see whether text is missing there", line))
    return cleaned


def _repair(text: str, findings: list[Finding]) -> str:
    """Line by line, since text from several hands is often only partly damaged."""
    pieces: list[str] = []
    done = lines = 0
    first: Finding | None = None
    while lines < _MOST_REPAIRS and (found := _SUSPECT.search(text, done)):
        start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.start())
        end = len(text) if end < 0 else end
        line = text[start:end]
        better = _demoji(line) if len(line) <= _LONGEST_LINE else line
        if better != line and first is None:
            reason = f"wrongly decoded text repaired, such as {_sample(line, better)}"
            hint = "compare with the original if a name matters"
            first = Finding("mojibake", reason, hint, text.count("\n", 0, start) + 1)
        pieces += (text[done:start], better)
        done, lines = end, lines + 1
    if first is None:
        return text
    findings.append(first)
    return "".join(pieces) + text[done:]


def _demoji(line: str) -> str:
    from ftfy import fix_encoding

    better = fix_encoding(line)
    return line if "\n" in better or "\r" in better else better


def _sample(before: str, after: str) -> str:
    """The first stretch that differs, before and after."""
    start = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    start = max(0, before.rfind(" ", 0, start) + 1)
    return f"“{before[start : start + 24].split(' ')[0]}” → “{after[start : start + 24].split(' ')[0]}”"
