"""Agencies that speak of themselves in their copy: "An AFP correspondent", "told Reuters"."""

from __future__ import annotations

import re
from functools import cache

from sitegen.clean.draft import Draft
from sitegen.clean.wire.agencies import AGENCIES, SELF_REFERRING

_STAFF_WORDS = (
    "correspondent",
    "reporter",
    "journalist",
    "photographer",
    "videographer",
    "team",
    "crew",
    "stringer",
    "witness",
    "staff",
)
_STAFF = rf"(?:{'|'.join(_STAFF_WORDS)}(?:es)?)s?"
_TOLD = (
    r"(?:told|told to|tells|speaking to|speaking with|spoke to|interviewed by|verified by|seen by|reviewed by|obtained by|contacted by|"
    r"described to|said to|viewed by|according to an?|compiled by|interview with|interview to|tally by|count by|confirmed to|shown to)"
)
_FORMS: tuple[tuple[str, str], ...] = (
    ("staff", rf"\b(?:NAME)(?:['’]s)? (?:\w+ )?{_STAFF}\b"),
    ("told", rf"\b{_TOLD} (?:the )?(?:NAME)\b"),
    ("could-not-verify", r"\b(?:NAME) (?:(?:has|have) (?:not )?been|was|were|is|could|has|did|cannot)\b[^.]{0,40}\b(?:verify|confirm|reach|immediately)"),
    ("français", r"(?:journaliste|correspondant|photographe|vidéaste|équipe|reporter)e?s? de (?:l['’])?(?:NAME)\b"),
    ("à-l'agence", r"\b(?:déclaré|dit|indiqué|affirmé|confié|raconté|expliqué|assuré|précisé|annoncé|témoigné)\b[^.]{0,25}\bà (?:l['’])?(?:NAME)\b"),
    ("español", r"\b(?:periodista|corresponsal|fotógrafo|reportero|equipo)(?:e?s)? de (?:la )?(?:NAME)\b"),
    ("a-la-agencia", r"\b(?:dijo|dijeron|declaró|afirmó|explicó|señaló|indicó|contó|comentó|relató|aseguró)\b[^.]{0,25}\ba (?:la )?(?:agencia )?(?:NAME)\b"),
    ("italiano", r"\b(?:detto|dichiarato|spiegato|riferito|raccontato|precisato)\b[^.]{0,25}\ball['’](?:NAME)\b"),
    ("português", r"\b(?:disse|disseram|afirmou|explicou|adiantou|indicou|referiu|contou|declarou)\b[^.]{0,25}\bà (?:agência )?(?:NAME)\b"),
    ("norden", r"\b(?:säger|uppger|berättar|sier|opplyser|forteller|siger|oplyser|fortæller)\b[^.]{0,45}\b(?:till|til) (?:NAME)\b"),
    ("nederlands", r"\b(?:zegt|zei|vertelt|laat|meldt)\b[^.]{0,45}\b(?:tegen|aan) (?:het )?(?:NAME)\b"),
    ("słowiańskie", r"\b(?:powiedziała?|poinformowała?|przekazała?|řekla?|sdělila?|uvedla?)\b[^.]{0,25}\b(?:NAME)\b"),
    ("по-русски", r"(?:сообщил[аи]?|рассказал[аи]?|заявил[аи]?|сказал[аи]?|передает корреспондент|корреспонденту)\b[^.]{0,30}\b(?:NAME)"),
    ("türkçe", r"\b(?:NAME) muhabirine\b"),
    ("deutsch", r"\b(?:sagten?|erklärten?|teilten?|bestätigten?|berichteten?)\b[^.]{0,40}\bder (?:NAME)\b|\b(?:NAME)-(?:Reporter|Korrespondent|Fotograf|Journalist)"),
    ("عربي", r"(?<![\u0621-\u064a])(?:ل|لوكالة |لـ ?|مراسل |مراسلو |مصور )(?:وكالة )?(?:NAME)(?![\u0621-\u064a])"),
)  # fmt: skip
"""How agencies name themselves; NAME stands for the spellings of one."""

_WITNESS = re.compile(
    rf"\b[Aa]n? (?P<name>[A-Z]{{2,6}}) {_STAFF}\b[^.]{{0,50}}?\b(?:saw|witnessed|heard|counted|watched|at the scene|said|reported)\b"
)
_OTHER_MEDIA = frozenset(
    [
        "BBC",
        "CNN",
        "NBC",
        "ABC",
        "CBS",
        "ITV",
        "RTE",
        "NHK",
        "CBC",
        "NPR",
        "PBS",
        "ZDF",
        "ARD",
        "RTL",
        "MSNBC",
        "CNBC",
        "TRT",
        "RT",
        "SBS",
        "NYT",
        "UN",
        "EU",
        "US",
        "UK",
        "NGO",
        "TV",
    ]
)


def note_self_references(draft: Draft) -> None:
    """Notes each agency that the kept text treats as its own house, with the sentence part that does so."""
    kept = list(draft.texts())
    whole = "\n".join(text for _, text in kept)
    named = {name: AGENCIES[name] for name in _spelled_in(whole)} | _listed(draft, whole)
    for index, text in kept if named else ():
        for name, spellings in named.items():
            found = _pattern(spellings).search(text) if any(each in text for each in spellings) else None
            if found:
                draft.found("agencies", (name,), "self-reference", _around(text, found), index)
    if not named and any(word in whole for word in _STAFF_WORDS) and _WITNESS.search(whole):
        _note_witnesses(draft, kept)


def _listed(draft: Draft, text: str) -> dict[str, tuple[str, ...]]:
    """The agencies of the archivist's own table that a text names."""
    spelled = {outlet.name: (outlet.name, *outlet.spellings) for outlet in draft.table.agencies}
    return {name: spellings for name, spellings in spelled.items() if any(each in text for each in spellings)}


_FIRST_WORD = re.compile(r"[A-ZČ][\w-]+|dpa")


@cache
def _by_first_word() -> dict[str, tuple[str, ...]]:
    """The self-referring agencies by the first words of their names in Latin letters."""
    words: dict[str, tuple[str, ...]] = {}
    for name in SELF_REFERRING:
        for word in {found for spelling in AGENCIES[name] for found in _FIRST_WORD.findall(spelling)[:1]}:
            words[word] = (*words.get(word, ()), name)
    return words


@cache
def _foreign() -> tuple[re.Pattern[str], dict[str, str]]:
    """The spellings in other letters: one pattern for all, and whose each is."""
    owners = {spelling: name for name in SELF_REFERRING for spelling in AGENCIES[name] if not _LATIN.match(spelling)}
    return re.compile("|".join(re.escape(spelling) for spelling in sorted(owners, key=len, reverse=True))), owners


_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_OTHER_LETTERS = re.compile(r"[\u0370-\uffff]")


def _spelled_in(text: str) -> list[str]:
    """The agencies whose names a text holds, in the table's order; their first words settle most of them cheaply."""
    by_word = _by_first_word()
    near = {name for word in by_word.keys() & set(_FIRST_WORD.findall(text)) for name in by_word[word]}
    found = {name for name in near if any(spelling in text for spelling in AGENCIES[name])}
    if not text.isascii() and _OTHER_LETTERS.search(text):
        pattern, owners = _foreign()
        found |= {owners[spelling] for spelling in pattern.findall(text)}
    return [name for name in SELF_REFERRING if name in found]


def _note_witnesses(draft: Draft, kept: list[tuple[int, str]]) -> None:
    """An agency that no table knows: "An ALP photographer saw …"."""
    for index, text in kept:
        found = _WITNESS.search(text)
        if found and found["name"] not in _OTHER_MEDIA:
            draft.found("agencies", (found["name"],), "self-reference", _around(text, found), index)


@cache
def _pattern(spellings: tuple[str, ...]) -> re.Pattern[str]:
    spelled = "|".join(re.escape(spelling) for spelling in spellings)
    return re.compile("|".join(form.replace("NAME", spelled) for _, form in _FORMS))


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - 40) : found.end() + 60].strip()
