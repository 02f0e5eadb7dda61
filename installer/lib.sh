# shellcheck shell=bash
# Shared by installer/run, tests/run and .ci/run: messages, packages, configuring and building, processes. Sourcing it runs
# nothing but sets $root, the top of the source tree, and $child, which guarded waits for. Expects `set -euo pipefail`.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

say() { printf '== %s\n' "$*"; }
die() { # EXIT-CODE MESSAGE...
  local code=$1
  shift
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit "$code"
}
have() { command -v "$1" >/dev/null 2>&1; }

# The packages of the given lists that are not installed, one a line.
missing_packages() { # LIST...
  local wanted installed=""
  wanted=$(sed 's/#.*//' "$@" | tr -s '[:space:]' '\n' | sed '/^$/d' | sort -u)
  if have dpkg-query; then
    # It fails when it does not know one of them, and tells of the others all the same.
    # shellcheck disable=SC2086 # one argument a package
    installed=$({ dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null || true; } \
      | sed -n 's/^installed //p' | sort -u)
  fi
  comm -23 <(printf '%s\n' "$wanted") <(printf '%s\n' "$installed")
}

# "ID VERSION" of this system, for example "debian 12".
system_name() {
  # shellcheck disable=SC1090,SC1091
  (. "${CRESCENDO_OS_RELEASE:-/etc/os-release}" 2>/dev/null && printf '%s %s' "${ID:-unknown}" "${VERSION_ID:-}") || printf 'unknown'
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif ! have sudo; then
    die 2 "installing packages needs root, and there is no sudo; as root run: $*"
  elif [ -t 0 ]; then
    sudo "$@"
  else
    sudo -n "$@" # nobody is there to type a password
  fi
}

# A fresh system may be busy updating itself: its lock is waited for.
apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -q -o DPkg::Lock::Timeout=300 --no-install-recommends "$@"
}

# Installs what is missing of the given lists. A machine that has it all is left alone, without a look at the network.
install_packages() { # LIST...
  local listed missing=()
  listed=$(missing_packages "$@")
  [ -n "$listed" ] || return 0
  mapfile -t missing <<<"$listed"
  case $(system_name) in
    "debian 12" | "ubuntu 24.04") ;;
    *) die 2 "this is $(system_name), and packages are installed only on Debian 12 and Ubuntu 24.04." \
      "Install what these are called here, then use --skip-deps: ${missing[*]}" ;;
  esac
  say "Installing ${missing[*]}"
  apt_install "${missing[@]}" && return 0
  say "Refreshing the package lists"
  as_root apt-get update -q || true # a list that is out of reach need not be one that is needed
  apt_install "${missing[@]}" || die 2 "apt-get could not install ${missing[*]}; its reason is above." \
    "Without a network, install them by hand first."
}

# Cache hits across clones need paths below the source tree to look relative, and debug information not to name it.
use_ccache() {
  have ccache || return 0
  export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=true CCACHE_SLOPPINESS=pch_defines,time_macros
}

configure_tree() { # BUILD-DIR CMAKE-ARGUMENT...
  local dir=$1 generator=()
  shift
  if [ ! -e "$dir/CMakeCache.txt" ] && have ninja; then generator=(-G Ninja); fi
  use_ccache
  cmake -S "$root" -B "$dir" "${generator[@]}" "$@" --log-level=NOTICE || die 1 "configuring $dir failed"
}

build_tree() { # BUILD-DIR TARGET...
  local dir=$1 targets=()
  shift
  [ $# -eq 0 ] || targets=(--target "$@")
  use_ccache
  cmake --build "$dir" --parallel "${jobs:-$(nproc)}" "${targets[@]}" || die 1 "building $dir failed"
}

# Runs a command in a process group of its own and waits for it, so that a signal to this script ends all of it at once.
child=""
guarded() {
  local code=0
  set -m
  "$@" </dev/null &
  child=$!
  set +m
  wait "$child" || code=$?
  child=""
  return "$code"
}

# Ends a process group, and waits for its last process: what they use is stopped next.
end_group() { # ID
  local tries=200
  kill -TERM -- "-$1" 2>/dev/null || return 0
  while kill -0 -- "-$1" 2>/dev/null; do
    sleep 0.05
    tries=$((tries - 1))
    [ $tries -gt 0 ] || { kill -KILL -- "-$1" 2>/dev/null || true; return 0; }
  done
}
