"""What the text around a proposed name says of it: small signs, each with its name."""

from __future__ import annotations

import re
from collections.abc import Callable

from sitegen.entities import gazetteer, tables
from sitegen.entities.divide import Piece

_ALIAS = re.compile(
    r"(?<!\w)(?:"
    + "|".join(sorted((re.escape(phrase) for phrase in tables.ALIAS_PHRASES), key=lambda p: (-len(p), p)))
    + r")(?!\w)",
    re.IGNORECASE,
)
_ALIAS_REST = re.compile(r"(?:[\s,:“”\"'‘’(]|\b(?:as|the|was|is|by|of|his|her|been)\b)*")
RELATIVE_BEFORE = re.compile(
    r"\b(?:father|mother|brother|sister|son|daughter|wife|husband|uncle|widow|cousin|nephew)\b[^.]{0,40}$"
)
_TONGUE = re.compile(r"\b(?:speaks?|spoke|spoken|speaking|learn(?:s|ed|ing)?|taught|teaches|in|into|from) $")
_AGE = re.compile(r"^,? \(?(?:aged )?\d{2}(?:,|\)|[ -]year)")
_ROLE_AFTER = re.compile(r"^,? (?:the |a |an |who |his |her )?(?:[\w'’-]+ ){0,4}?([a-z-]+)\b")
_SAYS_AFTER = re.compile(r"^,? (?:has |had |also )?([a-z]+)\b")
_IN_BEFORE = re.compile(
    r"\b(?:in|near|across|outside|around|inside|(?<!inquiry )(?<!inquiries )(?<!investigation )(?<!investigations )(?<!probe )(?<!research )into|throughout|entered|visit(?:ed|ing)?|central|downtown|northern|southern|eastern|western|"
    r"neighbou?ring|à|près de|habitants de|vecinos de|laguna|en|bei|aus|(?:born|berth(?:ed)?|docked|moored|anchored|landed|buried|ashore|aground) (?:at|on|off)|(?:office|school|harbou?r|people|residents|home|life|lives?|lived|living|works|bakes) on|"
    r"(?:com(?:es?|ing)|came|hails?|hailed|flew|drove|sail(?:s|ed)|fled|travel(?:s|led|ed)|return(?:s|ed)|went|gone|moved) (?:back |home )?(?:from|to))\s$", re.IGNORECASE
)  # fmt: skip
_TO_BEFORE = re.compile(
    r"\b(?:from|at|to|off|towards?|through|between|of|leave|left|leaving|reach(?:ed)?)\s$", re.IGNORECASE
)
_PLACE_NOUN = (
    r"(?:city|town|village|hamlet|island|port|province|governorate|district|region|state|county|harbou?r|river|mountains?|valley|suburb|capital|"
    r"neighbou?rhood|countryside|peninsula|desert|coast|islands|hills|municipality|prefecture|lake|airport|archipelago|reef|border)"
)
_PLACES_AFTER = re.compile(rf"^(?:, [A-Z][\w'’-]+)*,? and (?:[A-Z][\w'’-]+ ){{1,2}}{_PLACE_NOUN}(?:s|ies)?\b")
_PLACE_AFTER = re.compile(rf"^(?:(?:,? )?{_PLACE_NOUN}|,? (?:an?|the) (?:[\w-]+ ){{0,3}}?{_PLACE_NOUN}|,? areas?)\b")
_PLACE_BEFORE = re.compile(
    rf"\b(?:{_PLACE_NOUN}(?: of| called| named)?|(?:mayor|governor|sheriff|residents|streets|outskirts|suburbs|villagers|citizens) of) $"
)
_VESSEL = r"(?:boat|ferry|ship|vessel|trawler|tanker|yacht|frigate|liner|destroyer|submarine|carrier|freighter|schooner|lifeboat|uss|hms)"
_VESSEL_NEAR = re.compile(rf"\b{_VESSEL}(?: the| named| called)? $", re.IGNORECASE)
_VESSEL_AFTER = re.compile(rf"^(?: {_VESSEL}|,? (?:an?|the) (?:[\w-]+ ){{0,3}}?{_VESSEL})\b")
_STORM_BEFORE = re.compile(
    r"\b(?:cyclone|hurricane|typhoon|storm|superstorm|asteroid|comet|spacecraft)(?: called| named)? $"
)
_BODY_AFTER = re.compile(
    r"^,? (?:an?|the|which is an?) (?:[\w'’-]+ ){0,4}?(?:company|group|charity|firm|agency|union|party|newspaper|broadcaster|organi[sz]ation|retailer|"
    r"start-up|lender|airline|maker|operator|think tank|militia|non-profit|club|band|network|trust)\b"
)
_TEAM_AFTER = re.compile(rf"^(?:['’]s)? (?:{tables.TEAM_NOUNS})\b|^ \d{{1,3}},? (?:[A-Z][\w.'’-]* ){{1,3}}\d{{1,3}}\b")
_TEAM_BEFORE = re.compile(
    r"\b(?:beat|beaten by|thrashed|hammered|outplayed|lost to|(?:win|victory|triumph|defeat|loss|draw|game|match) (?:over|against|at home to|to)) $"
)
_SCORE_BEFORE = re.compile(r"(?:^|\b[A-Z][\w.'’-]*) \d{1,3},? $")
_BODY_NOUN = (
    r"(?:company|firm|retailer|chain|supermarket|airline|carmaker|drugmaker|chipmaker|manufacturer|lender|insurer|broker|brokerage|publisher|broadcaster|"
    r"newspaper|tabloid|daily|weekly|magazine|journal|website|news site|startup|start-up|charity|think tank|nonprofit|watchdog|regulator|militia|"
    r"rebel group|terror group|militant group|band|club|label|consultancy|contractor|operator|developer|giant|platform|network|union|agency)"
)
_BODY_BEFORE = re.compile(
    rf"\b(?:{_BODY_NOUN}|(?:[Ss]hares|[Ss]tock|[Ee]mployees?|spokes(?:man|woman|person)|chief executive|CEO|customers|shareholders|subsidiary|arm|unit|branch) (?:of|at|for|in)|"
    r"(?:published|posted|broadcast|aired|printed) (?:on|in)|acquired by) $"
)
_BODY_OF_AFTER = re.compile(
    r"^(?:['’]s)? (?:spokes(?:man|woman|person)|chief executive|CEO|shares|stock|shareholders|subsidiary|stores?|customers)\b"
)
_ON_BEFORE = re.compile(r"(?:^|[.!?…\n\"“”] ?)(?:On|Off) $")
_ON_AFTER = re.compile(r"^(?:, (?:the |an? )?[^\W\d_]| (?:the|an?|some|every|people|two|three)\b)")
_EPONYM_AFTER = re.compile(
    r"^ (?:scale|effect|theorem|syndrome|disease|principle|paradox|equation|(?:stock |share |industrial |composite )?(?:average|index))\b"
)
_THING_CALLED = re.compile(
    r"\b(?:an?|the|this|that) (?:[\w-]+ ){0,3}?([a-z-]+),? (?:is |was |are |were |also |better |once |now )*(?:known\b[^.;:,]{0,30} as|nicknamed|dubbed|christened) (?:the )?$"
)
_NUMBER_AFTER = re.compile(r"^ \d+\b(?! (?:percent|per cent|people|million|billion|years?|points?)\b)")
_APPOSED = re.compile(r"^, (?:an?|the) [^,.;:()]{2,60}, who\b")


def cues(piece: Piece, before: str, after: str) -> list[str]:
    """The small signs for one proposal in the text before and after it (see `scan.Found`)."""
    found: list[str] = []
    stripped = before.rstrip()
    phrase = next(reversed(list(_ALIAS.finditer(before))), None)
    near = phrase and (phrase.start() <= 14 or phrase.group().lower() in tables.ALIAS_STRONG)
    if phrase and near and _ALIAS_REST.fullmatch(before, phrase.end()):
        found.append("alias:" + phrase.group().lower())
    if stripped.endswith("(") and after.startswith((")", ";", ",")):
        found.append("paren")
    if _AGE.match(after):
        found.append("age")
    if ((match := _SAYS_AFTER.match(after)) and match.group(1) in tables.SAID) or re.search(
        r"\b(?:said|says|told|asked|added) $", before
    ):
        found.append("said")
    if _APPOSED.match(after):
        found.append("who")
    role = after.startswith(",") and (match := _ROLE_AFTER.match(after)) and match.group(1) in tables.PERSON_NOUNS
    if role:
        found.append("role-after")
    if re.search(r"\b[Tt]he $", before):
        found.append("the")
    elif _IN_BEFORE.search(before) or (_ON_BEFORE.search(before) and _ON_AFTER.match(after)):
        found.append("in")
    elif _TO_BEFORE.search(before):
        found.append("to")
    if piece.hint == "demonym" and _TONGUE.search(before) and not re.match(r"[ -]\w", after):
        found.append("tongue")
    found += [cue for cue, says in KINDS_NEAR if says(before, after)]
    if (thing := _THING_CALLED.search(before)) and _no_name_of_ours(thing.group(1)):
        found.append("thing")
    if _EPONYM_AFTER.match(after):
        found.append("eponym")
    if _NUMBER_AFTER.match(after) and " " not in piece.text and gazetteer.ordinary(piece.text.lower()):
        found.append("numbered")
    if re.search(r", $", before):
        found.append("comma")
    return found


def _body(before: str, after: str) -> bool:
    """ "Kestrel, a retailer", "the retailer Kestrel", "shares of Kestrel", "a Kestrel spokesman"."""
    return bool(_BODY_AFTER.match(after) or _BODY_OF_AFTER.match(after) or _BODY_BEFORE.search(before))


def _team(before: str, after: str) -> bool:
    """ "Leeds coach", "beat Leeds", "Leeds 2 Derby 1"."""
    score = _SCORE_BEFORE.search(before) and re.match(r" \d{1,3}\b", after)
    return bool(_TEAM_AFTER.match(after) or _TEAM_BEFORE.search(before) or score)


def _no_name_of_ours(noun: str) -> bool:
    """ "A car park known as the Ashtray": a noun of no person, place or body is called so."""
    human = noun in tables.PERSON_NOUNS | tables.RELATIVES or noun.endswith(("er", "or", "ist", "man", "ian"))
    return not human and noun not in tables.ORG_HEADS | tables.PLACE_HEADS


KINDS_NEAR: tuple[tuple[str, Callable[[str, str], bool]], ...] = (
    (
        "kind-of-place",
        lambda before, after: bool(
            _PLACE_AFTER.match(after) or _PLACES_AFTER.match(after) or _PLACE_BEFORE.search(before)
        ),
    ),
    ("kind-of-body", lambda before, after: _body(before, after)),
    ("team", lambda before, after: _team(before, after)),
    ("storm", lambda before, after: bool(_STORM_BEFORE.search(before))),
    ("vessel", lambda before, after: bool(_VESSEL_AFTER.match(after) or _VESSEL_NEAR.search(before))),
)
"""Nouns before or after a name that say what it is: (cue, test of the text before and after)."""
