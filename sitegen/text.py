"""Small pure functions on text that more than one stage needs. Imports nothing of ours."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
"""A word: letters and digits, with inner apostrophes."""


def fold(text: str) -> str:
    """For comparing: NFKD without combining marks, casefolded, white space folded.

    >>> fold("Erdoğan  ")
    'erdogan'
    """
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def count_words(text: str) -> int:
    return len(WORD.findall(text))


_MONTH_NAMES = (
    "january jan janvier janv enero ene januar janner gennaio gen janeiro januari gener ianuarie ian tammikuuta "
    "tammikuu stycznia styczen ledna leden januara sijecnja ocak января январь янв січня січень януари јануар ιανουαριου "
    "ιανουαριοσ ינואר يناير ژانویه جنوری जनवरी جانفي",
    "february feb fevrier fevr fev febrero februar feber febbraio fevereiro februari febrer februarie helmikuuta "
    "helmikuu lutego luty unora unor februara subat февраля февраль февр лютого лютии февруари фебруар φεβρουαριου "
    "φεβρουαριοσ פברואר فبراير فوریه فروری फरवरी شباط فيفري",
    "march mar mars marzo marz mrz marco maart mrt marc martie marta marts maaliskuuta maaliskuu marca marzec brezna "
    "brezen marec marcius mart ozujka maret machi марта март мар березня березень μαρτιου μαρτιοσ מרץ مارس مارچ मारच اذار",
    "april aprila travnja apr avril avr abril abr aprile aprilie huhtikuuta huhtikuu kwietnia kwiecien dubna duben aprila aprilis "
    "nisan aprili апреля апрель апр квітня квітень април απριλιου απριλιοσ אפריל ابريل اوریل اپریل अपरैल نيسان افريل",
    "may svibnja mai mayo maggio mag maio mei maig maj toukokuuta toukokuu maja kvetna kveten majus mayıs мая маи травня "
    "травень мај μαιου μαιοσ מאי مايو ميی मई ايار ماي",
    "june lipnja jun juin junio juni giugno giu junho juny iunie iun kesakuuta kesakuu czerwca czerwiec cervna cerven juna "
    "junius junij haziran июня июнь июн червня червень юни јун ιουνιου ιουνιοσ יוני يونيو ژوين جون जून حزيران جوان",
    "july srpnja jul juillet juil julio juli luglio lug julho juliol iulie iul heinakuuta heinakuu lipca lipiec cervence "
    "cervenec jula julius julij temmuz julai июля июль июл липня липень юли јул ιουλιου ιουλιοσ יולי يوليو ژويیه "
    "جولايی जुलाई تموز جويلية",
    "august kolovoza avgusta aug aout agosto ago augustus agost augusti elokuuta elokuu sierpnia sierpien srpna srpen augusta "
    "augusztus avgust agustos agu agustus agosti августа август авг серпня серпень αυγουστου αυγουστοσ אוגוסט "
    "اغسطس اوت اگست अगसत اب",
    "september rujna sep sept septembre septiembre setiembre settembre set setembro setembre septembrie syyskuuta syyskuu "
    "wrzesnia wrzesien zari septembra szeptember eylul septemba сентября сентябрь сент вересня вересень септември "
    "септембар σεπτεμβριου σεπτεμβριοσ ספטמבר سبتمبر سپتامبر ستمبر सितंबर ايلول",
    "october oct octobre octubre oktober okt ottobre ott outubro octombrie lokakuuta lokakuu pazdziernika "
    "pazdziernik rijna rijen oktobra ekim oktoba октября октябрь окт жовтня жовтень октомври октобар οκτωβριου "
    "οκτωβριοσ אוקטובר اكتوبر اکتبر اکتوبر अकटूबर",
    "november studenoga studenog nov novembre noviembre novembro noiembrie marraskuuta marraskuu listopada listopad listopadu novembra "
    "kasım novemba ноября ноябрь нояб листопада листопад ноември новембар νοεμβριου νοεμβριοσ נובמבר نوفمبر نوامبر "
    "نومبر नवंबर",
    "december prosinca dec decembre diciembre dic dezember dez dicembre dezembro desembre decembrie desember des joulukuuta "
    "joulukuu grudnia grudzien prosince prosinec decembra aralık disember desemba декабря декабрь дек грудня "
    "грудень декември децембар δεκεμβριου δεκεμβριοσ דצמבר ديسمبر دسامبر دسمبر दिसंबर",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
"""Month names and usual abbreviations of some thirty languages (from CLDR), folded, to 1…12."""


def month_number(word: str) -> int | None:
    """The month that a word names, in whatever language; None when it names none.

    >>> month_number("Déc."), month_number("März"), month_number("أبريل"), month_number("word")
    (12, 3, 4, None)
    """
    return MONTHS.get(fold(word).rstrip("."))


def excerpt(text: str, most: int = 60) -> str:
    """The first `most` words, with an ellipsis where something was left out."""
    found = list(WORD.finditer(text))
    return text if len(found) <= most else text[: found[most - 1].end()] + " …"
