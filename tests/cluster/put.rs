//! Objects on their way to the server, as `kubectl apply --server-side` sends them.

use crate::rig::Rig;
use crate::rig::answer::Answer;
use crate::story::{Case, Manifest};
use serde_json::{Value, json};

/// Nothing is stored.
pub const DRY: &str = "&dryRun=All";

/// One server-side apply of a text, unknown and doubled fields refused.
pub fn apply(rig: &Rig, object: &Value, text: &str, more: &str) -> Result<Answer, String> {
    let path = rig
        .path_of(object)
        .ok_or_else(|| format!("the server has no {} {}", object["apiVersion"], object["kind"]))?;
    let path = format!("{path}?fieldManager=kubectl&fieldValidation=Strict{more}");
    Ok(rig.request("PATCH", &path, &[("Content-Type", "application/apply-patch+yaml")], text))
}

/// Whatever the server says of these, with the object and its line.
pub fn objections<'a>(
    rig: &Rig,
    manifests: impl IntoIterator<Item = &'a Manifest>,
    more: &str,
) -> Vec<String> {
    let said = manifests.into_iter().flat_map(|manifest| {
        let words = match apply(rig, &manifest.object, &manifest.text, more) {
            Ok(answer) => answer.words(),
            Err(missing) => vec![missing],
        };
        words.into_iter().map(|words| format!("{}: {words}", manifest.title()))
    });
    said.collect()
}

/// Puts a case to an empty cluster: its namespaces, then everything in a dry run, then everything, and once more with
/// `kubectl apply` as `PLAN.md` writes it.
pub fn put(rig: &Rig, case: &Case) -> Vec<String> {
    provide(rig, case);
    let mut said = objections(rig, case.manifests.iter().filter(|manifest| manifest.is_namespace()), "");
    for namespace in case.manifests.iter().filter(|manifest| manifest.is_namespace()) {
        let account = format!(
            "/api/v1/namespaces/{}/serviceaccounts/default",
            namespace.object["metadata"]["name"].as_str().expect("a name")
        );
        if rig.wait(&account, 20, |account| account["metadata"]["uid"].is_string()).is_err() {
            said.push(format!("{account}: nobody made it"));
        }
    }
    said.extend(objections(rig, &case.manifests, DRY));
    said.extend(strictly(rig, &case.manifests));
    said.extend(objections(rig, &case.manifests, ""));
    said
}

/// What `PLAN.md` says there must be before; what it forgets lacks here too.
pub fn provide(rig: &Rig, case: &Case) {
    let named = |before: &str| {
        let line = case.plan.lines().find_map(|line| line.strip_prefix(before));
        line.unwrap_or_default().split('`').skip(1).step_by(2)
    };
    let class = |path: &str, class: Value| {
        let answer = rig.ask("POST", path, &class);
        assert!(answer.accepted(), "{class}: {:?}", answer.words());
    };
    for name in named("- the storage classes ") {
        class(
            "/apis/storage.k8s.io/v1/storageclasses",
            json!({"metadata": {"name": name}, "provisioner": "nobody"}),
        );
    }
    for name in named("- the priority classes ") {
        class(
            "/apis/scheduling.k8s.io/v1/priorityclasses",
            json!({"metadata": {"name": name}, "value": 1000}),
        );
    }
}

/// A plain creation reads YAML itself, and alone of all ways sees a key that is written twice.
fn strictly(rig: &Rig, manifests: &[Manifest]) -> Vec<String> {
    let new = manifests.iter().filter(|manifest| !manifest.is_namespace());
    let said = new.flat_map(|manifest| {
        let path = rig.collection_of(&manifest.object).unwrap_or_default();
        let path = format!("{path}?fieldValidation=Strict{DRY}");
        let answer = rig.request("POST", &path, &[("Content-Type", "application/yaml")], &manifest.text);
        answer.words().into_iter().map(|words| format!("{} created: {words}", manifest.title()))
    });
    said.collect()
}

/// Applies everything once more and compares what the server holds: the version of an object stays where nothing changed.
pub fn put_again(rig: &Rig, case: &Case) -> Vec<String> {
    let mut said = Vec::new();
    for manifest in &case.manifests {
        let path = rig.path_of(&manifest.object).expect("a kind it took");
        // A controller may have written the status in between; one that goes on writing is not quiet for three tries.
        let unchanged = (0..3).any(|_| {
            let before = rig.get(&path).body;
            let after = apply(rig, &manifest.object, &manifest.text, "").expect("a kind it took").body;
            version(&before) == version(&after)
        });
        if !unchanged {
            said.push(format!("{}: applied twice, it is not as it was", manifest.title()));
        }
    }
    let folder = case.folder.to_string_lossy();
    let output = rig.kubectl(&["apply", "--server-side", "-k", &folder]).output().expect("kubectl");
    let words = String::from_utf8_lossy(&output.stderr);
    // kubectl hands a flag of its own to kustomize and is told that the order we write wins, which is what we want.
    let words: Vec<&str> = words
        .lines()
        .filter(|line| !line.is_empty() && !line.contains("Using the kustomization file over the CLI flag"))
        .collect();
    if !output.status.success() || !words.is_empty() {
        said.push(format!("kubectl apply --server-side -k: {}", words.join("\n")));
    }
    let applied = String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter(|line| line.ends_with("serverside-applied"))
        .count();
    if applied != case.manifests.len() {
        said.push(format!("kubectl applied {applied} of {} objects", case.manifests.len()));
    }
    said
}

fn version(object: &Value) -> (&Value, &Value) {
    (&object["metadata"]["resourceVersion"], &object["metadata"]["generation"])
}

/// Where `there` lacks or changes what stands in `written`: paths with both values. The server may add, never change.
pub fn differences(written: &Value, there: &Value, at: &str, found: &mut Vec<String>) {
    match (written, there) {
        (Value::Object(written), Value::Object(there)) => {
            for (key, value) in written {
                differences(value, there.get(key).unwrap_or(&Value::Null), &format!("{at}/{key}"), found);
            }
        }
        (Value::Array(written), Value::Array(there)) if written.len() == there.len() => {
            for (index, (written, there)) in written.iter().zip(there).enumerate() {
                differences(written, there, &format!("{at}/{index}"), found);
            }
        }
        (written, there) if written != there => {
            found.push(format!("{at}: wrote {written}, there is {there}"))
        }
        _ => {}
    }
}

/// What the server holds otherwise than it was written.
pub fn changed(rig: &Rig, case: &Case) -> Vec<String> {
    let mut said = Vec::new();
    for manifest in &case.manifests {
        let there = rig.get(&rig.path_of(&manifest.object).expect("a kind it took")).body;
        let mut found = Vec::new();
        differences(&manifest.object, &there, "", &mut found);
        said.extend(found.into_iter().map(|difference| format!("{}: {difference}", manifest.title())));
    }
    said
}
