use super::{Merge, Nodes};
use crate::chart::exposed::{self, injected};
use crate::chart::{Condition, Expr, Helper, Part, Shape, Template};
use crate::object::{Node, text};
use crate::source::Origin;
use crate::yaml::{Map, Value};
use std::collections::BTreeSet;

const NAME: &str = "app.kubernetes.io/name";
const INSTANCE: &str = "app.kubernetes.io/instance";
const PART_OF: &str = "app.kubernetes.io/part-of";
const MANAGED_BY: &str = "app.kubernetes.io/managed-by";

impl Merge<'_, '_> {
    /// A place that is a map everywhere.
    pub(super) fn map(&mut self, nodes: &Nodes<'_>) -> Template {
        let included = self.labels(nodes);
        let relevant: Vec<bool> = nodes.iter().map(Option::is_some).collect();
        let mut parts = Vec::new();
        let taken: &[&str] = match included {
            Some(Helper::Labels) => &[NAME, INSTANCE, PART_OF, MANAGED_BY],
            Some(_) => &[NAME, INSTANCE],
            None => &[],
        };
        parts.extend(included.map(Part::Include));
        let mut keys = keys(nodes);
        let mut known: BTreeSet<&str> = keys.iter().copied().collect();
        for key in injected(self.place.kind, self.place.component, self.place.name, &self.at) {
            if known.insert(key) {
                keys.push(key);
            }
        }
        let spread = self.pod_labels(nodes, included);
        for key in keys.into_iter().filter(|key| !taken.contains(key)) {
            if spread.as_ref().is_some_and(|(_, keys)| keys.contains(key)) {
                continue;
            }
            let mut own: Nodes<'_> = nodes.iter().map(|node| node.and_then(|node| node.get(key))).collect();
            if key == "namespace" && self.at == ["metadata"] {
                // Helm gives an object the namespace of the release; one that goes elsewhere says so.
                for (node, home) in own.iter_mut().zip(&self.namespaces) {
                    *node = node.filter(|node| node.as_str() != Some(home));
                }
            }
            parts.extend(self.below(key, |at| at.field(key, &own, &relevant)));
        }
        parts.extend(spread.map(|(part, _)| part));
        match (parts.as_slice(), included) {
            ([Part::Include(helper)], Some(_)) => Template::Include(*helper),
            _ => Template::Map(parts),
        }
    }

    /// A field that some of the environments may not have; nothing where it is one nobody has and nobody can set.
    fn field(&mut self, key: &str, nodes: &Nodes<'_>, relevant: &[bool]) -> Option<Part> {
        let part = self.any_field(key, nodes, relevant)?;
        let words = exposed::only_at(self.place.kind, self.place.component, self.place.name, &self.at);
        let (Some(words), Part::Field { key, value, when }) = (words, &part) else { return Some(part) };
        let mut at = self.at.clone();
        at.pop();
        at.push("type".to_owned());
        let kind = self.place.path(&at);
        if self.settings.get(&kind).is_none() {
            return Some(part);
        }
        let fits = Condition::OneOf(kind, words);
        let when = match when {
            Some(when) => Condition::All(vec![fits, when.clone()]),
            None => fits,
        };
        Some(Part::Field { key: key.clone(), value: value.clone(), when: Some(when) })
    }

    fn any_field(&mut self, key: &str, nodes: &Nodes<'_>, relevant: &[bool]) -> Option<Part> {
        let part = |value, when| Some(Part::Field { key: key.to_owned(), value, when });
        if nodes.iter().zip(relevant).all(|(node, relevant)| node.is_some() || !relevant) {
            return part(self.node(nodes), None);
        }
        if let Some((value, when)) = self.exposed_or_absent(nodes, relevant) {
            return part(value, Some(when));
        }
        if !injected(self.place.kind, self.place.component, self.place.name, &self.at).is_empty()
            && let Some((value, when)) = self.emptied(nodes, relevant)
        {
            return part(value, Some(when));
        }
        if nodes.iter().all(Option::is_none) {
            return None;
        }
        if let Some((value, when)) = self.word_or_nothing(nodes, relevant) {
            return part(value, Some(when));
        }
        let path = self.path(nodes);
        let comment = format!("says whether there is {}.", self.told());
        self.switched.insert(path.clone());
        let when = self.switch(path.child("enabled"), comment, nodes, relevant);
        part(self.node(nodes), Some(when))
    }

    /// A map that is as good as empty where it is not there: then each of its fields says when it is there.
    fn emptied(&mut self, nodes: &Nodes<'_>, relevant: &[bool]) -> Option<(Template, Condition)> {
        let empty = Node::new(Value::Map(Map::new()), Origin::Fixed);
        if nodes.iter().flatten().any(|node| node.as_map().is_none_or(Map::is_empty)) {
            return None;
        }
        let filled: Nodes<'_> =
            nodes.iter().zip(relevant).map(|(node, relevant)| node.or(relevant.then_some(&empty))).collect();
        let Template::Map(parts) = self.map(&filled) else { return None };
        let when: Option<Vec<Condition>> = parts.iter().map(Part::when).collect();
        let when = when?;
        (!when.is_empty()).then(|| (Template::Map(parts), Condition::any(when)))
    }

    /// Text where empty text means that it is not there.
    fn word_or_nothing(&mut self, nodes: &Nodes<'_>, relevant: &[bool]) -> Option<(Template, Condition)> {
        let words = nodes.iter().enumerate().all(|(index, node)| {
            node.is_none_or(|node| {
                node.as_str().is_some_and(|text| {
                    !text.is_empty() && self.names.expr(index, &self.at, text).as_text().is_some()
                })
            })
        });
        if !words {
            return None;
        }
        let path = self.path(nodes);
        let comment = format!("is {}; empty leaves it out.", self.told());
        let values = nodes
            .iter()
            .zip(relevant)
            .map(|(node, relevant)| {
                relevant.then(|| node.cloned().unwrap_or_else(|| text("", &Origin::Fixed)))
            })
            .collect();
        let path = self.setting(path, Shape::Text, comment, values);
        Some((Template::Text(Expr::Value(path.clone())), Condition::Set(path)))
    }

    /// The named template that gives the labels of this place, where they are the usual ones everywhere.
    fn labels(&self, nodes: &Nodes<'_>) -> Option<Helper> {
        let component = self.place.component;
        let has =
            |node: &Node, key: &str, text: &str| node.get(key).and_then(|node| node.as_str()) == Some(text);
        let selected = |node: &Node| has(node, NAME, component) && has(node, INSTANCE, component);
        if !nodes.iter().flatten().all(|node| selected(node)) {
            return None;
        }
        let object = self.at.len() == 2 && self.at[0] == "metadata" && self.at[1] == "labels";
        let all = |node: &Node| {
            has(node, PART_OF, self.platform) && node.get(MANAGED_BY).is_some_and(|by| by.as_str().is_some())
        };
        if object && nodes.iter().flatten().all(|node| all(node)) {
            return Some(Helper::Labels);
        }
        Some(Helper::SelectorLabels)
    }

    /// The labels of pods beside the usual ones, which the values hold; and their keys.
    fn pod_labels(
        &mut self,
        nodes: &Nodes<'_>,
        included: Option<Helper>,
    ) -> Option<(Part, BTreeSet<String>)> {
        let pods = matches!(self.place.kind, "Deployment" | "StatefulSet")
            && self.at == ["spec", "template", "metadata", "labels"];
        if !pods || included.is_none() {
            return None;
        }
        let usual = [NAME, INSTANCE, PART_OF, MANAGED_BY];
        let own = |node: &Node| {
            let mut map = Map::new();
            for entry in node.as_map().map(|map| map.entries.as_slice()).unwrap_or_default() {
                if !usual.contains(&entry.key.text.as_str()) {
                    map.push(entry.key.clone(), entry.value.clone());
                }
            }
            Node::new(Value::Map(map), node.origin.clone())
        };
        let values: Vec<Option<Node>> = nodes.iter().map(|node| node.map(own)).collect();
        let keys = values
            .iter()
            .flatten()
            .filter_map(|node| node.as_map())
            .flat_map(|map| map.entries.iter().map(|entry| entry.key.text.clone()))
            .collect();
        let comment = "are labels of the pods beside the chart's own.".to_owned();
        let path = self.whole(Shape::PodLabels, comment, values)?;
        Some((Part::Spread(path), keys))
    }
}

/// The keys of all environments: in the order of the first, others behind the key they follow.
fn keys<'n>(nodes: &Nodes<'n>) -> Vec<&'n str> {
    let mut keys: Vec<&str> = Vec::new();
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for map in nodes.iter().flatten().filter_map(|node| node.as_map()) {
        let mut before: Option<&str> = None;
        for entry in &map.entries {
            let key = entry.key.text.as_str();
            if known.insert(key) {
                let at = before.and_then(|before| keys.iter().position(|known| *known == before));
                keys.insert(at.map_or(keys.len(), |at| at + 1), key);
            }
            before = Some(key);
        }
    }
    keys
}
