# The hooks of .pre-commit-hooks.yaml in a repository that uses them, installed by pre-commit itself out of a clean clone.
set -euo pipefail
source "$HERE/tools/rows.sh"
began=$SECONDS
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pre_commit() { "$STREAMWRIGHT_PYTHON" -m pre_commit "$@"; }
tried=0

# What is built here need not be quick; dependencies are built once, whatever folder the clone is in.
export CARGO_TARGET_DIR=$PWD/${CARGO_TARGET_DIR:-target}/hooks
export CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=64
export PRE_COMMIT_HOME=$work/cache GIT_CONFIG_GLOBAL=$work/gitconfig GIT_CONFIG_SYSTEM=/dev/null
printf '[user]\nname = hooks\nemail = hooks@example.com\n[init]\ndefaultBranch = main\n' >"$GIT_CONFIG_GLOBAL"

# A clone of what stands here, committed or not.
mkdir "$work/origin"
git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
  [[ ! -e $file ]] || printf '%s\0' "$file"
done | tar --null -T - -cf - | tar -xf - -C "$work/origin"
git -C "$work/origin" init -q
git -C "$work/origin" add -A -f
git -C "$work/origin" commit -qm clone
cargo fetch --locked
export CARGO_NET_OFFLINE=true

mkdir -p "$work/user/k8s" "$work/user/.streamwright"
cd "$work/user"
git init -q
cat >.pre-commit-config.yaml <<END
repos:
  - repo: $work/origin
    rev: $(git -C "$work/origin" rev-parse HEAD)
    hooks:
      - id: streamwright-lint
      - id: streamwright-build-check
END
cp -R "$HERE/hooks/." k8s/
cp "$HERE/../blueprints/streams-statefulset.yaml" blueprint.yaml
printf 'builds: [{blueprint: blueprint.yaml, out: built}]\n' >.streamwright/config.yaml

# expect STATUS WORDS: what a commit of what is staged comes to, and what it must say.
expect() {
  local status=0
  git add -A
  pre_commit run >"$work/said" 2>&1 || status=$?
  tried=$((tried + 1))
  if [[ $status != "$1" ]] || ! grep -qF -- "$2" "$work/said"; then
    echo "pre-commit ended with $status, not with $1 and \`$2\`:" >&2
    cat "$work/said" "$PRE_COMMIT_HOME/pre-commit.log" >&2 2>/dev/null
    exit 1
  fi
}
# change OLD NEW FILE
change() { sed "s/$1/$2/" "$3" >"$work/changed" && ! cmp -s "$work/changed" "$3" && cat "$work/changed" >"$3"; }
keep() { git add -A && git commit -qm "$1"; }
back() { git reset -q --hard; }

git add -A
pre_commit install-hooks
program=$(find "$PRE_COMMIT_HOME" -path '*/bin/streamwright' | head -n 1)
expect 1 'in built/; nothing was written'
"$program" build >/dev/null 2>&1
expect 0 'streamwright build --check'
keep 'all of it'

# One of two files that need each other.
change 'replicas: 3' 'replicas: 5' k8s/statefulset.yaml
expect 0 'streamwright lint'
keep 'the headless Service did not change'
change 'clusterIP: None' 'clusterIP: ""' k8s/service.yaml
expect 0 'streamwright lint' # said of the file that names it, which nobody changed
change 'replicas: 5' 'replicas: 3' k8s/statefulset.yaml
expect 1 'headless-service-missing'
back
change 'serviceName: kafka' 'serviceName: kafke' k8s/statefulset.yaml
expect 1 'k8s/statefulset.yaml'
back

# A blueprint, and what it was built into.
change 'partitions: 4' 'partitions: 8' blueprint.yaml
expect 1 'in built/; nothing was written'
"$program" build >/dev/null 2>&1
expect 0 'streamwright build --check'
keep 'built again'
change 'kind: Blueprint' 'kind: Blueprind' blueprint.yaml
expect 1 'Blueprind'
back

# The same hooks where the program is installed already.
cat >.pre-commit-config.yaml <<END
repos:
  - repo: local
    hooks:
      - {id: streamwright-lint, name: streamwright lint, entry: $program lint, language: system, types_or: [yaml, json]}
END
keep 'installed already'
change 'replicas: 5' 'replicas: 7' k8s/statefulset.yaml
expect 0 'streamwright lint'
change 'serviceName: kafka' 'serviceName: kafke' k8s/statefulset.yaml
expect 1 'headless-service-missing'

row hooks pre-commit "$(pre_commit --version | cut -d' ' -f2)" 'runs in a repository that uses the hooks' "$tried" $((SECONDS - began))
