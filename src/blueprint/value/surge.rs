use super::Scalar;
use crate::blueprint::Decoder;
use crate::source::Origin;
use crate::yaml::{Mark, Node, Value};
use serde_json::{Value as Json, json};
use std::fmt;

/// How many nodes an upgrade adds for its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Surge {
    /// So many.
    Nodes(u32),
    /// So many of a hundred, rounded up.
    Percent(u32),
}

impl Surge {
    /// How many that are of so many nodes.
    #[must_use]
    pub fn of(self, nodes: u32) -> u32 {
        match self {
            Self::Nodes(count) => count,
            Self::Percent(percent) => {
                let exact = (u64::from(nodes) * u64::from(percent)).div_ceil(100);
                u32::try_from(exact).unwrap_or(u32::MAX)
            }
        }
    }

    fn parse(text: &str) -> Option<Self> {
        match text.strip_suffix('%') {
            Some(percent) => percent.parse().ok().filter(|percent| *percent <= 100).map(Self::Percent),
            None => text.parse().ok().map(Self::Nodes),
        }
    }
}

impl fmt::Display for Surge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nodes(count) => write!(f, "{count}"),
            Self::Percent(percent) => write!(f, "{percent}%"),
        }
    }
}

impl Scalar for Surge {
    fn read(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        let read = match &node.value {
            Value::Int(count) => u32::try_from(*count).ok().map(Self::Nodes),
            Value::String(text) => Self::parse(text),
            _ => None,
        };
        if read.is_none() {
            return cx.wrong_type(node, "a number of nodes or a percentage such as `33%`");
        }
        read
    }
    fn describe() -> Json {
        json!({"type": ["integer", "string"], "minimum": 0, "maximum": u32::MAX, "pattern": "^([0-9]{1,9}|[0-9]{1,2}%|100%)$"})
    }
    fn plain(&self) -> Value<Origin> {
        match self {
            Self::Nodes(count) => Value::Int((*count).into()),
            Self::Percent(_) => Value::String(self.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_rounded_up() {
        assert_eq!(Surge::parse("33%").map(|surge| surge.of(3)), Some(1));
        assert_eq!(Surge::parse("33%").map(|surge| surge.of(10)), Some(4));
        assert_eq!(Surge::parse("2").map(|surge| surge.of(10)), Some(2));
        assert_eq!((Surge::parse("101%"), Surge::parse("-1"), Surge::parse("%")), (None, None, None));
    }
}
