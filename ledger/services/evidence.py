"""Evidence files: what may be kept, and how large (they live inside the encrypted ledger).

Of an identity card no picture is ever kept (KO 1; ``law.md``: it is sensitive data): only that somebody saw it.
"""

from collections.abc import Sequence
from dataclasses import replace

from ledger.documents.identity_card import shows_identity_card
from ledger.domain.collection import identity_card
from ledger.domain.customer import Customer
from ledger.domain.errors import FileNotAllowed, FileTooLarge, IdentityCardShown
from ledger.domain.gate import Act
from ledger.domain.text import required_text
from ledger.services.customers import get_living
from ledger.services.deciding import refuse
from ledger.services.session import Session
from ledger.storage.attachments import NewAttachment

__all__ = ["NewAttachment"]

SIZE_LIMIT = 5 * 1024 * 1024  # bytes
_MAGIC = ((b"%PDF-", "application/pdf"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))


def read_file(file_name: str, content: bytes) -> NewAttachment:
    """Return a file to keep, judged by its content, not its name.

    Raises ``FileTooLarge`` over ``SIZE_LIMIT`` and ``FileNotAllowed`` for anything but PDF, PNG, JPEG and text.
    """
    if len(content) > SIZE_LIMIT:
        raise FileTooLarge(field="file", limit=SIZE_LIMIT)
    media_type = next((kind for magic, kind in _MAGIC if content.startswith(magic)), None) or _text_type(content)
    if media_type is None:
        raise FileNotAllowed(field="file")
    # Only the last part of a path, whichever system wrote it: folder names say who works here.
    name = required_text(file_name.replace("\\", "/").rpartition("/")[2], "file")
    return NewAttachment(name, media_type, content)


def _text_type(content: bytes) -> str | None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "text/plain" if text.strip() and "\x00" not in text else None


def read_about_customer(file_name: str, content: bytes) -> NewAttachment:
    """Return a file about a customer to keep, like ``read_file``. Slow: for a thread of its own.

    Raises ``IdentityCardShown`` for a picture of an identity card or a passport; ``card_refused`` puts it on record.
    """
    return _checked(read_file(file_name, content))


def _checked(file: NewAttachment) -> NewAttachment:
    if file.is_checked:
        return file
    if shows_identity_card(file.file_name, file.media_type, file.content):
        raise IdentityCardShown(field="file")
    return replace(file, is_checked=True)


def checked(session: Session, customer: Customer | None, files: Sequence[NewAttachment]) -> tuple[NewAttachment, ...]:
    """Return the files, looked at if nobody did yet; ``None`` is somebody unknown.

    A card leaves an attempt; raises ``IdentityCardShown``.
    """
    try:
        return tuple(_checked(one) for one in files)
    except IdentityCardShown:
        refuse(session, Act.ATTACH, (identity_card(session.policy()),), customer)
        raise


def card_refused(session: Session, code: str) -> None:
    """Put on record that a picture of an identity card was turned away before it came to the ledger."""
    refuse(session, Act.ATTACH, (identity_card(session.policy()),), get_living(session, code))
