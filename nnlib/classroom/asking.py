"""What questions and guesses have in common: a view whose text lasts, ids and letters."""

import difflib
from importlib.resources import files

import anywidget


class Asking(anywidget.AnyWidget):
    """Something that is asked, to be answered by mouse, by keys or by a screen reader.

    What a notebook stores of it is its text, whatever was answered.

    Attributes
    ----------
    text : str
        What a terminal shows.
    markdown : str
        What a page shows that has no kernel, and what a notebook keeps.
    """

    text = markdown = ""

    def __repr__(self):
        return self.text

    def _repr_mimebundle_(self, include=None, exclude=None, **options):
        """Give the live view, and the text for where nothing is live."""
        bundle = super()._repr_mimebundle_(include=include, exclude=exclude, **options)
        bundle, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        return {**bundle, "text/plain": self.text, "text/markdown": self.markdown}, metadata


def script(package, name):
    """Give the browser's half of a view: what all share, and the view's own file.

    Parameters
    ----------
    package, name : str
        Where the file is, and how it is called.

    Returns
    -------
    str
        One text, so that the browser fetches nothing.
    """
    own = (files(package) / name).read_text(encoding="utf-8")
    return (files("nnlib.classroom") / "asking.js").read_text(encoding="utf-8") + own


def place_of(answer, letters):
    """Read the letter of an option as people write it.

    Parameters
    ----------
    answer : object
        What was answered.
    letters : str
        Those of the options.

    Returns
    -------
    int or None
        The option's place, from 0; None for what is no letter of theirs.

    Examples
    --------
    >>> place_of(" B)", "abc"), place_of("d", "abc")
    (1, None)
    """
    letter = str(answer).strip().strip("().").lower()
    return letters.index(letter) if len(letter) == 1 and letter in letters else None


def by_id(there, id, refusal):
    """Look up what is asked for by its id.

    Parameters
    ----------
    there : dict
        What there is, by its ids.
    id : object
        Lesson and number, such as "05.2"; "5.2" and 5.2 are as good.
    refusal : str
        What to say of an id that there is not, with {!r} in its place.

    Raises
    ------
    ValueError
        If it is not there, or is 5.1 where there is 05.10 as well, which Python reads as the same
        number. Ids that are like it are offered.

    Examples
    --------
    >>> by_id({"04.1": "a"}, 4.1, "got {!r}; expected an id")
    'a'
    """
    lesson, _, number = str(id).strip().partition(".")
    whole = f"{lesson:0>2}.{number}"
    near = [f"{whole}{zero}" for zero in ("", "0") if f"{whole}{zero}" in there]
    if whole in there and not (isinstance(id, float) and len(near) == 2):
        return there[whole]
    near = near or difflib.get_close_matches(whole, there, n=1)
    offer = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
    raise ValueError(refusal.format(id) + offer)
