"""How cells to review and people's decisions look in the terminal."""

from rich.console import Console

from corpus.item_reviews import ITEM_KINDS
from corpus.queries_coverage import CoverageLine
from corpus.reviewing import reason_to_review
from corpus.reviewing_items import ItemDecision
from corpus.wording import ACTS, NOTHING_NEAR, nearest_shown, section_place
from schema.coverage import Decision, Reviewed
from schema.text import squeeze

WIDEST = 150


def show_cell(line: CoverageLine, console: Console) -> None:
    """Print a cell with why a person should look at it, its grounds and what came nearest."""
    console.print(f"\n{line.unit} – {line.criterion} {line.criterion_name}", soft_wrap=True)
    console.print(f"  {line.cell.status.label}{_sure(line)}{decided(line)}", soft_wrap=True)
    reason = reason_to_review(line)
    if reason:
        console.print(f"  → {reason}", soft_wrap=True)
    for ground in line.cell.evidence[:3]:
        console.print(
            f"    {_place(ground.evidence.page, ground.section)}“{_cut(ground.evidence.quote)}”", soft_wrap=True
        )
        console.print(f"      {ground.why}", soft_wrap=True)
    if len(line.cell.evidence) > 3:
        console.print(f"    … và {len(line.cell.evidence) - 3} đoạn nữa")
    if not line.cell.evidence and line.cell.searched is not None:
        if line.cell.searched.nothing_near:
            console.print(f"    {NOTHING_NEAR}")
        for near in nearest_shown(line.cell.searched)[:2]:
            score = f"{near.score:.2f}".replace(".", ",")
            place = _place(near.evidence.page, near.section)
            console.print(f"    gần nhất ({score}) {place}“{_cut(near.evidence.quote)}”", soft_wrap=True)


def _sure(line: CoverageLine) -> str:
    """How sure the program is of the status; "" where a person gave the cell another one."""
    return "" if line.cell.machine is not None else f" (độ tin cậy {line.cell.confidence:.0%})"


def decided(line: CoverageLine) -> str:
    """Who decided what on the cell, when and why; "" where nobody did."""
    reviewed = line.cell.reviewed
    if reviewed is None:
        return ""
    machine = f"; chương trình ghi “{line.cell.machine.label}”" if line.cell.machine else ""
    note = f": {reviewed.note}" if reviewed.note else ""
    return f" – {reviewed.by} {_done(reviewed)} ngày {_day(reviewed.at)}{note}{machine}"


def _done(reviewed: Reviewed) -> str:
    if reviewed.decision is Decision.DISMISSED:
        gone = len(reviewed.quote.split("\n")) if reviewed.quote else 0
        return f"loại {gone} đoạn trích" if gone else "rút lại quyết định"
    return "ghi là không áp dụng" if reviewed.decision is Decision.NOT_APPLICABLE else ACTS[reviewed.decision]


def show_item(item: ItemDecision, unit: str, console: Console) -> None:
    """Print a decision on an item, and whether it still applies."""
    console.print(f"\n{unit} – {ITEM_KINDS[item.kind]} “{_cut(item.quote)}”", soft_wrap=True)
    right = ", ".join(f"{name} = {value}" for name, value in item.correction)
    note = f": {item.note}" if item.note else ""
    said = f"{item.by} {ACTS[item.decision]} {right}".rstrip()
    console.print(f"  {said} ngày {_day(item.at)}{note}", soft_wrap=True)
    if not item.applies:
        console.print("  → Kế hoạch hiện tại không còn đoạn này; quyết định không còn tác dụng.", soft_wrap=True)


def _place(page: int | None, section: str | None) -> str:
    places = [f"trang {page}" if page else "", section_place(section)]
    shown = ", ".join(place for place in places if place)
    return f"[{shown}] " if shown else ""


def _cut(text: str) -> str:
    words = squeeze(text)
    return words if len(words) <= WIDEST else words[: WIDEST - 1] + "…"


def _day(at: str) -> str:
    year, month, day = at[:10].split("-")
    return f"{day}/{month}/{year}"
