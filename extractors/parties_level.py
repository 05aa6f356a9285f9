"""Codes that depend on who issued the plan: "các phòng chuyên môn" of a district are its agencies, of a commune rooms.

Only a district has agencies with the code CQ_CHUYEN_MON_HUYEN; where a province or a commune speaks of its own, they
are its units, rooms or their heads.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.header import header
from extractors.reading import Reading
from schema.plan import Assignment, IssuerLevel, Party
from schema.text import fold

_ROOMS = re.compile(r"(?:các )?(?:phòng|phòng, ban) chuyên môn(?!\w)")
_AGENCIES = "CQ_CHUYEN_MON_HUYEN"
_OF_DISTRICT = re.compile(r"(?<!\w)(?:huyện|thị xã|quận|thành phố thuộc)(?!\w)")
_HEADS = re.compile(r"(?:thủ )?trưởng(?!\w)")
_CHAIRMEN = ("CHU_TICH_UBND", "PHO_CHU_TICH_UBND")
_OF_COMMITTEE = re.compile(r"(?<!\w)(?:ubnd|ủy ban nhân dân)(?!\w)")
# Bodies with a chairman of their own; "hội" opens the name of the council, too.
_BODIES = r"(?:(?:ủy ban )?(?:mặt trận|mttq)|ubmttq|hđnd|hội|liên đoàn|công đoàn)(?!\w)"
_OWN_CHAIRMAN = re.compile(rf"(?<!\w){_BODIES}")
_CHAIRS_ANOTHER = re.compile(rf"chủ tịch (?:thường trực )?{_BODIES}")  # in whosever plan
_OFFICE = re.compile(r"(?:văn phòng|vp) (?:ubnd|ủy ban nhân dân)")


def at_level(reading: Reading, found: Sequence[Assignment]) -> tuple[Assignment, ...]:
    """``found`` with the codes that the level of the issuer gives."""
    if not any(_depends(party) for item in found for party in item.parties):
        return tuple(found)
    head = header(reading)
    level = head.issuer_level.value if head.issuer_level is not None else None
    own_chairman = head.issuer is not None and _OWN_CHAIRMAN.search(fold(head.issuer.value)) is not None
    return tuple(
        replace(item, parties=tuple(_coded(party, level, own_chairman=own_chairman) for party in item.parties))
        for item in found
    )


def _depends(party: Party) -> bool:
    return party.code in (_AGENCIES, "BO_PHAN_CM", *_CHAIRMEN) or (party.code is None and _is_office(party))


def _is_office(party: Party) -> bool:
    return _OFFICE.fullmatch(fold(party.text)) is not None


def _coded(party: Party, level: IssuerLevel | None, *, own_chairman: bool) -> Party:
    words = fold(party.text)
    another = own_chairman or _CHAIRS_ANOTHER.search(words) is not None
    if party.code in _CHAIRMEN and another and not _OF_COMMITTEE.search(words):
        return replace(party, code=None)  # "Phó Chủ tịch" in a plan of the Fatherland Front is no one of the committee
    if level == IssuerLevel.DISTRICT:
        rooms = party.code == "BO_PHAN_CM" and _ROOMS.match(words) is not None
        return replace(party, code=_AGENCIES) if rooms else party
    if (
        party.code == _AGENCIES
        and level in (IssuerLevel.COMMUNE, IssuerLevel.PROVINCE)
        and not _OF_DISTRICT.search(words)
    ):
        if _HEADS.match(words):
            return replace(party, code="NGUOI_DUNG_DAU")
        rooms = level == IssuerLevel.COMMUNE and "chuyên môn" in words
        return replace(party, code="BO_PHAN_CM" if rooms else "CO_QUAN_DON_VI")
    if party.code is None and level == IssuerLevel.COMMUNE and _is_office(party):
        return replace(party, code="VP_TK")
    return party
