"""The sentences of one paragraph, heard clause by clause, with the subject that goes on from one to the next."""

import re
from dataclasses import replace

from extractors.assignments_behind import Subject
from extractors.assignments_charge import with_charge, with_nature
from extractors.assignments_clauses import Clauses
from extractors.assignments_collectors import Collectors
from extractors.assignments_drafts import SENTENCE_END, Draft, Piece
from extractors.assignments_headings import Heading, Hearing
from extractors.assignments_partners import Partners
from extractors.assignments_roles import clause_roles
from extractors.assignments_subjects import Subjects
from extractors.parties_span import PartySpan
from schema.plan import Role

# "Trong quá trình thực hiện, nếu có vướng mắc, kịp thời phản ánh về …": it speaks to those told in the sentence before.
_TROUBLE = re.compile(
    r"(?:trong\s+|quá\s+trình|nếu|khi|có\s+(?:gì|(?=vướng|khó))"
    r"|(?:(?:các|mọi|những)\s+)?(?=khó khăn|vướng mắc))[^.;]{0,90}?(?:vướng mắc|khó khăn|phát sinh|vấn đề)[^.;]{0,60}?"
    r"(?<!\w)(?P<verb>báo cáo|phản ánh|thông tin|liên hệ|đề xuất|trao đổi|kiến nghị|gửi)(?!\w)"
)
# Who belongs to a body: "Ban Chỉ đạo bao gồm:", "Thành phần:".
_COMPOSED = re.compile(
    r"(?<!\w)(?:gồm|bao gồm|thành phần)(?:\s+(?:có|các|những)?\s*(?:đồng chí|ông, bà|thành viên)?)?\s*\Z"
)
_OWNED_BY = re.compile(r"(?<!\w)(?:của|cho)\s+")
_SURELY_TOLD = re.compile(
    r"\s*(?:(?:làm|là) (?:đầu mối|cơ quan|đơn vị)|tham mưu|hướng dẫn|chủ trì|phối hợp|có trách nhiệm|phải|cần|tổng hợp"
    r"|báo cáo|theo dõi)(?!\w)"
)
# How things shall turn out, behind what is to be done for it: "…; bảo đảm 100% báo cáo gửi đúng hạn".
_STATE = re.compile(r"(?:không (?:có|để)|(?:bảo|đảm) (?:bảo|đảm)(?! kinh phí)|phấn đấu)(?!\w)")
_RHYTHM = re.compile(r"(?<!\w)(?:định kỳ|hằng|hàng)\s")
# Whom nobody visits checks itself, told among those who are visited: "các đơn vị còn lại tự kiểm tra".
_BY_ITSELF = re.compile(r"(?:\s+[^\W\d]+){0,3}?\s+tự\s+(?:tổ chức\s+)?(?:kiểm tra|rà soát|đánh giá|chấm điểm)(?!\w)")
# What a body is, a task of its own before what it does: "là cơ quan thường trực, giúp UBND tỉnh triển khai; …".
_IS_BODY = re.compile(r"[\s:]*là\s+(?:cơ quan|đơn vị|bộ phận|đầu mối|thường trực)(?!\w)")
# A sentence of its own still speaks of the body told of before, where bodies are not told their tasks one by one.
_SPEAKS_ON = re.compile(r"(?:đồng thời|ngoài ra|qua đó|có trách nhiệm|yêu cầu|cụ thể)(?!\w)")
_REPORTS = re.compile(r"(?:(?:thực hiện|gửi)\s+)?(?:chế độ\s+)?báo cáo(?!\w)")
# Where a body is or how it is reached: "Địa điểm: Sở Công Thương, địa chỉ: số 165 …".
_REACHED_AT = re.compile(r"(?<!\w)(?:địa chỉ|(?:số )?điện thoại|sđt|số máy|email|fax|hộp thư)\s*\Z")
_SHORT_ORDER = 8  # words behind a party and before ":" that are no task yet: "có trách nhiệm thực hiện các nhiệm vụ:"
_LONG_ORDER = 14  # the same before "sau đây:"
# Clauses of one sentence stay together while they tell the same kind of role.
_KIN = {role: Role.EXECUTE if role is Role.LEAD else role for role in Role}
# Who joins in goes on with the task, who watches over it reports on it: one duty.
_ONE_DUTY = frozenset({(Role.COORDINATE, Role.EXECUTE), (Role.MONITOR, Role.REPORT)})
_NAMED = frozenset({"subject", "subject_after_lead_in"})
_ORDERS = frozenset({"told", "told_inside", "told_by"})


class Speech:
    """The sentences of one paragraph, heard clause by clause."""

    def __init__(self, subjects: Subjects, inherited: Subject | None, heading: Heading) -> None:
        self.subjects = subjects
        self.folded = subjects.folded
        self.clauses = Clauses(subjects)
        self.partners = Partners(subjects)
        self.collectors = Collectors(subjects)
        self.inherited = inherited
        self.hearing = heading.hearing
        self.joined = heading.roles
        self.owner = heading.owner
        self.organises = heading.organises
        self.inspects = heading.inspects
        self.running: Subject | None = None  # named in this paragraph
        self.told: Subject | None = None  # the last one named, also where the next sentences do not speak of it
        self.anchor: int | None = None  # a run-in party whose words open the evidence of the next clause
        self.composing = False  # in a list of members
        self.speaks = True  # whether the sentence, which names nobody, speaks of the body told of before
        self.fresh = True  # at the start of a sentence
        self.pending: tuple[PartySpan, ...] = ()  # parties alone before ";", which the next clause tells of
        self.before: Piece | None = None
        self.drafts: list[Draft] = []

    def hear(self, piece: Piece) -> None:
        """Take one clause in."""
        composing = self._composes(piece)
        if composing or not self._run_in(piece):
            self._take(piece, composing=composing)
        self.fresh = piece.sign in ("", *SENTENCE_END, ":")
        self.before = piece
        if piece.sign in ("", *SENTENCE_END) and self.drafts:
            self.drafts[-1].closed = True
        elif piece.sign == ":" and self.drafts and self.drafts[-1].end == piece.end:
            self.drafts[-1].headed = True

    def _take(self, piece: Piece, *, composing: bool) -> None:
        governed = self.running is not None or self.inherited is not None
        subject = self.subjects.find(piece.start, piece.end, governed=governed)
        if subject is not None and self.anchor is not None and self.folded.startswith(",", subject.after):
            subject = None  # the post of who was named before the colon: "Đồng chí A: Trưởng ban, chỉ đạo chung"
        if subject is not None and self._is_post(subject):
            subject = None
        if subject is not None and self._joins_on(piece, subject):
            self._join(piece, subject)
            return
        own_act = governed and self.subjects.flow.startswith("phân công", piece.start)  # no sentence of its own
        told = subject is not None and self._heard(subject, piece.end) and not own_act
        if subject is not None and told and not self._lists_on(piece, subject):
            self._explicit(piece, subject)
        elif not composing and (piece.sign != ":" or self.drafts or self.clauses.begins_with_verb(piece)):
            self._going_on(piece)

    def _composes(self, piece: Piece) -> bool:
        """Whether it is told who is in a body, up to the end of the sentence: "Tổ gồm: Tổ trưởng là …; …".

        A task that opens the list is one all the same: "Kiện toàn Ban Chỉ đạo gồm: …".
        """
        opens = piece.sign == ":" and _COMPOSED.search(self.folded, piece.start, piece.end) is not None
        composing = self.composing or (opens and not self.clauses.begins_with_verb(piece))
        self.composing = (self.composing or opens) and piece.sign not in ("", *SENTENCE_END)
        return composing

    def _is_post(self, subject: Subject) -> bool:
        """Whether the party is the post of who is told of: "Cơ quan thường trực, giúp UBND xã theo dõi …"."""
        inherits = self.inherited is not None and self.running is None
        return inherits and subject.rule == "subject" and self.folded.startswith(",", subject.after)

    def hear_unknown(self, pieces: list[Piece]) -> None:
        """Take the clauses in once more, with a body that the lexicon lacks as the subject of the first."""
        subject = self.subjects.unknown(pieces[0].start, pieces[0].end) if pieces else None
        if subject is None:
            return
        self._explicit(pieces[0], subject)
        self.fresh = pieces[0].sign in ("", *SENTENCE_END, ":")
        self.drafts[-1].closed = pieces[0].sign in ("", *SENTENCE_END)
        for piece in pieces[1:]:
            self.hear(piece)

    def _lists_on(self, piece: Piece, subject: Subject) -> bool:
        """Whether the party goes on with the list of those whose or for whom something is done.

        "Ban hành quy chế của Ban Chỉ đạo tỉnh; Ban Chỉ đạo các xã triển khai Đề án": nobody is told to act before.
        """
        before = self.before
        if before is None or before.sign != ";" or subject.rule != "subject" or self.drafts or self.running:
            return False
        if _SURELY_TOLD.match(self.folded, subject.after, piece.end):
            return False
        if any(start < before.end <= end for start, end in self.subjects.reading.spans.get("citations", ())):
            return False  # whose act it is: "Nghị định số 130/2005/NĐ-CP của Chính phủ"
        owners = list(_OWNED_BY.finditer(self.folded, before.start, before.end))
        listed = self.subjects.list_at(owners[-1].end(), before.end) if owners else ()
        return bool(listed) and listed[-1].end == before.end

    def _joins_on(self, piece: Piece, subject: Subject) -> bool:
        """Whether the party goes on with the list of those with whom the last one told is to do what only now is said:
        "Chủ trì, phối hợp với Sở Nội vụ; UBND các xã rà soát quy hoạch"."""
        before, last = self.before, self.drafts[-1] if self.drafts else None
        if before is None or before.sign != ";" or last is None or last.closed or last.end != before.end:
            return False
        if subject.start != piece.start or not self.partners.end(last.task, last.end):
            return False
        return _SURELY_TOLD.match(self.folded, subject.after, piece.end) is None

    def _join(self, piece: Piece, subject: Subject) -> None:
        """Let the last assignment go on with those who join in and with what is to be done."""
        last = self.drafts[-1]
        roles, _ = clause_roles(self.folded, subject.after, piece.end)
        last.end = piece.end
        last.roles = tuple(role for role in Role if role in last.roles or role in roles)
        joining = tuple(party for party in subject.parties if party not in last.parties)
        last.parties, last.partners = last.parties + joining, last.partners + joining

    def _heard(self, subject: Subject, end: int) -> bool:
        own = _BY_ITSELF.match(self.folded, subject.after, end) is not None
        return self.hearing is Hearing.ALL or subject.rule in _ORDERS or (own and subject.rule == "subject")

    def _run_in(self, piece: Piece) -> bool:
        """Whether the clause is a party alone before ":" or ";" ("Giao phòng Nội vụ:", "Sở Y tế; Sở Nội vụ:")."""
        if piece.sign not in (":", ";") or _REACHED_AT.search(self.folded, piece.start, piece.end):
            return False
        asked = self.subjects.asked_on(piece.start, piece.end) if piece.sign == ";" else None
        subject = asked or self.subjects.heading(piece.start, piece.end)
        if subject is None and piece.sign == ":":
            subject = self._open_order(piece)
        if subject is None or (self.hearing is not Hearing.ALL and not _BY_ITSELF.match(self.folded, piece.end + 1)):
            return False
        if piece.sign == ";" and (self.anchor is not None or (subject.rule == "party_told" and not subject.requested)):
            return False  # "UBND xã: phân công các ủy viên phụ trách thôn; …" tells a task
        if piece.sign == ";":
            self.pending += subject.parties
            return True
        self.running = replace(subject, parties=self.pending + subject.parties)
        self.pending = ()
        self.anchor = piece.start
        return True

    def _open_order(self, piece: Piece) -> Subject | None:
        """ "Phòng Nội vụ có trách nhiệm:": the tasks come behind the colon."""
        subject = self.subjects.find(piece.start, piece.end, governed=False)
        if subject is None or not subject.leading:
            return None
        rest = self.folded[subject.after : piece.end].strip(" ,:")
        if _REPORTS.match(rest):
            return None  # "Các xã thực hiện báo cáo theo thời gian sau:": a task, the times stand below
        if rest.endswith("phối hợp"):
            return None  # "Giao Phòng Kinh tế chủ trì, phối hợp: …": who joins in stands behind the colon
        reach = _LONG_ORDER if rest.endswith(("sau", "sau đây")) else _SHORT_ORDER
        return subject if len(rest.split()) <= reach else None

    def _explicit(self, piece: Piece, subject: Subject) -> None:
        end, roles, first = self.collectors.sender_roles(subject.after, piece.end)
        start = subject.start
        if self.pending:
            start = self.pending[0].start
            subject = replace(subject, parties=self.pending + subject.parties)
            self.pending = ()
        roles = with_nature(self.folded, roles, subject)
        roles = self.partners.with_told(roles, first, subject.after, end)
        if subject.rule in _NAMED and self._is_alone():
            roles = with_charge(self.folded, roles, first, subject, subject.after, end)
        if subject.leading and not self._only_joins(first):
            self.running = subject
        self.told = subject
        self.anchor = None
        partners = self.partners.of(subject, end, roles)
        parties = self.partners.acting(subject, end, partners)
        if self.owner is not None and set(self.joined) == {Role.LEAD, Role.COORDINATE}:
            parties, roles = self.owner.parties + parties, self.joined
        self.drafts.append(
            Draft(
                start=start,
                end=piece.end,
                task=subject.after,
                parties=parties,
                roles=roles,
                first=first,
                rule=subject.rule,
                requested=subject.requested,
                soft=subject.soft,
                closed=not subject.leading,
                partners=partners,
            )
        )

    def _only_joins(self, first: Role) -> bool:
        """Whether the clause tells who joins in behind a comma, so that the sentence goes on with who leads."""
        beside = self.before is not None and self.before.sign == "," and self.running is not None
        return beside and first is Role.COORDINATE

    def _is_alone(self) -> bool:
        """Whether the clause stands not below "Cơ quan phối hợp" nor beside a body that is told to lead."""
        beside = bool(self.drafts) and not self.drafts[-1].closed and self.drafts[-1].first is Role.LEAD
        return not beside and Role.COORDINATE not in self.joined

    def _going_on(self, piece: Piece) -> None:
        subject = self.running or self.inherited
        trouble = _TROUBLE.match(self.folded, piece.start, piece.end)
        report = subject is None and trouble is None and self._reports_on(piece)
        if subject is None and (trouble is not None or report):
            subject = self.told
        if subject is None or not (trouble is not None or report or self._is_task(piece)):
            self.anchor = None
            return
        predicate = trouble.start("verb") if trouble is not None else piece.start
        end, roles, first = self.collectors.sender_roles(predicate, piece.end)
        roles = self.partners.with_told(roles, first, predicate, end)
        if subject is self.owner:  # whose tasks are told apart: "a) Chủ trì", "b) Phối hợp"
            roles = tuple(role for role in Role if role in roles or role in self.joined)
        if self._grows(piece, subject, roles, first):
            return
        if self._is_alone():
            roles = with_charge(self.folded, roles, first, subject, predicate, end)
        start = self.anchor if self.anchor is not None else piece.start
        outside = subject is self.inherited or self.anchor is None
        partners = self.partners.of(replace(subject, after=piece.start), end, roles)
        if subject is self.inherited and subject.role is Role.LEAD and first is Role.EXECUTE:
            roles = tuple(role for role in Role if role in roles or role is Role.LEAD)
        self.anchor = None
        self.drafts.append(
            Draft(
                start=start,
                end=piece.end,
                task=piece.start,
                parties=subject.parties + partners,
                roles=roles,
                first=first,
                rule="inherited" if outside else "run_in",
                inherited=subject if outside else None,
                requested=subject.requested,
                soft=subject.soft,
                partners=partners,
            )
        )

    def _grows(self, piece: Piece, subject: Subject, roles: tuple[Role, ...], first: Role) -> bool:
        """Whether the clause belongs to the last assignment, which then takes it in."""
        last = self.drafts[-1] if self.drafts else None
        if last is None or last.closed or self.anchor is not None or self._begins_anew(piece):
            return False
        if _STATE.match(self.folded, piece.start, piece.end):
            pass
        elif last.headed:
            listed = self.subjects.list_at(piece.start, piece.end) if Role.COORDINATE in last.roles else ()
            joining = tuple(party for party in listed if party not in last.parties)
            last.parties, last.partners = last.parties + joining, last.partners + joining
        elif self._is_of_the_kind(last, piece, subject, first):
            last.roles = tuple(role for role in Role if role in roles or role in last.roles)
        else:
            return False
        last.end = piece.end
        return True

    def _begins_anew(self, piece: Piece) -> bool:
        """Whether a capital behind the semicolon sets a duty off from the one before it: "…; Triển khai khám sức
        khỏe"."""
        parted = self.before is not None and self.before.sign == ";"
        capital = self.subjects.flow[piece.start : piece.start + 1].isupper()
        return parted and capital and self.clauses.begins_with_verb(piece)

    def _is_of_the_kind(self, last: Draft, piece: Piece, subject: Subject, first: Role) -> bool:
        """Whether the clause tells the same kind of role as ``last``, or goes on with what somebody is asked."""
        if _IS_BODY.match(self.folded, last.task, last.end):
            return False
        asked = last.requested and subject.requested and not self._own_report(piece, first)
        return asked or _KIN[last.first] is _KIN[first] or (_KIN[last.first], _KIN[first]) in _ONE_DUTY

    def _own_report(self, piece: Piece, first: Role) -> bool:
        """Whether a report with a rhythm of its own is told: "…; định kỳ hằng quý báo cáo UBND tỉnh"."""
        return first is Role.REPORT and _RHYTHM.search(self.folded, piece.start, piece.end) is not None

    def _reports_on(self, piece: Piece) -> bool:
        """Whether those told in the clause before are to report now and again, or those asked on what they do."""
        before, first = self.before, clause_roles(self.folded, piece.start, piece.end)[1]
        if before is None or before.sign not in (";", ".") or first is not Role.REPORT:
            return False
        asked = before.sign == ";" and self.told is not None and self.told.rule in _ORDERS
        return (asked and _REPORTS.match(self.folded, piece.start) is not None) or self._own_report(piece, first)

    def _is_task(self, piece: Piece) -> bool:
        clauses, anchored = self.clauses, self.anchor is not None
        if clauses.result_goes(piece):
            return True
        if clauses.tells_nothing(piece) or (anchored and clauses.only_names(piece)):
            return False
        if self.inspects and clauses.names_work(piece):
            return False
        if clauses.states_fact(piece):
            return self.running is not None and clauses.is_condition(piece)
        if clauses.is_short(piece) and not (anchored and clauses.begins_with_verb(piece)):
            return False
        if anchored or not (self.running is not None or self.before is not None):
            return True
        if self.fresh:
            self.speaks = clauses.begins_with_verb(piece) and self._goes_with(piece)
        return self.speaks

    def _goes_with(self, piece: Piece) -> bool:
        """Whether a sentence that names nobody speaks of the body that the sentence before tells of.

        Below "Tổ chức thực hiện" and below a heading that is a body all do; else each sentence is a task of the plan's
        own, but for what only a body does: to report, to watch over the task.
        """
        if self.organises or self.running is None or _SPEAKS_ON.match(self.folded, piece.start):
            return True
        return clause_roles(self.folded, piece.start, piece.end)[1] in (Role.REPORT, Role.MONITOR)

    def intro(self, pieces: list[Piece]) -> Subject | None:
        """The subject that holds for the bullets below, where the paragraph ends in ":"."""
        if not pieces or pieces[-1].sign != ":":
            return None
        directed = self._directed(pieces[-1])
        if directed is not None:
            return directed
        last = self.drafts[-1] if self.drafts else None
        if last is not None and last.end == pieces[-1].end and last.inherited is not None:
            if Role.COORDINATE in last.roles:
                return self.running  # with whom all of it is done is told nowhere else
            self.drafts.pop()
        elif last is not None and last.end == pieces[-1].end and last.first is Role.LEAD and self.running is not None:
            return replace(self.running, role=Role.LEAD)  # "Sở Y tế chủ trì, phối hợp với …:" leads what stands below
        return self.running

    def tell(self, piece: Piece, subject: Subject) -> None:
        """Take the clause that ends in ":" for a task of its own, where none below goes on with it."""
        if not self.drafts or self.drafts[-1].end != piece.end:
            self.drafts.append(self._draft_of(subject, piece, subject.after, None))

    def _directed(self, piece: Piece) -> Subject | None:
        """Whom the subject directs to do what stands below: "Sở Xây dựng chỉ đạo các chi cục thực hiện các việc sau:".

        To direct them is the subject's own task.
        """
        subject = self.running or self.inherited
        begin = subject.after if subject is not None and piece.start <= subject.after < piece.end else piece.start
        directed = self.subjects.directed(begin, piece.end) if subject is not None else None
        if subject is None or directed is None:
            return None
        if not self.drafts or self.drafts[-1].end != piece.end:
            outside = subject if begin == piece.start else None
            self.drafts.append(self._draft_of(subject, piece, begin, outside))
        return directed

    def _draft_of(self, subject: Subject, piece: Piece, begin: int, outside: Subject | None) -> Draft:
        """The assignment of ``subject`` in a whole clause, of which the predicate begins at ``begin``."""
        roles, first = clause_roles(self.folded, begin, piece.end)
        return Draft(
            start=piece.start,
            end=piece.end,
            task=begin,
            parties=subject.parties,
            roles=roles,
            first=first,
            rule="inherited" if outside is not None else subject.rule,
            inherited=outside,
            closed=True,
        )
