#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times the stages of attractor-batch train beside the same work in NumPy and SciPy.

Usage: pipeline.py ATTRACTOR-BATCH [N…]. Both run one after the other on the same
BLAS and processors; what counts is the ratio. NumPy's BLAS uses all processors.
The peer does what a researcher would write first: plain relaxation to the
fixed points, lstsq, a dense solve for each frequency (timed at a tenth of the
frequencies and multiplied), solve_ivp for the trajectories, and eigvals.
"""

import json
import subprocess
import sys
import tempfile
import time

import numpy
import scipy.integrate
import scipy.linalg

TARGETS = numpy.array([1.6, 0.9, -0.6])
GAIN, DURATION, TOLERANCE, TRAJECTORIES, KICK = 0.9, 50.0, 1e-6, 16, 0.1
OMEGA = numpy.geomspace(0.01, 10.0, 200)
SAMPLED = 10  # every tenth frequency is solved, and the time multiplied


def relax(w, drive, tolerance):
    x = drive.copy()
    while True:
        new = w @ numpy.tanh(x) + drive
        if numpy.abs(new - x).max() < tolerance:
            return new
        x = new


class Peer:
    def __init__(self, n):
        self.n = n

    def draw(self):
        random = numpy.random.default_rng(1)
        self.w = random.normal(0.0, GAIN / numpy.sqrt(self.n), (self.n, self.n))
        self.feedback = random.normal(size=self.n)

    def train(self):
        self.states = relax(self.w, numpy.outer(self.feedback, TARGETS), 1e-12)
        self.readout = numpy.linalg.lstsq(numpy.tanh(self.states).T, TARGETS, rcond=None)[0]

    def response(self):
        for x in self.states.T:
            slopes = 1.0 / numpy.cosh(x) ** 2
            matrix = numpy.eye(self.n) - self.w * slopes
            for omega in OMEGA[::SAMPLED]:
                shifted = matrix + 1j * omega * numpy.eye(self.n)
                gain = (self.readout * slopes) @ scipy.linalg.solve(shifted, self.feedback)
                gain / (1.0 - gain)

    def integrate(self, start):
        shape = start.shape

        def derivative(_, flat):
            x = flat.reshape(shape)
            r = numpy.tanh(x)
            return (-x + self.w @ r + numpy.outer(self.feedback, self.readout @ r)).ravel()

        scipy.integrate.solve_ivp(derivative, (0.0, DURATION), start.ravel(), rtol=TOLERANCE,
                                  atol=TOLERANCE, t_eval=numpy.linspace(0.0, DURATION, 501))

    def relaxation(self):
        for x in self.states.T:
            self.integrate((x + KICK * self.feedback)[:, None])

    def trajectories(self):
        outputs = numpy.linspace(-1.3 * 1.6, 1.3 * 1.6, TRAJECTORIES)
        self.integrate(relax(self.w, numpy.outer(self.feedback, outputs), 1e-8))

    def spectrum(self):
        for x in self.states.T:
            closed = self.w + numpy.outer(self.feedback, self.readout)
            numpy.linalg.eigvals(closed / numpy.cosh(x) ** 2 - numpy.eye(self.n))


def attractor_seconds(program, n):
    with tempfile.NamedTemporaryFile("w", suffix=".attractor") as file:
        json.dump({"format": "attractor-experiment", "version": 1, "network": {"size": n}}, file)
        file.flush()
        run = subprocess.run([program, "train", file.name], capture_output=True, check=True)
    return json.loads(run.stdout)["seconds"]


def compare(program, n):
    """Prints the ratios at one size; returns our seconds."""
    ours = attractor_seconds(program, n)
    peer = Peer(n)
    sums = {"all": [0.0, 0.0], "no spectrum": [0.0, 0.0]}
    print(f"N = {n}\n{'stage':14}{'attractor':>12}{'NumPy/SciPy':>14}{'ratio':>10}")
    for stage, seconds in ours.items():
        if not hasattr(peer, stage):  # the peer has nothing of the kind
            print(f"{stage:14}{seconds:10.3f} s{'-':>14}{'-':>10}", flush=True)
            continue
        begin = time.perf_counter()
        getattr(peer, stage)()
        theirs = time.perf_counter() - begin
        if stage == "response":
            theirs *= SAMPLED
        for name, pair in sums.items():
            if name == "all" or stage != "spectrum":
                pair[0] += seconds
                pair[1] += theirs
        print(f"{stage:14}{seconds:10.3f} s{theirs:12.3f} s{theirs / seconds:10.1f}", flush=True)
    for name, (seconds, theirs) in sums.items():
        print(f"{name:14}{seconds:10.3f} s{theirs:12.3f} s{theirs / seconds:10.1f}", flush=True)
    return ours


def main():
    sizes = [int(text) for text in sys.argv[2:]] or [1000]
    runs = [compare(sys.argv[1], n) for n in sizes]
    if len(sizes) > 1:
        print(f"from N = {sizes[0]} to {sizes[-1]} the time grows as N to the power of")
        growth = numpy.log(sizes[-1] / sizes[0])
        for stage, seconds in runs[-1].items():
            if seconds > 0.0 and runs[0][stage] > 0.0:
                print(f"{stage:14}{numpy.log(seconds / runs[0][stage]) / growth:10.2f}")


if __name__ == "__main__":
    main()
