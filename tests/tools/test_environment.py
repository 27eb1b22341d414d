"""What is installed, what imports what, what is tested where, and what no file may name."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ON_CONDA = {"matplotlib": "matplotlib-base"}
PYTHONS = ["3.11.0", "3.12.0", "3.13.0", "3.14.0"]
PLATFORMS = ["linux", "darwin", "win32"]

# Which modules of the core may import which. The classroom may import the core and itself.
# Anyone may use checks.
ARROWS = {
    "checks": set(),
    "data": {"saving"},
    "activations": {"layers"},
    "initializers": set(),
    "neurons": {"activations"},
    "parameters": set(),
    "layers": {"parameters"},
    "losses": {"activations", "layers"},
    "saving": set(),
    "network": {"layers", "parameters", "saving"},
    "exact": {"network"},
    "optimizers": {"schedules"},
    "schedules": set(),
    "diagnosis": {"layers"},
    "gradient": {"losses", "network"},
    "training": {"diagnosis", "gradient"},
    "checkpoint": {"saving"},
    "one_by_one": {"diagnosis", "gradient", "layers", "network", "optimizers"},
    "ablation": {"diagnosis"},
    "explain": {"activations", "layers"},
    "gradient_check": {"network"},
    "metrics": set(),
}
# Loaded inside a function, when it is called.
LAZY = {"training": {"tqdm"}, "ablation": {"tqdm"}, "data": {"sklearn"}}


def requirements():
    """All of pyproject's, by name: {name: specifier}."""
    project = PYPROJECT["project"]
    extras = project["optional-dependencies"]
    # Optional, and in neither of the two other files.
    optional = {"torch", "bench", "browser", "grading", "slides", "site", "lite"}
    lists = [project["dependencies"], *(extras[name] for name in extras if name not in optional)]
    found = [Requirement(text) for texts in lists for text in texts]
    return {canonicalize_name(r.name): r.specifier for r in found if r.name != project["name"]}


def test_conda_and_pip_have_the_same_ranges():
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    environment = yaml.safe_load(text)
    assert environment["channels"] == ["conda-forge"]
    *lines, last = environment["dependencies"]
    assert last == {"pip": ["-e ."]}
    conda = {Requirement(line).name: Requirement(line).specifier for line in lines}
    assert conda.pop("pip") == ""
    assert conda.pop("python") == PYPROJECT["project"]["requires-python"]
    assert conda == {ON_CONDA.get(name, name): spec for name, spec in requirements().items()}


def test_constraints_name_no_address_and_fit_the_ranges():
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert "@" not in text
    pins = [Requirement(line) for line in text.splitlines()]
    for python in PYTHONS:
        for platform in PLATFORMS:
            here = {
                "python_full_version": python,
                "python_version": ".".join(python.split(".")[:2]),
                "sys_platform": platform,
            }
            used = [pin for pin in pins if pin.marker is None or pin.marker.evaluate(here)]
            names = [canonicalize_name(pin.name) for pin in used]
            assert len(names) == len(set(names)), f"two versions of one package on {here}"
            versions = dict(zip(names, (str(pin.specifier) for pin in used), strict=True))
            for name, allowed in requirements().items():
                assert name in versions, f"constraints.txt lacks {name}; run: make constraints"
                version = versions[name].removeprefix("==")
                assert version in allowed, f"{name} {version} is not {allowed}"


def test_import_loads_numpy_alone():
    heavy = {"matplotlib", "ipywidgets", "sklearn", "tqdm", "IPython", "PIL", "jupyterlab"}
    heavy |= {"torch", "anywidget", "joblib", "dask", "distributed", "jax"}
    code = f"import sys, nnlib; print(sorted({heavy} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout.strip() == "[]", result.stderr


def imports(path, module):
    """What a file of nnlib imports: (name, inside a function or not)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = set(map(id, tree.body))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: imports are written out"
            # `from nnlib import layers` imports nnlib.layers
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            names = whole if node.module == "nnlib" else [node.module]
        else:
            continue
        for name in names:
            yield name, id(node) not in top


FILES = sorted(path for path in (ROOT / "nnlib").rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_arrows_point_one_way(path):
    inside = path.relative_to(ROOT / "nnlib").with_suffix("").parts
    wing = inside[0]
    if wing in ("classroom", "__init__", "estimator"):
        return  # these may import all of the core; the core's own lines below keep them out of it
    assert wing in ARROWS, f"{wing} is new: say in ARROWS what it may import"
    for name, lazy in imports(path, inside):
        package, _, rest = name.partition(".")
        if package == "nnlib":
            target = rest.split(".")[0]
            allowed = ARROWS[wing] | {"checks", wing}
            assert target in allowed, f"{wing} imports nnlib.{target}; it may import {allowed}"
        elif package != "numpy" and package not in sys.stdlib_module_names:
            assert lazy, f"{wing} loads {package} on import; the core is NumPy only"
            assert package in LAZY.get(wing, set()), f"{wing} imports {package}"


# Whoever changes a module finds its test by its name, in the room of the house that it is in.
ROOMS = {
    "nnlib": "core",
    "nnlib/classroom/plots": "plots",
    "nnlib/classroom/explorers": "explorers",
    "nnlib/classroom/questions": "questions",
    "nnlib/classroom/guesses": "guesses",
}
ELSEWHERE = {
    "checks": "what it refuses is asked at every door: core/test_bad_input.py",
    "schedules": "with the optimizers that ask for a rate: core/test_optimizers.py",
    "shapes": "what it refuses is in BAD of each plot",
    "tiles": "read back with digits, weights and evidence, which are made of them",
}


def test_each_module_has_a_test_that_is_called_like_it():
    missing = {
        path.stem
        for folder, room in ROOMS.items()
        for path in (ROOT / folder).glob("[!_]*.py")
        if not (ROOT / "tests" / room / f"test_{path.name}").exists()
    }
    assert missing == set(ELSEWHERE)
    assert not [path.name for path in (ROOT / "tests").glob("test_*.py")], "each is in a room"


def test_make_help_tells_every_target():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", text, re.M)[1].split()
    assert [name for name in targets if not re.search(rf"^{name}:[^#=]*# ", text, re.M)] == []


def test_importing_nnlib_loads_no_classroom():
    tree = list(imports(ROOT / "nnlib" / "__init__.py", ("__init__",)))
    assert not [name for name, _ in tree if "classroom" in name or "estimator" in name]


def text_files():
    """Every file that is in git or could be put there, if it is text."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        result = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git repository")
    for name in result.stdout.decode().split("\0"):
        path = ROOT / name
        if name and path.is_file():
            raw = path.read_bytes()
            if b"\0" not in raw:
                yield name, raw.decode("utf-8", errors="replace")


def unwanted(text):
    """Addresses of package registries, and absolute paths of somebody's computer."""
    hosts = r"pypi\.org|pythonhosted\.org|registry\.npmjs|conda\.anaconda\.org|deb\.debian\.org"
    places = "|".join(["home", "root", "tmp", "work", "Users"])
    # Not a path: `and/or` words, a relative path (tests/work/), an address (example.org/home/).
    return re.findall(rf"{hosts}|(?<![\w.~*)}}\]/-])/(?:{places})/[\w.]", text)


def test_no_file_names_a_registry_or_a_place_on_one_computer():
    found = {
        name: unwanted(text)
        for name, text in text_files()
        if name != "tests/tools/test_environment.py" and unwanted(text)
    }
    assert not found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see " + "/home" + "/me/x", True),
        ("https://" + "pypi" + ".org/simple", True),
        ('"' + "/tmp" + '/x"', True),
        ("network/home/x and tests/work/y", False),
    ],
)
def test_unwanted(text, found):
    assert bool(unwanted(text)) == found


def test_a_checkout_with_windows_line_endings_has_none(tmp_path):
    """bash reads no others, and a lesson would be longer than it may be."""
    windows = ["-c", "core.autocrlf=true", "-c", "core.eol=crlf"]
    command = ["git", *windows, "checkout-index", "--all", f"--prefix={tmp_path}{os.sep}"]
    try:
        subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git repository")
    paths = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert tmp_path / ".ci" / "run" in paths
    for path in paths:
        raw = path.read_bytes()
        assert b"\0" in raw[:8000] or b"\r" not in raw, path.relative_to(tmp_path)


def test_the_steps_without_make_look_at_python_first():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for python, slash in (("python3", "/"), ("py", "\\")):
        check = f"    {python} tools{slash}check_python.py\n    {python} -m venv .venv\n"
        assert check in text


@pytest.mark.parametrize("version, right", [((3, 10), False), ((3, 11), True), ((2, 7), False)])
def test_an_old_python_is_told_what_to_write(version, right):
    path = ROOT / "tools" / "check_python.py"
    code = f"import sys; sys.version_info = {version}; exec(open({str(path)!r}).read())"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (result.returncode == 0) == right
    said = result.stderr
    assert right or ("3.11 or newer" in said and "make lab PYTHON=" in said and "py -3.12" in said)
