"""Encodings: marks, declarations that lie, detection."""

from __future__ import annotations

import pytest

from sitegen import read
from sitegen.read.charset import ALLOWED, SPOKEN, codec
from sitegen.read.options import ContentOptions

PARAGRAPH = {
    "en": "The minister said it was “a sad day” for the town — the café on Main Street, open since 1921, is closed.",
    "fr": "Le maire a déclaré que l’été avait été très difficile : « Nous avons perdu la moitié de la récolte », a-t-il ajouté.",
    "de": "Die Behörden in München erklärten, der Fluss sei über die Ufer getreten; für Fußgänger bleibt die Brücke gesperrt.",
    "es": "El alcalde señaló que mañana empezará la reconstrucción del puente; según él, los daños son millonarios en la región.",
    "ru": "Мэр города заявил, что мост будет восстановлен к концу года. По его словам, ущерб оценивается в миллионы рублей.",
    "el": "Ο δήμαρχος δήλωσε ότι η γέφυρα θα επισκευαστεί μέχρι το τέλος του έτους, όπως μεταδίδει το πρακτορείο ειδήσεων.",
    "pl": "Burmistrz oświadczył, że most zostanie odbudowany do końca roku. Według niego straty są ogromne, a żniwa przepadły.",
    "ar": "قال رئيس البلدية إن الجسر سيعاد بناؤه قبل نهاية العام، وأضاف أن الأضرار تقدر بالملايين في المنطقة.",
    "ja": "市長は、橋は年末までに復旧すると述べた。被害額は数百万円に上るという。住民は避難を続けている。",
    "zh": "市长表示，大桥将在年底前修复。他说，损失估计达数百万元，当地居民仍在疏散。新华社记者报道。",
    "ko": "시장은 다리가 연말까지 복구될 것이라고 말했다. 피해액은 수백만 원에 이를 것으로 추산된다고 덧붙였다.",
    "tr": "Belediye başkanı, köprünün yıl sonuna kadar onarılacağını söyledi. Şehirde yaşayan binlerce kişi için güç bir kış olacak.",
}

MARKED = ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"]
LEGACY = [
    ("en", "cp1252"), ("fr", "cp1252"), ("fr", "iso8859-15"), ("de", "cp1252"), ("es", "iso8859-1"), ("ru", "cp1251"), ("ru", "koi8-r"),
    ("el", "cp1253"), ("pl", "cp1250"), ("pl", "iso8859-2"), ("ar", "cp1256"), ("ja", "shift_jis"), ("ja", "euc_jp"), ("zh", "gb18030"),
    ("ko", "cp949"), ("tr", "cp1254"), ("tr", "iso8859-9"),
]  # fmt: skip


def ascii_where_needed(text: str, encoding: str) -> str:
    """The text as people who write in an older encoding write it."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(str.maketrans("’“”«»—", '\'""""-'))
    return text


@pytest.mark.parametrize("encoding", MARKED)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_utf_of_any_width_is_read_silently(reading, encoding, language):
    outcome = reading("a.txt", PARAGRAPH[language].encode(encoding))
    assert outcome.only.body == PARAGRAPH[language] and not outcome.problems


@pytest.mark.parametrize(("language", "encoding"), LEGACY)
def test_legacy_text_is_detected_and_the_guess_reported(reading, language, encoding):
    text = ascii_where_needed(PARAGRAPH[language], encoding)
    outcome = reading("a.txt", (text + "\n").encode(encoding) * 5)
    assert outcome.only.body == (text + "\n") * 5
    assert outcome.rules == ["encoding"]


@pytest.mark.parametrize(
    ("language", "encoding"), [("ru", "cp1251"), ("ja", "shift_jis"), ("pl", "iso8859-2"), ("fr", "iso8859-1")]
)
def test_a_declared_charset_is_believed_where_it_decodes(reading, language, encoding):
    text = ascii_where_needed(PARAGRAPH[language], encoding)
    page = f'<html><head><meta charset="{encoding}"></head><body><p>{text}</p></body></html>'
    outcome = reading("a.html", page.encode(encoding))
    assert text in outcome.only.raw and not outcome.problems


@pytest.mark.parametrize("lie", ["iso-8859-1", "shift_jis", "utf-16", "utf-7", "rot13", "unicode_escape", "nonsense"])
def test_utf8_under_a_lying_charset_is_read_as_utf8(reading, lie):
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={lie}"><p>{PARAGRAPH["fr"]}</p>'
    assert PARAGRAPH["fr"] in reading("a.html", page).only.raw


def test_a_few_stray_bytes_do_not_turn_utf8_into_something_else(reading):
    data = (PARAGRAPH["fr"] + "\n").encode() * 4 + b"a stray \x93quote\x94\n"
    outcome = reading("a.txt", data)
    assert outcome.only.body.endswith("a stray “quote”\n") and PARAGRAPH["fr"] in outcome.only.body
    assert [(p.rule, p.line) for p in outcome.problems] == [("encoding", 5)]


def test_the_owner_may_name_the_encoding(reading):
    data = PARAGRAPH["ru"].encode("koi8-r")
    assert reading("a.txt", data, ContentOptions(encoding="koi8-r")).only.body == PARAGRAPH["ru"]


def test_any_bytes_at_all_are_read_or_refused(reading):
    for data in (b"\xff\xfe\x00\xd8ab", b"\xef\xbb\xbf\xff text", b"a\xff\xfeb text", b"\xfe\xff\xdc"):
        outcome = reading("a.txt", data)
        assert outcome.documents or outcome.problems


@pytest.mark.parametrize(
    ("language", "encoding"), [("ru", "cp1251"), ("ja", "shift_jis"), ("el", "cp1253"), ("zh", "gb18030")]
)
def test_a_declaration_that_makes_nonsense_of_the_text_is_not_believed(reading, language, encoding):
    page = f'<html><head><meta charset="iso-8859-1"></head><body><p>{PARAGRAPH[language]}</p></body></html>'
    outcome = reading("a.html", page.encode(encoding))
    assert PARAGRAPH[language] in outcome.only.raw
    assert outcome.rules == ["encoding"] and "does not fit" in outcome.problems[0].reason


def test_a_few_foreign_names_do_not_contradict_a_declaration(reading):
    page = '<meta charset="iso-8859-1"><p>Zo\xeb met \xdeorbj\xf6rg in \xc5rhus; the price rose \xb15% to \xa320.</p>'
    outcome = reading("a.html", page.encode("latin-1"))
    assert "Zoë met Þorbjörg in Århus" in outcome.only.raw and not outcome.problems


def test_the_owners_encoding_can_be_checked():
    assert read.check_encoding("KOI8-R") is None and read.check_encoding("") is None
    assert "koi9" in (read.check_encoding("koi9") or "") and read.check_encoding("rot13")


def test_the_owners_encoding_does_not_harm_what_is_utf8_or_in_another_encoding_that_shows(reading):
    options = ContentOptions(encoding="koi8-r")
    assert reading("a.txt", PARAGRAPH["fr"], options).only.body == PARAGRAPH["fr"]
    assert reading("a.txt", PARAGRAPH["fr"].encode("utf-16"), options).only.body == PARAGRAPH["fr"]
    line = '{"text": "' + PARAGRAPH["ru"] + '"}'
    assert reading("a.jsonl", (line + "\n" + line).encode("koi8-r"), options).documents[1].body == PARAGRAPH["ru"]
    assert reading("a.json", f"[{line}]".encode("koi8-r"), options).only.body == PARAGRAPH["ru"]


def test_iso_2022_jp(reading):
    assert reading("a.txt", PARAGRAPH["ja"].encode("iso2022_jp")).only.body == PARAGRAPH["ja"]


def test_every_name_that_is_shown_is_one_that_is_understood():
    assert all(codec(spoken) == name for name, spoken in SPOKEN.items() if name in ALLOWED)
    assert codec("x-sjis") == "cp932" and codec("macintosh") == "mac-roman"
