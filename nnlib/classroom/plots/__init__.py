"""Pure functions that turn arrays into pictures with words."""

from nnlib.classroom.plots.bars import bars, class_counts, probabilities
from nnlib.classroom.plots.clouds import clouds
from nnlib.classroom.plots.confusion import confusion
from nnlib.classroom.plots.contour import contour
from nnlib.classroom.plots.curves import curves
from nnlib.classroom.plots.decision_line import decision_line
from nnlib.classroom.plots.digits import digits
from nnlib.classroom.plots.evidence import evidence
from nnlib.classroom.plots.flow import flow
from nnlib.classroom.plots.functions import functions
from nnlib.classroom.plots.heatmap import heatmap
from nnlib.classroom.plots.histograms import histograms
from nnlib.classroom.plots.paths import paths
from nnlib.classroom.plots.pixels import pixels
from nnlib.classroom.plots.regions import regions
from nnlib.classroom.plots.scoreboard import scoreboard
from nnlib.classroom.plots.seeds import seeds
from nnlib.classroom.plots.spread import spread
from nnlib.classroom.plots.twins import twins
from nnlib.classroom.plots.valley import valley
from nnlib.classroom.plots.weights import weights

__all__ = [
    "bars",
    "class_counts",
    "clouds",
    "confusion",
    "contour",
    "curves",
    "decision_line",
    "digits",
    "evidence",
    "flow",
    "functions",
    "heatmap",
    "histograms",
    "paths",
    "pixels",
    "probabilities",
    "regions",
    "scoreboard",
    "seeds",
    "spread",
    "twins",
    "valley",
    "weights",
]
