"""Exercises of lesson 02: the sigmoid's slope, the loss, its gradient, and all the way down."""

import numpy as np

from nnlib.activations import sigmoid
from nnlib.classroom.exercises.engine import exercise
from nnlib.classroom.exercises.trials import in_turn


def _outputs(rng):
    shapes = (4,), (3, 5), (2, 3, 4), (1,), (4, 1), (4, 1, 1), (1, 4), (1, 6, 3)
    shape = in_turn(rng, *shapes)
    return (rng.uniform(0.02, 0.98, size=shape),)


@exercise(
    trials=_outputs,
    examples=[(np.array([0.5, 0.9]),)],
    hints=[
        "The formula in the text needs only the output. Which letter is the output?",
        "a is σ(z) already, so the sigmoid is not needed any more.",
        "The slope is a product: the output, times its distance from 1.",
    ],
    reason="σ′(z) = a (1 − a): the slope is read off the output.\n"
    "NumPy multiplies number by number, so any shape will do.",
    mistakes={
        "You put a into the sigmoid once more. a is σ(z) already: it is an output, not a z.": (
            lambda a: sigmoid(a) * (1 - sigmoid(a))
        ),
        "1 − a is one of two factors.": lambda a: 1 - a,
        "1 − a² is the slope of another function, tanh. The sigmoid's is a − a².": (
            lambda a: 1 - a**2
        ),
        "One sign is wrong: the second factor is 1 − a.": lambda a: a * (1 + a),
        "Only one factor is 1 − a, the other is a.": lambda a: (1 - a) ** 2,
        "One factor is squared too much: the slope is a (1 − a).": lambda a: a * (1 - a) ** 2,
        "One factor is squared that should not be: the slope is a (1 − a).": (
            lambda a: a**2 * (1 - a)
        ),
        "That is the largest slope, 1/4, everywhere. Each output has a slope of its own.": (
            lambda a: np.full(a.shape, 0.25)
        ),
        "The whole slope is squared. It is a (1 − a).": lambda a: (a * (1 - a)) ** 2,
        "All slopes are 0. Does a * 1 - a stand there, without brackets? Or is there an array of "
        "zeros that nothing has filled?": lambda a: 0 * a,
        "a * 2 is not a²: the slope is a − a², or a (1 − a).": lambda a: a - a * 2,
        "That is the sigmoid of a. Wanted is its slope, and a is σ(z) already: a (1 − a).": sigmoid,
        "The two are multiplied, not divided: a (1 − a).": lambda a: (1 - a) / a,
        "The two are multiplied, not divided: a times (1 − a).": lambda a: a / (1 - a),
        "One factor is σ(a): a is σ(z) already. The slope is a (1 − a).": (
            lambda a: sigmoid(a) * (1 - a)
        ),
        "You computed z, going back from a. The slope does not need it.": (
            lambda a: np.log(a / (1 - a))
        ),
    },
)
def sigmoid_slope(a):
    """The slope of the sigmoid where its output is a. a: any shape; returns the same shape."""
    return a * (1 - a)


def _outputs_and_targets(rng):
    m = in_turn(rng, 5, 1, 4, 8, 1, 2)
    a, y = rng.uniform(0.05, 0.95, m), rng.integers(0, 2, m)
    y[:2] = (0, 1) if m > 2 else in_turn(rng, 0, 1)
    return in_turn(rng, a[:, np.newaxis], a), y


def _errors(a, y):
    return a.reshape(-1) - y


@exercise(
    trials=_outputs_and_targets,
    examples=[(np.array([0.9, 0.6, 0.2]), np.array([1, 0, 0]))],
    hints=[
        "What has to happen to a column of shape (m, 1) before y, shape (m,), is subtracted?",
        "a.reshape(-1) lays any array out in one row: shape (m,).",
        "Subtract, square, take np.mean, and halve.",
    ],
    reason="With equal shapes, a − y is one error an example.\n"
    "(m, 1) − (m,) would be m × m numbers: every output against every target.",
    mistakes={
        "Right for outputs of shape (m,). For a column, (m, 1), a − y pairs every output with "
        "every target: (m, m) numbers. Bring both to one shape first.": (
            lambda a, y: 0.5 * np.mean((a - y) ** 2)
        ),
        "The ½ is missing.": lambda a, y: np.mean(_errors(a, y) ** 2),
        "The ½ is missing. And for a column, (m, 1), a − y has (m, m) numbers: bring both to one "
        "shape first.": lambda a, y: np.mean((a - y) ** 2),
        "That is the sum over the examples. The loss is their mean.": (
            lambda a, y: 0.5 * np.sum(_errors(a, y) ** 2)
        ),
        "That is the sum over the examples; the loss is their mean. And for a column, (m, 1), "
        "a − y has (m, m) numbers: bring both to one shape first.": (
            lambda a, y: 0.5 * np.sum((a - y) ** 2)
        ),
        "That is the sum over the examples, without the ½. The loss is half of their mean.": (
            lambda a, y: np.sum(_errors(a, y) ** 2)
        ),
        "For a column, (m, 1), a − y pairs every output with every target: a sum of m × m numbers, "
        "divided by m. Bring both to one shape first.": (
            lambda a, y: 0.5 * np.sum((a - y) ** 2) / len(y)
        ),
        "You took the mean first and squared it then: errors up and down cancel. Square first.": (
            lambda a, y: 0.5 * np.mean(_errors(a, y)) ** 2
        ),
        "That is the mean of the errors' sizes. Each error is to be squared.": (
            lambda a, y: 0.5 * np.mean(np.abs(_errors(a, y)))
        ),
        "You took the mean of the errors without squaring: too high and too low cancel.": (
            lambda a, y: 0.5 * np.mean(_errors(a, y))
        ),
        "The errors are doubled, not squared: `* 2` is not `** 2`.": (
            lambda a, y: 0.5 * np.mean(_errors(a, y) * 2)
        ),
        "You took a square root: the loss is half the mean of the squares, as it is.": (
            lambda a, y: 0.5 * np.sqrt(np.mean(_errors(a, y) ** 2))
        ),
        "You took the square root of it all: the loss is half the mean of the squares, as it is.": (
            lambda a, y: np.sqrt(0.5 * np.mean(_errors(a, y) ** 2))
        ),
        "You took a square root, and the ½ is missing.": (
            lambda a, y: np.sqrt(np.mean(_errors(a, y) ** 2))
        ),
        "The result is always 0. Does 1 // 2 stand in your code? That is 0; one half is 1 / 2.": (
            lambda a, y: 0 * np.sum(a)
        ),
        "That is a quarter of the mean of the squares: the ½ enters once, and is not squared.": (
            lambda a, y: 0.25 * np.mean(_errors(a, y) ** 2)
        ),
        "The mean is divided by m a second time.": (
            lambda a, y: 0.5 * np.mean(_errors(a, y) ** 2) / len(y)
        ),
        "The targets are missing: the error is a − y.": lambda a, y: 0.5 * np.mean(a**2),
        "Only the first example counts: does `return` stand inside the loop?": (
            lambda a, y: 0.5 * _errors(a, y)[0] ** 2
        ),
        "Only the last example counts: is each one added to those before?": (
            lambda a, y: 0.5 * _errors(a, y)[-1] ** 2
        ),
        "Only one example counts, and it is divided by m: are all of them added up?": (
            lambda a, y: 0.5 * _errors(a, y)[-1] ** 2 / len(y)
        ),
        "That is the logarithmic loss, cross-entropy. Here it is ½(a − y)².": lambda a, y: (
            -np.mean(np.log(np.where(y == 1, a.reshape(-1), 1 - a.reshape(-1))))
        ),
        "Right for columns, (m, 1). For outputs of shape (m,), a column of targets pairs every "
        "output with every target: (m, m) numbers. Bring both to one shape first.": (
            lambda a, y: 0.5 * np.mean((a - y[:, np.newaxis]) ** 2)
        ),
        "A sign is wrong: the error is a − y.": lambda a, y: (
            0.5 * np.mean((a.reshape(-1) + y) ** 2)
        ),
        "That is half the length of all errors, with a square root. The loss is half the mean of "
        "their squares.": lambda a, y: 0.5 * np.linalg.norm(_errors(a, y)),
        "You took the median of the squares. The loss is half their mean.": (
            lambda a, y: 0.5 * np.median(_errors(a, y) ** 2)
        ),
        "You took the largest square. The loss is half the mean of all.": (
            lambda a, y: 0.5 * np.max(_errors(a, y) ** 2)
        ),
        "The outputs are rounded to yes and no. The loss takes them as they are.": (
            lambda a, y: 0.5 * np.mean(_errors(a.round(), y) ** 2)
        ),
        "Only the first example counts, and it is divided by m: does `return` stand inside the "
        "loop?": lambda a, y: 0.5 * _errors(a, y)[0] ** 2 / len(y),
        "You divided by m − 1. A mean divides by m.": (
            lambda a, y: 0.5 * np.sum(_errors(a, y) ** 2) / (len(y) - 1)
        ),
    },
)
def mean_loss(a, y):
    """Mean of ½(a − y)². a: (m,) or (m, 1), y: (m,); returns one number."""
    return 0.5 * np.mean((a.reshape(-1) - y) ** 2)


def _function_and_place(rng):
    n = in_turn(rng, 3, 5, 1, 2)
    c, d = rng.uniform(1, 3, n), rng.uniform(25, 35, n)  # so wavy that a larger h shows

    def f(w):
        return 50 + np.sum(c * w**2) + np.sum(np.sin(d * w)) + w[0] * w[-1]

    return f, rng.normal(size=n) + in_turn(rng, 0, 0, 0, 3)


def _not_moved_back(f, w, h=1e-5):
    w, slopes = w.copy(), np.empty(len(w))
    for j in range(len(w)):
        w[j] += h
        up = f(w)
        w[j] -= 2 * h
        slopes[j] = (up - f(w)) / (2 * h)
    return slopes


def _differences(f, w, up, down, divisor, h=1e-5):
    return np.array([(f(w + up * h * e) - f(w - down * h * e)) / divisor for e in np.eye(len(w))])


def _differences_of(f, places, n, h=1e-5):
    return np.array([np.subtract(*map(f, places(e))) / (2 * h) for e in np.eye(n)])


def _with_another_h(h):
    return lambda f, w: _differences(f, w, 1, 1, 2 * h, h=h)


def _first_alone(f, w):
    slopes = np.zeros(len(w))
    slopes[0] = _differences(f, w, 1, 1, 2e-5)[0]
    return slopes


def _nudges_kept(f, w, h=1e-5):
    nudges = h * np.tri(len(w))  # row j: every weight up to number j is moved
    return np.array([(f(w + nudge) - f(w - nudge)) / (2 * h) for nudge in nudges])


@exercise(
    trials=_function_and_place,
    tolerance=1e-8,
    hints=[
        "There are n slopes. What has to be moved for the slope number j, and what has to stay?",
        "For each j take two copies of w; move entry j up by h in one, down by h in the other.",
        "The slope j is (f(up) − f(down)) / (2 · h).",
    ],
    reason="One slope a weight: entry j is moved to both sides, the others stay.\n"
    "The two places lie 2h apart, so the difference is divided by 2h. Taking both sides cancels\n"
    "the bend of f: the error falls with h², that of a one-sided difference only with h.",
    mistakes={
        "You moved w to one side only. Take f a little above and a little below: the error is far "
        "smaller.": lambda f, w: _differences(f, w, 1, 0, 1e-5),
        "You moved w to one side only, downwards. Take f on both sides.": (
            lambda f, w: _differences(f, w, 0, 1, 1e-5)
        ),
        "The slopes are twice too large: divide by the distance of the two places. w + h and w − h "
        "lie 2h apart.": lambda f, w: _differences(f, w, 1, 1, 1e-5),
        "You moved to one side, and divided by 2h.": lambda f, w: _differences(f, w, 1, 0, 2e-5),
        "You moved all weights at once: that gives the sum of the slopes. Move one, and leave the "
        "others.": lambda f, w: np.full(len(w), (f(w + 1e-5) - f(w - 1e-5)) / 2e-5),
        "That is one number, the sum of the slopes. There are n slopes: move one weight, leave the "
        "others, and keep each slope.": (lambda f, w: (f(w + 1e-5) - f(w - 1e-5)) / 2e-5),
        "Each weight has to be moved back before the next one is moved. Better: move a copy.": (
            _not_moved_back
        ),
        "The difference was not divided by 2h.": lambda f, w: _differences(f, w, 1, 1, 1),
        "The difference was divided by 2 and multiplied by h. Does / 2 * h stand there? Put "
        "brackets: / (2 * h).": (lambda f, w: _differences(f, w, 1, 1, 2e5)),
        "All slopes are 0. Are both places the same, moved the same way, or one array under two "
        "names? Another name is no copy; w.copy() makes one.": lambda f, w: np.zeros(len(w)),
        "The first slope is right, all others are 0. Does `return` stand inside the loop?": (
            _first_alone
        ),
        "That is the first slope alone. Does `return` stand inside the loop?": (
            lambda f, w: _first_alone(f, w)[0]
        ),
        "The weights that were moved before are still moved. For each weight begin with w as it "
        "was given.": _nudges_kept,
        "The last slope is missing: does the loop end before the last weight?": (
            lambda f, w: _differences(f, w, 1, 1, 2e-5) * (np.arange(len(w)) < len(w) - 1)
        ),
        "Only the last slope is there, the others are 0. Does each one get its place?": (
            lambda f, w: _differences(f, w, 1, 1, 2e-5) * (np.arange(len(w)) == len(w) - 1)
        ),
        "That is the last slope alone. There are n slopes: keep each of them.": (
            lambda f, w: _differences(f, w, 1, 1, 2e-5)[-1]
        ),
        "Those are the differences of f, divided by 2. Divide by 2h.": (
            lambda f, w: _differences(f, w, 1, 1, 2)
        ),
        "f of the two places is added. Subtract.": lambda f, w: (
            _differences(f, w, 1, 1, 2e-5)
            + np.array([f(w - 1e-5 * e) for e in np.eye(len(w))]) / 1e-5
        ),
        "Brackets are missing: f(up) − f(down) / (2h) divides the second one alone.": lambda f, w: (
            np.array([f(w + 1e-5 * e) - f(w - 1e-5 * e) / 2e-5 for e in np.eye(len(w))])
        ),
        "The difference was multiplied by 2h. Divide by it.": (
            lambda f, w: _differences(f, w, 1, 1, 1 / 2e-5)
        ),
        "The weight number j is set to h and −h. Move it from where it is: add h, subtract h.": (
            lambda f, w: _differences_of(
                f, lambda e: (w * (1 - e) + 1e-5 * e, w * (1 - e) - 1e-5 * e), len(w)
            )
        ),
        "Each time the first weight is moved. For slope number j move weight number j.": (
            lambda f, w: np.full(len(w), _differences(f, w, 1, 1, 2e-5)[0])
        ),
        "The slopes are twice too large: the two places lie 4h apart. Move the weight by h.": (
            lambda f, w: _differences(f, w, 2, 2, 2e-5)
        ),
        "The slopes are half of what they should be. The two places have to lie 2h apart: w + h "
        "and w − h.": lambda f, w: _differences(f, w, 0.5, 0.5, 2e-5),
        "The slopes are cut to whole numbers: the array that holds them was made for integers.": (
            lambda f, w: np.trunc(_differences(f, w, 1, 1, 2e-5))
        ),
        **{
            f"Is h 1e-5? The numbers are those of h = {h:g}{why}.": _with_another_h(h)
            for why, several in (
                ("", (2e-5, 1e-6)),
                (", which is too large", (1.0, 0.1, 0.01, 0.001, 1e-4)),
                (
                    ", which is too small: the difference drowns in rounding",
                    (1e-8, 1e-9, 1e-10, 1e-12),
                ),
            )
            for h in several
        },
    },
)
def numerical_gradient(f, w):
    """Central differences of f at w. w: (n,); returns (n,). Does not change w."""
    h, slopes = 1e-5, np.empty(len(w))
    for j in range(len(w)):
        up, down = w.copy(), w.copy()
        up[j] += h
        down[j] -= h
        slopes[j] = (f(up) - f(down)) / (2 * h)
    return slopes


def _neuron_and_batch(rng):
    m, n = in_turn(rng, (5, 3), (8, 2), (1, 4), (6, 1), (2, 3))
    w, X = rng.normal(size=n), rng.normal(size=(m, n))
    y = rng.integers(0, 2, m) if m > 1 else np.array([in_turn(rng, 1, 0)])
    return w, float(rng.normal(scale=2)), X, y


def _slopes(
    w,
    b,
    X,
    y,
    sign=1,
    slope=lambda z, a: a * (1 - a),
    share=None,
    output=sigmoid,
    error=lambda a, y: a - y,
):
    """The gradient, or one with a mistake."""
    z = X @ w + b
    a = output(z)
    dz = sign * error(a, y) * slope(z, a) / (len(y) if share is None else share)
    return X.T @ dz, dz.sum()


def _no_slope(z, a):
    return 1


def _slope_of_a(z, a):
    return sigmoid(a) * (1 - sigmoid(a))


def _step(w, b, X, y, lr, **mistake):
    dw, db = _slopes(w, b, X, y, **mistake)
    return w - lr * dw, b - lr * db


def _new_weights_for_bias(w, b, X, y, lr):
    w = w - lr * _slopes(w, b, X, y)[0]
    return w, b - lr * _slopes(w, b, X, y)[1]


def _bias_left_out(w, b, X, y, lr):
    dw, db = _slopes(w, 0.0, X, y)
    return w - lr * dw, b - lr * db


def _one_by_one(w, b, X, y, lr):
    for x, target in zip(X, y, strict=True):
        w, b = _step(w, b, x[np.newaxis], target[np.newaxis], lr)
    return w, b


def _perceptron_step(w, b, X, y, lr, output):
    error = output(X @ w + b) - y
    return w - lr * X.T @ error / len(y), b - lr * error.mean()


def _mean_for_bias(w, b, X, y, lr):
    dw, db = _slopes(w, b, X, y)
    return w - lr * dw, b - lr * db / len(y)


def _steps_to_go(rng):
    _, _, X, y = _neuron_and_batch(rng)
    return X, y, float(rng.uniform(1, 5)), in_turn(rng, 3, 1, 5, 2)


def _half_mean_square(a, y):
    return 0.5 * np.mean((a - y) ** 2)


def _all_the_way(loss=_half_mean_square, step=_step, start=0.0, bias_in_z=1, **mistake):
    """Gradient descent, or one with a mistake."""
    output = mistake.get("output", sigmoid)

    def trained(X, y, lr, n_steps):
        w, b, losses = np.full(X.shape[1], start), start, []
        for _ in range(n_steps):
            losses.append(loss(output(X @ w + bias_in_z * b), y))
            w, b = step(w, b, X, y, lr, **mistake)
        return w, b, np.array(losses)

    return trained


_right_way = _all_the_way()


def _losses_after(X, y, lr, n_steps):
    w, b, losses = _right_way(X, y, lr, n_steps)
    return w, b, np.append(losses[1:], _half_mean_square(sigmoid(X @ w + b), y))


def _one_loss_more(X, y, lr, n_steps):
    w, b, _ = _right_way(X, y, lr, n_steps)
    return w, b, _right_way(X, y, lr, n_steps + 1)[2]


def _a_loss_for_each(X, y, lr, n_steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(n_steps):
        for x, target in zip(X, y, strict=True):
            losses.append(0.5 * (sigmoid(w @ x + b) - target) ** 2)
            w, b = _step(w, b, x[np.newaxis], target[np.newaxis], lr)
    return w, b, np.array(losses)


def _always_from_zero(X, y, lr, n_steps):
    w, b, losses = _right_way(X, y, lr, 1)
    return w, b, np.repeat(losses, n_steps)


def _one_slope_for_all(X, y, lr, n_steps):
    w, b, losses = _right_way(X, y, n_steps * lr, 1)
    return w, b, np.repeat(losses, n_steps)


def _outputs_of_the_start(X, y, lr, n_steps):
    """The losses are those on the way, the slopes all of the start."""
    w, b = _step(np.zeros(X.shape[1]), 0.0, X, y, 1.0)
    return (
        n_steps * lr * w,
        n_steps * lr * b,
        np.array([_half_mean_square(sigmoid(k * lr * (X @ w + b)), y) for k in range(n_steps)]),
    )


def _step_of(move_w=1, move_b=1, by=lambda lr: lr, by_b=None, of_w=None, of_b=None):
    """A step whose weights and bias have mistakes of their own."""

    def step(w, b, X, y, lr):
        dw, db = _slopes(w, b, X, y, **(of_w or {}))[0], _slopes(w, b, X, y, **(of_b or {}))[1]
        return w - move_w * by(lr) * dw, b - move_b * (by_b or by)(lr) * db

    return step


@exercise(
    trials=_steps_to_go,
    examples=[(np.array([[1.0], [2.0]]), np.array([0, 1]), 2.0, 2)],
    hints=[
        "Which lines are done once, and which at every step? What has to be known before the loss "
        "can be computed?",
        "In the loop: a from w and b, the loss from a, then da, dz, dw and db as in the shape "
        "table. The step comes last.",
        "Before the loop w = np.zeros(X.shape[1]), b = 0.0 and losses = np.zeros(n_steps), to be "
        "filled. At the end of each round w = w - lr * dw and b = b - lr * db.",
    ],
    reason="Forward to a, note the loss, back to both slopes, one step against them: that is one "
    "round.\nAt w = 0, b = 0 every output is one half, so the first loss is 1/8 whatever the data.",
    mistakes={
        "The losses are those after each step. Note the loss before w and b move.": _losses_after,
        "There is a loss too many: one before each step makes n_steps, and none is noted after the "
        "last.": _one_loss_more,
        "`losses` is the last loss alone. Keep the loss of every step.": lambda *args: (
            *_right_way(*args)[:2],
            _right_way(*args)[2][-1],
        ),
        "Only one step is made. Is the `return` inside the loop?": lambda X, y, lr, n_steps: (
            _right_way(X, y, lr, 1)
        ),
        "Every round begins at 0 again. w and b are set to 0 once, before the loop.": (
            _always_from_zero
        ),
        "All steps go along the slope of the start. Compute a anew in every round, from the new w "
        "and b.": _one_slope_for_all,
        "The losses are right for where you are, but the slopes are those of the start. Compute "
        "them anew in every round.": _outputs_of_the_start,
        "One step is missing: `range(n_steps)` goes round n_steps times.": (
            lambda X, y, lr, n_steps: _right_way(X, y, lr, n_steps - 1)
        ),
        "The weights begin at 1. They begin at 0, and so does the bias.": _all_the_way(start=1.0),
        "The ½ is missing from the losses.": _all_the_way(lambda a, y: np.mean((a - y) ** 2)),
        "The losses are sums. The loss is a mean over the examples.": (
            _all_the_way(lambda a, y: 0.5 * np.sum((a - y) ** 2))
        ),
        "The losses hold a number for each example. Take the mean over them.": (
            _all_the_way(lambda a, y: 0.5 * (a - y) ** 2)
        ),
        "The losses are shares of wrong answers. The loss is the mean of ½(a − y)².": (
            _all_the_way(lambda a, y: np.mean((a > 0.5) != y))
        ),
        "In the losses the error is not squared.": _all_the_way(lambda a, y: 0.5 * np.mean(a - y)),
        "You go uphill: a sign is wrong. Is the slope subtracted? Does it begin with a − y?": (
            _all_the_way(sign=-1)
        ),
        "The mean is missing from the slopes: da is divided by the number of examples, m.": (
            _all_the_way(share=1)
        ),
        "The mean of the slopes is taken twice: its 1/m enters once.": _all_the_way(
            step=lambda w, b, X, y, lr: _step(w, b, X, y, lr, share=len(y) ** 2)
        ),
        "You divided by the number of inputs. A mean over examples is divided by their number, "
        "the rows of X.": _all_the_way(
            step=lambda w, b, X, y, lr: _step(w, b, X, y, lr, share=len(w))
        ),
        "The slope of the sigmoid, a (1 − a), is missing.": _all_the_way(slope=_no_slope),
        "The slope of the sigmoid has lost its factor a: a (1 − a).": (
            _all_the_way(slope=lambda z, a: 1 - a)
        ),
        "The slope of the sigmoid has lost its factor 1 − a: a (1 − a).": (
            _all_the_way(slope=lambda z, a: a)
        ),
        "You put a into the sigmoid once more; its slope is a (1 − a).": (
            _all_the_way(slope=_slope_of_a)
        ),
        "In db the slope of the sigmoid is missing: it is the sum of dz, not of da.": (
            _all_the_way(step=_step_of(of_b={"slope": _no_slope}))
        ),
        "In dw the slope of the sigmoid is missing: it is made of dz, not of da.": (
            _all_the_way(step=_step_of(of_w={"slope": _no_slope}))
        ),
        "The learning rate is not used.": _all_the_way(step=_step_of(by=lambda lr: 1)),
        "The learning rate is missing from the step of the weights.": (
            _all_the_way(step=_step_of(by=lambda lr: 1, by_b=lambda lr: lr))
        ),
        "The learning rate is missing from the step of the bias.": (
            _all_the_way(step=_step_of(by_b=lambda lr: 1))
        ),
        "You divided by the learning rate. The slope is multiplied by it.": (
            _all_the_way(step=_step_of(by=lambda lr: 1 / lr))
        ),
        "The weights stand still; only the bias moves.": _all_the_way(step=_step_of(move_w=0)),
        "The bias stands still; it has a slope as well.": _all_the_way(step=_step_of(move_b=0)),
        "The bias goes uphill: its slope has to be subtracted, too.": (
            _all_the_way(step=_step_of(move_b=-1))
        ),
        "w and b never move. Does the step come in every round? And is the slope read off a, "
        "a (1 − a)? z (1 − z) is 0 at the start.": _all_the_way(step=_step_of(move_w=0, move_b=0)),
        "The inputs are missing from dw: X.T @ dz.": _all_the_way(
            step=lambda w, b, X, y, lr: (
                w - lr * _slopes(w, b, X, y)[1],
                _step(w, b, X, y, lr)[1],
            )
        ),
        "The bias steps with outputs of the new weights. Compute both slopes first, then step.": (
            _all_the_way(step=_new_weights_for_bias)
        ),
        "The 1/m is in da already; for db the numbers in dz are added up, not averaged.": (
            _all_the_way(step=_mean_for_bias)
        ),
        "db is a sum over the examples, and the 1/m is missing from da: a mean for db alone is not "
        "enough, dw needs it too.": _all_the_way(step=_step_of(of_w={"share": 1})),
        "The bias is missing from z = X @ w + b.": _all_the_way(step=_bias_left_out, bias_in_z=0),
        "The slopes are twice too large: the ½ in the loss cancels the 2.": (
            _all_the_way(step=_step_of(by=lambda lr: 2 * lr))
        ),
        "The slopes are half of what they should be: the ½ in the loss has cancelled the 2.": (
            _all_the_way(step=_step_of(by=lambda lr: lr / 2))
        ),
        "That is a step for each example. Each of the n_steps steps goes along the mean of their "
        "slopes.": _all_the_way(step=_one_by_one),
        "That is a step and a loss for each example. Each of the n_steps steps goes along the mean "
        "of the slopes, and has one loss.": _a_loss_for_each,
        "That is the rule of the perceptron, whose answers are 0 or 1. A sigmoid neuron answers "
        "σ(z), and each of its steps is a slope.": (
            _all_the_way(step=_perceptron_step, output=lambda z: (z > 0).astype(float))
        ),
        "The sigmoid is missing: a is σ(z), and you went on with z.": (
            _all_the_way(output=lambda z: z)
        ),
        "Every error is squared. The slope of ½(a − y)² along a is a − y.": (
            _all_the_way(error=lambda a, y: (a - y) ** 2)
        ),
        "The error has lost its sign. The slope along a is a − y.": (
            _all_the_way(error=lambda a, y: np.abs(a - y))
        ),
    },
)
def descend(X, y, lr, n_steps):
    """Gradient descent from zeros. X: (m, n), y: (m,); returns w, (n,), b, losses, (n_steps,)."""
    w, b, losses = np.zeros(X.shape[1]), 0.0, np.zeros(n_steps)
    for k in range(n_steps):
        a = sigmoid(X @ w + b)
        losses[k] = 0.5 * np.mean((a - y) ** 2)
        dz = (a - y) / len(y) * a * (1 - a)
        w = w - lr * X.T @ dz
        b = b - lr * dz.sum()
    return w, b, losses


def _given(w, b, X, y):
    a = sigmoid(X @ w + b)
    da = (y - a) / len(y)
    dz = da * sigmoid(a) * (1 - sigmoid(a))
    dw, db = X.T @ dz, dz.sum()
    return dw, db


def _without_sign(w, b, X, y, slope=lambda z, a: a * (1 - a)):
    z = X @ w + b
    a = sigmoid(z)
    dz = np.abs(a - y) * slope(z, a) / len(y)
    return X.T @ dz, dz.sum()


@exercise(
    trials=_neuron_and_batch,
    tolerance=1e-6,  # a gradient by central differences is right, too
    given=_given,
    hints=[
        "The output is too high: a is above y. Should the slope of the loss be positive or "
        "negative there? What does da say?",
        "The other mistake is in dz. What are a and sigmoid(a)?",
        "Compare the lines of da and dz with the right half of the shape table.",
    ],
    reason="The slope of ½(a − y)² along a is a − y, and that of the sigmoid is a (1 − a).\n"
    "With y − a the step w − lr · dw goes uphill. σ(a) is the sigmoid of the sigmoid: its slope\n"
    "is never far from one quarter, so training still works a little, and nobody notices.",
    mistakes={
        "One mistake is left: the sign. Where a is too high, the loss rises with a, so da and dz "
        "have to be positive, and dw and db are made of them as they are.": lambda *args: _slopes(
            *args, sign=-1
        ),
        "One mistake is left, in dz: a is σ(z) already, and you put it into the sigmoid once "
        "more.": lambda *args: _slopes(*args, slope=_slope_of_a),
        "Both mistakes are still there; something else has changed, or nothing has.": (
            lambda *args: _slopes(*args, sign=-1, slope=_slope_of_a)
        ),
        "The slope of the sigmoid is gone from dz. It belongs there, written right.": (
            lambda *args: _slopes(*args, slope=_no_slope)
        ),
        "The slope of the sigmoid is gone from dz, and the sign is still wrong.": (
            lambda *args: _slopes(*args, sign=-1, slope=_no_slope)
        ),
        "The slope is read off a, not off z: a (1 − a).": (
            lambda *args: _slopes(*args, slope=lambda z, a: z * (1 - z))
        ),
        "In dz one of the two factors still holds sigmoid(a). a is σ(z) already: a (1 − a).": (
            lambda *args: _slopes(*args, slope=lambda z, a: sigmoid(a) * (1 - a))
        ),
        "In dz the second factor still holds sigmoid(a). a is σ(z) already: a (1 − a).": (
            lambda *args: _slopes(*args, slope=lambda z, a: a * (1 - sigmoid(a)))
        ),
        "In dz the factor a is missing: a (1 − a).": (
            lambda *args: _slopes(*args, slope=lambda z, a: 1 - a)
        ),
        "In dz the factor 1 − a is missing: a (1 − a).": (
            lambda *args: _slopes(*args, slope=lambda z, a: a)
        ),
        "You divided by the number of inputs. The mean goes over the examples: len(y).": (
            lambda *args: _slopes(*args, share=len(args[0]))
        ),
        "Both mistakes are mended, but the 1/m is lost: the loss is a mean over the examples.": (
            lambda *args: _slopes(*args, share=1)
        ),
        "In dz a sign is wrong: the second factor is 1 − a.": (
            lambda *args: _slopes(*args, slope=lambda z, a: a * (1 + a))
        ),
        "In dz stands 1 − a², the slope of tanh. The sigmoid's is a (1 − a).": (
            lambda *args: _slopes(*args, slope=lambda z, a: 1 - a**2)
        ),
        "dw is right. db is the sum of dz, not of da.": (
            lambda *args: (_slopes(*args)[0], _slopes(*args, slope=_no_slope)[1])
        ),
        "db is right. dw is made of dz, not of da.": (
            lambda *args: (_slopes(*args, slope=_no_slope)[0], _slopes(*args)[1])
        ),
        "In dz both factors are 1 − a. One of them is a.": (
            lambda *args: _slopes(*args, slope=lambda z, a: (1 - a) ** 2)
        ),
        "da has lost its sign, as with np.abs: every example pulls the same way.": _without_sign,
        "da has lost its sign, as with np.abs: every example pulls the same way. And in dz, a is "
        "σ(z) already.": lambda *args: _without_sign(*args, slope=_slope_of_a),
    },
)
def broken_gradient(w, b, X, y):
    """dL/dw and dL/db of a sigmoid neuron. w: (n,), b: (), X: (m, n), y: (m,)."""
    a = sigmoid(X @ w + b)
    da = (a - y) / len(y)
    dz = da * a * (1 - a)
    dw, db = X.T @ dz, dz.sum()
    return dw, db
