"""How values read on a page: dates, numbers, relations, and the names of rules."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?")

RELATIONS = {
    "identical": ("has the same words as", "has the same words as"),
    "reprint": ("is a reprint of", "was reprinted as"),
    "abridged": ("is an abridgement of", "was abridged to"),
    "expanded": ("is an expansion of", "was expanded to"),
    "revised": ("is a revision of", "was revised to"),
    "partial": ("shares passages with", "shares passages with"),
}
"""A relation read from a to b, as a sentence about b and as one about a."""

MEANINGS = {
    "identical": "the same words",
    "reprint": "the same text; at most a twentieth differs, and no fact",
    "abridged": "the later version leaves text out and adds next to nothing",
    "expanded": "the later version adds text and leaves next to nothing out",
    "revised": "passages, figures, names or quotes were changed",
    "partial": "less than half of the shorter text is shared",
}
BASES = {
    "stated": "stated in the text", "embedded": "from the file’s own data", "inferred": "inferred",
    "supplied": "supplied by this archive", "curated": "set by the archivist", "unknown": "unknown",
}  # fmt: skip
RULES = {
    "boilerplate": "text of every page", "control": "buttons", "overlay": "pop-up box", "slug": "wire slug", "ending": "end mark",
    "share": "share buttons", "share-bar": "share buttons", "read-more": "“read more”", "change-note": "note on changes",
    "title-element": "page title", "deixis": "“yesterday” or the like, read beside another version", "html-lang": "the page’s language mark",
    "dateline-year": "day from the dateline, year from elsewhere", "language-by-small-words": "by its small words",
    "meta:og": "the page’s metadata", "meta:meta": "the page’s metadata", "json-ld": "the page’s metadata", "microdata": "marks in the page",
    "rel-author": "author’s link", "author-link": "author’s link", "card-label": "label in the page’s metadata", "record": "field of the record", "nexis": "Nexis header",
    "canonical": "the page’s address", "path": "folder and file name", "mail": "mail header", "last-change": "date of the last change, the only one stated", "script-data": "data in the page’s scripts",
    "time-element": "date in the page", "time-headline": "date by the headline", "time-published": "date marked as published",
    "visible-date": "date in the page", "visible-month": "month in the page", "dated-line": "date on a line of its own", "url-date": "date in the address",
    "headline-line": "line printed as the headline", "name-line": "name on a line of its own", "name-by-role": "name beside its job",
    "name-by-date": "name beside the date", "signed-below": "signature below the text", "editor": "named as editor", "saved-from": "saver’s note",
    "title-suffix": "end of the page title", "breadcrumbs": "path of links above the text", "outlet-by-host": "host in the table of outlets", "mhtml": "saved page’s header",
    "visible-by": "byline in the page", "visible-byline": "byline in the page", "curation/articles.toml": "the archivist’s decision",
    "self-reference": "the text on its own reporter", "feed": "feed entry", "h1": "headline of the page", "transmission-date": "transmission line",
    "transmission-header": "transmission line", "no-match": "no match", "above-the-text": "above the text’s head lines", "after-the-sign-off": "below the sign-off",
    "codes": "codes of the wire", "telegraphed": "telegraph line", "desk-notes": "notes for newsrooms", "consent": "consent to cookies or tracking",
    "footer": "foot of the page", "entities": "character references resolved", "lost-characters": "characters lost before we read it",
    "line-end-hyphens": "words joined that a line’s end parted", "other-calendar": "day of another calendar", "mojibake": "wrong decoding", "gzip": "damaged file",
}  # fmt: skip
"""Names of rules that are not plain words by themselves."""

SEVERITIES = {"warning": "warning", "quarantined": "left out", "crash": "left out: an error of the program"}
LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
FIELDS = {
    "id": "Identifier", "title": "Title", "published": "Published", "updated": "Updated", "byline": "Byline",
    "outlet": "Outlet", "agencies": "Agencies", "dateline_place": "Dateline", "language": "Language", "section": "Section",
    "url": "Address", "rights": "Rights", "labels": "Labels", "correction": "Correction", "description": "Description",
}  # fmt: skip
TYPES = {"person": ("Person", "People", "people/"), "organisation": ("Organisation", "Organisations", "organisations/"),
         "place": ("Place", "Places", "places/")}  # fmt: skip


def date(iso: str | None) -> str:
    """An ISO date for people.

    >>> date("2024-12-08"), date("2024-12"), date("2024-12-08T09:30:00Z"), date(None)
    ('8 December 2024', 'December 2024', '8 December 2024, 09:30 UTC', 'undated')
    """
    if not iso:
        return "undated"
    found = _ISO.match(iso)
    if not found:
        return iso
    year, month, day, clock, zone = found.groups()
    name = MONTHS[int(month) - 1] if month and 1 <= int(month) <= 12 else month or ""
    shown = " ".join(part for part in (str(int(day)) if day else "", name, year) if part)
    return f"{shown}, {clock}{_zone(zone)}" if clock and clock != "00:00" else shown


def short(iso: str | None) -> str:
    """As `date`, with the month cut to three letters and without a time.

    >>> short("2024-12-08T09:30")
    '8 Dec 2024'
    """
    shown = date((iso or "")[:10] or None)
    return re.sub(r"\b([A-Z][a-z]{2})[a-z]{2,}\b", r"\1", shown) if iso else shown


def clock(iso: str | None) -> str:
    """The time of day of an ISO date-time.

    >>> clock("2024-12-08T09:30:00+02:00"), clock("2024-12-08")
    ('09:30 +02:00', '')
    """
    return date(iso).partition(", ")[2]


def time(iso: str | None, brief: bool = False) -> Markup:
    """A `time` element, or the word for an unknown date."""
    if not iso:
        return Markup('<span class="undated">undated</span>')
    shown = short(iso) if brief else date(iso)
    if not _ISO.fullmatch(iso):
        return Markup(escape(shown))
    return Markup(f'<time datetime="{iso}">{shown}</time>')


def span(first: str | None, last: str | None) -> str:
    """Two dates as a range.

    >>> span("2024-12-07", "2024-12-08"), span("2024-12-07", "2024-12-07")
    ('7–8 December 2024', '7 December 2024')
    """
    one, other = date((first or "")[:10] or None), date((last or "")[:10] or None)
    if one == other or not first or not last:
        return one if first else other
    for length in (7, 4):
        if first[:length] == last[:length] and len(first) >= 10 <= len(last):
            return f"{one.rsplit(' ', 2 if length == 7 else 1)[0]}–{other}"
    return f"{one} – {other}"


def number(value: int) -> str:
    """With thin spaces between thousands.

    >>> number(12345)
    '12\\u202f345'
    """
    return f"{value:,}".replace(",", "\u202f")


def plural(count: int, one: str, many: str = "") -> str:
    """
    >>> plural(1, "story", "stories"), plural(2, "article")
    ('1 story', '2 articles')
    """
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """A share for people: never 0% or 100% for what is not all or nothing."""
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 <= share < 0.9995:
        return "over 99%"
    return f"{round(share * 100)}%"


def rule_name(rule: str) -> str:
    """A rule's name as words.

    >>> rule_name("photo-credit"), rule_name("control")
    ('photo credit', 'buttons')
    """
    return RULES.get(rule) or rule.replace("_", " ").replace("-", " ")


def language_name(code: str | None) -> str:
    """
    >>> language_name("de"), language_name("pt-BR"), language_name("mi")
    ('German', 'Portuguese', 'mi')
    """
    return LANGUAGES.get((code or "").split("-")[0].lower(), code or "")


_QUOTED = re.compile(r"(“[^”]*”)")
_STAMP = re.compile(r"\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")
_PLAINER = (
    (re.compile(r"\bdated ([^;]+?) and \1(?=;|$)"), r"both dated \1"),
    (re.compile(r"\bmarked nothing and ([^;]+)"), r"marked \1, the other not marked"),
    (re.compile(r"\bmarked ([^;]+?) and nothing\b"), r"not marked, the other marked \1"),
)


def evidence(told: str) -> str:
    """Evidence for people: dates outside quotations as dates are written, and no "nothing" for a mark that is not there.

    >>> evidence("dated 2022-02-15T16:05:00Z and 2022-02-16; marked nothing and CORRECTED")
    'dated 15 Feb 2022 and 16 Feb 2022; marked CORRECTED, the other not marked'
    >>> evidence("here “on 2022-02-15”; dated 2022-02-15 and 2022-02-15T09:00")
    'here “on 2022-02-15”; both dated 15 Feb 2022'
    """
    parts = _QUOTED.split(told)
    made = "".join(part if part[:1] == "“" else _STAMP.sub(lambda m: short(m.group()), part) for part in parts)
    for rule, better in _PLAINER:
        made = rule.sub(better, made)
    return made


def _zone(zone: str | None) -> str:
    return "" if not zone else " UTC" if zone in ("Z", "+00:00", "+0000") else f" {zone}"
