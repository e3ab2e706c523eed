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

/// What an overlay did that may not have been meant.
#[derive(Default)]
pub(super) struct Oddities {
    /// Every `null` that took nothing away.
    pub(super) missed: Vec<Missed>,
    /// Entries that nothing inherited has, by the place of their name, with the inherited name each is near to.
    pub(super) near: Vec<(Span, String)>,
    /// What was taken away, by its path, with the place that took it.
    pub(super) taken: Vec<(String, Span)>,
}

/// Lays `overlay` over `tree`: maps by name, scalars and lists whole, `null` takes away. Keys that an overlay may not
/// have were reported and are left alone.
pub(super) fn apply(tree: &mut Node<Mark>, overlay: &Map<Mark>) -> Oddities {
    let mut merging = Merging { path: Vec::new(), odd: Oddities::default(), suggestions: SUGGESTED };
    if let Value::Map(map) = &mut tree.value {
        merging.map(map, overlay);
    }
    merging.odd
}

struct Merging<'a> {
    path: Vec<&'a str>,
    odd: Oddities,
    /// How many more names are compared.
    suggestions: usize,
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
                Place::At(i) if deletes => {
                    self.odd.taken.push((self.path.join("/"), entry.key.origin.span));
                    gone.push(i);
                }
                Place::At(i) => self.node(&mut under.entries[i].value, &entry.value),
                Place::New if deletes => {
                    let nearest = self.nearest(&entry.key.text, under);
                    let path = self.path.iter().map(|key| (*key).to_owned()).collect();
                    self.odd.missed.push(Missed { path, span: entry.key.origin.span, nearest });
                }
                Place::New => {
                    if entry.value.as_map().is_some()
                        && let Some(near) = self.nearest(&entry.key.text, under)
                    {
                        self.odd.near.push((entry.key.origin.span, near));
                    }
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

    fn nearest(&mut self, key: &str, under: &Map<Mark>) -> Option<String> {
        self.suggestions = self.suggestions.checked_sub(1)?;
        near::nearest(key, under.entries.iter().map(|entry| entry.key.text.as_str())).map(str::to_owned)
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
