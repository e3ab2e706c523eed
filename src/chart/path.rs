/// Where a value stands in `values.yaml`: the keys on the way.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ValuePath(pub Vec<String>);

impl ValuePath {
    /// From keys.
    pub fn new<K: Into<String>>(keys: impl IntoIterator<Item = K>) -> Self {
        Self(keys.into_iter().map(Into::into).collect())
    }

    /// One key further.
    #[must_use]
    pub fn child(&self, key: &str) -> Self {
        let mut keys = self.0.clone();
        keys.push(key.to_owned());
        Self(keys)
    }

    /// As `--set` has it: `persistence.data.size`, with dots in keys escaped.
    #[must_use]
    pub fn dotted(&self) -> String {
        let keys: Vec<String> = self
            .0
            .iter()
            .map(|key| key.replace('\\', "\\\\").replace('.', "\\.").replace(',', "\\,"))
            .collect();
        keys.join(".")
    }
}
