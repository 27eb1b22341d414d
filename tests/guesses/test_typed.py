"""A number as people type it."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from nnlib.classroom.guesses.typed import typed_number


@pytest.mark.parametrize(
    ("said", "number"),
    [
        (75, 75),
        (np.float64(0.5), 0.5),
        (np.int64(-3), -3),
        (Fraction(1, 4), 0.25),
        (Decimal("0.25"), 0.25),
        ("75", 75),
        ("  75.  ", 75),
        (".5", 0.5),
        ("1e-3", 1e-3),
        ("7.5E1", 75),
        ("−10", -10),
        ("- 3", -3),
        ("+3", 3),
        ("1/2", 0.5),
        ("−3 / 4", -0.75),
        ("0,3", 0.3),
        ("75,5", 75.5),
        ("0,300", 0.3),
        ("-0,300", -0.3),
        ("2,303", 2303),
        ("1,000,000", 1e6),
        ("1,000.5", 1000.5),
        ("1 000", 1000),
        ("1\u202f000", 1000),
        ("1’000", 1000),
        ("1_000", 1000),
        ("3 × 10^−4", 3e-4),
        ("3*10**-4", 3e-4),
        ("1,5 · 10^3", 1500),
        ("10^-3", 1e-3),
        ("about 75", 75),
        ("~75", 75),
        ("≈ 75!", 75),
        ("75 %", 0.75),
        ("75 percent", 0.75),
        ("1/2 %", 0.005),
        ("٧٥", 75),
    ],
)
def test_a_number_is_read(said, number):
    assert typed_number(said) == pytest.approx(number, rel=1e-15)


@pytest.mark.parametrize(
    ("said", "unit", "number"),
    [
        ("75 %", "%", 75),
        ("75%", "%", 75),
        ("75 per cent", "%", 75),
        ("0.75", "%", 0.75),
        ("1/2", "%", 50),
        ("1/2 %", "%", 0.5),
        ("12 images", "images", 12),
        ("1 image", "images", 1),
        ("12images", "images", 12),
    ],
)
def test_its_unit_may_stand_behind_it(said, unit, number):
    assert typed_number(said, unit) == number


@pytest.mark.parametrize(
    "said",
    [
        *["", " ", "abc", "seventy", "70-80", "1/0", "1/2/3", "1 1/2", "1.2.3", "1,2,3", "%", "e5"],
        *["-", ".", "/", "nan", "inf", "-inf", "1e400", "9" * 5000, "12 images", "$5", "()", "…"],
        *[True, None, [75], (1,), {}, object(), 1j, float("nan"), float("inf"), 10**400],
        *[np.array([1, 2]), np.bool_(True)],
    ],
    ids=lambda said: repr(said)[:12],
)
def test_what_is_no_number_is_none(said):
    assert typed_number(said) is None
