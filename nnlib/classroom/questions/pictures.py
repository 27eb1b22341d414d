"""Small pictures that questions ask about, by name; none of their words tells the answer."""

from nnlib.classroom.plots import bars


def units_on():
    """For how many of the images each of four hidden units is on.

    Returns
    -------
    Picture

    Examples
    --------
    >>> units_on()
    Picture('unit 0: 21, unit 1: 50, unit 2: 98, unit 3: 2.')
    """
    names = [f"unit {j}" for j in range(4)]
    return bars([21, 50, 98, 2], names=names, ylabel="images for which it is on, in %")
