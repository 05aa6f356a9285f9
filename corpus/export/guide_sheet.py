"""The sheet *Cách đọc*: what the statuses mean, what each sheet holds, and the counts to check them by."""

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from corpus.export.matrix_sheet import UNITS_ACROSS, headline
from corpus.export.score_sheets import LOST, RANKED
from corpus.export.sheets import Styles, height_of, put_text, set_page, sheet_names
from corpus.export.summary import ORDER, Facts, Summary
from corpus.wording import OUTCOMES
from schema.coverage import Status
from schema.ledger import Outcome

NAME = "Cách đọc"
NAME_WIDTH, MEANING_WIDTH = 30.0, 84.0
MEANINGS = {
    Status.ACTIONABLE: "Có nhiệm vụ, có người hoặc bộ phận thực hiện, và có chỉ tiêu cụ thể hoặc thời hạn.",
    Status.PLANNED: "Có ít nhất một nhiệm vụ hoặc giải pháp, nhưng chưa đủ người thực hiện và chỉ tiêu, thời hạn.",
    Status.MENTIONED: "Có nêu tên tiêu chí hoặc ghi tiếp tục duy trì, nhưng không có nhiệm vụ riêng.",
    Status.UNADDRESSED: "Kế hoạch đọc được đầy đủ nhưng không có nội dung nào ứng với tiêu chí.",
    Status.UNKNOWN: "Không thấy nội dung ứng với tiêu chí, nhưng kế hoạch dẫn đến phụ lục không có trong tệp.",
    Status.UNREADABLE: "Có nhận được kế hoạch nhưng bản gửi khó đọc, chưa thể kết luận.",
    Status.NOT_SUBMITTED: "Đơn vị có trong danh sách phải gửi nhưng chưa có kế hoạch.",
    Status.NOT_APPLICABLE: "Người rà soát quyết định tiêu chí không áp dụng với đơn vị; lý do ở cột Ghi chú rà soát.",
}
SHEETS = {
    "Tổng hợp": "Bảng tiêu chí × đơn vị. Cột đếm bên trái: số đơn vị ở từng mức; các dòng “Cộng” cuối bảng: số tiêu chí"
    f" ở từng mức của mỗi đơn vị. Dòng lĩnh vực: số tiêu chí có nêu/số tiêu chí. Khi có trên {UNITS_ACROSS} đơn vị,"
    " bảng được xoay: mỗi đơn vị một dòng.",
    "Theo lĩnh vực": "Số ô ở từng mức theo lĩnh vực và biểu đồ. “Có nêu” gồm: đủ rõ, có nhiệm vụ, có nhắc.",
    "Chi tiết": "Mỗi ô của bảng tổng hợp một dòng: nhiệm vụ, chỉ tiêu, người thực hiện, thời hạn, trích dẫn, trang.",
    "Bỏ trống": "Các ô bỏ trống: đã tìm ở đâu và ba đoạn gần nhất (mức gần càng cao càng giống, thường từ 1,00 trở lên"
    " mới được coi là có nêu); có cột điểm mất khi đã nạp bảng điểm.",
    "Chỉ tiêu": "Mọi chỉ tiêu trong các kế hoạch đã nạp, kể cả của cấp trên (cấp trên không vào bảng so sánh).",
    "Phân công": "Mỗi người, bộ phận của mỗi lượt giao việc một dòng, để lập PivotTable.",
    "Căn cứ": "Mọi văn bản mà các kế hoạch viện dẫn.",
    "Cảnh báo": "Những chỗ của văn bản cần kiểm tra, sửa lại.",
    "Nhật ký nhập": "Lần đọc gần nhất của từng tệp: kết quả, lý do, cách xử lý.",
}
# Sheets that are there once points are loaded.
SCORE_SHEETS = {
    LOST: "Chỗ vừa bị mất điểm vừa có tiêu chí bỏ trống, mất nhiều đứng trước; bảng điểm chỉ có điểm lĩnh vực thì tính"
    " theo lĩnh vực.",
    RANKED: "Điểm, chỉ số, xếp hạng đã công bố của từng đơn vị, kèm điểm từng lĩnh vực và số tiêu chí bỏ trống.",
}
FILES = {
    Outcome.LOADED: "Đọc được, nhận ra là kế hoạch và đã vào bảng.",
    Outcome.DUPLICATE: "Giống hệt một tệp đã nạp; không tính lại.",
    Outcome.SUPERSEDED: "Bản cũ của một kế hoạch đã có bản mới hơn; giữ để tra cứu, không vào bảng.",
    Outcome.REFUSED: "Không phải kế hoạch, hoặc định dạng không hỗ trợ.",
    Outcome.FAILED: "Không đọc được; lý do và cách xử lý ghi ở sheet “Nhật ký nhập”.",
}
NOTES = (
    "Kết quả do máy đọc và đối chiếu; ô chữ nghiêng hoặc có “Cần người xem lại” là chỗ máy chưa chắc.",
    "Độ tin cậy là mức chắc chắn của kết luận, không phải chất lượng của kế hoạch.",
    "Đoạn trích giữ nguyên chữ của kế hoạch, chỉ nối các dòng; đoạn quá dài bị cắt có dấu “…” ở cuối.",
    "Số trang để trống khi định dạng của tệp không có trang cố định (Word, văn bản thuần).",
    "Ngày ghi thiếu trong kế hoạch (chỉ có tháng, năm) được giữ nguyên dạng chữ, không tự thêm ngày.",
)


def write_guide(sheet: Worksheet, styles: Styles, summary: Summary, facts: Facts, rows: Mapping[str, int]) -> None:
    """Fill the sheet. rows: how many rows each table sheet got."""
    set_page(sheet, "CÁCH ĐỌC BẢNG TỔNG HỢP")
    sheet.set_portrait()
    sheet.set_column(0, 0, NAME_WIDTH)
    sheet.set_column(1, 1, MEANING_WIDTH)
    sheet.set_column(2, 2, 12)
    writer = _Lines(sheet, styles)
    writer.heading("Về số liệu")
    writer.note(headline(summary, facts))
    if facts.carried is not None:
        writer.note(facts.carried.told)
    writer.heading("Ý nghĩa của từng mức", "Khi nào", "Số ô")
    total = summary.count()
    for status in ORDER:
        writer.line(status.label, MEANINGS[status], total[status], status)
    whole = facts.only.codes is None and facts.only.statuses is None
    writer.line("Cộng", "Số đơn vị × số tiêu chí" if whole else "Số ô được chọn", sum(total.values()))
    writer.heading("Các sheet", "Nội dung", "Số dòng")
    scored = {name: meaning for name, meaning in SCORE_SHEETS.items() if name in rows}
    for name, meaning in (*scored.items(), *SHEETS.items()):
        writer.line(name, meaning + _continued(name, rows.get(name, 0)), rows.get(name))
    writer.heading("Kết quả nhập", "Khi nào", "Số tệp")
    outcomes = facts.outcomes()
    for outcome, meaning in FILES.items():
        writer.line(OUTCOMES[outcome], meaning, outcomes[outcome])
    writer.line("Cộng", "Số tệp đã nhận", len(facts.ledger))
    writer.heading("Lưu ý")
    for note in NOTES:
        writer.note(note)


def _continued(name: str, rows: int) -> str:
    """Where the rows go on that one sheet has no room for."""
    _, *further = sheet_names(name, rows)
    return (
        f" Bảng dài hơn một sheet chứa được nên tiếp ở: {', '.join(f'“{other}”' for other in further)}."
        if further
        else ""
    )


class _Lines:
    """Writes the guide line by line."""

    def __init__(self, sheet: Worksheet, styles: Styles) -> None:
        self._sheet, self._styles, self._row = sheet, styles, 0

    def heading(self, *texts: str) -> None:
        if self._row:
            self._row += 1
        for place, text in enumerate(texts):
            put_text(self._sheet, self._row, place, text, self._styles.header())
        self._row += 1

    def note(self, text: str) -> None:
        self._sheet.set_row(self._row, height_of([(text, MEANING_WIDTH)]))
        put_text(self._sheet, self._row, 0, "", self._styles.custom(border=0))
        put_text(self._sheet, self._row, 1, text, self._styles.custom(border=0, text_wrap=True))
        self._row += 1

    def line(self, name: str, meaning: str, number: int | None, status: Status | None = None) -> None:
        self._sheet.set_row(self._row, height_of([(name, NAME_WIDTH), (meaning, MEANING_WIDTH)]))
        look = self._styles.custom(bold=True, text_wrap=True) if status is None else self._styles.status(status)
        put_text(self._sheet, self._row, 0, name, look)
        put_text(self._sheet, self._row, 1, meaning, self._styles.custom(text_wrap=True))
        count = self._styles.custom(num_format="#,##0", align="center")
        if number is None:
            self._sheet.write_blank(self._row, 2, None, count)
        else:
            self._sheet.write_number(self._row, 2, number, count)
        self._row += 1
