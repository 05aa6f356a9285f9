"""Review of the matrix: which cells a person should look at, and decisions on them, checked before they are kept.

A decision is checked against what the program says now: the quoted words must stand in the plan, a criterion that is
said to be addressed needs words that show it. Several decisions are kept together or not at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from corpus.item_reviews import quote_key
from corpus.queries_coverage import CoverageLine, coverage_rows, unit_text
from schema.coverage import Decision, Ground, Standing, Status
from schema.errors import KehoachError, WrongUsage
from schema.reviews import COVERAGE, Review, standing
from schema.store import Store, StoredCriteria
from schema.text import squeeze

# What a person may say a cell is; that a unit sent nothing is for the ledger to say.
DECIDABLE = (Status.UNADDRESSED, Status.UNKNOWN, Status.MENTIONED, Status.PLANNED, Status.ACTIONABLE)
_RATHER_NEAR = 0.75  # below this no passage is what makes an absence doubtful
_STRONGEST = (Standing.TASK, Standing.NAMED, Standing.HEADING, Standing.TARGET, Standing.OWNER, Standing.DEADLINE)


class Which(StrEnum):
    """Which cells to review: those in doubt, these and all that were left out, or the whole matrix."""

    DOUBTFUL = "doubtful"
    UNADDRESSED = "unaddressed"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a person says of one cell. status: what it is; quote: the words of the plan that were judged; attach: words
    of the plan that the program did not see."""

    decision: Decision
    by: str
    status: Status | None = None
    quote: str | None = None
    attach: str | None = None
    note: str | None = None


def cells_to_review(
    store: Store,
    criteria: StoredCriteria,
    which: Which = Which.DOUBTFUL,
    *,
    units: frozenset[int] | None = None,
    criterion: str | None = None,
) -> tuple[CoverageLine, ...]:
    """The cells that a person should look at: conflicts first, then the doubtful ones, the least sure first, then in
    the order of the matrix what else ``which`` asks for."""
    rows = coverage_rows(store, criteria, units=units, criterion=criterion)
    wanted = (row for row in rows if which is Which.ALL or row.cell.doubtful or (_left_out(row, which)))
    return tuple(sorted(wanted, key=_urgency))


def decided_cells(store: Store, criteria: StoredCriteria) -> tuple[CoverageLine, ...]:
    """The cells on which a person's decision is in force."""
    units = frozenset(review.unit for review in store.reviews(criteria.set_id))
    return tuple(row for row in coverage_rows(store, criteria, units=units) if row.cell.reviewed is not None)


def decide(store: Store, criteria: StoredCriteria, unit: int, criterion: str, verdict: Verdict) -> CoverageLine:
    """Keep a decision on one cell and give the cell as it is now. Raises KehoachError where it cannot be kept."""
    [line] = coverage_rows(store, criteria, units=frozenset({unit}), criterion=criterion) or [None]
    if line is None:
        raise KehoachError(
            "Đơn vị này không có trong bảng so sánh.", "Xem các đơn vị được so sánh bằng “kehoach coverage”."
        )
    store.add_reviews([checked(line, verdict, unit_text(store, unit), criteria)])
    return coverage_rows(store, criteria, units=frozenset({unit}), criterion=criterion)[0]


def checked(line: CoverageLine, verdict: Verdict, text: str, criteria: StoredCriteria) -> Review:
    """The decision on ``line`` as it is kept. text: of the unit's plans. Raises KehoachError that says what is
    missing."""
    note = filled(verdict.note)
    status, quote, passage = _CHECKS[verdict.decision](line, verdict, text)
    if not verdict.by.strip():
        raise WrongUsage("Chưa rõ ai quyết định.", "Ghi tên bằng --by TÊN.")
    return Review(
        unit=line.unit_id,
        by=squeeze(verdict.by),
        at=datetime.now(UTC).isoformat(),
        decision=verdict.decision,
        kind=COVERAGE,
        set_id=criteria.set_id,
        criterion=line.criterion,
        quote=quote,
        plan_sha256=line.cell.searched.sha256 if line.cell.searched else None,
        status=status,
        passage=passage,
        note=note,
    )


_Kept = tuple[Status | None, str | None, str | None]


def _confirmed(line: CoverageLine, verdict: Verdict, text: str) -> _Kept:
    status = verdict.status or line.cell.status
    if line.cell.status is Status.NOT_SUBMITTED:
        raise KehoachError(
            "Đơn vị chưa gửi kế hoạch nên không có gì để xác nhận.", "Nạp kế hoạch bằng “kehoach import”."
        )
    if status is not (line.cell.machine or line.cell.status) and status is not line.cell.status:
        raise WrongUsage(
            f"Chương trình ghi “{line.cell.status.label}”, không phải “{status.label}”: đây không phải là xác nhận.",
            "Để sửa kết quả, dùng “kehoach review overrule … --status KẾT_QUẢ”.",
        )
    if not status.addressed:
        return status, None, None
    attached = _standing_in(verdict.attach, text)
    return status, _standing_in(verdict.quote, text) or strongest(line), attached


def _overruled(line: CoverageLine, verdict: Verdict, text: str) -> _Kept:
    status = verdict.status
    if status is None or status not in DECIDABLE:
        known = ", ".join(f"{one.value} ({one.label})" for one in DECIDABLE)
        raise WrongUsage("Chưa nêu kết quả đúng của ô này.", f"Thêm --status với một trong: {known}.")
    quote, attached = _standing_in(verdict.quote, text), _standing_in(verdict.attach, text)
    if not status.addressed:
        return status, quote or strongest(line), None
    if not (quote or attached or line.cell.evidence):
        raise WrongUsage(
            f"Kết quả “{status.label}” cần một đoạn trong kế hoạch làm căn cứ.",
            "Thêm --attach “đoạn trích nguyên văn”.",
        )
    return status, quote or (None if attached else strongest(line)), attached


def _not_applicable(line: CoverageLine, verdict: Verdict, text: str) -> _Kept:
    if filled(verdict.note) is None:
        raise WrongUsage("“Không áp dụng” phải có lý do.", "Thêm --note “lý do”.")
    return Status.NOT_APPLICABLE, None, None


def _dismissed(line: CoverageLine, verdict: Verdict, text: str) -> _Kept:
    """With a quote the passage is taken out of the grounds; without one former decisions are taken back."""
    if filled(verdict.quote) is None:
        if line.cell.reviewed is None:
            raise WrongUsage(
                "Ô này chưa có quyết định nào để rút lại.", "Để loại một đoạn trích sai, thêm --quote “đoạn trích”."
            )
        return None, None, None
    wanted = quote_key(verdict.quote or "")
    found = [ground.evidence.quote for ground in line.cell.evidence if wanted in quote_key(ground.evidence.quote)]
    if not found:
        raise WrongUsage(
            f"“{shortened(verdict.quote or '')}” không phải là đoạn trích mà chương trình dẫn ra cho ô này.",
            "Xem các đoạn trích bằng “kehoach review list --all --unit … --criterion …”.",
        )
    reviewed = line.cell.reviewed
    before = (
        reviewed.quote.split("\n") if reviewed and reviewed.decision is Decision.DISMISSED and reviewed.quote else []
    )
    return None, "\n".join(dict.fromkeys((*before, *map(squeeze, found)))), None


_CHECKS = {
    Decision.CONFIRMED: _confirmed,
    Decision.OVERRULED: _overruled,
    Decision.NOT_APPLICABLE: _not_applicable,
    Decision.DISMISSED: _dismissed,
}


def strongest(line: CoverageLine) -> str | None:
    """The passage that speaks most clearly for the status of the cell; None where none does."""
    ranked = sorted(line.cell.evidence, key=_strength)
    return squeeze(ranked[0].evidence.quote) if ranked else None


def _strength(ground: Ground) -> tuple[int, float, int]:
    return _STRONGEST.index(ground.standing), -(ground.score or 0.0), ground.evidence.start


def _standing_in(words: str | None, text: str) -> str | None:
    """``words`` on one line. Raises KehoachError where no plan of the unit says them."""
    quote = filled(words)
    if quote is not None and quote_key(quote) not in quote_key(text):
        raise WrongUsage(
            f"Kế hoạch của đơn vị không có đoạn “{shortened(quote)}”.",
            "Chép nguyên văn một đoạn liền nhau trong kế hoạch (không kể xuống dòng, chữ hoa).",
        )
    return quote


def filled(text: str | None) -> str | None:
    """``text`` on one line; None where nothing is written."""
    return (squeeze(text) or None) if text else None


def shortened(text: str, length: int = 60) -> str:
    """``text`` on one line, cut to ``length`` characters."""
    words = squeeze(text)
    return words if len(words) <= length else words[: length - 1] + "…"


def _left_out(row: CoverageLine, which: Which) -> bool:
    return which is Which.UNADDRESSED and row.cell.status is Status.UNADDRESSED


def _urgency(row: CoverageLine) -> tuple[int, float]:
    if row.cell.reviewed is not None and row.cell.reviewed.conflict:
        return 0, 0.0
    return (1, abs(row.cell.confidence - 0.5)) if row.cell.doubtful else (2, 0.0)


def reason_to_review(line: CoverageLine) -> str:
    """Why a person should look at the cell, in Vietnamese; "" where nothing calls for it."""
    reviewed = line.cell.reviewed
    if reviewed is not None and reviewed.conflict:
        return reviewed.conflict
    if line.cell.doubtful and line.cell.status.addressed:
        return "Đoạn trích chỉ vừa đủ giống tiêu chí; có thể chương trình nhận nhầm."
    if not line.cell.doubtful or line.cell.searched is None:
        return ""
    best = next(iter(line.cell.searched.nearest), None)
    if best is not None and best.why and best.score:
        return f"Theo {best.why}, đoạn gần nhất có thể nói về tiêu chí này bằng lời khác."
    if best is None or best.score < _RATHER_NEAR:
        return "Không có đoạn nào đủ gần, nhưng kế hoạch có nhiệm vụ có thể là tiêu chí này nói bằng lời khác."
    return "Có đoạn gần giống tiêu chí nhưng chưa đủ chắc; có thể kế hoạch đã nêu."


def standing_cells(reviews: Iterable[Review]) -> dict[tuple[int, str], Review]:
    """The decisions in force on cells, by unit and criterion."""
    return {
        (review.unit, review.criterion): review
        for review in standing(reviews).values()
        if review.kind == COVERAGE and review.criterion is not None
    }
