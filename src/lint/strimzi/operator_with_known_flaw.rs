use crate::diagnostic::{Code, Severity};
use crate::lint::view::{containers, judged_in_blueprint, pod};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "operator-with-known-flaw",
        Severity::Warning,
        include_str!("operator_with_known_flaw.md"),
    ),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP55", "REF09"],
    check: Check::Object(&[Kind::Deployment], check),
};

type Release = (u32, u32, u32);

/// The vulnerability, from which release on, and the first without it. Source: `_data/cves.yaml` of strimzi.github.io.
const FLAWS: [(&str, Release, Release); 5] = [
    ("CVE-2025-66623", (0, 47, 0), (0, 49, 1)),
    ("CVE-2026-27133", (0, 47, 0), (0, 50, 1)),
    ("CVE-2026-27134", (0, 49, 0), (0, 50, 1)),
    ("CVE-2026-55225", (0, 0, 0), (1, 0, 1)),
    ("CVE-2026-55226", (0, 0, 0), (1, 0, 1)),
];

/// The first access operator that reads `kafka.strimzi.io/v1`.
const ACCESS: Release = (0, 3, 0);

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(pod) = pod(object) else { return };
    for node in containers(pod.spec).filter_map(|container| container.get("image")) {
        if judged_in_blueprint(object, node) {
            continue;
        }
        let Some((name, release)) = node.as_str().and_then(image) else { continue };
        let written = node.as_str().unwrap_or_default();
        if name == "access-operator" && release < ACCESS {
            let message = format!(
                "{} runs `{written}`, which does not know `kafka.strimzi.io/v1`: with Strimzi 1.0 and later it never answers a \
                 KafkaAccess",
                object.title()
            );
            cx.report(Place::Value(object, node), message).help("take version 0.3.0 or later");
        }
        if name != "operator" {
            continue;
        }
        let found: Vec<_> = FLAWS.iter().filter(|(_, from, to)| (*from..*to).contains(&release)).collect();
        let Some((_, _, first)) = found.iter().max_by_key(|(.., to)| *to) else { continue };
        let names: Vec<&str> = found.iter().map(|(name, ..)| *name).collect();
        let message = format!("{} runs `{written}`, which has {}", object.title(), names.join(", "));
        cx.report(Place::Value(object, node), message).help(format!(
            "upgrade to {}.{}.{} or later, one minor after the other",
            first.0, first.1, first.2
        ));
    }
}

/// `strimzi/operator:0.45.0` of any registry.
fn image(written: &str) -> Option<(&str, Release)> {
    let (path, tag) = written.split('@').next()?.rsplit_once(':')?;
    let name = path.rsplit_once("strimzi/").map(|(_, name)| name)?;
    let mut numbers = tag.split('.').map(|number| number.parse::<u32>().ok());
    Some((name, (numbers.next()??, numbers.next()??, numbers.next()??)))
}

#[cfg(test)]
mod tests {
    use super::image;

    #[test]
    fn releases_alone() {
        assert_eq!(image("quay.io/strimzi/operator:0.45.1"), Some(("operator", (0, 45, 1))));
        assert_eq!(image("strimzi/operator:latest"), None);
        assert_eq!(image("quay.io/strimzi/kafka:0.45.1-kafka-3.9.0"), None);
        assert_eq!(image("localhost:5000/other/operator"), None);
    }

    #[test]
    fn names_are_nodes_of_a_path() {
        assert_eq!(
            image("registry:5000/strimzi/access-operator:0.2.0"),
            Some(("access-operator", (0, 2, 0)))
        );
    }
}
