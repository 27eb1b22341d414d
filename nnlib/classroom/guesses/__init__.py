"""Guesses before a run, and what a lesson says to them after it: `guess` and `reveal`."""

from nnlib.classroom.guesses.given import guess, reveal

__all__ = ["guess", "reveal"]
