"""The shell of the pages that a teacher keeps: each one file, which fetches nothing."""

from html import escape
from string import Template

PAGE = Template("""\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" \
content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>$title</title>
<style>
$style
</style>
</head>
<body>
<main>
<h1>$title</h1>
$body
</main>
</body>
</html>
""")


def html_page(title, style, body):
    """A whole page: the title is text, the style is CSS and the body HTML."""
    return PAGE.substitute(title=escape(title), style=style.strip(), body=body)
