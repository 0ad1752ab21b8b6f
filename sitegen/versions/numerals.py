"""Numbers in words, scales, measures and currencies in the languages that figures are read in.

Languages are told by their small words, for "once" is eleven in Spanish and "cent" a hundred in French only.
"""

from __future__ import annotations

from collections.abc import Iterable

_SMALL_WORDS = {
    "en": frozenset(["the", "of", "and", "to", "was", "that", "said", "for", "with", "has"]),
    "de": frozenset(["der", "die", "das", "und", "den", "nicht", "mit", "sich", "wurden", "am", "dem", "sagte"]),
    "fr": frozenset(["le", "les", "des", "et", "une", "dans", "est", "du", "pour", "selon", "ont", "avons"]),
    "es": frozenset(["el", "los", "las", "y", "del", "una", "que", "por", "dijo", "con", "ningún"]),
}


def tongue(words: Iterable[str]) -> str:
    """The language whose small words are most among some folded words; English where none is.

    >>> tongue(["der", "deich", "und"]), tongue(["the", "dyke"]), tongue([])
    ('de', 'en', 'en')
    """
    known = frozenset(words)
    return max(_SMALL_WORDS, key=lambda name: len(known & _SMALL_WORDS[name]))


def _counted(*words: str, first: int = 0, step: int = 1) -> dict[str, int]:
    return {word: first + step * at for at, text in enumerate(words) for word in text.split("|")}


_EN = _counted(
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
) | _counted("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", first=20, step=10)  # fmt: skip
_DE = _counted(
    "null", "eins", "zwei", "drei", "vier", "fünf|fuenf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf|zwoelf", "dreizehn",
    "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
) | _counted("zwanzig", "dreißig|dreissig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig", first=20, step=10)  # fmt: skip
_DE |= {
    f"{one}und{ten}": _DE[ten] + value
    for ten in ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
    for one, value in {"ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9}.items()
}  # fmt: skip
_FR = _counted(
    "zéro", "un|une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze",
    "quinze", "seize",
) | _counted("vingt|vingts", "trente", "quarante", "cinquante", "soixante", first=20, step=10)  # fmt: skip
_ES = _counted(
    "cero", "un|uno|una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece", "catorce",
    "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés", "veinticuatro",
    "veinticinco",
) | _counted("treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa", first=30, step=10)  # fmt: skip
NUMERALS: dict[str, dict[str, int]] = {"en": _EN, "de": _DE, "fr": _FR, "es": _ES}

_SCALES_EN = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SCALES: dict[str, dict[str, int]] = {
    "en": _SCALES_EN | {"bn": 10**9, "tn": 10**12, "mn": 10**6},
    "de": {"dutzend": 12, "hundert": 100, "tausend": 10**3, "million": 10**6, "millionen": 10**6, "mio": 10**6, "milliarde": 10**9,
           "milliarden": 10**9, "mrd": 10**9, "billionen": 10**12},
    "fr": {"douzaine": 12, "cent": 100, "cents": 100, "mille": 10**3, "million": 10**6, "millions": 10**6, "milliard": 10**9,
           "milliards": 10**9, "mds": 10**9},
    "es": {"docena": 12, "cien": 100, "ciento": 100, "cientos": 100, "mil": 10**3, "millón": 10**6, "millones": 10**6},
}  # fmt: skip
STUCK_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12, "mio": 10**6, "mrd": 10**9}
"""Written to the digits; a lone "m" is a million only after a currency sign."""

_RANKS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
    "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
RANKS = {word: at for at, word in enumerate(_RANKS, 1)}
RANK_ENDS = frozenset(["st", "nd", "rd", "th", "er", "e", "ème", "eme"])

FRACTIONS = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "tenth": 10}
PERCENT_OF = {(1, 2): "50", (1, 4): "25", (3, 4): "75", (1, 5): "20", (1, 10): "10"}
VAGUE = {
    "dozens": "dozens", "scores": "scores", "hundreds": "hundreds", "thousands": "thousands", "millions": "millions", "billions": "billions",
    "dutzende": "dozens", "hunderte": "hundreds", "tausende": "thousands", "dizaines": "tens", "centaines": "hundreds", "milliers": "thousands",
    "decenas": "tens", "centenares": "hundreds", "miles": "thousands",
}  # fmt: skip
"""Counts that are no number; "miles" is one in Spanish only."""

_MEASURES = {
    "%": "% percent percentage pct prozent", "km": "km kms kilometre kilometres kilometer kilometers kilomètre kilomètres kilómetro kilómetros",
    "mile": "mile miles mi", "m": "metre metres meter meters mètre mètres metro metros", "cm": "cm centimetre centimetres centimeter centimeters",
    "mm": "mm millimetre millimetres millimeter millimeters", "kg": "kg kgs kilogram kilograms kilo kilos", "t": "tonne tonnes tonnen ton tons toneladas",
    "g": "gram grams gramme grammes", "lb": "lb lbs", "ft": "ft foot feet", "inch": "inch inches", "ha": "ha hectare hectares hektar hectáreas",
    "acre": "acre acres", "l": "litre litres liter liters", "mw": "mw megawatt megawatts", "gw": "gw gigawatt gigawatts", "kph": "kph kmh",
    "mph": "mph", "°": "c f degree degrees celsius grad degrés grados", "$": "$ dollar dollars dólares", "€": "€ euro euros eur",
    "£": "£ pound pounds sterling gbp", "¥": "¥ yen", "₹": "₹ rupee rupees rs", "chf": "chf franc francs franken",
}  # fmt: skip
MEASURES = {word: name for name, words in _MEASURES.items() for word in words.split()}
CURRENCY = frozenset("€$£¥₹")
STYLE_MEASURES = {
    word: name for word, name in MEASURES.items() if word not in ("c", "f", "rs", "mi", "t", "ton", "foot")
}
"""Those that mean the same wherever they stand, without a figure beside them."""
