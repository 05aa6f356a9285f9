"""The columns of a roster and the words of their heads."""

from collections.abc import Mapping

from corpus.loading.columns import Role

ROLES: Mapping[str, Role] = {
    # Before the name: "Đơn vị hành chính trước khi sắp xếp" is no name of the unit.
    "merged_from": Role(
        name="Sáp nhập từ",
        heads=(
            "sáp nhập từ",
            "sáp nhập từ…",
            "hợp nhất từ…",
            "nhập từ…",
            "được sáp nhập từ…",
            "sắp xếp từ…",
            "thành lập từ…",
            "hình thành từ…",
            "trên cơ sở…",
            "tên cũ/sáp nhập từ",
            "tiền thân",
            "predecessors",
            "đơn vị trước…",
            "các đơn vị trước…",
            "đơn vị hành chính trước…",
            "đơn vị hành chính cấp xã trước…",
            "đvhc trước…",
            "đvhc cấp xã trước…",
            "các đvhc…",
            "các đơn vị sáp nhập…",
            "các đơn vị hành chính…",
            "các xã, phường…",
            "các xã sáp nhập…",
            "xã, phường, thị trấn sáp nhập…",
            "xã, phường sáp nhập…",
        ),
    ),
    "name": Role(
        name="Tên đơn vị",
        heads=(
            "tên đơn vị",
            "tên đơn vị…",
            "đơn vị",
            "tên xã, phường…",
            "tên xã…",
            "xã, phường…",
            "xã/phường…",
            "ubnd xã…",
            "đơn vị hành chính…",
            "tên đvhc…",
            "đvhc…",
            "tên cơ quan…",
            "cơ quan, đơn vị…",
            "cơ quan…",
            "tên",
            "xã",
            "name",
            "unit",
        ),
        required=True,
    ),
    "kind": Role(name="Loại", heads=("loại", "loại đơn vị", "loại hình", "cấp", "kind", "loại…")),
    "superior": Role(
        name="Huyện/Thành phố",
        heads=(
            "huyện/…",
            "huyện",
            "huyện, …",
            "quận/…",
            "cấp trên",
            "cấp trên…",
            "đơn vị cấp trên",
            "thuộc huyện…",
            "thuộc quận…",
            "thuộc thành phố…",
            "tên huyện…",
            "cấp huyện…",
            "huyện cũ…",
            "trực thuộc",
            "superior",
            "district",
            "thuộc",
        ),
    ),
    "province": Role(name="Tỉnh", heads=("tỉnh", "tỉnh/…", "tỉnh, …", "thuộc tỉnh", "province")),
    "valid_from": Role(
        name="Hiệu lực từ", heads=("hiệu lực từ", "hiệu lực từ…", "có hiệu lực từ…", "từ ngày", "valid from")
    ),
    "valid_to": Role(
        name="Hiệu lực đến", heads=("hiệu lực đến", "hiệu lực đến…", "hết hiệu lực…", "đến ngày", "valid to")
    ),
    "code": Role(name="Mã", heads=("mã", "mã đơn vị", "mã đvhc", "mã đơn vị hành chính", "mã số", "mã…", "code")),
    "old_names": Role(
        name="Tên cũ", heads=("tên cũ", "tên khác", "tên gọi khác", "tên trước đây", "tên cũ…", "other names")
    ),
}
