"""What all parts of ./dev bench share: programs that end with the part that started them, what they
cost, and rows that are shown and kept for bench/RESULTS.md."""

import ctypes
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile

SOURCES = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RELEASE = SOURCES + "/build/release/"
ENSAIO = os.environ.get("ENSAIO", RELEASE + "cli/ensaio")
ENGINE = os.environ.get("ENGINE", RELEASE + "bench/engine")
ROWS = os.environ.get("ENSAIO_BENCH_ROWS")  # A file that takes what is shown, one JSON a line.

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)


def setting(name, otherwise):
    """A number from the environment: ROUNDS, SECONDS..."""
    return int(os.environ.get(name, otherwise))


def _ended_with_parent(ending):
    def prepare():
        _libc.prctl(PR_SET_PDEATHSIG, int(ending))
    return prepare


def started(words, ending=signal.SIGKILL, **options):
    """A child that the kernel ends where this process is gone, whatever ended it."""
    return subprocess.Popen(words, preexec_fn=_ended_with_parent(ending), **options)


def end(process):
    """By its id, and only where it still runs."""
    if process.returncode is None:
        process.kill()
        process.wait()


class Ran:
    """A program run to its end: what it said, and what it cost."""

    def __init__(self, words, within=600, **options):
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            process = started(words, stdout=out, stderr=err, **options)
            signal.alarm(within)  # Nothing here may hang for ever.
            try:
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
            finally:
                signal.alarm(0)
                end(process)
            out.seek(0)
            err.seek(0)
            self.out, self.err = out.read(), err.read()
        self.exit = process.returncode
        self.user_s, self.system_s = usage.ru_utime, usage.ru_stime
        self.peak_kib = usage.ru_maxrss

    def must(self, *exits):
        """Itself, where it ended as it should."""
        if self.exit not in (exits or (0,)):
            sys.exit(f"ended with {self.exit}:\n{self.out[-2000:]}{self.err[-2000:]}")
        return self


def median(numbers):
    return statistics.median(numbers)


def median_of(numbers, unit="", digits=2):
    """ "1.23 (1.20 to 1.40)": the median with the least and the most. """
    def text(number):
        return f"{number:,.{digits}f}{unit}"
    return f"{text(median(numbers))} ({text(min(numbers))} to {text(max(numbers))})"


def _keep(item):
    if ROWS:
        with open(ROWS, "a") as rows:
            rows.write(json.dumps(item) + "\n")


def row(figure, bar, measured, reached=None, how=""):
    """Shows a figure beside its bar. `reached`: whether it is reached; None: there is no bar."""
    verdict = {True: "reached", False: "NOT reached", None: ""}[reached]
    print(f"{figure:<66} {measured:>34}  {bar:<22} {verdict:<12} {how}".rstrip(), flush=True)
    _keep({"row": {"figure": figure, "bar": bar, "measured": measured, "reached": reached,
                   "how": how}})


def table(title, head, lines, under=""):
    """Shows a table of its own. All that stands in it is text."""
    print(f"\n{title}")
    widths = [max(len(line[i]) for line in [head, *lines]) for i in range(len(head))]
    for line in [head, *lines]:
        print("  " + "  ".join(text.ljust(width) for text, width in zip(line, widths)).rstrip())
    print(f"  {under}\n" if under else "", flush=True)
    _keep({"table": {"title": title, "head": head, "lines": lines, "under": under}})


def _end_in_order(number, _):
    sys.exit(f"ended by {signal.Signals(number).name}")


# So that whatever is interrupted leaves through its `finally` and `with`.
for _signal in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGALRM):
    signal.signal(_signal, _end_in_order)
