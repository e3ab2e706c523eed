//! Configuration providers: how a value is taken from elsewhere when Kafka starts.
//!
//! Source: `KafkaConnectConfigurationBuilder` of Strimzi 1.2.0; Kafka's and Strimzi's provider classes.

/// Reads a Secret: `${<alias>:<namespace>/<secret>:<key>}`.
pub const SECRET_PROVIDER: &str = "io.strimzi.kafka.KubernetesSecretConfigProvider";
/// Reads a ConfigMap: `${<alias>:<namespace>/<config map>:<key>}`.
pub const CONFIG_MAP_PROVIDER: &str = "io.strimzi.kafka.KubernetesConfigMapConfigProvider";
/// Reads an environment variable: `${<alias>:<variable>}`.
pub const ENV_PROVIDER: &str = "org.apache.kafka.common.config.provider.EnvVarConfigProvider";
/// Reads a properties file: `${<alias>:<path>:<key>}`.
pub const FILE_PROVIDER: &str = "org.apache.kafka.common.config.provider.FileConfigProvider";
/// Reads a file of a directory: `${<alias>:<path>:<file>}`.
pub const DIRECTORY_PROVIDER: &str = "org.apache.kafka.common.config.provider.DirectoryConfigProvider";

/// The aliases the operator declares itself; a user's own must differ.
pub const OPERATOR_PROVIDERS: [(&str, &str); 4] = [
    ("strimzidir", DIRECTORY_PROVIDER),
    ("strimzienv", ENV_PROVIDER),
    ("strimzifile", FILE_PROVIDER),
    ("strimzisecrets", SECRET_PROVIDER),
];

/// What the names of environment variables of a template must not start with.
pub const OPERATOR_VARIABLES: [&str; 2] = ["KAFKA_", "STRIMZI_"];

/// Where files may be mounted into an operand's containers.
pub const MOUNT_ROOT: &str = "/mnt";
