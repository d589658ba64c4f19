# SPDX-License-Identifier: GPL-3.0-or-later
#
# What run and check share; they source it. It works with bash alone until the
# packages are there, and needs no version control.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
build=$root/_build

# Debian's names, the same in Debian 12 and 13.
build_packages=(
  meson ninja-build gcc libc6-dev pkg-config gettext
  libglib2.0-dev libglib2.0-dev-bin
  libgtk-4-dev libgtk-4-bin libadwaita-1-dev
  libcairo2-dev libpango1.0-dev libfontconfig-dev libharfbuzz-dev
  libgsl-dev libopenblas-dev liblapacke-dev libarpack2-dev libmuparser-dev libjson-glib-dev
  adwaita-icon-theme hicolor-icon-theme fonts-cantarell librsvg2-common
  desktop-file-utils shared-mime-info
)
test_packages=(
  python3 python3-gi python3-numpy python3-scipy python3-pyatspi gir1.2-atspi-2.0
  xvfb openbox xdotool dbus-daemon dbus-x11 at-spi2-core procps
  imagemagick librsvg2-bin python3-matplotlib poppler-utils libxml2-utils
  appstream valgrind locales
)
# What the same things are called everywhere else.
build_commands=(meson ninja cc pkg-config msgfmt glib-compile-resources glib-compile-schemas)
build_modules=(
  'glib-2.0 >= 2.74' 'gtk4 >= 4.8' 'libadwaita-1 >= 1.2' 'cairo >= 1.16' 'pangocairo >= 1.50'
  'fontconfig >= 2.13' 'harfbuzz >= 2.6'
  'gsl >= 2.7' 'openblas >= 0.3.21' 'arpack >= 3.8' 'muparser >= 2.3' 'json-glib-1.0 >= 1.6'
)

say() {
  printf '%s\n' "$*" >&2
}

die() {
  say "$*"
  exit 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    say "This needs root's rights, and there is no sudo."
    return 1
  fi
}

# Prints those of the packages given that are not installed.
missing_packages() {
  local installed name

  installed=$(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null)
  for name; do
    case $'\n'$installed$'\n' in
      *$'\n'"installed $name"$'\n'*) ;;
      *) printf '%s\n' "$name" ;;
    esac
  done
}

apt_install() {
  say "Installing: $*"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update </dev/null >&2 &&
    as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get -q install --yes --no-install-recommends "$@" </dev/null >&2
}

# Whether what the build needs is there, however it got there.
have_dependencies() {
  local name

  for name in "${build_commands[@]}"; do
    command -v "$name" >/dev/null || return 1
  done
  for name in "${build_modules[@]}"; do
    pkg-config --exists "$name" || return 1
  done
}

# Installs those of the packages given that are missing. Where that cannot be
# done, the build's own dependencies may still be there.
install_packages() {
  local missing

  if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -gt 0 ] || return 0
    apt_install "${missing[@]}" && return
    say "These packages could not be installed: ${missing[*]}"
  elif ! have_dependencies; then
    say "This system has no apt-get, so Attractor cannot install what it needs by itself."
    say "Please install these with the system's own package manager; the names are Debian's:"
    say "  $*"
  fi
  if ! have_dependencies; then
    say "The build looks for these commands:"
    say "  ${build_commands[*]}"
    say "and, by pkg-config, for these modules:"
    printf '  %s\n' "${build_modules[@]}" >&2
    say "LAPACKE may be a part of OpenBLAS, or the modules lapacke and lapack."
    exit 1
  fi
}

# Sets up the build directory where it is missing, was left half-way, or was copied
# along with the sources from elsewhere, and brings the build up to date.
build_tree() {
  if ! [ -f "$build/build.ninja" ] ||
    ! grep -qsF "\"source\": \"$root\"" "$build/meson-info/meson-info.json"; then
    rm -rf "$build"
    meson setup --buildtype=release "$build" "$root" >&2 || die "The build could not be set up."
  fi
  ninja -C "$build" >&2 || die "The build failed."
}
