"""How fast is nnlib, and beside whom? Times of the course's own networks, in rotation.

python tools/bench.py                          everything, into docs/ and the README: some minutes
python tools/bench.py --into build/bench       the same, with docs/ and the README left alone
python tools/bench.py --tiny --into build/x    two networks for a moment: does it still run?

What is timed is a step of a whole epoch: dealing out shuffled rows, forward, loss, backward, step.
In each round every contender trains for a moment, one after the other; a ratio is a rival's time
divided by nnlib's in the same round. One thread. Before that each rival has to change the weights
as nnlib does.
"""

import argparse
import datetime
import importlib.metadata
import json
import os
import platform
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
THREADS = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false",
    "PJRT_NPROC": "1",  # JAX's own pool of threads does not ask that flag
    "JAX_PLATFORMS": "cpu",
}
LR = 0.01
CORES = 1.15  # processor time over time: more is a second thread


def alone():
    """Start again with one thread a library and this processor's own BLAS kernel, if need be.

    The libraries read these variables once, when they are loaded.
    """
    wanted = {**os.environ, **THREADS}
    wanted.pop("OPENBLAS_CORETYPE", None)
    if wanted != dict(os.environ):
        os.execve(sys.executable, [sys.executable, *sys.argv], wanted)


def cases():
    """The course's networks, with their batch sizes; 0 is the full batch."""
    from bench_contenders import Case

    return [
        Case((64, 100, 10), "tanh", "softmax", 1),
        Case((64, 100, 10), "tanh", "softmax", 10),
        Case((784, 60, 10), "sigmoid", "sigmoid", 10),
        Case((784, 100, 10), "tanh", "softmax", 32),
        Case((784, 100, 10), "tanh", "softmax", 128),
        Case((784, 512, 10), "ReLU", "softmax", 128),
        Case((784, 512, 10), "ReLU", "softmax", 1_000),
        Case((784, 1_000, 10), "ReLU", "softmax", 1),
        Case((784, 1_000, 10), "ReLU", "softmax", 1, sparse=True),
        Case((784, 10, 10), "ReLU", "softmax", 0),
    ]


def pixels(rows=None):
    """A function that gives pixels from 0 to 1, and labels, by number of pixels and type.

    It keeps the last ones only: MNIST in both types would take half a gigabyte.
    """
    import numpy as np

    from nnlib import data

    sets = {64: data.digits8x8(), 784: data.mnist()[0]}
    kept = {}

    def get(n_in, dtype):
        if (n_in, dtype) not in kept:
            kept.clear()
            X, y = (part[:rows] for part in sets[n_in])
            kept[n_in, dtype] = np.divide(X, sets[n_in][0].max(), dtype=dtype), y
        return kept[n_in, dtype]

    return get


def seconds(run):
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def time_case(case, X, y, *, rounds, moment, tick):
    """Time a network with every contender.

    Parameters
    ----------
    case : Case
        The network.
    X, y : numpy.ndarray
        Examples and labels.
    rounds : int
        How often each contender has its turn.
    moment : float
        Seconds that a turn of nnlib takes, about.
    tick : function
        Called after each round.

    Returns
    -------
    dict
        A row of the results.
    """
    from bench_contenders import RIVALS, Nnlib, check_same, first_weights

    weights = first_weights(case.sizes, X.dtype)
    batch = case.batch or len(X)
    trial = Nnlib(case, weights, X[: 5 * batch], y[: 5 * batch], LR)
    trial.run()
    a_step = min(seconds(trial.run) for _ in range(2)) / -(-len(trial.X) // batch)
    steps = max(1, min(round(moment / a_step), len(X) // batch))
    rows = slice(0, steps * batch)
    contenders, ratios = {"nnlib": Nnlib(case, weights, X[rows], y[rows], LR)}, {}
    for name, kind in RIVALS.items():
        try:
            check_same(kind, case, weights, X, y)
            contenders[name] = kind(case, weights, X[rows], y[rows], LR)
        except ImportError:
            ratios[name] = "not installed"
    for contender in contenders.values():
        contender.run()  # what is compiled or allocated the first time
    times = {name: [] for name in contenders}
    used = dict.fromkeys(contenders, 0.0)
    turn = list(contenders.items())
    for number in range(rounds):
        first = number % len(turn)  # so that nobody comes always behind the same one
        for name, contender in turn[first:] + turn[:first]:
            before = time.process_time()
            times[name].append(seconds(contender.run) / steps)
            used[name] += time.process_time() - before
        tick()
    for name, processor_time in used.items():
        one_thread(name, processor_time, steps * sum(times[name]))
    for name in set(contenders) - {"nnlib"}:
        ratios[name] = spread([their / our for their, our in zip(times[name], times["nnlib"])])
    return {
        "network": case.network,
        "hidden": case.hidden,
        "batch": batch,
        "full": not case.batch,
        "sparse": case.sparse,
        "activation": case.activation,
        "output": case.output,
        "dtype": X.dtype.name,
        "steps": steps,
        "step_seconds": statistics.median(times["nnlib"]),
        "ratios": {name: ratios[name] for name in RIVALS},
    }


def one_thread(name, processor_time, elapsed):
    """Raise RuntimeError if a contender had more than one core; a moment is too short to tell."""
    if elapsed > 0.05 and processor_time > CORES * elapsed:
        cores = processor_time / elapsed
        raise RuntimeError(f"{name} used {cores:.2f} cores; expected one thread")


def spread(values):
    """Median and quartiles.

    Examples
    --------
    >>> spread([3.0, 1.0, 2.0, 5.0, 4.0])
    {'median': 3.0, 'low': 2.0, 'high': 4.0}
    """
    if len(values) == 1:
        return dict.fromkeys(("median", "low", "high"), values[0])
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return {"median": middle, "low": low, "high": high}


def processor():
    """The processor's name."""
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def version(package):
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def circumstances():
    """The machine and the versions, without anything that names a computer or a person."""
    import threadpoolctl

    blas = [part for part in threadpoolctl.threadpool_info() if part["user_api"] == "blas"]
    kernels = {f"{p['internal_api']} {p['version']}, {p.get('architecture')}" for p in blas}
    packages = ("numpy", "torch", "scikit-learn", "jax")
    return {
        "date": datetime.date.today().isoformat(),
        "processor": processor(),
        "system": f"{platform.system()} on {platform.machine()}",
        "cores": os.cpu_count(),
        "blas": sorted(kernels),
        "versions": {"Python": platform.python_version()} | {p: version(p) for p in packages},
    }


def measure(tiny):
    """Measure everything.

    Parameters
    ----------
    tiny : bool
        Two networks, one round, a thousand images: nothing that tells anything.

    Returns
    -------
    dict
        What docs/bench.json holds.
    """
    from tqdm import tqdm

    import bench_growth

    rounds, moment = (1, 0.001) if tiny else (9, 0.06)
    chosen = [cases()[1], cases()[8]] if tiny else cases()
    values = bench_growth.TINY if tiny else bench_growth.VALUES
    ways = list(bench_growth.WAYS)[: 1 if tiny else None]
    types = ("float32", "float64")
    total = rounds * len(types) * len(chosen) + len(values) + len(ways) + rounds
    get, rows = pixels(2_000 if tiny else None), []
    with tqdm(total=total, unit="") as bar:
        for dtype in types:
            for case in chosen:
                bar.set_postfix_str(f"{case.network} at {case.batch or 'all'}, {dtype}")
                X, y = get(case.sizes[0], dtype)
                rows.append(time_case(case, X, y, rounds=rounds, moment=moment, tick=bar.update))
        bar.set_postfix_str("growth")
        X, y = get(784, "float64")
        growth = bench_growth.growth(X, y, values, rounds=rounds, tick=bar.update)
        bar.set_postfix_str("memory")
        memory = bench_growth.memory(ways, 1_000 if tiny else 60_000, tick=bar.update)
        bar.set_postfix_str("import")
        import_ms = 1000 * bench_growth.import_seconds(rounds, tick=bar.update)
    return {
        **circumstances(),
        "rounds": rounds,
        "rows": rows,
        "growth": growth,
        "memory": memory,
        "import_ms": import_ms,
    }


def rounded(value):
    """The same with four digits a number: more say nothing.

    Examples
    --------
    >>> rounded({"a": [1.23456, 7, "b", True]})
    {'a': [1.235, 7, 'b', True]}
    """
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(part) for part in value]
    return float(f"{value:.4g}") if isinstance(value, float) else value


def write(results, into):
    """Write bench.json, bench.md and bench.png into a folder."""
    import bench_report

    into.mkdir(parents=True, exist_ok=True)
    text = json.dumps(results, indent=1, ensure_ascii=False) + "\n"
    (into / "bench.json").write_text(text, encoding="utf-8", newline="\n")
    page = bench_report.page(results)
    (into / "bench.md").write_text(page, encoding="utf-8", newline="\n")
    bench_report.picture(results, into / "bench.png")


def main(arguments=None):
    import bench_report

    parser = argparse.ArgumentParser(description="How fast is nnlib, and beside whom?")
    parser.add_argument("--tiny", action="store_true", help="for a moment: does it still run?")
    parser.add_argument("--into", type=Path, help="a folder; docs, if none is given")
    options = parser.parse_args(arguments)
    if options.tiny and options.into is None:
        parser.error("--tiny measures nothing worth keeping in docs; name a folder by --into")
    results = rounded(measure(tiny=options.tiny))
    write(results, options.into or ROOT / "docs")
    if options.into is None:
        readme = ROOT / "README.md"
        text = bench_report.in_readme(readme.read_text(encoding="utf-8"), results)
        readme.write_text(text, encoding="utf-8", newline="\n")
    print(bench_report.summary(results))


if __name__ == "__main__":
    alone()
    main()
