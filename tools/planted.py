"""Plant bugs, one at a time, in a copy of the repository: each has to fail a test.

python tools/planted.py                every bug of tests/planted
python tools/planted.py core           those of tests/planted/core.toml
python tools/planted.py "transposed"   those whose name holds these words

Every file of tests/planted is a list of bugs:

    [[bug]]
    name = "what is wrong, in a few words"
    file = "nnlib/training.py"
    old = "self.steps += 1"        # stands exactly once in the file
    new = "self.steps += 2"
    place = "steps"                # a word that the failing test's name or message holds
    tests = ["tests/test_x.py"]    # optional: these are asked first
"""

import argparse
import sys
import tomllib
from typing import NamedTuple

from copies import ROOT, repository_files, run_all, state

PLANTED = ROOT / "tests" / "planted"
FIELDS = {"name", "file", "old", "new", "place"}
# Asked in this order, until one fails, without what is slow or about the source itself.
LEFT_OUT = ["lessons/test_notebooks", "tools/test_planted", "tools/test_mutants"]
REST = [
    "nnlib",
    "tests",
    *(f"--ignore=tests/{name}.py" for name in LEFT_OUT),
    "-m",
    "not pages",
]
LIMIT = 900


class Bug(NamedTuple):
    name: str
    file: str
    old: str
    new: str
    place: str
    tests: tuple = ()
    area: str = ""

    def text(self):
        """What the file holds with the bug in it."""
        path = ROOT / self.file
        if not path.is_file():
            raise ValueError(f"bug “{self.name}”: there is no {self.file}")
        text = path.read_text(encoding="utf-8")
        if (times := text.count(self.old)) != 1:
            raise ValueError(
                f"bug “{self.name}”: {self.file} holds this {times} times; expected once:\n"
                f"{self.old}"
            )
        return text.replace(self.old, self.new)


def bugs(folder=PLANTED):
    """Every planted bug, by its name."""
    found = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            entries = tomllib.loads(path.read_text(encoding="utf-8"))["bug"]
        except (KeyError, tomllib.TOMLDecodeError) as error:
            raise ValueError(f"{path.name}: {error}") from None
        for entry in entries:
            name = entry.get("name", "?")
            if not FIELDS <= set(entry) <= FIELDS | {"tests"}:
                raise ValueError(f"{path.name}: bug “{name}” has the fields {sorted(entry)}")
            if name in found:
                raise ValueError(f"{path.name}: two bugs are called “{name}”")
            old, new = entry["old"].rstrip("\n"), entry["new"].rstrip("\n")
            tests = tuple(entry.get("tests", ()))
            changed = {"old": old, "new": new, "tests": tests, "area": path.stem}
            found[name] = Bug(**entry | changed)
    return found


def look_for(copy, bug):
    """Run tests until one notices a bug: (verdict, test, message, seconds)."""
    seconds = 0.0
    for tests in [list(bug.tests), REST] if bug.tests else [REST]:
        outcome = copy.run(bug.file, bug.text(), tests, limit=LIMIT)
        seconds += outcome.seconds
        if outcome.verdict != "not noticed":
            break
    verdict = outcome.verdict
    if verdict == "noticed":
        if bug.place not in f"{outcome.test}\n{outcome.message}":
            verdict = "no place"
        healthy = (ROOT / bug.file).read_text(encoding="utf-8")
        if copy.run(bug.file, healthy, [outcome.test], limit=LIMIT).verdict == "noticed":
            verdict = "fails anyhow"  # without any bug
    return verdict, outcome.test, outcome.message, seconds


def table(results):
    """Lines: each bug, the test that noticed it, and what it said."""
    for name, (verdict, test, message, seconds) in results.items():
        first = message.split("\n")[0]
        yield f"{verdict:<12}{seconds:6.1f} s  {name}"
        if test:
            yield f"{'':22}{test}"
            yield f"{'':22}{first[:100]}"


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Plant bugs: each has to fail a test.")
    parser.add_argument("words", nargs="?", default="", help="an area, or a part of a bug's name")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args(arguments)
    words = options.words
    chosen = {name: bug for name, bug in bugs().items() if words == bug.area or words in name}
    if not chosen:
        parser.error(f"no bug is called “{options.words}”")
    for bug in chosen.values():
        bug.text()  # do they all stand where they should? Before anything runs.
    others = [name for name in repository_files() if not name.startswith("tests/planted/")]
    results = run_all(
        {str(tuple(bug)): bug for bug in chosen.values()},
        look_for,
        folder=ROOT / "build" / "planted",
        known=state(others),
        processes=options.processes,
    )
    results = dict(zip(chosen, results.values(), strict=True))
    print(*table(results), sep="\n")
    missed = [name for name, (verdict, *_) in results.items() if verdict != "noticed"]
    print(f"\n{len(results) - len(missed)} of {len(results)} planted bugs noticed")
    if missed:
        sys.exit("Not noticed, or without the place in the message: " + "; ".join(missed))


if __name__ == "__main__":
    main()
