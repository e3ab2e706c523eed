# Every outside tool at one version, here and nowhere else. A changed version is a new folder in the cache.
# shellcheck disable=SC2034 # whoever sources this uses them
# Go itself: the oldest that builds Helm.
GO=1.26
HELM4=4.2.4
HELM3=3.21.4
# Helm 3.21.4 asks for 0.36.2, which module proxies may refuse to hand out; rendering a chart does not pass through it.
HELM3_CLI_RUNTIME=0.36.3
KUSTOMIZE=5.8.1
CARGO_DENY=0.20.2
ACTIONLINT=1.7.12
# 1.12 is not handed out by every module proxy.
DYFF=1.10.2
STRIMZI=1.2.0
# API servers: the oldest minor that is tested, and the newest whose modules are handed out. What follows a version raises modules
# that upstream asks for and a module proxy may refuse.
KUBERNETES_OLD=1.34.4
KUBERNETES_OLD_RAISED=(google.golang.org/grpc@v1.73.0 github.com/opencontainers/selinux@v1.12.0 k8s.io/cli-runtime@v0.34.10)
KUBERNETES_NEW=1.36.1
KUBERNETES_NEW_RAISED=(go.etcd.io/etcd/server/v3@v3.6.12)
# The types of PodMonitor, and what makes a CRD of them.
PROMETHEUS_OPERATOR=0.88.0
CONTROLLER_TOOLS=0.20.0
# The types of ExternalSecret, as an npm package has them: the operator's own Go module is not handed out by every proxy.
EXTERNAL_SECRETS_TYPES=2.0.0
# What HDInsight 5.1 runs; its ZooKeeper comes with it.
KAFKA_HDINSIGHT=3.2.0
# What our Strimzi version runs where a blueprint says no other: broker, Connect, MirrorMaker 2 and Streams.
KAFKA_STRIMZI=4.3.1
# The `connect-json` that the packages of Camel's connectors 4.18.0 hold.
CONNECT_JSON_CAMEL=3.6.1
# The Python packages stand in requirements.txt, the Go program's module in tests/oracle/go.mod, with all they stand on.
# Two crates are taken for a file each: the published schema of SARIF 2.1.0, and Jenkins' of JUnit XML.
SERDE_SARIF=0.8.0
JUNIT_REPORT=0.9.1
