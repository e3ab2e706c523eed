#!/usr/bin/env bash
# rig.sh: a real Kubernetes API server with etcd and the controllers, on loopback, without nodes. README.md says how to use it.
#
#   rig.sh up DIR          starts it in DIR; prints the path of its kubeconfig; nothing to do where it is up already
#   rig.sh down DIR        ends exactly what `up` started there, and removes DIR/run
#   rig.sh status DIR      each process with its memory
#   rig.sh env DIR         lines to eval: KUBECONFIG, and a PATH with its kubectl
#   rig.sh hold DIR        `up`, and `down` when standard input ends or a signal comes; after a line `keep` it is left as it is
#   rig.sh run COMMAND…    a rig of its own for one command
#
# RIG_SERVERS      folder of the four programs (STREAMWRIGHT_KUBERNETES_OLD unless set)
# RIG_CONTROLLERS  0: without kube-controller-manager
# RIG_KEEP         1: `run` leaves the rig of a command that failed, and says where
set -euo pipefail
umask 077

say() { echo "rig: $*" >&2; }
die() { say "$@" && exit 1; }
usage() { sed -n '/^#   rig\.sh/,/^# RIG_KEEP/s/^# \{0,1\}//p' "$0" >&2 && exit 2; }

# A pid file holds a process and when it began, so that a number the system gave to another is never taken for ours.
began() {
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  # The name in parentheses may hold spaces.
  read -ra stat <<<"${stat##*) }"
  [[ ${stat[0]} != [ZX] ]] && echo "${stat[19]}"
}
alive() {
  local pid at
  [[ -f $RUN/$1.pid ]] && read -r pid at <"$RUN/$1.pid" && [[ $(began "$pid") == "$at" ]]
}
launch() {
  local name=$1 pid
  shift
  cd "$RUN"
  setsid "$SERVERS/$name" "$@" >"$RUN/$name.log" 2>&1 </dev/null 9>&- &
  pid=$!
  echo "$pid $(began $pid)" >"$RUN/$name.pid"
  disown "$pid"
  cd - >/dev/null
}
# By SIGKILL: what they hold is thrown away, and a graceful end takes a second.
end() {
  local pid at try
  if alive "$1"; then
    read -r pid at <"$RUN/$1.pid"
    kill -9 "$pid" 2>/dev/null || true
    for ((try = 0; try < 100; try++)); do
      alive "$1" || break
      sleep 0.05
    done
  fi
  rm -f "$RUN/$1.pid"
}
down() {
  local name
  for name in kube-controller-manager kube-apiserver etcd; do end "$name"; done
  rm -rf "$RUN"
}

# Below the range the system gives to clients. Two rigs may still choose the same; the one that cannot bind tries another.
free_port() {
  local port try
  for ((try = 0; try < 100; try++)); do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port" && return; }
  done
  die "no free port"
}
# asked PATH: what the server says.
asked() { curl -sk --max-time 5 -H "Authorization: Bearer $token" "https://127.0.0.1:$port$1" 2>/dev/null; }
# until_said SECONDS PATH TEXT PROCESS…: waits while the processes live.
until_said() {
  local seconds=$1 path=$2 text=$3 process try
  shift 3
  for ((try = 0; try < seconds * 10; try++)); do
    [[ $(asked "$path") == *"$text"* ]] && return
    for process in "$@"; do
      alive "$process" || { tail -n 5 "$RUN/$process.log" >&2 && return 1; }
    done
    sleep 0.1
  done
  say "$path did not say $text within $seconds s"
  return 1
}

start() {
  local port token at=$SECONDS
  rm -rf "$RUN"
  mkdir "$RUN"
  port=$(free_port)
  token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  echo "$token,rig-admin,rig-admin,\"system:masters\"" >"$RUN/tokens.csv"
  openssl genrsa -out "$RUN/sa.key" 2048 2>/dev/null || die "openssl made no key"

  # etcd speaks over two sockets in $RUN, by relative names since a socket's path must be short: the API server's port is the
  # only one of the rig.
  launch etcd --name rig --data-dir "$RUN/etcd" --unsafe-no-fsync --log-level warn \
    --listen-client-urls unix://c:1 --advertise-client-urls unix://c:1 \
    --listen-peer-urls unix://p:1 --initial-advertise-peer-urls unix://p:1 --initial-cluster rig=unix://p:1
  local without=()
  [[ $CONTROLLERS == 1 ]] || without=(--disable-admission-plugins=ServiceAccount)
  launch kube-apiserver --etcd-servers unix://c:1 --storage-media-type=application/vnd.kubernetes.protobuf \
    --bind-address 127.0.0.1 --secure-port "$port" --advertise-address 127.0.0.1 --endpoint-reconciler-type none \
    --cert-dir "$RUN/certs" --service-cluster-ip-range 10.96.0.0/16 \
    --service-account-issuer https://kubernetes.default.svc \
    --service-account-signing-key-file "$RUN/sa.key" --service-account-key-file "$RUN/sa.key" \
    --token-auth-file "$RUN/tokens.csv" --authorization-mode RBAC --anonymous-auth=false \
    --allow-privileged=true --profiling=false --v 1 ${without[@]+"${without[@]}"}
  until_said 90 /readyz ok kube-apiserver etcd || return 1

  cat >"$RUN/kubeconfig.new" <<YAML
apiVersion: v1
kind: Config
current-context: rig
clusters: [{name: rig, cluster: {server: "https://127.0.0.1:$port", certificate-authority: "$RUN/certs/apiserver.crt"}}]
users: [{name: rig, user: {token: "$token"}}]
contexts: [{name: rig, context: {cluster: rig, user: rig}}]
YAML
  if [[ $CONTROLLERS == 1 ]]; then
    launch kube-controller-manager --kubeconfig "$RUN/kubeconfig.new" --leader-elect=false --secure-port 0 \
      --use-service-account-credentials=false --service-account-private-key-file "$RUN/sa.key" \
      --root-ca-file "$RUN/certs/apiserver.crt" --profiling=false --v 1
    # A Pod is refused until the controller has made the ServiceAccount of its namespace.
    until_said 60 /api/v1/namespaces/default/serviceaccounts/default '"uid"' kube-apiserver kube-controller-manager || return 1
  fi
  echo "$port $token" >"$RUN/access"
  mv "$RUN/kubeconfig.new" "$RUN/kubeconfig"
  say "Kubernetes on https://127.0.0.1:$port after $((SECONDS - at)) s"
}
up() {
  local try
  if [[ -f $RUN/kubeconfig ]] && alive etcd && alive kube-apiserver; then
    say "already up"
  else
    for try in 1 2 3; do
      down
      if start; then break; fi
      say "start $try failed"
      cp -f "$RUN"/*.log "$DIR/" 2>/dev/null || true
      ((try < 3)) || { down && die "it does not start; see $DIR/*.log"; }
    done
  fi
  echo "$RUN/kubeconfig"
}
# One at a time per folder; what is launched does not inherit the lock.
locked() { (flock 9 && "$@") 9>"$DIR/.lock"; }
print_env() {
  echo "export KUBECONFIG='$RUN/kubeconfig' PATH='$SERVERS':\"\$PATH\""
}
look_at() { say "left as it is: eval \"\$($0 env $DIR)\" to look at it, $0 down $DIR to end it"; }

hold() {
  local word left=0
  trap 'locked down' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  locked up
  # `read` returns on a signal where a child process would hold it back.
  while read -r word; do
    [[ $word == keep ]] && left=1 && break
  done
  if ((left)); then trap - EXIT && look_at; fi
}
run() {
  local status=0
  DIR=$(mktemp -d "${TMPDIR:-/tmp}/streamwright-rig.XXXXXX")
  RUN=$DIR/run
  trap 'locked down; rm -rf "$DIR"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  locked up >/dev/null
  eval "$(print_env)"
  "$@" || status=$?
  if ((status)) && [[ ${RIG_KEEP:-0} == 1 ]]; then trap - EXIT && look_at; fi
  exit "$status"
}

(($# >= 2)) || usage
SERVERS=${RIG_SERVERS:-${STREAMWRIGHT_KUBERNETES_OLD:-}} CONTROLLERS=${RIG_CONTROLLERS:-1}
command=$1
for program in etcd kube-apiserver kube-controller-manager; do
  [[ $command == down || $command == status || -x $SERVERS/$program ]] ||
    die "no $program in RIG_SERVERS; \`eval \"\$(tests/run env)\"\` provides it"
done
if [[ $command != run ]]; then
  mkdir -p "$2"
  DIR=$(cd "$2" && pwd -P) RUN=$DIR/run
fi
case $command in
  up | down) locked "$command" ;;
  status)
    for program in etcd kube-apiserver kube-controller-manager; do
      if alive "$program"; then
        read -r pid _ <"$RUN/$program.pid"
        echo "$program $(awk '/VmRSS/ { print int($2 / 1024) " MiB" }' "/proc/$pid/status")"
      else
        echo "$program is not up"
      fi
    done
    ;;
  env) print_env ;;
  hold) hold ;;
  run) run "${@:2}" ;;
  *) usage ;;
esac
