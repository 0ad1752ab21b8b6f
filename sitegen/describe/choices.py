"""How each field is chosen among its candidates."""

from __future__ import annotations

import re

import msgspec

from sitegen.clean.outlets import host_of
from sitegen.clean.wire.agencies import BY_SPELLING
from sitegen.clean.wire.datelines import read_dateline
from sitegen.clean.wire.places import is_known, usual_capitals
from sitegen.describe.evidence import Case, valued
from sitegen.describe.language import detect_language, refutes
from sitegen.describe.masthead import printed_outlet, without_slogan
from sitegen.describe.names import is_initials, split_byline
from sitegen.describe.titles import plain_name, supplied_title, tidy_title
from sitegen.describe.when import choose_dates
from sitegen.model import Field

__all__ = [
    "choose_agencies", "choose_byline", "choose_dates", "choose_labels", "choose_language", "choose_outlet", "choose_rest", "choose_title",
]  # fmt: skip

SELF_REFERENCE = "self-reference"
SENDER = "mail"
_ACRONYM = re.compile(r"[A-Z]{3,6}")
_JOINED = r"(?:\b(?:and|et|y|e|und|with|avec|con|mit)\s+|[&/]\s*)"
_AS_THEY_ARE = ("id", "section", "url", "rights", "correction", "description")


def choose_rest(case: Case) -> None:
    """Fields that need no thought: the most trusted candidate."""
    for name in _AS_THEY_ARE:
        found = case.candidates(name)
        if found:
            case.choose(found[0], found)
    places = [valued(field, _place(str(field.value))) for field in case.candidates("dateline_place")]
    case.choose(places[0] if places else None, places)


_AFTER_PLACE = re.compile(r"\s*[,(\[].*|\s+[-–—]+(?:\s.*)?$")


def _place(written: str) -> str:
    """The place alone, where a container gives the whole dateline (`PORT ELM, Dec 7 (HA) -`)."""
    read = (read_dateline(f"{written}{joint}Then a sentence follows here.") for joint in (" ", " - "))
    place = next((found.places[0] for found in read if found and found.places), "")
    return place or usual_capitals(_AFTER_PLACE.sub("", written.strip()))


def choose_outlet(case: Case) -> None:
    """By the archivist's table where it knows the name or the host, else as written. A publisher that the table does
    not know ("Ediciones El Faro") gives way to the outlet whose host it knows, unless the owner wrote it beside the text."""
    found = [_tabled(case, _alone(case, field)) for field in case.candidates("outlet")]
    url = case.chosen.get("url")
    at = case.outlets.at(case.value("url")) if url else None
    if at and url:
        by_host = Field("outlet", at.name, url.basis, "outlet-by-host", case.value("url"), url.line)
        named = bool(found) and (
            found[0].rule not in _PAGES_OWN or case.outlets.called(str(found[0].value)) is not None
        )
        found.insert(len(found) if named else 0, by_host)
    found += _senders(case)
    case.choose(found[0] if found else printed_outlet(case), found)


_PAGES_OWN = frozenset(
    {
        "json-ld",
        "json-ld-page",
        "microdata",
        "meta:og",
        "meta:meta",
        "meta:highwire",
        "meta:dublin-core",
        "title-suffix",
    }
)
"""Rules by which a page's markup names its outlet."""


def _alone(case: Case, field: Field) -> Field:
    """A site's name without the slogan or the sections that its markup puts behind it."""
    if field.rule not in _PAGES_OWN or not isinstance(field.value, str) or case.outlets.named(field.value):
        return field
    name = without_slogan(field.value, host_of(case.value("url")))
    return valued(field, name) if name != field.value else field


def _senders(case: Case) -> list[Field]:
    """A newsletter's sender that the table knows is no author."""
    return [
        msgspec.structs.replace(field, name="outlet", value=outlet.name, rule="sender")
        for field in case.candidates("byline")
        if field.rule == SENDER and (outlet := case.outlets.called(" ".join(field.value)))
    ]


def _tabled(case: Case, field: Field) -> Field:
    outlet = case.outlets.named(field.value) if isinstance(field.value, str) else None
    return valued(field, outlet.name) if outlet else field


def choose_language(case: Case) -> None:
    """As given, else as the text shows, else as the outlet writes, else as the options say. A page's template is
    believed unless the text refutes it."""
    given = [valued(field, code) for field in case.candidates("language") if (code := _two_letters(field))]
    refuted = [field for field in given if field.rule in _BY_TEMPLATE and refutes(case.article.text, str(field.value))]
    found = [field for field in given if field not in refuted]
    detected = detect_language(case.article.text)
    if detected:
        lede = case.article.text[:60]
        found.append(Field("language", detected[0], "inferred", detected[1], lede))
    elif (outlet := case.outlets.called(case.value("outlet"))) and outlet.language:
        found.append(Field("language", outlet.language, "inferred", "outlet-language", outlet.name))
    elif case.options.language:
        found.append(Field("language", case.options.language, "supplied", "language-option"))
    found += refuted
    if found:
        case.choose(found[0], found)


_BY_TEMPLATE = frozenset({"html-lang", "meta:og", "meta:meta"})


def _two_letters(field: Field) -> str:
    value = field.value if isinstance(field.value, str) else ""
    code = value.strip().lower().replace("_", "-").split("-")[0]
    code = _LONG_CODES.get(code, code)
    return code if len(code) == 2 and code.isalpha() else ""


_LONG_CODES = {
    "eng": "en", "english": "en", "fre": "fr", "fra": "fr", "french": "fr", "français": "fr", "spa": "es", "spanish": "es", "español": "es",
    "ger": "de", "deu": "de", "german": "de", "deutsch": "de", "ara": "ar", "arabic": "ar", "العربية": "ar", "ita": "it", "italian": "it",
    "por": "pt", "portuguese": "pt", "rus": "ru", "russian": "ru", "chi": "zh", "zho": "zh", "chinese": "zh", "jpn": "ja", "japanese": "ja",
    "dut": "nl", "nld": "nl", "dutch": "nl", "tur": "tr", "turkish": "tr", "nb": "no", "nn": "no",
}  # fmt: skip


def choose_byline(case: Case) -> None:
    """The names of persons, from the most trusted candidate that has any. Where only an agency or
    the outlet signs, that is the byline."""
    signing = [f for f in case.candidates("byline") if f.rule != SENDER or not case.outlets.called(" ".join(f.value))]
    found = [(field, split_byline(field.value)) for field in signing]
    signed = [(field, names) for field, names in found if names]
    personal = [
        (field, people)
        for field, names in signed
        if (people := tuple(n for n in names if _is_person(case, n) and n not in _acronyms(field, names)))
    ]
    made = [valued(field, names) for field, names in (personal or signed)]
    case.choose(made[0] if made else None, [*made, *(field for field, _ in signed)] if personal else made)


def _is_person(case: Case, name: str) -> bool:
    """Not the agency, the outlet or the town that stands beside the author's name."""
    town = case.value("dateline_place")
    return (
        name not in BY_SPELLING
        and not is_initials(name)
        and plain_name(name) != plain_name(case.value("outlet"))
        and name != town
        and not is_known(name)
    )


def _acronyms(field: Field, names: tuple[str, ...]) -> tuple[str, ...]:
    """`By Jane Roe and ALP`: joined to a person's name an acronym is an agency's (`Jane Roe, DVM` has a degree)."""
    if not any(" " in name for name in names):
        return ()
    written = field.evidence or " ".join(field.value)
    return tuple(name for name in names if _ACRONYM.fullmatch(name) and re.search(rf"{_JOINED}{name}\b", written))


def choose_agencies(case: Case) -> None:
    """Datelines, credits and sign-offs together; else what the copy calls itself, if nobody else
    signs for it."""
    found = [*case.candidates("agencies"), *_agencies_as_authors(case)]
    credits = [field for field in found if field.rule != SELF_REFERENCE]
    if credits:
        names = tuple(dict.fromkeys(name for field in credits for name in _credited(case, field)))
        case.choose(valued(credits[0], names), [field for field in found if field.rule == SELF_REFERENCE])
        return
    if found and not _is_signed(case):
        case.choose(_most_often(found), found)
    else:
        case.choose(None, found)


def _is_signed(case: Case) -> bool:
    """Whether a byline speaks for other authors than an agency."""
    byline = case.chosen.get("byline")
    return byline is not None and any(name not in BY_SPELLING for name in byline.value)


def _most_often(found: list[Field]) -> Field:
    """The agency that names itself most often, the first of equals."""
    values = [field.value for field in found]
    return max(found, key=lambda field: (values.count(field.value), -values.index(field.value)))


def _credited(case: Case, field: Field) -> list[str]:
    """The agencies by their usual names, without the outlet: but where its own datelines credit it, or the table
    says so, the outlet is an agency."""
    names = [_usual_name(case, name) for name in (field.value if isinstance(field.value, tuple) else (field.value,))]
    outlet = plain_name(case.value("outlet"))
    listed = {known.name for known in case.outlets.agencies}
    wire = field.rule == "dateline"
    return [name for name in names if wire or name in BY_SPELLING or name in listed or plain_name(name) != outlet]


def _usual_name(case: Case, written: str) -> str:
    name = written.strip()
    listed = case.outlets.called(name)
    return listed.name if listed else BY_SPELLING.get(name, name)


def _agencies_as_authors(case: Case) -> list[Field]:
    """A record whose author or source is "AFP" says whose copy it is."""
    found = []
    for field in case.candidates("byline") or case.candidates("outlet"):
        written = split_byline(field.value)
        known = (BY_SPELLING.get(name) or (name if name in _acronyms(field, written) else "") for name in written)
        names = tuple(dict.fromkeys(name for name in known if name))
        if names:
            found.append(
                msgspec.structs.replace(field, name="agencies", value=names, evidence=field.evidence or written[0])
            )
    return found


def choose_title(case: Case) -> None:
    """The most trusted headline, without labels and site names; else the first sentence in brackets."""
    names = [case.value("outlet"), case.value("url")]
    found = []
    for field in case.candidates("title"):
        tidied = tidy_title(str(field.value), names)
        if tidied.title:
            found.append(valued(field, tidied.title))
            if len(found) == 1 and tidied.labels:
                _note_labels(case, field, tidied.labels)
    if found:
        case.choose(found[0], found)
    elif case.article.text.strip():
        text = case.article.text
        case.choose(
            Field("title", supplied_title(text), "supplied", "first-sentence", text[:160], case.article.kept[0].line)
        )


def _note_labels(case: Case, title: Field, labels: tuple[str, ...]) -> None:
    case.chosen["labels"] = msgspec.structs.replace(title, name="labels", value=labels, evidence=str(title.value))


def choose_labels(case: Case) -> None:
    """All labels, those of the title first."""
    found = [field for field in (case.chosen.get("labels"), *case.candidates("labels")) if field]
    names = tuple(dict.fromkeys(name for field in found for name in split_labels(field)))
    if names:
        case.choose(valued(found[0], names))


def split_labels(field: Field) -> tuple[str, ...]:
    return field.value if isinstance(field.value, tuple) else (field.value,)
