"""Coverage of a province: ``python -m bench.bench_coverage [PLANS]``.

Stored plans are made from the sample plans by dropping and changing clauses, so that no two are alike; what a store
keeps of them is assessed against 50 criteria in two processes.
"""

import gc
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import corpus
from corpus.coverage import Assessor, Material, material_of, prepare_assessor
from corpus.prepared import packed, unpacked
from extractors.pipeline import extract
from ingest.read import read_path
from schema.criteria import Area, CriteriaSet, Criterion
from schema.plan import Plan
from schema.store_coverage import PlanSource

UNITS = 10_598  # communes before the merger of 2025
WORKERS = 2
CHUNK = 200
SAMPLES = ("ke-hoach-ubnd-thi-tran-cam-giang.docx", "ke-hoach-ubnd-xa-tan-binh.pdf", "ke-hoach-ubnd-xa-yen-thuong.txt")
# A clause is changed by one of these: places, numbers and turns of speech, most of which no criterion knows.
TURNS = ("trên địa bàn xã", "thôn Đông", "thôn Đoài", "ít nhất 02 lần", "trong quý I", "theo chỉ đạo", "hiệu quả hơn")

AREAS = {
    "1": "Công tác chỉ đạo, điều hành cải cách hành chính",
    "2": "Cải cách thể chế",
    "3": "Cải cách thủ tục hành chính",
    "4": "Cải cách tổ chức bộ máy",
    "5": "Cải cách chế độ công vụ",
    "6": "Cải cách tài chính công",
    "7": "Xây dựng và phát triển chính quyền điện tử, chính quyền số",
    "8": "Tác động của cải cách hành chính",
}
NAMES = (
    ("1", "Ban hành kế hoạch cải cách hành chính"),
    ("1", "Mức độ hoàn thành kế hoạch cải cách hành chính"),
    ("1", "Thực hiện báo cáo cải cách hành chính"),
    ("1", "Kiểm tra cải cách hành chính"),
    ("1", "Xử lý các vấn đề phát hiện qua kiểm tra"),
    ("1", "Tuyên truyền cải cách hành chính"),
    ("1", "Sáng kiến trong cải cách hành chính"),
    ("1", "Thực hiện nhiệm vụ do cấp trên giao"),
    ("1", "Đối thoại với người dân, doanh nghiệp"),
    ("2", "Ban hành văn bản quy phạm pháp luật"),
    ("2", "Rà soát, hệ thống hóa văn bản quy phạm pháp luật"),
    ("2", "Theo dõi thi hành pháp luật"),
    ("2", "Góp ý dự thảo văn bản quy phạm pháp luật"),
    ("2", "Phổ biến, giáo dục pháp luật"),
    ("3", "Rà soát, đơn giản hóa thủ tục hành chính"),
    ("3", "Công khai thủ tục hành chính"),
    ("3", "Thực hiện cơ chế một cửa, một cửa liên thông"),
    ("3", "Tỷ lệ hồ sơ giải quyết đúng hạn"),
    ("3", "Xin lỗi khi giải quyết hồ sơ trễ hạn"),
    ("3", "Xử lý phản ánh, kiến nghị"),
    ("3", "Đánh giá chất lượng giải quyết thủ tục hành chính"),
    ("4", "Sắp xếp tổ chức bộ máy"),
    ("4", "Thực hiện phân cấp, ủy quyền"),
    ("4", "Thực hiện quy chế làm việc"),
    ("4", "Thực hiện quy chế dân chủ ở cơ sở"),
    ("4", "Sắp xếp thôn, tổ dân phố"),
    ("5", "Chấp hành kỷ luật, kỷ cương hành chính"),
    ("5", "Văn hóa công vụ, quy tắc ứng xử"),
    ("5", "Đánh giá, xếp loại cán bộ, công chức"),
    ("5", "Đào tạo, bồi dưỡng cán bộ, công chức"),
    ("5", "Tỷ lệ cán bộ, công chức đạt chuẩn"),
    ("5", "Chuyển đổi vị trí công tác"),
    ("6", "Giải ngân vốn đầu tư công"),
    ("6", "Thực hiện kiến nghị sau thanh tra, kiểm toán"),
    ("6", "Sử dụng kinh phí tiết kiệm, chống lãng phí"),
    ("6", "Công khai dự toán, quyết toán ngân sách"),
    ("6", "Quy chế chi tiêu nội bộ"),
    ("6", "Quản lý, sử dụng tài sản công"),
    ("7", "Dịch vụ công trực tuyến toàn trình"),
    ("7", "Thanh toán trực tuyến"),
    ("7", "Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính"),
    ("7", "Gửi, nhận văn bản điện tử có chữ ký số"),
    ("7", "Lập hồ sơ công việc trên môi trường mạng"),
    ("7", "Hoạt động của Trang thông tin điện tử"),
    ("7", "Kế hoạch chuyển đổi số"),
    ("7", "Áp dụng ISO 9001"),
    ("7", "Chứng thực bản sao điện tử"),
    ("8", "Thực hiện các chỉ tiêu phát triển kinh tế - xã hội"),
    ("8", "Thu ngân sách trên địa bàn"),
    ("8", "Mức độ hài lòng của người dân, tổ chức"),
)


def criteria_set() -> CriteriaSet:
    """50 criteria in eight areas, names alone: the hardest case."""
    return CriteriaSet(
        id="bench",
        title="Bộ tiêu chí để đo",
        areas=tuple(Area(code=code, name=name) for code, name in AREAS.items()),
        criteria=tuple(
            Criterion(code=f"{area}.{number}", parent=area, name=name) for number, (area, name) in enumerate(NAMES, 1)
        ),
    )


@lru_cache(maxsize=1)
def _plans() -> tuple[Plan, ...]:
    folder = Path(corpus.__file__).parent / "samples"
    return tuple(extract(read_path(folder / name)) for name in SAMPLES)


@lru_cache(maxsize=1)
def _materials() -> tuple[Material, ...]:
    return tuple(map(material_of, _plans()))


@lru_cache(maxsize=1)
def _assessor() -> Assessor:
    return prepare_assessor(criteria_set(), {})


def _varied(material: Material, dice: random.Random) -> bytes:
    """What a store keeps of another unit's plan: a tenth of the clauses gone, a third of them worded otherwise."""
    kept = []
    for passage in material.passages:
        if dice.random() < 0.1:
            continue
        if dice.random() < 0.33:
            words = passage.key.split()
            place = dice.randrange(len(words) + 1)
            turn = [*dice.choice(TURNS).lower().split(), str(dice.randrange(3000))]
            passage = passage._replace(key=" ".join(words[:place] + turn + words[place:]))
        kept.append(passage)
    return packed(replace(material, passages=tuple(kept)))


def _make(first: int) -> list[tuple[PlanSource, bytes]]:
    dice = random.Random(first)
    materials = _materials()
    some = [materials[number % len(materials)] for number in range(first, first + CHUNK)]
    return [(_source(material), _varied(material, dice)) for material in some]


def _source(material: Material) -> PlanSource:
    document = material.document
    return PlanSource(
        plan=0,
        name=document.source.name,
        sha256=document.source.sha256,
        grade=document.grade.value,
        text=document.text,
    )


def _assess(stored: list[tuple[PlanSource, bytes]]) -> int:
    assessor = _assessor()
    return sum(
        judged.status.addressed
        for source, data in stored
        for judged in assessor.assess(unpacked(data, source)).judgements
    )


def _measure(first: int) -> tuple[int, int, float]:
    """How many plans were assessed, how many cells are addressed, and the seconds that the assessing took."""
    stored = _make(first)
    began = time.perf_counter()
    addressed = _assess(stored)
    return len(stored), addressed, time.perf_counter() - began


def main(units: int = UNITS) -> None:
    """Print what coverage of ``units`` stored plans costs."""
    began = time.perf_counter()
    plans = _plans()
    print(f"đọc và trích {len(plans)} kế hoạch mẫu: {time.perf_counter() - began:.2f} s")
    began = time.perf_counter()
    for plan in plans:
        material_of(plan)
    print(f"chuẩn bị đoạn văn: {1000 * (time.perf_counter() - began) / len(plans):.1f} ms mỗi kế hoạch")
    began = time.perf_counter()
    assessor = _assessor()
    print(f"biên dịch bộ 50 tiêu chí: {1000 * (time.perf_counter() - began):.0f} ms")
    began = time.perf_counter()
    for material in _materials():
        assessor.assess(material)
    print(f"đánh giá lần đầu: {1000 * (time.perf_counter() - began) / len(plans):.1f} ms mỗi kế hoạch")
    # Cells hold no cycles; without the collector's rounds over what is remembered, a fifth of the time is saved.
    with ProcessPoolExecutor(WORKERS, initializer=gc.disable) as pool:
        rounds = list(pool.map(_measure, range(0, units, CHUNK)))
    total = sum(count for count, _, _ in rounds)
    spent = sum(seconds for _, _, seconds in rounds)
    print(
        f"đánh giá lại {total} kế hoạch x {len(NAMES)} tiêu chí trên {WORKERS} tiến trình: {spent / WORKERS:.1f} s "
        f"({1000 * spent / total:.2f} ms mỗi kế hoạch); {sum(found for _, found, _ in rounds)} ô có đề cập"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else UNITS)
