"""The tool that runs lessons on emulated processors notices when it emulates nothing."""

import re

import pytest

import same_digits


def kernel(core="Haswell", threads=1, features=("X86_V3",), api="openblas"):
    return {"blas": [[api, core, threads]], "features": list(features)}


@pytest.mark.parametrize(
    "machine, seen, words",
    [
        ("Nehalem without AVX", kernel("Nehalem", features=[]), None),
        (
            "Nehalem without AVX",
            kernel(),
            "OPENBLAS_CORETYPE=Nehalem had no effect.*runs as Haswell",
        ),
        (
            "Nehalem without AVX",
            kernel("Nehalem", threads=2),
            "OPENBLAS_NUM_THREADS=1 had no effect: 2",
        ),
        ("Nehalem without AVX", kernel("Nehalem", api="mkl"), "BLAS is not OpenBLAS"),
        ("Nehalem without AVX", {"blas": [], "features": []}, "BLAS is not OpenBLAS"),
        ("Prescott without AVX", kernel("Katmai", features=[]), None),
        ("Prescott without AVX", kernel("Prescott", features=["SSE3"]), None),
        ("Prescott without AVX", kernel("Katmai"), "had no effect: NumPy uses X86_V3"),
        ("Prescott without AVX", kernel("Katmai", features=["SSE3", "AVX2"]), "NumPy uses AVX2"),
        ("Nehalem without AVX", kernel("Nehalem", features=["AVX512_ICL"]), "uses AVX512_ICL"),
        ("SkylakeX", kernel("SkylakeX", features=["X86_V4"]), None),
        ("SkylakeX", kernel(), "CORETYPE=SkylakeX had no effect.*runs as Haswell"),
        ("Haswell", kernel("Zen"), None),
        ("Prescott without AVX", kernel(features=[]), "CORETYPE=Prescott had no effect"),
        ("two threads", kernel(threads=2), None),
        ("two threads", kernel(), "OPENBLAS_NUM_THREADS=2 had no effect: 1 threads"),
    ],
)
def test_variables_without_effect_are_an_error(machine, seen, words):
    problem = same_digits.without_effect(machine, seen)
    assert re.search(words, problem) if words else problem == ""


def test_where_nothing_can_be_emulated_the_line_says_so():
    for machine in ("Nehalem without AVX", "Prescott without AVX"):
        assert same_digits.idle(machine, x86=True) == ""
        assert "its variables do nothing" in same_digits.idle(machine, x86=False)
    assert same_digits.idle("two threads", x86=False, cores=2) == ""
    assert "single core" in same_digits.idle("two threads", cores=1)


def test_without_avx512_its_kernel_is_not_tried(monkeypatch):
    monkeypatch.setattr(same_digits, "avx512", lambda: False)
    assert "no AVX-512" in same_digits.idle("SkylakeX", x86=True)
    assert same_digits.idle("Haswell", x86=True) == ""


@pytest.mark.parametrize(
    "own, has_avx512, expected",
    [
        ("SkylakeX", True, ["Haswell", "Nehalem without AVX"]),
        ("Haswell", True, ["SkylakeX", "Nehalem without AVX"]),
        ("Zen", False, ["Nehalem without AVX", "Sandybridge"]),
        ("Nehalem", True, ["SkylakeX", "Haswell"]),
    ],
)
def test_two_kernels_are_chosen_that_are_not_this_ones(own, has_avx512, expected, monkeypatch):
    monkeypatch.setattr(same_digits, "look", lambda machine: (kernel(own), ""))
    assert same_digits.two_others(has_avx512) == expected


@pytest.fixture
def fake(monkeypatch):
    """No kernel and no lesson is run; compare's calls are kept."""
    compared = []
    monkeypatch.setattr(same_digits, "idle", lambda machine: "")
    monkeypatch.setattr(same_digits, "look", lambda machine: (kernel("SkylakeX"), ""))
    monkeypatch.setattr(same_digits, "compare", lambda *pair: compared.append(pair) or True)
    return compared


TWO = ("Haswell", "Nehalem without AVX")


def test_every_lesson_runs_on_every_machine(fake):
    same_digits.main([])
    lessons = ("05_mini_batches", "11_the_scoreboard")
    assert sorted(fake) == sorted((lesson, machine) for lesson in lessons for machine in TWO)
    fake.clear()
    same_digits.main(["03_one_layer", "04_two_layers.ipynb", "--machines", "all"])
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
        same_digits, "compare", lambda *pair: fake.append(pair) or pair[1] != TWO[0]
    )
    with pytest.raises(SystemExit, match="not the same"):
        same_digits.main(["03_one_layer"])
    assert len(fake) == 2


def test_a_machine_that_is_not_emulated_fails_and_runs_nothing(fake, monkeypatch, capsys):
    monkeypatch.setattr(
        same_digits, "look", lambda machine: (kernel("SkylakeX"), "no effect" * (machine == TWO[1]))
    )
    with pytest.raises(SystemExit, match="could not be compared"):
        same_digits.main(["03_one_layer"])
    assert [machine for _, machine in fake] == [TWO[0]]
    assert f"{TWO[1]}: ERROR: no effect" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["99_nothing"], "no notebook for 99_nothing"),
        (["03_one_layer", "--machines", "Cray"], "no machine Cray"),
    ],
)
def test_what_is_unknown_is_refused(arguments, words, fake, capsys):
    with pytest.raises(SystemExit):
        same_digits.main(arguments)
    assert words in capsys.readouterr().err
    assert not fake


@pytest.mark.parametrize("changed, code", [(None, 0), ("1.24", 0), (None, 1)])
def test_shortened_runs_are_compared_with_one_here(changed, code, fake, monkeypatch, capsys):
    class Result:
        stderr = ""

        def __init__(self, machine):
            self.returncode = code if machine == TWO[1] else 0
            self.stdout = changed if changed and machine == TWO[1] else "1.23"

    monkeypatch.setattr(same_digits, "shortened", lambda lesson, machine: Result(machine))
    if changed or code:
        with pytest.raises(SystemExit, match="not the same"):
            same_digits.main(["03_one_layer", "--short"])
    else:
        same_digits.main(["03_one_layer", "--short"])
    printed = capsys.readouterr().out
    assert f"03_one_layer, shortened, {TWO[0]}: the same digits" in printed
    assert ("+1.24" in printed) == (changed is not None)
    assert not fake  # nothing was compared with what is stored
