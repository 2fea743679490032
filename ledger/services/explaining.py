"""Reasons and errors in words: the one place where codes become sentences, for screen and paper alike."""

from ledger.domain.errors import LedgerError
from ledger.domain.gate import Reason, ReasonCode, ReasonValue
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.policy import PolicyVersion
from ledger.domain.purpose import Channel
from ledger.domain.wording import Wording

_LAW = "law:"
_LISTS = {"fields": "fields", "missing": "commitment_items"}
_WORDS = {"channel": "channels", "role": "roles"}


def explain(reason: Reason, policy: PolicyVersion, wording: Wording) -> str:
    """Return a reason as a sentence that ends with its clause or article."""
    values = {key: _word(key, value, policy, wording) for key, value in reason.values.items()}
    has_no_address = reason.code is ReasonCode.UNREACHABLE and reason.values.get("channel") == Channel.POST.value
    code = "ADDRESS_MISSING" if has_no_address else reason.code.value
    sentence = wording.text(f"reasons.{code}", **values)
    return f"{sentence} ({show_reference(reason.reference, wording)})"


def show_reference(reference: str, wording: Wording) -> str:
    """Return "KO 4c" as it is, and an article of law in words."""
    return wording.text(f"law.{reference[len(_LAW) :]}") if reference.startswith(_LAW) else reference


def purpose_text(policy: PolicyVersion, purpose_id: PurposeId, wording: Wording) -> str:
    """Return a purpose in words; a purpose that is no longer in force is shown by its id."""
    purpose = policy.purpose(purpose_id)
    return purpose.text.in_language(wording.language) if purpose is not None else purpose_id


def field_text(field_id: FieldId, wording: Wording) -> str:
    """Return the name of a field in words."""
    keys = (f"fields.{field_id}", f"inputs.{field_id}")
    return next((wording.text(key) for key in keys if key in wording), field_id)


def fields_text(fields: tuple[FieldId, ...], wording: Wording) -> str:
    """Return the names of fields as a list in words."""
    return ", ".join(field_text(one, wording) for one in fields)


def _word(key: str, value: ReasonValue, policy: PolicyVersion, wording: Wording) -> str:
    if key == "purpose":
        return purpose_text(policy, PurposeId(str(value)), wording)
    if isinstance(value, tuple):
        return ", ".join(_item(key, one, wording) for one in value)
    group = _WORDS.get(key)
    return wording.text(f"{group}.{value}") if group else str(value)


def _item(key: str, value: str, wording: Wording) -> str:
    for table in (_LISTS.get(key), "authority_papers"):
        if table is not None and f"{table}.{value}" in wording:
            return wording.text(f"{table}.{value}")
    return value


def explain_error(error: LedgerError, wording: Wording) -> str:
    """Return what went wrong and what to do, from the error's code and data."""
    values = {key: ", ".join(value) if isinstance(value, tuple) else value for key, value in error.data.items()}
    values |= {key: field_text(FieldId(str(value)), wording) for key, value in error.data.items() if key == "field"}
    keys = [f"{error.code()}.{error.data.get(key)}" for key in ("why", "kind", "state")] + [f"errors.{error.code()}"]
    for key in keys:
        try:
            return wording.text(key, **values)
        except KeyError:
            continue  # no text for this shade, or one that names a value this error does not carry
    return error.code()
