"""What a page is given to work with, put together once for each signed-in member."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from ledger.assets import load_wording
from ledger.domain.errors import LedgerError
from ledger.domain.gate import Decision, Reason
from ledger.domain.policy import PolicyVersion
from ledger.domain.shop import Shop
from ledger.domain.staff import Operation, Role, StaffMember, may
from ledger.domain.wording import Language, Wording
from ledger.services.explaining import explain, explain_error
from ledger.services.session import Clock, Session
from ledger.services.status import status
from ui.half_written import TakenUp
from ui.messages import Messages
from ui.places import Target
from ui.printing import Printing
from ui.settings import Settings
from ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who works with which ledger: what never changes while it is open."""

    member: StaffMember
    shop: Shop
    policy: PolicyVersion
    is_demo: bool = False
    vault_id: str = ""  # which ledger, for what this workstation remembers about it


def signed_in(session: Session) -> SignedIn:
    """Read who is signed in, on the ledger's thread."""
    is_demo = status(session).is_demo
    return SignedIn(session.member, session.shop(), session.policy(), is_demo, session.vault.vault_id)


@dataclass(frozen=True, slots=True)
class Desk:
    """The doors of a page: the ledger, what it may say, what this workstation remembers, the printer, the way."""

    tasks: Tasks
    messages: Messages
    settings: Settings
    printing: Printing
    clock: Clock
    who: SignedIn
    go: Callable[[Target], None]
    dress: Callable[[], None]  # after the language or the theme was changed in the settings
    taken_up: TakenUp = field(default_factory=TakenUp, repr=False)

    @property
    def language(self) -> Language:
        """Return the language of the window."""
        return self.settings.language

    @property
    def wording(self) -> Wording:
        """Return the texts screen and paper share."""
        return load_wording(self.language)

    @property
    def is_manager(self) -> bool:
        """Return whether a manager is signed in."""
        return self.who.member.role is Role.MANAGER

    def may(self, operation: Operation) -> bool:
        """Return whether the member's role may do this; services check it again."""
        return may(self.who.member.role, operation)

    def now(self) -> datetime:
        """Return the present instant."""
        return self.clock.now()

    def say(self, error: LedgerError) -> str:
        """Return an error of the ledger in words."""
        return explain_error(error, self.wording)

    def because(self, reason: Reason) -> str:
        """Return a reason of the gate in words, with its clause."""
        return explain(reason, self.who.policy, self.wording)

    def reasons(self, decision: Decision) -> tuple[str, ...]:
        """Return every reason of a refusal in words, each once."""
        return tuple(dict.fromkeys(self.because(reason) for reason in decision.reasons))
