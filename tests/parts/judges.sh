# What we write, judged by schemas we did not make, and built by real kustomize.
set -euo pipefail
source "$HERE/tools/rows.sh"
export PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

began=$SECONDS
(cd "$HERE/judges" && "$STREAMWRIGHT_PYTHON" -m unittest) 2>&1 | tee "$work/self"
row judges "the judge itself" - "its own tests" "$(awk '/^Ran / { print $2 }' "$work/self")" $((SECONDS - began))

# outputs NAME: the folder that a build of this blueprint wrote.
if cargo run --locked --release --quiet -- examples >"$work/examples" 2>/dev/null && [[ -s $work/examples ]]; then
  # An example that no blueprint stands for, or the other way round, would be judged by nobody.
  diff <(ls blueprints/*.yaml | xargs -n 1 basename -s .yaml | LC_ALL=C sort) <(awk '{ print $1 }' "$work/examples" | LC_ALL=C sort) || {
    echo "blueprints/ (<) and what the program carries (>) differ" >&2
    exit 1
  }
  outputs() {
    cargo run --locked --release --quiet -- build --example "$1" --out "$work/out/$1" >/dev/null && echo "$work/out/$1"
  }
else
  echo "this program does not build examples yet: the golden folders are judged instead"
  outputs() { [[ -d golden/$1 ]] && echo "golden/$1"; }
fi

shopt -s nullglob
: >"$work/judged"
judged=$work/judged folders=0 began=$SECONDS kustomized=0 kustomize_seconds=0
for blueprint in blueprints/*.yaml; do
  name=$(basename "$blueprint" .yaml)
  folder=$(outputs "$name") || { echo "no output of $blueprint" >&2 && exit 1; }
  echo "-- $name"
  "$STREAMWRIGHT_PYTHON" "$HERE/judges/judge.py" "$folder" --crds "$STREAMWRIGHT_STRIMZI_CRDS" --blueprint "$blueprint" | tee -a "$judged"

  # Whoever points kustomize, Flux or Argo CD at a folder must get the same objects as from its files.
  at=$SECONDS
  for kustomization in "$folder"/manifests/*/*/kustomization.yaml; do
    folders=$((folders + 1))
    root=$(dirname "$kustomization")
    built=$("$STREAMWRIGHT_KUSTOMIZE" build "$root" | grep -c '^kind: ')
    files=$(find "$root" -name '*.yaml' ! -name kustomization.yaml -exec cat {} + | grep -c '^kind: ')
    if [[ $built != "$files" ]]; then
      echo "$root: kustomize builds $built objects, the files hold $files" >&2
      exit 1
    fi
    kustomized=$((kustomized + built))
  done
  kustomize_seconds=$((kustomize_seconds + SECONDS - at))
done

count() { awk -v who="$1" '/^judged:/ { for (i = 2; i < NF; i++) if ($i == who) n += $(i + 1) } END { print n + 0 }' "$judged"; }
seconds=$((SECONDS - began - kustomize_seconds))
version() { sed -n "s/^$1==//p" "$HERE/tools/requirements.txt"; }
row judges kubernetes-validate "$(version kubernetes-validate)" "objects, strict" "$(count kubernetes)" "$seconds"
row judges "Strimzi CRD generator" "$(sed -n 's/^STRIMZI=//p' "$HERE/tools/versions.sh")" "objects, unknown fields refused" "$(count strimzi)" "$seconds"
row judges - - "objects of kinds neither knows" "$(count nobody)" -
row judges kustomize "$("$STREAMWRIGHT_KUSTOMIZE" version)" "objects in $folders folders built" "$kustomized" "$kustomize_seconds"

if ! (($(count kubernetes) && $(count strimzi) && kustomized)); then
  echo "nothing was judged: that proves nothing" >&2
  exit 1
fi
