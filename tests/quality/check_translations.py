#!/usr/bin/env python3
"""Checks that every text of the console has its translation, and that it fits: placeholders, mnemonic, ellipsis, outer
blanks. With --update it takes new texts into the translations' files and drops old ones instead."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

from sourcetree import ROOT

TRANSLATIONS = "resources/translations"
LUPDATE = shutil.which("lupdate", path="/usr/lib/qt6/bin") or shutil.which("lupdate6")
OPTIONS = ["-I", ".", "-recursive", "-locations", "none", "-no-obsolete"]

PLACEHOLDER = re.compile(r"%L?\d+|%n|%[vm]\b")
MNEMONIC = re.compile(r"&(?=\w)")
OUTER_BLANKS = re.compile(r"^\s+|\s+$")
FACTS = {
    "placeholders": lambda text: sorted(PLACEHOLDER.findall(text)),
    "mnemonics": lambda text: len(MNEMONIC.findall(text)),
    "an ellipsis at the end": lambda text: text.endswith("…"),
    "outer blanks": OUTER_BLANKS.findall,
}


def files_of(root):
    return sorted((root / TRANSLATIONS).glob("*.ts"))


def update(root, files):
    subprocess.run([LUPDATE, "ui", *OPTIONS, "-ts", *files], cwd=root, check=True, capture_output=True)


def messages(file):
    """What stands where, (context, source, comment), with its translation's forms: empty while it has none."""
    found = {}
    for context in xml.etree.ElementTree.parse(file).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            key = (context.findtext("name"), message.findtext("source"), message.findtext("comment"))
            found[key] = [] if translation.get("type") == "unfinished" else forms
    return found


def faults_of(context, source, forms):
    if not context:
        yield "has no context: tr() is called through an alias"
    elif not forms or not all(forms):  # lupdate adds the forms that a language has
        yield "has no translation"
    for form in filter(None, forms):
        for what, fact in FACTS.items():
            if fact(source) != fact(form):
                yield f"differs in {what} from “{form}”"


def findings(root=ROOT):
    files = files_of(root)
    with tempfile.TemporaryDirectory() as folder:
        fresh = [pathlib.Path(shutil.copy(file, folder)) for file in files]
        update(root, fresh)
        for file, copy in zip(files, fresh):
            said = messages(copy)
            for (context, source, _), forms in said.items():
                for fault in faults_of(context, source, forms):
                    yield f"{file.name}: {context}: “{source}” {fault}"
            for context, source, _ in messages(file).keys() - said.keys():
                yield f"{file.name}: {context}: “{source}” is no longer said"


def main():
    if not LUPDATE:
        print("lupdate is not installed")
        return 1 if os.environ.get("CI") == "true" else 77
    if "--update" in sys.argv[1:]:
        update(ROOT, files_of(ROOT))
        return 0
    found = list(findings())
    print(*found, sep="\n")
    print(f"translations: {len(found)} findings in {len(files_of(ROOT))} files")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
