"""Where a document ends: its recipients and its signature, be they typed in two columns."""

import re

from extractors.outline_lines import Lines
from extractors.outline_regions import Region
from extractors.signing import STAMP, post
from extractors.typed_columns import TypedColumns, typed_columns
from schema.letters import is_capital

_RECIPIENTS = re.compile(r"\s*+nơi\s++nhận\s*+(?:[:;.]|$)|\s*+nơi\s++nhận\s++-")


class Endings(Lines):
    """Finds recipients and signature of a region."""

    def _ending(self, region: Region) -> None:
        for index in range(region.body, region.last):
            if _RECIPIENTS.match(self.folded(index)):
                region.recipients = index
                break
        body = next((index for index in range(region.body, region.last) if self._opens_body(index)), region.body)
        start = body if region.recipients is None else max(body, region.recipients - 12)
        for index in range(start, region.last):
            if not self.is_signature(index, near_end=True):
                continue
            if self.is_signature(index, near_end=self._near_end(index, region)):
                region.signature = index
                region.signature_end = self._signature_end(index, region)
                break
        if region.recipients is None and region.signature is not None:
            region.recipients = self._unnamed_recipients(region.signature, body)
        if region.recipients is not None:
            region.columns = self._columns(region, region.recipients)
        if region.columns is not None:
            region.signature_end = region.columns.last
        elif region.recipients is not None and region.signature is None:
            region.signature_end = self._recipients_end(region)

    def _columns(self, region: Region, recipients: int) -> TypedColumns | None:
        """The ending where it is typed in two columns; the right one may begin a line or two above "Nơi nhận"."""
        signature = region.signature
        first = signature if signature is not None and 0 < recipients - signature <= 3 else recipients
        return typed_columns(self.reading.text, self.reading.flow, self.paragraphs, first, region.last)

    def _unnamed_recipients(self, signature: int, body: int) -> int | None:
        """The first of the bullets between "./." and the signature where "Nơi nhận" is lost; None without them."""
        index = signature
        while index - 1 > body and self.paragraphs[index - 1].bullet:
            index -= 1
        return index if index < signature and self.text(index - 1).endswith(("./.", "/.")) else None

    def _near_end(self, index: int, region: Region) -> bool:
        """Whether the end of the document is near: the recipients stand close by, or a person's name follows."""
        if region.recipients is not None and index > region.recipients:
            return True
        following = range(index + 1, min(index + 7, region.last))
        return any(self.is_name(near) for near in following) or index == region.last - 1

    def _signature_end(self, start: int, region: Region) -> int:
        index = start
        for index in range(start, min(start + 10, region.last)):
            folded = self.folded(index)
            if self.is_name(index):
                return index + 1
            known = (
                self.is_signature(index, near_end=True)
                or post().fullmatch(folded)
                or STAMP.search(folded)
                or folded == "kiêm"  # of two posts, one below the other
                or (is_capital(self.text(index)) and index - start < 4)
            )
            if index > start and not known and index != region.recipients:
                return index
        return index + 1

    def _recipients_end(self, region: Region) -> int:
        index = region.recipients or 0
        for index in range((region.recipients or 0) + 1, region.last):
            item = self.paragraphs[index]
            if not item.bullet and not self.folded(index).startswith(("lưu", "(", "như ", "gửi")):
                return index
        return min(index + 1, region.last)
