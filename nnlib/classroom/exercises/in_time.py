"""Calls that may never come to an end, brought to one."""

import signal
import sys
import threading
import time
from contextlib import contextmanager

# What a call may take: one changed name, and a loop never ends, or squares a number each round.
STEPS, ITS_SECONDS = 200_000, 0.5


class TooLong(Exception):
    """A call took too long."""


def in_time(function, *args, file=None):
    """Call a function that may never come to an end.

    Parameters
    ----------
    function : callable
        What to call.
    *args : object
        Its arguments.
    file : str, optional
        Only the lines of this file count.

    Returns
    -------
    object

    Raises
    ------
    TooLong
        If it takes too many steps, or too long.
    """
    n, end = 0, time.perf_counter() + ITS_SECONDS

    def count(frame, event, arg):
        nonlocal n
        if file and frame.f_code.co_filename != file:
            return None
        frame.f_trace_opcodes = True  # a loop on one line may have no line events
        n += 1
        if n > STEPS or time.perf_counter() > end:
            raise TooLong
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        with _alarm():
            return function(*args)
    finally:
        sys.settrace(before)


@contextmanager
def _alarm():
    """A clock for calls that run no lines; where there is none, nothing."""
    has_clock = hasattr(signal, "setitimer") and sys.platform != "emscripten"
    is_main = threading.current_thread() is threading.main_thread()
    if not (has_clock and is_main) or signal.getitimer(signal.ITIMER_REAL)[0]:
        yield
        return

    def stop(*_):
        raise TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 2 * ITS_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
