#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times the theory beside two peers, one after the other in one run.

Usage: theory.py BENCH-THEORY. The peers do the same work, covariances, poles and
the response on 200 frequencies of three tanh targets: one by the same closed
forms, the double sum over the erf mixture, in NumPy; the other with every
Gaussian average by two-dimensional quadrature, the trapezoid rule with as few
points as reach 1e-10. What counts is the ratio, of the processor's time on one thread.
"""

import os
import subprocess
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy is there; small matrices gain nothing
import numpy

TARGETS = numpy.array([1.6, 0.9, -0.6])
GAIN = 0.9
OMEGA = 0.01 + 0.05 * numpy.arange(200)
REFERENCE = -0.16073275


def mixture(step=0.125):
    t = numpy.exp(numpy.arange(-2.0, 1.75, step))
    n = numpy.arange(1, 13)[:, None]
    direct = numpy.sum(8.0 * (-1.0) ** (n + 1) * n**2 * t * numpy.exp(-2.0 * n**2 * t**2), axis=0)
    a = (2 * n - 1) ** 2 * numpy.pi**2 / 8.0
    dual = numpy.sum(numpy.sqrt(2 * numpy.pi) * numpy.exp(-a / t**2) * (2 * a / t**2 - 1) / t**2,
                     axis=0)
    w = step * t * numpy.where(t > 1.0, direct, dual)
    keep = w > 1e-17
    return w[keep] / w[keep].sum(), 1.0 / (numpy.sqrt(2.0) * t[keep])


class ClosedForms:
    def __init__(self):
        w, b = mixture()
        self.w = numpy.outer(w, w)
        self.b1, self.b2 = b[:, None], b[None, :]

    def __call__(self, c11, c12, c22):
        b1, b2 = self.b1, self.b2
        determinant = max(c11 * c22 - c12 * c12, 0.0)
        root = numpy.sqrt(1 + 2 * b1**2 * c11 + 2 * b2**2 * c22 + 4 * b1**2 * b2**2 * determinant)
        bb = 2 * b1 * b2
        value = numpy.sum(self.w * numpy.arctan(bb * c12 / root))
        terms = self.w * bb / root
        curvature = -numpy.sum(terms * 2 * b2**2 * c12 / (1 + 2 * b2**2 * c22))
        return 2 / numpy.pi * numpy.array([value, terms.sum(), curvature])


class Quadrature:
    def __init__(self, step=0.06, reach=7.5):
        u = numpy.arange(-reach, reach + step / 2, step)
        g = step * numpy.exp(-u * u / 2) / numpy.sqrt(2 * numpy.pi)
        self.u, self.weight = u, g[:, None] * g[None, :]

    def __call__(self, c11, c12, c22):
        s1 = numpy.sqrt(c11)
        along = c12 / s1
        x1 = s1 * self.u[:, None] + 0.0 * self.u[None, :]
        x2 = along * self.u[:, None] + numpy.sqrt(max(c22 - along**2, 0.0)) * self.u[None, :]
        y1, y2 = numpy.tanh(x1), numpy.tanh(x2)
        d1, d2 = 1 - y1 * y1, 1 - y2 * y2
        return numpy.array([numpy.sum(self.weight * y1 * y2), numpy.sum(self.weight * d1 * d2),
                            numpy.sum(self.weight * y1 * -2 * y2 * d2)])


def newton(f, c):
    for _ in range(50):
        value, derivative = f(c)
        step = value / derivative
        c -= step
        if abs(step) < 1e-13 * abs(c):
            break
    return c


def theory(moments):
    m, gg = len(TARGETS), GAIN**2
    drive = numpy.outer(TARGETS, TARGETS)
    c, q, t2, t3 = (numpy.zeros((m, m)) for _ in range(4))

    def variance(x, d):
        value, slope, curvature = moments(x, x, x)
        return x - gg * value - d, 1 - gg * (slope + curvature)

    def covariance(x, i, j):
        value, slope, _ = moments(c[i, i], x, c[j, j])
        return x - gg * value - drive[i, j], 1 - gg * slope

    for i in range(m):
        c[i, i] = newton(lambda x: variance(x, drive[i, i]), drive[i, i] + gg)
    for i in range(m):
        for j in range(i):
            c[i, j] = c[j, i] = newton(lambda x: covariance(x, i, j), drive[i, j])
    for i in range(m):
        for j in range(m):
            q[i, j], t2[i, j], t3[i, j] = moments(c[i, i], c[i, j], c[j, j])
    b = numpy.linalg.solve(q, TARGETS)
    poles = []
    for k in range(m):
        t = numpy.diag(t2[:, k])
        t[:, k] += t3[:, k]
        jacobian = -numpy.eye(m) + (gg * numpy.eye(m) + numpy.outer(TARGETS, b)) @ t
        poles.append(numpy.sort(numpy.linalg.eigvals(jacobian).real)[::-1])
        shifted = 1j * OMEGA[:, None, None] * numpy.eye(m) - jacobian
        numpy.linalg.solve(shifted, numpy.tile(TARGETS[:, None], (len(OMEGA), 1, 1))) * (t.T @ b)[:, None]
    return poles


def timed(moments, repeats):
    begin = time.process_time()
    for _ in range(repeats):
        poles = theory(moments)
    seconds = (time.process_time() - begin) / repeats
    return seconds, abs(poles[0][0] - REFERENCE)


def main():
    closed, closed_error = timed(ClosedForms(), 20)
    quadrature, quadrature_error = timed(Quadrature(), 1)
    run = subprocess.run([sys.argv[1]], capture_output=True, check=True, text=True)
    ours = {name: float(value) for name, value in map(str.split, run.stdout.splitlines())}

    print(f"theory of three tanh targets      {1e3 * ours['theory']:10.3f} ms")
    print(f"  NumPy, same closed forms        {1e3 * closed:10.3f} ms, ratio "
          f"{closed / ours['theory']:.1f} (pole off by {closed_error:.0e})")
    print(f"  2-D quadrature in NumPy         {1e3 * quadrature:10.3f} ms, ratio "
          f"{quadrature / ours['theory']:.1f} (pole off by {quadrature_error:.0e})")
    print(f"one step of a slider, all figures {1e3 * ours['slider']:10.3f} ms")
    for what, name in (("with a formula, on average", "slider-formula"),
                       ("with a ridge, too", "slider-formula-ridge")):
        print(f"  {what:<31} {1e3 * ours[name]:10.3f} ms, at most "
              f"{1e3 * ours[name + '-longest']:.3f} ms, "
              f"{1e3 * ours[name + '-first']:.3f} ms to read it")
    print(f"  32 targets, 8 outputs, 5000 ω   {1e3 * ours['slider-largest']:10.3f} ms")
    print(f"100 × 100 map, two targets, 1 thread {ours['map-1-thread']:7.3f} s, "
          f"{100 * ours['map-1-thread']:.1f} µs a point")
    print(f"                            2 threads {ours['map-2-threads']:6.3f} s, "
          f"{ours['map-1-thread'] / ours['map-2-threads']:.2f} times as fast as 1 (aim: near 2), "
          f"with {ours['map-2-threads-processor'] / ours['map-1-thread-processor']:.2f} times its "
          "processor time")
    for m in (1, 2, 4, 8, 16):
        seconds = ours[f"map-of-{m}"]
        print(f"16 × 16 map, M = {m:2}   {seconds:8.3f} s, {1e6 * seconds / 256:9.1f} µs a point, "
              f"{seconds / ours['map-of-1']:.1f} times M = 1")


if __name__ == "__main__":
    main()
