"""What was acknowledged before a disturbance, and whether a ledger that was opened afterwards still knows it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ledger.domain.errors import WrongPassphrase
from ledger.services.session import Session
from ledger.storage import folder as files
from ledger.storage.audit_log import head
from proof.scaffold import Trial
from support.acts import About, Acknowledged, half_there, is_whole, look, lost
from support.services import Workplace
from support.storage import MANAGER, MANAGER_PASSPHRASE


@dataclass(slots=True)
class Memory:
    """Everything that was acknowledged so far, and the one act that was under way."""

    facts: dict[About, str] = field(default_factory=dict)
    seq: int = 0
    passphrases: list[str] = field(default_factory=lambda: [MANAGER_PASSPHRASE])
    backup: str = ""
    under_way: About | None = None

    def hear(self, said: Iterable[object]) -> int:
        """Take in what a worker said before it ended; return how many acts it acknowledged."""
        done = 0
        self.under_way = None
        for one in said:
            if isinstance(one, Acknowledged):
                self._keep(one)
                done += 1
            elif isinstance(one, tuple):
                self.begin(one)
        return done

    def refused(self) -> None:
        """Take in that the act under way was told as failed: the passphrase is the one from before."""
        self.passphrases = self.passphrases[:1]

    def begin(self, about: About) -> None:
        """Take in what an act is about to be about."""
        self.under_way = about
        if about[0] == "passphrase":
            self.passphrases.append(about[1])

    def _keep(self, one: Acknowledged) -> None:
        self.seq, self.under_way = one.seq, None
        self.facts[one.about] = one.value
        kind, code = one.about
        if kind == "passphrase":
            self.passphrases = [one.value]
        elif kind == "erased" and one.value == "1":
            self.facts.pop(("name", code), None)
        elif kind == "backup":
            self.backup = code


def opened(shop: Workplace, memory: Memory) -> Session:
    """Open with the newest passphrase that fits: the one acknowledged, or the one that was being set."""
    for passphrase in reversed(memory.passphrases[1:]):
        try:
            session = shop.open(MANAGER, passphrase)
        except WrongPassphrase:
            continue
        memory.passphrases = [passphrase]
        return session
    return shop.open(MANAGER, memory.passphrases[0])


def compare(trial: Trial, session: Session, memory: Memory) -> None:
    """Count what was acknowledged and is lost, what is half there, and whether the newest backup opens."""
    gone, is_behind = lost(session.db, memory.facts, memory.under_way), head(session.db).seq < memory.seq
    trial.count("lost", len(gone) + is_behind)
    trial.must(not gone and not is_behind, f"acknowledged and lost: {sorted(set(gone))}")
    halves = half_there(session.db)
    trial.count("half there", len(halves))
    trial.must(not halves, f"half there: {halves}")
    if memory.under_way in memory.facts:
        memory.facts[memory.under_way] = look(session.db, memory.under_way)
    if memory.backup:
        trial.count("backups opened")
        path = session.vault.folder / files.BACKUPS / memory.backup
        trial.must(is_whole(session, path), "a backup told as made does not open")
        memory.backup = ""
