"""The words of bylines: what leads them in, what is no name in them, and what belongs to a name."""

from __future__ import annotations

import re

BY = re.compile(
    r"^\W*(?:(?:article |story |written |words |text |photographs? |photos? |published |posted |created |reported |contributed |analysis |opinion |commentary |review |"
    r"interview |perspective |column |essay |report |exclusive |submitted )?by|authors?|autor(?:es|in|a)?|von|par|por|di|da|door|av|af|texte|text|redaktion|oleh|penulis|"
    r"written|reporter|propos recueillis par|recueilli par|reportage|reportage de|oprac\.|opracowa(?:ł|ła|nie)|від|автор|текст|yazar|بقلم|كتب|作者|記者)\s*(?::|：|\s)\s*(?=\S)",
    re.IGNORECASE,
)  # fmt: skip
BY_ALONE = re.compile(
    r"^\W*(?:(?:written|posted|published|article|story|words) )?(?:by|von|par|por)\W*$", re.IGNORECASE
)
OTHER = re.compile(
    r"^\W*(?:(?:medically |expert |fact[- ])?(?:reviewed|edited|checked|updated|published|posted on|photo\w*|foto\w*|bild(?:er)?|illustrat\w*|video|grafik|graphics?)\b|"
    r"editors?\s*:|read more|view all|see all|follow)",
    re.IGNORECASE,
)
"""What brings in who did something else, or the controls of a page."""
OTHER_BY = re.compile(r"\b(?:by|von|par|por)(?:\W*$|\s)", re.IGNORECASE)
"""After a name: "Data analysis by", "Photos by" bring in who did something else."""
LINK = re.compile(r"^(?:https?:)?//|^www\.|^/|\.(?:com|org|net|de|html?|php)(?:/|$)", re.IGNORECASE)
MAIL = re.compile(r"[<(\[]?\s*[\w.+-]+@[\w-]+(?:\.[\w-]+)+\s*[>)\]]?|\[email\W*protected\]", re.IGNORECASE)
MAIL_THEN_NAME = re.compile(r"^\s*(?:by\s+)?(?:\S+@\S+|\[email\W*protected\])\s*\(([^)]+)\)\s*$", re.IGNORECASE)
HANDLE = re.compile(r"\s*[(\[]?@\w+[)\]]?")
ADDRESS = re.compile(r"^\s*(?:(?:https?:)?//|www\.|/)", re.IGNORECASE)
BARS = re.compile(r"\s*(?:\||•|·|\t|\n)\s*")
"""What parts a byline from something else rather than a name from a name."""
SPLIT = re.compile(
    r"\s*(?:;|,?\s+(?:(?i:and|und|et|en|og|och|dan|ve|with)|y|e|и|та|i|Y|E)\s+|\s+&\s+|(?<=\w)\s*/\s*(?=[^\W\d]))\s*"
)
COMMA = re.compile(r"\s*[,،、，]\s*")
DEGREE = re.compile(
    r"^(?:ph\.? ?d\.?|m\.?d\.?|d\.?v\.?m\.?|m\.?b\.?a\.?|j\.?d\.?|r\.?n\.?|r\.?d\.?(?:n\.?)?|cfp®?|cfa|cpa|esq\.?|jr\.?|sr\.?|i{1,3}|iv|"
    r"m\.?a\.?|b\.?a\.?|m\.?s\.?c?\.?|b\.?s\.?c?\.?|lcsw|lmft|np|do|dds|dmd|pharmd|mph|ed\.?d\.?|psy\.?d\.?|cscs|frcp?)$",
    re.IGNORECASE,
)
_JOBS = (
    r"editor|reporter|writer|correspondent|contributor|columnist|journalist|producer|manager|director|officer|president|ceo|cto|cmo|founder|co-?founder|"
    r"fellow|professor|analyst|specialist|photographer|redakteur(?:in)?|korrespondent(?:in)?|journaliste|correspondante?|periodista|corresponsal|redactora?|"
    r"giornalista|jornalista|rep[óo]rter|verslaggever|redacteur|journalistin|reporterin"
)
ROLE = re.compile(
    rf"\b(?:(?:{_JOBS})s?|contributing|guest|staff|gardener|associate|assistant|senior|chief|head|expert|enviad[oa]|envoyée?|especial|spéciale?|"
    r"for|at|of|in|from|à|aus|special to|the|candidate|horticulturalist|educator|strategist|consultant|author|updated|published|min read|minutes?)\b",
    re.IGNORECASE,
)
JOB = re.compile(rf"\b(?:{_JOBS})\b", re.IGNORECASE)
TRAILING_JOB = re.compile(
    rf"(?<=\w)\s+(?:(?:staff|senior|chief|special|guest|contributing|political|business|sports?|science|health|education|news|associate|assistant|deputy|managing|"
    rf"foreign|national|opinion)\s+)*(?:{_JOBS})s?$",
    re.IGNORECASE,
)
"""`Ann Lee Staff Reporter`: a job without a comma before it."""
TRAILING_PLACE = re.compile(r"\s+(?:in|aus|for|à|special to)\s+(?:the\s+)?[^\W\d_a-zß-ÿ].*$|\s+[-–—]\s+.*$")
"""`Ann Lee in Paris`, `Ann Lee for the Daily Post`, `Ann Lee - Correspondente em Lisboa`."""
AGENCIES = re.compile(
    r"^(?:(?:avec|con|com|mit|with|from|le|les|las?|die)\s+)*(?:agen[cçz]\w+|agência\w*|agenturen|агентств\w*|wires?|wire services?|news agencies)$",
    re.IGNORECASE,
)
"""Agencies that are not named."""
DATE = re.compile(
    r"\b(?:\d{1,2}[:h.]\d{2}|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:19|20)\d{2}|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2})\b",
    re.IGNORECASE,
)
REPORTER = re.compile(r"(?<=\w)\s*(?:기자|특파원|記者|记者)\s*$")
TAIL_ROLE = re.compile(r"\s*(?:\(([^)]*)\)|\[([^\]]*)\])\s*$")
_NO_NAMES = """
    admin administrator editor staff author authors by guest user webmaster none null undefined unknown anonymous n/a contributor super-user
    superuser root test wpengine default redaktion www login follow share subscribe
"""
NO_NAMES = frozenset(_NO_NAMES.split())
_PARTICLES = "de da di van von der den del la le bin bint ibn al el du dos das ter ten zu af av y e i and und et"
PARTICLES = frozenset(_PARTICLES.split())
CORPORATE = re.compile(
    r"\b(?:team|staff|editors?|desk|newsroom|redaktion|rédaction|redacción|redazione|redactie|ltd|inc|gmbh|llc|agency|magazine|news|online|media|associated press|"
    r"reuters|afp|agence france|dpa|bloomberg|agenc\w+|university|institute|department|committee|association|foundation|faculty|ministry)\b",
    re.IGNORECASE,
)
"""Words that names of houses and desks have, and names of persons have not."""
LOGIN = re.compile(r"^\w*admin\d*$|^(?:user|editor|author)[\d_]+$")
HEADING = re.compile(r"^(?:recent|related|latest|more|share|follow|leave|read|about|view|see)\b.*\b\w+", re.IGNORECASE)
"""Headings of a page's boxes, which stand where names do."""
UNCASED = re.compile(r"[\u0590-\u06ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of scripts without capitals."""
