# A real broker of HDInsight's version that clients in another network can reach, or cannot.
set -euo pipefail
source "$HERE/tools/rows.sh"
source "$HERE/tools/needs.sh"
source "$HERE/tools/versions.sh"
export PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

source "$HERE/tools/program.sh"
"$program" build --example hdinsight-peered-aks --out "$work/out"
began=$SECONDS
namespaces "$STREAMWRIGHT_PYTHON" "$HERE/broker/proof.py" "$work/out/ambari/default/hdi" "$STREAMWRIGHT_KAFKA" "$program" | tee "$work/said"
row broker Kafka "$KAFKA_HDINSIGHT" "three brokers, two networks: cases" "$(awk '/ cases in / { print $1 }' "$work/said")" $((SECONDS - began))
