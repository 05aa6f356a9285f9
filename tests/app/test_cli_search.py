"""``kehoach search``: words with and without marks, phrases, limits."""

import pytest

from app.cli import run
from tests.app.cli_office import Office


def test_words_with_and_without_marks(office: Office) -> None:
    for query in ("niem yet cong khai", "niêm yết công khai", "NIÊM YẾT công khai"):
        [hit] = office.ask("search", query)["hits"]
        assert (hit["unit"], hit["section"], hit["closeness"]) == ("xã Bình Minh", "I.1", "phrase")
        assert hit["quote"] == "Niêm yết công khai" and hit["quote"] in hit["context"]
        assert hit["context"].startswith("I. NHIỆM VỤ") and hit["context"].endswith(" văn hóa"), "whole words around it"
    assert office.ask("search", "niềm yệt")["hits"] == []


def test_several_words_and_phrases(office: Office) -> None:
    assert {hit["unit"] for hit in office.ask("search", "hồ sơ", "đúng hạn")["hits"]} == {
        "xã Bình Minh",
        "xã An Lạc",
        "huyện Đông Sơn",
    }
    assert [hit["unit"] for hit in office.ask("search", '"đúng hạn" 98')["hits"]] == ["xã An Lạc"]
    assert len(office.ask("search", "ho so", "--limit", "1")["hits"]) == 1
    assert "Niêm yết công khai" in office.do("search", "niem", "yet")


def test_nothing_to_look_for(office: Office) -> None:
    assert "từ" in office.refuse(2, "search", "???")
    office.refuse(2, "search", "a", "--limit", "0")
    assert office.ask("search", '" OR NEAR( *')["hits"] == []


def test_an_empty_answer_is_said_with_what_was_looked_for(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    for query in ("khongcogi", "niem* OR", "NEAR(ho so", "a'; drop table plans", "ho AND so", "%x_"):
        capsys.readouterr()
        assert run(["search", query]) == 0
        shown = capsys.readouterr()
        assert shown.out == "" and f"Không thấy “{query}”" in shown.err
    assert len(office.ask("plans")) == 3
