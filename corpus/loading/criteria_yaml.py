"""A criteria set from YAML, the form in which sets are shipped with the program."""

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.loading.criteria_table import LoadedCriteria
from corpus.loading.grid import LoadError
from corpus.loading.sheets import decoded, read_bytes
from schema.criteria import COMPONENT, CRITERION, Area, CriteriaSet, Criterion, Part, sum_warnings

_NEXT = "Hãy sửa tệp YAML theo mẫu của bộ tiêu chí kèm theo chương trình rồi nạp lại."


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)


class _AreaEntry(_Strict):
    code: str = Field(min_length=1)
    name: str = Field(min_length=1)
    aliases: list[str] = []
    max_points: float | None = None
    part: Part = Part.MAIN


class _CriterionEntry(_Strict):
    code: str = Field(min_length=1)
    name: str = Field(min_length=1)
    area: str | None = None
    parent: str | None = None
    level: str | None = None
    aliases: list[str] = []
    counter_phrases: list[str] = Field(default=[], alias="not")
    sources: list[str] = []
    max_points: float | None = None
    part: Part = Part.MAIN


class _SetEntry(_Strict):
    id: str = Field(min_length=1)
    title: str = Field(min_length=1)
    level: str | None = None
    years: list[int] = []
    basis: str | None = None
    predecessor: str | None = None
    areas: list[_AreaEntry] = []
    criteria: list[_CriterionEntry] = Field(min_length=1)


def criteria_from_yaml(path: Path) -> LoadedCriteria:
    """The set in the YAML file. Raises LoadError that names the line or the entry."""
    try:
        data = yaml.safe_load(decoded(path.name, read_bytes(path)))
    except yaml.MarkedYAMLError as error:
        line = f", dòng {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise LoadError(f"{path.name}{line}: không phải YAML đúng quy cách.", _NEXT) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise LoadError(f"{path.name}: không phải YAML đúng quy cách.", _NEXT) from error
    try:
        entry = _SetEntry.model_validate(data)
    except ValidationError as error:
        raise LoadError(f"{path.name}: {_first_problem(error)}.", _NEXT) from error
    criteria_set = _built(path.name, entry)
    return LoadedCriteria(criteria_set=criteria_set, warnings=sum_warnings(criteria_set))


def _first_problem(error: ValidationError) -> str:
    first = error.errors()[0]
    place = " › ".join(str(part + 1) if isinstance(part, int) else str(part) for part in first["loc"]) or "toàn tệp"
    kinds = {
        "missing": "thiếu mục này",
        "extra_forbidden": "mục này không có trong mẫu",
        "too_short": "không có tiêu chí nào",
    }
    return f"mục “{place}”: {kinds.get(first['type'], 'giá trị không đúng kiểu')}"


def _built(file: str, entry: _SetEntry) -> CriteriaSet:
    areas = tuple(
        Area(code=area.code, name=area.name, aliases=tuple(area.aliases), max_points=area.max_points, part=area.part)
        for area in entry.areas
    )
    known = {area.code for area in areas}
    if len(known) < len(areas):
        raise LoadError(f"{file}: mã lĩnh vực bị lặp.", _NEXT)
    area_codes = frozenset(known)
    criteria: list[Criterion] = []
    for item in entry.criteria:
        parent = item.parent or item.area
        if item.code in known:
            raise LoadError(f"{file}: mã “{item.code}” bị lặp.", _NEXT)
        if parent is not None and parent not in known:
            raise LoadError(f"{file}: tiêu chí “{item.code}” thuộc mục “{parent}”, nhưng không có mục đó.", _NEXT)
        known.add(item.code)
        criteria.append(
            Criterion(
                code=item.code,
                parent=parent,
                name=item.name,
                level=item.level or (CRITERION if parent is None or parent in area_codes else COMPONENT),
                max_points=item.max_points,
                part=item.part,
                aliases=tuple(item.aliases),
                counter_phrases=tuple(item.counter_phrases),
                sources=tuple(item.sources),
            )
        )
    return CriteriaSet(
        id=entry.id,
        title=entry.title,
        level=entry.level,
        years=tuple(entry.years),
        basis=entry.basis and entry.basis.strip(),
        predecessor=entry.predecessor,
        areas=areas,
        criteria=tuple(criteria),
    )
