use serde_json::Value;

/// What the server said.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    /// Of its `Warning` headers: deprecations, Pod Security, duplicates.
    pub warnings: Vec<String>,
    pub body: Value,
}

impl Answer {
    pub(super) fn read(line: &str) -> Self {
        let answer: Value = serde_json::from_str(line).expect("an answer of the bridge");
        let text = answer["body"].as_str().unwrap_or_default();
        Self {
            status: answer["status"].as_u64().and_then(|code| u16::try_from(code).ok()).expect("a status"),
            warnings: answer["warnings"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
            body: serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned())),
        }
    }

    pub fn accepted(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The server's words: of a refusal its message, then each warning.
    pub fn words(&self) -> Vec<String> {
        let refusal = (!self.accepted()).then(|| {
            let message = self.body["message"].as_str().map_or_else(|| self.body.to_string(), str::to_owned);
            format!("{} {message}", self.status)
        });
        refusal.into_iter().chain(self.warnings.iter().map(|warning| format!("Warning: {warning}"))).collect()
    }
}
