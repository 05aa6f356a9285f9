"""Feedback letters: to every compared unit one Word file that says what its plan leaves out and what to add."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from corpus.assessment import compared
from corpus.export.details import Detail, each_detail
from corpus.export.files import check_folder, make_folder, written
from corpus.export.plain import one_line
from corpus.export.summary import ORDER, Facts, gather_facts
from corpus.export.word import FOLDER, fill
from corpus.queries import plan_rows, warning_rows
from corpus.queries_coverage import CoverageLine, unit_label
from corpus.query_lines import PlanLine, WarningLine
from corpus.selection import Selection
from corpus.wording import shown_date, shown_number
from schema.coverage import Has, Status
from schema.document import Evidence
from schema.store import Store, StoredCriteria
from schema.text import bare

TEMPLATE = FOLDER / "gop-y.docx"
LONGEST_NAME, LONGEST_QUOTE = 80, 400
# Said of a passage that may speak of the criterion after all: a letter must not accuse where the program is not sure.
UNSURE = "Chưa chắc, đề nghị đơn vị đối chiếu với đoạn:"
_PARTS = ("bo_trong", "chua_ro", "thieu_phu_luc", "canh_bao")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter that was written: to whom and where it is."""

    unit: str
    path: Path


def write_letters(
    store: Store,
    criteria: StoredCriteria,
    folder: Path,
    units: frozenset[int] | None = None,
    template: Path | None = None,
) -> Iterator[Letter]:
    """Write the letters into ``folder``, to all compared units or to ``units``; each as it is done."""
    make_folder(folder)
    facts = gather_facts(store, criteria)
    names = file_names(store)
    plans = {entry.unit: entry.plans for entry in compared(store)}
    known = {line.id: line for line in plan_rows(store)}
    for unit, rows in groupby(each_detail(store, criteria, Selection(units=units)), key=lambda row: row.line.unit_id):
        own = plans[unit]
        values = letter_values(tuple(rows), [known[plan] for plan in own], warning_rows(store, own), facts)
        out = folder / names[unit]
        check_folder(out)
        with written(out) as temporary:
            fill(template or TEMPLATE, values, temporary, facts.stamp)
        yield Letter(unit=values["don_vi"], path=out)


def file_names(store: Store) -> dict[int, str]:
    """A file name for every unit: letters and digits of any file system, each once, the same in every run."""
    used: set[str] = set()
    names = {}
    for entry in store.units():
        above = f" {entry.unit.superior}" if entry.unit.superior else ""
        stem = re.sub(r"[^a-z0-9]+", "-", bare(unit_label(entry) + above)).strip("-")[:LONGEST_NAME].strip("-")
        name = f"gop-y-{stem}.docx"
        if name in used:
            name = f"gop-y-{stem}-{entry.id}.docx"
        used.add(name)
        names[entry.id] = name
    return names


def letter_values(
    rows: Sequence[Detail], plans: Sequence[PlanLine], warnings: Sequence[WarningLine], facts: Facts
) -> dict[str, Any]:
    """What the template may show of one unit, by the names that stand in it."""
    lines = [row.line for row in rows]
    absent = all(line.cell.status is Status.NOT_SUBMITTED for line in lines)
    unit = one_line(re.sub(r"^UBND\b", "Ủy ban nhân dân", lines[0].unit))
    findings: dict[str, Any] = {
        "bo_trong": [_left_out(line) for line in lines if line.cell.status is Status.UNADDRESSED],
        "chua_ro": [_unclear(row) for row in rows if row.line.cell.status in (Status.PLANNED, Status.MENTIONED)],
        "thieu_phu_luc": [_named(line) for line in lines if line.cell.status is Status.UNKNOWN],
        "canh_bao": [{"noi_dung": found.message, "trich": _quoted(found.quote, found.page)} for found in warnings],
    }
    return {
        "don_vi": unit,
        "ve_viec": "gửi kế hoạch" if absent else "góp ý, đề nghị hoàn thiện kế hoạch",
        "ngay_so_lieu": f"{facts.stamp:%d/%m/%Y}",
        "chua_gui": absent,
        "kho_doc": any(line.cell.status is Status.UNREADABLE for line in lines),
        "ke_hoach": "; ".join(map(_plan_name, plans)) or "kế hoạch",
        "so_tieu_chi": len(lines),
        "ten_bo_tieu_chi": _inside(facts.set_name),
        "ket_qua_chung": _overall(lines),
        "phu_luc": ", ".join(_annexes(lines)) or "phụ lục",
        **findings,
        "thu_tu": _numbers(findings),
    }


def _numbers(findings: Mapping[str, Any]) -> dict[str, int]:
    """The numbers of the parts that the letter has; part 1 is the overall result."""
    present = [part for part in _PARTS if findings[part]]
    return {part: present.index(part) + 2 if part in present else 0 for part in _PARTS}


def _overall(lines: Sequence[CoverageLine]) -> str:
    statuses = [line.cell.status for line in lines]
    return "; ".join(f"{status.label}: {statuses.count(status)} tiêu chí" for status in ORDER if status in statuses)


def _left_out(line: CoverageLine) -> dict[str, str]:
    searched = line.cell.searched
    near = None if searched is None or searched.nothing_near else searched.nearest[0]
    lost = line.lost_points
    unsure = f"{UNSURE} " if line.cell.doubtful else ""
    return {
        "ma": line.criterion,
        "ten": line.criterion_name,
        "diem_mat": f"mất {shown_number(lost)} điểm" if lost else "",
        "gan_nhat": "Không có đoạn nào gần." if near is None else f"{unsure}{_evidence(near.evidence)}",
    }


def _unclear(row: Detail) -> dict[str, str]:
    grounds = row.line.cell.evidence
    return {
        "ma": row.line.criterion,
        "ten": row.line.criterion_name,
        "trich": _evidence(grounds[0].evidence) if grounds else "",
        "thieu": lacking(row.line.cell.has),
    }


def lacking(has: Has) -> str:
    """What a criterion still needs to be clear enough: a task, an owner, a target or a deadline."""
    if not has.task:
        return "nhiệm vụ cụ thể; người, bộ phận chủ trì; thời hạn hoàn thành; chỉ tiêu cần đạt"
    missing = (
        ("người, bộ phận chủ trì", has.owner),
        ("thời hạn hoàn thành", has.deadline),
        ("chỉ tiêu cần đạt", has.target),
    )
    return "; ".join(name for name, present in missing if not present)


def _named(line: CoverageLine) -> str:
    return f"{line.criterion} {line.criterion_name}"


def _annexes(lines: Sequence[CoverageLine]) -> tuple[str, ...]:
    searched = (line.cell.searched for line in lines)
    return tuple(dict.fromkeys(label for found in searched if found for label in found.annexes_missing))


def _evidence(evidence: Evidence) -> str:
    return _quoted(evidence.quote, evidence.page)


def _quoted(quote: str, page: int | None) -> str:
    text = one_line(quote)
    shown = text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
    return f"“{shown}”" + (f" (trang {page})" if page else "")


def _plan_name(plan: PlanLine) -> str:
    """ "Kế hoạch số 49/KH-UBND ngày 29/09/2021", as far as the plan states it."""
    numbered = bool(plan.symbol and plan.symbol[:1].isdigit())
    number = f" số {one_line(plan.symbol or '')}" if numbered else ""
    day = f" ngày {shown_date(plan.date)}" if plan.date and len(plan.date) == 10 else ""
    title = f" “{one_line(plan.title)}”" if plan.title else ""
    return f"Kế hoạch{number}{day}{title}"


def _inside(title: str) -> str:
    """A title as it stands inside a sentence."""
    return title[:1].lower() + title[1:]
