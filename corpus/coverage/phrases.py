"""What a phrase of a plan names that is no clause of it: the metric of a target, read as coverage reads a clause."""

from corpus.coverage.assessor import Assessor
from corpus.coverage.passages import abbreviations
from corpus.coverage.places import Outline
from corpus.coverage.words import syllables
from schema.plan import Plan


class PhraseReader:
    """Tells which criteria the phrases of one plan name, with its own abbreviations and under its own headings."""

    def __init__(self, plan: Plan, assessor: Assessor) -> None:
        self._assessor = assessor
        self._meanings = abbreviations(plan)
        self._outline = Outline(plan.sections)

    def named(self, phrase: str, section: str | None) -> tuple[str, ...]:
        """The codes of the criteria that ``phrase`` names where it stands in ``section``, the surest first."""
        claims = self._assessor.phrase(self._key(phrase), self._areas(section)).claims
        return tuple(match.criterion for match in sorted(claims, key=lambda match: -match.score))

    def _areas(self, section: str | None) -> frozenset[str]:
        """The areas that the headings above name."""
        around = self._outline.chain(self._outline.by_id.get(section) if section else None)
        found = (self._assessor.area(self._key(extent.title)) for extent in around if extent.title)
        return frozenset(match.code for match in found if match is not None)

    def _key(self, text: str) -> str:
        return " ".join(syllables(text, self._meanings).words)
