# How fast a build is beside kustomize's, and how time grows with a platform: ratios of one run, never a time.
set -euo pipefail
source "$HERE/tools/rows.sh"
began=$SECONDS
cargo build --locked --release
program=${CARGO_TARGET_DIR:-target}/release/streamwright
PYTHONDONTWRITEBYTECODE=1 "$STREAMWRIGHT_PYTHON" benches/processes.py --program "$program" --kustomize "$STREAMWRIGHT_KUSTOMIZE" --rounds 8 --assert
row speed kustomize "$("$STREAMWRIGHT_KUSTOMIZE" version)" "rounds side by side" 8 $((SECONDS - began))
