use crate::process::{Done, Folder, SMALL, broken};

const SERVICE: &str = "\
apiVersion: v1
kind: Service
metadata: {name: kafka, namespace: streaming}
spec:
  clusterIP: None
  selector: {app: kafka}
";

const STATEFUL_SET: &str = "\
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: kafka, namespace: streaming}
spec:
  serviceName: kafka
  selector: {matchLabels: {app: kafka}}
  template:
    metadata: {labels: {app: kafka}}
    spec:
      containers: [{name: kafka, image: apache/kafka:4.3.1}]
";

/// `file:line code`, one a finding.
fn said(done: &Done) -> Vec<String> {
    let each = done.out.lines().map(|line| {
        let mut parts = line.splitn(4, ':');
        let (file, number) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let code =
            line.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or("", |(code, _)| code);
        format!("{file}:{number} {code}")
    });
    each.collect()
}

fn lint(folder: &Folder, arguments: &[&str]) -> Done {
    folder.run(&[&["lint", "--format", "line"], arguments].concat())
}

#[test]
fn what_lies_beside_a_named_file_is_read_and_not_reported_on() {
    let folder = Folder::new()
        .with("k8s/service.yaml", SERVICE.replace("clusterIP", "clusterIp"))
        .with("k8s/set.yaml", STATEFUL_SET);
    let done = lint(&folder, &["k8s/set.yaml"]);
    assert_eq!(said(&done), ["k8s/set.yaml:5 headless-service-missing"]);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("looked at 1 file with 1 document and 1 object"), "{}", done.err);
    let both = lint(&folder, &["k8s"]);
    assert_eq!(said(&both), ["k8s/service.yaml:5 unknown-field", "k8s/set.yaml:5 headless-service-missing"]);
    folder.write("k8s/service.yaml", SERVICE);
    let done = lint(&folder, &["k8s/set.yaml"]);
    assert_eq!((done.code, done.out.as_str()), (0, ""), "{}", done.err);
}

#[test]
fn stdin_has_a_name() {
    let folder = Folder::new();
    let text = SERVICE.replace("clusterIP", "clusterIp");
    let done = folder.run_with(&["lint", "--format", "line", "-", "--stdin-filename", "k8s/a.yaml"], &text);
    assert_eq!((said(&done), done.code), (vec!["k8s/a.yaml:5 unknown-field".to_owned()], 1));
    let done = folder.run_with(&["lint", "-"], SERVICE);
    assert_eq!((done.code, done.out.as_str()), (0, ""), "{}", done.err);
}

#[test]
fn what_git_ignores_is_not_linted_and_patterns_are_expanded() {
    let folder = Folder::new()
        .with(".gitignore", "out/\n")
        .with("out/a.yaml", "kind: [\n")
        .with("k8s/deep/b.yaml", SERVICE)
        .with("k8s/deep/c.txt", "kind: [\n");
    assert_eq!(lint(&folder, &[]).code, 0);
    assert_eq!(said(&lint(&folder, &["out/a.yaml"])), ["out/a.yaml:1 yaml-syntax"]);
    let done = lint(&folder, &["k8s/**/*.yaml"]);
    assert_eq!(done.code, 0);
    assert!(done.err.contains("looked at 1 file"), "{}", done.err);
    let done = lint(&folder, &["k8s/*.yaml"]);
    assert_eq!(done.code, 2, "{}", done.err);
}

#[test]
fn a_broken_document_hides_nothing_of_the_others() {
    let text = format!("{SERVICE}---\nkind: [\n---\n{}", SERVICE.replace("clusterIP", "clusterIp"));
    let folder = Folder::new().with("a.yaml", text).with("b.yaml", b"\xff\xfea\x00:\x00");
    let done = lint(&folder, &[]);
    let found = said(&done);
    assert!(found.contains(&"b.yaml:1 encoding".to_owned()), "{found:?}");
    assert!(found.iter().any(|one| one.ends_with("yaml-syntax")), "{found:?}");
    assert!(found.contains(&"a.yaml:14 unknown-field".to_owned()), "{found:?}");
}

#[test]
fn patches_values_and_templates_are_no_objects() {
    let patch = "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: kafka}\nspec: {replicas: 3}\n";
    let folder = Folder::new()
        .with("base/kustomization.yaml", "resources: [set.yaml, service.yaml]\n")
        .with("base/set.yaml", STATEFUL_SET)
        .with("base/service.yaml", SERVICE)
        .with("over/kustomization.yaml", "resources: [../base]\npatches: [{path: scale.yaml}]\n")
        .with("over/scale.yaml", patch)
        .with("chart/Chart.yaml", "apiVersion: v2\nname: a\nversion: 0.1.0\n")
        .with("chart/values.yaml", "kind: Deployment\napiVersion: apps/v1beta1\n")
        .with("chart/templates/a.yaml", "{{ if .Values.x }}\nkind: [\n{{ end }}\n");
    let done = lint(&folder, &[]);
    assert_eq!((done.code, done.out.as_str()), (0, ""), "{}", done.err);
    assert!(done.err.contains("1 file with templates"), "{}", done.err);
    assert!(done.err.contains("3 documents of kustomizations"), "{}", done.err);
}

#[test]
fn a_blueprint_is_compiled() {
    let folder = Folder::new().with("small.yaml", SMALL).with("broken.yaml", broken());
    assert_eq!(lint(&folder, &["small.yaml"]).code, 0);
    let done = lint(&folder, &["broken.yaml"]);
    assert_eq!(done.code, 1);
    assert!(said(&done).contains(&"broken.yaml:3 unknown-key".to_owned()), "{}", done.out);
}

#[test]
fn rules_are_chosen_and_levelled() {
    let folder = Folder::new().with("a.yaml", format!("{SERVICE}---\n{SERVICE}"));
    assert_eq!(said(&lint(&folder, &[])), ["a.yaml:10 duplicate-object"]);
    assert_eq!(lint(&folder, &["--fail-on", "error"]).code, 0);
    assert_eq!(lint(&folder, &["--ignore", "duplicate-object"]).out, "");
    assert_eq!(lint(&folder, &["--select", "unknown-field,missing-field"]).out, "");
    let done = lint(&folder, &["--select", "duplicate-objekt"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("did you mean `duplicate-object`?"), "{}", done.err);
    folder.write(".streamwright/config.yaml", "lint: {levels: {duplicate-object: error}}\n");
    assert_eq!(lint(&folder, &["--fail-on", "error"]).code, 1);
    folder.write(".streamwright/config.yaml", "lint: {levels: {duplicate-object: off}}\n");
    assert_eq!(lint(&folder, &[]).code, 1, "`off` without quotes is a boolean");
    folder.write(".streamwright/config.yaml", "lint: {levels: {duplicate-object: \"off\"}}\n");
    assert_eq!(lint(&folder, &[]).code, 0);
}

#[test]
fn versions_come_from_the_flag_the_configuration_or_the_blueprint() {
    let folder = Folder::new().with("k8s/a.yaml", SERVICE).with("small.yaml", SMALL);
    let versions = |arguments: &[&str]| lint(&folder, arguments).err;
    assert!(versions(&["k8s"]).contains("for Kubernetes 1.36, Strimzi 1.2.0, Kafka 4.3.1"));
    assert!(versions(&["k8s", "--with", "small.yaml"]).contains("for Kubernetes 1.35,"));
    folder.write(".streamwright/config.yaml", "lint: {versions: {kubernetes: \"1.33\", strimzi: \"1.1\"}}\n");
    assert!(versions(&["k8s"]).contains("for Kubernetes 1.33, Strimzi 1.1.0, Kafka 4.3.0"));
    assert!(versions(&["k8s", "--kubernetes", "1.31"]).contains("for Kubernetes 1.31,"));
    let done = lint(&folder, &["k8s", "--kubernetes", "1.12"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("nothing is known of Kubernetes `1.12`"), "{}", done.err);
}

#[test]
fn an_ignore_holds_for_its_files_and_objects_until_its_day() {
    let folder = Folder::new()
        .with("k8s/old/a.yaml", SERVICE.replace("clusterIP", "clusterIp"))
        .with("k8s/new/b.yaml", SERVICE.replace("clusterIP", "clusterIp"));
    let config = |rest: &str| {
        let ignore = format!("rule: unknown-field, reason: a webhook reads it, {rest}");
        folder.write(".streamwright/config.yaml", format!("lint: {{ignore: {{old: {{{ignore}}}}}}}\n"));
    };
    config("path: k8s/old");
    assert_eq!(said(&lint(&folder, &[])), ["k8s/new/b.yaml:5 unknown-field"]);
    config("object: Service kafka");
    assert_eq!(lint(&folder, &[]).out, "");
    config("object: Service streaming/zookeeper");
    let found = said(&lint(&folder, &[]));
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found.iter().any(|one| one.ends_with("unused-ignore")), "{found:?}");
    // Of a part nothing can be said to be unused.
    assert_eq!(said(&lint(&folder, &["k8s/old"])), ["k8s/old/a.yaml:5 unknown-field"]);
    config("until: \"2027-06-30\"");
    assert_eq!(lint(&folder, &["--today", "2027-06-30"]).out, "");
    let done = lint(&folder, &["--today", "2027-07-01"]);
    assert!(done.out.contains("[expired-ignore]: `lint/ignore/old` held until 2027-06-30"), "{}", done.out);
    assert_eq!(done.out.lines().count(), 3, "{}", done.out);
}

#[test]
fn a_baseline_hides_what_was_there_wherever_it_moves() {
    let folder = Folder::new().with("a.yaml", SERVICE.replace("clusterIP", "clusterIp"));
    assert_eq!(lint(&folder, &["--write-baseline"]).code, 0);
    folder.write("a.yaml", format!("# moved\n\n{}", folder.read("a.yaml")));
    let done = lint(&folder, &[]);
    assert_eq!((done.code, done.out.as_str()), (0, ""));
    assert!(done.err.contains("not said: 1 finding known from"), "{}", done.err);
    folder.write("b.yaml", SERVICE.replace("selector", "selektor").replace("name: kafka", "name: other"));
    assert_eq!(said(&lint(&folder, &[])), ["b.yaml:6 unknown-field"]);
    folder.write(".streamwright/baseline.yaml", "known: 1\n");
    assert_eq!(lint(&folder, &[]).code, 2);
}

const TOPIC: &str = "\
# the orders\r
apiVersion: kafka.strimzi.io/v1beta2  # soon\r
kind: KafkaTopic\r
metadata: {name: orders, labels: {strimzi.io/cluster: streaming}}\r
spec:\r
  partitions: 12\r
  replicas: 3\r
";

#[test]
fn what_can_be_mended_is_and_the_rest_is_reported() {
    let text = format!("\u{feff}{TOPIC}---\r\n{}", SERVICE.replace("clusterIP", "clusterIpp"));
    let folder = Folder::new().with("a.yaml", &text);
    let done = lint(&folder, &[]);
    assert_eq!(said(&done), ["a.yaml:2 removed-api-version", "a.yaml:13 unknown-field"]);
    assert!(done.err.contains("can be mended: 1 with `--fix`, 1 with `--unsafe-fixes`"), "{}", done.err);
    let done = lint(&folder, &["--diff", "--unsafe-fixes"]);
    assert_eq!(done.code, 1);
    assert!(done.out.starts_with("--- a/a.yaml\n+++ b/a.yaml\n@@ -1,5 +1,5 @@\n"), "{}", done.out);
    assert!(done.out.contains("\n-  clusterIpp: None\n+  clusterIP: None\n"), "{}", done.out);
    assert_eq!(folder.read("a.yaml"), text, "nothing is written");
    let done = lint(&folder, &["--fix"]);
    assert_eq!((said(&done), done.code), (vec!["a.yaml:13 unknown-field".to_owned()], 1));
    assert!(done.err.contains("mended 1 finding in 1 file: 1 `removed-api-version`"), "{}", done.err);
    let mended = text.replace("v1beta2", "v1");
    assert_eq!(folder.read("a.yaml"), mended);
    let done = lint(&folder, &["--unsafe-fixes"]);
    assert_eq!((done.code, done.out.as_str()), (0, ""), "{}", done.err);
    assert_eq!(folder.read("a.yaml"), mended.replace("clusterIpp", "clusterIP"));
    assert_eq!(lint(&folder, &["--diff"]).code, 0);
}

#[test]
fn nothing_is_mended_that_nobody_named_or_somebody_allowed() {
    let allowed =
        TOPIC.replace("# soon", "# streamwright: allow(removed-api-version) because the cluster is old");
    let folder = Folder::new().with("a/x.yaml", TOPIC).with("a/y.yaml", &allowed).with("b/z.yaml", TOPIC);
    assert_eq!(lint(&folder, &["--fix", "a/y.yaml"]).code, 0);
    assert_eq!((folder.read("a/x.yaml"), folder.read("a/y.yaml")), (TOPIC.to_owned(), allowed));
    assert_eq!(lint(&folder, &["--write-baseline", "b"]).code, 0);
    assert_eq!(lint(&folder, &["--fix", "b"]).code, 0);
    assert_eq!(folder.read("b/z.yaml"), TOPIC);
    let done = folder.run_with(&["lint", "--fix", "-"], TOPIC);
    assert_eq!((done.code, done.out), (0, TOPIC.replace("v1beta2", "v1")), "{}", done.err);
}

#[test]
#[cfg(unix)]
fn a_mended_file_keeps_its_mode_and_a_link_stays_one() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new().with("a.yaml", TOPIC);
    let path = folder.path().join("a.yaml");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).expect("its owner may");
    symlink("a.yaml", folder.path().join("b.yaml")).expect("a link");
    assert_eq!(lint(&folder, &["--fix", "b.yaml"]).code, 0);
    assert!(folder.path().join("b.yaml").symlink_metadata().is_ok_and(|found| found.is_symlink()));
    assert_eq!(path.metadata().expect("it is there").permissions().mode() & 0o777, 0o640);
    assert_eq!(folder.read("a.yaml"), TOPIC.replace("v1beta2", "v1"));
}

#[test]
fn development_needs_no_redundancy() {
    let budget = "\
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: kafka, namespace: kafka}
spec:
  maxUnavailable: 0
  selector: {matchLabels: {app: kafka}}
";
    let folder = Folder::new().with("k8s/a.yaml", budget).with("small.yaml", SMALL);
    let said = |arguments: &[&str]| lint(&folder, arguments).out;
    assert!(said(&["k8s"]).contains("warning[disruption-budget-blocks]"));
    assert!(said(&["k8s", "--with", "small.yaml"]).contains("info[disruption-budget-blocks]"));
    folder.write("small.yaml", SMALL.replace("profile: development\n", ""));
    assert!(said(&["k8s", "--with", "small.yaml"]).contains("warning[disruption-budget-blocks]"));
}

#[test]
fn an_allow_is_used_when_one_environment_needs_it() {
    let environments = |prod: &str| {
        let allowed = "# streamwright: allow(even-controllers) because it is being tried\n";
        format!(
            "{allowed}{SMALL}defaultEnvironment: dev\nenvironments:\n  dev: {{}}\n  prod: {{kubernetes: {{local: {{clusterName: production}}}}{prod}}}\n"
        )
    };
    let two = ", kafka: {streaming: {nodePools: {dual: {replicas: 2}}}}";
    let folder = Folder::new().with("small.yaml", environments(two));
    assert_eq!(lint(&folder, &["small.yaml"]).out, "");
    folder.write("small.yaml", environments("").replace("replicas: 1", "replicas: 3"));
    assert_eq!(said(&lint(&folder, &["small.yaml"])), ["small.yaml:1 unused-allow"]);
}
