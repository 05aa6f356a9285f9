"""Parties: who is named in a stretch of text, with the code of the lexicon."""

import re
from bisect import bisect_left

from extractors.assignments_words import role_words
from extractors.parties_lexicon import Form, Hit, Words, lexicon
from extractors.parties_persons import with_persons
from extractors.parties_span import PartySpan
from extractors.reading import Reading
from schema.letters import LOWER, UPPER

_LINK = re.compile(r"\s+(?:thuộc|trực thuộc|của|(?:(?:làm việc|công tác)\s+)?tại)\s+")
_LIST_SIGNS = frozenset({",", "và", ";", "&", "/", "-", "+", ", và", "cùng", "hoặc"})
# A run-in heading that is nothing but a party: "5. Kế toán: …".
_ALONE_BEFORE = re.compile(r"(?:\A|\n)[ \d.)/+*-]{0,8}(?:[a-zđ][.)/] )?(?:đối với )?\Z")
_BEHIND_SIGN = re.compile(r"[,;(]\s*\Z")  # "(Văn phòng chủ trì, Tư pháp - Hộ tịch phối hợp)"
_ALONE_AFTER = re.compile(r"\s*(?:[:\n]|\Z)")
_ALONE_WITH_ONE = re.compile(r"\s*,\s*[^,:;.\n]{2,20}:")  # "Thư viện, thiết bị: …"
_COLLECTIVES = frozenset({"CAC_NGANH", "CO_QUAN_DON_VI", "CQ_CHUYEN_MON_HUYEN", "BO_PHAN_CM"})
_BARE_TITLES = frozenset({"CB_CC", "CC_CHUYEN_MON", "CC_CCHC"})
_DEPUTIES = re.compile(
    r"\s*(?:,|và)\s+(?:các\s+)?(?:(?:đ/c|đồng chí)\s+)?phó\s"
)  # "Chủ tịch, các Phó Chủ tịch UBND xã"
# Bodies that belong to another, which follows at once: "Tổ giúp việc Ban Chỉ đạo", "Ban Giám hiệu các trường".
_OF_ANOTHER = ("giúp việc", "thường trực", "ban giám hiệu", "thư ký")
# The region a body is there for, with a number or a name: "khu vực XII", "khu vực 3 - Hòa Bình".
_REGION = re.compile(
    rf"(?: [Kk]hu vực|(?<=[Kk]hu vực)) (?:(?:số )?\d{{1,2}}|[IVX]{{1,5}}|{UPPER}{LOWER}+(?: {UPPER}{LOWER}+){{0,3}})"
    rf"(?!\w)(?: ?[-–] ?{UPPER}{LOWER}+(?: {UPPER}{LOWER}+){{0,2}})?"
)
_PLACE = re.compile(rf" {UPPER}{LOWER}+ {UPPER}{LOWER}+(?: {UPPER}{LOWER}+)?(?=\s+{LOWER}|\s*[,;:.\n]|\s*\Z)")
_GIVEN_TO = re.compile(r"(?<!\w)(?:giao|phân công|yêu cầu)\s+\Z")  # "Giao Tài chính - Kế toán: …"
# What closes the name of a body in small letters: "Cục Quản lý giá có trách nhiệm …".
_REST_OF_NAME = re.compile(
    r"(?: (?:và |- )?(?!(?:các|những|với|cho|để|thì|sẽ|cần|phải|được|là|cùng|trong|tại|về|của)(?!\w))[^\W\d]+){1,5}?"
    r"(?= (?:có trách nhiệm|chịu trách nhiệm|chủ trì|làm đầu mối|phối hợp (?:với|cùng))(?!\w))"
)
_FULL_NAME = 2  # so many words behind the first make the full name of a desk
_LONG_ABBREVIATION = 4  # letters: "TCKT", "TP-HT"
_OF_LEVEL = re.compile(r"(?<!\w)cấp\s+(?:tỉnh|huyện|xã)\Z")  # "Ủy ban nhân dân cấp tỉnh, cấp xã"
_PREFIX_REACH = 60
_TITLE_REACH = 40
_NAME_REACH = 120
_MENTIONS = 12  # looked through for the full name of a body


class _Finder:
    """One pass over one stretch of text."""

    def __init__(self, reading: Reading, start: int, end: int, *, slot: bool, recalls: bool = True) -> None:
        self.reading, self.slot, self.recalls = reading, slot, recalls
        self.flow, self.folded, self.start, self.end = reading.flow, reading.folded, start, end
        self.lexicon = lexicon()
        self.words = Words(self.folded, start, end, over_lines=slot)
        self.found: list[PartySpan] = []
        self.office: Form | None = None  # the office that stands last and waits for its body
        self.head: str | None = None  # the head that the sectors of a list share, up to head_end
        self.head_end = start

    def run(self) -> list[PartySpan]:
        for hit in self.words.hits(self.lexicon.root):
            if hit.form.ignore or (hit.form.capital and not self._named_at(hit.first)):
                self.office = None
            elif not self.found or hit.start >= self.found[-1].end:
                self._take(hit)
        return self.found

    def _take(self, hit: Hit) -> None:
        body = self._body_of(hit) if hit.form.office else None
        if body is not None:
            code = body.form.code or hit.form.code
            self.found.append(PartySpan(self._with_prefix(hit), self._with_tail(body), code))
            self.office = None
            return
        stop = self._with_tail(hit)
        between = self.folded[self.found[-1].end : hit.start] if self.found else None
        if between is not None and hit.form.exact in self.lexicon.sectors and self._shares_head(hit, between):
            return
        if between is not None and self._continues(hit, between):
            last = self.found.pop()
            code = self._merged(last.code, hit.form.code, linked=self.office is None and not self._is_desk(last))
            self.found.append(PartySpan(last.start, stop, code))
        elif (not hit.form.weak or self._expected(hit, between)) and not self._lacks_name(hit, stop):
            code = hit.form.code or (self._headed(hit) if hit.form.office and stop == hit.end else None)
            code = None if stop > hit.end and self._has_another_field(hit) else code
            self.found.append(PartySpan(self._with_prefix(hit), stop, code))
        elif hit.form.opens == "name" and stop == hit.end and (full := self._named_before(hit)) is not None:
            self.found.append(PartySpan(hit.start, stop, full.code))
        else:
            self.office = None
            return
        self.office = hit.form if hit.form.office and stop == hit.end else None

    def _body_of(self, hit: Hit) -> Hit | None:
        """The body whose name begins inside the office: "phòng Kinh tế" in "Trưởng phòng Kinh tế"."""
        if hit.last + 1 >= self.words.count or not self._named_at(hit.last + 1):
            return None
        for index in range(hit.first + 1, hit.last + 1):
            body = self.words.longest(index, self.lexicon.root)
            if body is not None and body.end > hit.end:
                office = body.form.office  # "trưởng trạm" in "Trạm trưởng Trạm Y tế"
                return None if office or body.form.ignore or body.form.weak or body.form.opens else body
        return None

    def _headed(self, hit: Hit) -> str | None:
        """The code of the body, named before, that an office names by its first words only: "Chánh Văn phòng"."""
        body = self.words.longest(hit.last - 1, self.lexicon.root) if hit.last > hit.first + 1 else None
        if body is None or body.end != hit.end or body.form.opens != "name":
            return None
        full = self._named_before(body)
        return full.code if full is not None else None

    def _shares_head(self, hit: Hit, between: str) -> bool:
        """Take a sector that stands in a list behind a head: "các sở: Nội vụ, Tư pháp"."""
        last, sign = self.found[-1], between.strip()
        if not self._named_at(hit.first) or ("\n" in between and not self.slot):
            return False
        if sign in (":", ""):
            head = self.lexicon.head_end.search(self.folded, last.start, last.end)
            if head is None:
                return False
            start, self.head = last.start, head.group(1)
            self.found.pop()
        elif sign in _LIST_SIGNS:
            head = self.lexicon.head_start.match(self.folded, last.start, last.end)
            if head is None and self.head_end != last.end:
                return False
            start, self.head = hit.start, head.group(1) if head is not None else self.head
        else:
            return False
        self.found.append(PartySpan(start, hit.end, self.lexicon.bodies.get(f"{self.head} {hit.form.exact}")))
        self.head_end, self.office = hit.end, None
        return True

    def _continues(self, hit: Hit, between: str) -> bool:
        """Whether ``hit`` is the body of the office, the desk of the title or the owner of the unit before it."""
        if _LINK.fullmatch(between) and not hit.form.weak:
            return True
        titled = self._is_desk(self.found[-1]) and not hit.form.opens
        if between.strip(" -\n" if self.slot else " -") and not (titled and between.strip() == ":"):
            return False
        last = self.found[-1]
        if self.office is not None:
            return True
        if self.folded.endswith(_OF_ANOTHER, last.start, last.end):
            return not hit.form.weak and not hit.form.opens
        if self.folded.endswith("thuộc", last.start, last.end):
            return not hit.form.weak or self._named_at(hit.first)  # "các chi bộ trực thuộc xây dựng …"
        return self._is_desk(last) and not hit.form.opens

    def _is_desk(self, party: PartySpan) -> bool:
        """Whether ``party`` is a title that waits for its desk: "công chức" before "Tư pháp"."""
        ends_in_title = self.folded.endswith(("công chức", "cán bộ", "phụ trách"), party.start, party.end)
        return party.code in _BARE_TITLES and ends_in_title

    def _merged(self, first: str | None, second: str | None, *, linked: bool) -> str | None:
        if linked:
            return first
        if self.office is None:
            return second
        if first is None or (first == "NGUOI_DUNG_DAU" and second == "CQ_CHUYEN_MON_HUYEN"):
            return second
        return first

    def _lacks_name(self, hit: Hit, stop: int) -> bool:
        if hit.form.opens == "name":
            following = hit.last + 1
            named = following < self.words.count and self.words.starts[following] < stop and self._named_at(following)
            return not named or self._shouted(hit.end)
        return hit.form.opens == "level" and stop == hit.end and not self.flow[hit.start].isupper()

    def _named_before(self, hit: Hit) -> PartySpan | None:
        """The body that was named in full before and stands here with its first words only: "Trung tâm", "Văn phòng".

        Only for heads of several syllables with a capital, which no other word begins with.
        """
        following = hit.last + 1
        if not self.recalls or hit.first == hit.last or not self._named_at(hit.first) or self._shouted(hit.end):
            return None
        goes_on = following < self.words.count and self.words.gap(following) == ""
        if goes_on and (self._named_at(following) or self._name_word(following) is not None):
            return None  # more of a name, which the lexicon lacks
        head = self.folded[hit.start : hit.end] + " "
        before = hit.start
        for _ in range(_MENTIONS):
            before = self.folded.rfind(head, 0, before)
            if before < 0:
                return None
            reach = min(before + _NAME_REACH, hit.start)
            # What is looked for is a name in full: were short ones recalled there, too, each would double the work.
            named = _Finder(self.reading, before, reach, slot=False, recalls=False).run()
            if named and named[0].start == before and named[0].end > before + len(head):
                return named[0]
        return None

    def _shouted(self, end: int) -> bool:
        """Whether the words around ``end`` are all capitals, so that a capital tells no name."""
        return self.flow[end - 1].isupper() and self.flow[end + 1 : end + 3].isupper()

    def _named_at(self, index: int) -> bool:
        return self.flow[self.words.starts[index]].isupper()

    def _expected(self, hit: Hit, between: str | None) -> bool:
        if hit.form.code is None and hit.form.exact in self.lexicon.sectors:
            return False
        alone = _ALONE_BEFORE.search(self.folded, max(0, hit.start - 16), hit.start)
        with_one = hit.form.code is None and _ALONE_WITH_ONE.match(self.folded, hit.end) is not None
        if alone and (
            with_one or _ALONE_AFTER.match(self.folded, hit.end) or self._desk_acts(hit) or self._opens_list(hit)
        ):
            return True
        before = self.folded[max(self.start, hit.start - _TITLE_REACH) : hit.start]
        if hit.form.code is not None and _BEHIND_SIGN.search(before) and self._desk_acts(hit):
            return True
        if _GIVEN_TO.search(before) and self._is_full(hit) and self._named_at(hit.first):
            return True
        if self.lexicon.title.search(before) or (self.slot and not self.folded[self.start : hit.start].strip(" -:")):
            return True
        return between is not None and between.strip() in _LIST_SIGNS

    def _desk_acts(self, hit: Hit) -> bool:
        """Whether a verb follows the name of a desk: "Tư pháp - Hộ tịch rà soát văn bản", "Tư pháp xã rà soát"."""
        tail = self.lexicon.tail.match(self.folded, hit.end, self.end) if hit.form.code is not None else None
        written = hit.end - hit.start >= _LONG_ABBREVIATION and self.flow[hit.start : hit.end].isupper()
        full = hit.last - hit.first >= _FULL_NAME or tail is not None or written
        behind = tail.end() if tail is not None else hit.end
        behind += self.folded.startswith(":", behind)  # "…; Tư pháp - Hộ tịch: rà soát văn bản"
        told = self._named_at(hit.first) and role_words().predicate.match(self.folded, behind, self.end)
        return full and told is not None

    def _opens_list(self, hit: Hit) -> bool:
        """Whether another body follows the full name of a desk: "Địa chính - Xây dựng, Tài chính - Kế toán: …"."""
        following = hit.last + 1
        if hit.form.code is None or not self._is_full(hit) or not self._named_at(hit.first):
            return False
        if _DEPUTIES.match(self.folded, hit.end):
            return True
        following += following < self.words.count and self.words.exact[following] == "và"
        if following >= self.words.count or not self._named_at(following):
            return False
        sign = self.folded[hit.end : self.words.starts[following]].strip()
        body = self.words.longest(following, self.lexicon.root) if sign in _LIST_SIGNS else None
        return body is not None and body.form.code is not None

    def _is_full(self, hit: Hit) -> bool:
        """Whether this is the full name of a desk or a head with deputies: "Chủ tịch, các Phó Chủ tịch UBND xã"."""
        return hit.last - hit.first >= _FULL_NAME or _DEPUTIES.match(self.folded, hit.end) is not None

    def _with_prefix(self, hit: Hit) -> int:
        if hit.first == 0 or self.words.exact[hit.first - 1] not in self.lexicon.last_words:
            return hit.start
        floor = self.found[-1].end if self.found else self.start
        match = self.lexicon.prefix.search(self.folded, max(floor, hit.start - _PREFIX_REACH), hit.start)
        return match.start() if match else hit.start

    def _has_another_field(self, hit: Hit) -> bool:
        """Whether the body's name goes on with a field of its own: "Phòng Xây dựng và Kiểm tra văn bản"."""
        following = hit.last + 1
        if hit.form.exact not in self.lexicon.bodies or following + 1 >= self.words.count:
            return False
        if self.words.exact[following] != "và" or not self._named_at(following + 1) or self._shouted(hit.end):
            return False
        body = self.words.longest(following + 1, self.lexicon.root)
        return self._name_word(following + 1) is not None and (body is None or body.form.weak)

    def _with_tail(self, hit: Hit) -> int:
        stop = self._named(hit.end, linked=True) if self._has_another_field(hit) else hit.end
        if hit.form.opens or self._ends_in_level(hit):
            stop = self._named(stop, linked=hit.form.opens == "name")
            more = self.lexicon.more_levels.match(self.folded, stop, self.end)
            stop = more.end() if more is not None and stop == hit.end and not hit.form.opens else stop
        if hit.form.opens == "name" and stop > hit.end:
            stop = self._rest_of_name(stop)
        if hit.form.code in _COLLECTIVES:
            more = self.lexicon.collective.match(self.folded, stop, self.end)
            stop = more.end() if more is not None and not self._is_named(more.end()) else stop
        schools = self.lexicon.schools.match(self.folded, stop, self.end) if stop == hit.end else None
        stop = schools.end() if schools is not None else stop
        stop = self._of_kind(stop) if hit.form.exact in self.lexicon.kinds and stop == hit.end else stop
        region = _REGION.match(self.flow, stop, self.end)
        stop = region.end() if region is not None else stop
        for _ in range(3):
            match = self.lexicon.tail.match(self.folded, stop, self.end)
            if match is None:
                break
            stop = self._named(match.end(), linked=False)
            more = (
                self.lexicon.more_levels.match(self.folded, stop, self.end) if _OF_LEVEL.search(match.group()) else None
            )
            stop = more.end() if more is not None and stop == match.end() else stop
        quoted = self.flow[stop : stop + 1] in ("”", '"') and any(sign in self.flow[hit.start : stop] for sign in '“"')
        if quoted:
            return stop + 1
        return self._placed(stop) if stop == hit.end and not hit.form.weak else stop

    def _rest_of_name(self, stop: int) -> int:
        """The end of what goes on with a name up to the body's duty, where no verb and no other body stands in it."""
        rest = _REST_OF_NAME.match(self.folded, stop, self.end)
        if rest is None or role_words().predicate.match(self.folded, stop, rest.end()):
            return stop
        first, last = bisect_left(self.words.starts, stop), bisect_left(self.words.starts, rest.end())
        others = (self.words.longest(index, self.lexicon.root) for index in range(first, last))
        return stop if any(other is not None and not other.form.weak for other in others) else rest.end()

    def _of_kind(self, stop: int) -> int:
        """The end of the kind that goes on in small letters behind ``stop``: "các doanh nghiệp viễn thông"."""
        index = bisect_left(self.words.starts, stop)
        begin = index
        while 0 < index < self.words.count:
            gap, word = self.words.gap(index), self._name_word(index)
            if gap is None or (gap and index == begin) or word is None or self._named_at(index):
                break
            stop, index = word.end, word.last + 1
        return stop

    def _is_named(self, stop: int) -> bool:
        """Whether a name stands behind ``stop``: "các phòng, đơn vị A"."""
        return self.flow[stop : stop + 1] == " " and self.flow[stop + 1 : stop + 2].isupper()

    def _placed(self, stop: int) -> int:
        """The end of the place that a body is named after without a level: "Sở Nông nghiệp và PTNT Sơn La"."""
        match = _PLACE.match(self.flow, stop, self.end)
        if match is None or self._shouted(stop):
            return stop
        index = bisect_left(self.words.starts, stop)
        known = index < self.words.count and self.words.longest(index, self.lexicon.root) is not None
        return stop if known else match.end()

    def _ends_in_level(self, hit: Hit) -> bool:
        if self.words.exact[hit.last] not in self.lexicon.last_words:
            return False
        return self.lexicon.level_end.search(self.folded, hit.start, hit.end) is not None

    def _named(self, stop: int, *, linked: bool) -> int:
        """The end of the proper name that goes on behind ``stop``; linked: also over "và", "-" and commas."""
        begin, index = stop, bisect_left(self.words.starts, stop)
        while 0 < index < self.words.count:
            gap = self.words.gap(index)
            if gap is None or "." in self.folded[stop : self.words.starts[index]]:
                return stop
            link = gap == "," or self.words.exact[index] == "và" or self.folded[stop : self.words.starts[index]] != " "
            name = index + 1 if self.words.exact[index] == "và" else index
            word = self._name_word(name)
            if (link and not linked) or not (self._is_name(name) or (word and stop > begin and not link)):
                return stop
            if gap == "," and not self._goes_on(name):
                return stop
            hit = max((self.words.longest(name, self.lexicon.root), word), key=lambda hit: hit.end if hit else 0)
            stop, index = (hit.end, hit.last + 1) if hit is not None else (self.words.ends[name], name + 1)
        return stop

    def _name_word(self, index: int) -> Hit | None:
        """The word of several syllables, known from names, that begins at ``index``: "lao động", "dịch vụ việc làm".

        In lower case it goes on with a name only if it is no verb.
        """
        hit = self.words.longest(index, self.lexicon.names) if index < self.words.count else None
        return hit if hit is not None and (self._named_at(index) or not hit.form.weak) else None

    def _is_name(self, index: int) -> bool:
        if index >= self.words.count or not self._named_at(index) or self._is_level(index):
            return False
        hit = self.words.longest(index, self.lexicon.root)
        return hit is None or hit.form.weak or self._is_longer(index, hit)

    def _is_level(self, index: int) -> bool:
        """Whether a level with a capital stands there, no name: "Ủy ban nhân dân Thành phố yêu cầu …"."""
        return self.lexicon.tail.match(self.folded, self.words.ends[index - 1], self.end) is not None

    def _is_longer(self, index: int, hit: Hit) -> bool:
        word = self._name_word(index)
        return word is not None and word.end > hit.end

    def _goes_on(self, index: int) -> bool:
        """Behind a comma a name goes on only when "và" and another name follow: "Văn hóa, Thể thao và Du lịch"."""
        for following in range(index + 1, min(index + 4, self.words.count - 1)):
            if self.words.exact[following] == "và":
                return self._is_name(following + 1)
        return self._goes_on_with_words(index)

    def _goes_on_with_words(self, index: int) -> bool:
        """The same over several known words: "Văn hóa, Thể thao, Du lịch và Truyền thông"."""
        word = self._name_word(index)
        while word is not None and word.last + 1 < self.words.count:
            following = word.last + 1
            if self.words.exact[following] == "và":
                return self._is_name(following + 1)
            word = self._name_word(following) if self.words.gap(following) == "," else None
        return False


def find_parties(reading: Reading, start: int, end: int, *, slot: bool = False) -> list[PartySpan]:
    """The parties named in ``[start, end)``, in order, without overlap.

    slot: the stretch is a place where parties are expected (a role label, a table cell), so that a word that is
    also the name of an area ("Tư pháp") counts at its start.
    """
    return with_persons(reading, _Finder(reading, start, end, slot=slot).run(), start, end)
