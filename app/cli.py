"""The ``kehoach`` command: every command of the contract, its exit codes, and no traceback for an expected failure."""

import os
import sys
from collections.abc import Sequence
from importlib import metadata
from typing import Annotated

import typer

from app import vietnamese
from app.console import EXIT_DATABASE, EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE, complain
from schema.errors import KehoachError, WrongUsage


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"kehoach {metadata.version('kehoach')}")
        raise typer.Exit


app = typer.Typer(
    name="kehoach",
    cls=vietnamese.Group,
    help="Đọc kế hoạch của các xã thành một bảng: tiêu chí nào bị bỏ trống, ai chịu trách nhiệm, bao giờ xong.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


@app.callback()
def _program(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="In phiên bản của chương trình rồi thoát.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """The options of the program itself."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with the code of the contract."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """The exit code of the contract after running the command line; expected failures are said in Vietnamese."""
    from app import commands  # noqa: F401  registers the commands on ``app``
    from schema.store import StoreError

    vietnamese.speak_vietnamese()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")  # a Windows console may default to a code page without Vietnamese
    try:
        result = typer.main.get_command(app).main(
            args=None if arguments is None else list(arguments), prog_name="kehoach", standalone_mode=False
        )
    except vietnamese.UsageError as error:
        print(f"Lỗi: {vietnamese.usage_message(error)}", file=sys.stderr)
        return EXIT_USAGE
    except StoreError as error:
        complain(error)
        return EXIT_DATABASE
    except WrongUsage as error:
        complain(error)
        return EXIT_USAGE
    except KehoachError as error:
        complain(error)
        return EXIT_SOME_FAILED
    except (KeyboardInterrupt, typer.Abort):
        print("Đã dừng theo yêu cầu.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output went away (``kehoach plans | head``): nothing to report.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_DONE
    return result if isinstance(result, int) else EXIT_DONE
