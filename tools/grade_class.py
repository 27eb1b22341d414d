"""What a class did: grade all that came back, and write a folder of pages.

python tools/grade_class.py FOLDER                  into build/class
python tools/grade_class.py FOLDER --into DIR       into another folder
python tools/grade_class.py FOLDER --anonymous      letters for names
python tools/grade_class.py FOLDER --term NAME      by this term's numbers, whatever a notebook says

FOLDER holds what was handed in, as it came: notebooks, folders, zips. It may be a zip itself.
"""

import argparse
import os
import re
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

from tqdm import tqdm

from grading import class_pages, judge
from grading.answers import lessons
from grading.results import MISSING, Graded, attempted, grade_notebook
from grading.submissions import read_folder
from terms import NAME, REFUSED

COURSE = Path(__file__).resolve().parents[1]
ANOTHER = "this other file of the same student counts; it has as many answers or more"


def person(name):
    """What two spellings of a name have in common."""
    return re.sub(r"[\W_]+", "", name).casefold()


def chosen(submissions):
    """Of each student and lesson the file that counts; and why the others do not."""
    kept, troubles, names, numbers = {}, [], {}, {}
    for x in submissions:
        if x.student == "?":
            x.student = x.place
        alike = person(x.student), x.lesson and x.lesson.number
        numbers.setdefault(alike, set()).add(x.number)
    for x in submissions:
        alike = person(x.student), x.lesson and x.lesson.number
        if len(numbers[alike]) > 1:  # two students of one name
            x.student = f"{x.student} ({x.number or 'no number'})"
        x.student = names.setdefault(person(x.student) or x.student, x.student)
        if x.trouble:
            troubles.append(x)
            continue
        n, key = attempted(x), (x.student, x.lesson.number)
        if key in kept and kept[key][0] >= n:
            other, x = x, kept[key][1]
        else:
            other = kept[key][1] if key in kept else None
            kept[key] = n, x
        if other:
            other.trouble = f"{x.place}: {ANOTHER}"
            troubles.append(other)
    return [x for _, x in kept.values()], troubles


def letters(n):
    """A, B, …, Z, AA, AB, …"""
    name = ""
    while n >= 0:
        name, n = chr(65 + n % 26) + name, n // 26 - 1
    return name


def grade_all(submissions, boxed, processes, term=None):
    """The results of each submission, in their order; None where the judge itself was stopped."""
    results = [None] * len(submissions)

    def grade(places, workers):
        with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
            futures = {
                pool.submit(grade_notebook, x.lesson.number, x.cells, boxed, term): i
                for i, x in ((i, submissions[i]) for i in places)
            }
            for future in as_completed(futures):
                with suppress(Exception):  # it is told as not graded
                    results[futures[future]] = future.result()
                    bar.update()

    with tqdm(total=len(submissions), unit="notebook", disable=None) as bar:
        grade(range(len(submissions)), processes)
        for i in [i for i, r in enumerate(results) if r is None]:
            grade([i], 1)  # one of them stopped the others
    return results


def write_class(folder, into, *, anonymous=False, processes=None, term=None):
    """Grade what is in a folder, and write the pages of the class into another.

    Parameters
    ----------
    folder : Path
        What was handed in; or a zip.
    into : Path
        Where the pages go.
    anonymous : bool
        Whether students are letters, and no name is written.
    processes : int, optional
        How many notebooks are graded at a time; as there are processors, if not said.
    term : str, optional
        By whose numbers; each notebook's own, if this is not said.

    Returns
    -------
    list of Graded
    """
    boxed = judge.has_box()
    note = "" if boxed else judge.UNBOXED
    if note:
        print(note)
    submissions, others = chosen(read_folder(folder))
    everyone = sorted({x.student for x in [*submissions, *others]}, key=str.casefold)
    names = {name: letters(i) if anonymous else name for i, name in enumerate(everyone)}
    people = dict.fromkeys(names.values(), ("", ""))
    for x in [*submissions, *others]:
        if x.number and not anonymous:
            number, _ = people[names[x.student]]
            same = number in ("", x.number)  # Moodle counts participants anew in each assignment
            people[names[x.student]] = x.number if same else "several", x.platform
    pages = {shown: f"student_{i + 1:02}.html" for i, shown in enumerate(people)}

    graded, troubles, missing = [], [], []
    all_results = grade_all(submissions, boxed, processes or os.cpu_count(), term)
    for x, results in zip(submissions, all_results):
        if results is None:
            x.trouble = "the judge was stopped by it: look at it by hand"
            others.append(x)
            continue
        shown = names[x.student]
        graded.append(Graded(shown, x.lesson, results, pages[shown]))
        if gone := [name for name, r in results.items() if r.state == MISSING]:
            why = f"{', '.join(gone)} is not in it, and no 0: an older copy, or cells deleted?"
            missing.append((x, why))
    graded.sort(key=lambda g: (list(people).index(g.student), g.lesson.number))
    for x, why in [*((x, x.trouble) for x in others), *missing]:
        place = x.place
        if anonymous:
            place, why = f"a file of {names[x.student]}", why.replace(x.place, "it")
            why = ANOTHER if ANOTHER in why else why
        troubles.append((x.lesson, (names[x.student], place, why)))

    into.mkdir(parents=True, exist_ok=True)
    for old in into.glob("*_[0-9][0-9].html"):
        old.unlink()
    used = [x for x in lessons().values() if any(g.lesson is x for g in graded)]
    for lesson in used:
        mine = [g for g in graded if g.lesson is lesson]
        theirs = [told for x, told in troubles if x is lesson]
        html = class_pages.lesson_page(lesson, mine, theirs, len(people), note)
        write(into / f"lesson_{lesson.number}.html", html)
    told = [told for _, told in troubles]
    for shown, name in pages.items():
        mine = [g for g in graded if g.student == shown]
        html = class_pages.student_page(shown, mine, [x for x in told if x[0] == shown])
        write(into / name, html)
    write(into / "index.html", class_pages.index_page(used, graded, told, pages, note))
    write(into / "points.csv", class_pages.points_table(used, graded, told, people))
    return graded


def write(path, text):
    path.write_text(text, encoding="utf-8", errors="replace", newline="\n")


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Grade a class, and write pages of what it did.")
    parser.add_argument("folder", help="what was handed in: a folder, or a zip")
    parser.add_argument("--into", type=Path, default=COURSE / "build" / "class", metavar="DIR")
    parser.add_argument("--anonymous", action="store_true", help="letters for names")
    parser.add_argument("--term", help="by its numbers, whatever a notebook says")
    options = parser.parse_args(arguments)
    if options.term and not NAME.fullmatch(options.term):
        parser.error(f"{REFUSED}: make class SUBMITTED=folder NUMBERS=spring-2027")
    folder, into = Path(options.folder).resolve(), options.into.resolve()
    if not options.folder or not folder.exists():
        parser.error(f"there is no folder {options.folder!r}; say make class SUBMITTED=folder")
    if folder.is_relative_to(into) or into.is_relative_to(folder):
        parser.error(f"the pages cannot go into {into}: what was handed in lies in {folder}")
    graded = write_class(folder, into, anonymous=options.anonymous, term=options.term)
    if options.term:
        print(f"Judged by the numbers of {options.term}, whatever a notebook says.")
    if not graded:
        print("No notebook could be graded; the page says why.")
    print(f"Open {into / 'index.html'}. It holds names and marks: keep the folder to yourself.")


if __name__ == "__main__":
    main()
