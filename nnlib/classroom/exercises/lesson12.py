"""Exercises of lesson 12: preparing digits, explaining predictions, and two mistakes to find."""

import numpy as np

from nnlib.classroom.exercises.engine import exercise
from nnlib.classroom.exercises.trials import in_turn

ROWS, COLUMNS = np.mgrid[:28, :28]


def _images(rng):
    m = int(rng.integers(2, 7))
    X = np.zeros((m, 28, 28), np.uint8)
    for image in X:
        top, left = rng.integers(0, 22, 2)
        height, width = rng.integers(6, 16, 2)
        place = image[top : top + height, left : left + width]
        place[:] = rng.integers(0, 256, place.shape) * (rng.random(place.shape) < 0.5)
    return (X.reshape(m, 784),)


def _full_image():
    """One image with ink in every corner: its sums are larger than 16 bits hold."""
    image = 255 - np.arange(784) % 28 - np.arange(784) // 28 * 3
    return image.astype(np.uint8).reshape(1, 784)


def _centres(X, weights=lambda images: images, divide=None, order=(0, 1), shift=0.0):
    images = weights(np.asarray(X, float).reshape(-1, 28, 28))
    ink = images.sum(axis=(1, 2)) if divide is None else divide
    places = (ROWS, COLUMNS)
    return np.stack([(images * places[i]).sum(axis=(1, 2)) / ink for i in order], axis=1) + shift


def _in_bytes(X):
    images = X.reshape(-1, 28, 28)
    ink = images.sum(axis=(1, 2))
    places = np.array([ROWS, COLUMNS], np.uint8)  # the products are bytes, too, and overflow
    return np.stack([(images * place).sum(axis=(1, 2)) / ink for place in places], axis=1)


def _box_middles(X):
    lit = np.asarray(X).reshape(-1, 28, 28) > 0
    spans = [lit.any(axis=2), lit.any(axis=1)]
    ends = [(span.argmax(axis=1), 27 - span[:, ::-1].argmax(axis=1)) for span in spans]
    return np.stack([(first + last) / 2 for first, last in ends], axis=1)


def _darkest(X):
    return np.stack(np.divmod(np.asarray(X).argmax(axis=1), 28), axis=1).astype(float)


def _fullest(X):
    images = np.asarray(X, float).reshape(-1, 28, 28)
    return np.stack([images.sum(axis=i).argmax(axis=1) for i in (2, 1)], axis=1).astype(float)


@exercise(
    trials=_images,
    examples=[(_full_image(),)],
    hints=[
        "Above, one image had its centre of mass from two sums. Which axes must the sums of a "
        "whole batch run over, so that one number an image is left?",
        "images = X.reshape(-1, 28, 28). Its axes are image, row, column: sum over (1, 2).",
        "rows, columns = np.mgrid[:28, :28]; (images * rows).sum(axis=(1, 2)) / ink is the first "
        "column. np.stack([…, …], axis=1) puts both beside each other.",
    ],
    reason="rows and columns are (28, 28), and broadcasting hands them to each of the m images. "
    "The sums run over axes 1 and 2 and leave one number for each image.",
    mistakes={
        "Row and column are exchanged: the row comes first.": (lambda X: _centres(X, order=(1, 0))),
        "You averaged the places of all pixels with ink, each counted once. In a centre of mass a "
        "dark pixel counts more than a pale one.": (
            lambda X: _centres(X, weights=lambda images: (images > 0).astype(float))
        ),
        "You divided by the number of pixels. Divide by the ink of the image: the sum of its "
        "values.": lambda X: _centres(X, divide=784),
        "You divided by the ink of the whole batch. Each image has its own.": (
            lambda X: _centres(X, divide=np.asarray(X, float).sum())
        ),
        "That is the middle of the box round the ink, not the centre of mass.": _box_middles,
        "That is the darkest pixel of each image, not the centre of mass.": _darkest,
        "You did not divide. A centre of mass is a mean of places: divide by the image's ink.": (
            lambda X: _centres(X, divide=1)
        ),
        "You divided by the darkest pixel. Divide by the image's ink: the sum of its values.": (
            lambda X: _centres(X, divide=np.asarray(X, float).max(axis=1))
        ),
        "You divided by the mean of the image. Divide by the ink: the sum of its values.": (
            lambda X: _centres(X) * 784
        ),
        "The values are squared, so dark pixels count too much.": (
            lambda X: _centres(X, weights=np.square)
        ),
        "That is the fullest row and the fullest column, not the centre of mass.": _fullest,
        "All rows are the centre of the first image. Each image has its own.": (
            lambda X: np.repeat(_centres(X)[:1], len(X), axis=0)
        ),
        "Those are the ways from the middle, (13.5, 13.5). Asked are row and column themselves.": (
            lambda X: _centres(X, shift=-13.5)
        ),
        "All is a 1 too large. Rows and columns are counted from 0.": (
            lambda X: _centres(X, shift=1.0)
        ),
        "You rounded. A centre of mass may lie between two pixels.": (
            lambda X: _centres(X).round()
        ),
        "You cut off what stands after the point. A centre of mass may lie between two pixels.": (
            lambda X: np.floor(_centres(X))
        ),
        "Bytes overflow: images and places are both uint8, so their products are, too, and 300 "
        "becomes 44. np.mgrid's places are larger integers; floats will do as well.": _in_bytes,
        "Bytes overflow: the places are uint8 as X is, so the sums of their products are, too. "
        "np.mgrid's places are larger integers; floats will do as well.": lambda X: (
            np.stack([X @ place.ravel().astype(np.uint8) for place in (ROWS, COLUMNS)], axis=1)
            / X.sum(axis=1, keepdims=True)
        ),
        "The numbers are right, but dealt out wrongly: reshape keeps the order in which they are "
        "stored. Write .T: rows have to become columns.": lambda X: _centres(X).T.reshape(-1, 2),
    },
)
def centres_of_mass(X):
    """X: (m, 784) bytes. Return (m, 2): row and column of each image's centre of mass."""
    images = X.reshape(-1, 28, 28)
    rows, columns = np.mgrid[:28, :28]
    ink = images.sum(axis=(1, 2))
    row = (images * rows).sum(axis=(1, 2)) / ink
    column = (images * columns).sum(axis=(1, 2)) / ink
    return np.stack([row, column], axis=1)


def _scan(rng):
    scan = np.full((28, 28), 255, np.uint8)
    scan[4:24, 4:24] = 255 - rng.integers(0, 256, (20, 20)) * (rng.random((20, 20)) < 0.3)
    scan[in_turn(rng, 0, 27), in_turn(rng, 0, 27, 13)] = in_turn(rng, 0, 90)  # ink at an edge
    # Few scans have pure white paper: 255 is not the largest number in them.
    return (np.minimum(scan, rng.integers(240, 256, dtype=np.uint8)),)


def _forgetful(scan):
    """The faulty function of the notebook."""
    return scan.reshape(1, 784) / 255


@exercise(
    trials=_scan,
    given=_forgetful,
    hints=[
        "The reader's first layer is Rescale(1/255). What arrives behind it, if the image has been "
        "divided already? And which value has the paper, here and in MNIST?",
        "There are two mistakes: the image is divided twice, and black and white are not "
        "exchanged. MNIST has 0 for paper, 255 for ink.",
        "255 - scan exchanges them. Then only the shape is missing: (1, 784).",
    ],
    reason="The network divides by itself: its first layer is Rescale(1/255). And paper must be 0: "
    "255 − scan.",
    mistakes={
        "Black and white are right now. But the image is still divided, and the network's "
        "Rescale(1/255) divides it again.": lambda scan: (255 - scan).reshape(1, 784) / 255,
        "The division is gone. But paper is 255 here, and 0 in MNIST: the network sees a "
        "negative.": lambda scan: scan.reshape(1, 784),
        "You took the negative of each number. In bytes, −1 is 255, but paper became 1 and pure "
        "ink 0: ink is no longer above paper.": lambda scan: (-scan).reshape(1, 784),
        "That is right for a scan with pure white in it. In one without pure white, scan.max() is "
        "less than 255 and changes all the greys. White is 255 in every scan.": (
            lambda scan: (scan.max() - scan).reshape(1, 784)
        ),
        "Paper is below 0 here: scan − 255 is −255 for paper. Turn the difference round.": (
            lambda scan: (scan.astype(float) - 255).reshape(1, 784)
        ),
        "The numbers are right, but a network takes rows: one image is (1, 784).": (
            lambda scan: 255 - scan
        ),
        "The numbers are right, but a network takes a batch of rows. One image is (1, 784), not "
        "(784,).": lambda scan: (255 - scan).reshape(784),
        "In bytes 1 − 255 is 2. Paper is 255 here, and ink 0: 255 − scan exchanges them.": (
            lambda scan: (1 - scan).reshape(1, 784)
        ),
        "In bytes that is scan + 1, as scan − 255 is. 255 − scan is asked for, and no more.": (
            lambda scan: (scan - 255).reshape(1, 784)
        ),
        "The scan is divided by 255, and then taken from 255. Leave the division out.": (
            lambda scan: 255 - scan.reshape(1, 784) / 255
        ),
        "Paper becomes 1 here, not 0: the largest byte is 255, not 256.": (
            lambda scan: 256 - scan.reshape(1, 784).astype(int)
        ),
        "Every pixel is now True or False. Keep the greys between.": (
            lambda scan: (scan < 255).reshape(1, 784)
        ),
        "Rows and columns have changed places: the digit lies on its side.": (
            lambda scan: (255 - scan.T).reshape(1, 784)
        ),
        "The digit stands on its head: the rows are turned round. Paper and ink are to be "
        "exchanged.": lambda scan: (255 - scan[::-1]).reshape(1, 784),
        "Black and white are right now. But the image is still divided, and the network's Rescale "
        "divides it again. (There are 256 values, and the largest is 255.)": (
            lambda scan: (255 - scan).reshape(1, 784) / 256
        ),
        "You multiplied by 255. The scan is in bytes already.": (
            lambda scan: (255.0 - scan).reshape(1, 784) * 255
        ),
        "Every pixel is now pure ink or pure paper. Keep the greys between.": (
            lambda scan: np.where(scan < 128, 255, 0).reshape(1, 784)
        ),
    },
)
def from_scan(scan):
    """scan: (28, 28) bytes, 255 is paper and 0 is ink. Return a row for the network."""
    return (255 - scan).reshape(1, 784)


def _relu_network(rng):
    n, hidden = int(rng.integers(3, 9)), int(rng.integers(4, 9))
    classes, k, j = in_turn(rng, (3, 0, 2), (11, 1, 10), (5, 4, 1), (9, 8, 0))
    return _relu_layers(rng, n, hidden, classes, k, j)


def _relu_layers(rng, n, hidden, classes, k, j):
    x = rng.uniform(0.2, 1.0, n) * (rng.random(n) < 0.8)
    W1, b1 = rng.normal(size=(n, hidden)), rng.normal(size=hidden)
    b1 = in_turn(rng, b1, abs(b1), -abs(b1))
    return W1, b1, rng.normal(size=(hidden, classes)), x, k, j


def _sigmoid_slope(z):
    return 0.25 / np.cosh(z / 2) ** 2


def _told(W1, b1, W2, x, k, j, on=lambda z: z > 0, out=None, times=True):
    out = W2[:, k] - W2[:, j] if out is None else out
    slope = W1 @ (on(x @ W1 + b1) * out)
    return slope * x if times else slope


@exercise(
    trials=_relu_network,
    examples=[
        (np.array([[2.0]]), np.array([-1.0]), np.array([[3.0, 1.0]]), np.array([0.75]), 0, 1),
        (
            np.array([[1.0, -2.0], [3.0, 4.0], [-1.0, -5.0]]),
            np.array([1.0, 0.25]),
            np.array([[1.0, -1.0], [2.0, 0.5]]),
            np.array([0.5, 0.0, 1.0]),
            1,
            0,
        ),
    ],
    hints=[
        "What is the slope of z2[k] − z2[j] along a1? And which hidden units pass it on?",
        "The slope along a1 is W2[:, k] − W2[:, j]. A ReLU unit passes it on where its z1 is above "
        "0. Then W1 leads to the pixels.",
        "slope = W1 @ ((z1 > 0) * (W2[:, k] - W2[:, j])); the evidence is slope * x.",
    ],
    reason="The way back through three layers: W2[:, k] − W2[:, j] at the hidden units, kept where "
    "ReLU is on, through W1 to the pixels; then times the pixels. The biases of the output have "
    "no slope along a pixel.",
    mistakes={
        "These are the slopes alone. Evidence is slope times pixel: where there is no ink, there "
        "is none.": lambda W1, b1, W2, x, k, j: _told(W1, b1, W2, x, k, j, times=False),
        "That speaks for k. Asked is what speaks for k against j: the slope of z2[k] − z2[j].": (
            lambda W1, b1, W2, x, k, j: _told(W1, b1, W2, x, k, j, out=W2[:, k])
        ),
        "It is the other way round: what speaks for k has to be above 0.": (
            lambda W1, b1, W2, x, k, j: _told(W1, b1, W2, x, j, k)
        ),
        "The ReLU is forgotten on the way back: a unit that is off passes nothing on.": (
            lambda W1, b1, W2, x, k, j: _told(W1, b1, W2, x, k, j, on=np.ones_like)
        ),
        "The hidden units have tanh's slope here. These are ReLU units: 1 where z1 is above 0, "
        "otherwise 0.": lambda W1, b1, W2, x, k, j: _told(
            W1, b1, W2, x, k, j, on=lambda z: 1 - np.tanh(z) ** 2
        ),
        "The hidden units have the sigmoid's slope here. These are ReLU units: 1 where z1 is above "
        "0, otherwise 0.": lambda W1, b1, W2, x, k, j: _told(
            W1, b1, W2, x, k, j, on=_sigmoid_slope
        ),
        "The two classes are added. For k against j: W2[:, k] − W2[:, j].": (
            lambda W1, b1, W2, x, k, j: _told(W1, b1, W2, x, k, j, out=W2[:, k] + W2[:, j])
        ),
        "The units that are off pass it on here, and those that are on do not: z1 > 0.": (
            lambda W1, b1, W2, x, k, j: _told(W1, b1, W2, x, k, j, on=lambda z: z < 0)
        ),
        "The signs are lost: what speaks against k is below 0.": (
            lambda W1, b1, W2, x, k, j: np.abs(_told(W1, b1, W2, x, k, j))
        ),
        "The pixels are squared. Evidence is slope times pixel.": (
            lambda W1, b1, W2, x, k, j: _told(W1, b1, W2, x, k, j) * x
        ),
        "You asked whether there is ink. Evidence is slope times pixel: pale ink counts less.": (
            lambda W1, b1, W2, x, k, j: _told(W1, b1, W2, x, k, j, times=False) * (x > 0)
        ),
        "You divided by 255. x goes from 0 to 1 already.": (
            lambda W1, b1, W2, x, k, j: _told(W1, b1, W2, x, k, j) / 255
        ),
        "The ReLU is forgotten, and class j, too. Asked is the slope of z2[k] − z2[j].": (
            lambda W1, b1, W2, x, k, j: _told(W1, b1, W2, x, k, j, np.ones_like, W2[:, k])
        ),
        "Those are the hidden units' shares. Asked is what each pixel says: on through W1.": (
            lambda W1, b1, W2, x, k, j: np.maximum(x @ W1 + b1, 0) * (W2[:, k] - W2[:, j])
        ),
        "You multiplied by a1. The slope of ReLU is 1 or 0: (z1 > 0).": (
            lambda W1, b1, W2, x, k, j: _told(W1, b1, W2, x, k, j, on=lambda z: np.maximum(z, 0))
        ),
        "The bias b1 is missing in z1, so other units seem to be on.": (
            lambda W1, b1, W2, x, k, j: _told(W1, 0 * b1, W2, x, k, j)
        ),
    },
)
def evidence_between(W1, b1, W2, x, k, j):
    """Return (n,): how much each pixel of x speaks for class k against class j."""
    z1 = x @ W1 + b1
    slope = W1 @ ((z1 > 0) * (W2[:, k] - W2[:, j]))
    return slope * x


def _counts(rng):
    n = in_turn(rng, 4, 10, 7, 9, 12)
    counts = rng.permutation(3 * n * n)[: n * n].reshape(n, n)
    a, b, c, d = rng.permutation(n)[:4]
    if in_turn(rng, True, True, False):  # the pair that is looked for has the last class in it
        b, c, d = n - 1, *(x if x != n - 1 else b for x in (c, d))
        a = a if a != n - 1 else next(x for x in range(n) if x not in (b, c, d))
    # The largest single count is another pair than the largest sum of two, and is read downwards.
    counts[a, b] = counts[b, a] = 4 * n * n
    counts[c, d], counts[d, c] = 6 * n * n, 0
    return (counts + np.diag(rng.integers(10, 20, n) * n * n),)


def _pair(counts, both, off=True, ordered=True):
    table = counts + counts.T if both else np.array(counts)
    if off:
        table = table - np.diag(np.diag(table))
    pair = tuple(int(i) for i in np.unravel_index(table.argmax(), table.shape))
    return tuple(sorted(pair)) if ordered else pair


def _best(both):
    return tuple(int(i) for i in np.unravel_index(np.triu(both, 1).argmax(), both.shape))


def _two_worst(counts):
    both = counts + counts.T
    mistakes = both.sum(axis=0) - both.diagonal()
    return tuple(sorted(np.argsort(mistakes, kind="stable")[-2:].tolist()))


def _of_both_shares(counts):
    often = counts.sum(axis=0) + counts.sum(axis=1)
    return _best((counts + counts.T) / (often + often[:, None]))


def _of_shares(counts):
    shares = counts / counts.sum(axis=0)
    return _best(shares + shares.T)


@exercise(
    trials=_counts,
    examples=[
        (np.array([[9, 0, 5], [4, 9, 0], [3, 3, 9]]),),
        # 9 and 0 are more than 2 and 2. A product or the smaller of the two would say otherwise.
        (np.array([[20, 9, 2], [0, 20, 1], [2, 1, 20]]),),
        # Classes of very unequal size: most mistakes are not the largest share.
        (np.array([[900, 6, 5], [6, 900, 0], [5, 0, 9]]),),
        (np.array([[90, 8, 5], [0, 5, 7], [8, 1, 20]]),),
        (np.array([[9, 0, 1], [0, 9, 2], [1, 2, 9]]),),
        (np.array([[20, 6, 5, 0], [9, 90, 3, 0], [0, 7, 20, 5], [8, 9, 2, 5]]),),
        (np.array([[5, 1], [2, 7]]),),
        (np.array([[9, 1, 3, 0], [1, 9, 2, 8], [3, 2, 9, 1], [0, 0, 1, 9]]),),
    ],
    hints=[
        "In which two places of the matrix stand the mistakes between i and j?",
        "At [i, j] and at [j, i]: counts + counts.T has their sum. The diagonal is no mistake.",
        "Set the diagonal to 0 (np.fill_diagonal), then np.unravel_index(both.argmax(), "
        "both.shape) gives row and column of the largest.",
    ],
    reason="counts + counts.T holds both directions at once; without its diagonal the largest "
    "number is that of the pair that is mixed up most.",
    mistakes={
        "That is the largest single count. i taken for j and j taken for i both belong to the "
        "pair.": lambda counts: _pair(counts, both=False),
        "That is the largest single count, as (label, prediction). i taken for j and j taken for i "
        "both belong to the pair.": lambda counts: _pair(counts, both=False, ordered=False),
        "You found the diagonal: what is right is no mix-up.": (
            lambda counts: _pair(counts, both=True, off=False)
        ),
        "The right two, but the smaller of them comes first.": (
            lambda counts: _pair(counts, both=True)[::-1]
        ),
        "With you, 9 and 0 are less than 2 and 2, as if the two counts were multiplied. What "
        "counts is their sum: 9 against 4.": lambda counts: _best(counts * counts.T),
        "You looked above the diagonal alone, where i is taken for j. j taken for i belongs to the "
        "pair, too.": lambda counts: _best(counts),
        "You looked below the diagonal alone, where j is taken for i. i taken for j belongs to the "
        "pair, too.": lambda counts: _best(counts.T),
        "You looked for the largest difference of the two. What counts is their sum.": (
            lambda counts: _best(np.abs(counts - counts.T))
        ),
        "Those are the two classes with the most mistakes each, but not with each other. Asked is "
        "a pair.": _two_worst,
        "That is the last pair with any mistake. Is the largest number so far kept up to date?": (
            lambda counts: max(
                (i, j) for i, j in zip(*np.nonzero(np.triu(counts + counts.T, 1)), strict=True)
            )
        ),
        "That is the pair that is mixed up least.": lambda counts: _best(
            -counts - counts.T + 10**9
        ),
        "You compared shares, each row divided by its sum. Asked is which pair has the most "
        "mistakes: add the counts themselves.": lambda counts: _of_shares(counts.T),
        "You compared shares, divided by how often the two classes occur. Asked is which pair has "
        "the most mistakes: add the counts themselves.": _of_both_shares,
        "You compared shares, divided by how often a class occurs. Asked is which pair has the "
        "most mistakes: add the counts themselves.": _of_shares,
        "That is the number of mistakes. Asked is which two classes.": lambda counts: int(
            (counts + counts.T - 2 * np.diag(np.diag(counts))).max()
        ),
        "That is the place in the array laid flat. np.unravel_index makes row and column of it.": (
            lambda counts: int((counts + counts.T - 2 * np.diag(np.diag(counts))).argmax())
        ),
    },
)
def mixed_up(counts):
    """Return (i, j), i < j: the two classes that are taken for each other most often."""
    both = counts + counts.T
    np.fill_diagonal(both, 0)
    i, j = map(int, np.unravel_index(both.argmax(), both.shape))
    return i, j


def _torch_layer(rng):
    n_out, n_in = (int(n) for n in rng.permutation(np.arange(1, 9))[:2])
    return rng.normal(size=(n_out, n_in)), rng.normal(size=n_out)


def _reshaped(weight, bias):
    """The faulty function of the notebook."""
    n_out, n_in = weight.shape
    return weight.reshape(n_in, n_out), bias


@exercise(
    trials=_torch_layer,
    # A square matrix: here a wrong order does not even change the shape.
    examples=[
        (np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([5.0, 6.0])),
        (np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), np.array([-7.0, -8.0])),
    ],
    given=_reshaped,
    hints=[
        "Row 0 of PyTorch's weight holds all the weights of output unit 0. Where do they stand in "
        "nnlib's W? And where does reshape put them?",
        "reshape keeps the order in which the numbers are stored, and cuts it elsewhere. Rows have "
        "to become columns.",
        "That is what .T does.",
    ],
    reason="Rows have to become columns: weight.T. A reshape gives the same shape, so no error, "
    "but deals the numbers out to other units.",
    mistakes={
        "A quarter turn has the right shape, but it also turns the order of the units.": (
            lambda weight, bias: (np.rot90(weight), bias)
        ),
        "This is still a reshape: it keeps the order in which the numbers are stored, and deals "
        "them out to other units.": lambda weight, bias: (
            weight.reshape(weight.shape[::-1]),
            bias,
        ),
        "The columns are right, and in the wrong order: unit 0 comes first.": (
            lambda weight, bias: (weight[::-1].T, bias)
        ),
        "W has the wrong sign. Both libraries compute x times the weights plus the bias.": (
            lambda weight, bias: (-weight.T, bias)
        ),
        "W is right. The bias is added in both libraries: its sign stays.": (
            lambda weight, bias: (weight.T, -bias)
        ),
        "W is right. The bias is lost: it goes over as it is.": (
            lambda weight, bias: (weight.T, 0 * bias)
        ),
        "That is an inverse of the weights. Rows have to become columns, and no more.": (
            lambda weight, bias: (np.linalg.pinv(weight), bias)
        ),
        "W still has PyTorch's shape, (n_out, n_in).": lambda weight, bias: (weight, bias),
        "W is right. The bias needs no change, and is bent here: its shape is (n_out,).": (
            lambda weight, bias: (weight.T, bias.reshape(-1, 1))
        ),
        "Columns in Fortran's order are right only by chance: reshape(…, order='F') deals the "
        "numbers out in yet another order.": lambda weight, bias: (
            weight.reshape(weight.shape[::-1], order="F"),
            bias,
        ),
    },
)
def from_torch(weight, bias):
    """weight: (n_out, n_in), bias: (n_out,). Return W, b as Dense has them."""
    W, b = weight.T, bias
    return W, b
