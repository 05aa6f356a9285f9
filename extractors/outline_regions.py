"""The regions of a document: the promulgating decision, the document itself, its annexes, and the parts of each."""

from dataclasses import dataclass, field
from enum import StrEnum

from extractors.form_marks import FormHeading
from extractors.typed_columns import TypedColumns


class RegionKind(StrEnum):
    """What a region is: the promulgating decision, the document itself, an annex, or a form in an annex."""

    DECISION = "decision"
    MAIN = "main"
    ANNEX = "annex"
    FORM = "form"


@dataclass(slots=True, kw_only=True)
class Region:
    """Paragraphs ``[first, last)`` that number their sections for themselves; all values are paragraph indices.

    type_line: "KẾ HOẠCH". title: the paragraphs of the title (for an annex: of its label and title). body: where
    preamble and sections begin. form: the heading of a form. recipients, signature: where these begin. columns: both
    where they are typed side by side. end: where the numbered body must end.
    """

    kind: RegionKind
    first: int
    last: int
    type_line: int | None = None
    title: list[int] = field(default_factory=list)
    body: int = 0
    form: FormHeading | None = None
    recipients: int | None = None
    signature: int | None = None
    signature_end: int | None = None
    columns: TypedColumns | None = None

    @property
    def end(self) -> int:
        marks = [mark for mark in (self.recipients, self.signature) if mark is not None]
        return min([self.last, *marks])
