"""Codes that depend on who issued the plan: "các phòng chuyên môn" of a district are its agencies."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.header import header
from extractors.reading import Reading
from schema.plan import Assignment, IssuerLevel, Party
from schema.text import fold

_ROOMS = re.compile(r"(?:các )?(?:phòng|phòng, ban) chuyên môn(?!\w)")


def at_level(reading: Reading, found: Sequence[Assignment]) -> tuple[Assignment, ...]:
    """``found`` with the codes that the level of the issuer gives."""
    if not any(_is_room(party) for item in found for party in item.parties):
        return tuple(found)
    level = header(reading).issuer_level
    if level is None or level.value is not IssuerLevel.DISTRICT:
        return tuple(found)
    return tuple(replace(item, parties=tuple(map(_of_district, item.parties))) for item in found)


def _is_room(party: Party) -> bool:
    return party.code == "BO_PHAN_CM" and _ROOMS.match(fold(party.text)) is not None


def _of_district(party: Party) -> Party:
    return replace(party, code="CQ_CHUYEN_MON_HUYEN") if _is_room(party) else party
