"""The columns of a criteria table and the words of their heads."""

from collections.abc import Mapping

from corpus.loading.columns import Role

ROLES: Mapping[str, Role] = {
    "points": Role(
        name="Điểm tối đa",
        heads=(
            "điểm tối đa",
            "điểm tối đa…",
            "mức điểm tối đa…",
            "tổng điểm tối đa…",
            "điểm đánh giá tối đa…",
            "điểm cao nhất…",
            "điểm tiêu chuẩn…",
            "max points",
            "điểm chuẩn",
            "thang điểm",
            "thang điểm…",
            "điểm chuẩn…",
            "số điểm",
            "số điểm tối đa",
            "điểm quy định…",
            "điểm số",
            "điểm",
            "tổng điểm",
        ),
    ),
    "code": Role(
        name="Mã",
        heads=(
            "mã",
            "mã tiêu chí",
            "mã tc",
            "mã số",
            "mã…",
            "code",
            "ký hiệu",
            "stt",
            "tt",
            "số tt",
            "số thứ tự",
            "stt…",
            "mục",
        ),
        required=True,
    ),
    "name": Role(
        name="Tên tiêu chí",
        heads=(
            "tên",
            "tên tiêu chí",
            "tên tiêu chí…",
            "tên lĩnh vực…",
            "tên chỉ số…",
            "tên nội dung…",
            "tên các…",
            "name",
            "lĩnh vực/…",
            "lĩnh vực, tiêu chí…",
            "lĩnh vực - tiêu chí…",
            "lĩnh vực và tiêu chí…",
            "tiêu chí/…",
            "tiêu chí, tiêu chí thành phần…",
            "nội dung tiêu chí…",
            "tiêu chí",
            "các tiêu chí…",
            "các lĩnh vực…",
            "các nội dung…",
            "các chỉ số…",
            "danh mục tiêu chí…",
            "chỉ tiêu…",
            "hạng mục…",
            "tiêu chí…",
            "nội dung…",
            "lĩnh vực…",
            "chỉ số…",
        ),
        required=True,
    ),
    "level": Role(name="Cấp", heads=("cấp", "level", "cấp độ", "phân cấp", "loại", "lĩnh vực/…")),
    "parent": Role(name="Mã cha", heads=("mã cha", "parent", "thuộc", "thuộc mã")),
    "aliases": Role(
        name="Từ khóa", heads=("từ khóa", "từ khóa…", "tên khác", "cách gọi khác", "aliases", "từ đồng nghĩa")
    ),
    "not": Role(
        name="Loại trừ", heads=("loại trừ", "từ loại trừ", "không phải là", "không phải", "not", "counter phrases")
    ),
    "sources": Role(name="Nguồn", heads=("nguồn", "sources", "tài liệu kiểm chứng")),
}
