"""The line of a table that names a district above its communes: "I. HUYỆN ĐAK ĐOA", "B) Thành phố X (12 xã)"."""

import re

from schema.units import DISTRICT_KINDS, split_unit

_NUMBER = re.compile(r"^(?:[IVX]+|[A-ZĐ]|\d{1,2})(?:\s*[.)/:-]\s*|\s+(?=huyện|quận|thị xã|thành phố))", re.IGNORECASE)
_COUNT = re.compile(r"\s*[(:].*$")


def district_heading(text: str) -> str | None:
    """The district that ``text`` names, with its kind ("huyện Đak Đoa"); None where it names none."""
    words = " ".join(text.split())
    kind, name = split_unit(_COUNT.sub("", _NUMBER.sub("", words, count=1)))
    return f"{kind} {name}" if kind in DISTRICT_KINDS and name else None
