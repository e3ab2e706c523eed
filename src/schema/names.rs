/// What a table calls things, known before the first of its types is read.
pub(super) struct Names {
    /// The columns, oldest first.
    pub(super) versions: Vec<&'static str>,
    /// The types, in byte order.
    pub(super) types: Vec<&'static str>,
}

impl Names {
    /// The place of a type.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.types.binary_search(&name).ok()
    }
}
