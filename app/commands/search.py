"""``kehoach search``: where the plans say something, typed with or without tone marks."""

import sys
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from app.cli import app
from app.console import EXIT_DONE, answers, messages, print_json
from app.options import DEFAULT_DATABASE, Database, Json
from app.vietnamese import Command
from corpus.search import LIMIT, Closeness, Hit, search, terms_of
from corpus.wording import section_place
from schema.errors import WrongUsage
from schema.store import Store
from schema.text import squeeze

HEADINGS = {
    Closeness.PHRASE: "",
    Closeness.NEAR: "Các từ đứng gần nhau",
    Closeness.APART: "Có đủ các từ nhưng đứng xa nhau",
}


@app.command("search", cls=Command)
def search_command(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="TỪ", help="Từ cần tìm, có dấu hoặc không dấu; cụm từ đúng nguyên văn thì đặt trong dấu ngoặc kép."
        ),
    ],
    db: Database = DEFAULT_DATABASE,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="Số chỗ hiện ra nhiều nhất.")] = LIMIT,
    as_json: Json = False,
) -> int:
    """Tìm trong toàn văn các kế hoạch: “dat dai” tìm ra “đất đai”."""
    query = _typed(words)
    if not terms_of(query):
        raise WrongUsage("Chưa có từ nào để tìm.", "Gõ một hoặc nhiều từ, ví dụ: kehoach search dat dai")
    with Store.open(db) as store:
        hits = search(store, query, limit=min(limit, sys.maxsize))
    if as_json:
        print_json({"query": query, "hits": [asdict(hit) for hit in hits]})
        return EXIT_DONE
    if not hits:
        messages().print(f"Không thấy “{query}” trong kế hoạch nào. Thử gõ không dấu hoặc ít từ hơn.", soft_wrap=True)
        return EXIT_DONE
    _show(hits, answers())
    more = f" (chỉ hiện {limit} chỗ đầu, xem thêm bằng --limit)" if len(hits) == limit else ""
    messages().print(f"{len(hits)} chỗ trong {len({hit.plan for hit in hits})} kế hoạch{more}.")
    return EXIT_DONE


def _typed(words: list[str]) -> str:
    """The query as the person meant it: the shell takes the quotation marks off an argument of several words, so where
    several arguments came such a one is a phrase."""
    if len(words) == 1:
        return words[0]
    return " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)


def _show(hits: tuple[Hit, ...], console: Console) -> None:
    closeness, plan = Closeness.PHRASE, None
    for hit in hits:
        if hit.closeness is not closeness:
            closeness, plan = hit.closeness, None
            console.print(f"\n— {HEADINGS[closeness]} —")
        if hit.plan != plan:
            plan = hit.plan
            console.print(f"\n{hit.unit or 'Chưa rõ đơn vị'} (kế hoạch số {hit.plan}, tệp {hit.file})", soft_wrap=True)
        console.print(f"  {_place(hit)}: ", _marked(hit), sep="", soft_wrap=True)


def _place(hit: Hit) -> str:
    page = f"trang {hit.page}" if hit.page else ""
    return ", ".join(part for part in (page, section_place(hit.section)) if part) or "vị trí " + str(hit.start)


def _marked(hit: Hit) -> Text:
    """The context, with the words found in bold where the terminal can."""
    text = Text(f"…{hit.context}…")
    quote = squeeze(hit.quote)
    at = text.plain.find(quote)
    if at >= 0:
        text.stylize("bold", at, at + len(quote))
    return text
