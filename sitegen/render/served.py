"""The shipped theme's scripts and styles as pages load them: without what only their readers need, a quarter of their bytes and more
where a host does not compress.

This holds for our own files alone: comments of scripts on lines of their own, JSDoc casts before an expression, no string or
template over several lines. That what is left of a script is the same program is checked with its types (`make lint`).
"""

from __future__ import annotations

import re

_COMMENT = re.compile(r"^[ \t]*(?:/\*\*(?:(?!\*/).)*\*/[ \t]*|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
_CAST = re.compile(r"/\*\* @(?:(?!\*/).)*\*/ ?")
_INDENT = re.compile(r"\n\s+")
_STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r"""("[^"]*"|'[^']*')""")


def script(text: str) -> str:
    """A script without comments and indentation. Lines stay lines, so that what a browser shows is still our code.

    >>> script("/** Half of a number.\\n * @param {number} n */\\nfunction half(n) {\\n  return n / 2;\\n}\\n")
    'function half(n) {\\nreturn n / 2;\\n}\\n'
    """
    return _INDENT.sub("\n", _CAST.sub("", _COMMENT.sub("", text))).lstrip()


def style(text: str) -> str:
    """Styles without comments and needless white space, a rule a line.

    >>> style('/* Notes. */\\n.note, .hint { margin: 0 1rem; content: "; {"; }\\n')
    '.note,.hint{margin: 0 1rem;content: "; {";}\\n'
    """
    parts = _STRING.split(_STYLE_COMMENT.sub("", text))
    parts[::2] = [re.sub(r" ?([{};,]) ?", r"\1", re.sub(r"\s+", " ", part)).replace("}", "}\n") for part in parts[::2]]
    return "".join(parts).lstrip()
