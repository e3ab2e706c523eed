#!/bin/sh
# Topics of kafka-hdi, as the blueprint declares them. Safe to run again: what is there is compared, never changed.
set -eu

usage() {
  cat <<'END'
usage: topics.sh [--apply]

Says which declared topics are missing and which are there with other settings. With --apply the missing ones are
created; one that is there is never altered: the command that would do it is shown.

  BOOTSTRAP_SERVERS  host:port,... instead of the declared brokers
  KAFKA_BIN          the folder of kafka-topics.sh; that of HDInsight's nodes where it exists, else the PATH
  COMMAND_CONFIG     a client.properties for listeners with TLS or a login

exits with 0 when everything is as declared, 1 when something is missing or differs, 2 when that cannot be told
END
}

apply=
case $#:${1:-} in
  0:) ;;
  1:--apply) apply=yes ;;
  1:-h | 1:--help) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac

servers=${BOOTSTRAP_SERVERS:-}
[ -n "$servers" ] || servers='wn0-kafka.qf3xk2d0aebepb.ax.internal.cloudapp.net:9092,wn1-kafka.qf3xk2d0aebepb.ax.internal.cloudapp.net:9092,wn2-kafka.qf3xk2d0aebepb.ax.internal.cloudapp.net:9092'
if [ -z "$servers" ]; then
  echo "topics.sh: the blueprint names no brokers: set BOOTSTRAP_SERVERS" >&2
  exit 2
fi
bin=${KAFKA_BIN:-}
if [ -z "$bin" ] && [ -d /usr/hdp/current/kafka-broker/bin ]; then
  bin=/usr/hdp/current/kafka-broker/bin
fi
bin=${bin:+${bin%/}/}
config=${COMMAND_CONFIG:-}

# A command line that can be copied.
shown() {
  line=
  for word in "$@"; do
    case $word in
      '' | *[!A-Za-z0-9_./:=,@%+-]*) word="'$(printf '%s' "$word" | sed "s/'/'\\\\''/g")'" ;;
    esac
    line="$line${line:+ }$word"
  done
  printf '%s' "$line"
}

# kafka TOOL ARGUMENT...: the tool, connected.
kafka() {
  tool=$1
  shift
  set -- "$bin$tool" --bootstrap-server "$servers" ${config:+--command-config "$config"} "$@"
  if [ -n "${show:-}" ]; then
    shown "$@"
    return
  fi
  "$@"
}
command_of() { (show=yes; kafka "$@"); }

scratch=$(umask 077; mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 2' HUP INT TERM

if ! kafka kafka-topics.sh --describe >"$scratch/all" 2>"$scratch/error"; then
  cat "$scratch/error" >&2
  echo "topics.sh: the brokers at $servers do not say which topics there are" >&2
  exit 2
fi
# One line per topic: name, partitions, replication factor, settings.
awk -F '\t' '/PartitionCount:/ {
  name = count = factor = configs = ""
  for (i = 1; i <= NF; i++) {
    value = $i
    sub(/^[^:]*:[ ]*/, "", value)
    if ($i ~ /^Topic:/) name = value
    else if ($i ~ /^PartitionCount:/) count = value
    else if ($i ~ /^ReplicationFactor:/) factor = value
    else if ($i ~ /^Configs:/) configs = value
  }
  print name "\t" count "\t" factor "\t" configs
}' "$scratch/all" >"$scratch/topics"

# Whether a topic has a setting. Values may hold commas, and so may what follows: another key, or nothing.
has() {
  case ,$1, in
    *",$2,"*) ;;
    *) return 1 ;;
  esac
  rest=${1#"$2"}
  [ "$rest" != "$1" ] || rest=${1#*",$2"}
  rest=${rest#,}
  case $rest in
    '') return 0 ;;
  esac
  case ${rest%%,*} in
    *=*) return 0 ;;
  esac
  return 1
}

wrong=0
differs() {
  wrong=1
  printf '%s: %s\n' "$name" "$1"
}

# topic NAME PARTITIONS REPLICATION-FACTOR SETTING...: empty is what the brokers have as default.
topic() {
  name=$1 partitions=$2 factor=$3
  shift 3
  found=$(awk -F '\t' -v name="$name" '$1 == name { print; exit }' "$scratch/topics")
  if [ -z "$found" ]; then
    create "$@"
    return
  fi
  tab=$(printf '\t')
  found=${found#*"$tab"}
  has_partitions=${found%%"$tab"*}
  found=${found#*"$tab"}
  has_factor=${found%%"$tab"*}
  has_settings=${found#*"$tab"}
  same=yes
  if [ -n "$partitions" ] && [ "$partitions" != "$has_partitions" ]; then
    same=
    differs "has $has_partitions partitions, declared are $partitions"
    if [ "$partitions" -gt "$has_partitions" ]; then
      echo "  to add them (keys move to other partitions): $(command_of kafka-topics.sh --alter --topic "$name" --partitions "$partitions")"
    else
      echo "  Kafka takes no partition away: declare $has_partitions, or move to a new topic"
    fi
  fi
  if [ -n "$factor" ] && [ "$factor" != "$has_factor" ]; then
    same=
    differs "has $has_factor copies of each partition, declared are $factor"
    echo "  kafka-reassign-partitions.sh changes that, with a plan that names the brokers"
  fi
  for setting in "$@"; do
    if ! has "$has_settings" "$setting"; then
      same=
      differs "$setting is declared and not set"
      value=${setting#*=}
      case $value in *,*) value="[$value]" ;; esac
      echo "  to set it: $(command_of kafka-configs.sh --alter --entity-type topics --entity-name "$name" --add-config "${setting%%=*}=$value")"
    fi
  done
  [ -z "$same" ] || printf '%s: is there as declared\n' "$name"
}

create() {
  for setting in "$@"; do
    shift
    set -- "$@" --config "$setting"
  done
  set -- kafka-topics.sh --create --if-not-exists --topic "$name" ${partitions:+--partitions "$partitions"} \
    ${factor:+--replication-factor "$factor"} "$@"
  if [ -z "$apply" ]; then
    differs "is missing"
    echo "  --apply runs: $(command_of "$@")"
  elif kafka "$@" >"$scratch/said" 2>&1; then
    printf '%s: created\n' "$name"
  else
    differs "could not be created"
    sed 's/^/  /' "$scratch/said" >&2
  fi
}

topic 'orders' '12' '3' 'min.insync.replicas=2' 'retention.ms=604800000'
exit "$wrong"
