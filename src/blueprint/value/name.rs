use super::Scalar;
use crate::blueprint::Decoder;
use crate::blueprint::named::NameRule;
use crate::diagnostic::{BAD_NAME, BAD_TOPIC_NAME, Diagnostic};
use crate::facts::{kafka, kubernetes};
use crate::source::{Origin, Span};
use crate::yaml::{Mark, Node, Value};
use serde_json::{Value as Json, json};
use std::ops::Deref;

/// A name of ours: any text a path can hold. What becomes of it in Kubernetes is derived.
#[derive(Debug, Clone)]
pub enum FreeName {}

impl NameRule for FreeName {
    fn check(name: &str, span: Span) -> Option<Diagnostic> {
        let fault = if name.is_empty() {
            "is empty"
        } else if name.contains('/') {
            "holds a `/`, which separates the parts of a path"
        } else if name.chars().any(|c| c.is_whitespace() || c.is_control()) {
            "holds white space"
        } else {
            return None;
        };
        let help = "use letters, digits, `-`, `_` and `.`";
        Some(Diagnostic::new(&BAD_NAME, span, format!("the name `{name}` {fault}")).help(help))
    }

    fn schema() -> Json {
        json!({"type": "string", "pattern": "^[^/\\s]+$"})
    }
}

macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $name:ident: $what:literal, $check:path, $pattern:literal $(, $max:literal)?;)*) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone)]
        pub enum $name {}

        impl NameRule for $name {
            fn check(name: &str, span: Span) -> Option<Diagnostic> {
                let fault = $check(name)?;
                let better = likely(name, |better| $check(better).is_none());
                let message = format!("`{name}` cannot name {}: it {fault}", $what);
                let help = better.map(|better| format!("did you mean `{better}`?"));
                Some(Diagnostic::new(&BAD_NAME, span, message).maybe_help(help))
            }
            fn schema() -> Json {
                #[allow(unused_mut, reason = "not every name has a limit")]
                let mut schema = json!({"type": "string", "pattern": $pattern});
                $( schema["maxLength"] = json!($max); )?
                schema
            }
        }
    )*};
}

rules! {
    /// The name of an environment: a folder of the output.
    EnvironmentName: "an environment", kubernetes::dns_label, "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", 63;
    /// The name of the platform, which labels every object.
    PlatformName: "a platform", kubernetes::dns_label, "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", 63;
    /// The name of a namespace.
    NamespaceName: "a namespace", kubernetes::dns_label, "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", 63;
    /// The name of an object that stands in the cluster under this very name.
    KubernetesName: "an object", kubernetes::dns_subdomain,
        "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$", 253;
    /// The name of a volume in a pod.
    VolumeName: "a volume", kubernetes::dns_label, "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", 63;
    /// The name of a container port.
    PortName: "a port", kubernetes::port_name, "^([0-9]+-)*[0-9]*[a-z][a-z0-9]*(-[a-z0-9]+)*$", 15;
    /// The name of a Strimzi listener.
    ListenerName: "a listener", listener_fault, "^[a-z0-9]{1,11}$", 11;
    /// The name of an environment variable.
    EnvName: "an environment variable", kubernetes::env_var_name, "^([-_a-zA-Z]|\\.[-_a-zA-Z0-9])[-._a-zA-Z0-9]*$";
}

/// Strimzi's own pattern, `^[a-z0-9]{1,11}$` (`GenericKafkaListener`, 1.2.0).
fn listener_fault(name: &str) -> Option<&'static str> {
    let sound =
        (1..=11).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    (!sound).then_some("is not 1 to 11 lower-case letters and digits, which is what Strimzi takes")
}

/// What a name becomes with the least done to it that its rule takes.
fn likely(name: &str, sound: impl Fn(&str) -> bool) -> Option<String> {
    let with = |other: char| -> String {
        name.trim().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { other }).collect()
    };
    let dashed = with('-').to_ascii_lowercase();
    let parts: Vec<&str> = dashed.split('-').filter(|part| !part.is_empty()).collect();
    [with('_'), parts.join("-"), parts.concat()].into_iter().find(|better| better != name && sound(better))
}

/// The name of a topic, as Kafka has it.
#[derive(Debug, Clone)]
pub enum TopicName {}

impl NameRule for TopicName {
    fn check(name: &str, span: Span) -> Option<Diagnostic> {
        let fault = kafka::topic_name(name)?;
        let better = likely_topic(name);
        let help = match better {
            Some(better) => format!("did you mean `{better}`?"),
            None => "use letters, digits, `.`, `_` and `-`, at most 249 of them".to_owned(),
        };
        let message = format!("`{name}` cannot name a topic: it {fault}");
        Some(Diagnostic::new(&BAD_TOPIC_NAME, span, message).help(help))
    }

    fn schema() -> Json {
        json!({"type": "string", "pattern": "^[a-zA-Z0-9._-]+$", "maxLength": 249, "not": {"enum": [".", ".."]}})
    }
}

/// The topic with `-` for what Kafka does not take.
fn likely_topic(name: &str) -> Option<String> {
    let kept = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_') { c } else { '-' };
    let better: String = name.trim().chars().map(kept).collect();
    (better.contains(|c: char| c.is_ascii_alphanumeric()) && kafka::topic_name(&better).is_none())
        .then_some(better)
}

macro_rules! texts {
    ($($(#[doc = $doc:literal])+ $name:ident by $rule:ident;)*) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(pub String);

        impl Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl Scalar for $name {
            fn read(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
                let text = String::read(node, cx)?;
                match $rule::check(&text, node.origin.span) {
                    None => Some(Self(text)),
                    Some(diagnostic) => {
                        cx.report(diagnostic);
                        None
                    }
                }
            }
            fn describe() -> Json {
                $rule::schema()
            }
            fn plain(&self) -> Value<Origin> {
                Value::String(self.0.clone())
            }
        }
    )*};
}

texts! {
    /// The name of something else in the blueprint, or a namespace.
    NameText by FreeName;
    /// The name of the platform.
    PlatformText by PlatformName;
    /// A topic, by name.
    TopicText by TopicName;
}
