"""The project's files and what they include; shared by the checks beside it."""

import functools
import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
_INCLUDE = re.compile(rb'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', re.MULTILINE)
_SYSTEM_INCLUDE = re.compile(rb"^[ \t]*#[ \t]*include[ \t]*<([^>]+)>", re.MULTILINE)


def listed_files(root=ROOT, *patterns):
    """All files that are under version control or would be added by `git add`, relative to the root."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *patterns],
                            cwd=root, capture_output=True, check=True).stdout
    names = {os.fsdecode(name) for name in listed.split(b"\0") if name}
    return sorted(name for name in names if (root / name).is_file())


def include_names(path):
    """The quoted includes of a file as written."""
    return [os.fsdecode(name) for name in _INCLUDE.findall(path.read_bytes())]


def system_include_names(path):
    """The includes in angle brackets of a file as written."""
    return [os.fsdecode(name) for name in _SYSTEM_INCLUDE.findall(path.read_bytes())]


def resolve(name, path, root=ROOT):
    """The project file that an include means: beside the including file, below app/, or below the root. A generated
    `ui_x.h` means its form. None when there is no such file."""
    form = pathlib.PurePath(name)
    for candidate in (path.parent / name, root / "app" / name, root / name,
                      path.parent / (form.stem.removeprefix("ui_") + ".ui")):
        if candidate.is_file():
            return pathlib.Path(os.path.normpath(candidate))
    return None


@functools.lru_cache(maxsize=None)
def includes(path):
    """The project files that a file includes directly."""
    return [found for name in include_names(path) if (found := resolve(name, path))]
