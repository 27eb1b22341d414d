"""The scikit-learn face of a Network, for pipelines, cross-validation and searches over grids."""

import warnings

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

import nnlib
from nnlib import checks


class NetworkClassifier(ClassifierMixin, BaseEstimator):
    """A network of two layers as a scikit-learn classifier; `import nnlib` alone does not load it.

    ``Network(Dense, activation, Dense, Softmax)``, started by `lecun`, learns by `CrossEntropy` and
    `Momentum`. Nothing scales the inputs: put a scaler in front of it, in a pipeline.

    - ``hidden``: units. ``activation``: the class of the layer after them, one of your own too.
    - ``lr``: a number or a schedule. ``momentum``: from 0, plain gradient descent, to below 1.
    - ``l2_in``, ``l2_out``: L2 regularization of the two Dense layers, 0 or above.
    - ``epochs``: how often to go through all rows. ``batch_size``: rows a step, or all if fewer.
    - ``exact``: train an `ExactNetwork`, which is the same on every processor.
    - ``random_state``: None, a RandomState, or an int, which gives the same network at each fit,
      the one that ``rng=np.random.default_rng(random_state)`` gives by hand.

    Fitted, it has ``network_``; ``classes_``, the sorted labels, in the order of its outputs; and
    ``loss_curve_``, a number an epoch.

    >>> X = np.array([[-2.0], [-1.0], [1.0], [2.0]])
    >>> y = ["below", "below", "above", "above"]
    >>> classifier = NetworkClassifier(hidden=5, epochs=20, random_state=0).fit(X, y)
    >>> classifier.predict([[-3.0], [3.0]])
    array(['below', 'above'], dtype='<U5')
    >>> classifier.network_
    Network(Dense(1 → 5), Tanh(), Dense(5 → 2), Softmax())
    """

    def __init__(
        self,
        hidden=100,
        *,
        activation=nnlib.Tanh,
        lr=0.1,
        momentum=0.9,
        l2_in=0.0,
        l2_out=0.0,
        epochs=20,
        batch_size=100,
        exact=False,
        random_state=None,
    ):
        self.hidden, self.activation, self.exact = hidden, activation, exact
        self.lr, self.momentum, self.l2_in, self.l2_out = lr, momentum, l2_in, l2_out
        self.epochs, self.batch_size, self.random_state = epochs, batch_size, random_state

    def fit(self, X, y):
        """Build a new network and train it on X (m, n) and y (m,), labels of any kind.

        Raises ValueError for less than two classes, TypeError if activation is no class of a layer.
        Warns (ConvergenceWarning) if almost all rows get the same answer.
        """
        X, y = validate_data(self, X, y)
        check_classification_targets(y)
        self.classes_, numbers = np.unique(y, return_inverse=True)
        if len(self.classes_) < 2:
            raise ValueError(
                f"NetworkClassifier got 1 class, {self.classes_[0]!r}, in y; expected 2 or more"
            )
        if not (isinstance(self.activation, type) and issubclass(self.activation, nnlib.Layer)):
            raise TypeError(
                f"activation is {self.activation!r}; expected a layer class: Tanh, ReLU or Sigmoid"
            )
        checks.positive(self.hidden, "hidden", integer=True)
        checks.positive(self.batch_size, "batch_size", integer=True)
        rng = _generator(self.random_state)
        start = {"init": nnlib.initializers.lecun, "rng": rng}
        first = nnlib.Dense(X.shape[1], self.hidden, l2=self.l2_in, **start)
        second = nnlib.Dense(self.hidden, len(self.classes_), l2=self.l2_out, **start)
        network = nnlib.ExactNetwork if self.exact else nnlib.Network
        self.network_ = network(first, self.activation(), second, nnlib.Softmax())
        targets = nnlib.one_hot(numbers, len(self.classes_))
        optimizer = nnlib.Momentum(lr=self.lr, momentum=self.momentum)
        rows = min(self.batch_size, len(X))  # a fold may have fewer rows than a batch
        options = {"epochs": self.epochs, "batch_size": rows, "rng": rng}
        training = nnlib.train(
            self.network_, nnlib.CrossEntropy(), optimizer, X, targets, **options
        )
        self.loss_curve_ = training.run()
        if said := nnlib.standstill(self.network_, X, targets):
            warnings.warn(said, ConvergenceWarning, stacklevel=2)
        return self

    def predict_proba(self, X):
        """The classes' probabilities, (m, n_classes), for X. Raises NotFittedError before fit."""
        check_is_fitted(self)
        return self.network_(validate_data(self, X, reset=False))

    def predict(self, X):
        """The most probable class's label, (m,) for X (m, n). Raises NotFittedError before fit."""
        numbers = self.predict_proba(X).argmax(axis=1)
        return self.classes_[numbers]


def _generator(random_state):
    """scikit-learn's random_state as a Generator; a RandomState moves on, as it should."""
    if isinstance(random_state, np.random.RandomState):
        random_state = random_state.randint(2**31)
    return np.random.default_rng(random_state)
