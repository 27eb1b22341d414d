"""What answers try to do, other than to be right: written before the judge, and tried on it.

Each is an answer to `merged` of lesson 04. Most return the right result if what they try works, so
that the verdict "right" tells of a hole; `came` is what comes instead, as the start of
"state. message". {files} stands for a folder of the teacher's with a gradebook and another
student's notebook, {parent} for the judge's process, {exercises} for the folder of the solutions.
"""

from dataclasses import dataclass

HEAD = "def merged(W1, b1, W2, b2):\n"
RIGHT = "    return W1 @ W2, b1 @ W2 + b2\n"
WRONG, RAISED, NOT_ATTEMPTED = "wrong", "raised an exception", "not attempted"
TOOK, ENDED = "it took longer than", "its process ended"


@dataclass(frozen=True)
class Attack:
    """An answer that is none.

    Parameters
    ----------
    tries : str
        What it tries to do.
    code : str
        The cell.
    came : str
        The state that it gets.
    says : str
        What the verdict contains.
    boxed : bool
        Whether only the box keeps it from working; without bubblewrap it is not tried.
    rootless : bool
        Whether a limit keeps it from working that root is above, outside of the box.
    """

    tries: str
    code: str
    came: str
    says: str = ""
    boxed: bool = False
    rootless: bool = False


def body(tries, lines, came, says="", *, before="", then=RIGHT, **where):
    """An attack whose lines run inside the function."""
    inside = "".join(f"    {line}\n" for line in lines.strip().splitlines())
    return Attack(tries, f"{before}{HEAD}{inside}{then}", came, says, **where)


NOTHING = "    return None\n"

ATTACKS = [
    # the verdict
    Attack(
        "hand in the course's own object",
        "from nnlib.classroom.exercises import lesson04\nmerged = lesson04.merged",
        NOT_ATTEMPTED,
        "course's own",
    ),
    Attack(
        "hand in the course's own function",
        "from nnlib.classroom.exercises import lesson04\nmerged = lesson04.merged.model",
        NOT_ATTEMPTED,
        "course's own",
    ),
    body(
        "ask the course's own answer",
        "from nnlib.classroom.exercises import lesson04\nreturn lesson04.merged(W1, b1, W2, b2)",
        WRONG,
        "course's own answer",
    ),
    body(
        "run the text of the solution",
        "from nnlib.classroom.exercises import lesson04\n"
        "names = {}\nexec(lesson04.merged.answer, names)\n"
        "return names['merged'](W1, b1, W2, b2)",
        RAISED,
        "TypeError",
    ),
    body(
        "import the solutions under another name",
        "import importlib\n"
        "m = importlib.import_module('nnlib.classroom.exercises.lesson04')\n"
        "return m.merged.model(W1, b1, W2, b2)",
        RAISED,
        "ModuleNotFoundError",
    ),
    body(
        "read the solutions as a file",
        "text = open('{exercises}/lesson04.py').read()\nassert 'W1 @ W2' in text",
        RAISED,
        "FileNotFoundError",
        boxed=True,
    ),
    body(
        "find the solutions anywhere on the disk",
        "import os\n"
        "found = [f for d, _, names in os.walk('/') if 'proc' not in d for f in names\n"
        "         if f == 'lesson04.py']\n"
        "assert found",
        RAISED,  # it may take too long as well
        boxed=True,
    ),
    body(
        "print a forged verdict",
        "import sys\n"
        "for out in (sys.stdout, sys.__stdout__, sys.stderr):\n"
        "    print('merged: right.', 'Verdict(state=\"right\")', file=out)",
        WRONG,
        "returns nothing",
        then=NOTHING,
    ),
    body(
        "write a forged verdict into every open pipe, and end",
        "import os\n"
        "for n in range(64):\n"
        "    try:\n"
        '        os.write(n, b\'{"state": "right", "verdict": "right", "result": "right"}\\n\')\n'
        "    except OSError:\n"
        "        pass\n"
        "os._exit(0)",
        RAISED,
        ENDED,
    ),
    body(
        "replace the check's and the grade's method",
        "import sys\n"
        "for m in list(sys.modules.values()):\n"
        "    for x in list(getattr(m, '__dict__', {}).values()):\n"
        "        if isinstance(x, type) and hasattr(x, 'grade'):\n"
        "            x.grade = x.check = lambda *a: 'right'",
        WRONG,
        "None",
        then=NOTHING,
    ),
    body(
        "replace NumPy's comparisons",
        "np.isclose = np.array_equal = np.allclose = lambda *a, **k: np.True_",
        WRONG,
        "None",
        before="import numpy as np\n",
        then=NOTHING,
    ),
    body(
        "replace builtins",
        "import builtins\n"
        "builtins.isinstance = lambda *a: True\n"
        "builtins.all = builtins.any = lambda *a: True\n"
        "builtins.print = builtins.str = lambda *a: 'right'",
        RAISED,
        ENDED,
        then=NOTHING,
    ),
    Attack(
        "return an object that is equal to everything",
        "class Equal:\n"
        "    def __eq__(self, other): return True\n"
        "    def __len__(self): return 2\n"
        "    def __iter__(self): return iter((self, self))\n"
        "    def __array__(self, *a, **k): raise SystemExit\n"
        "    shape = (2, 2)\n" + HEAD + "    return Equal()",
        WRONG,
        "Equal",
    ),
    Attack(
        "return an array of a class that is equal to everything",
        "import numpy as np\n"
        "class Equal(np.ndarray):\n"
        "    def __eq__(self, other): return np.True_\n"
        "    def __array_ufunc__(self, *a, **k): return np.True_\n"
        + HEAD
        + "    return np.zeros((W1.shape[0], W2.shape[1])).view(Equal), b2.view(Equal)",
        WRONG,
    ),
    Attack(
        "be a generator",
        HEAD + "    yield W1 @ W2\n    yield b1 @ W2 + b2",
        WRONG,
        "generator",
    ),
    body(
        "look for the expected result in frames and among all objects",
        "import gc, sys\n"
        "want = (W1 @ W2, b1 @ W2 + b2)\n"
        "frame, seen = sys._getframe(), list(gc.get_objects())\n"
        "while frame:\n"
        "    seen += list(frame.f_locals.values())\n"
        "    frame = frame.f_back\n"
        "assert any(isinstance(x, tuple) and len(x) == 2 and x is not want\n"
        "           and getattr(x[0], 'shape', None) == want[0].shape\n"
        "           and (x[0] == want[0]).all() for x in seen)",
        RAISED,
        "AssertionError",
    ),
    body(
        "change the inputs that it is judged with",
        "for x in (W1, b1, W2, b2):\n    x[...] = 0\nreturn W1 @ W2, b2",
        WRONG,
        "",
        then="",
    ),
    body(
        "learn from the number of calls whether it was right",
        "tried.append(1)\nreturn (W1 @ W2, b2) if len(tried) < 9 else (W1 @ W2, b1 @ W2 + b2)",
        WRONG,
        "",
        before="tried = []\n",
        then="",
    ),
    # ends and waits
    body("end the process at once", "import os\nos._exit(0)", RAISED, ENDED),
    body("leave by SystemExit", "raise SystemExit(0)", RAISED, "SystemExit"),
    body("raise KeyboardInterrupt", "raise KeyboardInterrupt", RAISED, "KeyboardInterrupt"),
    body("loop for ever", "while True: pass", RAISED, TOOK),
    body("sleep for ever", "import time\ntime.sleep(1e6)", RAISED, TOOK),
    body(
        "ignore all signals, and loop",
        "import signal\n"
        "for s in set(signal.valid_signals()) - {signal.SIGKILL, signal.SIGSTOP}:\n"
        "    try:\n"
        "        signal.signal(s, signal.SIG_IGN)\n"
        "    except (OSError, ValueError):\n"
        "        pass\n"
        "while True: pass",
        RAISED,
        TOOK,
    ),
    body("crash the interpreter", "import ctypes\nctypes.string_at(0)", RAISED, ENDED),
    body("one huge power", "return 10 ** 10 ** 10", RAISED, TOOK, then=""),
    # resources
    body("fill the memory", "x = bytearray(10 ** 11)", RAISED, "MemoryError"),
    body(
        "fill the memory piece by piece",
        "x = []\nwhile True:\n    x.append(bytearray(10 ** 7))",
        RAISED,  # for the memory or for the time
    ),
    body(
        "hand back more than anybody reads",
        "return W1 @ W2, bytearray(2 * 10 ** 6).decode()",
        RAISED,
        "more than",
        then="",
    ),
    body(
        "fill the disk, one file",
        "with open('x', 'wb') as f:\n    for _ in range(200): f.write(bytes(10 ** 6))",
        RAISED,
        "",
        boxed=True,
    ),
    body(
        "fill the disk, many files",
        "for n in range(200):\n    with open(f'x{n}', 'wb') as f: f.write(bytes(10 ** 6))",
        RAISED,
        "No space left",
        boxed=True,
    ),
    body(
        "fill the memory through a disk that is none",
        "with open('/dev/shm/x', 'wb') as f:\n    f.write(bytes(10 ** 6))",
        RAISED,
        "No such file",
        boxed=True,
    ),
    body(
        "fork without end",
        "import os\nwhile True: os.fork()",
        RAISED,
        "BlockingIOError",
        rootless=True,
    ),
    body(
        "a thread that outlives the call",
        "import threading, time\n"
        "def later():\n"
        "    time.sleep(1)\n"
        "    open('{files}/mark', 'w').write('x')\n"
        "threading.Thread(target=later).start()",
        RAISED,
        "can't start new thread",
        rootless=True,
    ),
    body(
        "a process that outlives the judge",
        "import subprocess, sys\n"
        "subprocess.Popen(['sh', '-c', 'sleep 1; touch {files}/mark'], start_new_session=True)",
        RAISED,
        "",
        rootless=True,
    ),
    body(
        "run a command",
        "import os\nassert os.system('true') == 0",
        RAISED,
        "AssertionError",
        rootless=True,
    ),
    body(
        "take the limits away",
        "import resource\nresource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY,) * 2)",
        RAISED,
        "ValueError",
        boxed=True,
    ),
    # files of others
    body(
        "read /etc",
        "assert 'root' in open('/etc/passwd').read()",
        RAISED,
        "FileNotFoundError",
        boxed=True,
    ),
    body(
        "read another student's notebook",
        "assert open('{files}/ada.ipynb').read()",
        RAISED,
        "FileNotFoundError",
        boxed=True,
    ),
    body(
        "write into the gradebook",
        "open('{files}/gradebook.db', 'w').write('99')",
        RAISED,
        "FileNotFoundError",
        boxed=True,
    ),
    body(
        "write upwards from where it runs",
        "import os\n"
        "for _ in range(9):\n"
        "    open('gradebook.db', 'w').write('99')\n"
        "    os.chdir('..')",
        RAISED,
        "",
        boxed=True,
    ),
    body(
        "write into the course",
        "import nnlib\nopen(nnlib.__file__, 'a').write('#')",
        RAISED,
        boxed=True,
    ),
    body(
        "find the teacher's home",
        "import os\nassert [d for d in ('/root', '/home', '/Users') if os.path.exists(d)\n"
        "        and [n for n in os.listdir(d) if not n.startswith('.py')]]",
        RAISED,
        "AssertionError",
        boxed=True,
    ),
    body(
        "read the judge's environment",
        "import os\nassert [k for k in os.environ if k not in {'HOME', 'PATH', 'LANG',"
        " 'NNLIB_SHORT', 'OPENBLAS_NUM_THREADS', 'LC_CTYPE', 'PWD', 'MPLBACKEND'}]",
        RAISED,
        "AssertionError",
    ),
    body(
        "read the environment of the judge's process",
        "assert open('/proc/{parent}/environ', 'rb').read()",
        RAISED,
        "",
        boxed=True,
    ),
    # other processes, the network
    body(
        "kill the judge",
        "import os, signal\nos.kill({parent}, signal.SIGTERM)",
        RAISED,
        "",
        boxed=True,
    ),
    body(
        "kill its own parent, and everything",
        "import os, signal\n"
        "if os.getppid() > 0: os.kill(os.getppid(), signal.SIGTERM)\n"
        "os.kill(-1, signal.SIGKILL)",
        RAISED,
        "",
        boxed=True,
    ),
    body(
        "look into the judge by ptrace",
        "import ctypes\nassert ctypes.CDLL(None).ptrace(16, {parent}, 0, 0) == 0",
        RAISED,
        "AssertionError",
        boxed=True,
    ),
    body(
        "see other processes",
        "import os\nassert len([d for d in os.listdir('/proc') if d.isdigit()]) > 3",
        RAISED,
        "AssertionError",
        boxed=True,
    ),
    body(
        "reach the network",
        "import socket\nsocket.create_connection(('127.0.0.1', {port}), timeout=2)",
        RAISED,
        "",
        boxed=True,
    ),
    body(
        "mount a file system of its own, and fill it",
        "import ctypes\n"
        "c = ctypes.CDLL(None)\n"
        "tried.append(c.unshare(0x10020000) or c.mount(b'none', b'/tmp', b'tmpfs', 0, None))\n"
        "assert 0 in tried  # once is enough",
        RAISED,
        "AssertionError",
        before="tried = []\n",
        boxed=True,
    ),
    # what comes back
    Attack(
        "hand back a pickle that runs code",
        "class Bomb:\n"
        "    def __reduce__(self):\n"
        "        return (open, ('{files}/mark', 'w'))\n" + HEAD + "    return Bomb(), Bomb()",
        WRONG,
        "Bomb",
    ),
    Attack(
        "hand back an array of objects that run code",
        "import numpy as np\n"
        "class Bomb:\n"
        "    def __reduce__(self):\n"
        "        return (open, ('{files}/mark', 'w'))\n"
        + HEAD
        + "    return np.array([[Bomb()]]), np.array([Bomb()])",
        WRONG,
    ),
    body(
        "hand back lists in lists without end",
        "x = []\nfor _ in range(10 ** 5): x = [x]\nreturn x, x",
        WRONG,
        "",
        then="",
    ),
    body(
        "raise an error whose text runs code",
        "class Odd(Exception):\n"
        "    def __str__(self): raise SystemExit('<script>alert(1)</script>')\n"
        "raise Odd",
        RAISED,
        "Odd",
        then="",
    ),
    body(
        "speak with the judge in its own language, and lie",
        "import __main__ as m\n"
        "for lie in ({'error': {'frames': 5}}, {'error': 3}, {'ask': -9}, {'changed': 4}):\n"
        "    m.wire.write(m.out, lie)",
        RAISED,
    ),
    body(
        "end the judge by an answer that it cannot read",
        "import __main__ as m\nm.out.write(b'[' * 10 ** 5 + b'\\n')\nm.out.flush()",
        RAISED,
        "cannot be read",
    ),
    body(
        "have the judge do something else",
        "import __main__ as m\nassert m.ask(0, '__class__', []) or m.ask(0, '__reduce__', [])",
        RAISED,
    ),
    # before the call
    Attack(
        "run code as the cell is read", "import os\nos._exit(0)\n" + HEAD + RIGHT, RAISED, ENDED
    ),
    Attack(
        "run code in a decorator",
        "def wicked(f):\n    import os\n    os._exit(0)\n@wicked\n" + HEAD + RIGHT,
        RAISED,
        ENDED,
    ),
    Attack(
        "run code in a default",
        "def merged(W1, b1, W2, b2, x=[0 for _ in iter(int, 1)]):\n" + RIGHT,
        RAISED,
        TOOK,
    ),
]
