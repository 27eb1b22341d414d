"""nnlib: small neural networks in NumPy, written to be read.

The core is in the modules that are imported here. The classroom (pictures, explorers, exercises)
is in `nnlib.classroom`; it is loaded only when a lesson asks for it.
"""

from nnlib import data, initializers
from nnlib.activations import relu, sigmoid, softmax, step, tanh
from nnlib.data import one_hot
from nnlib.gradient_check import gradient_check
from nnlib.layers import Dense, Elementwise, Layer, ReLU, Rescale, Sigmoid, Softmax, Tanh
from nnlib.losses import CrossEntropy, SoftmaxCrossEntropy, SquaredError
from nnlib.metrics import accuracy, confusion_matrix
from nnlib.network import Network
from nnlib.neurons import Perceptron, SigmoidNeuron
from nnlib.optimizers import SGD, Optimizer
from nnlib.training import Diverged, fit, gradient, minibatches, train

__all__ = [
    "SGD",
    "CrossEntropy",
    "Dense",
    "Diverged",
    "Elementwise",
    "Layer",
    "Network",
    "Optimizer",
    "Perceptron",
    "ReLU",
    "Rescale",
    "Sigmoid",
    "SigmoidNeuron",
    "Softmax",
    "SoftmaxCrossEntropy",
    "SquaredError",
    "Tanh",
    "accuracy",
    "confusion_matrix",
    "data",
    "fit",
    "gradient",
    "gradient_check",
    "initializers",
    "minibatches",
    "one_hot",
    "relu",
    "sigmoid",
    "softmax",
    "step",
    "tanh",
    "train",
]
