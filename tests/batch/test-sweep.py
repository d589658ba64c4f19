#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sweeps and statistics of attractor-batch: tables, and runs that are stopped and go on."""

import csv
import fcntl
import io
import json
import math
import os
import pathlib
import signal
import statistics
import subprocess
import sys
import tempfile
import time

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
USUAL = ["success", "leading-eigenvalue", "pole-time-constant", "bulk-radius"]


def run(*arguments, env=None):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True,
                          timeout=100, env={**os.environ, **(env or {})})


def write(directory, size=60, seed=3, name="e.attractor", **network):
    path = pathlib.Path(directory, name)
    path.write_text(json.dumps({"format": "attractor-experiment", "version": 1,
                                "network": {"size": size, "seed": seed, **network},
                                "simulation": {"duration": 10, "trajectories": 2},
                                "probe": {"frequency_points": 20}}))
    return path


def read(path):
    """The rows of a table, by the columns' names, and what its comments say."""
    text = pathlib.Path(path).read_text()
    lines = text.splitlines()
    comments = [line[2:] for line in lines if line.startswith("# ")]
    rows = list(csv.DictReader(io.StringIO("\n".join(l for l in lines if not l.startswith("#")))))
    assert comments[0] == "attractor-sweep 1"
    return rows, json.loads("\n".join(comments[1:]))


def count_rows(path):
    try:
        return sum(not line.startswith(("#", "network."))
                   for line in pathlib.Path(path).read_text().splitlines())
    except FileNotFoundError:
        return 0


def test_table(directory):
    """A row for each network, with what a run of that network alone says."""
    table = pathlib.Path(directory, "t.csv")
    result = run("sweep", write(directory), "-o", table, "--over", "gain:0.5:1:2",
                 "--and-over", "amplitude:0.5:1:2", "--seeds", 2,
                 "--measure", "success,leading-eigenvalue", "--measure", "readout-error")
    assert result.returncode == 0, result.stderr
    rows, plan = read(table)
    assert plan["experiment"]["network"]["size"] == 60 and plan["networks"] == 2
    assert [(r["network.gain"], r["amplitude"], r["network.seed"]) for r in rows] == [
        (g, a, s) for a in ("0.5", "1") for g in ("0.5", "1") for s in ("3", "4")]
    single = json.loads(run("train", write(directory, name="s.attractor", seed=4, gain=0.5)).stdout)
    (row,) = [r for r in rows if r["network.gain"] == "0.5" and r["amplitude"] == "1"
              and r["network.seed"] == "4"]
    for k, attractor in enumerate(single["network"]["attractors"]):
        assert float(row[f"success[{k}]"]) == attractor["stable"]
        assert math.isclose(float(row[f"leading-eigenvalue[{k}]"]),
                            attractor["leading_eigenvalues"][0][0], abs_tol=1e-6)
        assert math.isclose(float(row[f"readout-error[{k}]"]), attractor["readout_error"])
    assert float(row["success"]) == single["network"]["success"]


def test_summaries(directory):
    """What is said of the networks follows from the rows of the table."""
    table = pathlib.Path(directory, "t.csv")
    result = run("sweep", write(directory), "-o", table, "--over", "gain:0.5:1.1:3:log",
                 "--seeds", 5)
    rows, plan = read(table)
    assert plan["measures"] == USUAL
    seen = 0
    for summary in csv.DictReader(io.StringIO(result.stdout)):
        place = summary["attractor"]
        column = summary["measure"] + (f"[{place}]" if place else "")
        values = [float(r[column]) for r in rows if r["network.gain"] == summary["network.gain"]
                  and r[column] != ""]
        seen += 1
        assert int(summary["networks"]) == 5 and int(summary["n"]) == len(values)
        if len(values) > 1:
            assert math.isclose(float(summary["mean"]), statistics.fmean(values), abs_tol=1e-12)
            assert math.isclose(float(summary["standard_error"]),
                                statistics.stdev(values) / math.sqrt(len(values)), abs_tol=1e-12)
            quartiles = statistics.quantiles(values, n=4, method="inclusive")
            for name, expected in zip(("lower_quartile", "median", "upper_quartile"), quartiles):
                assert math.isclose(float(summary[name]), expected, abs_tol=1e-12)
        assert (summary["lower"] != "") == (summary["measure"] == "success")
    assert seen == 3 * len(USUAL) * 4


def test_choices_of_the_file(directory):
    """What the command line does not say is as the file's sweep has it."""
    path = write(directory)
    content = json.loads(path.read_text())
    content["sweep"] = {"across": "gain:0.5:1:2", "upwards": "amplitude:0.5:1:3", "networks": 2,
                        "shown": "bulk-radius", "measures": ["readout-error"]}
    path.write_text(json.dumps(content))

    def places(*arguments):
        table = pathlib.Path(directory, f"choices{len(list(path.parent.iterdir()))}.csv")
        result = run("sweep", path, "-o", table, *arguments)
        assert result.returncode == 0, result
        rows = read(table)[0]
        axes = [name for name in ("network.gain", "amplitude", "network.feedback_scale")
                if name in rows[0]]
        measures = {name for name in rows[0] if name in USUAL + ["readout-error"]}
        return axes, len(rows), measures

    own = {"bulk-radius", "readout-error"}
    assert places() == (["network.gain", "amplitude"], 12, own)
    assert places("--seeds", 1) == (["network.gain", "amplitude"], 6, own)
    assert places("--over", "feedback_scale:1:2:2", "--measure", "success") == (
        ["network.feedback_scale"], 4, {"success"})
    assert places("--over", "none") == ([], 2, own)

    content["sweep"]["across"] = "gain:0.5"
    path.write_text(json.dumps(content))
    result = run("sweep", path, "-o", f"{directory}/no.csv")
    assert result.returncode == 2 and "sweep.across" in result.stderr, result


def test_killed(directory):
    """Whatever ends it, and wherever, the same command goes on; the table is the same in the
    end, for any number of threads."""
    experiment = write(directory, size=150)
    command = ["--over", "gain:0.4:1.2:5", "--seeds", "6"]
    whole, pieces = pathlib.Path(directory, "whole.csv"), pathlib.Path(directory, "pieces.csv")
    expected = run("sweep", experiment, "-o", whole, *command, "--threads", 1)
    assert expected.returncode == 0, expected.stderr
    kills = 0
    for number, wanted in ((signal.SIGKILL, 4), (signal.SIGINT, 12)):
        process = subprocess.Popen([PROGRAM, "sweep", experiment, "-o", pieces, *command,
                                    "--threads", "2"], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        while process.poll() is None and count_rows(pieces) < wanted:
            time.sleep(0.002)
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
        if process.returncode == 0:
            break  # it was faster
        kills += 1
        assert count_rows(pieces) >= wanted
        if number == signal.SIGINT:
            assert process.returncode == 1 and "stopped" in err and out == "", err
        else:
            assert whole.read_bytes() != pieces.read_bytes()
            with pieces.open("a") as file:  # a row that was not written to its end
                file.write("0.4,3,,,1,0")
    assert kills > 0
    rows = count_rows(pieces)
    result = run("sweep", experiment, "-o", pieces, *command)
    assert result.returncode == 0, result.stderr
    assert rows < 30 or kills == 1
    assert whole.read_bytes() == pieces.read_bytes()
    assert result.stdout == expected.stdout


def test_table_as_experiment(directory):
    """A table has its experiment with it, which every command reads."""
    experiment, table = write(directory, gain=0.7), pathlib.Path(directory, "t.csv")
    assert run("sweep", experiment, "-o", table, "--over", "gain:0.5:1:2").returncode == 0
    first, second = run("theory", experiment), run("theory", table)
    assert second.returncode == 0 and second.stderr == "", second.stderr
    assert first.stdout == second.stdout
    table.write_text(table.read_text().replace('"experiment"', '"other"'))
    result = run("theory", table)
    assert result.returncode == 2 and "t.csv" in result.stderr, result


def test_table_again(directory):
    """The sweep of a table is the one that made it, whatever its experiment had as its own."""
    experiment = write(directory)
    content = json.loads(experiment.read_text())
    content["sweep"] = {"across": "gain:0.6:0.9:4", "networks": 3,
                        "shown": "readout-error", "measures": []}
    experiment.write_text(json.dumps(content))
    first, second = (pathlib.Path(directory, f"{n}.csv") for n in (1, 2))
    assert run("sweep", experiment, "-o", first, "--over", "gain:0.5:1:2", "--and-over",
               "amplitude:0.5:1:2", "--seeds", 2, "-m", "bulk-radius").returncode == 0
    result = run("sweep", first, "-o", second)
    assert result.returncode == 0, result.stderr
    assert first.read_bytes() == second.read_bytes()
    assert run("sweep", first, "-o", second, "--over", "none", "--seeds", 1,
               "-m", "bulk-radius").returncode == 2  # another sweep than what is there
    third = pathlib.Path(directory, "3.csv")
    assert run("sweep", first, "-o", third, "--over", "none", "--seeds", 1).returncode == 0
    assert len(read(third)[0]) == 1


def test_rewritten_table(directory):
    """What a spreadsheet makes of a table, with other ends of lines and a mark, is the table."""
    table, other = pathlib.Path(directory, "t.csv"), pathlib.Path(directory, "other.csv")
    figures = [pathlib.Path(directory, f"{n}.svg") for n in (1, 2)]
    assert run("sweep", write(directory), "-o", table, "--over", "gain:0.5:1:2").returncode == 0
    other.write_bytes(b"\xef\xbb\xbf" + table.read_bytes().replace(b"\n", b"\r\n"))
    for path, figure in zip((table, other), figures):
        result = run("figure", "sweep", path, "-o", figure)
        assert result.returncode == 0, result.stderr
    assert figures[0].read_bytes() == figures[1].read_bytes()


def test_more_seeds(directory):
    """More networks are added to those that are there; those are not measured again."""
    experiment, table = write(directory), pathlib.Path(directory, "t.csv")
    command = ["sweep", experiment, "-o", table, "--over", "gain:0.5:1:2"]
    assert run(*command, "--seeds", 2).returncode == 0
    few, _ = read(table)
    marked = table.read_text().replace(few[0]["bulk-radius"], "0.25")
    table.write_text(marked)
    assert run(*command, "--seeds", 4).returncode == 0
    rows, plan = read(table)
    assert plan["networks"] == 4 and len(rows) == 8
    assert rows[0]["bulk-radius"] == "0.25"
    assert run(*command, "--seeds", 1).returncode == 0
    assert len(read(table)[0]) == 8


def test_failed_networks(directory):
    """Where a network cannot be trained the table says so, and the others are measured."""
    experiment = write(directory, transfer={"kind": "relu", "threshold": 0})
    table = pathlib.Path(directory, "t.csv")
    result = run("sweep", experiment, "-o", table, "--over", "gain:0.5:8:2")
    assert result.returncode == 0 and "1 failed" in result.stderr, result.stderr
    good, bad = read(table)[0]
    assert good["failed"] == "" and good["leading-eigenvalue"] != ""
    assert bad["failed"] == "train" and bad["problem"] != "" and bad["leading-eigenvalue"] == ""
    assert bad["success"] == "0"


def test_locked(directory):
    """A table that a run is writing is left alone by others."""
    table = pathlib.Path(directory, "t.csv")
    with table.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        result = run("sweep", write(directory), "-o", table)
        assert result.returncode == 2 and "another run" in result.stderr, result
    assert table.read_text() == ""
    assert run("sweep", write(directory), "-o", table).returncode == 0


def test_refusals(directory):
    experiment = write(directory)
    table = pathlib.Path(directory, "t.csv")
    other = pathlib.Path(directory, "other.csv")
    other.write_text("something else\n")
    assert run("sweep", experiment, "-o", table, "--over", "gain:0.5:1:2").returncode == 0
    before = table.read_bytes()
    for arguments, words in [
            ([experiment], "-o FILE"),
            ([experiment, "-o", table, "--over", "gain:0.5:1:3"], "another sweep"),
            ([experiment, "-o", table, "--over", "gain:0.5:1:2", "-m", "success"], "another sweep"),
            ([write(directory, 50, name="b.attractor"), "-o", table, "--over", "gain:0.5:1:2"],
             "another sweep"),
            ([experiment, "-o", other, "--over", "gain:0.5:1:2"], "not the table of a sweep"),
            ([experiment, "-o", f"{directory}/no/t.csv", "--over", "gain:0.5:1:2"], "no/t.csv"),
            ([experiment, "-o", f"{directory}/n.csv", "--over", "gain:0.5:1"], "gain:0.5:1"),
            ([experiment, "-o", f"{directory}/n.csv", "--over", "size:10:20:2"], "size"),
            ([experiment, "-o", f"{directory}/n.csv", "--over", "gain:0:20:2"], "network.gain"),
            ([experiment, "-o", f"{directory}/n.csv", "-m", "speed"], "speed"),
            ([experiment, "-o", f"{directory}/n.csv", "-m", ""], "--measure"),
            ([experiment, "-o", f"{directory}/n.csv", "--over", "gain:1:1:2"], "one point"),
            ([experiment, "-o", f"{directory}/n.csv", "--seeds", "0"], "networks"),
            ([experiment, "-o", f"{directory}/n.csv", "--seeds", "-3"], "networks"),
    ]:
        result = run("sweep", *arguments)
        assert result.returncode == 2 and words in result.stderr and result.stdout == "", (
            arguments, result)
    assert table.read_bytes() == before and other.read_text() == "something else\n"
    assert not pathlib.Path(directory, "n.csv").exists()
    first = next(r for r in before.splitlines() if r.startswith(b"0.5,3,"))
    for row, words in [(b"0.5,99999,,,1", "Line"), (b"0.5,3x" + first[5:], "Line"),
                       (b"0.5y" + first[3:], "Line"), (b"0.5,-9223372036854775808,,,1", "Line"),
                       (b"0.5,3,train,\xff,1", "UTF-8")]:
        table.write_bytes(before + row + b"\n")
        result = run("sweep", experiment, "-o", table, "--over", "gain:0.5:1:2")
        assert result.returncode == 2 and words in result.stderr, (row, result)


def test_name_like_an_address(directory):
    """What looks like the scheme of an address is part of a file's name."""
    result = subprocess.run([PROGRAM, "sweep", write(directory), "-o", "a:b.csv", "-m", "success"],
                            capture_output=True, text=True, timeout=100, cwd=directory)
    assert result.returncode == 0, result
    assert len(read(pathlib.Path(directory, "a:b.csv"))[0]) == 1


def test_statistics(directory):
    report = json.loads(run("train", write(directory), "--networks", 3).stdout)
    networks = [json.loads(run("train", write(directory, seed=3 + i)).stdout)["network"]
                for i in range(3)]
    found = report["statistics"]
    assert found["networks"] == 3 and found["failed"] == 0 and found["seed"] == 3
    assert found["all"]["success"]["fraction"] * 3 == sum(n["success"] for n in networks)
    for k, attractor in enumerate(found["attractors"]):
        leading = [n["attractors"][k]["leading_eigenvalues"][0][0] for n in networks]
        assert math.isclose(attractor["leading_eigenvalue"]["mean"], statistics.fmean(leading),
                            abs_tol=1e-6)
        assert math.isclose(attractor["leading_eigenvalue"]["median"], statistics.median(leading),
                            abs_tol=1e-6)
        times = [n["attractors"][k]["mean_response_time"] for n in networks]
        assert math.isclose(attractor["mean_response_time"]["maximum"], max(times), rel_tol=1e-9)
        low, high = attractor["success"]["interval"]
        assert 0 <= low <= attractor["success"]["fraction"] <= high <= 1
    some = json.loads(run("train", write(directory), "--networks", 2, "-m", "readout-error").stdout)
    assert list(some["statistics"]["all"]) == ["readout_error"]


def read_figure(path):
    lines = pathlib.Path(path).read_text().splitlines(keepends=True)
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def test_map_of_table(directory):
    """A figure of a table has the fractions of its rows, and needs no network."""
    table, data = pathlib.Path(directory, "t.csv"), pathlib.Path(directory, "d.csv")
    experiment = write(directory, size=40)
    assert run("sweep", experiment, "-o", table, "--over", "gain:0.3:1.5:3",
               "--and-over", "amplitude:0.5:1:2", "--seeds", 3, "-m", "success").returncode == 0
    lines = table.read_text().splitlines(keepends=True)
    table.write_text("".join(lines[:-3]))  # of the last place nothing is known
    result = run("figure", "sweep", table, "-o", data)
    assert result.returncode == 0 and result.stderr == "", result.stderr
    rows, _ = read(table)
    cells = [r for r in read_figure(data) if r["kind"] == "networks"]
    assert len(cells) == 6
    for cell in cells:
        here = [float(r["success"]) for r in rows
                if r["network.gain"] == cell["x"] and r["amplitude"] == cell["y"]]
        assert float(cell["networks"]) == len(here)
        if here:
            assert math.isclose(float(cell["value"]), statistics.fmean(here), abs_tol=1e-12)
        else:
            assert cell["value"] == ""
    assert sum(c["value"] == "" for c in cells) == 1
    picture = pathlib.Path(directory, "p.svg")
    assert run("figure", "sweep", table, "-o", picture).returncode == 0
    assert "Fraction of networks" in picture.read_text()


def test_map_of_another_measure(directory):
    """What is chosen is drawn: of networks their mean, and without any what theory says."""
    table, data = pathlib.Path(directory, "t.csv"), pathlib.Path(directory, "d.csv")
    experiment = write(directory, size=40)
    axes = ["--over", "gain:0.3:1.5:3", "--and-over", "amplitude:0.5:1:2"]
    assert run("sweep", experiment, "-o", table, *axes, "--seeds", 3,
               "-m", "bulk-radius").returncode == 0
    result = run("figure", "sweep", table, "-o", data, "--measure", "bulk-radius")
    assert result.returncode == 0 and result.stderr == "", result.stderr
    rows, _ = read(table)
    cells = [r for r in read_figure(data) if r["kind"] == "networks"]
    assert len(cells) == 6 and {r["series"] for r in cells} == {"bulk-radius"}
    for cell in cells:
        radii = [float(r["bulk-radius"]) for r in rows
                 if r["network.gain"] == cell["x"] and r["amplitude"] == cell["y"]]
        mean, error = statistics.fmean(radii), statistics.stdev(radii) / math.sqrt(3)
        assert math.isclose(float(cell["value"]), mean, rel_tol=1e-9)
        assert math.isclose(float(cell["upper"]), mean + error, rel_tol=1e-9)

    again = pathlib.Path(directory, "again.csv")
    assert run("figure", "sweep", experiment, "-o", again, *axes, "--networks", 3,
               "--theory-only", "--measure", "bulk-radius").returncode == 0
    assert ([r for r in read_figure(again) if r["kind"] == "networks"] == cells)

    result = run("figure", "sweep", experiment, "-o", data, "--theory-only", "--measure", "nothing")
    assert result.returncode == 2 and "“nothing”" in result.stderr, result.stderr


def test_time_constants_of_networks(directory):
    """Means over networks stand beside the curves, as a sweep of the same networks has them."""
    experiment = write(directory)
    table, data = pathlib.Path(directory, "t.csv"), pathlib.Path(directory, "d.csv")
    again = pathlib.Path(directory, "again.csv")
    command = ["--over", "gain:0.4:0.8:3"]
    result = run("figure", "time-constants", experiment, "-o", data, *command, "--networks", 3,
                 "--theory-only")
    assert result.returncode == 0, result.stderr
    assert run("sweep", experiment, "-o", table, *command, "--seeds", 3,
               "-m", "pole-time-constant,bulk-radius").returncode == 0
    assert run("figure", "time-constants", table, "-o", again).returncode == 0
    assert data.read_bytes() == again.read_bytes()
    rows, _ = read(table)
    for name, k in (("z = 1.6", 0), ("z = -0.6", 2)):
        points = [r for r in read_figure(data) if r["series"] == name and r["panel"] == "output"
                  and r["kind"] == "networks"]
        bars = [r for r in read_figure(data) if r["series"] == name and r["panel"] == "output"
                and r["kind"] == "error"]
        assert len(points) == len(bars) == 3
        for point, bar in zip(points, bars):
            rates = [1 / float(r[f"pole-time-constant[{k}]"]) for r in rows
                     if r["network.gain"] == point["x"]]
            rate, error = statistics.fmean(rates), statistics.stdev(rates) / math.sqrt(3)
            assert math.isclose(float(point["y"]), 1 / rate, rel_tol=1e-9)
            assert math.isclose(float(bar["below"]), 1 / rate - 1 / (rate + error), rel_tol=1e-6)


def test_figure_usage(directory):
    experiment, table = write(directory), pathlib.Path(directory, "table.csv")
    assert run("sweep", experiment, "-o", table, "--over", "gain:0.5:1:2").returncode == 0
    for arguments, words in [
            (["spectrum", experiment, "--networks", "3"], "--networks"),
            (["all", experiment, "--networks", "3"], "--networks"),
            (["sweep", experiment, "--networks", "-1"], "--networks"),
            (["time-constants", experiment, "--over", "gain:1"], "gain:1"),
            (["spectrum", experiment, "--over", "gain"], "--over"),
            (["time-constants", experiment, "--and-over", "gain"], "--and-over"),
            (["time-constants", table, "--over", "gain:0.5:1:3"], "--over is for an experiment"),
            (["sweep", table, "--and-over", "amplitude"], "--and-over is for an experiment"),
            (["sweep", table, "--networks", "3"], "--networks is for an experiment"),
            (["sweep", table, "--theory-only"], "--theory-only is for an experiment"),
            (["sweep", write(directory, name="t.csv").parent / "no.csv"], "no.csv"),
    ]:
        result = run("figure", *arguments, "-o", f"{directory}/o.svg")
        assert result.returncode == 2 and words in result.stderr, (arguments, result)
    broken = pathlib.Path(directory, "broken.csv")
    broken.write_text("# attractor-sweep 1\n# {\n")
    result = run("figure", "sweep", broken, "-o", f"{directory}/o.svg")
    assert result.returncode == 2 and "broken.csv" in result.stderr, result


def main():
    tests = [(n, f) for n, f in sorted(globals().items()) if n.startswith("test_")]
    failed = 0
    print(f"1..{len(tests)}", flush=True)
    for number, (name, function) in enumerate(tests, 1):
        with tempfile.TemporaryDirectory() as directory:
            try:
                function(directory)
                print(f"ok {number} {name}", flush=True)
            except Exception as error:  # each test is reported by itself
                failed += 1
                print(f"not ok {number} {name}", flush=True)
                print("\n".join(f"# {line}" for line in repr(error).splitlines()), flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
