"""Print links that open the course without installing it: on Binder, and on a JupyterHub.

python tools/links.py                                    of the address in pyproject.toml
python tools/links.py https://github.com/OWNER/NAME      of this repository
python tools/links.py ADDRESS --hub https://HUB          also a link for a JupyterHub

The address is one setting, `Repository` under `[project.urls]` in pyproject.toml. As long as it
has none, no page of the course shows such a link.
"""

import argparse
import sys
import tomllib
from pathlib import Path
from urllib.parse import quote, urlsplit

COURSE = Path(__file__).resolve().parent.parent
FIRST = "00_start_here.ipynb"


def repository():
    """The course's address, as pyproject.toml has it; None if it has none."""
    project = tomllib.loads((COURSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project.get("urls", {}).get("Repository")


def web_address(text, of):
    """An address without what is too much at its end; an error tells what was expected."""
    parts = urlsplit(text)
    if parts.scheme != "https" or not parts.netloc:
        raise ValueError(f"got {text!r} as the address of {of}; expected https://…")
    return text.removesuffix("/").removesuffix(".git")


def binder(address):
    """A link to Binder, which builds `environment.yml` and opens the first lesson.

    Examples
    --------
    >>> binder("https://github.com/ada/course").partition("?")[0]
    'https://mybinder.org/v2/gh/ada/course/HEAD'
    >>> binder("https://git.example.org/ada/course").partition("?")[0]
    'https://mybinder.org/v2/git/https%3A%2F%2Fgit.example.org%2Fada%2Fcourse/HEAD'
    """
    address = web_address(address, "the repository")
    parts = urlsplit(address)
    place = f"git/{quote(address, safe='')}"
    if parts.netloc == "github.com":
        place = f"gh{parts.path}"
    return f"https://mybinder.org/v2/{place}/HEAD?urlpath={quote(f'lab/tree/my_lessons/{FIRST}')}"


def nbgitpuller(address, hub):
    """A link to a JupyterHub that has nbgitpuller: it fetches the course and opens a lesson.

    Examples
    --------
    >>> link = nbgitpuller("https://github.com/ada/course", "https://hub.example.org/")
    >>> link.partition("?")[0]
    'https://hub.example.org/hub/user-redirect/git-pull'
    >>> link.partition("urlpath=")[2]
    'lab%2Ftree%2Fcourse%2Fnotebooks%2F00_start_here.ipynb'
    """
    address, hub = web_address(address, "the repository"), web_address(hub, "the hub")
    name = address.rpartition("/")[2]
    page = quote(f"lab/tree/{name}/notebooks/{FIRST}", safe="")
    return f"{hub}/hub/user-redirect/git-pull?repo={quote(address, safe='')}&urlpath={page}"


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Links that open the course.")
    parser.add_argument("address", nargs="?", help="of the repository, such as https://…")
    parser.add_argument("--hub", help="the address of a JupyterHub")
    options = parser.parse_args(arguments)
    address = options.address or repository()
    if address is None:
        parser.error(
            "pyproject.toml has no address of the course. Give one: python tools/links.py "
            'https://…, or write it there under [project.urls] as Repository = "https://…"'
        )
    try:
        print(f"Binder: {binder(address)}")
        if options.hub:
            print(f"JupyterHub: {nbgitpuller(address, options.hub)}")
    except ValueError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
