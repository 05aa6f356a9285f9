"""Heads and ends typed with tabs or spaces, as they come without a table: ``python -m tests.ingest.typed_heads_making``
prints what each loses against the same plan with a line for every line of a column."""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import ImageFont

from extractors.pipeline import extract
from ingest.read import read
from ingest.source import SourceBytes
from schema.plan import Plan
from tests.ingest.docx_making import docx, paragraph
from tests.ingest.flat_making import Block, PlanParts
from tests.ingest.office_making import converted
from tests.ingest.pdf_forms_making import END, HEADER, SERIF, Result, compared, parts_of

Gap = Callable[[str], str]
# A space is a quarter of the size, a letter nearly half.
_TIMES = ImageFont.truetype(str(SERIF), 100) if SERIF.exists() else None


def tabs(count: int) -> Gap:
    """So many tabs behind the left column."""
    return lambda left: "\t" * count


def spaces(count: int) -> Gap:
    """So many spaces behind the left column."""
    return lambda left: " " * count


def padded(column: int) -> Gap:
    """Spaces up to ``column`` letters of Times, as a typist sees them stand below each other; at least three."""

    def gap(left: str) -> str:
        wide = _TIMES.getlength(left) if _TIMES else 44 * len(left)
        return " " * max(3, round((44 * column - wide) / 25))

    return gap


def tabs_to(column: int) -> Gap:
    """Tabs of eight characters up to ``column``; at least one."""
    return lambda left: "\t" * max(1, (column - len(left) + 7) // 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing:
    """How head and end are typed. before: what opens a line that has a right column."""

    name: str
    gap: Gap
    before: str = ""
    header: Block = HEADER
    end: Block = END


_TWO_LINES = Block(left=("ỦY BAN NHÂN DÂN XÃ PHÚ MỸ", "", "Số: 15/KH-UBND"), right=HEADER.right)
_RULED = Block(
    left=("ỦY BAN NHÂN DÂN", "XÃ PHÚ MỸ", "-------", "Số: 15/KH-UBND"),
    right=("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "---------------",
           "Phú Mỹ, ngày 05 tháng 02 năm 2024"),
)  # fmt: skip
_UNDER_DISTRICT = Block(left=("UBND HUYỆN AN LẠC", "TRƯỜNG TIỂU HỌC PHÚ MỸ", "Số: 15/KH-THPM"), right=HEADER.right)
_OFFICE = Block(left=("ỦY BAN NHÂN DÂN HUYỆN AN LẠC", "PHÒNG NỘI VỤ", "Số: 15/KH-PNV"), right=HEADER.right)
_CHAIR = Block(
    left=("Nơi nhận:", "- Phòng Nội vụ huyện;", "- Thường trực Đảng ủy;", "- Lưu: VT."),
    right=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "", "", "", "Nguyễn Văn Bình"),
)
_PRINCIPAL = Block(
    left=("Nơi nhận:", "- Phòng GD&ĐT (b/c);", "- Các tổ chuyên môn (t/h);", "- Lưu: VT."),
    right=("HIỆU TRƯỞNG", "", "", "", "Nguyễn Thị Lan"),
)
_LOWER = Block(left=("", *_CHAIR.left), right=_CHAIR.right)
_RIGHT_FIRST = Block(left=("", "", *_CHAIR.left), right=_CHAIR.right)
_HEAD_OF = Block(
    left=("Nơi nhận:", "- Như trên;", "- Chủ tịch, các PCT UBND huyện;", "- Lưu: VT, NV."),
    right=("TRƯỞNG PHÒNG", "(Đã ký)", "", "Nguyễn Văn Bình"),
)

TYPINGS = (
    Typing(name="a tab", gap=tabs(1)),
    Typing(name="two tabs", gap=tabs(2)),
    Typing(name="four tabs", gap=tabs(4)),
    Typing(name="tabs to a column", gap=tabs_to(48)),
    Typing(name="a space", gap=spaces(1)),
    Typing(name="two spaces", gap=spaces(2)),
    Typing(name="three spaces", gap=spaces(3)),
    Typing(name="ten spaces", gap=spaces(10)),
    Typing(name="spaces to a column", gap=padded(44)),
    Typing(name="indented", gap=tabs(2), before="\t"),
    Typing(name="indented by spaces", gap=padded(40), before="    "),
    Typing(name="the issuer in one line", gap=tabs(1), header=_TWO_LINES),
    Typing(name="the issuer in one line, spaces", gap=padded(36), header=_TWO_LINES),
    Typing(name="ruled", gap=tabs(3), header=_RULED, end=_CHAIR),
    Typing(name="ruled, spaces", gap=padded(40), header=_RULED, end=_CHAIR),
    Typing(name="a school", gap=tabs(2), header=_UNDER_DISTRICT, end=_PRINCIPAL),
    Typing(name="a school, spaces", gap=padded(40), header=_UNDER_DISTRICT, end=_PRINCIPAL),
    Typing(name="an office", gap=tabs(2), header=_OFFICE, end=_HEAD_OF),
    Typing(name="an office, spaces", gap=padded(42), header=_OFFICE, end=_HEAD_OF),
    Typing(name="the chair", gap=tabs(5), end=_CHAIR),
    Typing(name="the chair, spaces", gap=padded(50), end=_CHAIR),
    Typing(name="recipients lower", gap=tabs(3), end=_LOWER),
    Typing(name="recipients two lower", gap=padded(48), end=_RIGHT_FIRST),
)


def side_by_side(block: Block, typing: Typing) -> list[str]:
    """The lines of two columns with the gap between them."""
    lines = []
    for left, right in zip_longest(block.left, block.right, fillvalue=""):
        lines.append(f"{typing.before}{left}{typing.gap(left)}{right}" if right else left)
    return lines


def typed_lines(plan: PlanParts, typing: Typing) -> list[str]:
    """The plan, its head and end typed so."""
    return [*side_by_side(typing.header, typing), *plan.body, *side_by_side(typing.end, typing)]


def as_text(lines: Sequence[str]) -> bytes:
    return "\n".join(lines).encode()


_STOPS = '<w:tabs><w:tab w:val="left" w:pos="4500"/></w:tabs>'
_CENTRED = '<w:jc w:val="center"/>'
_SET_IN = '<w:jc w:val="both"/><w:ind w:firstLine="720"/>'


def as_docx(lines: Sequence[str]) -> bytes:
    """Every line a paragraph, tabs as Word keeps them; the title centred. A lone tab has a stop in the middle."""
    first = lines.index("KẾ HOẠCH")
    last = next(at for at, line in enumerate(lines[first + 1 :], first + 1) if len(line) > 90)
    end = next(at for at, line in enumerate(lines) if "Nơi nhận" in line or "TM. ỦY BAN" in line)
    looks = [""] * first + [_CENTRED] * (last - first) + [_SET_IN] * (end - last) + [""] * (len(lines) - end)
    made = [
        paragraph(_run(line), look or (_STOPS if line.strip().count("\t") == 1 else ""))
        for line, look in zip(lines, looks, strict=True)
    ]
    return docx("".join([*made[:first], paragraph(), *made[first:end], paragraph(), *made[end:]]))


def _run(line: str) -> str:
    inner = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in line.split("\t")
    )
    return f'<w:r><w:rPr><w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif"/><w:sz w:val="22"/></w:rPr>{inner}</w:r>'


def as_doc(lines: Sequence[str]) -> bytes:
    return converted(as_docx(lines), ".docx", "doc:MS Word 97")


def as_pdf(lines: Sequence[str]) -> bytes:
    return converted(as_docx(lines), ".docx", "pdf")


FORMS: dict[str, tuple[str, Callable[[Sequence[str]], bytes]]] = {
    "text": (".txt", as_text), "DOCX": (".docx", as_docx), "DOC": (".doc", as_doc), "PDF": (".pdf", as_pdf),
}  # fmt: skip


def truth_of(plan: PlanParts, typing: Typing) -> Plan:
    """What the program makes of the plan with a line for every line of a column."""
    plain = replace(plan, header=typing.header, end=typing.end)
    return extract(read(SourceBytes(name="plan.txt", data="\n".join(one for one in plain.lines if one).encode())))


def typed(plan: PlanParts, typing: Typing, form: str) -> Result:
    """How the plan typed so, in this form, compares."""
    suffix, make = FORMS[form]
    found = extract(read(SourceBytes(name=f"plan{suffix}", data=make(typed_lines(plan, typing)))))
    return compared(truth_of(plan, typing), found)


def report(paths: Iterable[Path], forms: Sequence[str]) -> None:
    """Print what every plan loses in every form."""
    for path in paths:
        plan = parts_of(path)
        for form in forms:
            for typing in TYPINGS:
                result = typed(plan, typing, form)
                tree = "same " if result.agreement.tree else "OTHER"
                print(
                    f"{path.stem:18} {form:5} {typing.name:32} {tree} {min(result.agreement.f1.values()):6.3f}",
                    flush=True,
                )
                for mark, ones in (
                    ("-", result.agreement.missing),
                    ("+", result.agreement.extra),
                    ("!", result.header),
                ):
                    for one in ones[:5]:
                        print(f"      {mark} {one[:170]}")


if __name__ == "__main__":
    folder = Path(__file__).resolve().parents[2].parent / "shared" / "plans"
    report(sorted(folder.glob("*.txt")), sys.argv[1:] or list(FORMS))
