"""What parties are told beside carrying out a task: by their nature, by the words of the order, or because a few bodies
alone are named for it."""

from extractors.assignments_behind import Subject
from extractors.assignments_roles import is_in_charge
from extractors.parties_span import PartySpan
from schema.plan import Role

_FEW = 3  # bodies that may be in charge of one task together
# What a body does by its nature: a head leads what the unit carries out.
_NATURE = {"DOAN_KIEM_TRA": Role.MONITOR, "CHU_TICH_UBND": Role.LEAD, "NGUOI_DUNG_DAU": Role.LEAD}
_HEADS_OF_TEAMS = ("trưởng đoàn", "tổ trưởng tổ kiểm tra", "trưởng ban chỉ đạo")
# Bodies of which the name tells a kind: none of them leads.
_MANY = frozenset({"CAC_NGANH", "CO_QUAN_DON_VI", "CQ_CHUYEN_MON_HUYEN", "BO_PHAN_CM", "CB_CC", "CC_CHUYEN_MON"})


def with_charge(
    folded: str, roles: tuple[Role, ...], first: Role, subject: Subject, start: int, end: int
) -> tuple[Role, ...]:
    """``roles`` with the lead of the few bodies that alone are told what ``[start, end)`` says, to be carried out."""
    if first is not Role.EXECUTE or len(subject.parties) > _FEW or _is_kind(subject.parties):
        return roles
    leads = all(is_in_charge(folded, (one.start, one.end), start, end) for one in subject.parties)
    return tuple(role for role in Role if role in roles or (leads and role is Role.LEAD))


def with_nature(folded: str, roles: tuple[Role, ...], subject: Subject) -> tuple[Role, ...]:
    """``roles`` with those that the words of the order or the nature of all its parties add to execution."""
    added: set[Role | None] = {subject.role} if subject.role is not Role.LEAD else set()
    if Role.EXECUTE in roles:
        natures = {_nature(folded, party) for party in subject.parties}
        added |= natures if len(natures) == 1 else set()
        added |= {subject.role} if any(party.code not in _MANY for party in subject.parties) else set()
    return tuple(role for role in Role if role in roles or role in added)


def _nature(folded: str, party: PartySpan) -> Role | None:
    """What ``party`` does by its nature; whoever heads a team leads it."""
    heads = folded.startswith(_HEADS_OF_TEAMS, party.start)
    return Role.LEAD if heads else _NATURE.get(party.code or "")


def _is_kind(parties: tuple[PartySpan, ...]) -> bool:
    return any(party.code in _MANY for party in parties)
