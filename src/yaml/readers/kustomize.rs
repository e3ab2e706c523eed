use super::Plain;
use super::kubernetes::{go, signed};
use super::number::{is_date, without_underscores};

/// kustomize: goyaml v3, which knows dates and leaves `yes` and `on` alone.
pub(in crate::yaml) fn kustomize(s: &str) -> Plain {
    if is_date(s) {
        return Plain::Date;
    }
    match go(s) {
        Plain::Text if s.starts_with('0') => {
            let plain = without_underscores(s);
            plain.strip_prefix("0o").and_then(|rest| signed(rest, 8)).map_or(Plain::Text, Plain::Int)
        }
        other => other,
    }
}
