"""Which encoding unlabelled bytes are in, once it is known that they are not UTF-8.

General detectors take short Western text for Central European too often, so the question is put the
other way round: under which encoding are the letters those of one language, in plausible case? Each
candidate is scored from 0 to 1; the first of the best wins, so the order is by how common they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

# Bytes that in windows-1252 are typographic marks and signs. English text has no others.
_MARKS_ONLY = re.compile(rb"[\x00-\x7f\x80\x85\x91-\x97\x99\xa0\xa3\xa7\xa9\xab\xae\xb0\xb4\xb7\xbb]*\Z")

_WESTERN = (
    "àâæçèéêëîïôœùûüÿ", "äöüß", "áéíñóúü", "àáâãçéêíóôõúü", "àèéìíîòóùú", "åäöéæøü", "áéëïóöüçè", "áæéíðóöúýþ", "àçéèíïóòúü·",
)  # fmt: skip
_CENTRAL = ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţșț", "čćđšž", "äöüß", "ëç")
_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
_CYRILLIC = (_RUSSIAN, _RUSSIAN + "іїєґ'", _RUSSIAN + "іў", "абвгдђежзијклљмнњопрстћуфхцчџш", _RUSSIAN + "ѓѕјљњќџ")
_GREEK = ("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",)
_ARABIC = ("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْـپچژگکی",)
_HEBREW = ("אבגדהוזחטיךכלםמןנסעףפץצקרשת",)
_THAI = ("".join(map(chr, range(0x0E01, 0x0E5C))),)

SINGLE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cp1252", _WESTERN), ("cp1250", _CENTRAL), ("cp1251", _CYRILLIC), ("iso8859-15", _WESTERN), ("iso8859-2", _CENTRAL),
    ("cp1254", ("çğıöşüâî",)), ("koi8-r", (_RUSSIAN,)), ("koi8-u", _CYRILLIC), ("cp1253", _GREEK), ("iso8859-7", _GREEK),
    ("cp1256", _ARABIC), ("iso8859-6", _ARABIC), ("cp1255", _HEBREW), ("iso8859-5", _CYRILLIC), ("cp866", _CYRILLIC),
    ("cp1257", ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž")), ("cp874", _THAI), ("mac-roman", _WESTERN), ("cp850", _WESTERN),
    ("cp852", _CENTRAL), ("mac-cyrillic", _CYRILLIC),
)  # fmt: skip
"""Single-byte encodings, each with the letters above 127 of the languages written in it."""

# Signs that any language uses. Between two letters only the apostrophe is one.
_SIGNS = frozenset("“”‘’„‚–—…«»‹›• €£¥§©®°¡¿·´™№،؛؟ـ")
_ASIAN_SIGNS = re.compile(r"[\u3000-\u303f\uff00-\uffef\u2010-\u2026・ー]")
_KANA = re.compile(r"[\u3040-\u30ff]")
# A Latin letter inside a word of another script: the mark of a wrong encoding.
_MIXED = re.compile(r"[A-Za-z](?=[\u0370-\u0e7f])|[\u0370-\u0e7f](?=[A-Za-z])")
_GOOD_ENOUGH = 0.8


def detect(sample: bytes) -> str:
    """Python's name of the likeliest encoding; windows-1252 where nothing speaks for another."""
    if _MARKS_ONLY.match(sample):
        return "cp1252"
    best, score = "cp1252", 0.0
    for name, value in _scores(sample):
        if value > score + 0.005:
            best, score = name, value
    return best if score >= _GOOD_ENOUGH else _asked(sample, best)


def _asked(sample: bytes, best: str) -> str:
    """A general detector, for what the tables do not know."""
    from charset_normalizer import from_bytes

    found = from_bytes(sample).best()
    return found.encoding if found is not None and found.encoding != "ascii" else best


def _scores(sample: bytes) -> Iterator[tuple[str, float]]:
    for name, score in _MULTI:
        try:
            yield name, score(sample.decode(name, "replace"))
        except LookupError:  # pragma: no cover - every Python has these
            continue
    for name, alphabets in SINGLE:
        yield name, _letters(sample.decode(name, "replace"), alphabets)


def _letters(text: str, alphabets: tuple[str, ...]) -> float:
    """The share of characters above 127 that one language uses, less what stands in impossible case."""
    signs = _SIGNS.__contains__
    high = [c for i, c in enumerate(text) if c > "\x7f" and not (signs(c) and (c == "’" or not _inside(text, i)))]
    if not high:
        return 0.5
    lower = [c.lower() for c in high]
    single = max(sum(c in alphabet for c in lower) for alphabet in alphabets)
    mixed = sum(c in set().union(*alphabets) for c in lower) * 0.97
    wrong = _MIXED.findall(text) if alphabets[0][0] > "\u024f" else ()
    return (max(single, mixed) - _jumps(text) - len(wrong)) / len(high)


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
        if not high:
            return 0.0
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
