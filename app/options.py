"""Options that several commands share."""

import getpass
from pathlib import Path
from typing import Annotated

import typer

from schema.errors import WrongUsage

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
UnitName = Annotated[str | None, typer.Option("--unit", metavar="TÊN", help="Chỉ một đơn vị (có dấu hoặc không dấu).")]
CriterionName = Annotated[str | None, typer.Option("--criterion", metavar="MÃ", help="Chỉ một tiêu chí (mã hoặc tên).")]
AreaName = Annotated[str | None, typer.Option("--area", metavar="MÃ", help="Chỉ một lĩnh vực (mã hoặc tên).")]
StatusName = Annotated[
    str | None,
    typer.Option("--status", metavar="KẾT_QUẢ", help="Chỉ các ô có kết quả này, ví dụ “bỏ trống” (unaddressed)."),
]
InputFile = Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp cần đọc.")]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="TÊN", envvar="KEHOACH_REVIEWER", help="Ai quyết định (mặc định: tên đăng nhập máy)."),
]


def who(by: str | None) -> str:
    """Who decides: as told, else the name of the login. Raises WrongUsage where there is none."""
    if by and by.strip():
        return by
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise WrongUsage("Chưa rõ ai quyết định.", "Ghi tên bằng --by TÊN.") from error
