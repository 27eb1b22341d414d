"""Which one small change would make a student's function right?

The changes are tried: each is made in a copy of the code, and the copy is called. So what is said
of a change is known, and no cause is guessed from a number. Only the place is told, not the change.
"""

import ast
import copy
import inspect
import time
import warnings
from types import FunctionType

from nnlib.classroom.exercises.elsewhere import Elsewhere, looked_at
from nnlib.classroom.exercises.in_time import in_time
from nnlib.classroom.exercises.source import definition

MOST = 2000  # copies that are tried
SECONDS = 2.0  # for all of them
LONGEST = 60  # characters of code in a sentence
# Code that looks beyond its arguments is left alone.
BEYOND = {"input", "open", "exec", "eval", "os", "sys", "exit", "quit", "plt", "time", "globals"}
# What their arguments count may not grow: it is memory.
SIZES = {"zeros", "ones", "full", "empty", "eye", "arange", "range", "linspace", "tile", "repeat"}
OTHERS = [
    {"sum", "mean"},
    {"max", "min"},
    {"argmax", "argmin", "max"},
    {"argsort", "sort"},
    {"log", "log2", "log10", "log1p"},
    {"floor", "ceil", "round", "trunc", "rint"},
    {"maximum", "minimum"},
    {"std", "var"},
    {"zeros", "ones"},
    {"zeros_like", "ones_like"},
    {"sin", "cos", "tan"},
    {"sqrt", "square"},
    {"tanh", "arctanh"},
    {"exp", "expm1"},
    {"any", "all"},
    {"hstack", "vstack", "concatenate"},
    {"normal", "uniform"},
    {"int", "round"},
]
REDUCE = {"sum", "mean", "max", "min", "argmax", "argmin", "std", "var", "any", "all", "prod"}
WOULD = "all would be right."
ABOUT = {
    "sign": "another sign",
    "operator": "another operator",
    "order": "the other order",
    "brackets": "other brackets",
    "comparison": "another comparison",
    "axis": "another axis",
    "number": "another number",
    "name": "something else for `{}`",
    "function": "another function for `{}`",
    "without": "no `{}`",
    "less": "one part less",
    "more": "one part more",
}


def slip(answer, is_right, spare=""):
    """Find the place where one small change makes a function right.

    Parameters
    ----------
    answer : object
        The student's function.
    is_right : callable
        Whether a function is right.
    spare : str
        Code whose lines are not looked at: a mistake that the student has to find there.

    Returns
    -------
    str
        A sentence; empty if there is no such place, or no source.
    """
    try:
        function = looked_at(answer)
        node, lines = definition(function)
    except Exception:  # a lambda, a class, a function whose text is gone
        return ""
    if not isinstance(function, FunctionType) or node.decorator_list or _looks_beyond(node):
        return ""
    made = answer.vary if type(answer) is Elsewhere else _maker(function)
    spared = {line.strip() for line in spare.splitlines()}
    end = time.perf_counter() + SECONDS
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a change that makes odd code
        for n, (say, place, change, undo) in enumerate(_changes(node)):
            if n == MOST or time.perf_counter() > end:
                return ""
            if lines[place.lineno - 1].strip() in spared:
                continue
            change()
            try:
                found = in_time(is_right, made(node), file="<slip>")
            except (Exception, SystemExit):
                found = False
            finally:
                undo()
            if found:
                return _sentence(say, place, lines)
    return ""


def _looks_beyond(node):
    return any(isinstance(n, ast.Name) and n.id in BEYOND for n in ast.walk(node))


def _maker(function):
    known = dict(function.__globals__) | dict(inspect.getclosurevars(function).nonlocals)

    def made(node):
        names = dict(known)
        exec(compile(ast.Module([node], []), "<slip>", "exec"), names)
        return names[node.name]

    return made


def _sentence(say, place, lines):
    if " " in say:  # of a whole statement
        return say.format(line=f"line {place.lineno}, `{_cut(lines[place.lineno - 1].strip())}`,")
    kind, _, name = say.partition(":")
    segment = _segment(place, lines)
    what = ABOUT[kind].format(name)
    return f"With {what} in line {place.lineno}, at `{segment}`, {WOULD}"


def _segment(node, lines):
    """The code of a node; of one that goes over several lines, its first."""
    line = lines[node.lineno - 1].encode()  # columns are counted in bytes
    end = node.end_col_offset if node.end_lineno == node.lineno else len(line)
    return _cut(line[node.col_offset : end].decode().strip())


def _cut(code):
    return code if len(code) <= LONGEST else code[:LONGEST] + "…"


# The changes: what to say, the node whose place is told, and how to make and undo the change.


def _changes(function):
    yield from _of_statements(function)
    names = _names(function)
    slots = list(_slots(function))
    for rank in range(3):
        for get, put, around, in_size in slots:
            old = get()
            for say, new in _variants(old, names, around, in_size, rank):
                place = old if hasattr(old, "lineno") else around
                if isinstance(old, ast.Name | ast.Constant | ast.keyword) and around is not None:
                    place = around
                yield (
                    say,
                    place,
                    (lambda new=new, put=put: put(new)),
                    (lambda old=old, put=put: put(old)),
                )


def _names(function):
    """Parameters, and what is assigned to."""
    given = [a.arg for a in function.args.posonlyargs + function.args.args]
    mine = [
        n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    ]
    return list(dict.fromkeys(given + mine)), given


def _slots(node, around=None, in_size=False):
    """Every place of an expression in the code, the smallest enclosing one with it."""
    for field, value in ast.iter_fields(node):
        if field in ("decorator_list", "returns", "annotation", "args") and isinstance(
            node, ast.FunctionDef | ast.arguments | ast.arg | ast.AnnAssign
        ):
            continue
        values = value if isinstance(value, list) else [value]
        for i, child in enumerate(values):
            if not isinstance(child, ast.AST):
                continue
            inside = in_size or (isinstance(node, ast.Call) and _called(node) in SIZES)
            outer = node if isinstance(node, ast.expr) else around if _is_part(node) else None
            if isinstance(child, ast.expr) and not (
                isinstance(getattr(child, "ctx", None), ast.Store | ast.Del)
            ):
                if isinstance(value, list):
                    yield (
                        (lambda v=value, i=i: v[i]),
                        (lambda new, v=value, i=i: v.__setitem__(i, new)),
                        outer,
                        inside,
                    )
                else:
                    yield (
                        (lambda n=node, f=field: getattr(n, f)),
                        (lambda new, n=node, f=field: setattr(n, f, new)),
                        outer,
                        inside,
                    )
            yield from _slots(child, outer, inside)


def _is_part(node):
    return isinstance(node, ast.keyword | ast.Slice | ast.comprehension)


def _called(call):
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _variants(old, names, around, in_size, rank):
    """What may stand in the place of an expression; the likely first, by rank."""
    if rank == 0:
        yield from _small(old, around)
    elif rank == 1:
        yield from _less(old)
        if isinstance(old, ast.Name) and not in_size and old.id in names[0]:
            for name in names[0]:
                if name != old.id:
                    yield f"name:{old.id}", _like(ast.Name(name, ast.Load()), old)
    else:
        yield from _more(old, names[1], around, in_size)


def _small(old, around):
    if isinstance(old, ast.BinOp):
        yield from _operators(old)
    elif isinstance(old, ast.UnaryOp) and isinstance(old.op, ast.USub):
        yield "sign", old.operand
    elif isinstance(old, ast.UnaryOp) and isinstance(old.op, ast.Not | ast.Invert):
        yield "less", old.operand
    elif isinstance(old, ast.Compare) and len(old.ops) == 1:
        for op in (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq):
            if not isinstance(old.ops[0], op):
                yield "comparison", _like(ast.Compare(old.left, [op()], old.comparators), old)
    elif isinstance(old, ast.BoolOp):
        op = ast.Or() if isinstance(old.op, ast.And) else ast.And()
        yield "operator", _like(ast.BoolOp(op, old.values), old)
    elif isinstance(old, ast.Constant) and isinstance(around, ast.Call) and _is_axis(old, around):
        pass  # which axis: see the call
    elif isinstance(old, ast.Constant) and type(old.value) in (int, float):
        c = old.value
        for new in dict.fromkeys([c + 1, c - 1, 0, 1, 2, -c, 2 * c, c / 2, c * 10, c / 10]):
            if new != c:
                yield "number", _like(ast.Constant(new), old)
    elif isinstance(old, ast.Constant) and type(old.value) is bool:
        yield "number", _like(ast.Constant(not old.value), old)
    elif isinstance(old, ast.Call):
        yield from _calls(old)
    elif isinstance(old, ast.Attribute) and old.attr == "T":
        yield "less", old.value


def _operators(old):
    swaps = {
        ast.Add: [("sign", ast.Sub), ("operator", ast.Mult)],
        ast.Sub: [("sign", ast.Add)],
        ast.Mult: [("operator", ast.Div), ("operator", ast.Add), ("operator", ast.MatMult)],
        ast.Div: [("operator", ast.Mult), ("operator", ast.FloorDiv), ("operator", ast.Sub)],
        ast.FloorDiv: [("operator", ast.Div), ("operator", ast.Mod)],
        ast.Mod: [("operator", ast.FloorDiv)],
        ast.MatMult: [("operator", ast.Mult)],
        ast.Pow: [("operator", ast.Mult)],
    }
    for kind, op in swaps.get(type(old.op), []):
        yield kind, _like(ast.BinOp(old.left, op(), old.right), old)
    if isinstance(old.op, ast.Sub) and isinstance(old.left, ast.Name):
        yield "operator", _like(ast.BinOp(old.left, ast.Div(), old.right), old)
    if isinstance(old.op, ast.FloorDiv):  # rounded up
        down = _like(ast.BinOp(ast.UnaryOp(ast.USub(), old.left), old.op, old.right), old)
        yield "more", _like(ast.UnaryOp(ast.USub(), down), old)
    if isinstance(old.op, ast.Mult) and isinstance(old.right, ast.Constant):
        yield "operator", _like(ast.BinOp(old.left, ast.Pow(), old.right), old)
    if isinstance(old.op, ast.Sub | ast.Div | ast.FloorDiv | ast.MatMult):
        yield "order", _like(ast.BinOp(old.right, old.op, old.left), old)
    if isinstance(old.op, ast.MatMult):
        for left, right in ((1, 0), (0, 1), (1, 1)):
            sides = [
                _like(ast.Attribute(x, "T", ast.Load()), old) if turned else x
                for x, turned in ((old.left, left), (old.right, right))
            ]
            yield "more", _like(ast.BinOp(sides[0], old.op, sides[1]), old)
    if isinstance(old.left, ast.BinOp):
        a, b, c = old.left.left, old.left.right, old.right
        inner = _like(ast.BinOp(b, old.op, c), old)
        yield "brackets", _like(ast.BinOp(a, old.left.op, inner), old)
    if isinstance(old.right, ast.BinOp):
        a, b, c = old.left, old.right.left, old.right.right
        inner = _like(ast.BinOp(a, old.op, b), old)
        yield "brackets", _like(ast.BinOp(inner, old.right.op, c), old)


def _calls(old):
    name = _called(old)
    axis = [k for k in old.keywords if k.arg == "axis"]
    if name in REDUCE:
        rest = [k for k in old.keywords if k.arg != "axis"]
        is_method = isinstance(old.func, ast.Attribute) and not _is_module(old.func.value)
        place = 0 if is_method else 1
        arguments = old.args[:place]
        positional = old.args[place] if len(old.args) > place else None
        now = axis[0].value if axis else positional
        now = now.value if isinstance(now, ast.Constant) else None if now is None else "?"
        for new in (0, 1, None, 2):
            if new == now or (now == "?" and new == 2) or not isinstance(old.func, ast.Attribute):
                continue
            keywords = [*rest] if new is None else [ast.keyword("axis", ast.Constant(new)), *rest]
            yield "axis", _like(ast.Call(old.func, arguments, keywords), old)
    keeps = [k for k in old.keywords if k.arg == "keepdims"]
    if keeps:
        rest = [k for k in old.keywords if k.arg != "keepdims"]
        yield "less", _like(ast.Call(old.func, old.args, rest), old)
    elif name in REDUCE and (axis or len(old.args) > 0):
        keep = ast.keyword("keepdims", ast.Constant(True))
        yield "more", _like(ast.Call(old.func, old.args, [*old.keywords, keep]), old)
    for keyword in old.keywords:
        if keyword.arg not in ("axis", "keepdims"):
            rest = [k for k in old.keywords if k is not keyword]
            yield "less", _like(ast.Call(old.func, old.args, rest), old)
    for group in OTHERS:
        for new in sorted(group - {name}) if name in group else ():
            func = copy.copy(old.func)
            setattr(func, "attr" if isinstance(func, ast.Attribute) else "id", new)
            yield f"function:{name}", _like(ast.Call(func, old.args, old.keywords), old)


def _is_axis(constant, call):
    return any(k.arg == "axis" and k.value is constant for k in call.keywords)


def _is_module(node):
    return isinstance(node, ast.Name) and node.id in ("np", "numpy", "math")


def _less(old):
    if isinstance(old, ast.BinOp):
        yield "less", old.left
        yield "less", old.right
    elif isinstance(old, ast.BoolOp):
        for value in old.values:
            yield "less", value
    elif isinstance(old, ast.IfExp):
        yield "less", old.body
        yield "less", old.orelse
    elif isinstance(old, ast.Call) and len(old.args) == 1 and _called(old) not in SIZES:
        yield f"without:{_called(old)}", old.args[0]
    elif isinstance(old, ast.Call) and not old.args and isinstance(old.func, ast.Attribute):
        yield "less", old.func.value
    elif isinstance(old, ast.Subscript):
        yield "less", old.value
        if isinstance(old.slice, ast.Slice):
            lower, upper, step = old.slice.lower, old.slice.upper, old.slice.step
            for new in (ast.Slice(None, upper, step), ast.Slice(lower, None, step)):
                yield "less", _like(ast.Subscript(old.value, new, old.ctx), old)


def _more(old, given, around, in_size):
    if in_size or isinstance(old, ast.Constant | ast.Tuple | ast.List | ast.Slice | ast.Starred):
        return
    if isinstance(old, ast.Compare | ast.BoolOp | ast.JoinedStr | ast.Lambda):
        return
    if isinstance(around, ast.Call) and old is around.func:
        return
    one = ast.Constant(1)

    def wrap(code):
        tree = ast.parse(code, mode="eval").body
        for n in ast.walk(tree):
            ast.copy_location(n, old)
        return _Filled(old).visit(tree)

    yield "sign", _like(ast.UnaryOp(ast.USub(), old), old)
    yield "more", _like(ast.BinOp(one, ast.Sub(), old), old)
    yield "more", _like(ast.BinOp(one, ast.Div(), old), old)
    yield "more", _like(ast.BinOp(old, ast.Pow(), ast.Constant(2)), old)
    for code in ("_ ** 0.5", "abs(_)", "_ / 2", "2 * _", "_ + 1", "_ - 1", "-(-_ // 1)", "_ // 1"):
        yield "more", wrap(code)
    for x in given:
        for code in ("_ * {}", "_ / {}", "_ + {}", "_ - {}", "_ * len({})", "_ / len({})"):
            yield "more", wrap(code.format(x))
        for code in ("_ * {}.shape[1]", "_ / {}.shape[1]", "_ @ {}", "{} @ _", "_[{}]"):
            yield "more", wrap(code.format(x))


class _Filled(ast.NodeTransformer):
    """Puts an expression in the place of `_`."""

    def __init__(self, inside):
        self.inside = inside

    def visit_Name(self, node):
        return self.inside if node.id == "_" else node


def _like(new, old):
    """A new node, and the new ones in it, at the place of an old one."""
    new = ast.copy_location(new, old)
    for child in ast.iter_child_nodes(new):
        if isinstance(child, ast.expr | ast.keyword) and not hasattr(child, "lineno"):
            _like(child, old)
    return new


# Whole statements

IN_LOOP = "In {line} `return` stands inside the loop and ends it in its first round."
REPLACES = (
    "In {line} each round of the loop puts a new value in the place of the last one. Added up, "
    "all would be right."
)
TAKEN_OFF = (
    "In {line} each round of the loop puts a new value in the place of the last one. Taken off "
    "from what was there, all would be right."
)
ADDS = "In {line} something is added up. With a plain `=`, all would be right."
UPDATES = "In {line} the old value comes in. With a plain `=`, all would be right."
ADDED = "In {line} the sign is turned round: with the other one, all would be right."
INTO = "Moved into the block above it, {line} would make all right."
OUT_OF = "Moved behind the block in which it stands, {line} would make all right."
BEFORE = "Moved before the loop in which it stands, {line} would make all right."
EARLIER = "Exchanged with the statement above it, {line} would make all right."
WITHOUT = "Without {line} all would be right."
ALWAYS = "Without the condition in {line} all would be right."


def _of_statements(function):
    loops = [n for n in ast.walk(function) if isinstance(n, ast.For | ast.While)]
    for body, owner in _bodies(function):
        for i, statement in enumerate(body):
            after = _place_of(owner, function)
            if isinstance(statement, ast.Return) and isinstance(owner, ast.For | ast.While):
                holder, at = after
                new = [*holder[: at + 1], statement, *holder[at + 1 :]]
                rest = [*body[:i], *body[i + 1 :]] or [ast.Pass()]
                yield _two(IN_LOOP, statement, body, rest, holder, new)
    for body, _ in _bodies(function):
        for i, statement in enumerate(body):
            yield from _assignments(body, i, statement, loops)
    for body, owner in _bodies(function):
        for i, statement in enumerate(body):
            yield from _moves(body, i, statement, owner, function)


def _assignments(body, i, statement, loops):
    def instead(say, new):
        new = _like(new, statement)
        return _one(say, statement, body, [*body[:i], new, *body[i + 1 :]])

    in_loop = any(statement in ast.walk(loop) for loop in loops)
    if isinstance(statement, ast.AugAssign):
        say = ADDS if isinstance(statement.op, ast.Add) else UPDATES
        yield instead(say, ast.Assign([statement.target], statement.value))
        for op, new in ((ast.Add, ast.Sub), (ast.Sub, ast.Add)):
            if isinstance(statement.op, op):
                yield instead(ADDED, ast.AugAssign(statement.target, new(), statement.value))
        for op, new in ((ast.Mult, ast.Div), (ast.Div, ast.Mult)):
            if isinstance(statement.op, op):
                yield instead(
                    "With another operator in {line} all would be right.",
                    ast.AugAssign(statement.target, new(), statement.value),
                )
    elif isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target = statement.targets[0]
        is_start = isinstance(statement.value, ast.Constant)
        if in_loop and not is_start and isinstance(target, ast.Name | ast.Subscript):
            for say, op in ((REPLACES, ast.Add()), (TAKEN_OFF, ast.Sub())):
                yield instead(say, ast.AugAssign(target, op, statement.value))


def _moves(body, i, statement, owner, function):
    above = body[i - 1] if i else None
    if isinstance(above, ast.For | ast.While | ast.If) and not isinstance(statement, ast.Return):
        rest = [*body[:i], *body[i + 1 :]]
        yield _two(INTO, statement, body, rest, above.body, [*above.body, statement])
    if isinstance(owner, ast.For | ast.While | ast.If) and len(body) > 1:
        holder, at = _place_of(owner, function)
        rest = [*body[:i], *body[i + 1 :]]
        if i == len(body) - 1:
            new = [*holder[: at + 1], statement, *holder[at + 1 :]]
            yield _two(OUT_OF, statement, body, rest, holder, new)
        if isinstance(statement, ast.Assign) and not isinstance(owner, ast.If):
            new = [*holder[:at], statement, *holder[at:]]
            yield _two(BEFORE, statement, body, rest, holder, new)
    if above is not None and not isinstance(statement, ast.Return):
        new = [*body[: i - 1], statement, above, *body[i + 1 :]]
        yield _one(EARLIER, statement, body, new)
    if len(body) > 1 and not isinstance(statement, ast.Return | ast.FunctionDef):
        yield _one(WITHOUT, statement, body, [*body[:i], *body[i + 1 :]])
    if isinstance(statement, ast.If) and not statement.orelse:
        yield _one(ALWAYS, statement, body, [*body[:i], *statement.body, *body[i + 1 :]])


def _bodies(node):
    """Every list of statements, and the statement that it belongs to."""
    for n in ast.walk(node):
        for field in ("body", "orelse", "finalbody"):
            statements = getattr(n, field, None)
            if isinstance(statements, list) and statements:
                yield statements, n


def _place_of(statement, function):
    """The list in which a statement stands, and where."""
    for body, _ in _bodies(function):
        for i, other in enumerate(body):
            if other is statement:
                return body, i
    return None, None


def _one(say, place, body, new):
    old = list(body)
    return (
        say,
        place,
        lambda: body.__setitem__(slice(None), new),
        (lambda: body.__setitem__(slice(None), old)),
    )


def _two(say, place, first, new_first, second, new_second):
    old_first, old_second = list(first), list(second)

    def change():
        first[:], second[:] = new_first, new_second

    def undo():
        first[:], second[:] = old_first, old_second

    return say, place, change, undo
