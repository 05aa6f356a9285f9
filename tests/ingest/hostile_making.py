"""Hostile files made for the tests: broken, lying, exploding; each with the reasons the ledger may give for it."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pikepdf
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from ingest.office import OLE_MAGIC
from schema.ledger import Reason
from tests.ingest.docx_making import NS, cell, docx, paragraph, row, run, table, zipped

LOADED = None
PLAN_LINES = (
    "ỦY BAN NHÂN DÂN XÃ PHÚ MỸ", "Số: 15/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    "Phú Mỹ, ngày 05 tháng 02 năm 2024", "KẾ HOẠCH", "Cải cách hành chính năm 2024", "I. MỤC TIÊU",
    "1. Tỷ lệ hồ sơ giải quyết đúng hạn đạt từ 98% trở lên.", "II. NHIỆM VỤ",
    "1. Công chức Văn phòng - Thống kê chủ trì rà soát thủ tục hành chính trước ngày 30/9/2024.",
    "Trên đây là Kế hoạch của Ủy ban nhân dân xã./.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn Bình",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Hostile:
    """One hostile file. reasons: what the ledger may say, LOADED where reading it is right."""

    name: str
    data: bytes
    reasons: frozenset[Reason | None]


def plan_text(number: int = 0) -> bytes:
    """A small plan; another number, another commune."""
    lines = "\n".join(PLAN_LINES).replace("Phú Mỹ", f"Phú Mỹ {number}").replace("PHÚ MỸ", f"PHÚ MỸ {number}")
    return lines.replace("Số: 15/", f"Số: {number + 15}/").encode()


def plan_docx() -> bytes:
    return docx("".join(map(paragraph, PLAN_LINES)) + table(row("STT", "Nhiệm vụ"), row("1", "Rà soát thủ tục")))


def plan_html() -> bytes:
    body = "".join(f"<p>{line}</p>" for line in PLAN_LINES)
    return f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()


def small_pdf(pages: int = 1) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for number in range(pages):
        canvas.drawString(72, 700, f"KE HOACH {number}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def encrypted_pdf() -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(small_pdf())) as document:
        document.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    return target.getvalue()


def raw_pdf(objects: dict[int, bytes], root: int = 1) -> bytes:
    """A PDF of these objects, with its cross-reference table."""
    out, offsets = bytearray(b"%PDF-1.4\n"), {}
    for number, body in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % offsets.get(number, 0)
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start)
    return bytes(out)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def page_tree_cycle() -> bytes:
    return raw_pdf({
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 /Parent 3 0 R >>",
        3: b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>",
    })  # fmt: skip


def form_recursion() -> bytes:
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /F 5 0 R /G 6 0 R >> >>"
    return raw_pdf({
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
           b"/Resources << /XObject << /F 5 0 R >> >> >>",
        4: stream(b"/F Do /F Do"),
        5: stream(b"/G Do /F Do /G Do", form),
        6: stream(b"/F Do /G Do /F Do", form),
    })  # fmt: skip


def form_fan(depth: int = 30) -> bytes:
    """Forms that draw the next form ten times each: 10^depth drawings."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
           b"/Resources << /XObject << /F 5 0 R >> >> >>",
        4: stream(b"/F Do"),
    }  # fmt: skip
    for number in range(5, 5 + depth):
        inner = b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /F %d 0 R >> >>"
        objects[number] = stream(b"/F Do " * 10, inner % (number + 1))
    objects[5 + depth] = stream(b"0 0 1 1 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 600 800]")
    return raw_pdf(objects)


def huge_page() -> bytes:
    return raw_pdf({
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1e9 1e9] /Contents 4 0 R /Resources << >> >>",
        4: stream(b"0 0 1e9 1e9 re f"),
    })  # fmt: skip


def stream_bomb(size: int) -> bytes:
    packed = zlib.compress(b" " * size, 9)
    return raw_pdf({
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << >> >>",
        4: stream(packed, b"/Filter /FlateDecode"),
    })  # fmt: skip


def image_bomb_pdf(side: int) -> bytes:
    """A page whose image has side x side pixels, all of one colour."""
    packed = zlib.compress(b"\xff" * (side * side // 8), 9)
    return raw_pdf({
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
           b"/Resources << /XObject << /I 5 0 R >> >> >>",
        4: stream(b"600 0 0 800 0 0 cm /I Do"),
        5: stream(packed, b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 1 "
                          b"/ColorSpace /DeviceGray /Filter /FlateDecode" % (side, side)),
    })  # fmt: skip


def png(width: int, height: int) -> bytes:
    """A white one-bit picture; its pixels are written without ever being held."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer, line, out = zlib.compressobj(9), b"\0" + b"\xff" * ((width + 7) // 8), bytearray()
    for _ in range(height):
        out += packer.compress(line)
    out += packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", bytes(out)) + chunk(b"IEND", b"")


def blank_picture() -> bytes:
    target = io.BytesIO()
    Image.new("L", (800, 1100), 255).save(target, "JPEG")
    return target.getvalue()


def zeros_zip(name: str, size: int) -> bytes:
    """A ZIP with one member of ``size`` equal bytes, written piece by piece."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as member:
        piece = b" " * 10_000_000
        for _ in range(size // len(piece)):
            member.write(piece)
    return target.getvalue()


def docx_bomb(size: int) -> bytes:
    """A DOCX whose document part unpacks to ``size`` bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as member:
            piece = b" " * 10_000_000
            for _ in range(size // len(piece)):
                member.write(piece)
    return target.getvalue()


def lying_zip() -> bytes:
    """A ZIP whose directory understates what its member unpacks to."""
    data = bytearray(zeros_zip("a.txt", 50_000_000))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 1000)
    return bytes(data)


def overlapping_zip() -> bytes:
    """A ZIP whose directory names one stored member a thousand times."""
    data = bytearray(zeros_zip("a.txt", 10_000_000))
    at, end = data.rindex(b"PK\x01\x02"), data.rindex(b"PK\x05\x06")
    entry, tail = bytes(data[at:end]), bytearray(data[end:])
    tail[8:12], tail[12:16] = struct.pack("<HH", 1000, 1000), struct.pack("<I", 1000 * len(entry))
    return bytes(data[:at]) + entry * 1000 + bytes(tail)


def escaping_zip() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number, name in enumerate(["../../thoat.txt", "/etc/thoat.txt", "C:\\thoat.txt", "a/../../thoat.txt"]):
            archive.writestr(zipfile.ZipInfo(name), plan_text(number + 50))
        link = zipfile.ZipInfo("lien-ket.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return target.getvalue()


def twins_zip() -> bytes:
    """Two members of one name, and names with control characters and markup."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        names = ["kh.txt", "kh.txt", "[bold]kh[/x].txt", "kh\x1b[31m\n.txt", "k\u202eh.txt", "kế hoạch " * 34 + ".txt"]
        for number, name in enumerate(names):
            archive.writestr(zipfile.ZipInfo(name), plan_text(number + 60))
    return target.getvalue()


def encrypted_zip() -> bytes:
    data = bytearray(zipped({"a.txt": plan_text()}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    data[6] |= 1
    return bytes(data)


def deep_xml(levels: int) -> bytes:
    return docx("<w:sdt><w:sdtContent>" * levels + paragraph("a") + "</w:sdtContent></w:sdt>" * levels)


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    part = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha">{entities}]><w:document {NS}><w:body>{paragraph(run("x"))}&l9;</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": part})


def many_cells(count: int) -> bytes:
    line = row(*(cell("1") for _ in range(100)))
    return docx(paragraph("KẾ HOẠCH") + table(*[line] * (count // 100)))


def nested_tables(levels: int) -> bytes:
    inner = paragraph("a")
    for _ in range(levels):
        inner = table(row(cell(inner + paragraph())))
    return docx(inner)


def rtf(body: str) -> bytes:
    return (r"{\rtf1\ansi " + body + "}").encode()


def ole_junk() -> bytes:
    """An OLE container whose sector chain runs in a circle, with the stream name of Word."""
    head = bytearray(OLE_MAGIC + bytes(504))
    struct.pack_into("<HHHHH", head, 24, 62, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIII", head, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0)
    fat = struct.pack("<128I", *([0] * 128))
    name = "WordDocument".encode("utf-16-le")
    return bytes(head) + fat + name.ljust(512, b"\0")


def _cuts(name: str, data: bytes, reasons: frozenset[Reason | None]) -> Iterator[Hostile]:
    stem, suffix = name.rsplit(".", 1)
    for part in (1, 5, 10, 25, 50, 75, 90, 99):
        yield Hostile(name=f"{stem}-cut-{part}.{suffix}", data=data[: len(data) * part // 100], reasons=reasons)


BROKEN = frozenset({Reason.CORRUPT, Reason.EMPTY, Reason.UNREADABLE_TEXT, Reason.UNSUPPORTED_FORMAT, Reason.NOT_A_PLAN})
GIVEN_UP = frozenset({Reason.BOMB, Reason.TOO_LARGE, Reason.TIMEOUT, Reason.OUT_OF_MEMORY, Reason.CORRUPT})
NOTHING = frozenset({Reason.EMPTY, Reason.NOT_A_PLAN, Reason.UNREADABLE_TEXT, Reason.NEEDS_OCR, Reason.CORRUPT})

_MADE: tuple[tuple[str, Callable[[], bytes], frozenset[Reason | None]], ...] = (
    ("rong.pdf", lambda: b"", frozenset({Reason.EMPTY})),
    ("rong.docx", lambda: b"", frozenset({Reason.EMPTY})),
    ("trang.txt", lambda: b" \n\t" * 1000, frozenset({Reason.EMPTY})),
    ("docx-ten-pdf.pdf", plan_docx, frozenset({LOADED, Reason.NEWER_VERSION_LOADED})),
    ("text-ten-doc.doc", lambda: plan_text(1), frozenset({LOADED})),
    ("html-ten-doc.doc", plan_html, frozenset({LOADED, Reason.SAME_BYTES})),
    ("pdf-ten-docx.docx", small_pdf, frozenset({Reason.NOT_A_PLAN})),
    ("mat-khau.pdf", encrypted_pdf, frozenset({Reason.ENCRYPTED})),
    ("mat-khau.docx", lambda: OLE_MAGIC + bytes(1016) + "EncryptedPackage".encode("utf-16-le") + bytes(1000),
     frozenset({Reason.ENCRYPTED})),
    ("mat-khau.zip", encrypted_zip, frozenset({Reason.ENCRYPTED})),
    ("bom.zip", lambda: zeros_zip("a.txt", 200_000_000), frozenset({Reason.BOMB})),
    ("bom-long-nhau.zip", lambda: zipped({"b.zip": zeros_zip("a.txt", 200_000_000)}), frozenset({Reason.BOMB})),
    ("bom-noi-doi.zip", lying_zip, frozenset({Reason.CORRUPT, Reason.NOT_A_PLAN, Reason.EMPTY, Reason.BOMB})),
    ("bom-chong-nhau.zip", overlapping_zip, GIVEN_UP),
    ("bom.docx", lambda: docx_bomb(600_000_000), frozenset({Reason.BOMB, Reason.TOO_LARGE})),
    ("xml-sau.docx", lambda: deep_xml(100_000), frozenset({Reason.BOMB, Reason.CORRUPT})),
    ("ty-tieng-cuoi.docx", billion_laughs, frozenset({Reason.BOMB})),
    ("bang-long-nhau.docx", lambda: nested_tables(60), GIVEN_UP | NOTHING),
    ("trieu-o.docx", lambda: many_cells(1_000_000), frozenset({Reason.TOO_LARGE, Reason.BOMB})),
    ("muoi-nghin-trang.pdf", lambda: small_pdf(10_000), frozenset({Reason.TOO_LARGE})),
    ("cay-trang-vong.pdf", page_tree_cycle, BROKEN | GIVEN_UP | NOTHING),
    ("form-vong.pdf", form_recursion, frozenset({Reason.BOMB})),
    ("form-quat.pdf", form_fan, frozenset({Reason.BOMB})),
    ("trang-khong-lo.pdf", huge_page, BROKEN | GIVEN_UP | NOTHING),
    ("bom-dong.pdf", lambda: stream_bomb(300_000_000), GIVEN_UP | NOTHING),
    ("bom-anh.pdf", lambda: image_bomb_pdf(30_000), GIVEN_UP | NOTHING),
    ("rac-trong.pdf", lambda: b"%PDF-1.4\n" + random.Random(1).randbytes(100_000), BROKEN),
    ("rac.pdf", lambda: random.Random(2).randbytes(100_000), BROKEN),
    ("rac.docx", lambda: random.Random(3).randbytes(100_000), BROKEN),
    ("rac.doc", ole_junk, BROKEN),
    ("long-nhau.rtf", lambda: rtf("{" * 200_000 + "a" + "}" * 200_000), BROKEN | GIVEN_UP | {Reason.CRASHED}),
    ("nhi-phan.rtf", lambda: rtf(r"\bin2000000000 abc"), BROKEN | GIVEN_UP),
    ("bang.rtf", lambda: rtf(r"\trowd\cellx100\cellx200 a\cell b\cell\row " * 3000), GIVEN_UP | NOTHING),
    ("bom-anh.png", lambda: png(40_000, 40_000), GIVEN_UP),
    ("dai.png", lambda: png(100_000, 3), GIVEN_UP | NOTHING),
    ("mot-diem.png", lambda: png(1, 1), GIVEN_UP | NOTHING),
    ("trang.jpg", blank_picture, NOTHING),
    ("anh-cut.jpg", lambda: blank_picture()[:500], NOTHING),
    ("hinh.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><text>a</text></svg>", BROKEN),
    ("hinh.emf", lambda: b"\x01\0\0\0" + bytes(300), BROKEN),
    ("dong-dai.txt", lambda: b"a" * 10_000_000, GIVEN_UP | NOTHING),
    ("dong-trong.txt", lambda: plan_text(2) + b"\nKH" + b" " * 10_000_000 + b"/", GIVEN_UP | {LOADED}),
    ("dong-cham.txt", lambda: plan_text(3) + b"\n" + b"1." * 2_000_000, GIVEN_UP | {LOADED}),
    ("dau-ghep.txt", lambda: plan_text(4) + ("\u0301" * 2_500_000).encode(), GIVEN_UP | {LOADED, Reason.UNREADABLE_TEXT}),
    ("the.html", lambda: b"<div>" * 300_000 + b"a", GIVEN_UP | NOTHING | {Reason.CRASHED}),
    ("vi-tri-thoat.zip", escaping_zip, frozenset({LOADED, Reason.NOT_A_PLAN, Reason.UNSUPPORTED_FORMAT})),
    ("trung-ten.zip", twins_zip, frozenset({LOADED})),
    ("nul.txt", lambda: b"\0" * 100_000, BROKEN),
    (f"{'kế hoạch ' * 13}.txt", lambda: plan_text(5), frozenset({LOADED})),
    ("ke hoach \u202e\x7f.txt", lambda: plan_text(6), frozenset({LOADED})),
    ("[bold]kế hoạch[x].txt", lambda: plan_text(7), frozenset({LOADED})),
)  # fmt: skip


# What runs into a limit of time or memory, or takes long to make: it adds minutes.
SLOW = frozenset({
    "nhi-phan.rtf", "long-nhau.rtf", "bom-long-nhau.zip", "bom-chong-nhau.zip",
    "dong-dai.txt", "dong-trong.txt", "trieu-o.docx", "the.html", "bom-anh.png",
})  # fmt: skip


def hostile_files(slow: frozenset[str] = SLOW) -> Iterator[Hostile]:
    """Every hostile file but the ``slow`` ones, one at a time: some are large."""
    for name, make, reasons in _MADE:
        if name not in slow:
            yield Hostile(name=name, data=make(), reasons=reasons)
    yield from _cuts("plan.docx", plan_docx(), BROKEN)
    yield from _cuts("plan.pdf", small_pdf(3), BROKEN)
    yield from _cuts("plan.zip", zipped({"a.txt": plan_text(80), "b.txt": plan_text(81)}), BROKEN | {LOADED})


def mutated(data: bytes, source: random.Random) -> bytes:
    """``data`` after a few random injuries: flipped, deleted, repeated, overwritten and cut bytes."""
    out = bytearray(data)
    for _ in range(source.randint(1, 12)):
        at, length = source.randrange(max(len(out), 1)), source.randint(1, 64)
        match source.randrange(5):
            case 0:
                out[at : at + length] = source.randbytes(length)
            case 1:
                del out[at : at + length]
            case 2:
                out[at:at] = out[at : at + length] * source.randint(1, 20)
            case 3 if out:
                out[min(at, len(out) - 1)] ^= 1 << source.randrange(8)
            case _:
                del out[len(out) - source.randrange(max(len(out) // 20, 1)) :]
    return bytes(out)
