"""Where the program speaks: answers on standard output, messages and progress on standard error."""

import json
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from corpus.export.plain import clean
from schema.errors import KehoachError, WrongUsage

EXIT_DONE = 0
EXIT_SOME_FAILED = 1
EXIT_USAGE = 2
EXIT_DATABASE = 3
EXIT_UNREADABLE = 4


class _Console(Console):
    """A console that no file name and no passage of a plan can steer: their control characters become spaces."""

    def render_str(self, text: str, **options: Any) -> Text:
        return super().render_str(clean(text), **options)


def answers() -> Console:
    """The console of answers (standard output). Rich markup is off: what comes from a plan must not become markup."""
    return _Console(file=sys.stdout, markup=False, highlight=False, emoji=False, soft_wrap=False)


def messages() -> Console:
    """The console of messages and progress (standard error), markup off."""
    return _Console(file=sys.stderr, markup=False, highlight=False, emoji=False)


def print_json(value: Any) -> None:
    """One JSON document on standard output and nothing else."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def check_folder(path: Path) -> None:
    """Raises WrongUsage where the folder of an output file is missing: said before the work, not after it."""
    if not path.absolute().parent.is_dir():
        raise WrongUsage(f"Không có thư mục “{path.parent}”.", "Hãy tạo thư mục đó hoặc chọn thư mục khác.")
    if path.is_dir():
        raise WrongUsage(f"“{path}” là một thư mục.", "Hãy nêu tên tệp cần ghi.")


def complain(error: KehoachError) -> None:
    """What is wrong and the next step, on standard error."""
    print(clean(f"Lỗi: {error.message} {error.next_step}".rstrip()), file=sys.stderr)


def progress() -> Progress:
    """A progress bar on standard error; silent where that is no terminal."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=messages(),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
