"""A shop's ledger with a damaged file: which pages hold what, and the ways in which disks spoil them."""

import shutil
from dataclasses import replace
from pathlib import Path

from ledger.services.session import Place
from ledger.storage import folder as files
from ledger.storage import keyfile
from ledger.storage.damaged_pages import DamagedPages
from ledger.storage.damaged_rows import DamagedRows, Walked
from ledger.storage.database import PAGE_BYTES
from support.services import Workplace, add_customer
from support.storage import CHEAP, MANAGER, MANAGER_PASSPHRASE


def customers(shop: Workplace, count: int) -> None:
    """Enter customers, one act each, with what fills pages."""
    for number in range(count):
        add_customer(shop.session, f"Nguyễn Văn {number}", phones=(f"0912{number:06d}",), note="ghi chú " * 30)


def copy_of(shop: Workplace, home: Path) -> Workplace:
    """Return the same shop on another computer, so that one can be spoilt and the other stays."""
    shutil.copytree(shop.place.folder, home / "so kin")
    return replace(shop, home=home, _session=None)


def data_key(place: Place) -> bytes:
    return keyfile.unlock(place.folder, MANAGER, MANAGER_PASSPHRASE, CHEAP).data_key


def tree_of(place: Place, name: str) -> tuple[int, tuple[int, ...]]:
    """Return the root page of a table or an index, and its other pages."""
    rows = DamagedRows(DamagedPages(place.folder / files.DATABASE, data_key(place)))
    roots = {str(row.values[1]): row.values[3] for row in rows.walk(1, Walked())}
    root, walked = roots[name], Walked()
    assert isinstance(root, int)
    for _ in rows.walk(root, walked):
        pass
    return root, tuple(sorted(walked.pages - {root}))


def spoil(place: Place, *pages: int, filled: bytes = b"\xa5") -> None:
    """Write nonsense over pages, as a bad disk or another program does."""
    path = place.folder / files.DATABASE
    data = bytearray(path.read_bytes())
    for page in pages:
        data[(page - 1) * PAGE_BYTES : page * PAGE_BYTES] = filled * PAGE_BYTES
    path.write_bytes(data)


def cut(place: Place, pages: int) -> None:
    """Take pages off the end of the file."""
    path = place.folder / files.DATABASE
    path.write_bytes(path.read_bytes()[: -pages * PAGE_BYTES])
