"""Explore the valley: how long should a step be?"""

from nnlib.classroom.explorers.explorer import Explorer
from nnlib.classroom.pictures import Picture
from nnlib.classroom.plots import valley
from nnlib.classroom.sentences import number

START = -4.0
MOST_STEPS = 20


def valley_picture(learning_rate, n_steps):
    """Show gradient descent on the loss w² / 2 from w = −4.

    The slope of this loss is w, so each step multiplies w by 1 − learning rate.

    Parameters
    ----------
    learning_rate : float
        Above 0.
    n_steps : int
        How many steps are taken, at most 20.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the learning rate is not above 0, or the steps are not 0 to 20.

    Examples
    --------
    >>> print(valley_picture(0.5, 2).sentence)
    After 2 steps w went from −4 to −1, and the loss from 8 to 0.5. Each step multiplies w by 0.5: the ball comes closer.
    """  # noqa: E501 (one sentence, one line)
    if not learning_rate > 0:
        raise ValueError(f"valley_picture() got learning_rate={learning_rate}; expected above 0")
    if not 0 <= n_steps <= MOST_STEPS:
        raise ValueError(f"valley_picture() got n_steps={n_steps}; expected 0 to {MOST_STEPS}")
    factor = round(1 - learning_rate, 12)
    path = [START * factor**i for i in range(n_steps + 1)]
    title = f"loss = w² / 2, learning rate {number(learning_rate)}"
    picture = valley(lambda w: w * w / 2, -6.0, 6.0, path=path, title=title)
    if factor == 0:
        fate = "one step reaches the lowest place"
    elif 0 < factor < 1:
        fate = "the ball comes closer"
    elif -1 < factor < 0:
        fate = "the ball jumps across, and comes closer"
    elif factor == -1:
        fate = "the ball jumps to and fro for ever"
    else:
        fate = "the ball jumps across, and further away each time"
    told = f"Each step multiplies w by {number(factor)}: {fate}."
    return Picture(picture.figure, f"{picture.alt} {told}", f"{picture.sentence} {told}")


def explore_valley():
    """Give sliders for the learning rate and the number of steps over `valley_picture`.

    Returns
    -------
    Explorer

    Examples
    --------
    >>> explore_valley()
    Explorer(learning_rate=0.3, n_steps=3)
    """
    return Explorer(
        valley_picture,
        learning_rate=(0.1, 2.5, 0.1, 0.3),
        n_steps=(0, MOST_STEPS, 1, 3),
    )
