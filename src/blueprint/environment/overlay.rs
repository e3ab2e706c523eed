use super::places::{Place, places};
use super::{DEFAULTS, Written, is_overlaid};
use crate::diagnostic::{DELETES_NOTHING, Diagnostic};
use crate::facts::near;
use crate::source::Span;
use crate::yaml::{Map, Mark, Node, Value};

/// A `null` with nothing under it.
pub(super) struct Missed {
    /// From the top of the document, the key included.
    path: Vec<String>,
    span: Span,
    nearest: Option<String>,
}

/// Comparing every name that is not there with every name that is takes long where there are thousands of both.
const SUGGESTED: usize = 50;

/// Lays `overlay` over `tree`: maps by name, scalars and lists whole, `null` takes away. Gives every `null` that
/// took nothing away. Keys that an overlay may not have were reported and are left alone.
pub(super) fn apply(tree: &mut Node<Mark>, overlay: &Map<Mark>) -> Vec<Missed> {
    let mut merging = Merging { path: Vec::new(), missed: Vec::new() };
    if let Value::Map(map) = &mut tree.value {
        merging.map(map, overlay);
    }
    merging.missed
}

struct Merging<'a> {
    path: Vec<&'a str>,
    missed: Vec<Missed>,
}

impl<'a> Merging<'a> {
    fn map(&mut self, under: &mut Map<Mark>, over: &'a Map<Mark>) {
        let mut gone = Vec::new();
        let top = self.path.is_empty();
        for (entry, place) in over.entries.iter().zip(places(under, over)) {
            if top && !is_overlaid(&entry.key.text) {
                continue;
            }
            self.path.push(&entry.key.text);
            let deletes = entry.value.is_null() && !self.in_merge_patch();
            match place {
                Place::Repeated => {}
                Place::At(i) if deletes => gone.push(i),
                Place::At(i) => self.node(&mut under.entries[i].value, &entry.value),
                Place::New if deletes => {
                    let names = under.entries.iter().map(|e| e.key.text.as_str());
                    let few = self.missed.len() < SUGGESTED;
                    let nearest = near::nearest(&entry.key.text, names.filter(|_| few)).map(str::to_owned);
                    let path = self.path.iter().map(|key| (*key).to_owned()).collect();
                    self.missed.push(Missed { path, span: entry.key.origin.span, nearest });
                }
                Place::New => {
                    let value = self.grafted(&entry.value);
                    under.push(entry.key.clone(), value);
                }
            }
            self.path.pop();
        }
        if !gone.is_empty() {
            let mut keep = vec![true; under.entries.len()];
            gone.into_iter().for_each(|i| keep[i] = false);
            let mut keep = keep.into_iter();
            under.entries.retain(|_| keep.next().unwrap_or(true));
        }
    }

    fn node(&mut self, under: &mut Node<Mark>, over: &'a Node<Mark>) {
        match (&mut under.value, &over.value) {
            (Value::Map(under), Value::Map(over)) => self.map(under, over),
            _ => *under = self.grafted(over),
        }
    }

    /// A copy for a place where nothing is to be merged with; a `null` in it has nothing to take away.
    fn grafted(&mut self, over: &'a Node<Mark>) -> Node<Mark> {
        let Value::Map(map) = &over.value else { return over.clone() };
        let mut grafted = Map::new();
        self.map(&mut grafted, map);
        Node::new(Value::Map(grafted), over.origin)
    }

    /// Inside a JSON merge patch `null` is the patch's own word and stays.
    fn in_merge_patch(&self) -> bool {
        let path = self.path.strip_prefix(&[DEFAULTS]).map_or(self.path.as_slice(), |rest| rest);
        let at = if self.path.len() == path.len() { 2 } else { 1 };
        path.first() == Some(&"patches") && path.get(at) == Some(&"merge") && path.len() > at + 1
    }
}

impl Missed {
    /// What is to be said of it; `tree` is the environment with everything merged.
    pub(super) fn diagnostic(&self, own: &Written<'_>, tree: &Node<Mark>) -> Diagnostic {
        let path = self.path.join("/");
        let message = format!("`{}` deletes `{path}`, which is not there", own.name);
        let key = self.path.last().map_or("", String::as_str);
        let help = match &self.nearest {
            Some(best) => format!("did you mean `{best}`?"),
            None if self.is_default(tree) => format!(
                "`{key}` comes from `{DEFAULTS}/{}`; write the value this entry is to have instead",
                self.path[0]
            ),
            None => format!("remove `{key}: null`"),
        };
        Diagnostic::new(&DELETES_NOTHING, self.span, message).help(help)
    }

    /// Whether an entry would have it from `defaults`, which are laid under entries only later.
    fn is_default(&self, tree: &Node<Mark>) -> bool {
        let [section, _, rest @ ..] = self.path.as_slice() else { return false };
        let defaults = tree.get(DEFAULTS).and_then(|defaults| defaults.get(section));
        !rest.is_empty()
            && rest.iter().try_fold(defaults, |at, key| at.map(|n| n.get(key))).flatten().is_some()
    }
}
