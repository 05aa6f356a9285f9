"""How a signature is written: the capacity ("KT.", "T/M", "TL "), the post, the name. Patterns are for folded text."""

import re
from functools import cache
from pathlib import Path

from schema.letters import LOWER, UPPER
from schema.lexicon_files import read_lexicon

NAME = re.compile(rf"(?<!\w)(?P<name>{UPPER}{LOWER}*(?:\s++{UPPER}{LOWER}*){{1,5}})\s*+$")
STAMP = re.compile(
    r"người ký|thời gian ký|giờ ký|ngày ký|ký bởi|chữ ký|email|cơ quan\s*+:|đã ký|\(ký"
    r"|(?<!\d)\d\dt\d\d:\d\d|20\d\d\.\d\d\.\d\d \d\d:\d\d"
)


@cache
def _posts() -> str:
    path = Path(__file__).resolve().parent / "lexicon" / "posts.yaml"
    posts: list[str] = read_lexicon(path)["posts"]
    return "|".join(r"\s++".join(post.split()) for post in sorted(posts, key=len, reverse=True))


@cache
def post() -> re.Pattern[str]:
    """A post of ``lexicon/posts.yaml`` with what stands around it ("quyền", "phó", "thường trực")."""
    around = r"(?:(?:p\.|quyền|phó|thường trực)\s*+){0,2}"
    return re.compile(rf"(?<!\w){around}(?:{_posts()})(?:\s++thường trực)?(?!\w)")


@cache
def capacity() -> re.Pattern[str]:
    """A capacity before a body or post. "TM." is also "T/M", "T.M", "TM/", and "TM" before a post."""
    return re.compile(
        r"(?<!\w)(?P<mark>t\s?[/.]?\s?m|k\s?[/.]?\s?t|t\s?[/.]?\s?l|t\s?[/.]?\s?u\s?[/.]?\s?q|q)"
        r"(?:\s?[.,/]\s{0,4}(?=[a-zà-ỹđ])|(?:(?<=[/.][mtlq])|(?<=[/.]uq))\s(?=[a-zà-ỹđ])"
        rf"|\s(?=(?:ủy ban|hội đồng|{_posts()})(?!\w)))"
    )


def capacity_of(match: re.Match[str]) -> str:
    """The capacity that a match of ``capacity()`` names, as the contract writes it: "KT."."""
    return re.sub(r"[\s/.]", "", match["mark"]).upper() + "."
