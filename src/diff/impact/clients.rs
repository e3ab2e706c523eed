//! Who uses what: from the platform where a side is a blueprint, else from the addresses its objects hold.

use super::cluster::Cluster;
use super::listing::named;
use crate::diff::side::{Member, Side};
use crate::lint::view;
use crate::object::Node;
use crate::topology::{Link, LinkKind};
use std::collections::BTreeSet;

/// Those who come through one listener.
#[derive(Debug, Default)]
pub(super) struct Clients {
    /// Those that what is applied here configures: `apps/billing`.
    pub(super) inside: BTreeSet<String>,
    /// Those that somebody has to configure elsewhere: `clients/office-reports`.
    pub(super) outside: BTreeSet<String>,
}

impl Clients {
    /// Without those that go with the same change.
    pub(super) fn that_stay(mut self, after: &Side, beside: &Member) -> Self {
        if let Some(topology) = after.topology(&beside.environment) {
            let stays = |name: &String| topology.links.iter().any(|link| said(link) == *name);
            self.inside.retain(|name| stays(name));
            self.outside.retain(|name| stays(name));
        }
        self
    }

    /// What becomes of them when they can no longer connect as they do.
    pub(super) fn cut_off(&self) -> String {
        let is = |names: &BTreeSet<String>| if names.len() == 1 { "is" } else { "are" };
        let list = |names: &BTreeSet<String>| named(&names.iter().collect::<Vec<_>>());
        let inside = || {
            let have = if self.inside.len() == 1 { "it has" } else { "they have" };
            format!(
                "{} {} cut off until {have} restarted with what fits",
                list(&self.inside),
                is(&self.inside)
            )
        };
        let outside = || {
            format!(
                "{} {} cut off until somebody changes their settings",
                list(&self.outside),
                is(&self.outside)
            )
        };
        match (self.inside.is_empty(), self.outside.is_empty()) {
            (true, true) => "whoever connects through it is cut off until its settings fit".into(),
            (false, true) => inside(),
            (true, false) => outside(),
            (false, false) => format!("{}; {}", inside(), outside()),
        }
    }

    /// All of them by name; `` nobody known `` where there is none.
    pub(super) fn said(&self) -> String {
        let all: Vec<&String> = self.inside.iter().chain(&self.outside).collect();
        if all.is_empty() { "nobody known".into() } else { named(&all) }
    }

    fn add(&mut self, link: &Link) {
        let outside = link.kind == LinkKind::Client || link.place.is_none();
        let to = if outside { &mut self.outside } else { &mut self.inside };
        to.insert(said(link));
    }
}

/// `apps/billing`.
fn said(link: &Link) -> String {
    format!("{}/{}", link.section.key(), link.owner)
}

/// The links to a Kafka, where its side is a blueprint.
fn links<'a>(cluster: &Cluster<'a>) -> Option<impl Iterator<Item = &'a Link> + use<'a>> {
    let topology = cluster.side.topology(cluster.environment())?;
    Some(topology.links_to(cluster.name))
}

/// Who comes through a listener.
pub(super) fn of_listener(cluster: &Cluster<'_>, listener: &str) -> Clients {
    let mut found = Clients::default();
    if let Some(links) = links(cluster) {
        links.filter(|link| link.to.value.listener == *listener).for_each(|link| found.add(link));
        return found;
    }
    let Some(kafka) = cluster.kafka else { return found };
    let Some(doors) = view::doors(&kafka.object) else { return found };
    for member in &cluster.side.members {
        let object = &member.object;
        let meant = |call: &view::Call<'_>| {
            call.cluster == cluster.name && call.door(&doors).is_some_and(|door| door.name == listener)
        };
        let calls = |text: &str| view::calls(text).any(|call| meant(&call));
        if member.is_beside(kafka)
            && view::lines(object).iter().any(|(_, node)| node.as_str().is_some_and(calls))
        {
            found.inside.insert(object.title());
        }
    }
    found
}

/// `; read by …, written by …`, nothing where nobody is known to use a topic.
pub(super) fn of_topic(cluster: &Cluster<'_>, topic: &str) -> String {
    said_readers(cluster, topic) + &said_writers(cluster, topic)
}

/// `; read by …`, nothing where nobody is known to.
pub(super) fn said_readers(cluster: &Cluster<'_>, topic: &str) -> String {
    let readers = readers(cluster, topic);
    if readers.is_empty() { String::new() } else { format!("; read by {}", named(&readers)) }
}

/// `; written by …`, nothing where nobody is known to.
pub(super) fn said_writers(cluster: &Cluster<'_>, topic: &str) -> String {
    let writers = writers(cluster, topic);
    if writers.is_empty() { String::new() } else { format!("; written by {}", named(&writers)) }
}

fn readers(cluster: &Cluster<'_>, topic: &str) -> Vec<String> {
    using(cluster, |link| link.consumes.iter().any(|name| name.value == topic))
}

fn writers(cluster: &Cluster<'_>, topic: &str) -> Vec<String> {
    using(cluster, |link| link.produces.iter().any(|name| name.value == topic))
}

fn using(cluster: &Cluster<'_>, uses: impl Fn(&Link) -> bool) -> Vec<String> {
    let links = links(cluster).into_iter().flatten();
    let found: BTreeSet<String> = links.filter(|link| uses(link)).map(said).collect();
    found.into_iter().collect()
}

/// Who logs in as a user.
pub(super) fn of_user(side: &Side, member: &Member) -> Vec<String> {
    let name = member.object.name.as_str();
    let Some(topology) = side.topology(&member.environment) else { return Vec::new() };
    let cluster = view::cluster_of(&member.object);
    let links = topology.links.iter().filter(|link| Some(link.to.value.cluster.as_str()) == cluster);
    let found: BTreeSet<String> = links.filter(|link| link.user.as_deref() == Some(name)).map(said).collect();
    found.into_iter().collect()
}

/// Those of them that are still there under their names: whoever goes with the same change loses nothing.
pub(super) fn that_stay(clients: &[String], after: &Side, beside: &Member) -> Vec<String> {
    let Some(topology) = after.topology(&beside.environment) else { return clients.to_vec() };
    let stays = |name: &&String| topology.links.iter().any(|link| said(link) == **name);
    clients.iter().filter(stays).cloned().collect()
}

/// The name a topic has in Kafka.
pub(super) fn topic_name(object: &crate::object::Object) -> &str {
    object.at("spec/topicName").and_then(Node::as_str).unwrap_or(&object.name)
}
