"""Evidence files: what may be kept, and how large (they live inside the encrypted ledger)."""

from ledger.domain.errors import FileNotAllowed, FileTooLarge
from ledger.domain.text import required_text
from ledger.storage.attachments import NewAttachment

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
