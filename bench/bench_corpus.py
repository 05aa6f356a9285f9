"""Coverage of all communes of the country, from the database to answers: ``python -m bench.bench_corpus [COMMUNES]``.

The plans are real ones (beside the checkout) under other names and with other words, so that no two are alike. They are
saved once, into a database that is kept in the folder ``KEHOACH_BENCH_DIR`` (default: the temporary folder); what is
measured are saving, recomputing, asking, and one plan that comes late.
"""

import hashlib
import multiprocessing
import os
import random
import re
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from itertools import islice, product
from pathlib import Path
from typing import Any

from bench.bench_coverage import NAMES, WORKERS, criteria_set
from corpus.assessment import bring_up_to_date
from corpus.coverage import material_of
from corpus.prepared import keep, packed
from corpus.queries_coverage import coverage_rows, each_coverage_row
from extractors.pipeline import extract
from ingest.read import read_path
from schema.coverage import Status
from schema.document import Document, Evidence
from schema.plan import Found, Header, IssuerLevel, Plan
from schema.store import Store

# `make bench` measures this many; KEHOACH_BENCH_COMMUNES=10598 (all communes before the merger of 2025) takes a while.
COMMUNES = 1_000
PLANS = Path(__file__).resolve().parents[1].parent / "shared" / "plans"
SAMPLES = ("tan-binh-2021.txt", "cam-giang-2023.txt", "hoang-viet-2023.txt", "yen-thuong-2023.txt")
# Two of these make the name of a commune.
_WORDS = (
    "An Ái Bắc Bàn Bạch Bằng Bảo Bích Bình Cẩm Cao Cát Châu Chi Chiềng Chính Cổ Cường Dân Diễn Dương Đại Đào Đạo "
    "Đắc Đức Đình Định Đoài Đồng Đông Gia Giang Giao Hà Hải Hạnh Hiền Hiệp Hòa Hoàng Hồng Hợp Hùng Hưng Hương "
    "Khánh Khê Kiên Kim Kỳ La Lạc Lâm Lam Lập Liên Liễu Linh Lĩnh Long Lộc Lợi Lương Lý Mai Mễ Minh Mỹ Nam Nga "
    "Nghĩa Ngọc Nguyên Nhân Nhơn Ninh Phong Phú Phúc Phước Phương Quang Quảng Quế Quỳnh Sơn Tam Tân Tấn Tây "
    "Thạch Thái Thắng Thanh Thành Thạnh Thiện Thịnh Thọ Thới Thuận Thủy Thượng Tiên Tiến Trung Trường Tú Vân Văn "
    "Việt Vinh Vĩnh Xuân Yên "
)
SYLLABLES = tuple(_WORDS.split())
# The communes of a district write after one model, that after the model of its province; each changes so many clauses.
IN_A_PROVINCE, IN_A_DISTRICT = 168, 15
CHANGED_CLAUSES = 0.33
CHANGED_WORDS = 0.15  # of a changed clause
_CLAUSE = re.compile(r"[^.;:]+")
_WORD = re.compile(r"[^\W\d_]{2,}")


def communes() -> Iterator[str]:
    """Names, no two alike."""
    return (f"{first} {second}" for first, second in product(SYLLABLES, repeat=2) if first != second)


def commune_plan(number: int) -> tuple[Plan, bytes]:
    """The plan of another commune, and what is prepared of it: a real one in which words have given way to others of
    the same length, so that everything found in it stays where it was."""
    plan, name = _samples()[number // IN_A_DISTRICT % len(SAMPLES)], next(islice(communes(), number, None))
    text = plan.document.text
    for author in (f"tỉnh {number // IN_A_PROVINCE}", f"huyện {number // IN_A_DISTRICT}", f"xã {number}"):
        text = _reworded(text, random.Random(author))
    source = replace(plan.document.source, name=f"{number:05}.txt", sha256=hashlib.sha256(text.encode()).hexdigest())
    made: Plan = _requoted(replace(plan, document=replace(plan.document, text=text, source=source)), text)
    place = made.sections[0].evidence
    stated: dict[str, Any] = {
        "unit_kind": "xã",
        "unit_name": name,
        "issuer_level": IssuerLevel.COMMUNE,
        "plan_year": 2023,
    }
    header: dict[str, Any] = {
        field: Found(value=value, evidence=place, rule="bench") for field, value in stated.items()
    }
    made = replace(made, header=replace(Header(), **header))
    return made, packed(material_of(made))


def _reworded(text: str, dice: random.Random) -> str:
    """``text`` as another author writes it: one clause of three has other words."""
    words = _vocabulary()

    def reworded(clause: re.Match[str]) -> str:
        return clause[0] if dice.random() > CHANGED_CLAUSES else _WORD.sub(other, clause[0])

    def other(word: re.Match[str]) -> str:
        return dice.choice(words[len(word[0])]) if dice.random() < CHANGED_WORDS else word[0]

    return _CLAUSE.sub(reworded, text)


@lru_cache(maxsize=1)
def _samples() -> tuple[Plan, ...]:
    return tuple(extract(read_path(PLANS / name)) for name in SAMPLES)


@lru_cache(maxsize=1)
def _vocabulary() -> dict[int, list[str]]:
    """The words of all samples by length: none is rarer than in a real plan."""
    words: defaultdict[int, list[str]] = defaultdict(list)
    for plan in _samples():
        for word in _WORD.findall(plan.document.text):
            words[len(word)].append(word)
    return words


def _requoted(value: Any, text: str) -> Any:
    """``value`` with every quote as ``text`` now says it."""
    if isinstance(value, Evidence):
        return replace(value, quote=text[value.start : value.end])
    if isinstance(value, tuple):
        return tuple(_requoted(item, text) for item in value)
    if is_dataclass(value) and not isinstance(value, (Document, type)):
        changed = {field.name: _requoted(getattr(value, field.name), text) for field in fields(value)}
        return replace(value, **changed)
    return value


def main(units: int | None = None) -> None:
    """Print what ``units`` communes cost, from files to answers."""
    count = units or int(os.environ.get("KEHOACH_BENCH_COMMUNES", COMMUNES))
    if not all((PLANS / name).is_file() for name in SAMPLES):
        print("skipped: the plans' texts do not lie beside the checkout (../shared/plans)")
        return
    folder = Path(os.environ.get("KEHOACH_BENCH_DIR") or Path(tempfile.gettempdir()) / "kehoach-bench")
    folder.mkdir(parents=True, exist_ok=True)
    database = folder / f"corpus-{count}.db"
    _build(database, count)
    with Store.open(f"sqlite:///{database}") as store:
        _measure(store)
    print(f"database: {database.stat().st_size / 1e6:.0f} MB")


def _build(database: Path, count: int) -> None:
    """The database with all plans saved; once, and gone on with where it was stopped."""
    done = database.with_suffix(".built")
    if done.exists():
        return
    began = time.perf_counter()
    context = multiprocessing.get_context("forkserver")
    with Store.open(f"sqlite:///{database}") as store, ProcessPoolExecutor(WORKERS, context) as pool:
        first = len(store.plans())
        for number, (plan, prepared) in enumerate(pool.map(commune_plan, range(first, count), chunksize=20), first):
            keep(store, store.save(plan).plan_id, prepared)
            if number % 1000 == 999:
                print(f"… {number + 1} kế hoạch, {time.perf_counter() - began:.0f} s", flush=True)
    spent = time.perf_counter() - began
    print(f"lưu {count - first} kế hoạch: {spent:.0f} s ({1000 * spent / max(1, count - first):.1f} ms mỗi kế hoạch)")
    done.touch()


def _measure(store: Store) -> None:
    criteria = store.criteria(criteria_set().id) or store.save_criteria(criteria_set())
    began = time.perf_counter()
    computed = bring_up_to_date(store, criteria)
    print(f"tính lần đầu (hoặc phần còn lại): {computed} đơn vị, {time.perf_counter() - began:.1f} s")
    changed = replace(criteria.criteria_set, title=f"Bộ tiêu chí sửa đổi {time.time_ns()}")
    criteria = store.save_criteria(changed)
    began = time.perf_counter()
    computed = bring_up_to_date(store, criteria)
    spent = time.perf_counter() - began
    print(f"tính lại {computed} đơn vị x {len(NAMES)} tiêu chí, kể cả đọc và ghi: {spent:.1f} s")
    for code in (changed.criteria[0].code, changed.criteria[-1].code, changed.criteria[25].code):
        began = time.perf_counter()
        rows = coverage_rows(store, criteria, criterion=code)
        spent = time.perf_counter() - began
        left_out = sum(row.cell.status is Status.UNADDRESSED for row in rows)
        print(f"tiêu chí {code} của {len(rows)} đơn vị: {1000 * spent:.0f} ms ({left_out} bỏ trống)")
    _late(store)
    began = time.perf_counter()
    cells = sum(1 for _ in each_coverage_row(store, criteria))
    print(f"cả ma trận, {cells} ô: {time.perf_counter() - began:.1f} s")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"bộ nhớ cao nhất của tiến trình chính: {own / 1024:.0f} MB")


def _late(store: Store) -> None:
    """One more plan comes: what the next answer costs."""
    criteria = store.criteria(criteria_set().id)
    assert criteria is not None
    plan, prepared = commune_plan(len(store.plans()))
    keep(store, store.save(plan).plan_id, prepared)
    began = time.perf_counter()
    computed = bring_up_to_date(store, criteria)
    print(f"một kế hoạch gửi muộn: tính {computed} đơn vị, {1000 * (time.perf_counter() - began):.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else None)
