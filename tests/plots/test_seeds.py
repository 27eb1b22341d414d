"""One dot a seed, with mean and standard deviation."""

import numpy as np
import pytest

from nnlib.classroom import plots
from nnlib.classroom.sentences import number
from picture_checks import assert_readable, labels, legend, lines, one_axes, ticks, told

rng = np.random.default_rng(0)
SWEEP = 90 + rng.normal(size=(4, 9))
LONG = "stochastic gradient descent with momentum and weight decay"

TYPICAL = {
    "seeds": lambda: plots.seeds(
        {"tanh": [95.1, 95.3], LONG: [96, 97]}, "accuracy in %", "Seeds", {LONG: 97.5}
    ),
    "twelve": lambda: plots.seeds({f"{LONG} {k}": SWEEP[0] + k for k in range(12)}),
    "one": lambda: plots.seeds({"tanh": [95.1]}),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    picture = make()
    assert_readable(picture)
    assert picture.sentence[0].isupper()


def test_the_same_bytes_again():
    assert TYPICAL["seeds"]().png == TYPICAL["seeds"]().png


def test_seeds():
    scores = {"tanh": [94, 96.5, 95], "ReLU": [97, 98, 97], "one": [90]}
    picture = plots.seeds(scores, "right", "Three", published={"ReLU": 98.25})
    axes = one_axes(picture)
    drawn, names = lines(axes), ticks(axes.yaxis)
    assert list(names.values()) == list(scores)
    assert axes.get_ylim() == (2.6, -0.6), "the first is at the top"
    assert list(legend(axes)) == ["one seed", "mean ± standard deviation", "published"]
    dots = {names[row[0][1]]: [x for x, _ in row] for row in drawn["one seed"]}
    assert dots == scores
    bar, mean = {}, {}
    for row in drawn["mean ± standard deviation"]:
        name = names[row[0][1]]
        if len(row) == 1:
            mean[name] = row[0][0]
        else:
            bar[name] = [x for x, _ in row]
    assert mean == {name: pytest.approx(np.mean(values)) for name, values in scores.items()}
    assert list(bar) == ["tanh", "ReLU"]
    for name, ends in bar.items():
        reach = np.std(scores[name], ddof=1)
        assert ends == pytest.approx([mean[name] - reach, mean[name] + reach]), name
    (((x, y),),) = drawn["published"]
    assert (names[y], x) == ("ReLU", 98.25)
    assert labels(axes) == ("right", "", "Three")
    for name, ends in bar.items():
        written = f"{name} {number(mean[name], 1)} ± {number(np.ptp(ends) / 2, 1)} (3 seeds)"
        written = written if name == "tanh" else "ReLU 97.33 ± 0.58 (3 seeds)"
        assert written in told(picture)
    assert told(picture).endswith("one 90 (1 seed); published: ReLU 98.25.")
    assert "3 rows of dots" in picture.alt


def test_seeds_tells_mean_and_deviation():
    scores = {"tanh": [94, 96], "ReLU": [97, 97, 97]}
    assert plots.seeds(scores, "accuracy", published={"ReLU": 98.25}).sentence == (
        "Mean ± standard deviation of accuracy: tanh 95 ± 1.4 (2 seeds), ReLU 97 ± 0 (3 seeds); "
        "published: ReLU 98.25."
    )


BAD = {
    "none": (lambda: plots.seeds({}), "expected a dict of 1 to 12"),
    "nan": (lambda: plots.seeds({"a": [np.nan]}), "NaN or inf in scores of 'a'"),
    "published": (
        lambda: plots.seeds({"a": [1]}, published={"b": 1}),
        "expected one of 'a'",
    ),
}


@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_bad_input_is_told_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()
