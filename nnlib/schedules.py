"""Schedules: functions from the steps taken to the rate, for an optimizer's `lr`."""

import numpy as np

from nnlib import checks


def exponential(lr, *, factor, every=1):
    """Multiply the rate by a factor, above 0 and at most 1, every so many steps.

    >>> schedule = exponential(0.5, factor=0.1, every=2)
    >>> [round(schedule(step), 4) for step in range(5)]
    [0.5, 0.5, 0.05, 0.05, 0.005]
    """
    checks.positive(lr, "lr")
    checks.within(checks.positive(factor, "factor"), "factor", 0, 1)
    checks.positive(every, "every", integer=True)
    return lambda step: lr * power(factor, step // every)


def inverse_time(lr, *, half):
    """The rate falls as 1 / (1 + steps / half): half of it after `half` steps, a third after two.

    Its sum grows without end and the sum of its squares does not, so stochastic gradient descent
    stops trembling and still can reach any place. Source: H. Robbins and S. Monro, "A stochastic
    approximation method", Annals of Mathematical Statistics 22 (1951).

    >>> schedule = inverse_time(0.6, half=10)
    >>> [round(schedule(step), 4) for step in (0, 10, 20)]
    [0.6, 0.3, 0.2]
    """
    checks.positive(lr, "lr")
    checks.positive(half, "half", integer=True)
    return lambda step: lr / (1 + step / half)


def cosine(lr, *, steps):
    """The rate falls along half a cosine, from lr to 0, where it stays after `steps` steps.

    Source: I. Loshchilov and F. Hutter, "SGDR: stochastic gradient descent with warm restarts",
    ICLR (2017).

    >>> schedule = cosine(0.5, steps=100)
    >>> [round(schedule(step), 4) for step in (0, 50, 100, 150)]
    [0.5, 0.25, 0.0, 0.0]
    """
    checks.positive(lr, "lr")
    checks.positive(steps, "steps", integer=True)
    # Rounded, because the last digits of a cosine differ between processors.
    return lambda step: lr * 0.5 * (1 + round(float(np.cos(np.pi * min(step / steps, 1))), 9))


def power(base, n):
    """Return base to the power n by multiplying: `base**n` has another last bit on some processors.

    >>> power(0.5, 3)
    0.125
    """
    result = 1.0
    while n:
        if n % 2:
            result *= base
        base, n = base * base, n // 2
    return result
