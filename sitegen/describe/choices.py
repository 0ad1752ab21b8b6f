"""How each field is chosen among its candidates."""

from __future__ import annotations

import msgspec

from sitegen.clean.wire.agencies import BY_SPELLING
from sitegen.clean.wire.places import is_known, usual_capitals
from sitegen.describe.evidence import Case, valued
from sitegen.describe.language import detect_language
from sitegen.describe.names import is_initials, split_byline
from sitegen.describe.titles import plain_name, supplied_title, tidy_title
from sitegen.describe.when import choose_dates
from sitegen.model import Field

__all__ = [
    "choose_agencies", "choose_byline", "choose_dates", "choose_labels", "choose_language", "choose_outlet", "choose_rest", "choose_title",
]  # fmt: skip

SELF_REFERENCE = "self-reference"
_AS_THEY_ARE = ("id", "section", "url", "rights", "correction", "description")


def choose_rest(case: Case) -> None:
    """Fields that need no thought: the most trusted candidate."""
    for name in _AS_THEY_ARE:
        found = case.candidates(name)
        if found:
            case.choose(found[0], found)
    places = [
        valued(field, usual_capitals(str(field.value).split(",")[0].strip()))
        for field in case.candidates("dateline_place")
    ]
    case.choose(places[0] if places else None, places)


def choose_outlet(case: Case) -> None:
    """By the archivist's table where it knows the name or the host, else as written."""
    found = [_tabled(case, field) for field in case.candidates("outlet")]
    url = case.chosen.get("url")
    at = case.outlets.at(case.value("url")) if url else None
    if at and url:
        found.append(Field("outlet", at.name, url.basis, "outlet-by-host", case.value("url"), url.line))
    if found:
        case.choose(found[0], found)


def _tabled(case: Case, field: Field) -> Field:
    outlet = case.outlets.named(field.value) if isinstance(field.value, str) else None
    return valued(field, outlet.name) if outlet else field


def choose_language(case: Case) -> None:
    """As given, else as the text shows, else as the options say."""
    found = [valued(field, code) for field in case.candidates("language") if (code := _two_letters(field))]
    detected = detect_language(case.article.text)
    if detected:
        lede = case.article.text[:60]
        found.append(Field("language", detected[0], "inferred", detected[1], lede))
    elif case.options.language:
        found.append(Field("language", case.options.language, "supplied", "language-option"))
    if found:
        case.choose(found[0], found)


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
    found = [(field, split_byline(field.value)) for field in case.candidates("byline")]
    signed = [(field, names) for field, names in found if names]
    personal = [
        (field, people) for field, names in signed if (people := tuple(n for n in names if _is_person(case, n)))
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


def choose_agencies(case: Case) -> None:
    """Datelines, credits and sign-offs together; else what the copy calls itself, if nobody else
    signs for it."""
    found = [*case.candidates("agencies"), *_agencies_as_authors(case)]
    credits = [field for field in found if field.rule != SELF_REFERENCE]
    if credits:
        outlet = plain_name(case.value("outlet"))
        all_names = (name for field in credits for name in _usual_names(field))
        names = tuple(dict.fromkeys(name for name in all_names if name in BY_SPELLING or plain_name(name) != outlet))
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


def _usual_names(field: Field) -> tuple[str, ...]:
    names = field.value if isinstance(field.value, tuple) else (field.value,)
    return tuple(BY_SPELLING.get(name.strip(), name.strip()) for name in names)


def _agencies_as_authors(case: Case) -> list[Field]:
    """A record whose author or source is "AFP" says whose copy it is."""
    found = []
    for field in case.candidates("byline") or case.candidates("outlet"):
        written = split_byline(field.value)
        names = tuple(dict.fromkeys(BY_SPELLING[name] for name in written if name in BY_SPELLING))
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
