//! Secrets in the configuration of workers and connectors: named, read by Kafka Connect itself, never written out.

use crate::blueprint::{Config, ConfigValue, SecretRef};
use crate::facts::strimzi::SECRET_PROVIDER;
use crate::object::{Tree, text};
use crate::plan::Plan;
use crate::plan::access::secret_name;
use crate::plan::labels::Owner;
use crate::source::Origin;
use crate::topology::{Place, Topology};
use std::collections::{BTreeMap, BTreeSet};

/// What the provider of secrets is called in `${secrets:…}`.
const ALIAS: &str = "secrets";
const PROVIDERS: &str = "config.providers";

/// The Secrets a worker opens, by their namespace.
#[derive(Debug, Default)]
pub(in crate::plan) struct Opened(BTreeMap<String, BTreeSet<String>>);

impl Opened {
    /// Settings as Kafka Connect is to have them; the Secrets they name are noted.
    pub(in crate::plan) fn config(&mut self, topology: &Topology, place: &Place, config: &Config) -> Tree {
        let origin = config.origin.clone().unwrap_or(Origin::Fixed);
        config.entries.iter().fold(Tree::new(&origin), |tree, (key, entry)| {
            let from = &entry.origin;
            match &entry.value {
                ConfigValue::Bool(value) => tree.put_from(key, *value, from),
                ConfigValue::Int(number) => tree.put_from(key, *number, from),
                ConfigValue::Float(number) => tree.put_from(key, *number, from),
                ConfigValue::Text(value) => tree.put_from(key, value, from),
                ConfigValue::Secret(secret) => {
                    tree.put(key, text(self.reference(topology, place, secret), from))
                }
                ConfigValue::Format { format, secrets } => {
                    let composed =
                        secrets.iter().enumerate().fold(format.clone(), |composed, (index, secret)| {
                            composed
                                .replace(&format!("{{{index}}}"), &self.reference(topology, place, secret))
                        });
                    tree.put(key, text(composed, from))
                }
            }
        })
    }

    fn reference(&mut self, topology: &Topology, place: &Place, secret: &SecretRef) -> String {
        let declared = topology.blueprint.secrets.get(&secret.secret);
        let namespace = declared.map_or(&place.namespace, |declared| &declared.namespace.value.0);
        let name = secret_name(topology, &secret.secret);
        self.0.entry(namespace.clone()).or_default().insert(name.clone());
        format!("${{{ALIAS}:{namespace}/{name}:{}}}", secret.key)
    }

    /// Declares the provider to a worker, when there is anything to open.
    pub(in crate::plan) fn provider(&self, config: Tree) -> Tree {
        if self.0.is_empty() {
            return config;
        }
        let origin = Origin::Default("secret-provider");
        let others = config.get(PROVIDERS);
        let others = others.and_then(|node| Some((node.as_str()?.to_owned(), node.origin.clone())));
        let config = match others {
            None => config.put_from(PROVIDERS, ALIAS, &origin),
            Some((others, _)) if others.split(',').any(|other| other.trim() == ALIAS) => config,
            Some((others, from)) => config.put_from(PROVIDERS, format!("{others},{ALIAS}"), &from),
        };
        config.put_from(&format!("{PROVIDERS}.{ALIAS}.class"), SECRET_PROVIDER, &origin)
    }
}

/// Adds the Roles that let the workers' ServiceAccount read exactly the Secrets they name.
///
/// A Role in another namespace than the component's goes to the cluster's folder: a component has one namespace.
pub(in crate::plan) fn open(
    owner: &Owner<'_>,
    place: &Place,
    account: &str,
    opened: &Opened,
    plan: &mut Plan,
) {
    for (namespace, secrets) in &opened.0 {
        let here = *namespace == place.namespace;
        let base = format!("{account}-config-secrets");
        let name = if here { base } else { format!("{base}-{namespace}") };
        let origin = &owner.origin;
        let rule = Tree::new(origin)
            .put("apiGroups", vec![text("", &Origin::Fixed)])
            .put("resources", vec![text("secrets", &Origin::Fixed)])
            .put("resourceNames", secrets.iter().map(String::as_str).collect::<Vec<_>>())
            .put("verbs", vec![text("get", &Origin::Fixed)]);
        let api = "rbac.authorization.k8s.io/v1";
        let role = owner
            .object(api, "Role", name.as_str())
            .namespace(namespace, &place.origin)
            .finish(|tree| tree.put("rules", vec![rule]));
        let binding = owner
            .object(api, "RoleBinding", name.as_str())
            .namespace(namespace, &place.origin)
            .finish(|tree| {
                let role = Tree::new(origin)
                    .put_from("apiGroup", "rbac.authorization.k8s.io", &Origin::Fixed)
                    .put_from("kind", "Role", &Origin::Fixed)
                    .put("name", name.as_str());
                let subject = Tree::new(origin)
                    .put_from("kind", "ServiceAccount", &Origin::Fixed)
                    .put("name", account)
                    .put_from("namespace", &place.namespace, &place.origin);
                tree.put("roleRef", role).put("subjects", vec![subject])
            });
        for object in [role, binding] {
            if here {
                plan.add(&place.kubernetes, owner.section, owner.name, object);
            } else {
                plan.add_to_cluster(&place.kubernetes, object);
            }
        }
    }
}
