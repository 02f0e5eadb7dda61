#!/usr/bin/env python3
"""Checks what lies in the tree: its top-level entries, secrets, paths of somebody's machine, marks of unfinished work,
overlong files, and that README.md names commands, options and files that exist."""

import pathlib
import re
import subprocess
import sys

from sourcetree import ROOT, listed_files

TOP_LEVEL = {"CMakeLists.txt", "README.md", "app", "installer", "resources", "tests", "ui"}
LONGEST_FILE = 600

SECRET = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/]{40}|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30}"
                    r"|\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.|AccountKey=[A-Za-z0-9+/]{40}")
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:root|work|Users)/[\w.-]|(?<![\w.:/-])/home/(?!user\b|you\b)[\w.-]+/")
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b|not imple" r"mented")
SETTING = re.compile(r'QStringLiteral\("([A-Z][A-Za-z]+(?::[A-Z][A-Za-z]+)?)"\)')
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
COMMAND = re.compile(r"\./((?:installer|tests)/run)((?: +[-\w=./]+)*)")


def check_top_level(root):
    visible = {name.split("/")[0] for name in listed_files(root) if not name.startswith(".")}
    for name in sorted(visible - TOP_LEVEL):
        yield f"{name}: a top-level entry that the layout does not have"
    for name in sorted(TOP_LEVEL - visible):
        yield f"{name}: missing from the top level"


def check_text(root):
    for name in listed_files(root):
        data = (root / name).read_bytes()
        if b"\0" in data[:8000]:
            continue
        text = data.decode(errors="replace")
        rules = [(SECRET, "a secret"), (MACHINE_PATH, "a path of somebody's machine")]
        if name.startswith(("app/", "ui/", "tests/", "installer/", ".ci/")):
            rules.append((UNFINISHED, "unfinished work"))
        for pattern, what in rules:
            for match in pattern.finditer(text):
                yield f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {what}: {match.group()[:40]}"
        if name.endswith((".cpp", ".h", ".py")) and text.count("\n") > LONGEST_FILE:
            yield f"{name}: {text.count(chr(10))} lines; more than {LONGEST_FILE} have more than one reason to change"


def options_of(root, command):
    usage = subprocess.run([root / command, "--help"], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"(?<![\w-])--?[A-Za-z][\w-]*", usage))


def check_readme(root):
    path = root / "README.md"
    if not path.is_file():
        return
    text = path.read_text()
    named = {}
    for command, arguments in COMMAND.findall(text):
        named.setdefault(command, set()).update(
            word.split("=")[0] for word in arguments.split() if word.startswith("-"))
    for command in ("installer/run", "tests/run"):
        if command not in named:
            yield f"README.md: does not name ./{command}"
            continue
        for option in sorted(named[command] - options_of(root, command)):
            yield f"README.md: ./{command} has no {option}"
    for target in LINK.findall(text):
        if not (root / target).exists():
            yield f"README.md: links to {target}, which is not there"


def check_settings(root):
    """Every key that the service reads stands in README.md."""
    reader, table = root / "app/config/autoscalersettings.cpp", root / "app/config/settingkeys.cpp"
    if not reader.is_file() or not table.is_file():
        return
    readme = (root / "README.md").read_text()
    paths = table.read_text().partition("QStringList allPaths()")[2].partition("\n}\n")[0]
    keys = set(SETTING.findall(paths)) | set(SETTING.findall(reader.read_text()))
    for key in sorted(keys):
        if not re.search(rf"[`:]{key}`", readme):
            yield f"README.md: does not explain the setting {key}"


def check_quotes(root):
    """What README.md says that the console shows, it shows: the words between two … stand in one source."""
    _, _, section = (root / "README.md").read_text().partition("## Troubleshooting")
    sources = [(root / name).read_text() for name in listed_files(root, "ui/*.cpp")]
    for quote in re.findall(r"^\| \*([^*|]+)\*", section, re.MULTILINE):
        words = [word for word in quote.split("…") if word.strip()]
        if not any(all(word in source for word in words) for source in sources):
            yield f"README.md: the console never says: {quote}"


def findings(root=ROOT):
    yield from check_top_level(root)
    yield from check_text(root)
    yield from check_readme(root)
    yield from check_settings(root)
    yield from check_quotes(root)


def main():
    found = list(findings(pathlib.Path(ROOT)))
    print(*found, sep="\n")
    print(f"tree: {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
