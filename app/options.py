"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

DEFAULT_DATABASE = "sqlite:///kehoach.db"

Database = Annotated[
    str,
    typer.Option(
        "--db",
        envvar="KEHOACH_DB",
        help="Cơ sở dữ liệu (SQLite hoặc PostgreSQL).",
        metavar="URL",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON ra đầu ra chuẩn.")]
InputFile = Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp cần đọc.")]
