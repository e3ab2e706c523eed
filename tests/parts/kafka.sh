# Real Kafka, as Strimzi runs it, and what a build writes for it.
set -euo pipefail
source "$HERE/tools/rows.sh"
source "$HERE/tools/versions.sh"
export PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

source "$HERE/tools/program.sh"
for blueprint in blueprints/*.yaml tests/kafka/stack.yaml; do
  "$program" build "$blueprint" --out "$work/built/$(basename "$blueprint" .yaml)" >/dev/null
done

began=$SECONDS
"$STREAMWRIGHT_PYTHON" "$HERE/kafka/proof.py" blueprints "$work/built" "$STREAMWRIGHT_KRAFT" "$STREAMWRIGHT_KAFKA_RIG" "$program" | tee "$work/said"
row kafka Kafka "$KAFKA_STRIMZI" "real brokers and clients" - $((SECONDS - began))
while IFS=$'\t' read -r _ what count; do
  row kafka Kafka "$KAFKA_STRIMZI" "$what" "$count" -
done < <(grep ^counted "$work/said")
row_of_ignored kafka
