#!/usr/bin/env bash
# The rig's own manners: beside another, started twice, and gone whatever ends whoever holds it.
set -euo pipefail
set -m # Otherwise what runs beside us would not hear Ctrl-C.
RIG=$(dirname "${BASH_SOURCE[0]}")/rig.sh
work=$(mktemp -d)
held=()
clean() {
  local one
  for one in "${held[@]}"; do kill "$one" 2>/dev/null || true; done
  for one in first second; do "$RIG" down "$work/$one"; done
  rm -rf "$work"
}
trap clean EXIT
export TMPDIR=$work

wrong() { echo "rig: $*" >&2 && exit 1; }
# waits SECONDS COMMAND…
waits() {
  local tries=$(($1 * 10))
  shift
  while ((tries-- > 0)); do
    if "$@"; then return; fi
    sleep 0.1
  done
  wrong "waited too long for: $*"
}
processes() { cat "$work/$1"/run/*.pid; }
up() { [[ $("$RIG" status "$work/$1" | grep -c MiB) == "$2" ]]; }
ready() { [[ -f $work/$1/run/kubeconfig ]]; }
answers() { (eval "$("$RIG" env "$work/$1")" && kubectl get namespaces >/dev/null); }
gone() { [[ ! -d $work/$1/run ]]; }
# hold NAME: as a test does, through a pipe that this shell keeps open.
hold() {
  mkfifo "$work/$1.pipe"
  "$RIG" hold "$work/$1" <"$work/$1.pipe" >/dev/null 2>&1 &
  held+=($!)
}

RIG_CONTROLLERS=0 hold first
exec 4>"$work/first.pipe"
RIG_CONTROLLERS=0 hold second
exec 5>"$work/second.pipe"
waits 120 ready first
waits 120 ready second
answers first && answers second
before=$(processes first)
"$RIG" up "$work/first" >/dev/null 2>&1
[[ $(processes first) == "$before" ]] || wrong "started twice, it is another"

# What was started by something that ignores Ctrl-C, as shells do in the background, cannot hear it.
[[ $(trap -p INT) == *"''"* ]] && ending=TERM || ending=INT
kill "-$ending" "${held[0]}"
waits 20 gone first
answers second || wrong "ending one ended the other"
while read -r pid _; do
  [[ $(readlink "/proc/$pid/cwd" 2>/dev/null) != "$work"/first/* ]] || wrong "process $pid is left after $ending"
done <<<"$before"
up second 2 || wrong "not two processes: $("$RIG" status "$work/second")"
echo keep >&5
exec 4>&- 5>&-
wait "${held[1]}"
answers second || wrong "told to keep, it ended"
"$RIG" down "$work/second"
gone second || wrong "it is still there"
"$RIG" down "$work/second" || wrong "ending twice fails"

export RIG_CONTROLLERS=0
"$RIG" run kubectl get namespaces >/dev/null 2>&1
! "$RIG" run false 2>/dev/null || wrong "the status of the command is lost"
[[ -z $(find "$work" -maxdepth 1 -name 'streamwright-rig.*') ]] || wrong "a folder is left"
echo "the rig: beside another, twice, Ctrl-C, keep, and a command of its own"
