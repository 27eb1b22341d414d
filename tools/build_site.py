"""Make the website: the lessons with their stored outputs, the glossary, the guides and the API.

python tools/build_site.py               into build/site
python tools/build_site.py --into DIR    into another folder, which is emptied first

The pages' sources are gathered in a folder beside the site, in the places that they have in the
course, so that links between them hold. Then Sphinx makes the pages, with tools/site/conf.py; every
warning of it is an error. The site asks no other host for anything.
"""

import argparse
import ast
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import links
from lab import GUESS_FIRST, folded
from nnlib.classroom.guesses.declared import guesses
from nnlib.classroom.questions import pictures
from nnlib.classroom.questions.bank import LETTERS, bank
from nnlib.classroom.questions.words import as_html, inline
from twins import ASK, GUESS

COURSE = Path(__file__).resolve().parent.parent
PARTS = COURSE / "tools" / "site"
MATHJAX = COURSE / "build" / "npm" / "site" / "node_modules" / "mathjax"

LIVE = (
    "*This is a still picture. To move its controls, run the lesson{on_binder} on your own "
    "computer; the [start page](../README.md#start) says how.*"
)
ASKED = (
    "Choose an answer before you open it: what opens is a reply to that answer. The lesson is "
    "[{title}](../notebooks/{lesson}.ipynb); answer from memory, a day or a week after it."
)
REVEAL = re.compile(r"^reveal\(", re.M)
TO_QUESTIONS = "[Questions about the ideas of this lesson](../questions/{lesson}.md)"
CORE = "`import nnlib` gives the names of the core; the modules say where each is written."
CLASSROOM = "Pictures, explorers and exercises for the lessons. The library never imports them."
TOCTREE = "```{{toctree}}\n:hidden:\n:caption: {caption}\n\n{pages}\n```\n"


# The lessons -------------------------------------------------------------------------------------


def lesson_page(notebook, address=None):
    """A lesson as the site shows it: without teaching notes, every picture with its alt text.

    Where controls would need a kernel, a line says how to run the lesson: on Binder too, if the
    course has a public address. The options of a question open without one, and so does what tells
    an answer that the reader is to guess first.
    """
    on_binder = f" [on Binder]({links.binder(address)}), or" if address else ""
    still = {"cell_type": "markdown", "metadata": {}, "source": LIVE.format(on_binder=on_binder)}
    cells = []
    for cell in notebook["cells"]:
        tags = cell["metadata"].get("tags", [])
        if "notes" in tags:
            continue
        if asked := ASK.fullmatch("".join(cell["source"])):
            question = question_text(bank()[asked[1]])
            cells.append({"cell_type": "markdown", "metadata": {}, "source": question})
            continue
        if asked := GUESS.fullmatch("".join(cell["source"])):
            text = guess_text(guesses()[asked[1]])
            cells.append({"cell_type": "markdown", "metadata": {}, "source": text})
            continue
        if "answer" in tags:
            cell = folded(cell)
        cells += one_picture_a_cell(cell) if cell["cell_type"] == "code" else [cell]
        if "explorer" in tags:
            cells.append(dict(still))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return {**notebook, "cells": cells}


def one_picture_a_cell(cell):
    """Split a cell so that each part has one picture: MyST-NB takes the alt text from the cell.

    The first part shows the code; the others show their outputs alone.
    """
    parts = [{**cell, "metadata": dict(cell["metadata"]), "outputs": []}]
    for output in cell["outputs"]:
        noted = output.get("metadata", {}).get("image/png", {})
        alt = noted.get("alt")
        if alt and "mystnb" in parts[-1]["metadata"]:
            parts.append({**cell, "metadata": {"tags": ["remove-input"]}, "outputs": []})
        if alt:
            image = {"alt": alt, "width": f"{noted['width']}px"}
            parts[-1]["metadata"]["mystnb"] = {"image": image}
        parts[-1]["outputs"] += with_its_sentence(output)
    if REVEAL.search("".join(cell["source"])):
        for part in parts:
            shown = part["metadata"]
            shown["tags"] = [*shown.get("tags", []), "hide-output"]
            prompts = dict.fromkeys(["code_prompt_show", "code_prompt_hide"], GUESS_FIRST)
            shown.setdefault("mystnb", {}).update(prompts)
    return parts


def with_its_sentence(output):
    """An explorer's sentence is the second line of its text, which a page with a picture drops."""
    text = "".join(output.get("data", {}).get("text/plain", ""))
    if output["output_type"] != "execute_result" or "image/png" not in output["data"]:
        return [output]
    sentence = text.partition("\n")[2]
    return [output, {"output_type": "stream", "name": "stdout", "text": sentence}]


def lesson_pages():
    """{path: text} of all lessons."""
    pages = {}
    for path in sorted((COURSE / "notebooks").glob("*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        page = lesson_page(notebook, links.repository())
        further = TO_QUESTIONS.format(lesson=path.stem)
        page["cells"].append(
            {"cell_type": "markdown", "id": "questions", "metadata": {}, "source": further}
        )
        pages[f"notebooks/{path.name}"] = json.dumps(page)
    return pages


# The questions -----------------------------------------------------------------------------------


def question_pages():
    """{path: text}: for each lesson its questions, whose options open without a program."""
    pages = {}
    for path in sorted((COURSE / "notebooks" / "text").glob("*.md")):
        title = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
        asked = [question for question in bank().values() if question.id[:2] == path.stem[:2]]
        front = f"# Questions: {title}\n\n{ASKED.format(title=title, lesson=path.stem)}"
        told = [f"## Question {each.id}\n\n{question_text(each)}" for each in asked]
        pages[f"questions/{path.stem}.md"] = "\n\n".join([front, *told])
    return pages


def question_text(question):
    """A question as Markdown, each option with its reply folded behind it."""
    parts = [question.ask]
    if question.picture:
        picture = getattr(pictures, question.picture)()
        parts += [f"<p>{picture.html()}</p>", picture.sentence]
    for place, (letter, option) in enumerate(zip(LETTERS, question.options)):
        says, reply = inline(option.says), as_html(question.reply(place))
        parts.append(f"<details><summary>{letter}) {says}</summary>{reply}</details>")
    return "\n\n".join(parts)


def guess_text(asked):
    """What is to be guessed, as Markdown, with the choices if there are some."""
    choices = zip(LETTERS, getattr(asked, "options", ()))
    return "\n".join([asked.ask, "", *(f"- {letter}) {each.says}" for letter, each in choices)])


# The front page and the guides -------------------------------------------------------------------


def front_page(readme, lessons):
    """The README, with the lessons of its table as links."""
    by_number = {Path(name).name[:2]: name for name in lessons}

    def link(row):
        return f"| [{row[1]}]({by_number[row[2]]}) |" if row[2] in by_number else row[0]

    return re.sub(r"^\| ((\d\d) [^|]+?) \|", link, readme, flags=re.M)


def text_pages():
    """{path: text} of all that is written beside the lessons."""
    paths = [
        path for folder in ("", "docs/", "notebooks/") for path in COURSE.glob(f"{folder}*.md")
    ]
    names = sorted(path.relative_to(COURSE).as_posix() for path in paths)
    return {name: (COURSE / name).read_text(encoding="utf-8") for name in names}


# The reference -----------------------------------------------------------------------------------


def modules():
    """The modules with a page: {name: first line of its docstring}.

    A package that says what it offers, by `__all__`, is one page. Exercises' answers have none.
    """
    found = {}
    for path in sorted(COURSE.glob("nnlib/**/*.py")):
        package, is_package = path.parent / "__init__.py", path.name == "__init__.py"
        offers = "__all__" in package.read_text(encoding="utf-8")
        inside = path.relative_to(COURSE).with_suffix("").parts
        name = ".".join(inside).removesuffix(".__init__")
        if name == "nnlib" or (len(inside) > 2 and is_package != offers):
            continue
        if not re.search(r"exercises\.lesson\d\d", name):
            text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
            found[name] = text.partition("\n")[0]
    return found


def every_door():
    """What docstrings leave out, because every door refuses it: nnlib.checks tells it once."""
    text = (COURSE / "nnlib" / "checks.py").read_text(encoding="utf-8")
    title, _, says = ast.get_docstring(ast.parse(text)).partition("\n\n")
    return f"## {title.partition(':')[0]}\n\n{says}"


def reference_pages():
    """{path: text}: for the core and for the classroom a list of modules, and a page for each."""
    core, classroom = {}, {}
    for name, says in modules().items():
        (classroom if name.startswith("nnlib.classroom") else core)[name] = says
    return {
        **reference("core", "nnlib: the library", CORE, core, every_door()),
        **reference("classroom", "nnlib.classroom: for the lessons", CLASSROOM, classroom),
    }


def reference(folder, title, says, parts, more=""):
    told = "\n".join(f"- [{name}]({name}.md): {line}" for name, line in parts.items())
    front = f"# {title}\n\n{says}\n\n{told}\n\n{more}\n\n{toctree('Modules', parts)}"
    pages = {f"api/{folder}/index.md": front}
    for name in parts:
        directive = f"```{{eval-rst}}\n.. automodule:: {name}\n   :members:\n```\n"
        pages[f"api/{folder}/{name}.md"] = f"# {name}\n\n{directive}"
    return pages


# The site ----------------------------------------------------------------------------------------


def toctree(caption, pages):
    return TOCTREE.format(caption=caption, pages="\n".join(pages))


def gather(into):
    """Write the sources of all pages into a folder, with what they load."""
    lessons, questions, texts = lesson_pages(), question_pages(), text_pages()
    readme = texts.pop("README.md")
    look_up = ["notebooks/glossary.md", "api/core/index.md", "api/classroom/index.md"]
    order = [
        toctree("Lessons", lessons),
        toctree("Questions", questions),
        toctree("Look up", look_up),
        toctree("Guides", sorted(set(texts) - set(look_up))),
    ]
    front = "\n".join([front_page(readme, lessons), *order])
    pages = {**lessons, **questions, **texts, **reference_pages(), "index.md": front}
    for name, text in pages.items():
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # Sphinx wants the first page to be index.
        text = re.sub(r"\]\(((?:\.\./)*)README\.md", r"](\1index.md", text)
        path.write_text(text, encoding="utf-8", newline="\n")
    for path in COURSE.glob("docs/*.png"):
        shutil.copy(path, into / "docs")
    shutil.copy(PARTS / "conf.py", into)
    copy_parts(into / "_static")


def copy_parts(into):
    """What pages load, with the licence of what is not ours."""
    into.mkdir()
    for name in ("icon.svg", "site.css", "site.js"):
        shutil.copy(PARTS / name, into)
    shutil.copy(MATHJAX / "es5" / "tex-svg-full.js", into / "mathjax.js")
    shutil.copy(MATHJAX / "LICENSE", into / "mathjax-LICENSE")


def build(into):
    """Make the site in a folder, and leave nothing else there."""
    if not MATHJAX.is_dir():
        raise FileNotFoundError("MathJax is not installed; run: make site")
    sources, pickles = into.with_name(f"{into.name}-sources"), into.with_name(f"{into.name}-cache")
    for folder in (into, sources, pickles):
        shutil.rmtree(folder, ignore_errors=True)
    gather(sources)
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html"]
    command += ["-d", str(pickles), str(sources), str(into)]
    subprocess.run(command, check=True)


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Make the website.")
    parser.add_argument("--into", type=Path, default=COURSE / "build" / "site")
    options = parser.parse_args(arguments)
    try:
        build(options.into)
    except FileNotFoundError as error:
        sys.exit(str(error))
    except subprocess.CalledProcessError as error:
        sys.exit(f"Sphinx ended with {error.returncode}; see its words above")
    print("made", options.into / "index.html")


if __name__ == "__main__":
    main()
