#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times figures beside Matplotlib, which draws the same data in the same run.

Usage: figures.py BENCH-FIGURES. On the screen means into a picture of 900 × 600
pixels with Matplotlib's fastest backend, Agg, without making the figure and its
axes anew; files have the same size on paper, and are made in memory by both, as what
a disk takes is neither's doing. What counts is the ratio.
"""

import io
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot  # noqa: E402
import numpy  # noqa: E402

RUNS = 3
AIMS = {"screen": 10.0, "svg": 5.0}


def draw_layer(axes, layer):
    colour = f"C{max(layer['owner'], 0)}"
    x, y = numpy.array(layer["x"]), numpy.array(layer["y"])
    if layer["name"] == "map":
        n = len(numpy.unique(x))
        axes.pcolormesh(x.reshape(-1, n), y.reshape(-1, n),
                        numpy.array(layer["values"]).reshape(-1, n), shading="nearest",
                        cmap="RdBu", rasterized=True)
    elif layer["name"] == "points":
        axes.plot(x, y, "o", color=colour, markersize=4, fillstyle="none")
    elif layer["name"] == "rule":
        for value in y[numpy.isfinite(y)]:
            axes.axhline(value, color="grey")
        for value in x[numpy.isfinite(x)]:
            axes.axvline(value, color="grey")
    else:
        axes.plot(x, y, color=colour, linewidth=1)


def draw(data):
    figure, axes = matplotlib.pyplot.subplots(len(data["panels"]), 1, squeeze=False,
                                              figsize=(9, 6), dpi=100, layout="constrained")
    for panel, one in zip(data["panels"], axes[:, 0]):
        for layer in panel["layers"]:
            draw_layer(one, layer)
        if panel["x_log"]:
            one.set_xscale("log")
        if panel["y_log"]:
            one.set_yscale("log")
        one.set_xlabel("across")
        one.set_ylabel("upwards")
    return figure


def fastest(function):
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return min(times)


def time_saving(figure, way):
    sizes = set()

    def save():
        memory = io.BytesIO()
        figure.savefig(memory, format=way, dpi=100)
        sizes.add(memory.tell())

    return fastest(save), max(sizes)


def main():
    print(f"Milliseconds, in memory, and bytes: ours, Matplotlib {matplotlib.__version__}, ratio of times")
    with tempfile.TemporaryDirectory() as folder:
        lines = subprocess.run([sys.argv[1], folder], check=True, capture_output=True,
                               text=True).stdout.splitlines()
        for line in lines:
            ours = json.loads(line)
            path = pathlib.Path(folder) / ours["name"]
            figure = draw(json.loads(path.with_suffix(".json").read_text()))
            print(ours["name"])
            for way in "screen", "svg", "pdf", "png":
                if way == "screen":
                    seconds, size, their_size = ours[way], "", ""
                    theirs = fastest(figure.canvas.draw)
                else:
                    seconds, size = ours[way]
                    theirs, their_size = time_saving(figure, way)
                aim = f"(aim {AIMS[way]:.0f})" if way in AIMS else ""
                print(f"  {way:7}{1e3 * seconds:9.2f}{1e3 * theirs:10.2f}  ×{theirs / seconds:<7.1f}"
                      f"{size:>10}{their_size:>10}  {aim}")
            matplotlib.pyplot.close(figure)


if __name__ == "__main__":
    main()
