# shellcheck shell=bash
# Finds a Go, for test programs that are built from their modules. To be sourced.

go_candidates() { printf '%s\n' "$(command -v go)" /usr/local/go/bin/go /usr/lib/go-*/bin/go; }

# The first Go that is new enough (1.MINOR), or new enough (1.21) to fetch a newer one by itself.
find_go() { # MINOR
  local candidate release
  while read -r candidate; do
    [ -x "$candidate" ] || continue
    release=$("$candidate" env GOVERSION 2>/dev/null)
    [[ $release =~ ^go1\.([0-9]+) ]] || continue
    if [ "${BASH_REMATCH[1]}" -lt "$1" ]; then
      [ "${BASH_REMATCH[1]}" -ge 21 ] && [ "$("$candidate" env GOTOOLCHAIN)" != local ] || continue
    fi
    echo "$candidate"
    return 0
  done < <(go_candidates)
  return 1
}

# Any Go fetches a newer one as a module, and checks it against the checksum database; Debian 12 has 1.19. What old ones
# unpack may not be run yet.
fetch_go() { # TOOLCHAIN FOLDER
  local old folder
  old=$(go_candidates | while read -r candidate; do [ ! -x "$candidate" ] || { echo "$candidate"; break; }; done)
  [ -n "$old" ] || return 1
  folder=$(cd "$2" && GOMODCACHE=$2 GOFLAGS=-modcacherw "$old" mod download -json \
    "golang.org/toolchain@v0.0.1-$1.$("$old" env GOOS)-$("$old" env GOARCH)" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
  chmod +x "$folder"/bin/* "$folder"/pkg/tool/*/* && echo "$folder/bin/go"
}
