//! ACLs of a KafkaUser, one right at a time.

use crate::object::{Node, Object};
use std::collections::BTreeSet;

/// Something a user may do, or may not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Right {
    allows: bool,
    resource: String,
    name: String,
    prefix: bool,
    host: String,
    operation: String,
}

/// What is implied by other operations. Source: Kafka's `AclAuthorizer`.
const DESCRIBED_BY: [&str; 4] = ["Alter", "Delete", "Read", "Write"];

impl Right {
    /// Whether it makes up for another one.
    fn covers(&self, other: &Self) -> bool {
        let name = if self.prefix {
            other.name.starts_with(&self.name)
        } else {
            !other.prefix && self.name == other.name || self.name == "*"
        };
        let operation = self.operation == other.operation
            || self.operation == "All"
            || (self.allows
                && other.operation == "Describe"
                && DESCRIBED_BY.contains(&self.operation.as_str()))
            || (self.allows && other.operation == "DescribeConfigs" && self.operation == "AlterConfigs");
        self.allows == other.allows
            && self.resource == other.resource
            && name
            && operation
            && (self.host == "*" || self.host == other.host)
    }

    /// Whether it is about one consumer group.
    pub(super) fn is_of_group(&self, group: &str) -> bool {
        self.resource == "group" && !self.prefix && self.name == group
    }

    /// `Read topic `orders``.
    pub(super) fn said(&self) -> String {
        let named = match (self.resource.as_str(), self.name.as_str(), self.prefix) {
            ("cluster", ..) => "the cluster".to_owned(),
            (resource, "*", _) => format!("any {resource}"),
            (resource, name, true) => format!("{resource}s that begin with `{name}`"),
            (resource, name, false) => format!("{resource} `{name}`"),
        };
        let host = if self.host == "*" { String::new() } else { format!(" from `{}`", self.host) };
        format!("{} {named}{host}", self.operation)
    }
}

/// All rights of a user.
pub(super) fn rights(user: &Object) -> BTreeSet<Right> {
    let acls = user.at("spec/authorization/acls").and_then(Node::as_list).unwrap_or_default();
    let mut found = BTreeSet::new();
    for acl in acls {
        let text = |node: Option<&Node>, key: &str| {
            node.and_then(|node| node.get(key)).and_then(Node::as_str).map(str::to_owned)
        };
        let resource = acl.get("resource");
        let listed = acl.get("operations").and_then(Node::as_list).unwrap_or_default();
        let operations = listed.iter().chain(acl.get("operation")).filter_map(Node::as_str);
        for operation in operations {
            found.insert(Right {
                allows: text(Some(acl), "type").as_deref() != Some("deny"),
                resource: text(resource, "type").unwrap_or_default(),
                name: text(resource, "name").unwrap_or_default(),
                prefix: text(resource, "patternType").as_deref() == Some("prefix"),
                host: text(Some(acl), "host").unwrap_or_else(|| "*".into()),
                operation: operation.to_owned(),
            });
        }
    }
    found
}

/// What may no longer be done, and what may be done from now on.
pub(super) fn moved(before: &BTreeSet<Right>, after: &BTreeSet<Right>) -> [Vec<String>; 2] {
    let beyond = |these: &BTreeSet<Right>, those: &BTreeSet<Right>, allows: bool| -> Vec<Right> {
        let own = these.iter().filter(|right| right.allows == allows);
        own.filter(|right| !those.iter().any(|other| other.covers(right))).cloned().collect()
    };
    let said = |mut one: Vec<Right>, other: Vec<Right>| -> Vec<String> {
        one.extend(other);
        one.iter().map(Right::said).collect()
    };
    // What is denied anew is lost; what is no longer denied is gained.
    let lost = said(beyond(before, after, true), beyond(after, before, false));
    let gained = said(beyond(after, before, true), beyond(before, after, false));
    [lost, gained]
}
