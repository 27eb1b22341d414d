"""The tool that runs lessons on emulated processors notices when it emulates nothing."""

import re

import pytest

import same_digits


def kernel(core="Haswell", threads=1, features=("X86_V3",), api="openblas"):
    return {"blas": [[api, core, threads]], "features": list(features)}


@pytest.mark.parametrize(
    "machine, seen, words",
    [
        ("Nehalem", kernel("Nehalem"), None),
        ("Nehalem", kernel(), "OPENBLAS_CORETYPE=Nehalem had no effect.*runs as Haswell"),
        ("Nehalem", kernel("Nehalem", threads=2), "OPENBLAS_NUM_THREADS=1 had no effect: 2"),
        ("Nehalem", kernel("Nehalem", api="mkl"), "BLAS is not OpenBLAS"),
        ("Nehalem", {"blas": [], "features": []}, "BLAS is not OpenBLAS"),
        ("Prescott without AVX", kernel("Katmai", features=[]), None),
        ("Prescott without AVX", kernel("Prescott", features=["SSE3"]), None),
        ("Prescott without AVX", kernel("Katmai"), "had no effect: NumPy uses X86_V3"),
        ("Prescott without AVX", kernel("Katmai", features=["SSE3", "AVX2"]), "NumPy uses AVX2"),
        ("Prescott without AVX", kernel(features=[]), "CORETYPE=Prescott had no effect"),
        ("two threads", kernel(threads=2), None),
        ("two threads", kernel(), "OPENBLAS_NUM_THREADS=2 had no effect: 1 threads"),
    ],
)
def test_variables_without_effect_are_an_error(machine, seen, words):
    problem = same_digits.without_effect(machine, seen)
    assert re.search(words, problem) if words else problem == ""


def test_where_nothing_can_be_emulated_the_line_says_so():
    for machine in ("Nehalem", "Prescott without AVX"):
        assert same_digits.idle(machine, x86=True) == ""
        assert "its variables do nothing" in same_digits.idle(machine, x86=False)
    assert same_digits.idle("two threads", x86=False, cores=2) == ""
    assert "single core" in same_digits.idle("two threads", cores=1)


@pytest.fixture
def fake(monkeypatch):
    """No kernel and no lesson is run; compare's calls are kept."""
    compared = []
    monkeypatch.setattr(same_digits, "idle", lambda machine: "")
    monkeypatch.setattr(same_digits, "look", lambda machine: "")
    monkeypatch.setattr(same_digits, "compare", lambda *pair: compared.append(pair) or True)
    return compared


def test_every_lesson_runs_on_every_machine(fake):
    same_digits.main(["03_one_layer", "04_two_layers.ipynb"])
    assert sorted(fake) == sorted(
        (lesson, machine)
        for lesson in ("03_one_layer", "04_two_layers")
        for machine in same_digits.MACHINES
    )
    fake.clear()
    same_digits.main(["all"])
    assert {lesson for lesson, _ in fake} == {p.stem for p in same_digits.NOTEBOOKS.glob("*.ipynb")}


def test_one_difference_fails_and_all_are_told(fake, monkeypatch):
    monkeypatch.setattr(
        same_digits, "compare", lambda *pair: fake.append(pair) or pair[1] != "Nehalem"
    )
    with pytest.raises(SystemExit, match="not the same"):
        same_digits.main(["03_one_layer"])
    assert len(fake) == 3


def test_a_machine_that_is_not_emulated_fails_and_runs_nothing(fake, monkeypatch, capsys):
    monkeypatch.setattr(
        same_digits, "look", lambda machine: "no effect" * (machine == "two threads")
    )
    with pytest.raises(SystemExit, match="could not be compared"):
        same_digits.main(["03_one_layer"])
    assert [machine for _, machine in fake] == ["Nehalem", "Prescott without AVX"]
    assert "two threads: ERROR: no effect" in capsys.readouterr().out


def test_unknown_lessons_are_refused(fake, capsys):
    with pytest.raises(SystemExit):
        same_digits.main(["99_nothing"])
    assert "no notebook for 99_nothing" in capsys.readouterr().err
    assert not fake
