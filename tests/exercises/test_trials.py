"""What the checks try: nothing is the same in all trials, unless the statement says so.

An answer counts as right if it is right for all trials. Whatever is the same in all of them is a
thing that a wrong answer may rely on: that n is even, that the last batch is smaller, that a label
is missing. The features here are looked for in the very arguments that a check hands to an answer.
"""

import copy
import inspect
from collections import defaultdict
from fnmatch import fnmatchcase
from functools import cache
from itertools import combinations, permutations

import numpy as np
import pytest

from nnlib.classroom.exercises.compare import same
from nnlib.classroom.exercises.engine import RIGHT

from .test_exercises import EXERCISES, asks_for_function

FUNCTIONS = {
    param.values[1]: param.values[2] for param in EXERCISES if asks_for_function(param.values[2])
}

# What may be the same in all trials: the exercise, the feature, and why. * stands for anything.
MAY_BE_SAME = {
    "all": {
        "* lr: its sign": "a learning rate is above 0",
        "* p: nothing below 0": "probabilities",
        "* p.columns is never 1": "of one class alone the probability is always 1",
    },
    "00": {
        "mean_image X: nothing below 0": "pixels",
        "full_ink X: nothing below 0": "pixels",
        "one_hot_rows labels: its type": "labels are read as whole numbers of the usual type",
        "predicted_digits outputs.columns is always 10": "ten outputs for each image",
    },
    "01": {
        "correct w.length is never below target": "the target is 0 or 1",
    },
    "02": {
        "* a: nothing below 0": "outputs of a sigmoid",
        "mean_loss a.columns is always 1": "(m,) or (m, 1)",
    },
    "03": {
        "largest_rate X: its type": "pixels as bytes",
    },
    "04": {
        "back_through_three a?: nothing below 0": "outputs of ReLUs",
        "back* Y.columns is never 1": "of one class alone the probability is always 1",
    },
    "05": {
        "batch_for *: its sign": "standard deviations",
        "combined sizes: whether a 0 is in it": "a piece without rows has no gradient",
        "combined sizes: its type": "numbers of rows",
        "shuffled_batches order: *": "the row numbers, each once",
    },
    "06": {
        "slope_falls_to share: its sign": "a share is from 0 to 1",
    },
    "07": {
        "std_for wanted: its sign": "a root mean square is not below 0",
        "layers_until_gone std: its sign": "a standard deviation is above 0",
    },
    "08": {
        "opening_pull counts: its type": "counts are whole numbers",
        "never_seen m is never 1": "of one image none is ever missed",
        "dealt y: whether a 0 is in it": "class 0 occurs, too",
        "dealt y.length is never below n_classes": "each class occurs k times",
        "dealt y.length is always a multiple of n_classes": "each class occurs k times",
    },
    "09": {
        "images_needed *: its sign": "shares",
        "* l2*: its sign": "a strength is above 0",
        "split order: its type": "numbers of images",
        "split order: whether a number is in it twice": "each image once",
        "split order.length is never 1": "some images to learn from, and some to measure on",
        "split order.length is never below j": "runs from 0, one a fold",
        "split k is never 1": "of one fold alone nothing is left to learn from",
        "split k is never below j": "runs from 0, one a fold",
    },
    "10": {
        "steps_to_shrink curvatures: nothing below 0": "a valley has curvatures above 0",
        "steps_to_shrink curvatures.length is never 1": "they are not all the same",
        "steps_to_shrink shrink: its sign": "a share",
        "uncorrected_first_step keep_?: its sign": "shares that are kept",
    },
    "11": {
        "softmax_slope dp.columns is never 1": "of one class alone the probability is always 1",
        "score_at_the_end W.columns is never 1": "of one class alone the probability is always 1",
        "mended_step Y.columns is always 4": "a network n_in–4–4",
    },
    "12": {
        "centres_of_mass X: its type": "bytes",
        "centres_of_mass X: whether a number is in it twice": "784 bytes",
        "centres_of_mass X.columns is always 784": "(m, 784)",
        "from_scan scan: its type": "bytes",
        "from_scan scan: whether a number is in it twice": "784 bytes",
        "from_scan scan.rows is always 28": "(28, 28)",
        "evidence_between x: nothing below 0": "pixels from 0 to 1",
        "evidence_between W2.columns is never 1": "two classes are compared",
        "evidence_between W2.columns is never below ?": "classes from 0",
        "mixed_up counts: its type": "counts are whole numbers",
        "mixed_up counts.rows is never 1": "two classes are taken for each other",
    },
}
PATTERNS = [pattern for lesson in MAY_BE_SAME.values() for pattern in lesson]

# Pixels, as `data.mnist()` gives them.
BYTES = {
    "mean_image": "X",
    "largest_rate": "X",
    "std_for": "X",
    "centres_of_mass": "X",
    "from_scan": "scan",
}

# Numbers of a run or of a class, counted from 0, and how many there are of them.
PLACES = {
    "split": lambda order, k, j: {"j": (j, k)},
    "evidence_between": lambda W1, b1, W2, x, k, j: {"k": (k, W2.shape[1]), "j": (j, W2.shape[1])},
}


def each(names):
    return pytest.mark.parametrize("name", names)


@each(FUNCTIONS)
def test_nothing_is_the_same_in_all_trials(name):
    same = [f"{name} {feature}" for feature in what_is_same(name)]
    assert [x for x in same if not any(fnmatchcase(x, p) for p in PATTERNS)] == []


def test_what_may_be_the_same_is_the_same_somewhere():
    same = [f"{name} {feature}" for name in FUNCTIONS for feature in what_is_same(name)]
    assert [p for p in PATTERNS if not any(fnmatchcase(x, p) for x in same)] == []


@each(BYTES)
def test_bytes_are_tried(name):
    assert np.uint8 in [np.asarray(x).dtype for x in arguments_of(name)[BYTES[name]]]


@each(PLACES)
def test_the_first_and_the_last_place_are_tried(name):
    calls = zip(*arguments_of(name).values(), strict=True)
    seen = {(x, at) for call in calls for x, at in PLACES[name](*call).items()}
    for x in PLACES[name](*(values[0] for values in arguments_of(name).values())):
        assert 0 in [place for y, (place, n) in seen if y == x], f"{x} is never 0"
        assert 1 in [n - place for y, (place, n) in seen if y == x], f"{x} is never the last"


@cache
def arguments_of(name):
    """What a check hands to a right answer: for each argument, its values in all the calls."""
    exercise = FUNCTIONS[name]
    names = list(inspect.signature(exercise.model).parameters)
    calls = []

    def answer(*args):
        calls.append(copy.deepcopy(args))
        return exercise._solution(*args)

    assert exercise.grade(answer).state == RIGHT
    return dict(zip(names, zip(*calls, strict=True), strict=True))


@cache
def what_is_same(name):
    """The features that are the same in all calls, in words."""
    arguments, same = arguments_of(name), []
    for name, values in arguments.items():
        of_one = features_of(values)
        same += [f"{name}: {feature}" for feature, seen in of_one.items() if is_same(seen)]
    return same + what_is_same_of_sizes(arguments) + what_is_same_of_pairs(arguments)


def is_same(seen):
    return len({str(value) for value in seen}) == 1


def features_of(values):
    """The features of one argument, each with its value in every call."""
    if all(is_whole(x) for x in values):
        return {"its value": values}
    if all(isinstance(x, float) for x in values):
        found = {"its value": values, "its sign": [np.sign(x) for x in values]}
        return found | only_if(is_coarse(values), "a multiple of 1/16")
    if not all(isinstance(x, np.ndarray) for x in values):
        return {}
    found = {
        "its first number": [x.flat[0] for x in values],
        "its last number": [x.flat[-1] for x in values],
        "the place of its largest": [x.argmax() for x in values],
        "the place of its smallest": [x.argmin() for x in values],
    }
    square = [x for x in values if x.ndim == 2 and x.shape[0] == x.shape[1] > 1]
    found |= only_if(square and all((x == x.T).all() for x in square), "symmetric")
    rows = [x for x in values if x.ndim == 1 and len(x) > 1]
    found |= only_if(rows and all((np.diff(x) >= 0).all() for x in rows), "sorted")
    if all(np.isin(x, (0, 1)).all() for x in values):
        if all(x.ndim == 2 and (x.sum(axis=1) == 1).all() for x in values):  # one-hot
            return found | {"whether a class is missing": [(~x.any(axis=0)).any() for x in values]}
        return found | {
            "whether all are 1": [x.all() for x in values],
            "whether all are 0": [not x.any() for x in values],
        }
    if all(x.dtype.kind in "iu" for x in values):
        found["whether a 0 is in it"] = [(x == 0).any() for x in values]
        found["whether a number is in it twice"] = [len(np.unique(x)) < x.size for x in values]
        found["its type"] = [x.dtype for x in values]
        return found
    found |= only_if(all(is_coarse(x) for x in values), "multiples of 1/16")
    if all((x >= 0).all() for x in values):
        return found | only_if(True, "nothing below 0")
    for what, is_it in (("positive", np.greater), ("negative", np.less)):
        found[f"whether a row is all {what}"] = [
            is_it(x, 0).all(axis=-1).any() for x in values if x.ndim
        ]
    return found


def only_if(it_is, what):
    return {what: [True]} if it_is else {}


def is_whole(x):
    return isinstance(x, int | np.integer) and not isinstance(x, bool)


def is_coarse(x):
    return not (np.asarray(x) * 16 % 1).any()


def sizes_of(name, x):
    """The whole numbers of an argument: itself, or its lengths."""
    if isinstance(x, np.ndarray):
        axes = {1: ["length"], 2: ["rows", "columns"]}
        axes = axes.get(x.ndim, [f"axis {i}" for i in range(x.ndim)])
        return {f"{name}.{axis}": n for axis, n in zip(axes, x.shape, strict=True)}
    if isinstance(x, list):
        return {f"{name}.length": len(x)}
    return {name: int(x)} if is_whole(x) else {}


def what_is_same_of_sizes(arguments):
    seen = defaultdict(dict)
    for name, values in arguments.items():
        for call, x in enumerate(values):
            for size, n in sizes_of(name, x).items():
                seen[size][call] = n
    groups = {}  # sizes that are the same in every call are one
    for size, n in seen.items():
        groups.setdefault(tuple(n.items()), size)
    groups = {size: dict(n) for n, size in groups.items()}
    same = []
    for size, n in groups.items():
        numbers = set(n.values())
        if len(numbers) == 1:
            same.append(f"{size} is always {numbers.pop()}")
        else:
            same += [f"{size} is always odd"] if all(k % 2 for k in numbers) else []
            same += [f"{size} is always even"] if not any(k % 2 for k in numbers) else []
            same += [f"{size} is never 1"] if 1 not in numbers else []
    groups = {size: n for size, n in groups.items() if len(set(n.values())) > 1}
    for a, b in combinations(groups, 2):
        differences = [groups[a][call] - groups[b][call] for call in groups[a].keys() & groups[b]]
        if any(differences):
            same += [f"{a} is never above {b}"] if max(differences) <= 0 else []
            same += [f"{a} is never below {b}"] if min(differences) >= 0 else []
    for a, b in permutations(groups, 2):
        if "." not in b and 0 not in groups[b].values():
            rests = [n % groups[b][call] for call, n in groups[a].items()]
            same += [f"{a} is always a multiple of {b}"] if not any(rests) else []
            same += [f"{a} is never a multiple of {b}"] if all(rests) else []
    return same


def what_is_same_of_pairs(arguments):
    """Which of two numbers that are not whole is always the larger one."""
    numbers = {a: v for a, v in arguments.items() if all(isinstance(x, float) for x in v)}
    same = []
    for a, b in combinations(numbers, 2):
        differences = np.subtract(numbers[a], numbers[b])
        same += [f"{a} is never above {b}"] if max(differences) <= 0 else []
        same += [f"{a} is never below {b}"] if min(differences) >= 0 else []
    return same


@pytest.mark.parametrize("name", [x for x in FUNCTIONS if not FUNCTIONS[x].judge])
def test_two_trials_tell_mistakes_apart(name):
    """A mistake is told by name: one trial that differs may differ by chance."""
    exercise = FUNCTIONS[name]
    results = {"the right answer": exercise._wants}
    for message, mistake in exercise.mistakes.items():
        results[message] = [r.result if r.error is None else None for r in exercise._runs(mistake)]
    for (a, mine), (b, theirs) in combinations(results.items(), 2):
        alike = [same(x, y, exercise.tolerance) for x, y in zip(mine, theirs, strict=False)]
        assert len(exercise._inputs) - sum(alike) > 1, f"alike but once:\n{a}\n{b}"
