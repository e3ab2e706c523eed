//! Every environment of every story: put to an empty cluster, looked at with the controllers' eyes, put again, and over
//! the other environments' objects.

use crate::build::built;
use crate::put::{changed, objections, put, put_again};
use crate::rig::crds::STUBBED;
use crate::rig::{Kubernetes, Rig, exercised};
use crate::secrets::readers;
use crate::story::Case;
use crate::workloads::observed;
use std::collections::BTreeSet;
use std::time::Instant;

/// What the server refuses when one environment is put over another: story, from, to, server, file, its words.
const REFUSALS: &str = include_str!("../rig/upgrade-refusals.tsv");

fn every_story(kubernetes: Kubernetes) {
    let (mut objects, mut stubs, mut views, mut grants, mut wrong) = (0, 0, 0, 0, Vec::new());
    let mut refused = BTreeSet::new();
    let began = Instant::now();
    for built in built() {
        let cases = Case::all(&built);
        for case in &cases {
            let rig = Rig::up(kubernetes);
            rig.install_crds();
            let mut said = put(&rig, case);
            objects += case.manifests.len();
            stubs += case
                .manifests
                .iter()
                .filter(|one| STUBBED.iter().any(|kind| one.object["kind"] == *kind))
                .count();
            if said.is_empty() {
                said.extend(changed(&rig, case));
                views += observed(&rig, case, &mut said);
                grants += readers(&rig, case, &mut said);
                said.extend(put_again(&rig, case));
                // The objects of the next environment, over what stands there now.
                for other in cases
                    .iter()
                    .filter(|other| other.environment != case.environment && other.cluster == case.cluster)
                {
                    refused.extend(objections(&rig, &other.manifests, "").into_iter().map(|words| {
                        format!("{}\t{}\t{}\t{words}", case.story, case.environment, other.environment)
                    }));
                }
            }
            wrong.extend(said.into_iter().map(|words| format!("{}: {words}", case.title())));
            // Left to look at, where that was asked for.
            assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
        }
    }
    let known: BTreeSet<String> = REFUSALS.lines().skip(1).map(str::to_owned).collect();
    assert_eq!(refused, known, "tests/rig/upgrade-refusals.tsv");
    let version = kubernetes.version();
    let took = began.elapsed();
    println!(
        "Kubernetes {version}: {objects} objects, {stubs} of them of stubbed kinds, {views} views, {grants} questions about Secrets, {took:?}"
    );
    assert!(
        objects > 100 && views > 20 && grants > 50,
        "{objects} objects, {views} views, {grants} questions"
    );
    exercised(
        "cluster",
        "kube-apiserver",
        &version,
        "objects applied to an empty cluster, twice",
        objects - stubs,
        took,
    );
    exercised(
        "cluster",
        "kube-apiserver",
        &version,
        &format!("objects whose schema is a stub: {}", STUBBED.join(", ")),
        stubs,
        Default::default(),
    );
    exercised(
        "cluster",
        "kube-controller-manager",
        &version,
        "pods, claims, Services and budgets as planned",
        views,
        Default::default(),
    );
    exercised(
        "cluster",
        "kube-apiserver",
        &version,
        "Secrets asked for by each ServiceAccount",
        grants,
        Default::default(),
    );
}

#[test]
#[ignore = "needs the API server; run tests/run cluster"]
fn the_oldest_server_takes_every_story() {
    every_story(Kubernetes::Old);
}

#[test]
#[ignore = "needs the API server; run tests/run cluster"]
fn the_newest_server_takes_every_story() {
    every_story(Kubernetes::New);
}
