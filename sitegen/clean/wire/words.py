"""Word tables of the wire grammar, folded."""

from __future__ import annotations

_WEEKDAYS = """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lunedi martedi mercoledi giovedi venerdi sabato domenica
segunda-feira terca-feira quarta-feira quinta-feira sexta-feira maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
vasarnap hetfo kedd szerda csutortok pentek szombat mandag tirsdag onsdag torsdag fredag lordag lørdag sondag søndag
maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai poniedziałek wtorek sroda czwartek piatek sobota niedziela
pondeli utery streda ctvrtek patek nedele ponedjeljak utorak srijeda sreda cetvrtak petak subota nedjelja nedelja
duminica luni marti miercuri joi vineri sambata pazartesi salı carsamba persembe cuma cumartesi pazar senin selasa rabu kamis jumat sabtu minggu
понеділок вівторок середа четвер пятниця субота неділя понеделник вторник сряда четвъртък петък събота неделя
δευτερα τριτη τεταρτη πεμπτη παρασκευη σαββατο κυριακη יום ראשון שני שלישי רביעי חמישי שישי שבת
الاثنين الثلاثاء الاربعاء الخميس الجمعة السبت الاحد понедельник вторник среда четверг пятница суббота воскресенье
"""

_NO_PLACES = """
update updated urgent breaking alert flash watch video photos photo live exclusive opinion analysis editorial correction corrected
clarification note warning tip question answer q a i the this that here there he she it they we you in on at by from for with if when
while but and or not no yes mr mrs ms dr president minister gen col sen rep gov prince king queen pope sheikh sir lord st source sources
photo image credit copyright nato eu un us uk usa who imf ibm opec fifa uefa nba nfl nasa cia fbi gdp ceo covid covid-19 aids hiv hts isis
isil pkk plo idf mp mps gop chapter part section step day week year table figure fig summary background context details key related more
read see also ps nb re fw fwd total average results result score scores standings winner winners sport sports news world business politics
health science technology culture urgente alerta exclusiva exclusif derniere direct eilmeldung eil عاجل
"""

_PREPOSITIONS = "in on at by from for with if when while but and or as after before since despite near inside outside"

_PARTICLES = """
a al am an au aux da das de del der des di do dos du e el en es et im in l la las le les lès lo los of on sous sur the und upon van vor y zu
"""

WEEKDAYS = frozenset(_WEEKDAYS.split())
NO_PLACES = frozenset(_NO_PLACES.split())
"""Words that stand where a dateline's place could and are none."""
PREPOSITIONS = frozenset(_PREPOSITIONS.split())
PARTICLES = frozenset(_PARTICLES.split())
"""Words inside a place's name that are written small."""
