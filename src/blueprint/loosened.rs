use serde_json::{Map, Value as Json, json};

const PREFIX: &str = "#/definitions/";

/// Makes looser copies of schemas: nothing required and, for overlays, `null` for every value.
///
/// Lists are replaced as a whole, so what stands in them keeps its full schema.
pub(super) struct Loosened<'a> {
    definitions: &'a Map<String, Json>,
    suffix: &'static str,
    nulls: bool,
    made: Map<String, Json>,
}

impl<'a> Loosened<'a> {
    /// Copies without required keys.
    pub(super) fn partial(definitions: &'a Map<String, Json>) -> Self {
        Self { definitions, suffix: "Partial", nulls: false, made: Map::new() }
    }

    /// Copies without required keys and with `null`.
    pub(super) fn overlay(definitions: &'a Map<String, Json>) -> Self {
        Self { definitions, suffix: "Overlay", nulls: true, made: Map::new() }
    }

    /// The definitions the copies refer to.
    pub(super) fn into_definitions(self) -> Map<String, Json> {
        self.made
    }

    /// The schema of a value that `null` may take away.
    pub(super) fn value(&mut self, schema: &Json) -> Json {
        let loose = self.schema(schema);
        if self.nulls { or_null(loose) } else { loose }
    }

    fn schema(&mut self, schema: &Json) -> Json {
        let Json::Object(keywords) = schema else { return schema.clone() };
        let mut out = Map::new();
        for (keyword, value) in keywords {
            match (keyword.as_str(), value) {
                ("required", _) => {}
                ("properties", Json::Object(properties)) => {
                    let properties = properties.iter().map(|(key, schema)| (key.clone(), self.value(schema)));
                    out.insert(keyword.clone(), properties.collect::<Map<_, _>>().into());
                }
                ("additionalProperties", Json::Object(_)) => {
                    out.insert(keyword.clone(), self.value(value));
                }
                // Without required keys several alternatives may fit, which `oneOf` refuses.
                ("oneOf", Json::Array(alternatives)) => {
                    let alternatives = alternatives.iter().map(|schema| self.schema(schema)).collect();
                    out.insert("anyOf".into(), alternatives);
                }
                ("allOf", Json::Array(parts)) if parts.iter().all(|part| part.get("if").is_some()) => {
                    self.unite(&mut out, parts);
                }
                ("allOf", Json::Array(parts)) => {
                    out.insert(keyword.clone(), parts.iter().map(|schema| self.schema(schema)).collect());
                }
                ("$ref", Json::String(reference)) => {
                    let name = reference.trim_start_matches(PREFIX);
                    out.insert(keyword.clone(), json!(format!("{PREFIX}{}", self.definition(name))));
                }
                _ => {
                    out.insert(keyword.clone(), value.clone());
                }
            }
        }
        Json::Object(out)
    }

    /// The name of the loose copy of a definition, which is made on first use.
    fn definition(&mut self, name: &str) -> String {
        let loose = format!("{name}{}", self.suffix);
        if !self.made.contains_key(&loose) {
            self.made.insert(loose.clone(), Json::Null);
            let made = self.definitions.get(name).map(|schema| self.schema(schema)).unwrap_or_default();
            self.made.insert(loose.clone(), made);
        }
        loose
    }

    /// The keys of all alternatives together: an overlay need not repeat the key that chooses between them, and
    /// one that changes it takes the keys of the former away with `null`.
    fn unite(&mut self, out: &mut Map<String, Json>, parts: &[Json]) {
        let mut united = out.get("properties").and_then(Json::as_object).cloned().unwrap_or_default();
        let chosen: Vec<String> = united.keys().cloned().collect();
        let mut alternatives: Map<String, Json> = Map::new();
        for part in parts {
            let loose = self.schema(&part["then"]);
            let name = loose["$ref"].as_str().unwrap_or_default().trim_start_matches(PREFIX);
            let Some(Json::Object(properties)) = self.made.get(name).map(|schema| &schema["properties"])
            else {
                continue;
            };
            for (key, schema) in properties {
                let seen = alternatives.entry(key.clone()).or_insert_with(|| json!([]));
                if let Json::Array(seen) = seen
                    && !seen.contains(schema)
                {
                    seen.push(schema.clone());
                }
            }
        }
        for (key, schemas) in alternatives {
            if chosen.contains(&key) {
                continue;
            }
            let schema = match schemas {
                Json::Array(mut one) if one.len() == 1 => one.remove(0),
                several => json!({"anyOf": several}),
            };
            united.insert(key, schema);
        }
        out.insert("properties".into(), Json::Object(united));
        out.insert("additionalProperties".into(), Json::Bool(false));
    }
}

/// `schema`, or `null`.
fn or_null(schema: Json) -> Json {
    let Json::Object(mut keywords) = schema else { return schema };
    if let Some(Json::Array(alternatives)) = keywords.get_mut("anyOf") {
        alternatives.push(json!({"type": "null"}));
        return Json::Object(keywords);
    }
    if let Some(reference) = keywords.shift_remove("$ref") {
        keywords.insert("anyOf".into(), json!([{"$ref": reference}, {"type": "null"}]));
        return Json::Object(keywords);
    }
    if let Some(Json::Array(mut parts)) = keywords.shift_remove("allOf") {
        let whole = if parts.len() == 1 { parts.remove(0) } else { json!({"allOf": parts}) };
        keywords.insert("anyOf".into(), json!([whole, {"type": "null"}]));
        return Json::Object(keywords);
    }
    match keywords.get_mut("type") {
        Some(Json::Array(types)) => types.push(json!("null")),
        Some(one) => *one = json!([one.take(), "null"]),
        None => {}
    }
    if let Some(Json::Array(words)) = keywords.get_mut("enum") {
        words.push(Json::Null);
    }
    Json::Object(keywords)
}
