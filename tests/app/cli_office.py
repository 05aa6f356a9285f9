"""Databases for tests of the command line: three small plans as text files, with a roster and a small set."""

import json
from pathlib import Path

import pytest

from app.cli import run

ROSTER = "Loại,Tên đơn vị,Huyện\nxã,Bình Minh,huyện Đông Sơn\nxã,An Lạc,huyện Đông Sơn\nxã,Phú Thọ,huyện Đông Sơn\n"
SET = (
    "Mã,Tên tiêu chí,Điểm tối đa\n"
    "1,Công tác chỉ đạo điều hành cải cách hành chính,4\n1.1,Tuyên truyền cải cách hành chính,2\n"
    "1.2,Đối thoại với người dân và doanh nghiệp,2\n"
    "3,Cải cách thủ tục hành chính,6\n3.1,Công khai thủ tục hành chính,3\n"
    "3.2,Tỷ lệ hồ sơ thủ tục hành chính giải quyết đúng hạn,3\n"
)
TALK = "Mỗi tháng một lần mời bà con đến uống nước chè ở nhà văn hóa thôn"


def plan_text(issuer: str, symbol: str, *tasks: str, day: str = "15 tháng 3 năm 2024") -> str:
    """The text of a plan that issues ``tasks``."""
    lines = "\n\n".join(f"- {task}" for task in tasks)
    return (
        f"ỦY BAN NHÂN DÂN\n\n{issuer.upper()}\n\nSố: {symbol}\n\nĐông Sơn, ngày {day}\n\n"
        "KẾ HOẠCH\n\nCải thiện Chỉ số cải cách hành chính năm 2024\n\n"
        "Căn cứ Kế hoạch số 77/KH-UBND ngày 02/01/2024 của UBND huyện Đông Sơn;\n\n"
        f"Ủy ban nhân dân {issuer} xây dựng Kế hoạch cải thiện Chỉ số năm 2024 như sau:\n\n"
        f"I. NHIỆM VỤ\n\n1. Nội dung chung\n\n{lines}\n\n"
        f"Trên đây là Kế hoạch cải thiện Chỉ số năm 2024 của UBND {issuer}./.\n\n"
        "Nơi nhận:\n- UBND huyện;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn An\n"
    )


PLANS = {
    "binh-minh.txt": plan_text(
        "xã Bình Minh", "12/KH-UBND",
        "Phấn đấu 95% hồ sơ TTHC được giải quyết đúng hạn.", "Niêm yết công khai TTHC tại trụ sở UBND xã.", f"{TALK}.",
    ),
    "an-lac.txt": plan_text("xã An Lạc", "8/KH-UBND", "Phấn đấu 98% hồ sơ TTHC được giải quyết đúng hạn."),
    "huyen.txt": plan_text(
        "huyện Đông Sơn", "77/KH-UBND", "Phấn đấu 97% hồ sơ TTHC được giải quyết đúng hạn.", day="02 tháng 01 năm 2024"
    ),
}  # fmt: skip


class Office:
    """A folder with plans and a database; ``ask`` runs a command and gives its JSON."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.plans = folder / "plans"
        self.plans.mkdir()
        self._capsys = capsys
        for name, text in PLANS.items():
            (self.plans / name).write_text(text, encoding="utf-8")
        (folder / "don-vi.csv").write_text(ROSTER, encoding="utf-8")
        (folder / "bo.csv").write_text(SET, encoding="utf-8")
        self.do("units", "load", str(folder / "don-vi.csv"))
        self.do("criteria", "load", str(folder / "bo.csv"), "--as", "bo")
        self.do("criteria", "use", "bo")
        self.load()

    def load(self) -> dict:
        return self.ask("import", str(self.plans), "--workers", "1")

    def do(self, *arguments: str) -> str:
        """What a command that must succeed prints."""
        self._capsys.readouterr()
        code = run(list(arguments))
        shown = self._capsys.readouterr()
        assert code == 0, shown.err
        return shown.out

    def ask(self, *arguments: str) -> dict:
        return json.loads(self.do(*arguments, "--json"))

    def refuse(self, code: int, *arguments: str) -> str:
        """The message of a command that must fail with ``code``."""
        self._capsys.readouterr()
        assert run(list(arguments)) == code
        shown = self._capsys.readouterr()
        assert shown.out == "" and "Traceback" not in shown.err
        return shown.err
