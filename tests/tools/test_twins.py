"""Texts become cells by the rules of CONTRIBUTING.md, and a mistake in a text is told."""

import re

import pytest

from build_notebooks import NOTEBOOKS, main
from twins import TwinError, cells_of, read_twin

GUIDE = (NOTEBOOKS.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"^````markdown\n(.*?)^````$", GUIDE, re.M | re.S)[1]


@pytest.fixture
def read(tmp_path):
    """Read a text as that of lesson 03: its cells, (kind, source, slide type, tag)."""

    def cells(text):
        path = tmp_path / "03_one_layer.md"
        path.write_text(text, encoding="utf-8")
        for kind, source, metadata in cells_of(path):
            assert metadata.keys() <= {"slideshow", "tags", "exercise"}
            (tag,) = metadata.get("tags", ["-"])
            yield kind, source, metadata["slideshow"]["slide_type"], tag

    return lambda text: list(cells(text))


def test_the_guides_example_becomes_the_cells_that_the_guide_tells(read):
    check = "lesson03.layer_forward.check(layer_forward)\n"
    check += "#lesson03.layer_forward.hint()\n#lesson03.layer_forward.solution()"
    assert read(EXAMPLE) == [
        ("markdown", "# 03 · One layer", "slide", "-"),
        ("code", "from nnlib.classroom.exercises import lesson03", "skip", "-"),
        (
            "markdown",
            "**For the instructor.** Ask before the first picture: …",
            "notes",
            "notes",
        ),
        ("markdown", "## Ten neurons are one matrix", "slide", "-"),
        ("code", "rates = [final_loss(lr) for lr in grid]", "fragment", "long"),
        ("markdown", "What stands under code may tell its result.", "fragment", "-"),
        ("markdown", "A new page of the same slide.", "subslide", "-"),
        ("markdown", "### Exercise 03.1 · A layer, forward", "skip", "-"),
        ("code", "def layer_forward(X, W, b):\n    ...", "skip", "exercise"),
        ("code", check, "skip", "check"),
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("## Two\n\n### One below", ["slide", "slide"]),  # one cell
        (
            "## Two\n\nA text.\n### Three\n#### Four\n## Two",
            ["slide", "slide", "subslide", "slide"],
        ),
        ("## References", ["slide", "skip"]),
        ("+++ slide\n### Three", ["slide", "slide"]),
        ("+++\n### Exercise\n```python\nx\n```", ["slide", "subslide", "fragment"]),
        ("+++ skip\nA text.\n```python\nx\n```", ["slide", "skip", "skip"]),
        ("+++ skip\nA text.\n+++ fragment\n```python\nx\n```", ["slide", "skip", "fragment"]),
        ("+++ notes\nA text.\n```python\nx\n```", ["slide", "notes", "skip"]),
        ("## Two\n+++ notes\nA text.\n```python\nx\n```", ["slide", "slide", "notes", "fragment"]),
        ("```python\nx\n```\nA text.\n\n\nIts end.\n   \n", ["slide", "skip", "fragment"]),
    ],
)
def test_what_a_cell_is_on_the_slides(read, text, shown):
    assert [on_slides for _, _, on_slides, _ in read(f"# Title\n\nA text.\n\n{text}")] == shown


def test_questions_and_guesses_have_a_cell_each_and_all_but_the_first_a_page(read):
    cells = read(
        "# Title\n\nText\n\n## One\n\nText\n\n+++ ask 03.11 02.7\n\n## Two\n\n+++ guess 04.1\nText"
    )
    assert cells[2:] == [
        ("code", 'ask("03.11")', "fragment", "-"),
        ("code", 'ask("02.7")', "subslide", "-"),
        ("markdown", "## Two", "slide", "-"),
        ("code", 'guess("04.1")', "fragment", "-"),
        ("markdown", "Text", "fragment", "-"),
    ]


def test_an_answer_is_a_step_of_its_own_and_has_its_tag(read):
    text = "```python\nx\n```\n+++ answer\nIt is 3.\n\nSo.\n+++ fragment\nFurther.\n### Next"
    assert read(f"# Title\n\n+++ fragment\nWhat is x?\n{text}")[3:] == [
        ("markdown", "It is 3.\n\nSo.", "fragment", "answer"),
        ("markdown", "Further.", "fragment", "-"),
        ("markdown", "### Next", "subslide", "-"),
    ]


def test_code_is_kept_as_it_is(read):
    source = 'text = """\n# no title\n\n+++ no mark\n"""\n\n\nif text:\n    pass'
    assert read(f"# Title\n```python\n{source}\n```\n")[1][1] == source


def test_cells_of_one_source_have_ids_of_their_own(tmp_path):
    path = tmp_path / "00_tiny.md"
    path.write_text("# Title\n" + "```python\nx\n```\n" * 3, encoding="utf-8")
    ids = [cell.id for cell in read_twin(path).cells]
    assert ids[2:] == [f"{ids[1]}-2", f"{ids[1]}-3"]


TITLE = "# Title\n\n"
STUB = "```python exercise\n{}\n```"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("A text.\n", 1, "expected the title first, such as # 03 · One layer"),
        ("```python\nx\n```\n# Title", 1, "expected the title first"),
        (
            TITLE + "+++ note\n",
            3,
            "'note' after +++; expected slide, fragment, skip, answer,",
        ),
        (TITLE + "+++ answer\n## Next\n", 3, "an answer that begins with code or a heading; exp"),
        (TITLE + "+++ answer\n```python\nx\n```", 4, "an answer that begins with code"),
        (TITLE + "+++ slide notes\n", 3, "'slide notes' after +++; expected slide, fragment"),
        (TITLE + "+++notes\n", 3, "'+++notes' begins no cell; expected +++ or ```python, and a sp"),
        (TITLE + "+++\n\n+++ notes\nA text.", 5, "a second +++; expected text or code"),
        (TITLE + "A text.\n+++ skip\n", 4, "nothing stands under this +++; expected text or code"),
        (TITLE + "```python exercize\n", 3, "'exercize' after ```python; expected exercise, expl"),
        (TITLE + "```{code-cell} ipython3\n", 3, "'```{code-cell} ipython3' begins no cell; expe"),
        (TITLE + "```\ncd notebooks\n```", 3, "is not run is indented by four spaces"),
        (TITLE + "```python\nx\n\nA text.\n", 3, "this code has no end; expected a line of ```"),
        (TITLE + "```python\nx\n```python\n", 5, "the code of line 3 has no end; expected ```"),
        (TITLE + STUB.format("layer_backwards = ..."), 3, "defines layer_backwards; expected one"),
        (TITLE + STUB.format("n = ..."), 3, "one of lesson03: layer_forward, n_parameters, "),
        (TITLE + STUB.format("print()"), 3, "defines nothing; expected one"),
        (TITLE + STUB.format("def layer_forward(X: ..."), 3, "cannot be read: '(' was never clos"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_was_expected(read, text, line, words):
    with pytest.raises(TwinError) as told:
        read(text)
    assert str(told.value).startswith(f"03_one_layer.md, line {line}: ")
    assert words in str(told.value)


def test_an_exercise_of_a_lesson_that_has_none_is_told(tmp_path):
    path = tmp_path / "99_later.md"
    path.write_text(TITLE + STUB.format("x = ..."), encoding="utf-8")
    with pytest.raises(TwinError, match=r"99_later.md, line 3: .*exercises\.lesson99"):
        read_twin(path)


def test_a_build_that_cannot_read_a_text_says_so_and_makes_nothing(tmp_path):
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "00_tiny.md").write_text(TITLE + "+++ note\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="^00_tiny.md, line 3: 'note' after"):
        main(["--notebooks", str(tmp_path)])
    assert not list(tmp_path.glob("*.ipynb"))
