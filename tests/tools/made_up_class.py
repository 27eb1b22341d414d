"""A class of thirty, made up: ten hand in each of lessons 02, 04 and 07, in every shape there is.

`hand_in` writes the files, `wanted` tells what each student's answers are, and DAMAGE what has
become of the notebook on its way.
"""

import copy
import io
import json
import zipfile

from grading.answers import NOTEBOOKS, lessons
from lab import student_copy

# Wrong in a way that the exercise names; the body of the function.
WRONG = {
    "sigmoid_slope": "return a * (1 + a)",
    "mean_loss": "return np.mean((a.reshape(-1) - y) ** 2)",
    "numerical_gradient": (
        "h, s = 1e-5, np.empty(len(w))\n"
        "for j in range(len(w)):\n"
        "    up = w.copy()\n"
        "    up[j] += h\n"
        "    s[j] = (f(up) - f(w)) / h\n"
        "return s"
    ),
    "descend": (
        "w, b, losses = np.zeros(X.shape[1]), 0.0, np.zeros(n_steps)\n"
        "for k in range(n_steps):\n"
        "    a = sigmoid(X @ w + b)\n"
        "    losses[k] = 0.5 * np.mean((a - y) ** 2)\n"
        "    dz = (y - a) / len(y) * a * (1 - a)\n"
        "    w, b = w - lr * X.T @ dz, b - lr * dz.sum()\n"
        "return w, b, losses"
    ),
    "broken_gradient": (
        "a = sigmoid(X @ w + b)\ndz = (y - a) / len(y) * a * (1 - a)\nreturn X.T @ dz, dz.sum()"
    ),
    "merged": "return W1 @ W2, b2",
    "safe_softmax": "e = np.exp(z - z.max())\nreturn e / e.sum(axis=1, keepdims=True)",
    "natural_cross_entropy": "return -np.mean(np.sum(Y * np.log2(p), axis=1))",
    "score_slope": "return p - Y",
    "bias_slope": "return dz.sum(axis=1)",
    "back_through_three": (
        "dz3 = (p - Y) / len(Y)\n"
        "dz2 = dz3 @ W3.T * (a2 > 0)\n"
        "return dz3, dz2, dz3 @ W3.T @ W2.T * (a1 > 0)"
    ),
    "backward_tanh": (
        "dz2 = (p - Y) / len(X)\n"
        "dz1 = dz2 @ W2.T\n"
        "return X.T @ dz1, dz1.sum(axis=0), a1.T @ dz2, dz2.sum(axis=0)"
    ),
    "n_different": "return len(np.unique(np.column_stack([W1.T, W2]), axis=0))",
    "std_for": "return np.sqrt((X.astype(float) ** 2).sum(axis=1).mean()) / wanted",
    "scaled": "return draws * np.sqrt(len(draws))",
    "layers_until_gone": (
        "size, layers = 1.0, 0\n"
        "while size >= 0.001:\n"
        "    size = size * std * np.sqrt(n)\n"
        "    layers = layers + 1\n"
        "return layers"
    ),
    "leaky_std": "return np.sqrt(2 / n_in)",
}
NAMES = [
    "Ada Lovelace",
    "Zoë Müller",
    "José Núñez",
    "Łukasz Żak",
    "王小明",
    "O'Brien Sean",
    "Anna-Lena Groß",
    "Bo Li",
    "Çağla Öz",
    "Dmitri Ivanov",
    "Eve Adams",
    "Farid Amin",
    "Grace Okoro",
    "Hugo Dubois",
    "Ines Sá",
    "Jan de Vries",
    "Kim Sun",
    "Lea Wolf",
    "Mia Rossi",
    "Noor Haddad",
    "Otto Berg",
    "Pia Lind",
    "Quentin Roy",
    "Rosa Marin",
    "Sam Fox",
    "Tara Singh",
    "Uli Kern",
    "Vera Nowak",
    "Wen Zhao",
    "Yara Costa",
]
# What has become of the notebook on its way; the rest comes as it was.
DAMAGE = {
    0: "copied cells",
    1: "deleted cells",
    2: "cells in another order",
    3: "answers turned into Markdown",
    4: "an older version",
    5: "broken JSON",
    6: "no metadata",
    7: "magics and questions",
    8: "a syntax error",
    9: "an answer that never ends",
    10: "no metadata",
    11: "a script",
    12: "copied cells",
    13: "empty",
    14: "an old format",
    15: "deleted cells",
    16: "a saved page",
    17: "bytes of another system",
    18: "an answer that ends all",
    19: "the course's own answer",
    20: "cells in another order",
    21: "marks of a conflict",
    22: "answers turned into Markdown",
    23: "an older version",
    24: "magics and questions",
}
UNREAD = {"broken JSON", "empty", "a saved page", "marks of a conflict"}
CONFLICT = "<<<<<<< mine\n=======\n>>>>>>> theirs\n"
STATES = "right", "wrong", "not attempted", "right", "raised an exception"


def number_of(i):
    return ("02", "04", "07")[i // 10]


def wanted(i):
    """The states of a student's answers, exercise by exercise."""
    names, damage = list(lessons()[number_of(i)].exercises), DAMAGE.get(i)
    states = {name: STATES[(i + j) % len(STATES)] for j, name in enumerate(names)}
    first = names[0]
    if damage in ("deleted cells", "an older version"):
        states[first] = "not in the notebook"
    if damage in ("a syntax error", "an answer that never ends", "an answer that ends all"):
        states[first] = "raised an exception"
    if damage == "the course's own answer":
        states[first] = "not attempted"
    return states


def head_of(name, answer):
    return next(line for line in answer.splitlines() if line.startswith(f"def {name}("))


def cell_of(name, exercise, state, stub):
    """A cell with an answer in this state."""
    head = head_of(name, exercise.answer)
    if state == "right":
        return exercise.answer
    if state == "wrong":
        return "\n    ".join([head, *WRONG[name].splitlines()])
    return f"{head}\n    return unknown + 1" if state == "raised an exception" else stub


def notebook_of(i):
    """A student's notebook, as a text."""
    lesson, states, damage = lessons()[number_of(i)], wanted(i), DAMAGE.get(i)
    path = NOTEBOOKS / f"{lesson.stem}.ipynb"
    notebook = student_copy(json.loads(path.read_text(encoding="utf-8")))
    notebook = copy.deepcopy(notebook)
    cells, first = notebook["cells"], next(iter(lesson.exercises))
    for cell in cells:
        if name := cell["metadata"].get("exercise"):
            exercise, stub = lesson.exercises[name], "".join(cell["source"])
            cell["source"] = cell_of(name, exercise, states[name], stub)
            if name != first:
                continue
            if damage == "a syntax error":
                cell["source"] = f"{head_of(name, exercise.answer)}\n    return (1"
            if damage == "an answer that never ends":
                cell["source"] = f"{head_of(name, exercise.answer)}\n    while True: pass"
            if damage == "an answer that ends all":
                cell["source"] = f"{head_of(name, exercise.answer)}\n    import os; os._exit(0)"
            if damage == "the course's own answer":
                cell["source"] = f"{name} = lesson{lesson.number}.{name}"
    answers = [cell for cell in cells if cell["metadata"].get("exercise")]
    if damage == "copied cells":  # the stub once more, below the answer
        original = json.loads(path.read_text(encoding="utf-8"))["cells"]
        cells += [cell for cell in original if cell["metadata"].get("exercise")]
    if damage == "deleted cells":
        imports = [c for c in cells if "import numpy" in "".join(c["source"])]
        for cell in [answers[0], *imports]:
            cells.remove(cell)
    if damage == "cells in another order":
        cells.reverse()
    if damage == "answers turned into Markdown":
        for cell in answers:
            cell["cell_type"] = "markdown"
    if damage == "an older version":
        for cell in cells:
            source = "".join(cell["source"])
            cell["source"] = source.replace(first, f"old_{first}")
    if damage in ("no metadata", "copied cells"):
        notebook["metadata"] = {"colab": {"provenance": []}}
        for cell in cells:
            cell["metadata"] = {}
            cell.pop("id", None)
    if damage == "magics and questions":
        asked = 'from nowhere import guess\nanswer = guess("How many?")\nask("04.1")\nreveal()'
        cells.insert(1, {"cell_type": "code", "metadata": {}, "source": asked})
        magics = "%matplotlib inline\n!pip install numpy\nnp.mean?\n%%time\n"
        cells.insert(1, {"cell_type": "code", "metadata": {}, "source": magics})
    if damage == "an old format":
        for cell in cells:
            cell["input"] = cell.pop("source")
        return json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}]})
    if damage == "a script":
        return "\n\n# In[ ]:\n\n".join(
            "".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"
        )
    text = json.dumps(notebook, ensure_ascii=False)
    return {
        "broken JSON": text[: len(text) // 2],
        "empty": "",
        "a saved page": f"<!DOCTYPE html><html>{text}",
        "marks of a conflict": f"{CONFLICT}{text}",
    }.get(damage, text)


def hand_in(folder):
    """Write what the class hands in: flat, in folders, zips in zips, as the platforms name it."""
    within, outer = {}, io.BytesIO()
    for i, name in enumerate(NAMES):
        stem, text = lessons()[number_of(i)].stem, notebook_of(i)
        data = text.encode("utf-16" if DAMAGE.get(i) == "bytes of another system" else "utf-8")
        suffix = ".py" if DAMAGE.get(i) == "a script" else ".ipynb"
        flat = name.replace(" ", "").lower()
        path = (
            f"{name}/{stem}{suffix}",
            f"{stem} - {name}-Copy1{suffix}",
            f"{name}_{4000 + i}_assignsubmission_file_/{stem} (1){suffix}",
            f"{''.join(x for x in flat if x.isalpha())}_{90 + i}_{7000 + i}_{stem}-2{suffix}",
            None,
            f"week 3/{name}/{stem}/{stem}{suffix}",
        )[i % 6]
        if path:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        else:
            within[f"{stem}{suffix}", name] = data
    with zipfile.ZipFile(outer, "w") as zipped:
        for (file, name), data in within.items():
            inner = io.BytesIO()
            with zipfile.ZipFile(inner, "w") as one:
                one.writestr(file, data)
                one.writestr(f"__MACOSX/._{file}", b"x")
            zipped.writestr(f"{name}.zip", inner.getvalue())
    (folder / "the rest.zip").write_bytes(outer.getvalue())
