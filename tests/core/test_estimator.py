"""NetworkClassifier: scikit-learn's own checks, and that it is a Network and nothing else."""

import copy
import pickle
import subprocess
import sys

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.datasets import make_blobs
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from sklearn.utils.estimator_checks import parametrize_with_checks

from nnlib import (
    CrossEntropy,
    Dense,
    Diverged,
    Momentum,
    Network,
    ReLU,
    Rescale,
    Sigmoid,
    Softmax,
    Tanh,
    initializers,
    one_hot,
    train,
)
from nnlib.data import digits8x8
from nnlib.estimator import NetworkClassifier, _generator


# Every check has to pass: there is no list of expected failures. Some of them train on inputs
# around 100, where the network stands still, and says so; scikit-learn's tests let that pass, too.
@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
@parametrize_with_checks([NetworkClassifier(), NetworkClassifier(activation=ReLU, momentum=0.0)])
def test_scikit_learns_checks(estimator, check):
    check(estimator)


@pytest.fixture(scope="module")
def blobs():
    return make_blobs(90, centers=[[-3, 0], [3, 0], [0, 3]], random_state=0)


def weights(classifier):
    return [w.copy() for w, _ in classifier.network_.params()]


def same(a, b):
    return all(np.array_equal(v, w) for v, w in zip(a, b, strict=True))


@pytest.mark.parametrize("activation", [Tanh, ReLU, Sigmoid])
@pytest.mark.parametrize("batch_size", [20, 1000])  # 1000 is more than there are
def test_it_is_the_network_built_by_hand(blobs, activation, batch_size):
    x, y = blobs
    rng = np.random.default_rng(7)
    options = {"init": initializers.lecun, "rng": rng}
    hidden, out = Dense(2, 6, l2=0.01, **options), Dense(6, 3, l2=0.02, **options)
    net = Network(hidden, activation(), out, Softmax())
    optimizer = Momentum(lr=0.05, momentum=0.5)
    some = {"epochs": 4, "batch_size": min(batch_size, 90), "rng": rng}
    losses = [e.loss for e in train(net, CrossEntropy(), optimizer, x, one_hot(y, 3), **some)]

    classifier = NetworkClassifier(
        6,
        activation=activation,
        lr=0.05,
        momentum=0.5,
        l2_in=0.01,
        l2_out=0.02,
        epochs=4,
        batch_size=batch_size,
        random_state=7,
    ).fit(x, y)
    assert same(weights(classifier), [w for w, _ in net.params()])
    assert classifier.loss_curve_ == losses
    assert np.array_equal(classifier.predict_proba(x), net(x))
    assert np.array_equal(classifier.predict(x), net.predict(x))


def test_l2_in_and_l2_out_are_of_their_own_layers(blobs):
    classifier = NetworkClassifier(5, l2_in=0.25, l2_out=0.5, epochs=1).fit(*blobs)
    hidden, _, out, _ = classifier.network_.layers
    assert (hidden.l2, out.l2) == (0.25, 0.5)


def test_random_state(blobs):
    def trained(random_state):
        return weights(NetworkClassifier(5, epochs=2, random_state=random_state).fit(*blobs))

    assert same(trained(0), trained(0))
    assert not same(trained(0), trained(1))
    assert not same(trained(None), trained(None))
    assert same(trained(np.random.RandomState(3)), trained(np.random.RandomState(3)))
    state = np.random.RandomState(3)
    assert not same(trained(state), trained(state))  # it moves on


def test_a_second_fit_begins_anew(blobs):
    classifier = NetworkClassifier(5, epochs=2, random_state=0).fit(*blobs)
    first = weights(classifier)
    assert same(first, weights(classifier.fit(*blobs)))


@pytest.mark.parametrize("labels", [["no", "yes"], ["low", "middle", "high"], [3, 1, 7], [0, 5]])
def test_labels_of_any_kind(blobs, labels):
    x, numbers = blobs
    x, numbers = x[numbers < len(labels)], numbers[numbers < len(labels)]
    y = np.array(labels)[numbers]
    classifier = NetworkClassifier(8, epochs=30, random_state=0).fit(x, y)
    assert classifier.classes_.tolist() == sorted(labels)
    p = classifier.predict_proba(x)
    assert p.shape == (len(x), len(labels))
    assert np.allclose(p.sum(axis=1), 1, rtol=0, atol=1e-12)
    assert set(classifier.predict(x)) <= set(labels)
    assert np.array_equal(classifier.predict(x), classifier.classes_[p.argmax(axis=1)])
    assert classifier.score(x, y) > 0.9


def test_copies(blobs):
    x, y = blobs
    classifier = NetworkClassifier(5, activation=ReLU, epochs=2, random_state=0).fit(x, y)
    for again in [pickle.loads(pickle.dumps(classifier)), copy.deepcopy(classifier)]:
        assert np.array_equal(again.predict_proba(x), classifier.predict_proba(x))
        assert again.network_.layers[0].W is not classifier.network_.layers[0].W
    new = clone(classifier)
    assert new.get_params() == classifier.get_params()
    assert not hasattr(new, "network_")
    with pytest.raises(NotFittedError):
        new.predict(x)


def test_pipeline_grid_and_cross_validation():
    x, y = digits8x8()
    x, y = x[:300], np.array(list("abcdefghij"))[y[:300]]
    classifier = NetworkClassifier(20, epochs=15, batch_size=20, random_state=0)
    scale = FunctionTransformer(Rescale(1 / 16))
    assert cross_val_score(make_pipeline(scale, classifier), x, y, cv=3).min() > 0.75
    assert cross_val_score(make_pipeline(StandardScaler(), classifier), x, y, cv=3).min() > 0.75
    grid = {"lr": [1e-4, 0.05], "l2_in": [0.0, 0.001], "l2_out": [0.0, 10.0]}
    grid = {f"networkclassifier__{name}": values for name, values in grid.items()}
    search = GridSearchCV(make_pipeline(scale, classifier), grid, cv=3).fit(x, y)
    assert search.best_params_["networkclassifier__lr"] == 0.05
    assert search.best_params_["networkclassifier__l2_out"] == 0.0
    assert search.best_score_ > 0.75
    network = search.best_estimator_[-1].network_
    assert repr(network) == "Network(Dense(64 → 20), Tanh(), Dense(20 → 10), Softmax())"


def test_divergence_says_so(blobs):
    x, y = blobs
    classifier = NetworkClassifier(5, activation=ReLU, lr=1e200, epochs=5, random_state=0)
    with pytest.raises(Diverged, match="learning rate"):
        classifier.fit(x, y)


@pytest.mark.parametrize(
    ("parameters", "error", "text"),
    [
        ({"activation": "tanh"}, TypeError, "activation is 'tanh'; expected a layer class"),
        ({"activation": Tanh()}, TypeError, "expected a layer class"),
        ({"hidden": 0}, ValueError, "hidden is 0; expected a whole number above 0"),
        ({"hidden": (5,)}, TypeError, "hidden is .5,.; expected a whole number"),
        ({"lr": -1}, ValueError, "lr is -1"),
        ({"momentum": 1.0}, ValueError, "momentum is 1.0"),
        ({"l2_in": -0.1}, ValueError, "l2 is -0.1"),
        ({"epochs": 0}, ValueError, "epochs is 0"),
        ({"batch_size": "all"}, TypeError, "batch_size is 'all'"),
        ({"random_state": "luck"}, TypeError, "int"),
    ],
)
def test_wrong_parameters_are_told_by_fit(blobs, parameters, error, text):
    classifier = NetworkClassifier(**parameters)
    with pytest.raises(error, match=text):
        classifier.fit(*blobs)


def test_wrong_data(blobs):
    x, y = blobs
    with pytest.raises(ValueError, match="1 class"):
        NetworkClassifier().fit(x, np.zeros(len(x), int))
    with pytest.raises(ValueError, match="NaN"):
        NetworkClassifier().fit(np.full_like(x, np.nan), y)
    classifier = NetworkClassifier(5, epochs=1).fit(x, y)
    with pytest.raises(ValueError, match="2 features"):
        classifier.predict(x[:, :1])


def test_training_is_silent():
    code = (
        "import numpy as np; from nnlib.estimator import NetworkClassifier as C; "
        "C(3).fit(np.eye(4), [0, 1, 0, 1]).predict(np.eye(4))"
    )
    command = [sys.executable, "-W", "error", "-c", code]
    result = subprocess.run(command, capture_output=True, text=True)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_a_random_state_gives_one_of_very_many_generators():
    """It is scikit-learn's way to say "any seed"; few seeds would give the same network often."""
    made = [_generator(np.random.RandomState(seed)).integers(2**62) for seed in range(300)]
    different = len(set(made))
    assert different == 300
    state = np.random.RandomState(0)
    assert _generator(state).integers(2**62) != _generator(state).integers(2**62)  # it moves on


def test_the_documented_defaults():
    settings = NetworkClassifier().get_params()
    numbers = {name: value for name, value in settings.items() if isinstance(value, (int, float))}
    assert numbers == {
        "hidden": 100,
        "lr": 0.1,
        "momentum": 0.9,
        "l2_in": 0.0,
        "l2_out": 0.0,
        "epochs": 20,
        "batch_size": 100,
        "exact": False,
    }
