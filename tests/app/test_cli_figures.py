"""One part of the matrix asked for in many ways: command line, workbook and JSON give the same figures."""

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.cli import run
from corpus.export.summary import ORDER
from corpus.loading.criteria import current_criteria
from corpus.reviewing import Verdict, decide
from schema.coverage import Decision, Status
from schema.criteria import Node
from schema.document import Grade
from schema.store import Store
from schema.text import bare
from schema.units import Unit
from tests.corpus.plans_written import written

FEW, MANY = 12, 200
PLACES = ("Bình Minh", "An Lạc", "Phú Thọ", "Tân Hòa", "Đông Sơn", "Cẩm Giang", "Cẩm Giàng", "Yên Thượng")
TASKS = (
    "Niêm yết công khai thủ tục hành chính tại trụ sở; công chức Văn phòng - Thống kê chủ trì, xong trước ngày 30/6/2024.",
    "Phấn đấu 98% hồ sơ thủ tục hành chính được giải quyết đúng hạn.",
    "Tuyên truyền cải cách hành chính trên hệ thống loa truyền thanh.",
    "Tiếp tục duy trì công tác tuyên truyền, phổ biến, giáo dục pháp luật.",
    "Tổ chức đối thoại của Chủ tịch Ủy ban nhân dân xã với người dân, doanh nghiệp.",
    "Giải ngân vốn đầu tư công đạt từ 95% trở lên.",
    "Chấp hành nghiêm kỷ luật, kỷ cương hành chính.",
)
Chosen = dict[str, str]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, tuple[Node, ...]]]:
    """Eight communes against the reference set: some readable, some not, one without a plan, some cells decided."""
    address = f"sqlite:///{tmp_path_factory.mktemp('so-lieu') / 'kehoach.db'}"
    dice = random.Random(6)
    with Store.open(address) as store:
        store.load_roster("r", [Unit(kind="xã", name=name, superior="huyện Đông Sơn") for name in PLACES])
        units = {entry.unit.name: entry.id for entry in store.units()}
        for number, name in enumerate(PLACES[:-1]):
            body = "\n".join(f"{at}. {task}" for at, task in enumerate(dice.sample(TASKS, 3 + number % 4), 1))
            grade = Grade.POOR if number == 3 else Grade.GOOD
            plan = written(f"I. NHIỆM VỤ\n{body}\n", issuer=f"xã {name}", symbol=f"{number + 1}/KH-UBND", grade=grade)
            store.save(plan, run=store.begin_run(["."]))
        criteria = current_criteria(store)
        verdict = Verdict(decision=Decision.NOT_APPLICABLE, by="Lan", note="xã không có")
        for code in [criterion.code for criterion in criteria.criteria_set.criteria][:4]:
            decide(store, criteria, units["An Lạc"], code, verdict)
        nodes = criteria.criteria_set.nodes()
    yield address, nodes


def random_filter(dice: random.Random, nodes: Sequence[Node]) -> Chosen:
    """Some of the four filters, each written in one of the ways that a person may write it."""
    areas = [node for node in nodes if node.parent is None]
    leaves = [node for node in nodes if node.parent is not None]
    area, leaf, status = dice.choice(areas), dice.choice(leaves), dice.choice(list(Status))
    place = dice.choice([name for name in PLACES if not name.startswith("Cẩm")])
    ways = {
        "--unit": (f"xã {place}", place, bare(place), dice.choice(("xã Cẩm Giang", "xã Cẩm Giàng"))),
        "--criterion": (leaf.code, leaf.name, bare(leaf.name)),
        "--area": (area.code, area.name),
        "--status": (status.value, status.label),
    }
    return {option: dice.choice(written) for option, written in ways.items() if dice.random() < 0.5}


def arguments(chosen: Chosen) -> list[str]:
    return [part for option, value in chosen.items() for part in (option, value)]


def same_figures(chosen: Chosen, database: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ask the command line for ``chosen`` and compare with workbook and JSON, cell by cell and count by count."""
    asked = [*arguments(chosen), "--db", database]
    assert run(["coverage", *asked, "--json"]) == 0
    cells = json.loads(capsys.readouterr().out)["cells"]
    expected = Counter((cell["unit"], cell["criterion"], cell["status"]) for cell in cells)
    assert max(expected.values(), default=1) == 1

    assert run(["export", str(folder / "t.json"), *asked]) == 0
    document = json.loads((folder / "t.json").read_text(encoding="utf-8"))
    assert document["cells"] == cells

    assert run(["export", str(folder / "t.xlsx"), *asked]) == 0
    book = load_workbook(folder / "t.xlsx")
    rows = list(book["Chi tiết"].iter_rows(min_row=2, max_col=4, values_only=True))
    labels = Counter((unit, code, Status(status).label) for unit, code, status in expected.elements())
    assert Counter((f"UBND {row[0]}", row[1], row[3]) for row in rows) == labels

    by_status = Counter(status for _, _, status in expected.elements())
    guide = {row[0]: row[2] for row in book["Cách đọc"].iter_rows(values_only=True) if row[2] is not None}
    assert {status.value: guide[status.label] for status in ORDER} == {
        status.value: by_status[status.value] for status in ORDER
    }
    matrix = {row[1]: row for row in book["Tổng hợp"].iter_rows(min_row=5, values_only=True)}
    for place, status in enumerate(ORDER):
        assert matrix[f"Cộng: {status.label}"][2 + place] == by_status[status.value]
    areas = list(book["Theo lĩnh vực"].iter_rows(min_row=2, values_only=True))
    total = next(row for row in areas if row[1] == "Cộng")
    assert total[2] == len(cells) and list(total[4:12]) == [by_status[status.value] for status in ORDER]

    if "--status" not in chosen:
        assert run(["unaddressed", *asked, "--json"]) == 0
        left_out = json.loads(capsys.readouterr().out)["cells"]
        assert left_out == [cell for cell in cells if cell["status"] == "unaddressed"]
        assert book["Bỏ trống"].max_row - 1 == len(left_out)


@pytest.mark.parametrize(
    "times", [pytest.param(range(FEW), id="few"), pytest.param(range(FEW, MANY), id="many", marks=pytest.mark.full)]
)
def test_the_same_figures_from_command_line_excel_and_json(
    times: range, database: tuple[str, tuple[Node, ...]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address, nodes = database
    for number in times:
        chosen = random_filter(random.Random(number), nodes)
        try:
            same_figures(chosen, address, tmp_path, capsys)
        except AssertionError as error:
            raise AssertionError(f"filter {number}: {arguments(chosen)}") from error
    capsys.readouterr()


def test_the_filters_are_not_all_alike(database: tuple[str, tuple[Node, ...]]) -> None:
    drawn = [random_filter(random.Random(number), database[1]) for number in range(MANY)]
    assert len({tuple(sorted(chosen.items())) for chosen in drawn}) > MANY / 2
    assert {option for chosen in drawn[:FEW] for option in chosen} == {"--unit", "--criterion", "--area", "--status"}
