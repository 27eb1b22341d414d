"""Exercises that answer back: an engine, and one module a lesson (`lesson01`, `lesson02`, …)."""
