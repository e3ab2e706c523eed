//! IMP-S59 to S63, S65: who may do what, authorities, and the operators beside a Kafka.

use crate::diff::impact::cluster::Cluster;
use crate::diff::impact::listing::{count, named};
use crate::diff::impact::touching::touching;
use crate::diff::side::Member;
use crate::diff::{Change, Cx, Effect, Pair, Pods, Severity};
use crate::lint::view;
use crate::object::{Node, Object};

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some((before, after)) = pair.both() else { return };
    authorization(cx, pair, before, after);
    for which in ["clusterCa", "clientsCa"] {
        authority(cx, pair, which);
    }
    entity_operator(cx, pair, before, after);
    cruise_control(cx, pair, before, after);
}

fn authorization<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, before: &'a Object, after: &'a Object) {
    let changes = touching(pair, &["spec", "kafka", "authorization"]);
    let kind = |object: &'a Object| object.at("spec/kafka/authorization/type").and_then(Node::as_str);
    let cluster = Cluster::named(cx.after, &after.name, pair.member()).since(cx.before);
    let nodes = cluster.all_nodes();
    match (kind(before), kind(after)) {
        (None, Some(new)) => {
            let clients = without_rights(cx, &cluster, pair.member());
            if let Some(hit) = cx.hit_all("IMP-S59", changes) {
                hit.with("after", format!("`{new}`")).with("nodes", nodes).with("clients", clients);
            }
        }
        (Some(_), None) => {
            let users = users(cx, &cluster, pair.member(), has_acls);
            if let Some(hit) = cx.hit_all("IMP-S60", changes) {
                let of = if users.is_empty() {
                    String::new()
                } else {
                    format!("; KafkaUsers {} become NotReady, since they have ACLs", named(&users))
                };
                hit.with("users", of).note(format!("{nodes} restart one by one"));
            }
        }
        (Some(_), Some(_)) => super_users(cx, pair, before, after, &nodes),
        (None, None) => {}
    }
}

fn super_users<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, before: &'a Object, after: &'a Object, nodes: &str) {
    let list = |object: &'a Object| -> Vec<&'a str> {
        let users =
            object.at("spec/kafka/authorization/superUsers").and_then(Node::as_list).unwrap_or_default();
        users.iter().filter_map(Node::as_str).collect()
    };
    let (was, is) = (list(before), list(after));
    let lost: Vec<&str> = was.into_iter().filter(|user| !is.contains(user)).collect();
    if lost.is_empty() {
        return;
    }
    if let Some(hit) =
        cx.hit_all("IMP-S61", touching(pair, &["spec", "kafka", "authorization", "superUsers"]))
    {
        hit.with("lost", named(&lost)).with("nodes", nodes);
    }
}

/// The KafkaUsers of a cluster that are so.
fn users(cx: &Cx<'_>, cluster: &Cluster<'_>, beside: &Member, is: impl Fn(&Object) -> bool) -> Vec<String> {
    let all = cx.after.of_kind("KafkaUser").filter(|member| member.is_beside(beside));
    let own = all.filter(|member| view::cluster_of(&member.object) == Some(cluster.name));
    own.filter(|member| is(&member.object)).map(|member| member.object.name.clone()).collect()
}

fn has_acls(user: &Object) -> bool {
    user.at("spec/authorization").is_some_and(|node| !node.is_null())
}

/// Who has no right yet when rights are asked for.
fn without_rights(cx: &Cx<'_>, cluster: &Cluster<'_>, beside: &Member) -> String {
    let bare = users(cx, cluster, beside, |user| !has_acls(user));
    let logged_in = users(cx, cluster, beside, has_acls);
    match (bare.is_empty(), logged_in.is_empty()) {
        (false, _) => format!("users {}, and whoever logs in as nobody", named(&bare)),
        (true, false) => format!("whoever logs in as another than {}", named(&logged_in)),
        (true, true) => "no user with ACLs is known here".into(),
    }
}

fn authority<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, which: &'static str) {
    let place = ["spec", which];
    // What was added or taken away as a whole says the same by its keys.
    let at = |side: Option<&Node>, key: &str| side.and_then(|node| node.get(key)).cloned();
    let (was, is) = (pair.was(&format!("spec/{which}")), pair.is(&format!("spec/{which}")));
    if touching(pair, &place).is_empty() {
        return;
    }
    for key in [
        "generateCertificateAuthority",
        "validityDays",
        "renewalDays",
        "certificateExpirationPolicy",
        "generateSecretOwnerReference",
    ] {
        let default = default_of(key);
        let text = |node: Option<Node>| {
            node.as_ref().and_then(view::config_text).unwrap_or_else(|| default.to_owned())
        };
        let (old, new) = (text(at(was, key)), text(at(is, key)));
        if old == new {
            continue;
        }
        let Some(hit) = cx.hit_all("IMP-S62", touching(pair, &["spec", which, key])) else { continue };
        hit.with("path", format!("{which}.{key}"))
            .with("before", format!("`{old}`"))
            .with("after", format!("`{new}`"));
        let who = if which == "clusterCa" { "brokers' certificates" } else { "users' certificates" };
        let (what, mend) = match (key, new.as_str()) {
            ("generateCertificateAuthority", "false") => (
                format!("the operator no longer makes the authority of the {who}: the Secrets have to hold one of your own, and nodes restart when it differs"),
                "pause the Kafka, put the certificate and key into the Secrets, annotate their generation, then go on",
            ),
            ("generateCertificateAuthority", _) => (
                format!("the operator makes its own authority of the {who} and replaces yours: nodes restart, and clients that trust the old one only are cut off"),
                "give clients the new authority first",
            ),
            ("validityDays" | "renewalDays", _) => (
                format!("it counts from the next renewal of the authority of the {who} on, when nodes restart one by one"),
                "set `maintenanceTimeWindows`, so that this happens when it may",
            ),
            ("certificateExpirationPolicy", "replace-key") => (
                "at the next renewal the key is replaced as well: nodes restart several times over, and clients need the new authority".to_owned(),
                "set `maintenanceTimeWindows`, so that this happens when it may",
            ),
            _ => ("it counts from the next renewal on".to_owned(), "set `maintenanceTimeWindows`, so that this happens when it may"),
        };
        hit.with("what", what).with("mend", mend);
        if key != "generateCertificateAuthority" {
            hit.effects(&[Effect::InPlace]).severity(Severity::Low);
        }
    }
}

/// What holds where nothing is written. Source: `CertificateAuthority` of the API.
fn default_of(key: &str) -> &'static str {
    match key {
        "validityDays" => "365",
        "renewalDays" => "30",
        "certificateExpirationPolicy" => "renew-certificate",
        _ => "true",
    }
}

fn entity_operator<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, before: &'a Object, after: &'a Object) {
    let has = |object: &'a Object, key: &str| {
        object.at(&format!("spec/entityOperator/{key}")).is_some_and(|node| !node.is_null())
    };
    let gone: Vec<(&str, &str)> = [("topicOperator", "KafkaTopic"), ("userOperator", "KafkaUser")]
        .into_iter()
        .filter(|(key, _)| has(before, key) && !has(after, key))
        .collect();
    if gone.is_empty() {
        return;
    }
    let member = pair.member();
    let number = |kind: &'static str| {
        let all = cx.after.of_kind(kind).filter(|other| other.is_beside(member));
        all.filter(|other| view::cluster_of(&other.object) == Some(after.name.as_str())).count()
    };
    let kinds: Vec<String> = gone
        .iter()
        .map(|(_, kind)| match number(kind) {
            0 => format!("its {kind}s"),
            some => count(some as i128, kind),
        })
        .collect();
    let mut changes: Vec<&Change<'_>> = Vec::new();
    for (key, _) in &gone {
        for change in touching(pair, &["spec", "entityOperator", key]) {
            if !changes.iter().any(|known| known.id == change.id) {
                changes.push(change);
            }
        }
    }
    let topics = gone.iter().any(|(key, _)| *key == "topicOperator");
    let words: Vec<&str> =
        gone.iter().map(|(key, _)| if *key == "topicOperator" { "topic" } else { "user" }).collect();
    if let Some(hit) = cx.hit_all("IMP-S63", changes) {
        hit.with("operator", words.join(" and ")).with("kinds", kinds.join(" and "));
        let hang = ", and a KafkaTopic that is deleted hangs on its finalizer, its namespace too";
        hit.with("hang", if topics { hang } else { "" });
    }
}

fn cruise_control<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, before: &'a Object, after: &'a Object) {
    let has = |object: &'a Object| object.at("spec/cruiseControl").is_some_and(|node| !node.is_null());
    let (comes, then) = match (has(before), has(after)) {
        (false, true) => ("comes", "it proposes nothing before it has measured for some minutes"),
        (true, false) => {
            ("goes", "a rebalance that runs is left half done; KafkaRebalances do nothing any more")
        }
        _ => return,
    };
    let cluster = Cluster::named(cx.after, &after.name, pair.member()).since(cx.before);
    let nodes = cluster.nodes(|pool| pool.broker);
    if let Some(hit) = cx.hit_all("IMP-S65", touching(pair, &["spec", "cruiseControl"])) {
        hit.pods(Pods::Brokers).with("comes", comes).with("then", then).with("nodes", nodes);
    }
}
