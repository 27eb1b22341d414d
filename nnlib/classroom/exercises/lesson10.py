"""Exercises of lesson 10: long valleys, momentum, Adam and schedules."""

import math

import numpy as np

from nnlib.classroom.exercises.engine import exercise
from nnlib.classroom.exercises.trials import in_turn


def _valley(rng):
    # Long valleys take hundreds of steps: few other formulas come to the same whole numbers.
    curvatures = np.sort(10 ** rng.uniform(-1.5, 1.5, int(rng.integers(4, 9))))
    # Neither the first two nor the first and the last are the smallest and the largest.
    order = [1, 3, 0, *range(4, len(curvatures)), 2]
    return curvatures[order], float(10 ** rng.uniform(-3, in_turn(rng, -1, -0.2)))


def _shrinks_by(curvatures):
    return np.ptp(curvatures) / (np.min(curvatures) + np.max(curvatures))


def _steps(curvatures, shrink, contraction=None, rounding=np.ceil):
    contraction = _shrinks_by(curvatures) if contraction is None else contraction
    steps = np.log(shrink) / np.log(contraction)
    return int(rounding(steps)) if rounding else steps


def _steps_of_the_mean(curvatures, shrink):
    factors = np.abs(1 - 2 * curvatures / (np.min(curvatures) + np.max(curvatures)))
    steps = 0
    while np.mean(factors**steps) > shrink:
        steps += 1
    return steps


@exercise(
    trials=_valley,
    # In the second and third, three and four steps halve every distance to exactly the share.
    examples=[
        (np.array([2.0, 4.0, 1.0, 3.0]), 0.1),
        (np.array([1.0, 3.0]), 0.125),
        (np.array([2.0, 6.0]), 0.0625),
        (np.array([1.0, 2.0]), 1e-6),
        (np.array([2.0, 4.0]), 1e-5),
    ],
    further={
        "Right for most curvatures, but not for every order and number of them.": [
            (np.array([9.0, 4.0, 0.5]), 0.2),
            (np.array([0.5, 4.0, 9.0, 7.0, 9.0]), 0.02),
            (np.array([3.0, 1.0, 3.0]), 0.7),
            (np.array([8.0, 2.0]), 0.01),
        ]
    },
    hints=[
        "At the best single rate, which directions are the slowest? What is each of their steps "
        "multiplied by?",
        "The flattest and the steepest shrink by (κ − 1)/(κ + 1) a step, all others faster. After "
        "n steps: that number to the power n. Where is it first at or below shrink?",
        "n = ln(shrink) / ln(what a step multiplies by), rounded up: np.ceil.",
    ],
    reason="Only the flattest and the steepest direction count: n is ln(shrink) / ln((κ − 1)/(κ + "
    "1)), rounded up to a whole step.",
    mistakes={
        "You rounded down: after so many steps the distance is still a little too large.": (
            lambda curvatures, shrink: _steps(curvatures, shrink, rounding=np.floor)
        ),
        "That is what a step multiplies by at the rate 1/b, where b is the largest curvature. The "
        "best rate is 2/(a + b).": lambda curvatures, shrink: _steps(
            curvatures, shrink, 1 - np.min(curvatures) / np.max(curvatures)
        ),
        "You took the first and the last curvature; they need not be the smallest and the "
        "largest.": lambda curvatures, shrink: _steps(
            curvatures,
            shrink,
            abs(curvatures[-1] - curvatures[0]) / (curvatures[-1] + curvatures[0]),
        ),
        "You took the first two curvatures; they need not be the smallest and the largest.": (
            lambda curvatures, shrink: _steps(
                curvatures,
                shrink,
                abs(curvatures[1] - curvatures[0]) / (curvatures[1] + curvatures[0]),
            )
        ),
        "You rounded to the nearest whole number. That may be down, and then the distance is still "
        "a little too large.": lambda curvatures, shrink: _steps(
            curvatures, shrink, rounding=np.round
        ),
        "Right, but for one case: where the quotient of the logarithms is a whole number, it is "
        "enough, and you take one step more.": (
            lambda curvatures, shrink: _steps(curvatures, shrink, rounding=np.floor) + 1
        ),
        "That is the rate 2/b, at which the steepest direction never comes nearer. The best rate "
        "is 2/(a + b).": lambda curvatures, shrink: _steps(
            curvatures, shrink, abs(1 - 2 * np.min(curvatures) / np.max(curvatures)) or 1e-300
        ),
        "(κ − 1)/(κ + 1) is squared here. That is for the loss; the distance shrinks by "
        "(κ − 1)/(κ + 1) itself.": lambda curvatures, shrink: _steps(curvatures, shrink**0.5),
        "That is nearly right for a large κ: n is ln(shrink) / ln((κ − 1)/(κ + 1)), without an "
        "approximation.": lambda curvatures, shrink: int(
            np.ceil(np.max(curvatures) / np.min(curvatures) / 2 * np.log(1 / shrink))
        ),
        "You put 1 − shrink for shrink. `shrink` is what is left of the distance.": (
            lambda curvatures, shrink: _steps(curvatures, 1 - shrink)
        ),
        "As if each step took the same away. It takes a share of what is left.": (
            lambda curvatures, shrink: int(np.ceil((1 - shrink) / (1 - _shrinks_by(curvatures))))
        ),
        "0.1 is typed in. The share is handed in as shrink.": (
            lambda curvatures, shrink: _steps(curvatures, 0.1)
        ),
        "That brings the mean of the distances down to this share. It has to be so in every "
        "direction: the slowest counts.": _steps_of_the_mean,
        "You put √κ in the place of κ: that is how momentum shrinks, in the long run. Here descent "
        "is plain.": lambda curvatures, shrink: _steps(
            curvatures,
            shrink,
            (np.sqrt(np.max(curvatures)) - np.sqrt(np.min(curvatures)))
            / (np.sqrt(np.max(curvatures)) + np.sqrt(np.min(curvatures))),
        ),
        "The number comes out without rounding. Steps are whole numbers; return the first that is "
        "enough.": (lambda curvatures, shrink: _steps(curvatures, shrink, rounding=None)),
        "One step too many: n itself is enough.": (
            lambda curvatures, shrink: _steps(curvatures, shrink) + 1
        ),
    },
)
def steps_to_shrink(curvatures, shrink):
    """Return how many plain steps, at the best rate, bring every distance down to this share."""
    a, b = np.min(curvatures), np.max(curvatures)
    contraction = (b - a) / (b + a)
    return int(np.ceil(np.log(shrink) / np.log(contraction)))


def _two_momenta(rng):
    mu, new_mu = rng.uniform(0.05, 0.99, 2)
    return float(rng.uniform(0.01, 1.0)), float(mu), float(new_mu)


@exercise(
    trials=_two_momenta,
    examples=[(0.5, 0.5, 0.9), (0.01, 0.9, 0.99)],
    further={
        "Right, but not where a momentum is 0: that is plain descent.": [
            (0.5, 0.0, 0.9),
            (0.2, 0.75, 0.0),
            (0.1, 0.0, 0.0),
        ]
    },
    hints=[
        "On a steady slope, how long are the steps in the end with lr and mu?",
        "lr / (1 − mu) times the slope. The new pair has to give the same.",
        "Solve new_lr / (1 − new_mu) = lr / (1 − mu) for new_lr.",
    ],
    reason="The effective step lr/(1 − μ) stays the same, so the rate has to shrink as 1 − μ does.",
    mistakes={
        "Upside down: with more momentum the rate has to be smaller, not larger.": (
            lambda lr, mu, new_mu: lr * (1 - mu) / (1 - new_mu)
        ),
        "The old momentum is forgotten: lr alone is not the old effective step.": (
            lambda lr, mu, new_mu: lr * (1 - new_mu)
        ),
        "This is the old effective step, lr / (1 − mu). The new momentum has to come in, too.": (
            lambda lr, mu, new_mu: lr / (1 - mu)
        ),
        "Both factors 1 − μ are in it, but multiplied. The old one has to divide: lr / (1 − mu) is "
        "the old effective step.": lambda lr, mu, new_mu: lr * (1 - mu) * (1 - new_mu),
        "You divided by both factors 1 − μ. The old effective step is lr / (1 − mu); what must "
        "new_lr be, so that new_lr / (1 − new_mu) is the same?": (
            lambda lr, mu, new_mu: lr / ((1 - mu) * (1 - new_mu))
        ),
        "The momenta have changed places, and one is lost: that is lr times 1 minus the old one.": (
            lambda lr, mu, new_mu: lr * (1 - mu)
        ),
        "The old momentum is forgotten, and the new one stands upside down.": (
            lambda lr, mu, new_mu: lr / (1 - new_mu)
        ),
        "You multiplied by new_mu. What makes steps long is 1/(1 − new_mu).": (
            lambda lr, mu, new_mu: lr / (1 - mu) * new_mu
        ),
        "1 + μ is not 1 − μ: more momentum makes longer steps, so 1 − μ divides.": (
            lambda lr, mu, new_mu: lr * (1 + new_mu) / (1 + mu)
        ),
        "1 + μ is not 1 − μ, and it is upside down: 1/(1 − μ) makes steps long.": (
            lambda lr, mu, new_mu: lr * (1 + mu) / (1 + new_mu)
        ),
        "You took a root. The steady step is lr/(1 − μ), without one.": (
            lambda lr, mu, new_mu: lr * np.sqrt((1 - new_mu) / (1 - mu))
        ),
        "You squared. The steady step is lr/(1 − μ), without squares.": (
            lambda lr, mu, new_mu: lr * (1 - new_mu**2) / (1 - mu**2)
        ),
        "lr is lost: this is what it has to be multiplied by.": (
            lambda lr, mu, new_mu: (1 - new_mu) / (1 - mu)
        ),
        "Brackets are missing round 1 - mu: without them `/` comes before `-`.": (
            lambda lr, mu, new_mu: lr * (1 - new_mu) / 1 - mu
        ),
        "The difference of the momenta is not enough: 0.9 and 0.99 make steps ten times as long.": (
            lambda lr, mu, new_mu: lr * (1 - (new_mu - mu))
        ),
        "You compared μ with μ, and upside down. What makes steps long is 1/(1 − μ).": (
            lambda lr, mu, new_mu: lr * new_mu / mu
        ),
        "You compared μ with μ. What makes steps long is 1/(1 − μ).": (
            lambda lr, mu, new_mu: lr * mu / new_mu
        ),
    },
)
def matching_rate(lr, mu, new_mu):
    """Return the rate that, with new_mu, makes the same steady steps as lr with mu."""
    return lr * (1 - new_mu) / (1 - mu)


def _two_keeps(rng):
    return float(rng.uniform(0.1, 0.99)), float(rng.uniform(0.05, 0.9999))


@exercise(
    trials=_two_keeps,
    tolerance=1e-6,  # with Adam's ε of 1e-8 it is right, too
    examples=[(0.9, 0.999)],
    hints=[
        "Both means start at 0. What are m and s after the first slope g?",
        "m = (1 − keep_m) g and s = (1 − keep_s) g². Now divide m by the root of s.",
        "The slope cancels: √(g²) is its size. What is left are the two factors, one under a root.",
    ],
    reason="m / √s = (1 − keep_m) g / (√(1 − keep_s) |g|): the first step is (1 − keep_m) / "
    "√(1 − keep_s) times lr, whatever the slope. With 0.9 and 0.999 it is over three times as long "
    "as with the corrections.",
    mistakes={
        "The root is missing: Adam divides by the root of s.": (
            lambda keep_m, keep_s: (1 - keep_m) / (1 - keep_s)
        ),
        "Upside down: m stands above, the root of s below.": (
            lambda keep_m, keep_s: np.sqrt(1 - keep_s) / (1 - keep_m)
        ),
        "These are the shares that are kept. What comes in is 1 minus them, and at the start what "
        "is kept is 0.": lambda keep_m, keep_s: keep_m / np.sqrt(keep_s),
        "That is the step with both corrections. Here there are none.": (
            lambda keep_m, keep_s: 1.0
        ),
        "This is m alone. It is divided by the root of s.": lambda keep_m, keep_s: 1 - keep_m,
        "This divides by the root of s and forgets m: the first m is (1 − keep_m) g.": (
            lambda keep_m, keep_s: 1 / np.sqrt(1 - keep_s)
        ),
        "You multiplied by the root of s. Adam divides by it: small slopes get long steps, too.": (
            lambda keep_m, keep_s: (1 - keep_m) * np.sqrt(1 - keep_s)
        ),
        "What comes in is 1 − keep_s, below as above.": (
            lambda keep_m, keep_s: (1 - keep_m) / np.sqrt(keep_s)
        ),
        "What comes in is 1 − keep_s, and it stands under a root.": (
            lambda keep_m, keep_s: (1 - keep_m) / keep_s
        ),
        "The root goes over all of 1 − keep_s, not over keep_s.": (
            lambda keep_m, keep_s: (1 - keep_m) / (1 - np.sqrt(keep_s))
        ),
        "The root is on the wrong one: it belongs to s.": (
            lambda keep_m, keep_s: np.sqrt(1 - keep_m) / (1 - keep_s)
        ),
        "You squared m and left s without its root. That is the square of the answer.": (
            lambda keep_m, keep_s: (1 - keep_m) ** 2 / (1 - keep_s)
        ),
        "The root belongs to s alone.": lambda keep_m, keep_s: np.sqrt((1 - keep_m) / (1 - keep_s)),
    },
)
def uncorrected_first_step(keep_m, keep_s):
    """Return how many times lr is the first step of Adam without its bias correction."""
    return (1 - keep_m) / np.sqrt(1 - keep_s)


def _place_in_training(rng):
    per_epoch = int(rng.integers(50, 500))
    epoch, within = int(rng.integers(3, 120)), int(rng.integers(1, per_epoch))
    return epoch * per_epoch + within, float(rng.uniform(0.1, 1.0)), per_epoch


@exercise(
    trials=_place_in_training,
    examples=[
        (0, 0.5, 100),
        (99, 0.5, 100),
        (100, 0.5, 100),
        (250, 0.5, 100),
        (1, 0.5, 3),
        (2, 0.8, 1),
    ],
    hints=[
        "How many epochs are complete after `step` steps?",
        "step // steps_per_epoch. Each complete epoch has divided the rate by 1.01 once more.",
        "lr / 1.01 ** (number of complete epochs)",
    ],
    reason="Multiplied by 1/1.01 once an epoch, the rate is lr / 1.01^epochs: an exponential decay "
    "that goes down in stairs. After 50 epochs 0.304 is left of 0.5: not a quick one.",
    mistakes={
        "The rate falls at every step here. It falls once an epoch.": (
            lambda step, lr, steps_per_epoch: lr / 1.01**step
        ),
        "You divided once by 1 + 0.01 · epochs. The rate is multiplied again at each epoch: "
        "powers of 1/1.01.": lambda step, lr, steps_per_epoch: (
            lr / (1 + 0.01 * (step // steps_per_epoch))
        ),
        "You took 1 % off an epoch, 0.99. 1/(1 + 0.01) is a little more than that.": (
            lambda step, lr, steps_per_epoch: lr * 0.99 ** (step // steps_per_epoch)
        ),
        "The rate glides down within an epoch. It should stay until the epoch is complete: "
        "`//` gives whole epochs.": lambda step, lr, steps_per_epoch: (
            lr / 1.01 ** (step / steps_per_epoch)
        ),
        "One epoch early: in the first epoch the rate is lr itself.": (
            lambda step, lr, steps_per_epoch: lr / 1.01 ** (step // steps_per_epoch + 1)
        ),
        "One step late: after exactly steps_per_epoch steps an epoch is complete.": (
            lambda step, lr, steps_per_epoch: lr / 1.01 ** ((step - 1) // steps_per_epoch)
        ),
        "You rounded the number of epochs; in the second half of an epoch that counts one too "
        "many. `//` rounds down.": (
            lambda step, lr, steps_per_epoch: lr / 1.01 ** np.round(step / steps_per_epoch)
        ),
        "You rounded the number of epochs up. An epoch counts when it is complete: `//` rounds "
        "down.": lambda step, lr, steps_per_epoch: lr / 1.01 ** math.ceil(step / steps_per_epoch),
        "One epoch is missing. How often does the loop go round?": (
            lambda step, lr, steps_per_epoch: lr / 1.01 ** max(0, step // steps_per_epoch - 1)
        ),
        "You divided by 1 + 0.01 · steps. The rate is multiplied by 1/1.01 after each epoch.": (
            lambda step, lr, steps_per_epoch: lr / (1 + 0.01 * step)
        ),
        "You multiplied by the number of epochs. Each epoch multiplies once more: powers of "
        "1/1.01.": lambda step, lr, steps_per_epoch: lr / 1.01 * (step // steps_per_epoch),
        "You divided by 1.01 times the epochs. Each epoch divides once more: powers of 1.01.": (
            lambda step, lr, steps_per_epoch: lr / (1.01 * (step // steps_per_epoch) or 1)
        ),
        "That is lr, divided once, whatever the step. In the first epoch it is lr; then it falls "
        "after each epoch.": lambda step, lr, steps_per_epoch: lr / 1.01,
        "The rate falls once only. It falls after each epoch.": (
            lambda step, lr, steps_per_epoch: lr / 1.01 if step >= steps_per_epoch else lr
        ),
        "The first rate is typed in, 0.5. It is handed in as lr.": (
            lambda step, lr, steps_per_epoch: 0.5 / 1.01 ** (step // steps_per_epoch)
        ),
        "1 + 0.01 is 1.01, not 1.1.": (
            lambda step, lr, steps_per_epoch: lr / 1.1 ** (step // steps_per_epoch)
        ),
        "`%` gives what is left over: the steps in the epoch that runs. `//` gives the epochs that "
        "are complete.": lambda step, lr, steps_per_epoch: lr / 1.01 ** (step % steps_per_epoch),
        "100 steps an epoch are typed in. They are handed in as steps_per_epoch.": (
            lambda step, lr, steps_per_epoch: lr / 1.01 ** (step // 100)
        ),
        "e^−0.01 is only nearly 1/1.01.": (
            lambda step, lr, steps_per_epoch: lr * np.exp(-0.01 * (step // steps_per_epoch))
        ),
        "The rate grows here: 1/1.01 is below 1.": (
            lambda step, lr, steps_per_epoch: lr * 1.01 ** (step // steps_per_epoch)
        ),
    },
)
def published_rate(step, lr, steps_per_epoch):
    """Return the rate after so many steps: lr, multiplied by 1/(1 + 0.01) after each epoch."""
    return lr / 1.01 ** (step // steps_per_epoch)


def _descent(rng):
    n = int(rng.integers(1, 9))
    gradients = rng.normal(size=(int(rng.integers(4, 8)), n))
    lr, mu = rng.uniform(0.01, in_turn(rng, 0.2, 3.0)), rng.uniform(0.3, 0.95)
    return rng.normal(size=n), gradients, float(lr), float(mu)


def _carried(w, gradients, lr, mu):
    last = np.zeros_like(w)
    for g in gradients:
        w = w - lr * g - mu * last
        last = g
    return w


def _rolled(w, gradients, lr, mu, gain=lambda lr, mu: 1.0, early=False, scale=None, start=0.0):
    v = np.zeros_like(w) + start
    for g in gradients:
        if early:
            w = w - lr * v
        v = mu * v + gain(lr, mu) * g
        if not early:
            w = w - (lr if scale is None else scale) * v
    return w


def _looking_ahead(w, gradients, lr, mu):
    v = np.zeros_like(w)
    for g in gradients:
        v = mu * v + g
        w = w - lr * (g + mu * v)
    return w


def _velocity(gradients, mu):
    v = 0.0
    for g in gradients:
        v = mu * v + g
    return v


def _only_last(w, gradients, lr, mu):
    last = np.zeros_like(w)
    for g in gradients:
        w = w - lr * (g + mu * last)
        last = g
    return w


def _unscaled_velocity(w, gradients, lr, mu):
    v = np.zeros_like(w)
    for g in gradients:
        w = w - lr * g - mu * v
        v = mu * v + g
    return w


@exercise(
    trials=_descent,
    examples=[
        (np.array([1.0]), np.array([[2.0], [-4.0], [6.0]]), 0.1, 0.5),
        (np.array([1.0, 2.0]), np.array([[0.5, -1.0]]), 2.0, 0.9),
        (np.array([-3.0]), np.array([[1.0], [2.0]]), 0.25, 0.0),
    ],
    given=_carried,
    hints=[
        "Take lr = 0. Should the ball move at all? Does it here?",
        "What is carried over has to be a velocity that remembers all steps, each time with a "
        "share mu of it kept; and lr has to scale the whole of it.",
        "Start with v = 0. For each g: v = mu * v + g, and then w = w - lr * v.",
    ],
    reason="v ← μ v + g remembers every earlier slope, with weights 1, μ, μ², …, and lr scales all "
    "of it.",
    mistakes={
        "The rate now scales what is carried, but only one earlier gradient is remembered. A "
        "velocity accumulates: v = mu * v + g.": _only_last,
        "The velocity accumulates now, but lr does not scale it: it must stand before the whole "
        "velocity.": _unscaled_velocity,
        "lr scales the velocity twice: once when it grows, once when w moves.": (
            lambda w, gradients, lr, mu: _rolled(w, gradients, lr, mu, gain=lambda lr, mu: lr)
        ),
        "The velocity that moves w lacks the newest gradient: each step comes one late, or the "
        "last gradient is left out.": (
            lambda w, gradients, lr, mu: _rolled(w, gradients, lr, mu, early=True)
        ),
        "That is a running mean: its gradients are multiplied by 1 − mu. Momentum as in the text "
        "adds them whole.": lambda w, gradients, lr, mu: _rolled(
            w, gradients, lr, mu, gain=lambda lr, mu: 1 - mu
        ),
        "lr is lost: the velocity has to be multiplied by it.": (
            lambda w, gradients, lr, mu: _rolled(w, gradients, lr, mu, scale=1.0)
        ),
        "The ball rolls uphill: w moves against the velocity, w = w - lr * v.": (
            lambda w, gradients, lr, mu: _rolled(w, gradients, -lr, mu)
        ),
        "That is Nesterov's momentum, which looks ahead by mu times the velocity. Here w moves by "
        "the velocity itself.": _looking_ahead,
        "w moves only once, at the end. It moves in every step, by the velocity of that step.": (
            lambda w, gradients, lr, mu: w - lr * _velocity(gradients, mu)
        ),
        "That is the place after the first step. Does `return` stand inside the loop?": (
            lambda w, gradients, lr, mu: w - lr * gradients[0]
        ),
        "mu multiplies the new gradient, too. Only what is left of the old velocity is multiplied "
        "by it.": lambda w, gradients, lr, mu: _rolled(
            w, gradients, lr, mu, gain=lambda lr, mu: mu
        ),
        "Nothing of the old velocity is lost: where is mu? v = mu * v + g.": (
            lambda w, gradients, lr, mu: _rolled(w, gradients, lr, 1.0)
        ),
        "lr and mu have changed places.": lambda w, gradients, lr, mu: _rolled(
            w, gradients, mu, lr
        ),
        "v starts with the first gradient, and the first step adds it again. Start with 0.": (
            lambda w, gradients, lr, mu: _rolled(w, gradients, lr, mu, start=gradients[0])
        ),
        "As given, with the other sign: what is carried over is still the last gradient alone, and "
        "lr does not scale it.": lambda w, gradients, lr, mu: _carried(w, gradients, lr, -mu),
        "The sign of what is carried over is turned round, and only one earlier gradient is "
        "remembered. A velocity accumulates: v = mu * v + g.": (
            lambda w, gradients, lr, mu: _only_last(w, gradients, lr, -mu)
        ),
        "You return the velocity. Asked for is w, the place of the ball.": (
            lambda w, gradients, lr, mu: _velocity(gradients, mu)
        ),
        "This is plain descent: mu has no part in it.": (
            lambda w, gradients, lr, mu: w - lr * np.sum(gradients, axis=0)
        ),
    },
)
def rolled(w, gradients, lr, mu):
    """w: (n,), gradients: (k, n), one a step. Return where the ball is after the k steps."""
    v = np.zeros_like(w)
    for g in gradients:
        v = mu * v + g
        w = w - lr * v
    return w
