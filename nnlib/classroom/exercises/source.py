"""The text of solutions."""

import ast
import inspect
import textwrap


def source(function):
    """A function's source without its decorators.

    Parameters
    ----------
    function : callable
        A function that was defined with `def`.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If it has no `def` of its own.
    """
    node, lines = definition(function)
    return textwrap.dedent("".join(lines[node.lineno - 1 : node.end_lineno])).rstrip()


def definition(function):
    """Where a function is defined: the node of its `def`, and all lines of its file or cell.

    Parameters
    ----------
    function : callable
        A function that was defined with `def`.

    Returns
    -------
    ast.FunctionDef, list of str

    Raises
    ------
    ValueError
        If it has no `def` of its own.
    """
    lines, _ = inspect.findsource(function)
    for node in ast.walk(ast.parse("".join(lines))):
        if isinstance(node, ast.FunctionDef) and function.__code__.co_firstlineno in (
            node.lineno,
            *(decorator.lineno for decorator in node.decorator_list),
        ):
            return node, lines
    raise ValueError(f"{function.__name__} has no source of its own; use def, not lambda")


def names_of_parts(code):
    """What code calls the parts of its result.

    Parameters
    ----------
    code : str
        A function, or lines that end in an assignment.

    Returns
    -------
    list of str
        Empty if there are no parts, or none with names.

    Examples
    --------
    >>> names_of_parts("w, b = 1, 2"), names_of_parts("def gradient(dz): return dW, db")
    (['w', 'b'], ['dW', 'db'])
    """
    last = ast.parse(code).body[-1]
    if isinstance(last, ast.FunctionDef):
        last = last.body[-1]
    value = last.targets[0] if isinstance(last, ast.Assign) else getattr(last, "value", None)
    names = value.elts if isinstance(value, ast.Tuple) else []
    return [n.id for n in names] if all(isinstance(n, ast.Name) for n in names) else []
