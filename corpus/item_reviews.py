"""People's decisions on the items of plans, laid over the rows that everybody reads.

A decision is keyed by unit, kind and quote, so it holds for every plan of the unit that says the same words: after a
re-import, a new extraction and in a new version.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from corpus.typed_dates import partial_date
from schema.coverage import Decision
from schema.errors import WrongUsage
from schema.plan import Assignment, Comparator, Deadline, DeadlineKind, Plan, Role, Target, Use
from schema.reviews import COVERAGE, Review, standing
from schema.text import fold

TARGET, ASSIGNMENT, DEADLINE, CITATION, WARNING = "target", "assignment", "deadline", "citation", "warning"
ITEM_KINDS = {
    TARGET: "chỉ tiêu",
    ASSIGNMENT: "phân công",
    DEADLINE: "thời hạn",
    CITATION: "viện dẫn",
    WARNING: "cảnh báo",
}

Item = TypeVar("Item", Target, Assignment, Deadline)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReview:
    """Who decided what on an item, when and why. was: what the program had read where a person corrected it."""

    by: str
    at: str
    decision: Decision
    note: str | None = None
    was: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field that a person may correct. row: its name in the rows; read: the value that a text stands for (raises
    ValueError); choices: what may be written, for the message about anything else."""

    row: str
    read: Callable[[str], Any]
    choices: str


def _text(written: str) -> str | None:
    return written.strip() or None


def _number(written: str) -> float | None:
    plain = written.strip().rstrip("%").strip()
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    return float(plain) if plain else None


def _one_of(kind: type[StrEnum]) -> Callable[[str], StrEnum]:
    return lambda written: kind(written.strip())


def _roles(written: str) -> tuple[Role, ...]:
    return tuple(Role(part.strip()) for part in written.split(",") if part.strip())


def _fields(*fields: tuple[str, str, Callable[[str], Any], str]) -> dict[str, Field]:
    return {name: Field(row=row, read=read, choices=choices) for name, row, read, choices in fields}


_WORDS, _DAY, _FIGURE = "chữ", "ngày (30/9/2021, 9/2021 hoặc 2021)", "số"
CORRECTABLE: Mapping[str, Mapping[str, Field]] = {
    TARGET: _fields(
        ("metric", "metric", str.strip, _WORDS),
        ("comparator", "comparator", _one_of(Comparator), ", ".join(Comparator)),
        ("value", "value", _number, _FIGURE),
        ("upper", "upper", _number, _FIGURE),
        ("unit", "measure", _text, _WORDS),
        ("period", "period", _text, _WORDS),
        ("deadline", "deadline", partial_date, _DAY),
        ("baseline", "baseline", _text, _WORDS),
    ),
    ASSIGNMENT: _fields(
        ("task", "task", str.strip, _WORDS),
        ("roles", "roles", _roles, ", ".join(Role)),
        ("party", "party", str.strip, _WORDS),
        ("code", "code", _text, _WORDS),
    ),
    DEADLINE: _fields(
        ("kind", "kind", _one_of(DeadlineKind), ", ".join(DeadlineKind)),
        ("date", "date", partial_date, _DAY),
        ("start", "from_date", partial_date, _DAY),
        ("end", "to_date", partial_date, _DAY),
    ),
    CITATION: _fields(
        ("type", "type", str.strip, _WORDS),
        ("symbol", "symbol", _text, _WORDS),
        ("date", "date", partial_date, _DAY),
        ("issuer", "issuer", _text, _WORDS),
        ("title", "title", _text, _WORDS),
        ("provision", "provision", _text, _WORDS),
        ("use", "use", _one_of(Use), ", ".join(Use)),
    ),
    WARNING: {},
}


def read_correction(kind: str, name: str, written: str) -> Any:
    """The value that ``name=written`` stands for. Raises KehoachError that says what may be written."""
    field = CORRECTABLE[kind].get(name)
    if field is None:
        allowed = ", ".join(CORRECTABLE[kind]) or "không có trường nào (chỉ bỏ được)"
        raise WrongUsage(f"{ITEM_KINDS[kind].capitalize()} không có trường “{name}”.", f"Sửa được: {allowed}.")
    try:
        return field.read(written)
    except ValueError as error:
        raise WrongUsage(
            f"“{written}” không dùng được cho trường “{name}” của {ITEM_KINDS[kind]}.", f"Hãy ghi: {field.choices}."
        ) from error


def correction(kind: str, review: Review) -> dict[str, Any]:
    """The fields of the item that a person corrected, by their names in the contract, with their right values."""
    return {name: CORRECTABLE[kind][name].read(written) for name, written in review.correction}


def quote_key(quote: str) -> str:
    """The key under which the words of two versions are the same: line breaks and case do not count."""
    return " ".join(fold(quote).split())


class ItemDecisions:
    """The decisions in force on items, to be laid over rows."""

    def __init__(self, reviews: Iterable[Review]) -> None:
        items = (review for review in reviews if review.kind != COVERAGE and review.quote)
        self._by_key = {
            (review.unit, review.kind, quote_key(review.quote or ""), review.section): review
            for review in standing(items).values()
        }

    def __iter__(self) -> Iterator[Review]:
        return iter(self._by_key.values())

    def on(self, kind: str, unit: int | None, quote: str, section: str | None) -> Review | None:
        """The decision on an item: the one for its section, else the one for its words wherever they stand."""
        if unit is None or not self._by_key:
            return None
        key = quote_key(quote)
        return self._by_key.get((unit, kind, key, section)) or self._by_key.get((unit, kind, key, None))

    def dismissed(self, kind: str, unit: int | None, quote: str, section: str | None) -> bool:
        """Whether a person said that the item is none."""
        review = self.on(kind, unit, quote, section)
        return review is not None and review.decision is Decision.DISMISSED

    def over(self, kind: str, unit: int | None, row: Mapping[str, Any]) -> dict[str, Any] | None:
        """The row of an item with the decision on it; None where a person dismissed the item."""
        review = self.on(kind, unit, row["quote"], row["section"])
        if review is None:
            return dict(row)
        if review.decision is Decision.DISMISSED:
            return None
        right = {CORRECTABLE[kind][name].row: value for name, value in correction(kind, review).items()}
        was = tuple((name, row[CORRECTABLE[kind][name].row]) for name, _ in review.correction)
        seen = ItemReview(by=review.by, at=review.at, decision=review.decision, note=review.note, was=was)
        return {**row, **right, "reviewed": seen}


def undismissed(plan: Plan, unit: int, decisions: ItemDecisions) -> Plan:
    """``plan`` without the targets, assignments and deadlines that people dismissed: they grant a criterion nothing."""

    def kept(kind: str, items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(item for item in items if not decisions.dismissed(kind, unit, item.evidence.quote, item.section))

    if not any(review.unit == unit for review in decisions):
        return plan
    return replace(
        plan,
        targets=kept(TARGET, plan.targets),
        assignments=kept(ASSIGNMENT, plan.assignments),
        deadlines=kept(DEADLINE, plan.deadlines),
    )
