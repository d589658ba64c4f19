# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop of its own for a test, and a person who sits before it.

enter() runs the calling script again with an X server, a message bus, an
accessibility bus and a window manager that nobody else uses. Within it, a Window
starts the program and drives it as assistive technology does: every control is
found by its role and name. Keys go through the X server.
"""

import ctypes
import glob
import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from xml.etree import ElementTree

INSIDE = 'ATTRACTOR_TEST_DESKTOP'
LAUNCHER = '/usr/libexec/at-spi-bus-launcher'
PROGRAMS = ('Xvfb', 'dbus-run-session', 'openbox', 'xdotool')
MODULES = ('pyatspi',)
MAX_TABS = 120
SETTLING = 0.3  # seconds after which a window that is out of sight has gone
# How many want each processor: a busy machine takes its time
BUSY = max(1.0, min(4.0, os.getloadavg()[0] / (os.cpu_count() or 1)))
PATIENCE = 30 * BUSY  # seconds until something that must happen counts as missing

WELCOME = 'Attractor'  # the title of the window that the program begins with

UI = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'ui')
# From this version on GTK gives the items of its menus no names
MENUS_WITHOUT_NAMES = (4, 10)
# From a version after 4.8 on a tooltip that is a control's name is not its description as well
TOOLTIPS_TOLD_ONCE = (4, 10)
# From a version after 4.8 on libadwaita's own message dialogs make GTK say this on the console
DIALOGS_WARN = (4, 10)
DIALOG_WARNING = 'Trying to measure GtkLabel'

# What the accessibility bus calls what has no name: by its type
TYPE_NAME = re.compile(r'^(Gtk|Adw|Attractor)[A-Z]\w*$')


# Roles that later versions of AT-SPI call otherwise
FORMER_ROLES = {'button': 'push button', 'grouping': 'panel'}


def role_of(node):
    role = node.getRoleName()
    # GTK 4.8 calls a window that was made after another a filler.
    if role == 'filler' and node.parent is not None and node.parent.getRoleName() == 'application':
        return 'frame'
    return FORMER_ROLES.get(role, role)


def text_of(node):
    text = node.queryText()
    return text.getText(0, text.characterCount)


# From linux/prctl.h
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36


def toolkit_version(root):
    """GTK's version, two numbers, from the application on the accessibility bus."""
    return tuple(int(part) for part in root.get_toolkit_version().split('.')[:2])


def menus_have_names(root):
    return toolkit_version(root) < MENUS_WITHOUT_NAMES


def menu_labels(menu):
    """What the items of a menu say, in order; of a menu in it there is one, to open that."""
    for part in menu:
        if part.tag == 'section':
            yield from menu_labels(part)
        elif part.tag in ('item', 'submenu'):
            yield next((attribute.text.replace('_', '') for attribute in part.findall('attribute')
                        if attribute.get('name') == 'label'), '')


def menu_places(name):
    """For each menu that has an item of that name: how many it has, and which it is.

    A section without items in the template is filled by the program: with one, which a pattern
    means, or with none.
    """
    for file in sorted(glob.glob(os.path.join(UI, '*.ui'))):
        for menu in ElementTree.parse(file).iter('menu'):
            labels = list(menu_labels(menu))
            filled = sum(part.tag == 'section' and not len(part) for part in menu)
            for extra in range(filled + 1):
                if name in labels:
                    yield extra + len(labels), extra + labels.index(name)
                elif extra and isinstance(name, re.Pattern):
                    yield extra + len(labels), 0


def description_of(node):
    """What explains a control: by itself, or by another that is said to."""
    others = [relation.getTarget(i).name for relation in node.getRelationSet()
              if relation.getRelationType().value_nick.endswith('described-by')
              for i in range(relation.getNTargets())]
    return node.description or ' '.join(others)


def die_with_parent():
    """Runs in a child before its program: nothing outlives a killed test."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def adopt_orphans():
    """Makes what grandchildren leave behind children of this process."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


def children():
    """The processes that this one started or adopted."""
    for entry in os.listdir('/proc'):
        try:
            with open(f'/proc/{entry}/stat', encoding='utf-8', errors='replace') as file:
                # The name, in parentheses, may have anything in it.
                if int(file.read().rpartition(')')[2].split()[1]) == os.getpid():
                    yield int(entry)
        except (OSError, ValueError):  # no process, or one that has just ended
            continue


def end_children():
    """Ends them all, and what they leave behind, such as the accessibility bus."""
    while True:
        found = list(children())
        if not found:
            return
        for pid in found:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def missing():
    names = [name for name in PROGRAMS if shutil.which(name) is None]
    names += [name for name in MODULES if importlib.util.find_spec(name) is None]
    if not os.access(LAUNCHER, os.X_OK):
        names.append(LAUNCHER)
    return names


def give_up(names):
    words = 'these are needed and not installed: ' + ', '.join(names)
    if os.environ.get('ATTRACTOR_ALLOW_SKIP') == '1':
        print('1..0 # SKIP ' + words)
        sys.exit(0)
    print('Bail out! ' + words + ' (ATTRACTOR_ALLOW_SKIP=1 skips this test)')
    sys.exit(1)


def environment(folder, display):
    env = {key: value for key, value in os.environ.items()
           if key not in ('DBUS_SESSION_BUS_ADDRESS', 'AT_SPI_BUS_ADDRESS', 'GTK_THEME',
                          'GTK_USE_PORTAL', 'WAYLAND_DISPLAY', 'LANGUAGE', 'NO_AT_BRIDGE')}
    env.update({
        INSIDE: folder,
        'DISPLAY': display,
        'HOME': folder,
        'XDG_RUNTIME_DIR': folder,
        'XDG_CONFIG_HOME': os.path.join(folder, 'config'),
        'XDG_DATA_HOME': os.path.join(folder, 'data'),
        'XDG_CACHE_HOME': os.path.join(folder, 'cache'),
        'GDK_BACKEND': 'x11',
        'GSK_RENDERER': 'cairo',
        'GTK_A11Y': 'atspi',
        'GSETTINGS_BACKEND': 'memory',
        'G_DEBUG': 'fatal-criticals',
        # The accessibility library gives back answers that have not come in time, and would end
        # the test with that.
        'DBUS_FATAL_WARNINGS': '0',
        'LC_ALL': os.environ.get('ATTRACTOR_TEST_LOCALE', 'C.UTF-8'),
    })
    return env


def start_x_server(size):
    """Starts one on a display that is free, and returns the display's name."""
    read, write = os.pipe()
    # Without -noreset it starts anew, and turns others away, when its last client has gone.
    subprocess.Popen(
        ['Xvfb', '-displayfd', str(write), '-screen', '0', size + 'x24', '-nolisten', 'tcp',
         '-noreset'],
        pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        preexec_fn=die_with_parent)
    os.close(write)
    with os.fdopen(read) as pipe:
        return ':' + pipe.readline().strip()


def enter(timeout, size='1400x900'):
    """Goes on within a desktop of its own, or ends the script with a word why not."""
    if INSIDE in os.environ:
        # Not for the end of the session: the bus goes when this process does.
        for command in ([LAUNCHER, '--launch-immediately'], ['openbox']):
            subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             preexec_fn=die_with_parent)
        # It may never show a window that comes while it starts.
        wait_until('the window manager', lambda: subprocess.run(
            ['xdotool', 'get_num_desktops'], capture_output=True, timeout=10,
            check=False).returncode == 0)
        return

    names = missing()
    if names:
        give_up(names)

    adopt_orphans()
    with tempfile.TemporaryDirectory(prefix='attractor-') as folder:
        os.chmod(folder, 0o700)
        settings = os.path.join(folder, 'config', 'gtk-4.0')
        os.makedirs(settings)
        with open(os.path.join(settings, 'settings.ini'), 'w', encoding='utf-8') as file:
            file.write('[Settings]\ngtk-font-name=Cantarell 11\ngtk-enable-animations=false\n')

        display = start_x_server(size)
        inside = subprocess.Popen(
            ['dbus-run-session', '--', sys.executable] + sys.argv,
            env=environment(folder, display), preexec_fn=die_with_parent)
        try:
            status = inside.wait(timeout * BUSY)
        except subprocess.TimeoutExpired:
            print(f'Bail out! nothing came of it within {timeout * BUSY:.0f} s')
            status = 1
        end_children()
    sys.exit(status)


def folder():
    return os.environ[INSIDE]


def path(name):
    return os.path.join(folder(), name)


def make_locale(name):
    """The variables of a locale, as de_DE, that need not be installed; its sources must be."""
    full = name + '.UTF-8'
    subprocess.run(['localedef', '-i', name, '-f', 'UTF-8', path(full)], check=True,
                   capture_output=True)
    return {'LC_ALL': full, 'LOCPATH': folder(), 'LANGUAGE': name}


# From X11/Xatom.h
XA_RESOURCE_MANAGER = 23
XA_STRING = 31


def enlarge_text(factor):
    """Makes the text of windows that open from now on so much larger than usual."""
    x11 = ctypes.CDLL('libX11.so.6')
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
    x11.XChangeProperty.argtypes = ([ctypes.c_void_p] + 3 * [ctypes.c_ulong] + 2 * [ctypes.c_int]
                                    + [ctypes.c_char_p, ctypes.c_int])
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    display = x11.XOpenDisplay(None)
    resources = f'Xft.dpi:\t{96 * factor:.0f}\n'.encode()
    x11.XChangeProperty(display, x11.XDefaultRootWindow(display), XA_RESOURCE_MANAGER, XA_STRING,
                        8, 0, resources, len(resources))
    x11.XCloseDisplay(display)


def write_file(name, content):
    """Writes text, or anything else as JSON, into a file of this test's folder."""
    with open(path(name), 'w', encoding='utf-8') as file:
        if isinstance(content, str):
            file.write(content)
        else:
            json.dump(content, file)
    return path(name)


def keys(*names):
    subprocess.run(['xdotool', 'key', '--clearmodifiers', *names], check=True, timeout=10)


def write(text):
    subprocess.run(['xdotool', 'type', '--delay', '20', '--', text], check=True, timeout=20)


def screenshot(name):
    """Keeps a picture of the screen where ATTRACTOR_TEST_SHOTS says, if it does."""
    shots = os.environ.get('ATTRACTOR_TEST_SHOTS')
    if shots and shutil.which('import'):
        subprocess.run(['import', '-window', 'root', os.path.join(shots, name + '.png')],
                       check=False, timeout=20)


def wait_until(what, condition, patience=PATIENCE):
    """Returns the first true value of condition(), which may fail meanwhile."""
    deadline = time.monotonic() + patience
    error = None
    while time.monotonic() < deadline:
        begin = time.monotonic()
        try:
            value = condition()
            if value:
                return value
            error = None
        except Exception as exception:  # what is asked may be gone by now
            error = exception
        # The program that is asked has work of its own, and answers on its main thread.
        time.sleep(min(0.25, max(0.05, time.monotonic() - begin)))
    raise AssertionError(f'{what}: not within {patience:.0f} s' + (f' ({error!r})' if error else ''))


def walk(node, depth=0):
    """All accessibles below node, and node itself, with their depths."""
    yield node, depth
    for i in range(node.childCount):
        try:
            child = node.getChildAtIndex(i)
        except Exception:  # gone since it was counted
            continue
        if child is not None:
            yield from walk(child, depth + 1)


class Window:
    """The program, running, and its first window."""

    def __init__(self, binary, *arguments, state=None, welcome=False):
        """state: the folder for unsaved work; without one, nothing is found there.
        welcome: whether to stay where the program begins, if no file is given."""
        import pyatspi
        self.pyatspi = pyatspi
        self.messages = tempfile.TemporaryFile('w+')
        env = {**os.environ,
               'XDG_STATE_HOME': state or tempfile.mkdtemp(prefix='state-', dir=folder())}
        self.process = subprocess.Popen([binary, *arguments], stderr=self.messages, env=env,
                                        preexec_fn=die_with_parent)
        self.root = wait_until('the program on the accessibility bus', self._find_application)
        wait_until('a window', lambda: self.root.childCount > 0)
        self.main_windows = wait_until('the window in sight', self.windows)
        if welcome:
            return
        if any(self.root.getChildAtIndex(i).name == WELCOME
               for i in range(self.root.childCount)):
            self.leave_welcome(lambda: self.press('New Experiment'))
        wait_until('the theory', lambda: 'Theory' in self.summary())

    def leave_welcome(self, choose):
        """Calls choose(), and waits until the window that it opens is alone."""
        welcome = self.main_windows
        choose()
        self.main_windows = wait_until(
            'another window', lambda: not welcome & self.windows() and self.windows())

    def _find_application(self):
        if self.process.poll() is not None:
            self.messages.seek(0)
            raise AssertionError(f'the program ended with status {self.process.returncode}: '
                                 + self.messages.read())
        for application in self.pyatspi.Registry.getDesktop(0):
            if application is not None and application.get_process_id() == self.process.pid:
                return application
        return None

    def search(self, role, name):
        """All accessibles of a role whose name is, or matches, name."""
        if role.endswith('menu item') and not menus_have_names(self.root):
            yield from self._search_menu(name)
            return
        for node, _ in walk(self.root):
            if role_of(node) != role:
                continue
            # GTK 4.8 gives a button with a mnemonic its label twice: “_Save Save”.
            names = (node.name, node.name.rpartition(' ')[2])
            if name in names or (isinstance(name, re.Pattern) and name.search(node.name)):
                yield node

    def _search_menu(self, name):
        """By its place in a menu that is open: the one with as many items."""
        items = {}  # by where they are: the bus tells of some twice
        for node, _ in walk(self.root):
            if (role_of(node).endswith('menu item')
                    and node.getState().contains(self.pyatspi.STATE_SHOWING)):
                where = node.queryComponent().getExtents(self.pyatspi.WINDOW_COORDS)
                items.setdefault((where.y, where.x), node)
        items = [items[where] for where in sorted(items)]
        for length, place in menu_places(name):
            if len(items) == length:
                yield items[place]

    def find(self, role, name, patience=PATIENCE):
        return wait_until(f'{role} “{name}”', lambda: next(self.search(role, name), None),
                          patience)

    def find_item(self, name):
        """An item of a menu, of whichever kind it is."""
        return wait_until(f'menu item “{name}”', lambda: next(
            node for role in ('menu item', 'check menu item', 'radio menu item')
            for node in self.search(role, name)))

    def has(self, role, name):
        return next(self.search(role, name), None) is not None

    def press(self, name, role='push button'):
        self.find(role, name).queryAction().doAction(0)

    def find_here(self, role, name):
        """The one that is in sight; other pages may have one of the same name, too."""
        return wait_until(f'{role} “{name}” in sight', lambda: next(
            (node for node in self.search(role, name)
             if node.queryComponent().getExtents(self.pyatspi.WINDOW_COORDS).height), None))

    def press_here(self, name):
        self.find_here('push button', name).queryAction().doAction(0)

    def windows(self):
        """The windows of the program that the X server shows."""
        return set(subprocess.run(
            ['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)],
            capture_output=True, text=True, timeout=10, check=False).stdout.split())

    def frame(self):
        """The first window."""
        return next(node for node, _ in walk(self.root) if role_of(node) == 'frame')

    def corner(self):
        """Where on the screen the coordinates within the first window begin."""
        frame = self.frame()
        geometry = subprocess.run(
            ['xdotool', 'getwindowgeometry', '--shell',
             next(iter(self.main_windows & self.windows()))],
            capture_output=True, text=True, timeout=10, check=True).stdout
        values = {key: int(value) for key, _, value in
                  (line.partition('=') for line in geometry.split())}
        size = frame.queryComponent().getExtents(self.pyatspi.WINDOW_COORDS)
        # What a window has around it, for its shadow, is the same on all sides.
        return (values['X'] + (values['WIDTH'] - size.width) // 2,
                values['Y'] + (values['HEIGHT'] - size.height) // 2)

    def end_dialog(self, end):
        """Calls end(), and waits until the dialog that is open has gone.

        GTK 4.8 does not survive being asked about a window that is just closing, so
        the question whether it is still there goes to the X server.
        """
        dialogs = wait_until('a dialog', lambda: self.windows() - self.main_windows)
        end()
        wait_until('the dialog to go', lambda: not dialogs & self.windows())

    def answer(self, name):
        """Presses the button of a dialog that ends it."""
        button = self.find('push button', name)
        self.end_dialog(lambda: button.queryAction().doAction(0))

    def slide(self, name, value):
        self.find('slider', name).queryValue().currentValue = value

    def value(self, name):
        return self.find('spin button', name).queryValue().currentValue

    def text(self, name, role='spin button'):
        return text_of(self.find(role, name))

    def enter(self, name, text, role='spin button'):
        """Writes into an entry as a person does."""
        self.focus(name, role)
        keys('ctrl+a')
        write(text)
        keys('Return')

    def focus(self, name, role):
        """Goes to a control with the Tab key, as whoever has no pointer must."""
        self.focus_on(self.find(role, name))

    def focus_on(self, control):
        for _ in range(MAX_TABS):
            if control.getState().contains(self.pyatspi.STATE_FOCUSED):
                return
            keys('Tab')
            time.sleep(0.05)
        raise AssertionError(f'the Tab key does not come to {role_of(control)} “{control.name}”')

    def summary(self):
        """The sentence that heads the findings."""
        return next((node.name for node, _ in walk(self.root)
                     if role_of(node) == 'label'
                     and re.match('Theory:|The theory', node.name)), '')

    def findings(self):
        """All cells of the findings, row after row."""
        table = next(node for node in self.search('panel', 'Findings'))
        return [node.name for node, _ in walk(table) if role_of(node) == 'label']

    def description(self, figure):
        """Of the figure of that name on a page of its own."""
        def find():
            return next((node for node in self.search('image', figure)
                         if node.parent.parent.name != 'Overview'), None)
        return wait_until(f'figure “{figure}”', find).description

    def title(self):
        return self.frame().name

    def toast(self, pattern):
        return self.find('label', re.compile(pattern)).name

    def end(self):
        """Ends the program if it still runs, and returns what it said on its own."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(10)
        self.messages.seek(0)
        return self.messages.read().strip()


def with_window(binary, *arguments):
    """A test that gets a window of its own, opened with these arguments."""
    def decorate(function):
        def test():
            window = Window(binary, *(argument() if callable(argument) else argument
                                      for argument in arguments))
            excused = 'dbind'
            if toolkit_version(window.root) >= DIALOGS_WARN:
                excused += '|' + DIALOG_WARNING
            try:
                function(window)
            except Exception:
                screenshot(function.__name__)
                raise
            finally:
                said = window.end().splitlines()
                for line in said:
                    print('# said: ' + line)
            expect(not any(' **: ' in line and not re.search(excused, line) for line in said),
                   'the program has nothing to say on its console')
        test.__name__ = function.__name__
        return test
    return decorate


def expect(condition, words):
    if not condition:
        raise AssertionError(words)


def run(tests):
    """Runs functions as tests and prints what becomes of them as TAP."""
    failed = 0
    print(f'1..{len(tests)}', flush=True)
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace('_', ' ')
        start = time.monotonic()
        try:
            test()
            print(f'ok {number} - {name} # {time.monotonic() - start:.1f} s', flush=True)
        except Exception as error:
            failed += 1
            print(f'not ok {number} - {name}', flush=True)
            # What runs the tests shows what failing ones write here, and not what is their TAP.
            print(f'{name}: {type(error).__name__}: {error}', file=sys.stderr, flush=True)
            screenshot('failed-' + test.__name__)
    return 1 if failed else 0
