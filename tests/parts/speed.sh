# How fast a build is beside kustomize's, and how time grows with a platform: ratios of one run, never a time.
set -euo pipefail
source "$HERE/tools/rows.sh"
began=$SECONDS
cargo build --locked --release
program=${CARGO_TARGET_DIR:-target}/release/streamwright
PYTHONDONTWRITEBYTECODE=1 "$STREAMWRIGHT_PYTHON" benches/processes.py --program "$program" --kustomize "$STREAMWRIGHT_KUSTOMIZE" --rounds 8 --assert
# The schemas that `kubernetes-validate` brings are what kubeconform reads, where there is one; the machine may not have either linter.
schemas=$("$STREAMWRIGHT_PYTHON" -c 'import kubernetes_validate, os; print(os.path.join(os.path.dirname(kubernetes_validate.__file__), "kubernetes-json-schema"))')
PYTHONDONTWRITEBYTECODE=1 "$STREAMWRIGHT_PYTHON" benches/linters.py --program "$program" --schemas "$schemas" --rounds 3 --assert
PYTHONDONTWRITEBYTECODE=1 "$STREAMWRIGHT_PYTHON" benches/differences.py --program "$program" --dyff "$STREAMWRIGHT_DYFF" --rounds 3 --assert
size=$(wc -c <"$program")
((size <= 12000000)) || { echo "the binary has $size bytes; at most 12,000,000 are wanted" >&2; exit 1; }
row speed dyff "$(sed -n 's/^DYFF=//p' "$HERE/tools/versions.sh")" "rounds side by side" 3 $((SECONDS - began))
row speed kustomize "$("$STREAMWRIGHT_KUSTOMIZE" version)" "rounds side by side" 8 $((SECONDS - began))
