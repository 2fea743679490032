"""Looking for words in files: every spelling under which a value could lie there, archives opened."""

import base64
import hashlib
import json
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path


def forms_of(text: str) -> Iterator[bytes]:
    """Return every spelling of a value: accents, case, alphabet, and as a plain hash."""
    folded = unicodedata.normalize("NFD", text)
    bare = "".join(char for char in folded if not unicodedata.combining(char)).replace("đ", "d").replace("Đ", "D")
    for form in {text, unicodedata.normalize("NFC", text), folded, bare, text.lower(), bare.lower(), text.upper()}:
        yield from (form.encode(one) for one in ("utf-8", "utf-16-le", "utf-16-be"))
        yield json.dumps(form).strip('"').encode()
        yield base64.b64encode(form.encode()).rstrip(b"=")
        digest = hashlib.sha256(form.encode())
        yield from (digest.digest(), digest.hexdigest().encode())
    digits = "".join(text.split())
    if digits.isdigit():
        yield from (digits.encode(), digits[1:].encode(), f"{digits[:4]} {digits[4:7]} {digits[7:]}".encode())
        yield digits[1:].encode("utf-16-le")


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Return every file below a folder, and what is inside those that are archives."""
    for path in sorted(folder.rglob("*")):
        yield path.name, path.name.encode()
        if path.is_file():
            yield path.name, path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    yield from ((f"{path.name}/{one}", archive.read(one)) for one in archive.namelist())


def readable_in(canaries: Mapping[str, str], *folders: Path) -> set[tuple[str, str]]:
    """Return which canary can be read in which file."""
    wanted = [(name, form) for name, text in canaries.items() for form in forms_of(text)]
    return {
        (name, where) for folder in folders for where, data in contents(folder) for name, form in wanted if form in data
    }
