"""Do lessons print the same digits on other processors? Their stored outputs are compared there.

python tools/same_digits.py                                  lessons 05 and 11, on two other kernels
python tools/same_digits.py 04_two_layers                    this one; or several; or all
python tools/same_digits.py all --machines Haswell "two threads"
python tools/same_digits.py 11_the_scoreboard --short        long cells shortened, and compared with
                                                             a shortened run on this processor

The other processors are emulated: OpenBLAS and NumPy are told to use the instructions of another
one, or two threads, and so add in another order. Before a lesson runs, a kernel like the lesson's
is asked whether it really does.
"""

import argparse
import difflib
import functools
import json
import os
import platform
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from build_notebooks import NOTEBOOKS, execute, kernel_environment
from twins import read_twin

LESSONS = ["05_mini_batches", "11_the_scoreboard"]  # the longest and hottest trainings
WITHOUT_SIMD = {"NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL AVX512_SPR"}
MACHINES = {  # those that differ most from each other come first
    "SkylakeX": {"OPENBLAS_CORETYPE": "SkylakeX"},  # most servers, many laptops since 2020
    "Haswell": {"OPENBLAS_CORETYPE": "Haswell"},  # most laptops; AMD's Zen has the same kernel
    "Nehalem without AVX": {"OPENBLAS_CORETYPE": "Nehalem", **WITHOUT_SIMD},
    "Sandybridge": {"OPENBLAS_CORETYPE": "Sandybridge"},
    "Prescott without AVX": {
        "OPENBLAS_CORETYPE": "Prescott",
        "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2",
        **WITHOUT_SIMD,
    },
    "two threads": {"OPENBLAS_NUM_THREADS": "2"},
}
CORES = {  # what OpenBLAS calls itself then
    "Haswell": {"Haswell", "Zen"},
    "Prescott": {"Prescott", "Katmai"},
}
X86 = platform.machine().lower() in ("x86_64", "amd64", "i386", "i686")

# threadpoolctl comes with scikit-learn. The product makes sure that BLAS is there.
PROBE = """
import json, numpy, threadpoolctl
numpy.ones((2, 2)) @ numpy.ones((2, 2))
print(json.dumps({
    "blas": [[p["internal_api"], p.get("architecture"), p["num_threads"]]
             for p in threadpoolctl.threadpool_info() if p["user_api"] == "blas"],
    "features": numpy.show_config(mode="dicts")["SIMD Extensions"].get("found", []),
}))
"""


def environment(machine):
    """The variables of a machine; of this one, if its name is empty."""
    return {**os.environ, "OPENBLAS_NUM_THREADS": "1", **MACHINES.get(machine, {})}


def idle(machine, x86=X86, cores=None):
    """Why a machine cannot be emulated on this one; empty if it can."""
    if machine == "SkylakeX" and x86 and not avx512():
        return "not tried: this processor has no AVX-512"
    if machine == "two threads":
        few = (cores or available_cores()) < 2
        return "not tried: OpenBLAS takes no second thread on a single core" if few else ""
    return "" if x86 else f"not tried: on {platform.machine()} its variables do nothing"


def available_cores():
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def without_effect(machine, seen):
    """What a machine's variables should have done to a kernel and did not; empty if they did."""
    wanted = MACHINES[machine]
    if not seen["blas"] or any(api != "openblas" for api, _, _ in seen["blas"]):
        return f"NumPy's BLAS is not OpenBLAS alone: {seen['blas']}"
    core, threads = wanted.get("OPENBLAS_CORETYPE"), int(wanted.get("OPENBLAS_NUM_THREADS", "1"))
    for _, architecture, number in seen["blas"]:
        if core and architecture not in CORES.get(core, {core}):
            return f"OPENBLAS_CORETYPE={core} had no effect: OpenBLAS runs as {architecture}"
        if number != threads:
            return f"OPENBLAS_NUM_THREADS={threads} had no effect: {number} threads"
    newer = ("X86_V3", "X86_V4", "AVX2", "FMA3", "AVX512")
    left = sorted(name for name in seen["features"] if name.startswith(newer))
    if "NPY_DISABLE_CPU_FEATURES" in wanted and left:
        return f"NPY_DISABLE_CPU_FEATURES had no effect: NumPy uses {', '.join(left)}"
    return ""


def probe():
    """Ask a kernel that is started as the lessons' kernels are what it runs on, and print it."""
    import nbformat
    from nbclient import NotebookClient

    cell = nbformat.v4.new_code_cell(PROBE)
    notebook = nbformat.v4.new_notebook(cells=[cell])
    NotebookClient(notebook, kernel_name="python3").execute(env=kernel_environment())
    outputs = notebook.cells[0].outputs
    print("".join(output.text for output in outputs if output.get("name") == "stdout").strip())


def outputs(lesson):
    """Run a lesson, its long cells shortened, and print all that it tells."""
    notebook = read_twin(NOTEBOOKS / "text" / f"{lesson}.md")
    execute(notebook, NOTEBOOKS, short=True)
    told = [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]
    texts = [[o.get("text") or o.get("data", {}).get("text/plain") for o in one] for one in told]
    print(json.dumps(texts, indent=1, ensure_ascii=False))


def python(machine, *arguments):
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(
        command,
        env=environment(machine),
        cwd=NOTEBOOKS.parent,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


def look(machine):
    """What a machine's kernel says of itself, and what is wrong with it; empty if nothing."""
    result = python(machine, Path(__file__).resolve(), "--probe")
    if result.returncode:
        return None, f"no kernel answers:\n{result.stdout}{result.stderr}"
    seen = json.loads(result.stdout)
    return seen, without_effect(machine, seen) if machine else ""


def two_others(has_avx512):
    """Two machines whose OpenBLAS kernels are not this one's; no threads, which are noisy."""
    seen, _ = look("")
    own = {architecture for _, architecture, _ in seen["blas"]} if seen else set()
    cores = {machine: MACHINES[machine].get("OPENBLAS_CORETYPE") for machine in MACHINES}
    others = [m for m, core in cores.items() if core and not own & CORES.get(core, {core})]
    return [m for m in others if m != "SkylakeX" or has_avx512][:2]


def avx512():
    """Whether this processor can run SkylakeX's kernel; where nobody tells, it is not tried."""
    told = Path("/proc/cpuinfo")
    return told.exists() and " avx512f" in told.read_text()


@functools.cache
def shortened(lesson, machine):
    return python(machine, Path(__file__).resolve(), "--outputs", lesson)


def compare_shortened(lesson, machine):
    """As `compare`, with what a shortened run on this processor prints."""
    start = time.perf_counter()
    here, there = shortened(lesson, ""), shortened(lesson, machine)
    good = here.returncode == there.returncode == 0 and here.stdout == there.stdout
    verdict = "the same digits" if good else "not the same, or stopped"
    print(f"{lesson}, shortened, {machine}: {verdict} ({time.perf_counter() - start:.0f} s)")
    if not good:
        lines = (result.stdout.splitlines() for result in (here, there))
        print(*difflib.unified_diff(*lines, "here", machine, lineterm="", n=0), sep="\n")
        print(here.stderr[-2000:], there.stderr[-2000:], flush=True)
    return good


def compare(lesson, machine):
    """Run a lesson on a machine, print a line, and tell whether the digits are the same."""
    start = time.perf_counter()
    # An emulated processor is slower, and a cell that times out says nothing of its digits.
    options = ["-q", "-p", "no:cacheprovider", "--color=no", "--nbval-cell-timeout=3600"]
    result = python(machine, "-m", "pytest", *options, NOTEBOOKS / f"{lesson}.ipynb")
    verdict = "not the same, or stopped" if result.returncode else "the same digits"
    print(f"{lesson}, {machine}: {verdict} ({time.perf_counter() - start:.0f} s)", flush=True)
    if result.returncode:
        print(result.stdout, result.stderr, flush=True)
    return result.returncode == 0


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Compare lessons on emulated processors.")
    parser.add_argument("lessons", nargs="*", help=f"the default: {' '.join(LESSONS)}; or: all")
    parser.add_argument("--machines", nargs="+", metavar="NAME", help=f"{', '.join(MACHINES)}; all")
    parser.add_argument("--short", action="store_true", help="shorten long cells")
    parser.add_argument("--probe", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--outputs", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.probe:
        return probe()
    if options.outputs:
        return outputs(options.outputs)

    known = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
    lessons = [Path(lesson).stem for lesson in options.lessons] or LESSONS
    lessons = known if lessons == ["all"] else lessons
    wanted = options.machines or two_others(avx512())
    wanted = list(MACHINES) if wanted == ["all"] else wanted
    if unknown := sorted(set(lessons) - set(known)):
        parser.error(f"no notebook for {', '.join(unknown)} in {NOTEBOOKS}")
    if unknown := sorted(set(wanted) - set(MACHINES)):
        parser.error(f"no machine {', '.join(unknown)}; expected {', '.join(MACHINES)}")

    good, machines = True, []
    with ThreadPoolExecutor(2) as two_at_a_time:
        tried = [machine for machine in wanted if not idle(machine)]
        problems = dict(zip(tried, two_at_a_time.map(look, tried), strict=True))
        for machine in wanted:
            if machine not in tried:
                print(f"{machine}: {idle(machine)}", flush=True)
            elif problems[machine][1]:
                print(f"{machine}: ERROR: {problems[machine][1]}", flush=True)
                good = False
            else:
                machines.append(machine)
        pairs = [(lesson, machine) for lesson in lessons for machine in machines]
        if options.short:  # what they are compared with comes first
            list(two_at_a_time.map(lambda lesson: shortened(lesson, ""), lessons))
        run = compare_shortened if options.short else compare
        good &= all(list(two_at_a_time.map(lambda pair: run(*pair), pairs)))
    if not good:
        sys.exit("The digits are not the same everywhere, or could not be compared; see above.")


if __name__ == "__main__":
    main()
