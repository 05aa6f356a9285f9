"""Review of items: what a person says of a target, an assignment, a deadline, a citation or a warning of a plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from corpus.item_reviews import ITEM_KINDS, ItemDecisions, quote_key, read_correction
from corpus.queries import assignment_rows, citation_rows, deadline_rows, target_rows, warning_rows
from corpus.queries_coverage import unit_text
from corpus.query_lines import AssignmentLine, ItemLine, PlanLine
from corpus.reviewing import filled, shortened
from schema.coverage import Decision
from schema.errors import KehoachError, WrongUsage
from schema.reviews import Review
from schema.store import Store
from schema.text import squeeze

_ITEM_ROWS = {
    "target": target_rows,
    "assignment": assignment_rows,
    "deadline": deadline_rows,
    "citation": citation_rows,
    "warning": warning_rows,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemVerdict:
    """What a person says of one item. correction: (field, written) pairs; none with DISMISSED: it is no item."""

    decision: Decision
    by: str
    correction: tuple[tuple[str, str], ...] = ()
    section: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDecision:
    """A decision on an item that is in force. applies: whether a plan in force still says these words."""

    unit: int
    kind: str
    quote: str
    section: str | None
    decision: Decision
    correction: tuple[tuple[str, str], ...]
    by: str
    at: str
    note: str | None
    applies: bool


def item_decisions(store: Store) -> tuple[ItemDecision, ...]:
    """The decisions in force on items, each with whether it still applies to something."""
    decisions = ItemDecisions(store.reviews())
    texts = {review.unit: quote_key(unit_text(store, review.unit)) for review in decisions}
    return tuple(
        ItemDecision(
            unit=review.unit,
            kind=review.kind,
            quote=review.quote or "",
            section=review.section,
            decision=review.decision,
            correction=review.correction,
            by=review.by,
            at=review.at,
            note=review.note,
            applies=quote_key(review.quote or "") in texts[review.unit],
        )
        for review in decisions
    )


def decide_item(store: Store, plan: PlanLine, kind: str, quote: str, verdict: ItemVerdict) -> Review:
    """Keep a decision on the item of ``plan`` that says ``quote``. Raises KehoachError where it cannot be kept."""
    if kind not in ITEM_KINDS:
        known = ", ".join(f"{key} ({name})" for key, name in ITEM_KINDS.items())
        raise WrongUsage(f"Không có loại mục “{kind}”.", f"Dùng một trong: {known}.")
    if plan.unit_id is None:
        raise KehoachError(
            "Chưa rõ kế hoạch này của đơn vị nào nên không giữ được quyết định.",
            "Nạp danh sách đơn vị bằng “kehoach units load” rồi làm lại.",
        )
    words = _words_of_item(store, plan, kind, quote, verdict)
    for name, written in verdict.correction:
        read_correction(kind, name, written)
    review = Review(
        unit=plan.unit_id,
        by=squeeze(verdict.by),
        at=datetime.now(UTC).isoformat(),
        decision=verdict.decision,
        kind=kind,
        quote=words,
        section=verdict.section,
        plan_sha256=plan.sha256,
        correction=verdict.correction,
        note=filled(verdict.note),
    )
    store.add_reviews([review])
    return review


def _words_of_item(store: Store, plan: PlanLine, kind: str, quote: str, verdict: ItemVerdict) -> str:
    """The words of the item that says exactly ``quote``, else of the only one whose words contain it. A dismissed item
    is found by the decision on it, so that it can be taken back."""
    wanted = quote_key(quote)
    rows: Sequence[ItemLine] = [
        row for row in _ITEM_ROWS[kind](store, [plan.id]) if verdict.section in (None, row.section)
    ]
    exact = [row for row in rows if quote_key(row.quote) == wanted]
    found = exact or [row for row in rows if wanted and wanted in quote_key(row.quote)]
    if len({quote_key(row.quote) for row in found}) == 1:
        _refuse_several_parties(found, verdict)
        return found[0].quote
    if not found:
        return _dismissed_words(store, plan, kind, quote)
    shown = "; ".join(f"“{shortened(row.quote)}” (mục {row.section or 'không rõ'})" for row in found[:5])
    raise WrongUsage(
        f"Có nhiều {ITEM_KINDS[kind]} chứa đoạn này: {shown}.", "Ghi đủ nguyên văn, hoặc thêm --section MỤC."
    )


def _dismissed_words(store: Store, plan: PlanLine, kind: str, quote: str) -> str:
    for review in ItemDecisions(store.reviews()):
        if (review.unit, review.kind) == (plan.unit_id, kind) and quote_key(quote) in quote_key(review.quote or ""):
            return review.quote or ""
    raise WrongUsage(
        f"Kế hoạch số {plan.id} không có {ITEM_KINDS[kind]} nào ghi “{shortened(quote)}”.",
        f"Xem các mục đã trích bằng “kehoach show {plan.id}”.",
    )


def _refuse_several_parties(rows: Sequence[ItemLine], verdict: ItemVerdict) -> None:
    fields = {name for name, _ in verdict.correction}
    if fields & {"party", "code"} and any(isinstance(row, AssignmentLine) and row.position for row in rows):
        raise WrongUsage(
            "Phân công này giao cho nhiều người, bộ phận nên không sửa tên từng người được.",
            "Sửa “task”, “roles”, hoặc bỏ cả phân công bằng --dismiss.",
        )
