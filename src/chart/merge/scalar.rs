use super::{Merge, Nodes};
use crate::chart::{Expr, Plain, Shape, Template};
use crate::object::Node;
use crate::source::Origin;
use crate::yaml::Value;

impl Merge<'_, '_> {
    /// A place that holds no map or list everywhere.
    pub(super) fn scalar(&mut self, nodes: &Nodes<'_>) -> Template {
        if !self.is_chosen(nodes) && self.is_uniform(nodes) {
            return self.known(nodes);
        }
        let path = self.path(nodes);
        let comment = format!("is {}.", self.told());
        let values = nodes.iter().map(|node| node.cloned()).collect();
        let (shape, plain) = shape(nodes);
        let path = self.setting(path, shape, comment, values);
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

    /// Whether the blueprint wants this place to be a value.
    pub(super) fn is_chosen(&self, nodes: &Nodes<'_>) -> bool {
        !self.chosen.is_empty()
            && nodes.iter().zip(self.chosen).any(|(node, chosen)| {
                node.is_some_and(|node| {
                    matches!(node.origin, Origin::Written(_)) && chosen.contains(&node.origin)
                })
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
