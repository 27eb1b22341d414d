"""What the lessons' trials have in common."""


def in_turn(rng, *choices):
    """One of the choices: the trials of a check take them in turn, so none is left out.

    Parameters
    ----------
    rng : numpy.random.Generator
        The generator of a trial. Its seed is the number of the trial.
    *choices : object
        Eight at most, or the last ones are never tried.

    Returns
    -------
    object

    Examples
    --------
    >>> import numpy as np
    >>> [in_turn(np.random.default_rng(seed), "few", "one", "many") for seed in range(4)]
    ['few', 'one', 'many', 'few']
    """
    return choices[rng.bit_generator.seed_seq.entropy % len(choices)]
