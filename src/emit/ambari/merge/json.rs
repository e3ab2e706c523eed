use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::fmt;

/// Where a text stops being JSON: line and column from 1, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotJson {
    /// From 1.
    pub line: usize,
    /// From 1.
    pub column: usize,
    /// As the end of a sentence.
    pub why: String,
}

/// Reads one JSON text. A key written twice is an error: one of the two values would be lost.
///
/// # Errors
/// Where it stops being JSON.
pub fn json(text: &str) -> Result<Value, NotJson> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Once.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    read.map_err(|error| {
        let said = error.to_string();
        let why = said.rsplit_once(" at line ").map_or(&*said, |(why, _)| why).to_owned();
        // An error without a place is about the end.
        NotJson { line: error.line().max(1), column: error.column().max(1), why }
    })
}

/// Reads any value whose keys stand there once.
struct Once;

impl<'de> DeserializeSeed<'de> for Once {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Once {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Once)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if map.contains_key(&key) {
                return Err(A::Error::custom(format!("`{key}` is written twice")));
            }
            let value = entries.next_value_seed(Once)?;
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_what_they_are_and_keep_their_order() {
        let text = r#"{"b": "\ud83d\ude00\u0000", "a": [1, -1, 1.5, true, null, {}]}"#;
        let value = json(text).unwrap();
        assert_eq!(value, serde_json::from_str::<Value>(text).unwrap());
        assert_eq!(value.as_object().unwrap().keys().collect::<Vec<_>>(), ["b", "a"]);
    }

    #[test]
    fn what_is_not_json_is_told_with_its_place() {
        let of = |text| json(text).map_err(|e| (e.line, e.column, e.why)).unwrap_err();
        assert_eq!(of("{\n  \"a\": \"1\",\n  \"a\": \"2\"\n}"), (3, 5, "`a` is written twice".into()));
        assert_eq!(of("{\"a\": 1}\nx"), (2, 1, "trailing characters".into()));
        assert_eq!((of("").0, of("").1), (1, 1));
        assert_eq!(of("{\"a\": tru}").0, 1);
    }
}
