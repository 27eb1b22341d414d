"""The process in which an answer runs: it defines what the answer needs, and calls it.

The judge writes the definitions and the arguments, this writes back what came of them. It knows no
solution and no expected result, so that whoever takes it over has gained nothing. It is started
with `-I`, the folder of nnlib, and the paths of wire.py, plain.py, errors.py and in_time.py.
"""

import ast
import builtins
import importlib.abc
import importlib.util
import linecache
import os
import sys
import traceback
import warnings
from contextlib import contextmanager, nullcontext, redirect_stdout, suppress
from unittest.mock import patch

COURSE = "nnlib.classroom.exercises"
MEGABYTE = 2**20
SECONDS = 120  # of the processor, for all that an answer does


def load(path):
    """Load a module from its file, apart from the package that it is of."""
    name = os.path.basename(path).removesuffix(".py")
    spec = importlib.util.spec_from_file_location(name, path)
    sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


def limit():
    """Take away what an answer does not need: it is called after all has been imported."""
    try:
        import resource
    except ModuleNotFoundError:  # Windows has no such limits
        return
    limits = {
        "AS": 2 * 1024 * MEGABYTE,
        "CPU": SECONDS,
        "FSIZE": 8 * MEGABYTE,
        "CORE": 0,
        "NPROC": 0,  # no further process, and no thread
        "NOFILE": 64,
    }
    for name, most in limits.items():
        with suppress(ValueError, OSError, AttributeError):  # macOS knows no limit for AS
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))


class CourseAnswer(Exception):
    """The answer asked for the course's own."""


class Withheld:
    """Stands in the place of the exercises, whatever is looked for there."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Withheld()

    def __call__(self, *args, **kwargs):
        raise CourseAnswer("the course's own answer")

    __str__ = __iter__ = __len__ = __getitem__ = __call__


class NoExercises(importlib.abc.MetaPathFinder):
    """No module of the exercises is found, wherever it lies."""

    def find_spec(self, name, path=None, target=None):
        if name.startswith(f"{COURSE}."):
            raise ModuleNotFoundError(f"No module named {name!r} where answers are judged")


class Far:
    """A function or another object of the judge's: each operation is done there."""

    def __init__(self, number):
        self.number = number

    def __call__(self, *args):
        return ask(self.number, "__call__", args)


def operation(name):
    """A method of Far's."""
    return lambda self, *args: ask(self.number, f"__{name}__", args)


class FarError(Exception):
    """An error of the judge's that is no ordinary one."""


class Counted:
    """Where print writes to: nothing is kept."""

    n = 0

    def write(self, text):
        self.n += bool(text and not text.isspace())
        return len(text)

    def flush(self):
        pass


@contextmanager
def quiet(loud):
    """Drop warnings and what is printed; or raise what NumPy would warn of, whoever silences it."""
    with warnings.catch_warnings(), redirect_stdout(Counted()) as printed:
        warnings.simplefilter("ignore")
        if loud:
            silent = {"errstate": lambda **_: nullcontext(), "seterr": lambda *_, **__: {}}
            with np.errstate(over="raise", invalid="raise"), patch.multiple(np, **silent):
                yield printed
        else:
            with np.errstate(all="ignore"):
                yield printed


def ask(number, name, args):
    """Have something done by the judge."""
    wire.write(out, {"ask": number, "name": name, "args": outwards(list(args))})
    answer = wire.read(into)
    if "result" in answer:
        return inwards(answer["result"])
    kind = getattr(builtins, answer["kind"], FarError)
    error = kind(answer["text"])
    error.number = answer["number"]
    raise error


def outwards(x):
    """Data for the judge; what is far goes back as the number that it has."""
    if isinstance(x, tuple | list) and any(type(v) is Far for v in x):
        return [outwards(v) for v in x]
    return {"far": x.number} if type(x) is Far else wire.encode(plain(x))


def inwards(x):
    """Data of the judge's."""
    return wire.decode(x, Thing, Far)


def told(error):
    """What was raised, as the judge is told it."""
    if isinstance(error, MemoryError):
        traceback.clear_frames(error.__traceback__)
    frames = [(f.lineno, f.line or "") for f in errors.own_frames(error, looked)]
    says = errors.describe(error, looked)
    if isinstance(error, NameError) and (why := failed.get(error.name)):
        says += f" The line that makes `{error.name}` did not run here: {why}"
    return {
        "kind": type(error).__name__,
        "text": errors.text_of(error),
        "told": says[:2000],
        "frames": frames[-3:],
        "ours": isinstance(error, CourseAnswer),
        "number": getattr(error, "number", None),
    }


def told_briefly(error):
    """The same, of an error that does not want to be looked at."""
    name = type(error).__name__
    return {
        "kind": name,
        "text": "",
        "told": f"{name}.",
        "frames": [],
        "ours": False,
        "number": None,
    }


def define(cell, at, file):
    """Run one statement of a cell."""
    linecache.cache[file] = len(cell), None, cell.splitlines(True), file
    statement = ast.parse(cell).body[at]
    exec(compile(ast.Module([statement], []), file, "exec"), known)


def names_of(statement):
    """The names that a statement binds."""
    for x in ast.walk(statement):
        if isinstance(x, ast.Name) and isinstance(x.ctx, ast.Store):
            yield x.id
        elif isinstance(x, ast.alias):
            yield x.asname or x.name
        elif isinstance(x, ast.FunctionDef | ast.ClassDef):
            yield x.name


def start(message):
    """Define what the answer needs, then the answer."""
    global name
    name = message["name"]
    *needed, answer = message["parts"]
    with quiet(False):
        for n, (cell, at) in enumerate(needed):
            try:
                define(cell, at, f"<cell {n}>")
            except BaseException as error:
                for each in names_of(ast.parse(cell).body[at]):
                    failed[each] = errors.describe(error, None)
        define(*answer, FILE)
        value = known[name]
    functions[0] = value
    if isinstance(value, Withheld):
        return {"ours": True}
    if callable(value):
        return {"function": True}
    return {"value": wire.encode(plain(value))}


def vary(message):
    """Define a changed copy of the answer."""
    names = dict(known)
    exec(compile(message["code"], "<slip>", "exec"), names)
    functions[1] = names[name]
    return {"function": True}


def call(message):
    """Call the answer, or its copy, and tell what came of it, and what it changed."""
    args = [inwards(x) for x in message["args"]]
    function = functions[message["function"]]
    with quiet(message["loud"]) as printed:
        limited = message["function"]  # a changed copy may never come to an end
        result = in_time(function, *args, file="<slip>") if limited else function(*args)
        result = outwards(result)
    changed = {}
    for i, (x, was) in enumerate(zip(args, message["args"])):
        if isinstance(x, np.ndarray | list) and (now := wire.encode(plain(x))) != was:
            changed[i] = now
    return {"result": result, "changed": changed, "printed": printed.n}


if __name__ == "__main__":
    into, out = (os.fdopen(os.dup(n), mode) for n, mode in ((0, "rb"), (1, "wb")))
    nothing = os.open(os.devnull, os.O_RDWR)
    for n in (0, 1, 2):
        os.dup2(nothing, n)
    course, *paths = sys.argv[1:]
    sys.path[:0] = [course]
    import numpy as np

    wire, errors, *modules = map(load, paths)
    plain, Thing, in_time = modules[0].plain, modules[0].Thing, modules[1].in_time
    for operator in wire.OPERATIONS:
        setattr(Far, f"__{operator}__", operation(operator))
    sys.modules[COURSE] = Withheld()
    sys.meta_path.insert(0, NoExercises())
    FILE = "<answer>"
    looked = eval(compile("lambda: None", FILE, "eval"))  # a function of this file
    name, known, failed, functions = "", {"__name__": "__main__"}, {}, {}
    limit()
    sys.setrecursionlimit(1000)
    wire.write(out, {"ready": True})
    while True:
        try:
            message = wire.read(into)
        except EOFError:
            break
        try:
            reply = {"start": start, "vary": vary, "call": call}[message["do"]](message)
        except BaseException as error:  # SystemExit and KeyboardInterrupt, too
            try:
                reply = {"error": told(error)}
            except BaseException:
                reply = {"error": told_briefly(error)}
        wire.write(out, reply)
