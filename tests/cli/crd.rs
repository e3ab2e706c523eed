//! Custom resources whose definitions somebody gives.

use crate::process::{Done, Folder};

const DEFINITION: &str = "\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: brokers.example.com}
spec:
  group: example.com
  names: {kind: Broker, plural: brokers}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          required: [spec]
          properties:
            spec:
              type: object
              required: [size, mode]
              properties:
                size: {type: integer, minimum: 1, maximum: 9}
                mode: {type: string, default: fast}
                tier: {type: string, enum: [hot, cold]}
                label: {type: string, pattern: '^[a-z]+$'}
                memory: {x-kubernetes-int-or-string: true}
                extra: {type: object, x-kubernetes-preserve-unknown-fields: true}
                users:
                  type: array
                  items: {type: object, required: [name], properties: {name: {type: string}}}
                quotas: {type: object, additionalProperties: {type: integer}}
    - {name: v0, served: false, storage: false, schema: {openAPIV3Schema: {type: object}}}
";

fn lint(folder: &Folder, arguments: &[&str]) -> Done {
    folder.run(&[&["lint", "--format", "line"], arguments].concat())
}

fn broker(spec: &str) -> String {
    format!("apiVersion: example.com/v1\nkind: Broker\nmetadata: {{name: a}}\nspec:\n{spec}")
}

#[test]
fn a_kind_that_is_defined_is_checked() {
    let folder = Folder::new().with("crds/broker.yaml", DEFINITION);
    let said = |spec: &str| {
        folder.write("k8s/a.yaml", broker(spec));
        let done = lint(&folder, &["--crd", "crds", "k8s"]);
        assert!(!done.err.contains("without a schema"), "{}", done.err);
        done.out
    };
    let good =
        "  size: 3\n  memory: 1Gi\n  extra: {a: 1}\n  users: [{name: x}]\n  quotas: {a: 1}\n  tier: null\n";
    assert_eq!(said(good), "");
    for (spec, words) in [
        ("  size: 10\n", "a.yaml:5:9: error[value-out-of-limits]"),
        ("  size: 3\n  tire: hot\n", "a.yaml:6:3: error[unknown-field]"),
        ("  tier: hot\n", "a.yaml:4:1: error[missing-field]: Broker a: `spec` must have the field `size`"),
        ("  size: 3\n  tier: warm\n", "error[unknown-enum-value]"),
        ("  size: 3\n  label: A1\n", "error[malformed-value]"),
        ("  size: 3\n  users: [{nam: x}]\n", "`users`"),
        ("  size: 3\n  quotas: {a: many}\n", "error[wrong-field-type]"),
    ] {
        let out = said(spec);
        assert!(out.contains(words), "{spec}: {out}");
    }
    folder.write("k8s/a.yaml", broker("  size: 10\n"));
    let done = lint(&folder, &["k8s"]);
    assert!(
        done.err.contains("without a schema: 1 object of 1 kind: `example.com/v1 Broker`"),
        "{}",
        done.err
    );
    assert_eq!(done.out, "");
}

#[test]
fn what_defines_nothing_is_refused() {
    let folder = Folder::new().with("a.yaml", "kind: ConfigMap\n").with("b.yaml", "a: [\n");
    for (file, words) in [
        ("a.yaml", "holds no CustomResourceDefinition"),
        ("b.yaml", "cannot read"),
        ("c.yaml", "cannot read"),
    ] {
        let done = lint(&folder, &["--crd", file]);
        assert_eq!(done.code, 2, "{file}");
        assert!(done.err.contains(words), "{file}: {}", done.err);
    }
}
