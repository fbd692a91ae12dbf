"""`ensaio load` as the parts of ./dev bench run it, and the scenarios that they play."""

import contextlib
import json
import os
import tempfile

from measuring import ENGINE, ENSAIO, Ran

HEAD = "chats: [ana]\nmessages: { m1: ana }\n"
ONE = "scenario: one callback\n" + HEAD + "steps: [{ sent: m1 }]\n"
THREE = ("scenario: three ticks\n" + HEAD +
         "steps: [{ sent: m1 }, { received: m1 }, { read: m1 }]\n")
WAITING = "scenario: waiting\n" + HEAD + "steps: [{ wait: 5m }, { sent: m1 }]\n"


@contextlib.contextmanager
def scenario_file(text):
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        file.write(text)
        file.flush()
        yield file.name


def load_words(file, hook, *options):
    return [ENSAIO, "load", file, "--target", hook, "--insecure", "--seed", "1", "--quiet",
            "--report", "json=-", *options]


class Load(Ran):
    """A load of `scenario` at `hook`. Beside what Ran has: `told`, its JSON report."""

    def __init__(self, scenario, hook, *options, before=(), **others):
        with scenario_file(scenario) as file:
            super().__init__([*before, *load_words(file, hook, *options)], **others)
        try:
            self.told = json.loads(self.out)
        except ValueError:
            self.must()
            raise

    @property
    def callbacks(self):
        return self.told["callbacks"]["sent"]

    @property
    def rate(self):
        return self.told["rate"]["reached_per_s"]

    def cpu_us(self):
        """Of the whole process, its start too, for each callback."""
        return (self.user_s + self.system_s) * 1e6 / self.callbacks

    def quantile_us(self, what, which):
        """ "lag", "p99" """
        return self.told[what + "_us"][which]


def engine_line(words, **options):
    """What bench/engine says of itself: {"callbacks": .., "rate": .., "cpu": .., "p50": .., ...}"""
    ran = Ran([ENGINE, *words], **options).must()
    words = ran.out.replace("/s", "").split()
    told = {name: float(words[words.index(name) + 1])
            for name in ("callbacks", "rate", "cpu", "p50", "p99")}
    return told, ran


def planned(scenario):
    """The headers and the body of the first callback of `scenario`."""
    with scenario_file(scenario) as file:
        words = [ENSAIO, "plan", file, "--seed", "1", "--format", "ndjson"]
        line = json.loads(Ran(words, env={**os.environ}).must().out.splitlines()[0])
    return line["headers"], json.dumps(line["body"], separators=(",", ":"), ensure_ascii=False)
