"""Explore weight decay: what its strength does to the weights, and to the loss on unseen images."""

import numpy as np

from nnlib.classroom import forty_digits
from nnlib.classroom.explorers.controls import Choice
from nnlib.classroom.explorers.explorer import Explorer
from nnlib.classroom.forty_digits import EPOCHS, EVERY, STRENGTHS
from nnlib.classroom.pictures import BLUE, FAINT, INK, VERMILLION, Picture, figure, in_style
from nnlib.classroom.sentences import counted, number

WIDEST_WEIGHT = 1.5


@in_style
def weight_decay_picture(strength, epoch):
    """Show the weights of a small network that was trained with L2, and its loss.

    A network of 64–16–10 units learns 40 of the 8×8 digits, at rate 0.3 in batches of 20, and is
    measured on the other 1,757. Both layers have the same strength. Every strength is trained
    once, from the same start, and then remembered.

    Parameters
    ----------
    strength : float
        λ, one of 0, 0.0003, 0.001, 0.003, 0.01, 0.03 and 0.1.
    epoch : int
        After which epoch: 0, 10, 20, … 200.

    Returns
    -------
    Picture
        A histogram of the weights of the hidden layer, and both losses over the epochs.

    Raises
    ------
    ValueError
        If the strength or the epoch is none of these.

    Examples
    --------
    >>> weight_decay_picture(0.0, 0).sentence.split(":")[0]
    'λ = 0, after 0 epochs'
    """
    if strength not in STRENGTHS:
        raise ValueError(
            f"weight_decay_picture() got strength={strength}; expected one of "
            f"{', '.join(map(number, STRENGTHS))}"
        )
    if not 0 <= epoch <= EPOCHS or epoch % EVERY:
        raise ValueError(
            f"weight_decay_picture() got epoch={epoch}; expected a multiple of {EVERY}, "
            f"0 to {EPOCHS}"
        )
    W, losses, rights = forty_digits.learned(strength)
    at = epoch // EVERY
    sheet = figure(7.0, 3.6)
    left, right = sheet.subplots(1, 2, width_ratios=[1, 1.15])

    bins = np.linspace(-WIDEST_WEIGHT, WIDEST_WEIGHT, 41)
    counts, _ = np.histogram(np.clip(W[at], bins[0], bins[-1]), bins)
    left.stairs(100 * counts / W[at].size, bins, fill=True, color=BLUE)
    left.set(xlim=(bins[0], bins[-1]), ylim=(0, 50))
    left.set(xlabel="weight of the hidden layer", ylabel="share in %", title="weights")

    epochs = np.arange(0, EPOCHS + 1, EVERY)
    right.axvline(epoch, color=FAINT, linewidth=1)
    names = ("learned from", "unseen")
    for name, values, colour, style in zip(
        names, losses.T, (BLUE, VERMILLION), ("-", "--"), strict=True
    ):
        right.plot(epochs, values, color=colour, linestyle=style, label=name)
        right.plot(epoch, values[at], "o", color=colour, markeredgecolor=INK, zorder=3)
    right.set(xlim=(-4, EPOCHS + 4), ylim=(0, 2.5), xlabel="epoch", ylabel="loss", title="loss")
    right.legend(loc="upper right")
    right.grid(axis="y", color=FAINT, alpha=0.3)

    told = "; ".join(
        f"{name}: {number(rights[at, i], 1)} % right, loss {number(losses[at, i], 2)}"
        for i, name in enumerate(names)
    )
    sentence = (
        f"λ = {number(strength)}, after {counted(epoch, 'epoch')}: the weights of the hidden layer "
        f"have a standard deviation of {number(W[at].std(), 3)}; {told}."
    )
    alt = "A histogram of weights, and two lines of the loss against the epoch."
    return Picture(sheet, f"{alt} {sentence}", sentence)


def explore_weight_decay():
    """Give sliders for the strength and the epoch over `weight_decay_picture`.

    Returns
    -------
    Explorer

    Examples
    --------
    >>> explore_weight_decay()
    Explorer(strength=0.0, epoch=200)
    """
    names = [number(strength) for strength in STRENGTHS]
    strengths = Choice(STRENGTHS, description="λ", labels=names, slider=True)
    return Explorer(weight_decay_picture, strength=strengths, epoch=(0, EPOCHS, EVERY, EPOCHS))
