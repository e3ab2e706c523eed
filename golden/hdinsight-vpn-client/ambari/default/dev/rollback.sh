#!/usr/bin/env bash
# Returns Kafka on kafka-dev to the service config version that apply.sh replaced, and restarts its brokers.
{ set +x; } 2>/dev/null # No trace: passwords pass through here.
set -uo pipefail
umask 077

usage() {
  cat <<'END'
usage: rollback.sh [--apply] [--to VERSION] [--force] [--restart rolling|all|none] [--urp-command COMMAND]
                   [--timeout S] [--settle S] [--poll S] [--restore-timeout S] [--state FILE]
       rollback.sh --maintenance ON|OFF

Without --apply nothing is changed: it shows what would be.

  --apply           return to the version and restart the brokers, in maintenance mode, which is put back
  --to              another version than the one apply.sh kept; Ambari lists them under Kafka, Configs
  --force           also where somebody changed Kafka's configuration since: that is lost with it
  The other options and the variables are those of apply.sh.

exits with
  0  done, or nothing to do
  1  Ambari did not do what was asked for, or somebody changed the configuration since
  2  wrong usage, no answer, or nothing kept: nothing was changed
  3  maintenance mode could not be put back; the command that does it was printed
END
}

# What the blueprint wants.
IFS= read -r -d '' wanted <<'STREAMWRIGHT' || :
{
  "cluster": "kafka-dev",
  "block": [
    "# >>> streamwright:advertise-ip v1 sha256=d8436ed7731da41242df9862840ad06c2bb73719d4080e7f6bdc96b585fb0ac0 >>>",
    "# shellcheck shell=sh",
    "# Names do not resolve across a peering or a VPN, so this broker tells clients its address inside 10.10.0.0/24.",
    "# Of server.properties, which Ambari writes anew before each start, only advertised.* lines change. Whatever is in the",
    "# way leaves that file as it is and is said on stderr. All of it happens in a subshell: the script around it keeps its",
    "# variables, options, arguments and $?. Do not edit it here: it is replaced from marker to marker.",
    "(",
    "  streamwright_status=$?",
    "  # No trace: server.properties may hold passwords.",
    "  set +x +v +e +u +C -f",
    "  unset IFS",
    "  export LC_ALL=C",
    "  streamwright_file=\"{{conf_dir}}/server.properties\"",
    "  streamwright_temporary=",
    "  streamwright_leave() {",
    "    printf 'streamwright: %s; %s is left as it is\\n' \"$1\" \"$streamwright_file\" >&2",
    "    exit",
    "  }",
    "  trap '[ -z \"$streamwright_temporary\" ] || rm -f \"$streamwright_temporary\"; exit \"$streamwright_status\"' EXIT",
    "  trap 'exit' HUP INT TERM",
    "",
    "  # A host has several addresses: of a bridge, of a loopback, IPv6. Clients reach the one inside the subnet.",
    "  streamwright_all=\"$(hostname -I 2>/dev/null) $(hostname -i 2>/dev/null)\"",
    "  streamwright_address=",
    "  for streamwright_one in $streamwright_all; do",
    "    case $streamwright_one in *[!0-9.]* | .* | *. | *..*) continue ;; esac",
    "    IFS=.",
    "    # shellcheck disable=SC2086 # divided at its dots",
    "    set -- $streamwright_one",
    "    unset IFS",
    "    case \"$# $*\" in 4\\ *[0-9][0-9][0-9][0-9]* | *\\ 0[0-9]*) continue ;; 4\\ *) ;; *) continue ;; esac",
    "    if [ \"$1\" -gt 255 ] || [ \"$2\" -gt 255 ] || [ \"$3\" -gt 255 ] || [ \"$4\" -gt 255 ]; then continue; fi",
    "    streamwright_number=$((($1 << 24) + ($2 << 16) + ($3 << 8) + $4))",
    "    # 10.10.0.0 to 10.10.0.255",
    "    if [ \"$streamwright_number\" -ge 168427520 ] && [ \"$streamwright_number\" -le 168427775 ]; then",
    "      streamwright_address=$streamwright_one",
    "      break",
    "    fi",
    "  done",
    "  [ -n \"$streamwright_address\" ] || streamwright_leave \\",
    "    \"no address of this host is inside 10.10.0.0/24 ($(printf '%s' \"$streamwright_all\" | tr -cd '0-9A-Fa-f:. '))\"",
    "",
    "  # The file itself, where the name is a link: the link stays one.",
    "  streamwright_real=$(readlink -f \"$streamwright_file\")",
    "  [ -f \"$streamwright_real\" ] || streamwright_leave \"there is no such file\"",
    "  [ -r \"$streamwright_real\" ] || streamwright_leave \"$(id -un) may not read it\"",
    "  [ \"$(tr -cd '\\000' <\"$streamwright_real\" | wc -c)\" -eq 0 ] ||",
    "    streamwright_leave \"it is not text: it holds a NUL\"",
    "",
    "  # Lines as Java reads them: one that ends in a backslash goes on in the next, a comment never does, and of one key",
    "  # the last line counts. Listeners that are not to be told by address keep what they have, or get the host name.",
    "  # The x keeps the newlines at the end.",
    "  streamwright_text=$(awk -v address=\"$streamwright_address\" -v told='PLAINTEXT' -v missing='PLAINTEXT://:9092' '",
    "    function value(text) {",
    "      sub(/^[ \\t\\f]*[a-z.]+[ \\t\\f]*[=:]?[ \\t\\f]*/, \"\", text)",
    "      gsub(/[\\\\ \\t\\f]/, \"\", text)",
    "      return text",
    "    }",
    "    function line_is_whole() {",
    "      if (whole ~ /^[ \\t\\f]*advertised\\.(listeners|host\\.name|port)([ \\t\\f=:]|$)/ && raw !~ /\\r[^\\n]/) {",
    "        if (whole ~ /^[ \\t\\f]*advertised\\.listeners/) advertised = value(whole)",
    "      } else {",
    "        if (whole ~ /^[ \\t\\f]*listeners([ \\t\\f=:]|$)/) listeners = value(whole)",
    "        print substr(raw, 1, length(raw) - 1)",
    "        unfinished = goes_on",
    "      }",
    "      raw = \"\"",
    "      whole = \"\"",
    "    }",
    "    {",
    "      raw = raw $0 \"\\n\"",
    "      part = $0",
    "      sub(/\\r$/, \"\", part)",
    "      if (goes_on) sub(/^[ \\t\\f]+/, \"\", part)",
    "      is_comment = !goes_on && part ~ /^[ \\t\\f]*[#!]/",
    "      goes_on = 0",
    "      if (!is_comment && match(part, /\\\\+$/) && RLENGTH % 2) {",
    "        goes_on = 1",
    "        part = substr(part, 1, length(part) - 1)",
    "      }",
    "      whole = whole part",
    "      if (!goes_on) line_is_whole()",
    "    }",
    "    END {",
    "      if (raw != \"\") line_is_whole()",
    "      if (unfinished) print \"\"",
    "      count = split(advertised, entries, \",\")",
    "      for (i = 1; i <= count; i++)",
    "        if (match(entries[i], /^[A-Za-z0-9._-]+:\\/\\//)) kept[toupper(substr(entries[i], 1, RLENGTH - 3))] = entries[i]",
    "      count = split(listeners == \"\" ? missing : listeners, entries, \",\")",
    "      for (i = 1; i <= count; i++) {",
    "        if (entries[i] == \"\") continue",
    "        if (entries[i] !~ /^[A-Za-z0-9._-]+:\\/\\/[^\\/]*:[0-9]+$/) exit 3",
    "        match(entries[i], /:\\/\\//)",
    "        name = substr(entries[i], 1, RSTART - 1)",
    "        if (toupper(name) in done) continue",
    "        done[toupper(name)] = 1",
    "        host = substr(entries[i], RSTART + 3)",
    "        match(host, /:[0-9]+$/)",
    "        port = substr(host, RSTART)",
    "        host = substr(host, 1, RSTART - 1)",
    "        if (index(\",\" told \",\", \",\" toupper(name) \",\")) entry = name \"://\" address port",
    "        else if (toupper(name) in kept) entry = kept[toupper(name)]",
    "        else {",
    "          if (host == \"\" || host ~ /^\\[?[0.:]+\\]?$/) {",
    "            if (own == \"\") \"hostname -f\" | getline own",
    "            if (own !~ /^[A-Za-z0-9.-]+$/) exit 4",
    "            host = own",
    "          }",
    "          entry = name \"://\" host port",
    "        }",
    "        result = result (result == \"\" ? \"\" : \",\") entry",
    "      }",
    "      if (result == \"\") exit 3",
    "      print \"advertised.listeners=\" result",
    "    }' \"$streamwright_real\" && echo x)",
    "  case $? in",
    "    0) streamwright_text=${streamwright_text%x} ;;",
    "    3) streamwright_leave \"its \\`listeners\\` cannot be read\" ;;",
    "    4) streamwright_leave \"a listener wants this host's name, which \\`hostname -f\\` does not tell\" ;;",
    "    *) streamwright_leave \"its lines cannot be read\" ;;",
    "  esac",
    "  if printf '%s' \"$streamwright_text\" | cmp -s - \"$streamwright_real\"; then exit; fi",
    "",
    "  # Beside the file and then renamed: whoever reads it, and whatever breaks, there is the old one or the new one.",
    "  [ -w \"$streamwright_real\" ] || streamwright_leave \"$(id -un) may not write it\"",
    "  streamwright_temporary=$(mktemp \"$streamwright_real.streamwright.XXXXXX\" 2>/dev/null) ||",
    "    streamwright_leave \"$(id -un) may not make a file beside it\"",
    "  cp -p \"$streamwright_real\" \"$streamwright_temporary\" 2>/dev/null",
    "  [ \"$(stat -c '%u:%g %a' \"$streamwright_temporary\")\" = \"$(stat -c '%u:%g %a' \"$streamwright_real\")\" ] ||",
    "    streamwright_leave \"$(id -un) cannot keep its owner and mode\"",
    "  printf '%s' \"$streamwright_text\" 2>/dev/null >\"$streamwright_temporary\"",
    "  printf '%s' \"$streamwright_text\" | cmp -s - \"$streamwright_temporary\" ||",
    "    streamwright_leave \"the new one cannot be written\"",
    "  mv -f \"$streamwright_temporary\" \"$streamwright_real\" 2>/dev/null || streamwright_leave \"it cannot be replaced\"",
    "  streamwright_temporary=",
    "  printf 'streamwright: %s\\n' \"$(tail -n 1 \"$streamwright_real\")\" >&2",
    ") </dev/null && :",
    "# <<< streamwright:advertise-ip <<<",
    ""
  ],
  "listeners": [
    "PLAINTEXT"
  ],
  "broker": {
    "listeners": "PLAINTEXT://0.0.0.0:9092"
  },
  "note": "streamwright hdinsight-vpn-client sha256:e518538ac95d"
}
STREAMWRIGHT

scratch=
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

# `fail` is for what could not be asked; this, for what Ambari did not do.
undone() { say "${0##*/}: $*"; exit 1; }

restart=rolling timeout=900 poll=5 settle=60 restore_timeout=300 urp_command='' state='' mode='plan' maintenance_to=''

# seconds FLAG VALUE
seconds() {
  case $2 in '' | *[!0-9]* | ??????*) fail "$1 takes seconds, not \`$2\`" ;; esac
}

# option FLAG VALUE: the ones both scripts have. Fails for a flag that is none of them.
option() {
  case $1 in
    --restart)
      case $2 in rolling | all | none) restart=$2 ;; *) fail "--restart takes rolling, all or none, not \`$2\`" ;; esac ;;
    --timeout) seconds "$@"; timeout=$2 ;;
    --poll) seconds "$@"; poll=$2 ;;
    --settle) seconds "$@"; settle=$2 ;;
    --restore-timeout) seconds "$@"; restore_timeout=$2 ;;
    --urp-command) urp_command=$2 ;;
    --state) state=$2 ;;
    --maintenance)
      case $2 in ON | OFF) mode=maintenance maintenance_to=$2 ;; *) fail "--maintenance takes ON or OFF, not \`$2\`" ;; esac ;;
    *) return 1 ;;
  esac
}

# A signal ends the nap, so that it is heard at once.
nap() {
  sleep "$1" &
  wait $! || :
}

# get PATH: asked up to three times, since asking changes nothing.
get() {
  local try
  for try in 1 2 3; do
    if ambari GET "$1" && jq -e 'type == "object"' "$scratch/answer" >/dev/null 2>&1; then return 0; fi
    case $status in 4??) return 1 ;; esac
    [ "$try" = 3 ] || nap "$poll"
  done
  return 1
}

# desired: the tags in force, as `{"kafka-env": …, "kafka-broker": …}`.
desired() {
  get "$ambari_cluster?fields=Clusters/desired_configs" || return 1
  jq -ce '.Clusters.desired_configs | {"kafka-env": .["kafka-env"].tag, "kafka-broker": .["kafka-broker"].tag}
    | select(all(.[]; type == "string"))' "$scratch/answer"
}

# current_version: the number of Kafka's service config version in force. A group of hosts may have one of its own.
current_version() {
  get "$ambari_cluster/configurations/service_config_versions?service_name=KAFKA&is_current=true&fields=service_config_version,group_id,group_name,is_current" || return 1
  jq -re '[.items[] | select(.group_id == null or .group_id == -1 or .group_name == "Default" or .group_name == "default")
    | .service_config_version][0] // empty' "$scratch/answer"
}

# brokers: one line for each, `host state stale`, sorted.
brokers() {
  get "$ambari_cluster/host_components?HostRoles/component_name=KAFKA_BROKER&fields=HostRoles/host_name,HostRoles/state,HostRoles/stale_configs" || return 1
  jq -re '[.items[].HostRoles | [.host_name, .state, (.stale_configs | tostring)]] | sort[]
    | if all(.[]; type == "string" and test("^[A-Za-z0-9._-]+$")) then join(" ") else error("no broker") end' "$scratch/answer"
}

maintenance() {
  get "$ambari_cluster/services/KAFKA?fields=ServiceInfo/maintenance_state" || return 1
  jq -re '.ServiceInfo.maintenance_state | select(. == "ON" or . == "OFF")' "$scratch/answer"
}

# set_maintenance ON|OFF: done only when Ambari says that it is so.
set_maintenance() {
  jq -cn --arg to "$1" '{RequestInfo: {context: "streamwright: maintenance mode \($to) for KAFKA"}, Body: {ServiceInfo: {maintenance_state: $to}}}' \
    >"$scratch/maintenance"
  ambari PUT "$ambari_cluster/services/KAFKA" "$scratch/maintenance" || :
  [ "$(maintenance)" = "$1" ]
}

# What maintenance mode was; empty where nothing is to be put back. Also kept beside the state, for a run that was killed.
maintenance_was=
maintain() {
  local now
  now=$(maintenance) || undone "Ambari does not say whether KAFKA is in maintenance mode"
  if [ -e "$state.maintenance" ]; then
    maintenance_was=$(cat "$state.maintenance")
    case $maintenance_was in ON | OFF) ;; *) fail "$state.maintenance says neither ON nor OFF: look at it and remove it" ;; esac
    say "a run before this one did not put maintenance mode back; it was $maintenance_was"
  else
    [ "$now" != ON ] || { say "KAFKA is in maintenance mode already and stays in it"; return 0; }
    printf '%s\n' "$now" >"$state.maintenance" || fail "$state.maintenance cannot be written"
    maintenance_was=$now
  fi
  [ "$now" = ON ] || set_maintenance ON || undone "maintenance mode could not be turned on; no broker was restarted"
  say "maintenance mode of KAFKA is on; it was $maintenance_was"
}

# Runs at every end: after success, failure and signals alike.
finish() {
  local code=$? until=$((SECONDS + restore_timeout))
  trap '' HUP INT TERM
  set +e
  if [ -n "$maintenance_was" ]; then
    until set_maintenance "$maintenance_was"; do
      if [ "$SECONDS" -ge "$until" ]; then
        say "maintenance mode of KAFKA was $maintenance_was and could not be put back. Once Ambari answers, this does it:"
        printf '  bash %q --maintenance %s --state %q\n' "$0" "$maintenance_was" "$state" >&2
        rm -rf "$scratch"
        exit 3
      fi
      nap "$poll"
    done
    rm -f "$state.maintenance"
    say "maintenance mode of KAFKA is $maintenance_was again"
  fi
  rm -rf "$scratch"
  exit "$code"
}

# in_sync: 0 when every partition has all its replicas, 1 when not, 2 when nobody can tell.
in_sync() {
  local said
  if [ -n "$urp_command" ]; then
    if command -v timeout >/dev/null 2>&1; then
      said=$(timeout "$timeout" bash -c "$urp_command" </dev/null) || return 2
    else
      said=$(bash -c "$urp_command" </dev/null) || return 2
    fi
    [ -z "${said//[[:space:]]/}" ] || return 1
    return 0
  fi
  get "$ambari_cluster/services/KAFKA/components/KAFKA_BROKER?fields=metrics/kafka/server/ReplicaManager/UnderReplicatedPartitions" || return 2
  said=$(jq -re '.metrics.kafka.server.ReplicaManager.UnderReplicatedPartitions | numbers | if . == 0 then "none" else "some" end' \
    "$scratch/answer") || return 2
  [ "$said" = none ]
}

# wait_in_sync WHEN
wait_in_sync() {
  local until=$((SECONDS + timeout)) code=0
  while :; do
    code=0
    in_sync || code=$?
    [ "$code" != 0 ] || return 0
    if [ "$SECONDS" -ge "$until" ]; then
      [ "$code" = 1 ] || undone "nobody could say for $timeout s whether partitions are under-replicated, $1; $left"
      undone "partitions are still under-replicated after $timeout s, $1; $left"
    fi
    nap "$poll"
  done
}

# Before anything is changed: a rolling restart that nobody can watch is not begun. Where a broker is down already,
# partitions may be under-replicated: it is restarted first, and then they may not be any more.
watchable() {
  [ "$restart" = rolling ] || return 0
  local code=0
  in_sync || code=$?
  case $code in
    1) awk '$2 != "STARTED" { n++ } END { exit !n }' "$scratch/brokers" ||
        undone "partitions are under-replicated now: a restart would take some of them down. Nothing was changed" ;;
    2) fail "Ambari has no figure for under-replicated partitions. Nothing was changed. Say how to ask, for instance
    --urp-command 'ssh USER@HEADNODE /usr/hdp/current/kafka-broker/bin/kafka-topics.sh --bootstrap-server BROKER:PORT --describe --under-replicated-partitions'
  (no output means none), or take all brokers down at once with --restart all, or restart them yourself with --restart none" ;;
  esac
}

# ended ID WHAT: waits for the end of a request.
ended() {
  local said='' until=$((SECONDS + timeout))
  while :; do
    if ambari GET "$ambari_cluster/requests/$1?fields=Requests/request_status,Requests/progress_percent"; then
      said=$(jq -re '.Requests.request_status | strings' "$scratch/answer" 2>/dev/null) || said=''
    fi
    case $said in
      COMPLETED) return 0 ;;
      FAILED | ABORTED | TIMEDOUT | SKIPPED_FAILED | HOLDING_FAILED | HOLDING_TIMEDOUT)
        say "request $1, $2, ended as $said; its log is in Ambari under Background Operations"
        return 1 ;;
    esac
    if [ "$SECONDS" -ge "$until" ]; then
      say "request $1, $2, has not ended after $timeout s and goes on in Ambari"
      return 1
    fi
    nap "$poll"
  done
}

# request NAME HOSTS LEVEL: asks for a restart and waits for its end. Where the answer is lost, the request is known by
# its context, which is new each time.
request() {
  local id='' context
  context="streamwright: restart of $1 ($(date +%s)$RANDOM)"
  jq -cn --arg context "$context" --arg hosts "$2" --arg level "$3" --argjson wanted "$wanted" '
    {RequestInfo: {command: "RESTART", context: $context, operation_level: ({level: $level, cluster_name: $wanted.cluster, service_name: "KAFKA"}
        + if $level == "HOST_COMPONENT" then {hostcomponent_name: "KAFKA_BROKER", host_name: $hosts} else {} end)},
      "Requests/resource_filters": [{service_name: "KAFKA", component_name: "KAFKA_BROKER", hosts: $hosts}]}' >"$scratch/request"
  if ambari POST "$ambari_cluster/requests" "$scratch/request"; then
    id=$(jq -re '.Requests.id | numbers' "$scratch/answer" 2>/dev/null) || undone "Ambari had nothing to restart for $1; $left"
  else
    say "asking Ambari whether it took the restart of $1 all the same"
    get "$ambari_cluster/requests?fields=Requests/id,Requests/request_context" ||
      undone "it is not known whether Ambari took the restart of $1; $left"
    id=$(jq -re --arg context "$context" '[.items[].Requests | select(.request_context == $context) | .id][0] | numbers' "$scratch/answer") ||
      undone "Ambari did not take the restart of $1; $left"
  fi
  say "restart of $1 is request $id"
  ended "$id" "the restart of $1" || undone "$left"
}

# A run before this one may have left a restart under way: two of them at once would take two brokers down.
under_way() {
  local id
  get "$ambari_cluster/requests?Requests/request_status=IN_PROGRESS&fields=Requests/id,Requests/request_context" ||
    undone "Ambari does not say what is under way; no broker was restarted"
  jq -re '.items[].Requests | select(.request_context | strings | startswith("streamwright: restart of ")) | .id | numbers' \
    "$scratch/answer" >"$scratch/under-way"
  while read -r id; do
    say "request $id, a restart of a run before this one, is still under way"
    ended "$id" "that restart" || :
  done <"$scratch/under-way"
}

# started HOST: up again, with the configuration in force.
started() {
  local until=$((SECONDS + timeout))
  until brokers >"$scratch/brokers" && grep -qxF "$1 STARTED false" "$scratch/brokers"; do
    [ "$SECONDS" -lt "$until" ] || undone "$1 is not up with the new configuration after $timeout s; $left"
    nap "$poll"
  done
}

# Restarts what does not run with the configuration in force, maintenance mode on and put back. Brokers that are down
# come first: they take nothing with them.
left=
restart_brokers() {
  local host condition is waiting=() down=0 count=0
  if [ "$restart" != none ]; then under_way; fi
  brokers >"$scratch/brokers" || undone "Ambari does not say which brokers there are; none was restarted"
  for condition in down up; do
    while read -r host is _; do
      case $condition:$is in
        down:STARTED) ;;
        down:*) waiting+=("$host"); down=$((down + 1)) ;;
        up:STARTED) waiting+=("$host") ;;
      esac
    done < <(awk '$3 == "true"' "$scratch/brokers")
  done
  if ((${#waiting[@]} == 0)); then say "every broker runs with the configuration in force"; return 0; fi
  if [ "$restart" = none ]; then say "to be restarted, which --restart none leaves to you: ${waiting[*]}"; return 0; fi
  maintain
  if [ "$restart" = all ]; then
    left="run this again to restart what is left"
    request "all brokers" "$(IFS=,; printf '%s' "${waiting[*]}")" SERVICE
    for host in "${waiting[@]}"; do started "$host"; done
    return 0
  fi
  for host in "${waiting[@]}"; do
    left="run this again to restart what is left, from $host on"
    if ((count >= down)); then wait_in_sync "before the restart of $host"; fi
    request "$host" "$host" HOST_COMPONENT
    started "$host"
    count=$((count + 1))
    say "$host is up ($count of ${#waiting[@]})"
    # Ambari's figures are up to a minute old: right after a restart they are those of before.
    nap "$settle"
  done
  left="all brokers were restarted"
  wait_in_sync "after the last restart"
}

# A state of its own for each cluster, out of the folder that is built.
place_state() {
  [ -n "$state" ] || state=${XDG_STATE_HOME:-${HOME:?}/.local/state}/streamwright/${ambari_cluster##*/}.json
  mkdir -p "$(dirname "$state")" || fail "$(dirname "$state") cannot be made"
}

begin() {
  need curl jq diff
  login_known
  wanted=$(jq -c '.block |= if . == null then . else join("\n") end' <<<"$wanted") || fail "this script is damaged"
  scratch=$(mktemp -d "${XDG_RUNTIME_DIR:-${TMPDIR:-/tmp}}/streamwright.XXXXXX") || fail "no folder for passing things on can be made"
  trap finish EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  place_state
  if [ "$mode" = maintenance ]; then
    # What `finish` puts back is what was asked for.
    maintenance_was=$maintenance_to
    exit 0
  fi
}

# left_over: says so where a run before this one was killed between turning maintenance mode on and putting it back.
left_over() {
  [ ! -e "$state.maintenance" ] || {
    say "a run before this one did not put maintenance mode back. This does it:"
    printf '  bash %q --maintenance %s --state %q\n' "$0" "$(head -c 3 "$state.maintenance" | tr -cd ONF)" "$state" >&2
  }
}

# A line people may see: no password, and nothing that speaks to a terminal.
shown='def shown:
  sub("(?<head>^[^#]*?(password|passwd|secret|token|jaas|credential).*?[=: ]).+$"; "\(.head)(hidden)"; "i")
  | explode | map(if (. < 32 and . != 9) or (. > 126 and . < 160) then 65533 else . end) | implode;'


to='' force=''
while (($#)); do
  case $1 in
    -h | --help) usage; exit 0 ;;
    --apply) mode=apply; shift ;;
    --force) force=yes; shift ;;
    *)
      if (($# < 2)); then
        usage >&2
        fail "\`$1\` is no option, or lacks its value"
      fi
      case $1 in
        --to)
          case $2 in '' | *[!0-9]*) fail "--to takes the number of a version, not \`$2\`" ;; esac
          to=$2 ;;
        *) option "$1" "$2" || { usage >&2; fail "\`$1\` is no option"; } ;;
      esac
      shift 2 ;;
  esac
done

begin
kept=null
if [ -e "$state" ]; then
  kept=$(jq -ce --argjson wanted "$wanted" 'select(.cluster == $wanted.cluster and (.before.version | type) == "number")' "$state") ||
    fail "$state is not what apply.sh keeps for this cluster"
elif [ -z "$to" ]; then
  fail "nothing is kept in $state: apply.sh has changed nothing from here. Name the version with --to"
fi
[ -n "$to" ] || to=$(jq -r '.before.version' <<<"$kept")

now=$(desired) || fail "Ambari did not tell its configuration; nothing was changed"
version=$(current_version) || fail "Ambari does not say which version is in force; nothing was changed"
# The version apply.sh kept is known by its tags: Ambari gives a version it returned to a new number.
back=$(jq -r --argjson now "$now" --argjson to "$to" 'if . != null and .before.version == $to and .before.tags == $now then "yes" else "" end' <<<"$kept")
[ "$version" != "$to" ] || back=yes
brokers >"$scratch/brokers" || fail "Ambari does not say which brokers there are; nothing was changed"
stale=$(awk '$3 == "true" { printf "%s%s", (n++ ? " " : ""), $1 }' "$scratch/brokers")

if [ -n "$back" ]; then
  say "version $to is what Ambari has"
else
  say "Ambari has version $version and would return to $to"
  jq -r "$shown"'select(. != null) | .before.properties | to_entries[] | .key as $kind | .value | to_entries[]
    | if .value == null then "-\($kind)/\(.key)" else "\($kind)/\(.key) as it was:", (.value | split("\n")[] | "  " + .) end | shown' <<<"$kept"
  since=$(jq -r --argjson now "$now" --argjson version "$version" '
    if . != null and .after != null and .after.tags == $now and (.after.version == null or .after.version == $version) then "" else "yes" end' <<<"$kept")
  if [ -n "$since" ]; then
    say "this is not what apply.sh left: somebody changed Kafka's configuration since, which would be lost"
    [ -n "$force" ] || undone "nothing was changed; --force returns to $to all the same"
  fi
fi
[ -z "$stale" ] || say "brokers that run with an older configuration: $stale"
[ "$mode" = apply ] || left_over
if [ -n "$back" ] && [ -z "$stale" ] && ! { [ "$mode" = apply ] && [ -e "$state.maintenance" ]; }; then
  say "nothing to do"
  exit 0
fi
if [ "$mode" = plan ]; then
  say "nothing was changed; --apply does it and restarts the brokers (--restart $restart)"
  exit 0
fi
if [ -n "$back" ] && [ -z "$stale" ]; then
  maintain
  exit 0
fi
watchable
if [ -z "$back" ]; then
  jq -cn --argjson to "$to" '{Clusters: {desired_service_config_versions: {service_name: "KAFKA", service_config_version: $to,
    service_config_version_note: "streamwright: back to version \($to)"}}}' >"$scratch/body"
  ambari PUT "$ambari_cluster" "$scratch/body" || say "asking Ambari whether it returned all the same"
  after=$(desired) || undone "it is not known whether Ambari returned to version $to. Run this again: it finds out and goes on"
  if [ "$after" = "$now" ] && [ "$(current_version)" = "$version" ]; then undone "Ambari did not return to version $to; nothing was changed"; fi
  say "Ambari has returned to version $to"
fi
restart_brokers
say "done"
