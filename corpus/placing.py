"""Plans loaded by mistake, and plans whose unit the header does not tell: a person takes them out, or says whose they
are. Files, history and decisions stay; every step can be taken back."""

from dataclasses import dataclass

from corpus.queries import plan_rows
from corpus.query_lines import PlanLine
from schema.errors import WrongUsage
from schema.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What was done to a plan. unit: its full name, None where it has none. plans: the versions that came into force or
    went out of it for that. message: all of it in Vietnamese, with the way back."""

    plan: int
    unit: str | None
    plans: tuple[int, ...]
    message: str


def remove_plan(store: Store, line: PlanLine) -> Changed:
    """Take a plan in force out of every table."""
    again = store.take_out(line.id)
    left = [row.id for row in plan_rows(store) if row.unit_id == line.unit_id] if line.unit_id is not None else []
    told = [f"Đã gỡ kế hoạch {_shown(line)} khỏi các bảng."]
    if again:
        told.append(f"Bản trước đó ({_numbers(again)}) có hiệu lực trở lại.")
    elif line.unit and not left:
        told.append(f"Đơn vị “{line.unit}” nay không còn kế hoạch nào.")
    told.append(f"Tệp và các quyết định rà soát vẫn còn; đưa lại bằng: kehoach plans restore {line.id}.")
    return Changed(plan=line.id, unit=line.unit, plans=again, message=" ".join(told))


def restore_plan(store: Store, number: int) -> Changed:
    """Put a plan that was taken out back. Raises WrongUsage where there is none of this number."""
    line = next((row for row in plan_rows(store, history=True) if row.id == number), None)
    if line is None or line.superseded_by != line.id:
        raise WrongUsage(
            f"Không có kế hoạch số {number} nào đã bị gỡ.", "Xem cột “Tình trạng” của “kehoach plans --history”."
        )
    replaced = store.put_back(number)
    told = f" Bản trước đó ({_numbers(replaced)}) lại thành bản cũ." if replaced else ""
    message = f"Đã đưa lại kế hoạch {_shown(line)}.{told}"
    return Changed(plan=number, unit=line.unit, plans=replaced, message=message)


def attach_plan(store: Store, line: PlanLine, unit: int, by: str) -> Changed:
    """Give a plan to a unit, whatever its header says."""
    name = next(entry.unit.full_name for entry in store.units() if entry.id == unit)
    before = f" (trước đây: “{line.unit}”)" if line.unit and line.unit_id not in (None, unit) else ""
    store.place(line.id, unit, by)
    others = [row.id for row in plan_rows(store) if row.unit_id == unit and row.id != line.id]
    told = [f"Đã gắn kế hoạch {_shown(line)} với “{name}”{before}; nạp lại danh sách đơn vị cũng không đổi."]
    if others:
        told.append(
            f"Đơn vị này còn {_numbers(others)}, tất cả đang được tính; bản nào thừa thì gỡ bằng: kehoach plans remove."
        )
    return Changed(plan=line.id, unit=name, plans=tuple(others), message=" ".join(told))


def _shown(line: PlanLine) -> str:
    symbol = f"{line.symbol}, " if line.symbol else ""
    return f"số {line.id} ({symbol}tệp “{line.file}”)"


def _numbers(plans: tuple[int, ...] | list[int]) -> str:
    return "kế hoạch số " + ", ".join(map(str, plans))
