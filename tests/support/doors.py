"""Every door of the services a text can come in by, found by looking: nobody can forget to name a new one.

A door is a public function whose first argument is the session and that takes a text, bytes, or a record with texts.
What it needs besides is made up from the types of its arguments, with ids and codes that are in the ledger.
"""

import importlib
import inspect
import pkgutil
import random
import re
import types
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

import ledger.services
from ledger.domain.errors import LedgerError, NotFound
from ledger.domain.ids import StaffId
from ledger.domain.staff import Operation
from ledger.services import evidence, staff
from ledger.services.session import Session
from ledger.storage.attachments import NewAttachment
from support import doors_world
from support.doors_situations import SITUATIONS
from support.hostile import hostile, hostile_bytes

Door = Callable[..., Any]
_TEXTS = (str, bytes, NewAttachment)
# Made by one service for another, from what it looked up: no text is typed into these.
_PRIVATE = {
    "UnitOfWork", "StoredList", "Customer", "Asked", "Parcel", "Proposal", "Decision", "Recipient", "Gathered",
    "GatheredUse", "FoundPeople", "Part", "Plan", "Promises", "LabelBatch", "RenderedBatch", "Verified",
    "SubjectRequest", "RecipientLine", "Reason",
}  # fmt: skip
# Text arguments that the program itself fills, from its own words: nobody types there.
OWN_WORDS = {
    "deciding.require_words", "use_columns.sheet", "contact_export.leaving", "erasure_evidence.preparing",
    "erasure_evidence.is_fresh", "importing.run", "session.back_up", "request_steps.read_words",
}  # fmt: skip


def all_doors() -> dict[str, Door]:
    """Return the doors by name."""
    found = {}
    for one in pkgutil.iter_modules(ledger.services.__path__):
        if one.name.startswith("demo"):
            continue  # makes the invented shop
        module = importlib.import_module(f"ledger.services.{one.name}")
        for name, function in vars(module).items():
            if name.startswith("_") or getattr(function, "__module__", "") != module.__name__:
                continue
            if inspect.isfunction(function) and _is_door(function):
                found[f"{one.name}.{name}"] = function
    return {name: door for name, door in found.items() if name not in OWN_WORDS}


def _is_door(function: Door) -> bool:
    asked = [kind for name, kind in function.__annotations__.items() if name != "return"]
    if not asked or asked[0] is not Session:
        return False
    if any(_is_private(kind) for kind in asked):
        return False  # between the services: takes what another one already looked up
    return any(_takes_text(kind) for kind in asked[1:])


def _is_private(kind: Any) -> bool:
    return getattr(kind, "__name__", "") in _PRIVATE or any(map(_is_private, get_args(kind)))


def _takes_text(kind: Any) -> bool:
    if kind in _TEXTS:
        return True
    if isinstance(kind, NewType):
        return kind.__supertype__ is str
    if is_dataclass(kind):
        return any(_takes_text(hint) for hint in hints_of(kind).values())
    return any(_takes_text(part) for part in get_args(kind))


def _is_typed(kind: Any) -> bool:
    return kind is str or (not is_dataclass(kind) and any(map(_is_typed, get_args(kind))))


def hints_of(kind: Any) -> dict[str, Any]:
    with suppress(TypeError, NameError):
        return get_type_hints(kind)
    return dict(kind.__annotations__)


def text_fields() -> Iterator[tuple[str, str]]:
    """Return every field of a ``*Input`` record that holds a text."""
    for one in pkgutil.iter_modules(ledger.services.__path__):
        module = importlib.import_module(f"ledger.services.{one.name}")
        for name, kind in vars(module).items():
            if name.endswith("Input") and is_dataclass(kind) and kind.__module__ == module.__name__:
                yield from ((name, key) for key, hint in hints_of(kind).items() if _is_typed(hint))


# What a careful person would type, by the name of the argument or field.
_SENSIBLE = {
    "name": "Nguyễn Văn Đức", "phone": "0911647979", "phones": "0911647979", "hotline": "0911647979",
    "emails": "vui@example.com", "email": "vui@example.com", "gender": "FEMALE", "birth_date": "12/05/1990",
    "line": "36 Hàng Than", "ward": "Phường Ba Đình", "province": "Thành phố Hà Nội", "website": "example.com",
    "link": "https://example.com", "ip": "203.0.113.7", "language": "vi", "passphrase": "tám con cua bò quanh giếng",
    "purposes": "", "purpose_id": "marketing", "field_id": "phone", "media_type": "text/plain", "number": "",
    "sheet": "",
}  # fmt: skip
_SENSIBLE_HERE = {
    "add_phone.typed": "0911647979", "add_email.typed": "vui@example.com", "change.typed": "20",
    "set_zones.zones": "Hà Nội", "RecipientInput.name": "Giao Nhanh", "ShopInput.address": "12 Lê Lợi",
    "hand_over.courier_name": "Anh Tâm", "explain.reference": "breach:1", "listed_among.typed": "0911647979",
}  # fmt: skip
_CODED = ("code", "codes", "minors", "customer_codes", "ref")
_ALONE = 0.45  # of the calls have one hostile text among sensible ones, in a situation that suits
_BOLDNESS = (0.08, 0.95, 0.95, 0.95, 0.95)  # how often a text is hostile in one of the other calls
_MARKED = 0.75  # of the texts that are hostile alone; with a mark no number and no address is one
MARK = re.compile(r"hz\d{6}")  # a word of our own at the end of a hostile text, to find it again where it is kept


@dataclass(slots=True)
class Known:
    """What was learnt at the doors so far, on whatever copy of the ledger."""

    kinds: dict[str, str] = field(default_factory=dict)  # place -> the kind of code that belongs there
    texts: Counter[str] = field(default_factory=Counter)  # door -> places for free texts in its last call
    marks: int = 0


@dataclass(slots=True)
class World:
    """A ledger with something of everything, and the chances by which its doors are tried."""

    session: Session
    chance: random.Random
    known: Known = field(default_factory=Known)
    inputs: int = 0  # hostile texts put in
    seen: set[tuple[str, str]] = field(default_factory=set)  # where a hostile text was put
    codes: Mapping[str, Sequence[str]] = field(init=False)
    where: str = ""
    mark: str = ""  # of the one hostile text of this call, among sensible ones
    _boldness: float = 0.3  # how often a text is hostile, in this call
    _turn: int = -1  # the only one that is, if not negative
    _texts: int = 0
    _put: dict[str, str] = field(default_factory=dict)  # codes, by place
    _rest: Any = ()  # arguments of which there may be any number
    _fits: Mapping[str, object] = field(default_factory=dict)  # what the situation says is to be put, by place

    def __post_init__(self) -> None:
        self.codes = doors_world.codes_in(self.session.db)

    def text(self, owner: str, name: str) -> str:
        """Return a text for one place: something hostile, or what belongs there."""
        if name.endswith(_CODED) and self.codes:
            return self._code(owner, name)
        self._texts += 1
        is_turn = self._texts == self._turn
        if is_turn or (self._turn < 0 and self.chance.random() < self._boldness):
            return self._hostile(owner, name, is_marked=is_turn and self.chance.random() < _MARKED)
        if owner in {"change", "change_all"} and name in {"key", "typed"}:
            return doors_world.rule(self.chance) if name == "key" else "20"
        return _SENSIBLE_HERE.get(f"{owner}.{name}") or _SENSIBLE.get(name, "lời nói bình thường")

    def _code(self, owner: str, name: str) -> str:
        if self._turn < 0 and self.chance.random() < self._boldness / 2:
            return self._hostile(owner, name)
        place = f"{self.where}.{name}"
        kind = self.known.kinds.get(place) or self.chance.choice(list(self.codes))
        self._put[place] = self.chance.choice(self.codes[kind])
        return self._put[place]

    def _hostile(self, owner: str, name: str, *, is_marked: bool = False) -> str:
        self.seen.add((owner, name))
        self.inputs += 1
        text = hostile(self.chance)
        if is_marked:
            self.known.marks += 1
            self.mark = f"hz{self.known.marks:06}"
            text += self.mark
        return text

    def knock(self, name: str, door: Door) -> Any:
        """Call a door with made-up arguments and finish what it begins; half the time one text alone is hostile."""
        self.where, self.mark, self._texts = name, "", 0
        self._put.clear()
        self._rest = ()
        self._boldness = self.chance.choice(_BOLDNESS)
        is_alone = self.chance.random() < (_ALONE if self.known.texts[name] else _ALONE / 3)
        self._turn = self.chance.randint(1, max(1, self.known.texts[name])) if is_alone else -1
        for operation in Operation:
            self.session.mark_confirmed(operation)
        self._fits = SITUATIONS[name](self.session) if self._turn > 0 and name in SITUATIONS else {}
        try:
            made = self._arguments(door)
            result = door(self.session, *self._rest, **made)
            if inspect.isgenerator(result):
                result = _last(result)
        except NotFound as missing:
            self._learn(missing)
            raise
        finally:
            self.known.texts[name] = self._texts
        return result

    def _learn(self, missing: NotFound) -> None:
        # Where a code of the wrong kind led nowhere, the answer says which kind was meant.
        kind, code = str(missing.data["kind"]), missing.data["code"]
        if kind in self.codes:
            self.known.kinds |= {place: kind for place, put in self._put.items() if put == code}

    def _arguments(self, door: Door) -> dict[str, Any]:
        made = {}
        for name, parameter in list(inspect.signature(door).parameters.items())[1:]:
            kind = door.__annotations__[name]
            if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
                some = [self.make(kind, door.__name__, name) for _ in range(self.chance.randint(1, 2))]
                self._rest = self._fits.get(name, some)
                continue
            is_needed = parameter.default is inspect.Parameter.empty or name in self._fits
            if is_needed or _takes_text(kind) or self.chance.random() < 0.5:
                made[name] = self._fits[name] if name in self._fits else self.make(kind, door.__name__, name)
        return made

    # --- something of a type ---

    def make(self, kind: Any, owner: str, name: str) -> Any:
        """Return a value of a type. Raises ``TypeError`` for one that cannot be made up."""
        simple: dict[Any, Callable[[], Any]] = {
            str: lambda: self.text(owner, name),
            bytes: lambda: self._bytes(owner),
            int: lambda: self.chance.randint(0, 9),
            float: self.chance.random,
            bool: lambda: self.chance.random() < 0.5,
            date: lambda: self.session.now().date() + timedelta(days=self.chance.randint(-400, 400)),
            datetime: lambda: self.session.now() - timedelta(minutes=self.chance.randint(0, 5000)),
            object: lambda: self.text(owner, name),
            type(None): lambda: None,
        }  # fmt: skip
        if kind in simple:
            return simple[kind]()
        if isinstance(kind, NewType):
            return self._id(kind, owner, name)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return self.chance.choice(list(kind))
        if kind is NewAttachment:  # made by nothing else
            return evidence.read_file(self.text(kind.__name__, "file_name"), self._bytes(owner))
        if is_dataclass(kind):
            return self._record(kind)
        return self._composed(kind, owner, name)

    def _bytes(self, owner: str) -> bytes:
        self.inputs += 1
        if owner in doors_world.IMPORTS and self.chance.random() < 0.7:
            return doors_world.table(self.chance, owner)
        return hostile_bytes(self.chance)

    def _id(self, kind: NewType, owner: str, name: str) -> Any:
        if kind.__supertype__ is not str:
            return kind(self.chance.choice(doors_world.ids_in(self.session.db, kind.__name__)))
        if kind is StaffId:
            return (
                self.chance.choice(staff.members(self.session)).id
                if self.chance.random() < 0.5
                else self.text(owner, name)
            )
        policy = self.session.policy()
        known = [one.id for one in (policy.purposes if "Purpose" in kind.__name__ else policy.fields)]
        return self.chance.choice(known) if self.chance.random() < 0.7 else self.text(owner, name)

    def _record(self, kind: Any) -> Any:
        made, hints = {}, hints_of(kind)
        for one in fields(kind):
            if not one.init:
                continue
            is_needed = one.default is MISSING and one.default_factory is MISSING
            place = f"{kind.__name__}.{one.name}"
            if place in self._fits:
                made[one.name] = self._fits[place]
            elif is_needed or _takes_text(hints[one.name]) or self.chance.random() < 0.3:
                made[one.name] = self.make(hints[one.name], kind.__name__, one.name)
        return kind(**made)

    def _composed(self, kind: Any, owner: str, name: str) -> Any:
        origin, parts = get_origin(kind), get_args(kind)
        if origin in {Union, types.UnionType}:
            real = [one for one in parts if one is not type(None)]
            return None if len(real) < len(parts) and self.chance.random() < 0.2 else self.make(real[-1], owner, name)
        if origin in {Sequence, Iterable, Collection, list, frozenset, set}:
            is_enum = isinstance(parts[0], type) and issubclass(parts[0], Enum)
            most = 0 if parts[0] is int else 2  # row numbers come from a list that was asked before
            some = [self.make(parts[0], owner, name) for _ in range(self.chance.randint(int(is_enum), most))]
            return frozenset(some) if origin in {frozenset, set} else some
        if origin is tuple:
            many = parts[:1] * self.chance.randint(0, 2) if parts[-1] is ... else parts
            return tuple(self.make(one, owner, name) for one in many)
        if origin in {Mapping, dict} and parts[1] is object:
            self.inputs += 1
            return doors_world.pack(self.chance)
        if origin in {Mapping, dict}:
            return {self.make(parts[0], owner, name): self.make(parts[1], owner, name) for _ in range(2)}
        if origin is Callable:
            return lambda *_told: None
        raise TypeError(f"{self.where}: {kind}")


def _last(work: Iterator[Any]) -> Any:
    while True:
        try:
            next(work)
        except StopIteration as done:
            return done.value


__all__ = ["LedgerError", "World", "all_doors", "text_fields"]
