use super::{Merge, Nodes};
use crate::chart::exposed::{self, Exposed, How};
use crate::chart::kept::is_kept;
use crate::chart::values::can_be_put_over;
use crate::chart::{Condition, Expr, Plain, Setting, Shape, Template, ValuePath, image};
use crate::object::{Node, text};
use crate::source::Origin;
use crate::yaml::{Map, Value};

impl Merge<'_, '_> {
    fn exposure(&self) -> Option<Exposed> {
        exposed::at(self.place.kind, self.place.component, self.place.name, &self.at)
    }

    /// What can always be set, where it is in every environment that matters.
    pub(super) fn exposed(&mut self, nodes: &Nodes<'_>) -> Option<Template> {
        let exposed = self.exposure()?;
        match exposed.how {
            How::Image => self.image(&exposed, nodes),
            How::Override => {
                // Its own in the chart, under a name of its own in the values.
                let value = self.plain(nodes);
                let path = self.replacement(&exposed, nodes);
                Some(Template::Override(path, Box::new(value)))
            }
            How::Value => {
                let values: Vec<Option<Node>> = nodes.iter().map(|node| node.cloned()).collect();
                self.value(exposed, values)
            }
        }
    }

    /// What can always be set, where some environments are without it: empty there.
    pub(super) fn exposed_or_absent(
        &mut self,
        nodes: &Nodes<'_>,
        relevant: &[bool],
    ) -> Option<(Template, Condition)> {
        let exposed = self.exposure()?;
        if exposed.how != How::Value {
            return if exposed.how == How::Override {
                self.replaced(&exposed, nodes, relevant)
            } else {
                None
            };
        }
        let empty = empty(&exposed.shape)?;
        if nodes.iter().flatten().any(|node| super::same(node, &empty)) {
            return None;
        }
        let values: Vec<Option<Node>> = nodes
            .iter()
            .zip(relevant)
            .map(|(node, relevant)| node.cloned().or_else(|| relevant.then(|| empty.clone())))
            .collect();
        let template = self.value(exposed, values)?;
        let path = match &template {
            Template::Structure(path) | Template::Plain(path, _) | Template::Text(Expr::Value(path)) => {
                path.clone()
            }
            _ => return None,
        };
        Some((template, Condition::Set(path)))
    }

    /// What replaces the chart's own, which only some environments have.
    fn replaced(
        &mut self,
        exposed: &Exposed,
        nodes: &Nodes<'_>,
        relevant: &[bool],
    ) -> Option<(Template, Condition)> {
        let path = self.replacement(exposed, &relevant_nodes(nodes, relevant, &empty(&Shape::Map)?));
        let given = Condition::Set(path.clone());
        if nodes.iter().all(Option::is_none) {
            return Some((Template::Structure(path), given));
        }
        let mut own = path.clone();
        if let Some(last) = own.0.last_mut() {
            *last = format!("default{}{}", last[..1].to_uppercase(), &last[1..]);
        }
        let comment = format!("says whether there is {}.", self.told());
        let switch = self.switch(own.child("enabled"), comment, nodes, relevant);
        let value = self.plain(nodes);
        Some((Template::Override(path, Box::new(value)), Condition::Any(vec![given, switch])))
    }

    fn value(&mut self, exposed: Exposed, values: Vec<Option<Node>>) -> Option<Template> {
        let fits = |is: fn(&Value<Origin>) -> bool| values.iter().flatten().all(|node| is(&node.value));
        let balanced = values.iter().flatten().any(|node| node.as_str() == Some("LoadBalancer"));
        let exposed = match exposed.shape {
            Shape::OneOf(words) if words == exposed::SERVICE_TYPES && !balanced => Exposed {
                shape: Shape::OneOf(exposed::INSIDE_TYPES.to_vec()),
                comment: "is how the Service is reached; a load balancer is the blueprint's to say, which keeps it private.",
                ..exposed
            },
            shape => Exposed { shape, ..exposed },
        };
        Some(match exposed.shape {
            Shape::Int(..) => {
                if !fits(|value| matches!(value, Value::Int(_))) {
                    return None;
                }
                Template::Plain(self.whole(exposed.shape, exposed.comment.to_owned(), values)?, Plain::Int)
            }
            Shape::Quantity | Shape::Size | Shape::Name | Shape::OneOf(_) => {
                if !fits(|value| matches!(value, Value::String(_))) {
                    return None;
                }
                Template::Text(Expr::Value(self.whole(exposed.shape, exposed.comment.to_owned(), values)?))
            }
            _ => Template::Structure(self.whole(exposed.shape, exposed.comment.to_owned(), values)?),
        })
    }

    /// A value that is set as a whole; `None` where an environment's could not be put over the first one's.
    pub(super) fn whole(
        &mut self,
        shape: Shape,
        comment: String,
        values: Vec<Option<Node>>,
    ) -> Option<ValuePath> {
        let base = values.first().and_then(Option::as_ref).or_else(|| values.iter().flatten().next());
        if !values.iter().flatten().all(is_kept) {
            return None;
        }
        if !values.iter().flatten().all(|own| base.is_none_or(|base| can_be_put_over(base, own))) {
            return None;
        }
        let path = self.place.path(&self.at);
        let path = if self.switched.contains(&path) { path.child("value") } else { path };
        Some(self.settings.add(Setting { path, comment, shape, values }))
    }

    /// The value that replaces what the chart has; empty everywhere.
    fn replacement(&mut self, exposed: &Exposed, nodes: &Nodes<'_>) -> ValuePath {
        let nothing = Node::new(Value::Map(Map::new()), Origin::Fixed);
        let values = nodes.iter().map(|node| node.map(|_| nothing.clone())).collect();
        let path = self.place.path(&self.at);
        self.settings.add(Setting {
            path,
            comment: exposed.comment.to_owned(),
            shape: exposed.shape.clone(),
            values,
        })
    }

    /// As if nothing were exposed here.
    fn plain(&mut self, nodes: &Nodes<'_>) -> Template {
        let maps = nodes.iter().flatten().all(|node| matches!(node.value, Value::Map(_)));
        if maps { self.map(nodes) } else { self.scalar(nodes) }
    }

    fn image(&mut self, exposed: &Exposed, nodes: &Nodes<'_>) -> Option<Template> {
        let taken: Vec<Option<Option<_>>> = nodes.iter().map(|node| node.map(image::parts)).collect();
        if taken.iter().flatten().any(Option::is_none) {
            return None;
        }
        let parts: Vec<Option<_>> = taken.into_iter().map(Option::flatten).collect();
        let settings = |base: &ValuePath| {
            [
                (
                    "registry",
                    Shape::Registry,
                    "is the host the image is pulled from; empty for the one the nodes are set to.",
                ),
                ("repository", Shape::Repository, exposed.comment),
                ("tag", Shape::Tag, "is the version of the image."),
                ("digest", Shape::Digest, "pins the image, whatever its tag says: `sha256:…`."),
            ]
            .into_iter()
            .enumerate()
            .map(|(index, (key, shape, comment))| {
                let values =
                    parts.iter().map(|parts| parts.as_ref().map(|parts| parts[index].1.clone())).collect();
                Setting { path: base.child(key), comment: comment.to_owned(), shape, values }
            })
            .collect::<Vec<_>>()
        };
        let (mut base, mut number) = (self.place.path(&self.at), 2);
        let first = base.clone();
        // The four stay together, wherever they find room.
        while !settings(&base).iter().all(|setting| self.settings.takes(setting)) {
            base = first.clone();
            if let Some(key) = base.0.first_mut() {
                key.push_str(&number.to_string());
            }
            number += 1;
        }
        for setting in settings(&base) {
            self.settings.add(setting);
        }
        Some(Template::Text(Expr::Image(base)))
    }
}

fn relevant_nodes<'n>(nodes: &Nodes<'n>, relevant: &[bool], empty: &'n Node) -> Nodes<'n> {
    nodes.iter().zip(relevant).map(|(node, relevant)| node.or(relevant.then_some(empty))).collect()
}

/// What stands for nothing.
fn empty(shape: &Shape) -> Option<Node> {
    let value = match shape {
        Shape::Texts
        | Shape::Labels
        | Shape::PodLabels
        | Shape::Annotations
        | Shape::Map
        | Shape::Affinity
        | Shape::Resources => Value::Map(Map::new()),
        Shape::List | Shape::Maps | Shape::Tolerations | Shape::SecretNames => Value::List(Vec::new()),
        Shape::Name | Shape::Text | Shape::OneOf(_) => {
            return Some(text("", &Origin::Fixed));
        }
        _ => return None,
    };
    Some(Node::new(value, Origin::Fixed))
}
