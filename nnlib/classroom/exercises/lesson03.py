"""Exercises of lesson 03: a layer forward and back, and the learning rate of raw pixels."""

from functools import reduce

import numpy as np

from nnlib.activations import softmax
from nnlib.classroom.exercises.engine import exercise, value_exercise
from nnlib.classroom.exercises.terms import in_words, varied
from nnlib.classroom.exercises.trials import in_turn


def _sizes(rng):
    """m, n_in, n_out: different, so that a wrong shape does not fit by chance; any may be 1."""
    return in_turn(rng, (4, 3, 2), (5, 2, 3), (1, 4, 3), (2, 5, 4), (6, 1, 2), (7, 3, 1), (3, 6, 5))


def _layer(rng):
    m, n_in, n_out = _sizes(rng)
    return rng.normal(size=(m, n_in)), rng.normal(size=(n_in, n_out)), rng.normal(size=n_out)


@exercise(
    trials=_layer,
    hints=[
        "Which two shapes have to touch in a product: (m, n_in) and which one?",
        "X @ W has the shape (m, n_out): one row an image, one column a neuron. Where does b go?",
        "b has one number for each column, and broadcasting adds it to every row: X @ W + b.",
    ],
    reason="(m, n_in) @ (n_in, n_out) is (m, n_out), and b (n_out,) is added to each row.",
    mistakes={
        "The biases are missing: each neuron adds its own b to its weighted sum.": (
            lambda X, W, b: X @ W
        ),
        "This is the layer of the column books: it has one column an image. Here an image keeps "
        "its row.": lambda X, W, b: W.T @ X.T + b[:, np.newaxis],
        "The sign of the biases is wrong: z = X @ W + b.": lambda X, W, b: X @ W - b,
        "Every neuron got all biases added up. Each has its own: add b, not its sum.": (
            lambda X, W, b: X @ W + b.sum()
        ),
        "The bias was added before the product, to the inputs or the weights. It is added to the "
        "weighted sum.": lambda X, W, b: X @ (W + b),
        "The biases were added twice.": lambda X, W, b: X @ W + 2 * b,
        "Every neuron got the bias of neuron 0. Add b, not b[0].": lambda X, W, b: X @ W + b[0],
        "Every neuron got the mean of the biases. Each has its own: add b.": (
            lambda X, W, b: X @ W + b.mean()
        ),
        "The sums are divided by the number of images. They are sums: X @ W + b.": (
            lambda X, W, b: (X @ W + b) / len(X)
        ),
        "The products are divided by the number of images. They are sums: X @ W + b.": (
            lambda X, W, b: X @ W / len(X) + b
        ),
        "Sums below 0 are set to 0, as ReLU does. This layer is linear: return z itself.": (
            lambda X, W, b: np.maximum(X @ W + b, 0)
        ),
        "You took tanh of the sums. This layer is linear: return z itself.": (
            lambda X, W, b: np.tanh(X @ W + b)
        ),
        "You took the sigmoid before adding the biases. This layer is linear: X @ W + b.": (
            lambda X, W, b: 1 / (1 + np.exp(-X @ W)) + b
        ),
        "You took softmax of the sums. This layer is linear: return z itself.": (
            lambda X, W, b: softmax(X @ W + b)
        ),
        "You multiplied by the biases. They are added.": lambda X, W, b: (X @ W) * b,
        "That is one row, the sum over the images. Each image keeps its row.": (
            lambda X, W, b: (X @ W + b).sum(axis=0)
        ),
        "That is the sigmoid of the weighted sum. This layer is linear: return z itself.": (
            lambda X, W, b: 1 / (1 + np.exp(-(X @ W + b)))
        ),
    },
)
def layer_forward(X, W, b):
    """X: (m, n_in), W: (n_in, n_out), b: (n_out,). Return the weighted sums z, (m, n_out)."""
    return X @ W + b


def _n_parameters(n):
    """The parameters of a layer of n neurons that reads the 8×8 digits."""
    neurons = in_words(n)
    return value_exercise(
        "n_parameters",
        64 * n + n,
        answer=f"n_parameters = 64 * {n} + {n}",
        hints=[
            "How many pixels has an image of the 8×8 digits? So how many weights has one neuron?",
            f"{neurons.capitalize()} neurons with 64 weights each; and what else does a neuron "
            "have?",
            f"One bias a neuron: 64 · {n} weights and {n} biases.",
        ],
        reason=f"W is (64, {n}) and b is ({n},): {64 * n} weights and {n} biases.",
        mistakes={
            "The biases are missing: one for each neuron.": 64 * n,
            "That is the layer for MNIST; these images have 8×8 pixels.": 784 * n + n,
            "Each neuron has a weight for each pixel: the sizes are multiplied, not added.": 64 + n,
            "Each neuron has its own bias; you counted a single one.": 64 * n + 1,
            "The biases are missing; and that is the layer for MNIST: these images have 8×8 "
            "pixels.": 784 * n,
            "An image has 8×8 pixels, so a neuron has 64 weights; you counted 8.": 8 * n + n,
            "An image has 8×8 pixels, so a neuron has 64 weights; you counted 8. And the biases "
            "are missing.": 8 * n,
            f"Those are the numbers of one neuron. There are {neurons}.": 64 + 1,
            f"Those are the weights of one neuron. There are {neurons} neurons, each with a "
            "bias.": 64,
            "Those are the biases alone.": n,
            "A bias belongs to a neuron, not to a pixel.": 64 * n + 64,
        },
    )


n_parameters = varied(
    _n_parameters,
    (10,),
    others=[(n,) for n in range(11, 50)],
    asks=lambda n: (f"A layer of {in_words(n)} neurons",),
)


def _outputs(rng):
    m, _, n = _sizes(rng)
    return rng.normal(size=(m, n)), np.eye(n)[rng.integers(0, n, m)]


@exercise(
    trials=_outputs,
    hints=[
        "What is the error of one image, one row? And over what is the mean taken?",
        "One row: half the sum of its squared differences. The mean goes over the m rows.",
        "np.sum((a - Y) ** 2, axis=1) gives one sum a row.",
    ],
    reason="½‖a − y‖² adds up the ten differences of a row; the mean goes over the rows alone.",
    mistakes={
        "You took the mean over all entries. The outputs of one image are added up; the mean goes "
        "over the m images.": lambda a, Y: 0.5 * np.mean((a - Y) ** 2),
        "You added the images up. The loss is their mean, so that it does not grow with the "
        "batch.": lambda a, Y: 0.5 * np.sum((a - Y) ** 2),
        "The ½ is missing.": lambda a, Y: np.sum((a - Y) ** 2) / len(Y),
        "You took the mean over the outputs and the sum over the images; it is the other way "
        "round.": lambda a, Y: 0.5 * np.sum((a - Y) ** 2) / Y.shape[1],
        "You took lengths, with a square root. The error is half the squared length.": (
            lambda a, Y: 0.5 * np.mean(np.sqrt(np.sum((a - Y) ** 2, axis=1)))
        ),
        "The differences are not squared, so those above and below the target cancel.": (
            lambda a, Y: 0.5 * np.mean(np.sum(a - Y, axis=1))
        ),
        "The result is always 0. Does 1 // 2 stand in your code? That is 0; one half is 1 / 2.": (
            lambda a, Y: 0 * np.sum(a)
        ),
        "The ½ is missing, and the mean is over all entries. Add the outputs of one image up; the "
        "mean goes over the m images.": lambda a, Y: np.mean((a - Y) ** 2),
        "You took absolute values. The differences are squared.": (
            lambda a, Y: 0.5 * np.mean(np.sum(np.abs(a - Y), axis=1))
        ),
        "Only the output of the right class counts in your result. The others have errors, too.": (
            lambda a, Y: 0.5 * np.mean(np.sum((Y * (a - Y)) ** 2, axis=1))
        ),
        "The mean over the rows is divided by m a second time.": (
            lambda a, Y: 0.5 * np.sum((a - Y) ** 2) / len(Y) ** 2
        ),
        "Only the first image counts: does `return` stand inside the loop?": (
            lambda a, Y: 0.5 * np.sum((a[0] - Y[0]) ** 2)
        ),
        "Only the last image counts: are all of them added up?": (
            lambda a, Y: 0.5 * np.sum((a[-1] - Y[-1]) ** 2)
        ),
        "Only the last image counts, and it is divided by m: are all of them added up?": (
            lambda a, Y: 0.5 * np.sum((a[-1] - Y[-1]) ** 2) / len(Y)
        ),
        "You took the length of the whole array of differences. The error of a row is half its own "
        "squared length; the loss is the mean over the rows.": (
            lambda a, Y: 0.5 * np.linalg.norm(a - Y)
        ),
        "The differences are doubled, not squared: `* 2` is not `** 2`.": (
            lambda a, Y: 0.5 * np.mean(np.sum((a - Y) * 2, axis=1))
        ),
        "You squared a and Y, each for itself. Subtract first, then square.": (
            lambda a, Y: 0.5 * np.mean(np.sum(a**2 - Y**2, axis=1))
        ),
        "A sign is wrong: the difference is a − Y.": (
            lambda a, Y: 0.5 * np.mean(np.sum((a + Y) ** 2, axis=1))
        ),
        "Only the largest difference of each row counts in your result. Add up all of them.": (
            lambda a, Y: 0.5 * np.mean(np.max((a - Y) ** 2, axis=1))
        ),
        "You took the mean of the outputs first. Each row has an error of its own.": (
            lambda a, Y: 0.5 * np.sum((a - Y).mean(axis=0) ** 2)
        ),
        "You took the length of all differences, over m. Square it, or add up squares.": (
            lambda a, Y: 0.5 * np.linalg.norm(a - Y) / len(a)
        ),
        "Only the first image counts, divided by m: does `return` stand inside the loop?": (
            lambda a, Y: 0.5 * np.sum((a[0] - Y[0]) ** 2) / len(Y)
        ),
        "The targets are missing: the difference is a − Y.": (
            lambda a, Y: 0.5 * np.mean(np.sum(a**2, axis=1))
        ),
        "That is cross-entropy, with a logarithm. The squared error is ½‖a − y‖².": (
            lambda a, Y: -np.mean(np.sum(Y * np.log(np.abs(a)), axis=1))
        ),
        "You squared the sum of the differences. Square each one, then add up.": (
            lambda a, Y: 0.5 * np.mean(np.sum(a - Y, axis=1) ** 2)
        ),
    },
)
def squared_error(a, Y):
    """a, Y: (m, n) outputs and one-hot targets. Return the mean of ½‖a − y‖² over the rows."""
    return 0.5 * np.mean(np.sum((a - Y) ** 2, axis=1))


def _way_back(rng):
    m, n_in, n_out = _sizes(rng)
    shapes = ((m, n_in), (m, n_out), (m, n_out))
    return tuple(rng.normal(size=shape) for shape in shapes)


def _gradients(X, dz):
    return X.T @ dz, dz.sum(axis=0)


@exercise(
    trials=_way_back,
    hints=[
        "Which shapes must dW and db have? They are those of W and b.",
        "First dz = (a − Y)/m, shape (m, n_out). Which product of X (m, n_in) and dz has the "
        "shape (n_in, n_out)?",
        "X.T @ dz. And a bias is added in every row, so its slope is the sum over the rows.",
    ],
    reason="With dz = (a − Y)/m: dW = X.T @ dz adds up, over the images, input times slope; "
    "db does the same for an input that is always 1.",
    mistakes={
        "The 1/m is lost: the loss is a mean over the m rows.": (
            lambda X, a, Y: _gradients(X, a - Y)
        ),
        "The sign is wrong: the slope of ½(a − y)² along a is a − y.": (
            lambda X, a, Y: _gradients(X, (Y - a) / len(X))
        ),
        "dW is transposed: it must have the shape of W, (n_in, n_out).": (
            lambda X, a, Y: ((a - Y).T @ X / len(X), np.sum((a - Y) / len(X), axis=0))
        ),
        "db was summed along each row: that is one number an image. Each neuron has a bias: sum "
        "over the rows, axis 0.": (
            lambda X, a, Y: (X.T @ (a - Y) / len(X), np.sum((a - Y) / len(X), axis=1))
        ),
        "db was summed over everything: then all biases would move together. Sum over the rows, "
        "axis 0.": lambda X, a, Y: (X.T @ (a - Y) / len(X), np.sum((a - Y) / len(X))),
        "db is divided by m twice: once in dz, and once more by the mean. Sum dz over the rows.": (
            lambda X, a, Y: (X.T @ (a - Y) / len(X), np.mean((a - Y) / len(X), axis=0))
        ),
        "The 1/m is in dW, but not in db.": (
            lambda X, a, Y: (X.T @ (a - Y) / len(X), np.sum(a - Y, axis=0))
        ),
        "You divided by all entries, m times n_out. The mean goes over the m rows: divide by m.": (
            lambda X, a, Y: _gradients(X, (a - Y) / a.size)
        ),
        "You divided by n_out, the number of outputs. The mean goes over the m rows.": (
            lambda X, a, Y: _gradients(X, (a - Y) / a.shape[1])
        ),
        "You divided by n_in, the number of inputs. The mean goes over the m rows.": (
            lambda X, a, Y: _gradients(X, (a - Y) / X.shape[1])
        ),
        "The targets are missing: the slope along a is a − y, over m.": (
            lambda X, a, Y: _gradients(X, a / len(X))
        ),
        "The errors are squared. The slope of ½(a − y)² along a is a − y.": (
            lambda X, a, Y: _gradients(X, 0.5 * (a - Y) ** 2 / len(X))
        ),
        "The errors are squared, not halved either. The slope of ½(a − y)² along a is a − y.": (
            lambda X, a, Y: _gradients(X, (a - Y) ** 2 / len(X))
        ),
        "Everything is twice too large: the slope of ½(a − y)² along a is a − y, without a 2.": (
            lambda X, a, Y: _gradients(X, 2 * (a - Y) / len(X))
        ),
        "Everything is half of what it should be: in the slope of ½(a − y)² the ½ is gone.": (
            lambda X, a, Y: _gradients(X, 0.5 * (a - Y) / len(X))
        ),
        "The errors have lost their signs. The slope of ½(a − y)² along a is a − y.": (
            lambda X, a, Y: _gradients(X, np.abs(a - Y) / len(X))
        ),
        "dW is right. The targets are missing from db: it is the sum of (a − Y)/m.": (
            lambda X, a, Y: (X.T @ (a - Y) / len(X), a.mean(axis=0))
        ),
        "dW is right. db is the slope of the first image alone: sum over the rows.": (
            lambda X, a, Y: (X.T @ (a - Y) / len(X), (a - Y)[0] / len(X))
        ),
        "Inputs and slopes were added up first, and multiplied then. Multiply for each image, then "
        "add up: X.T @ dz.": lambda X, a, Y: (
            np.outer(X.mean(axis=0), (a - Y).mean(axis=0)),
            (a - Y).mean(axis=0),
        ),
        "Inputs and slopes were added up first, and multiplied then. Multiply for each image: "
        "X.T @ dz.": lambda X, a, Y: (
            np.outer(X.sum(axis=0), (a - Y).mean(axis=0)),
            (a - Y).mean(axis=0),
        ),
        "Only the last image is left: add the images' shares up (+=).": (
            lambda X, a, Y: _gradients(X[-1:], (a - Y)[-1:] / len(X))
        ),
        "The 1/m is in db, but not in dW.": (
            lambda X, a, Y: (X.T @ (a - Y), np.mean(a - Y, axis=0))
        ),
        "There is a sigmoid's slope a(1 − a) in it. This layer is linear: a = z, with slope 1.": (
            lambda X, a, Y: _gradients(X, (a - Y) * a * (1 - a) / len(X))
        ),
    },
)
def layer_gradients(X, a, Y):
    """X: (m, n_in), a and Y: (m, n_out). Return dW (n_in, n_out) and db (n_out,)."""
    dz = (a - Y) / len(X)
    dW = X.T @ dz
    db = dz.sum(axis=0)
    return dW, db


def _bytes(rng):
    m, n = in_turn(rng, (5, 9), (8, 6), (1, 7), (6, 1), (3, 100))
    return (rng.integers(0, in_turn(rng, 256, 17), (m, n), dtype=np.uint8),)


def _squares(X):
    return np.sum(X.astype(float) ** 2, axis=1)


@exercise(
    trials=_bytes,
    hints=[
        "The factor is 1 − lr·‖x‖². Between which two numbers must it lie, so that no error grows?",
        "It has to stay at −1 or above, so lr·‖x‖² may be 2 at most. Which image is the strictest?",
        "The one with the largest ‖x‖². Beware of bytes: X.astype(float) before you square.",
    ],
    reason="|1 − lr·‖x‖²| ≤ 1 means lr ≤ 2/‖x‖², and the brightest image has the last word.",
    mistakes={
        "The squares do not fit into bytes: 16² is 256, and a byte starts again at 0. Turn the "
        "pixels into floats first: X.astype(float).": (
            lambda X: 2 / (X**2).sum(axis=1, dtype=float).max()
        ),
        "x @ x of bytes is again a byte, so it starts again at 0 after 255. Turn the pixels into "
        "floats first: X.astype(float).": lambda X: 2 / float(max(x @ x for x in X)),
        "You added up over the images: that is one number a pixel. ‖x‖² adds up the pixels of one "
        "image, axis 1.": lambda X: 2 / np.sum(X.astype(float) ** 2, axis=0).max(),
        "You squared the sum of the pixels. Square each pixel, then add up.": (
            lambda X: 2 / (X.sum(axis=1, dtype=float) ** 2).max()
        ),
        "Upside down: the rate is 2 divided by the largest ‖x‖².": lambda X: _squares(X).max() / 2,
        "That is the rate for the image with the smallest ‖x‖². For the others it is too large.": (
            lambda X: 2 / _squares(X).min()
        ),
        "That is the rate for the mean ‖x‖². For the brighter images it is too large.": (
            lambda X: 2 / _squares(X).mean()
        ),
        "At this rate the brightest image's error goes to 0 in one step. It may still go "
        "farther, until the factor is −1.": lambda X: 1 / _squares(X).max(),
        "You took the length ‖x‖; the factor has its square.": (
            lambda X: 2 / np.sqrt(_squares(X)).max()
        ),
        "You took the sum of the pixels; ‖x‖² is the sum of their squares.": (
            lambda X: 2 / X.sum(axis=1, dtype=float).max()
        ),
        "The pixels were scaled to 0…1 first. Here they go in as they are, from 0 to 255.": (
            lambda X: 2 / _squares(X / 255).max()
        ),
        "The pixels were divided by 256 first. Here they go in as they are, from 0 to 255.": (
            lambda X: 2 / _squares(X / 256).max()
        ),
        "The sums do not fit into np.uint16, which ends at 65535. Turn the pixels into floats "
        "first: X.astype(float).": lambda X: (
            2 / (X.astype(np.uint16) ** 2).sum(axis=1, dtype=np.uint16).max()
        ),
        "That is the rate for the first image. For brighter images it is too large.": (
            lambda X: 2 / max(_squares(X)[0], 1)
        ),
        "You took the mean of the squares of an image. ‖x‖² is their sum.": (
            lambda X: 2 / (_squares(X) / X.shape[1]).max()
        ),
        "The squares do not fit into np.int16, which ends at 32767; 255² is 65025. Turn the pixels "
        "into floats first: X.astype(float).": (
            lambda X: 2 / (X.astype(np.int16) ** 2).sum(axis=1).max()
        ),
        "That is one rate for each image. The strictest of them counts for all: the smallest.": (
            lambda X: 2 / np.maximum(_squares(X), 1)
        ),
        "‖x‖² is added up over all images. Each image is for itself; the brightest decides.": (
            lambda X: 2 / _squares(X).sum()
        ),
        "The largest pixel is not enough: ‖x‖² adds up the squares of all pixels of an image.": (
            lambda X: 2 / float(X.max()) ** 2
        ),
        "You returned the largest ‖x‖²; the rate is 2 divided by it.": lambda X: _squares(X).max(),
    },
)
def largest_rate(X):
    """X: (m, n) pixels as bytes. Return the largest rate at which no image's own error grows."""
    squares = np.sum(X.astype(float) ** 2, axis=1)
    return 2 / squares.max()


def _training(rng):
    m, n_in, n_out = _sizes(rng)
    return (
        rng.normal(size=(n_in, n_out)),
        rng.normal(size=(m, n_in)),
        np.eye(n_out)[rng.integers(0, n_out, m)],
        float(rng.uniform(0.01, 0.1)),
    )


def _last_error(W, X, Y, lr):
    W = W.copy()
    for x, y in zip(X, Y):
        difference = x @ W - y
        error = 0.5 * np.sum(difference**2)
        W -= np.outer(lr * x, difference)
    return error


def _errors(W, X, Y, lr):
    W, errors = W.copy(), []
    for x, y in zip(X, Y, strict=True):
        difference = x @ W - y
        errors.append(0.5 * np.sum(difference**2))
        W -= np.outer(lr * x, difference)
    return np.array(errors), W


def _errors_after(W, X, Y, lr):
    """Each step multiplies its own difference by 1 − lr·‖x‖²."""
    return _errors(W, X, Y, lr)[0] * (1 - lr * np.sum(X**2, axis=1)) ** 2


@exercise(
    trials=_training,
    given=_last_error,
    hints=[
        "How often is `error` set in an epoch? Which of its values is left at the end?",
        "The loop forgets all errors but the last. Add them up as they come.",
        "Start with total = 0.0, add each error to it, and return total / len(X).",
    ],
    reason="The error of the last image says little about the other images: add all up, divide "
    "by their number.",
    mistakes={
        "This is still the error of the last image alone.": (
            lambda W, X, Y, lr: _errors(W, X, Y, lr)[0][-1]
        ),
        "This is the sum of the errors; divide it by the number of images.": (
            lambda W, X, Y, lr: _errors(W, X, Y, lr)[0].sum()
        ),
        "This is the error of the first image: is `return` inside the loop?": (
            lambda W, X, Y, lr: _errors(W, X, Y, lr)[0][0]
        ),
        "The sum was divided by the number of outputs. Divide it by the number of images.": (
            lambda W, X, Y, lr: _errors(W, X, Y, lr)[0].sum() / Y.shape[1]
        ),
        "The sum was divided by the number of pixels. Divide it by the number of images.": (
            lambda W, X, Y, lr: _errors(W, X, Y, lr)[0].sum() / X.shape[1]
        ),
        "The running sum was divided in every turn of the loop. Divide it once, after the loop.": (
            lambda W, X, Y, lr: reduce(lambda t, e: (t + e) / len(X), _errors(W, X, Y, lr)[0], 0.0)
        ),
        "The first error was divided by the number of images: is `return` inside the loop?": (
            lambda W, X, Y, lr: _errors(W, X, Y, lr)[0][0] / len(X)
        ),
        "You took the mean over the outputs of an image. They are added up; the mean goes over "
        "the images.": lambda W, X, Y, lr: _errors(W, X, Y, lr)[0].mean() / Y.shape[1],
        "The learning rate is missing from the step.": lambda W, X, Y, lr: _errors(W, X, Y, 1.0)[
            0
        ].mean(),
        "The step goes uphill: W is changed by minus the learning rate times the slope.": (
            lambda W, X, Y, lr: _errors(W, X, Y, -lr)[0].mean()
        ),
        "You returned the largest error. The mean is wanted.": (
            lambda W, X, Y, lr: _errors(W, X, Y, lr)[0].max()
        ),
        "You averaged two at a time: then the last error counts one half. Add all up first.": (
            lambda W, X, Y, lr: reduce(lambda t, e: (t + e) / 2, _errors(W, X, Y, lr)[0], 0.0)
        ),
        "The ½ is lost.": lambda W, X, Y, lr: 2 * _errors(W, X, Y, lr)[0].mean(),
        "The last error was divided by the number of images. Add the errors up first.": (
            lambda W, X, Y, lr: _errors(W, X, Y, lr)[0][-1] / len(X)
        ),
        "Every error was measured with the first weights. The step on an image comes before the "
        "next image is measured.": (lambda W, X, Y, lr: _errors(W, X, Y, 0.0)[0].mean()),
        "These are errors after the epoch. Each error is measured before its own step.": (
            lambda W, X, Y, lr: _errors(_errors(W, X, Y, lr)[1], X, Y, 0.0)[0].mean()
        ),
        "Each error was measured after its own step. Measure first, then make the step.": (
            lambda W, X, Y, lr: np.mean(_errors_after(W, X, Y, lr))
        ),
    },
)
def epoch_error(W, X, Y, lr):
    """W: (n_in, n_out), X: (m, n_in), Y: (m, n_out). Return the mean error of an epoch."""
    W = W.copy()
    total = 0.0
    for x, y in zip(X, Y):
        difference = x @ W - y
        total += 0.5 * np.sum(difference**2)
        W -= np.outer(lr * x, difference)
    return total / len(X)
