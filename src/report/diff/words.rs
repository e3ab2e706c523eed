use crate::diagnostic::joined;
use crate::diff::{Effect, Kind, Resource, Shown, Storage};

/// An effect as people say it.
pub(super) fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Noop => "nothing happens",
        Effect::Metadata => "labels only",
        Effect::InPlace => "in place",
        Effect::Rolling => "rolling restart",
        Effect::Rebuild => "image rebuilt",
        Effect::Recreate => "all down at once",
        Effect::Replace => "replaced",
        Effect::Rejected => "refused",
        Effect::Ignored => "ignored",
        Effect::Stalled => "never finishes",
        Effect::DataLoss => "data loss",
        Effect::ArmedDataLoss => "data loss armed",
        Effect::Client => "clients notice",
        Effect::ArmedClient => "clients notice later",
        Effect::Security => "security",
        Effect::OneWay => "no way back",
        Effect::Manual => "by hand",
    }
}

/// What a finding is about, for people: `KafkaTopic streaming/orders`.
pub(super) fn title(resource: &Resource) -> String {
    resource.title()
}

/// A difference in one line, the path left out: `200Gi → 100Gi`.
pub(super) fn values(shown: &Shown) -> String {
    let code = |text: &str| format!("`{text}`");
    match (shown.kind, &shown.before, &shown.after) {
        _ if shown.secret => match shown.kind {
            Kind::Added => "new, secret".into(),
            Kind::Removed => "gone, was secret".into(),
            Kind::Changed | Kind::Reordered => "another one, secret".into(),
        },
        (Kind::Reordered, ..) => "another order".into(),
        (Kind::Added, _, Some(after)) if !shown.path.is_empty() => format!("new, {}", code(after)),
        (Kind::Removed, Some(before), _) if !shown.path.is_empty() => format!("gone, was {}", code(before)),
        // A file, of which no part is told.
        (Kind::Changed, None, None) => "another content".into(),
        (Kind::Added, ..) => "new".into(),
        (Kind::Removed, ..) => "gone".into(),
        (Kind::Changed, before, after) => {
            let text = |value: &Option<String>| value.as_deref().map_or_else(|| "nothing".into(), code);
            format!("{} → {}", text(before), text(after))
        }
    }
}

/// `3 brokers`, `1 pod`, `pods`.
pub(super) fn pods(count: Option<u32>, role: &str) -> String {
    let noun = match role {
        "broker" => "broker",
        "controller" => "controller",
        "" => "pod",
        _ => "node",
    };
    match count {
        Some(1) => format!("1 {noun}"),
        Some(count) => format!("{count} {noun}s"),
        None => format!("{noun}s"),
    }
}

/// Disks of one volume: `2500 GiB → 1500 GiB: 1000 GiB freed`.
pub(super) fn storage(storage: &Storage) -> String {
    let (before, after) = (storage.before, storage.after);
    let least = [before, after, before.abs_diff(after)].into_iter().filter(|count| *count > 0).min();
    let unit = unit(least.unwrap_or(0));
    let text = |count| sized(count, unit);
    let both = format!("{} → {}", text(before), text(after));
    match (before, after) {
        _ if !storage.lands => format!("{both} does not take hold"),
        (0, after) => format!("{} new", text(after)),
        (before, 0) if storage.kept => {
            format!("{} no longer used, and kept until somebody deletes them", text(before))
        }
        (before, 0) => format!("{} no longer wanted", text(before)),
        (before, after) if after < before && storage.kept => {
            format!("{both}: {} no longer used, and kept until somebody deletes them", text(before - after))
        }
        (before, after) if after < before => format!("{both}: {} freed", text(before - after)),
        (before, after) => format!("{both}: {} more", text(after - before)),
    }
}

const UNITS: [&str; 7] = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

/// The largest unit of which there is at least one.
fn unit(count: u128) -> usize {
    (1..UNITS.len()).rev().find(|unit| count >= 1 << (10 * unit)).unwrap_or(0)
}

/// An amount in a unit, with at most one digit behind the point.
fn sized(count: u128, unit: usize) -> String {
    let size = 1_u128 << (10 * unit);
    let tenths = count.saturating_mul(10).saturating_add(size / 2) / size;
    match tenths % 10 {
        0 => format!("{} {}", tenths / 10, UNITS[unit]),
        rest => format!("{}.{rest} {}", tenths / 10, UNITS[unit]),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn listed<T: AsRef<str>>(items: &[T]) -> String {
    joined(items, "and")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short_and_true() {
        for (count, text) in [
            (0, "0 B"),
            (1023, "1023 B"),
            (600 << 30, "600 GiB"),
            (3 << 39, "1.5 TiB"),
            (1229 << 30, "1.2 TiB"),
            (u128::from(u64::MAX), "16 EiB"),
        ] {
            assert_eq!(sized(count, unit(count)), text, "{count}");
        }
    }

    #[test]
    fn both_sides_of_an_arrow_have_one_unit() {
        let disks = |before: u128, after: u128, lands| Storage {
            resource: Resource::default(),
            volume: "0".into(),
            before: before << 30,
            after: after << 30,
            lands,
            kept: false,
        };
        assert_eq!(storage(&disks(2500, 1500, true)), "2500 GiB → 1500 GiB: 1000 GiB freed");
        assert_eq!(storage(&disks(2500, 1500, false)), "2500 GiB → 1500 GiB does not take hold");
        assert_eq!(storage(&disks(0, 2048, true)), "2 TiB new");
        let kept = Storage { kept: true, ..disks(2500, 1500, true) };
        assert!(storage(&kept).contains("1000 GiB no longer used, and kept"));
    }

    #[test]
    fn lists_read_as_sentences() {
        assert_eq!(listed::<&str>(&[]), "");
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
    }
}
