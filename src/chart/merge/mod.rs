//! The objects of all environments as one tree: equal is literal, what differs is a value.

mod expose;
mod keyed;
mod list;
mod map;
mod narrow;
mod scalar;

use super::chosen::Choice;
use super::names::Names;
use super::place::Place;
use super::same::same;
use super::told::told;
use super::{ChartEnvironment, Condition, Expr, Setting, Settings, Shape, Template, ValuePath};
use crate::object::Node;
use crate::source::Origin;
use crate::yaml::Value;
use std::collections::BTreeSet;

/// A place of an object in every environment; `None` where the object, or what holds the place, is not there.
pub(super) type Nodes<'n> = Vec<Option<&'n Node>>;

/// One object being put together.
pub(super) struct Merge<'m, 'p> {
    pub(super) names: &'m Names<'p>,
    pub(super) settings: &'m mut Settings,
    /// What the blueprint wants to be values.
    pub(super) chosen: &'m mut Choice,
    pub(super) platform: &'m str,
    /// Where the component is in each environment.
    pub(super) namespaces: Vec<&'m str>,
    pub(super) place: Place<'p>,
    /// Where in the object.
    pub(super) at: Vec<String>,
    /// Where a switch stands: a value of the same place stands beside it.
    pub(super) switched: BTreeSet<ValuePath>,
}

/// Puts one object together; `nodes` has it in every environment that has it.
pub(super) fn object(
    names: &Names<'_>,
    settings: &mut Settings,
    chosen: &mut Choice,
    environments: &[ChartEnvironment<'_>],
    place: Place<'_>,
    nodes: &Nodes<'_>,
) -> (Template, Option<Condition>) {
    let platform = environments.first().map_or("", |e| e.topology.blueprint.metadata.name.value.0.as_str());
    let namespaces = environments.iter().map(|environment| environment.namespace).collect();
    let (at, switched) = (Vec::new(), BTreeSet::new());
    let mut merge = Merge { names, settings, chosen, platform, namespaces, place, at, switched };
    let all = vec![true; nodes.len()];
    let when = (!nodes.iter().all(Option::is_some)).then(|| {
        let comment = format!("says whether there is the {} `{}`.", place.kind, place.name);
        merge.switch(place.switch(), comment, nodes, &all)
    });
    (merge.node(nodes), when)
}

impl Merge<'_, '_> {
    /// The tree of a place. At least one environment has it.
    fn node(&mut self, nodes: &Nodes<'_>) -> Template {
        if let Some(chosen) = self.chosen(nodes) {
            return chosen;
        }
        if let Some(exposed) = self.exposed(nodes) {
            return exposed;
        }
        let present: Vec<&Node> = nodes.iter().flatten().copied().collect();
        let maps = present.iter().all(|node| matches!(node.value, Value::Map(_)));
        let lists = present.iter().all(|node| matches!(node.value, Value::List(_)));
        match present.first().map(|node| &node.value) {
            Some(Value::Map(_)) if maps => self.map(nodes),
            Some(Value::List(_)) if lists => self.list(nodes),
            _ => self.scalar(nodes),
        }
    }

    /// A place one step further down.
    fn below<T>(&mut self, key: &str, work: impl FnOnce(&mut Self) -> T) -> T {
        self.at.push(key.to_owned());
        let done = work(self);
        self.at.pop();
        done
    }

    /// Whether a place is the same everywhere once names and namespaces are left to Helm.
    fn is_uniform(&mut self, nodes: &Nodes<'_>) -> bool {
        let mut present = nodes.iter().enumerate().filter_map(|(index, node)| Some((index, (*node)?)));
        let Some((first, node)) = present.next() else { return true };
        let others: Vec<(usize, &Node)> = present.collect();
        others.iter().all(|(index, other)| self.alike((first, node), (*index, other)))
    }

    fn alike(&mut self, a: (usize, &Node), b: (usize, &Node)) -> bool {
        match (&a.1.value, &b.1.value) {
            (Value::Map(x), Value::Map(y)) => {
                x.entries.len() == y.entries.len()
                    && x.entries.iter().all(|entry| {
                        y.get(&entry.key.text).is_some_and(|other| {
                            self.below(&entry.key.text, |at| at.alike((a.0, &entry.value), (b.0, other)))
                        })
                    })
            }
            (Value::List(x), Value::List(y)) => {
                x.len() == y.len()
                    && x.iter().zip(y).enumerate().all(|(index, (x, y))| {
                        self.below(&index.to_string(), |at| at.alike((a.0, x), (b.0, y)))
                    })
            }
            (Value::String(x), Value::String(y)) => {
                self.names.expr(a.0, &self.at, x) == self.names.expr(b.0, &self.at, y)
            }
            _ => same(a.1, b.1),
        }
    }

    /// Where the value of this place stands; what profiles decide differently is kept together.
    fn path(&self, nodes: &Nodes<'_>) -> ValuePath {
        let path = self.place.path(&self.at);
        let decided = nodes.iter().flatten().all(|node| matches!(node.origin, Origin::Default(_)));
        let path =
            if decided { ValuePath::new(["profile".to_owned()].into_iter().chain(path.0)) } else { path };
        if self.switched.contains(&path) { path.child("value") } else { path }
    }

    /// Makes a value of a place as it stands.
    fn setting(
        &mut self,
        path: ValuePath,
        shape: Shape,
        comment: String,
        values: Vec<Option<Node>>,
    ) -> ValuePath {
        self.settings.add(Setting { path, comment, shape, values })
    }

    /// A switch that is on where there is a node, among the environments it matters to.
    fn switch(
        &mut self,
        path: ValuePath,
        comment: String,
        nodes: &Nodes<'_>,
        relevant: &[bool],
    ) -> Condition {
        let values = nodes
            .iter()
            .zip(relevant)
            .map(|(node, relevant)| relevant.then(|| Node::new(Value::Bool(node.is_some()), Origin::Fixed)))
            .collect();
        Condition::Set(self.setting(path, Shape::Bool, comment, values))
    }

    /// Makes sure that the values an expression reads are there.
    fn adopt(&mut self, expr: &Expr, nodes: &Nodes<'_>) {
        match expr {
            Expr::Join(parts) => parts.iter().for_each(|part| self.adopt(part, nodes)),
            Expr::Value(path) if self.settings.get(path).is_none() => {
                let (shape, comment) = match path.0.iter().map(String::as_str).collect::<Vec<_>>().as_slice()
                {
                    ["existingSecrets", entry] => (
                        Shape::Name,
                        format!("is the name of the Secret that the blueprint calls `{entry}`."),
                    ),
                    ["kafkaNamespaces", cluster] => {
                        (Shape::Namespace, format!("is the namespace of the Kafka cluster `{cluster}`."))
                    }
                    _ => {
                        (Shape::Namespace, "is the namespace of the Kafka cluster it connects to.".to_owned())
                    }
                };
                let values = (0..nodes.len())
                    .map(|index| {
                        let value = self.names.value(index, path)?;
                        Some(crate::object::text(value, &Origin::Fixed))
                    })
                    .collect();
                self.setting(path.clone(), shape, comment, values);
            }
            _ => {}
        }
    }

    /// What the field is called in comments.
    fn told(&self) -> String {
        told(&self.place, &self.at)
    }
}
