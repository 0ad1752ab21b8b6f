"""The shipped theme's scripts as pages load them: without comments and indentation, a third of their bytes.

Lines stay lines, so that what a browser reports and shows is still our code. This holds for our own scripts alone: comments
on lines of their own, JSDoc casts before an expression, no string or template over several lines. That what is left is the
same program is checked with the scripts' types (`make lint`).
"""

from __future__ import annotations

import re

_COMMENT = re.compile(r"^[ \t]*(?:/\*\*(?:(?!\*/).)*\*/[ \t]*|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
_CAST = re.compile(r"/\*\* @(?:(?!\*/).)*\*/ ?")
_INDENT = re.compile(r"\n\s+")


def stripped(script: str) -> str:
    """The script without what only its readers need.

    >>> stripped("/** Half of a number.\\n * @param {number} n */\\nfunction half(n) {\\n  return n / 2;\\n}\\n")
    'function half(n) {\\nreturn n / 2;\\n}\\n'
    """
    return _INDENT.sub("\n", _CAST.sub("", _COMMENT.sub("", script))).lstrip()
