"""Holding another process to a limit of memory, where it cannot hold itself to one.

On Linux the reading process does so itself (its address space). On Windows a job of the system's holds it, which also
ends it when this program ends. macOS has neither, so that there its memory is looked at while it works.
"""

from __future__ import annotations

import subprocess
import sys
from typing import Any


class Held:
    """To be closed when the process has ended."""

    def __init__(self, job: Any = None) -> None:
        self._job = job

    def close(self) -> None:
        if sys.platform == "win32" and self._job is not None:
            import ctypes

            ctypes.windll.kernel32.CloseHandle(self._job)
            self._job = None


def hold(process: subprocess.Popen[bytes], memory: int) -> Held:
    """Where the system refuses, the limit of time is still kept."""
    if sys.platform == "win32":
        return Held(_job(int(vars(process)["_handle"]), memory))
    return Held()


if sys.platform == "win32":

    def _job(handle: int, memory: int) -> Any:
        import ctypes
        from ctypes import wintypes

        class Basic(ctypes.Structure):
            _fields_ = (
                ("PerProcessUserTimeLimit", ctypes.c_int64),
                ("PerJobUserTimeLimit", ctypes.c_int64),
                ("LimitFlags", wintypes.DWORD),
                ("MinimumWorkingSetSize", ctypes.c_size_t),
                ("MaximumWorkingSetSize", ctypes.c_size_t),
                ("ActiveProcessLimit", wintypes.DWORD),
                ("Affinity", ctypes.c_size_t),
                ("PriorityClass", wintypes.DWORD),
                ("SchedulingClass", wintypes.DWORD),
            )

        class Extended(ctypes.Structure):
            _fields_ = (
                ("BasicLimitInformation", Basic),
                ("IoInfo", ctypes.c_uint64 * 6),
                ("ProcessMemoryLimit", ctypes.c_size_t),
                ("JobMemoryLimit", ctypes.c_size_t),
                ("PeakProcessMemoryUsed", ctypes.c_size_t),
                ("PeakJobMemoryUsed", ctypes.c_size_t),
            )

        process_memory, kill_on_close, extended_information = 0x100, 0x2000, 9
        kernel = ctypes.windll.kernel32
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
        job = kernel.CreateJobObjectW(None, None)
        if not job:
            return None
        wanted = Extended()
        wanted.BasicLimitInformation.LimitFlags = process_memory | kill_on_close
        wanted.ProcessMemoryLimit = memory
        kernel.SetInformationJobObject(job, extended_information, ctypes.byref(wanted), ctypes.sizeof(wanted))
        kernel.AssignProcessToJobObject(job, handle)
        return job


def memory_in_use(process: subprocess.Popen[bytes]) -> int:
    """Bytes, on macOS; elsewhere 0, since the system itself keeps the limit there."""
    if sys.platform == "darwin":
        return _resident(process.pid)
    return 0


def _resident(pid: int) -> int:
    asked = subprocess.run(["/bin/ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=False)
    said = asked.stdout.strip()
    return int(said) * 1024 if said.isdigit() else 0
