# SPDX-License-Identifier: GPL-3.0-or-later
"""The little of the Test Anything Protocol that the checks in this folder need."""

import sys

_cases = 0


def case(name, problems):
    """Reports one case, which passed if it has no problems."""
    global _cases
    _cases += 1
    print(f"{'not ok' if problems else 'ok'} {_cases} {name}")
    for problem in problems:
        # Where meson shows it: it keeps what a program prints to itself.
        print(f"{name}: {problem}", file=sys.stderr)


def skip(name, reason):
    """Reports a case that cannot be run here."""
    global _cases
    _cases += 1
    print(f"ok {_cases} {name} # SKIP {reason}")


def skip_all(reason):
    """Ends a program that cannot be run here."""
    print(f"1..0 # SKIP {reason}")
    sys.exit(0)


def done():
    """Says how many cases there were, so that none can get lost."""
    print(f"1..{_cases}")
