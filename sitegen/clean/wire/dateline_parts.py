"""The parts of a dateline, read one after another: places, region, date, credit, the mark that ends it."""

from __future__ import annotations

import re

import msgspec

from sitegen.clean.wire.agencies import agencies_only, agency
from sitegen.clean.wire.calendar import is_date, is_weekday, match_date, match_hijri, match_short_date
from sitegen.clean.wire.places import is_known, is_region
from sitegen.clean.wire.words import NO_PLACES, PREPOSITIONS
from sitegen.text import fold, month_number

_WHEREABOUTS = frozenset({"near", "outside", "inside", "with"})


class Credit(msgspec.Struct, frozen=True):
    """A credit's known agencies, its other names in order, and its date as written."""

    agencies: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    date: str = ""
    byline: str = ""


class Parts(msgspec.Struct):
    """What was read so far, and where reading stands. `rest` is the text after all parts; `house` says that
    the credit is a newspaper's: it stands before a bar (`MÜNCHEN taz |`)."""

    at: int = 0
    places: tuple[str, ...] = ()
    capitals: bool = False
    region: str = ""
    date: str = ""
    agencies: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    byline: str = ""
    house: bool = False
    dated_credit: bool = False
    ended: str = ""
    rest: str = ""


def _capitals() -> str:
    """The capital letters of Latin, Greek and Cyrillic, as a character class writes them."""
    ranges = (range(0x41, 0x250), range(0x370, 0x530), range(0x1E00, 0x1F00))
    return "".join(chr(code) for codes in ranges for code in codes if chr(code).isupper())


_UPPER = _capitals()
_CAPS_WORD = rf"(?:Mc[{_UPPER}]{{2,}}|[{_UPPER}][{_UPPER}'’]+\.?|[{_UPPER}]\.(?:[{_UPPER}]\.)*)"
_CAPS = rf"{_CAPS_WORD}(?:[ -]{_CAPS_WORD}){{0,6}}"
_SMALL = r"(?:de|del|della|la|le|les|los|las|el|al|of|the|am|an|der|sur|do|da|di|du|des|as|ash|y|es|upon|bei|ob)"
_TITLE_WORD = rf"[{_UPPER}](?:[^\W\d_]|['’](?=[^\W\d_]))*\.?"
_TITLE = (
    rf"{_TITLE_WORD}(?:[ -](?:{_SMALL}[ -]){{0,2}}{_TITLE_WORD}){{0,3}}(?: [ai]\. ?[dMORN]\.(?: ?[{_UPPER}][a-z]+)?)?"
)
ARABIC = r"[\u0621-\u0652\u0670]{2,}(?: [\u0621-\u0652\u0670]{2,}){0,2}"

_PLACE = re.compile(
    rf"(?P<caps>{_CAPS})(?![^\W_])|(?P<title>{_TITLE})(?![^\W_])|(?P<arabic>{ARABIC})(?![\u0621-\u0652])|\[(?P<inside>{_TITLE})\](?=,)"
)
_SECOND = re.compile(
    rf"\s?/\s?(?P<slash>{_CAPS}|{_TITLE}|{ARABIC})(?![^\W_])|(?:, ?|,? (?:and|et|y|und|e|i|&) )(?P<caps>{_CAPS})(?![^\W_])|,? (?:and|et|y|und) (?P<title>{_TITLE})(?![^\W_])"
)
_REGION = re.compile(
    rf",\s?(?P<region>(?:(?:[{_UPPER}]\.){{2,4}}|{_TITLE_WORD}|[{_UPPER}]{{2,}}\.?)(?:[ -](?:{_TITLE_WORD}|{_SMALL})){{0,3}}|[nswe]\.\w\.?)(?![^\W_])"
)
_BRACKETED_REGION = re.compile(
    r",?\s?(?:\((?P<round>[^\W\d_][^()\d]{2,30})\)|\[(?P<square>[^\W\d_][^\[\]\d]{2,30})\])(?=,|\s?\[)"
)
_BETWEEN = re.compile(r"\s*[,.،]?\s*(?:[-–—ـ]\s*)?(?:(?:في|فى)\s+)?")
_BRACKETS = re.compile(r"\s*(?:[,.،–—ـ]|-{1,3})?\s*[(\[（【［](?P<credit>[^()\[\]（）【】［］]{2,90})[)\]）】］]")
_SLASHES = re.compile(r"\s*[,.]?\s*/\s?(?P<credit>[^/()]{2,30}?)\s?/")
_BARS = re.compile(r"\s*\|\s*(?P<credit>[^|]{2,40}?)\s*(?=\|)")
_BARE = re.compile(
    r"\s*(?:[,.،/|]|[-–—])\s*(?P<credit>[^\W\d_][^\s,:()–—|]*?(?: [^\W\d_][^\s,:()–—|]*?){0,3}?)(?=\s*(?:[-–—:|]|\.[-–— ]))"
)
_SPOKEN = re.compile(r"(?P<joint>\s*[,،|]\s*|\s*[-–—]\s*|\s+)(?P<words>[^\s,:;()–—|]+(?: [^\s,:;()–—|]+){0,3})")
_REPORTER = re.compile(rf",\s?(?P<name>{_TITLE_WORD}(?: {_TITLE_WORD}){{1,2}}?)(?=\s*[-–—:.])")
_CORRESPONDENT = re.compile(r"^(?:[Сс]пец)?[Кк]орр\. ")
_SIGNED_CREDIT = re.compile(
    rf"(?:(?:спец)?[Кк]орр\. )?(?P<agency>[^\W\d_]+(?: Новости)?)(?:[ ,]+(?:[Cc]orrespondent |[Ss]taff |reporter )?|-)(?P<name>{_TITLE_WORD} {_TITLE_WORD})"
)
"""`Корр. ТАСС Иван Белов`."""
_DATED_CREDIT = re.compile(r",?\s*[(/]")
"""What must follow the date in `Kochi: May 4 (PTI)`."""
_ACRONYM = re.compile(r"[A-Z]{3,5}")
_BY = re.compile(rf"(?:By|Por|Par|Von) (?P<name>{_TITLE})")
_DESK = re.compile(r"\s(?P<credit>[^\s|()]{2,20})\s?(?=\|)")
_HOUSE = re.compile(
    rf"[\w-]+\.(?:[A-Za-z]{{2,4}})(?!\w)|(?:[{_UPPER}]{{2,}}|[{_UPPER}]\w+) ?(?:TV|News|Indonesia|Online|Radio|FM)\b|[{_UPPER}]{{3,}} [{_UPPER}][a-z]+"
)
_HOUSE_CREDIT = re.compile(rf",\s(?P<credit>{_HOUSE.pattern})(?=\s*(?:-{{1,2}}|[–—])\s)")
_SENT = re.compile(
    r"\s*[(\[](?:(?:[Bb]y|[Vv]ia|[Pp]er|[Pp]ar|[Pp]or) (?:[A-Z]\w+ )?(?:[Ww]ireless|[Cc]able|[Tt]ele(?:graph|phone|gram)|[Mm]ail|[Rr]adio|[Ff]il spécial|[Tt]éléphone)[^()]{0,20}|[Dd]elayed|[Ss]pecial|[Ee]xclusive|[Tt]elefonisch|[Ff]unkspruch)\.?[)\]]"
)
"""How a telegram came: no credit."""
_END = re.compile(
    r"\s*[*_]{0,2}\s*(?P<mark>[.]?\s?(?:-{1,3}|–|—|―|‒|ـ+|−)|(?<=\s)_(?=\s)|\.?:|=|\||;|[•·»])\s*[*_]{0,2}\s*|(?P<stop>\.)\s+|(?P<space>\s+)"
)
_NAME_LIKE = re.compile(r"[^\W\d]+\d{0,3}(?!\w)|[^\W\d]+[.'’&/-]")
_SHORT_CREDIT = re.compile(r"[^\W\d_]{2,6}")
_ON_THE = frozenset({"في", "فى", "le", "el"})
_ARTICLE = re.compile(r"^(?:le|el|den|the|am) ")
_CORRESPONDING = re.compile(r"\s*(?:,|/|-|–|(?:الموافق|corresponding to)\s)?\s*")
_FULL_STOP = re.compile(r"^[^.]{5,}\.$")
"""`KAMPALA.` ends the dateline; `ST.` and `D.C.` shorten a word."""
MOST_PLACES = 4


def read_places(head: str, start: int) -> Parts | None:
    found = _PLACE.match(head, start)
    if not found:
        return None
    if found["inside"]:
        return Parts(found.end(), (found["inside"],)) if is_region(found["inside"]) else None
    place = _without_date_words(found.group(), head[found.end() :])
    if not place or fold(place).rstrip(".") in NO_PLACES or _opens_a_sentence(place, bool(found["caps"])):
        return None
    if found["caps"] and _FULL_STOP.search(place):
        place = place[:-1]
    parts = Parts(found.start() + len(place), (place,), bool(found["caps"]))
    while len(parts.places) < MOST_PLACES and (more := _SECOND.match(head, parts.at)):
        second = more["slash"] or more["caps"] or more["title"]
        house = _HOUSE.match(head, more.end() - len(second))
        if month_number(second.split()[0]) or is_weekday(second) or agencies_only(second) or house:
            break
        if more.group().startswith(",") and (
            len(second) < 3 or "." in second or (is_region(second) and not is_known(second))
        ):
            break
        parts.places, parts.at = (*parts.places, second), more.end()
    return parts


def _opens_a_sentence(place: str, capitals: bool) -> bool:
    """`In Paris` does; `NEAR KHERSON` is where a dateline may be."""
    first = fold(place.split(" ")[0])
    return first in PREPOSITIONS and not (capitals and first in _WHEREABOUTS)


def _without_date_words(place: str, rest: str) -> str:
    """`Paris March` before a day's number is Paris (and `Rio de Janeiro` without one no date). In the script
    without capitals, the agency that follows the place is no part of it either."""
    if is_known(place):  # Santo Domingo is no Sunday
        return place
    words = place.split(" ")
    dated = rest.lstrip(" .,")[:1].isdigit()
    while words and ((dated and (month_number(words[-1]) or words[-1] in _ON_THE)) or is_weekday(words[-1])):
        words.pop()
    return " ".join(words)


def read_region(head: str, parts: Parts) -> None:
    while bracketed := _BRACKETED_REGION.match(head, parts.at):
        region = bracketed["round"] or bracketed["square"]
        if agencies_only(region):
            return
        parts.region, parts.at = region, bracketed.end()
    found = _REGION.match(head, parts.at) if not parts.region else None
    if not found:
        return
    region = _without_date_words(found["region"], head[found.end() :])
    follows = head[found.start("region") + len(region) :].lstrip(" ")[:1]
    if (
        not region
        or (agencies_only(region) and not is_region(region))
        or (follows not in "([,-–—:./|" and not is_region(region))
        or _HOUSE.fullmatch(region)
    ):
        return
    parts.region, parts.at = region, found.start("region") + len(region)
    if head[parts.at : parts.at + 1] == "." and is_region(region):
        parts.at += 1


def read_date_part(head: str, parts: Parts) -> None:
    """The date, the Islamic one before it passed over."""
    between = _BETWEEN.match(head, parts.at)
    place = between.end() if between else parts.at
    hijri = match_hijri(head, place)
    if hijri:
        between = _CORRESPONDING.match(head, hijri.end())
        place = between.end() if between else hijri.end()
    if place == parts.at and head[place : place + 2] == ": ":
        place += 2
    found = match_date(head, place) or match_short_date(head, place)
    if found and head[parts.at : parts.at + 1] == ":" and not _DATED_CREDIT.match(head, found.end()):
        found = None
    if found and place > parts.at:
        written = found.group().rstrip(" ,.")
        parts.date, parts.at = _ARTICLE.sub("", written), place + len(written)
        _pass_weekday(head, parts)


_WEEKDAY_BEHIND = re.compile(r"\.?,? (?P<word>[^\W\d_]{3,12})\b|\s?[مهـ]{1,2}(?![\u0621-\u064a])\.?")


def _pass_weekday(head: str, parts: Parts) -> None:
    """`3 March 2024, Sunday`, `03 مارس 2019 م`."""
    found = _WEEKDAY_BEHIND.match(head, parts.at)
    if found and (not found["word"] or is_weekday(found["word"])):
        parts.at = found.end()


def read_credit_part(head: str, parts: Parts) -> None:
    sent = _SENT.match(head, parts.at)
    if sent:
        parts.at = sent.end()
    for pattern in (_BRACKETS, _SLASHES, _BARS, _BARE, _DESK, _HOUSE_CREDIT):
        found = pattern.match(head, parts.at)
        if found and _take_credit(head, parts, found, pattern):
            return
    _read_spoken_agency(head, parts)


def _take_credit(head: str, parts: Parts, found: re.Match[str], pattern: re.Pattern[str]) -> bool:
    credit = read_credit(found["credit"])
    named = pattern is _HOUSE_CREDIT or (pattern in (_BARS, _DESK) and is_known(parts.places[0]))
    named = named or bool(_ACRONYM.fullmatch(found["credit"]) and (parts.date or is_region(parts.region)))
    signed = _BY.fullmatch(found["credit"])
    if signed:
        parts.byline, parts.at = signed["name"], found.end()
        return False
    if pattern is not _BRACKETS and not credit.agencies and not named:
        return False
    if not credit.agencies and not credit.date and not named and not _like_a_name(credit.names[0], bool(parts.date)):
        return False
    parts.agencies, parts.names, parts.at = credit.agencies, credit.names, found.end()
    parts.house = pattern in (_BARS, _DESK) and not credit.agencies
    parts.dated_credit = bool(credit.date) or pattern is _SLASHES
    parts.date, parts.byline = parts.date or credit.date, credit.byline
    _read_reporter(head, parts, bare=pattern is _BARE)
    return True


def _read_spoken_agency(head: str, parts: Parts) -> None:
    """`Baku, March 3, AZERTAC Text`, `SYDNEY, March 3 AAP - Text`, `القاهرة - أ ش أ Text`: the longest known name."""
    found = _SPOKEN.match(head, parts.at)
    if not found or not (parts.date or found["joint"].strip()):
        return
    words = found["words"].split(" ")
    for size in range(len(words), 0, -1):
        written = " ".join(words[:size])
        known = agency(written)
        if known and written.rstrip(".") == written and not (size == 1 and len(written) < 2):
            parts.agencies, parts.at = (known,), found.start("words") + len(written)
            _read_reporter(head, parts, bare=True)
            return


def _read_reporter(head: str, parts: Parts, *, bare: bool) -> None:
    """`3 мар - РИА Новости, Анна Петрова. Text`."""
    found = _REPORTER.match(head, parts.at) if bare and parts.agencies else None
    if found and " " in found["name"]:
        parts.byline, parts.at = found["name"].rstrip("."), found.end()


def read_credit(written: str) -> Credit:
    """What stands between a dateline's brackets: `APP - The Lantern - 8th Dec, 2024`."""
    agencies: list[str] = []
    names: list[str] = []
    date = byline = ""
    for part in re.split(r"\s+[-–—|]\s+|\s*;\s*", _CORRESPONDENT.sub("", written.strip())):
        signed = _SIGNED_CREDIT.fullmatch(part)
        if signed and (by := agencies_only(signed["agency"])):
            agencies, byline = [*agencies, *by], signed["name"]
            continue
        known = agencies_only(part) or agencies_only(part.split(",")[0]) or _service(part)
        if known:
            agencies += known
        elif is_date(part):
            date = date or part
        else:
            names.append(part)
    return Credit(tuple(dict.fromkeys(agencies)), tuple(names), date, byline)


def _service(written: str) -> tuple[str, ...]:
    """`Reuters Breakingviews`, `PA Scotland`: a service of the agency that the first word names."""
    words = written.split()
    titled = len(words) in (2, 3) and all(word[0].isupper() for word in words)
    return agencies_only(words[0]) if titled else ()


def _like_a_name(credit: str, dated: bool) -> bool:
    """Capitalised words: `Metro Daily`; not `left`, not `see map`. Beside a date also a short `osd`."""
    words = credit.split()
    if dated and _SHORT_CREDIT.fullmatch(credit):
        return True
    big = [word for word in words if word[:1].isupper() or word[:1].isdigit()]
    shaped = bool(words) and len(words) <= 5 and len(big) * 2 > len(words) and words[0][:1].isupper()
    return (shaped and bool(_NAME_LIKE.match(words[0]))) or bool(_HOUSE.fullmatch(credit))


def read_end(head: str, parts: Parts) -> None:
    found = _END.match(head, parts.at)
    if found:
        parts.ended = "mark" if found["mark"] else "stop" if found["stop"] else "space"
        parts.ended = "colon" if found["mark"] and found["mark"].endswith((":", ";")) else parts.ended
        parts.at = found.end()
    parts.rest = head[parts.at :]
