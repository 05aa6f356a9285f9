"""The commune units of a province since 1/7/2025, from the package vietnam-provinces (offline, an extra).

The package of 2025.10 holds no predecessors: a roster file may name them (column "Sáp nhập từ").
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.loading.grid import LoadError
from schema.text import bare
from schema.units import Unit, name_key, split_unit

PREFIX = "vietnam:"
SINCE = "2025-07-01"  # Nghị quyết 202/2025/QH15: the units of two tiers begin


def units_of_province(province: str) -> tuple[Unit, ...]:
    """The units of ``province`` ("Gia Lai", "gia lai", "TP. Huế"), in the order of their codes. Raises LoadError."""
    provinces = _provinces()
    wanted = name_key(split_unit(province)[1])
    found = [entry for entry in provinces if name_key(_name(entry)) == wanted]
    # Typed without marks on a command line; of the 34 no two differ by marks alone.
    found = found or [entry for entry in provinces if bare(_name(entry)) == bare(" ".join(province.split()))]
    if not found:
        known = ", ".join(sorted(map(_name, provinces)))
        raise LoadError(f"Không có tỉnh, thành phố “{province}” (đang có: {known}).", "Hãy ghi đúng tên tỉnh.")
    return tuple(_unit(ward, found[0]) for ward in sorted(found[0]["wards"], key=lambda ward: int(ward["code"])))


def _unit(ward: dict[str, Any], province: dict[str, Any]) -> Unit:
    kind, name = split_unit(ward["name"])
    province_kind = "tỉnh" if province["division_type"] == "tỉnh" else "thành phố"
    return Unit(
        kind=kind,
        name=name,
        code=f"{ward['code']:05d}",
        superior=f"{province_kind} {_name(province)}",
        province=_name(province),
        valid_from=SINCE,
    )


def _name(province: dict[str, Any]) -> str:
    return split_unit(province["name"])[1]


@lru_cache(maxsize=1)
def _provinces() -> list[dict[str, Any]]:
    try:
        from vietnam_provinces import NESTED_DIVISIONS_JSON_PATH
    except ImportError as error:
        raise LoadError(
            "Chưa cài gói vietnam-provinces (danh mục 3.321 đơn vị cấp xã).",
            "Hãy cài bằng: pip install 'kehoach[units]', hoặc nạp danh sách từ tệp CSV, XLSX.",
        ) from error
    data: list[dict[str, Any]] = json.loads(Path(NESTED_DIVISIONS_JSON_PATH).read_text(encoding="utf-8"))
    return data
