"""Dates as a person types them in a correction."""

import re
from datetime import date

_TYPED = re.compile(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)


def partial_date(written: str) -> str | None:
    """ "30/9/2021" as "2021-09-30", as precise as it is written; None for nothing. Raises ValueError."""
    plain = written.strip()
    if not plain:
        return None
    iso, typed = _ISO.fullmatch(plain), _TYPED.fullmatch(plain)
    if iso is not None:
        year, month, day = iso.groups()
    elif typed is not None:
        day, month, year = typed.groups()
    else:
        raise ValueError(written)
    date(int(year), int(month or 1), int(day or 1))
    return "-".join(part.zfill(2) for part in (year, month, day) if part)
