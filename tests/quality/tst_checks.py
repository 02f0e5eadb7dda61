#!/usr/bin/env python3
"""Tests that the checks of this folder find what is wrong, in small trees made for it."""

import importlib.machinery
import importlib.util
import pathlib
import subprocess
import tempfile
import unittest

import check_includes
import check_scripts
import check_translations
import check_tree

_loader = importlib.machinery.SourceFileLoader("lint", str(pathlib.Path(__file__).with_name("lint")))
lint = importlib.util.module_from_spec(importlib.util.spec_from_loader("lint", _loader))
_loader.exec_module(lint)

TREE = {
    "CMakeLists.txt": "", "README.md": "Run `./installer/run` and `./tests/run -L unit`.", "resources/a.txt": "",
    "installer/run": "#!/bin/bash\necho '--seconds N'\n", "tests/run": "#!/bin/bash\necho ' -L LABEL'\n",
    "app/CMakeLists.txt": "foreach(folder base net)\nendforeach()",
    "app/base/CMakeLists.txt": "crescendo_library(base LINKS Qt6::Core)",
    "app/base/error.h": "#include <QString>\n",
    "app/net/CMakeLists.txt": "crescendo_library(net USES base LINKS Qt6::Network)",
    "app/net/http.h": '#include "base/error.h"\n',
    "app/docker/CMakeLists.txt": "crescendo_library(docker USES base net)",
    "app/docker/engine.h": '#include "net/http.h"\n',
    "app/worker/CMakeLists.txt": "crescendo_library(worker USES base)\ncrescendo_program(crescendo-worker USES worker net)",
    "app/worker/main.cpp": '#include "net/http.h"\n',
    "ui/CMakeLists.txt": "crescendo_program(crescendo USES shell)",
    "ui/main.cpp": '#include "docker/engine.h"\n#include <QSqlDatabase>\n',
    "ui/theme/CMakeLists.txt": "crescendo_library(theme USES base)",
    "ui/theme/palette.h": '#include "base/error.h"\n',
    "ui/pages/pool/CMakeLists.txt": "crescendo_library(page_pool USES base theme)",
    "ui/pages/pool/page.cpp": '#include "page.h"\n#include "ui_page.h"\n#include "ui/theme/palette.h"\n',
    "ui/pages/pool/page.h": "",
    "ui/pages/pool/page.ui": "",
    "ui/pages/jobs/CMakeLists.txt": "crescendo_library(page_jobs USES base theme)",
    "ui/pages/jobs/page.cpp": "",
    "ui/shell/CMakeLists.txt": "crescendo_library(shell USES base theme page_pool page_jobs)",
    "ui/shell/window.cpp": '#include "ui/pages/pool/page.h"\n',
}


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name).resolve()
        subprocess.run(["git", "init", "-q"], cwd=self.root, check=True)
        for name, text in TREE.items():
            self.write(name, text)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)

    def expect(self, module, *expected):
        self.assertEqual(sorted(module.findings(self.root)), sorted(expected))


class Includes(Case):
    def test_a_tree_that_keeps_the_rules(self):
        self.expect(check_includes)

    def test_include_that_the_library_does_not_use(self):
        self.write("app/base/error.h", '#include "net/http.h"\n')
        self.expect(check_includes, 'app/base/error.h: includes "net/http.h", but app/base does not use net')

    def test_arrow_that_the_architecture_does_not_have(self):
        self.write("app/net/CMakeLists.txt", "crescendo_library(net USES base docker)")
        self.expect(check_includes, "app/net: may not use docker")

    def test_program_in_app_that_uses_what_its_folder_may_not(self):
        self.write("app/worker/CMakeLists.txt",
                   "crescendo_library(worker USES base)\ncrescendo_program(crescendo-worker USES worker net docker)")
        self.expect(check_includes, "app/worker: may not use docker")

    def test_unknown_library(self):
        self.write("app/net/CMakeLists.txt", "crescendo_library(net USES base bass)")
        self.expect(check_includes, "app/net: USES bass, which is no library")

    def test_folder_that_the_table_does_not_know(self):
        self.write("app/odd/CMakeLists.txt", "crescendo_library(odd USES base)")
        self.expect(check_includes, "app/odd: the table of check_includes.py does not know it")

    def test_source_outside_every_library(self):
        self.write("app/odd/odd.cpp", "")
        self.expect(check_includes, "app/odd/odd.cpp: lies in no library's folder")

    def test_page_that_uses_another_page(self):
        self.write("ui/pages/pool/CMakeLists.txt", "crescendo_library(page_pool USES base theme page_jobs)")
        self.expect(check_includes, "ui/pages/pool: may not use page_jobs")

    def test_lower_ui_layer_that_uses_a_higher(self):
        self.write("ui/theme/CMakeLists.txt", "crescendo_library(theme USES base shell)")
        self.expect(check_includes, "ui/theme: may not use shell")

    def test_page_that_uses_a_protocol_client(self):
        self.write("ui/pages/pool/CMakeLists.txt", "crescendo_library(page_pool USES base theme docker)")
        self.expect(check_includes, "ui/pages/pool: may not use docker")

    def test_sql_or_json_in_ui(self):
        self.write("ui/pages/pool/page.h", "#include <QJsonObject>\n#include <QSqlQuery>\n")
        self.expect(check_includes, "ui/pages/pool/page.h: includes <QJsonObject>, which only main.cpp may in ui/",
                    "ui/pages/pool/page.h: includes <QSqlQuery>, which only main.cpp may in ui/")

    def test_widgets_in_app(self):
        self.write("app/net/CMakeLists.txt", "crescendo_library(net USES base LINKS Qt6::Widgets)")
        self.write("app/net/http.h", "#include <QtGui/QColor>\n")
        self.expect(check_includes, "app/net: links Qt6::Widgets, which has no place in app/",
                    "app/net/http.h: includes <QtGui/QColor>, which has no place in app/")

    def test_translation_in_app(self):
        self.write("app/net/http.h", "auto text = tr(\"x\"); // tr(\n")
        self.expect(check_includes, "app/net/http.h: translates; text for people is made in ui/presentation")

    def test_include_from_tests(self):
        self.write("tests/support/fake.h", "")
        self.write("app/net/http.h", '#include "tests/support/fake.h"\n')
        self.expect(check_includes, 'app/net/http.h: includes "tests/support/fake.h" from tests/')


class Tree(Case):
    def test_a_tree_that_keeps_the_rules(self):
        self.expect(check_tree)

    def test_top_level(self):
        self.write("notes.txt", "")
        (self.root / "resources/a.txt").unlink()
        self.expect(check_tree, "notes.txt: a top-level entry that the layout does not have",
                    "resources: missing from the top level")

    def test_secrets_and_paths_and_marks(self):
        home, mark = "/ro" + "ot/", "TO" + "DO"
        self.write("app/base/error.h", f"int a;\n// {mark}\n// see {home}x and https://x{home}y\n")
        self.write("tests/key.pem", "-----BEGIN PRIVATE KEY-----\n" + "A" * 64 + "\n")
        self.expect(check_tree, f"app/base/error.h:2: unfinished work: {mark}",
                    f"app/base/error.h:3: a path of somebody's machine: {home}x",
                    "tests/key.pem:1: a secret: -----BEGIN PRIVATE KEY-----\nAAAAAAAAAAAA")

    def test_long_file(self):
        self.write("app/base/error.h", "\n" * 601)
        self.expect(check_tree, "app/base/error.h: 601 lines; more than 600 have more than one reason to change")

    def test_readme(self):
        self.write("README.md", "`./tests/run --fast --bench=3`, `./tests/run -L unit`, "
                   "[guide](installer/guide.md), [web](https://example.org)")
        self.expect(check_tree, "README.md: does not name ./installer/run", "README.md: ./tests/run has no --fast",
                    "README.md: ./tests/run has no --bench", "README.md: links to installer/guide.md, which is not there")


    def test_readme_knows_every_setting(self):
        self.write("app/config/settingkeys.cpp",
                   'QStringList allPaths()\n{\n    return {QStringLiteral("MinWorkers"), QStringLiteral("Ports")};\n}\n')
        self.write("app/config/autoscalersettings.cpp", 'reader.read(QStringLiteral("Upload:MaxBytes"), bytes);\n')
        self.write("README.md", TREE["README.md"] + "\n| `Autoscaling:MinWorkers` | 1 | `Upload:Max`, `PortsOpen` |\n")
        self.expect(check_tree, "README.md: does not explain the setting Ports",
                    "README.md: does not explain the setting Upload:MaxBytes")

    def test_readme_quotes_what_the_console_says(self):
        self.write("ui/shell/window.cpp", 'tr("Out of ports: %1, %2.")')
        self.write("README.md", TREE["README.md"] + "\n## Troubleshooting\n| *Out of ports: …* | x |\n| *No ports* | x |\n")
        self.expect(check_tree, "README.md: the console never says: No ports")


class Lint(Case):
    def test_a_result_depends_on_every_configuration_above_the_source(self):
        for name in (".clang-tidy", "tests/.clang-tidy", "tests/unit/.clang-tidy", "app/.clang-tidy"):
            self.write(name, "")
        found = lint.configurations(self.root / "tests/unit/base/tst_base.cpp", self.root)
        self.assertEqual([str(path.relative_to(self.root)) for path in found],
                         ["tests/unit/.clang-tidy", "tests/.clang-tidy", ".clang-tidy"])


class Scripts(Case):
    def test_scripts_are_found_by_their_first_line(self):
        self.write("installer/lib.sh", "# shellcheck shell=bash\n")
        self.write("installer/tool.py", "#!/usr/bin/env python3\n")
        self.assertEqual(list(check_scripts.shell_scripts(self.root)), ["installer/lib.sh", "installer/run", "tests/run"])


@unittest.skipUnless(check_translations.LUPDATE, "lupdate is not installed")
class Translations(Case):
    def translate(self, *messages):
        text = "".join(f"<message{attributes}><source>{source}</source>{translation}</message>"
                       for attributes, source, translation in messages)
        self.write("resources/translations/crescendo_de.ts",
                   f'<TS version="2.1" language="de"><context><name>Page</name>{text}</context></TS>')

    def say(self, *calls):
        self.write("ui/pages/pool/page.h", "class Page : public QObject { Q_OBJECT };\n")
        self.write("ui/pages/pool/page.cpp",
                   '#include "page.h"\nvoid Page::say() {' + "".join(f"tr({call});" for call in calls) + "}\n")

    def test_a_text_that_fits(self):
        self.say('"&Scale to %1…"', '"%n more", nullptr, count')
        self.translate(("", "&amp;Scale to %1…", "<translation>Auf %1 &amp;skalieren…</translation>"),
                       (' numerus="yes"', "%n more", "<translation><numerusform>%n weiterer</numerusform>"
                                                     "<numerusform>%n weitere</numerusform></translation>"))
        self.expect(check_translations)

    def test_a_text_without_translation(self):
        self.say('"New"', '"Begun"')
        self.translate(("", "Begun", '<translation type="unfinished"></translation>'),
                       ("", "Gone", "<translation>Weg</translation>"))
        self.expect(check_translations, "crescendo_de.ts: Page: “Begun” has no translation",
                    "crescendo_de.ts: Page: “Gone” is no longer said",
                    "crescendo_de.ts: Page: “New” has no translation")

    def test_a_translation_that_does_not_fit(self):
        self.say('"%1 of %2"', '"&Save"', '"Open…"', '"Load. "', '"%n more", nullptr, count')
        self.translate(("", "%1 of %2", "<translation>%1 von %1</translation>"),
                       ("", "&amp;Save", "<translation>Speichern</translation>"),
                       ("", "Open…", "<translation>Öffnen</translation>"),
                       ("", "Load. ", "<translation>Last.</translation>"),
                       (' numerus="yes"', "%n more", "<translation><numerusform>%n weitere</numerusform></translation>"))
        self.expect(check_translations, "crescendo_de.ts: Page: “%1 of %2” differs in placeholders from “%1 von %1”",
                    "crescendo_de.ts: Page: “&Save” differs in mnemonics from “Speichern”",
                    "crescendo_de.ts: Page: “Open…” differs in an ellipsis at the end from “Öffnen”",
                    "crescendo_de.ts: Page: “Load. ” differs in outer blanks from “Last.”",
                    "crescendo_de.ts: Page: “%n more” has no translation")

    def test_a_text_that_is_never_looked_up(self):
        self.write("ui/pages/pool/page.cpp",
                   'struct Texts { Q_DECLARE_TR_FUNCTIONS(Page) };\nusing T = Texts;\nvoid say() { T::tr("Lost"); }\n')
        self.translate(("", "Lost", "<translation>Verloren</translation>"))
        self.expect(check_translations, "crescendo_de.ts: : “Lost” has no context: tr() is called through an alias",
                    "crescendo_de.ts: Page: “Lost” is no longer said")


if __name__ == "__main__":
    unittest.main()
