#!/bin/sh
# What the blueprint states about kafka-dev, beside what Azure and Ambari say. Reads only.
{ set +x; } 2>/dev/null # No trace: passwords pass through here.
set -eu

usage() {
  cat <<'END'
usage: facts.sh

Asks Azure (az, logged in) and Ambari (curl and jq) for every fact the blueprint states about this cluster and prints both.

  AMBARI_NETRC     a netrc file with the cluster login, or
  AMBARI_PASSWORD  its password, and AMBARI_USER unless it is admin
  AMBARI_URL       where Ambari answers, if not at the cluster's public address

exits with 0 when everything agrees, 1 when something differs, 2 when something could not be asked
END
}

case $#:${1:-} in
  0:) ;;
  1:-h | 1:--help) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac

scratch=$(umask 077; mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 2' HUP INT TERM

say() { printf '%s\n' "$*" >&2; }
fail() { say "${0##*/}: $*"; exit 2; }
need() {
  for tool in "$@"; do
    command -v "$tool" >/dev/null 2>&1 || fail "needs $tool, which is not here"
  done
}

# Where Ambari answers. From inside the network it is https://kafka-dev-int.azurehdinsight.net.
ambari_url=${AMBARI_URL:-}
[ -n "$ambari_url" ] || ambari_url='https://kafka-dev.azurehdinsight.net'
ambari_url=${ambari_url%/}
case $ambari_url in
  https://*) ;;
  *) fail "AMBARI_URL is $ambari_url, and a password goes over https only" ;;
esac
ambari_cluster='/clusters/kafka-dev'

# What curl is to read from its standard input, so that no password is in a command line, a file or a trace.
login() {
  { set +x; } 2>/dev/null
  if [ -n "${AMBARI_NETRC:-}" ]; then
    printf 'netrc-file = "%s"\n' "$(escaped "$AMBARI_NETRC")"
  else
    printf 'user = "%s"\n' "$(escaped "${AMBARI_USER:-admin}:$AMBARI_PASSWORD")"
  fi
}
escaped() { printf '%s' "$1" | sed 's/[\\"]/\\&/g'; }

login_known() {
  [ -n "${AMBARI_NETRC:-}" ] || [ -n "${AMBARI_PASSWORD:+set}" ] ||
    fail "who asks? Set AMBARI_NETRC to a netrc file, or AMBARI_PASSWORD (and AMBARI_USER, unless it is admin)"
  [ -z "${AMBARI_NETRC:-}" ] || [ -r "$AMBARI_NETRC" ] || fail "AMBARI_NETRC: $AMBARI_NETRC cannot be read"
}

# ambari METHOD PATH [FILE]: one request with the content of FILE. The answer is in "$scratch/answer" and its status in
# $status: 000 where there was none. Fails unless it is a 2xx.
ambari() {
  method=$1 path=$2 body=${3:-}
  # --disable: a .curlrc could make it talk, or follow somebody elsewhere.
  set -- --disable --silent --show-error --globoff --proto '=https' --max-time "${AMBARI_TIMEOUT:-60}" --config - \
    --header 'X-Requested-By: ambari' --header 'Expect:' --request "$method" --output "$scratch/answer" --write-out '%{http_code}'
  [ -z "$body" ] || set -- "$@" --data-binary "@$body"
  : >"$scratch/answer"
  status=$(login | curl "$@" "$ambari_url/api/v1$path") || status=000
  case $status in
    2??) return 0 ;;
    401 | 403) say "Ambari does not let this login do that: $method $path answers $status" ;;
    404) say "Ambari has no $path (404); names of clusters are case-sensitive" ;;
    000) say "no answer from $ambari_url to $method $path" ;;
    *) say "$method $path answers $status: $(head -c 300 "$scratch/answer" | tr -d '[:cntrl:]')" ;;
  esac
  return 1
}

differs=0 unknown=0

# fact NAME DECLARED FOUND: what nobody declared is only shown.
fact() {
  if [ -z "$3" ]; then
    verdict='not known'
    unknown=1
  elif [ -z "$2" ]; then
    verdict='not declared'
  elif [ "$2" = "$3" ]; then
    verdict=same
  else
    verdict=DIFFERS
    differs=1
  fi
  printf '%-12s  %s\n              declared  %s\n              found     %s\n' "$verdict" "$1" "${2:--}" "${3:--}"
}

# Azure: the cluster, its version and its networks.
id=
if command -v az >/dev/null 2>&1; then
  id=$(az resource list --resource-type Microsoft.HDInsight/clusters --name 'kafka-dev' --query '[0].id' --output tsv) || id=
  [ -n "$id" ] || say "Azure shows this login no HDInsight cluster of that name in this subscription: az account show"
else
  say "az is not here: version, subnet and network are not asked for"
fi

# of_cluster QUERY: one value of the cluster.
of_cluster() {
  [ -z "$id" ] || az hdinsight show --ids "$id" --query "$1" --output tsv || :
}

fact 'HDInsight version' '5.1' "$(of_cluster 'properties.clusterVersion' | cut -d. -f1-2)"
fact 'Kafka version' '3.2' "$(of_cluster 'properties.clusterDefinition.componentVersion.Kafka')"
fact 'region' 'westeurope' "$(of_cluster 'location' | tr -d ' ' | tr '[:upper:]' '[:lower:]')"
subnet=$(of_cluster "properties.computeProfile.roles[?name=='workernode'].virtualNetworkProfile.subnet | [0]")
network=$(of_cluster "properties.computeProfile.roles[?name=='workernode'].virtualNetworkProfile.id | [0]")
found=
[ -z "$subnet" ] || found=$(az network vnet subnet show --ids "$subnet" \
  --query 'addressPrefix || addressPrefixes[0]' --output tsv) || found=
fact "range of the brokers' subnet" '10.10.0.0/24' "$found"
found=
[ -z "$network" ] || found=$(az network vnet show --ids "$network" \
  --query "join(' ', sort(addressSpace.addressPrefixes))" --output tsv) || found=
fact 'address space of the network' '10.10.0.0/16' "$found"

# Ambari: brokers with their addresses, and the configuration in force.
need curl jq
login_known

# answer FILTER: what is asked for, out of the last answer; nothing where that is no JSON.
answer() { jq -r "$1" "$scratch/answer" || :; }

: >"$scratch/brokers"
if ambari GET "$ambari_cluster/services/KAFKA/components/KAFKA_BROKER?fields=host_components/HostRoles/host_name"; then
  answer '.host_components[].HostRoles.host_name' >"$scratch/names"
  if ambari GET "$ambari_cluster/hosts?fields=Hosts/ip"; then
    answer '.items[].Hosts | "\(.host_name) \(.ip)"' | awk 'NR == FNR { broker[$1]; next } $1 in broker' "$scratch/names" - |
      sort >"$scratch/brokers"
  fi
fi

# broker NAME ADDRESS: by its whole name, or by the first part where no more is declared.
broker() {
  found=$(awk -v name="$1" '$1 == name || index($1, name ".") == 1 { print $2; exit }' "$scratch/brokers")
  if [ -z "$found" ] && [ -s "$scratch/brokers" ]; then
    found='no broker of that name'
  fi
  fact "address of broker $1" "$2" "$found"
  awk -v name="$1" '!($1 == name || index($1, name ".") == 1)' "$scratch/brokers" >"$scratch/others"
  mv "$scratch/others" "$scratch/brokers"
}
broker 'wn0-kafka' '10.10.0.12'
broker 'wn1-kafka' '10.10.0.6'
broker 'wn2-kafka' '10.10.0.13'
broker 'wn3-kafka' '10.10.0.5'
while read -r name address; do
  fact "address of broker $name" 'no such broker' "$address"
done <"$scratch/brokers"

# properties TYPE: the configuration in force, into "$scratch/TYPE".
properties() {
  echo null >"$scratch/$1"
  ambari GET "$ambari_cluster?fields=Clusters/desired_configs" || return 0
  tag=$(jq -r --arg type "$1" '.Clusters.desired_configs[$type].tag // empty | @uri' "$scratch/answer") || return 0
  [ -n "$tag" ] || return 0
  ambari GET "$ambari_cluster/configurations?type=$1&tag=$tag" || return 0
  jq '.items[0].properties // {}' "$scratch/answer" >"$scratch/$1" || echo null >"$scratch/$1"
}
# of_type TYPE KEY: nothing where the type could not be read.
of_type() { jq -r --arg key "$2" 'if . then .[$key] // "not set" else empty end' "$scratch/$1"; }

properties kafka-broker
fact 'listeners of kafka-broker' 'PLAINTEXT://0.0.0.0:9092' "$(of_type kafka-broker 'listeners')"
properties kafka-env
marks=$(of_type kafka-env content | grep '^# >>> streamwright' || :)
printf '%-12s  %s\n' shown "block of this tool in the kafka-env template: ${marks:-none}"

[ "$differs" = 0 ] || exit 1
[ "$unknown" = 0 ] || exit 2
