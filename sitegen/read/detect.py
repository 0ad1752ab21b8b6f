"""Which encoding unlabelled bytes are in, once it is known that they are not UTF-8.

General detectors take short Western text for Central European too often (of spaCy's example sentences in
24 encodings of 36 languages charset-normalizer decodes 62% exactly one by one and 75% eight at a time, this
92% and all), so the question is put the other way round: under which encoding are the letters those of one language, in plausible case and proportion? Each
candidate is scored from 0 to 1. Candidates close to the best are told apart by the language that the words
themselves are in; then the first wins, so the order is by how common they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

# Bytes that in windows-1252 are typographic marks and signs. English text has no others.
_MARKS_ONLY = re.compile(rb"[\x00-\x7f\x80\x85\x91-\x97\x99\xa0\xa3\xa7\xa9\xab\xae\xb0\xb4\xb7\xbb]*\Z")
_TAGS = re.compile(rb"<[^<>]*>")

_WESTERN = {
    "fr": "àâæçèéêëîïôœùûüÿ", "de": "äöüß", "es": "áéíñóúü", "pt": "àáâãçéêíóôõúü", "it": "àèéìíîòóùú", "sv": "åäöéü", "da": "æøåé",
    "nb": "æøåéòô", "fi": "äöå", "nl": "áéëïóöüçè", "is": "áæéíðóöúýþ", "ca": "àçéèíïóòúü·", "en": "éèëïçñöüôáíó",
}  # fmt: skip
_CENTRAL = {
    "pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű", "ro": "ăâîşţșț", "hr": "čćđšž",
    "sl": "čšž", "bs": "čćđšž", "sr": "čćđšž", "sq": "ëç",
}  # fmt: skip
_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
_CYRILLIC = {
    "ru": _RUSSIAN, "uk": _RUSSIAN + "іїєґ", "be": _RUSSIAN + "іў", "bg": _RUSSIAN, "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
}  # fmt: skip
_GREEK = {"el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"}
_ARABIC = {
    "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْـ",
    "fa": "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکكگلمنهویي",
    "ur": "ءآأؤئابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکكگلمنںوہھیے",
}
_HEBREW = {"he": "אבגדהוזחטיךכלםמןנסעףפץצקרשת"}
_THAI = {"th": "".join(map(chr, range(0x0E01, 0x0E5C)))}
_BALTIC = {"lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "et": "äõöüšž"}
_TURKISH = {"tr": "çğıiöşüâîû"}
_LATIN = (_WESTERN, _CENTRAL, _BALTIC, _TURKISH)

SINGLE: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("cp1252", _WESTERN), ("cp1250", _CENTRAL), ("cp1251", _CYRILLIC), ("iso8859-15", _WESTERN),
    ("iso8859-2", _CENTRAL), ("cp1254", _TURKISH), ("koi8-r", {"ru": _RUSSIAN}), ("koi8-u", _CYRILLIC), ("cp1253", _GREEK),
    ("iso8859-7", _GREEK), ("cp1256", _ARABIC), ("iso8859-6", _ARABIC), ("cp1255", _HEBREW), ("iso8859-5", _CYRILLIC),
    ("cp866", _CYRILLIC), ("cp1257", _BALTIC), ("cp874", _THAI), ("mac-roman", _WESTERN), ("cp850", _WESTERN), ("cp852", _CENTRAL),
    ("mac-cyrillic", _CYRILLIC),
)  # fmt: skip
"""Single-byte encodings, each with the letters above 127 of the languages written in it."""

# Signs that any language uses. Between two letters only the apostrophe is one.
_SIGNS = frozenset("“”‘’„‚–—…«»‹›• €£¥§©®°¡¿·´™№،؛؟ـ")
_VOWELS = {"ru": (re.compile("[аеёиоуыэюяіїєў]"), 0.33), "el": (re.compile("[αεηιουωάέήίόύώ]"), 0.42)}
"""The vowels of a script, and their least share: other scripts that are read as it have fewer."""

# A Latin letter inside a word of another script: the mark of a wrong encoding.
_MIXED = re.compile(r"[A-Za-z](?=[\u0370-\u0e7f])|[\u0370-\u0e7f](?=[A-Za-z])")
_ASCII_LETTERS = re.compile("[A-Za-z]")
_ASIAN_SIGNS = re.compile(r"[\u3000-\u303f\uff00-\uffef\u2010-\u2026・ー]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_LEAST_ASIAN = 0.15
_GOOD_ENOUGH = 0.8
_CLOSE = 0.08


def detect(sample: bytes) -> str:
    """Python's name of the likeliest encoding; windows-1252 where nothing speaks for another."""
    if _MARKS_ONLY.match(sample):
        return "cp1252"
    sample = _TAGS.sub(b" ", sample)
    scores = list(_scores(sample))
    best = max(score for _, score, _ in scores)
    if best < _GOOD_ENOUGH:
        return _asked(sample)
    first, alphabets = next((name, known) for name, score, known in scores if score >= best - 0.005)
    close = [(name, known) for name, score, known in scores if score > best - _CLOSE and known in _LATIN]
    return first if alphabets not in _LATIN or len(close) < 2 else _by_language(sample, close, first)


def contradicted(name: str, sample: bytes) -> bool:
    """Whether a stated encoding makes nonsense of the text while another one fits."""
    scores = {known: score for known, score, _ in _scores(_TAGS.sub(b" ", sample))}
    return not _MARKS_ONLY.match(sample) and scores.get(name, 1.0) < 0.5 and max(scores.values()) > 0.9


def _by_language(sample: bytes, close: list[tuple[str, Mapping[str, str]]], first: str) -> str:
    """Of close candidates, the one under which the words are in a language that is written in it."""
    from py3langid import classify

    for name, alphabets in sorted(close, key=lambda pair: pair[0] != first):
        if str(classify(sample.decode(name, "replace"))[0]) in alphabets:
            return name
    return first


def _asked(sample: bytes) -> str:
    """A general detector, for what the tables do not know."""
    from charset_normalizer import from_bytes

    found = from_bytes(sample).best()
    return found.encoding if found is not None and found.encoding != "ascii" else "cp1252"


def _scores(sample: bytes) -> Iterator[tuple[str, float, Mapping[str, str]]]:
    for name, score in _MULTI:
        text = sample.decode(name, "replace")
        asian = sum(c > "\x7f" for c in text) * 2 >= len(sample) * _LEAST_ASIAN
        yield name, score(text) if asian else 0.0, {}
    for name, alphabets in SINGLE:
        yield name, _letters(sample.decode(name, "replace"), alphabets), alphabets


def _letters(text: str, alphabets: Mapping[str, str]) -> float:
    """The share of characters above 127 that one language uses, less what stands in impossible case or company."""
    high = [c for i, c in enumerate(text) if c > "\x7f" and not (c in _SIGNS and (c == "’" or not _inside(text, i)))]
    if not high:
        return 0.5
    lower = [c.lower() for c in high]
    single = max(sum(c in alphabet for c in lower) for alphabet in alphabets.values())
    mixed = sum(c in set().union(*alphabets.values()) for c in lower) * 0.97
    wrong = _jumps(text)
    if alphabets in _LATIN and len(high) > len(_ASCII_LETTERS.findall(text)):
        wrong += len(high) // 2  # in Latin script most letters are plain ones
    if alphabets not in _LATIN and high[0] > "\u024f":
        wrong += len(_MIXED.findall(text))
    score = (max(single, mixed) - wrong) / len(high)
    language = next((language for language in _VOWELS if language in alphabets), None)
    return score - 0.3 if language and _unlike(language, high) else score


def _unlike(language: str, letters: list[str]) -> bool:
    """Hardly a vowel, or all capitals: another script read as Cyrillic or Greek."""
    vowels, least = _VOWELS[language]
    few = len(vowels.findall("".join(letters).lower())) < len(letters) * least
    return len(letters) > 15 and (few or sum(c.isupper() for c in letters) > len(letters) * 0.7)


def _inside(text: str, i: int) -> bool:
    return text[i - 1 : i].isalpha() and text[i + 1 : i + 2].isalpha()


def _jumps(text: str) -> int:
    """Places where a capital above 127 follows a small letter: the mark of a wrong encoding."""
    return sum(b > "\x7f" and b.isupper() and a.islower() for a, b in pairwise(text))


def _asian(codec: str, common: range, *, kana: bool = False) -> Callable[[str], float]:
    """How much of the text is in the everyday half of an East Asian character set, which is arranged
    by frequency: `common` are the lead bytes of that half in `codec`."""

    def score(text: str) -> float:
        high = re.sub(r"[\0-\x7f]+", "", text)
        kanas, signs = len(_KANA.findall(high)), len(_ASIAN_SIGNS.findall(high))
        rest = re.sub(r"[\u3000-\u30ff\uff00-\uffef\u2010-\u2026]+", "", high)
        good = sum((c.encode(codec, "ignore") or b"\0")[0] in common for c in rest)
        share = (good + signs + kanas * kana) / max(1, len(rest) + signs + kanas)
        return share if not kana or kanas * 10 > len(high) else share * 0.5

    return score


_MULTI: tuple[tuple[str, Callable[[str], float]], ...] = (
    ("cp949", _asian("euc_kr", range(0xB0, 0xC9))),
    ("euc_jp", _asian("euc_jp", range(0xB0, 0xD0), kana=True)),
    ("cp932", _asian("shift_jis", range(0x88, 0x98), kana=True)),
    ("gb18030", _asian("gb2312", range(0xB0, 0xD8))),
    ("big5hkscs", _asian("big5", range(0xA4, 0xC7))),
)
