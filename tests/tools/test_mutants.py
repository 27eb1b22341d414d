"""The tool that changes the core changes what it should, and only that."""

import ast
import tomllib

import pytest

import copies
import mutants

MODULE = '''\
"""A module. 3 > 2."""

FEWEST = 5


def share(x, n, who="share", *, halved=False) -> 7:
    """x of n; 1 + 1 is no code here."""
    if n <= 0 or x is None:
        raise ValueError(f"{who} got {n + 1}; expected at least {FEWEST - 1}")
    x = abs(x)
    total = x / n
    total += 0.5
    print("told", who)
    return -total if not halved else total


class Kept:
    def keep(self, x):
        self.x = x
'''

EXPECTED = {
    "module: 5 → (6)",
    "share: False → (True)",
    "share: n <= 0 → (n < 0)",
    "share: 0 → (1)",
    "share: x is None → (x is not None)",
    "share: n <= 0 or x is None → (n <= 0 and x is None)",
    "share: n <= 0 or x is None → (not (n <= 0 or x is None))",
    "share: raise ValueError(f'{who} got {n + 1}; ex … st {FEWEST - 1}') → pass",
    "share: x = abs(x) → pass",
    "share: x / n → (x * n)",
    "share: total += 0.5 → total -= 0.5",
    "share: total += 0.5 → pass",
    "share: 0.5 → (1.0)",
    "share: print('told', who) → pass",
    "share: return -total if not halved else total → return None",
    "share: -total if not halved else total → (-total if not not halved else total)",
    "share: -total → (total)",
    "share: not halved → (halved)",
    "Kept.keep: self.x = x → pass",
}


@pytest.fixture
def module(tmp_path, monkeypatch):
    """Write a module into a place of its own; give its mutants."""
    monkeypatch.setattr(mutants, "ROOT", tmp_path)

    def write(text):
        (tmp_path / "small.py").write_text(text, encoding="utf-8")
        return mutants.mutants("small.py")

    return write


def test_every_change_and_no_text(module):
    found = module(MODULE)
    assert {f"{mutant.place}: {mutant.change}" for mutant in found.values()} == EXPECTED
    whole = ast.dump(ast.parse(MODULE))
    for name, mutant in found.items():
        changed = ast.parse(mutant.text)
        assert ast.dump(changed) != whole, name
        assert ast.get_docstring(changed) == "A module. 3 > 2."
        assert mutant.line in MODULE and mutant.line in name


def test_letters_of_several_bytes_shift_nothing(module):
    (one, two) = module("σ = {'β₁': 'é'}; x = 1 + y  # ∑\n").values()
    assert "x = (1 - y)  # ∑" in one.text
    assert "x = (2) + y  # ∑" in two.text


def test_the_same_change_twice_on_a_line_has_two_names(module):
    assert len(module("x = [0, 0, 0]\n")) == 3


def test_a_sample_stays_when_other_lines_are_added(module):
    before = mutants.sample({"small.py": module(MODULE)}, 8, seed=0)
    after = mutants.sample({"small.py": module("import os\n\n\n" + MODULE)}, 8, seed=0)
    assert list(before) == list(after)
    assert len(before) == 8
    assert list(mutants.sample({"small.py": module(MODULE)}, 8, seed=1)) != list(before)
    assert len(mutants.sample({"small.py": module(MODULE)}, 1, seed=0)) == mutants.FEWEST


def test_every_module_of_the_core_has_tests_that_are_there():
    assert set(mutants.TESTS) <= {mutants.module_of(file) for file in mutants.CORE}
    for file in mutants.CORE:
        own, others = mutants.tests_of(file)
        assert own[0] == file
        assert len(own) > 1
        asked = [*own, *others]
        assert len(asked) == len(set(asked))
        missing = [path for path in asked if not (mutants.ROOT / path).is_file()]
        assert missing == [], "tools/mutants.py says which tests ask about a module"
        assert set(asked) >= set(mutants.CORE)


class Told:
    def __init__(self, *verdicts):
        self.verdicts, self.asked = list(verdicts), []

    def run(self, file, text, tests, *, limit):
        self.asked.append(tests)
        return copies.Outcome(self.verdicts.pop(0), "test_x", "", 1.0)


@pytest.mark.parametrize(
    "verdicts, rounds",
    [
        (["noticed"], 1),
        (["too slow"], 1),
        (["not noticed"] * 2, 2),
        (["not noticed", "noticed"], 2),
    ],
)
def test_the_tests_of_the_module_are_asked_first(verdicts, rounds):
    copy = Told(*verdicts)
    verdict, _, seconds = mutants.try_mutant(copy, ("nnlib/losses.py", ""))
    assert (verdict, seconds) == (verdicts[-1], rounds)
    assert copy.asked == mutants.tests_of("nnlib/losses.py")[:rounds]


def test_the_table_counts_what_changes_something():
    results = {
        "losses: a": ["noticed", "test_x", 1.0],
        "losses: b": ["too slow", "", 1.0],
        "losses: c": ["not noticed", "", 1.0],
        "metrics: d": ["not noticed", "", 1.0],
        "metrics: e": ["not noticed", "", 1.0],
    }
    kept = {"losses: c": "equal: nobody can tell", "metrics: d": "not asked: a word in a table"}
    lines = list(mutants.table(results, kept))
    assert [line.split() for line in lines[1:4]] == [
        ["losses", "3", "1", "1", "1", "0"],
        ["metrics", "2", "0", "0", "0", "2"],
        ["all", "5", "1", "1", "1", "2"],
    ]
    assert lines[4] == "2 of 4 that change anything were noticed"


def test_each_survivor_has_its_reason():
    entries = tomllib.loads(mutants.SURVIVORS.read_text(encoding="utf-8")).get("survivor", [])
    for entry in entries:
        assert set(entry) == {"module", "place", "line", "change", "why"}
        assert entry["module"] in {mutants.module_of(file) for file in mutants.CORE}
        assert entry["why"].startswith(("equal: ", "not asked: ")), entry
    assert len(mutants.survivors()) == len(entries)
