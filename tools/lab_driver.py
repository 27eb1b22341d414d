"""A real JupyterLab and a real browser, for tests and for the README's pictures.

They need Playwright (`make .venv/browser`) and Debian's Chromium.
"""

import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from socket import socket

import lab
from build_notebooks import kernel_environment

COURSE = Path(__file__).resolve().parent.parent
NOTEBOOKS = COURSE / "notebooks"
PATIENCE = 240_000  # milliseconds: the computer may be slow and busy
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What a student has. An environment may hold more, for slides or grading: what those say is not
# the lessons' fault, and they take time to load.
EXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "anywidget", "jupyterlab_pygments"]


def missing_tools():
    """What is not installed of Playwright and Chromium, in words."""
    missing = []
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        missing.append("playwright (make .venv/browser)")
    if shutil.which("chromium") is None:
        missing.append("Debian's chromium (apt-get install chromium)")
    return missing


def free_port():
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def own_settings(home, extensions):
    """Write which extensions this JupyterLab has; give the variables that keep it to `home`."""
    installed = Path(sys.prefix, "share", "jupyter", "labextensions")
    for name in extensions:
        shutil.copytree(installed / name, home / "extensions" / name)
    # With Node.js, JupyterLab would look at each page whether it has to be built anew.
    (home / "config" / "labconfig").mkdir(parents=True)
    page = home / "config" / "labconfig" / "page_config.json"
    page.write_text('{"buildAvailable": false, "buildCheck": false}', encoding="utf-8")
    return {
        "HOME": str(home),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_CONFIG_PATH": str(COURSE / "tools" / "jupyter"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
    }


def wait_for(address, server, log):
    deadline = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')[-3000:]}")


def stop(server):
    server.terminate()
    try:
        server.wait(30)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait(30)


@contextmanager
def running_browser():
    """Start Chromium. Playwright can run once in a process, so all tests share this one."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def running_lab(home, browser, short=True, extensions=EXTENSIONS, **look):
    """Start JupyterLab; give a `Lab`. Everything it writes is in `home`.

    `short` is the pace of long cells. `look` goes to Playwright's `new_context`.
    """
    root, log = home / "course", home / "lab.log"
    root.mkdir()
    environment = kernel_environment(short) | own_settings(home, extensions)
    del environment["PYTHONWARNINGS"]  # it would make errors of the server's warnings too
    port = free_port()
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1"),
        *(f"--port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token=test"),
        *(f"--ServerApp.root_dir={root}", "--LabApp.expose_app_in_browser=True"),
        f"--LabApp.labextensions_path={home / 'extensions'}",
    ]
    with open(log, "w", encoding="utf-8") as out:
        server = subprocess.Popen(
            command, env=environment, cwd=root, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/api/status?token=test", server, log)
        # One context for all pages: JupyterLab's scripts are fetched and compiled once.
        look = {"viewport": {"width": 1280, "height": 900}, "has_touch": True} | look
        context = browser.new_context(**look)
        yield Lab(address, root, context)
        context.close()
    finally:
        stop(server)


class Lab:
    """A JupyterLab with a browser in front of it."""

    def __init__(self, address, root, context):
        self.address, self.root, self.context = address, root, context

    def lesson(self, name):
        """Open a lesson as a student gets it."""
        text = lab.fresh_text(NOTEBOOKS / f"{name}.ipynb")
        (self.root / f"{name}.ipynb").write_text(text, encoding="utf-8")
        return self.notebook(name)

    def notebook(self, name):
        """Open a notebook that is in the root folder."""
        return Notebook(self.context.new_page(), self.address, name)


class Notebook:
    """A notebook in the browser. Cells go by their place, from 0.

    Attributes
    ----------
    page : playwright.sync_api.Page
    errors : list of str
        What the page has said on the console as an error.
    elsewhere : list of str
        Every address on another host that it has asked for.
    """

    def __init__(self, page, address, name):
        self.page, self.errors, self.elsewhere = page, [], []
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._hear)
        page.on("request", lambda request: self._note(request.url, address))
        page.goto(f"{address}/lab/tree/{name}.ipynb?reset&token=test")
        page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
        self.wait("nb.model.cells.length > 0 && panel.sessionContext.session?.kernel")

    def _hear(self, said):
        if said.type == "error":
            self.errors.append(f"{said.text} ({said.location.get('url', '')})")

    def _note(self, url, address):
        own = (address, address.replace("http", "ws", 1), "data:", "blob:")
        if not url.startswith(own):
            self.elsewhere.append(url)

    def ask(self, expression, **values):
        """Evaluate JavaScript that may use panel, nb, commands and the values given."""
        return self.page.evaluate(
            f"(given) => {{ {self._names(values)} return {expression}; }}", values
        )

    def wait(self, condition, timeout=PATIENCE, **values):
        """Wait until JavaScript is true."""
        self.page.wait_for_function(
            f"(given) => {{ {self._names(values)} return {condition}; }}",
            arg=values,
            timeout=timeout,
            polling=100,  # milliseconds; at every frame would take half of the computer
        )

    def _names(self, values):
        given = f"const {{{', '.join(values)}}} = given;" if values else ""
        return (
            "const {shell, commands} = window.jupyterapp; const panel = shell.currentWidget;"
            f"const nb = panel?.content; if (!nb) return null; {given}"
        )

    def cells(self):
        """All cells, as they would be saved."""
        return self.ask("Array.from(nb.model.cells, cell => cell.toJSON())")

    def cell(self, i):
        """The place on the page where cell i is."""
        return self.page.locator(".jp-Notebook .jp-Cell").nth(i)

    def tagged(self, tag):
        """Which cells have a tag."""
        cells = enumerate(self.cells())
        return [i for i, cell in cells if tag in cell["metadata"].get("tags", [])]

    def run_all(self, timeout=PATIENCE):
        """Run every cell, and wait for the last."""
        self._run("notebook:run-all-cells", timeout)
        self.settle()

    def run(self, i, timeout=PATIENCE):
        """Run one cell; give what it says."""
        self.ask("nb.deselectAll() || (nb.activeCellIndex = i)", i=i)
        self._run("notebook:run-cell", timeout)
        return self.said(i)

    def run_to(self, i):
        """Run the code cells before cell i, and cell i, one after the other."""
        cells = self.cells()
        for k in range(i + 1):
            if cells[k]["cell_type"] == "code":
                self.run(k)
        self.settle()

    def _run(self, command, timeout):
        # The promise is not waited for, so as never to hang.
        self.ask(
            "void (window.ranAll = false, commands.execute(command).then("
            "() => { window.ranAll = true; }, () => { window.ranAll = true; }))",
            command=command,
        )
        self.wait("window.ranAll && panel.sessionContext.session.kernel.status === 'idle'", timeout)

    def said(self, i):
        """The words in the outputs of cell i; of an error, its name and message."""
        parts = []
        for output in self.cells()[i].get("outputs", []):
            words = output.get("text") or output.get("data", {}).get("text/plain", "")
            if output["output_type"] == "error":
                words = f"{output['ename']}: {output['evalue']}"
            parts.append("".join(words))
        return "\n".join(parts)

    def write(self, i, text):
        """Type into cell i, in place of what is there."""
        editor = self.cell(i).locator(".cm-content")
        editor.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def settle(self):
        """Wait until every widget is there."""
        self.wait(
            "![...document.querySelectorAll('.jp-OutputArea-output')]"
            ".some(output => output.textContent.includes('Loading widget'))"
        )

    def ready(self):
        """Wait until all pictures and letters that can be seen are drawn."""
        self.page.evaluate(
            "() => Promise.all([document.fonts.ready,"
            "...[...document.images].map(image => image.decode().catch(() => {}))]).then(() => 0)"
        )

    def close(self):
        """Stop the kernel, which may hold much memory, and close the page."""
        self.ask("panel.sessionContext.shutdown()")
        self.page.close()


def show(place, block="center"):
    """Scroll until a place on the page is in the window: in its centre, or at its start."""
    # Cells that come into sight for the first time take their true size, and push the others.
    place.evaluate(
        """async (place, block) => {
          for (let i = 0; i < 5; i++) {
            place.scrollIntoView({block});
            await new Promise(requestAnimationFrame);
          }
        }""",
        block,
    )
