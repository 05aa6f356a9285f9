"""Short plans of communes, a set of two criteria, and what coverage answers, for tests of coverage in the database."""

from collections.abc import Mapping
from typing import Any

from corpus.queries_coverage import CoverageLine
from schema.coverage import Status
from schema.criteria import Area, CriteriaSet, Criterion
from schema.document import Grade
from schema.plan import IssuerLevel, Plan
from schema.store import Store, StoredCriteria
from tests.schema.plans_made import plan_of

SET = CriteriaSet(
    id="thu",
    title="Bộ thử",
    areas=(Area(code="1", name="Cải cách thể chế"), Area(code="2", name="Cải cách thủ tục hành chính")),
    criteria=(
        Criterion(code="1.1", parent="1", name="Rà soát văn bản quy phạm pháp luật"),
        Criterion(code="2.1", parent="2", name="Công khai thủ tục hành chính", max_points=2),
    ),
)
REVIEWING = "Tổ chức rà soát văn bản quy phạm pháp luật còn hiệu lực thi hành."
PUBLISHING = "Thực hiện công khai thủ tục hành chính tại trụ sở."
NEITHER = "Tổ chức tập huấn công tác phòng cháy, chữa cháy cho cán bộ."
AT = "2026-01-01T00:00:00+00:00"


def commune_plan(text: str, name: str = "A", *, grade: Grade = Grade.GOOD, **header: Any) -> Plan:
    stated = {"unit_kind": "xã", "unit_name": name, "issuer_level": IssuerLevel.COMMUNE, "plan_year": 2024}
    return plan_of(text, name=f"{name}.txt", grade=grade, header={**stated, **header})


def statuses_of(rows: tuple[CoverageLine, ...]) -> Mapping[str, Mapping[str, Status]]:
    found: dict[str, dict[str, Status]] = {}
    for row in rows:
        found.setdefault(row.short_unit, {})[row.criterion] = row.cell.status
    return found


def both(first: Status, second: Status) -> Mapping[str, Status]:
    return {"1.1": first, "2.1": second}


def set_in_use(store: Store) -> StoredCriteria:
    return store.save_criteria(SET)
