"""Say what this Python lacks to make the environment of the course. Runs on any Python."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "The course needs Python 3.11 or newer; {} is {}.{}.\n"
        "If there is a newer one, name it: make lab PYTHON=python3.12, or without make\n"
        "write python3.12 for python3 (on Windows, py -3.12 for py).".format(
            sys.executable, *sys.version_info[:2]
        )
    )
try:
    import ensurepip  # noqa: F401
    import venv  # noqa: F401
except ImportError:
    sys.exit(
        "{} cannot make environments: it comes without venv.\n"
        "On Debian and Ubuntu, install it by: apt-get install python3-venv".format(sys.executable)
    )
