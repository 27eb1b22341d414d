"""Every planted bug can still be planted; whether it is noticed, `make planted` tells."""

import ast
import re

import pytest

import copies
import planted

BUGS = planted.bugs()


@pytest.mark.parametrize("name", BUGS)
def test_a_bug_still_stands_in_its_file(name):
    bug = BUGS[name]
    text = bug.text()
    assert bug.old != bug.new
    if bug.file.endswith(".py"):
        ast.parse(text)  # a bug, not a slip of the pen
    for test in bug.tests:
        path, _, function = test.partition("::")
        assert (planted.ROOT / path).exists(), f"bug “{name}” asks {path}, which is not there"
        function = function.partition("[")[0]
        source = (planted.ROOT / path).read_text(encoding="utf-8") if function else ""
        assert f"def {function}" in source or not function, f"bug “{name}”: no {test}"


def write(folder, text):
    (folder / "some.toml").write_text(text, encoding="utf-8")
    return planted.bugs(folder)


BUG = """
[[bug]]
name = "twice"
file = "Makefile"
old = "{}"
new = "something else"
place = "make"
"""


@pytest.mark.parametrize("old, times", [("nothing like it", 0), ("python", "[1-9][0-9]")])
def test_a_bug_that_does_not_stand_exactly_once_is_named_with_its_file(old, times, tmp_path):
    bug = write(tmp_path, BUG.format(old))["twice"]
    with pytest.raises(ValueError, match=f"“twice”: Makefile holds this {times} times"):
        bug.text()


@pytest.mark.parametrize(
    "text, words",
    [
        (BUG * 2, "some.toml: two bugs are called “twice”"),
        (BUG.replace("place", "places"), "“twice” has the fields"),
        ("[[bug]", "some.toml: "),
    ],
)
def test_a_file_of_bugs_that_cannot_be_right_is_named(text, words, tmp_path):
    with pytest.raises(ValueError, match=re.escape(words)):
        write(tmp_path, text)


class Told:
    """A copy whose tests say what they are told to say."""

    def __init__(self, *outcomes):
        self.outcomes, self.asked = list(outcomes), []

    def run(self, file, text, tests, *, limit):
        self.asked.append(tests)
        return self.outcomes.pop(0)


MISSED = copies.Outcome("not noticed", "", "", 1.0)
FOUND = copies.Outcome("noticed", "tests/test_x.py::test_make", "assert 1 == 2", 1.0)
HINT, ALONE = ["tests/test_x.py"], ["tests/test_x.py::test_make"]


@pytest.mark.parametrize(
    "outcomes, place, verdict, asked",
    [
        ([FOUND, MISSED], "test_make", "noticed", [HINT, ALONE]),
        ([FOUND, MISSED], "1 == 2", "noticed", [HINT, ALONE]),
        ([FOUND, MISSED], "elsewhere", "no place", [HINT, ALONE]),
        ([FOUND, FOUND], "test_make", "fails anyhow", [HINT, ALONE]),
        ([MISSED, FOUND, MISSED], "test_make", "noticed", [HINT, planted.REST, ALONE]),
        ([MISSED, MISSED], "test_make", "not noticed", [HINT, planted.REST]),
    ],
)
def test_the_hint_is_asked_first_then_all_tests(outcomes, place, verdict, asked):
    bug = planted.Bug("slow", "Makefile", ".PHONY: ", ".PHONY:  ", place, ("tests/test_x.py",))
    copy = Told(*outcomes)
    assert planted.look_for(copy, bug)[0] == verdict
    assert copy.asked == asked


@pytest.mark.parametrize(
    "code, output, expected",
    [
        (0, "3 passed", ("not noticed", "", "")),
        (
            1,
            """
    assert total == 3
E   assert 4 == 3
E    +  where 4 = sum([1, 3])

tests/test_x.py:7: AssertionError
FAILED tests/test_x.py::test_sum[a - b] - assert 4 == 3
""",
            ("noticed", "tests/test_x.py::test_sum[a - b]", "assert 4 == 3"),
        ),
        (
            1,
            """
Expected:
    2.5
Got:
    5.0

FAILED nnlib/losses.py::nnlib.losses.SquaredError
""",
            ("noticed", "nnlib/losses.py::nnlib.losses.SquaredError", "5.0"),
        ),
        (2, "E   SyntaxError: no\nERROR tests/test_x.py", ("noticed", "tests/test_x.py", "Synt")),
        (4, "ImportError while loading conftest", ("noticed", "(before any test)", "conftest")),
        (5, "no tests ran", ("no tests", "", "no tests ran")),
    ],
)
def test_what_pytest_prints_is_read(code, output, expected):
    verdict, test, message, _ = copies.outcome(code, output, 1.0)
    assert (verdict, test) == expected[:2]
    assert expected[2] in message


def test_a_module_is_whole_again_after_a_run(tmp_path, monkeypatch):
    (tmp_path / "whole").mkdir()
    (tmp_path / "whole" / "one.py").write_text("x = 1\n")
    (tmp_path / "whole" / "test_one.py").write_text(
        "import one\n\n\ndef test_x():\n    assert one.x == 1\n"
    )
    monkeypatch.setattr(copies, "ROOT", tmp_path / "whole")
    monkeypatch.setattr(copies, "repository_files", lambda: ["one.py", "test_one.py"])
    copy = copies.Copy(tmp_path / "copy")
    # Texts of one length, in one second: bytecode of the last one must not be taken for this one.
    verdicts = [copy.run("one.py", f"x = {x}\n", ["test_one.py"], limit=60).verdict for x in (2, 1)]
    assert verdicts == ["noticed", "not noticed"]
    assert (tmp_path / "copy" / "one.py").read_text() == "x = 1\n"
    endless = copy.run("one.py", "while True: pass\n", ["test_one.py"], limit=1)
    assert endless.verdict == "too slow"


def test_what_is_done_is_not_done_again(tmp_path, monkeypatch):
    monkeypatch.setattr(copies, "Copy", lambda folder: folder.name)
    asked = []

    def work(copy, job):
        if job == "stop":
            raise KeyboardInterrupt
        asked.append(job)
        return job.upper()

    def run(known, **jobs):
        return copies.run_all(jobs, work, folder=tmp_path, known=known, processes=1)

    with pytest.raises(KeyboardInterrupt):
        run("one", a="a", b="stop")
    assert run("one", a="a", b="b") == {"a": "A", "b": "B"}
    assert asked == ["a", "b"]
    assert run("two", a="a") == {"a": "A"}  # the repository has changed
    assert asked == ["a", "b", "a"]
