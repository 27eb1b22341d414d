"""nnlib: small neural networks in NumPy, written to be read.

The core is in the modules that are imported here. The classroom (pictures, explorers, exercises)
is in `nnlib.classroom`; it is loaded only when a lesson asks for it.
"""

from nnlib import checkpoint, data, initializers, schedules
from nnlib.ablation import ablation
from nnlib.activations import ReLU, Sigmoid, Softmax, Tanh, relu, sigmoid, softmax, step, tanh
from nnlib.data import one_hot
from nnlib.diagnosis import Diverged, standstill
from nnlib.exact import ExactNetwork
from nnlib.gradient import gradient
from nnlib.gradient_check import gradient_check
from nnlib.layers import Dense, Elementwise, Layer, Rescale
from nnlib.losses import CrossEntropy, SoftmaxCrossEntropy, SquaredError
from nnlib.metrics import accuracy, confusion_matrix
from nnlib.network import Network
from nnlib.neurons import Perceptron, SigmoidNeuron
from nnlib.one_by_one import one_by_one
from nnlib.optimizers import SGD, Adam, Momentum, Nesterov, Optimizer, RMSProp
from nnlib.training import fit, minibatches, train

# fmt: off
__all__ = [
    "SGD", "Adam", "CrossEntropy", "Dense", "Diverged", "Elementwise", "ExactNetwork", "Layer",
    "Momentum", "Nesterov", "Network", "Optimizer", "Perceptron", "RMSProp", "ReLU", "Rescale",
    "Sigmoid", "SigmoidNeuron", "Softmax", "SoftmaxCrossEntropy", "SquaredError", "Tanh",
    "ablation", "accuracy", "checkpoint", "confusion_matrix", "data", "fit", "gradient",
    "gradient_check", "initializers", "minibatches", "one_by_one", "one_hot", "relu",
    "schedules", "sigmoid", "softmax", "standstill", "step", "tanh", "train",
]
# fmt: on
