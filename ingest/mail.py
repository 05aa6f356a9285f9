"""The files that are attached to a mail (.eml): an office forwards its plan as it received it.

Read in the process that discovers files, so what a mail may ask of it is limited before it is parsed.
"""

import binascii
import email
import re
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

from ingest.encodings.cleaning import compose

MAIL_BYTES_MAX = 40_000_000
ATTACHMENTS_MAX = 200
# Parts that hold parts; a mail that was forwarded ten times has twenty.
_CONTAINERS_MAX = 60
_HEAD = 4096
_CONTENT_TYPE = re.compile(rb"content-type:\s*([a-z]+/[a-z]+)")
_MAIL_TYPES = frozenset({b"multipart/alternative", b"multipart/signed", b"multipart/report", b"text/plain"})
_ADDRESSED = re.compile(rb"(?:^|\n)(?:subject|from|to|received):")
_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})


def is_mail(data: bytes) -> bool:
    """Whether ``data`` (its first bytes are enough) is a message; a page that a browser saved as one is not."""
    head = data[:_HEAD].lower()
    kind = _CONTENT_TYPE.search(head)
    if b"mime-version:" not in head or kind is None:
        return False
    return kind.group(1) == b"multipart/mixed" or (kind.group(1) in _MAIL_TYPES and _ADDRESSED.search(head) is not None)


def attachments(data: bytes) -> list[tuple[str, bytes]]:
    """The attached files of a mail with their names, those of forwarded mails too; pictures in its text are none.

    Empty for a mail without, and for one of more parts or bytes than a real one has.
    """
    if len(data) > MAIL_BYTES_MAX or data.lower().count(b"multipart/") > _CONTAINERS_MAX:
        return []
    try:
        parts = list(email.message_from_bytes(data).walk())
    except (RecursionError, MessageError, ValueError, LookupError):
        return []
    found = [(name, _content(part)) for part in parts if (name := _name_of(part))]
    return [(name, content) for name, content in found if content][:ATTACHMENTS_MAX]


def _name_of(part: Message) -> str:
    """The name of an attached file without folders; empty for a part that is none."""
    if part.is_multipart() or part.get_content_type() in _SIGNATURES:
        return ""
    try:
        if part.get_content_maintype() == "image" and part.get_content_disposition() != "attachment":
            return ""
        name = str(make_header(decode_header(part.get_filename() or "")))
    except (MessageError, ValueError, LookupError, TypeError):
        return ""
    return compose(re.split(r"[/\\]", name.replace("\0", ""))[-1].strip()).strip(".")


def _content(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (binascii.Error, ValueError, LookupError, AssertionError):
        return b""
    return payload if isinstance(payload, bytes) else b""
