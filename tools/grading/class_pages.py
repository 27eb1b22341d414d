"""The pages of a class: HTML files that fetch nothing, and one table of points."""

import csv
import html
import io
import re
import tomllib
from collections import Counter
from pathlib import Path

from grading.results import MISSING, NOT_ATTEMPTED, RAISED, RIGHT, STATES, WRONG
from html_page import html_page
from nnlib.classroom.questions.bank import bank

TEACHING = Path(__file__).resolve().parents[2] / "TEACHING.md"
REMEDIES = Path(__file__).with_name("remedies.toml")
SIGNS = {
    RIGHT: ("✓", "right"),
    WRONG: ("✗", "wrong"),
    RAISED: ("!", "raised an exception"),
    NOT_ATTEMPTED: ("–", "not attempted"),
    MISSING: ("?", "not in the notebook"),
}
COLOURS = {
    RIGHT: "#cfe8cf",
    WRONG: "#f6c9a8",
    RAISED: "#f2e394",
    NOT_ATTEMPTED: "#e4e4e4",
    MISSING: "#ffffff",
}
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 62rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; } h2 { font-size: 1.3rem; margin-top: 2.2rem; } h3 { font-size: 1.05rem; }
table { border-collapse: collapse; } caption { text-align: left; padding-bottom: .4rem; }
th, td { border: 1px solid #767676; padding: .25rem .5rem; text-align: left; vertical-align: top; }
td.sign, td.count { text-align: center; } th.turned { font-weight: normal; }
code { background: #f0f0f0; padding: 0 .2em; overflow-wrap: anywhere; }
a { color: #0b4f9e; } .scroll { overflow-x: auto; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.key span { border: 1px solid #767676; padding: 0 .4em; margin-right: .3em; }
svg { display: block; max-width: 100%; margin-bottom: .6rem; }
td, .key span { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } h2, h3 { break-after: avoid; }
  tr, li, section.exercise { break-inside: avoid; } thead { display: table-header-group; }
  a { color: inherit; text-decoration: none; } .scroll { overflow: visible; } }
"""


def text(words):
    """Words with `code` and emphasis as HTML; whatever else is in them is shown as it is."""
    parts = re.split(r"(`[^`\n]+`)", words)
    out = []
    for part in parts:
        if part.startswith("`") and part.endswith("`") and len(part) > 2:
            out.append(f"<code>{html.escape(part[1:-1])}</code>")
        else:
            plain = html.escape(part)
            plain = re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", plain)
            out.append(re.sub(r"(?<!\*)\*([^*\s][^*]*)\*", r"<em>\1</em>", plain))
    return "".join(out)


def remedy_of(lesson, name):
    """What helps with an exercise: TEACHING's misunderstanding, its remedy, and questions.

    Returns
    -------
    idea, remedy : str
        Empty if TEACHING.md names none.
    questions : list of Question
    """
    entry = tomllib.loads(REMEDIES.read_text(encoding="utf-8"))[f"lesson{lesson.number}"][name]
    questions = [bank()[x] for x in entry if x in bank()]
    [start] = [x for x in entry if x not in bank()] or [""]
    idea, remedy = next(
        (x for x in misunderstandings(lesson) if start and x[0].startswith(start)), ("", "")
    )
    return idea, remedy, questions


def misunderstandings(lesson):
    """The misunderstandings that TEACHING.md names for a lesson: each with its remedy."""
    section = (
        TEACHING.read_text(encoding="utf-8").split(f"\n## {lesson.number} · ")[1].split("\n## ")[0]
    )
    listed = section.split("**Misunderstandings.**")[1].split("\n**")[0]
    items = [" ".join(x.split()) for x in re.split(r"^- ", listed, flags=re.M)[1:]]
    found = [re.match(r"\*[\"“]?(.+?)[\"”]?\*\s*(.*)", x) for x in items]
    return [(x[1].strip('"'), x[2]) for x in found if x]


def count(n, one, many=None):
    """A number with its noun."""
    return f"{n} {one if n == 1 else many or one + 's'}"


def bar(counts):
    """How many answers are in which state, as a bar; the table beside it has the numbers."""
    n, x, parts = sum(counts.values()), 0, []
    for state in STATES:
        if not counts[state]:
            continue
        width = 600 * counts[state] / n
        parts.append(
            f'<rect x="{x:.1f}" y="0" width="{width:.1f}" height="26" fill="{COLOURS[state]}" '
            f'stroke="#555"/><text x="{x + width / 2:.1f}" y="18" text-anchor="middle" '
            f'font-size="14">{SIGNS[state][0]} {counts[state]}</text>'
        )
        x += width
    said = ", ".join(f"{counts[s]} {SIGNS[s][1]}" for s in STATES if counts[s])
    start = f'<svg viewBox="-1 -1 602 28" width="602" role="img" aria-label="{said}">'
    return f"{start}{''.join(parts)}</svg>"


def lesson_page(lesson, graded, troubles, n_students, note):
    """The page of a lesson: what the class did."""
    n = len(graded)
    body = [f"<p>{summary(lesson, graded, troubles)}</p>"]
    if note:
        body.append(f"<p>{text(note)}</p>")
    body.append("<h2>What holds the class back most</h2>")
    body.append(held_back(lesson, graded))
    body.append("<h2>Exercise by exercise</h2>")
    body += [exercise_part(lesson, name, graded) for name in lesson.exercises]
    body.append("<h2>Who is where</h2>")
    body.append(who_is_where(lesson, graded))
    body.append("<h2>Not graded</h2>")
    body.append(not_graded(troubles))
    body.append('<p><a href="index.html">All lessons</a></p>')
    return html_page(f"{lesson.title}: {count(n, 'notebook')}", STYLE, "\n".join(body))


def summary(lesson, graded, troubles):
    """A lesson in two sentences."""
    right = sum(r.state == RIGHT for g in graded for r in g.results.values())
    all_ = len(graded) * len(lesson.exercises)
    left = f" {count(len(troubles), 'file')} could not be graded." if troubles else ""
    return f"Right: {right} of {all_} answers in {count(len(graded), 'notebook')}.{left}"


def groups(lesson, graded, name=None):
    """What is said of wrong answers, as (exercise, state, sentence), and whose: the most first."""
    found, order = {}, list(lesson.exercises)
    for g in graded:
        for exercise, r in g.results.items():
            if r.state in (WRONG, RAISED) and name in (None, exercise):
                found.setdefault((exercise, r.state, r.kind), []).append(g.student)
    # Of as many, an idea goes before an error.
    return sorted(
        found.items(),
        key=lambda x: (-len(x[1]), x[0][1] == RAISED, order.index(x[0][0]), x[0][2]),
    )


def held_back(lesson, graded):
    """The three misunderstandings that most students have, and what helps."""
    items = []
    for (name, _, kind), students in groups(lesson, graded)[:3]:
        idea, remedy, questions = remedy_of(lesson, name)
        parts = [
            f"<h3>{text(lesson.headings[name])}: {count(len(students), 'student')} of {len(graded)}"
            f"</h3>\n<p>{text(kind)}</p>"
        ]
        if idea:
            parts.append(f"<p>What may be behind it: <em>{text(idea)}</em> {text(remedy)}</p>")
        else:
            reason = lesson.exercises[name].reason.strip().splitlines()[0]
            parts.append(f"<p>What it comes to: {text(reason)}</p>")
        asked = "".join(
            f"<li><strong>{q.id}</strong> {text(q.idea)}. Look again at “{text(q.again)}”.</li>"
            for q in questions
        )
        parts.append(f"<p>Questions that probe it:</p>\n<ul>{asked}</ul>")
        parts.append(f"<p>Students: {html.escape(', '.join(students))}.</p>")
        items.append(f"<li>{''.join(parts)}</li>")
    return f"<ol>{''.join(items)}</ol>" if items else "<p>No answer is wrong.</p>"


def exercise_part(lesson, name, graded):
    """An exercise: a bar, and a table of what came of it."""
    states = Counter(g.results[name].state for g in graded)
    rows = [(SIGNS[RIGHT], "right", [g.student for g in graded if g.results[name].state == RIGHT])]
    for (_, state, kind), students in groups(lesson, graded, name):
        rows.append((SIGNS[state], kind, students))
    for state in (NOT_ATTEMPTED, MISSING):
        students = [g.student for g in graded if g.results[name].state == state]
        rows.append((SIGNS[state], SIGNS[state][1], students))
    lines = "".join(
        f'<tr><td class="sign"><span aria-hidden="true">{sign}</span>'
        f'<span class="hidden">{word}</span></td><td class="count">{len(students)}</td>'
        f"<td>{text(said)}</td></tr>"
        for (sign, word), said, students in rows
        if students
    )
    return (
        f'<section class="exercise"><h3>{text(lesson.headings[name])} (<code>{name}</code>)</h3>\n'
        f'{bar(states)}\n<div class="scroll"><table>'
        "<caption>What came of it, and how often</caption>"
        f'<thead><tr><th scope="col">State</th><th scope="col">Students</th>'
        f'<th scope="col">What the check says</th></tr></thead><tbody>{lines}</tbody></table></div>'
        "</section>"
    )


def who_is_where(lesson, graded):
    """Students by exercises as a table of signs, and in words under it."""
    key = "".join(
        f'<span style="background:{COLOURS[s]}">{SIGNS[s][0]}</span>{SIGNS[s][1]} &ensp;'
        for s in STATES
    )
    numbers = {name: _short(lesson.headings[name]) for name in lesson.exercises}
    head = "".join(
        f'<th scope="col" title="{name}">{numbers[name]}</th>' for name in lesson.exercises
    )
    rows = []
    for g in graded:
        cells = "".join(
            f'<td class="sign" style="background:{COLOURS[r.state]}">'
            f'<span aria-hidden="true">{SIGNS[r.state][0]}</span>'
            f'<span class="hidden">{SIGNS[r.state][1]}</span></td>'
            for r in (g.results[name] for name in lesson.exercises)
        )
        link = f'<a href="{g.page}">{html.escape(g.student)}</a>'
        rows.append(f'<tr><th scope="row">{link}</th>{cells}<td class="count">{g.points}</td></tr>')
    stuck = []
    for name in lesson.exercises:
        at = [g.student for g in graded if g.results[name].state in (WRONG, RAISED)]
        not_yet = [g.student for g in graded if g.results[name].state in (NOT_ATTEMPTED, MISSING)]
        said = f"stuck are {_listed(at)}; not attempted by {_listed(not_yet)}"
        stuck.append(f"<li>{numbers[name]}, <code>{name}</code>: {html.escape(said)}.</li>")
    return (
        f'<p class="key">{key}</p>\n<div class="scroll"><table>'
        "<caption>Students by exercises</caption>"
        f'<thead><tr><th scope="col">Student</th>{head}<th scope="col">right</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>\n"
        f"<h3>In words</h3>\n<ul>{''.join(stuck)}</ul>"
    )


def _listed(students):
    return ", ".join(students) or "nobody"


def _short(heading):
    found = re.match(r"Exercise (\d\d\.\d+)", heading)
    return found[1] if found else heading


def not_graded(troubles):
    """Each file that was not graded, with the reason and what to do."""
    if not troubles:
        return "<p>Every file was graded.</p>"
    rows = "".join(
        f"<tr><td>{html.escape(student)}</td><td>{html.escape(place)}</td><td>{html.escape(why)}</td></tr>"
        for student, place, why in troubles
    )
    return (
        '<div class="scroll"><table><caption>Files, and what to do</caption><thead><tr>'
        '<th scope="col">Student</th><th scope="col">File</th><th scope="col">Why</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def student_page(student, graded, troubles):
    """The page of a student, to hand back."""
    body = []
    for g in graded:
        lesson = g.lesson
        body.append(
            f"<h2>{html.escape(lesson.title)}: {g.points} of {len(lesson.exercises)} right</h2>"
        )
        for name, r in g.results.items():
            sign, word = SIGNS[r.state]
            body.append(
                f'<section class="exercise"><h3>{text(lesson.headings[name])}</h3>\n'
                f'<p><span aria-hidden="true">{sign} </span><strong>{word}</strong>'
                f"{'. ' if r.message else ''}{text(r.message)}</p>"
            )
            if r.state == RIGHT:
                reason = lesson.exercises[name].reason.strip().splitlines()[0]
                body.append(f"<p>One way to see it: {text(reason)}</p>")
            elif r.state in (WRONG, RAISED):
                again = {q.again: None for q in remedy_of(lesson, name)[2]}
                body.append(f"<p>Look again at {text(' and '.join(f'“{x}”' for x in again))}.</p>")
            if r.notes:
                body.append(f"<p>{text('; '.join(r.notes))}.</p>")
            body.append("</section>")
    if troubles:
        body.append("<h2>Not graded</h2><ul>")
        body += [f"<li>{html.escape(place)}: {html.escape(why)}</li>" for _, place, why in troubles]
        body.append("</ul>")
    return html_page(student, STYLE, "\n".join(body))


def index_page(lessons, graded, troubles, pages, note):
    """The page that leads to the others."""
    body = [f"<p>{text(note)}</p>"] if note else []
    items = "".join(
        f'<li><a href="lesson_{x.number}.html">{html.escape(x.title)}</a>. '
        f"{summary(x, [g for g in graded if g.lesson is x], [])}</li>"
        for x in lessons
    )
    body.append(f"<h2>Lessons</h2>\n<ul>{items}</ul>")
    body.append('<p><a href="points.csv">The table of points</a>, for Canvas and Moodle.</p>')
    body.append(f"<h2>Not graded</h2>\n{not_graded(troubles)}")
    links = "".join(f'<li><a href="{pages[s]}">{html.escape(s)}</a></li>' for s in sorted(pages))
    body.append(f"<h2>Students</h2>\n<ul>{links}</ul>")
    return html_page("The class", STYLE, "\n".join(body))


def points_table(lessons, graded, troubles, people):
    """The points as CSV, with the columns that Canvas and Moodle import; what is unread is no 0."""
    out = io.StringIO()
    rows = csv.writer(out)
    canvas = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    moodle = ["Identifier", "Full name", "Email address"]
    titles = [f"{x.title} (of {len(x.exercises)})" for x in lessons]
    rows.writerow([*canvas, *moodle, *titles, "Could not be read"])
    for student, (number, platform) in people.items():
        mine = {g.lesson.number: g for g in graded if g.student == student}
        unread = [f"{place}: {why}" for who, place, why in troubles if who == student]
        number = "" if number == "several" else number
        ids = number if platform == "Canvas" else ""
        participant = f"Participant {number}" if platform == "Moodle" and number else ""
        points = [mine[x.number].points if x.number in mine else "" for x in lessons]
        row = [student, ids, "", "", "", participant, student, "", *points, "; ".join(unread)]
        rows.writerow([_harmless(x) for x in row])
    return out.getvalue()


def _harmless(x):
    """A spreadsheet takes what begins so for a formula."""
    return f"'{x}" if isinstance(x, str) and x[:1] in tuple("=+-@\t\r") and x else x
