"""Make the bank's questions to vote on: slides, cards to print, and files for Moodle and Canvas.

python tools/votes.py                  into build/votes
python tools/votes.py --into DIR       into another folder

Each of them is made of every lesson's questions, and of the two forms of `forms.toml`, which ask
for the same twenty ideas before the course and after it; `tools/gain.py` reads their answers.
"""

import argparse
import sys
import tempfile
import tomllib
from contextlib import chdir
from pathlib import Path

from build_slides import copy_library, fill, replies_html, vote_html
from html_page import html_page
from nnlib.classroom.questions import pictures
from nnlib.classroom.questions.asked import html_of
from nnlib.classroom.questions.bank import LETTERS, bank
from nnlib.classroom.questions.words import as_html, blocks, inline

COURSE = Path(__file__).resolve().parent.parent
FORMS = Path(__file__).with_name("forms.toml")
# What GIFT reads as its own; an empty line within code would end the question.
SPECIAL = str.maketrans({mark: "\\" + mark for mark in "\\~=#{}:"} | {"\n": "\\n"})
STYLE = """
body { font: 15pt/1.4 "DejaVu Sans", Verdana, sans-serif; max-width: 46em; margin: 1em auto; }
section { break-inside: avoid; border: 1px dashed #666; padding: 0.6em 1em; margin: 0 0 1em; }
h2 { font-size: 1em; margin: 0; } ol { padding-left: 1.6em; } pre { font-size: 0.9em; }
img { max-width: 60%; height: auto; }
.key { break-before: page; }
"""


def sets():
    """The questions that go together, by the name of their files: lessons, and the two forms."""
    found = {}
    for id, question in bank().items():
        found.setdefault(f"lesson_{id[:2]}", []).append(question)
    for form, ids in tomllib.loads(FORMS.read_text(encoding="utf-8")).items():
        found[f"form_{form}"] = [bank()[id] for id in ids]
    return found


def title(name):
    """What a set is called: "Lesson 04", "Form A"."""
    kind, _, which = name.partition("_")
    return f"{kind.capitalize()} {which.upper()}"


def deck(name, questions):
    """A set as slides: a vote each, then the answer; the replies are the speaker's notes."""
    pages = "".join(
        f'<section><div class="page"><p class="head">{title(name)} · {question.id}</p>'
        f'<div class="cell">{vote_html(question)}</div></div>'
        f'<aside class="notes">{replies_html(question)}</aside></section>'
        for question in questions
    )
    return fill("deck.html", title=f"Votes: {title(name)}", highlighting="", slides=pages)


def cards(name, questions):
    """A set as cards to print, with the answers on a sheet of their own."""
    made, answers = [], []
    for question in questions:
        options = "".join(f"<li>{inline(option.says)}</li>" for option in question.options)
        card = f'<h2>{question.id}</h2>{html_of(question)}<ol type="a">{options}</ol>'
        made.append(f"<section>{card}</section>")
        place = question.right
        reply = inline(question.options[place].reply)
        answers.append(f"<dt>{question.id}: {LETTERS[place]}</dt><dd>{reply}</dd>")
    cards = "\n".join(made)
    key = f'<div class="key">\n<h1>Answers</h1>\n<dl>{"".join(answers)}</dl>\n</div>'
    return html_page(f"Questions: {title(name)}", STYLE, f"{cards}\n{key}")


def gift(name, questions):
    """A set in GIFT, which Moodle imports: a category, and its questions in HTML."""
    lines = [f"$CATEGORY: nnlib/{title(name)}", ""]
    for question in questions:
        # The number comes first, so that a table of answers has it.
        asked = f"<p><strong>{question.id}</strong></p>{html_of(question)}"
        lines.append(f"::{question.id}::[html]{asked.translate(SPECIAL)}{{")
        for option in question.options:
            says, reply = (as_html(text).translate(SPECIAL) for text in (option.says, option.reply))
            lines.append(f"\t{'=' if option.right else '~'}{says}#{reply}")
        lines += ["}", ""]
    return "\n".join(lines)


def quiz(name, questions, folder):
    """A set as the text that text2qti reads; its pictures are written into the folder."""
    lines = [f"Quiz title: {title(name)}", "Shuffle answers: false", ""]
    for number, question in enumerate(questions, 1):
        lines.append(f"Title: {question.id}")
        ask = [f"**{question.id}**", *markdown(question.ask)]
        if question.picture:
            picture = getattr(pictures, question.picture)()
            file = f"{question.picture}.png"
            (folder / file).write_bytes(picture.png)
            ask.append(f"![{picture.alt}]({file}){{width={picture.size[0]}px}}")
        lines += [item(f"{number}.", ask)]
        for letter, option in zip(LETTERS, question.options):
            lines.append(item(f"{'*' * option.right}{letter})", markdown(option.says)))
            lines.append(item("...", markdown(option.reply)))
        lines.append("")
    return "\n".join(lines)


def markdown(text):
    """Paragraphs and blocks of code, for text2qti: each begins on a line of its own."""
    return [
        "```python\n" + words + "\n```" if code else words.replace("$", "\\$")
        for code, words in blocks(text)
    ]


def item(sign, parts):
    """An item of text2qti's: what follows its first line is indented as far."""
    first, *rest = "\n\n".join(parts).splitlines()
    indent = " " * (len(sign) + 1)
    return "\n".join([f"{sign} {first}", *(indent + line if line else "" for line in rest)])


def write_qti(name, questions, path):
    """Write a set in QTI 1.2, which Canvas imports."""
    from text2qti.config import Config
    from text2qti.qti import QTI
    from text2qti.quiz import Quiz

    with tempfile.TemporaryDirectory() as folder, chdir(folder):  # it looks for pictures here
        text = quiz(name, questions, Path(folder))
        QTI(Quiz(text, config=Config(), source_name=name)).save(path)


def make(into):
    """Write all sets into a folder."""
    copy_library(into / "slides" / "lib")
    for folder in ("cards", "moodle", "canvas"):
        (into / folder).mkdir(parents=True, exist_ok=True)
    for name, questions in sets().items():
        texts = {
            f"slides/{name}.html": deck(name, questions),
            f"cards/{name}.html": cards(name, questions),
            f"moodle/{name}.gift": gift(name, questions),
        }
        for file, text in texts.items():
            (into / file).write_text(text, encoding="utf-8", newline="\n")
        write_qti(name, questions, into / "canvas" / f"{name}.zip")


def main(arguments=None):
    parser = argparse.ArgumentParser(description="The bank's questions to vote on, in four forms.")
    parser.add_argument("--into", metavar="DIR", type=Path, default=COURSE / "build" / "votes")
    into = parser.parse_args(arguments).into.resolve()
    try:
        make(into)
    except FileNotFoundError as error:
        sys.exit(str(error))
    except ModuleNotFoundError as error:
        sys.exit(f"{error.name} is missing; run: make votes")
    print(f"made {len(sets())} sets of questions in {into}")


if __name__ == "__main__":
    main()
