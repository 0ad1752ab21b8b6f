"""Decoded text made safe to work with: lines, control characters, mojibake, NFC. Line numbers are kept.

Exotic spaces, soft hyphens and quotation marks are left alone: they are the cleaner's matter.
"""

from __future__ import annotations

import re
import unicodedata

from sitegen.read.finding import Finding

# Vertical tab, form feed, NEL and the Unicode separators are line breaks too.
_BREAKS = re.compile("\r\n?|[\v\f\x85\u2028]|\u2029")
_CONTROLS = re.compile("[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_CONTROLS_OR_BREAKS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u2028\u2029]")

# UTF-8 read as a single-byte encoding shows a lead byte's letter and then a continuation byte's sign.
_SUSPECT = re.compile(
    "[\xc2-\xf4\u0102-\u2122\u0410-\u044f][\x80-\xbf\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_LONGEST_LINE = 100_000


def tidy(text: str, *, repair: bool = True) -> tuple[str, list[Finding]]:
    """The text with `\\n` line ends, no control characters, mojibake repaired (unless `repair` is off:
    for source text that is only shown) and in NFC; and a finding for each kind of change that a reader should know of."""
    findings: list[Finding] = []
    text = text.removeprefix("\ufeff")
    if repair and not text.isascii():
        text = _repair(text, findings)
    if _CONTROLS_OR_BREAKS.search(text):
        text = _BREAKS.sub(lambda m: "\n\n" if m.group() == "\u2029" else "\n", text)
        text = _without_controls(text, findings)
    return text if text.isascii() else unicodedata.normalize("NFC", text), findings


def _without_controls(text: str, findings: list[Finding]) -> str:
    found = _CONTROLS.search(text)
    if found is None:
        return text
    cleaned, count = _CONTROLS.subn(_shown, text)
    line = text.count("\n", 0, found.start()) + 1
    reason = f"{count} control characters left out, the first is U+{ord(found.group()):04X}"
    findings.append(Finding("control-characters", reason, "nothing to do, unless text is missing there", line))
    return cleaned


def _shown(found: re.Match[str]) -> str:
    """Half a surrogate pair was a character once, so its place is marked; a control never was text."""
    return "\N{REPLACEMENT CHARACTER}" if "\ud800" <= found.group() <= "\udfff" else ""


def _repair(text: str, findings: list[Finding]) -> str:
    if not _SUSPECT.search(text):
        return text
    lines = text.split("\n")
    changed: list[tuple[int, str, str]] = []
    for number, line in enumerate(lines):
        if len(line) <= _LONGEST_LINE and _SUSPECT.search(line):
            better = _demoji(line)
            if better != line:
                changed.append((number + 1, line, better))
                lines[number] = better
    if not changed:
        return text
    number, before, after = changed[0]
    reason = f"wrongly decoded text repaired in {len(changed)} lines: {_sample(before, after)}"
    findings.append(Finding("mojibake", reason, "compare with the original if a name matters", number))
    return "\n".join(lines)


def _demoji(line: str) -> str:
    from ftfy import fix_encoding

    better = fix_encoding(line)
    return line if "\n" in better or "\r" in better else better


def _sample(before: str, after: str) -> str:
    """The first stretch that differs, before and after."""
    start = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    start = max(0, before.rfind(" ", 0, start) + 1)
    return f"“{before[start : start + 24].split(' ')[0]}” → “{after[start : start + 24].split(' ')[0]}”"
