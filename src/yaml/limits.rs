/// What a text may ask for before reading it is refused.
///
/// The depth keeps every later walk over the tree within the stack; the others keep memory within bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of text in one stream.
    pub bytes: usize,
    /// Collections inside one another.
    pub depth: usize,
    /// Values and keys in one stream, copies made by aliases included.
    pub nodes: usize,
    /// Values and keys that aliases may add to one document.
    pub alias_nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 64 << 20, depth: 100, nodes: 8_000_000, alias_nodes: 200_000 }
    }
}
