"""``kehoach extract``: one file to its Plan, without any database."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import app
from app.console import EXIT_DONE, EXIT_UNREADABLE, answers, check_folder, complain, messages, print_json
from app.options import InputFile, Json
from app.vietnamese import Command

if TYPE_CHECKING:
    from ingest.source import ReadError


@app.command("extract", cls=Command)
def extract_command(
    file: InputFile,
    as_json: Json = False,
    text_only: Annotated[bool, typer.Option("--text", help="Chỉ in văn bản đã đọc được.")] = False,
    html: Annotated[Path | None, typer.Option("--html", metavar="TỆP", help="Ghi trang HTML có bằng chứng.")] = None,
    spans: Annotated[Path | None, typer.Option("--spacy", metavar="TỆP", help="Ghi DocBin của spaCy.")] = None,
) -> int:
    """Đọc một tệp và bóc tách: đề mục, căn cứ, chỉ tiêu, phân công, thời hạn."""
    from corpus.admission import unreadable
    from extractors.pipeline import extract
    from ingest.read import read_path
    from ingest.source import ReadError
    from schema.wire import plan_to_json

    for written in filter(None, (html, spans)):
        check_folder(written)
    try:
        if file.is_dir():
            raise _folder(file)
        plan = extract(read_path(file))
        if (fault := unreadable(plan)) is not None:
            raise fault
    except ReadError as error:
        complain(error)
        return EXIT_UNREADABLE
    if text_only:
        print(plan.document.text)
        return EXIT_DONE
    if html is not None:
        from app.evidence_page import evidence_page

        html.write_text(evidence_page(plan), encoding="utf-8")
        messages().print(f"Đã ghi {html}.")
    if spans is not None:
        from extractors.spans import write_spans

        write_spans(plan, spans)
        messages().print(f"Đã ghi {spans}.")
    if as_json:
        print_json(plan_to_json(plan))
    elif html is None and spans is None:
        from app.plan_view import show_plan

        show_plan(plan, answers())
    return EXIT_DONE


def _folder(path: Path) -> "ReadError":
    from ingest.source import ReadError
    from schema.ledger import Reason

    what = f"{path.resolve().name or path} là thư mục, không phải tệp."
    return ReadError(Reason.UNSUPPORTED_FORMAT, what, "Hãy chọn một tệp, hoặc dùng “kehoach import” cho cả thư mục.")
