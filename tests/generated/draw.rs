//! Values by chance, of the types the language declares.

use super::language::{meant, properties};
use super::shapes::{CONFIG, RAW};
use super::text::{label, text};
use crate::readers::random::Random;
use serde_json::{Map, Value, json};

/// A source of values: the same seed and place give the same values, whatever else is drawn.
pub struct Draw {
    pub random: Random,
    /// A key that need not be there is there in one of so many cases.
    often: usize,
}

/// A seed of its own for each place.
pub fn seed_at(seed: u64, place: &str) -> u64 {
    // FNV-1a, which spreads well enough for what SplitMix takes from there.
    place.bytes().fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

impl Draw {
    pub fn new(seed: u64, often: usize) -> Self {
        Self { random: Random::new(seed), often }
    }

    /// Whether something that need not be there is.
    pub fn maybe(&mut self) -> bool {
        self.random.one_in(self.often)
    }

    pub fn word(&mut self, from: &[&str]) -> Value {
        json!(self.random.pick(from))
    }

    pub fn pick(&mut self, from: &[Value]) -> Value {
        self.random.pick(from).clone()
    }

    /// Some of a list, in its order; at least one where asked for.
    pub fn some(&mut self, of: &[String], least: usize) -> Vec<String> {
        let mut chosen: Vec<String> = of.iter().filter(|_| self.random.one_in(2)).cloned().collect();
        if chosen.len() < least {
            chosen = of.iter().take(least).cloned().collect();
        }
        chosen
    }

    /// Adds keys that the section may have and does not, each or not, by the types they are declared with. `never`
    /// names those that only what draws the section can know.
    pub fn fill(&mut self, section: &str, mut map: Map<String, Value>, never: &[&str]) -> Value {
        for (key, schema) in properties(section) {
            if !map.contains_key(key) && !never.contains(&key) && self.maybe() {
                map.insert(key.into(), self.of(section, key, schema));
            }
        }
        Value::Object(map)
    }

    fn of(&mut self, section: &str, key: &str, schema: &'static Value) -> Value {
        let (schema, named) = meant(schema);
        if let Some(named) = named {
            return match named {
                "Resources" => self.resources(),
                _ => self.fill(named, Map::new(), &[]),
            };
        }
        if let Some(shapes) = RAW.get(key) {
            return self.shape(shapes);
        }
        if let Some(words) = schema["enum"].as_array() {
            return self.pick(words);
        }
        if let Some(one) = schema["oneOf"].as_array() {
            let at = self.random.below(one.len());
            return self.of(section, key, &one[at]);
        }
        let of = |values: &Value| values["$ref"].as_str() == Some("#/definitions/ConfigValue");
        match schema["type"].as_str().unwrap_or("string") {
            "boolean" => json!(self.random.one_in(2)),
            "integer" => {
                let least = schema["minimum"].as_u64().unwrap_or(0);
                json!(least + self.random.below(5) as u64)
            }
            "object" if of(&schema["additionalProperties"]) => self.config(key),
            "array" => {
                let count = self.random.below(3);
                Value::Array((0..count).map(|_| self.of(section, key, &schema["items"])).collect())
            }
            "string" if schema.get("pattern").is_none() => json!(text(&mut self.random)),
            _ => panic!("{section}.{key}: nothing is known to put here; say what in tests/generated/"),
        }
    }

    /// Free keys and values: labels, annotations, or the configuration of that name.
    pub fn config(&mut self, name: &str) -> Value {
        let mut map = Map::new();
        if name.ends_with("abels") || name == "nodeSelector" || name.ends_with("nnotations") {
            for key in ["a", "b.example.com/c", "d-e", "F", "g.h_i"] {
                if self.random.one_in(3) {
                    let value = if name.ends_with("nnotations") {
                        text(&mut self.random)
                    } else {
                        label(&mut self.random)
                    };
                    map.insert(key.into(), json!(value));
                }
            }
            return Value::Object(map);
        }
        let known = CONFIG.get(name).unwrap_or_else(|| panic!("no configuration is called {name}"));
        for (key, values) in known.as_object().expect("keys") {
            if self.random.one_in(4) {
                map.insert(key.clone(), self.shape(values));
            }
        }
        // What no table knows is handed on.
        if self.random.one_in(3) {
            map.insert("x.example.setting".into(), json!(text(&mut self.random)));
        }
        Value::Object(map)
    }

    pub fn resources(&mut self) -> Value {
        self.pick(&[
            json!({"requests": {"cpu": "500m", "memory": "4Gi"}, "limits": {"memory": "8Gi"}}),
            json!({"requests": {"cpu": "1", "memory": "8Gi"}, "limits": {"cpu": "2", "memory": "8Gi"}}),
            json!({"limits": {"memory": "6Gi"}}),
            json!({"requests": {"memory": "3Gi", "ephemeral-storage": "1Gi"}}),
        ])
    }

    /// One of the shapes, with texts where it asks for them.
    fn shape(&mut self, of: &Value) -> Value {
        let chosen = self.pick(of.as_array().expect("shapes"));
        self.with_texts(chosen)
    }

    fn with_texts(&mut self, shape: Value) -> Value {
        match shape {
            Value::String(word) if word == "<text>" => json!(text(&mut self.random)),
            Value::String(word) if word == "<label>" => json!(label(&mut self.random)),
            Value::Array(items) => items.into_iter().map(|item| self.with_texts(item)).collect(),
            Value::Object(map) => {
                Value::Object(map.into_iter().map(|(key, value)| (key, self.with_texts(value))).collect())
            }
            value => value,
        }
    }
}
