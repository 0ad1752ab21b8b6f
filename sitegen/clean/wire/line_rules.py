"""The tables of whole lines that are no body text: how they look and where they may stand.

Each entry is one rule: a name, a pattern that the whole line must match, and where it applies. A
pattern's named groups become candidate fields (`byline`, `published`, `agencies`, `rights` …).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

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

Place = Literal["head", "tail", "anywhere", "closing"]
"""`closing` is for headings after which nothing of the article comes."""


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
        return compiled(self.pattern).fullmatch(text) if len(text) <= self.longest else None


@cache
def compiled(pattern: str) -> re.Pattern[str]:
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
