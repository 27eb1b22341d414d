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
        ("6*28 + 10", 178),
        ("1 - 0.81", 0.19),
        ("5-3", 2),
        ("(1 − 0.2) / 4", 0.2),
        ("1.2^20", 1.2**20),
        ("0.998**1,000", 0.998**1000),
        ("√2", 2**0.5),
        ("−ln 0.1", 2.302585092994046),
        ("ln(10)", 2.302585092994046),
        ("e", 2.718281828459045),
        ("007", 7),
        ("5 million", 5e6),
        ("5.7 million", 5.7e6),
        ("100k", 1e5),
        ("10x", 10),
        ("10 times", 10),
        ("1/2/2", 0.25),
        ("1 − 0.9²", 0.19),
        ("50 of 200", 0.25),
        ("1 in 4", 0.25),
        ("one of the eight", 0.125),
        ("ten thousand", 1e4),
        ("zero", 0),
        ("three", 3),
        ("None", 0),
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
        ("75 % of the images", "%", 75),
        ("12 images", "images", 12),
        ("1 image", "images", 1),
        ("12images", "images", 12),
    ],
)
def test_its_unit_may_stand_behind_it(said, unit, number):
    assert typed_number(said, unit) == number


WRONG = "How many of the 2,000 images does it get wrong, and is one of them a 7?"


@pytest.mark.parametrize(
    ("said", "count"),
    [
        (3, 3),
        (np.float64(3), 3),
        ("0", 0),
        ("2,000", 2000),
        ("6*5", 30),
        ("0.1*30", 3),
        ("2000/100", 20),
        ("3 of 2000", 3),
        ("3 of 2,000", 3),
        ("3 out of the 2,000 images", 3),
        ("3/2000", 3),
        ("2000 of 2000", 2000),
        ("2000/2000", 2000),
        ("3 of 1000", 6),
        ("1 in 3", 667),
        ("1/2", 1000),
        ("1%", 20),
        ("99 per cent", 1980),
        ("0.07 %", 1),
        ("1% of 2000", 20),
        ("50 % of the images", 1000),
        ("3 images", 3),
        ("3 images out of 2000", 3),
        ("3 wrong in 1,000 images", 6),
        ("1 image", 1),
        ("about 30 wrong images!", 30),
        ("ten of them", 10),
        ("one", 1),
        ("about one", 1),
        ("none of them", 0),
    ],
)
def test_a_count_may_be_a_share_and_name_what_is_counted(said, count):
    assert typed_number(said, of=2000, ask=WRONG) == count


@pytest.mark.parametrize(
    "said",
    [
        *[0.3, -1, 2001, 3.5, "0.3", "−1", "5000", "3.5", "2000/300"],
        *["5000 of 2,000", "4000 of 2000", "-1 of 2000", "-1/8", "101 %", "-5 %"],
        *["images", "many images", "5 kg", "3 nudges", "10-20", "1 to 200", "1 is 200", True],
    ],
)
def test_what_cannot_be_a_count_is_none(said):
    assert typed_number(said, of=2000, ask=WRONG) is None


NONE = {
    "words": ["", " ", "abc", "seventy", "about", "many of 5", "five millions", "…", "a", "e5"],
    "signs": ["%", "-", ".", "/", "$5", "()", "1.2.3", "1,2,3", "1 1/2", "2 +", "(" * 150, "\0"],
    "ranges": ["70-80", "70 - 80", "70–80", "70 to 80", "< 50"],
    "units": ["12 images", "5 kg"],
    "beyond": ["1/0", "nan", "inf", "-inf", "1e400", "9" * 5000, "9**9**9", "ln(-1)", "(-8)**0.5"],
    "Python": ["True", "1j", "'a'", "0x1f", "1if 2else 3", "1//2", "7 % 2", "[1]", "x:=1"],
    "calls": ["ln", "ln()", "ln(1, 2)", "e(2)", "__import__('os')", "1;2", "(1).real", "9" * 201],
    "objects": [True, None, [75], (1,), {}, object(), 1j, float("nan"), 10**400, np.bool_(True)],
    "arrays": [np.array([1, 2])],
}


@pytest.mark.parametrize("kind", NONE)
def test_what_is_no_number_is_none(kind):
    assert [said for said in NONE[kind] if typed_number(said) is not None] == []
