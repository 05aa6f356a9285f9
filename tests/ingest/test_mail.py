"""The files attached to mails are files of an import; a mail without any stays one thing that is refused."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest.archive import discover
from ingest.mail import attachments, is_mail
from ingest.source import SourceBytes
from ingest.zip_members import expand
from tests.ingest.docx_making import zipped
from tests.ingest.test_foreign import PLAN

NAME = "Kế hoạch cải cách hành chính.docx"


def mail(*files: tuple[str, bytes]) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"] = "Kế hoạch", "vanthu@example.gov.vn"
    message.set_content("Kính gửi kế hoạch của xã")
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def names(tmp_path: Path, message: bytes) -> list[str]:
    path = tmp_path / "thu.eml"
    path.write_bytes(message)
    return [found.name for found in discover([path]) if found.error is None]


def forwarded() -> bytes:
    outer = mail()
    outer.add_attachment(mail((NAME, PLAN)))
    return outer.as_bytes()


def with_picture() -> bytes:
    message = mail((NAME, PLAN))
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png", disposition="inline")
    return message.as_bytes()


ENCODED = mail(("a.docx", PLAN)).as_bytes().replace(
    b'filename="a.docx"', b'filename="=?utf-8?B?S+G6vyBob+G6oWNoLmRvY3g=?="'
)  # fmt: skip
CASES = [
    ("the files of a mail", mail((NAME, PLAN), ("phụ lục.pdf", b"%PDF-1.4")).as_bytes(), [f"thu.eml/{NAME}", "thu.eml/phụ lục.pdf"]),
    ("those of a mail that was forwarded", forwarded(), [f"thu.eml/{NAME}"]),
    ("a picture in the text is none", with_picture(), [f"thu.eml/{NAME}"]),
    ("a name as Outlook writes it", ENCODED, ["thu.eml/Kế hoạch.docx"]),
    ("an archive in a mail is opened", mail(("goi.zip", zipped({"a/b.txt": "x"}))).as_bytes(), ["thu.eml/goi.zip/a/b.txt"]),
    ("a name cannot leave its folder", mail(("../../a.docx", PLAN)).as_bytes(), ["thu.eml/a.docx"]),
    ("two files of one name", mail(("a.docx", PLAN), ("a.docx", PLAN)).as_bytes(), ["thu.eml/a.docx", "thu.eml/a (2).docx"]),
    ("nothing attached", mail().as_bytes(), ["thu.eml"]),
]  # fmt: skip


@pytest.mark.parametrize(("proves", "message", "found"), CASES, ids=[case[0] for case in CASES])
def test_files_of_a_mail(proves: str, message: bytes, found: list[str], tmp_path: Path) -> None:
    assert names(tmp_path, message) == found


def test_the_bytes_of_an_attached_file_are_its_own(tmp_path: Path) -> None:
    assert attachments(mail((NAME, PLAN)).as_bytes()) == [(NAME, PLAN)]


def test_a_mail_in_an_archive_is_opened() -> None:
    found = expand(SourceBytes(name="goi.zip", data=zipped({"thu.eml": mail((NAME, PLAN)).as_bytes()})))
    assert [one.name for one in found if isinstance(one, SourceBytes)] == [f"goi.zip/thu.eml/{NAME}"]


def test_mails_inside_mails_without_end_are_not_opened() -> None:
    message = mail((NAME, PLAN)).as_bytes()
    for _ in range(4):
        message = mail(("thu.zip", zipped({"thu.eml": message}))).as_bytes()
    found = list(expand(SourceBytes(name="goi.zip", data=zipped({"thu.eml": message}))))
    assert len(found) == 1 and not isinstance(found[0], SourceBytes)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(5000)), id="parts in parts"),
        pytest.param(b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Disposition: attachment; filename="=?x?q?a?="\n\n\xff\n--b--', id="an unknown encoding"),
        pytest.param(b"Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nA", id="no base 64"),
    ],
)  # fmt: skip
def test_broken_mails_raise_nothing(data: bytes) -> None:
    whole = b"MIME-Version: 1.0\nFrom: a@example.vn\n" + data
    assert isinstance(attachments(whole), list) and isinstance(is_mail(whole), bool)
