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
        اقرأ أيضاً|lees ook|les også|läs också|læs også|baca juga|ilgili haberler|czytaj także|more|
        lire la suite|lisez aussi|à découvrir|à voir aussi|articles liés|articles similaires|dans la même rubrique|plus d'articles|nos derniers articles|
        mehr lesen|weiterlesen|auch lesen|mehr dazu|mehr aus|mehr von|weitere artikel|weitere themen|weitere meldungen|ähnliche artikel|lesen sie mehr|
        passend zum thema|neueste artikel|aktuelle nachrichten|beliebte artikel|leer más|lee también|lea además|más información sobre|más sobre|
        artículos relacionados|noticias relacionadas|contenido relacionado|lo más leído|lo más visto|últimas noticias|puede interesarle|
        اقرأ المزيد|اقرأ أيضًا|إقرأ أيضا|مواضيع ذات صلة|موضوعات ذات صلة|أخبار ذات صلة|مقالات ذات صلة|الأكثر قراءة|المزيد من|آخر الأخبار|شاهد أيضا|
        читать далее|читайте также|смотрите также|также по теме|ещё по теме|материалы по теме|новости по теме|похожие материалы|другие новости|
        самое читаемое|популярное|последние новости|подробнее|相关阅读|相关新闻|相关报道|相关文章|延伸阅读|推荐阅读|热门文章|热门新闻|更多|更多新闻|阅读更多|
        猜你喜欢|下一篇|上一篇|関連記事|関連ニュース|おすすめ記事|あわせて読みたい|人気記事|最新記事|ランキング|続きを読む|もっと見る|次の記事|前の記事|
        관련기사|관련뉴스|많이 본 뉴스|추천기사|더보기""",
    "comments": """comments|comment|leave a reply|leave a comment|add a comment|post a comment|join the conversation|join the discussion|
        show comments|view comments|commentaires|commenter|kommentare|kommentar|comentarios|comentar|comentários|deixe|deje|commenti|
        комментарии|отзывы|تعليقات|تعليق|reacties|reply|cancel reply|responses|replies|
        laisser un commentaire|ajouter un commentaire|réagir|réagissez|réactions|vos réactions|répondre|kommentieren|kommentar schreiben|
        kommentare anzeigen|diskutieren sie mit|antworten|deja un comentario|dejar un comentario|escribe un comentario|responder|ver comentarios|
        أضف تعليقا|اترك تعليقا|التعليقات|شارك برأيك|комментировать|комментарий|оставить комментарий|добавить комментарий|обсудить|
        评论|发表评论|网友评论|我要评论|留言|コメント|コメントを書く|コメントする|댓글|댓글쓰기""",
    "share": """share|share this|share on|tweet|facebook|whatsapp|linkedin|pinterest|follow us|follow|like this|print|copy link|partager|
        suivez|teilen|folgen sie|compartir|síguenos|compartilhar|compartilhe|condividi|поделиться|delen|dela|instagram|youtube|twitter|
        partager sur|partager cet article|envoyer par e-mail|imprimer|copier le lien|artikel teilen|beitrag teilen|drucken|link kopieren|folgen|
        compartir en|comparte|imprimir|copiar enlace|copiar el enlace|síguenos en|شارك|مشاركة|شارك الخبر|انشر|طباعة|تابعنا|تابعونا|نسخ الرابط|
        поделиться в|расскажите друзьям|вконтакте|одноклассники|телеграм|распечатать|скопировать ссылку|подпишитесь|
        分享|分享到|分享至|微信|微博|打印|收藏|转发|扫一扫|シェア|シェアする|ツイート|フォロー|印刷|リンクをコピー|공유|공유하기|인쇄""",
    "newsletter": """newsletter|subscribe|sign up|signup|inbox|email alerts|mailing list|get our|join our|join us|inscrivez|abonnez|
        suscríbete|suscribirse|suscríbase|anmelden|abonnieren|inscreva|assine|iscriviti|подписаться|подписывайтесь|download our app|
        get the latest|stay up to date|stay informed|
        s'abonner|s'inscrire|je m'abonne|lettre d'information|recevez|recevoir|chaque matin|jetzt abonnieren|newsletter abonnieren|jetzt anmelden|
        jetzt registrieren|suscripción|boletín|boletines|recibe|reciba|اشترك|اشتراك|النشرة البريدية|القائمة البريدية|рассылка|подписка|
        подпишитесь на|订阅|关注我们|下载客户端|扫码|メルマガ|メールマガジン|登録|無料登録|会員登録|購読|구독|구독하기""",
    "promo": """click here|learn more|buy now|shop now|get started|book now|book a|contact us|free trial|request a|call us|check price|
        view all|view more|see all|see more|load more|show more|show all|view deal|see price|get a quote|get quote|download now|
        try it|try for free|schedule a|start your|apply now|find out more|mehr erfahren|en savoir plus|más información|available from|
        our services|our team|let us|we can help|visit our""",
    "rights": """copyright|all rights reserved|rights reserved|tous droits réservés|alle rechte vorbehalten|derechos reservados|
        todos os direitos|tutti i diritti|все права|
        copyright by|reprinted|reprinted with permission|reproduced with permission|with permission|reproduction|printed from|may not be reproduced|
        may not be published|no part of|droits réservés|reproduction interdite|nachdruck|nachdruck verboten|urheberrecht|reservados todos los derechos|
        prohibida la reproducción|prohibida su reproducción|جميع الحقوق محفوظة|حقوق النشر|при использовании|при цитировании|перепечатка|
        版权所有|版权声明|未经授权|不得转载|转载请注明|著作権|無断転載|無断転載を禁じます|무단전재|무단 전재""",
    "credit": """photo|photos|photograph|photographs|image|images|picture|getty|shutterstock|unsplash|istock|ap photo|afp via|courtesy|
        foto|fotos|bild|crédit|crédits|illustration|file photo|pictured|screenshot|photo credit|image credit|image source|source|via|
        credit|figure|fig|video|watch|listen|gallery|slideshow|advertisement|
        photo by|foto de|imagen|imágenes|bildquelle|symbolbild|archivbild|photo d'illustration|illustration photo|archivo|صورة|الصورة|تصوير|фото|
        иллюстрация|图|图片|图片来源|摄影|摄|写真|画像|사진""",
    "author": """by|written by|about the author|about author|author|posted by|posted on|posted|published|published on|updated|last updated|
        last reviewed|last modified|min read|minute read|minutes read|reading time|read time|reporting by|editing by|contributed reporting|
        contributed to this report|reviewed by|edited by|fact checked|is a|staff writer|follow him|follow her|por|par|von|redaktion|
        lesezeit|temps de lecture|tempo de leitura|tiempo de lectura|this article was|this story|originally published|first published|
        reach|editor|reporter|views|view all posts|
        propos recueillis|rédaction|publié le|publié|mis à jour|mise à jour|avec afp|veröffentlicht|aktualisiert|stand|autor|autorin|redakteur|
        publicado|publicado el|actualizado|redacción|بقلم|كتب|كتبت|نشر في|تاريخ النشر|آخر تحديث|المصدر|автор|опубликовано|обновлено|источник|редактор|
        记者|作者|编辑|责任编辑|责编|来源|发布时间|発信地|記者|編集|更新|公開|기자|입력|수정""",
    "legal": """cookie|cookies|privacy|privacy policy|personal data|terms of|terms and conditions|consent|disclosure|disclaimer|affiliate|
        commission|sponsored|advertisement|advertising|advertise|paid content|partner content|promoted|datenschutz|impressum|
        publicidad|publicité|publicidade|anzeige|werbung|реклама|not financial advice|views expressed|opinions expressed|terms|
        cookies akzeptieren|datenschutzerklärung|nutzungsbedingungen|agb|politique de confidentialité|mentions légales|conditions générales|
        política de privacidad|términos y condiciones|aviso legal|سياسة الخصوصية|الشروط والأحكام|политика конфиденциальности|пользовательское соглашение|
        на правах рекламы|免责声明|隐私政策|广告|広告|プライバシーポリシー|利用規約|광고""",
    "login": """log in|login|sign in|register|create account|my account|password|email address|required fields|your email|your name|
        first name|last name|submit|search|menu|skip to|close|back to top|home|abonnement|se connecter|accept|subscribe now""",
    "toc": """table of contents|in this article|in this story|in this post|in this guide|jump to|contents|on this page|inhaltsverzeichnis|
        sommaire|índice|quick links|what's inside|overview""",
    "faq": """frequently asked questions|faq|faqs|common questions""",
    "notes": """references|sources|footnotes|bibliography|citations|notes|note|editor's note|correction|further information|
        acknowledgments|acknowledgements|resources|related resources|additional resources|quellen|einzelnachweise""",
    "tags": """tags|topics|categories|filed under|tagged|category|keywords|labels|posted in|schlagworte|mots clés|etiquetas|temas|topic|теги|
        mots-clés|sujets|thèmes|thème|themen|stichworte|temas relacionados|etiqueta|وسوم|الوسوم|كلمات مفتاحية|метки|темы|сюжет|сюжеты|标签|关键词|タグ|キーワード|태그""",
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
            first, *rest = _WORD.findall(phrase.replace("’", "'"))
            table.setdefault(first, []).append((tuple(rest), BITS[name]))
    return {first: tuple(rows) for first, rows in table.items()}


_TABLE = _table()


def first_words(text: str) -> list[str]:
    return _WORD.findall(text[:200].lower().replace("’", "'"))[:FIRST_WORDS]


def cues_of(words: list[str]) -> tuple[int, int]:
    """The kinds of cue among a text's first words, and those right at its start, as bit sets over BITS."""
    found = opening = 0
    for at, word in enumerate(words):
        rows = _TABLE.get(word)
        if rows:
            for rest, bit in rows:
                if not rest or tuple(words[at + 1 : at + 1 + len(rest)]) == rest:
                    found |= bit
        if not at:
            opening = found
    return found, opening
