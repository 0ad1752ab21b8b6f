"""Titles: labels and site names off, and one supplied where the text has none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import msgspec

from sitegen.clean.wire.agencies import BY_SPELLING
from sitegen.text import fold

LONGEST_SUPPLIED = 100
"""Characters of a supplied title, without its brackets."""

_LABEL_WORDS = (
    r"UPDATE|UPD|URGENT|ALERT|FLASH|BREAKING(?: NEWS)?|EXCLUSIVE|LEAD|CORRECTED|CORRECTION|CORRECTS|REFILE|RPT|REPEAT|WRAPUP|WRAP|RECAP|ADDS|"
    r"NEWSFLASH|ANALYSIS|FACTBOX|TIMELINE|EXPLAINER|INSIGHT|FEATURE|OPINION|COMMENTARY|INTERVIEW|PREVIEW|ROUNDUP|SPECIAL REPORT|NEWSMAKER|"
    r"PRESS DIGEST|ADVISORY|DEVELOPING|JUST IN|LIVE|WATCH|VIDEO|PHOTOS|"
    r"URGENTE|ALERTA|ACTUALIZACIÓN|AMPLIACIÓN|EXCLUSIVA|CORRECCIÓN|AVANCE|ÚLTIMA HORA|"
    r"DERNIÈRE MINUTE|ACTUALISATION|ACTUALISÉ|CORRIGÉ|EXCLUSIF|DIRECT|ALERTE|"
    r"EILMELDUNG|EIL|AKTUALISIERT|KORREKTUR|BERICHTIGT|ZUSAMMENFASSUNG|عاجل|تحديث|تصحيح|حصري"
)
_LABEL = re.compile(
    rf"\s*[\[(*]*(?P<label>(?:{_LABEL_WORDS})(?:\s?#?\d{{1,2}})?)[\])*]*\s*(?:[-–—:|/]+\s*(?=\S)|(?<=[\])*])\s*(?=\S)|$)"
)
_ANY_CASE = re.compile(
    r"\s*(?P<label>(?:update|updated|breaking(?: news)?|urgent|exclusive|corrected|correction|refile)(?:\s?\d{1,2})?)\s*[:|]\s*(?=\S)",
    re.IGNORECASE,
)
_TRAILING_LABEL = re.compile(
    rf"\s*(?:[-–—|/]+\s*|[\[(])(?P<label>{_LABEL_WORDS}|update(?:d)?|live|urgent)(?:\s?\d{{1,2}})?[\])]?\s*$"
)
_SENTENCE_END = re.compile(r"[.!?…。！？؟।]+[\"'”’»)\]]*(?=\s|$)|[。！？]")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'“])(?:[A-Z]|[A-Z]\.[A-Z]|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Capt|Maj|Sen|Rep|Gov|St|Prof|Rev|Jr|Sr|vs|No|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Inc|Corp|Co|Ltd|U\.S|M|Mme|Sra?|D|Dña|etc|ca|bzw|usw|e\.g|i\.e)\.$"
)


class TidyTitle(msgspec.Struct, frozen=True):
    """A title without `labels` before it and `suffix` behind it; those as they were written."""

    title: str
    labels: tuple[str, ...] = ()
    suffix: str = ""


def tidy_title(written: str, names: Iterable[str] = ()) -> TidyTitle:
    """`names` are what a suffix may be, beside an agency: the outlet, its address."""
    title = " ".join(written.split()).strip()
    known = {plain_name(name) for name in names if name} | _agencies()
    title, labels = _without_labels(_without_prefix(title, known))
    title, suffix = _without_suffix(title, known)
    trailing = _TRAILING_LABEL.search(title)
    if trailing and trailing.start() > 7:
        title, labels = title[: trailing.start()], [*labels, trailing["label"].upper()]
    return TidyTitle(title.strip() or written.strip(), tuple(dict.fromkeys(labels)), suffix)


@cache
def _agencies() -> frozenset[str]:
    return frozenset(plain_name(spelling) for spelling in BY_SPELLING)


def _without_labels(title: str) -> tuple[str, list[str]]:
    labels: list[str] = []
    while True:
        found = _LABEL.match(title) or _ANY_CASE.match(title)
        if not found or not title[found.end() :].strip():
            return title, labels
        labels.append(" ".join(found["label"].upper().split()))
        title = title[found.end() :].strip()


_PREFIX = re.compile(
    r"(?:[\[(](?P<bracketed>[^\])]{2,40})[\])]\s*[-–—:|]?|(?P<parted>[^|–—\[(]{2,40}?)\s+[|–—-])\s*(?=[^\W_a-zß-ÿ]|[\"'“«„‘])"
)
FEWEST_WORDS = 3
"""Words that must stay when a name before a title comes off: "Reuters - A History" is a book."""


def _without_prefix(title: str, names: set[str]) -> str:
    """`(AFP) Headline`, `Reuters - Headline`, `Site | Headline`: who printed it is no part of it."""
    found = _PREFIX.match(title)
    if not found or plain_name(found["bracketed"] or found["parted"]) not in names:
        return title
    rest = title[found.end() :]
    return rest if len(rest.split()) >= FEWEST_WORDS else title


def _without_suffix(title: str, names: set[str]) -> tuple[str, str]:
    """`Headline | Site` and, where the site is known by name, `Headline - Site`."""
    for mark in reversed(list(re.finditer(r"\s+[|–—•·»-]{1,2}\s+|\s*\|\s*", title))):
        head, tail = title[: mark.start()], title[mark.end() :]
        if len(head) < 8:
            break
        if plain_name(tail) in names or ("|" in mark.group() and len(tail.split()) <= 5):
            return _without_suffix(head, names)[0], tail
    return title, ""


def plain_name(name: str) -> str:
    """A name for comparing: folded, without `www.`, `the` and top-level domains.

    >>> plain_name("The Harbour Gazette") == plain_name("harbourgazette.com")
    True
    """
    plain = re.sub(r"^(?:www\.|the\s+)|\.(?:com|org|net|co\.\w\w|[a-z]{2})(?:\.[a-z]{2})?$", "", fold(name))
    return re.sub(r"[\W_]+", "", plain)


def first_sentence(text: str) -> str:
    """The first sentence of a text, its end mark included; the whole where none ends."""
    start = 0
    for found in _SENTENCE_END.finditer(text[:1500]):
        sentence = text[start : found.end()]
        if not _ABBREVIATION.search(text[max(0, found.start() - 6) : found.start() + 1]) and len(sentence) > 12:
            return sentence.strip()
    return text[:1500].strip()


def supplied_title(text: str) -> str:
    """The first sentence in square brackets, as archivists supply titles, cut at a word with an ellipsis.

    >>> supplied_title("Fire broke out. It spread.")
    '[Fire broke out]'
    """
    sentence = first_sentence(text.strip().split("\n\n", 1)[0])
    if len(sentence) > LONGEST_SUPPLIED:
        words = sentence[:LONGEST_SUPPLIED].rsplit(" ", 1)[0]
        sentence = words.rstrip(" ,;:–—-\"'“‘(") + "…"
    else:
        sentence = sentence.rstrip(".。 ")
    return f"[{sentence.replace('[', '(').replace(']', ')')}]"
