"""Whole lines that are no body text: which rule of the tables a line satisfies, and what it then tells."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from sitegen.clean.draft import Draft
from sitegen.clean.wire.agencies import agencies_in, agencies_only
from sitegen.clean.wire.calendar import holds_date, is_weekday
from sitegen.clean.wire.credits import NO_AGENCY
from sitegen.clean.wire.line_rules import (
    PERSON,
    RULES,
    LineRule,
    Place,
    compiled,
)
from sitegen.clean.wire.places import is_known, usual_name
from sitegen.model import LIST_FIELDS
from sitegen.text import month_number

__all__ = ["PERSON", "RULES", "LineRule", "match_line", "note_fields"]

_OLDEST_STAMP = 60
MOST_DATE_WORDS = 9
LONGEST_INITIALS = 40
MOST_SIGNATURE_LETTERS = 60
MOST_SIGNATURE_WORDS = 6
"""A byline that ends with a full stop is no longer than this."""


_SIZES = (60, 120, 200, 340, 700)


class _Rules(msgspec.Struct, frozen=True):
    """The rules for one place and size of line: `plain` is true where any ordinary one is, `signs` where one of those
    that need a sign may be; `loose` are so wide that only what they mean tells."""

    rules: tuple[LineRule, ...]
    loose: tuple[LineRule, ...]
    plain: re.Pattern[str]
    signs: tuple[str, ...]


_LOOSE = "credit"


@cache
def _rules_for(place: Place, size: int) -> _Rules:
    smaller = max((other for other in _SIZES if other < size), default=0)
    rules = tuple(rule for rule in RULES if place in rule.places and rule.longest > smaller)
    plain = [re.sub(r"\(\?P<\w+>", "(?:", rule.pattern) for rule in rules if not rule.holds and rule.name != _LOOSE]
    signs = {sign for rule in rules for sign in rule.holds}
    return _Rules(
        rules, tuple(rule for rule in rules if rule.name == _LOOSE),
        re.compile("|".join(f"(?:{pattern})" for pattern in plain) or r"(?!)"), tuple(sorted(signs)),
    )  # fmt: skip


_REMEMBERED = 512
"""Lines: the rules of one article ask about the same ones again and again."""


@lru_cache(_REMEMBERED)
def match_line(text: str, place: Place) -> tuple[LineRule, re.Match[str]] | None:
    """The first rule for this place that the line satisfies, its groups' meaning included."""
    size = next((size for size in _SIZES if len(text) <= size), 0)
    if not size:
        return None
    known, small = _rules_for(place, size), text.lower()
    likely = known.plain.fullmatch(text) or any(sign in small for sign in known.signs)
    for rule in known.rules if likely else known.loose:
        found = rule.match(text) if rule.may_match(small) else None
        if found and _means_it(rule, found):
            return rule, found
    return None


_INVITES = re.compile(
    r"newsletter|inbox|e-?mail|\bapp\b|subscri|sign(?:ed|ing)? up|alerts|updates|account|register|notif|whatsapp|telegram|podcast|channel|member|journalism|"
    r"log in|free|boletín|correo|suscr|abonn|inscri|application|appli|noticias|Postfach|anmeld|registrier|informiert|اشترك|حمل|سجل|iscri|assine|schrijf",
    re.IGNORECASE,
)
"""What an invitation to subscribe speaks of: "Get the best out of it, he said" does not."""


_WEAK_POINTERS = re.compile(
    r"\W*(?:see|more|watch|opinion|analysis|explained|explainer|read|lire|hintergrund|شاهد)\s*[:：|»>]", re.IGNORECASE
)
"""Words that point to another story only before a headline, not before a sentence."""


ALL_AFTER = frozenset({"boilerplate", "comments", "desk-notes"})
"""Headings after which whatever stands is theirs, sentences too."""


_CORRECTED_STORY = re.compile(
    r"(?:Correction|CORRECTION|Clarification|CLARIFICATION): [^.!?]{3,60} (?:story|stories|column|item)"
)
"""The headline of an item that is itself a correction, as AP writes it."""
_EDITED = re.compile(r"\b(?:[Ee]diting|[Ee]dited|[Ww]riting) by\b")
"""What only a sign-off says."""


def _is_sentence(line: str) -> bool:
    return line.rstrip().endswith((".", "!", "?", "…")) and len(line.split()) > MOST_SIGNATURE_WORDS


def _agencies(written: str) -> tuple[str, ...]:
    """The agencies of a credit, "Reuters Staff" included."""
    return agencies_only(re.sub(r"\s+(?:Staff|staff|News)$", "", written.strip()))


def _means_it(rule: LineRule, found: re.Match[str]) -> bool:
    """What a pattern cannot say: a credit names an agency, a byline no weekday."""
    if rule.name == "credit":
        return bool(_agencies(found["agencies"]))
    if rule.name == "sign-off" and not _signs_off(found):
        return False
    if rule.name == "slug" and is_known(found.group()):
        return False
    if rule.name == "dates":
        said = [value for name, value in found.groupdict().items() if value and name != "agencies"]
        return all(holds_date(value) and len(value.split()) <= MOST_DATE_WORDS for value in said)
    if rule.name == "newsletter":
        return bool(_INVITES.search(found.group()))
    if rule.name == "read-more":
        return not (_WEAK_POINTERS.match(found.group()) and found.group().rstrip().endswith((".", "!", "…")))
    told = rule.name == "byline-role" and found.groupdict().get("outlet")
    if rule.name in ("byline", "byline-role") and not told and _is_sentence(found.group()):
        return False
    if rule.name == "correction-note" and _CORRECTED_STORY.fullmatch(found.group()):
        return False
    if found.groupdict().get("house"):
        return bool(agencies_only(found["house"])) and not agencies_only(found["byline"])
    if rule.name == "byline" and _EDITED.search(found.group()):
        return False
    if rule.name == "byline":
        if "contributed" in found.group() or _agencies(found["byline"]):
            return False
        words = [word.strip(".,") for word in found["byline"].split()]
        ends_in_month = (
            month_number(words[-1]) is not None and len(words[-1]) > 3
        )  # but Marco Neri and April Jones write
        return not ends_in_month and not any(map(is_weekday, words[:2]))
    return True


def _signs_off(found: re.Match[str]) -> bool:
    """Whether the letters that stand for a desk or its staff can be such."""
    groups = found.groupdict()
    if agencies_only(found.group().strip(" /-")):
        return False
    if groups.get("desk"):
        return bool(agencies_only(groups["desk"]))
    initials = groups.get("initials") or ""
    return initials not in NO_AGENCY


def _note_agencies(draft: Draft, index: int, rule: LineRule, written: str) -> None:
    known = _agencies(written) or tuple(agencies_in(written))
    acronym = not known and rule.name == "byline" and written.isalpha() and written.isupper()
    line = draft.blocks[index]
    draft.note(
        "agencies", known or (written,) * acronym, "inferred" if acronym else "stated", rule.name, line.text, line.line
    )


def _century(year: str) -> str:
    """Agencies have stamped their copy so since the sixties."""
    return year if len(year) == 4 else f"{'19' if int(year) >= _OLDEST_STAMP else '20'}{year}"


def _unstamped(stamp: str) -> str:
    """`071805 Dez 24` (day, hour, minute, month, year) and `07-19-21 1402EDT` as dates that read as such."""
    american = re.fullmatch(r"(\d\d)-(\d\d)-(\d\d) (\d\d)(\d\d)([A-Z]*)", stamp)
    if american:
        month, day, year, hour, minute, zone = american.groups()
        return f"{_century(year)}-{month}-{day} {hour}:{minute} {zone}".strip()
    digits, *zone_words, month, year = stamp.split()
    return f"{digits[:2]} {month} {_century(year)} {digits[2:4]}:{digits[4:6]} {' '.join(zone_words)}".strip()


_IN_PLACE = re.compile(r"\s+(?:in|à|en|aus|from)\s+[^\W\d_a-z][^,;|]*$")
_HOUSE_BEHIND = re.compile(r"\s*[,/]\s*(?P<agency>[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,4})$")
_DESK_NAME = re.compile(
    r"(?i:redazione|redacción|redaktion|rédaction|redação|redactie|web ?desk|news ?desk|newsroom|staff)\b"
)
_TOWN_BEHIND = re.compile(r"(?:,| [|/–-]) (?P<town>[^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’-]*){0,2})$")
_DATE_BEHIND = re.compile(
    r"(?:\s*[|–—•·-]\s*|,\s+)(?:(?:Published|Posted|Updated|on)\s*:?\s*)?(?P<date>[^|•·]*\d[^|•·]*)$"
)


def _note_byline(draft: Draft, index: int, rule: LineRule, written: str) -> None:
    """The names, and the date that may stand behind them."""
    dated = _DATE_BEHIND.search(written)
    if dated and holds_date(dated["date"]):
        draft.found("published", dated["date"].strip(), rule.name, written, index)
        written = written[: dated.start()]
    house = _HOUSE_BEHIND.search(written)
    if house and (agencies := tuple(agencies_in(house["agency"]))):
        draft.found("agencies", agencies, rule.name, draft.blocks[index].text, index)
        written = written[: house.start()]
    town = _TOWN_BEHIND.search(written)
    if town and _is_town(draft, town["town"]):
        draft.found("dateline_place", town["town"], rule.name, draft.blocks[index].text, index)
        written = written[: town.start()]
    if not _DESK_NAME.match(written):
        draft.found("byline", (_IN_PLACE.sub("", written),), rule.name, draft.blocks[index].text, index)


def _is_town(draft: Draft, name: str) -> bool:
    """Behind an author's name: a known place, one word (authors have two), or a name that the text comes back to."""
    if is_known(name) or " " not in name:
        return not agencies_only(name)
    return any(name in text for _, text in draft.texts() if len(text) > len(name) + MOST_SIGNATURE_LETTERS)


_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,5}")


def is_person(text: str) -> bool:
    """Whether a text has the shape of a name and nothing else."""
    return bool(compiled(PERSON).fullmatch(text) or _HAN_NAME.fullmatch(text))


_URGENCIES = {"f": ("FLASH",), "b": ("BULLETIN",), "u": ("URGENT",), "1": ("FLASH",), "2": ("URGENT",)}
"""Priorities of ANPA (letters) and IPTC 7901 (digits) that are above the regular."""
_SLUG_LABELS = re.compile(
    r"UPDATE ?\d*|URGENT|CORRECTED|WRAPUP ?\d*|LEAD(?= ?\d|\b)|NewsAlert|\d(?:st|nd|rd|th) Ld(?:-Writethru)?|\d?(?:st|nd|rd|th)?lead\b"
)


_SIGNING = {"dpa": "dpa", "afp": "AFP", "rtr": "Reuters", "reuters": "Reuters", "apa": "APA", "sda": "Keystone-SDA", "epd": "epd", "kna": "KNA", "sid": "SID",
            "efe": "EFE", "lusa": "Lusa", "ansa": "ANSA", "belga": "Belga", "anp": "ANP", "ntb": "NTB", "ritzau": "Ritzau", "pap": "PAP", "tass": "TASS"}  # fmt: skip
"""Agencies as desks write them, in small letters, among their own initials: `mar/dpa/afp`."""


def _signing_agencies(signed: str) -> tuple[str, ...]:
    parts = re.findall(r"[a-z]+", signed) if len(signed) <= LONGEST_INITIALS else []
    return tuple(dict.fromkeys(_SIGNING[part] for part in parts if part in _SIGNING))


def note_fields(draft: Draft, index: int, rule: LineRule, found: re.Match[str]) -> None:
    """The rule's groups as candidate fields."""
    for group, value in found.groupdict().items():
        name, plain = group.rstrip("_0123456789"), (value or "").strip()
        if not plain:
            continue
        if name == "published":
            draft.found(
                name, plain.replace("/", " ") if rule.name == "codes" else plain, rule.name, found.group(), index
            )
        elif name == "stamp":
            draft.found("published", _unstamped(plain), rule.name, found.group(), index)
        elif name == "outlet" and agencies_only(plain):
            _note_agencies(draft, index, rule, plain)
        elif name in ("initials", "desk"):
            continue
        elif name == "labels":
            draft.found(name, (plain.upper(),), rule.name, found.group(), index)
        elif name == "priority":
            draft.found("labels", _URGENCIES.get(plain, ()), rule.name, found.group(), index)
        elif name in ("agencies", "house"):
            _note_agencies(draft, index, rule, plain)
        elif name == "byline":
            _note_byline(draft, index, rule, plain)
        else:
            plain = usual_name(plain) if name == "outlet" else plain
            draft.found(name, (plain,) if name in LIST_FIELDS else plain, rule.name, found.group(), index)
    if rule.name == "sign-off":
        draft.found("agencies", _signing_agencies(found.group()), rule.name, found.group(), index)
    if rule.name == "slug":
        draft.found("labels", tuple(_SLUG_LABELS.findall(found.group())), rule.name, found.group(), index)
