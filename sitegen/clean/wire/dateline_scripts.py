"""Datelines in scripts without capitals, where the form itself must say what is place, date and credit."""

from __future__ import annotations

import re

from sitegen.clean.wire.agencies import agencies_only
from sitegen.clean.wire.dateline_parts import ARABIC
from sitegen.clean.wire.dateline_types import Dateline
from sitegen.clean.wire.places import is_known

LONGEST = 180

_HAN = r"[\u4e00-\u9fff]"
_REPORTERS = rf"(?:[（(]\s?(?:本报|本社)?(?:记者|記者|特派员)[:：]?\s?(?P<byline>{_HAN}{{2,4}}(?:[ 、，]{_HAN}{{2,4}}){{0,3}})[^（）()]{{0,20}}[）)])?"
_KOREAN_REPORTER = (
    r"(?:(?P<byline>[\uac00-\ud7af]{2,4}(?:\s?[·,]\s?[\uac00-\ud7af]{2,4})*)\s?(?:특파원|기자|통신원)\s*=\s*)?"
)
_TAIWAN = "台北|臺北|新北|桃園|台中|臺中|台南|臺南|高雄|基隆|新竹|嘉義|苗栗|彰化|南投|雲林|屏東|宜蘭|花蓮|台東|臺東|澎湖|金門|馬祖"
_ABROAD = "華盛頓|紐約|洛杉磯|舊金山|東京|首爾|北京|上海|香港|澳門|倫敦|巴黎|柏林|布魯塞爾|日內瓦|莫斯科|新加坡|曼谷|雅加達|河內|馬尼拉|雪梨|耶路撒冷|伊斯坦堡"
_CJK_FORMS = (
    re.compile(rf"(?:[（(【])?(?P<agency>新华社|新華社|中新社|中新网|法新社|路透社|美联社)(?P<place>{_HAN}{{2,6}}?)(?P<date>(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日)?(?:综合)?(?:电|電|讯|讯：)[）)】]?\s*{_REPORTERS}(?:[（(][^（）()]{{2,30}}[）)])?\s*"),
    re.compile(rf"[（(](?P<agency>中央社)(?:記者|特派員|編譯)(?P<byline>{_HAN}{{2,4}}?)(?P<place>{_TAIWAN}|{_ABROAD}|{_HAN}{{2,3}})(?P<date>(?:\d{{1,2}}月)?\d{{1,2}}日)?(?:專|綜合)?(?:外)?電[）)]\s*"),
    re.compile(rf"[（(](?P<agency>中央社)(?P<place>{_HAN}{{2,4}}?)(?P<date>(?:\d{{1,2}}月)?\d{{1,2}}日)?(?:綜合)?(?:外)?電[）)]\s*"),
    re.compile(r"[【［\[](?P<place>[\u3040-\u30ff\u4e00-\u9fff]{2,10}?)(?:[＝=\s　]*)(?:(?P<date>\d{1,2}日)[\s　]+)?(?P<agency>共同|時事|ロイター|AFP時事|AFP＝時事)[】］\]](?:\s*[-－―])?\s*"),
    re.compile(rf"[(\[【](?P<place>[\uac00-\ud7af]{{2,6}})\s?=\s?(?P<agency>연합뉴스|뉴시스|뉴스1)[)\]】]\s*{_KOREAN_REPORTER}"),
)  # fmt: skip


def east_asian(text: str, start: int) -> Dateline | None:
    """`新华社北京12月7日电（记者李雪）`, `【ロンドン共同】`, `(서울=연합뉴스) … 기자 =`, `（中央社記者陳美麗台北3日電）`."""
    head = text[:LONGEST]
    if head.isascii():
        return None
    for form in _CJK_FORMS:
        found = form.match(head, start)
        if found and head[found.end() :].strip():
            groups = found.groupdict()
            agencies = agencies_only(found["agency"]) or (found["agency"],)
            date = groups.get("date") or ""
            return Dateline(found.end(), (found["place"],), date, agencies, "", _names(groups.get("byline")))
    return None


def _names(written: str | None) -> tuple[str, ...]:
    return tuple(name for name in re.split(r"\s*[·、，,]\s*|\s+", (written or "").strip()) if name)


_ARABIC_SAID = ("قال", "وقال", "أضاف", "وأضاف", "أكد", "وأكد", "كتب")
_LETTERS = r"[\u0621-\u064a](?:[ .][\u0621-\u064a]){1,2}\.?"
"""An agency's letters, one by one: `أ ش أ`."""
_ARABIC_FORMS = (
    re.compile(rf"(?P<place>{ARABIC})[،,]? (?P<date>\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{4}}) ?[-/(]? ?(?P<credit>[^\s\d)/-]+(?: [أ-ي])*) ?[)/]?\s?[-–ـ:]+\s*"),
    re.compile(rf"(?P<place>{ARABIC}) ?[-–ـ:]+ ?[«\"](?P<credit>[^»\"]{{3,40}})[»\"] ?[:ـ–-]+\s*"),
    re.compile(rf"(?P<place>{ARABIC})\s?[-–ـ،,/]\s?(?P<letters>{_LETTERS})\s?[-–ـ:/]?\s+"),
    re.compile(rf"(?P<place>{ARABIC})\s?[-–ـ/]\s?(?P<credit>[\u0621-\u064a]{{3,8}})\s?/?\s?[-–ـ:]?\s+"),
)  # fmt: skip
_ONLY_AFTER_KNOWN_PLACES = _ARABIC_FORMS[3]


def arabic(text: str, start: int) -> Dateline | None:
    """`رام الله 7-12-2024 وفا- …`, `القاهرة ـ «الصحيفة»: …`, `القاهرة - أ ش أ …`, `دمشق-سانا …`."""
    head = text[:LONGEST]
    for form in _ARABIC_FORMS if not head.isascii() else ():
        found = form.match(head, start)
        if not found or not head[found.end() :].strip() or found["place"].startswith(_ARABIC_SAID):
            continue
        groups = found.groupdict()
        credit = groups.get("letters") or groups["credit"]
        agencies = agencies_only(credit)
        if form is _ONLY_AFTER_KNOWN_PLACES and not (agencies and is_known(found["place"])):
            continue
        if agencies or "«" in found.group() or '"' in found.group():
            date = groups.get("date") or ""
            return Dateline(found.end(), (found["place"],), date, agencies, "" if agencies else credit)
    return None
