"""Who signs, as the lines about the headline say it: "By …", "Author:" above names, links to authors' pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from .markup_lines import Line, Part, beside, window
from .markup_names import is_role

AFTER, BEFORE = 30, 4
"""Lines after and before the headline within which a byline without further marks is believed."""
CLOSE = 4
"""Lines behind the headline within which a name and its role need no other sign."""
FIRST = 40
"""Lines in which a byline stands on a page without a headline."""
LONGEST = 160
LONGEST_LABEL = 30
MOST_BEFORE = 6
"""Texts of a line that may stand before its "By"."""
MOST_NAMES = 12

AUTHOR_PAGE = re.compile(
    r"/(?:authors?|contributors?|producers?|people|profiles?|staff|journalists?|reporters?|writers?|columnists?|by|signataires?|autor(?:es|en|i|e)?|auteurs?|autore|"
    r"redaktion|redakteure?|firmas?|redaktor|penulis|yazar(?:lar)?|forfatter)/[^/?#]{3,60}(?:/[^/?#]{0,60})?/?$|[?&/]_?author=[^&]{3,}",
    re.IGNORECASE,
)
_BY_WORDS = (
    r"(?:article |written |words |story |text |report |reporting |posted |submitted |reported |published |contributed |analysis |opinion |commentary |review |"
    r"interview |perspective |column |essay |exclusive )?by|written|von|par|por|texte|"
    r"autor(?:a|in|zy)?|authors?(?:\(s\))?|auteurs?|door|av|af|di|penulis|oleh|reporter|автор[ыи]?|текст|بقلم|كتب|كتبت|作者|記者|文|yazan|tekst"
)
_BY = re.compile(rf"^\W*(?:{_BY_WORDS})(?:\s*[:：]\s*|\s+|$)", re.IGNORECASE)
_LABEL = re.compile(rf"^\W*(?:{_BY_WORDS})\s*[:：]?\s*$", re.IGNORECASE)
_INNER_BY = re.compile(r"(?:[|•·–—/-]|\d{4},?|:\d\d(?: ?[ap]m)?)\s+(?:by|von|par|por)\s+(?=\S)", re.IGNORECASE)
_EDITOR = re.compile(
    r"^\W*(?:(?:editors?|redaktur|penyunting|redaktor|redaktør)\s*[:：]|(?:edited|editing) by|bearbeitet von)\s*",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"^\W*(?:(?:photos?|fotos?|fotografie|bilder|foto)\s*[:：]|(?:photos?|photograph\w+|illustrations?|(?:medically |expert |fact[- ])?(?:reviewed|checked)) by|geprüft von)",
    re.IGNORECASE,
)
_FAR_LABEL = re.compile(
    r"^\W*(?:(?:article|story|written|words|post|posted|report) by|about the author|authors?(?:\(s\))?|autor(?:in)?|auteur)\s*[:：]?\s*$",
    re.IGNORECASE,
)
"""Labels that say enough to be believed below the text."""
_CAPITAL = r"[^\W\d_a-zß-ÿ]"
_JOINING = r"de|da|di|van|von|der|den|del|la|le|bin|bint|ibn|al|el|du|dos|das|ter|ten|zu|af|av"
_AND = r"and|und|et|y|e|en|og|och|ja|dan|ve|и|та|i|&"
_NAMES = re.compile(
    rf"(?:(?:{_AND}),? )?(?:(?:Dr|Prof|Sir)\.? )?{_CAPITAL}[\w.'’-]*(?: (?:{_JOINING}|{_AND}|{_CAPITAL}[\w.'’-]*),?){{0,11}}\s*,?\s*(?:{_AND})?"
)
_ONLY_AND = re.compile(rf"^(?:{_AND}|with|avec|con|mit)$", re.IGNORECASE)
_ONE_NAME = re.compile(rf"{_CAPITAL}[\w.'’-]+(?: (?:{_JOINING}|{_CAPITAL}[\w.'’-]*)){{1,4}}")
_ONE_WORD = re.compile(rf"{_CAPITAL}[\w.'’-]{{2,}}(?: (?:{_JOINING}|{_CAPITAL}[\w.'’-]*)){{0,4}}")
_UNCASED = re.compile(r"[\u0590-\u06ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_OTHER_ROLE = re.compile(
    r"\b(?:reviewed|edited|checked|updated|contribut\w+|illustrat\w+|photo\w*|analysis|data|research\w*)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")


class Signed(NamedTuple):
    """A byline (rule `editor`: who signs for something else); names in `value` are parted by line breaks."""

    name: str
    value: str
    rule: str
    line: int | None
    evidence: str


def signed(page: Sequence[Line], headline: int | None) -> list[Signed]:
    """Bylines near the headline, most telling first; and editors, wherever the page names them."""
    found = [*_editors(page)]
    about = _about(page, headline)
    for place, line in enumerate(about):
        if (
            len(line.text) > LONGEST
            or beside(line.parts[0].element)
            or _EDITOR.match(line.text)
            or _OTHER.match(line.text)
        ):
            continue
        if _LABEL.match(line.text):
            found += _under_label(about[place + 1 : place + 1 + MOST_NAMES], line)
        else:
            found += _by(line)
    return [
        *found,
        *_labelled_beside(page),
        *_linked(about),
        *_far(page, about),
        *_alone(page, [line for line in about if line.at != headline]),
        *_capitals(about),
    ]


def _labelled_beside(page: Sequence[Line]) -> list[Signed]:
    """A box of the article's own data beside it: "Author(s)" above a list of names."""
    for line in page:
        if len(line.text) <= LONGEST_LABEL and _FAR_LABEL.match(line.text) and _is_in_own_aside(line.parts[0].element):
            return _under_label(page[line.at + 1 : line.at + 1 + MOST_NAMES], line)
    return []


def _is_in_own_aside(element: Any) -> bool:
    return beside(element) and not beside(element, asides=False)


def _far(page: Sequence[Line], about: Sequence[Line]) -> list[Signed]:
    """Below the text: a label above a name, or "By" before a link to an author's page."""
    end = about[-1].at + 1 if about else 0
    for line in page[end:]:
        found: list[Signed] = []
        if len(line.text) <= LONGEST_LABEL and _FAR_LABEL.match(line.text):
            found = [
                each for each in _under_label(page[line.at + 1 : line.at + 2], line) if _ONE_NAME.fullmatch(each.value)
            ]
        elif len(line.text) <= LONGEST and _BY.match(line.text) and _author_links(line)[0]:
            found = _by(line)
        if found and not beside(line.parts[0].element):
            return [found[0]._replace(rule="signed-below")]
    return []


def _about(page: Sequence[Line], headline: int | None) -> Sequence[Line]:
    if headline is None:
        return page[:FIRST]
    near = window(page, headline, BEFORE, AFTER)
    return page[near.start : near.stop]


def _editors(page: Sequence[Line]) -> Iterator[Signed]:
    for line in page:
        label = _EDITOR.match(line.text) if len(line.text) <= 80 else None
        if label and len(line.text) > label.end():
            yield Signed("byline", line.text[label.end() :], "editor", line.source_line, line.text)


def _by(line: Line) -> list[Signed]:
    """ "By" and names, up to the first text that is none."""
    parts = _from_by([part.text for part in line.parts if part.text])
    found: list[str] = []
    for part in (part.strip(" :,;/&|") for part in parts):
        if not part or _ONLY_AND.match(part):
            continue
        names = _leading_names(part)
        if names:
            found.append(names)
        if names != part:
            break
    return [Signed("byline", "\n".join(found), "visible-by", line.source_line, line.text)] if found else []


def _from_by(parts: list[str]) -> list[str]:
    """The texts behind "By", which opens the line or stands behind its date."""
    for at, part in enumerate(parts[:MOST_BEFORE]):
        if _BY.match(part) and (at < 3 or ":" in part or "：" in part):
            return [_BY.sub("", part, count=1), *parts[at + 1 :]]
        inner = _INNER_BY.search(part)
        if inner:
            return [part[inner.end() :], *parts[at + 1 :]]
        if not any(map(str.isdigit, part)) and ":" not in part and "：" not in part:
            return []  # only a date or another labelled word may stand before it
    return []


def _leading_names(text: str) -> str:
    """The text as far as it is names: up to the first comma or bar behind which something else stands."""
    if _UNCASED.search(text):
        return text if len(text) <= 40 else ""
    ends = [len(text), *(found.start() for found in re.finditer(r"\s*(?:[,|•·(–]|\s-\s|\s/\s)", text))]
    return next((text[:end] for end in sorted(ends, reverse=True) if end and _NAMES.fullmatch(text[:end].strip())), "")


def _under_label(below: Sequence[Line], label: Line) -> list[Signed]:
    """ "Author(s)" and one name a line."""
    found: list[str] = []
    for line in below:
        if not _is_name(line.text):
            break
        found.append(line.text)
        if not _in_list(line.parts[0].element):
            break
    evidence = f"{label.text} {' · '.join(found)}"
    return [Signed("byline", "\n".join(found), "visible-by", label.source_line, evidence)] if found else []


def _is_name(text: str) -> bool:
    return len(text) <= 60 and (bool(_NAMES.fullmatch(text)) or (bool(_UNCASED.search(text)) and len(text) <= 20))


def _in_list(element: Any) -> bool:
    return any(each is not None and each.tag == "li" for each in (element, element.getparent(), _up(element, 2)))


def _up(element: Any, levels: int) -> Any:
    for _ in range(levels):
        element = element.getparent() if element is not None else None
    return element


def _linked(about: Sequence[Line]) -> list[Signed]:
    """Links to authors' pages that stand together sign together, where only joining words stand between them."""
    groups: list[list[tuple[int, str, int | None]]] = []
    for line in about:
        names, plain = _author_links(line)
        if not names or not (plain or _opens(line)):
            continue
        joined = plain and groups and groups[-1][-1][0] == line.at - 1
        if not joined:
            groups.append([])
        for name in names if plain else names[:1]:
            groups[-1].append((line.at, name, line.source_line))
    return [
        Signed(
            "byline",
            "\n".join(text for _, text, _ in group),
            "author-link",
            group[0][2],
            "; ".join(text for _, text, _ in group),
        )
        for group in groups
    ]


def _opens(line: Line) -> bool:
    """A byline rather than a sentence: the link or "By" stands first."""
    first = next((part for part in line.parts if part.text), line.parts[0])
    return len(line.text) <= LONGEST and (_BY.match(line.text) is not None or _is_author_link(first))


def _author_links(line: Line) -> tuple[list[str], bool]:
    """The names that link to authors' pages, up to where others' work begins, and whether the line has nothing else in it."""
    names, plain = [], True
    for part in (part for part in line.parts if part.text):
        text = part.text.strip(" ,;/&|·•")
        if _is_author_link(part) and _is_name(part.text):
            names.append(part.text)
        elif _OTHER_ROLE.search(text):
            break
        elif text and not _ONLY_AND.match(text) and not _LABEL.match(text):
            plain = False
    return names, plain


def _is_author_link(part: Part) -> bool:
    element = part.element
    for _ in range(3):
        if element is None:
            return False
        if element.tag == "a":
            return bool(AUTHOR_PAGE.search(element.get("href") or "")) and not beside(element)
        element = element.getparent()
    return False


def _alone(page: Sequence[Line], about: Sequence[Line]) -> list[Signed]:
    """A name alone on its line: above its bearer's role; or beside a date, where the page says it elsewhere too (below
    a portrait, over the lines about the author)."""
    portraits = _portraits(page)
    for before, line in pairwise(about):
        close = before.at - about[0].at <= BEFORE + CLOSE and line.at - before.at == 1
        if close and _ONE_NAME.fullmatch(before.text) and is_role(line.text) and not beside(line.parts[0].element):
            return [Signed("byline", before.text, "name-by-role", before.source_line, f"{before.text} · {line.text}")]
        for name, day in ((before, line), (line, before)):
            alone = _ONE_WORD.fullmatch(name.text) and _is_day(day) and not beside(name.parts[0].element)
            if alone and (name.text in portraits or _is_heading(page, name)):
                return [Signed("byline", name.text, "name-by-date", name.source_line, name.text)]
    return []


def _portraits(page: Sequence[Line]) -> frozenset[str]:
    """What the page's pictures are called."""
    images = page[0].parts[0].element.getroottree().iter("img") if page else ()
    return frozenset((image.get("alt") or "").strip() for image in images)


def _is_heading(page: Sequence[Line], line: Line) -> bool:
    """A full name over lines further down; single words there are names of sections."""
    return " " in line.text and any(
        other.text == line.text and other.parts[0].element.tag in ("h2", "h3", "h4", "h5", "strong", "b")
        for other in page[line.at + 3 :]
    )


def _is_day(line: Line) -> bool:
    return any(part.element.tag == "time" for part in line.parts) or bool(
        len(line.text) <= 40 and re.search(r"\b(?:19|20)\d\d\b", line.text) and re.search(r"\d{1,2}\D", line.text)
    )


def _capitals(about: Sequence[Line]) -> list[Signed]:
    """A name in capitals, in a paragraph of its own right above the first long one."""
    for line, following in pairwise(about):
        if len(following.text) > LONGEST:
            found = Signed("byline", line.text, "name-line", line.source_line, line.text)
            return [found] if _is_shouted_name(line) else []
    return []


def _is_shouted_name(line: Line) -> bool:
    element = line.parts[0].element
    in_text = any(each is not None and each.tag == "p" for each in (element, element.getparent()))
    return in_text and line.text.isupper() and 2 <= len(line.text.split()) <= 3 and bool(_ONE_NAME.fullmatch(line.text))
