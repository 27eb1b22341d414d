"""The same search on a cluster: a scheduler and two workers, three processes on this computer.

notebooks/cluster.md is the guide. Here is tried what it promises: the same numbers as without a
cluster, and the same again if a worker is killed in the middle of its work.
"""

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections import namedtuple
from concurrent.futures import Future
from pathlib import Path

import numpy as np
import pytest
from distributed import Client, get_worker
from joblib import parallel_config
from sklearn.model_selection import GridSearchCV, StratifiedKFold

from nnlib.data import digits8x8
from nnlib.estimator import NetworkClassifier

SECONDS = 300  # how long to wait for anything; nothing here takes so long
GRID = {"lr": [0.03, 0.1], "l2_in": [0.0, 0.1], "l2_out": [0.0, 0.1]}
Cluster = namedtuple("Cluster", "client workers")  # workers: the processes, by address


def wait_for(condition, what):
    """Ask again and again until the answer is true, and give it; fail if it never is."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if answer := condition():
            return answer
        time.sleep(0.02)
    raise TimeoutError(f"waited {SECONDS} s for {what}")


def written(path):
    """What a JSON file holds, or None while it is not there or only half written."""
    with contextlib.suppress(OSError, ValueError):
        return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A scheduler and two workers of one thread each, and a client; all end with the tests."""
    folder, processes = tmp_path_factory.mktemp("cluster"), []
    environment = {
        **os.environ,
        "HOME": str(folder),  # nobody's own settings of Dask
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONPATH": str(Path(__file__).parents[1]),  # a worker imports the class Gate
    }

    def start(kind, *options):
        command = [sys.executable, "-m", "dask", kind, "--host", "127.0.0.1", *options]
        with open(folder / f"{len(processes)}.log", "wb") as log:
            process = subprocess.Popen(
                [*command, "--no-dashboard", "--dashboard-address", "127.0.0.1:0"],
                env=environment,
                cwd=folder,
                stdout=log,
                stderr=log,
            )
        processes.append(process)
        return process

    try:
        file = folder / "scheduler.json"
        start("scheduler", "--port", "0", "--scheduler-file", str(file))
        wait_for(lambda: written(file), "the scheduler")
        address = written(file)["address"]
        # Without a nanny nobody starts a killed worker again.
        options = ["--nthreads", "1", "--no-nanny", "--local-directory", str(folder)]
        for _ in range(2):
            start("worker", address, *options)
        with Client(address, timeout=SECONDS) as client:
            client.wait_for_workers(2, timeout=SECONDS)
            address_of = {pid: address for address, pid in client.run(os.getpid).items()}
            workers = {address_of[worker.pid]: worker for worker in processes[1:]}
            yield Cluster(client, workers)
    except TimeoutError as error:
        logs = [path.read_text(errors="replace") for path in sorted(folder.glob("*.log"))]
        raise AssertionError("\n".join([str(error), *logs])) from error
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def digits():
    X, y = digits8x8()
    return X[:240] / 16, y[:240]  # two folds of it are more than joblib sends with each task


@pytest.fixture(scope="module")
def folds(digits):
    return list(StratifiedKFold(3).split(*digits))


@pytest.fixture(scope="module")
def alone(digits, folds):
    """The search without a cluster."""
    return make_search(folds).fit(*digits)


def make_search(folds, **options):
    classifier = NetworkClassifier(hidden=12, epochs=8, batch_size=20, random_state=0)
    return GridSearchCV(classifier, GRID, cv=folds, error_score="raise", **options)


def start_on(cluster, search, digits, folds):
    """Start the search in a thread and give a promise of it.

    By itself joblib sends each array to one worker, and if that one is lost, so is the search. With
    `scatter` each worker has a copy from the beginning, and without Dask's memory manager, which
    thinks little of second copies, it keeps that.
    """
    cluster.client.amm.stop()
    promise = Future()
    copies = [*digits, *(rows for fold in folds for rows in fold)]

    def run():
        try:
            with parallel_config("dask", client=cluster.client, scatter=copies):
                promise.set_result(search.fit(*digits))
        except BaseException as error:
            promise.set_exception(error)

    threading.Thread(target=run, daemon=True).start()  # a search that hangs must not hold pytest
    return promise


class Gate:
    """A scorer that waits for a file, so that a task runs for as long as a test wants it to."""

    def __init__(self, folder):
        self.file, self.log = folder / "open", folder / "runs"

    def __call__(self, classifier, X, y):
        with open(self.log, "a", encoding="utf-8") as log:
            log.write(f"{os.getpid()} {get_worker().get_current_task()}\n")
        wait_for(self.file.exists, "the gate")
        return classifier.score(X, y)

    def open(self):
        self.file.touch()

    def runs(self):
        """(process, task) of each score that was begun, in that order."""
        if not self.log.exists():
            return []
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [(int(pid), task) for pid, task in (line.split() for line in lines)]


def assert_the_same(search, alone):
    assert search.best_params_ == alone.best_params_
    for name in ["mean_test_score", *(f"split{fold}_test_score" for fold in range(3))]:
        assert np.array_equal(search.cv_results_[name], alone.cv_results_[name]), name


def test_a_search_on_a_cluster_gives_the_same_numbers(cluster, digits, folds, alone, tmp_path):
    assert len(set(alone.cv_results_["mean_test_score"])) > 3  # the settings do differ
    gate = Gate(tmp_path)
    gate.open()
    search = start_on(cluster, make_search(folds, scoring=gate), digits, folds).result(SECONDS)
    assert_the_same(search, alone)
    pids = [pid for pid, _ in gate.runs()]
    assert len(pids) == 3 * 8  # every fold of every setting, once
    assert set(pids) == {worker.pid for worker in cluster.workers.values()}  # by both


# The last test, because it leaves one worker.
def test_a_search_survives_a_killed_worker(cluster, digits, folds, alone, tmp_path):
    gate = Gate(tmp_path)
    promise = start_on(cluster, make_search(folds, scoring=gate), digits, folds)
    (lost, process), (_, left) = cluster.workers.items()

    # Both workers run a task and stand at the gate in it; then one of them is killed.
    wait_for(lambda: promise.done() or len(gate.runs()) == 2, "two running tasks")
    tasks = dict(gate.runs())
    assert set(tasks) == {process.pid, left.pid}
    (running,) = cluster.client.call_stack()[lost]  # what the scheduler hears from the worker
    assert running == tasks[process.pid]
    assert running in cluster.client.processing()[lost]
    holders = [held_by for held_by in cluster.client.who_has().values() if held_by]
    assert [len(held_by) for held_by in holders] == [2] * 8  # X, y and the folds are on both
    process.kill()
    process.wait()
    wait_for(lambda: lost not in cluster.client.processing(), "the scheduler to miss the worker")
    gate.open()

    assert_the_same(promise.result(SECONDS), alone)
    assert [pid for pid, task in gate.runs() if task == running] == [process.pid, left.pid]
    assert {pid for pid, _ in gate.runs()[2:]} == {left.pid}
