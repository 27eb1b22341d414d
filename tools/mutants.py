"""Change the networks' code in one small place at a time: does a test notice?

python tools/mutants.py                 a sample over all modules of the core
python tools/mutants.py --only losses   all mutants of a module
python tools/mutants.py --sample 50 --seed 1

A mutant is one change: a comparison, an operation, a number, a condition, what is returned, or a
statement left out. Texts are left alone, and so is all that makes an error's message. Each mutant
is put into a copy of the repository; first the tests of its module are asked, then all fast tests
of the core. The sample goes by the text of the changed line, so it stays nearly the same when
other lines change.

Mutants that no test can tell from the real thing, or that nobody wants to tell, are kept in
tests/mutants/survivors.toml, each with its reason:

    [[survivor]]
    module = "losses"
    place = "CrossEntropy._value"
    line = "if not (self._a.min() > 0 and self._a.max() <= 1 + 1e-6):"
    change = "1e-06 → 2e-06"
    why = "equal: …"       # or "not asked: …"
"""

import argparse
import ast
import copy
import hashlib
import sys
import tomllib
from collections import Counter
from typing import NamedTuple

from copies import ROOT, repository_files, run_all, state

CORE = sorted(
    path.relative_to(ROOT).as_posix()
    for path in [*ROOT.glob("nnlib/*.py"), *ROOT.glob("nnlib/data/*.py")]
    if path.name != "__init__.py"
)
SURVIVORS = ROOT / "tests" / "mutants" / "survivors.toml"
SAMPLE, SEED, FEWEST = 400, 0, 1  # of each module at least so many
LIMIT = 120  # seconds of processor time; an endless loop is noticed, too

# The fast tests of the core: under a minute together. The test that is called like the module is
# asked first, and then these.
TESTS = {
    "activations": ["gradients", "layers", "dtypes", "bad_input"],
    "checkpoint": ["training"],
    "checks": ["bad_input", "dtypes", "network"],
    "digits": ["data"],
    "gradient": ["gradients", "training", "bad_input"],
    "gradient_check": ["gradients", "gradient"],
    "idx": ["data"],
    "initializers": ["bad_input"],
    "layers": ["gradients", "network", "dtypes", "bad_input"],
    "losses": ["gradients", "dtypes", "bad_input"],
    "made_up": ["data"],
    "metrics": ["bad_input", "dtypes"],
    "network": ["layers", "bad_input"],
    "neurons": ["bad_input"],
    "onehot": ["data"],
    "parameters": ["layers", "network", "bad_input"],
    "optimizers": ["training", "bad_input"],
    "saving": ["network", "checkpoint"],
    "schedules": ["optimizers", "bad_input"],
    "training": ["fit", "network", "bad_input"],
}


class Mutant(NamedTuple):
    """A change: where it is, what it is, and what the module is with it."""

    module: str
    place: str
    line: str
    change: str
    text: str

    @property
    def name(self):
        return f"{self.module}: {self.place}: {self.line}: {self.change}"


def module_of(file):
    return file.rpartition("/")[2].removesuffix(".py")


def tests_of(file):
    """The tests that are asked about a module, in two rounds: its own, and all the others."""
    first = asked(module_of(file))
    rest = dict.fromkeys(test for other in CORE for test in asked(module_of(other)))
    rest = [test for test in rest if test not in first]
    return [[file, *first], [*rest, *(other for other in CORE if other != file)]]


def asked(module):
    """The tests of a module: the one that is called like it, if there is one, and those above."""
    names = [f"tests/core/test_{name}.py" for name in (module, *TESTS.get(module, []))]
    return names if (ROOT / names[0]).exists() else names[1:]


# The changes -------------------------------------------------------------------------------------

COMPARISONS = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OPERATIONS = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


def replaced(node):
    """Other nodes for a node, each with one change."""
    if isinstance(node, ast.Compare):
        for i, operator in enumerate(node.ops):
            other = copy.deepcopy(node)
            other.ops[i] = COMPARISONS[type(operator)]()
            yield other
    elif isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in OPERATIONS:
        other = copy.deepcopy(node)
        other.op = OPERATIONS[type(node.op)]()
        yield other
    elif isinstance(node, ast.BoolOp):
        other = copy.deepcopy(node)
        other.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        yield other
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not):
        yield node.operand
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
    elif isinstance(node, ast.Constant) and isinstance(node.value, float):
        yield ast.Constant(2 * node.value or 1.0)
    elif isinstance(node, ast.IfExp):
        other = copy.deepcopy(node)
        other.test = ast.UnaryOp(ast.Not(), node.test)
        yield other
    elif isinstance(node, ast.Return) and node.value is not None:
        yield ast.Return(ast.Constant(None))
    if is_left_out(node):
        yield ast.Pass()


def is_left_out(node):
    """Whether a statement is worth leaving out: without it the code must still make sense."""
    if isinstance(node, ast.Assign):
        inside = {name.id for name in ast.walk(node.value) if isinstance(name, ast.Name)}
        return all(
            isinstance(target, ast.Attribute | ast.Subscript)
            or (isinstance(target, ast.Name) and target.id in inside)
            for target in node.targets
        )
    text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant | ast.Yield)
    kinds = ast.Expr | ast.AugAssign | ast.Raise | ast.Continue | ast.Break | ast.Delete
    return isinstance(node, kinds) and not text


def changes(node, place=""):
    """Every change below a node: (name of the function or class, node, what stands there)."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, ast.JoinedStr):
                continue
            inner = place
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                inner = f"{place}.{child.name}".lstrip(".")
            for other in replaced(child):
                yield place, child, other
            if isinstance(node, ast.If | ast.While) and name == "test":
                yield place, child, ast.UnaryOp(ast.Not(), child)
            if not isinstance(child, ast.Raise):  # its text may be worded in any way
                yield from changes(child, inner)


def mutants(file):
    """Every mutant of a module, by its name."""
    raw = (ROOT / file).read_bytes()
    tree = ast.parse(raw)
    lines = raw.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    found, seen = {}, Counter()
    for place, node, other in changes(tree):
        first = starts[node.lineno - 1] + node.col_offset  # ast counts bytes
        last = starts[node.end_lineno - 1] + node.end_col_offset
        new = ast.unparse(ast.fix_missing_locations(other))
        if isinstance(node, ast.expr):
            new = f"({new})"
        text = (raw[:first] + new.encode() + raw[last:]).decode()
        change = f"{shortened(ast.unparse(node))} → {shortened(new)}"
        line = lines[node.lineno - 1].decode().strip()
        key = (place, line, change)
        seen[key] += 1
        if seen[key] > 1:
            change += f" (number {seen[key]})"
        mutant = Mutant(module_of(file), place or "module", line, change, text)
        found[mutant.name] = mutant
    return found


def shortened(text):
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:40]} … {text[-17:]}"


def sample(everything, number, seed):
    """Names of mutants: of each module its share, but some at least."""
    total = sum(map(len, everything.values()))

    def luck(name):
        return hashlib.sha256(f"{seed} {name}".encode()).hexdigest()

    chosen = {}
    for file, found in everything.items():
        share = max(FEWEST, round(number * len(found) / total))
        chosen |= dict.fromkeys(sorted(found, key=luck)[:share], file)
    return chosen


# Running and telling -----------------------------------------------------------------------------


def try_mutant(copy_, job):
    """Ask the tests of the module, then the others: (verdict, test, seconds)."""
    file, text = job
    seconds = 0.0
    for tests in tests_of(file):
        outcome = copy_.run(file, text, tests, limit=LIMIT)
        seconds += outcome.seconds
        if outcome.verdict != "not noticed":
            break
    return outcome.verdict, outcome.test, seconds


def survivors():
    """The kept list: {name of a mutant: why it may live}."""
    if not SURVIVORS.exists():
        return {}
    entries = tomllib.loads(SURVIVORS.read_text(encoding="utf-8")).get("survivor", [])
    return {f"{e['module']}: {e['place']}: {e['line']}: {e['change']}": e["why"] for e in entries}


def table(results, kept):
    """Lines: for each module how many were noticed."""
    yield f"{'module':<16}{'mutants':>8}{'noticed':>9}{'too slow':>9}{'equal':>7}{'left':>6}"
    sums = Counter()
    for module in sorted({name.partition(":")[0] for name in results}):
        counts = Counter()
        for name, (verdict, *_) in results.items():
            if name.partition(":")[0] == module:
                counts["all"] += 1
                equal = verdict == "not noticed" and kept.get(name, "").startswith("equal")
                counts["equal" if equal else verdict] += 1
        sums += counts
        yield row(module, counts)
    yield row("all", sums)
    told = sums["noticed"] + sums["too slow"]
    yield f"{told} of {told + sums['not noticed']} that change anything were noticed"


def row(title, counts):
    names = ("all", "noticed", "too slow", "equal", "not noticed")
    numbers = "".join(f"{counts[name]:>{w}}" for name, w in zip(names, (8, 9, 9, 7, 6)))
    return f"{title:<16}{numbers}"


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Mutants of the core: do tests notice them?")
    parser.add_argument("--only", metavar="MODULE", help="all mutants of one module")
    parser.add_argument("--sample", type=int, default=SAMPLE, help=f"how many; {SAMPLE}")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args(arguments)
    everything = {file: mutants(file) for file in CORE}
    if options.only:
        everything = {f: found for f, found in everything.items() if module_of(f) == options.only}
        if not everything:
            parser.error(f"the core has no module {options.only}")
        chosen = {name: file for file, found in everything.items() for name in found}
    else:
        chosen = sample(everything, options.sample, options.seed)
    jobs = {name: (file, everything[file][name].text) for name, file in chosen.items()}
    results = run_all(
        jobs,
        try_mutant,
        folder=ROOT / "build" / "mutants",
        known=state([name for name in repository_files() if name.endswith(".py")]),
        processes=options.processes,
    )
    kept = survivors()
    print(*table(results, kept), sep="\n")
    left = [n for n, (verdict, *_) in results.items() if verdict == "not noticed" and n not in kept]
    gone = set(kept) - {name for file in CORE for name in mutants(file)}
    for title, names in (("Not noticed", left), ("Kept, but no longer in the code", gone)):
        if names:
            print(f"\n{title}:", *sorted(names), sep="\n  ")
    if left or gone:
        sys.exit("\nWrite a test that notices, or the reason into tests/mutants/survivors.toml")


if __name__ == "__main__":
    main()
