"""Units that issue plans: one unit under every spelling, and never two under one.

Names are compared folded (case, white space, tone placement, ``i``/``y``) but never without tones: thị trấn Cẩm Giang
and huyện Cẩm Giàng are two.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from schema.plan import Header
from schema.text import fold

KEY_LENGTH = 200

COMMUNE_KINDS = ("xã", "phường", "thị trấn", "đặc khu")
DISTRICT_KINDS = ("huyện", "quận", "thị xã", "thành phố")
PROVINCE_KINDS = ("tỉnh",)
KINDS = (*COMMUNE_KINDS, *DISTRICT_KINDS, *PROVINCE_KINDS)

_SHORT_KINDS: Mapping[str, str] = {
    "tt.": "thị trấn",
    "tt": "thị trấn",
    "x.": "xã",
    "p.": "phường",
    "h.": "huyện",
    "q.": "quận",
    "tx.": "thị xã",
    "tx": "thị xã",
    "tp.": "thành phố",
    "tp": "thành phố",
    "t.": "tỉnh",
}
_BODY = re.compile(
    r"^(?:(?:tm|kt|q)\. ?)?(?:(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd|đảng ủy|đu)(?: (?:và|&|-) )?)+\s*(?:của )?"
)
_KIND = re.compile(
    r"^(" + "|".join(re.escape(kind) for kind in (*KINDS, *_SHORT_KINDS)) + r")(?<=[.\w])(?:(?<=\.) ?| )(?=\S)"
)
_MONO_Y = re.compile(r"(?<=[bcdđghklmnprstvx])[yýỳỷỹỵ](?!\w)|(?<=qu)[yýỳỷỹỵ](?!\w)")
_I_OF_Y = dict(zip("yýỳỷỹỵ", "iíìỉĩị", strict=True))
_DASH = re.compile(r" ?[-‐‑–—] ?")
_LEADING_ZERO = re.compile(r"(?<!\w)0+(?=\d)")
_ABOVE = re.compile(r"[,(;)]| - (?=(?:huyện|quận|thị xã|tỉnh|thành phố|tp\.) )", re.IGNORECASE)
_NAME_ALONE = "* "  # before the keys of names without a kind ("Tân Bình" in a score sheet)
_PARTIAL_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitName:
    """A full name ("xã Tân Bình") that a unit goes or went by, and from when to when (partial ISO dates). The name may
    tell the superior of that time: "xã Tân Bình, huyện Đak Đoa"."""

    name: str
    valid_from: str | None = None
    valid_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of administration. superior: the full name of the unit above, a district before 1/7/2025 and a province
    since. predecessors: the units it was made of. ``kind`` is "" for what is no territory (a department)."""

    kind: str
    name: str
    code: str | None = None
    superior: str | None = None
    province: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    other_names: tuple[UnitName, ...] = ()
    predecessors: tuple["Unit", ...] = ()

    @property
    def full_name(self) -> str:
        """Kind and name: "xã Tân Bình"."""
        return f"{self.kind} {self.name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A unit as a plan, a roster or a score sheet names it. on: a partial date at which the name was in use."""

    kind: str
    name: str
    superior: str | None = None
    province: str | None = None
    on: str | None = None

    @property
    def key(self) -> str:
        return unit_key(self.kind, self.name)


class Match(StrEnum):
    """What the search for a unit ended with."""

    ONE = "one"
    NONE = "none"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The id of the unit meant, or the ids of those between which the name alone cannot decide."""

    match: Match
    unit: int | None = None
    candidates: tuple[int, ...] = ()


def name_key(name: str) -> str:
    """The key under which two spellings of a name are one."""
    key = " ".join(_DASH.sub("-", fold(unicodedata.normalize("NFC", name))).replace(",", " ").strip(" .;:").split())
    key = _MONO_Y.sub(lambda match: _I_OF_Y[match.group()], key)
    return _LEADING_ZERO.sub("", key)[:KEY_LENGTH]


def unit_key(kind: str, name: str) -> str:
    """The key of a unit: its kind spelled out and its name, folded."""
    folded_kind = " ".join(fold(kind).split())
    return name_key(f"{_SHORT_KINDS.get(folded_kind, folded_kind)} {name}")


def split_unit(text: str) -> tuple[str, str]:
    """Kind and name of a unit as people write it: "UBND Xã Tân Bình" is ("xã", "Tân Bình"); kind "" where none."""
    words = " ".join(unicodedata.normalize("NFC", text).split()).strip(" .,;:")
    body = _BODY.match(fold(words))
    if body and body.end() < len(words):
        words = words[body.end() :]
    kind = _KIND.match(fold(words))
    if kind is None:
        return "", words
    return _SHORT_KINDS.get(kind.group(1), kind.group(1)), words[kind.end() :]


def sighting(text: str, *, on: str | None = None) -> Sighting:
    """The unit named in ``text``, with the superiors that follow it: "UBND xã A, huyện B, tỉnh C"."""
    first, *above = [part.strip() for part in _ABOVE.split(text) if part.strip()] or [""]
    kind, name = split_unit(first)
    superiors = [split_unit(part) for part in above]
    province = next((name for kind, name in superiors if kind in PROVINCE_KINDS), None)
    superior = next((f"{kind} {name}" for kind, name in superiors if kind in DISTRICT_KINDS), None)
    return Sighting(kind=kind, name=name, superior=superior, province=province, on=on)


def sighting_of(header: Header) -> Sighting | None:
    """The unit that issued a plan, as its header tells; None where it tells no name."""
    return stated_unit(
        kind=header.unit_kind.value if header.unit_kind else None,
        name=header.unit_name.value if header.unit_name else None,
        issuer=header.issuer.value if header.issuer else None,
        district=header.district.value if header.district else None,
        province=header.province.value if header.province else None,
        on=header.date.value if header.date else (str(header.plan_year.value) if header.plan_year else None),
    )


def stated_unit(
    *,
    kind: str | None,
    name: str | None,
    issuer: str | None,
    district: str | None,
    province: str | None,
    on: str | None,
) -> Sighting | None:
    """The unit of a header, given by its values; None where they name none."""
    seen = sighting(issuer or "", on=on) if name is None else Sighting(kind=fold(kind or ""), name=name, on=on)
    if not seen.key:
        return None
    # The header of a district's own plan names the district itself as its district.
    above = None if seen.kind in (*DISTRICT_KINDS, *PROVINCE_KINDS) else district
    return Sighting(
        kind=seen.kind,
        name=seen.name,
        superior=above or seen.superior,
        province=province or seen.province,
        on=on,
    )


def same_superior(left: str | None, right: str | None) -> bool | None:
    """Whether two superiors are one; None where one is not known. "Văn Lãng" is "huyện Văn Lãng"."""
    if not left or not right:
        return None
    (left_kind, left_name), (right_kind, right_name) = split_unit(left), split_unit(right)
    if left_kind and right_kind and left_kind != right_kind:
        return False
    return name_key(left_name) == name_key(right_name)


def valid_on(valid_from: str | None, valid_to: str | None, on: str | None) -> bool:
    """Whether a period (partial ISO dates, both ends included) touches the partial date ``on``."""
    if on is None or not _PARTIAL_DATE.fullmatch(on):
        return True
    begins_in_time = valid_from is None or valid_from[: len(on)] <= on[: len(valid_from)]
    return begins_in_time and (valid_to is None or on[: len(valid_to)] <= valid_to[: len(on)])


class UnitIndex:
    """Finds the unit that is meant. ``units``: pairs of an id and a Unit; ``owing``: the ids on the roster."""

    def __init__(self, units: Iterable[tuple[int, Unit]], owing: frozenset[int] = frozenset()) -> None:
        self._owing = owing
        self._by_key: dict[str, list[tuple[int, Unit]]] = {}
        for unit_id, unit in units:
            for key in (*keys_of(unit), _NAME_ALONE + name_key(unit.name)):
                self._by_key.setdefault(key, []).append((unit_id, unit))

    def resolve(self, seen: Sighting) -> Resolution:
        """The one unit that ``seen`` can mean; SEVERAL where only its superior could tell and is not stated."""
        found = self._by_key.get(seen.key, ())
        if not found and not seen.kind:
            found = self._by_key.get(_NAME_ALONE + seen.key, ())
        fitting = [(unit_id, unit) for unit_id, unit in found if _fits(unit, seen)]
        for narrower in (_same_place(fitting, seen), [pair for pair in fitting if pair[0] in self._owing]):
            fitting = narrower or fitting
        ids = tuple(dict.fromkeys(unit_id for unit_id, _ in fitting))
        if len(ids) == 1:
            return Resolution(match=Match.ONE, unit=ids[0], candidates=ids)
        return Resolution(match=Match.SEVERAL if ids else Match.NONE, candidates=ids)


def keys_of(unit: Unit) -> tuple[str, ...]:
    """Every key under which ``unit`` is found."""
    others = (sighting(other.name).key for other in unit.other_names)
    return tuple(dict.fromkeys((unit_key(unit.kind, unit.name), *others)))


def former_superiors(unit: Unit) -> tuple[str, ...]:
    """The superiors that ``unit`` is known to have had before the one it has."""
    return tuple(superior for other in unit.other_names if (superior := sighting(other.name).superior))


def superiors_on(unit: Unit, on: str | None) -> tuple[str, ...]:
    """The superiors that ``unit`` had on a partial date; where none is told, all that it is known to have had."""
    own = () if unit.superior is None else (unit.superior,)
    if on is None:
        return (*own, *former_superiors(unit))
    then = (other.name for other in unit.other_names if valid_on(other.valid_from, other.valid_to, on))
    return tuple(superior for name in then if (superior := sighting(name).superior)) or own


def carries_on(unit: Unit, before: Unit) -> bool:
    """Whether two rows of a roster tell of one commune: the same name in the same province, below another superior from
    the day after ``before`` ends."""
    same = unit_key(unit.kind, unit.name) == unit_key(before.kind, before.name)
    moved = same_superior(unit.superior, before.superior) is False
    at_once = before.valid_to is not None and _day_before(unit.valid_from) == before.valid_to
    return (
        same and moved and at_once and not _merged(unit) and same_superior(unit.province, before.province) is not False
    )


def carried_on(unit: Unit, before: Unit) -> Unit:
    """``unit`` with what a roster tells of it ``before``: since when it is there, and its superior of that time."""
    known = UnitName(
        name=f"{before.full_name}, {before.superior}", valid_from=before.valid_from, valid_to=before.valid_to
    )
    return replace(
        unit,
        province=unit.province or before.province,
        valid_from=before.valid_from,
        other_names=tuple(dict.fromkeys((*before.other_names, known, *unit.other_names))),
    )


def _merged(unit: Unit) -> bool:
    """Whether it was made of other units than one of its own name."""
    own = unit_key(unit.kind, unit.name)
    return any(unit_key(one.kind, one.name) != own for one in unit.predecessors)


def with_history(unit: Unit, before: Unit) -> Unit:
    """``unit`` as a newer roster has it, with the superiors that it had ``before``, and since when it is there."""
    former = [other for other in before.other_names if sighting(other.name).superior]
    if came_under_province(unit, before):
        name = UnitName(
            name=f"{before.full_name}, {before.superior}",
            valid_from=before.valid_from,
            valid_to=_day_before(unit.valid_from) or before.valid_to,
        )
        former.append(name)
    former = [other for other in former if same_superior(sighting(other.name).superior, unit.superior) is not True]
    if not former:
        return unit
    return replace(
        unit,
        valid_from=before.valid_from,
        other_names=(*unit.other_names, *(other for other in former if other not in unit.other_names)),
        predecessors=tuple(
            one for one in unit.predecessors if unit_key(one.kind, one.name) != unit_key(unit.kind, unit.name)
        ),
    )


def came_under_province(unit: Unit, before: Unit) -> bool:
    """Whether ``unit`` is ``before``, of which no merger is known but with itself, below its province in place of its
    district: since 1/7/2025 no commune has a district, and is no other commune for that."""
    below_district = split_unit(before.superior or "")[0] in DISTRICT_KINDS
    return below_district and not _merged(unit) and same_superior(unit.superior, unit.province) is True


def _day_before(on: str | None) -> str | None:
    try:
        return None if on is None else (date.fromisoformat(on) - timedelta(days=1)).isoformat()
    except ValueError:
        return None  # a month or a year has no day before


def _fits(unit: Unit, seen: Sighting) -> bool:
    if same_superior(unit.province, seen.province) is False or not valid_on(unit.valid_from, unit.valid_to, seen.on):
        return False
    if same_superior(unit.superior, seen.superior) is not False:
        return True
    former = former_superiors(unit)
    if former:
        return any(same_superior(superior, seen.superior) for superior in former)
    # Since 1/7/2025 the province is the superior: a plan that names a former district does not contradict that.
    return same_superior(unit.superior, unit.province) is True


def _same_place(fitting: Sequence[tuple[int, Unit]], seen: Sighting) -> list[tuple[int, Unit]]:
    return [
        (unit_id, unit)
        for unit_id, unit in fitting
        if same_superior(unit.superior, seen.superior) or same_superior(unit.province, seen.province)
    ]
