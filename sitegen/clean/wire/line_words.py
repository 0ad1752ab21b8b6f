"""The words of page furniture and bylines, by language: alternatives for the patterns in `lines`."""

from __future__ import annotations


def _any(*languages: str) -> str:
    """One alternation of all languages' alternatives, in any case."""
    return "(?i:" + "|".join(languages) + ")"


BYLINE = (
    r"(?:By|BY|by|par|por|von|di|door|av|af|Written by|Story by|Reported by|Reporting by|Words by|Posted by|Text by|by:|Author|"
    r"Par|PAR|Propos recueillis par|Texte par|Texte|Auteur|Por|POR|Escrito por|Texto|Autorin/Autor|Autor|Autora|Autorin|"
    r"Von|VON|Aus .{2,20} berichtet|Di|DI|A cura di|Door|Av|Af|بقلم|كتب|كتبت|إعداد|تقرير|Автор|Текст|מאת)"
)

SIGNED_BY = (
    r"(?:(?i:autor(?:ka|ski|in|a|es)?|auteur|author|text|texte|texto|tekst|foto och text|skribent|journalist|yazar|yazan|haber|penulis|pewarta|wartawan|oleh|szerző|írta|napsal[ai]?|"
    r"kirjoittaja|teksti|door|av|af|автор|автори|текст|מאת|כתב|כתבה|बाय|تأليف|تقرير|إعداد|بقلم)\s?[:：/]|文[/／]|記者[ :：]|(?:本报|本社)?记者[ :：])"
)
"""What stands before an author's name with a colon, in languages whose word for it may also be another."""

EDITED_BY = r"(?i:edit(?:ed by|ors?|ing)|edição|edición|édition|redaktion|redaktor(?:ka)?|redigering|eindredactie|redazione|a cura di|责编|編集|редактор|редактура|责任编辑|编辑|編輯|責任編輯|校对|editör|עריכה|عرض|تحرير|تدقيق|편집|번역)"
SOURCE = r"(?:Sources?|SOURCE|Quellen?|Fuentes?|Fontes?|Źródło|Źródla|Источник|Джерело|Източник|Zdroj|Forrás|Sursa|Izvor|Kaynak|Πηγή|מקור|Bron|Källa|Kilde|Lähde|Sumber|Nguồn|来源|來源|出典|출처|المصدر|المصادر)"
STRONG_READ_MORE = _any(
    r"read also|also read|see also|à lire aussi|à lire également|lire aussi|lea también|lee también|le puede interesar|lesen sie auch|auch interessant|leggi anche|leia também|veja também|lees ook|läs också|läs även|les også|læs også|"
    r"czytaj (?:też|także)|zobacz (?:też|także)|čtěte také|читайте также|читайте також|baca juga|xem thêm|اقرأ أيضا?ً?|קראו גם"
)
"""Such words need no colon before the other story's headline."""
CORRESPONDENT = _any(
    r"(?:from|by) (?:our|a|the) (?:own |special |staff |foreign |diplomatic |political |parliamentary |\w+ )?(?:correspondents?|reporters?|representative)(?: (?:in|at) (?P<dateline_place>[^\W\d_][\w -]{2,30}))?",
    r"d[e'’] ?(?:notre|nos) (?:correspondante?s?|envoyée?s? spécia(?:l|le|ux|les))(?: (?:particuliere?|permanente?|régionale?))?(?: (?:à|au|en) (?P<dateline_place_1>[^\W\d_][\w -]{2,30}?))?",
    r"(?:de|por) (?:nuestr[oa]s?) (?:corresponsal(?:es)?|enviad[oa]s? especial(?:es)?|redacción)(?: en (?P<dateline_place_2>[^\W\d_][\w -]{2,30}))?",
    r"von unsere[mnr] (?:\w+[- ]?)?(?:korrespondent(?:en|in)?|mitarbeiter(?:in)?|redakteur(?:in)?|redaktionsmitglied|berichterstatter(?:in)?|sonderberichterstatter|reporter(?:in)?)(?: (?P<byline_1>[^\W\d_][\w.-]+(?: [^\W\d_][\w.-]+){1,2}))?(?:,? in (?P<dateline_place_3>[^\W\d_][\w -]{2,30}))?",
    r"d(?:al|ai) nostr[oi] (?:corrispondent[ei]|inviat[oi](?: speciale)?)(?: (?P<byline_2>[^\W\d_][\w.'’-]+(?: [^\W\d_][\w.'’-]+){1,2}))?",
    r"(?:do|da|dos) noss[oa]s? (?:correspondentes?|enviad[oa]s? especia(?:l|is))|van onze (?:correspondente?|verslaggever|redacteur)(?: (?P<byline_3>[^\W\d_][\w.'’-]+(?: [\w.'’-]+){1,3}))?",
    r"от нашего (?:собственного |специального )?корреспондента|från vår (?:egen )?(?:korrespondent|medarbetare|utsände)|fra vår (?:egen )?korrespondent|od naszego (?:specjalnego )?(?:korespondenta|wysłannika)|من مراسلنا(?: الخاص)?|مراسلنا|本报记者|本社特派員",
)
"""A newspaper's man without a name (and where the line gives it, with name or place)."""

TELEGRAPHED = _any(
    r"by (?:\w+ )?(?:electric telegraph|telegraph|submarine telegraph|cable|atlantic cable|wireless|telephone|air ?mail|special wire|submarine cable)(?: to .{3,40})?",
    r"(?:par|por|per) (?:dépêche|télégraphe|fil spécial|câble|telégrafo|cable|telegrafo)(?: .{0,20})?|telegraphisch(?:er bericht)?|drahtbericht|per (?:draht|funk)|telegrama(?:s)?|press association(?:[- ]copyright)?",
)
"""How a dispatch came, above its text."""

PUBLISHED = (
    r"(?:First )?(?:[Pp]ublished|PUBLISHED|[Pp]osted|[Ii]ssued|[Ff]iled|[Cc]reated|[Dd]ated?|[Rr]eleased|[Pp]ublié|Mis en ligne|Paru|Publicad[oa]|Creado|Fecha|Veröffentlicht|Publiziert|Erstellt|Stand|"
    r"Datum|Date|Pubblicato|Publicerad|Publisert|Publiceret|Udgivet|Gepubliceerd|Geplaatst|Julkaistu|Opublikowano|Data publikacji|Publikováno|Zveřejněno|Publikované|Publicat|Objavljeno|"
    r"Yayınlanma|Yayın [Tt]arihi|Giriş|Опубликовано|Дата публикации|Опубліковано|Публикувано|Δημοσιεύθηκε|Δημοσίευση|פורסם|Diterbitkan|Dipublikasikan|Ngày đăng|"
    r"نشر|نشرت|تاريخ النشر|发布时间|发表时间|發布時間|公開日|配信|입력|등록|प्रकाशित)"
)
UPDATED = (
    r"(?:[Ll]ast |LAST )?(?:[Uu]pdated|UPDATED|[Mm]odified|[Rr]evised|[Mm]is à jour|[Mm]odifié|Dernière mise à jour|[Aa]ctualizad[oa]|Última actualización|[Aa]ktualisiert|Zuletzt aktualisiert|"
    r"[Aa]ggiornat[oa]|[Mm]odifica(?:to)?(?: il)?|[Aa]tualizad[oa]|Uppdaterad|Oppdatert|Opdateret|Bijgewerkt|Laatste update|Päivitetty|Aktualizacja|Zaktualizowano|Aktualizováno|Güncelleme|Güncellendi|Обновлено|"
    r"Оновлено|Ενημέρωση|עודכן|Diperbarui|Cập nhật|آخر تحديث|تحديث|更新时间|更新|최종수정|수정|अपडेटेड)"
)
CORRECTION = (
    r"(?i:Correction|CORRECTION|Corrections? and clarifications?|Clarification|CLARIFICATION|Rectificatif|Rectification|Erratum|Corrección|CORRECCIÓN|Fe de errat[ao]s?|Korrektur|Berichtigung|"
    r"KORREKTUR|Richtigstellung|Rettifica|Errata|Correção|Rectificatie|Correctie|Rättelse|Rettelse|Oikaisu|Sprostowanie|Oprava|Düzeltme|Поправка|Исправление|Уточнение|תיקון|תיקון טעות|"
    r"تصحيح|تصويب|更正|訂正|정정)"
)
LABELS = (
    r"UPDATE ?\d{0,2}|URGENT|ALERT|FLASH|NEWSFLASH|BULLETIN|BREAKING(?: NEWS)?|EXCLUSIVE|CORRECTED|CORRECTION|REFILE|REPEAT|WRAPUP ?\d{0,2}|ANALYSIS|FACTBOX|TIMELINE|EXPLAINER|FEATURE|"
    r"DEVELOPING|LEAD|ADVISORY|URGENTE|ALERTA|AVANCE|ÚLTIMA HORA|EXCLUSIVA|EXCLUSIF|ALERTE|FLASH|BULLETIN|EILMELDUNG|EIL|VORRANG|BLITZ|СРОЧНО|МОЛНИЯ|ЭКСПРЕСС|عاجل|حصري|速報|快讯|快訊|속보|"
    r"Eilmeldung|Eil|Blitzmeldung|Vorrangmeldung|Urgent|Breaking [Nn]ews|News ?[Aa]lert|Bulletin|Flash|Urgente|Última hora|Alerte|Срочно|Молния|Hastesag|Viimased uudised|Son dakika|PILNE|Pilne"
)
MEDIA = r"(?i:picts?|pix|pictures?|photos?|graphics?|v[ií]d[eé]os?|v[ií]deos?|fotos?|images?|imagen(?:es)?|infograph\w+|infograf\w+|bild(?:er)?|bilder|audios?|sons?|tv|map|karte|mapa|фото|видео|صور|صورة|فيديو)"
CONSENT = _any(
    r".{0,160}\bcookies?\b.{0,160}(?:accept|agree|polic|consent|improve|experience|settings|preferences|continu).{0,80}|.{0,80}(?:accept|agree|consent).{0,60}\bcookies?\b.{0,100}|accept(?: all)?(?: cookies)?|reject(?: all)?|manage (?:preferences|cookies|options)|i agree|got it",
    r".{0,160}\bcookies\b.{0,160}(?:accept|acept|utili|politi|polít|préféren|paramètr|prefer).{0,80}|tout (?:accepter|refuser)|aceptar(?: todo)?|rechazar(?: todo)?|.{0,160}\bcookies\b.{0,160}(?:verwend|zustimm|einverstand|einstellung).{0,80}|alle akzeptieren|accetta(?: tutti)?|aceitar",
)
"""Banners that ask for leave to count readers."""
CONSENT_SIGNS = (
    "cookie",
    "accept",
    "reject",
    "manage ",
    "i agree",
    "got it",
    "akzept",
    "acept",
    "rechaz",
    "accett",
    "aceit",
    "refuser",
)
FOOTER = _any(
    r"privacy(?: policy| notice)?|terms(?: of (?:use|service)| (?:&|and) conditions)?|contact(?: us)?|about(?: us)?|cookie (?:policy|settings)|advertise(?: with us)?|sitemap|help|careers|do not sell my (?:personal )?info(?:rmation)?|accessibility|powered by .{2,30}|back to top|purchase licensing rights|licensing rights",
    r"mentions légales|politique de confidentialité|nous contacter|qui sommes-nous|cgu|cgv|aviso legal|política de (?:privacidad|cookies)|contacto|quiénes somos|impressum|datenschutz(?:erklärung)?|agb|kontakt|nutzungsbedingungen|informativa (?:sulla )?privacy|contatti|política de privacidade|termos de uso|seguici su|nach oben",
)
DESK_NOTES = _any(
    r"(?:dpa-)?notizblock|redaktionelle[rn]? hinweise?|redaktionshinweise?|hinweise? (?:an|für) die redaktion(?:en)?|notes? (?:to|for) editors?|(?:media|press) (?:contacts?|enquiries|inquiries)|internet(?: links)?|links|orte|locations",
    r"contacts? presse|contact médias|note aux rédactions|contacto de prensa|contactos? para (?:los )?medios|nota a los editores|pressekontakt|(?:rückfragen|nachfragen)(?: bitte)? an|kontakt(?: für (?:die )?(?:presse|medien))?|rückfragehinweis|contatti stampa|contato para a imprensa|pers(?:contact)?|presskontakt",
)
"""Headings of what a sender tells newsrooms below the text."""
ABOUT = _any(
    # A heading, "About Harbour Lines": no sentence such as "About 350 people work here."
    r"(?:about|über|à propos d[e'’]|acerca de) ?(?!\d)[^.!?]{2,40}(?=\s*[:：]?\s*$)|forward[- ]looking statements?|safe harbou?r statement"
)
"""Headings of what a sender says of himself."""
ENDING = (
    r"ENDS?|ends?|MORE|more|mfl?|30|-0-|FIN|Fin|FIM|Fim|ENDE|Ende|SCHLUSS|Schluss|FINE|Fine|Ends?|Enditem|ENDITEM|Endit|EOM|NNNN|انتهى|النهاية|끝|完|終わり|おわり|Koniec|KONIEC|Slut|SLUT|Loppu|Einde|EINDE|"
    r"Конец|Кінець|סוף|xxx|XXX|TO BE CONTINUED"
)

COMMENTS = _any(
    r"comments?|leave a (?:comment|reply)|post a comment|view (?:all )?comments|show comments|join the (?:conversation|discussion)|be the first to comment|add a comment|no comments(?: yet)?|have your say|comments are closed|(?:would you like to )?comment on this (?:article|story)|add your comment|disqus",
    r"commentaires?|laisser un commentaire|réagir|vos réactions|ajouter un commentaire|voir les commentaires",
    r"comentarios?|deja (?:un|tu) comentario|ver comentarios|comentar",
    r"kommentare?|kommentar (?:schreiben|verfassen|hinterlassen)|kommentare anzeigen|diskutieren sie mit",
    r"تعليقات|التعليقات|أضف تعليقا?ً?|اترك تعليقا?ً?|commenti|comentários|deixe (?:um|seu) comentário|lascia un commento",
    r"kommentarer|kommentera|reacties|reageer|plaats een reactie|kommentit|komentarze|dodaj komentarz|komentáře|diskuse|yorumlar|yorum yap|комментарии|оставить комментарий|обсудить|коментарі",
    r"תגובות|הוסף תגובה|σχόλια|评论|发表评论|評論|コメント|コメントする|댓글|의견|komentar|tulis komentar|bình luận|टिप्पणियां",
)

RELATED = _any(
    r"related|topics|tags|in this article|temas|mirá también|mirar también|etiquetas|mots[- ]clés|thèmes|schlagworte|stichworte|themen|argomenti|tópicos|post navigation|more like this|more on this|view more|read more stories|sponsored links|promoted stories|explore more on these topics|reuse this content|conforme a los criterios .{2,40}|saber más|últimas noticias|(?:you may )?also be interested in|related (?:articles?|stories|news|topics|posts|coverage|content|links|reading)|more on this(?: story| topic)?|more from .{2,40}|more (?:news|stories|top stories)|you (?:may|might) also (?:like|be interested in)|recommended(?: for you| stories| reading)?|most (?:read|popular|viewed|shared|commented)|trending(?: now| stories)?|top stories|latest news|read (?:also|next|more)|see also|also read|also see|don['’]t miss|up next|editor['’]?s['’]? (?:picks?|choice)|what to read next|in this section|popular (?:now|articles|stories)",
    r"à lire aussi|lire aussi|à lire également|sur le même sujet|articles? (?:liés?|similaires?|connexes?)|voir aussi|les plus lus|à voir aussi|dans la même rubrique|à la une|dossier",
    r"noticias relacionadas|artículos relacionados|te puede interesar|más noticias|lo más (?:leído|visto)|lea también|lee también|leer más|ver también|temas relacionados|más información|también te puede interesar|le puede interesar",
    r"mehr zum thema|lesen sie auch|das könnte sie auch interessieren|verwandte (?:artikel|themen)|weitere (?:artikel|nachrichten|themen|meldungen)|meistgelesen|auch interessant|zum thema|mehr dazu|passend dazu",
    r"articoli correlati|notizie correlate|potrebbe interessarti|notícias relacionadas|relacionadas|mais lidas|meer over|lees meer|gerelateerd(?:e artikelen)?|läs också|läs mer|les også|læs også|relaterade artiklar|lue myös",
    r"zobacz (?:też|także)|czytaj (?:też|także)|przeczytaj także|powiązane artykuły|čtěte také|související(?: články)?|ilgili haberler|bunlar da ilginizi çekebilir|читайте также|по теме|похожие материалы|читайте також|διαβάστε επίσης",
    r"קראו גם|כתבות נוספות|相关(?:新闻|阅读|文章)|延伸阅读|相關新聞|延伸閱讀|関連記事|関連ニュース|あわせて読みたい|관련기사|관련 기사|baca juga|berita terkait|xem thêm|tin liên quan|ये भी पढ़ें",
    r"اقرأ أيضا?ً?|اقرأ المزيد|مواضيع ذات صلة|أخبار ذات صلة|شاهد أيضا?ً?|الأكثر قراءة|قد يهمك(?: أيضا?ً?)?|مقالات ذات صلة|leggi anche|veja também|leia também|lees ook",
)

READ_MORE = _any(
    r"read more|read also|also read|see also|read next|more|related|related story|read|watch|watch live|watch now|see|opinion|analysis|must read|also see|don['’]t miss|explained|explainer|live updates|click here",
    r"lire aussi|à lire aussi|lire|à lire|voir aussi|lire également|à lire également",
    r"lea también|lee también|leer más|vea también|lee además|lea además|le puede interesar|te puede interesar|más información|ver más|también lea",
    r"lesen sie auch|lesen sie (?:hier|dazu)|mehr dazu|lesetipp|auch interessant|mehr zum thema|hintergrund",
    r"leggi (?:anche|tutto)|lees (?:ook|meer)|läs (?:också|mer|även)|les (?:også|mer)|læs (?:også|mere)|lue myös|zobacz (?:też|także)|czytaj (?:też|także|więcej)|čtěte (?:také|více)|devamını oku|ayrıca okuyun",
    r"читайте также|читать далее|по теме|читайте також|διαβάστε (?:επίσης|ακόμα)|קראו (?:גם|עוד)|延伸阅读|延伸閱讀|相关阅读|関連記事|관련기사|관련 기사|baca juga|xem thêm|đọc thêm|ये भी पढ़ें",
    r"اقرأ أيضا?ً?|اقرأ المزيد|شاهد أيضا?ً?|شاهد|إقرأ أيضا?ً?|للمزيد|leggi anche|leia (?:também|mais)|veja também|lees ook",
)

ADVERT = _any(
    r"advertisement|advertising|advert|sponsored(?: content)?|paid (?:content|post)|(?:story|article) continues (?:below|after)(?: (?:this |the )?ad(?:vertisement)?)?|skip (?:advertisement|ad)|scroll to continue(?: reading)?|promoted|remove ads?|ad feedback|close ad|loading\.*",
    r"publicité|la suite après (?:la|cette) publicité|annonce|contenu sponsorisé",
    r"publicidad|anuncio|contenido patrocinado|continúa leyendo|sigue leyendo",
    r"anzeige|werbung|weiter nach der anzeige|der artikel geht nach der anzeige weiter",
    r"إعلان|إعلانات|pubblicità|publicidade|advertentie|реклама|annons|annonse|annonce|mainos|reklama|ogłoszenie|inzerce|reklam|διαφήμιση|פרסומת|广告|廣告|広告|광고|iklan|quảng cáo|विज्ञापन",
)

SHARE = _any(
    r"share|subscribe|newsletter|click to (?:share|print|email|tweet)(?: .{2,60})?|like this|like loading.*|(?:like|love) it|opens in new window|posted in .{2,80}|skip to (?:main )?content|share (?:this|on|via|to)(?: (?:article|story|post|page|facebook|twitter|x|whatsapp|linkedin|email|reddit|telegram|pinterest|this|with .{2,20}))*|shares|tweet|tweet this|retweet|facebook|twitter|x|whatsapp|bluesky|mastodon|threads|linkedin|reddit|pinterest|telegram|instagram|messenger|flipboard|pocket|e-?mail(?: this)?(?: (?:article|story|link))?|print(?: this)?(?: (?:article|page|story))?|copy link|copy url|save|save (?:this )?(?:article|story)|bookmark|like|follow|follow us|listen|listen to (?:this )?(?:article|story)|text size|font size|gift (?:this )?article|send|more options",
    r"partager|partagez|partager (?:sur|cet article|l['’]article)(?: .{2,20})?|tweeter|imprimer|envoyer(?: par e-?mail)?|sauvegarder|écouter|suivez-nous",
    r"compartir|comparte|compartir (?:en|esta|este)(?: .{2,20})?|imprimir|enviar(?: por correo)?|guardar|escuchar|síguenos",
    r"teilen|artikel teilen|auf (?:facebook|twitter|x|whatsapp) teilen|drucken|merken|per e-?mail (?:teilen|senden)|vorlesen|anhören",
    r"condividi(?: su .{2,12})?|compartilhe|compartilhar(?: no .{2,12})?|deel(?: dit artikel)?|dela|del|jaa|udostępnij|sdílet|paylaş|поделиться|поширити|κοινοποίηση|שתפו|שתף|分享|シェア|ツイート|공유|공유하기|bagikan|chia sẻ|शेयर करें|tulosta|drukuj|tisk|распечатать",
    r"رابط دائم|نسخة للطباعة|نُسخة للطباعة|有料記事|会員限定(?:有料)?記事|会员专享|訂閱|印刷|列印|인쇄|PUB|لینک کوتاه|עקבו|הדפסה|"
    r"شارك|مشاركة|شارك(?: هذا)? (?:المقال|الخبر)|طباعة|نسخ الرابط|فيسبوك|تويتر|واتساب|condividi|compartilhar|compartilhe|delen",
)

NEWSLETTER = _any(
    r"sign up (?:for|to|here|now)|signup|subscribe (?:to|now|here|today|for)|get (?:the|our|all the|your) (?:latest|best|top|day['’]s|daily|breaking|free|app|essential)|download (?:our|the) .{0,20}app|stay (?:informed|up to date|updated|connected) with|join our|receive (?:our|the)|enter your email|newsletter|register (?:for free|now|to)|to continue reading|already a subscriber|support (?:our|independent) journalism|become a (?:member|subscriber)|create a free account|log in to|unsubscribe|you (?:are receiving|receive|received) this|this article is for subscribers",
    r"inscrivez-vous|abonnez-vous|s['’]abonner|recevez (?:la|notre|nos|l['’])|téléchargez l['’]appli|déjà abonné|article réservé aux abonnés|rejoignez-nous|newsletter",
    r"suscr[ií]be(?:te|ase)|regístrate|reciba|recibe (?:las|nuestro|en tu)|descarga (?:la|nuestra) app|boletín|únete a|inscr[ií]bete",
    r"abonnieren sie|melden sie sich|jetzt (?:anmelden|abonnieren|registrieren)|newsletter|bleiben sie informiert|laden sie (?:die|unsere) app",
    r"اشترك|اشتركوا|سجل الآن|حمل التطبيق|للاشتراك|iscriviti|inscreva-se|assine|schrijf je in",
)

TAGS = _any(
    r"tags?|themes?(?: ?\(s\))?|topics?|keywords?|filed under|categories|category|in this story|labels|more about|posted in",
    r"mots[- ]cl[eé]s|sujets|thèmes?|étiquettes|rubriques?",
    r"etiquetas|temas|palabras clave|archivado en|categorías",
    r"schlagwörter|schlagworte|themen|stichwörter|stichworte",
    r"parole chiave|argomenti|palavras-chave|trefwoorden|ämnen|emner|avainsanat|słowa kluczowe|tagi|klíčová slova|štítky|etiketler|теги|ключевые слова|ετικέτες|תגיות|标签|標籤|タグ|キーワード|태그|label|từ khóa",
    r"وسوم|الوسوم|كلمات مفتاحية|الكلمات المفتاحية|الكلمات الدالة|parole chiave|tópicos",
)

RIGHTS = (
    r"[Aa]ll [Rr]ights [Rr]eserved|ALL RIGHTS RESERVED|[Tt]ous droits (?:de reproduction .{0,40})?réservés|[Tt]odos los derechos reservados|"
    r"[Pp]rohibida (?:su|la) reproducción|[Aa]lle Rechte vorbehalten|[Rr]iproduzione riservata|RIPRODUZIONE RISERVATA|[Tt]odos os direitos reservados|"
    r"[Aa]lle rechten voorbehouden|[Aa]lla rättigheter förbehållna|[Aa]lle rettigheter (?:forbeholdt|reservert)|[Aa]lle rettigheder forbeholdes|[Kk]aikki oikeudet pidätetään|[Ww]szelkie prawa zastrzeżone|"
    r"[Vv]šechna práva vyhrazena|[Tt]üm hakları saklıdır|[Вв]се права защищены|[Вв]сі права захищені|[Пп]ерепечатка .{0,40}запрещена|כל הזכויות שמורות|版权所有|版權所有|无断转载|無断転載|무단[ ]?전재|[Hh]ak cipta dilindungi|[Dd]ilarang (?:keras )?mengutip|"
    r"جميع الحقوق محفوظة|حقوق النشر محفوظة|may not be (?:published|reproduced|republished|broadcast)[^.]{0,120}"
)
RIGHTS_SIGNS = (
    "©", "ⓒ", "(c", "copyright", "c.1", "c.2", "c. 1", "c. 2", "reserv", "réserv", "vorbehalt", "reprod", "riprod", "rechten", "rätt", "rettig", "oikeudet", "prawa",
    "práva", "hakları", "права", "перепечатка", "זכויות", "版权", "版權", "转载", "転載", "전재", "hak cipta", "dilarang", "حقوق", "may not be", "&copy;",
)  # fmt: skip
"""What a line on rights holds, in small letters."""
