//! Running the program in a folder of its own, with nothing of the surrounding terminal.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

pub struct Done {
    pub code: i32,
    pub out: String,
    pub err: String,
}

pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    pub fn with(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.0.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("the folder can be made");
        std::fs::write(path, text).expect("the file can be written");
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.0.path().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    pub fn has(&self, path: &str) -> bool {
        self.0.path().join(path).symlink_metadata().is_ok()
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_streamwright"));
        command.args(arguments).current_dir(self.path());
        for name in ["NO_COLOR", "COLUMNS", "TERM", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Done {
        self.run_with(arguments, "")
    }

    pub fn run_with(&self, arguments: &[&str], stdin: &str) -> Done {
        finish(self.command(arguments), stdin)
    }
}

pub fn finish(mut command: Command, stdin: &str) -> Done {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    // A program that does not read its stdin may be gone already.
    let _ = child.stdin.take().expect("stdin").write_all(stdin.as_bytes());
    let output = child.wait_with_output().expect("the program ends");
    Done {
        code: output.status.code().expect("not killed"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// A blueprint with nothing wrong and little in it.
pub const SMALL: &str = "\
apiVersion: streamwright/v1alpha1
kind: Blueprint
metadata: {name: small}
profile: development
versions: {kubernetes: \"1.35\", strimzi: \"1.2\", kafka: 4.3.1}
kubernetes:
  local:
    provider: kind
    namespaces: {kafka: {}, spare: {}}
    operators: {strimzi: {version: 1.2.0, watchNamespaces: [kafka]}}
kafka:
  streaming:
    provider: strimzi
    kubernetes: local
    namespace: kafka
    nodePools:
      dual: {roles: [controller, broker], replicas: 1, storage: {size: 1Gi}}
    listeners:
      tls: {port: 9093, type: internal, tls: true, authentication: scram-sha-512}
    topics:
      orders: {partitions: 1}
      payments: {partitions: 1}
";

/// What is left when the namespace that nothing needs is taken away.
pub fn smaller(blueprint: &str) -> String {
    assert!(blueprint.contains(", spare: {}"));
    blueprint.replace(", spare: {}", "")
}

/// The same with an unknown key.
pub fn broken() -> String {
    SMALL.replace("metadata:", "metdata:")
}

/// The same with two environments.
pub fn two_environments() -> String {
    format!(
        "{SMALL}defaultEnvironment: dev\nenvironments:\n  dev: {{}}\n  prod:\n    kubernetes: {{local: {{clusterName: production}}}}\n"
    )
}
