"""The dateline grammar: a place, a date and a credit before the first sentence, in their many typographies.

    PARIS, March 3 (Reuters) - Text        LIMA (AP) — Text           BERLIN, 4. März (dpa) - Text
    NAIROBI, Feb. 2 (Xinhua) -- Text       ISLAMABAD, Dec 7 (APP): Text      Madrid, 3 mar (EFE).- Text
    Harar, (APP - Lantern News / Green Line Post - 3rd Mar, 2023) Text       (Reuters) - Text

A dateline is read part by part (places, region, date, credit, the mark that ends it) and then
judged: a place needs a date or a credit beside it; without both, it must be a known place and
a mark must end it. What merely looks like one ("Jones (left) - a lawyer") stays prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from sitegen.clean.wire.agencies import agencies_only
from sitegen.clean.wire.calendar import is_date, is_weekday, match_date
from sitegen.clean.wire.places import is_known, is_region, usual_capitals
from sitegen.clean.wire.words import NO_PLACES, PREPOSITIONS
from sitegen.text import fold, month_number

LONGEST = 180
"""Characters: no dateline is longer."""
_SHORTEST_SENTENCE = 30
_WHEREABOUTS = frozenset({"near", "outside", "inside"})


class Dateline(msgspec.Struct, frozen=True):
    """A dateline found: `end` is where the text begins. `places` are cities in their usual capitals,
    `agencies` short names, `outlet` a credit that is no agency, `date` as written; empty where absent."""

    end: int
    places: tuple[str, ...] = ()
    date: str = ""
    agencies: tuple[str, ...] = ()
    outlet: str = ""


class Credit(msgspec.Struct, frozen=True):
    """A credit's known agencies, its other names in order, and its date as written."""

    agencies: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    date: str = ""


class _Parts(msgspec.Struct):
    """What was read so far, and where reading stands."""

    at: int = 0
    places: tuple[str, ...] = ()
    capitals: bool = False
    region: str = ""
    date: str = ""
    agencies: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    dated_credit: bool = False
    ended: str = ""


_UPPER = r"A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĖĘĚĞĠĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚΑ-ΩА-ЯЁЇІЄҐ"
_CAPS_WORD = rf"(?:Mc[{_UPPER}]{{2,}}|[{_UPPER}][{_UPPER}'’]+\.?|[{_UPPER}]\.(?:[{_UPPER}]\.)*)"
_CAPS = rf"{_CAPS_WORD}(?:[ -]{_CAPS_WORD}){{0,4}}"
_SMALL = r"(?:de|del|della|la|le|les|los|las|el|al|of|the|am|an|der|sur|do|da|di|du|des|as|ash|y|es|upon)"
_TITLE_WORD = rf"[{_UPPER}](?:[^\W\d_]|['’](?=[^\W\d_]))*\.?"
_TITLE = rf"{_TITLE_WORD}(?:[ -](?:{_SMALL}[ -]){{0,2}}{_TITLE_WORD}){{0,3}}"
_ARABIC = r"[\u0621-\u064a]{2,}(?: [\u0621-\u064a]{2,}){0,2}"

_PLACE = re.compile(
    rf"(?P<caps>{_CAPS})(?![^\W_])|(?P<title>{_TITLE})(?![^\W_])|(?P<arabic>{_ARABIC})(?![\u0621-\u064a])"
)
_SECOND = re.compile(
    rf"\s?/\s?(?P<slash>{_CAPS}|{_TITLE}|{_ARABIC})(?![^\W_])|(?:, ?|,? (?:and|et|y|und|e|i|&) )(?P<caps>{_CAPS})(?![^\W_])|,? (?:and|et|y|und) (?P<title>{_TITLE})(?![^\W_])"
)
_REGION = re.compile(
    rf",\s?(?P<region>(?:(?:[{_UPPER}]\.){{2,4}}|{_TITLE_WORD}|[{_UPPER}]{{2,}}\.?)(?:[ -](?:{_TITLE_WORD}|{_SMALL})){{0,3}}|[nswe]\.\w\.?)(?![^\W_])"
)
_BETWEEN = re.compile(r"\s*[,.،]?\s*(?:[-–—ـ]\s*)?(?:(?:في|فى)\s+)?")
_BRACKETS = re.compile(r"\s*(?:[,.،–—ـ]|-{1,3})?\s*[(\[（【［](?P<credit>[^()\[\]（）【】［］]{2,90})[)\]）】］]")
_SLASHES = re.compile(r"\s*[,.]?\s*/\s?(?P<credit>[^/()]{2,30}?)\s?/")
_BARE = re.compile(
    r"\s*(?:[,.،/|]|[-–—])\s*(?P<credit>[^\W\d_][^\s,:()–—|]*?(?: [^\W\d_][^\s,:()–—|]*?){0,3}?)(?=\s*(?:[-–—:|]|\.[-–— ]))"
)
_END = re.compile(
    r"\s*[*_]{0,2}\s*(?P<mark>[.]?\s?(?:-{1,3}|–|—|―|‒|ـ+|−)|(?<=\s)_(?=\s)|\.?:|=|\|)\s*[*_]{0,2}\s*|(?P<stop>\.)\s+|(?P<space>\s+)"
)
_BRACKETED_REGION = re.compile(r"\s\((?P<region>[^\W\d_][^()\d]{2,30})\)(?=,)")
_SHORT_CREDIT = re.compile(r"[^\W\d_]{2,6}")
_CALLED_AGENCY = re.compile(
    r"\b(?:Agency|Agence|Agencia|Agentur|Agenzia|Agência|Press|Presse|Prensa|Wire|Newswire|News Service)\b|وكالة"
)
_ON_THE = frozenset({"في", "فى", "le", "el"})
_ARTICLE = re.compile(r"^(?:le|el|den|the|am) ")
_OPENING = re.compile(r"[\s*_>#•-]*")


def read_dateline(text: str) -> Dateline | None:
    """The dateline at the start of a paragraph, None where there is none."""
    head = text[:LONGEST]
    opening = _OPENING.match(head)
    start = opening.end() if opening else 0
    return next((found for _, form in FORMS if (found := form(head, start))), None)


def _place_first(head: str, start: int) -> Dateline | None:
    parts = _read_places(head, start)
    if parts is None:
        return None
    _read_region(head, parts)
    _read_date(head, parts)
    _read_credit(head, parts)
    if not parts.date:
        _read_date(head, parts)
    _read_end(head, parts)
    return _judged(head, parts)


def _read_places(head: str, start: int) -> _Parts | None:
    found = _PLACE.match(head, start)
    if not found:
        return None
    place = _without_date_words(found.group(), head[found.end() :])
    if not place or fold(place).rstrip(".") in NO_PLACES or _opens_a_sentence(place, bool(found["caps"])):
        return None
    parts = _Parts(found.start() + len(place), (place,), bool(found["caps"]))
    while len(parts.places) < 4 and (more := _SECOND.match(head, parts.at)):
        second = more["slash"] or more["caps"] or more["title"]
        if month_number(second.split()[0]) or is_weekday(second) or agencies_only(second):
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
    """`Paris March` before a day's number is Paris (and `Rio de Janeiro` without one no date)."""
    words = place.split(" ")
    dated = rest.lstrip(" .,")[:1].isdigit()
    while words and ((dated and (month_number(words[-1]) or words[-1] in _ON_THE)) or is_weekday(words[-1])):
        words.pop()
    return " ".join(words)


def _read_region(head: str, parts: _Parts) -> None:
    bracketed = _BRACKETED_REGION.match(head, parts.at)
    if bracketed and not agencies_only(bracketed["region"]):
        parts.region, parts.at = bracketed["region"], bracketed.end()
        return
    found = _REGION.match(head, parts.at)
    if not found:
        return
    region = _without_date_words(found["region"], head[found.end() :])
    follows = head[found.start("region") + len(region) :].lstrip(" ")[:1]
    if (
        not region
        or (agencies_only(region) and not is_region(region))
        or (follows not in "([,-–—:./" and not is_region(region))
    ):
        return
    parts.region, parts.at = region, found.start("region") + len(region)
    if head[parts.at : parts.at + 1] == "." and is_region(region):
        parts.at += 1


def _read_date(head: str, parts: _Parts) -> None:
    between = _BETWEEN.match(head, parts.at)
    place = between.end() if between else parts.at
    found = match_date(head, place)
    if found and place > parts.at:
        written = found.group().rstrip(" ,.")
        parts.date, parts.at = _ARTICLE.sub("", written), place + len(written)


def _read_credit(head: str, parts: _Parts) -> None:
    for pattern in (_BRACKETS, _SLASHES, _BARE):
        found = pattern.match(head, parts.at)
        if not found:
            continue
        credit = read_credit(found["credit"])
        if pattern is not _BRACKETS and not credit.agencies:
            continue
        if not credit.agencies and not credit.date and not _like_a_name(credit.names[0], bool(parts.date)):
            continue
        parts.agencies, parts.names, parts.at = credit.agencies, credit.names, found.end()
        parts.dated_credit = bool(credit.date) or pattern is _SLASHES
        parts.date = parts.date or credit.date
        return


def read_credit(written: str) -> Credit:
    """What stands between a dateline's brackets: `APP - The Lantern - 8th Dec, 2024`."""
    agencies: list[str] = []
    names: list[str] = []
    date = ""
    for part in re.split(r"\s+[-–—|]\s+|\s*;\s*", written.strip()):
        known = agencies_only(part) or agencies_only(part.split(",")[0])
        if known:
            agencies += known
        elif is_date(part):
            date = date or part
        else:
            names.append(part)
    return Credit(tuple(dict.fromkeys(agencies)), tuple(names), date)


def _credited(parts: _Parts) -> tuple[tuple[str, ...], str]:
    """Agencies and outlet. Where no agency is known, one word (`(ALP)`), or what calls itself an
    agency, stands for one; several words are a newspaper."""
    if parts.agencies or not parts.names:
        return parts.agencies, parts.names[0] if parts.names else ""
    first, *more = parts.names
    if " " in first and not _CALLED_AGENCY.search(first):
        return (), first
    return (first,), more[0] if more else ""


def _like_a_name(credit: str, dated: bool) -> bool:
    """Capitalised words: `Metro Daily`; not `left`, not `see map`. Beside a date also a short `osd`."""
    words = credit.split()
    if dated and _SHORT_CREDIT.fullmatch(credit):
        return True
    big = [word for word in words if word[:1].isupper()]
    shaped = bool(words) and len(words) <= 5 and len(big) * 2 > len(words) and words[0][:1].isupper()
    return shaped and not any(c.isdigit() for c in credit)


def _read_end(head: str, parts: _Parts) -> None:
    found = _END.match(head, parts.at)
    if found:
        parts.ended = "mark" if found["mark"] else "stop" if found["stop"] else "space"
        parts.ended = "colon" if found["mark"] and found["mark"].endswith(":") else parts.ended
        parts.at = found.end()


JUDGES: tuple[tuple[str, Callable[[str, _Parts], bool]], ...] = (
    ("agency-and-mark", lambda rest, p: bool(p.agencies) and p.ended in ("mark", "colon")),
    ("agency-and-date", lambda rest, p: bool(p.agencies) and bool(p.date) and p.ended in ("space", "stop") and _opens(rest)),
    ("agency-in-slashes", lambda rest, p: bool(p.agencies) and p.dated_credit and bool(p.ended)),
    ("agency-after-place", lambda rest, p: bool(p.agencies) and p.ended == "space" and _opens(rest) and (p.capitals or _known(p))),
    ("date-and-mark", lambda rest, p: bool(p.date) and not p.names and p.ended == "mark" and _opens(rest) and (p.capitals or _known(p))),
    ("date-and-colon", lambda rest, p: bool(p.date) and not p.names and p.ended == "colon" and _opens(rest) and (p.capitals or _known(p))),
    ("date-and-stop", lambda rest, p: bool(p.date) and not p.names and p.ended == "stop" and p.capitals and _known(p) and _sentence(rest)),
    ("name-and-mark", lambda rest, p: bool(p.names) and p.ended in ("mark", "colon") and _opens(rest) and p.capitals and (_known(p) or is_region(p.region))),
    ("name-and-date", lambda rest, p: bool(p.names) and bool(p.date) and p.ended in ("mark", "colon") and _opens(rest)),
    ("name-with-date", lambda rest, p: bool(p.names) and p.dated_credit and bool(p.ended) and _opens(rest)),
    ("place-and-mark", lambda rest, p: _bare(p) and p.ended == "mark" and _sentence(rest, _least(p)) and (_known(p) or (p.capitals and is_region(p.region)))),
    ("place-and-colon", lambda rest, p: _bare(p) and p.ended == "colon" and p.capitals and _sentence(rest, _least(p)) and _known(p)),
)  # fmt: skip
"""What makes the parts a dateline, strongest first; `rest` is the text after them."""


def _bare(parts: _Parts) -> bool:
    return not (parts.agencies or parts.names or parts.date)


def _known(parts: _Parts) -> bool:
    return is_known(parts.places[0])


def _opens(rest: str) -> bool:
    """Whether a sentence may begin here: with a capital, a figure, a quotation mark, or in a script without case."""
    first = next((c for c in rest if c.isalnum()), "")
    return bool(first) and not first.islower()


def _least(parts: _Parts) -> int:
    """How much text must follow a bare place: capitals need less of it."""
    return _SHORTEST_SENTENCE // 2 if parts.capitals else _SHORTEST_SENTENCE


def _sentence(rest: str, least: int = _SHORTEST_SENTENCE) -> bool:
    """Whether running text follows, and not a second place ("Madrid - Barcelona 2-1")."""
    words = rest.split()
    small = any(word[0].islower() for word in words[1:7]) or not rest.isascii()
    return _opens(rest) and len(rest) >= least and small and not is_known(words[0].strip(",.:"))


def _judged(head: str, parts: _Parts) -> Dateline | None:
    rest = head[parts.at :]
    if not parts.ended or not rest.strip() or not any(judge(rest, parts) for _, judge in JUDGES):
        return None
    places = tuple(usual_capitals(_without_marks(place)) for place in parts.places)
    return Dateline(parts.at, places, parts.date, *_credited(parts))


def _without_marks(place: str) -> str:
    """`WASHINGTON D.C.` is Washington; `ST. LOUIS` stays."""
    plain = re.sub(r"[ ,]+D\.?C\.?$", "", place.strip()).strip(" ,")
    return plain[:-1] if plain.endswith(".") and plain.count(".") == 1 and " " not in plain else plain


_CREDIT_FIRST = re.compile(
    r"(?:[(\[（【](?P<inside>[^()\[\]（）【】]{2,60})[)\]）】]|(?P<bare>[^\W\d_][\w./-]*(?: [^\W\d_][\w./-]*){0,3}?))"
    r"\s*(?:\.?\s?[-–—]{1,3}|[:|,])\s*"
)


def _credit_first(head: str, start: int) -> Dateline | None:
    """`(Reuters) - Text`, `AFP - Text`, `(ANSA) - ROMA, 07 DIC - Text`."""
    found = _CREDIT_FIRST.match(head, start)
    if not found:
        return None
    credit = read_credit(found["inside"] or found["bare"])
    if not credit.agencies or credit.names:
        return None
    after = _place_first(head, found.end())
    if after:
        return msgspec.structs.replace(after, agencies=credit.agencies, date=after.date or credit.date)
    rest = head[found.end() :]
    comma = found.group().rstrip().endswith(",")
    begins = _opens(rest) if found["inside"] else _sentence(rest)
    return Dateline(found.end(), (), credit.date, credit.agencies) if begins and not comma else None


def _date_first(head: str, start: int) -> Dateline | None:
    """`Dec 7 (Reuters) - Text`, `7 December 2024, PARIS (AFP) - Text`."""
    found = match_date(head, start)
    if not found:
        return None
    parts = _Parts(found.end(), (), False, "", found.group())
    _read_credit(head, parts)
    if parts.agencies:
        _read_end(head, parts)
        marked = parts.ended in ("mark", "colon") and _opens(head[parts.at :])
        return Dateline(parts.at, (), parts.date, *_credited(parts)) if marked else None
    between = _BETWEEN.match(head, found.end())
    after = _place_first(head, between.end()) if between else None
    return msgspec.structs.replace(after, date=found.group()) if after and (after.agencies or after.outlet) else None


_CJK_FORMS = (
    re.compile(r"(?:[（(【])?(?P<agency>新华社|新華社|中新社|中新网|中央社|法新社|路透社|美联社)(?P<place>[\u4e00-\u9fff]{2,6}?)(?P<date>(?:\d{4}年)?\d{1,2}月\d{1,2}日)?(?:综合)?(?:电|電|讯)(?:[（(][^（）()]{2,30}[）)])?[）)】]?\s*"),
    re.compile(r"[【［\[](?P<place>[\u3040-\u30ff\u4e00-\u9fff]{2,10}?)(?:[＝=\s　]*)(?:(?P<date>\d{1,2}日)[\s　]+)?(?P<agency>共同|時事|ロイター|AFP時事|AFP＝時事)[】］\]](?:\s*[-－―])?\s*"),
    re.compile(r"[(\[【](?P<place>[\uac00-\ud7af]{2,6})\s?=\s?(?P<agency>연합뉴스|뉴시스|뉴스1)[)\]】]\s*(?:[\uac00-\ud7af]{2,4}(?:\s?[·,]\s?[\uac00-\ud7af]{2,4})*\s?(?:특파원|기자)\s*=\s*)?"),
)  # fmt: skip


def _east_asian(head: str, start: int) -> Dateline | None:
    """`新华社北京12月7日电`, `【ロンドン共同】`, `(서울=연합뉴스) … 기자 =`."""
    for form in _CJK_FORMS:
        found = form.match(head, start)
        if found and head[found.end() :].strip():
            groups = found.groupdict()
            agencies = agencies_only(found["agency"]) or (found["agency"],)
            return Dateline(found.end(), (found["place"],), groups.get("date") or "", agencies)
    return None


_ARABIC_SAID = ("قال", "وقال", "أضاف", "وأضاف", "أكد", "وأكد", "كتب")
_ARABIC_FORMS = (
    re.compile(rf"(?P<place>{_ARABIC}) \d{{1,2}} [^\d]{{3,24}} \d{{4}} ?هـ (?:الموافق )?(?P<date>\d{{1,2}} [^\d\s]+ \d{{4}}) ?م? ?(?P<credit>واس)\s+"),
    re.compile(rf"(?P<place>{_ARABIC})[،,]? (?P<date>\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{4}}) ?[-/(]? ?(?P<credit>[^\s\d)/-]+(?: [أ-ي])*) ?[)/]?\s?[-–ـ:]+\s*"),
    re.compile(rf"(?P<place>{_ARABIC}) ?[-–ـ:]+ ?[«\"](?P<credit>[^»\"]{{3,40}})[»\"] ?[:ـ–-]+\s*"),
)  # fmt: skip


def _arabic(head: str, start: int) -> Dateline | None:
    """`رام الله 7-12-2024 وفا- …`, `القاهرة ـ «الصحيفة»: …`."""
    for form in _ARABIC_FORMS:
        found = form.match(head, start)
        if found and head[found.end() :].strip() and not found["place"].startswith(_ARABIC_SAID):
            agencies = agencies_only(found["credit"])
            if agencies or "«" in found.group() or '"' in found.group():
                date = found.groupdict().get("date") or ""
                return Dateline(found.end(), (found["place"],), date, agencies, "" if agencies else found["credit"])
    return None


FORMS: tuple[tuple[str, Callable[[str, int], Dateline | None]], ...] = (
    ("east-asian", _east_asian),
    ("arabic", _arabic),
    ("credit-first", _credit_first),
    ("date-first", _date_first),
    ("place-first", _place_first),
)
