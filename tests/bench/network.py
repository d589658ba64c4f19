#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times the stages of the network engine beside NumPy and SciPy on the same network.

Usage: network.py BENCH-NETWORK [N…] [--no-spectrum], which leaves out all eigenvalues. Ours and the peers run one after the
other, on the same matrices, BLAS and processors, to the same accuracy. The times are
those of the processors, all threads together, and the shortest of some runs where these are
short; what counts is the ratio. From the second size on, how the time grows with N is told as well.

What bounds the fixed points: the eigenvalues of W D, D the slopes at a fixed point, fill a disk
of a radius ρ < 1 about 0. Of all polynomials of degree k that are 1 at 1 none is smaller on that
disk than z^k: so no method that only multiplies with W, accelerated or not, gains more than a
factor ρ for a product in the long run. "at least" is the number of products with a vector that
this leaves; what is to be won is to multiply for all targets at once, each for as long as it needs.
What bounds the trajectories is the rate of products, which is told beside them.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy
import scipy.linalg

TARGETS = numpy.array([1.6, 0.9, -0.6])
OMEGA = numpy.geomspace(0.01, 10.0, 200)
DURATION, TIMES, TRAJECTORIES, GLOBAL_ERROR = 50.0, 51, 16, 1e-4
SAMPLED = 40  # of the dense solves one in so many is made, and the time multiplied
EULER_STEP = 0.5


STAGES = ("draw", "train", "fixed_points", "response", "trajectories", "product", "force",
          "spectrum")
MOST_REPEATS, REPEAT_SECONDS = 20, 0.5
# FORCE, with the same steps as ours
ONLINE_DURATION, ONLINE_PRESENTATION, ONLINE_SETTLING = 40.0, 10.0, 5.0
ONLINE_INTERVAL, ONLINE_STEP, SPONTANEOUS = 0.5, 0.1, 10.0


def timed(function, *arguments):
    """The shortest time of some runs, if they are short, and the result of the last."""
    times = []
    while len(times) < MOST_REPEATS and sum(times) < REPEAT_SECONDS:
        begin = time.process_time()
        result = function(*arguments)
        times.append(time.process_time() - begin)
    return min(times), result


class Peer:
    def __init__(self, n, folder):
        def load(name, *shape):
            return numpy.fromfile(pathlib.Path(folder, name)).reshape(shape)

        self.n = n
        self.w = load("weights", n, n)
        self.feedback, self.readout = load("feedback", n), load("readout", n)
        self.states = load("states", n, 3)
        self.state = self.states[:, 0]
        self.start = load("start", n, TRAJECTORIES)
        self.exact = load("exact", TRAJECTORIES, TIMES)
        self.slopes = 1.0 / numpy.cosh(self.state) ** 2

    def draw(self):
        random = numpy.random.default_rng(1)
        random.normal(0.0, 0.9 / numpy.sqrt(self.n), (self.n, self.n))
        random.normal(size=self.n)

    def train(self):
        """The fixed points, found with plain relaxation, and the readout."""
        self.relax_all()
        numpy.linalg.lstsq(numpy.tanh(self.states).T, TARGETS, rcond=None)

    def relax(self, drive, step):
        """x ← x + step · dx/dt until the residual is 1e-12; returns the number of products."""
        x = drive.copy()
        for count in range(1, 100000):
            speed = self.w @ numpy.tanh(x) + drive - x
            if numpy.abs(speed).max() < 1e-12:
                return count
            x += step * speed
        return None

    def relax_each(self, step):
        return sum(self.relax(self.feedback * target, step) for target in TARGETS)

    def relax_all(self):
        return self.relax(numpy.outer(self.feedback, TARGETS), 1.0)

    def dense_solves(self):
        matrix = numpy.eye(self.n) - self.w * self.slopes
        for omega in OMEGA[::SAMPLED]:
            shifted = matrix + 1j * omega * numpy.eye(self.n)
            (self.readout * self.slopes) @ scipy.linalg.solve(shifted, self.feedback)

    def eigendecomposition(self):
        values, vectors = scipy.linalg.eig(self.w * self.slopes)
        right = scipy.linalg.solve(vectors, self.feedback.astype(complex))
        left = (self.readout * self.slopes) @ vectors
        return ((left * right) / (1.0 + 1j * OMEGA[:, None] - values)).sum(axis=1)

    def force(self):
        """Recursive least squares in the closed loop; how far it misses the last target."""
        n_steps = round(ONLINE_INTERVAL / ONLINE_STEP)
        x = numpy.random.default_rng(1).normal(size=self.n)
        readout, inverse = numpy.zeros(self.n), numpy.eye(self.n)
        decay = numpy.exp(-ONLINE_STEP)
        for i in range(round((SPONTANEOUS + ONLINE_DURATION) / ONLINE_INTERVAL)):
            now = i * ONLINE_INTERVAL - SPONTANEOUS
            target = TARGETS[int(now // ONLINE_PRESENTATION) % len(TARGETS)]
            held = now >= 0.0 and now % ONLINE_PRESENTATION < ONLINE_SETTLING
            if now >= 0.0 and not held:
                r = numpy.tanh(x)
                direction = inverse @ r
                gain = 1.0 / (1.0 + r @ direction)
                readout -= gain * (readout @ r - target) * direction
                inverse -= numpy.outer(gain * direction, direction)
            for _ in range(n_steps):
                r = numpy.tanh(x)
                drive = self.w @ r + self.feedback * (target if held else readout @ r)
                x = decay * x + (1.0 - decay) * drive
        return abs(readout @ numpy.tanh(self.states[:, -1]) - TARGETS[-1])

    def derivative(self, x):
        r = numpy.tanh(x)
        return self.w @ r + numpy.outer(self.feedback, self.readout @ r) - x

    def runge_kutta(self, n_steps):
        """The classical method of order 4 with so many steps between two times."""
        x, h = self.start.copy(), DURATION / (TIMES - 1) / n_steps
        z = [self.readout @ numpy.tanh(x)]
        for _ in range(TIMES - 1):
            for _ in range(n_steps):
                a = self.derivative(x)
                b = self.derivative(x + h / 2 * a)
                c = self.derivative(x + h / 2 * b)
                x = x + h / 6 * (a + 2 * b + 2 * c + self.derivative(x + h * c))
            z.append(self.readout @ numpy.tanh(x))
        return numpy.abs(numpy.array(z).T - self.exact).max()

    def trajectories(self):
        """With the longest step whose global error is small enough."""
        for n_steps in range(1, 100):
            seconds, error = timed(self.runge_kutta, n_steps)
            if error <= GLOBAL_ERROR:
                return seconds, 4 * n_steps * (TIMES - 1)
        return None, None

    def product(self):
        x = numpy.full((self.n, TRAJECTORIES), 0.5)
        return timed(lambda: self.w @ x)[0]

    def spectrum(self):
        closed = (self.w + numpy.outer(self.feedback, self.readout)) * self.slopes
        numpy.linalg.eigvals(closed - numpy.eye(self.n))


def row(name, ours, theirs, note=""):
    ratio = f"{theirs / ours:9.1f}" if theirs else f"{'-':>9}"
    theirs = f"{theirs:10.4f} s" if theirs else f"{'-':>12}"
    print(f"{name:34}{ours:10.4f} s{theirs}{ratio}  {note}", flush=True)


def compare(program, n, with_spectrum):
    with tempfile.TemporaryDirectory() as folder:
        command = [program, str(n), folder] + ([] if with_spectrum else ["no-spectrum"])
        run = subprocess.run(command, capture_output=True, check=True, text=True)
        ours, peer = json.loads(run.stdout), Peer(n, folder)
    print(f"N = {n}\n{'stage':34}{'attractor':>12}{'peer':>12}{'ratio':>9}")
    peers = {"draw": timed(peer.draw)[0], "train": timed(peer.train)[0]}
    row("drawing", ours["draw"], peers["draw"])
    row("training: relaxation, lstsq", ours["train"], peers["train"])
    radii = 0.9 * numpy.sqrt((1.0 / numpy.cosh(peer.states) ** 4).mean(axis=0))
    least = sum(int(numpy.ceil(numpy.log(1e-12) / numpy.log(radius))) for radius in radii)
    for name, function, arguments in (
        ("fixed points: all targets at once", peer.relax_all, ()),
        ("fixed points: one by one", peer.relax_each, (1.0,)),
        (f"fixed points: Euler, step {EULER_STEP}", peer.relax_each, (EULER_STEP,)),
    ):
        seconds, count = timed(function, *arguments)
        row(name, ours["fixed_points"], seconds, f"peer: {count} products")
    print(f"  ours: {ours['fixed_point_products']} products, with 3 columns at first, residual "
          f"{ours['fixed_point_residual']:.0e}; at least {least} with one column "
          f"(ρ = {', '.join(f'{radius:.2f}' for radius in radii)})")
    peers["response"] = timed(peer.dense_solves)[0] * SAMPLED
    row("response: dense solves", ours["response"], peers["response"],
        f"residual {ours['response_residual']:.0e}")
    if with_spectrum:
        row("response: one eigendecomposition", ours["response"],
            timed(peer.eigendecomposition)[0])
    peers["trajectories"], count = peer.trajectories()
    row("trajectories: Runge-Kutta 4", ours["trajectories"], peers["trajectories"],
        f"{ours['trajectory_products']} products, peer {count}; "
        f"error {ours['trajectory_error']:.0e}")
    row("product with 16 columns", ours["product"], peer.product(),
        f"{2e-9 * n * n * TRAJECTORIES / ours['product']:.1f} Gflop/s")
    share = ours["product"] * ours["trajectory_products"] / ours["trajectories"]
    print(f"  trajectories run at {share:.2f} of the rate of products")
    row("whole pipeline except the spectrum", sum(ours[stage] for stage in peers),
        sum(peers.values()), "; ".join(peers))
    seconds, error = timed(peer.force)
    row("FORCE", ours["force"], seconds,
        f"error {ours['force_error']:.1e}, peer {error:.1e}")
    if with_spectrum:
        row("spectrum: LAPACK", ours["spectrum"], timed(peer.spectrum)[0])
    return ours


def main():
    arguments = sys.argv[1:]
    with_spectrum = "--no-spectrum" not in arguments
    arguments = [argument for argument in arguments if argument != "--no-spectrum"]
    sizes = [int(text) for text in arguments[1:]] or [500, 1000]
    runs = [compare(arguments[0], n, with_spectrum) for n in sizes]
    for before, after, low, high in zip(runs, runs[1:], sizes, sizes[1:]):
        exponents = (
            f"{stage} {numpy.log(after[stage] / before[stage]) / numpy.log(high / low):.2f}"
            for stage in STAGES
            if stage in after
        )
        print(f"from N = {low} to {high} the time grows as N to the power of: {', '.join(exponents)}")


if __name__ == "__main__":
    main()
