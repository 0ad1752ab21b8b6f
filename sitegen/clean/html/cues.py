"""What short texts around an article say, in the languages of our readers: tables only.

A cue is evidence for the judge, never a verdict: "subscribe" stands in prose as well.
"""

from __future__ import annotations

import re

CUES: dict[str, str] = {
    "related": """read more|read also|also read|read next|read our|related|related articles|related stories|related posts|related content|
        related topics|you may also|you might|you may like|recommended|recommended for you|more from|more on|more in|more stories|
        more news|more about|most read|most popular|popular posts|trending|see also|don't miss|dont miss|up next|next article|
        previous article|next post|previous post|further reading|latest news|latest posts|latest stories|recent posts|keep reading|
        editor's picks|in other news|à lire aussi|lire aussi|à lire|sur le même sujet|voir aussi|les plus lus|lesen sie auch|mehr zum thema|
        mehr zu|auch interessant|das könnte sie|das könnte dich|zum thema|meistgelesen|lea también|te puede interesar|le puede interesar|
        relacionadas|relacionados|más noticias|más leídas|más leídos|ver también|leia também|leia mais|veja também|saiba mais|
        artigos relacionados|mais lidas|leggi anche|potrebbe interessarti|читайте также|по теме|похожие|самые популярные|اقرأ أيضا|
        اقرأ أيضاً|lees ook|les også|läs också|læs også|baca juga|ilgili haberler|czytaj także|more""",
    "comments": """comments|comment|leave a reply|leave a comment|add a comment|post a comment|join the conversation|join the discussion|
        show comments|view comments|commentaires|commenter|kommentare|kommentar|comentarios|comentar|comentários|deixe|deje|commenti|
        комментарии|отзывы|تعليقات|تعليق|reacties|reply|cancel reply|responses|replies""",
    "share": """share|share this|share on|tweet|facebook|whatsapp|linkedin|pinterest|follow us|follow|like this|print|copy link|partager|
        suivez|teilen|folgen sie|compartir|síguenos|compartilhar|compartilhe|condividi|поделиться|delen|dela|instagram|youtube|twitter""",
    "newsletter": """newsletter|subscribe|sign up|signup|inbox|email alerts|mailing list|get our|join our|join us|inscrivez|abonnez|
        suscríbete|suscribirse|suscríbase|anmelden|abonnieren|inscreva|assine|iscriviti|подписаться|подписывайтесь|download our app|
        get the latest|stay up to date|stay informed""",
    "promo": """click here|learn more|buy now|shop now|get started|book now|book a|contact us|free trial|request a|call us|check price|
        view all|view more|see all|see more|load more|show more|show all|view deal|see price|get a quote|get quote|download now|
        try it|try for free|schedule a|start your|apply now|find out more|mehr erfahren|en savoir plus|más información|available from|
        our services|our team|let us|we can help|visit our""",
    "rights": """copyright|all rights reserved|rights reserved|tous droits réservés|alle rechte vorbehalten|derechos reservados|
        todos os direitos|tutti i diritti|все права""",
    "credit": """photo|photos|photograph|photographs|image|images|picture|getty|shutterstock|unsplash|istock|ap photo|afp via|courtesy|
        foto|fotos|bild|crédit|crédits|illustration|file photo|pictured|screenshot|photo credit|image credit|image source|source|via|
        credit|figure|fig|video|watch|listen|gallery|slideshow|advertisement""",
    "author": """by|written by|about the author|about author|author|posted by|posted on|posted|published|published on|updated|last updated|
        last reviewed|last modified|min read|minute read|minutes read|reading time|read time|reporting by|editing by|contributed reporting|
        contributed to this report|reviewed by|edited by|fact checked|is a|staff writer|follow him|follow her|por|par|von|redaktion|
        lesezeit|temps de lecture|tempo de leitura|tiempo de lectura|this article was|this story|originally published|first published|
        reach|editor|reporter|views|view all posts""",
    "legal": """cookie|cookies|privacy|privacy policy|personal data|terms of|terms and conditions|consent|disclosure|disclaimer|affiliate|
        commission|sponsored|advertisement|advertising|advertise|paid content|partner content|promoted|datenschutz|impressum|
        publicidad|publicité|publicidade|anzeige|werbung|реклама|not financial advice|views expressed|opinions expressed|terms""",
    "login": """log in|login|sign in|register|create account|my account|password|email address|required fields|your email|your name|
        first name|last name|submit|search|menu|skip to|close|back to top|home|abonnement|se connecter|accept|subscribe now""",
    "toc": """table of contents|in this article|in this story|in this post|in this guide|jump to|contents|on this page|inhaltsverzeichnis|
        sommaire|índice|quick links|what's inside|overview""",
    "faq": """frequently asked questions|faq|faqs|common questions""",
    "notes": """references|sources|footnotes|bibliography|citations|notes|note|editor's note|correction|further information|
        acknowledgments|acknowledgements|resources|related resources|additional resources|quellen|einzelnachweise""",
    "tags": """tags|topics|categories|filed under|tagged|category|keywords|labels|posted in|schlagworte|mots clés|etiquetas|temas|topic|теги""",
    "takeaways": """key takeaways|key points|highlights|at a glance|quick facts|summary|tl dr|key facts|what you need to know|conclusion|
        final thoughts|bottom line|introduction""",
    "date": """january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|
        sept|oct|nov|dec|am|pm|ago|gmt|utc|est|edt|ist|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|
        juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|
        noviembre|diciembre|uhr""",
}  # fmt: skip
"""Phrases by kind; up to four words each, lower case."""

BITS: dict[str, int] = {name: 1 << at for at, name in enumerate(CUES)}
FIRST_WORDS = 25
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def _table() -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for name, phrases in CUES.items():
        for phrase in phrases.split("|"):
            first, *rest = phrase.replace("’", "'").split()
            table.setdefault(first, []).append((tuple(rest), BITS[name]))
    return {first: tuple(rows) for first, rows in table.items()}


_TABLE = _table()


def cues_of(text: str) -> int:
    """The kinds of cue among a text's first words, as a bit set over BITS."""
    words = _WORD.findall(text[:200].lower().replace("’", "'"))[:FIRST_WORDS]
    found = 0
    for at, word in enumerate(words):
        for rest, bit in _TABLE.get(word, ()):
            if not rest or tuple(words[at + 1 : at + 1 + len(rest)]) == rest:
                found |= bit
    return found
