"""Citations: invented sentences with the gold written inside.

``[[quote|field=value …]]`` marks a citation; fields: code, symbol, date, partial, type, issuer, title, provision, use.
"-" stands for None. A citation found outside a mark is an error, a mark without citation, too.
"""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.citations import act_key, citation_key, citations, same_act, self_mentions
from extractors.citations.mentions import RULES
from extractors.citations.symbols import SYMBOL_RULES
from extractors.citations.vocabulary import DocumentType, document_types
from extractors.flow import prepare
from extractors.pipeline import extract
from extractors.rules import Rule
from schema.document import Document, Grade, Source
from schema.plan import Citation
from schema.text import fold

_MARK = re.compile(r"\[\[(.*?)\|(.*?)\]\]", re.DOTALL)
_FIELDS = {"code": "type_code", "partial": "date_partial"}


def _document(text: str) -> Document:
    source = Source(name="t", sha256="0", media_type="text/plain", reader="text")
    return Document(source=source, text=text, blocks=(), grade=Grade.GOOD)


def _found(text: str) -> tuple[Citation, ...]:
    return citations(prepare(_document(text)))


def _gold(marked: str) -> tuple[str, list[tuple[int, int, dict[str, str]]]]:
    text, gold, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        fields = dict(part.split("=", 1) for part in match[2].split("|"))
        gold.append((len(text), len(text) + len(match[1]), fields))
        text += match[1]
        last = match.end()
    return text + marked[last:], gold


def _check(marked: str) -> None:
    text, gold = _gold(marked)
    found = list(_found(text))
    shown = [(c.evidence.quote, c.type_code, c.symbol, c.date) for c in found]
    assert len(found) == len(gold), shown
    for citation, (start, end, fields) in zip(found, gold, strict=True):
        assert text[citation.evidence.start : citation.evidence.end] == citation.evidence.quote
        assert citation.evidence.start == start, shown
        assert citation.evidence.end == end, (citation.evidence.quote, text[start:end])
        for name, value in fields.items():
            got = getattr(citation, _FIELDS.get(name, name))
            assert got == (None if value == "-" else value), (name, got, citation)


FORMS = {
    "administrative": "Theo [[Kế hoạch số 49/KH-UBND ngày 29/9/2021 của UBND huyện Đông Hải|code=KH|symbol=49/KH-UBND"
    "|number=49|date=2021-09-29|issuer=UBND huyện Đông Hải]].",
    "with year": "thực hiện [[Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ|code=NĐ"
    "|symbol=61/2018/NĐ-CP|date=2018-04-23|issuer=Chính phủ]]",
    "committee with year": "[[Quyết định số 42/2019/QĐ-UBND|code=QĐ|symbol=42/2019/QĐ-UBND|date=-]]",
    "National Assembly": "[[Luật số 45/2019/QH14|code=Luật|symbol=45/2019/QH14]]",
    "resolution of the Assembly": "[[Nghị quyết số 142/2016/QH13 ngày 12/4/2016|code=NQ|symbol=142/2016/QH13]]",
    "Standing Committee": "[[Nghị quyết số 1656/NQ-UBTVQH15 ngày 16/6/2025|code=NQ|symbol=1656/NQ-UBTVQH15]]",
    "Standing Committee, ordinance form": "[[Nghị quyết số 1211/2016/UBTVQH13|code=NQ|symbol=1211/2016/UBTVQH13]]",
    "letter": "[[Nghị quyết số 30c/NQ-CP ngày 08/11/2011|code=NQ|number=30c|symbol=30c/NQ-CP]]",
    "joint": "[[Thông tư liên tịch số 55/2005/TTLT-BNV-VPCP|code=TTLT|symbol=55/2005/TTLT-BNV-VPCP]]",
    "ampersand": "[[Công văn số 2231/SNV-CCHC&PC|code=CV|symbol=2231/SNV-CCHC&PC]]",
    "type outside the table": "[[Báo cáo số 18/BCTĐ-STP|code=BCTĐ|symbol=18/BCTĐ-STP]]",
    "Party, centre": "[[Nghị quyết số 18-NQ/TW ngày 25/10/2017|code=NQ|symbol=18-NQ/TW|date=2017-10-25]]",
    "Party, province": "[[Hướng dẫn số 09-HD/TU|code=HD|symbol=09-HD/TU]]",
    "Party conclusion": "[[Kết luận số 167-KL/TW|code=KL|symbol=167-KL/TW]]",
    "Party, office": "[[Hướng dẫn số 36-HD/VPTW|code=HD|symbol=36-HD/VPTW]]",
    "Party with hyphens": "[[Hướng dẫn số 25-HD/BTC-TƯ|code=HD|symbol=25-HD/BTC-TƯ]]",
    "Party programme": "[[Chương trình hành động số 12-CTr/HU|code=CTr|symbol=12-CTr/HU]]",
    "Party regulation": "[[Quy định số 37-QĐ/TW|type=Quy định|code=QyĐ|symbol=37-QĐ/TW]]",
    "a stop for the hyphen": "[[Quyết định số 12/2004/QĐ.TTg ngày 07/9/2004|code=QĐ|symbol=12/2004/QĐ-TTg|date=2004-09-07]]",
    "dotted number": "[[Nghị quyết số 66.25/2026/NQ-CP|code=NQ|number=66.25|symbol=66.25/2026/NQ-CP]]",
    "number like a year": "[[Quyết định số 2025/QĐ-UBND ngày 17/7/2023|number=2025|symbol=2025/QĐ-UBND]]",
    "double slash": "[[Văn bản số 1188//UBND-NV|type=Công văn|code=CV|symbol=1188/UBND-NV]]",
    "spaces": "[[Quyết định số 773 /QĐ-TTg|symbol=773/QĐ-TTg]]",
    "spaced hyphen": "[[Kế hoạch số 120/ KH - UBND|symbol=120/KH-UBND]]",
    "lost hyphen": "[[Quyết định số 673/QĐUBND|code=QĐ|symbol=673/QĐUBND]]",
    "en dash": "[[Quyết định số 70/QĐ–UBND|code=QĐ|symbol=70/QĐ–UBND]]",
    "broken after the hyphen": "[[Nghị quyết số 42/NQ-\nHĐND ngày 15/01/2021|symbol=42/NQ-HĐND|date=2021-01-15]]",
    "broken before the number": "[[Nghị định\n số 90/2020/NĐ-CP ngày\n13/8/2020|symbol=90/2020/NĐ-CP|date=2020-08-13]]",
    "letter without type code": "[[Công văn số 215/UBND-NV|code=CV|symbol=215/UBND-NV]]",
    "letter of a school office": "[[Công văn số 88/PGDĐT|code=CV|symbol=88/PGDĐT]]",
    "without số": "[[Quyết định 1237/QĐ-TTg ngày 27/7/2013|symbol=1237/QĐ-TTg]]",
    "without type word": "theo [[876/QĐ-BNV|type=Quyết định|code=QĐ|symbol=876/QĐ-BNV]]",
    "wrong author": "[[Quyết định số 866/QĐ-Tg|code=QĐ|symbol=866/QĐ-Tg]]",
    "blank number": "[[Kế hoạch số      /KH-UBND|code=KH|number=-|symbol=/KH-UBND]]",
    "blank number, dots": "[[Kế hoạch số ……/KH-UBND|number=-]]",
    "blank number and day": "theo [[Kế hoạch số      /KH-UBND ngày     /7/2023|symbol=/KH-UBND|date=-|partial=2023-07]]",
    "blank number with year": "[[Quyết định số /2023/QĐ-UBND|code=QĐ|number=-|symbol=/2023/QĐ-UBND]]",
    "abbreviated type": "[[QĐ số 70/QĐ-UBND|type=Quyết định|code=QĐ]] và [[KH 12/KH-UBND|code=KH|symbol=12/KH-UBND]]",
    "number only": "[[Thông báo số 12 ngày 3/4/2023 của UBND xã|code=TB|symbol=12|date=2023-04-03]]",
    "official telegram": "[[Công điện số 280/CĐ-TTg|code=CĐ]]",
    "lower-case type": "nội dung [[kế hoạch số 15/KH-UBND|code=KH]]",
    "mixed-case issuer": "[[Kế hoạch số 45/KH-TrTHCS|symbol=45/KH-TrTHCS]]",
    "district council 16": "[[Nghị quyết số 30/2021/NQ-HĐND|code=NQ|symbol=30/2021/NQ-HĐND]]",
    "dot in the issuer": "[[Kế hoạch số 12/KH-UBND.HC|symbol=12/KH-UBND.HC]]",
    "slash forgotten": "[[Kế hoạch số 1492 KH-UBND ngày 6/6/2014|code=KH|number=1492|date=2014-06-06]]",
    "space forgotten": "[[Nghị định số163/2016/NĐ-CP|symbol=163/2016/NĐ-CP]] và [[QĐ101/QĐ-BKHCN|code=QĐ|number=101]]",
    "blank number, no số": "[[Kế hoạch …/KH-UBND|number=-|symbol=/KH-UBND]]",
    "blank Party number": "[[Kế hoạch số    -KH/ĐU|number=-|symbol=-KH/ĐU]]",
    "wrapped before the month": "[[Nghị quyết số 30c/NQ-CP ngày 08 tháng\n11 năm 2011 của Chính phủ|date=2011-11-08]]",
    "capitals of a title": "[[CHỈ THỊ SỐ 19/CT-TTG NGÀY 16 THÁNG 7 NĂM 2021|code=CT|symbol=19/CT-TTG|date=2021-07-16]]",
    "standard": "[[TCVN ISO 9001:2015|code=ISO|symbol=TCVN ISO 9001:2015]]",
    "old slash": "[[Quyết định số 1803/1998/QĐ/BTC|symbol=1803/1998/QĐ/BTC]]",
}

CONTEXT = {
    "list with one type word": "các [[Nghị định số 61/2018/NĐ-CP ngày 23/4/2018|symbol=61/2018/NĐ-CP|date=2018-04-23|issuer=Chính phủ]], "
    "[[số 107/2021/NĐ-CP ngày 06/12/2021 của Chính phủ|symbol=107/2021/NĐ-CP|type=Nghị định|date=2021-12-06]].",
    "letters share the type": "các [[Công văn số 12/UBND-NV|code=CV]], [[số 15/UBND-NC|code=CV|type=Công văn]].",
    "numbers share the type": "[[Kế hoạch số 12/KH-UBND|code=KH]], [[13/KH-UBND|code=KH|symbol=13/KH-UBND]].",
    "shared body": "[[Nghị định số 130/2005/NĐ-CP|issuer=Chính phủ|date=-]]; "
    "[[Nghị định số 117/2013/NĐ-CP của Chính phủ năm 2013|issuer=Chính phủ|date=-|partial=2013]].",
    "comma before the date": "[[Công văn số 215/UBND-NV, ngày 16/3/2023 của Uỷ ban nhân dân huyện v/v kiểm điểm tồn "
    "tại|date=2023-03-16|issuer=UBND huyện|title=kiểm điểm tồn tại]]",
    "date after the body": "[[Quyết định số 12/QĐ-SNV của Sở Nội vụ ngày 5/6/2023|date=2023-06-05|issuer=Sở Nội vụ]]",
    "date in brackets": "[[Quyết định số 12/QĐ-SNV (ngày 5/6/2023)|date=2023-06-05]]",
    "OCR digits": "[[Quyết định số 12/QĐ-SNV ngày 26 tháng 0 6 năm 2018|date=2018-06-26]]",
    "Secretariat": "[[Chỉ thị số 14-CT/TW ngày 19/7/2017 của Ban Bí thư Trung ương Đảng khóa XII về tiếp tục tăng "
    "cường sự lãnh đạo|issuer=Ban Bí thư Trung ương Đảng khóa XII|title=tiếp tục tăng cường sự lãnh đạo]];",
    "body before the act": "theo đề nghị của Chánh Văn phòng UBND tỉnh tại [[Tờ trình số 18/TTr-VP ngày 21/8/2025|code=TTr"
    "|issuer=Chánh Văn phòng UBND tỉnh]] và Giám đốc Sở Nội vụ tại [[Văn bản số 48/SNV-TCBC|issuer=Giám đốc Sở Nội vụ]]",
    "body between type and number": "[[Nghị quyết của HĐND tỉnh số 12/2022/NQ-HĐND ngày 09/12/2022|code=NQ"
    "|issuer=HĐND tỉnh|date=2022-12-09]]",
    "body with commas": "[[Công văn số 29/LĐTBXH-BTE của Bộ Lao động, Thương binh và Xã hội về trẻ em|title=trẻ em"
    "|issuer=Bộ Lao động, Thương binh và Xã hội]].",
    "quoted title": "[[Kết luận số 100-KL/TW ngày 18/8/2014 của Ban Bí thư “về việc đổi mới, nâng cao chất lượng”"
    "|date=2014-08-18]], công tác khác",
    "form of another's act": "(Ban hành kèm theo [[Thông tư số 02/2017/TT-VPCP|use=content]])",
    "ministries joined by và": "[[Thông tư liên tịch số 05/2008/TTLT-BKHCN-BNV ngày 18/6/2008 của Bộ Khoa học và Công "
    "nghệ và Bộ Nội vụ về việc hướng dẫn chức năng|issuer=Bộ Khoa học và Công nghệ và Bộ Nội vụ]].",
    "bare verb title": "[[Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ quy định về thực hiện thủ tục hành "
    "chính|title=quy định về thực hiện thủ tục hành chính]].",
    "a clause goes on behind the comma": "rà soát văn bản theo [[Nghị định số 16/2013/NĐ-CP ngày 06/02/2013 của Chính phủ"
    "|title=-|date=2013-02-06]], công bố danh mục chậm nhất vào ngày 30 tháng 01 năm 2024.",
    "of the same day": "[[Nghị quyết số 18-NQ/TW ngày 25/10/2017|date=2017-10-25]] và [[Nghị quyết số 19-NQ/TW cùng ngày "
    "của Ban Chấp hành Trung ương|date=2017-10-25|issuer=Ban Chấp hành Trung ương]];",
    "of the same day, which is told": "[[Nghị định số 107/2020/NĐ-CP ngày 14/9/2020|date=2020-09-14]], "
    "[[Nghị định số 108/2020/NĐ-CP cùng ngày 14/9/2020 của Chính phủ|date=2020-09-14|issuer=Chính phủ]];",
    "title before a clause": "[[Quyết định số 5/QĐ-UBND ngày 2/1/2024 của UBND tỉnh về giao chỉ tiêu|title=giao chỉ "
    "tiêu]], bảo đảm đúng tiến độ.",
    "provision before": "theo [[khoản 2, khoản 3 Điều 5 Nghị định số 61/2018/NĐ-CP|provision=khoản 2, khoản 3 Điều 5"
    "|symbol=61/2018/NĐ-CP]]",
    "provision with của": "tại [[điểm a, b khoản 1 Điều 7 của Thông tư số 02/2021/TT-BNV|provision=điểm a, b khoản 1 "
    "Điều 7]]",
    "chapter and section": "[[Điều 3 và Mục I Chương II Quyết định số 04/2004/QĐ-BNV|provision=Điều 3 và Mục I Chương "
    "II]]",
    "provision after": "[[Nghị quyết số 63/NQ-CP ngày 29/6/2021 của Chính phủ về giải ngân vốn đầu tư công (khoản 5 mục "
    "III)|provision=khoản 5 mục III|title=giải ngân vốn đầu tư công]]",
    "annex attached": "[[Phụ lục II kèm theo Thông tư số 01/2023/TT-VPCP|provision=Phụ lục II]]",
    "number and year alone": "[[Nghị định số 61/2018/NĐ-CP ngày 23/4/2018|date=2018-04-23]]; theo [[Nghị định 61/2018"
    "|code=NĐ|symbol=61/2018|date=-]] và [[Thông tư 19/2024|code=TT|symbol=19/2024]], trong tháng 3/2024.",
    "number alone, named in full before": "[[Nghị quyết số 57-NQ/TW ngày 22/12/2024|date=2024-12-22]]; theo "
    "[[Nghị quyết số 57|code=NQ|symbol=57-NQ/TW|date=-]], còn Nghị quyết số 99 thì không.",
    "abbreviation after the body": "[[Công văn số 41/BGDĐT-PC của Bộ Giáo dục và Đào tạo (GDĐT) về việc pháp chế"
    "|issuer=Bộ Giáo dục và Đào tạo|title=pháp chế]];",
    "second mention": "[[Quyết định số 70/QĐ-UBND ngày 27/01/2023 của UBND huyện|date=2023-01-27]]. Sau đó, theo "
    "[[Quyết định số 70/QĐ-UBND|symbol=70/QĐ-UBND|date=-]].",
}

LAWS = {
    "by name and date": "[[Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015|code=Luật|symbol=-"
    "|date=2015-06-19|title=Luật Tổ chức chính quyền địa phương]];",
    "by name and year": "[[Luật Ban hành văn bản quy phạm pháp luật năm 2015|code=Luật|date=-|partial=2015]]",
    "abbreviated name": "[[Luật Ban hành văn bản QPPL năm 2015 (sửa đổi, bổ sung năm 2020)|code=Luật|partial=2015]]",
    "amended by": "[[Luật Đấu thầu số 22/2023/QH15|symbol=22/2023/QH15]] được sửa đổi, bổ sung bởi "
    "[[Luật số 57/2024/QH15|code=Luật|symbol=57/2024/QH15]]",
    "decrees on a law": "thi hành [[Luật Quy hoạch|code=Luật|symbol=-]] ([[số 37/2019/NĐ-CP ngày 07/5/2019|code=NĐ|date=2019-05-07]], "
    "[[số 58/2023/NĐ-CP ngày 12/8/2023|code=NĐ|date=2023-08-12]])",
    "by name and number": "[[Luật Xử lý vi phạm hành chính số 15/2012/QH13 ngày 20/6/2012|symbol=15/2012/QH13"
    "|date=2012-06-20]]",
    "amending law": "[[Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa "
    "phương ngày 22 tháng 11 năm 2019|date=2019-11-22|code=Luật]];",
    "code": "Căn cứ [[Bộ luật Lao động|code=Bộ luật|symbol=-]];",
    "Constitution": "[[Hiến pháp năm 2013|partial=2013]]",
    "ordinance": "[[Pháp lệnh Ưu đãi người có công với cách mạng số 02/2020/UBTVQH14 ngày 09/12/2020|code=PL"
    "|symbol=02/2020/UBTVQH14|date=2020-12-09]]",
    "bare names": "Căn cứ [[Luật Đất đai|code=Luật]], [[Luật Hộ tịch|code=Luật]] và [[Luật Tiếp công dân|code=Luật]];",
    "unlisted name": "Căn cứ [[Luật Ánh sáng đô thị|code=Luật]];",
    "unlisted name with year": "phổ biến [[Luật Ánh sáng đô thị năm 2030|code=Luật|partial=2030]] cho nhân dân",
    "old name in lower case": "[[Luật thuế xuất khẩu, thuế nhập khẩu số 04/1998/QH10 ngày 20/05/1998|code=Luật"
    "|symbol=04/1998/QH10]]",
    "laws by their names alone": "đã tuyên truyền [[Luật Đất đai|code=Luật|symbol=-]], [[Luật Hộ tịch|code=Luật]]; phổ biến "
    "[[Pháp lệnh Ưu đãi người có công với cách mạng|code=PL]].",
    "a law that is amended by another": "phổ biến [[Luật sửa đổi, bổ sung một số điều của Luật Đất đai|code=Luật]].",
    "provision of a law": "theo [[khoản 1 Điều 8 Luật Tố cáo|provision=khoản 1 Điều 8]]",
}

NONE = [
    "đạt 86,5/100 điểm, xếp thứ 8/17 xã, thị trấn",
    "trước ngày 28/7/2020",
    "trực 24/7, điện thoại 0203.3825.123",
    "dịch vụ công mức độ 3/4",
    "bản đồ tỷ lệ 1/1000",
    "triển khai Đề án 06 và Tổ công tác Đề án 06/CP",
    "Ban Chỉ đạo 389/TP, Ban Chỉ đạo 35/TU",
    "UBND/Chủ tịch UBND xã",
    "giảm 20/30 TTHC",
    "Số: 49/KH-UBND",
    "Số:      /KH-UBND",
    "Mẫu số 01/TTĐT-VP kèm theo",
    "năng suất 60 tạ/ha, 25 kg/ha",
    "giai đoạn 2021-2025",
    "Quý I/2023, quý 2/2023",
    "Covid-19",
    "Luật sư, Hội Luật gia, pháp luật, kỷ luật",
    "xây dựng dự thảo Luật Đất đai",
    "Kế hoạch này; kế hoạch của UBND huyện",
    "Đạt 12/12 chỉ tiêu",
]


@pytest.mark.parametrize("marked", FORMS.values(), ids=FORMS)
def test_forms(marked: str) -> None:
    _check(marked)


@pytest.mark.parametrize("marked", CONTEXT.values(), ids=CONTEXT)
def test_context(marked: str) -> None:
    _check(marked)


@pytest.mark.parametrize("marked", LAWS.values(), ids=LAWS)
def test_laws(marked: str) -> None:
    _check(marked)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_citation(text: str) -> None:
    assert _found(f"Trong năm qua, {text}.") == () if not text.startswith("Số:") else _found(text) == ()


@pytest.mark.parametrize("rule", SYMBOL_RULES, ids=lambda rule: rule.name)
def test_the_rules_of_symbols_hold_on_their_examples(rule: Rule) -> None:
    assert all(rule.search(example) for example in rule.examples)
    assert not any(rule.search(example) for example in rule.counter_examples)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_rules_of_folded_text_hold_on_their_examples(rule: Rule) -> None:
    assert all(rule.search(fold(example)) for example in rule.examples)
    assert not any(rule.search(fold(example)) for example in rule.counter_examples)


@pytest.mark.parametrize("entry", document_types(), ids=lambda entry: entry.type)
def test_every_type_of_the_lexicon_reads_its_example(entry: DocumentType) -> None:
    found = _found(f"Thực hiện {entry.example} về cải cách hành chính.")
    assert [c.type for c in found] == [entry.type]
    assert found[0].type_code is not None


USES = (
    "ỦY BAN NHÂN DÂN\nXÃ ĐÔNG HẢI\nSố: 12/KH-UBND\n\nĐông Hải, ngày 05 tháng 3 năm 2024\n\nKẾ HOẠCH\n"
    "Kiểm soát thủ tục hành chính năm 2024\n\n"
    "Căn cứ [[Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ về kiểm soát thủ tục hành chính|use=basis"
    "|title=kiểm soát thủ tục hành chính]];\n\n"
    "Thực hiện [[Kế hoạch số 8/KH-UBND ngày 15/01/2024 của UBND huyện Thanh Sơn về kiểm soát thủ tục hành chính; rà soát "
    "quy định|use=implements|issuer=UBND huyện Thanh Sơn|title=kiểm soát thủ tục hành chính; rà soát quy định]];\n\n"
    "Ủy ban nhân dân xã Đông Hải ban hành Kế hoạch như sau:\n\n"
    "I. MỤC ĐÍCH\n\n- Cụ thể hóa [[Kế hoạch số 8/KH-UBND|use=content|date=-]] của huyện.\n\n"
    "- Theo [[Công văn số 3/UBND-VP ngày 2/2/2024 của UBND huyện|issuer=UBND huyện Thanh Sơn]].\n\n"
    "Nơi nhận:\n- UBND huyện;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn Bình\n\n"
    "PHỤ LỤC\n(Kèm theo [[Kế hoạch số 12/KH-UBND ngày 05/3/2024 của UBND xã Đông Hải|use=self]])\n"
)


def test_uses_bodies_and_the_annex_line() -> None:
    text, _ = _gold(USES)
    found = _found(text)
    _check(
        USES.replace(
            "[[Kế hoạch số 8/KH-UBND|use=content|date=-]] của huyện",
            "[[Kế hoạch số 8/KH-UBND|use=content|date=-]] nêu trên",
        )
    )
    assert found[2].resolved_from is not None
    assert found[2].resolved_from == found[1].evidence


def test_a_citation_in_a_title_belongs_to_it() -> None:
    text = (
        "Theo Kế hoạch số 8/KH-UBND ngày 3/2/2024 của UBND tỉnh về triển khai thực hiện Nghị quyết số 76/NQ-CP ngày "
        "15/7/2021 của Chính phủ về cải cách hành chính; tiếp tục rà soát."
    )
    outer, inner = _found(text)
    assert outer.evidence.start < inner.evidence.start < inner.evidence.end == outer.evidence.end
    assert (outer.symbol, inner.symbol, inner.date) == ("8/KH-UBND", "76/NQ-CP", "2021-07-15")


def test_self_mentions_are_kept_apart() -> None:
    text = "I. MỤC ĐÍCH\n- Tổ chức thực hiện Kế hoạch này.\n- Kế hoạch này có hiệu lực từ ngày ký."
    assert _found(text) == ()
    assert [c.evidence.quote for c in self_mentions(prepare(_document(text)))] == ["Kế hoạch này", "Kế hoạch này"]


KEYS = [
    ("Kế hoạch số 241/KH-UBND ngày 30/12/2022 của UBND huyện", "241/KH-UBND", "2022-12-30", "UBND huyện Tứ Hải", True),
    ("Kế hoạch số 241/KH-UBND ngày 30/12/2022 của UBND huyện Tứ Hải", "0241 /KH-UBND", "2022-12-30", None, True),
    ("Kế hoạch số 241/KH-UBND ngày 30/12/2022 của UBND huyện", "241/KH-UBND", "2021-12-30", "UBND huyện Tứ Hải", False),
    (
        "Kế hoạch số 241/KH-UBND ngày 30/12/2022 của UBND tỉnh Tứ Hải",
        "241/KH-UBND",
        "2022-12-30",
        "UBND huyện A",
        False,
    ),
    ("Nghị định số 61/2018/NĐ-CP", "61/2018/NĐ-CP", "2018-04-23", "Chính phủ", True),
    ("Kế hoạch số 241/KH-UBND", "241/KH-UBND", "2022-12-30", "UBND huyện Tứ Hải", False),  # no year: no proof
]


@pytest.mark.parametrize(("cited", "symbol", "date", "issuer", "same"), KEYS)
def test_links_between_documents(cited: str, symbol: str, date: str, issuer: str | None, same: bool) -> None:
    (citation,) = _found(f"Thực hiện {cited}.")
    assert same_act(citation, symbol, date, issuer) is same


def test_a_short_mention_takes_the_key_of_the_full_one() -> None:
    full, short = _found(
        "Theo Quyết định số 70/QĐ-UBND ngày 27/01/2023 của UBND huyện; nêu tại Quyết định số 70/QĐ-UBND."
    )
    assert citation_key(short) == citation_key(full) == act_key("70/QĐ-UBND", "2023-01-27")
    assert short.date is None


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="số0123/-.…KHQĐUBNDluậtđất ngày thángnăm2023\n();,“”Điềukhoản", max_size=200))
def test_no_text_raises(text: str) -> None:
    for citation in _found(text):
        assert text[citation.evidence.start : citation.evidence.end] == citation.evidence.quote


@pytest.mark.parametrize("filler", [" ", ".", "…", "/", "12/", "số ", "Luật ", "và ", "1-", "Căn cứ ", "UBND "])
def test_long_runs_do_not_hang(filler: str) -> None:
    reading = prepare(_document("Kế hoạch số " + filler * (9000 // len(filler)) + "/KH-UBND"))
    started = time.perf_counter()
    citations(reading)
    assert time.perf_counter() - started < 2


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "mention", ["Kế hoạch {0}/KH-UBND. ", "Kế hoạch 12/KH-UBND. ", "Nghị định 61/{0}. ", "12/QĐ.TTg "]
)
def test_a_text_of_mentions_alone_ends(mention: str) -> None:
    """Work that grew with the square of their number took minutes here."""
    text = "".join(mention.format(number) for number in range(200_000 // len(mention)))
    source = Source(name="t", sha256="0", media_type="text/plain", reader="text")
    document = Document(source=source, text=f"KẾ HOẠCH\nI. NHIỆM VỤ\n1. {text}\n", blocks=(), grade=Grade.GOOD)
    assert extract(document).citations


def test_the_day_on_which_a_law_was_passed_is_its_date() -> None:
    text = "Luật Đường bộ số 35/2024/QH15 được Quốc hội Khóa XV, kỳ họp thứ 7 thông qua ngày 27/6/2024 có hiệu lực từ 2025."
    (found,) = _found(text)
    assert (found.symbol, found.date) == ("35/2024/QH15", "2024-06-27")
