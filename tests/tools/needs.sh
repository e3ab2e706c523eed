# Which part needs which tool, what a tool's installation itself needs, and what to say where that is missing.
tools_of() {
  case $1 in
    fast) ;;
    deny) echo cargo-deny ;;
    readers) echo oracle python kustomize helm4 helm3 ;;
    charts) echo oracle helm4 helm3 helm4-engine helm3-engine ;;
    judges) echo python strimzi-crds kustomize ;;
    schemas) echo python strimzi-crds ;;
    ambari) echo script-tools ;;
    formats) echo python report-schemas ;;
    hooks) echo python ;;
    speed) echo python kustomize dyff ;;
    shells) echo python shells actionlint ;;
    cluster) echo kubernetes-old kubernetes-new strimzi-crds other-crds helm4 helm3 rig-tools ;;
    broker) echo python kafka namespaces ;;
    kafka) echo python kraft kafka-rig script-tools ;;
    acl) echo python kraft kafka-rig kafka-clients connectors kafka script-tools ;;
  esac
}

commands_of() {
  case $1 in
    helm4 | helm3 | helm4-engine | helm3-engine | kustomize | actionlint | dyff | oracle | kubernetes-old | kubernetes-new) echo go ;;
    other-crds) echo go npm python3 ;;
    rig-tools) echo curl openssl flock setsid python3 ;;
    cargo-deny) echo cargo ;;
    report-schemas) echo cargo python3 ;;
    python) echo python3 ;;
    strimzi-crds) echo python3 mvn ;;
    kafka | kraft | connectors) echo mvn java ;;
    kafka-rig | kafka-clients) echo java ;;
    namespaces) echo ip unshare ;;
    shells) echo dash busybox ;;
    script-tools) echo bash jq curl openssl python3 ;;
  esac
}

# What to install for a missing command. Debian's Go is mostly older than Helm wants, so no package is named for it.
package_of() {
  case $1 in
    go) echo "Go $GO or later, from the Go project" ;;
    mvn) echo "Maven: apt-get install maven" ;;
    npm) echo "npm: apt-get install npm" ;;
    java) echo "Java 17 to 21: apt-get install openjdk-17-jre-headless" ;;
    dash | busybox) echo "apt-get install $1" ;;
    ip) echo "iproute2: apt-get install iproute2" ;;
    unshare) echo "Linux, and root or user namespaces (\`unshare --user --map-root-user true\`)" ;;
    flock | setsid) echo "Linux, and util-linux: apt-get install util-linux" ;;
    bash | jq | curl | openssl) echo "apt-get install $1" ;;
    python3) echo "Python 3.10 or later with venv: apt-get install python3 python3-venv" ;;
    cargo | rustfmt | clippy) echo "Rust: rustup toolchain install stable --component rustfmt --component clippy" ;;
  esac
}

# A name in PATH is not yet the thing: rustup leaves stubs for what it could install, Debian's python3 lacks what makes a virtual
# environment, and a Go before 1.21 cannot fetch the one that is asked for.
present() {
  case $1 in
    rustfmt) cargo fmt --version ;;
    clippy) cargo clippy --version ;;
    python3) python3 -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 10))' ;;
    go) at_least "$GO" "$(go env GOVERSION)" || { at_least 1.21 "$(go env GOVERSION)" && [[ $(go env GOTOOLCHAIN) == auto ]]; } ;;
    # Kafka 3.2 wants 8 or later; from 24 on there is no security manager, which it calls.
    java) java -version 2>&1 | awk -F '[".]' '/ version / { found = $2 >= 17 && $2 < 24 } END { exit !found }' ;;
    unshare) namespaces true ;;
    *) command -v "$1" ;;
  esac >/dev/null 2>&1
}

# namespaces COMMAND…: runs it as root of Linux namespaces of its own, which end with it, whatever it started.
namespaces() {
  local user=()
  [[ $(id -u) == 0 ]] || user=(--user --map-root-user)
  unshare ${user[@]+"${user[@]}"} --net --uts --mount --pid --fork --kill-child --mount-proc "$@"
}

at_least() { [[ $2 == go[0-9]* && $(printf '%s\n' "$1" "${2#go}" | sort -V | head -n 1) == "$1" ]]; }

# Where CI runs as root on Debian, some packages can be had without asking anybody. Two chains may ask at once; the second finds it.
obtain() {
  [[ ${CI:-} == true && $(id -u) == 0 ]] && command -v apt-get >/dev/null || return 1
  case $1 in
    mvn) local packages=(maven) ;;
    python3) local packages=(python3 python3-venv) ;;
    java) local packages=(openjdk-17-jre-headless) ;;
    ip) local packages=(iproute2) ;;
    dash | busybox) local packages=("$1") ;;
    bash | jq | curl | openssl) local packages=("$1") ;;
    *) return 1 ;;
  esac
  mkdir -p "$STREAMWRIGHT_TOOLS/log"
  {
    flock 8
    present "$1" || { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}"; } >&2
  } 8>"$STREAMWRIGHT_TOOLS/log/apt.lock"
  present "$1"
}

# provide TOOL…: installs what is missing. Fails, having said why, when one cannot be had.
provide() {
  local tool command
  for tool in "$@"; do
    for command in $(commands_of "$tool"); do
      present "$command" || obtain "$command" || {
        echo "$tool needs \`$command\`, which is not here. $(package_of "$command")" >&2
        return 1
      }
    done
    install "$tool" || return 1
  done
}

# Three chains, because each is bound by something else: Go builds by the processor, the others mostly by the network.
# What fails here is tried again, and told, by the part that needs it.
provide_beside() {
  local chain
  mkdir -p "$STREAMWRIGHT_TOOLS/log"
  for chain in "helm4 helm3 helm4-engine helm3-engine kustomize actionlint dyff oracle kubernetes-old kubernetes-new other-crds" "cargo-deny report-schemas" "python strimzi-crds kafka kraft kafka-rig kafka-clients connectors"; do
    # shellcheck disable=SC2086 # one tool per word
    beside provide $chain 2>/dev/null
  done
}

doctor() {
  local command tool part missing=0
  for command in cargo rustfmt clippy go python3 mvn java ip unshare dash busybox bash jq curl openssl; do
    if present "$command"; then
      echo "here     $command"
    else
      missing=1
      echo "MISSING  $command: $(package_of "$command")"
    fi
  done
  for part in "${PARTS[@]}"; do
    for tool in $(tools_of "$part"); do
      if [[ -e $(home_of "$tool") ]]; then
        echo "here     $tool ($part)"
      else
        echo "to come  $tool ($part): \`tests/run $part\` installs it into $STREAMWRIGHT_TOOLS"
      fi
    done
  done
  return "$missing"
}
