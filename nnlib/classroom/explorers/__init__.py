"""Pictures with controls: move a slider, and the picture and its sentence follow."""

from nnlib.classroom.explorers.activations import activations_picture, explore_activations
from nnlib.classroom.explorers.batch_size import batch_size_picture, explore_batch_size
from nnlib.classroom.explorers.class_scores import class_scores_picture, explore_class_scores
from nnlib.classroom.explorers.corrections import corrections_picture, explore_corrections
from nnlib.classroom.explorers.decision_line import decision_line_picture, explore_decision_line
from nnlib.classroom.explorers.digit_accuracies import (
    digit_accuracies_picture,
    explore_digit_accuracies,
)
from nnlib.classroom.explorers.explorer import Explorer
from nnlib.classroom.explorers.forward_backward import (
    explore_forward_backward,
    forward_backward_picture,
)
from nnlib.classroom.explorers.momentum import explore_momentum, momentum_picture
from nnlib.classroom.explorers.neuron_weights import (
    explore_neuron_weights,
    neuron_weights_picture,
)
from nnlib.classroom.explorers.own_digit import draw_digit, drawn_digit_picture
from nnlib.classroom.explorers.pixels import explore_pixels, pixels_picture
from nnlib.classroom.explorers.slopes import explore_slopes, slopes_picture
from nnlib.classroom.explorers.step_and_sigmoid import (
    explore_step_and_sigmoid,
    step_and_sigmoid_picture,
)
from nnlib.classroom.explorers.valley import explore_valley, valley_picture
from nnlib.classroom.explorers.weight_decay import explore_weight_decay, weight_decay_picture

__all__ = [
    "Explorer",
    "activations_picture",
    "batch_size_picture",
    "class_scores_picture",
    "corrections_picture",
    "decision_line_picture",
    "digit_accuracies_picture",
    "draw_digit",
    "drawn_digit_picture",
    "explore_activations",
    "explore_batch_size",
    "explore_class_scores",
    "explore_corrections",
    "explore_decision_line",
    "explore_digit_accuracies",
    "explore_forward_backward",
    "explore_momentum",
    "explore_neuron_weights",
    "explore_pixels",
    "explore_slopes",
    "explore_step_and_sigmoid",
    "explore_valley",
    "explore_weight_decay",
    "forward_backward_picture",
    "momentum_picture",
    "neuron_weights_picture",
    "pixels_picture",
    "slopes_picture",
    "step_and_sigmoid_picture",
    "valley_picture",
    "weight_decay_picture",
]
