"""Reading an encrypted file as whoever holds its key could: every page, the free parts of pages and the log included.

By hand, so that nothing of the program decides what is read (the format of SQLCipher 4 with a raw key).
"""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVED, SALT = 4096, 80, 16
_LOG_HEADER, _FRAME_HEADER = 32, 24


def pages_of(path: Path, key: bytes) -> bytes:
    """Return the content of every page of a database and of its write-ahead log, one after the other."""
    main = path.read_bytes()
    found = [_decrypted(main[at : at + PAGE], key, is_first=at == 0) for at in range(0, len(main), PAGE)]
    log = path.with_name(f"{path.name}-wal")
    frames = log.read_bytes()[_LOG_HEADER:] if log.exists() else b""
    for at in range(0, len(frames), _FRAME_HEADER + PAGE):
        number = int.from_bytes(frames[at : at + 4], "big")
        page = frames[at + _FRAME_HEADER : at + _FRAME_HEADER + PAGE]
        found.append(_decrypted(page, key, is_first=number == 1))
    return b"".join(found)


def _decrypted(page: bytes, key: bytes, *, is_first: bool) -> bytes:
    vector = page[PAGE - RESERVED : PAGE - RESERVED + 16]
    cipher = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return cipher.update(page[SALT if is_first else 0 : PAGE - RESERVED]) + cipher.finalize()
