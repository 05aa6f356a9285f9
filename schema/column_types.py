"""How values that no database takes as they are become columns, and back."""

import json
from datetime import UTC, datetime
from re import Match
from re import compile as pattern
from typing import Any

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

# PostgreSQL refuses NUL, both refuse lone surrogates: real PDFs hold them. ESC itself is escaped, so it goes both ways.
_UNSTORABLE = pattern("[\x00\x1b\ud800-\udfff]")
_ESCAPED = pattern("\x1b([0-9a-f]{4})")


def escape(text: str) -> str:
    """``text`` in a form every database stores; ``unescape`` gives it back exactly."""
    return _UNSTORABLE.sub(_to_escape, text)


def unescape(text: str) -> str:
    """The text that ``escape`` was given."""
    return _ESCAPED.sub(_from_escape, text) if "\x1b" in text else text


def _to_escape(match: Match[str]) -> str:
    return f"\x1b{ord(match.group()):04x}"


def _from_escape(match: Match[str]) -> str:
    return chr(int(match.group(1), 16))


class FrozenText(TypeDecorator[str]):
    """Text of any code points, given back exactly."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else escape(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else unescape(value)


class Json(TypeDecorator[Any]):
    """A small list or mapping as JSON text that a person can read in any database browser."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else escape(json.dumps(value, ensure_ascii=False))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(unescape(value))


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps no time zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
