#!/usr/bin/env python3
"""Tests installer/run and tests/run with stand-ins for the tools that they call: what they ask for, in which order, and
with which exit code they end."""

import os
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

from sourcetree import ROOT

# Each stand-in writes down how it was called; some do a little of what the real tool does.
TOOLS = {
    "dpkg-query": 'for name in "${@:4}"; do case " $MISSING " in *" $name "*) ;; *) echo "installed $name" ;; esac; done',
    "apt-get": '[ "$1 $APT_FAILS" != "install once" ] || [ -e "$STANDINS/failed" ] || { touch "$STANDINS/failed"; exit 100; }\n'
               '[ "$APT_FAILS" != always ] || exit 100',
    "sudo": '[ "$1" != -n ] || shift\n"$@"',
    "id": 'echo "$USER_ID"',
    "nproc": "echo 2",
    "ninja": "",
    "ctest": 'exit "${CTEST_CODE:-0}"',
    "cmake": 'case $1 in --build) dir=$2 ;; -S) dir=$4 ;; esac\n'
             'case " $* " in *" --target help "*) printf "bench_it: phony\\n"; exit ;; esac\n'
             'case $dir in "$STANDINS"/*) ;; *) exit ;; esac\n' # the tree's own builds are left alone
             'mkdir -p "$dir/bin"; touch "$dir/CMakeCache.txt"\n'
             'printf "#!/bin/bash\\necho crescendo \\"\\$@\\" >>$STANDINS/calls; eval \\"\\$CONSOLE_DOES\\"; exit ${CONSOLE_CODE:-0}\\n" >"$dir/bin/crescendo"\n'
             'chmod +x "$dir/bin/crescendo"',
}


class Commands(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.build = self.folder / "build"
        self.tools = self.folder / "tools"
        self.tools.mkdir()
        for name, does in TOOLS.items():
            self.add_tool(name, does)
        self.environment = {
            "PATH": f"{self.tools}:/usr/bin:/bin", "HOME": folder.name, "STANDINS": folder.name, "USER_ID": "0",
            "MISSING": "", "APT_FAILS": "", "CONSOLE_DOES": "", "CRESCENDO_OS_RELEASE": str(self.folder / "os-release"),
        }
        self.be("debian", "12")

    def add_tool(self, name, does):
        path = self.tools / name
        path.write_text(f'#!/bin/bash\necho "${{0##*/}} $*" >>"$STANDINS/calls"\n{does}\n')
        path.chmod(0o755)

    def be(self, system, version):
        (self.folder / "os-release").write_text(f'ID={system}\nVERSION_ID="{version}"\n')

    def run_command(self, command, *arguments, **environment):
        calls = self.folder / "calls"
        calls.unlink(missing_ok=True)
        done = subprocess.run([ROOT / command, *arguments], env=self.environment | environment, text=True,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
        self.output = done.stdout + done.stderr
        self.calls = calls.read_text().splitlines() if calls.exists() else []
        return done.returncode

    def install(self, *arguments, **environment):
        return self.run_command("installer/run", "--build-dir", str(self.build), *arguments, **environment)

    def run_until_told(self, command, *arguments, **environment):
        """Goes on in the background; what a stand-in has written into $STANDINS/running."""
        # A signal that was ignored when a shell began it cannot trap: whoever started this may have done so.
        with open(self.folder / "output", "w") as output:
            self.script = subprocess.Popen([ROOT / command, *arguments], env=self.environment | environment,
                                           stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                                           start_new_session=True,
                                           preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        running = self.folder / "running"
        self.await_that(lambda: running.exists() and running.read_text().endswith("\n"))
        return running.read_text().split()

    def await_that(self, holds):
        deadline = time.monotonic() + 20
        while not holds():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.05)

    def called(self, tool):
        return [call.partition(" ")[2] for call in self.calls if call.split()[0] == tool]


class InstallerRun(Commands):
    def test_builds_and_shows_load_without_a_display(self):
        self.assertEqual(self.install("--seconds", "7"), 0, self.output)
        self.assertEqual(self.called("apt-get"), [])
        configured, built = self.called("cmake")
        self.assertIn("-G Ninja", configured)
        self.assertIn("-DCMAKE_BUILD_TYPE=Release", configured)
        self.assertTrue(built.startswith(f"--build {self.build}"))
        out = self.build / "headless"
        self.assertEqual(self.called("crescendo"), [
            f"--headless --seconds 7 --screenshots {out}/screenshots --report {out}/report.json --data {out}/data"
            " --generate-load"])
        self.assertIn(f"Pictures: {out}/screenshots", self.output)

    def test_ends_as_the_console_ends(self):
        self.assertEqual(self.install(CONSOLE_CODE="1"), 1)

    def test_opens_the_window_on_a_display(self):
        for display in ("DISPLAY", "WAYLAND_DISPLAY"):
            self.assertEqual(self.install(**{display: ":0"}), 0, self.output)
            self.assertEqual(self.called("crescendo"), [""])
        self.assertEqual(self.install("--generate-load", DISPLAY=":0"), 0, self.output)
        self.assertEqual(self.called("crescendo"), ["--generate-load"])

    def test_stops_where_it_is_told_to(self):
        self.assertEqual(self.install("--deps-only"), 0)
        self.assertEqual(self.called("cmake"), [])
        self.assertEqual(self.install("--build-only"), 0)
        self.assertEqual(len(self.called("cmake")), 2)
        self.assertEqual(self.called("crescendo"), [])

    def test_installs_what_is_missing(self):
        self.assertEqual(self.install("--deps-only", MISSING="cmake mold"), 0, self.output)
        (asked,) = self.called("apt-get")
        self.assertTrue(asked.startswith("install -y "), asked)
        self.assertTrue(asked.endswith(" cmake mold"), asked)
        self.assertIn("DPkg::Lock::Timeout=", asked) # a fresh Ubuntu updates itself meanwhile
        self.assertEqual(self.called("sudo"), [])

    def test_installs_as_root_only(self):
        self.assertEqual(self.install("--deps-only", MISSING="mold", USER_ID="1000"), 0, self.output)
        self.assertTrue(self.called("sudo")[0].startswith("-n env DEBIAN_FRONTEND=noninteractive apt-get install"))
        self.assertEqual(len(self.called("apt-get")), 1)

    def test_refreshes_the_lists_where_it_must(self):
        self.assertEqual(self.install("--deps-only", MISSING="mold", APT_FAILS="once"), 0, self.output)
        self.assertEqual([call.split()[0] for call in self.called("apt-get")], ["install", "update", "install"])
        self.assertEqual(self.install("--deps-only", MISSING="mold", APT_FAILS="always"), 2)
        self.assertIn("could not install mold", self.output)

    def test_names_what_is_missing_elsewhere(self):
        self.be("fedora", "40")
        self.assertEqual(self.install(MISSING="cmake mold"), 2)
        self.assertEqual(self.called("apt-get") + self.called("cmake"), [])
        self.assertIn("this is fedora 40", self.output)
        self.assertIn("cmake mold", self.output)
        self.assertEqual(self.install("--skip-deps", MISSING="cmake mold"), 0, self.output)
        self.be("ubuntu", "24.04")
        self.assertEqual(self.install("--deps-only", MISSING="mold"), 0, self.output)

    def test_says_how_it_is_used(self):
        for arguments in (["--fast"], ["--seconds"], ["--seconds", "soon"], ["--seconds", "0"]):
            self.assertEqual(self.install(*arguments), 2)
            self.assertIn("usage: installer/run", self.output)
            self.assertEqual(self.calls, [])


class DemoCluster(Commands):
    """With a control plane that only tells how it was called."""

    def setUp(self):
        super().setUp()
        self.add_tool("controlplane", '[ "$1" = start ] || exit 0\n[ -z "$NO_CLUSTER" ] || { echo "$NO_CLUSTER" >&2; exit 77; }\n'
                                      'mkdir -p "$2/bin" && cp "$STANDINS/tools/kubectl" "$2/bin"')
        self.add_tool("kubectl", "")
        self.environment |= {"CRESCENDO_CONTROLPLANE": str(self.tools / "controlplane"), "NO_CLUSTER": "",
                             "CONSOLE_DOES": 'while [ $# -gt 0 ] && [ "$1" != --report ]; do shift; done\n'
                                             '[ $# -lt 2 ] || echo "$REPORT" >"$2"',
                             "REPORT": '"music-platform/Deployment/analysis-worker", "music-platform/Deployment/generation-worker"'}

    def demo(self, *arguments, **environment):
        return self.install("--demo-cluster", *arguments, **environment)

    def check_stopped(self):
        started, stopped = self.called("controlplane")
        self.assertEqual(stopped.split(), ["stop", started.split()[1]])
        self.assertFalse(pathlib.Path(started.split()[1]).parent.exists())

    def test_shows_the_guides_workers(self):
        self.assertEqual(self.demo("--seconds", "7"), 0, self.output)
        kubectl = self.called("kubectl")
        self.assertTrue(any(f"apply -f {ROOT}/installer/kubernetes/" in call for call in kubectl), kubectl)
        (console,) = self.called("crescendo")
        self.assertTrue(console.startswith("--headless --seconds 7 "), console)
        self.assertTrue(console.endswith("/cluster/kubeconfig --namespace music-platform"), console)
        self.check_stopped()

    def test_opens_the_window_on_a_display(self):
        self.assertEqual(self.demo(DISPLAY=":0", CONSOLE_CODE="3"), 3, self.output)
        self.assertTrue(self.called("crescendo")[0].startswith("--kubeconfig "))
        self.check_stopped()

    def test_fails_without_both_workers(self):
        self.assertEqual(self.demo(REPORT="music-platform/Deployment/analysis-worker"), 1)
        self.assertIn("did not see", self.output)
        self.assertEqual(self.demo(CONSOLE_CODE="1"), 1)
        self.check_stopped()

    def test_says_why_there_is_no_cluster(self):
        self.assertEqual(self.demo(NO_CLUSTER="it needs Go"), 2)
        self.assertIn("it needs Go", self.output)
        self.assertEqual(self.called("crescendo"), [])
        self.check_stopped()

    def test_installs_go(self):
        self.assertEqual(self.demo("--deps-only", MISSING="golang-go"), 0, self.output)
        self.assertTrue(self.called("apt-get")[0].endswith(" golang-go"))
        self.assertEqual(self.install("--deps-only", MISSING="golang-go"), 0, self.output)
        self.assertEqual(self.called("apt-get"), [])

    def test_goes_without_load_of_its_own(self):
        self.assertEqual(self.demo("--generate-load"), 2)
        self.assertEqual(self.calls, [])

    def test_stops_on_ctrl_c(self):
        for display in ({}, {"DISPLAY": ":0"}):
            (self.folder / "running").unlink(missing_ok=True)
            (self.folder / "calls").unlink(missing_ok=True)
            (console,) = self.run_until_told("installer/run", "--build-dir", str(self.build), "--demo-cluster",
                                             CONSOLE_DOES='echo $$ >"$STANDINS/running"; sleep 300', **display)
            os.killpg(self.script.pid, signal.SIGINT)
            self.assertEqual(self.script.wait(timeout=60), 130, (self.folder / "output").read_text())
            self.calls = (self.folder / "calls").read_text().splitlines()
            self.check_stopped()
            self.assertFalse(lives(int(console)))


class TestsRun(Commands):
    def test_says_how_it_is_used(self):
        for arguments in (["--fast"], ["-L"], ["-L", "slow"], ["-j", "0"], ["--lint=soon"], ["--sanitize", "luck"]):
            self.assertEqual(self.run_command("tests/run", *arguments), 2, arguments)
            self.assertIn("run: ", self.output)
            self.assertEqual(self.called("cmake") + self.called("ctest"), [])

    def test_builds_strictly_and_runs_what_is_asked_for(self):
        self.assertEqual(self.run_command("tests/run", "-L", "unit", "-L", "fuzz", "-R", "queue"), 0, self.output)
        self.assertIn("-DCRESCENDO_WERROR=ON", self.called("cmake")[0])
        self.assertIn(" -L ^(unit|fuzz)$ -R queue", self.called("ctest")[-1])

    def test_ends_as_the_tests_end(self):
        self.assertEqual(self.run_command("tests/run", "-L", "unit", CTEST_CODE="8"), 1)

    def test_sanitizes_in_a_build_of_its_own(self):
        self.assertEqual(self.run_command("tests/run", "--sanitize", "address"), 0, self.output)
        self.assertIn("-DCRESCENDO_SANITIZE=address", self.called("cmake")[0])
        self.assertIn(f"--test-dir {ROOT}/.build/asan", self.called("ctest")[-1])
        self.assertIn(" -L ^(unit|models|adapters|fuzz)$", self.called("ctest")[-1])


    def test_says_what_is_skipped_and_why(self):
        self.assertEqual(self.run_command("tests/run", "--skip-deps", "-L", "docker", USER_ID="1000"), 0, self.output)
        self.assertIn("Skipping the tests that need a Docker engine: dockerd: needs root", self.output)
        self.assertEqual(len(self.called("ctest")), 2) # the list, and the run

    def test_skips_nothing_in_ci(self):
        self.assertEqual(self.run_command("tests/run", "--skip-deps", "-L", "docker", USER_ID="1000", CI="true"), 1)
        self.assertIn("a Docker engine is not available: dockerd: needs root", self.output)
        self.assertEqual(len(self.called("ctest")), 1) # only the list

    def bench(self, does):
        """With one benchmark, without an engine."""
        program = ROOT / ".build" / "tests" / "bin" / "bench_it"
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/bash\n{does}\n")
        program.chmod(0o755)
        self.addCleanup(program.unlink, missing_ok=True)
        return self.run_command("tests/run", "--skip-deps", "--bench", USER_ID="1000")

    def test_makes_a_table_of_the_benchmarks(self):
        row = r"printf 'BENCH\tthe queue\t3 ms\t4 ms\t0.75\t1\tok\n'"
        self.assertEqual(self.bench(f"echo measuring; {row}"), 0, self.output)
        self.assertRegex(self.output, r"(?m)^measuring$")
        self.assertRegex(self.output, r"(?m)^what +measured +reference +ratio +budget +verdict$")
        self.assertRegex(self.output, r"(?m)^the queue +3 ms +4 ms +0\.75 +1 +ok$")

    def test_fails_where_a_benchmark_is_over_its_budget(self):
        row = r"printf 'BENCH\tthe queue\t5 ms\t4 ms\t1.25\t1\tover\n'"
        self.assertEqual(self.bench(row), 1, self.output)
        self.assertRegex(self.output, r"(?m)^the queue .* over$")

    def test_tells_a_skipped_benchmark_from_one_that_failed(self):
        row = r"printf 'BENCH\tthe queue\t3 ms\t-\t-\t-\tok\n'"
        self.assertEqual(self.bench(f"{row}; exit 77"), 0, self.output)
        self.assertIn("bench_it was skipped", self.output)
        self.assertEqual(self.bench(f"{row}; exit 3"), 1)
        self.assertIn("bench_it failed", self.output)


class TestsRunCleansUp(Commands):
    """With the real servers, and a ctest that goes on until it is ended."""

    def begin(self, *labels, first="", does="wait"):
        self.add_tool("ctest", f'case " $* " in *" -N "*) exit ;; esac\n{first}\nsleep 300 &\n'
                               f'echo "$CRESCENDO_TEST_WORK" $$ $! >"$STANDINS/running"\n{does}')
        arguments = [argument for label in labels for argument in ("-L", label)]
        work, *tests = self.run_until_told("tests/run", "--skip-deps", *arguments)
        self.work = pathlib.Path(work)
        self.servers = [int(file.read_text()) for file in self.work.glob("*/*pid")]
        self.processes = [int(pid) for pid in tests] + self.servers
        self.addCleanup(self.end_what_is_left)
        (self.folder / "seen").touch()

    def end_what_is_left(self):
        for pid in filter(lives, self.processes):
            os.kill(pid, signal.SIGKILL)

    def check_end(self, code):
        self.assertEqual(self.script.wait(timeout=60), code, (self.folder / "output").read_text())
        self.assertFalse(self.work.exists())
        self.await_that(lambda: not any(map(lives, self.processes)))

    def test_on_ctrl_c(self):
        self.begin("keyring", "prometheus")
        self.assertEqual(len(self.servers), 3) # bus, keyring and Prometheus
        os.killpg(self.script.pid, signal.SIGINT)
        self.check_end(130)

    def test_when_it_is_terminated(self):
        self.begin("keyring")
        self.script.terminate()
        self.check_end(143)

    def test_when_tests_fail(self):
        self.begin("keyring", "prometheus", does='until [ -e "$STANDINS/seen" ]; do sleep 0.05; done\nkill $!\nexit 8')
        self.check_end(1)

    @unittest.skipUnless(os.geteuid() == 0, "only root can start a Docker engine")
    def test_engines_go_too(self):
        # That of all tests, and one that a test started for itself.
        self.begin("unit", first='for name in dockerd engine-a; do\n'
                                 f'  {ROOT}/tests/support/dockerd start "$CRESCENDO_TEST_WORK/$name"\n'
                                 'done')
        self.assertEqual(len(self.servers), 2, (self.folder / "output").read_text())
        self.script.terminate()
        self.check_end(143)

    def test_though_a_test_does_not_end(self):
        self.begin("unit", does="trap '' TERM; while :; do wait; done")
        os.killpg(self.script.pid, signal.SIGINT)
        self.check_end(130)


def lives(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    unittest.main()
