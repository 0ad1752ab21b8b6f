"""The words of page furniture and bylines, by language: alternatives for the patterns in `lines`."""

from __future__ import annotations


def _any(*languages: str) -> str:
    """One alternation of all languages' alternatives, in any case."""
    return "(?i:" + "|".join(languages) + ")"


BYLINE = (
    r"(?:By|BY|by|par|por|von|Written by|Story by|Reported by|Reporting by|Words by|Posted by|Text by|Author|"
    r"Par|PAR|Propos recueillis par|Texte|Auteur|Por|POR|Escrito por|Texto|Autor|Autora|"
    r"Von|VON|Aus .{2,20} berichtet|Di|DI|A cura di|Door|Av|Af|بقلم|كتب|كتبت|إعداد|تقرير|Автор|Текст)"
)

COMMENTS = _any(
    r"comments?|leave a (?:comment|reply)|post a comment|view (?:all )?comments|show comments|join the (?:conversation|discussion)|be the first to comment|add a comment|no comments(?: yet)?|have your say|comments are closed",
    r"commentaires?|laisser un commentaire|réagir|vos réactions|ajouter un commentaire|voir les commentaires",
    r"comentarios?|deja (?:un|tu) comentario|ver comentarios|comentar",
    r"kommentare?|kommentar (?:schreiben|verfassen|hinterlassen)|kommentare anzeigen|diskutieren sie mit",
    r"تعليقات|التعليقات|أضف تعليقا?ً?|اترك تعليقا?ً?|commenti|comentários",
)

RELATED = _any(
    r"related|related (?:articles?|stories|news|topics|posts|coverage|content|links|reading)|more on this(?: story| topic)?|more from .{2,40}|more (?:news|stories|top stories)|you (?:may|might) also (?:like|be interested in)|recommended(?: for you| stories| reading)?|most (?:read|popular|viewed|shared|commented)|trending(?: now| stories)?|top stories|latest news|read (?:also|next|more)|see also|also read|also see|don['’]t miss|up next|editor['’]?s['’]? (?:picks?|choice)|what to read next|in this section|popular (?:now|articles|stories)",
    r"à lire aussi|lire aussi|à lire également|sur le même sujet|articles? (?:liés?|similaires?|connexes?)|voir aussi|les plus lus|à voir aussi|dans la même rubrique|à la une|dossier",
    r"noticias relacionadas|artículos relacionados|te puede interesar|más noticias|lo más (?:leído|visto)|lea también|lee también|leer más|ver también|temas relacionados|más información|también te puede interesar|le puede interesar",
    r"mehr zum thema|lesen sie auch|das könnte sie auch interessieren|verwandte (?:artikel|themen)|weitere (?:artikel|nachrichten|themen|meldungen)|meistgelesen|auch interessant|zum thema|mehr dazu|passend dazu",
    r"اقرأ أيضا?ً?|اقرأ المزيد|مواضيع ذات صلة|أخبار ذات صلة|شاهد أيضا?ً?|الأكثر قراءة|قد يهمك(?: أيضا?ً?)?|مقالات ذات صلة|leggi anche|veja também|leia também|lees ook",
)

READ_MORE = _any(
    r"read more|read also|also read|see also|read next|more|related|related story|read|watch|watch live|watch now|see|opinion|analysis|must read|also see|don['’]t miss|explained|explainer|live updates|click here",
    r"lire aussi|à lire aussi|lire|à lire|voir aussi|lire également|à lire également",
    r"lea también|lee también|leer más|vea también|lee además|lea además|le puede interesar|te puede interesar|más información|ver más|también lea",
    r"lesen sie auch|lesen sie (?:hier|dazu)|mehr dazu|lesetipp|auch interessant|mehr zum thema|hintergrund",
    r"اقرأ أيضا?ً?|اقرأ المزيد|شاهد أيضا?ً?|شاهد|إقرأ أيضا?ً?|للمزيد|leggi anche|leia (?:também|mais)|veja também|lees ook",
)

ADVERT = _any(
    r"advertisement|advertising|advert|sponsored(?: content)?|paid (?:content|post)|(?:story|article) continues (?:below|after)(?: (?:this |the )?ad(?:vertisement)?)?|skip (?:advertisement|ad)|scroll to continue(?: reading)?|promoted|remove ads?|ad feedback|close ad|loading\.*",
    r"publicité|la suite après (?:la|cette) publicité|annonce|contenu sponsorisé",
    r"publicidad|anuncio|contenido patrocinado|continúa leyendo|sigue leyendo",
    r"anzeige|werbung|weiter nach der anzeige|der artikel geht nach der anzeige weiter",
    r"إعلان|إعلانات|pubblicità|publicidade|advertentie|реклама",
)

SHARE = _any(
    r"share|subscribe|newsletter|share (?:this|on|via|to)(?: (?:article|story|post|page|facebook|twitter|x|whatsapp|linkedin|email|reddit|telegram|pinterest|this|with .{2,20}))*|shares|tweet|tweet this|retweet|facebook|twitter|x|whatsapp|bluesky|mastodon|threads|linkedin|reddit|pinterest|telegram|instagram|messenger|flipboard|pocket|e-?mail(?: this)?(?: (?:article|story|link))?|print(?: this)?(?: (?:article|page|story))?|copy link|copy url|save|save (?:this )?(?:article|story)|bookmark|like|follow|follow us|listen|listen to (?:this )?(?:article|story)|text size|font size|gift (?:this )?article|send|more options",
    r"partager|partagez|partager (?:sur|cet article|l['’]article)(?: .{2,20})?|tweeter|imprimer|envoyer(?: par e-?mail)?|sauvegarder|écouter|suivez-nous",
    r"compartir|comparte|compartir (?:en|esta|este)(?: .{2,20})?|imprimir|enviar(?: por correo)?|guardar|escuchar|síguenos",
    r"teilen|artikel teilen|auf (?:facebook|twitter|x|whatsapp) teilen|drucken|merken|per e-?mail (?:teilen|senden)|vorlesen|anhören",
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
    r"tags?|topics?|keywords?|filed under|categories|category|in this story|labels|more about|posted in",
    r"mots[- ]cl[eé]s|sujets|thèmes?|étiquettes|rubriques?",
    r"etiquetas|temas|palabras clave|archivado en|categorías",
    r"schlagwörter|schlagworte|themen|stichwörter|stichworte",
    r"وسوم|الوسوم|كلمات مفتاحية|الكلمات المفتاحية|الكلمات الدالة|parole chiave|tópicos",
)

RIGHTS = (
    r"[Aa]ll [Rr]ights [Rr]eserved|ALL RIGHTS RESERVED|[Tt]ous droits (?:de reproduction .{0,40})?réservés|[Tt]odos los derechos reservados|"
    r"[Pp]rohibida (?:su|la) reproducción|[Aa]lle Rechte vorbehalten|[Rr]iproduzione riservata|RIPRODUZIONE RISERVATA|[Tt]odos os direitos reservados|"
    r"جميع الحقوق محفوظة|حقوق النشر محفوظة|may not be (?:published|reproduced|republished|broadcast)[^.]{0,120}"
)
