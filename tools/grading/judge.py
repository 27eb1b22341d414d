"""Grade an answer where it can do no harm: it runs in a process of its own, the judge in this one.

The answer gets its arguments, and gives plain data back. What is expected, the solutions and the
verdict never leave this process, and no code of the answer comes into it. Its process has limits on
time, memory, further processes and written bytes, an empty home, and nothing of this one's
environment. Where bubblewrap is installed (Linux), it is in a box as well: it sees Python and the
course without its exercises, can write nowhere but into 16 MB of its own, and has no network.
"""

import ast
import builtins
import linecache
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType

import numpy as np

import nnlib
from grading import wire
from nnlib.classroom.exercises import errors, in_time, plain
from nnlib.classroom.exercises.elsewhere import Elsewhere
from nnlib.classroom.exercises.errors import Raised, RaisedFloatingPoint
from nnlib.classroom.exercises.grading import (
    ASKED,
    GAP,
    NOT_ATTEMPTED,
    OURS,
    RAISED,
    WRONG,
    Verdict,
)
from nnlib.classroom.exercises.plain import Thing
from nnlib.classroom.exercises.runs import MANY

SECONDS = 10  # a call may take
SECONDS_ALL = 40  # all calls of one answer
NNLIB = Path(nnlib.__file__).resolve().parent
NOBODY = "65534"
HIDDEN = "classroom/exercises"
SPACE = 16 * 2**20  # bytes that an answer can write
# What runs beside an answer; none of it holds a solution.
BESIDE = [Path(__file__).with_name("inside.py")]
BESIDE += [Path(module.__file__) for module in (wire, errors, plain, in_time)]
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "MPLBACKEND": "agg",
    "NNLIB_SHORT": "1",
    "OPENBLAS_NUM_THREADS": "1",
    **{name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ},  # for Windows
}
UNBOXED = (
    "There is no bubblewrap here (bwrap, for Linux alone): answers run with limits, but they can "
    "read what you can read and use the network. For strangers' work install it, or grade in a "
    "virtual machine."
)
TOOK = "it took longer than {} seconds. Does a loop never end?"
ENDED = "its process ended before the answer came back."
BY_HAND = "what came back cannot be judged ({}): look at it by hand."
UNREADABLE = "what came back cannot be read as data ({})."


def in_a_box(command):
    """A command for bubblewrap: nothing is there but what is named here."""
    places = {Path("/usr"), Path(sys.prefix), Path(sys.base_prefix)}
    places |= {Path(os.path.realpath(sys.executable)).parents[1]}
    places |= {Path(x) for x in ("/bin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/alternatives")}
    box = ["bwrap", "--die-with-parent", "--new-session", "--clearenv"]
    own_users = ["--unshare-user", "--disable-userns"]
    if os.geteuid() == 0:  # root is above the limit of processes: nobody goes on, in a second box
        box += ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
        nobody = ["setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"]
        inner = ["bwrap", "--die-with-parent", *own_users, "--ro-bind", "/", "/", "--proc", "/proc"]
        inner += ["--bind", "/tmp", "/tmp", "--dev-bind", "/dev", "/dev", "--chdir", "/tmp", "--"]
        command = [*nobody, *inner, *command]
    else:
        box += ["--unshare-all", *own_users]
    places = sorted(place for place in places if place.exists())
    above = {parent for place in places for parent in place.parents}
    above |= {Path("/course"), Path("/judge"), Path("/dev")}
    # Before all that is bound below it: this Python may lie in /tmp.
    box += ["--perms", "1777", "--size", str(SPACE), "--tmpfs", "/tmp"]
    for parent in sorted(above - {Path("/"), Path("/tmp")} - set(places)):
        box += ["--perms", "0755", "--dir", str(parent)]  # for whoever it is in there
    for place in places:
        if place.is_symlink():
            box += ["--symlink", os.readlink(place), str(place)]
        else:
            box += ["--ro-bind", str(place), str(place)]
    for package in {NNLIB, Path(sysconfig.get_path("purelib"), "nnlib")}:  # also where installed
        if package.is_dir() and any(package.is_relative_to(place) for place in places):
            box += ["--tmpfs", str(package / HIDDEN)]
    box += ["--ro-bind", str(NNLIB), "/course/nnlib", "--tmpfs", f"/course/nnlib/{HIDDEN}"]
    for path in BESIDE:
        box += ["--ro-bind", str(path), f"/judge/{path.name}"]
    box += ["--proc", "/proc"]
    for device in ("null", "zero", "urandom"):
        box += ["--dev-bind", f"/dev/{device}", f"/dev/{device}"]
    for name, value in {**ENVIRONMENT, "HOME": "/tmp"}.items():
        box += ["--setenv", name, value]
    return [*box, "--remount-ro", "/", "--chdir", "/tmp", "--", *command]


def process_command(boxed):
    """What starts the process of an answer."""
    inside, *modules = [f"/judge/{path.name}" if boxed else str(path) for path in BESIDE]
    course = "/course" if boxed else str(NNLIB.parent)
    command = [sys.executable, "-I", "-B", inside, course, *modules]
    return in_a_box(command) if boxed else command


@cache
def has_box():
    """Whether bubblewrap is here, and works."""
    if not (sys.platform.startswith("linux") and shutil.which("bwrap")):
        return False
    process = Process(boxed=True)
    try:
        process.ask({"do": "start", "name": "x", "parts": [("x = 1", 0)]})
    except Raised:
        return False
    finally:
        process.stop()
    return True


class Process:
    """A process for one answer; it is started when it is asked, and again if it has ended."""

    def __init__(self, boxed):
        self.boxed, self.process, self.home = boxed, None, None
        self.end = time.monotonic() + SECONDS_ALL

    def start(self):
        self.home = tempfile.mkdtemp(prefix="answer-")
        self.process = subprocess.Popen(
            process_command(self.boxed),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self.home,
            env={**ENVIRONMENT, "HOME": self.home},
            start_new_session=True,
        )
        self.read_ready()

    def read_ready(self):
        timer = threading.Timer(6 * SECONDS, self.kill)
        timer.start()
        try:
            wire.read(self.process.stdout)
        except (EOFError, ValueError, OSError) as error:
            self.stop()
            raise Raised("", f"no process could be started for it ({error}).") from None
        finally:
            timer.cancel()

    def ask(self, message, do=None):
        """Send a message and give the answer to it; what is asked in between, `do` does.

        Raises
        ------
        Raised
            If none comes, or not in time.
        """
        if self.process is None:
            self.start()
        seconds = min(SECONDS, self.end - time.monotonic())
        late = threading.Event()
        timer = threading.Timer(max(seconds, 0), lambda: (late.set(), self.kill()))
        timer.daemon = True
        timer.start()
        try:
            wire.write(self.process.stdin, message)
            while "ask" in (reply := wire.read(self.process.stdout)):
                wire.write(self.process.stdin, do(reply))
            return reply
        except (EOFError, OSError):
            self.stop()
            told = TOOK.format(SECONDS) if late.is_set() else ENDED
            raise Raised("", told) from None
        except (ValueError, RecursionError, MemoryError) as error:
            self.stop()
            raise Raised("", UNREADABLE.format(str(error)[:100])) from None
        except BaseException:  # in the middle of a line
            self.stop()
            raise
        finally:
            timer.cancel()

    def kill(self):
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, 9)
        with suppress(ProcessLookupError, PermissionError):
            self.process.kill()

    def stop(self):
        if self.process is None:
            return
        self.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                stream.close()
        self.process = None
        shutil.rmtree(self.home, ignore_errors=True)


class Answer:
    """An answer in its process, and what stands for it in this one.

    Parameters
    ----------
    name : str
        The exercise's.
    parts : list of (str, int)
        Statements, each as a cell and its place there: what the answer needs, the answer last.
    boxed : bool
        Whether it is in bubblewrap's box.
    """

    def __init__(self, name, parts, boxed):
        self.name, self.parts = name, parts
        self.process = Process(boxed)
        self.asked = False  # whether it has asked for the course's own

    def define(self):
        """Define the answer in its process.

        Returns
        -------
        object
            An Elsewhere, a value, or None if it is the course's own.
        """
        reply = self._ask({"do": "start", "name": self.name, "parts": self.parts})
        if reply.get("ours"):
            return None
        if reply.get("function"):
            return Elsewhere(looked_at(*self.parts[-1], self.name), self._call, self._vary)
        return self._read(reply["value"])

    def _ask(self, message, do=None):
        if self.process.process is None and message["do"] != "start":
            self._ask({"do": "start", "name": self.name, "parts": self.parts})
        reply = self.process.ask(message, do)
        if error := reply.get("error"):
            try:
                raised = self._raised(error)
            except Exception as odd:  # made by a stranger
                raised = Raised("", UNREADABLE.format(type(odd).__name__))
            raise raised
        return reply

    def _raised(self, error):
        if error.get("ours"):
            self.asked = True
        told, frames = str(error.get("told"))[:2000], error.get("frames", [])
        kind = RaisedFloatingPoint if error.get("kind") == "FloatingPointError" else Raised
        lines = [(int(n), str(x)) for n, x in frames[-3:]]
        raised = kind(str(error.get("text"))[:400], told, lines)
        raised.number = error.get("number") if error.get("kind") == "FarError" else None
        return raised

    def _read(self, x, far=None):
        try:
            return wire.decode(x, Thing, far)
        except Exception as error:  # made by a stranger
            self.process.stop()
            raise Raised("", UNREADABLE.format(type(error).__name__)) from None

    def _call(self, *args, function=0):
        things, raised = [], []

        def far(x):
            things.append(x)
            return len(things) - 1

        def do(asked):
            try:
                args = [wire.decode(x, Thing, things.__getitem__) for x in asked["args"]]
                return {
                    "result": wire.encode(operate(things[asked["ask"]], asked["name"], args), far)
                }
            except Exception as error:
                raised.append(error)
                kind = type(error).__name__
                return {
                    "kind": kind if type(error) is getattr(builtins, kind, None) else "FarError",
                    "text": errors.text_of(error),
                    "number": len(raised) - 1,
                }

        message = {"do": "call", "function": function, "args": [wire.encode(x, far) for x in args]}
        message["loud"] = np.geterr()["over"] == "raise"
        if self.process.process is None and function:
            raise Raised("", ENDED)
        try:
            reply = self._ask(message, do)
        except Raised as error:
            number = getattr(error, "number", None)
            if number in range(len(raised)):
                raise raised[number] from None
            raise
        with suppress(Exception):
            for i, now in reply["changed"].items():
                put_back(args[int(i)], self._read(now))
            for _ in range(min(int(reply["printed"]), MANY + 1)):
                sys.stdout.write("x")  # where it is counted
        return self._read(reply.get("result"), things.__getitem__)

    def _vary(self, node):
        self._ask({"do": "vary", "code": ast.unparse(node)})
        return Elsewhere(None, lambda *args: self._call(*args, function=1), None)


def operate(x, name, args):
    """One operation of a thing that an answer has from afar: a call, or one of Python's signs."""
    if name == "__call__" and callable(x):
        return x(*args)
    if name[2:-2] in wire.OPERATIONS:
        return getattr(type(x), name)(x, *args)
    raise TypeError(f"{name} of it cannot be asked for")


def put_back(mine, now):
    """Make an argument what the answer has made of it."""
    if isinstance(mine, list):
        mine[:] = now
    elif mine.shape == now.shape and mine.dtype == now.dtype:
        mine[...] = now
    else:
        mine.resize(0, refcheck=False)  # another shape is a change, whichever


def looked_at(cell, at, name):
    """The function that a cell defines, compiled and not run; None if it is no plain one."""
    linecache.cache["<answer>"] = len(cell), None, cell.splitlines(True), "<answer>"
    statement = ast.parse(cell).body[at]
    module = compile(ast.Module([statement], []), "<answer>", "exec")
    codes = [c for c in module.co_consts if isinstance(c, CodeType)]
    nodes = {
        name: [x for x in ast.walk(statement) if getattr(x, "name", None) == name],
        "<lambda>": [x for x in [getattr(statement, "value", None)] if isinstance(x, ast.Lambda)],
    }
    for code in reversed(codes):
        for node in nodes.get(code.co_name, []):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                continue
            function = FunctionType(code, {}, name, (None,) * len(node.args.defaults))
            function.__kwdefaults__ = {
                a.arg: None for a, d in zip(node.args.kwonlyargs, node.args.kw_defaults) if d
            }
            return function
    return None


def grade(exercise, parts, boxed=None):
    """Judge an answer.

    Parameters
    ----------
    exercise : Exercise
        The exercise that it answers.
    parts : list of (str, int)
        Statements, each as a cell and its place there: what the answer needs, the answer last.
    boxed : bool, optional
        Whether it runs in bubblewrap's box; where there is one, if this is not said.

    Returns
    -------
    Verdict
    """
    answer = Answer(exercise.name, parts, has_box() if boxed is None else boxed)
    try:
        value = answer.define()
        if value is None:
            return Verdict(NOT_ATTEMPTED, OURS)
        verdict = exercise.grade(value)
    except Raised as error:
        if "ellipsis" in errors.text_of(error):
            return Verdict(NOT_ATTEMPTED, GAP)
        verdict = Verdict(RAISED, error.told)
    except Exception as error:  # whatever came back, it is not what inside.py writes
        verdict = Verdict(RAISED, BY_HAND.format(type(error).__name__))
    finally:
        answer.process.stop()
    return Verdict(WRONG, ASKED) if answer.asked else verdict
