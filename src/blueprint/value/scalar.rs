use crate::blueprint::decode::one_of;
use crate::blueprint::{Decoder, Schemas, Shape, Val};
use crate::diagnostic::UNKNOWN_CHOICE;
use crate::facts::near;
use crate::source::Origin;
use crate::yaml::{Mark, Node, Value};
use serde_json::{Value as Json, json};

/// A single value: a word, a number, a name.
pub trait Scalar: Sized {
    /// Reads it, or reports what is wrong with it.
    fn read(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self>;
    /// Its JSON Schema.
    fn describe() -> Json;
    /// The value as YAML has it.
    fn plain(&self) -> Value<Origin>;
}

impl<T: Scalar> Shape for Val<T> {
    fn decode(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        let value = T::read(node, cx)?;
        Some(Self { value, origin: cx.origin_of(node) })
    }

    fn schema(_: &mut Schemas) -> Json {
        T::describe()
    }

    fn encode(&self) -> Option<Node<Origin>> {
        Some(Node::new(self.value.plain(), self.origin.clone()))
    }
}

impl Scalar for String {
    fn read(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        cx.text(node).map(str::to_owned)
    }

    fn describe() -> Json {
        json!({"type": "string"})
    }

    fn plain(&self) -> Value<Origin> {
        Value::String(self.clone())
    }
}

impl Scalar for bool {
    fn read(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        match node.as_bool() {
            Some(value) => Some(value),
            None => cx.wrong_type(node, "`true` or `false`"),
        }
    }

    fn describe() -> Json {
        json!({"type": "boolean"})
    }

    fn plain(&self) -> Value<Origin> {
        Value::Bool(*self)
    }
}

/// One of `words`, or a report that names the nearest; the reader behind the `choice!` macro.
pub fn choice_word(node: &Node<Mark>, cx: &mut Decoder<'_>, of: &str, words: &[&str]) -> Option<String> {
    let text = String::read(node, cx)?;
    if words.contains(&text.as_str()) {
        return Some(text);
    }
    let help = match near::nearest(&text, words.iter().copied()) {
        Some(best) => format!("did you mean `{best}`?"),
        None => one_of(words),
    };
    cx.refuse(&UNKNOWN_CHOICE, node, format!("`{text}` is not {of}"), Some(help))
}
