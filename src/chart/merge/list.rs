use super::keyed::{Keyed, by_place, keyed};
use super::{Merge, Nodes};
use crate::chart::kept::is_kept;
use crate::chart::{Item, Shape, Template};
use crate::yaml::Value;

impl Merge<'_, '_> {
    /// A place that is a list everywhere.
    pub(super) fn list(&mut self, nodes: &Nodes<'_>) -> Template {
        if let Some(keyed) = keyed(nodes) {
            return self.items(nodes, &keyed);
        }
        if self.is_uniform(nodes) {
            return self.same_items(nodes);
        }
        let maps = nodes
            .iter()
            .flatten()
            .filter_map(|node| node.as_list())
            .flatten()
            .all(|item| matches!(item.value, Value::Map(_)));
        let texts = nodes
            .iter()
            .flatten()
            .filter_map(|node| node.as_list())
            .flatten()
            .all(|item| matches!(item.value, Value::String(_)));
        if !texts && !nodes.iter().flatten().all(|node| is_kept(node)) {
            return self.items(nodes, &by_place(nodes));
        }
        let path = self.path(nodes);
        let comment = format!("is {}.", self.told());
        let values = nodes.iter().map(|node| node.cloned()).collect();
        if texts {
            let shape = self.narrowed(Shape::TextList, nodes);
            return Template::Each(self.setting(path, shape, comment, values));
        }
        Template::Structure(self.setting(path, if maps { Shape::Maps } else { Shape::List }, comment, values))
    }

    /// Items that are alike everywhere, one after the other.
    fn same_items(&mut self, nodes: &Nodes<'_>) -> Template {
        let length = nodes.iter().flatten().find_map(|node| node.as_list()).map_or(0, <[_]>::len);
        let items = (0..length).map(|index| {
            let own: Nodes<'_> =
                nodes.iter().map(|node| node.and_then(|node| node.as_list()?.get(index))).collect();
            Item { value: self.below(&index.to_string(), |at| at.node(&own)), when: None }
        });
        Template::List(items.collect())
    }

    /// Items that have names: each with its own switch where an environment is without it.
    fn items(&mut self, nodes: &Nodes<'_>, keyed: &Keyed) -> Template {
        let relevant: Vec<bool> = nodes.iter().map(Option::is_some).collect();
        let items = keyed.order.iter().map(|key| {
            let own: Nodes<'_> = nodes.iter().map(|node| keyed.item((*node)?, key)).collect();
            self.below(key, |at| {
                let everywhere =
                    own.iter().zip(&relevant).all(|(item, relevant)| item.is_some() || !relevant);
                let when = (!everywhere).then(|| {
                    let path = at.path(&own);
                    let comment = format!("says whether there is {}.", at.told());
                    at.switched.insert(path.clone());
                    at.switch(path.child("enabled"), comment, &own, &relevant)
                });
                Item { value: at.node(&own), when }
            })
        });
        Template::List(items.collect())
    }
}
