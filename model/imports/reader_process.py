"""The process that reads strangers' documents: started by ``child.py``, told what to read, and killed without regret.

It is this file that is run, so that it starts without the window. It says nothing on its standard output but answers,
which begin with their length; what a library prints goes to standard error.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, BinaryIO

if __name__ == "__main__":  # it is a program of its own, which must find the others
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from model.errors import Refused
from model.imports import plain_data


def hold_to_limits(memory: int) -> None:
    """Where the system can: on Windows a job of the parent's holds this process, and on macOS its watch does."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "darwin":
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def hold_to_time(seconds: int) -> None:
    """Of the processor, from now on: should the parent be gone, nothing goes on for ever."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, resource.RLIM_INFINITY))


def answer(request: Any) -> list[Any]:
    """What was asked for as plain data, or the sentence of a refusal."""
    from model.imports import reading

    what, path, text, name = request
    try:
        read = reading.read(Path(path)) if path is not None else reading.read_text(text, name)
        if what == "read":
            return ["done", plain_data.of_reading(read), None]
        from model.imports import proposing

        return ["done", plain_data.of_reading(read), plain_data.of_proposals(proposing.propose(read))]
    except Refused as error:
        return ["refused", str(error), None]
    except MemoryError:
        return ["memory", None, None]
    except RecursionError:
        return ["failed", "nested too deeply", None]


def serve(requests: BinaryIO, answers: BinaryIO, seconds: int) -> None:
    """One after the other, until there are no more."""
    while header := requests.readline(32):
        content = requests.read(int(header))
        hold_to_time(seconds)
        made = answer(plain_data.unpacked(content))
        try:
            said = plain_data.packed(made)
        except MemoryError:
            del made  # before anything is said, so that there is room for it
            said = plain_data.packed(["memory", None, None])
        answers.write(b"%d\n" % len(said))
        answers.write(said)
        answers.flush()


def main() -> None:
    memory, seconds = int(sys.argv[1]), int(sys.argv[2])
    hold_to_limits(memory)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers, seconds)


if __name__ == "__main__":
    main()
