"""The embedding model that a setting names: off by default, asked for all cells, never a verdict."""

from collections.abc import Iterator, Sequence
from importlib.metadata import EntryPoint, EntryPoints

import pytest

from corpus.coverage import similarity
from corpus.coverage.similarity import GROUP, SETTING
from corpus.queries_coverage import CoverageLine, coverage_json, coverage_rows
from corpus.reviewing import cells_to_review, reason_to_review
from schema.coverage import Status
from schema.criteria import Area, CriteriaSet, Criterion
from schema.errors import KehoachError
from schema.store import Store
from tests.corpus.plans_written import written

CRITERIA = CriteriaSet(
    id="xa",
    title="Bộ tiêu chí",
    areas=(Area(code="1", name="Cải cách tài chính công"),),
    criteria=(Criterion(code="1.1", parent="1", name="Giải ngân vốn đầu tư công"),),
)
BODY = "I. NHIỆM VỤ\n1. Nội dung chung\n- Đẩy nhanh việc rút tiền từ kho bạc về các công trình.\n- Quét dọn trụ sở.\n"


class Oracle:
    """A model that is sure of every passage that speaks of money."""

    def scores(self, phrase: str, passages: Sequence[str]) -> Sequence[float]:
        return [0.9 if "tiền" in passage else 0.1 for passage in passages]


class NoModel:
    """What a package offers by mistake."""


@pytest.fixture
def store(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    offered = EntryPoints(
        (
            EntryPoint(name="oracle", value=f"{__name__}:Oracle", group=GROUP),
            EntryPoint(name="hong", value="khong_co_goi_nay:Model", group=GROUP),
            EntryPoint(name="khac", value=f"{__name__}:NoModel", group=GROUP),
        )
    )
    monkeypatch.setattr(similarity, "entry_points", lambda **wanted: offered.select(**wanted))
    monkeypatch.delenv(SETTING, raising=False)
    with Store.open(database_url) as opened:
        opened.save(written(BODY))
        yield opened


def _line(store: Store) -> CoverageLine:
    criteria = store.criteria("xa") or store.save_criteria(CRITERIA)
    return next(line for line in coverage_rows(store, criteria) if line.criterion == "1.1")


def test_the_setting_turns_the_model_on_and_off(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not _line(store).cell.doubtful
    monkeypatch.setenv(SETTING, "oracle")
    line = _line(store)
    assert line.cell.status is Status.UNADDRESSED and line.cell.doubtful
    nearest = coverage_json(line)["searched"]["nearest"]
    assert ("rút tiền" in nearest[0]["quote"], nearest[0]["score"]) == (True, 0.9)
    assert nearest[0]["why"] == "mô hình so khớp “oracle”" and {near["why"] for near in nearest[1:]}.isdisjoint(
        {nearest[0]["why"]}
    )
    assert "mô hình so khớp “oracle”" in reason_to_review(line)
    criteria = store.criteria("xa")
    assert criteria is not None
    assert [found.criterion for found in cells_to_review(store, criteria)] == ["1.1"]
    monkeypatch.setenv(SETTING, " ")
    assert not _line(store).cell.doubtful


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("phobert", "oracle"),  # nobody offers it: what is offered is named
        ("hong", "khong_co_goi_nay"),  # offered, but cannot be loaded
        ("khac", "dùng được"),  # offered, but no model
    ],
)
def test_a_model_that_cannot_be_asked_is_an_error(
    store: Store, monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    monkeypatch.setenv(SETTING, name)
    with pytest.raises(KehoachError) as caught:
        _line(store)
    assert name in caught.value.message and words in caught.value.message and SETTING in caught.value.next_step
