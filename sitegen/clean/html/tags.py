"""What elements and class names say: tables only.

The class-name categories are the common vocabulary of web templates, as Readability, Boilerpipe and
trafilatura list them too; a category is evidence for the judge, never a verdict.
"""

from __future__ import annotations

import re
from functools import lru_cache

SKIPPED = frozenset(
    {"script", "style", "template", "link", "meta", "base", "param", "source", "track", "col", "colgroup"}
)
"""Elements without text of the page: all of it is markup."""

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "canvas",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "iframe",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "noframes",
        "noscript",
        "ol",
        "optgroup",
        "option",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "svg",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "video",
        "audio",
        "object",
        "xmp",
    ]
)
"""Elements that end the line of text before and after them."""

FLOATS = frozenset(["audio", "button", "canvas", "iframe", "noscript", "object", "select", "svg", "textarea", "video"])
"""Elements that may stand in the middle of a sentence without being part of it."""

FLOATING = re.compile(r"tooltip|popover|pop-?up|rollover|hover-?card", re.IGNORECASE)
"""Class names of inline elements that show their text elsewhere, when asked."""

MARKS = {"em": "em", "i": "em", "cite": "em", "dfn": "em", "var": "em", "strong": "strong", "b": "strong", "code": "code",
         "kbd": "code", "samp": "code", "tt": "code", "sub": "sub", "sup": "sup"}  # fmt: skip

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}

TAG_BITS = {"nav": "nav", "header": "header", "footer": "footer", "aside": "aside", "form": "form", "select": "form",
            "button": "control", "textarea": "form", "main": "main", "article": "article", "figure": "figure",
            "figcaption": "caption", "noscript": "noscript", "svg": "control", "dialog": "overlay", "iframe": "control",
            "video": "control", "audio": "control", "object": "control", "menu": "nav", "address": "byline",
            "table": "table", "section": "section", "head": "head", "label": "form", "details": "details"}  # fmt: skip

CATEGORIES: tuple[tuple[str, str], ...] = (
    ("comment", r"comment|disqus|respond|reply|discussion"),
    ("embed", r"twitter-tweet|tweet-?embed|embed(ded)?-?tweet|article-?tweet|instagram-media|fb-post|social-(media-)?embed|(tiktok|bluesky|reddit|mastodon)-embed"),
    ("share", r"share|sharing|social(?!-(media-)?embed)|follow|facebook|twitter(?!-tweet)|whatsapp|addthis|sumome"),
    ("related", r"related|recommend|recirc|read-?(more|next|also)|more-(from|on|stories|news)|popular|trending|latest|most-|"
                r"also-like|outbrain|taboola|teaser|promo|upnext|up-next|see-also|similar|suggest|carousel|slider|card"),
    ("newsletter", r"newsletter|subscri|sign-?up|signup|mailing|optin|opt-in|email|mailchimp|lead-?gen|cta|call-to-action"),
    ("advert", r"(^|[-_ ])(ads?|adv|advert\w*|banner|sponsor\w*|dfp|gpt|affiliate|commercial|promoted)([-_ ]|$)"),
    ("nav", r"(^|[-_ ])(nav\w*|menu\w*|breadcrumbs?|pagination|pager|toolbar|topbar|crumbs?|skip|site-?map)([-_ ]|$)|navbar|navigation"),
    ("footer", r"footer|foot([-_ ]|$)|copyright|colophon|legal"),
    ("header", r"header|masthead|hero|top-?bar"),
    ("aside", r"sidebar|side-|aside|widget|rail|secondary|column-right|right-col"),
    ("overlay", r"modal|popup|pop-up|popover|rollover|hovercard|overlay|lightbox|cookie|consent|gdpr|paywall|regwall|dialog|tooltip|toast|drawer|offcanvas"),
    ("byline", r"byline|by-line|author|contributor|writer|bio([-_ ]|$)|vcard|reporter"),
    ("date", r"date|time|publish|posted|updated|meta([-_ ]|$)|info([-_ ]|$)|dateline"),
    ("caption", r"caption|credit|photo|image|gallery|figure|media|video|slide"),
    ("tags", r"(^|[-_ ])(tags?|tag-?list|topics?|categor\w+|keywords?|labels?|terms?|taxonomy)([-_ ]|$)"),
    ("title", r"title|headline|heading"),
    ("lead", r"(^|[-_ ])(lead|lede|dek|deck|standfirst|subtitle|sub-?head\w*|sub-?title|summary|intro|excerpt|kicker|strapline|chapo|abstract|description)([-_ ]|$)"),
    ("toc", r"(^|[-_ ])(toc|table-of-contents|contents|jump|anchor-links|ez-toc\w*|on-this-page)([-_ ]|$)|ez-toc|tableofcontents"),
    ("content", r"content|article|body|entry|post|story|text|rich|prose|copy|paragraph|wysiwyg"),
    ("quote", r"quote|tweet|embed|instagram"),
    ("note", r"disclaimer|disclosure|footnote|reference|source|note|correction|citation"),
    ("box", r"(^|[-_ ])(box|callout|highlight\w*|infobox|factbox|key-?\w*|takeaway\w*|panel|product\w*|pros|cons|faq\w*|accordion\w*|recipe\w*|table)([-_ ]|$)|accordion|wp-block"),
    ("button", r"button|btn"),
    ("icon", r"icon|sr-only|screen-reader|visually-hidden|visuallyhidden|hidden|a11y|label|badge"),
)  # fmt: skip
"""Categories of class and id names. Matched in lower case after camelCase was split by hyphens."""

BITS: dict[str, int] = {}
for _name in (*(name for name, _ in CATEGORIES), *TAG_BITS.values(), "invisible", "footnote"):
    BITS.setdefault(_name, 1 << len(BITS))

_COMPILED = tuple((BITS[name], re.compile(pattern)) for name, pattern in CATEGORIES)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=20_000)
def bits_of(words: str) -> int:
    """The categories that a class and id string names, as a bit set over BITS."""
    plain = _HUMP.sub("-", words[:300]).lower()
    found = 0
    for bit, pattern in _COMPILED:
        if pattern.search(plain):
            found |= bit
    return found
