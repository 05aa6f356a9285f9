"""A plan in the terminal, short enough to read and complete enough to judge."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from corpus.decided_plan import DecidedItem
from corpus.wording import (
    ACTS,
    COMPARATORS,
    DEADLINE_KINDS,
    GRADES,
    HEADER_FIELDS,
    ROLES,
    named_parties,
    section_name,
    shown_date,
    shown_header,
)
from schema.plan import Plan, Target
from schema.text import squeeze


def show_plan(plan: Plan, console: Console) -> None:
    """Print the header, the counts and every target, assignment, deadline and warning of ``plan``."""
    console.print(f"{plan.document.source.name} (chất lượng đọc: {GRADES[plan.document.grade]})")
    for name, label in HEADER_FIELDS.items():
        found = getattr(plan.header, name)
        if found is not None:
            value = shown_header(name, found.value)
            console.print(f"  {label}: {value}{' (suy ra)' if found.inferred else ''}")
    _outline(plan, console)
    _table(
        console,
        "Căn cứ, viện dẫn",
        ("Mục", "Văn bản", "Ngày", "Cơ quan"),
        [
            (
                section_name(item.section),
                f"{item.type} {item.symbol or ''}".strip(),
                shown_date(item.date),
                item.issuer or "",
            )
            for item in plan.citations
        ],
    )
    _table(
        console,
        "Chỉ tiêu",
        ("Mục", "Nội dung", "Mức"),
        [(section_name(item.section), item.metric, target_level(item)) for item in plan.targets],
    )
    _table(
        console,
        "Phân công",
        ("Mục", "Vai trò", "Ai", "Việc"),
        [
            (
                section_name(item.section),
                ", ".join(ROLES[role] for role in item.roles),
                named_parties(item),
                squeeze(item.task),
            )
            for item in plan.assignments
        ],
    )
    _table(
        console,
        "Thời hạn",
        ("Mục", "Loại", "Nguyên văn", "Ngày"),
        [
            (section_name(item.section), DEADLINE_KINDS[item.kind], squeeze(item.evidence.quote), shown_date(item.date))
            for item in plan.deadlines
        ],
    )
    for warning in plan.warnings:
        console.print(f"! {warning.message}")


def show_decisions(decisions: Sequence[DecidedItem], console: Console) -> None:
    """Print what people corrected, dismissed or confirmed in the plan, with what the program had read."""
    if decisions:
        console.print("\nĐã rà soát")
    for item in decisions:
        review = item.review
        right = ", ".join(f"{name} = {value}" for name, value in review.correction)
        note = f": {review.note}" if review.note else ""
        said = f"{review.by} {ACTS[review.decision]} {right}".rstrip()
        console.print(f"  {item.kind} “{squeeze(item.read.evidence.quote)}” – {said}{note}", soft_wrap=True)


def target_level(target: Target) -> str:
    """ "≥ 90 %": comparator, value and unit as an officer writes them."""
    values = [f"{value:g}".replace(".", ",") for value in (target.value, target.upper) if value is not None]
    return " ".join(part for part in (COMPARATORS[target.comparator], " – ".join(values), target.unit or "") if part)


def _outline(plan: Plan, console: Console) -> None:
    console.print("Đề mục")
    for section in plan.sections:
        if section.marker:
            console.print(f"{'  ' * section.level}{section.marker} {squeeze(section.title or '…')}")


def _table(console: Console, title: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    if not rows:
        return
    table = Table(*columns, title=title, title_justify="left", show_lines=False)
    for row in rows:
        table.add_row(*row)
    console.print(table)
