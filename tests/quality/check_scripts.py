#!/usr/bin/env python3
"""Runs shellcheck over every shell script of the project."""

import os
import re
import shutil
import subprocess
import sys

from sourcetree import ROOT, listed_files

SHEBANG = re.compile(rb"#!.*\b(ba)?sh\b|# shellcheck shell=")


def shell_scripts(root):
    for name in listed_files(root):
        with open(root / name, "rb") as file:
            if SHEBANG.match(file.readline(200)):
                yield name


def main():
    if not shutil.which("shellcheck"):
        print("shellcheck is not installed")
        return 1 if os.environ.get("CI") == "true" else 77
    scripts = list(shell_scripts(ROOT))
    print(f"shellcheck: {len(scripts)} scripts")
    return subprocess.run(["shellcheck", "--external-sources", "--severity=warning", *scripts], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
