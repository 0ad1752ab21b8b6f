"""All candidates for an article's fields, from wherever they come, by field name."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sitegen.clean.options import CleanOptions
from sitegen.clean.outlets import OutletTable
from sitegen.describe.trust import Origin, in_order, origin
from sitegen.model import Article, Document, Field, Problem


class Case:
    """One article while its fields are chosen: the candidates, the choices so far, what was
    rejected and what is wrong. Later choices look at earlier ones (a title at the outlet)."""

    def __init__(self, document: Document, article: Article, options: CleanOptions, outlets: OutletTable) -> None:
        self.document, self.article, self.options, self.outlets = document, article, options, outlets
        self.chosen: dict[str, Field] = {}
        self.rejected: list[Field] = []
        self.problems: list[Problem] = []
        self._candidates: dict[str, list[tuple[Origin, Field]]] = {}
        for field in (*document.given, *article.fields):
            self._add(origin(field), field)
        if document.form == "html":
            self._add_markup()

    def _add(self, where: Origin, field: Field) -> None:
        if field.value:
            self._candidates.setdefault(field.name, []).append((where, field))

    def _add_markup(self) -> None:
        from sitegen.describe.markup import candidates, choose

        found = candidates(self.document)
        for name in dict.fromkeys([*(field.name for field in found), "published"]):
            best = choose(name, found)
            if best:
                self._add("text" if best.basis == "inferred" else "markup", best)
            for field in found:
                if field.name == name and field != best:
                    self.rejected.append(field)

    def candidates(self, name: str) -> list[Field]:
        """Most trusted first."""
        return in_order(name, self._candidates.get(name, []))

    def choose(self, field: Field | None, among: Sequence[Field] = ()) -> None:
        """Settles a field; what says otherwise among the candidates is kept as rejected."""
        if field and field.value:
            self.chosen[field.name] = field
        self.rejected += [other for other in among if field is None or _says_otherwise(other, field)]

    def value(self, name: str) -> str:
        """The chosen value of a single-valued field, empty where there is none."""
        field = self.chosen.get(name)
        return field.value if field and isinstance(field.value, str) else ""

    def warn(self, rule: str, reason: str, hint: str = "", line: int | None = None) -> None:
        """Notes a problem, once: the markup and the text often say the same."""
        source = self.document.source
        if any((problem.rule, problem.reason) == (rule, reason) for problem in self.problems):
            return
        self.problems.append(Problem(source.path, "describe", rule, "warning", reason, hint, source.record, line))


def _says_otherwise(other: Field, field: Field) -> bool:
    return other is not field and (other.value, other.basis, other.rule) != (field.value, field.basis, field.rule)


def valued(field: Field, value: str | tuple[str, ...]) -> Field:
    """The field with another value, its evidence made to show what was written."""
    written = "; ".join(field.value) if isinstance(field.value, tuple) else field.value
    return msgspec.structs.replace(field, value=value, evidence=field.evidence or written)
