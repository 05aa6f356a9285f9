"""The database of an office, for tests of exports."""

from pathlib import Path

from corpus.export import export
from schema.ledger import FileRecord, Outcome, Reason
from schema.store import Store, StoredCriteria
from tests.corpus.plans_written import CRITERIA, ROSTER, written

BODY = (
    "I. NHIỆM VỤ\n1. Cải cách thủ tục hành chính\n"
    "- Công chức Văn hóa - Xã hội niêm yết công khai thủ tục hành chính tại trụ sở, hoàn thành trước ngày 30/6/2024.\n"
    "- Phấn đấu 98,5% hồ sơ thủ tục hành chính được giải quyết đúng hạn.\n"
    "2. Tuyên truyền\n- Tuyên truyền cải cách hành chính trên hệ thống loa truyền thanh.\n"
)


class Office:
    """A database with a roster of three, plans of two of them and of their district, and a file that failed."""

    def __init__(self, store: Store) -> None:
        self.store = store
        store.load_roster("r", ROSTER)
        self.criteria: StoredCriteria = store.save_criteria(CRITERIA)
        self.units = {entry.unit.name: entry.id for entry in store.units()}
        run = store.begin_run(["."])
        store.save(written(BODY), run=run, seconds=0.25)
        store.save(
            written("I. NHIỆM VỤ\n- Đối thoại với người dân.\n", issuer="xã An Lạc", symbol="   /KH-UBND"), run=run
        )
        store.save(written(BODY, issuer="huyện Đông Sơn", symbol="9/KH-UBND"), run=run)
        store.record(run, FileRecord(name="hong.pdf", sha256="0" * 64, outcome=Outcome.FAILED, reason=Reason.CORRUPT))
        store.finish_run(run)

    def export(self, out: Path) -> Path:
        export(self.store, out, self.criteria)
        return out
