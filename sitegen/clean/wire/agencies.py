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
    "RIA Novosti": ("RIA Novosti", "RIA", "РИА Новости", "РИА"),
    "Interfax": ("Interfax", "INTERFAX", "Интерфакс", "Интерфакс-Украина", "Interfax-Ukraine"),
    "Sputnik": ("Sputnik", "سبوتنيك"),
    "Ukrinform": ("Ukrinform", "Укринформ", "Укрінформ"),
    "UNIAN": ("UNIAN", "УНИАН", "УНІАН"),
    "BelTA": ("BelTA", "БЕЛТА"),
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
    "Bloomberg": ("Bloomberg", "BLOOMBERG", "Bloomberg News"),
    "Dow Jones": ("Dow Jones", "Dow Jones Newswires", "DJ"),
    "PA": ("PA", "PA Media", "Press Association", "PA News"),
    "AAP": ("AAP", "Australian Associated Press"),
    "NZPA": ("NZPA", "New Zealand Press Association"),
    "CP": ("CP", "Canadian Press", "The Canadian Press", "La Presse canadienne", "La Presse Canadienne", "PC"),
    "Yonhap": ("Yonhap", "Yonhap News", "YONHAP", "연합뉴스"),
    "Newsis": ("Newsis", "뉴시스"),
    "KCNA": ("KCNA", "Korean Central News Agency"),
    "CNA": ("CNA", "Central News Agency", "中央社"),
    "CNS": ("China News Service", "中新社"),
    "IRNA": ("IRNA", "Irna", "ایرنا"),
    "ISNA": ("ISNA", "ایسنا"),
    "MNA": ("MNA", "Mehr News Agency", "Mehr", "مهر"),
    "Tasnim": ("Tasnim", "تسنیم"),
    "Fars": ("Fars", "FNA", "Fars News Agency", "فارس"),
    "SANA": ("SANA", "سانا"),
    "Saba": ("Saba", "SABA", "سبأ"),
    "NNA": ("NNA", "National News Agency", "الوكالة الوطنية للإعلام"),
    "MENA": ("MENA", "Middle East News Agency", "أ ش أ", "أ.ش.أ"),
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
    "MAP": ("MAP", "Maghreb Arabe Presse", "و م ع", "ومع"),
    "APS": ("APS", "Algérie Presse Service", "واج", "Agence de presse sénégalaise"),
    "TAP": ("TAP", "Tunis Afrique Presse", "وات"),
    "LANA": ("LANA", "وال"),
    "SUNA": ("SUNA", "سونا"),
    "Antara": ("Antara", "ANTARA", "ANTARA News"),
    "Bernama": ("Bernama", "BERNAMA"),
    "VNA": ("VNA", "Vietnam News Agency", "TTXVN"),
    "PNA": ("PNA", "Philippine News Agency"),
    "TNA": ("TNA", "Thai News Agency"),
    "NAN": ("NAN", "News Agency of Nigeria"),
    "GNA": ("GNA", "Ghana News Agency"),
    "KNA (Kenya)": ("Kenya News Agency",),
    "ENA": ("ENA", "Ethiopian News Agency"),
    "PANA": ("PANA", "Panapress", "Pana"),
    "SAPA": ("SAPA", "Sapa", "South African Press Association"),
    "AIP": ("AIP",),
    "ANG": ("ANG",),
    "Belga": ("Belga", "BELGA"),
    "ANP": ("ANP", "Algemeen Nederlands Persbureau"),
    "APA": ("APA", "Austria Presse Agentur"),
    "Keystone-SDA": ("Keystone-SDA", "Keystone-ATS", "SDA", "sda", "ATS", "ats", "awp"),
    "AFX": ("AFX", "AFX News"),
    "KNA": ("KNA", "Katholische Nachrichten-Agentur"),
    "epd": ("epd", "Evangelischer Pressedienst"),
    "SID": ("SID", "Sport-Informations-Dienst"),
    "ddp": ("ddp", "dapd", "ddp/AP"),
    "Ritzau": ("Ritzau", "Ritzaus Bureau"),
    "NTB": ("NTB", "©NTB"),
    "TT": ("TT",),
    "STT": ("STT",),
    "BNS": ("BNS", "Baltic News Service"),
    "LETA": ("LETA",),
    "ELTA": ("ELTA",),
    "PAP": ("PAP", "Polska Agencja Prasowa"),
    "ČTK": ("ČTK", "CTK"),
    "TASR": ("TASR",),
    "SITA": ("SITA",),
    "MTI": ("MTI",),
    "Hina": ("Hina", "HINA"),
    "STA": ("STA",),
    "Tanjug": ("Tanjug", "TANJUG", "Танјуг"),
    "Beta": ("Beta",),
    "FENA": ("FENA", "Fena"),
    "MIA": ("MIA",),
    "BTA": ("BTA", "БТА"),
    "Agerpres": ("Agerpres", "AGERPRES"),
    "ANA-MPA": ("ANA-MPA", "ANA", "ΑΠΕ-ΜΠΕ"),
    "CNA (Cyprus)": ("Cyprus News Agency",),
    "Lusa": ("Lusa", "LUSA"),
    "Agência Brasil": ("Agência Brasil", "ABr"),
    "Estadão Conteúdo": ("Estadão Conteúdo",),
    "Folhapress": ("Folhapress", "FOLHAPRESS"),
    "Notimex": ("Notimex", "NOTIMEX", "NTX"),
    "Télam": ("Télam", "Telam", "TELAM"),
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
    "LaPresse": ("LaPresse",),
    "askanews": ("askanews", "Askanews"),
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
    "Agencies": ("Agencies", "News Agencies", "Wire Services", "Agencias", "Agences", "Agenturen", "وكالات", "Ag."),
}  # fmt: skip
"""`Agencies` stands for an unnamed mixture: a credit, but no agency's name (see `named`)."""

UNNAMED = "Agencies"

BY_SPELLING = {spelling: name for name, spellings in AGENCIES.items() for spelling in spellings}

_BY_CAPITALS = {spelling.upper(): name for spelling, name in BY_SPELLING.items() if len(spelling) >= 5}

SELF_REFERRING = ("AFP", "AP", "Reuters", "dpa", "Xinhua", "EFE", "ANSA", "UPI", "PTI", "Kyodo", "TASS", "Yonhap", "Anadolu",
                  "AAP", "Interfax", "Lusa", "Belga", "Bloomberg", "APP")  # fmt: skip
"""Agencies whose copy speaks of itself by name."""

_WORD = re.compile(r"[^\s,;:()\[\]«»\"“”]+")
_LONGEST_NAME = 4
_SEPARATORS = re.compile(r"\s*(?:/|,|;|\+|&|\band\b|\bet\b|\by\b|\bund\b|\bmit\b|\bwith\b|-|–|و)\s*")


def agency(written: str) -> str | None:
    """The usual short name of the agency that a credit spells out, if it is one.

    >>> agency("Agence France-Presse"), agency("The Gazette")
    ('AFP', None)
    """
    plain = written.strip(" .:,©()[]/")
    return BY_SPELLING.get(plain) or _BY_CAPITALS.get(plain)


def agencies_only(written: str) -> tuple[str, ...]:
    """The agencies of a credit that names nothing else: `AFP/Reuters`, `AP and dpa`; else empty."""
    whole = agency(written)
    if whole:
        return (whole,)
    parts = [part for part in _SEPARATORS.split(written.strip(" .:()[]")) if part]
    found = [agency(part) for part in parts]
    return tuple(dict.fromkeys(name for name in found if name)) if parts and all(found) else ()


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
