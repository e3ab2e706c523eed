# Parts in rows beside each other. Those with real systems mostly wait, for an election or a server's start; those that compute need
# not wait for them.
# RUN is the run's own folder: what tests make in a temp folder goes with it, whoever is killed.
groups=()

# beside COMMAND…: in the background, as a process group of its own. What a shell starts there ignores Ctrl-C otherwise, and so does
# all that it starts.
beside() {
  set -m
  "$@" </dev/null &
  groups+=($!)
  set +m
}

living() {
  local group
  for group in ${groups[@]+"${groups[@]}"}; do
    if kill -0 -- "-$group" 2>/dev/null; then return 0; fi
  done
  return 1
}
signalled() {
  local group
  for group in ${groups[@]+"${groups[@]}"}; do kill "-$1" -- "-$group" 2>/dev/null || true; done
}
# Hands Ctrl-C on to all that runs beside. A rig ends its servers within seconds, and a proof its Java within half a minute.
end_beside() {
  local try
  living || return 0
  echo "tests/run: ending what was started" >&2
  signalled INT
  for ((try = 0; try < 450; try++)); do
    living || return 0
    # Started by a shell that ignores Ctrl-C, all of it does.
    if ((try == 100)); then signalled TERM; fi
    sleep 0.1
  done
  signalled KILL
}

# begin_run: for the rest of this shell; whatever ends it.
begin_run() {
  RUN=$(mktemp -d "${TMPDIR:-/tmp}/streamwright-run.XXXXXX")
  mkdir "$RUN/tmp" "$RUN/said"
  # Some tests act as users who have less rights, in folders of their own below.
  chmod 711 "$RUN"
  mkfifo "$RUN/events"
  # Both ways, so that neither end waits for the other to open it.
  exec 3<>"$RUN/events"
  export TMPDIR=$RUN/tmp
  trap end_run EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
}
end_run() {
  trap '' INT TERM HUP
  end_beside
  rm -f "$STREAMWRIGHT_EXERCISED"
  if [[ -n ${STREAMWRIGHT_KEEP:-} ]] && ((${#failed[@]})); then
    echo "left to look at: $RUN" >&2
  else
    rm -rf "$RUN"
  fi
}

# ready PART…: the first whose tools are here; where none has them, the first.
ready() {
  local part tool
  for part in "$@"; do
    for tool in $(tools_of "$part"); do [[ -e $(home_of "$tool") ]] || continue 2; done
    echo "$part"
    return
  done
  echo "$1"
}

# lane PART…: one after the other; says in `events` which began, and how it ended after how many seconds.
lane() {
  local part how at stopped="" left=" $* "
  # A part that hears Ctrl-C ends in its own way; the next must not begin.
  trap 'stopped=1' INT TERM HUP
  while [[ $left != " " && ! $stopped ]]; do
    # shellcheck disable=SC2086 # one part per word
    part=$(ready $left) at=$SECONDS how=passed
    left=${left/ $part / }
    echo "began $part" >&3
    run_part "$part" >"$RUN/said/$part" 2>&1 3>&- || how=FAILED
    echo "$how $part $((SECONDS - at))" >&3
  done
}

# lanes ROW…: each row is a list of parts. What a part said is shown when it has ended, so that no two are mixed.
lanes() {
  local row how part seconds living=1 open=" "
  local pids=()
  for row in "$@"; do
    # shellcheck disable=SC2086 # one part per word
    beside lane $row
    pids+=($!)
  done
  while ((living)); do
    # Asked before reading: what a lane said last is read after its end.
    kill -0 "${pids[@]}" 2>/dev/null || living=0
    while read -r -t 1 -u 3 how part seconds; do
      if [[ $how == began ]]; then
        open+="$part "
        echo "== $part: started"
      else
        open=${open/ $part / }
        shown "$part" "$how after $seconds s"
        [[ $how == passed ]] || failed+=("$part")
      fi
    done
  done
  for part in $open; do
    shown "$part" "FAILED: somebody ended it"
    row "$part" - - FAILED - -
    failed+=("$part")
  done
}
shown() {
  cat "$RUN/said/$1"
  echo "== $1: $2"
}

# alone PART: with the machine to itself, and in full view.
alone() {
  beside run_part "$1" 3>&-
  wait "$!" || failed+=("$1")
}
