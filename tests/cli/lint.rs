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
