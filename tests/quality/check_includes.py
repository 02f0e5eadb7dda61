#!/usr/bin/env python3
"""Checks that the include graph has only the arrows of the architecture.

Each folder's CMakeLists.txt says what its library USES. Every include must be covered by that, every USES by the table
below, and a few headers have no place in whole areas. README.md, "Architecture", explains the arrows.
"""

import pathlib
import re
import sys

from sourcetree import ROOT, include_names, listed_files, resolve, system_include_names

EVERYBODY = {"base", "domain"}
CLIENTS = {"docker", "kubernetes", "azure", "prometheus"}

# What a folder of app/ may use besides base and domain; its subfolders may use the same, and each other.
APP = {
    "base": set(), "domain": set(), "policy": set(), "net": set(), "system": set(), "config": set(), "platform": set(),
    "history": set(), "settings": {"config"},
    "api": {"net"}, "docker": {"net"}, "kubernetes": {"net"}, "azure": {"net"}, "prometheus": {"net"},
    "compose": {"docker"},
    "local": {"platform", "policy", "net", "api", "compose", "docker", "prometheus", "system", "config"},
    "aks": {"platform", "policy", "net", "api", "kubernetes", "azure", "prometheus", "system", "config"},
    "platforms": {"platform", "local", "aks"},
    "control": {"platform", "policy", "history", "settings"},
    "autoscaler": {"policy", "api", "config", "compose", "docker", "system", "net"},
    "worker": {"api", "system", "net"},
}
# The layers of ui/, lowest first: a folder may use those of the layers below, and of its own but for pages.
UI_LAYERS = [{"theme"}, {"presentation"}, {"interaction", "widgets", "charts", "models"}, {"pages"}, {"shell"}]
UI_MAY_USE = EVERYBODY | {"control", "platform", "settings", "history", "policy"}

FORBIDDEN_IN_APP = re.compile(r"Qt(Gui|Widgets|Charts|Svg)/")
FORBIDDEN_LINKS_IN_APP = re.compile(r"Qt6::(Gui|Widgets|Charts|Svg)")
FORBIDDEN_IN_UI = re.compile(r"(Qt(Sql|Network)/)?Q(Sql|Json|Network)|Qt(Sql|Network)\b|simdjson|yaml-cpp")
TRANSLATION = re.compile(r"\b(tr|translate)\(")
CODE_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
TARGET = re.compile(r"crescendo_(library|program)\(([^)]*)\)")


class Folder:
    """A folder with a CMakeLists.txt: its library's name, what that uses, and what the program beside it uses."""

    def __init__(self, root, path):
        self.path = path
        self.name = str(path.relative_to(root))
        self.area, self.top = (path.relative_to(root).parts + ("",))[:2]
        self.library = None
        self.uses, self.program_uses, self.links = set(), set(), ""
        for kind, arguments in TARGET.findall(re.sub(r"#[^\n]*", "", (path / "CMakeLists.txt").read_text())):
            name, *rest = arguments.split()
            uses = set()
            if "USES" in rest:
                end = rest.index("LINKS") if "LINKS" in rest else len(rest)
                uses = set(rest[rest.index("USES") + 1:end])
            self.links += arguments.partition("LINKS")[2]
            if kind == "library":
                self.library, self.uses = name, uses
            else:
                self.program_uses |= uses


def folders_of(root):
    found = {}
    for name in listed_files(root, "app/*CMakeLists.txt", "ui/*CMakeLists.txt"):
        folder = Folder(root, (root / name).parent)
        if folder.library or folder.program_uses:
            found[folder.path] = folder
    return found


def ui_layer(folder):
    return next((level for level, names in enumerate(UI_LAYERS) if folder.top in names), None)


def may_use(user, used):
    """Whether the table allows the arrow between two folders."""
    if used.area == "app" and used.top in EVERYBODY:
        return user.top != "base" or used.top == "base"
    if user.area == "app":
        return used.area == "app" and (used.top == user.top or used.top in APP.get(user.top, set()))
    if used.area == "app":
        return used.top in UI_MAY_USE
    mine, other = ui_layer(user), ui_layer(used)
    if mine is None or other is None:
        return False
    return other < mine or (other == mine and user.top != "pages")


def check_uses(folders):
    """What the CMakeLists.txt claim, against the table. The console's own main.cpp wires everything, so may use it."""
    by_library = {folder.library: folder for folder in folders.values()}
    for folder in folders.values():
        if folder.area == "app" and folder.top not in APP:
            yield f"{folder.name}: the table of {pathlib.Path(__file__).name} does not know it"
        for name in sorted(folder.uses if folder.area == "ui" else folder.uses | folder.program_uses):
            if name not in by_library:
                yield f"{folder.name}: USES {name}, which is no library"
            elif by_library[name] is not folder and not may_use(folder, by_library[name]):
                yield f"{folder.name}: may not use {name}"
        if folder.area == "app" and (match := FORBIDDEN_LINKS_IN_APP.search(folder.links)):
            yield f"{folder.name}: links {match.group()}, which has no place in app/"


def check_file(root, path, folders, folder):
    """The includes and calls of one source, against its folder's claim and the rules of its area. The console's main.cpp,
    where everything is wired, may include everything."""
    name = path.relative_to(root)
    is_main = path.name == "main.cpp"
    wires_all = folder.area == "ui" and is_main
    allowed = folder.uses | {folder.library} | (folder.program_uses if is_main else set())
    for include in include_names(path):
        target = resolve(include, path, root)
        owner = target and next((folders[parent] for parent in target.parents if parent in folders), None)
        if owner and not wires_all and owner.library not in allowed:
            yield f"{name}: includes \"{include}\", but {folder.name} does not use {owner.library}"
        if target and target.relative_to(root).parts[0] == "tests":
            yield f"{name}: includes \"{include}\" from tests/"
    for include in system_include_names(path):
        if folder.area == "app" and FORBIDDEN_IN_APP.match(include):
            yield f"{name}: includes <{include}>, which has no place in app/"
        if folder.area == "ui" and not wires_all and FORBIDDEN_IN_UI.match(include):
            yield f"{name}: includes <{include}>, which only main.cpp may in ui/"
    if folder.area == "app" and TRANSLATION.search(CODE_COMMENT.sub("", path.read_text())):
        yield f"{name}: translates; text for people is made in ui/presentation"


def findings(root=ROOT):
    folders = folders_of(root)
    yield from check_uses(folders)
    for name in listed_files(root, "app/*.cpp", "app/*.h", "ui/*.cpp", "ui/*.h"):
        path = root / name
        folder = next((folders[parent] for parent in path.parents if parent in folders), None)
        if folder:
            yield from check_file(root, path, folders, folder)
        else:
            yield f"{name}: lies in no library's folder"


def main():
    found = list(findings())
    print(*found, sep="\n")
    print(f"include graph: {len(found)} findings in {len(folders_of(ROOT))} folders")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
