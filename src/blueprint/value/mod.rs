//! The scalars of the language: what may stand where a section expects a single value.

mod config;
mod format;
mod name;
mod network;
mod number;
mod raw;
mod reference;
mod rule;
mod scalar;
mod secret;
mod surge;
mod variables;

pub use config::{Config, ConfigEntry, ConfigValue};
pub use name::{
    EnvName, EnvironmentName, FreeName, KubernetesName, ListenerName, NameText, NamespaceName, PlatformName,
    PlatformText, PortName, TopicName, TopicText, VolumeName,
};
pub use network::{Address, Cidr};
pub use number::{Count, Port, Positive, Quantity};
pub use raw::{Raw, RawList, RawMap};
pub use reference::{AllowFrom, ListenerRef, NodeIds, Peer, SubnetRef};
pub use rule::{AddressPrefix, PortRange};
pub use scalar::{Scalar, choice_word};
pub use secret::SecretRef;
pub use surge::Surge;
pub use variables::Variables;
