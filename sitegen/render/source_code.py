"""Raw sources with their syntax coloured, where that is cheap and the format is a known one."""

from __future__ import annotations

MOST_COLOURED = 6_000
"""Pygments costs about a millisecond for twenty lines: longer texts stay plain."""

LANGUAGES = {
    "html": "html", "htm": "html", "xhtml": "html", "xml": "xml", "json": "json", "jsonl": "json", "markdown": "markdown", "md": "markdown",
    "python": "python", "py": "python", "javascript": "javascript", "js": "javascript", "css": "css", "sql": "sql", "bash": "bash", "sh": "bash",
    "yaml": "yaml", "toml": "toml", "ini": "ini", "diff": "diff", "r": "r", "c": "c",
}  # fmt: skip
"""A closed list: the name of a language comes from untrusted content."""


def highlighted(text: str, language: str) -> str:
    """The text as spans of Pygments' classes; '' where it is too long or the language unknown."""
    name = LANGUAGES.get(language.strip().lower().split(" ")[0] if language else "")
    if not name or len(text) > MOST_COLOURED:
        return ""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name

    lexer = get_lexer_by_name(name, stripnl=False, ensurenl=False)
    return str(highlight(text, lexer, HtmlFormatter(nowrap=True)))
