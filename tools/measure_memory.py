"""Measure what a student needs of a server: memory and processor time of each lesson.

python tools/measure_memory.py                         JupyterLab alone, then every lesson
python tools/measure_memory.py 04_two_layers           JupyterLab alone, then this one
python tools/measure_memory.py --cells 20 11_the_scoreboard    its first 20 code cells

Every cell is run, long ones at full length unless NNLIB_SHORT is 1. Not on Windows, which does not
tell a process what it has used.
"""

import argparse
import os
import socket
import subprocess
import sys
import time
import urllib.request

import nbformat
from nbclient import NotebookClient

from build_notebooks import NOTEBOOKS, kernel_environment
from lab import student_copy

# Of the kernel's own life: its largest memory, and the processor's seconds.
ASK = """
import resource as _resource
_used = _resource.getrusage(_resource.RUSAGE_SELF)
print("used", _used.ru_maxrss, _used.ru_utime + _used.ru_stime)
"""
UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in what getrusage calls one


def megabytes(maximum):
    return maximum * UNIT / 1e6


def lesson(name, cells=None):
    """Run a lesson as a student does; give megabytes, processor seconds and seconds."""
    path = NOTEBOOKS / f"{name}.ipynb"
    notebook = nbformat.from_dict(student_copy(nbformat.read(path, as_version=4)))
    code = [cell for cell in notebook.cells if cell.cell_type == "code"][:cells]
    notebook.cells = [*code, nbformat.v4.new_code_cell(ASK)]
    start = time.perf_counter()
    client = NotebookClient(notebook, timeout=None, kernel_name="python3", allow_errors=True)
    short = os.environ.get("NNLIB_SHORT") == "1"
    client.execute(env=kernel_environment(short=short))
    seconds = time.perf_counter() - start
    _, memory, used = notebook.cells[-1].outputs[0].text.split()
    return megabytes(int(memory)), float(used), seconds


def laboratory():
    """Start JupyterLab, load its page, stop it; give megabytes and processor seconds."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1"),
        *(f"--port={port}", "--IdentityProvider.token=x", "--ServerApp.log_level=ERROR"),
    ]
    server = subprocess.Popen(command, cwd=NOTEBOOKS, stdout=subprocess.DEVNULL)
    try:
        look_at(f"http://127.0.0.1:{port}", server)
    finally:
        server.terminate()
        _, _, used = os.wait4(server.pid, 0)
        server.returncode = 0  # wait4 has waited already
    return megabytes(used.ru_maxrss), used.ru_utime + used.ru_stime


def look_at(address, server):
    """Load JupyterLab's page and the lessons, as a browser does, as soon as it answers."""
    while server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/lab?token=x", timeout=60).read()
            break
        except OSError:
            time.sleep(0.5)
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        urllib.request.urlopen(f"{address}/api/contents/{path.name}?token=x", timeout=60).read()


def main(arguments=None):
    known = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
    parser = argparse.ArgumentParser(description="What a lesson needs of a server.")
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="such as 04_two_layers")
    parser.add_argument("--cells", type=int, help="run only so many code cells")
    options = parser.parse_args(arguments)
    unknown = sorted(set(options.lessons) - set(known))
    if unknown:
        parser.error(f"no lesson {', '.join(unknown)}; there are {', '.join(known)}")

    print("JupyterLab: {:.0f} MB, {:.0f} s of a core".format(*laboratory()), flush=True)
    for name in options.lessons or known:
        memory, used, seconds = lesson(name, options.cells)
        print(f"{name}: {memory:.0f} MB, {used:.0f} s of a core in {seconds:.0f} s", flush=True)


if __name__ == "__main__":
    main()
