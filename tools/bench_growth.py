"""How time and memory of a training grow, for `make bench`."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from bench_contenders import FOR_EVER
from nnlib import SGD, CrossEntropy, Dense, Network, Softmax, Tanh, one_hot, train
from nnlib.initializers import lecun

ROOT = Path(__file__).resolve().parent.parent

# Of a training of 784–100–10 at batch 32, one number goes through these values.
VALUES = {
    "samples": [1_000, 2_000, 4_000, 8_000, 16_000],
    "hidden units": [32, 64, 128, 256, 512, 1_024],
    "hidden layers": [1, 2, 4, 8],
    "batch size": [1, 4, 16, 64, 256, 1_024],
}
TINY = {name: values[:2] for name, values in VALUES.items()}
MEASURED = {"samples": "an epoch, with the checks before it"}  # all others: a step

# Each way of training, in a process of its own. Reading the images is part of it.
WAYS = {
    "train, bytes through Rescale": """
for _ in train(net, CrossEntropy(), SGD(0.1), X, Y, epochs=1, batch_size=32, rng=rng):
    pass
""",
    "fit, bytes through Rescale": """
fit(net, CrossEntropy(), SGD(0.1), X, Y, epochs=1, batch_size=32, rng=rng)
""",
    "full batch by gradient in pieces, bytes through Rescale": """
gradient(net, CrossEntropy(), X, Y)
SGD(0.1).step(net)
""",
    "train, pixels as float64": """
X = X / 255
net = Network(*net.layers[1:])
for _ in train(net, CrossEntropy(), SGD(0.1), X, Y, epochs=1, batch_size=32, rng=rng):
    pass
""",
    "one_by_one, pixels as float64": """
X = X / 255
net = Network(*net.layers[1:])
one_by_one(net, CrossEntropy(), SGD(0.01), X, Y)
""",
}
# The largest memory that a process ever held. ru_maxrss is the largest of its parent, too, if that
# was larger at the start; so where Linux tells it of the process alone, that is taken.
PEAK = """
import sys
def peak():
    try:
        with open("/proc/self/status") as status:
            line = next(line for line in status if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    except OSError:
        import resource
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
"""
START = """
import numpy as np
from nnlib import *
rng = np.random.default_rng(0)
layers = Rescale(1 / 255), Dense(784, 100, init=initializers.lecun, rng=rng), Tanh()
net = Network(*layers, Dense(100, 10, init=initializers.lecun, rng=rng), Softmax())
(X, y), _ = data.mnist()
X, Y = X[:{rows}], one_hot(y[:{rows}], 10)
"""
IMPORT = "import time; start = time.perf_counter(); import {}; print(time.perf_counter() - start)"


def python(code, **variables):
    """Run code in a fresh interpreter; give its last word as a number."""
    command, environment = [sys.executable, "-c", code], {**os.environ, **variables}
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if result.returncode:
        raise RuntimeError(f"a measurement failed:\n{result.stderr}")
    return float(result.stdout.split()[-1])


def memory(ways, rows, tick):
    """MiB at the peak beyond a process that only imports NumPy: {way: MiB}."""
    bare = python(f"{PEAK}\nimport numpy\nprint(peak())")
    found = {}
    for name in ways:
        code = f"{PEAK}\n{START.format(rows=rows)}\n{WAYS[name]}\nprint(peak())"
        found[name] = (python(code) - bare) / 2**20
        tick()
    return found


def import_seconds(rounds, tick):
    """Seconds of `import nnlib` beyond `import numpy`, each in a fresh interpreter, in turn."""
    beyond = []
    with tempfile.TemporaryDirectory() as folder:
        # Compiled once and kept, as usual, even where this process is told to keep nothing.
        kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": folder}
        for number in range(rounds + 1):
            both, numpy = (python(IMPORT.format(name), **kept) for name in ("nnlib", "numpy"))
            if number:  # the first had to compile
                beyond.append(both - numpy)
                tick()
    return statistics.median(beyond)


def exponent(sizes, seconds):
    """The p of seconds ≈ c · size^p, by least squares on the logarithms.

    Examples
    --------
    >>> round(exponent([1, 2, 4], [3.0, 12.0, 48.0]), 6)
    2.0
    """
    return float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])


class Sized:
    """A training in which one number is another one than usual."""

    def __init__(self, name, value, X, y):
        self.samples = value if name == "samples" else None
        self.batch = value if name == "batch size" else 32
        hidden = value if name == "hidden units" else 100
        deep = value if name == "hidden layers" else 1
        rows = self.samples or max(20 * 32, 2 * self.batch)
        self.X, self.Y = X[:rows], one_hot(y[:rows], 10)
        self.rng, layers, n_in = np.random.default_rng(0), [], X.shape[1]
        for _ in range(deep):
            layers += [Dense(n_in, hidden, init=lecun, rng=self.rng), Tanh()]
            n_in = hidden
        self.net = Network(*layers, Dense(n_in, 10, init=lecun, rng=self.rng), Softmax())
        self.steps = -(-rows // self.batch)
        self.training = self.new(epochs=FOR_EVER)

    def new(self, epochs):
        how = {"epochs": epochs, "batch_size": self.batch, "rng": self.rng}
        return train(self.net, CrossEntropy(), SGD(0.01), self.X, self.Y, **how)

    def seconds(self):
        """Of an epoch with all that train does before it, if samples vary; else of a step."""
        start = time.perf_counter()
        if self.samples:
            next(self.new(epochs=1))
            return time.perf_counter() - start
        next(self.training)
        return (time.perf_counter() - start) / self.steps


def growth(X, y, values, rounds, tick):
    """Median seconds for each value, in rotation, and the exponent: a list of dict."""
    found = []
    for name, sizes in values.items():
        trainings = [Sized(name, size, X, y) for size in sizes]
        times = [[] for _ in sizes]
        for number in range(rounds + 1):
            for training, seen in zip(trainings, times):
                seconds = training.seconds()
                if number:  # the first round warms up
                    seen.append(seconds)
        seconds = [statistics.median(seen) for seen in times]
        entry = {"grows": name, "measured": MEASURED.get(name, "a step")}
        entry |= {"values": sizes, "seconds": seconds, "exponent": exponent(sizes, seconds)}
        found.append(entry)
        tick()
    return found
