use super::path;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lint) enum Role {
    /// Documents that may be objects.
    Manifests,
    /// Part of an object, said by a kustomization: read, and never taken for an object.
    Fragment,
    /// Values of a chart and what describes it: read, and never taken for an object.
    Values,
    /// A template of a chart.
    Template,
}

/// What a file below the root of a chart is there.
pub(super) fn in_chart(below: &str) -> Role {
    match below.split_once('/') {
        Some(("templates", _)) => Role::Template,
        Some(("ci", _)) => Role::Values,
        Some(_) => Role::Manifests,
        None => Role::Values,
    }
}

/// Whether a file names what `kustomize build` puts together.
pub(super) fn is_kustomization(file: &str) -> bool {
    matches!(path::name(file), "kustomization.yaml" | "kustomization.yml" | "Kustomization")
}

/// Whether a file makes its folder a chart.
pub(super) fn is_chart(file: &str) -> bool {
    matches!(path::name(file), "Chart.yaml" | "Chart.yml")
}
