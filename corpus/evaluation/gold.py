"""Gold files as they are: the annotation of one plan, checked at the edge."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from schema.errors import KehoachError

Span = tuple[int, int]
T = TypeVar("T", bound=BaseModel)
ItemT = TypeVar("ItemT", bound="_Item")


class _Gold(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)


class _Item(_Gold):
    """An annotated item. dispensable: its annotator marked it ``optional: true``, it need not be found."""

    id: str
    quote: str
    span: Span
    dispensable: bool = Field(default=False, alias="optional")

    @property
    def optional(self) -> bool:
        """Whether it need not be found."""
        return self.dispensable


class GoldSection(_Item):
    marker: str | None = None
    title: str | None = None
    parent: str | None = None


class GoldCitation(_Item):
    kind: str | None = None
    type_code: str | None = None
    symbol: str | None = None
    date: str | None = None
    self: bool = False

    @property
    def optional(self) -> bool:
        """Whether it need not be found: standards and the plan itself need not."""
        return self.dispensable or self.kind == "standard" or self.self


class GoldTarget(_Item):
    kind: str
    comparator: str | None = None
    value: float | None = None
    unit: str | None = None

    @property
    def optional(self) -> bool:
        """Whether it need not be found: what has no figure need not."""
        return self.dispensable or self.kind in {"relative", "qualitative", "rank"}


class GoldParty(_Gold):
    text: str
    code: str | None = None


class GoldAssignment(_Item):
    roles: tuple[str, ...]
    parties: tuple[GoldParty, ...] = ()
    soft: bool = False

    @property
    def optional(self) -> bool:
        """Whether it need not be found: exhortations need not."""
        return self.dispensable or self.soft


class GoldDeadline(_Item):
    kind: str
    date: str | None = None

    @property
    def optional(self) -> bool:
        """Whether it need not be found: what has no date need not."""
        return self.dispensable or self.kind == "relative"


class GoldRecipient(_Gold):
    quote: str
    span: Span
    kind: str | None = None


class GoldPlan(_Gold):
    """One annotated plan. file: its name under the plans folder."""

    plan: str
    file: str
    sha256: str | None = None
    metadata: dict[str, Any]
    sections: tuple[GoldSection, ...] = ()
    citations: tuple[GoldCitation, ...] = ()
    targets: tuple[GoldTarget, ...] = ()
    assignments: tuple[GoldAssignment, ...] = ()
    deadlines: tuple[GoldDeadline, ...] = ()
    recipients: tuple[GoldRecipient, ...] = ()


class GoldCell(_Gold):
    plan: str
    criterion: str
    status: str
    alt: str | None = None


class GoldCoverage(_Gold):
    """The coverage annotation: which set, which unit each plan belongs to, and the status of every cell."""

    set: str
    rows: tuple[GoldCell, ...]


class GoldError(KehoachError):
    """A gold folder that cannot be used."""


def load_plans(folder: Path) -> list[GoldPlan]:
    """The annotated plans of ``folder`` in name order: every YAML file that has ``plan`` and ``file``."""
    plans = []
    for path in sorted(folder.glob("*.yaml")):
        content = _load(path)
        if isinstance(content, dict) and "plan" in content and "file" in content:
            plans.append(_check(GoldPlan, content, path))
    if not plans:
        raise GoldError(
            f"Thư mục {folder} không có tệp gold nào (*.yaml có khóa plan và file).",
            "Chỉ đúng thư mục chứa các tệp chú giải mẫu.",
        )
    return plans


def placed(plan: GoldPlan, text: str) -> GoldPlan:
    """``plan`` with the spans of its items where their quotes stand in ``text``, the frozen text of its file.

    The spans count the raw file; composed letters, line ends and legacy encodings are others in the frozen text.
    """
    kinds = ("sections", "citations", "targets", "assignments", "deadlines")
    return plan.model_copy(update={kind: _placed_items(getattr(plan, kind), text) for kind in kinds})


def _placed_items(items: Sequence[ItemT], text: str) -> tuple[ItemT, ...]:
    found: list[ItemT] = []
    drift = 0
    for item in items:
        start, end = item.span
        words = unicodedata.normalize("NFC", item.quote).split()
        if not words or text[start:end].split() == words or " ".join(words) in " ".join(text[start:end].split()):
            found.append(item)
            continue
        places = [match.span() for match in re.finditer(r"\s+".join(map(re.escape, words)), text)]
        span = min(places, key=lambda place: abs(place[0] - start - drift), default=item.span)
        drift = span[0] - start
        found.append(item.model_copy(update={"span": span}))
    return tuple(found)


def load_coverage(folder: Path) -> GoldCoverage | None:
    """``coverage.yaml`` of ``folder``, or None where there is none."""
    path = folder / "coverage.yaml"
    return _check(GoldCoverage, _load(path), path) if path.exists() else None


def plan_file(folder: Path, plan: GoldPlan) -> Path:
    """The text file of ``plan``: beside the gold folder in ``plans/``, or inside the gold folder."""
    for candidate in (folder / plan.file, folder.parent / "plans" / plan.file, folder / "plans" / plan.file):
        if candidate.exists():
            return candidate
    raise GoldError(
        f"Không thấy văn bản {plan.file} của tệp gold {plan.plan}.", "Đặt văn bản vào thư mục plans cạnh gold."
    )


def _load(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise GoldError(f"Không đọc được {path.name}: {error}.", "Kiểm tra lại tệp YAML.") from error


def _check(model: type[T], content: Any, path: Path) -> T:
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise GoldError(f"Tệp gold {path.name} sai cấu trúc: {error}.", "Sửa tệp theo gold/README.md.") from error
