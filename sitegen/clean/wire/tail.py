"""What stands after the last sentence: sign-offs, credits, endings, copyright, and the page's furniture."""

from __future__ import annotations

import re
from itertools import takewhile

from sitegen.clean.draft import Draft
from sitegen.clean.wire.agencies import agencies_only
from sitegen.clean.wire.credits import NOBODY, credited, listed_credit
from sitegen.clean.wire.lines import ALL_AFTER, PERSON, LineRule, match_line, note_fields
from sitegen.clean.wire.signatures import take_date_line
from sitegen.text import fold

_SENTENCE = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*$")
_LIST_LINE = 170
"""Characters: an entry of a list of links is not longer."""
MOST_LISTED = 12
"""Lines: a longer list is no box of links but what the article is about."""
_AT_MOST = {"desk-notes": 0.8, "boilerplate": 0.3}
_REST_AT_MOST = 0.45
"""Share of the text that may stand after a heading such as "Comments": beyond it, it is no end."""

_LONGEST_SELF_PORTRAIT = 400
_OF_ITSELF = re.compile(
    r" (?:appears|is (?:an? |the |published|issued|produced|edited|free|available|funded|supported)|comes out|publishes|erscheint|ist (?:ein|der|die|das) |"
    r"wird (?:herausgegeben|von)|parait|est (?:publie|edite|une? )|se publica|es una? |sale )"
)
"""How an outlet goes on after its name when it speaks of itself; folded."""

_INLINE_CREDIT = re.compile(
    r"(?<=[.!?\"”»…؟])\s+(?:[-–—(\[/]{1,2}\s?)?©?(?P<agencies>[^\W\d_](?:[\w /&’'-]|\.(?!\s)){1,40})[)\]/]?\.?\s*$"
)
_INLINE_SIGN_OFF = re.compile(
    r"(?<=[.!?\"”»…])\s+(?P<mark>(?:[Bb]urs[-/])?[a-z]{2,4}(?:[/-][a-z]{2,5}){1,5}|Enditem|NNNN|-30-|###|[(\[](?i:ends?|fin|fim|ende|schluss|more)[)\]](?: [a-z.]{2,8})?)\s*$"
)
_INLINE_DESK = re.compile(r"(?<=[.!?\"”»'])\s+(?P<mark>(?P<desk>[A-Z]{2,6})(?: [A-Z]{2,4}){1,5}(?: \d{4})?)\s*$")
"""`… he said. PTI SK RHL`: the agency and its desk."""
_REPORTED_BY_ARABIC = re.compile(
    r"^\((?:تغطية صحفية|إعداد|اعداد)(?: للنشرة العربية)?:? (?P<byline>[^-–()]+?)(?: للنشرة العربية)?\s*(?:[-–()]|$)"
)
_REPORTED_BY = re.compile(
    r"^\(?(?:Reporting|Reporte|Reporteo|Reportage|Información|Bericht)(?: and writing)? (?:by|de|par|von) (?P<byline>.+?)(?:[;.)]|, ?[Ee]dit|; ?[Ee]dit|\s[Ww]riting|,? [Aa]dditional|$)"
)
_NAMED_FIRST = re.compile(
    rf"^\((?:Reporter(?:in)?: ?|Por |Par |Di )?(?P<byline>{PERSON}(?: (?:et|y|e|und|and) {PERSON})?)(?:,| -) ?(?:édité|editado|in redazione|redigiert|edição|edited|[Bb]earbeit)"
)
_IN_PLACE = re.compile(r"\s+(?:in|en|à|aus|from)\s+[^\W\d_a-z][\w .'’-]*?(?=(?:,| and | y | et | und |$))")


def cut_tail(draft: Draft) -> None:
    """First what follows a heading that ends the article, then line after line from the end."""
    _cut_after_heading(draft)
    _cut_lines(draft)
    _cut_inline(draft)


def _cut_lines(draft: Draft) -> None:
    while len(kept := draft.kept()) > 1:
        index = kept[-1]
        if draft.blocks[index].kind in ("code", "table"):
            return
        text = draft.blocks[index].text
        rule = _listed_credit(draft, index) or _known_line(draft, index) or take_date_line(draft, index)
        if not rule and _is_about_outlet(draft, text):
            rule = "about-the-outlet"
        if not rule and _is_signed_above(draft, kept):
            rule = "after-the-sign-off"
        if not rule or not draft.cut(index, rule):
            return


_SIGNS = frozenset(
    {
        "sign-off",
        "transmission-date",
        "contributors",
        "codes",
        "desk-notes",
        "ending",
        "copyright",
        "disclaimer",
        "contact",
        "credit",
    }
)
_MOST_BELOW = 6
"""Lines that may follow a sign-off."""
_SHARE_BELOW = 8
"""A line below a sign-off is at most this part of the text: of a few short lines, none is an end."""
_LETTERS = re.compile(r"[^\W_]{2}")


def _is_signed_above(draft: Draft, kept: list[int]) -> bool:
    """Whether the last line, which no table knows, stands below the copy's sign-off, with nothing but short lines between."""
    last = draft.blocks[kept[-1]].text
    if not is_list_line(last) or _SHARE_BELOW * len(last) > sum(len(draft.blocks[index].text) for index in kept):
        return False
    for index in kept[-2 : -2 - _MOST_BELOW : -1]:
        text = draft.blocks[index].text
        known = match_line(text, "tail") if index != kept[0] else None
        if known and known[0].name in _SIGNS and _LETTERS.search(text):
            return True
        if not known and not is_list_line(text):
            return False
    return False


def _listed_credit(draft: Draft, index: int) -> str:
    """`— Harbour Wire`, which would else be a person's name."""
    names = listed_credit(draft, draft.blocks[index].text)
    draft.found("agencies", names, "credit", draft.blocks[index].text, index)
    return "credit" if names else ""


def _known_line(draft: Draft, index: int) -> str:
    known = match_line(draft.blocks[index].text, "tail")
    if known:
        _note(draft, index, *known)
    return known[0].name if known else ""


def _is_about_outlet(draft: Draft, text: str) -> bool:
    """A last paragraph in which the outlet says what it is: `*Dry Season Review* appears every Thursday.`"""
    outlet = fold(draft.given("outlet")).removeprefix("the ")
    if not outlet or len(text) > _LONGEST_SELF_PORTRAIT:
        return False
    said = fold(text).removeprefix("the ")
    return said.startswith(f"{outlet} ") and bool(_OF_ITSELF.match(said, len(outlet)))


def read_tail_fields(draft: Draft) -> None:
    """On HTML pages: what the last lines tell, with nothing cut."""
    for index in draft.kept()[-3:]:
        known = match_line(draft.blocks[index].text, "tail")
        if known and known[0].name in ("sign-off", "correction-note", "published-in"):
            _note(draft, index, *known)


def _note(draft: Draft, index: int, rule: LineRule, found: re.Match[str]) -> None:
    note_fields(draft, index, rule, found)
    signed = found.group() if rule.name == "sign-off" else ""
    reported = _REPORTED_BY.match(signed) or _REPORTED_BY_ARABIC.match(signed) or _NAMED_FIRST.match(signed)
    if reported:
        names = _IN_PLACE.sub("", reported["byline"]).strip(" ,;.")
        draft.found("byline", (names,), "sign-off", found.group(), index)


def _cut_after_heading(draft: Draft) -> None:
    kept = draft.kept()
    sizes = [len(draft.blocks[index].text) for index in kept]
    total, seen = sum(sizes), 0
    for place, index in enumerate(kept):
        late = place and total - seen <= _AT_MOST["desk-notes"] * total
        known = match_line(draft.blocks[index].text, "closing") if late else None
        most = _AT_MOST.get(known[0].name, _REST_AT_MOST) if known else 0
        if known and total - seen <= most * total and _cut_list(draft, kept[place:], known[0]):
            return
        seen += sizes[place]


def _cut_list(draft: Draft, indices: list[int], rule: LineRule) -> bool:
    """The heading and, of what follows, all comments, or the entries up to the next sentence."""
    listed = sum(1 for _ in takewhile(lambda index: is_list_line(draft.blocks[index].text), indices[1:]))
    if not draft.cut(indices[0], rule.name):
        return True
    if rule.name not in ALL_AFTER and listed > MOST_LISTED:
        return False
    for index in indices[1:]:
        if rule.name not in ALL_AFTER and not is_list_line(draft.blocks[index].text):
            return False
        draft.cut(index, rule.name)
    return True


def is_list_line(text: str) -> bool:
    """A link's text: short, and no sentence."""
    return len(text) <= _LIST_LINE and not _SENTENCE.search(text.rstrip("?!"))


def is_sentence(text: str) -> bool:
    return bool(_SENTENCE.search(text))


def _cut_inline(draft: Draft) -> None:
    """`… he said. ab/cd/ef`: at the end of the last paragraph."""
    kept = draft.kept()
    if not kept or draft.blocks[kept[-1]].kind not in ("paragraph", "quote"):
        return
    index = kept[-1]
    text = draft.blocks[index].text
    signed = _INLINE_SIGN_OFF.search(text)
    desk = None if signed else _INLINE_DESK.search(text)
    if desk and (agencies := agencies_only(desk["desk"])):
        draft.found("agencies", agencies, "sign-off", desk["mark"], index)
        signed = desk
    if signed:
        draft.cut_end(index, signed.start("mark"), "sign-off")


def cut_credit(draft: Draft) -> None:
    """`… he said. (AFP)` at the end of the last paragraph, `— Halyard` on a line of its own."""
    kept = draft.kept()
    if not kept or draft.blocks[kept[-1]].kind not in ("paragraph", "quote", "crosshead"):
        return
    index = kept[-1]
    text = draft.blocks[index].text
    names, basis = credited(draft, text) if len(kept) > 1 else NOBODY
    if names:
        draft.note("agencies", names, basis, "credit", text, draft.blocks[index].line)
        if draft.cut(index, "credit") and not draft.is_page:
            _cut_lines(draft)
        return
    found = _INLINE_CREDIT.search(text)
    names, basis = credited(draft, found.group()) if found else NOBODY
    if found and names:
        draft.note("agencies", names, basis, "credit", found.group(), draft.blocks[index].line)
        if not draft.is_page:
            draft.cut_end(index, found.start(), "credit")
