"""The process gives nothing away when it breaks: no memory image, no values in what it says (``security.md`` 5.11).

Best effort, and nothing here ever fails: a system that refuses leaves the program running as it was. Without Qt, so
that the headless verbs are covered too.
"""

import contextlib
import ctypes
import faulthandler
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

_DENY_ATTACH = 31  # macOS, sys/ptrace.h
_SET_DUMPABLE = 4  # Linux, sys/prctl.h
_QUIET = 0x0001 | 0x0002 | 0x8000  # Windows: no box for a failing disk, a fault, a file that is not there
_DACL = 4  # Windows: DACL_SECURITY_INFORMATION
# The owner's other programs may see that it runs, wait for it and end it, but not read its memory (as KeePassXC does).
_NOBODY_READS = "D:P(A;;0x00101001;;;OW)(A;;0x00101001;;;BA)(A;;GA;;;SY)"


def harden(platform: str = sys.platform) -> None:
    """Forbid memory images and let faults say only what kind they are and where."""
    faulthandler.disable()  # it would print what every thread was doing
    with contextlib.suppress(OSError, ValueError, AttributeError, ImportError):
        _FORBID.get(platform, forbid_dumps_on_linux)()
    sys.excepthook = report_fault
    threading.excepthook = _on_thread
    sys.unraisablehook = _on_unraisable


def _no_core_file() -> None:
    import resource

    _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def forbid_dumps_on_linux() -> None:
    """No core file; no other program of the same person may read the memory."""
    _no_core_file()
    ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


def forbid_dumps_on_macos() -> None:
    """No core file; no debugger may attach."""
    _no_core_file()
    ctypes.CDLL(None).ptrace(_DENY_ATTACH, 0, None, 0)


def forbid_dumps_on_windows() -> None:
    """No error box that keeps a report; other programs of the same person get no right to read the memory."""
    kernel: ctypes.CDLL = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]  # only there on Windows
    rights: ctypes.CDLL = ctypes.windll.advapi32  # type: ignore[attr-defined,unused-ignore]  # only there on Windows
    kernel.SetErrorMode(_QUIET)
    wanted = ctypes.c_void_p()
    if rights.ConvertStringSecurityDescriptorToSecurityDescriptorW(_NOBODY_READS, 1, ctypes.byref(wanted), None):
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        rights.SetKernelObjectSecurity(ctypes.c_void_p(kernel.GetCurrentProcess()), _DACL, wanted)
        kernel.LocalFree(wanted)


_FORBID: dict[str, Callable[[], None]] = {
    "linux": forbid_dumps_on_linux,
    "darwin": forbid_dumps_on_macos,
    "win32": forbid_dumps_on_windows,
}


# --- what a fault says --------------------------------------------------------------------------


def report_fault(
    kind: type[BaseException], _error: BaseException | None = None, trace: TracebackType | None = None
) -> None:
    """Write what kind of fault happened and where, never what it was about: values may be personal."""
    if issubclass(kind, KeyboardInterrupt):
        return
    frames = traceback.extract_tb(trace)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    _say(f"{kind.__name__} at {where}")


def _on_thread(fault: "threading.ExceptHookArgs") -> None:
    report_fault(fault.exc_type, fault.exc_value, fault.exc_traceback)


def _on_unraisable(fault: "sys.UnraisableHookArgs") -> None:
    report_fault(fault.exc_type, fault.exc_value, fault.exc_traceback)


def _say(words: str) -> None:
    with contextlib.suppress(OSError, ValueError, AttributeError):  # a window without a console has nobody to tell
        sys.stderr.write(f"sokin: {words}\n")


# --- Qt -----------------------------------------------------------------------------------------


def quieten_qt() -> None:
    """Let Qt say how bad something is and where, not what: its sentences quote file names and texts of widgets."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    levels = {QtMsgType.QtWarningMsg: "warning", QtMsgType.QtCriticalMsg: "error", QtMsgType.QtFatalMsg: "fatal error"}

    def told(level: QtMsgType, context: QMessageLogContext, _text: str) -> None:
        if level in levels:
            file, line = getattr(context, "file", None), getattr(context, "line", 0)
            where = f"{Path(file).name}:{line}" if file else str(getattr(context, "category", "?"))
            _say(f"Qt {levels[level]} at {where}")

    qInstallMessageHandler(told)
