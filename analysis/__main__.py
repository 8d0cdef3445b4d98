"""The command line: `python -m analysis COMMAND ...`.

Exit codes: 0 done, 1 done with findings, 2 wrong usage or input that cannot be used.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import Any

COMMANDS = "code figures read evaluate codebook words classroom exchange correct benchmark doctor".split()


def _module(name: str) -> Any:
    return import_module(f"analysis.commands.{name}")


def parser() -> argparse.ArgumentParser:
    """Build the parser with every command."""
    top = argparse.ArgumentParser(
        prog="python -m analysis",
        description="Mizan compares how Arabic news outlets report one event: "
        "who speaks, who is blamed, who plays which part.",
        epilog="Start with: python -m analysis code seeds --out results/seeds",
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        module = _module(name)
        sub = commands.add_parser(
            name, help=module.HELP, description=module.DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        module.configure(sub)
    return top


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    args = parser().parse_args(argv)
    try:
        return int(_module(args.command).run(args))
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has read enough (`... | head`)
        return 0
    except (ValueError, OSError) as error:
        print(f"error: {_explained(error)}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stopped; what was finished is kept", file=sys.stderr)
        return 130


def _explained(error: ValueError | OSError) -> str:
    """Say what the system refused, and the remedy; our own messages say it themselves."""
    if not isinstance(error, OSError) or not error.filename:
        return str(error)
    if isinstance(error, PermissionError):
        return f"{error.filename}: no permission to read or write there. Choose another place, or change who may"
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"{error.filename}: a file stands where a folder is needed. Choose another place"
    return f"{error.filename}: {error.strerror}"


if __name__ == "__main__":
    sys.exit(main())
