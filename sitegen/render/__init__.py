"""The render stage: what people see. `plan` says which pages there are and what each shows; `draw` makes one
of them; `static` gives the theme's scripts and styles; `load_theme` finds the theme.

Imports of the drawing half wait until a page is drawn: a rebuild in which nothing changed draws none.
"""

from __future__ import annotations

from sitegen.model import Cache, File, Page
from sitegen.render.plan import plan
from sitegen.render.theme import Theme, load_theme, static


def draw(page: Page, articles: Cache, alignments: Cache, theme: Theme) -> File:
    """One page as a file. See `sitegen.render.drawing`."""
    from sitegen.render.drawing import draw as drawn

    return drawn(page, articles, alignments, theme)


__all__ = ["Theme", "draw", "load_theme", "plan", "static"]
