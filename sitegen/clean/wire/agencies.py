"""The world's news agencies: the usual short name of each, and how credits write it."""

from __future__ import annotations

import re
from collections.abc import Iterator

AGENCIES: dict[str, tuple[str, ...]] = {
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse", "AFP Relaxnews", "AFP-JIJI", "أ ف ب", "أ.ف.ب", "ا ف ب",
            "أ.ف.ب.", "فرانس برس", "وكالة فرانس برس", "ا.ف.ب", "АФП", "法新社"),
    "AP": ("AP", "A.P.", "Associated Press", "The Associated Press", "أ ب", "أ.ب", "أسوشيتد برس", "اسوشيتد برس", "АП", "美联社"),
    "Reuters": ("Reuters", "REUTERS", "Reuter", "Thomson Reuters", "RTRS", "رويترز", "Рейтер", "路透社", "ロイター"),
    "dpa": ("dpa", "DPA", "Deutsche Presse-Agentur", "dpa/lno", "dpa-AFX", "dpa International", "د ب أ", "د.ب.أ"),
    "Xinhua": ("Xinhua", "XINHUA", "Xinhua News Agency", "Chine Nouvelle", "شينخوا", "新华社", "新華社"),
    "APP": ("APP", "Associated Press of Pakistan", "Associated Press Of Pakistan"),
    "UPI": ("UPI", "United Press International"),
    "EFE": ("EFE", "Efe", "Agencia EFE", "ACAN-EFE", "EFEverde"),
    "ANSA": ("ANSA", "Ansa", "ANSAmed"),
    "Kyodo": ("Kyodo", "KYODO", "Kyodo News", "共同", "共同通信"),
    "Jiji": ("Jiji", "Jiji Press", "JIJI", "時事", "時事通信"),
    "TASS": ("TASS", "Tass", "ITAR-TASS", "Itar-Tass", "ТАСС", "ИТАР-ТАСС", "تاس"),
    "RIA Novosti": ("RIA Novosti", "RIA", "РИА Новости", "РИА", "РИА «Новости»"),
    "Interfax": ("Interfax", "INTERFAX", "INTERFAX.RU", "Интерфакс", "Интерфакс-Украина", "Interfax-Ukraine"),
    "Sputnik": ("Sputnik", "سبوتنيك"),
    "Ukrinform": ("Ukrinform", "Укринформ", "Укрінформ", "УКРІНФОРМ"),
    "RBC-Ukraine": ("РБК-Украина", "РБК-Україна"),
    "UNIAN": ("UNIAN", "УНИАН", "УНІАН"),
    "BelTA": ("BelTA", "БЕЛТА", "БелТА"),
    "Prime": ("ПРАЙМ", "Прайм"),
    "Finmarket": ("Финмаркет", "ИА «Финмаркет»"),
    "REGNUM": ("REGNUM", "ИА REGNUM", "ИА Регнум"),
    "Rosbalt": ("Росбалт",),
    "Montsame": ("Montsame", "MONTSAME"),
    "Kazinform": ("Kazinform", "KAZINFORM", "Казинформ", "QazInform"),
    "Kabar": ("Kabar", "KABAR", "Кабар"),
    "UzA": ("UzA",),
    "Trend": ("Trend News Agency", "Тренд"),
    "Azertac": ("Azertac", "AZERTAC", "AzerTAc", "АЗЕРТАДЖ"),
    "APA (Azerbaijan)": ("Azeri Press Agency",),
    "Turan": ("Turan News Agency",),
    "Armenpress": ("Armenpress", "ARMENPRESS", "АРМЕНПРЕСС"),
    "Arka": ("ARKA",),
    "Interpressnews": ("Interpressnews", "InterPressNews"),
    "Moldpres": ("Moldpres", "MOLDPRES"),
    "Infotag": ("Infotag",),
    "PTI": ("PTI", "Press Trust of India"),
    "ANI": ("ANI", "Asian News International"),
    "IANS": ("IANS", "Indo-Asian News Service"),
    "UNI": ("UNI", "United News of India"),
    "BSS": ("BSS", "Bangladesh Sangbad Sangstha"),
    "UNB": ("UNB", "United News of Bangladesh"),
    "RSS": ("RSS", "Rastriya Samachar Samiti"),
    "Anadolu": ("Anadolu", "Anadolu Agency", "AA", "Anadolu Ajansı", "Agence Anadolu", "الأناضول"),
    "DHA": ("DHA",),
    "IHA": ("İHA", "IHA"),
    "ANKA": ("ANKA",),
    "Cihan": ("CİHAN", "Cihan News Agency"),
    "Bloomberg": ("Bloomberg", "BLOOMBERG", "Bloomberg News"),
    "Dow Jones": ("Dow Jones", "Dow Jones Newswires", "DJ"),
    "PA": ("PA", "PA Media", "Press Association", "PA News"),
    "AAP": ("AAP", "Australian Associated Press"),
    "NZPA": ("NZPA", "New Zealand Press Association"),
    "CP": ("CP", "Canadian Press", "The Canadian Press", "La Presse canadienne", "La Presse Canadienne", "PC"),
    "Yonhap": ("Yonhap", "Yonhap News", "YONHAP", "Yonhap News Agency", "연합뉴스", "연합"),
    "News1": ("News1", "뉴스1"),
    "Newsis": ("Newsis", "뉴시스"),
    "KCNA": ("KCNA", "Korean Central News Agency"),
    "CNA": ("CNA", "Central News Agency", "中央社"),
    "CNS": ("China News Service", "中新社", "中新网"),
    "IRNA": ("IRNA", "Irna", "ایرنا"),
    "ISNA": ("ISNA", "ایسنا"),
    "MNA": ("MNA", "Mehr News Agency", "Mehr", "مهر"),
    "Tasnim": ("Tasnim", "تسنیم"),
    "Fars": ("Fars", "FNA", "Fars News Agency", "فارس"),
    "SANA": ("SANA", "سانا"),
    "Saba": ("Saba", "SABA", "سبأ"),
    "NNA": ("NNA", "National News Agency", "الوكالة الوطنية للإعلام"),
    "MENA": ("MENA", "Middle East News Agency", "أ ش أ", "أ.ش.أ", "أش أ", "أ.ش.أ."),
    "SPA": ("SPA", "Saudi Press Agency", "واس"),
    "WAM": ("WAM", "Emirates News Agency", "وام"),
    "KUNA": ("KUNA", "Kuwait News Agency", "كونا"),
    "QNA": ("QNA", "Qatar News Agency", "قنا"),
    "BNA": ("BNA", "Bahrain News Agency", "بنا"),
    "ONA": ("ONA", "Oman News Agency"),
    "Petra": ("Petra", "PETRA", "Jordan News Agency", "بترا"),
    "WAFA": ("WAFA", "Wafa", "وفا"),
    "Ma'an": ("Ma'an", "Maan", "معا"),
    "INA": ("INA", "Iraqi News Agency", "واع"),
    "NINA": ("NINA", "National Iraqi News Agency"),
    "Shafaq": ("Shafaq News", "شفق نيوز"),
    "MAP": ("MAP", "Maghreb Arabe Presse", "و م ع", "ومع"),
    "APS": ("APS", "Algérie Presse Service", "واج", "Agence de presse sénégalaise"),
    "TAP": ("TAP", "Tunis Afrique Presse", "وات"),
    "LANA": ("LANA", "وال"),
    "AMI": ("Agence mauritanienne d'information", "وما"),
    "SUNA": ("SUNA", "سونا"),
    "Antara": ("Antara", "ANTARA", "ANTARA News"),
    "Bernama": ("Bernama", "BERNAMA"),
    "VNA": ("VNA", "Vietnam News Agency", "TTXVN"),
    "PNA": ("PNA", "Philippine News Agency"),
    "TNA": ("TNA", "Thai News Agency"),
    "AKP": ("AKP", "Agence Kampuchea Presse"),
    "KPL": ("KPL", "Lao News Agency"),
    "MNA (Myanmar)": ("Myanmar News Agency",),
    "Pacnews": ("PACNEWS", "Pacnews"),
    "NAN": ("NAN", "News Agency of Nigeria"),
    "GNA": ("GNA", "Ghana News Agency"),
    "KNA (Kenya)": ("Kenya News Agency",),
    "ENA": ("ENA", "Ethiopian News Agency"),
    "PANA": ("PANA", "Panapress", "Pana"),
    "SAPA": ("SAPA", "Sapa", "South African Press Association"),
    "ANA (Africa)": ("African News Agency",),
    "Nampa": ("Nampa", "NAMPA", "Namibia Press Agency"),
    "BOPA": ("BOPA", "Botswana Press Agency"),
    "ZIANA": ("ZIANA", "New Ziana"),
    "ZANIS": ("ZANIS",),
    "MANA": ("Malawi News Agency",),
    "AIM": ("AIM", "Agência de Informação de Moçambique"),
    "Angop": ("Angop", "ANGOP", "Agência Angola Press"),
    "Inforpress": ("Inforpress",),
    "ACP": ("ACP", "Agence congolaise de presse"),
    "ACI": ("Agence congolaise d'information",),
    "AIB": ("AIB", "Agence d'information du Burkina"),
    "AMAP": ("AMAP", "Agence malienne de presse"),
    "ANP (Niger)": ("Agence nigérienne de presse",),
    "AGP": ("AGP", "Agence guinéenne de presse", "Agence gabonaise de presse"),
    "ATOP": ("ATOP", "Agence togolaise de presse"),
    "ABP": ("ABP", "Agence burundaise de presse", "Agence Bénin Presse"),
    "RNA": ("RNA", "Rwanda News Agency"),
    "SONNA": ("SONNA", "Sonna"),
    "SLENA": ("SLENA",),
    "APO": ("APO Group", "African Press Organization", "APO"),
    "IRIN": ("IRIN", "The New Humanitarian"),
    "AIP": ("AIP",),
    "ANG": ("ANG",),
    "Belga": ("Belga", "BELGA"),
    "ANP": ("ANP", "Algemeen Nederlands Persbureau"),
    "APA": ("APA", "Austria Presse Agentur"),
    "Keystone-SDA": ("Keystone-SDA", "Keystone-ATS", "SDA", "sda", "ATS", "ats", "awp", "AWP", "Keystone/SDA"),
    "KAP": ("KAP", "Kathpress"),
    "KIPA": ("KIPA", "kath.ch"),
    "AFX": ("AFX", "AFX News"),
    "KNA": ("KNA", "Katholische Nachrichten-Agentur"),
    "epd": ("epd", "Evangelischer Pressedienst"),
    "ots": ("ots", "news aktuell"),
    "UP": ("U.P.", "United Press"),
    "SID": ("SID", "Sport-Informations-Dienst"),
    "ddp": ("ddp", "dapd", "ddp/AP"),
    "ADN": ("ADN",),
    "VWD": ("vwd", "VWD"),
    "DNB": ("DNB", "Deutsches Nachrichtenbüro"),
    "WTB": ("W.T.B.", "WTB", "Wolffs Telegraphenbureau", "Wolff"),
    "Havas": ("Havas", "HAVAS", "Agence Havas"),
    "Stefani": ("Stefani", "Agenzia Stefani"),
    "Fabra": ("Fabra", "Agencia Fabra"),
    "INS": ("International News Service",),
    "Central News": ("Central News", "Exchange Telegraph"),
    "Ritzau": ("Ritzau", "Ritzaus Bureau"),
    "NTB": ("NTB", "©NTB"),
    "TT": ("TT",),
    "STT": ("STT",),
    "BNS": ("BNS", "Baltic News Service"),
    "LETA": ("LETA", "Leta"),
    "ERR": ("ERR News",),
    "ELTA": ("ELTA",),
    "PAP": ("PAP", "Polska Agencja Prasowa"),
    "ČTK": ("ČTK", "CTK"),
    "TASR": ("TASR", "tasr"),
    "SITA": ("SITA",),
    "MTI": ("MTI", "Magyar Távirati Iroda"),
    "Hina": ("Hina", "HINA"),
    "STA": ("STA", "Slovenska tiskovna agencija"),
    "Tanjug": ("Tanjug", "TANJUG", "Танјуг"),
    "SRNA": ("SRNA", "Srna", "СРНА"),
    "MINA": ("MINA",),
    "ATA": ("ATSH", "ATA"),
    "KosovaPress": ("KosovaPress",),
    "Beta": ("Beta",),
    "FENA": ("FENA", "Fena"),
    "MIA": ("MIA",),
    "BTA": ("BTA", "БТА"),
    "Agerpres": ("Agerpres", "AGERPRES"),
    "ANA-MPA": ("ANA-MPA", "ANA", "ΑΠΕ-ΜΠΕ", "ΑΠΕ"),
    "CNA (Cyprus)": ("Cyprus News Agency",),
    "Lusa": ("Lusa", "LUSA"),
    "Agência Brasil": ("Agência Brasil", "ABr"),
    "Estadão Conteúdo": ("Estadão Conteúdo",),
    "Folhapress": ("Folhapress", "FOLHAPRESS"),
    "O Globo": ("Agência O Globo",),
    "Notimex": ("Notimex", "NOTIMEX", "NTX"),
    "Télam": ("Télam", "Telam", "TELAM", "TÉLAM"),
    "DyN": ("DyN", "DYN"),
    "AVN": ("AVN", "Agencia Venezolana de Noticias"),
    "AIN": ("AIN", "ACN Cuba", "Agencia Cubana de Noticias"),
    "IP (Paraguay)": ("Agencia IP",),
    "NA": ("Noticias Argentinas",),
    "Andina": ("Andina", "ANDINA"),
    "ABI": ("ABI",),
    "Prensa Latina": ("Prensa Latina", "PL"),
    "Colprensa": ("Colprensa",),
    "Europa Press": ("Europa Press", "EUROPA PRESS", "EP"),
    "Colpisa": ("Colpisa", "COLPISA"),
    "Servimedia": ("Servimedia", "SERVIMEDIA"),
    "ACN": ("ACN",),
    "AGI": ("AGI",),
    "Adnkronos": ("Adnkronos", "ADNKRONOS", "AdnKronos"),
    "LaPresse": ("LaPresse", "LAPRESSE"),
    "Italpress": ("Italpress", "ITALPRESS"),
    "Dire": ("DIRE", "Agenzia DIRE"),
    "TMNews": ("TMNews", "APCOM", "Apcom"),
    "Radiocor": ("Radiocor", "Il Sole 24 Ore Radiocor Plus", "Il Sole 24 Ore Radiocor"),
    "SIR": ("Agensir",),
    "askanews": ("askanews", "Askanews", "ASKANEWS"),
    "IPS": ("IPS", "Inter Press Service"),
    "TNS": ("TNS", "Tribune News Service"),
    "RFE/RL": ("RFE/RL", "Radio Free Europe/Radio Liberty"),
    "VOA": ("VOA", "Voice of America"),
    "States Newsroom": ("States Newsroom",),
    "Thomson Reuters Foundation": ("Thomson Reuters Foundation",),
    "PRNewswire": ("PRNewswire", "PR Newswire", "PRNewswire-USNewswire", "PRNewswire-FirstCall", "PRNewswire-AsiaNet", "PRNewswire-iReach",
                   "PRNewswire-PRWeb", "USNewswire"),
    "Business Wire": ("BUSINESS WIRE", "Business Wire"),
    "GlobeNewswire": ("GLOBE NEWSWIRE", "GlobeNewswire"),
    "Agencies": ("Agencies", "News Agencies", "Wire Services", "Agencias", "AGENCIAS", "Agences", "Agenturen", "وكالات", "Ag.", "Agenzie", "Agências",
                 "Our Agencies", "Agentschappen", "Agencje", "Ajanslar", "Агентства", "综合", "agencies", "agencias", "agences"),
}  # fmt: skip
"""`Agencies` stands for an unnamed mixture: a credit, but no agency's name (see `named`)."""

UNNAMED = "Agencies"

BY_SPELLING = {spelling: name for name, spellings in AGENCIES.items() for spelling in spellings}

_DISTINCT = 5
"""Letters: so long a name is the agency's however it is written."""
_BY_CAPITALS = {spelling.upper(): name for spelling, name in BY_SPELLING.items() if len(spelling) >= _DISTINCT}

SELF_REFERRING = ("AFP", "AP", "Reuters", "dpa", "Xinhua", "EFE", "ANSA", "UPI", "PTI", "Kyodo", "TASS", "Yonhap", "Anadolu",
                  "AAP", "Interfax", "Lusa", "Belga", "Bloomberg", "APP", "ANI", "IANS", "BSS", "APS", "MENA", "WAM", "KUNA", "QNA",
                  "Petra", "WAFA", "SANA", "IRNA", "ISNA", "Tasnim", "NTB", "TT", "Ritzau", "STT", "ANP", "APA", "PAP", "ČTK", "TASR", "MTI",
                  "Tanjug", "Hina", "STA", "BTA", "Agerpres", "BNS", "Bernama", "Antara", "VNA", "KCNA", "Jiji", "IPS", "IRIN", "NZPA",
                  "RIA Novosti", "Sputnik", "Ukrinform", "UNIAN", "BelTA", "Armenpress", "Azertac", "Kazinform", "Adnkronos", "askanews",
                  "Europa Press", "Notimex", "Télam", "Prensa Latina", "Andina", "Agência Brasil", "Keystone-SDA", "epd", "KNA", "PANA", "NAN",
                  "GNA", "Angop")  # fmt: skip
"""Agencies whose copy speaks of itself by name."""

_WORD = re.compile(r"[^\s,;:()\[\]«»\"“”]+")
_LONGEST_NAME = 4
_ACRONYM = re.compile(r"[A-Z]{3,5}")
_DESK = re.compile(r"[a-z]{2,4}")
"""`dpa/lno`: a desk's letters behind its agency."""
_SEPARATORS = re.compile(r"\s*(?:/|,|;|\+|&|\band\b|\bet\b|\by\b|\bund\b|\bmit\b|\bwith\b|-|–|و)\s*")


def agency(written: str) -> str | None:
    """The usual short name of the agency that a credit spells out, if it is one.

    >>> agency("Agence France-Presse"), agency("The Gazette")
    ('AFP', None)
    """
    plain = written.strip(" .:,©()[]/")
    known = BY_SPELLING.get(plain)
    if not known and len(plain) >= _DISTINCT and (plain.isupper() or plain.islower()):
        known = _BY_CAPITALS.get(plain.upper())
    return known or _regional(plain)


def _regional(plain: str) -> str | None:
    """`Interfax-South`: the house before a region's name."""
    house, _, region = plain.partition("-")
    return BY_SPELLING.get(house) if len(house) >= _DISTINCT and region.istitle() and region.isalpha() else None


def agencies_only(written: str) -> tuple[str, ...]:
    """The agencies of a credit that names nothing else: `AFP/Reuters`, `AP and dpa`; else empty."""
    whole = agency(written)
    if whole:
        return (whole,)
    parts = [part for part in _SEPARATORS.split(written.strip(" .:()[]")) if part]
    found = [agency(part) or (part if _ACRONYM.fullmatch(part) else "") for part in parts]
    known = any(agency(part) for part in parts)
    desks = all(name or _DESK.fullmatch(part) for name, part in zip(found, parts, strict=True))
    return tuple(dict.fromkeys(name for name in found if name)) if known and desks else ()


def agencies_in(text: str) -> Iterator[str]:
    """Every agency that a short text names, in order: the longest names first at each place."""
    words = [word.rstrip(".") if word.count(".") == 1 else word for word in _WORD.findall(text)]
    place = 0
    while place < len(words):
        sizes = range(min(_LONGEST_NAME, len(words) - place), 0, -1)
        found = next(((n, name) for n in sizes if (name := BY_SPELLING.get(" ".join(words[place : place + n])))), None)
        if found:
            yield found[1]
        place += found[0] if found else 1


def named(agencies: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in agencies if name != UNNAMED)
