"""How comparisons look in the terminal and in JSON."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console

from corpus.comparison.copies import Copy
from corpus.comparison.criterion import Row
from corpus.comparison.measures import Ranking, level_of
from corpus.comparison.sides import Side
from corpus.query_lines import TargetLine
from corpus.superior import Against
from corpus.wording import COMPARATORS, ROLES, section_place
from schema.coverage import Ground
from schema.plan import Comparator, Role
from schema.text import squeeze

WIDEST = 160


def side_json(side: Side) -> dict[str, Any]:
    """One unit on one criterion as plain data."""
    cell = side.line.cell
    return {
        "unit": side.line.unit,
        "plan": side.line.plan,
        "file": side.line.file,
        "criterion": side.line.criterion,
        "status": cell.status,
        "has": asdict(cell.has),
        "confidence": cell.confidence,
        "tasks": [_ground_json(ground) for ground in side.tasks],
        "mentions": [_ground_json(ground) for ground in side.mentions],
        "targets": [target_json(target) for target in side.targets],
        "owners": [asdict(owner) for owner in side.owners],
        "deadlines": [asdict(deadline) for deadline in side.deadlines],
    }


def _ground_json(ground: Ground) -> dict[str, Any]:
    return {**asdict(ground.evidence), "section": ground.section, "standing": ground.standing, "why": ground.why}


def target_json(target: TargetLine) -> dict[str, Any]:
    """A target with the level that it is compared by."""
    level = level_of(target)
    return {**asdict(target), "level": None if level is None else asdict(level)}


def ranking_json(ranking: Ranking) -> dict[str, Any]:
    """A ranking, the most demanding target first."""
    return {
        "metric": ranking.metric,
        "measure": ranking.measure,
        "targets": [{"rank": ranked.rank, **target_json(ranked.target)} for ranked in ranking.targets],
    }


def against_json(row: Against) -> dict[str, Any]:
    """A unit's answer to one target of its superior, with both passages."""
    return {
        "unit": row.unit,
        "criterion": row.criterion,
        "criterion_name": row.criterion_name,
        "superior_plan": row.superior.id,
        "relation": row.relation,
        "short": row.short,
        "status": row.status,
        "note": row.note,
        "required": target_json(row.required),
        "own": None if row.own is None else target_json(row.own),
    }


def row_json(row: Row) -> dict[str, Any]:
    """One criterion for several plans."""
    return {
        "criterion": row.criterion,
        "name": row.name,
        "sides": [side_json(side) for side in row.sides],
        "targets": [
            {
                "left": None if pair.left is None else target_json(pair.left),
                "right": None if pair.right is None else target_json(pair.right),
                "relation": pair.relation,
            }
            for pair in row.targets
        ],
    }


def copy_json(pair: Copy) -> dict[str, Any]:
    """Two plans with text in common."""
    return {
        "left": asdict(pair.left),
        "right": asdict(pair.right),
        "left_share": pair.left_share,
        "right_share": pair.right_share,
        "direction": pair.direction,
        "passages": [asdict(passage) for passage in pair.passages],
        "leftovers": [asdict(leftover) for leftover in pair.leftovers],
    }


def show_side(side: Side, console: Console) -> None:
    """Print what one unit's plan says on a criterion."""
    console.print(f"{side.line.unit} – {side.line.cell.status.label}", soft_wrap=True)
    for ground in side.tasks or side.mentions:
        label = "Nhiệm vụ" if side.tasks else "Có nhắc"
        console.print(
            f"  {label}: {_quoted(ground.evidence.quote)}{_place(ground.evidence.page, ground.section)}", soft_wrap=True
        )
    for target in side.targets:
        console.print(f"  Chỉ tiêu: {shown_target(target)}{_place(target.page, target.section)}", soft_wrap=True)
    parties = dict.fromkeys(
        f"{squeeze(owner.party)} ({', '.join(ROLES[Role(role)] for role in owner.roles)})"
        for owner in side.owners
        if owner.party
    )
    if parties:
        console.print(f"  Ai làm: {'; '.join(parties)}", soft_wrap=True)
    dates = dict.fromkeys(squeeze(deadline.quote) for deadline in side.deadlines)
    if dates:
        console.print(f"  Thời hạn: {'; '.join(dates)}", soft_wrap=True)


def shown_target(target: TargetLine, *, with_metric: bool = True) -> str:
    """A target in one line: "tỷ lệ giải ngân: ≥ 95 %"; a person's correction is said."""
    values = " – ".join(_number(value) for value in (target.value, target.upper) if value is not None)
    level = " ".join(
        part for part in (COMPARATORS[Comparator(target.comparator)], values, target.measure or "") if part
    )
    fixed = " (đã sửa khi rà soát)" if target.reviewed is not None and target.reviewed.was else ""
    if not values:
        return _cut(target.metric) + fixed
    due = f", hạn {_date(target.deadline)}" if target.deadline else ""
    return (f"{_cut(target.metric)}: {level}" if with_metric else level) + due + fixed


def show_against(rows: Sequence[Against], console: Console) -> None:
    """Print the answers of the units to each target of the superior, target by target."""
    shown = None
    for row in rows:
        key = (row.criterion, row.superior.id, row.required.start, row.required.end)
        if key != shown:
            shown = key
            name = f"{row.criterion} {row.criterion_name}" if row.criterion else "Ngoài bộ tiêu chí"
            console.print(f"\n{name}", soft_wrap=True)
            issuer = row.superior.issuer or row.superior.unit or "Cấp trên"
            place = _place(row.required.page, row.required.section)
            console.print(
                f"  {issuer} giao: {shown_target(row.required)} {_quoted(row.required.quote)}{place}", soft_wrap=True
            )
        _show_answer(row, console)


def _show_answer(row: Against, console: Console) -> None:
    note = f" ({row.note})" if row.note else ""
    said = (
        ""
        if row.own is None
        else f": {shown_target(row.own)} {_quoted(row.own.quote)}{_place(row.own.page, row.own.section)}"
    )
    mark = " – chưa đạt mức được giao" if row.short else ""
    console.print(f"    {row.unit}: {row.relation.label}{note}{mark}{said}", soft_wrap=True)


def show_copy(pair: Copy, console: Console, *, passages: int) -> None:
    """Print how much two plans share, and the first shared passages."""
    left, right = (plan.unit or plan.file for plan in (pair.left, pair.right))
    console.print(
        f"\n{left} (kế hoạch số {pair.left.id}) và {right} (số {pair.right.id}): "
        f"{pair.right_share:.0%} kế hoạch của {right} có trong kế hoạch của {left}, ngược lại {pair.left_share:.0%}",
        soft_wrap=True,
    )
    if pair.direction:
        console.print(f"  Có vẻ {right} chép của {left}: {pair.direction}.", soft_wrap=True)
    console.print(f"  {len(pair.passages)} đoạn trùng hoặc gần trùng" + (":" if pair.passages else "."))
    for passage in pair.passages[:passages]:
        console.print(f"    {_quoted(passage.left)}", soft_wrap=True)
        if not passage.exact:
            console.print(f"      gần như: {_quoted(passage.right)}", soft_wrap=True)
    for leftover in pair.leftovers[:passages]:
        owner = left if leftover.plan == pair.left.id else right
        console.print(
            f"  ! Kế hoạch của {owner} còn ghi “{leftover.name}”: …{squeeze(leftover.quote)}…", soft_wrap=True
        )


def _place(page: int | None, section: str | None) -> str:
    places = ", ".join(part for part in (f"trang {page}" if page else "", section_place(section)) if part)
    return f" [{places}]" if places else ""


def _quoted(text: str) -> str:
    return f"“{_cut(text)}”"


def _cut(text: str) -> str:
    words = squeeze(text)
    return words if len(words) <= WIDEST else words[: WIDEST - 1] + "…"


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _date(stated: str) -> str:
    return "/".join(reversed(stated.split("-")))
