//! Blueprints nobody wrote, through all that a blueprint goes through: `generated/` draws them.

mod generated;
mod readers;

use generated::language::{everything, said};
use generated::{Generated, blueprint, files, of_seed};
use std::collections::BTreeSet;
use streamwright::pipeline::{Compiled, Input, compile};
use streamwright::report::expand;

fn compiled(name: &str, text: &str) -> Compiled {
    compile(Input { name: name.to_owned(), bytes: text.into(), files: &files() })
}

/// What of the language no blueprint holds, by why; all else is drawn.
const LEFT_OUT: &[(&str, &[&str])] = &[
    (
        "are not drawn: they change what is compiled, or what is said of it, from beside",
        &[
            "Blueprint.defaults",
            "Blueprint.lint",
            "Blueprint.patches",
            "Blueprint.resources",
            "Ignore.",
            "Lint.",
            "Patch.",
            "PatchTarget.",
            "RawResource.",
        ],
    ),
    ("would let environments write the same objects", &[".shared"]),
    ("are words of other sections", &[".provider="]),
    ("are refused, whatever stands around them", &["Listener.type=ingress"]),
    ("are told to Artifact Hub, and reach no template", &["HelmOutput.license", "HelmOutput.links"]),
    ("need OpenShift", &["Listener.type=route"]),
    ("are handed on to Strimzi as objects", &["=custom"]),
    ("follow from the version of the Kafka cluster", &["Connect.version", "Mirror.version"]),
    (
        "are drawn with keys by hand",
        &["ExternalKafka.topicDefaults", "JbodVolume.type", "Volume.accessModes=ReadOnlyMany"],
    ),
    (
        "are facts about Azure that only go with others, and end in no chart",
        &[
            "Gateway.vpnType=",
            "HdInsight.location",
            "HdInsightListener.",
            "KubernetesCluster.location",
            "KubernetesNodePool.",
            "NetworkProfile.",
            "PointToSite.",
            "PublicIpAddress.",
            "SecurityRule.",
            "Subnet.",
            "UserRoute.",
        ],
    ),
];

#[test]
fn whatever_can_be_written_is_drawn() {
    let mut found = BTreeSet::new();
    for seed in 0..800 {
        said(&blueprint(seed).document, &mut found);
    }
    let known = |path: &str| LEFT_OUT.iter().any(|(_, parts)| parts.iter().any(|part| path.contains(part)));
    let everything = everything();
    let missing: Vec<&String> = everything.difference(&found).filter(|path| !known(path)).collect();
    assert_eq!(missing, [""; 0]);
    assert!(found.intersection(&everything).count() > 400, "{}", found.len());
    for (why, parts) in LEFT_OUT {
        for part in *parts {
            let held = everything.iter().filter(|path| path.contains(part)).all(|path| found.contains(path));
            assert!(!held, "what is said to be left out since they {why} is drawn: {part}");
        }
    }
}

/// What a build writes for one environment.
fn manifests(compiled: &Compiled, environment: &str) -> Vec<(String, String)> {
    let below = format!("manifests/{environment}/");
    let artifacts = compiled.artifacts.iter().flat_map(|artifacts| artifacts.iter());
    artifacts
        .filter(|(path, _)| path.as_str().starts_with(&below))
        .map(|(path, file)| (path.as_str().to_owned(), String::from_utf8_lossy(&file.bytes).into_owned()))
        .collect()
}

#[test]
fn building_what_is_expanded_gives_the_same_bytes() {
    let first = of_seed() + 2_000_000;
    let mut compared = 0;
    for seed in first..first + 25 {
        let Generated { text, .. } = blueprint(seed);
        let built = compiled("generated.yaml", &text);
        assert_eq!(built.verified.bugs, [""; 0], "seed {seed}\n{text}");
        if built.artifacts.is_none() {
            continue;
        }
        for topology in &built.topologies {
            let expanded = expand(topology, &built.sources);
            let again = compiled("expanded.yaml", &expanded);
            let said: Vec<_> =
                again.diagnostics.iter().map(|d| format!("{}: {}", d.code.id, d.message)).collect();
            let name = &topology.environment;
            assert!(again.artifacts.is_some(), "seed {seed}, {name}: {said:#?}\n{expanded}");
            let (before, after) = (manifests(&built, name), manifests(&again, name));
            assert_eq!(before.len(), after.len(), "seed {seed}, {name}");
            for (before, after) in before.iter().zip(&after) {
                assert_eq!(before, after, "seed {seed}, {name}");
            }
            compared += before.len();
        }
    }
    assert!(compared > 300, "{compared}");
}
