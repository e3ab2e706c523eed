use super::{Merge, Nodes};
use crate::chart::kept::is_kept;
use crate::chart::{Expr, Plain, Shape, Template};
use crate::object::Node;
use crate::source::Origin;
use crate::yaml::Value;

impl Merge<'_, '_> {
    /// A place that holds no map or list everywhere.
    pub(super) fn scalar(&mut self, nodes: &Nodes<'_>) -> Template {
        if self.is_uniform(nodes) {
            return self.known(nodes);
        }
        let path = self.path(nodes);
        let comment = format!("is {}.", self.told());
        let values = nodes.iter().map(|node| node.cloned()).collect();
        let (shape, plain) = shape(nodes);
        let path = self.setting(path, self.narrowed(shape, nodes), comment, values);
        plain.map_or_else(
            || Template::Text(Expr::Value(path.clone())),
            |plain| Template::Plain(path.clone(), plain),
        )
    }

    /// What is the same everywhere.
    fn known(&mut self, nodes: &Nodes<'_>) -> Template {
        let Some((index, node)) = nodes.iter().enumerate().find_map(|(index, node)| Some((index, (*node)?)))
        else {
            return Template::Literal(Node::new(Value::Null, Origin::Fixed));
        };
        let Some(text) = node.as_str() else { return Template::Literal(node.clone()) };
        let expr = self.names.expr(index, &self.at, text);
        if expr.as_text().is_some() {
            return Template::Literal(node.clone());
        }
        self.adopt(&expr, nodes);
        Template::Text(expr)
    }

    /// The value of a place that the blueprint wants to be one; the same value wherever the same is written.
    pub(super) fn chosen(&mut self, nodes: &Nodes<'_>) -> Option<Template> {
        let path = self.chosen.path(nodes, &self.at)?;
        let values: Vec<Option<Node>> = nodes.iter().map(|node| node.cloned()).collect();
        if nodes.iter().flatten().any(|node| matches!(node.value, Value::Map(_))) {
            return None;
        }
        let lists = nodes.iter().flatten().all(|node| matches!(node.value, Value::List(_)));
        let mut items = nodes.iter().flatten().filter_map(|node| node.as_list()).flatten();
        let texts = lists && items.all(|item| matches!(item.value, Value::String(_)));
        if lists && !texts && !nodes.iter().flatten().all(|node| is_kept(node)) {
            return None;
        }
        let (shape, plain) = if texts {
            (Shape::TextList, None)
        } else if lists {
            (Shape::List, None)
        } else {
            shape(nodes)
        };
        let known = self.chosen.place(&path).filter(|place| {
            self.settings.get(place).is_some_and(|setting| {
                setting.values.iter().zip(&values).all(|(a, b)| match (a, b) {
                    (Some(a), Some(b)) => super::same(a, b),
                    (a, b) => a.is_none() == b.is_none(),
                })
            })
        });
        let place = match known {
            Some(place) => place.clone(),
            None => {
                let place = self.path(nodes);
                let comment = format!("is what the blueprint has at `{path}`.");
                let place = self.setting(place, shape, comment, values);
                self.chosen.keep(path, place.clone());
                place
            }
        };
        Some(match plain {
            _ if texts => Template::Each(place),
            _ if lists => Template::Structure(place),
            Some(plain) => Template::Plain(place, plain),
            None => Template::Text(Expr::Value(place)),
        })
    }
}

/// What may stand where these stand; how it is printed, where it is no text.
fn shape(nodes: &Nodes<'_>) -> (Shape, Option<Plain>) {
    let all = |is: fn(&Value<Origin>) -> bool| nodes.iter().flatten().all(|node| is(&node.value));
    if all(|value| matches!(value, Value::String(_))) {
        (Shape::Text, None)
    } else if all(|value| matches!(value, Value::Int(number) if i64::try_from(*number).is_ok())) {
        (Shape::Int(i64::MIN, i64::MAX), Some(Plain::Int))
    } else if all(|value| matches!(value, Value::Bool(_))) {
        (Shape::Bool, Some(Plain::Bool))
    } else if all(|value| matches!(value, Value::Int(_) | Value::Float(_))) {
        (Shape::Number, Some(Plain::Any))
    } else {
        (Shape::Any, Some(Plain::Any))
    }
}
