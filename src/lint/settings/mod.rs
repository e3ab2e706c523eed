//! What a broker or controller is told, wherever it stands: `spec.kafka.config` of a Kafka, variables of a container, a
//! properties file of its own or in a ConfigMap.

pub(super) mod ambari;
mod endpoint;
mod gather;
mod image;
pub(super) mod properties;
mod variables;

pub use endpoint::{Endpoint, endpoints, protocols};
pub(super) use gather::{is_of_broker, of_ambari, of_file, of_object};
pub use image::Distribution;

use super::Place;
use crate::facts::kafka::ConfigTable;
use crate::source::Span;
use std::borrow::Cow;

/// The settings of one broker or controller.
pub struct Settings<'a> {
    /// Whose they are: ``Kafka `streaming` ``, ``container `kafka` of StatefulSet `kafka` ``.
    pub title: String,
    /// Where they stand.
    pub form: Form,
    /// In the order written.
    pub lines: Vec<Line<'a>>,
    /// The keys of its version; `None` where nobody says which it is, or nothing is known of it.
    pub table: Option<&'static ConfigTable>,
}

/// Where settings stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// In a Kafka: the operator adds its own, and drops what it keeps to itself.
    Strimzi,
    /// In a file that is all the broker gets, unless its command line says more.
    File,
    /// In a file of a ConfigMap, which a script may complete before the broker reads it.
    Mounted,
    /// In a configuration of Ambari, which the brokers of an HDInsight cluster complete.
    Ambari,
    /// In the template of an HDInsight cluster that its brokers run when they start.
    AmbariEnv,
    /// In a request to Ambari, which replaces all there is.
    AmbariBody {
        /// Where it says what it is about.
        head: Span,
    },
    /// In variables, which the start script of an image turns into a file.
    Variables(Distribution),
}

/// One of them.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// As Kafka knows it.
    pub key: Cow<'a, str>,
    /// As it stands there: `KAFKA_LISTENERS`.
    pub written: Cow<'a, str>,
    /// What it says; `None` where that is known only when the broker starts.
    pub value: Option<Cow<'a, str>>,
    /// Where the value stands.
    pub at: Place<'a>,
    /// Where the key stands.
    pub key_at: Place<'a>,
}

impl<'a> Settings<'a> {
    /// The line of a key; of several the last, which is the one that counts.
    #[must_use]
    pub fn line(&self, key: &str) -> Option<&Line<'a>> {
        self.lines.iter().rev().find(|line| line.key == key)
    }

    /// What a key says, where that is known.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        self.line(key)?.value.as_deref()
    }

    /// The items of a key whose value is a list.
    #[must_use]
    pub fn list(&self, key: &str) -> Option<Vec<&str>> {
        Some(items(self.text(key)?).collect())
    }

    /// The number a key says.
    #[must_use]
    pub fn number(&self, key: &str) -> Option<i64> {
        self.text(key)?.parse().ok()
    }

    /// Whether nothing but what stands here reaches the broker.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.form == Form::File
    }
}

impl Line<'_> {
    /// The key as it stands there, with the one Kafka knows where they differ.
    #[must_use]
    pub fn name(&self) -> String {
        if self.key == self.written {
            format!("`{}`", self.key)
        } else {
            format!("`{}` (`{}`)", self.written, self.key)
        }
    }
}

/// What stands between the commas.
pub fn items(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim).filter(|item| !item.is_empty())
}

/// The value, unless something has yet to be put in its place: by Kafka, a shell, Helm, or a script of somebody's.
fn known(value: Cow<'_, str>) -> Option<Cow<'_, str>> {
    let open = ["$", "{{", "#init", "<", "@@", "%%"].iter().any(|mark| value.contains(mark));
    (!open).then_some(value)
}
