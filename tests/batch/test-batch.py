#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives attractor-batch as a script would: results, messages, exit status."""

import csv
import json
import math
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree

PROGRAM = sys.argv[1]
KINDS = ["attractors", "relaxation", "frequency-response"]
POLES = [
    [-0.16073275, -0.68521909, -0.79082118],
    [0.09525719, -0.43357318, -0.64056798],
    [complex(-0.09031262, 0.21922939), complex(-0.09031262, -0.21922939), -0.52867414],
]


def run(*arguments, env=None):
    result = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True,
                            timeout=100, env={**os.environ, **(env or {})})
    assert result.returncode in (0, 1, 2), result
    return result


def read_table(path):
    """The rows of a figure's data."""
    with path.open(newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def refuse_constant(name):
    raise AssertionError(f"{name} in JSON")


def parse(text):
    return json.loads(text, parse_constant=refuse_constant)


def write(directory, name="e.attractor", **sections):
    path = pathlib.Path(directory) / name
    path.write_text(json.dumps({"format": "attractor-experiment", "version": 1, **sections}))
    return path


def small(directory, **more):
    return write(directory, network={"size": 120, **more},
                 simulation={"duration": 10, "trajectories": 4},
                 probe={"frequency_points": 20})


def test_theory(directory):
    result = run("theory", write(directory))
    assert result.returncode == 0 and result.stderr == "", result.stderr
    theory = parse(result.stdout)
    for attractor, target, expected in zip(theory["attractors"], [1.6, 0.9, -0.6], POLES):
        assert attractor["target"] == [target]
        for (re, im), pole in zip(attractor["poles"], expected):
            assert abs(complex(re, im) - pole) < 1e-6
        assert attractor["stable"] == (expected[0].real < 0)
        assert math.isclose(attractor["time_constant"], -1 / expected[0].real, rel_tol=1e-6)
        assert len(attractor["response"]) == 200
    assert [a["resonance_frequency"] is None for a in theory["attractors"]] == [True, True, False]
    (points,) = theory["fixed_points"]
    assert sorted(p["target"] for p in points if p["target"] is not None) == [0, 1, 2]
    for point in points:
        if point["target"] is not None:
            expected = [1.6, 0.9, -0.6][point["target"]]
            assert abs(point["output"][0] - expected) < 1e-6
            assert (point["verdict"] == "stable") == (point["target"] != 1)
            poles = theory["attractors"][point["target"]]["poles"]
            assert len(point["poles"]) == len(poles)
            for (re, im), (other, _) in zip(point["poles"], poles):
                assert abs(re - other) < 1e-6
    mirrored = [p for p in points if p["target"] is None and abs(p["output"][0] + 1.6) < 1e-6]
    assert len(mirrored[0]["poles"]) == 3
    assert all(a["tolerance"] == 1e-9 for a in theory["attractors"])
    assert len(theory["covariance"]) == 3 and len(theory["overlap"][0]) == 3


def test_rest(directory):
    """Beside its target an attractor is the target's in all parts of the report."""
    task = {"targets": [[1.2], [-0.9]]}
    path = write(directory, task=task, training={"method": "ridge", "ridge": 0.03},
                 network={"gain": 0.8, "size": 300, "seed": 2})
    report = parse(run("train", path).stdout)
    theory = parse(run("theory", "--no-advice", path).stdout)
    rests = [a["fixed_point"][0] for a in theory["attractors"]]
    found = {p["target"]: p["output"][0] for p in theory["fixed_points"][0]}
    for k, target in enumerate([1.2, -0.9]):
        assert 0.05 < abs(rests[k] - target) < 0.3
        assert abs(found[k] - rests[k]) < 1e-6
    measured = {p["target"]: p["output"][0] for p in report["network"]["fixed_points"]}
    for k, attractor in enumerate(report["network"]["attractors"]):
        assert attractor["fixed_point"] and attractor["stable"]
        assert abs(abs(measured[k] - task["targets"][k][0]) - attractor["rest_error"]) < 1e-6


def test_advice(directory):
    """What the report advises makes theory find the attractor stable, and less does not."""
    advice = parse(run("theory", write(directory)).stdout)["advice"]
    assert {a["attractor"] for a in advice} == {1, None}
    outward = [a for a in advice if a["change"] == "task.targets[1]" and a["attractor"] == 1
               and a["stable_from"] is not None and a["stable_from"] < 0.9]
    limit = outward[0]["stable_from"]
    for value, stable in (limit - 1e-3, True), (limit + 1e-3, False):
        path = write(directory, task={"targets": [[1.6], [value], [-0.6]]})
        theory = parse(run("theory", "--no-advice", path).stdout)
        assert theory["attractors"][1]["stable"] is stable, (value, limit)
        assert "advice" not in theory


def test_train(directory):
    result = run("train", small(directory))
    assert result.returncode == 0, result.stderr
    report = parse(result.stdout)
    for kind in "theory", "network":
        for attractor in report[kind]["attractors"]:
            assert len(attractor["response"]) == 20
            assert attractor["mean_response_time"] is not None
    network = report["network"]["attractors"]
    for attractor in network:
        assert attractor["readout_error"] < 1e-10
        assert attractor["stable"] == (attractor["leading_eigenvalues"][0][0] < 0)
    assert report["network"]["success"] == all(a["stable"] for a in network)
    assert set(report["seconds"]) == {"draw", "train", "response", "relaxation", "trajectories",
                                      "fixed_points", "spectrum", "noise", "drive"}


def test_threads(directory):
    path = small(directory)
    results = []
    for threads in 1, 3:
        report = parse(run("train", "--threads", threads, path).stdout)
        results.append(report["network"])
    assert results[0] == results[1]


def test_figures(directory):
    path = small(directory)
    for kind in KINDS:
        for extension in "svg", "pdf", "png", "csv":
            out = pathlib.Path(directory) / f"{kind}.{extension}"
            result = run("figure", kind, path, "-o", out)
            assert result.returncode == 0, result.stderr
            data = out.read_bytes()
            if extension == "svg":
                assert xml.etree.ElementTree.fromstring(data).tag.endswith("svg")
            elif extension == "pdf":
                assert data.startswith(b"%PDF")
            elif extension == "png":
                assert data.startswith(b"\x89PNG")
            else:
                lines = data.decode().splitlines()
                rows = list(csv.reader(line for line in lines if not line.startswith("#")))
                assert len(rows) > 10 and len({len(row) for row in rows}) == 1
                header = parse("".join(line[2:] for line in lines[1:] if line.startswith("#")))
                panels = {panel["panel"]: panel for panel in header["panels"]}
                assert {row[0] for row in rows[1:]} <= set(panels)
                assert header["experiment"]["network"]["size"] == 120
                if kind == "frequency-response":
                    assert panels["phase"]["x"] == "Angular frequency ω (1/τ)", panels
                    assert panels["phase"]["y"] == "Phase (°)", panels


def test_basins_in_table(directory):
    """A basin of the return map is a row that says from where to where it goes."""
    path, out = small(directory), pathlib.Path(directory) / "basins.csv"
    assert run("figure", "attractors", path, "-o", out, "--theory-only").returncode == 0
    rows = [row for row in read_table(out) if row["kind"] == "basin"]
    points = {row["series"]: float(row["x"]) for row in read_table(out)
              if row["panel"] == "return-map" and row["kind"].startswith("fixed")}
    assert rows
    for row in rows:
        assert float(row["x_from"]) < float(row["x_to"]), row
        if row["series"] in points:
            assert float(row["x_from"]) <= points[row["series"]] <= float(row["x_to"]), row
    bounds = sorted((float(row["x_from"]), float(row["x_to"])) for row in rows)
    assert all(a[1] <= b[0] + 1e-9 for a, b in zip(bounds, bounds[1:])), bounds


def test_svg_by_parser(directory):
    """Text is text, what is drawn is in groups with ids, and the experiment is there whole."""
    path = small(directory)
    out = pathlib.Path(directory) / "f.svg"
    assert run("figure", "frequency-response", path, "-o", out).returncode == 0
    root = xml.etree.ElementTree.parse(out).getroot()
    svg = "{http://www.w3.org/2000/svg}"
    words = ["".join(text.itertext()) for text in root.iter(svg + "text")]
    assert {"0.1", "−90", "Theory", "z = 1.6", "Phase (°)"} <= set(words), words
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids)) and "magnitude-curve-theory-1" in ids, ids
    curve = root.find(".//" + svg + "g[@id='magnitude-curve-theory-1']")
    assert curve.get("class").split()[-1] == "attractor-1" and curve.get("stroke").startswith("#")
    assert curve.findtext(svg + "title") == "z = 1.6"
    assert root.findtext(svg + "title") and root.findtext(svg + "desc")
    experiment = root.find(svg + "metadata/{urn:x-attractor:experiment}experiment")
    assert json.loads(experiment.text)["network"]["size"] == 120
    assert experiment.get("program").startswith("Attractor ")


def test_pinned_results(directory):
    """What a file has pinned is in its figures: by theory, with a network, or not at all."""
    plain = {"network": {"size": 120, "gain": 0.9}, "probe": {"frequency_points": 20},
             "simulation": {"duration": 10, "trajectories": 4}}
    before = {"format": "attractor-experiment", "version": 1, **plain,
              "network": {"size": 120, "gain": 0.5}}
    path = write(directory, **plain, pins=[{"name": "Before", "experiment": before}])
    out = pathlib.Path(directory) / "figure.csv"

    def names(kind, *arguments):
        result = run("figure", kind, path, "-o", out, *arguments)
        assert result.returncode == 0, result.stderr
        return {(row["panel"], row["series"], row["kind"]) for row in read_table(out)}

    pinned = ("return-map", "Before: F(z)", "return-map")
    assert pinned in names("attractors", "--theory-only")
    assert ("magnitude", "Before: z = 1.6", "theory") in names("frequency-response")
    network = ("magnitude", "Before: z = 1.6", "network")
    assert network not in names("frequency-response")
    assert network in names("frequency-response", "--pins", "networks")
    assert ("map", "Before: experiment", "experiment") in names("sweep", "--theory-only")
    assert not any("Before" in name for _, name, _ in names("attractors", "--pins", "none"))

    result = run("figure", "spectrum", path, "-o", out, "--pins", "some")
    assert result.returncode == 2 and "--pins is “some”" in result.stderr
    result = run("figure", "spectrum", path, "-o", out, "--pins", "networks", "--theory-only")
    assert result.returncode == 2 and "--theory-only" in result.stderr


def test_all_figures(directory):
    path = small(directory)
    out = pathlib.Path(directory) / "new" / "folder"
    result = run("figure", "all", path, "-o", out, "--theory-only", "--format", "csv")
    assert result.returncode == 0, result.stderr
    assert {f.stem for f in out.iterdir()} >= set(KINDS)
    assert {f.suffix for f in out.iterdir()} == {".csv"}
    assert run("figure", "all", path, "-o", out, "--format", "gif").returncode == 2
    file = next(out.iterdir())
    result = run("figure", "all", path, "-o", file, "--theory-only")
    assert result.returncode == 2 and "folder" in result.stderr, result
    assert len(result.stderr.splitlines()) == 1, result.stderr


def test_page(directory):
    path = small(directory)
    out = pathlib.Path(directory) / "f.svg"

    def draw(*options):
        result = run("figure", "relaxation", path, "-o", out, "--theory-only", *options)
        return result, out.read_text() if result.returncode == 0 else None

    for size, width in [("one-column", "244.8pt"), ("slide", "720pt"), ("127x63.5", "360pt")]:
        result, svg = draw("--size", size)
        assert result.returncode == 0 and f'width="{width}"' in svg, result.stderr
    result, svg = draw("--font", "DejaVu Serif", "--font-size", "9.5", "--line-width", "1.75",
                       "--transparent", "--title")
    assert "DejaVu Serif" in svg and 'font-size="9.5"' in svg and 'stroke-width="1.75"' in svg
    assert 'id="background"' not in svg and 'id="title"' in svg
    assert 'id="background"' in draw()[1] and 'id="title"' not in draw()[1]
    assert 'fill="#000000"' in draw("--style", "high-contrast-dark")[1]
    assert ">10<tspan" in draw("--logarithmic-upwards")[1] and ">10<tspan" not in draw()[1]
    for options, words in [
            (("--size", "3x"), ["--size"]), (("--style", "loud"), ["--style"]),
            (("--size", "9e9x9e9"), ["--size", "“9e9x9e9”", "12.7 to 2540 mm"]),
            (("--size", "5x5"), ["--size", "“5x5”", "12.7 to 2540 mm"]),
            (("--size", "nanx40"), ["--size", "“nanx40”", "mm"]),
            (("--size", "30x20"), ["30 × 20 mm", "8.5 pt", "numbers on the axes"]),
            (("--font-size", "200"), ["152 × 102 mm", "200 pt", "their axes"]),
            (("--font", "Nonsense"), ["--font", "“Nonsense”"]),
            (("--font-size", "-1"), ["--font-size"]), (("--line-width", "0"), ["--line-width"])]:
        result, _ = draw(*options)
        assert result.returncode == 2, (options, result.returncode)
        assert all(word in result.stderr for word in words), (options, result.stderr)
        assert "36" not in result.stderr, result.stderr  # points are nobody's unit here
    # what can be read without is left out with a word, on the error stream and in the file
    result, svg = draw("--size", "slide", "--font-size", "28", "--title")
    assert result.returncode == 0, result.stderr
    assert "left out for want of room: " in result.stderr and "“φ = tanh" in result.stderr
    assert f"{out}: " in result.stderr and "Left out for want of room: " in svg
    assert draw("--size", "slide", "--title")[0].stderr == ""
    huge = pathlib.Path(directory) / "huge.png"
    result = run("figure", "relaxation", path, "-o", huge, "--theory-only", "--size", "2500x25",
                 "--resolution", "1016")
    assert result.returncode == 2 and "100000 × 1000 pixels" in result.stderr, result.stderr
    assert "--resolution" in result.stderr and "2500 × 25 mm" in result.stderr, result.stderr
    result = run("figure", "relaxation", path, "-o", huge, "--theory-only", "--resolution", "1e5")
    assert result.returncode == 2 and "1 to 4800 pixels per inch" in result.stderr, result.stderr
    assert not huge.exists()


def test_from_figure(directory):
    """A figure has its experiment with it, and gives the same bytes again."""
    path = small(directory, gain=0.7)
    expected = run("theory", path).stdout
    for extension in "svg", "pdf", "png", "csv":
        first, second = (pathlib.Path(directory) / f"{n}.{extension}" for n in (1, 2))
        assert run("figure", "relaxation", path, "-o", first).returncode == 0
        assert run("theory", first).stdout == expected
        assert run("figure", "relaxation", first, "-o", second).returncode == 0
        assert first.read_bytes() == second.read_bytes()
    bare = pathlib.Path(directory) / "bare.svg"
    bare.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    result = run("theory", bare)
    assert result.returncode == 2 and "there is no experiment in this picture" in result.stderr
    table = pathlib.Path(directory) / "other.csv"
    table.write_text("a,b\n1,2\n")
    result = run("theory", table)
    assert result.returncode == 2 and "there is no whole experiment" in result.stderr, result


def test_leaving_network(directory):
    """A network whose output leaves is not taken for one whose output returns."""
    path = small(directory, gain=1.3)
    targets = parse(run("train", path).stdout)["network"]["attractors"]
    out = pathlib.Path(directory) / "times.csv"
    assert run("figure", "time-constants", path, "-o", out).returncode == 0
    rows = [row for row in read_table(out)
            if row["panel"] == "output" and row["kind"].startswith("network")]
    assert len(rows) == len(targets)
    kinds = ["network" if target["stable"] else "network-escape" for target in targets]
    assert "network-escape" in kinds and [row["kind"] for row in rows] == kinds, (rows, kinds)
    text = out.read_text()
    assert '"Output τ_output (τ)"' in text, text[:3000]
    figure = out.with_suffix(".svg")
    assert run("figure", "time-constants", path, "-o", figure).returncode == 0
    assert "A network whose output leaves" in figure.read_text()


def test_sweep_of_window(directory):
    """A map goes from where to where it is asked for, and no further."""
    path, out = small(directory), pathlib.Path(directory) / "map.csv"
    assert run("figure", "sweep", path, "--theory-only", "--over", "gain:0:2:9", "--and-over",
               "amplitude:0.05:2:7", "-o", out).returncode == 0
    rows = [row for row in read_table(out) if row["kind"] == "theory"]
    for name, first, last in ("x", 0, 2), ("y", 0.05, 2):
        values = [float(row[name]) for row in rows]
        assert min(values) == first and max(values) == last, (name, min(values), max(values))


def test_theory_only(directory):
    path = write(directory, network={"size": 1000000})
    out = pathlib.Path(directory) / "f.svg"
    assert run("figure", "frequency-response", path, "-o", out, "--theory-only").returncode == 0
    assert out.exists()


def test_decimal_comma(directory):
    path = small(directory)
    outputs = [run("theory", path, env={"LC_ALL": locale}).stdout
               for locale in ("C.UTF-8", "de_DE.UTF-8")]
    assert outputs[0] == outputs[1] and "0,9" not in outputs[0]


def test_usage(directory):
    good = small(directory)
    cases = [
        ([], 2, "Usage"),
        (["dance"], 2, "dance"),
        (["theory"], 2, "FILE"),
        (["theory", good, "more.attractor"], 2, "“more.attractor” is one argument too many"),
        (["figure", "spectrum"], 2, "something is missing"),
        (["theory", "--nonsense", good], 2, "--nonsense"),
        (["train", "--threads", "0", good], 2, "--threads"),
        (["figure", "bars", good, "-o", "x.svg"], 2, "frequency-response"),
        (["figure", "attractors", good], 2, "-o"),
        (["figure", "spectrum", good, "--basins", "-o", "x.svg"], 2, "--basins"),
        (["figure", "attractors", good, "--basins", "--theory-only", "-o", "x.svg"], 2, "--basins"),
        (["figure", "attractors", good, "-o", "x.gif"], 2, "x.gif"),
        (["figure", "sweep", good, "--over", "gain", "--and-over", "gain", "-o", "x.svg"], 2,
         "gain is given for both axes"),
        (["figure", "sweep", good, "--over", "gain:0:1:3:log", "--theory-only", "-o", "x.svg"], 2,
         "network.gain begins or ends at 0"),
        (["figure", "sweep", good, "--over", "gain:0:100:3", "--theory-only", "-o", "x.svg"], 2,
         "network.gain is 100"),
        (["figure", "sweep", good, "--over", "gain:1:1:3", "--theory-only", "-o", "x.svg"], 2,
         "gain:1:1:3” ends where it begins"),
        (["figure", "sweep", good, "--over", "gain:1:1:1", "--theory-only", "-o", "x.svg"], 2,
         "gain:1:1:1” ends where it begins"),
        (["sweep", good, "--over", "gain:1:1:3", "-o", "x.csv"], 2, "one point, not 3"),
        (["figure", "relaxation", good, "--font-size", "nan", "-o", "x.svg"], 2, "--font-size is nan"),
        (["figure", "relaxation", good, "--line-width", "nan", "-o", "x.svg"], 2,
         "--line-width is nan"),
        (["figure", "relaxation", good, "--resolution", "nan", "-o", "x.png"], 2,
         "--resolution is nan"),
        (["train", good, "--networks", "0"], 2, "--networks is 0, but must be from 1 to 1000000"),
        (["figure", "attractors", good, "-o", "/nonexistent/x.svg"], 1, "/nonexistent/x.svg"),
        (["theory", "/nonexistent/e.attractor"], 2, "/nonexistent/e.attractor"),
    ]
    for arguments, status, message in cases:
        result = run(*arguments)
        assert result.returncode == status, (arguments, result)
        assert message in result.stderr and result.stdout == "", (arguments, result)
    for arguments, *names in (
        (["figure", "--help"], "frequency-response", "network.gain"),
        (["sweep", "--help"], "bulk-time-constant", "amplitude"),
        (["train", "--help"], "bulk-time-constant"),
    ):
        text = run(*arguments).stdout
        assert all(name in text for name in names), text
    assert run("--help").returncode == 0 and run("theory", "--help").returncode == 0
    assert run("--version").stdout.startswith("attractor-batch ")


def test_bad_files(directory):
    cases = [
        ({"network": {"gain": 99}}, "network.gain is 99, but must be from 0 to 10"),
        ({"network": {"gain": "x"}}, "network.gain is a text"),
        ({"version": 9}, "version is 9"),
        ({"format": "x"}, "format"),
        ({"task": {"targets": [[1], [1, 2]]}}, "task.targets[1]"),
    ]
    for sections, message in cases:
        path = pathlib.Path(directory) / "bad.attractor"
        path.write_text(json.dumps({"format": "attractor-experiment", "version": 1, **sections}))
        result = run("theory", path)
        assert result.returncode == 2 and result.stdout == "", result
        assert "bad.attractor" in result.stderr and message in result.stderr, result.stderr
        assert len(result.stderr.strip().splitlines()) == 1
    path.write_text("{")
    assert run("train", path).returncode == 2


def test_unknown_keys(directory):
    result = run("theory", write(directory, network={"warp": 1}))
    assert result.returncode == 0 and "network.warp" in result.stderr


def test_failed_run(directory):
    result = run("train", write(directory, network={"size": 1000000}))
    assert result.returncode == 1 and "network.size is 1000000" in result.stderr
    result = run("theory", write(directory, network={"gain": 3, "transfer": {"kind": "relu"}}))
    assert result.returncode == 1 and "grows without bound; with gain 1.41 it does not" in result.stderr


def test_few_addresses(directory):
    """As under ulimit -v: OpenBLAS would try for ever to have the rest of its buffers."""
    most = 2**30
    result = subprocess.run(
        [PROGRAM, "train", write(directory, network={"size": 12000})], capture_output=True,
        text=True, timeout=100,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most)))
    assert result.returncode == 1 and "of memory, but only" in result.stderr, result


def test_interrupt(directory):
    process = subprocess.Popen([PROGRAM, "train", write(directory, network={"size": 3000})],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 1 and out == "" and "stopped" in err, (process.returncode, err)


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
