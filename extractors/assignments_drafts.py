"""What sentences are heard by and what they give: the clauses of a paragraph, the assignments that grow over them."""

from dataclasses import dataclass

from extractors.assignments_behind import Subject
from extractors.parties_span import PartySpan
from schema.plan import Role

SENTENCE_END = ".!?"


@dataclass(slots=True)
class Piece:
    """A clause ``[start, end)`` and the sign that ends it ("" at the end of the paragraph)."""

    start: int
    end: int
    sign: str


@dataclass(slots=True, kw_only=True)
class Draft:
    """An assignment that may still grow over the next clauses.

    task: where the words of the task begin; first: the role of the main verb; closed: it grows no more; inherited: the
    subject, where it is named outside ``[start, end)``; headed: a colon opened it, so that it takes the whole sentence;
    partners: those of the parties who only join in; about: where it is said what is to be done, if not in its words.
    """

    start: int
    end: int
    task: int
    parties: tuple[PartySpan, ...]
    roles: tuple[Role, ...]
    first: Role
    rule: str
    inherited: Subject | None = None
    requested: bool = False
    soft: bool = False
    closed: bool = False
    headed: bool = False
    partners: tuple[PartySpan, ...] = ()
    about: tuple[int, int] | None = None
