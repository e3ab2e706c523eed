//! The registry: every code there is, each with its page in `codes/`.

use super::{Code, Severity};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $severity:ident $(, $hard:ident)? $(, [$($fact:literal),*])?;)*) => {
        $($(#[$doc])* pub static $name: Code = Code {
            id: $id,
            severity: Severity::$severity,
            hard: codes!(@hard $($hard)?),
            page: include_str!(concat!("codes/", $id, ".md")),
            facts: &[$($($fact),*)?],
        };)*

        /// Every code, in the order of the registry.
        pub static CODES: &[&Code] = &[$(&$name),*];
    };
    (@hard hard) => { true };
    (@hard) => { false };
}

codes! {
    /// The text is not YAML.
    SYNTAX = "yaml-syntax", Error, hard, ["SD43"];
    /// The bytes are not UTF-8.
    ENCODING = "encoding", Error, hard;
    /// A limit on bytes, depth, nodes or alias expansion was passed.
    LIMIT = "input-too-large", Error, hard;
    /// One map writes a key twice.
    DUPLICATE_KEY = "duplicate-key", Error, hard, ["NET20", "NET30"];
    /// A plain scalar that YAML 1.1 and 1.2 read differently.
    AMBIGUOUS_SCALAR = "ambiguous-scalar", Error, hard;
    /// A key the section does not have.
    UNKNOWN_KEY = "unknown-key", Error, hard, ["NET58"];
    /// A value of another kind than the key takes.
    WRONG_TYPE = "wrong-type", Error, hard;
    /// A key the section cannot do without.
    MISSING_KEY = "missing-key", Error, hard, ["NET19", "NET26"];
    /// A word that is not among the ones the key takes.
    UNKNOWN_CHOICE = "unknown-choice", Error, hard;
    /// A number outside what the key takes.
    OUT_OF_RANGE = "out-of-range", Error, hard;
    /// A port outside 1 to 65535, or one that is taken.
    BAD_PORT = "bad-port", Error, hard, ["SD01", "NET96"];
    /// A range that is not one: host bits set, wrong family, not CIDR at all.
    BAD_CIDR = "bad-cidr", Error, hard, ["NET01"];
    /// An address that is not an IPv4 address.
    BAD_ADDRESS = "bad-address", Error, hard;
    /// A Kubernetes quantity that is not one.
    BAD_QUANTITY = "bad-quantity", Error, hard;
    /// A name Kubernetes would refuse.
    BAD_NAME = "bad-kubernetes-name", Error, hard, ["NET65", "NET66"];
    /// A topic name Kafka would refuse.
    BAD_TOPIC_NAME = "bad-topic-name", Error, hard;
    /// A reference that is not of the form its key takes.
    BAD_REFERENCE = "bad-reference", Error, hard;
    /// A secret written where only a reference may stand.
    LITERAL_SECRET = "literal-secret", Error, hard;
    /// A tab where YAML wants spaces.
    TAB_INDENTATION = "tab-indentation", Error, hard;
    /// A character that YAML does not allow, or that only some readers take for a line break.
    CONTROL_CHARACTER = "control-character", Error, hard;
    /// An alias without an anchor, or inside the value it names.
    UNKNOWN_ALIAS = "unknown-alias", Error, hard;
    /// A `<<` key where none is allowed, or with nothing to merge.
    MERGE_KEY = "merge-key", Error, hard;
    /// A value that YAML can say and JSON cannot.
    NOT_IN_JSON = "not-in-json", Error, hard;
    /// An explicit tag before a value it does not fit.
    WRONG_TAG = "wrong-tag", Error, hard;
    /// A document that is no blueprint: another `kind`, another `apiVersion`, no map at all.
    NOT_A_BLUEPRINT = "not-a-blueprint", Error, hard;
    /// A blueprint file with more than one document.
    SEVERAL_DOCUMENTS = "several-documents", Error, hard;
    /// A `null` in an environment with nothing under it to take away.
    DELETES_NOTHING = "deletes-nothing", Error, hard;
    /// A key in an environment that is said once for all environments.
    NOT_IN_ENVIRONMENT = "not-in-environment", Error, hard;
    /// An environment named that does not exist.
    UNKNOWN_ENVIRONMENT = "unknown-environment", Error, hard;
    /// Environments that build on each other in a circle.
    ENVIRONMENT_CYCLE = "environment-cycle", Error, hard;
    /// A version that is not among those compiled for.
    UNSUPPORTED_VERSION = "unsupported-version", Error, hard, ["SD28"];
    /// A name that nothing declares.
    DANGLING_REFERENCE = "dangling-reference", Error, hard;
    /// A version of charts that is not semantic.
    BAD_CHART_VERSION = "bad-chart-version", Error, hard;
    /// A component whose name is too long for a release of Helm.
    RELEASE_NAME_TOO_LONG = "release-name-too-long", Error, hard;
    /// Two components with one name.
    COMPONENT_NAME_TAKEN = "component-name-taken", Error, hard;
    /// A listener the client cannot get to.
    UNREACHABLE_LISTENER = "unreachable-listener", Error, hard, ["NET14", "NET15", "NET24", "NET61", "NET91", "SD13"];
    /// An environment variable of one application that is set twice.
    DUPLICATE_VARIABLE = "duplicate-variable", Error, hard;
    /// A variable that asks for something its connection does not have.
    VARIABLE_WITHOUT_VALUE = "variable-without-value", Error, hard;
    /// A label of pods that their selectors rest on.
    RESERVED_LABEL = "reserved-label", Error, hard;
    /// A patch that matches no object.
    PATCH_MATCHES_NOTHING = "patch-matches-nothing", Error, hard;
    /// A patch that cannot be applied to what it matches.
    PATCH_FAILS = "patch-fails", Error, hard;
    /// A raw resource that cannot be read, placed or told apart.
    RAW_RESOURCE = "raw-resource", Error, hard;
    /// Two parts of a blueprint that become the same object.
    OBJECT_NAME_COLLISION = "object-name-collision", Error, hard, ["REF06"];
    /// A patch or raw resource that the API server would refuse.
    REFUSED_BY_SCHEMA = "refused-by-schema", Error, hard;
    /// A listener of the type that Strimzi gives up.
    INGRESS_LISTENER = "ingress-listener", Error, hard;
    /// A listener without TLS that cannot work without it.
    LISTENER_NEEDS_TLS = "listener-needs-tls", Error, hard;
    /// A field of a listener that its type does not take.
    LISTENER_FIELD_REFUSED = "listener-field-refused", Error, hard;
    /// A public load balancer that lets anybody in.
    PUBLIC_WITHOUT_ALLOW_FROM = "public-without-allow-from", Error;
    /// Something that an operator must do which is not declared.
    OPERATOR_MISSING = "operator-missing", Error;
    /// Two node pools that take the same node ids.
    NODE_IDS_OVERLAP = "node-ids-overlap", Error, hard;
    /// A node pool with more nodes than ids.
    TOO_FEW_NODE_IDS = "too-few-node-ids", Error, hard;
    /// A Kafka cluster without a controller or a broker.
    MISSING_ROLE = "missing-role", Error, hard;
    /// An even number of controllers.
    EVEN_CONTROLLERS = "even-controllers", Warning;
    /// Two volumes of a node pool or of an application that cannot be told apart.
    DUPLICATE_VOLUME = "duplicate-volume", Error, hard;
    /// More pods that must not share a host than there are hosts.
    MORE_REPLICAS_THAN_NODES = "more-replicas-than-nodes", Error, ["SD61", "K8S46"];
    /// More data disks than the machines take.
    TOO_MANY_DATA_DISKS = "too-many-data-disks", Error, ["K8S38"];
    /// Cruise Control with one broker.
    CRUISE_CONTROL_ALONE = "cruise-control-alone", Error, hard;
    /// More copies than brokers.
    REPLICATION_ABOVE_BROKERS = "replication-above-brokers", Error, hard;
    /// More replicas in sync than there are.
    MIN_INSYNC_ABOVE_REPLICATION = "min-insync-above-replication", Error, hard;
    /// Something for an operator that does not look there.
    NAMESPACE_NOT_WATCHED = "namespace-not-watched", Error, ["REF08"];
    /// A client whose credentials are in another namespace.
    CREDENTIALS_OUT_OF_REACH = "credentials-out-of-reach", Error, hard;
    /// A client that does not log in where rights are asked for.
    CLIENT_WITHOUT_RIGHTS = "client-without-rights", Warning;
    /// A Connect build where its pod is refused.
    BUILD_IN_RESTRICTED_NAMESPACE = "build-in-restricted-namespace", Error, hard, ["REF04"];
    /// Several pods on a disk that one node can mount.
    SHARED_VOLUME = "shared-volume", Error, hard;
    /// A disk that no container mounts.
    CLAIM_NOT_MOUNTED = "claim-not-mounted", Error;
    /// Two volumes on one path.
    MOUNT_PATH_TAKEN = "mount-path-taken", Error, hard;
    /// A volume of nothing, or of two things.
    VOLUME_SOURCE = "volume-source", Error, hard;
    /// Kafka Streams state that goes with the pod.
    STATE_NOT_ON_VOLUME = "state-not-on-volume", Error;
    /// A load balancer for a Service without one.
    LOAD_BALANCER_UNUSED = "load-balancer-unused", Error;
    /// A container port below 1024.
    PRIVILEGED_PORT = "privileged-port", Warning;
    /// An image that no registry could name.
    BAD_IMAGE = "bad-image", Error, hard;
    /// An image that may be another one tomorrow.
    UNPINNED_IMAGE = "unpinned-image", Warning;
    /// More asked for than allowed.
    REQUESTS_ABOVE_LIMITS = "requests-above-limits", Error, hard;
    /// A JVM heap that does not fit into its container, or begins larger than it may become.
    HEAP_DOES_NOT_FIT = "heap-does-not-fit", Error;
    /// A client that is told only part of what it needs.
    CONNECTION_ENV_INCOMPLETE = "connection-env-incomplete", Warning, ["REF02"];
    /// A Secret that the pods which need it cannot read.
    SECRET_IN_OTHER_NAMESPACE = "secret-in-other-namespace", Error, hard;
    /// A key that this Kafka no longer has.
    REMOVED_KAFKA_CONFIG = "removed-kafka-config", Error, hard;
    /// A key that the operator ignores.
    FORBIDDEN_KAFKA_CONFIG = "forbidden-kafka-config", Error, hard;
    /// A value that Kafka refuses.
    BAD_KAFKA_CONFIG_VALUE = "bad-kafka-config-value", Error, hard;
    /// A key that Kafka does not know.
    UNKNOWN_KAFKA_CONFIG = "unknown-kafka-config", Warning;
    /// A secret where none is read.
    MISPLACED_SECRET = "misplaced-secret", Error, hard;
    /// An option without which a connector fails.
    MISSING_CONNECTOR_OPTION = "missing-connector-option", Error, hard;
    /// An option that a connector does not have.
    UNKNOWN_CONNECTOR_OPTION = "unknown-connector-option", Warning;
    /// A connector of a line that has ended.
    LEGACY_CONNECTOR = "legacy-connector", Warning;
    /// A setting of a connector or mirror that follows from its words.
    DERIVED_KEY = "derived-key", Error, hard;
    /// A mirror between one Kafka cluster and itself.
    MIRROR_ONTO_ITSELF = "mirror-onto-itself", Error, hard;
    /// Two mirrors that copy one topic between the same clusters.
    TOPIC_MIRRORED_TWICE = "topic-mirrored-twice", Error;
    /// A maintenance window that is never open.
    BAD_MAINTENANCE_WINDOW = "bad-maintenance-window", Error, hard;
    /// A super user that nobody can be.
    UNMATCHED_SUPER_USER = "unmatched-super-user", Warning;
    /// A limit on who may connect that nothing keeps.
    UNKEPT_RESTRICTION = "unkept-restriction", Warning;
    /// A name that the Strimzi operator uses itself.
    RESERVED_NAME = "reserved-name", Error, hard;
    /// A name that becomes too long.
    NAME_TOO_LONG = "name-too-long", Error, hard;
    /// Ranges that share addresses and must not.
    OVERLAPPING_CIDRS = "overlapping-cidrs", Error, hard, ["NET09", "NET10", "NET13", "NET31", "NET44", "NET48", "NET59", "NET63", "NET89", "NET90", "SD10", "SD11"];
    /// A range or address that is not inside what must hold it.
    OUTSIDE_RANGE = "outside-range", Error, hard, ["NET08", "NET45", "NET80", "SD03"];
    /// A range that Azure does not take for what it is to be.
    RANGE_REFUSED = "range-refused", Error, hard, ["NET04", "NET05", "NET27", "NET32", "NET41", "NET42", "NET43", "NET82"];
    /// A subnet or range that has fewer addresses than what is to be in it takes.
    TOO_FEW_ADDRESSES = "too-few-addresses", Error, ["NET07", "NET49", "NET52", "NET53", "NET70", "NET87"];
    /// A node pool that AKS does not make.
    NODE_POOL_REFUSED = "node-pool-refused", Error, hard, ["NET50", "NET51", "NET64"];
    /// A subnet that cannot hold what is to be in it.
    SUBNET_REFUSED = "subnet-refused", Error, hard, ["NET12", "NET28", "NET54", "NET55"];
    /// A cluster in another region than its network.
    LOCATION_DIFFERS = "location-differs", Error, hard, ["NET11"];
    /// A security rule that drops what has to pass.
    SECURITY_RULE_DROPS = "security-rule-drops", Error, ["NET60", "NET62", "NET71", "NET72", "NET74", "NET75"];
    /// A gateway that Azure does not make, or not so.
    GATEWAY_REFUSED = "gateway-refused", Error, hard, ["NET16", "NET17", "NET18", "NET29", "NET34", "NET35", "NET36", "NET37", "NET39", "SD26", "SD27"];
    /// An address of the internet where a private one is meant.
    PUBLIC_ADDRESS = "public-address", Warning, ["NET02", "NET03", "NET86", "SD09"];
    /// An address that a broker cannot have.
    RESERVED_ADDRESS = "reserved-address", Error, hard, ["NET46", "NET47"];
    /// Two listeners of an HDInsight cluster that Ambari cannot tell apart.
    LISTENER_PROTOCOL_TAKEN = "listener-protocol-taken", Error, hard;
    /// Brokers that have nothing to talk to each other over.
    INTER_BROKER_LISTENER_MISSING = "inter-broker-listener-missing", Error, hard;
    /// Addresses advertised to clients that log in by Kerberos.
    KERBEROS_BY_ADDRESS = "kerberos-by-address", Error, hard, ["SD72"];
    /// A client that cannot log in by Kerberos where it has to.
    KERBEROS_CLIENT = "kerberos-client", Error, hard;
    /// A broker's name that is not the one clients are told.
    SHORT_BROKER_NAME = "short-broker-name", Warning;
    /// Two environments that write the same object.
    ENVIRONMENTS_SHARE_OBJECTS = "environments-share-objects", Error;
    /// One image that is built from different things.
    BUILD_OUTPUT_SHARED = "build-output-shared", Warning, ["REF10"];
}
