"""The *Báo cáo tổng hợp* as a Word file: the figures of the workbook in the words of a report."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.export.summary import ORDER, Facts, Summary, UnitHead, addressed, gather_facts, owed, summarised
from corpus.export.word import FOLDER, fill
from corpus.queries import each_warning
from corpus.queries_coverage import each_coverage_row
from corpus.selection import Selection, selected_plans
from corpus.wording import OUTCOMES, REASONS, shown_number, warning_label
from schema.coverage import Status
from schema.criteria import Node
from schema.errors import WrongUsage
from schema.ledger import Outcome
from schema.store import Store, StoredCriteria

TEMPLATE = FOLDER / "bao-cao.docx"
MOST_LEFT_OUT, LONGEST_BASIS = 15, 300
UNSURE = "chưa chắc"  # behind a criterion that is left out, where a person should look
# With more units the criteria that each leaves out stand as codes, and the table of criteria names them all.
NAMED_UNITS = 30
_DECISION = re.compile(r"(?i)(?:quyết định|nghị quyết|nghị định|thông tư|chỉ thị|hướng dẫn|kế hoạch|công văn)\b")
_UNDECIDED = (Status.UNKNOWN, Status.UNREADABLE, Status.NOT_SUBMITTED)


def report_writer(template: Path | None) -> Callable[[Store, StoredCriteria, Selection, Path], None]:
    """What writes the report with ``template``, or with that of the program."""

    def write(store: Store, criteria: StoredCriteria, only: Selection, out: Path) -> None:
        if only.statuses is not None:
            raise WrongUsage("Báo cáo Word nêu mọi mức kết quả nên không lọc theo --status.", "Bỏ --status.")
        facts = gather_facts(store, criteria, only)
        lines = each_coverage_row(store, criteria, units=only.units, codes=only.codes, statuses=only.statuses)
        summary = summarised(criteria, lines)
        warnings = ((line.code, line.plan) for line in each_warning(store, selected_plans(store, only)))
        fill(template or TEMPLATE, report_values(summary, facts, warnings), out, facts.stamp)

    return write


def report_values(summary: Summary, facts: Facts, warnings: Iterable[tuple[str, int]]) -> dict[str, Any]:
    """What the template may show, by the names that stand in it. warnings: the code and the plan of each."""
    units = summary.units()
    counts = [summary.count_unit(unit) for unit in range(len(units))]
    absent = [unit.name for unit, counted in zip(units, counts, strict=True) if counted[Status.NOT_SUBMITTED]]
    total = summary.count()
    cells = sum(total.values())
    return {
        "pham_vi": facts.only.heading,
        "can_cu": _legal_basis(facts.criteria.criteria_set.basis or ""),
        "ten_bo_tieu_chi": facts.set_name,
        "ngay_so_lieu": f"{facts.stamp:%d/%m/%Y}",
        "so_don_vi": len(units),
        "so_da_gui": len(units) - len(absent),
        "so_chua_gui": len(absent),
        "ty_le_da_gui": share(len(units) - len(absent), len(units)),
        "chua_gui": absent,
        "kho_doc": [unit.name for unit, counted in zip(units, counts, strict=True) if counted[Status.UNREADABLE]],
        "so_tep": len(facts.ledger),
        "tep_theo_ket_qua": [{"ten": OUTCOMES[key], "so": facts.outcomes()[key]} for key in OUTCOMES],
        "tep_chua_doc": _unread(facts),
        "so_tieu_chi": len(summary.criteria()),
        "so_o": cells,
        "theo_muc": [
            {"ten": status.label, "so": total[status], "ty_le": share(total[status], cells)}
            for status in ORDER
            if total[status]
        ],
        "theo_linh_vuc": [
            {"ma": area.code, "ten": area.name, **_figures(summary.count_area(area.code))} for area in summary.areas()
        ],
        "theo_don_vi": [{"ten": unit.name, **_figures(counted)} for unit, counted in zip(units, counts, strict=True)],
        "chi_ghi_ma": len(units) > NAMED_UNITS,
        "bo_trong_nhieu": _most_left_out(summary, None if len(units) > NAMED_UNITS else MOST_LEFT_OUT),
        "bo_trong_don_vi": _left_out_by_unit(summary, units),
        "canh_bao": _warnings(warnings),
    }


def _legal_basis(stated: str) -> str:
    """The decision behind the set, where that is what its basis names: a set may also say how it was put together."""
    return stated.rstrip(" .;") if _DECISION.match(stated) and len(stated) <= LONGEST_BASIS else ""


def share(part: int, whole: int) -> str:
    """A share in percent, as officials write it: "86,5%"."""
    return f"{shown_number(round(100 * part / whole, 1))}%" if whole else "0%"


def _unread(facts: Facts) -> list[dict[str, str]]:
    return [
        {
            "ten": record.name,
            "ly_do": record.message or (REASONS[record.reason] if record.reason else OUTCOMES[record.outcome]),
            "cach_xu_ly": record.next_step or "",
        }
        for record in facts.ledger
        if record.outcome in (Outcome.REFUSED, Outcome.FAILED)
    ]


def _figures(counts: Counter[Status]) -> dict[str, Any]:
    return {
        "du_ro": counts[Status.ACTIONABLE],
        "co_nhiem_vu": counts[Status.PLANNED],
        "co_nhac": counts[Status.MENTIONED],
        "bo_trong": counts[Status.UNADDRESSED],
        "chua_ket_luan": sum(counts[status] for status in _UNDECIDED),
        "ty_le": share(addressed(counts), owed(counts)),
    }


def _most_left_out(summary: Summary, rows: int | None) -> list[dict[str, Any]]:
    counted = [(node, summary.count_criterion(node.code)[Status.UNADDRESSED]) for node in summary.criteria()]
    most = sorted((entry for entry in counted if entry[1]), key=lambda entry: -entry[1])[:rows]
    return [{"ma": node.code, "ten": node.name, "so": number} for node, number in most]


def _left_out_by_unit(summary: Summary, units: Iterable[UnitHead]) -> list[dict[str, Any]]:
    criteria = summary.criteria()
    named = len(summary.lines) <= NAMED_UNITS
    rows = []
    for place, unit in enumerate(units):
        missing = [node for node in criteria if summary.status(place, node.code) is Status.UNADDRESSED]
        if missing:
            unsure = frozenset(node.code for node in missing if summary.doubtful(place, node.code))
            listed = "; ".join(_listed(missing, unsure, named=named))
            rows.append({"ten": unit.name, "so": len(missing), "tieu_chi": listed})
    return rows


def _listed(missing: Sequence[Node], unsure: frozenset[str], *, named: bool) -> Iterator[str]:
    """What is left out, and where that is not sure; a criterion stands for its components, which are left out with
    it."""
    codes = {node.code for node in missing}
    below = Counter(node.parent for node in missing)
    for node in missing:
        if node.parent not in codes:
            components = f" (và {below[node.code]} tiêu chí thành phần)" if below[node.code] else ""
            doubt = f" ({UNSURE})" if node.code in unsure else ""
            yield (f"{node.code} {node.name}{components}" if named else node.code) + doubt


def _warnings(warnings: Iterable[tuple[str, int]]) -> list[Mapping[str, Any]]:
    plans: defaultdict[str, list[int]] = defaultdict(list)
    for code, plan in warnings:
        plans[code].append(plan)
    most = sorted(plans.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    return [{"ten": warning_label(code), "so": len(found), "so_ke_hoach": len(set(found))} for code, found in most]
