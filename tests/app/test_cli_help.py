"""Help pages and messages about wrong use: Vietnamese from the first word to the last."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from app import commands  # noqa: F401  registers the commands
from app.cli import app, run

# Words of Python and of Typer that an official has no use for; names of options and formats are not among them.
FOREIGN = re.compile(
    r"<\w|\b(?:bool|str|int|float|path|list\[|TEXT|PATH|INTEGER|FLOAT|Usage|Options|Arguments|Commands|required|default"
    r"|Show this message|env var|range|OPTIONS|ARGS|COMMAND)\b|\{|\[\[|x>="
)


def pages(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, below in getattr(command, "commands", {}).items():
        yield from pages(below, (*path, name))


PAGES = tuple(pages(typer.main.get_command(app)))


@pytest.mark.parametrize("path", PAGES, ids=" ".join)
def test_every_help_page_is_vietnamese(
    path: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    assert run([*path, "--help"]) == 0
    page = capsys.readouterr().out
    assert "Cách dùng: kehoach" in page and "Hiện hướng dẫn này rồi thoát." in page
    assert not FOREIGN.findall(page.replace("kehoach list", "").replace("kehoach units list", "")), page


def test_what_follows_an_option_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    run(["import", "--help"])
    page = capsys.readouterr().out
    assert re.search(r"--workers +SỐ ", page) and re.search(r"--report +TỆP ", page)
    assert re.search(r"--engine +local\|dask ", page) and re.search(r"--json {3,}In kết quả", page)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export", "t.pdf"], ".xlsx"),
        (["export", "t.xlsx", "--unit", "xã Không Có"], "units list"),
        (["export", "t.docx", "--status", "bỏ trống"], "--status"),
        (["export", "t.xml", "--plan", "1", "--unit", "xã A"], "--plan"),
        (["coverage", "--criterion", "99"], "criteria list"),
        (["coverage", "--area", "99"], "criteria list"),
        (["coverage", "--status", "trắng"], "unaddressed"),
        (["show", "xã Không Có"], "units list"),
        (["compare", "--units", "xã A", "xã B"], "units list"),
        (["feedback", "thu", "--unit", "xã Không Có"], "units list"),
        (["search", "“”"], "từ"),
    ],
)
def test_a_wrong_name_is_wrong_use(
    arguments: list[str], said: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run([*arguments, "--db", "sqlite:///k.db"]) == 2
    output = capsys.readouterr()
    assert output.out == "" and output.err.startswith("Lỗi:") and said in output.err
