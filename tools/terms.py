"""Lessons with a term's numbers: the line that names the term, and the words that tell them.

`tools/lab.py --term` makes them, and what grades a class reads the line in what came back.
"""

import importlib
import pkgutil
import re

LINE = re.compile(r"^\s*use_term\(\s*lesson\d\d\s*,\s*([\"'])(.+?)\1\s*\)", re.M)
NAME = re.compile(r"[\w.-]{0,63}\w")  # it is a folder's, too
REFUSED = "a term's name is short, and has letters, digits, - and _ alone"


def named_in(sources):
    """The term that cells name; None if they name none. The last line of the kind counts."""
    found = [match[2] for source in sources for match in LINE.finditer(source)]
    return found[-1] if found else None


def with_term(notebook, lesson, term):
    """A lesson with the numbers of a term.

    Parameters
    ----------
    notebook : dict
        The lesson; it stays as it is.
    lesson : str
        Its number, such as "03".
    term : str
        Any name, such as "spring-2027".

    Returns
    -------
    dict
        The same lesson, if none of its exercises changes with the term.

    Raises
    ------
    ValueError
        If the words that an exercise wants to change do not stand in its text once.
    """
    name = f"nnlib.classroom.exercises.lesson{lesson}"
    exercises = vars(importlib.import_module(name))
    cells, text, changed = list(notebook["cells"]), None, False
    for place, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] == "markdown":
            text = place  # above the exercise, its statement
        exercise = exercises.get(cell["metadata"].get("exercise"))
        if exercise and (variants := exercise.variants):
            source, changed = "".join(cells[text]["source"]), True
            old, new = (variants.asks(*variants.chosen(x)) for x in (None, term))
            for words, others in zip(old, new, strict=True):
                if source.count(words) != 1:
                    raise ValueError(f"lesson {lesson}, {exercise.name}: no single {words!r}")
                source = source.replace(words, others)
            cells[text] = {**cells[text], "source": source}
    if not changed:
        return notebook
    imports = f"from nnlib.classroom.exercises import lesson{lesson}\n"
    more = f"{imports}from nnlib.classroom.exercises.terms import use_term\n"
    line = f'use_term(lesson{lesson}, "{term}")  # some exercises have numbers of this term'
    for place, cell in enumerate(cells):
        if imports in (source := f"{''.join(cell['source'])}\n"):
            cells[place] = {**cell, "source": f"{source.replace(imports, more)}\n{line}"}
            break
    return {**notebook, "cells": cells}


def changes(term):
    """What the exercises say that change with a term, a line each, without Markdown's signs."""
    from nnlib.classroom import exercises

    for module in pkgutil.iter_modules(exercises.__path__):
        if re.fullmatch(r"lesson\d\d", module.name):
            for x in vars(importlib.import_module(f"{exercises.__name__}.{module.name}")).values():
                if variants := getattr(x, "variants", None):
                    yield f"    {module.name} {x.name}: {variants.said(variants.chosen(term))}"
