# Users with the rights we write, and real clients that use them, and try others.
set -euo pipefail
source "$HERE/tools/rows.sh"
source "$HERE/tools/versions.sh"
export PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

source "$HERE/tools/program.sh"
"$program" build tests/acl/platform.yaml --out "$work/built" >/dev/null

began=$SECONDS
"$STREAMWRIGHT_PYTHON" "$HERE/acl/proof.py" tests/acl/platform.yaml "$work/built" "$program" "$STREAMWRIGHT_KRAFT" "$STREAMWRIGHT_KAFKA_RIG" \
  "$STREAMWRIGHT_KAFKA_CLIENTS" "$STREAMWRIGHT_KAFKA" "$STREAMWRIGHT_CONNECTORS" docs/least-privilege.md | tee "$work/said"
row acl Kafka "$KAFKA_STRIMZI" "clients of every kind" - $((SECONDS - began))
while IFS=$'\t' read -r _ what count; do
  row acl Kafka "$KAFKA_STRIMZI" "$what" "$count" -
done < <(grep ^counted "$work/said")
