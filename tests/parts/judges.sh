# What we write, judged by schemas we did not make, and built by real kustomize.
set -euo pipefail
source "$HERE/tools/rows.sh"
export PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

began=$SECONDS
(cd "$HERE/judges" && "$STREAMWRIGHT_PYTHON" -m unittest) 2>&1 | tee "$work/self"
row judges "the judge itself" - "its own tests" "$(awk '/^Ran / { print $2 }' "$work/self")" $((SECONDS - began))

cargo build --locked --release
program=${CARGO_TARGET_DIR:-target}/release/streamwright
"$program" examples >"$work/examples"
# An example that no blueprint stands for, or the other way round, would be judged by nobody.
diff <(for blueprint in blueprints/*.yaml; do basename "$blueprint" .yaml; done | LC_ALL=C sort) <(awk '{ print $1 }' "$work/examples" | LC_ALL=C sort) || {
  echo "blueprints/ (<) and what the program carries (>) differ" >&2
  exit 1
}

shopt -s nullglob
: >"$work/judged"
judged=$work/judged folders=0 began=$SECONDS kustomized=0 kustomize_seconds=0
for blueprint in blueprints/*.yaml; do
  name=$(basename "$blueprint" .yaml)
  folder=$work/out/$name
  echo "-- $name"
  "$program" build --example "$name" --out "$folder"
  # golden/ was written by a debug build: neither the profile nor the number of processors may change a byte.
  diff -r "golden/$name" "$folder"
  taskset -c 0 "$program" build --example "$name" --out "$work/one/$name" 2>/dev/null
  diff -r "$folder" "$work/one/$name"
  if [[ ! -d $folder/manifests ]]; then
    echo "nothing in it runs on Kubernetes"
    continue
  fi
  "$STREAMWRIGHT_PYTHON" "$HERE/judges/judge.py" "$folder" --crds "$STREAMWRIGHT_STRIMZI_CRDS" --blueprint "$blueprint" | tee -a "$judged"

  # Whoever points kustomize, Flux or Argo CD at a folder must get the same objects as from its files.
  at=$SECONDS
  for kustomization in "$folder"/manifests/*/*/kustomization.yaml; do
    folders=$((folders + 1))
    root=$(dirname "$kustomization")
    built=$("$STREAMWRIGHT_KUSTOMIZE" build "$root" | "$STREAMWRIGHT_PYTHON" "$HERE/judges/same.py" "$root")
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
