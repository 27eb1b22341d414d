"""Copies of the repository in which one thing is broken on purpose, to see which test notices."""

import hashlib
import importlib.util
import json
import os
import queue
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Outcome(NamedTuple):
    """What the tests said.

    Attributes
    ----------
    verdict : str
        "noticed", "not noticed", "too slow" (stopped at the limit) or "no tests".
    test : str
        The first test that failed.
    message : str
        What it said: the lines that pytest marks with E.
    seconds : float
    """

    verdict: str
    test: str
    message: str
    seconds: float


def repository_files():
    """Every file that is in git, or could be put there; relative to the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return sorted(name for name in names.split("\0") if name and (ROOT / name).is_file())


def state(names):
    """A text that changes when one of these files does."""
    digest = hashlib.sha256()
    for name in names:
        digest.update(name.encode() + b"\0" + (ROOT / name).read_bytes())
    return digest.hexdigest()[:16]


class Copy:
    """A copy of the repository, for one run of tests at a time."""

    def __init__(self, folder):
        self.folder = Path(folder)
        shutil.rmtree(self.folder, ignore_errors=True)
        for name in repository_files():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, self.folder / name)

    def run(self, file, text, tests, *, limit):
        """Run tests, up to the first failure, while a file holds another text.

        Parameters
        ----------
        file : str
            Its place in the repository.
        text : str
            What it holds meanwhile.
        tests : list of str
            Arguments for pytest: what to run.
        limit : int
            Seconds of processor time after which the tests are stopped: the computer may be busy.

        Returns
        -------
        Outcome
        """
        path = self.folder / file
        whole = path.read_bytes()
        try:
            path.write_text(text, encoding="utf-8")
            forget(path)
            return self._pytest(tests, limit)
        finally:
            path.write_bytes(whole)
            forget(path)

    def _pytest(self, tests, limit):
        start = time.perf_counter()
        paths = [str(self.folder), str(self.folder / "tools")]
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
        environment["PYTHONPATH"] = os.pathsep.join(paths)
        # Without plugins: no notebook is run here, and loading nbval takes longer than most tests.
        environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        options = ["-o", "addopts=--doctest-modules --ignore-glob=*/conftest.py"]
        options += ["-x", "-q", "--tb=short", "-rfE", "--color=no", "-p", "no:cacheprovider"]
        process = subprocess.Popen(
            [sys.executable, "-m", "pytest", *options, *tests],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,  # so that what the tests have started ends with them
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5)),
        )
        try:
            output, _ = process.communicate(timeout=20 * limit)  # where it waits for ever
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return Outcome("too slow", "", "", time.perf_counter() - start)
        if process.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
            return Outcome("too slow", "", "", time.perf_counter() - start)
        return outcome(process.returncode, output, time.perf_counter() - start)


def outcome(code, output, seconds):
    """Read what pytest printed."""
    if code == 0:
        return Outcome("not noticed", "", "", seconds)
    # An id may hold " - " in its brackets; what follows the id is the message.
    found = re.search(r"^(?:FAILED|ERROR) ([^\n[]+?(?:\[.*?\])?)(?: - |$)", output, re.M)
    message = "\n".join(re.findall(r"^E +(.*\S)", output, re.M))
    if found is None and code == 5:
        return Outcome("no tests", "", output[-500:], seconds)
    if found is None:  # pytest itself could not begin: a conftest that cannot be imported
        return Outcome("noticed", "(before any test)", message or output[-500:], seconds)
    if not message:  # of a doctest
        message = "\n".join(re.findall(r"^Got:\n((?:    .*\n)+)", output, re.M))
    return Outcome("noticed", found[1], message, seconds)


def forget(path):
    """Remove a module's bytecode: Python tells by second and size only whether it is old."""
    if path.suffix == ".py":
        Path(importlib.util.cache_from_source(path)).unlink(missing_ok=True)


def run_all(jobs, run, *, folder, known, processes=2):
    """Do every job that is not done yet, in copies, with a progress bar.

    Parameters
    ----------
    jobs : dict of str to object
        By name.
    run : function
        run(copy, job) gives what is to be kept of it, for JSON.
    folder : Path
        Where the copies are made, and the file of what is done.
    known : str
        What the results depend on. Results of another text are thrown away.
    processes : int
        How many at a time.

    Returns
    -------
    dict of str to object
        The results, by name.
    """
    from tqdm import tqdm

    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "done.json"
    done = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    if done.get("known") != known:
        done = {"known": known, "results": {}}
    results = done["results"]
    left = [name for name in jobs if name not in results]
    if left:
        free = queue.SimpleQueue()
        for number in range(min(processes, len(left))):
            free.put(Copy(folder / f"copy{number}"))

        def work(name):
            copy = free.get()
            try:
                return name, run(copy, jobs[name])
            finally:
                free.put(copy)

        with ThreadPoolExecutor(processes) as pool:
            try:
                for name, result in tqdm(pool.map(work, left), total=len(left), unit=""):
                    results[name] = result
                    part = file.with_suffix(".part")
                    part.write_text(json.dumps(done, indent=1), encoding="utf-8")
                    os.replace(part, file)
            except KeyboardInterrupt:
                pool.shutdown(cancel_futures=True)
                raise
    return {name: results[name] for name in jobs}
