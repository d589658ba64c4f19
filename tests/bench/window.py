#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times the running window, which draws in software: window.py PATH-OF-ATTRACTOR EMPTY-WINDOW

The program writes down itself what its main thread does (ATTRACTOR_FRAME_LOG). What
counts is the processor's time that the main thread uses from one frame of the main
window to the next: all of it, events and results of workers as well as the drawing
of every window. On a busy machine the times on the clock say little. Beside the start
of Attractor stands that of a window of libadwaita's with nothing in it.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'application'))
import desktop  # noqa: E402
from desktop import wait_until  # noqa: E402

BINARY, EMPTY = sys.argv[1:3]
TIMEOUT = 900
SIZE = '1920x1080'

FRAME = 16.7  # ms, at 60 frames a second
FIRST_FRAME = 0.5  # s
MEMORY = 150.0  # MB
DRAG = 4.0  # s, about

EXPERIMENT = {'format': 'attractor-experiment', 'version': 1,
              'network': {'gain': 0.9, 'seed': 7},
              'task': {'targets': [[1.6], [0.9], [-0.6]]}}


class Log:
    """What the program has written down of its main thread, times in ms."""

    def __init__(self):
        self.path = tempfile.mktemp(prefix='frames-', dir=desktop.folder())
        os.environ['ATTRACTOR_FRAME_LOG'] = self.path

    def lines(self, begin=0.0):
        with open(self.path, encoding='utf-8') as file:
            for line in file:
                if not line.endswith('\n'):  # it is still being written
                    return
                what, when, *rest = line.split()
                if int(when) / 1e3 >= begin:
                    yield what, int(when) / 1e3, rest

    def first(self, what, begin=0.0):
        return next((when for kind, when, _ in self.lines(begin) if kind == what), None)

    def last(self, what, begin=0.0):
        return [when for kind, when, _ in self.lines(begin) if kind == what][-1]

    def frames(self, begin):
        """Of the main window: the times of frames, and the work that each took: all of it, and
        what of that GTK took to give out sizes and to draw, in all windows."""
        times, work, total, layout, paint = [], [], 0.0, 0.0, 0.0
        for what, when, rest in self.lines(begin):
            if what == 'turn':
                total += int(rest[1]) / 1e3
                # A turn is written when it ends, after the frame that it painted.
                if times and len(work) < len(times):
                    work.append((total, layout, paint))
                    total = layout = paint = 0.0
            elif what == 'frame':
                layout += int(rest[1]) / 1e3
                paint += int(rest[2]) / 1e3
                if rest[0] == 'AttractorWindow':
                    times.append(when)
        return times, work[1:]


def now():
    return time.monotonic() * 1e3


def percentile(values, percent):
    return sorted(values)[min(len(values) - 1, int(len(values) * percent / 100))]


def start(size):
    log = Log()
    begin = now()
    window = desktop.Window(BINARY, desktop.write_file('bench.attractor', {
        **EXPERIMENT, 'network': {**EXPERIMENT['network'], 'size': size}}))
    return window, log, begin


def memory(window):
    """PSS and RSS, in MB."""
    values = {}
    with open(f'/proc/{window.process.pid}/smaps_rollup', encoding='utf-8') as file:
        for line in file:
            name, *rest = line.split()
            if name in ('Pss:', 'Rss:'):
                values[name] = int(rest[0]) / 1024
    return values['Pss:'], values['Rss:']


def tell(what, value, unit, aim=None):
    verdict = '' if aim is None else f'   aim {aim:g} {unit}: ' + ('met' if value <= aim
                                                                 else 'MISSED')
    print(f'{what:58}{value:9.2f} {unit}{verdict}', flush=True)


def tell_memory(what, window):
    pss, rss = memory(window)
    tell(f'memory {what}, PSS', pss, 'MB', MEMORY if 'start' in what else None)
    tell(f'memory {what}, RSS', rss, 'MB')


def rest(log):
    """Waits until nothing more is drawn."""
    def still():
        before = len(list(log.lines()))
        time.sleep(1.0)
        return len(list(log.lines())) == before
    wait_until('rest', still, 120)


def show_figures(window, log):
    """The overview, and windows for the other figures of theory, none over another."""
    for number in (5, 6):
        desktop.keys(f'alt+{number}')
        time.sleep(0.5)
        desktop.keys('ctrl+d')
        time.sleep(1.0)
        active = subprocess.run(['xdotool', 'getactivewindow'], capture_output=True, text=True,
                                check=True).stdout.strip()
        subprocess.run(['xdotool', 'windowsize', active, '640', '480', 'windowmove', active,
                        '1250', str(20 + 510 * (number - 5))], check=True)
        main = next(iter(window.main_windows & window.windows()))
        subprocess.run(['xdotool', 'windowactivate', '--sync', main], check=True, timeout=20)
    desktop.keys('alt+0')
    rest(log)


def drag(window, name):
    """Drags a slider to and fro with the pointer, a pixel or two for each frame."""
    extents = window.find('slider', name).queryComponent().getExtents(
        window.pyatspi.WINDOW_COORDS)
    left, top = window.corner()
    y = top + extents.y + extents.height // 2
    places = [left + extents.x + 40 + 2 * i for i in range(60)]
    moves = ['mousemove', places[0], y, 'mousedown', 1]
    for i in range(int(DRAG / 0.016)):
        turn = i % (2 * len(places))
        moves += ['mousemove', places[turn] if turn < len(places) else
                  places[2 * len(places) - 1 - turn], y, 'sleep', 0.016]
    begin = now()
    subprocess.run(['xdotool', *map(str, moves), 'mouseup', '1'], check=True, timeout=120)
    return begin


def tell_parts(what, parts):
    """What bounds the frames: the toolkit's software drawing and its sizes, or our own work."""
    total, layout, paint = (statistics.mean(part[i] for part in parts) for i in range(3))
    print(f'{what}: {total:.1f} ms, of which GTK draws in software {paint:.1f} '
          f'({100 * paint / total:.0f} %), lays out {layout:.1f} ({100 * layout / total:.0f} %), '
          f'and the rest, with events and accessibility, is {total - layout - paint:.1f}')


def tell_drag(log, begin, how):
    times, parts = log.frames(begin)
    work = [part[0] for part in parts]
    if len(work) < 10:
        print(f'{how}: only {len(work)} frames')
        return
    between = [b - a for a, b in zip(times, times[1:])]
    drawn = {}
    for what, _, detail in log.lines(begin):
        if what in ('theory', 'network'):
            drawn[detail[0]] = drawn.get(detail[0], 0) + 1
    seconds = (times[-1] - times[0]) / 1e3
    print(f'{how}: {len(times)} frames in {seconds:.1f} s; drawn anew: ' +
          ', '.join(f'{name} {count}' for name, count in sorted(drawn.items())))
    tell('  main-thread work for each frame, median', statistics.median(work), 'ms')
    tell('  main-thread work for each frame, 99 %', percentile(work, 99), 'ms', FRAME)
    tell('  main-thread work for each frame, worst', max(work), 'ms')
    tell_parts('  of a frame on the average', parts)
    tell_parts('  of the slowest tenth', sorted(parts)[-max(1, len(parts) // 10):])
    tell('  between frames on the clock, median', statistics.median(between), 'ms')
    tell('  between frames on the clock, 99 %', percentile(between, 99), 'ms')


def tell_first_frame(log, begin):
    """When it was after begin, and what the main thread had worked with the turn that painted it
    (which is written after the frame), both in s."""
    first = log.first('frame')
    work = sum(int(detail[1]) for what, when, detail in log.lines()
               if what == 'turn' and when - int(detail[0]) / 1e3 < first)
    return (first - begin) / 1e3, work / 1e6


def start_empty():
    log = Log()
    begin = now()
    process = subprocess.Popen([EMPTY], preexec_fn=desktop.die_with_parent)
    wait_until('a frame of an empty window', lambda: log.first('frame'))
    rest(log)
    process.kill()
    process.wait()
    return tell_first_frame(log, begin)


def bench_start():
    window, log, begin = start(1000)  # a cold one
    window.end()
    starts, empty, figures = [], [], []
    for _ in range(3):
        empty.append(start_empty())
        window, log, begin = start(1000)
        wait_until('a figure', lambda: log.first('theory'))
        rest(log)
        starts.append(tell_first_frame(log, begin))
        figures.append((log.first('theory') - begin) / 1e3)
        if len(starts) < 3:
            window.end()
    (first, work), (first_of_empty, work_of_empty) = map(min, zip(*starts)), map(min, zip(*empty))
    tell('from the start to the first frame, warm, best of 3', first, 's', FIRST_FRAME)
    tell('  of that the main thread works', work, 's')
    tell('  the same for an empty window of libadwaita', first_of_empty, 's')
    tell('  of that the main thread works', work_of_empty, 's')
    tell('  work, of ours and of the empty one', work / work_of_empty, 'times')
    tell('from the start to the first figure, best of 3', min(figures), 's')
    tell_memory('after start', window)
    return window, log


def bench_training(window, log):
    begin = now()
    desktop.keys('ctrl+t')
    wait_until('a figure of the network', lambda: log.first('network', begin), 120)
    wait_until('the network', lambda: 'The network of 1000 neurons' in window.summary(), 120)
    rest(log)
    tell('from Train to the first figure, N = 1000', (log.first('network', begin) - begin) / 1e3,
         's')
    tell('from Train to the last figure', (log.last('network', begin) - begin) / 1e3, 's')
    tell_memory('after training', window)


def main():
    window, log = bench_start()
    show_figures(window, log)
    begin = drag(window, 'Gain g')
    rest(log)
    tell_drag(log, begin, 'a slider is dragged')
    bench_training(window, log)
    begin = drag(window, 'Gain g')
    rest(log)
    tell_drag(log, begin, 'a slider is dragged, with a network')
    window.end()

    window, log, begin = start(2000)
    show_figures(window, log)
    desktop.keys('ctrl+t')
    window.find('progress bar', 'Progress of the run')
    begin = drag(window, 'Gain g')
    if not window.has('progress bar', 'Progress of the run'):
        print('the run was over before the slider was')
    end = now()
    tell_drag(log, begin, f'the same while N = 2000 is trained ({(end - begin) / 1e3:.1f} s)')
    window.end()


if __name__ == '__main__':
    desktop.enter(TIMEOUT, SIZE)
    main()
