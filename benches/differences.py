#!/usr/bin/env python3
"""Whole processes: `diff` of two files of manifests, beside dyff and beside merely reading both, and its growth.

Every twentieth object differs. The programs take turns and the least of each counts, so a busy machine slows all of them alike. dyff is judged by the
clock, which is what is wanted, and by the processor's time, which a busy machine does not flatter.
`--assert` fails where a ratio is out of bounds, after measuring again; no time is ever judged.
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from linters import APPLICATION
from processes import Run, least, measured

HERE = Path(__file__).resolve().parent
OBJECTS, MOST_OBJECTS = 10_000, 50_000
# What is wanted of `diff`: times faster than dyff, times as long as reading both sides, growth per object. Of dyff less is judged: by the
# processor's time for what other programs take of its caches, by the clock because dyff keeps more threads waiting on a busy machine.
DYFF, LEAST_DYFF, LEAST_CLOCK, READING, GROWTH = 5.0, 4.0, 3.5, 2.0, 1.2
# What a change is, by turns: an image, a topic's retention, a setting of an application.
CHANGES = ((":1.4.2", ":1.4.3"), ("retention.ms: 604800000", "retention.ms: 86400000"), ("threads=2", "threads=4"))


def sides(folder, objects):
    """Two files of so many objects, of which every twentieth differs."""
    folder.mkdir(parents=True)
    before, after = [], []
    for number in range(objects // 4):
        text = APPLICATION.format(name=f"app-{number}")
        before.append(text)
        # Four objects are one application: every fifth has one that differs.
        if number % 5 == 0:
            was, will = CHANGES[number // 5 % len(CHANGES)]
            assert was in text
            text = text.replace(was, will)
        after.append(text)
    paths = folder / "before.yaml", folder / "after.yaml"
    for path, texts in zip(paths, (before, after)):
        path.write_text("---\n".join(texts))
    return paths


class Sides:
    """Every program over the same two files."""

    def __init__(self, program, dyff, folder, objects):
        paths = sides(folder, objects)
        self.objects = objects
        self.commands = {
            "diff": [program, "diff", "--fail-on", "never", "--format", "json", *paths],
            "reading": [program, "lint", "--read-only", folder],
        }
        self.wanted = {"reading": 1 / READING}
        self.judged = dict(self.wanted)
        if dyff:
            self.commands["dyff"] = [dyff, "between", "--omit-header", *paths]
            self.wanted["dyff"], self.judged["dyff"] = DYFF, LEAST_DYFF
        self.runs = {name: [] for name in self.commands}

    def measure(self, rounds):
        for _ in range(rounds):
            for name, command in self.commands.items():
                self.runs[name].append(Run(*command, fine=(0, 1)))

    def ratio(self, name, what):
        return least(self.runs[name], what) / least(self.runs["diff"], what)

    def holds(self):
        # Reading takes one processor where `diff` takes two, so only dyff is judged by the clock.
        clock = self.ratio("dyff", "wall") >= LEAST_CLOCK if "dyff" in self.runs else True
        return clock and all(self.ratio(name, "processor") >= wanted for name, wanted in self.judged.items())

    def per_object(self):
        return least(self.runs["diff"], "processor") / self.objects


class Comparison:
    """The programs beside each other, and ours with more objects."""

    def __init__(self, options, work):
        self.beside = Sides(options.program, options.dyff, work / "beside", OBJECTS)
        self.most = Sides(options.program, None, work / "most", MOST_OBJECTS)

    def measure(self, rounds):
        self.beside.measure(rounds)
        self.most.measure(1)

    def growing(self):
        return self.most.per_object() / self.beside.per_object()

    def holds(self):
        return self.growing() <= GROWTH and self.beside.holds()


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--program", default=HERE.parent / "target/release/streamwright")
    options.add_argument("--dyff", default=os.environ.get("STREAMWRIGHT_DYFF") or shutil.which("dyff"))
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--assert", dest="judge", action="store_true")
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as work:
        comparison = measured(Comparison(options, Path(work)), options.rounds)
        beside = comparison.beside
        print(f"| {OBJECTS:,} objects a side | clock | beside `diff` | processor | beside `diff` | wanted | memory |\n|---|---|---|---|---|---|---|")
        for name, runs in beside.runs.items():
            times = " | ".join(
                f"{least(runs, what) * 1e3:,.0f} ms | " + ("" if name == "diff" else f"{beside.ratio(name, what):.2f}")
                for what in ("wall", "processor")
            )
            bound = f"≥ {beside.wanted[name]:g}" if name in beside.wanted else ""
            print(f"| {name} | {times} | {bound} | {least(runs, 'memory'):.0f} MB |")
        print("\n| objects a side | processor, per object | memory |\n|---|---|---|")
        for side in (beside, comparison.most):
            print(f"| {side.objects:,} | {side.per_object() * 1e6:.1f} µs | {least(side.runs['diff'], 'memory'):.0f} MB |")
        print(f"\nPer object it grew by {comparison.growing():.2f} (wanted: at most {GROWTH}).")
        if options.judge and not comparison.holds():
            sys.exit("out of bounds")


if __name__ == "__main__":
    main()
