"""What the sentences of declared mistakes say of the numbers is true.

A sentence stands beside the function that makes its mistake, and nothing else says that the two
belong together. But `explain` looks at wrong numbers without knowing any sentence: where both
speak of the same thing, a factor, a sign, a shape, they have to say the same.
"""

import re

import pytest

from .test_exercises import EXERCISES

# What a sentence may say: what `explain` then has to see.
CLAIMS = {
    r"^Everything is twice": r"is 2 times what is expected",
    r"^Everything is half|^Half of it": r"is 0\.5 times what is expected",
    r"^The ½ is (missing|lost)\.$": r"is 2 times what is expected",
    r"^The sign is (wrong|turned)|^W has the wrong sign": r"The sign is wrong",
    r"divided by m (a second time|twice)": r"m times too small",
    r"\b(twice|squared)\. The slope is what counts twice": r"is `lr` times what is expected",
    r"^Upside down: (the rate|that) is": r"is 1 divided by what is expected",
    r"^That is σ², a variance|^The whole slope is squared": r"is the square of what is expected",
    r"the square root of it all|the root of the answer": r"is the square root of what is expected",
    r"^(0 and 1|1 and 0) have changed places": r"is 1 minus what is expected",
    r"^One too many|^One step too many|^All is a 1 too large": r"is 1 too large",
    r"^One too few": r"is 1 too small",
    r"^(The|Your) \w+ are (cut|rounded) to whole": r"(cut off|rounded.*) to whole numbers",
    r"^The means are rounded|^You rounded\. |^Rounded to a whole": r"is rounded to no decimals",
    r"^(All slopes are 0|All zeros)": r"is all zeros",
    r"always 0\. Does|^Always [01]\.": r"The result is the same for every input",
    r"is transposed:|^The array lies on its side": r"Transposed",
    r"is one number for|a single number\.|^That is one number,": r"Got ",
    r"one number (a|an) (row|image|example)": r"Got an array of shape",
    r"^That is the first \w+ alone\. Does": r"It is the first row alone",
    r"^Only the last slope is there": r"Only the last number is right",
    r"^The last slope is missing": r"Only the last number is not right",
    r"^The columns are right, and in the wrong order": r"numbers of each row stand in the opposite",
    r"^The numbers are right, but": r"numbers are right|Got an array of shape",
    r"^(The two have changed places|The first two are exchanged)": r"right, but in another order",
    r"^Right(,| for)|\bis right for": r"^Right for some inputs, not for all",
    r"^e\^z still overflows|it still overflows:": r"^Got nan",
    r"^(dw|dW|W is|W1|The weights are) (is )?right\.": r"^`(db|b|b_new)` is wrong",
    r"^(db is|The biases are) right\.": r"^`(dw|dW|W_new)` is wrong",
}
FOUND = [
    pytest.param(exercise, sentence, claim, id=f"{exercise.name}: {sentence[:40]}")
    for exercise in (param.values[2] for param in EXERCISES)
    if not exercise.judge
    for sentence in exercise.mistakes
    for claim in CLAIMS
    if re.search(claim, sentence)
]


@pytest.mark.parametrize("exercise, sentence, claim", FOUND)
def test_claim_is_seen_in_the_numbers(exercise, sentence, claim):
    seen = exercise._explain(exercise._runs(exercise.mistakes[sentence]), exercise._wants)
    assert re.search(CLAIMS[claim], seen), f"said: {sentence}\nseen: {seen}"


def test_each_claim_is_made_somewhere():
    assert {param.values[2] for param in FOUND} == set(CLAIMS)
