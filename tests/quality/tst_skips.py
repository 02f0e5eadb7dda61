#!/usr/bin/env python3
"""Tests that what a test program skips counts as skipped, and in CI as failed."""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

from sourcetree import ROOT

PROGRAMS = {
    "passes": "echo 'PASS   : TestIt::reads()'",
    "skips_a_row": "echo 'SKIP   : TestIt::writes(full disk) this user may not mount'",
    "skips_all": "echo 'SKIP   : TestIt::initTestCase() no engine'",
    "ends_with_77": "exit 77",
}


class Skips(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        lines = ["cmake_minimum_required(VERSION 3.22)", "project(skips NONE)", "enable_testing()",
                 f"include({ROOT}/tests/skips.cmake)"]
        for name, does in PROGRAMS.items():
            lines.append(f'add_test(NAME {name} COMMAND sh -c "{does}")')
        lines.append(f"crescendo_count_skips({' '.join(PROGRAMS)})")
        (self.folder / "CMakeLists.txt").write_text("\n".join(lines) + "\n")

    def verdicts(self, ci):
        environment = {name: value for name, value in os.environ.items() if name != "CI"} | ci
        build = self.folder / "build"
        subprocess.run(["cmake", "-S", self.folder, "-B", build], env=environment, check=True, capture_output=True)
        told = subprocess.run(["ctest", "--test-dir", build], env=environment, text=True, capture_output=True).stdout
        return dict(re.findall(r"Test +#\d+: (\w+) [ .*]*(Passed|Failed|Skipped)", told))

    def test_a_row_that_is_skipped_does_not_hide_the_others(self):
        self.assertEqual(self.verdicts({}), {
            "passes": "Passed", "skips_a_row": "Passed", "skips_all": "Skipped", "ends_with_77": "Skipped"})

    def test_in_ci_nothing_may_be_skipped(self):
        self.assertEqual(self.verdicts({"CI": "true"}), {
            "passes": "Passed", "skips_a_row": "Failed", "skips_all": "Failed", "ends_with_77": "Failed"})


if __name__ == "__main__":
    unittest.main()
