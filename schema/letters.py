"""Character classes of Vietnamese letters for patterns; ranges such as ``À-Ỹ`` hold letters of both cases."""

_LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
LOWER = f"[{_LETTERS}]"
UPPER = f"[{_LETTERS.upper()}]"
