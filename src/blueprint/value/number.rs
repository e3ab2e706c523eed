use super::Scalar;
use crate::blueprint::Decoder;
use crate::diagnostic::{BAD_PORT, BAD_QUANTITY, OUT_OF_RANGE};
use crate::facts::kafka::meant_port;
use crate::facts::kubernetes;
use crate::source::Origin;
use crate::yaml::{Mark, Node, Value};
use serde_json::{Value as Json, json};
use std::ops::Deref;

/// A whole number from 0 to 2^31-1, as the replica counts of Kubernetes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Count(pub u32);

/// A whole number from 1 to 2^31-1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Positive(pub u32);

/// A TCP port, 1 to 65535.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Port(pub u16);

/// A Kubernetes quantity as written: `200Gi`, `250m`, `1`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity(pub String);

macro_rules! derefs {
    ($($name:ident: $inner:ty),*) => {$(
        impl Deref for $name {
            type Target = $inner;
            fn deref(&self) -> &$inner {
                &self.0
            }
        }
    )*};
}
derefs!(Count: u32, Positive: u32, Port: u16, Quantity: String);

/// A whole number within `low..=high`, or a report.
fn whole(node: &Node<Mark>, cx: &mut Decoder<'_>, low: i128, high: i128) -> Option<i128> {
    let Some(number) = node.as_int() else { return cx.wrong_type(node, "an integer") };
    if (low..=high).contains(&number) {
        return Some(number);
    }
    let bounds = format!("a number from {low} to {high}");
    let (message, help) =
        (format!("`{}` takes {bounds}, not {number}", cx.path()), format!("write {bounds}"));
    cx.refuse_once(&OUT_OF_RANGE, node, message, Some(help))
}

impl Scalar for Count {
    fn read(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        whole(node, cx, 0, i32::MAX.into()).and_then(|n| u32::try_from(n).ok()).map(Self)
    }
    fn describe() -> Json {
        json!({"type": "integer", "minimum": 0, "maximum": i32::MAX})
    }
    fn plain(&self) -> Value<Origin> {
        Value::Int(self.0.into())
    }
}

impl Scalar for Positive {
    fn read(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        whole(node, cx, 1, i32::MAX.into()).and_then(|n| u32::try_from(n).ok()).map(Self)
    }
    fn describe() -> Json {
        json!({"type": "integer", "minimum": 1, "maximum": i32::MAX})
    }
    fn plain(&self) -> Value<Origin> {
        Value::Int(self.0.into())
    }
}

impl Scalar for Port {
    fn read(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        let Some(number) = node.as_int() else { return cx.wrong_type(node, "a port number") };
        if let Ok(port @ 1..) = u16::try_from(number) {
            return Some(Self(port));
        }
        let help = match meant_port(number) {
            Some(port) => format!("did you mean {port}?"),
            None => "write a number from 1 to 65535".into(),
        };
        let bound = if number < 1 { "begin at 1" } else { "end at 65535" };
        cx.refuse(&BAD_PORT, node, format!("{number} is not a port: ports {bound}"), Some(help))
    }
    fn describe() -> Json {
        json!({"type": "integer", "minimum": 1, "maximum": 65535})
    }
    fn plain(&self) -> Value<Origin> {
        Value::Int(self.0.into())
    }
}

impl Scalar for Quantity {
    fn read(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = match &node.value {
            Value::String(text) => text.clone(),
            Value::Int(number) => number.to_string(),
            // Its text is what the person wrote; the float has already lost it.
            Value::Float(_) => cx.sources.slice(node.origin.span).to_owned(),
            _ => return cx.wrong_type(node, "a quantity such as `200Gi` or `250m`"),
        };
        match kubernetes::Quantity::parse(&text) {
            Ok(_) => Some(Self(text)),
            Err(problem) => cx.refuse(
                &BAD_QUANTITY,
                node,
                format!("`{text}` is not a quantity: it {problem}"),
                Some(suffixes(&text)),
            ),
        }
    }
    fn describe() -> Json {
        json!({"type": ["string", "number"], "pattern": "^[0-9]+(\\.[0-9]*)?([numkKMGTPE]i?|[eE][+-]?[0-9]+)?$"})
    }
    fn plain(&self) -> Value<Origin> {
        Value::String(self.0.clone())
    }
}

/// The suffix a person most likely meant.
fn suffixes(text: &str) -> String {
    let number: String = text.trim().chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let unit = text.trim()[number.len()..].trim().to_ascii_lowercase();
    let meant = match unit.as_str() {
        "gb" | "gib" | "g" | "gi" => "Gi",
        "mb" | "mib" | "mi" => "Mi",
        "tb" | "tib" | "t" | "ti" => "Ti",
        "kb" | "kib" | "ki" => "Ki",
        _ => "",
    };
    if number.is_empty() || meant.is_empty() {
        "suffixes are `m` for thousandths and `Ki`, `Mi`, `Gi`, `Ti` for powers of 1024".into()
    } else {
        format!("did you mean `{number}{meant}`?")
    }
}
