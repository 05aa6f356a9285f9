"""What intros say for the bullets below: who acts ("Phòng Nội vụ:"), or which role the parties have ("Chủ trì:")."""

from dataclasses import dataclass, field

from extractors.assignments_behind import Subject
from extractors.reading import Paragraph
from schema.plan import Role, Section


@dataclass(frozen=True, slots=True)
class Block:
    """A label with nothing behind it. start: where it stands; roles: of the parties listed below it."""

    start: int
    roles: tuple[Role, ...]


@dataclass(slots=True)
class _Level:
    """A bullet and what its intro holds for the bullets below. quiet: they are things, not tasks."""

    bullet: str | None
    quiet: bool = False
    subject: Subject | None = None
    block: Block | None = None


@dataclass(slots=True)
class Nest:
    """The intros that hold for the bullets below, within one section."""

    section: int | None = None
    base: _Level = field(default_factory=lambda: _Level(None))
    told: Subject | None = None  # whom the sentence that opens the section tells, for what begins with a verb below
    bullets: list[_Level] = field(default_factory=list)

    def enter(self, section: Section | None, paragraph: Paragraph) -> None:
        """Go to ``paragraph``: what it does not stand below holds no more."""
        key = section.start if section is not None else None
        if key != self.section:
            self.section, self.base, self.bullets, self.told = key, _Level(None), [], None
        if paragraph.bullet is None:
            if self.bullets and self.bullets[-1].subject is not None:
                return  # "- Văn phòng Bộ:" over a paragraph of its duties
            self.bullets = []
            self.base.block, self.base.quiet = None, False
            return
        levels = [level.bullet for level in self.bullets]
        if paragraph.bullet in levels:
            del self.bullets[levels.index(paragraph.bullet) :]
        self.bullets.append(_Level(paragraph.bullet))

    def keep(self, subject: Subject) -> None:
        """Hold ``subject`` for the bullets below the paragraph."""
        self._innermost().subject = subject

    def keep_block(self, block: Block) -> None:
        """Hold ``block`` for the bullets below the paragraph."""
        self._innermost().block = block

    def hush(self) -> None:
        """Let the bullets below the paragraph tell of no task."""
        self._innermost().quiet = True

    def is_quiet(self) -> bool:
        """Whether an intro above the paragraph says that no tasks are listed."""
        return any(level.quiet for level in (self.base, *self.bullets))

    def subject(self) -> Subject | None:
        """Who acts in the paragraph, where an intro above says so."""
        levels = [self.base, *self.bullets]
        return next((level.subject for level in reversed(levels) if level.subject is not None), None)

    def block(self) -> Block | None:
        """The label right above the paragraph's bullets; None where there is none."""
        return [self.base, *self.bullets][-2].block if self.bullets else None

    def _innermost(self) -> _Level:
        return self.bullets[-1] if self.bullets else self.base
