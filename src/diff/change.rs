use super::path::{Path, Which};
use crate::object::Node;

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The pair of objects at this place of the list of pairs.
    Pair(usize),
    /// The platform of an environment, at this place of the list of platforms.
    Platform(usize),
    /// A file that holds no objects, at this place of the list of files.
    File(usize),
}

/// How two values differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It was not there.
    Added,
    /// It is no more.
    Removed,
    /// It is another one.
    Changed,
    /// The items of a list are the same and stand in another order, which means something.
    Reordered,
}

/// One difference: the smallest part of the tree that holds it.
#[derive(Debug, Clone)]
pub struct Change<'s> {
    /// Its place among all changes of this comparison.
    pub id: usize,
    /// What it belongs to.
    pub subject: Subject,
    /// Where; empty for a whole object that came or went.
    pub path: Path,
    /// How.
    pub kind: Kind,
    /// The value that was.
    pub before: Option<&'s Node>,
    /// The value that is to be.
    pub after: Option<&'s Node>,
}

impl<'s> Change<'s> {
    /// The value on one of the sides.
    #[must_use]
    pub fn side(&self, which: Which) -> Option<&'s Node> {
        match which {
            Which::Before => self.before,
            Which::After => self.after,
        }
    }

    /// The text before and after, where both are text.
    #[must_use]
    pub fn texts(&self) -> Option<(&'s str, &'s str)> {
        Some((self.before?.as_str()?, self.after?.as_str()?))
    }

    /// The integers before and after, where both are integers.
    #[must_use]
    pub fn numbers(&self) -> Option<(i128, i128)> {
        Some((self.before?.as_int()?, self.after?.as_int()?))
    }

    /// The amounts before and after in thousandths, where Kubernetes reads both as quantities.
    #[must_use]
    pub fn amounts(&self) -> Option<(i128, i128)> {
        let milli = |node| crate::lint::view::amount(node).map(|(_, milli)| milli);
        Some((milli(self.before?)?, milli(self.after?)?))
    }
}
