use super::{NameText, RawList, RawMap, Val};

section! {
    /// A change to compiled objects that the language has no word for.
    Patch = "a patch" {
        /// Which objects.
        target "target": PatchTarget,
        /// A JSON merge patch (RFC 7396).
        merge "merge": Option<RawMap>,
        /// JSON Patch operations (RFC 6902).
        ops "ops": Option<RawList>,
        /// Why.
        reason "reason": Val<String>,
    }
}

section! {
    /// Which objects a patch changes; what is not stated matches anything.
    PatchTarget = "a patch target" {
        /// The API group; empty for the core group.
        group "group": Option<Val<String>>,
        /// The kind.
        kind "kind": Option<Val<NameText>>,
        /// The namespace.
        namespace "namespace": Option<Val<NameText>>,
        /// The name.
        name "name": Option<Val<NameText>>,
        /// The environment.
        environment "environment": Option<Val<NameText>>,
    }
}
