use crate::diagnostic::{Code, Severity};
use crate::facts::near::nearest;
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};
use crate::yaml::Entry;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("storage-class-refused", Severity::Error, include_str!("storage_class_refused.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S33", "K8S37"],
    check: Check::Object(&[Kind::StorageClass], check),
};

const AZURE_DISK: &str = "disk.csi.azure.com";

/// The disks Azure has. Source: azuredisk-csi-driver, `docs/driver-parameters.md`.
const SKUS: [&str; 7] = [
    "Standard_LRS",
    "Premium_LRS",
    "StandardSSD_LRS",
    "UltraSSD_LRS",
    "Premium_ZRS",
    "StandardSSD_ZRS",
    "PremiumV2_LRS",
];

const CACHING: [&str; 3] = ["None", "ReadOnly", "ReadWrite"];

/// Disks no host caches for.
const UNCACHED: [&str; 2] = ["UltraSSD_LRS", "PremiumV2_LRS"];

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let reclaim = object.at("reclaimPolicy").filter(|node| node.as_str() == Some("Recycle"));
    if let Some(node) = reclaim {
        let message =
            format!("`reclaimPolicy: Recycle` in {}: a class takes `Retain` or `Delete`", object.title());
        cx.report(Place::Value(object, node), message)
            .help("write `Retain`, which keeps the data, or `Delete`");
    }
    if object.at("provisioner").and_then(Node::as_str) != Some(AZURE_DISK) {
        return;
    }
    let Some(parameters) = object.at("parameters").and_then(Node::as_map) else { return };
    let of = |names: &[&str]| {
        let own = |entry: &&Entry<_>| names.iter().any(|name| entry.key.text.eq_ignore_ascii_case(name));
        parameters.entries.iter().find(own).and_then(|entry| Some((&entry.value, entry.value.as_str()?)))
    };
    let disk = of(&["skuName", "storageAccountType"]);
    let caching = of(&["cachingMode"]);
    word(object, "kind of disk", disk, &SKUS, cx);
    word(object, "`cachingMode`", caching, &CACHING, cx);
    if let (Some((disk, sku)), Some((node, mode))) = (disk, caching)
        && UNCACHED.iter().any(|of| of.eq_ignore_ascii_case(sku))
        && ["ReadOnly", "ReadWrite"].contains(&mode)
    {
        let message = format!(
            "`cachingMode: {mode}` in {}: the driver makes `{sku}` without a cache only",
            object.title()
        );
        cx.report(Place::Value(object, node), message)
            .also(Place::Value(object, disk), "the kind of disk")
            .help("write `cachingMode: None`")
            .fix(Fix::risky().write(Place::Value(object, node), "None"));
    }
}

fn word<'a>(
    object: &'a Object,
    what: &str,
    written: Option<(&'a Node, &'a str)>,
    known: &[&'static str],
    cx: &mut Cx<'a>,
) {
    let Some((node, word)) = written else { return };
    if word.is_empty() || word.contains(['$', '{']) || known.iter().any(|one| one.eq_ignore_ascii_case(word))
    {
        return;
    }
    let message =
        format!("`{word}` in {} is no {what} that `{AZURE_DISK}` knows: it makes no volume", object.title());
    let near = nearest(word, known.iter().copied());
    let listed: Vec<String> = known.iter().map(|one| format!("`{one}`")).collect();
    cx.report(Place::Value(object, node), message).help(match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of {}", listed.join(", ")),
    });
}
