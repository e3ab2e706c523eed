//! Where the server keeps objects of a kind.

use super::Rig;
use serde_json::Value;
use std::collections::BTreeMap;

/// Kinds of one `apiVersion`: the plural, and whether in a namespace.
pub type Group = BTreeMap<String, (String, bool)>;

impl Rig {
    /// The path of one object; `None` where the server has no such kind.
    pub fn path_of(&self, object: &Value) -> Option<String> {
        let name = object["metadata"]["name"].as_str().unwrap_or_default();
        Some(format!("{}/{name}", self.collection_of(object)?))
    }

    /// The path objects of this kind and namespace are posted to.
    pub fn collection_of(&self, object: &Value) -> Option<String> {
        let api_version = object["apiVersion"].as_str()?;
        let (plural, namespaced) = self.resource(api_version, object["kind"].as_str()?)?;
        let root = root(api_version);
        Some(match object["metadata"]["namespace"].as_str() {
            _ if !namespaced => format!("{root}/{plural}"),
            namespace => format!("{root}/namespaces/{}/{plural}", namespace.unwrap_or("default")),
        })
    }

    fn resource(&self, api_version: &str, kind: &str) -> Option<(String, bool)> {
        let mut known = self.resources.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !known.contains_key(api_version) {
            let list = self.get(&root(api_version));
            // What is not there yet may come with a CRD.
            if !list.accepted() {
                return None;
            }
            known.insert(api_version.to_owned(), group(&list.body));
        }
        known[api_version].get(kind).cloned()
    }

    /// Every resource in every namespace that can be listed: `apiVersion`, kind, path of the list.
    pub fn kinds(&self) -> Vec<(String, String, String)> {
        let groups = self.get("/apis").body;
        let versions = groups["groups"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|group| group["preferredVersion"]["groupVersion"].as_str());
        let mut found = Vec::new();
        for api_version in std::iter::once("v1").chain(versions) {
            let root = root(api_version);
            for resource in self.get(&root).body["resources"].as_array().into_iter().flatten() {
                let verbs =
                    resource["verbs"].as_array().is_some_and(|verbs| verbs.iter().any(|verb| verb == "list"));
                if let (true, Some(kind), Some(name)) =
                    (verbs, resource["kind"].as_str(), resource["name"].as_str())
                {
                    found.push((api_version.to_owned(), kind.to_owned(), format!("{root}/{name}")));
                }
            }
        }
        found
    }
}

fn root(api_version: &str) -> String {
    if api_version.contains('/') { format!("/apis/{api_version}") } else { format!("/api/{api_version}") }
}

fn group(list: &Value) -> Group {
    let resources = list["resources"].as_array().into_iter().flatten();
    resources
        .filter(|resource| resource["name"].as_str().is_some_and(|name| !name.contains('/')))
        .filter_map(|resource| {
            let text = |key: &str| resource[key].as_str().map(str::to_owned);
            Some((text("kind")?, (text("name")?, resource["namespaced"].as_bool()?)))
        })
        .collect()
}
