"""The ledger's folder: file names, files replaced whole or not at all, one program at a time, local drives only.

Source: ``security.md`` 5.1 and 5.4.
"""

import contextlib
import ctypes
import errno
import itertools
import os
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePosixPath, PureWindowsPath

from ledger.domain.errors import DiskFull, FolderMissing, FolderNotWritable, FolderOnShare, LedgerError, LedgerInUse

DATABASE = "ledger.db"
DATABASE_NEW = "ledger.db.new"  # a ledger being made: it never held data, so it may be thrown away
DATABASE_ROTATE = "ledger.db.rotate"  # a copy under another key, about to be swapped in
KEYS = "keys.json"
KEYS_TWIN = "keys.bak.json"
KEYS_OLD = "keys.old.json"  # a whole copy that was neither of the other two any more
JOURNAL = "journal.json"
ANCHOR = "anchor"
THROTTLE = "throttle.json"
LOCK = "ledger.lock"
BESIDE = ("-wal", "-journal", "-shm")  # what SQLite may leave beside a database
BACKUPS = "backups"
TMP_SUFFIX = ".tmp"
OWNER_ONLY = 0o600  # mode of every file in the folder

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_REPLACE_TRIES, _REPLACE_PAUSE = 10, 0.1  # times and seconds; Windows: a virus scanner may hold the file for a moment


# --- files replaced whole or not at all ---------------------------------------------------------


@contextlib.contextmanager
def translate_os_errors(path: Path) -> Iterator[None]:
    """Turn ``OSError`` into ``DiskFull``, ``FolderMissing`` or ``FolderNotWritable``; names only the file."""
    try:
        yield
    except OSError as wrong:
        raise _translated(wrong, path) from wrong


def _translated(wrong: OSError, path: Path) -> LedgerError:
    if wrong.errno in _FULL:
        return DiskFull(file=path.name)
    if isinstance(wrong, FileNotFoundError):
        return FolderMissing(file=path.name)
    return FolderNotWritable(file=path.name, errno=wrong.errno or 0)


def write_atomically(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Replace ``path`` by ``data``: after a crash the file is the old one or the new one, never a mixture.

    With ``durable`` the new file is on the disk when the call returns; without it a power cut may bring the
    old file back. Raises ``DiskFull``, ``FolderMissing`` or ``FolderNotWritable``; the old file is then intact.
    """
    tmp = path.with_name(path.name + TMP_SUFFIX)
    with translate_os_errors(path):
        try:
            _write(tmp, data, durable=durable)
            _replace(tmp, path)
        except BaseException:
            tmp.unlink(missing_ok=True)
            raise
        if durable:
            sync_folder(path.parent)


@contextlib.contextmanager
def replaced_together(paths: Sequence[Path], data: bytes) -> Iterator[None]:
    """Replace each of ``paths`` by ``data`` once the block has ended well.

    The new files are on the disk before the block begins, so that afterwards no room is needed. Raises as
    ``write_atomically``, or what the block raises; all the old files are then intact.
    """
    tmps = [path.with_name(path.name + TMP_SUFFIX) for path in paths]
    try:
        for path, tmp in zip(paths, tmps, strict=True):
            with translate_os_errors(path):
                _write(tmp, data, durable=True)
        yield
        _replace_all(list(zip(tmps, paths, strict=True)))
    finally:
        for tmp in tmps:
            with contextlib.suppress(OSError):
                tmp.unlink(missing_ok=True)


def _replace_all(pairs: Sequence[tuple[Path, Path]]) -> None:
    done: list[tuple[Path, bytes | None]] = []
    for tmp, path in pairs:
        try:
            with translate_os_errors(path):
                before = path.read_bytes() if path.is_file() else None
                _replace(tmp, path)
        except BaseException:
            for earlier, content in done:  # told as failed, so none of them may be the new one
                with contextlib.suppress(LedgerError, OSError):
                    earlier.unlink() if content is None else write_atomically(earlier, content)
            raise
        done.append((path, before))
    for folder in {path.parent for _, path in pairs}:
        with translate_os_errors(folder):
            sync_folder(folder)


def _write(path: Path, data: bytes, *, durable: bool) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), OWNER_ONLY)
    try:
        write_all(handle, data)
        if durable:
            sync_handle(handle)
    finally:
        os.close(handle)


def write_all(handle: int, data: bytes) -> None:
    """Write every byte: one call may take only a part."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def sync_handle(handle: int) -> None:
    """Bring a file's content to the disk; on macOS through the drive's own cache as well."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    else:
        os.fsync(handle)


def sync_file(path: Path) -> None:
    """Bring a finished file, which is closed, to the disk. Raises as ``write_atomically``."""
    with translate_os_errors(path), path.open("rb+") as file:
        sync_handle(file.fileno())


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of names to the disk (Windows has no such call and does it by itself)."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def replace_durably(source: Path, target: Path) -> None:
    """Move a finished and synced file into place. Raises as ``write_atomically``."""
    with translate_os_errors(target):
        _replace(source, target)
        sync_folder(target.parent)


def _replace(source: Path, target: Path) -> None:
    tries = _REPLACE_TRIES if sys.platform == "win32" else 1
    for left in range(tries - 1, -1, -1):
        try:
            source.replace(target)
        except PermissionError:
            if not left:
                raise
            time.sleep(_REPLACE_PAUSE)
        else:
            return


def make_private_folder(folder: Path) -> None:
    """Make the folder for good, readable by its owner only (Windows: inherits the user's own rights)."""
    with translate_os_errors(folder):
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for one in missing:
            with contextlib.suppress(PermissionError):  # a folder in which we may make others, but not look
                sync_folder(one.parent)


def free_name(place: Path, stem: str, suffix: str) -> Path:
    """Return a name in ``place`` that nothing has yet: the stem alone, else with ``-2``, ``-3`` ... behind it."""
    numbered = (place / f"{stem}-{number}{suffix}" for number in itertools.count(2))
    return next(path for path in itertools.chain((place / f"{stem}{suffix}",), numbered) if not path.exists())


# --- one program at a time ----------------------------------------------------------------------


class FolderLock:
    """Holds ``ledger.lock`` through the operating system: it ends with the process, whatever happens to it.

    A file left behind by a crash is therefore no obstacle.
    """

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    @classmethod
    def acquire(cls, folder: Path) -> "FolderLock":
        """Take the lock at once or raise ``LedgerInUse``; ``FolderMissing`` and ``FolderNotWritable`` as usual."""
        path = folder / LOCK
        with translate_os_errors(path):
            handle = os.open(path, os.O_RDWR | os.O_CREAT, OWNER_ONLY)
        try:
            _lock(handle)
        except OSError:
            os.close(handle)
            raise LedgerInUse from None
        return cls(handle)

    def release(self) -> None:
        """Give the lock back; a second call does nothing."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        # flock, not lockf: it also refuses a second window of the same process
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


# --- local drives only --------------------------------------------------------------------------


class FolderKind(StrEnum):
    """Where a folder lies. A share is refused, a synchronised folder is warned of."""

    LOCAL = "LOCAL"
    SHARE = "SHARE"
    SYNCED = "SYNCED"


_REMOTE_TYPES_TEXT = (
    "9p afs beegfs ceph cifs coda davfs davfs2 drvfs fuse.cephfs fuse.davfs2 fuse.glusterfs fuse.gvfsd-fuse "
    "fuse.rclone fuse.s3fs fuse.smbnetfs fuse.sshfs fuse.vmhgfs-fuse glusterfs gpfs lustre ncpfs nfs nfs3 nfs4 "
    "orangefs prl_fs smb2 smb3 smbfs vboxsf vmhgfs"
)
_REMOTE_TYPES = frozenset(_REMOTE_TYPES_TEXT.split())


class SyncService(StrEnum):
    """Who copies a folder to the internet while the ledger is being written."""

    ONEDRIVE = "OneDrive"
    ICLOUD = "iCloud Drive"
    DROPBOX = "Dropbox"
    GOOGLE_DRIVE = "Google Drive"
    BOX = "Box"


# How a part of the path begins, folded.
_SYNCED_PARTS = {
    SyncService.ONEDRIVE: ("onedrive",),
    SyncService.ICLOUD: ("icloud drive", "iclouddrive", "com~apple~clouddocs", "mobile documents"),
    SyncService.DROPBOX: ("dropbox",),
    SyncService.GOOGLE_DRIVE: ("google drive", "googledrive", "my drive", "drive của tôi"),
}
_BOX_PARTS = frozenset({"box", "box sync", "box-box"})  # whole: other folders begin with "box" too
_SYNC_VARIABLES = {
    "OneDrive": SyncService.ONEDRIVE,
    "OneDriveConsumer": SyncService.ONEDRIVE,
    "OneDriveCommercial": SyncService.ONEDRIVE,
}  # Windows: the folder may have any name
_DRIVE_REMOTE = 4  # GetDriveType
_MNT_LOCAL = 0x1000  # sys/mount.h of macOS
_STATFS_FLAGS_AT = 64  # offset of f_flags in macOS' struct statfs (64-bit inodes)


@dataclass(frozen=True, slots=True)
class Drives:
    """How this computer answers questions about its drives; tests pass their own."""

    platform: str
    mounts: Callable[[], str]  # Linux: text of /proc/mounts
    drive_type: Callable[[str], int]  # Windows: GetDriveTypeW of "X:\\"
    is_local: Callable[[str], bool]  # macOS: MNT_LOCAL of the file system
    synced: Mapping[str, SyncService] = field(default_factory=dict)  # folders the environment names


def this_computer() -> Drives:
    """Return the real answers of this computer."""
    named = {os.environ[name]: service for name, service in _SYNC_VARIABLES.items() if os.environ.get(name)}
    return Drives(sys.platform, _read_mounts, _windows_drive_type, _macos_is_local, named)


def classify_folder(folder: Path, drives: Drives | None = None) -> FolderKind:
    """Return whether ``folder`` is local, on a network share, or inside a synchronised folder."""
    return classify_path(str(folder.resolve()), drives or this_computer())


def classify_path(path: str, drives: Drives) -> FolderKind:
    """Decide from an absolute path and the drives alone (pure but for the callables in ``drives``)."""
    if drives.platform == "win32":
        is_share = _is_windows_share(path, drives.drive_type)
    elif drives.platform == "darwin":
        is_share = not drives.is_local(path)
    else:
        is_share = _type_of_mount(path, drives.mounts()) in _REMOTE_TYPES
    if is_share:
        return FolderKind.SHARE
    return FolderKind.LOCAL if sync_service(path, drives) is None else FolderKind.SYNCED


def sync_service(path: str, drives: Drives) -> SyncService | None:
    """Return the service that synchronises an absolute path, as far as its name and the environment tell."""
    shape = PureWindowsPath if drives.platform == "win32" else PurePosixPath
    for place, service in drives.synced.items():
        if shape(path).is_relative_to(place):
            return service
    for part in shape(path).parts:
        named = unicodedata.normalize("NFC", part).casefold()
        for service, beginnings in _SYNCED_PARTS.items():
            if named.startswith(beginnings):
                return service
        if named in _BOX_PARTS:
            return SyncService.BOX
    return None


def service_of(folder: Path, drives: Drives | None = None) -> SyncService | None:
    """Return the service that synchronises ``folder``, which need not exist yet."""
    return sync_service(str(folder.resolve()), drives or this_computer())


def refuse_share(folder: Path, drives: Drives | None = None) -> FolderKind:
    """Return the kind of a usable folder; raise ``FolderOnShare`` for a network drive."""
    kind = classify_folder(folder, drives)
    if kind is FolderKind.SHARE:
        raise FolderOnShare
    return kind


def _is_windows_share(path: str, drive_type: Callable[[str], int]) -> bool:
    text = path.replace("/", "\\")
    if text.upper().startswith(("\\\\?\\UNC\\", "\\\\.\\UNC\\")):
        return True
    if text.startswith(("\\\\?\\", "\\\\.\\")):
        text = text[4:]
    if text.startswith("\\\\"):
        return True
    return drive_type(text[:2] + "\\") == _DRIVE_REMOTE


def _type_of_mount(path: str, mounts: str) -> str:
    found, kind = "", ""
    for line in mounts.splitlines():
        _device, escaped, fs_type, *_ = (*line.split(" "), "", "", "")
        place = _unescape(escaped)
        if fs_type and len(place) >= len(found) and PurePosixPath(path).is_relative_to(place):
            found, kind = place, fs_type
    return kind


def _unescape(place: str) -> str:
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        place = place.replace(code, character)
    return place


def _read_mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _windows_drive_type(root: str) -> int:
    if sys.platform == "win32":
        return int(ctypes.windll.kernel32.GetDriveTypeW(root))
    return 0


def _macos_is_local(path: str) -> bool:
    place = Path(path)
    while not place.exists() and place != place.parent:
        place = place.parent  # a folder still to be made lies where its parent lies
    library = ctypes.CDLL(None)
    statfs = getattr(library, "statfs$INODE64", None) or library.statfs
    answer = ctypes.create_string_buffer(4096)  # struct statfs has 2168 bytes
    if statfs(os.fsencode(place), answer) != 0:
        return True  # cannot tell: the lock file still guards
    flags = int.from_bytes(answer.raw[_STATFS_FLAGS_AT : _STATFS_FLAGS_AT + 4], sys.byteorder)
    return bool(flags & _MNT_LOCAL)
