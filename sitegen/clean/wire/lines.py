"""Whole lines that are no body text: how they look, where they may stand, and what they tell.

Each entry is one rule: a name, a pattern that the whole line must match, and where it applies. A
pattern's named groups become candidate fields (`byline`, `published`, `agencies`, `rights` …).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

import msgspec

from sitegen.clean.draft import Draft
from sitegen.clean.wire.agencies import agencies_in, agencies_only
from sitegen.clean.wire.calendar import holds_date, is_weekday
from sitegen.clean.wire.credits import NO_AGENCY
from sitegen.clean.wire.line_words import (
    ABOUT,
    ADVERT,
    BYLINE,
    COMMENTS,
    CONSENT,
    CONSENT_SIGNS,
    CORRECTION,
    CORRESPONDENT,
    DESK_NOTES,
    EDITED_BY,
    ENDING,
    FOOTER,
    LABELS,
    MEDIA,
    NEWSLETTER,
    PUBLISHED,
    READ_MORE,
    RELATED,
    RIGHTS,
    RIGHTS_SIGNS,
    SHARE,
    SIGNED_BY,
    SOURCE,
    STRONG_READ_MORE,
    TAGS,
    TELEGRAPHED,
    UPDATED,
)
from sitegen.clean.wire.places import is_known, usual_name
from sitegen.model import LIST_FIELDS
from sitegen.text import month_number

Place = Literal["head", "tail", "anywhere", "closing"]
"""`closing` is for headings after which nothing of the article comes."""


_OLDEST_STAMP = 60
MOST_DATE_WORDS = 9
LONGEST_INITIALS = 40
MOST_SIGNATURE_LETTERS = 60
MOST_SIGNATURE_WORDS = 6
"""A byline that ends with a full stop is no longer than this."""


class LineRule(msgspec.Struct, frozen=True):
    """`longest` is how many characters such a line has at most; `cuts_rest` marks a heading after which
    nothing of the article comes; `below_title` one that above the title would be the title (`Two Killed in Paris`);
    `holds` signs in small letters, one of which such a line has: they spare patterns that look far ahead."""

    name: str
    pattern: str
    places: tuple[Place, ...]
    longest: int = 200
    cuts_rest: bool = False
    below_title: bool = False
    holds: tuple[str, ...] = ()

    def may_match(self, small: str) -> bool:
        """Whether a line, in small letters, holds a sign without which the pattern need not be tried."""
        return not self.holds or any(sign in small for sign in self.holds)

    def match(self, text: str) -> re.Match[str] | None:
        return _compiled(self.pattern).fullmatch(text) if len(text) <= self.longest else None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_NAME_WORD = (
    r"(?:(?:de|del|della|di|da|dos|du|van|von|der|den|bin|ibn|ben|al|el|le|la|ter|af|zu)[ -]){0,2}[^\W\d_a-z][\w.'’-]*"
)
PERSON = rf"{_NAME_WORD}(?:[ ]{_NAME_WORD}){{1,4}}"
_PEOPLE = rf"{PERSON}(?:(?:, | and | & | et | y | e | und |, and | / |/){PERSON})*"
_DATE_TAIL = r"[^.!?؟|]{0,20}?\d[^!?؟|]{1,60}"
_WIRES = r"(?:AFP|AP|Reuters|dpa|EFE|ANSA|Lusa|Belga|ANP|AFP Relaxnews|[Aa]gences|[Aa]gencies|[Aa]gencias|[Aa]genturen)"
_WIRE = r"(?:(?P<agencies>AFP|Reuters|AP|dpa|EFE|Xinhua|ANSA)[ ,|–-]+)?"
_AGENCY_LINE = r"(?:[A-Z][\w.'’&-]*|\(c\)|©)(?:[ /&+,-]+(?:and |et |y |und )?[A-Z][\w.'’&-]*){0,5}"
_STAFF = (r"(?:[Ss]taff|[Ss]enior|[Cc]hief|[Ss]pecial|[Oo]ur|[Pp]olitical|[Bb]usiness|[Ff]oreign|[Ss]ports?)?[ -]?(?:[Ss]taff )?"
          r"(?:[Ww]riters?|[Rr]eporters?|[Cc]orrespondents?|[Ee]ditors?|[Jj]ournalists?|[Cc]olumnists?|[Bb]ureau|[Dd]esk|[Jj]ournalistes?|"
          r"[Cc]orrespondante?s?|[Ee]nvoyée?s? spécia(?:l|le|ux)|[Rr]édaction|[Cc]orresponsal(?:es)?|[Rr]edacción|[Rr]edaktion|[Kk]orrespondent(?:in)?|[Rr]edakteur(?:in)?|"
          r"[Rr]epórter(?:es)?|[Cc]orrespondentes?|[Ee]nviad[oa]s? especia(?:l|is|les)|[Rr]edactor(?:es|a|as)?|[Cc]orrispondent[ei]|[Ii]nviat[oi]|[Vv]erslaggever|[Cc]orrespondent|[Kk]orrespondents?|[Mm]uhabiri?|"
          r"[Кк]орреспондент|[Оо]бозреватель|[Dd]ziennikar[zk]a?)")  # fmt: skip

HEAD: tuple[LineRule, ...] = (
    LineRule("transmission-header", r"(?:ZCZC|SOH|STX|NNNN)\b.{0,40}", ("head", "tail"), 60),
    LineRule("transmission-header", r"[a-z]{3}\d{4} (?P<priority>\d) [a-z]{2} \d{1,4}(?: \S+)? ?(?:dpa|AFP|afp)? ?\d{0,4}", ("head",), 50),
    LineRule("transmission-header", r"[A-Z]{2,6} ?\d{3,5}(?: |-)(?P<priority>[1-8]) (?:[A-Z]{2,3} )?\d{2,4}(?: ?/?[\w /.-]*)?", ("head",), 80),
    LineRule("transmission-header", r"(?P<priority>[a-z]) ?[a-z] (?:(?:[ABCP][MCX]|bc|am|pm)[-–])?\S.{0,60} \d\d-\d\d \d{3,4}.{0,20}", ("head",), 110),
    LineRule("transmission-header", r"[A-Za-z]\d{3,4}(?:[- \w]{0,12})|[A-Za-z]\d{3,4} (?:BC|AM|PM)-\S.{2,60}|[a-z]{2,4}\d{4,8} -- .{2,60}|[A-Z]{2}\d{3,4}[AP][A-Z]{2,3}(?: .{0,15})?|\^.{2,100}<?|[•*]?\(?\d{2,4} words\)?|APnewsalert|\d{4} GMT.{0,30}", ("head",), 110),
    LineRule("transmission-date", r"[A-Za-z]{2,5}[- ](?:[A-Za-z]{2,3}-)?(?P<stamp>\d\d-\d\d-\d\d \d{4}[A-Z]{0,4})", ("head", "tail"), 40),
    LineRule("transmission-date", r"\d{1,2}[:.]?\d\d ?(?:LOCAL TIME|GMT|UTC|IST|[A-Z]{3,4})(?:[ ,/]+\d{1,2}[:.]?\d\d ?(?:GMT|UTC))?", ("tail",), 50),
    LineRule("transmission-date", r"(?P<stamp>\d{6}(?: ?(?:GMT|UTC|Z))? [^\W\d_]{3,4}\.? \d\d(?:\d\d)?)", ("head", "tail"), 40),
    LineRule("slug", r"(?:BC|AM|PM|CX|AP)[-–][A-Z][\w&'’.-]*(?:[, /–-].{0,60})?", ("head",), 90),
    LineRule("slug", r".{3,50}[, ](?:\d(?:st|nd|rd|th) ?)?(?:Ld|LD|Lead|NewsAlert|Write-?[Tt]hru)(?:[-, ].{0,30})?|[A-Z]\w+(?:-\w+){1,5}, ?(?:\d\w\w ?)?(?:lead|update|wrap|urgent|advancer|roundup|scene|profile|factbox|focus|newseries|correction)\w*", ("head",), 90),
    LineRule("slug", r"[A-Z][A-Z0-9'’&.]+(?:-[A-Z0-9'’&.]+)*/[A-Z0-9'’&. -]*(?: ?\([A-Z0-9 ,.;/]+\))?|[A-Z]{2,}(?:-[A-Z0-9]{2,}){1,4} ?\((?:UPDATE|PIX|TV|URGENT|LEAD|CORRECTED|WRAP|GRAPHIC|[A-Z]{4,})[A-Z0-9 ,.;/]*\)|[A-Z]{3,}(?:-[A-Z]{2,}){2,5}", ("head",), 90),
    LineRule("slug", r"(?:[A-ZÄÖÜ][\w-]+/){2,6}\S{0,20}", ("head",), 90),
    LineRule("pictures-note", rf"(?:=?[/(\[]{{1,3}}\s*(?:with |avec |con |mit )?(?:\d+ ?)?{MEDIA}\b[^/)\]]{{0,50}}[/)\]]{{1,3}}=?\s*){{1,4}}", ("head", "tail"), 90),
    LineRule("codes", r"\d{3,10}|\d{3,4}\*{2}\d{3,4}|\([a-z]{2,3}\)|[A-Z]{2}\d{3,4}[AP][A-Z]{2,3}(?: .{0,15})?|\(?PROFILE\b.{0,200}|[(\s]*(?:[A-Z][A-Z0-9]{2,}:[^;]{0,60}; ?){1,12}[)\s]*|(?:[<\[][A-Z][A-Z0-9 .&-]{1,20}[>\]] ?){1,12}|[A-Z]{2,4}\d{3,5} (?P<published>\d{4}-\d\d-\d\d/\d\d:\d\d)", ("head", "tail"), 240),
    LineRule("slug", r"\d{1,2} [A-Z]{3,10} [A-Z][\w/() -]{2,40}", ("head",), 70),
    LineRule("slug", r"[^\W\d_][\w'’]*(?:-[\w'’]+)+,\S.{0,30}", ("head",), 90),
    LineRule("slug", r"[^\W\d_]+(?:-[^\W_]+){2,6}(?:,[^\W\d_]+){0,3}", ("head",), 90),
    LineRule("breadcrumbs", r"(?:Home|Start(?:seite)?|Accueil|Inicio|Portada|Início|Главная|الرئيسية|ראשי|首页|ホーム|홈)(?:\s*[›»>/|·•→]\s*[^›»>/|]{2,40}){1,5}", ("head",), 140),
    LineRule("editors-note", r"(?:(?i:eds?)|(?i:editor['’]?s?['’]? notes?)|EDITORS?|Editors?['’]? ?[Nn]otes?|Editors?|Note to [Ee]ditors|NOTE TO EDITORS|Note aux rédactions|À l['’]attention des rédactions|Nota a los editores|Hinweis an die Redaktion(?:en)?|Achtung Redaktionen)\s*[:.–—-].{2,260}", ("head", "tail"), 300),
    LineRule("embargo", r"(?:EMBARGO(?:ED)?|Embargo(?:ed)?|SPERRFRIST|Sperrfrist|BAJO EMBARGO|SOUS EMBARGO)\b.{0,120}|(?:NOT FOR (?:PUBLICATION|BROADCAST)|For immediate release|FOR IMMEDIATE RELEASE)\b.{0,80}", ("head",), 150),
    LineRule("change-note", r"\((?:ATTN|Attn|Adds|Add|Updates?|UPDATES?|ADDS|Recasts|RECASTS|Repeats|REPEATS|Rewrites|Writes through|Removes|Releads|Leads with|New throughout|Changes|Refreshes|With (?:details|quotes|background)|Ajoute|Actualise|Actualisé|Précise|Añade|Actualiza|Amplía|Aktualisiert|Ergänzt|[Nn]eu:|Zusammenfassung|Wiederholung|Hintergrund|Überblick|Tagesüberblick|Mit (?:Zitat|Foto|Bild)\\w*)\b[^()]{2,240}\)", ("head",), 260),
    LineRule("correction-note", r"\((?P<correction>(?:Corrects?|CORRECTS?|Corrected|Refiles?|REFILES?|Clarifies|Fixes|Corrige|Korrigiert|Berichtigt|(?i:this (?:[A-Z]\w+\.? \d+ )?(?:story|article|version|item)\b[^()]{0,40}(?:correct|refile|amend|clarif)))[^()]{2,300})\)", ("head", "tail"), 340),
    LineRule("correction-note", rf"[(\[]?{CORRECTION}\b[^:–—-]{{0,40}}\s?[:–—-]\s?(?P<correction>.{{10,600}}?)\s*(?:[)\]]|///)?", ("head", "tail"), 660),
    LineRule("attention-note", r"(?:ATTENTION|ATENCIÓN|ACHTUNG|ATTENZIONE)\s*[-–—:].{2,150}|/{2,}.{2,150}|.{2,150}\s?/{3,}", ("head",), 170, holds=("//", "atten", "atenc", "achtung")),
    LineRule("correction-note", r"(?P<correction>This (?:article|story|report|piece|post)\b.{0,40}\b(?:was|has been|is) (?:amended|corrected|updated to correct|clarified|revised)\b.{3,500})", ("head", "tail"), 560),
    LineRule("correction-note", r"(?P<correction>(?:Corrects?|Corrected|Refiles|Clarifies|Fixes|Amends|Corrige|Rectifie|Korrigiert|Berichtigt)(?: to| in| dans| en| im)? [^()]{2,200}\b(?:paragraphs?|para|graphs?|graf|headline|head|lede|lead|intro|caption|byline|dateline|day|date|year|spelling|name|figure|amount|value|sum|age|title|quote|attribution|typo|paragraphe|titre|párrafo|titular|nombre|Absatz|Titel|Überschrift|Name|Zahl)\b[^()]{0,200})", ("head",), 340),
    LineRule("label", rf"[\[(*+\s]*(?P<labels>{LABELS})[\])*+:!\s-]*", ("head",), 40),
    LineRule("telegraphed", rf"[(\[]?{TELEGRAPHED}\.?[)\]]?", ("head",), 80),
    LineRule("byline-role", rf"[(\[]?{CORRESPONDENT}[)\].:]*", ("head",), 120),
    LineRule("byline-role", r"[(\[]?(?i:special(?: cable| dispatch| despatch| correspondence| telegram| wireless)? (?:to|for)) (?P<outlet>(?:[Tt]he |THE )?[A-Z][^.:]{2,58}?)[.)\]:]*", ("head",), 90),
    LineRule("byline", rf"{SIGNED_BY}\s*(?P<byline>{_PEOPLE})", ("head", "tail"), 100),
    LineRule("byline", rf"(?:By|Par|Por|Von|De|Di)\s+(?P<byline>{PERSON})\s+(?P<agencies>(?:The )?Associated Press|AP|Agence France-Presse|AFP|Reuters|dpa|EFE|ANSA|Bloomberg|The Canadian Press|United Press International|UPI)(?: (?:Writer|Staff Writer|Correspondent|Staff))?", ("head",), 110),
    LineRule("byline", rf"{BYLINE}(?:\s*[:.–-]\s*|\s+)(?P<byline>{_PEOPLE}(?:(?:,| -| –|\s?\||\s?/| \(| in | à | en | aus | from ) ?.{{2,70}})?)[:：]?", ("head", "tail"), 140),
    LineRule("byline", rf"(?P<byline>{PERSON})(?:, ?| ?[/|–—-] ?)(?P<house>[^\W\d_][\w.'’& -]{{1,40}})", ("head",), 90),
    LineRule("byline", rf"(?P<byline>{PERSON})(?:,? | ?[|/–—-] ?){_STAFF} d[aeo]s? (?P<agencies>[^\W\d_a-z][\w ]{{2,30}})", ("head", "tail"), 110),
    LineRule("byline", rf"(?P<byline>{PERSON})(?:,? | ?[|/–—-] ?)(?:{_STAFF}|(?:[Aa]vec|[Ww]ith|mit|con) (?:l['’])?(?P<agencies>AFP|agences|agencies|Reuters|AP|dpa|EFE))(?:[ ,|/].{{0,50}})?", ("head", "tail"), 110),
    LineRule("byline", rf"(?P<byline>{PERSON}) (?:in|à|en) {_NAME_WORD}(?:[ ,|/].{{0,50}})?", ("head", "tail"), 110, below_title=True),
    LineRule("byline", rf"[-–—]{{1,2}}\s?(?P<byline>{PERSON}(?:(?:, | and | & ){PERSON})?)", ("tail",), 60),
    LineRule("byline", rf"[(\[](?:{BYLINE})\s*[:.]?\s*(?P<byline>{_PEOPLE})[)\]]\.?", ("head", "tail"), 110),
    LineRule("byline", rf"(?P<byline>{PERSON}) (?:and|et|y|und|&) (?P<agencies>[Aa]gencies|[Aa]gences|[Aa]gencias|AFP|AP|Reuters|dpa|EFE)", ("head", "tail"), 80),
    LineRule("byline", rf"{BYLINE}(?:\s*[:.]\s*|\s+)(?P<byline>{_PEOPLE}),? (?:and|et|y|e|und|&|with|avec|con|mit) (?P<agencies>[A-Z]{{3,6}})", ("head",), 110),
    LineRule("byline-role", rf"(?:(?P<agencies>{_AGENCY_LINE}) )?{_STAFF}(?:,? (?:at|for|in|of|de|à|en) .{{2,50}})?|Special (?:to|for) .{{3,60}}|[A-Z]\w+(?: [A-Z]\w+)? [Cc]orrespondent|[A-Z]\w+(?: [A-Z]\w+){{0,3}} (?:News Agency|Wire Service|News Service|Press Agency|Newswire)", ("head",), 90),
    LineRule("dates", rf"(?:{PUBLISHED}|{UPDATED})\s?[:：]?", ("head",), 24, below_title=True),
    LineRule("byline-role", r"@\w{3,30}", ("head",), 32, below_title=True),
    LineRule("byline-role", rf"[(\[]?(?:[^\W_][\w.'’ -]{{1,40}} )?(?i:avec|with|mit|con|com|met|med) (?:l['’])?(?P<agencies>{_WIRES}(?:(?:,| et| and| und| y| e) {_WIRES})?)[)\]]?\.?", ("head", "tail"), 90),
    LineRule("byline-role", rf"(?:{BYLINE}|Text by|Texte par)\s?:?", ("head",), 16, below_title=True),
    LineRule("byline-role", r"(?i:(?:redacción|redazione|rédaction|redaktion|redação|redactie|newsroom|web ?desk|news ?desk|online desk|staff reporter|staff)(?: online| web| digital)?)", ("head",), 40, below_title=True),
    LineRule("ending", r"[^\w\s]{1,5}", ("head",), 5),
    LineRule("header-field", r"(?:BODY|FULL TEXT|TEXT)\s?:", ("head",), 14),
    LineRule("header-field", r"(?:LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|DOCUMENT-TYPE|GRAPHIC|SUBJECT|JOURNAL-CODE|ACC-NO|DISTRIBUTION|SERIES|CORRECTION-DATE|LENGTH|SECTION)\s?: .{1,300}", ("tail",), 330),
    LineRule("dates", rf"{_WIRE}{PUBLISHED}(?: (?:on|at|le|el|am|in|den|em|il|в|في))?\s*[:：.-]?\s*(?P<published>{_DATE_TAIL}?)(?:\s*[|,;–—•·(-]+\s*{UPDATED}(?: (?:on|at|le|el|am))?\s*[:.-]?\s*(?P<updated>{_DATE_TAIL}?))?\)?", ("head", "tail"), 170),
    LineRule("dates", rf"{UPDATED}(?: (?:on|at|le|el|am|in|den|em|il|в|في))?\s*[:：.-]?\s*(?P<updated>{_DATE_TAIL})", ("head", "tail"), 120),
    LineRule("reading-time", r"(?:[Rr]eading time:? ?|[Tt]emps de lecture ?:? ?|[Tt]iempo de lectura:? ?|[Ll]ese(?:zeit|dauer):? ?|(?i:temps de lecture|tempo di lettura|tempo de leitura|leestijd|lästid|czas czytania|время чтения|okuma süresi):? ?|[Ll]ecture ?:? ?)?\d{1,2} ?(?:-| )?(?:min(?:ute)?[sn]?\.?|minut[ioya]?|минут\w*|мин\.?|хв\.?|dk\.?|dakika)(?: (?:read|di lettura|de leitura|leestijd|lästid|czytania|чтения|okuma|de lecture|de lectura|Lesezeit|Lesedauer))?|مدة القراءة.{0,20}", ("head",), 50),
)  # fmt: skip

TAIL: tuple[LineRule, ...] = (
    LineRule("ending", rf"[-–—*#=_./\s(\[]*(?:[A-Z][\w]{{1,7}}/)?(?:{ENDING})(?:/\S{{0,12}})?[-–—*#=_./\s)\]]*(?:[a-z]{{1,4}}(?:[/-][a-z]{{1,5}}){{0,3}})?|[(\[](?i:more|ends?|fin|ende)[)\]]", ("tail",), 40),
    LineRule("ending", r"(?:[-–—*#=_~.•+/]\s?){2,}|[-–—*#=_~•+]", ("tail",), 80),
    LineRule("sign-off", r"\(?(?:[Bb]urs[-/])?[a-z]{1,5}(?:[-/.][a-z]{1,5}){1,6}\)?|(?:[Bb]urs|dpa|AFP|afp|EFE|efe|ANSA|kna|epd|APA|lusa)(?:[-/ ][a-z\d]{1,5}){1,6}|[a-z]{2,4}(?: [a-z]{1,3}){1,6}|(?:PTI|UNI|ANI|IANS)(?: [A-Z]{2,5}){1,5}|[a-z]{2,4}(?:/[a-z]{2,4}){0,3} \((?P<agencies>[^()]{2,40})\)|[A-Z]{2,3}/[A-Z]{2,3}(?:/[A-Z]{2,3}){0,3}|\([A-Z]{2,4}(?:[-/][A-Z]{2,4}){1,4}\)", ("tail",), 50),
    LineRule("sign-off", r"(?P<initials>[A-Z]{2,4})|[A-Z]{2,5}(?:\s?[-/]{1,2}\s?[A-Z]{2,5}){1,4}[/.-]*|[a-z]{1,4}(?:/ ?[a-z]{1,5}){1,4}/?|-\s?[\u0621-\u064a]{1,3}(?: [\u0621-\u064a]{1,3})?\s?-|[\u0621-\u064a]{1,4}(?:\s?[/ـ-]\s?[\u0621-\u064a]{1,4}){1,3}", ("tail",), 40),
    LineRule("sign-off", r"(?P<desk>[^\W\d_]{2,6})(?: [A-Z]{2,5}| [A-Z]{2,4}-[A-Z]{2,4}| [a-z]{1,4}(?:[/-][a-z]{1,4})*/?){1,4}(?: \d{4})?", ("tail",), 40),
    LineRule("sign-off", r"/{1,2}(?P<desk>[^\W\d_]{2,10})/{1,2}(?: [A-Z]{1,4}){0,4}", ("tail",), 40),
    LineRule("sign-off", rf"(?P<desk>[^\W\d_]{{2,10}})(?:\s?/\s?{PERSON}){{1,3}}", ("tail",), 90),
    LineRule("sign-off", rf"[(（\[]?{EDITED_BY}\s?[:：/]\s*(?:{_PEOPLE}|\S{{2,12}})[)）\]]?", ("head", "tail"), 110),
    LineRule("byline", r"(?P<byline>[\uac00-\ud7af]{2,4}(?:[·,] ?[\uac00-\ud7af]{2,4})*) ?(?:선임|인턴|수습|객원|전문)?(?:기자|특파원)(?: ?=)?(?: \S+@\S+)?", ("head", "tail"), 60),
    LineRule("byline", rf"(?:From|FROM|from) (?P<byline>{PERSON})(?:,| in) (?P<dateline_place>{_NAME_WORD}(?: {_NAME_WORD})?)", ("head",), 80),
    LineRule("sign-off", rf"\({PERSON}(?: (?:et|y|e|und|and) {PERSON})?,? (?:- )?(?i:édité|editado|in redazione|redigiert|edição|edited)\b.{{2,160}}", ("tail",), 240),
    LineRule("sign-off", r"\((?:تغطية صحفية|إعداد|اعداد|تحرير|كتابة|شارك في التغطية|من [^()]{2,30} تحرير)\b.{3,300}\)?", ("tail",), 340),
    LineRule("sign-off", r"\(?(?:Reporting|Additional reporting|Writing|Editing|Compiled|Edited|Written|With reporting|Reported|Graphics?|Photos?)(?: and (?:writing|editing|reporting))? by [^\W\d_a-z].{2,400}", ("tail",), 460),
    LineRule("sign-off", r"\(?(?i:Reporter(?:in)?|Reportage|Édité|Edité|Rédigé|Avec|Version française|Par|Reporte|Reporteo|Información|Editado|Escrito|Redacción|Traducido|Bericht|Berichtet|Redigiert|Geschrieben|Bearbeitet|Mitarbeit)\b ?(?:de|par|por|von|:)? .{3,300}(?i:édité|edité|version française|éditado|editado|redigiert|Redaktion|Editing|traducido).{2,200}", ("tail",), 460),
    LineRule("contributors", r"(?:(?:The )?(?:Associated Press|AP|Reuters|AFP|Agence France-Presse|[A-Z]\w+(?: [A-Z]\w+){0,3})(?: (?:[Ww]riters?|[Rr]eporters?|[Jj]ournalists?|correspondents?|staff))?(?: .{2,150})?|.{3,160}) (?:also )?contributed (?:to this (?:report|story|article)|reporting|research)(?: from [^.]{2,60})?\.?|[-–— ]*With (?:additional )?(?:reporting|inputs?|files|material|contributions?) (?:by|from) .{2,120}|\(?[Ww]ith (?:agency )?(?:inputs?|files) from (?P<agencies>.{2,60})\)?|\(?With [A-Z]{2,5} inputs?\)?", ("tail",), 260, holds=("contribut", "with ")),
    LineRule("credit", rf"[-–—=(\[*/\s]*(?:(?:{SOURCE}|Via|From|Courtesy(?: of)?|Credit|Agency|By|BY|Par|Por|Von)(?:\s?[:：]\s*|\s+))?(?P<agencies>[^\W\d_][^.!?:;()]{{1,50}})[)\]*/.\s]*", ("head", "tail"), 70),
    LineRule("source", r"Source text(?: for Eikon| in [A-Z]\w+)?:?.{0,120}|Further company coverage:?.{0,60}|\([A-Z][\w .-]{2,30} (?:[Nn]ewsroom|[Bb]ureau)(?:;.{2,60}|: ?\+.{2,40})?\)", ("tail",), 200),
    LineRule("source", r"SOURCE:? [A-Z].{2,80}|Source: .{2,60} (?:Inc|Ltd|Corp|PLC|AG|GmbH|S\.A)\.?", ("tail",), 100),
    LineRule("disclaimer", r"This (?:report|story) by (?P<agencies>[A-Z][\w ]{2,40}) was first published (?:on )?(?P<published>[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})\.?", ("tail",), 140),
    LineRule("published-in", r"Published in (?P<outlet>[A-Z][^,\d]{2,50}), (?P<published>[A-Z][a-z]+ \d{1,2}(?:st|nd|rd|th)?,? \d{4})\.?", ("tail",), 120),
    LineRule("copyright", rf"[(\[]?(?P<rights>(?:[©ⓒ]|c\.\s?\d{{4}}\s|\(c\)|\(C\)|&copy;|(?:[Cc]opyright|COPYRIGHT)\s*(?:©|\(c\)|\(C\)|:|\d{{4}}|by\s|[^.]{{2,60}}\d{{4}}\b|[A-Z][^.]{{2,50}}\b(?:Ltd|Inc|Corp|Co|GmbH|Press|News|Agency|Limited))|{RIGHTS}).{{0,380}}|.{{0,300}}(?:{RIGHTS})\W*)[)\]]?", ("head", "tail"), 420, holds=RIGHTS_SIGNS),
    LineRule("disclaimer", r"Our Standards: .{5,100}|\(?(?:Except for the headline, )?[Tt]his (?:story|article|report|copy) (?:has not been|was not|is|was) (?:edited|auto-?generated|published from|produced|translated|originally|first).{5,300}|Anadolu A(?:gency|jansı) web.{10,300}|(?:The )?(?:views|opinions) expressed .{10,300}|(?:This|The) (?:article|story|post|piece) (?:was )?(?:first|originally) (?:appeared|published).{3,200}|First published (?:on|in|by) .{3,100}|A version of this (?:article|story|review|column) appear.{5,250}|Cet article (?:a été|est) .{0,40}(?:publié|repris|rédigé).{3,200}|Este artículo (?:fue|se) .{0,30}publicad.{3,200}|Dieser (?:Artikel|Text|Beitrag) (?:erschien|wurde|ist).{3,200}", ("tail",), 340),
    LineRule("feed-footer", r"The (?:post|article) .{2,300} (?:appeared first|first appeared) on .{2,100}|La entrada .{2,300} (?:se publicó|apareció) primero en .{2,100}|L['’]article .{2,300} est apparu en premier sur .{2,100}|Der Beitrag .{2,300} erschien zuerst auf .{2,100}|L['’]articolo .{2,300} (?:proviene da|sembra essere il primo su) .{2,100}|O post .{2,300} apareceu primeiro em .{2,100}|Het bericht .{2,300} verscheen eerst op .{2,100}", ("tail",), 460),
    LineRule("contact", r"(?:Have you been affected|Do you (?:have|know)|Got a (?:story|tip|question)|Share your).{0,200}(?:@|[Cc]ontact|[Ww]rite to|[Ee]-?mail|[Tt]ell us).{0,100}|\(\(?[^()]{2,120}(?:@|\+\d)[^()]{2,120}\)?\)|(?:Contact|E-?mail|Write to|Reach)\b.{0,60}\S+@\S+.{0,80}|\S+@\S+\.\w+(?: ?\(END\))?|(?:Follow|Find|Like|Join|Suivez|Sigue|Síguenos|Folgen Sie|تابعونا|تابعنا|للمزيد)\b.{0,60}(?:\bon\b|\bsur\b|\ben\b|\bauf\b|\bat\b https?:|على|تابعوا|@).{1,100}|(?:For more|Pour plus|Para más|Mehr) .{0,60}(?:visit|https?:|www\.|click|consultez).{0,120}|(?:https?://|www\.)\S+|(?:On the (?:web|net)|Online|Read the original|View original(?: content)?)\s?:?.{0,150}", ("tail",), 240),
    LineRule("contact", r"\S+@\S+\.\w+", ("head",), 60),
    LineRule("about-the-author", rf"{PERSON} (?:is|covers|writes|reports|joined|can|est|es|ist) .{{5,260}}(?:[Rr]each (?:him|her|them)|@|[Ff]ollow (?:him|her|them)|[Ee]-?mail).{{0,160}}", ("tail",), 460),
    LineRule("contact", r".{2,60} can be reached (?:at|by|on|via) .{5,100}", ("tail",), 170),
    LineRule("contact", r"[^.!?]{2,80}: ?(?:https?://|www\.)\S+", ("tail",), 200),
    LineRule("desk-notes", rf"\W*{DESK_NOTES}\W*", ("tail", "closing"), 60, cuts_rest=True),
    LineRule("boilerplate", rf"{ABOUT}:?", ("tail", "closing"), 60, cuts_rest=True),
    LineRule("about-the-author", r"(?:About the [Aa]uthors?|À propos de l['’]auteur|Sobre el autor|Über den Autor)\b.{0,30}", ("tail", "closing"), 60, cuts_rest=True),
)  # fmt: skip

ANYWHERE: tuple[LineRule, ...] = (
    LineRule("advertisement", rf"\W*(?:{ADVERT})\W*", ("head", "tail", "anywhere"), 100),
    LineRule("share", rf"\W*(?:{SHARE})(?:[\s|/•·,:-]+(?:{SHARE}))*\W*(?:\d+)?", ("head", "tail", "anywhere"), 120),
    LineRule("comments", rf"\W*(?:\d+ )?(?:{COMMENTS})\W*(?:\d*)\W*", ("head", "tail", "closing"), 80, cuts_rest=True),
    LineRule("related", rf"\W*(?:{RELATED})\s*[:：]?\W*", ("tail", "anywhere", "closing"), 80, cuts_rest=True),
    LineRule("read-more", rf"\W*(?:{READ_MORE})\s*[:：|»>]+\s*\S.{{2,200}}", ("tail", "anywhere"), 240),
    LineRule("read-more", rf"\W*(?:{STRONG_READ_MORE})\s+[^\W\d_a-z]?.{{8,200}}(?<![.…])", ("tail", "anywhere"), 240),
    LineRule("newsletter", r".{0,160}\bnewsletter\b.{0,160}(?i:sign up|subscribe|inbox|s['’]inscrire|suscríbe|anmelden).{0,60}", ("head", "tail", "anywhere"), 300, holds=("newsletter",)),
    LineRule("consent", rf"\W*(?:{CONSENT})\W*", ("head", "tail", "anywhere"), 340, holds=CONSENT_SIGNS),
    LineRule("footer", rf"\W*(?:{FOOTER})(?:\s*[|·•/,–-]?\s*(?:{FOOTER}))*\W*", ("tail", "anywhere"), 120),
    LineRule("newsletter", rf"\W*(?:{NEWSLETTER})\b.{{0,220}}", ("head", "tail", "anywhere"), 260),
    LineRule("tags", rf"(?:{TAGS})\s*[:：]\s*\S.{{0,250}}", ("tail", "anywhere"), 300),
    LineRule("photo-credit", r"[(\[]?(?:Photos?|PHOTO|Photograph|Picture|Image|Images|Foto|FOTO|Fotos|Bild|Crédits?(?: photo)?|Photo credit|Photo by|Picture by|Image source|Image credit|Crédito|Imagen|Fotografía|Crédit|صورة|الصورة|تصوير|صدر الصورة|مصدر الصورة|写真|撮影|사진|图片来源|Фото|Zdjęcie|Fot\.|Foto:|Kuva|Valokuva)\s?(?:[:：©/|–،-]|,| by | credit:? | courtesy )\s?.{2,120}", ("head", "tail", "anywhere"), 140),
    LineRule("photo-credit", r"[(\[©\s]*(?:(?:REUTERS|AFP|AP|EPA|EPA-EFE|EFE|dpa|Getty(?: Images)?|AP Photo|AFP Photo|Reuters|Xinhua)\s?/\s?[A-Z][^.!?]{2,60}|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}\s?/\s?(?:REUTERS|Reuters|AFP|AP|EPA|Getty(?: Images)?|dpa|Shutterstock|NurPhoto|Anadolu)(?:/\w.{0,40})?|(?:Getty Images|Shutterstock|iStock|AFP via Getty Images|AP Photo|File [Pp]hoto|FILE PHOTO|Handout))[)\].\s]*", ("head", "tail", "anywhere"), 110),
    LineRule("photo-caption", r".{10,400}\((?:AP Photo|Photo by|Photo:|AFP Photo|AFP/|REUTERS/|Foto:|Fot\.|Photo )[^()]{0,60}\)\.?", ("head", "tail", "anywhere"), 520, holds=("photo", "foto", "afp", "reuters", "fot.")),
    LineRule("photo-caption", r"(?:FILE(?: PHOTO)?|File photo|FILE -|In this (?:\w+[.,]? ){1,5}(?:file )?photo)\s?[-–—:,].{10,400}(?:REUTERS|AP Photo|AFP|Getty|/File|EPA|via AP).{0,60}", ("head", "tail", "anywhere"), 520),
)  # fmt: skip

RULES: tuple[LineRule, ...] = (*HEAD, *TAIL, *ANYWHERE)


_SIZES = (60, 120, 200, 340, 700)


class _Rules(msgspec.Struct, frozen=True):
    """The rules for one place and size of line: `plain` is true where any ordinary one is, `signs` where one of those
    that need a sign may be; `loose` are so wide that only what they mean tells."""

    rules: tuple[LineRule, ...]
    loose: tuple[LineRule, ...]
    plain: re.Pattern[str]
    signs: tuple[str, ...]


_LOOSE = "credit"


@cache
def _rules_for(place: Place, size: int) -> _Rules:
    smaller = max((other for other in _SIZES if other < size), default=0)
    rules = tuple(rule for rule in RULES if place in rule.places and rule.longest > smaller)
    plain = [re.sub(r"\(\?P<\w+>", "(?:", rule.pattern) for rule in rules if not rule.holds and rule.name != _LOOSE]
    signs = {sign for rule in rules for sign in rule.holds}
    return _Rules(
        rules, tuple(rule for rule in rules if rule.name == _LOOSE),
        re.compile("|".join(f"(?:{pattern})" for pattern in plain) or r"(?!)"), tuple(sorted(signs)),
    )  # fmt: skip


_REMEMBERED = 512
"""Lines: the rules of one article ask about the same ones again and again."""


@lru_cache(_REMEMBERED)
def match_line(text: str, place: Place) -> tuple[LineRule, re.Match[str]] | None:
    """The first rule for this place that the line satisfies, its groups' meaning included."""
    size = next((size for size in _SIZES if len(text) <= size), 0)
    if not size:
        return None
    known, small = _rules_for(place, size), text.lower()
    likely = known.plain.fullmatch(text) or any(sign in small for sign in known.signs)
    for rule in known.rules if likely else known.loose:
        found = rule.match(text) if rule.may_match(small) else None
        if found and _means_it(rule, found):
            return rule, found
    return None


_INVITES = re.compile(
    r"newsletter|inbox|e-?mail|\bapp\b|subscri|sign(?:ed|ing)? up|alerts|updates|account|register|notif|whatsapp|telegram|podcast|channel|member|journalism|"
    r"log in|free|boletín|correo|suscr|abonn|inscri|application|appli|noticias|Postfach|anmeld|registrier|informiert|اشترك|حمل|سجل|iscri|assine|schrijf",
    re.IGNORECASE,
)
"""What an invitation to subscribe speaks of: "Get the best out of it, he said" does not."""


_WEAK_POINTERS = re.compile(
    r"\W*(?:see|more|watch|opinion|analysis|explained|explainer|read|lire|hintergrund|شاهد)\s*[:：|»>]", re.IGNORECASE
)
"""Words that point to another story only before a headline, not before a sentence."""


ALL_AFTER = frozenset({"boilerplate", "comments", "desk-notes"})
"""Headings after which whatever stands is theirs, sentences too."""


_CORRECTED_STORY = re.compile(
    r"(?:Correction|CORRECTION|Clarification|CLARIFICATION): [^.!?]{3,60} (?:story|stories|column|item)"
)
"""The headline of an item that is itself a correction, as AP writes it."""
_EDITED = re.compile(r"\b(?:[Ee]diting|[Ee]dited|[Ww]riting) by\b")
"""What only a sign-off says."""


def _is_sentence(line: str) -> bool:
    return line.rstrip().endswith((".", "!", "?", "…")) and len(line.split()) > MOST_SIGNATURE_WORDS


def _agencies(written: str) -> tuple[str, ...]:
    """The agencies of a credit, "Reuters Staff" included."""
    return agencies_only(re.sub(r"\s+(?:Staff|staff|News)$", "", written.strip()))


def _means_it(rule: LineRule, found: re.Match[str]) -> bool:
    """What a pattern cannot say: a credit names an agency, a byline no weekday."""
    if rule.name == "credit":
        return bool(_agencies(found["agencies"]))
    if rule.name == "sign-off" and not _signs_off(found):
        return False
    if rule.name == "slug" and is_known(found.group()):
        return False
    if rule.name == "dates":
        said = [value for name, value in found.groupdict().items() if value and name != "agencies"]
        return all(holds_date(value) and len(value.split()) <= MOST_DATE_WORDS for value in said)
    if rule.name == "newsletter":
        return bool(_INVITES.search(found.group()))
    if rule.name == "read-more":
        return not (_WEAK_POINTERS.match(found.group()) and found.group().rstrip().endswith((".", "!", "…")))
    told = rule.name == "byline-role" and found.groupdict().get("outlet")
    if rule.name in ("byline", "byline-role") and not told and _is_sentence(found.group()):
        return False
    if rule.name == "correction-note" and _CORRECTED_STORY.fullmatch(found.group()):
        return False
    if found.groupdict().get("house"):
        return bool(agencies_only(found["house"])) and not agencies_only(found["byline"])
    if rule.name == "byline" and _EDITED.search(found.group()):
        return False
    if rule.name == "byline":
        if "contributed" in found.group() or _agencies(found["byline"]):
            return False
        words = [word.strip(".,") for word in found["byline"].split()]
        ends_in_month = (
            month_number(words[-1]) is not None and len(words[-1]) > 3
        )  # but Marco Neri and April Jones write
        return not ends_in_month and not any(map(is_weekday, words[:2]))
    return True


def _signs_off(found: re.Match[str]) -> bool:
    """Whether the letters that stand for a desk or its staff can be such."""
    groups = found.groupdict()
    if agencies_only(found.group().strip(" /-")):
        return False
    if groups.get("desk"):
        return bool(agencies_only(groups["desk"]))
    initials = groups.get("initials") or ""
    return initials not in NO_AGENCY


def _note_agencies(draft: Draft, index: int, rule: LineRule, written: str) -> None:
    known = _agencies(written) or tuple(agencies_in(written))
    acronym = not known and rule.name == "byline" and written.isalpha() and written.isupper()
    line = draft.blocks[index]
    draft.note(
        "agencies", known or (written,) * acronym, "inferred" if acronym else "stated", rule.name, line.text, line.line
    )


def _century(year: str) -> str:
    """Agencies have stamped their copy so since the sixties."""
    return year if len(year) == 4 else f"{'19' if int(year) >= _OLDEST_STAMP else '20'}{year}"


def _unstamped(stamp: str) -> str:
    """`071805 Dez 24` (day, hour, minute, month, year) and `07-19-21 1402EDT` as dates that read as such."""
    american = re.fullmatch(r"(\d\d)-(\d\d)-(\d\d) (\d\d)(\d\d)([A-Z]*)", stamp)
    if american:
        month, day, year, hour, minute, zone = american.groups()
        return f"{_century(year)}-{month}-{day} {hour}:{minute} {zone}".strip()
    digits, *zone_words, month, year = stamp.split()
    return f"{digits[:2]} {month} {_century(year)} {digits[2:4]}:{digits[4:6]} {' '.join(zone_words)}".strip()


_IN_PLACE = re.compile(r"\s+(?:in|à|en|aus|from)\s+[^\W\d_a-z][^,;|]*$")
_HOUSE_BEHIND = re.compile(r"\s*[,/]\s*(?P<agency>[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,4})$")
_DESK_NAME = re.compile(
    r"(?i:redazione|redacción|redaktion|rédaction|redação|redactie|web ?desk|news ?desk|newsroom|staff)\b"
)
_TOWN_BEHIND = re.compile(r"(?:,| [|/–-]) (?P<town>[^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’-]*){0,2})$")
_DATE_BEHIND = re.compile(
    r"(?:\s*[|–—•·-]\s*|,\s+)(?:(?:Published|Posted|Updated|on)\s*:?\s*)?(?P<date>[^|•·]*\d[^|•·]*)$"
)


def _note_byline(draft: Draft, index: int, rule: LineRule, written: str) -> None:
    """The names, and the date that may stand behind them."""
    dated = _DATE_BEHIND.search(written)
    if dated and holds_date(dated["date"]):
        draft.found("published", dated["date"].strip(), rule.name, written, index)
        written = written[: dated.start()]
    house = _HOUSE_BEHIND.search(written)
    if house and (agencies := tuple(agencies_in(house["agency"]))):
        draft.found("agencies", agencies, rule.name, draft.blocks[index].text, index)
        written = written[: house.start()]
    town = _TOWN_BEHIND.search(written)
    if town and _is_town(draft, town["town"]):
        draft.found("dateline_place", town["town"], rule.name, draft.blocks[index].text, index)
        written = written[: town.start()]
    if not _DESK_NAME.match(written):
        draft.found("byline", (_IN_PLACE.sub("", written),), rule.name, draft.blocks[index].text, index)


def _is_town(draft: Draft, name: str) -> bool:
    """Behind an author's name: a known place, one word (authors have two), or a name that the text comes back to."""
    if is_known(name) or " " not in name:
        return not agencies_only(name)
    return any(name in text for _, text in draft.texts() if len(text) > len(name) + MOST_SIGNATURE_LETTERS)


_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,5}")


def is_person(text: str) -> bool:
    """Whether a text has the shape of a name and nothing else."""
    return bool(_compiled(PERSON).fullmatch(text) or _HAN_NAME.fullmatch(text))


_URGENCIES = {"f": ("FLASH",), "b": ("BULLETIN",), "u": ("URGENT",), "1": ("FLASH",), "2": ("URGENT",)}
"""Priorities of ANPA (letters) and IPTC 7901 (digits) that are above the regular."""
_SLUG_LABELS = re.compile(
    r"UPDATE ?\d*|URGENT|CORRECTED|WRAPUP ?\d*|LEAD(?= ?\d|\b)|NewsAlert|\d(?:st|nd|rd|th) Ld(?:-Writethru)?|\d?(?:st|nd|rd|th)?lead\b"
)


_SIGNING = {"dpa": "dpa", "afp": "AFP", "rtr": "Reuters", "reuters": "Reuters", "apa": "APA", "sda": "Keystone-SDA", "epd": "epd", "kna": "KNA", "sid": "SID",
            "efe": "EFE", "lusa": "Lusa", "ansa": "ANSA", "belga": "Belga", "anp": "ANP", "ntb": "NTB", "ritzau": "Ritzau", "pap": "PAP", "tass": "TASS"}  # fmt: skip
"""Agencies as desks write them, in small letters, among their own initials: `mar/dpa/afp`."""


def _signing_agencies(signed: str) -> tuple[str, ...]:
    parts = re.findall(r"[a-z]+", signed) if len(signed) <= LONGEST_INITIALS else []
    return tuple(dict.fromkeys(_SIGNING[part] for part in parts if part in _SIGNING))


def note_fields(draft: Draft, index: int, rule: LineRule, found: re.Match[str]) -> None:
    """The rule's groups as candidate fields."""
    for group, value in found.groupdict().items():
        name, plain = group.rstrip("_0123456789"), (value or "").strip()
        if not plain:
            continue
        if name == "published":
            draft.found(
                name, plain.replace("/", " ") if rule.name == "codes" else plain, rule.name, found.group(), index
            )
        elif name == "stamp":
            draft.found("published", _unstamped(plain), rule.name, found.group(), index)
        elif name == "outlet" and agencies_only(plain):
            _note_agencies(draft, index, rule, plain)
        elif name in ("initials", "desk"):
            continue
        elif name == "labels":
            draft.found(name, (plain.upper(),), rule.name, found.group(), index)
        elif name == "priority":
            draft.found("labels", _URGENCIES.get(plain, ()), rule.name, found.group(), index)
        elif name in ("agencies", "house"):
            _note_agencies(draft, index, rule, plain)
        elif name == "byline":
            _note_byline(draft, index, rule, plain)
        else:
            plain = usual_name(plain) if name == "outlet" else plain
            draft.found(name, (plain,) if name in LIST_FIELDS else plain, rule.name, found.group(), index)
    if rule.name == "sign-off":
        draft.found("agencies", _signing_agencies(found.group()), rule.name, found.group(), index)
    if rule.name == "slug":
        draft.found("labels", tuple(_SLUG_LABELS.findall(found.group())), rule.name, found.group(), index)
