# The tool cache: one folder per tool and version. A folder that is there is whole, because it arrives by rename.
STREAMWRIGHT_TOOLS=${STREAMWRIGHT_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/streamwright-tools}

# ensure NAME COMMAND…: makes $STREAMWRIGHT_TOOLS/NAME by calling COMMAND… with an empty folder to fill.
ensure() {
  local name=$1 home=$STREAMWRIGHT_TOOLS/$1
  shift
  [[ -d $home ]] && return
  mkdir -p "$STREAMWRIGHT_TOOLS/log"
  (
    # Of two runs the second waits and finds the folder. Where flock is missing both build and the first rename wins.
    if command -v flock >/dev/null; then
      flock 9
      [[ -d $home ]] && exit
      rm -rf "$STREAMWRIGHT_TOOLS/.making-$name".* # left by a run that was killed: nobody else is here now
    fi
    making=$(mktemp -d "$STREAMWRIGHT_TOOLS/.making-$name.XXXXXX")
    chmod 755 "$making"
    began=$SECONDS
    echo "installing $name" >&2
    if ! "$@" "$making" >"$STREAMWRIGHT_TOOLS/log/$name" 2>&1 9>&-; then
      # Go writes its module cache read-only.
      chmod -R u+w "$making" && rm -rf "$making"
      echo "installing $name failed; the end of $STREAMWRIGHT_TOOLS/log/$name:" >&2
      tail -n 20 "$STREAMWRIGHT_TOOLS/log/$name" >&2
      exit 1
    fi
    if [[ -d $home ]]; then rm -rf "$making"; else mv "$making" "$home" || exit 1; fi
    echo "installed $name in $((SECONDS - began)) s" >&2
  ) 9>"$STREAMWRIGHT_TOOLS/log/$name.lock"
}
