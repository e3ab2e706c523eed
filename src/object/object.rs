use super::Node;
use crate::source::{Origin, Span};

/// Group, version and kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gvk {
    /// The API group; empty for the core group.
    pub group: String,
    /// The version: `v1`.
    pub version: String,
    /// The kind: `StatefulSet`.
    pub kind: String,
}

impl Gvk {
    /// From `apiVersion` and `kind`.
    #[must_use]
    pub fn new(api_version: &str, kind: &str) -> Self {
        let (group, version) = api_version.split_once('/').unwrap_or(("", api_version));
        Self { group: group.into(), version: version.into(), kind: kind.into() }
    }

    /// `group/version`, or the version alone in the core group.
    #[must_use]
    pub fn api_version(&self) -> String {
        if self.group.is_empty() { self.version.clone() } else { format!("{}/{}", self.group, self.version) }
    }
}

/// One object, ours or somebody else's.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// What it is.
    pub gvk: Gvk,
    /// Its namespace; `None` for cluster-scoped objects and where the file leaves it to the command line.
    pub namespace: Option<String>,
    /// Its name.
    pub name: String,
    /// The whole of it, `apiVersion` and `kind` included.
    pub node: Node,
}

impl Object {
    /// Reads kind, namespace and name out of a tree; `None` when `apiVersion`, `kind` or the name is missing.
    #[must_use]
    pub fn from_node(node: Node) -> Option<Self> {
        let gvk = Gvk::new(node.get("apiVersion")?.as_str()?, node.get("kind")?.as_str()?);
        let metadata = node.get("metadata")?;
        let name = metadata.get("name")?.as_str()?.to_owned();
        let namespace = metadata.get("namespace").and_then(|n| n.as_str()).map(str::to_owned);
        Some(Self { gvk, namespace, name, node })
    }

    /// `StatefulSet apps/kstreams-count`, for messages.
    #[must_use]
    pub fn title(&self) -> String {
        match &self.namespace {
            _ if self.name.is_empty() => format!("{} without a name", self.gvk.kind),
            Some(namespace) => format!("{} {namespace}/{}", self.gvk.kind, self.name),
            None => format!("{} {}", self.gvk.kind, self.name),
        }
    }

    /// The value at a path of keys: `spec/template/spec`. A key that holds a slash is no part of such a path.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&Node> {
        // Rules ask this of every object, many times: a step costs no more than a look at the map.
        let (mut node, mut rest) = (&self.node, path);
        while let Some(slash) = rest.as_bytes().iter().position(|b| *b == b'/') {
            node = node.get(&rest[..slash])?;
            rest = &rest[slash + 1..];
        }
        node.get(rest)
    }

    /// Where the value at a pointer was written; of a value nobody wrote, where its nearest written parent was.
    #[must_use]
    pub fn locate(&self, pointer: &super::Pointer) -> Option<Span> {
        self.origins(pointer).iter().rev().find_map(|origin| origin.span())
    }

    /// The origins on the way to a pointer, the root's first.
    #[must_use]
    pub fn origins(&self, pointer: &super::Pointer) -> Vec<&Origin> {
        pointer.walk(&self.node).into_iter().map(|node| &node.origin).collect()
    }
}
