use super::{Named, Val};

section! {
    /// What lint is to leave unsaid, and how loudly it says the rest.
    Lint = "the lint section" {
        /// Findings to leave unsaid, by a name of your own.
        ignore "ignore": Named<Ignore>,
        /// The level of a rule.
        levels "levels": Named<Val<Level>>,
    }
}

section! {
    /// A finding to leave unsaid.
    Ignore = "an ignore" {
        /// The rule.
        rule "rule": Val<String>,
        /// The place: `kafka/legacy/listeners/plaintext`.
        at "at": Option<Val<String>>,
        /// Why.
        reason "reason": Val<String>,
        /// Until when: `"2027-06-30"`.
        until "until": Option<Val<String>>,
    }
}

section! {
    /// What lint does in a whole repository, said in `.streamwright/config.yaml`.
    RepositoryLint = "the lint section" {
        /// The blueprint by whose facts manifests are judged, relative to the repository's root.
        with "with": Option<Val<String>>,
        /// The versions manifests are judged for; those of the blueprint, or the newest, unless stated.
        versions "versions": Option<LintVersions>,
        /// Findings to leave unsaid, by a name of your own.
        ignore "ignore": Named<FileIgnore>,
        /// The level of a rule.
        levels "levels": Named<Val<Level>>,
    }
}

section! {
    /// The versions manifests are judged for.
    LintVersions = "the versions to judge for" {
        /// The Kubernetes minor: `"1.35"`.
        kubernetes "kubernetes": Option<Val<String>>,
        /// The Strimzi release: `"1.2"`.
        strimzi "strimzi": Option<Val<String>>,
        /// The Kafka version: `4.3.1`.
        kafka "kafka": Option<Val<String>>,
    }
}

section! {
    /// A finding in manifests to leave unsaid.
    FileIgnore = "an ignore" {
        /// The rule.
        rule "rule": Val<String>,
        /// The files, relative to the repository's root: a file, a folder, or a pattern such as `k8s/**/legacy-*.yaml`.
        path "path": Option<Val<String>>,
        /// The object: `StatefulSet kafka`, or `StatefulSet streaming/kafka` with its namespace.
        object "object": Option<Val<String>>,
        /// Why.
        reason "reason": Val<String>,
        /// Until when: `"2027-06-30"`.
        until "until": Option<Val<String>>,
    }
}

choice! {
    /// How loudly a rule speaks.
    Level = "a level" {
        /// Fails the run.
        Error = "error",
        /// Stands out.
        Warning = "warning",
        /// Is there to be read.
        Info = "info",
        /// Is not said.
        Off = "off",
    }
}
