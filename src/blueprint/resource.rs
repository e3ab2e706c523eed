use super::{NameText, Val};

section! {
    /// Manifests of your own that belong to the platform.
    RawResource = "a raw resource" {
        /// The file, relative to the blueprint and inside its repository.
        file "file": Val<String>,
        /// The Kubernetes cluster it goes to; the only one unless stated.
        kubernetes "kubernetes": Option<Val<NameText>>,
    }
}
