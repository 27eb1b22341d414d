"""Questions about ideas, to be answered from memory: one file of them a lesson, and `ask`."""

from nnlib.classroom.questions.asked import ask

__all__ = ["ask"]
