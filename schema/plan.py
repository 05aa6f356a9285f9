"""A Plan: what a document says, every item with its evidence and the rule that found it."""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Generic, TypeVar

from schema.document import Document, Evidence

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[T]):
    """A value, where it is written, and which rule said so. inferred: the value is not written literally there."""

    value: T
    evidence: Evidence
    rule: str
    inferred: bool = False


class IssuerLevel(StrEnum):
    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"
    CENTRAL = "central"
    OTHER = "other"


class PlanKind(StrEnum):
    REMEDIATION = "remediation"
    ANNUAL_REFORM = "annual_reform"
    INSPECTION = "inspection"
    PROCEDURE_REVIEW = "procedure_review"
    COMMUNICATION = "communication"
    DIGITAL = "digital"
    OTHER = "other"


class Use(StrEnum):
    """How a citation is used: căn cứ, thực hiện, in the content, or the plan naming itself."""

    BASIS = "basis"
    IMPLEMENTS = "implements"
    CONTENT = "content"
    SELF = "self"


class Comparator(StrEnum):
    EQUAL = "="
    AT_LEAST = ">="
    MORE = ">"
    AT_MOST = "<="
    LESS = "<"
    INCREASE = "increase"
    DECREASE = "decrease"
    BETTER_THAN = "better_than"
    MAINTAIN = "maintain"


class Role(StrEnum):
    LEAD = "lead"  # chủ trì
    COORDINATE = "coordinate"  # phối hợp
    EXECUTE = "execute"  # thực hiện
    MONITOR = "monitor"  # theo dõi, đôn đốc
    REPORT = "report"  # báo cáo, tổng hợp


class DeadlineKind(StrEnum):
    DATE = "date"
    RANGE = "range"
    PERIOD = "period"
    PERIOD_OPEN = "period_open"
    RECURRING = "recurring"
    RELATIVE = "relative"
    OFFSET = "offset"


class Zone(StrEnum):
    """The big parts of a document that are no numbered section; the values are the section ids of the contract."""

    PREAMBLE = "PRE"
    CLOSING = "END"
    RECIPIENTS = "NN"
    SIGNATURE = "SIG"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    text: str
    purpose: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Contract §3 ``header``: None where the document does not state it. Dates are as precise as written
    ("2021-09-29", "2023-07", "2023")."""

    type_code: Found[str] | None = None
    title: Found[str] | None = None
    symbol: Found[str] | None = None
    number: Found[str] | None = None
    place: Found[str] | None = None
    date: Found[str] | None = None
    issuer: Found[str] | None = None
    issuer_level: Found[IssuerLevel] | None = None
    unit_kind: Found[str] | None = None
    unit_name: Found[str] | None = None
    district: Found[str] | None = None
    province: Found[str] | None = None
    plan_kind: Found[PlanKind] | None = None
    plan_year: Found[int] | None = None
    assessed_year: Found[int] | None = None
    signer: Found[str] | None = None
    signer_title: Found[str] | None = None
    signing_capacity: Found[str] | None = None
    recipients: tuple[Recipient, ...] = ()


# The fields of a Header that are found once, in their order: all but the recipients.
HEADER_FIELDS = tuple(field.name for field in fields(Header) if field.name != "recipients")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A node of the section tree. id: the path of markers without punctuation ("II.7.1", "PL1.A.1") or a Zone value.

    marker: as written ("a.", "PHẦN THỨ NHẤT"); None for zones. title: None for a run-in item without a heading.
    start, end: the whole extent with all that belongs to it; evidence: the heading alone.
    """

    id: str
    marker: str | None
    title: str | None
    level: int
    parent: str | None
    start: int
    end: int
    evidence: Evidence
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A document that the text names. symbol: verbatim but for white space and doubled slashes.

    date: a full day only; date_partial: "2023-07" or "2013" where the text gives no more.
    """

    type: str
    type_code: str | None
    number: str | None
    symbol: str | None
    date: str | None
    issuer: str | None
    title: str | None
    provision: str | None
    use: Use
    section: str | None
    evidence: Evidence
    rule: str
    resolved_from: Evidence | None = None  # the full first mention, where this one is short
    date_partial: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is to be reached. value: a number; upper: the end of a range. value None: a relative or qualitative aim."""

    metric: str
    comparator: Comparator
    value: float | None
    unit: str | None
    period: str | None
    deadline: str | None
    baseline: str | None
    section: str | None
    evidence: Evidence
    rule: str
    upper: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who: the words of the text and the code of the lexicon (None: not in the lexicon). inherited: where the party
    is written when that is outside the assignment's own evidence (run-in heading, block, table head). own: the part of
    the assignment's roles that is this party's where the parties differ ("chủ trì, phối hợp với …"); empty: all."""

    text: str
    code: str | None
    inherited: Evidence | None = None
    own: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Who does what. soft: an exhortation. requested: asked, not ordered ("Đề nghị ...")."""

    roles: tuple[Role, ...]
    parties: tuple[Party, ...]
    task: str
    section: str | None
    evidence: Evidence
    rule: str
    soft: bool = False
    requested: bool = False
    task_row: tuple[int, int] | None = None  # (table, row) of an annex task table

    def roles_of(self, party: Party) -> tuple[Role, ...]:
        """What ``party`` does in the task."""
        return party.own or self.roles


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """By when. date: the last day that is written or follows from a period; dates are partial where the text is."""

    kind: DeadlineKind
    date: str | None
    start: str | None
    end: str | None
    frequency: tuple[str, ...]
    section: str | None
    evidence: Evidence
    rule: str
    inferred: bool = False
    task_row: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    label: str
    title: str | None
    present: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviation:
    abbr: str
    meaning: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Warning:
    """A finding about the document. code: contract §3. message: Vietnamese."""

    code: str
    message: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that was found in one Document. Items are ordered by where they stand."""

    document: Document
    header: Header
    sections: tuple[Section, ...] = ()
    citations: tuple[Citation, ...] = ()
    targets: tuple[Target, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    annexes: tuple[Annex, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    warnings: tuple[Warning, ...] = ()
