# How each tool is made, and the variables the tests find it by.
# shellcheck source=cache.sh source=versions.sh
source "$HERE/tools/versions.sh"
source "$HERE/tools/cache.sh"

digest() { cat "$@" | { sha256sum 2>/dev/null || shasum -a 256; } | cut -c1-12; }

ORACLE=oracle-$(digest "$HERE"/oracle/go.mod "$HERE"/oracle/go.sum "$HERE"/oracle/*.go)
engine() { echo "$1-engine-$(digest "$HERE"/engine/batch/* "$HERE/engine/$1"/*)"; }
HELM4_ENGINE=$(engine helm4)
HELM3_ENGINE=$(engine helm3)
# A virtual environment is tied to the interpreter it was made with.
PYTHON=python-$(digest "$HERE/tools/requirements.txt")-$(python3 -c 'import platform; print(platform.python_version())' 2>/dev/null || echo none)
KAFKA=kafka-$KAFKA_HDINSIGHT-$(digest "$HERE/tools/kafka/pom.xml")
KRAFT=kraft-$KAFKA_STRIMZI-$(digest "$HERE/tools/kraft/pom.xml" "$HERE/tools/kraft/SHA256SUMS")
KAFKA_RIG=kafka-rig-$(digest "$HERE/tools/kraft/SHA256SUMS" "$HERE"/kafka/rig/*.java)
KAFKA_CLIENTS=kafka-clients-$(digest "$HERE/tools/kraft/SHA256SUMS" "$HERE"/acl/java/*.java)
CONNECTORS=connectors-$KAFKA_STRIMZI-$CONNECT_JSON_CAMEL-$(digest "$HERE/tools/connectors/pom.xml")
REPORT_SCHEMAS=report-schemas-$SERDE_SARIF-$JUNIT_REPORT
KUBERNETES_OLD_HOME=kubernetes-$KUBERNETES_OLD-$(digest "$HERE/rig/build.sh")
KUBERNETES_NEW_HOME=kubernetes-$KUBERNETES_NEW-$(digest "$HERE/rig/build.sh")
OTHER_CRDS=other-crds-$PROMETHEUS_OPERATOR-$EXTERNAL_SECRETS_TYPES-$(digest "$HERE/rig/others.sh" "$HERE/rig/external_secret.py")
CRDS=strimzi-crds-$STRIMZI-$(digest "$HERE/tools/strimzi/pom.xml" "$HERE/tools/strimzi.sh")

export STREAMWRIGHT_HELM4=$STREAMWRIGHT_TOOLS/helm-$HELM4/helm
export STREAMWRIGHT_HELM3=$STREAMWRIGHT_TOOLS/helm-$HELM3/helm
export STREAMWRIGHT_KUSTOMIZE=$STREAMWRIGHT_TOOLS/kustomize-$KUSTOMIZE/kustomize
export STREAMWRIGHT_ACTIONLINT=$STREAMWRIGHT_TOOLS/actionlint-$ACTIONLINT/actionlint
export STREAMWRIGHT_DYFF=$STREAMWRIGHT_TOOLS/dyff-$DYFF/dyff
export STREAMWRIGHT_YAML_ORACLE=$STREAMWRIGHT_TOOLS/$ORACLE/oracle
export STREAMWRIGHT_HELM4_ENGINE=$STREAMWRIGHT_TOOLS/$HELM4_ENGINE/helm4
export STREAMWRIGHT_HELM3_ENGINE=$STREAMWRIGHT_TOOLS/$HELM3_ENGINE/helm3
export STREAMWRIGHT_PYTHON=$STREAMWRIGHT_TOOLS/$PYTHON/bin/python
export STREAMWRIGHT_STRIMZI_CRDS=$STREAMWRIGHT_TOOLS/$CRDS
export STREAMWRIGHT_KUBERNETES_OLD=$STREAMWRIGHT_TOOLS/$KUBERNETES_OLD_HOME
export STREAMWRIGHT_KUBERNETES_NEW=$STREAMWRIGHT_TOOLS/$KUBERNETES_NEW_HOME
export STREAMWRIGHT_OTHER_CRDS=$STREAMWRIGHT_TOOLS/$OTHER_CRDS
export STREAMWRIGHT_KAFKA=$STREAMWRIGHT_TOOLS/$KAFKA
export STREAMWRIGHT_KRAFT=$STREAMWRIGHT_TOOLS/$KRAFT
export STREAMWRIGHT_KAFKA_RIG=$STREAMWRIGHT_TOOLS/$KAFKA_RIG
export STREAMWRIGHT_KAFKA_CLIENTS=$STREAMWRIGHT_TOOLS/$KAFKA_CLIENTS
export STREAMWRIGHT_CONNECTORS=$STREAMWRIGHT_TOOLS/$CONNECTORS
export STREAMWRIGHT_REPORT_SCHEMAS=$STREAMWRIGHT_TOOLS/$REPORT_SCHEMAS
export DENY=$STREAMWRIGHT_TOOLS/cargo-deny-$CARGO_DENY/bin/cargo-deny

# go_command PACKAGE MODULE VERSION [MODULE VERSION]… FOLDER: builds one command at one version. `go install path@version` would
# ask for modules that do not exist along the path, and not every proxy answers those with "not found"; a module of our own that
# names what it requires asks for nothing else. A second pair raises a dependency, see versions.sh.
go_command() {
  local package=$1 folder=${!#} module
  set -- "${@:2:$#-2}"
  module=$(mktemp -d)
  (
    cd "$module" || exit
    printf 'module streamwright/tests/tool\n\ngo %s\n\n' "$GO" >go.mod
    printf 'require %s v%s\n' "$@" >>go.mod
    go build -mod=mod -trimpath -o "$folder/" "$package"
  )
  local status=$?
  rm -rf "$module"
  return "$status"
}
# go_program FOLDER HOME: builds the program of a folder beside this one, which is called as the folder.
go_program() { (cd "$HERE/$1" && go build -trimpath -ldflags "-s -w" -o "$2/$(basename "$1")" .); }
cargo_command() {
  # The tool runs for a second: a quick build is worth more here than a quick program.
  CARGO_TARGET_DIR=$2/target CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off \
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=0 \
    cargo install --locked --root "$2" "$1" && rm -rf "$2/target"
}
python_environment() {
  python3 -m venv "$1" && "$1/bin/python" -m pip install --no-deps -r "$HERE/tools/requirements.txt"
}
kafka_broker() {
  mvn -B -ntp -f "$HERE/tools/kafka/pom.xml" "-Dkafka.version=$KAFKA_HDINSIGHT" \
    dependency:copy-dependencies "-DoutputDirectory=$1" -DincludeScope=runtime
}
kraft_jars() {
  mvn -B -ntp -f "$HERE/tools/kraft/pom.xml" "-Dkafka.version=$KAFKA_STRIMZI" \
    dependency:copy-dependencies "-DoutputDirectory=$1" -DincludeScope=runtime &&
    (cd "$1" && { sha256sum --check --quiet "$HERE/tools/kraft/SHA256SUMS" || shasum -a 256 -c "$HERE/tools/kraft/SHA256SUMS"; }) &&
    diff <(cd "$1" && printf '%s\n' *.jar | LC_ALL=C sort) <(awk '{ print $2 }' "$HERE/tools/kraft/SHA256SUMS" | LC_ALL=C sort)
}
# A Java without a compiler is enough: one comes with the jars.
java_classes() {
  local jars
  jars=$(printf '%s:' "$STREAMWRIGHT_KRAFT"/*.jar)
  java -XX:TieredStopAtLevel=1 -jar "$STREAMWRIGHT_KRAFT"/ecj-*.jar -17 -proc:none -cp "$jars" -d "$2" "$1"/*.java
}
# Folders of plugins as a worker reads them: `plain` has connectors on files, `packed` the same with a converter of its own.
connectors() {
  mvn -B -ntp -f "$HERE/tools/connectors/pom.xml" "-Dkafka.version=$KAFKA_STRIMZI" "-Dpacked.version=$CONNECT_JSON_CAMEL" \
    dependency:copy-dependencies "-DoutputDirectory=$1/packed/file" -DexcludeTransitive=true &&
    mkdir -p "$1/plain/file" && cp "$1"/packed/file/connect-file-*.jar "$1/plain/file"
}
# Two files out of two crates; cargo fetches and checks them, nothing of them is built.
report_schemas() {
  local project
  project=$(mktemp -d)
  (
    cd "$project" || exit
    mkdir src && touch src/lib.rs
    printf '[package]\nname = "schemas"\nversion = "0.0.0"\n[dependencies]\nserde-sarif = "=%s"\njunit-report = "=%s"\n' \
      "$SERDE_SARIF" "$JUNIT_REPORT" >Cargo.toml
    cargo metadata --format-version 1 >metadata.json || exit
    home() { python3 -c 'import json, os, sys; print(*(os.path.dirname(p["manifest_path"]) for p in json.load(open("metadata.json"))["packages"] if p["name"] == sys.argv[1]))' "$1"; }
    cp "$(home serde-sarif)/src/schema.json" "$1/sarif-2.1.0.json" && cp "$(home junit-report)/tests/JUnit.xsd" "$1/junit.xsd"
  )
  local status=$?
  rm -rf "$project"
  return "$status"
}
kubernetes_old() { "$HERE/rig/build.sh" "$KUBERNETES_OLD" ${KUBERNETES_OLD_RAISED[@]+"${KUBERNETES_OLD_RAISED[@]}"} "$1"; }
kubernetes_new() { "$HERE/rig/build.sh" "$KUBERNETES_NEW" ${KUBERNETES_NEW_RAISED[@]+"${KUBERNETES_NEW_RAISED[@]}"} "$1"; }
other_crds() { "$HERE/rig/others.sh" "$PROMETHEUS_OPERATOR" "$CONTROLLER_TOOLS" "$EXTERNAL_SECRETS_TYPES" "$1"; }
strimzi_crds() { "$HERE/tools/strimzi.sh" "$STRIMZI" "$STREAMWRIGHT_PYTHON" "$1"; }

home_of() {
  case $1 in
    helm4) echo "$STREAMWRIGHT_HELM4" ;;
    helm3) echo "$STREAMWRIGHT_HELM3" ;;
    kustomize) echo "$STREAMWRIGHT_KUSTOMIZE" ;;
    actionlint) echo "$STREAMWRIGHT_ACTIONLINT" ;;
    dyff) echo "$STREAMWRIGHT_DYFF" ;;
    oracle) echo "$STREAMWRIGHT_YAML_ORACLE" ;;
    helm4-engine) echo "$STREAMWRIGHT_HELM4_ENGINE" ;;
    helm3-engine) echo "$STREAMWRIGHT_HELM3_ENGINE" ;;
    cargo-deny) echo "$DENY" ;;
    python) echo "$STREAMWRIGHT_PYTHON" ;;
    strimzi-crds) echo "$STREAMWRIGHT_STRIMZI_CRDS" ;;
    kubernetes-old) echo "$STREAMWRIGHT_KUBERNETES_OLD" ;;
    kubernetes-new) echo "$STREAMWRIGHT_KUBERNETES_NEW" ;;
    other-crds) echo "$STREAMWRIGHT_OTHER_CRDS" ;;
    kafka) echo "$STREAMWRIGHT_KAFKA" ;;
    kraft) echo "$STREAMWRIGHT_KRAFT" ;;
    kafka-rig) echo "$STREAMWRIGHT_KAFKA_RIG" ;;
    kafka-clients) echo "$STREAMWRIGHT_KAFKA_CLIENTS" ;;
    connectors) echo "$STREAMWRIGHT_CONNECTORS" ;;
    namespaces) echo /proc/self/ns/net ;;
    shells) command -v busybox || echo busybox ;;
    # What the scripts run with is the machine's own.
    script-tools | rig-tools) echo "$HERE" ;;
    report-schemas) echo "$STREAMWRIGHT_REPORT_SCHEMAS" ;;
  esac
}

install() {
  case $1 in
    helm4) ensure "helm-$HELM4" go_command helm.sh/helm/v4/cmd/helm helm.sh/helm/v4 "$HELM4" ;;
    helm3) ensure "helm-$HELM3" go_command helm.sh/helm/v3/cmd/helm helm.sh/helm/v3 "$HELM3" k8s.io/cli-runtime "$HELM3_CLI_RUNTIME" ;;
    kustomize) ensure "kustomize-$KUSTOMIZE" go_command sigs.k8s.io/kustomize/kustomize/v5 sigs.k8s.io/kustomize/kustomize/v5 "$KUSTOMIZE" ;;
    actionlint) ensure "actionlint-$ACTIONLINT" go_command github.com/rhysd/actionlint/cmd/actionlint github.com/rhysd/actionlint "$ACTIONLINT" ;;
    dyff) ensure "dyff-$DYFF" go_command github.com/homeport/dyff/cmd/dyff github.com/homeport/dyff "$DYFF" ;;
    oracle) ensure "$ORACLE" go_program oracle ;;
    helm4-engine) ensure "$HELM4_ENGINE" go_program engine/helm4 ;;
    helm3-engine) ensure "$HELM3_ENGINE" go_program engine/helm3 ;;
    cargo-deny) ensure "cargo-deny-$CARGO_DENY" cargo_command "cargo-deny@$CARGO_DENY" ;;
    python) ensure "$PYTHON" python_environment ;;
    script-tools | rig-tools) ;;
    report-schemas) ensure "$REPORT_SCHEMAS" report_schemas ;;
    strimzi-crds) install python && ensure "$CRDS" strimzi_crds ;;
    kubernetes-old) ensure "$KUBERNETES_OLD_HOME" kubernetes_old ;;
    kubernetes-new) ensure "$KUBERNETES_NEW_HOME" kubernetes_new ;;
    other-crds) ensure "$OTHER_CRDS" other_crds ;;
    kafka) ensure "$KAFKA" kafka_broker ;;
    kraft) ensure "$KRAFT" kraft_jars ;;
    kafka-rig) install kraft && ensure "$KAFKA_RIG" java_classes "$HERE/kafka/rig" ;;
    kafka-clients) install kraft && ensure "$KAFKA_CLIENTS" java_classes "$HERE/acl/java" ;;
    connectors) ensure "$CONNECTORS" connectors ;;
    namespaces | shells) ;; # of the system: only their commands are asked for
    *) echo "no tool is called $1" >&2 && return 2 ;;
  esac
}
