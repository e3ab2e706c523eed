//! Our own check of every chart in every environment is much faster than rendering them.

use crate::build::built;
use crate::helm::{HELMS, rendered};
use crate::readers::exercised::{exercised, pinned};
use std::time::{Duration, Instant};
use streamwright::chart::{charts, components, law};

#[test]
#[ignore = "needs Helm 4; run tests/run charts"]
fn our_own_check_takes_a_twentieth_of_the_time() {
    let (mut ours, mut helms, mut count) = (Duration::ZERO, Duration::ZERO, 0);
    for built in built() {
        let compiled = &built.compiled;
        let began = Instant::now();
        let gathered = charts(
            &compiled.topologies,
            components(&compiled.topologies, &compiled.plans, compiled.default_environment.as_deref()),
        );
        let broken: Vec<String> = gathered.iter().flat_map(law).collect();
        ours += began.elapsed();
        assert_eq!(broken, [""; 0]);
        for chart in &gathered {
            let folder = built.path().join("charts").join(chart.name);
            for (index, environment) in chart.environments.iter().enumerate() {
                let file = folder.join(format!("values-{}.yaml", environment.name()));
                let file = file.to_string_lossy();
                let more: Vec<&str> = if index == 0 { Vec::new() } else { vec!["-f", &file] };
                let began = Instant::now();
                rendered(HELMS[0], chart.name, &folder, environment.namespace, &more).expect("a chart");
                helms += began.elapsed();
                count += 1;
            }
        }
    }
    println!("{count} charts and environments: {ours:?} by ourselves, {helms:?} by Helm");
    assert!(count > 12 && ours * 20 <= helms, "{count}: {ours:?} is not a twentieth of {helms:?}");
    exercised(
        "Helm",
        &pinned("tools/versions.sh", "HELM4="),
        "charts and environments, twenty times slower",
        count,
        helms,
    );
}
