//! One change of a tree, as a table writes it.

use crate::folder::trees;
use streamwright::object::{Pointer, Step};
use streamwright::yaml::{Entry, Key, Node, Value};

/// What is done at a place.
#[derive(Debug, Clone)]
pub enum Edit {
    /// `= VALUE`, whether it was there or not.
    Set(Node<()>),
    /// `drop`: an entry, an item, or all of a document.
    Drop,
    /// `key NAME`.
    Rename(String),
    /// `add VALUE` to a list.
    Add(Node<()>),
    /// `twice`: the item stands once more at the end of its list.
    Twice,
    /// `beside VALUE`: a further document after it.
    Beside(Node<()>),
    /// `plus NUMBER`.
    Plus(i128),
    /// `tail TEXT`.
    Tail(String),
    /// `swap OLD NEW` within a text.
    Swap(String, String),
    /// `cut`: without its last letter.
    Cut,
}

impl Edit {
    pub fn read(text: &str) -> Self {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        let value = || trees(rest).pop().unwrap_or_else(|| panic!("no value: {text}"));
        match word {
            "=" => Self::Set(value()),
            "drop" => Self::Drop,
            "key" => Self::Rename(rest.to_owned()),
            "add" => Self::Add(value()),
            "beside" => Self::Beside(value()),
            "twice" => Self::Twice,
            "plus" => Self::Plus(rest.parse().expect("a number")),
            "tail" => Self::Tail(rest.to_owned()),
            "swap" => {
                let (old, new) = rest.split_once(' ').unwrap_or((rest, ""));
                Self::Swap(old.to_owned(), new.to_owned())
            }
            "cut" => Self::Cut,
            _ => panic!("no change: {text}"),
        }
    }

    /// Whether it may be made where nothing stands yet.
    pub fn may_be_new(&self) -> bool {
        matches!(self, Self::Set(_))
    }

    /// The document it adds after the one it is made at.
    pub fn further(&self, document: &Node<()>) -> Option<Node<()>> {
        match self {
            Self::Twice => Some(document.clone()),
            Self::Beside(further) => Some(further.clone()),
            _ => None,
        }
    }

    /// The tree with the change; `None` where there is nothing left of it, or nothing to change.
    pub fn apply(&self, root: &Node<()>, at: &Pointer) -> Option<Node<()>> {
        let mut changed = root.clone();
        let Some((last, above)) = at.0.split_last() else {
            return match self {
                Self::Set(value) => Some(value.clone()),
                _ => None,
            };
        };
        let parent = above.iter().try_fold(&mut changed, |node, step| match (&mut node.value, step) {
            (Value::Map(map), Step::Key(key)) => map.get_mut(key),
            (Value::List(items), Step::Index(index)) => items.get_mut(*index),
            _ => None,
        })?;
        match (&mut parent.value, last) {
            (Value::Map(map), Step::Key(key)) => {
                let index = map.entries.iter().position(|entry| &entry.key.text == key);
                match (self, index) {
                    (Self::Drop, Some(index)) => drop(map.entries.remove(index)),
                    (Self::Rename(name), Some(index)) => map.entries[index].key.text.clone_from(name),
                    (Self::Set(value), None) => {
                        let key = Key { text: key.clone(), origin: () };
                        map.entries.push(Entry { key, value: value.clone() });
                    }
                    (_, Some(index)) => self.value(&mut map.entries[index].value)?,
                    _ => return None,
                }
            }
            (Value::List(items), Step::Index(index)) => match self {
                Self::Drop => drop(items.remove(*index)),
                Self::Twice => items.push(items[*index].clone()),
                _ => self.value(items.get_mut(*index)?)?,
            },
            _ => return None,
        }
        (&changed != root).then_some(changed)
    }

    fn value(&self, node: &mut Node<()>) -> Option<()> {
        let value = match (self, &mut node.value) {
            (Self::Set(value), _) => value.value.clone(),
            (Self::Plus(more), Value::Int(number)) => Value::Int(*number + more),
            (Self::Tail(tail), Value::String(text)) => Value::String(format!("{text}{tail}")),
            (Self::Swap(old, new), Value::String(text)) => Value::String(text.replacen(old.as_str(), new, 1)),
            (Self::Cut, Value::String(text)) => {
                text.pop();
                return Some(());
            }
            (Self::Add(value), Value::List(items)) => {
                items.push(value.clone());
                return Some(());
            }
            _ => return None,
        };
        node.value = value;
        Some(())
    }
}
